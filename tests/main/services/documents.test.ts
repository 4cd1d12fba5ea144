// Documents: one life from draft to issue or withdrawal, what is frozen stays, and the files of a whole round.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Output } from '../../../core/contract/index.ts';
import { renderPlan, type RenderedPlanFile } from '../../../main/services/render-plan.ts';
import {
  createPrinterDouble,
  makeRound,
  missingId,
  type Office,
  openOffice,
  removeOffice,
  setUpOffice,
} from './fixture.ts';

let office: Office;
let round: Awaited<ReturnType<typeof makeRound>>;
let printer: ReturnType<typeof createPrinterDouble>;
let domainId: string;
beforeEach(async () => {
  printer = createPrinterDouble();
  office = await setUpOffice({ printer });
  round = await makeRound(office, { reportBackTo: 'UBND tỉnh' });
  domainId = (await office.call('domains.list', {}))[0]!.id;
});
afterEach(() => removeOffice(office));

type Document = Output<'documents.create'>;
const revOf = ({ id, rev }: { readonly id: string; readonly rev: number }) => ({ id, rev });
const notice = (visitId: string | null = round.districtVisit.id): Promise<Document> =>
  office.call('documents.create', {
    planId: round.plan.id,
    kind: visitId === null ? 'collective_notice' : 'agency_notice',
    visitId,
  });
const limitation = (text: string, agencyId: string) =>
  office.call('findings.create', {
    planId: round.plan.id,
    domainId,
    kind: 'limitation',
    scope: 'named',
    agencyIds: [agencyId],
    text,
  });
const frozen = async (): Promise<Document> => office.call('documents.freeze', revOf(await notice()));
const textOf = async (id: string) =>
  (await office.call('documents.preview', { id })).html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
const bytesOf = async (file: Output<'documents.render'>) => {
  const handle = office.context.handles.get(file.url.split('/').at(-1)!);
  return Buffer.from(await handle!.read());
};

describe('drafting', () => {
  test('one notice per agency of the round and the collective one, in one step; what exists is left alone', async () => {
    const called = await office.call('visits.setStatus', {
      ...revOf(round.departmentVisit),
      status: 'cancelled',
    });
    const own = await notice();
    const created = await office.call('documents.createAll', { planId: round.plan.id });
    expect(created.map((one) => [one.kind, one.visitId])).toEqual([['collective_notice', null]]);
    expect(await office.call('documents.createAll', { planId: round.plan.id })).toEqual([]);
    await office.call('visits.setStatus', { ...revOf(called), status: 'planned' });
    const more = await office.call('documents.createAll', { planId: round.plan.id });
    expect(more).toMatchObject([
      { kind: 'agency_notice', agencyName: 'Sở Y tế', symbol: 'TB-SNV', number: null },
    ]);
    await office.call('journal.undo', {});
    const left = await office.call('documents.list', { planId: round.plan.id });
    expect(left.map((one) => one.id)).toEqual([created[0]!.id, own.id]);
  });

  test('a second live document of a kind and visit is a duplicate', async () => {
    const first = await notice();
    expect(
      await office.fails('documents.create', {
        planId: round.plan.id,
        kind: 'agency_notice',
        visitId: round.districtVisit.id,
      }),
    ).toEqual({ code: 'DUPLICATE', detail: { entity: 'document', id: first.id } });
    expect(await office.fails('documents.create', { planId: round.plan.id, kind: 'minutes' })).toMatchObject({
      fields: [{ path: 'visitId', code: 'MISSING_KEY' }],
    });
    expect(
      await office.fails('documents.create', { planId: round.plan.id, kind: 'minutes', visitId: missingId }),
    ).toMatchObject({ fields: [{ path: 'visitId', code: 'NOT_FOUND' }] });
    const nameless = await office.call('plans.create', { title: 'Không có nơi ban hành' });
    expect(
      await office.fails('documents.create', { planId: nameless.id, kind: 'collective_notice' }),
    ).toMatchObject({ fields: [{ path: 'issuerId', code: 'MISSING_KEY' }] });
  });

  test('what names another agency never stands in an agency’s notice', async () => {
    await limitation('Chậm niêm yết tại huyện', round.district.id);
    await limitation('Chậm số hóa tại sở', round.department.id);
    const district = await textOf((await notice()).id);
    expect(district).toContain('Chậm niêm yết tại huyện');
    expect(district).not.toContain('Chậm số hóa tại sở');
    expect(district).not.toContain('Sở Y tế');
    const all = await textOf((await notice(null)).id);
    expect(all).toContain('Chậm niêm yết tại huyện');
    expect(all).toContain('Chậm số hóa tại sở');
  });

  test('a draft is stale when the data it is worded from changes, and only then', async () => {
    const { id } = await notice();
    const stale = async () => (await office.call('documents.get', { id })).stale;
    expect(await stale()).toBe(false);
    await office.call('issuers.update', { ...revOf(round.issuer), patch: { signerName: 'Phạm Mạnh Hùng' } });
    await limitation('Của sở khác', round.department.id);
    expect(await stale()).toBe(false);
    expect(await textOf(id)).toContain('Phạm Mạnh Hùng');
    await limitation('Chưa cập nhật thủ tục', round.district.id);
    expect(await stale()).toBe(true);
    expect(await textOf(id)).not.toContain('Chưa cập nhật thủ tục');

    const before = await office.call('documents.get', { id });
    const typed = { ...before.content, recipients: ['Như trên', 'Lưu: VT'] };
    const edited = await office.call('documents.update', {
      ...revOf(before.document),
      patch: { content: typed },
    });
    const anew = await office.call('documents.redraft', revOf(edited.document));
    expect(anew.stale).toBe(false);
    expect(anew.content.blocks.map((block) => block.text).join('\n')).toContain('Chưa cập nhật thủ tục');
    await office.call('journal.undo', {});
    expect((await office.call('documents.get', { id })).content).toEqual(typed);
  });

  test('subject and symbol follow title and issuer until somebody has changed them', async () => {
    const [committee] = await office.call('issuers.list', {});
    let row = await notice();
    expect(row.subject).toMatch(/^Kết quả kiểm tra/);
    const change = async (patch: {
      titleKind?: 'ket_qua' | 'ket_luan';
      issuerId?: string;
      subject?: string;
    }) => (row = (await office.call('documents.update', { ...revOf(row), patch })).document);
    expect(await change({ titleKind: 'ket_luan' })).toMatchObject({
      subject: expect.stringMatching(/^Kết luận kiểm tra/),
    });
    expect(await change({ issuerId: committee!.id })).toMatchObject({ symbol: 'TB-UBND' });
    await change({ subject: 'Về việc riêng' });
    expect(await change({ titleKind: 'ket_qua' })).toMatchObject({ subject: 'Về việc riêng' });
    expect(
      await office.fails('documents.update', { ...revOf(row), patch: { issuerId: missingId } }),
    ).toMatchObject({
      fields: [{ path: 'patch.issuerId' }],
    });
  });

  test('a stale rev or another kind of wording is refused', async () => {
    const row = await notice();
    const { content } = await office.call('documents.get', { id: row.id });
    expect(
      await office.fails('documents.update', {
        ...revOf(row),
        patch: { content: { ...content, kind: 'minutes' } },
      }),
    ).toMatchObject({ fields: [{ path: 'patch.content.kind' }] });
    await office.call('documents.update', { ...revOf(row), patch: { symbol: 'TB-X' } });
    expect(await office.fails('documents.update', { ...revOf(row), patch: { content } })).toMatchObject({
      code: 'CONFLICT',
    });
    expect(await office.fails('documents.freeze', revOf(row))).toMatchObject({ code: 'CONFLICT' });
    expect(await office.fails('documents.get', { id: missingId })).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('minutes', () => {
  test('a notice warns until minutes are signed', async () => {
    const { id } = await notice();
    const warns = async () =>
      (await office.call('documents.get', { id })).warnings.some((one) => one.code === 'minutes_not_signed');
    expect(await warns()).toBe(true);
    const minutes = await office.call('documents.create', {
      planId: round.plan.id,
      kind: 'minutes',
      visitId: round.districtVisit.id,
    });
    expect(minutes).toMatchObject({
      symbol: 'BB-SNV',
      subject: expect.stringContaining('UBND huyện Nam Sách'),
    });
    expect((await office.call('documents.get', { id: minutes.id })).content.signatures).toHaveLength(3);
    expect(await warns()).toBe(true);
    await office.call('documents.freeze', revOf(minutes));
    expect(await warns()).toBe(false);
  });

  test('the state of the visit says it as well', async () => {
    const { id } = await notice();
    const visited = await office.call('visits.setStatus', {
      ...revOf(round.districtVisit),
      status: 'visited',
    });
    await office.call('visits.setStatus', { ...revOf(visited), status: 'minutes_signed' });
    const { warnings } = await office.call('documents.get', { id });
    expect(warnings.map((one) => one.code)).not.toContain('minutes_not_signed');
  });

  test('behind the draft of the notice the way there counts', async () => {
    const { id } = await notice();
    const warns = async () =>
      (await office.call('documents.get', { id })).warnings.some((one) => one.code === 'minutes_not_signed');
    let visit = round.districtVisit;
    const move = async (...statuses: Output<'visits.get'>['visit']['status'][]) => {
      for (const status of statuses)
        visit = await office.call('visits.setStatus', { ...revOf(visit), status });
    };
    await move('visited', 'minutes_signed', 'notice_drafted', 'notice_issued', 'notice_drafted');
    expect(await warns()).toBe(false);
    await move('visited', 'notice_drafted');
    expect(await warns()).toBe(true);
    await move('notice_issued', 'closed');
    expect(await warns()).toBe(true);
  });
});

describe('freezing', () => {
  test('what is frozen cannot be changed, and data changed afterwards does not reach its pages', async () => {
    await limitation('Trước khi trình ký', round.district.id);
    const row = await frozen();
    expect(row).toMatchObject({ status: 'for_signature', frozenAt: expect.any(Number) });
    for (const [method, input] of [
      ['documents.update', { ...revOf(row), patch: { subject: 'Khác' } }],
      ['documents.redraft', revOf(row)],
      ['documents.delete', revOf(row)],
    ] as const) {
      expect(await office.fails(method, input)).toMatchObject({ code: 'FROZEN' });
    }
    const before = await textOf(row.id);
    const docx = await bytesOf(await office.call('documents.render', { id: row.id, format: 'docx' }));
    await limitation('Sau khi trình ký', round.district.id);
    await office.call('issuers.update', { ...revOf(round.issuer), patch: { signerName: 'Người khác' } });
    expect(await textOf(row.id)).toBe(before);
    expect(before).toContain('Trước khi trình ký');
    const again = await bytesOf(await office.call('documents.render', { id: row.id, format: 'docx' }));
    expect(again.equals(docx)).toBe(true);
    expect(await office.call('documents.get', { id: row.id })).toMatchObject({ stale: false, hasPdf: false });
  });

  test('undo stops at it', async () => {
    await frozen();
    expect(await office.fails('journal.undo', {})).toMatchObject({ code: 'UNDO_BARRIER' });
  });

  test('before it is signed it may go back to a draft', async () => {
    const row = await frozen();
    const draft = await office.call('documents.unfreeze', revOf(row));
    expect(draft).toMatchObject({ status: 'draft', frozenAt: null });
    expect(await office.fails('documents.unfreeze', revOf(draft))).toMatchObject({ code: 'WRONG_STATE' });
    const edited = await office.call('documents.update', { ...revOf(draft), patch: { subject: 'Sửa lại' } });
    expect(edited.frozenDigest).toBeNull();
    const again = await office.call('documents.freeze', revOf(edited.document));
    expect(await textOf(again.id)).toContain('Sửa lại');
  });

  test('the same wording on the same pages has the same digest', async () => {
    const row = await frozen();
    const digest = async () => (await office.call('documents.get', { id: row.id })).frozenDigest;
    const first = await digest();
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    const draft = await office.call('documents.unfreeze', revOf(row));
    const again = await office.call('documents.freeze', revOf(draft));
    expect(await digest()).toBe(first);
    const back = await office.call('documents.unfreeze', revOf(again));
    const changed = await office.call('documents.update', { ...revOf(back), patch: { symbol: 'TB-KHÁC' } });
    await office.call('documents.freeze', revOf(changed.document));
    expect(await digest()).not.toBe(first);
  });
});

describe('issuing', () => {
  test('number and day come into the record and onto the pages; the signed digest stays', async () => {
    const row = await frozen();
    const { frozenDigest } = await office.call('documents.get', { id: row.id });
    expect(await textOf(row.id)).not.toContain('Số: 05/');
    const issued = await office.call('documents.issue', {
      ...revOf(row),
      number: ' 5 ',
      issuedOn: '2019-11-09',
    });
    expect(issued).toMatchObject({ status: 'issued', number: '5', issuedOn: '2019-11-09' });
    const text = await textOf(row.id);
    expect(text).toContain('Số: 05/TB-SNV');
    expect(text).toContain('ngày 09 tháng 11 năm 2019');
    expect(await office.call('documents.get', { id: row.id })).toMatchObject({ frozenDigest, stale: false });
    expect(await office.fails('documents.unfreeze', revOf(issued))).toMatchObject({ code: 'WRONG_STATE' });
    expect(await office.fails('documents.delete', revOf(issued))).toMatchObject({ code: 'FROZEN' });
    expect(await office.fails('journal.undo', {})).toMatchObject({ code: 'UNDO_BARRIER' });
    // Kept whole: nothing in the content store is missing or astray.
    expect(office.context.blobs.check()).toEqual({ orphans: [], missing: [] });
  });

  test('a draft is not issued, and a day must be one of the calendar', async () => {
    const row = await notice();
    const input = { ...revOf(row), number: '5', issuedOn: '2019-11-09' };
    expect(await office.fails('documents.issue', input)).toMatchObject({
      code: 'WRONG_STATE',
      detail: { from: 'draft', to: 'issued' },
    });
    expect(await office.fails('documents.issue', { ...input, issuedOn: '2019-02-31' })).toMatchObject({
      code: 'BAD_DATE',
    });
    expect(await office.fails('documents.withdraw', { ...revOf(row), reason: 'x' })).toMatchObject({
      code: 'WRONG_STATE',
    });
  });

  test('what is for signature or issued keeps its round and its visit', async () => {
    await frozen();
    const { plan } = await office.call('plans.get', { id: round.plan.id });
    expect(await office.fails('plans.delete', revOf(plan))).toMatchObject({ code: 'IN_USE' });
    expect(await office.fails('visits.delete', revOf(round.districtVisit))).toMatchObject({ code: 'IN_USE' });
  });

  test('withdrawn with a reason it makes room for another one', async () => {
    const row = await frozen();
    const issued = await office.call('documents.issue', {
      ...revOf(row),
      number: '7',
      issuedOn: '2019-11-09',
    });
    const withdrawn = await office.call('documents.withdraw', { ...revOf(issued), reason: 'Sai tên đơn vị' });
    expect(withdrawn).toMatchObject({ status: 'withdrawn', withdrawnReason: 'Sai tên đơn vị', number: '7' });
    expect(await textOf(row.id)).toContain('Số: 07/TB-SNV');
    expect(
      await office.fails('documents.update', { ...revOf(withdrawn), patch: { subject: 'x' } }),
    ).toMatchObject({
      code: 'FROZEN',
    });
    const next = await notice();
    expect(next.id).not.toBe(row.id);
    const [plan] = await office.call('plans.list', {});
    expect(plan).toMatchObject({ documents: 1, documentsIssued: 0 });
  });
});

describe('rendering', () => {
  test('each format comes by a handle under a plain name', async () => {
    const { id } = await notice();
    const html = await office.call('documents.render', { id, format: 'html' });
    expect(html).toMatchObject({ fileName: 'Thong-bao-ket-qua-UBND-huyen-Nam-Sach.html', pages: null });
    expect((await bytesOf(html)).toString()).toMatch(/^<!doctype html>[\s\S]*UBND huyện Nam Sách/);
    const docx = await office.call('documents.render', { id, format: 'docx' });
    expect(docx.fileName).toBe('Thong-bao-ket-qua-UBND-huyen-Nam-Sach.docx');
    expect((await bytesOf(docx)).subarray(0, 2).toString()).toBe('PK');
    const pdf = await office.call('documents.render', { id, format: 'pdf' });
    expect(pdf).toMatchObject({ media: 'application/pdf', pages: 1, bytes: (await bytesOf(pdf)).byteLength });
    // Pages of a draft are nobody's record.
    expect((await office.call('documents.get', { id })).hasPdf).toBe(false);
    expect(office.context.connection.prepare('SELECT count(*) FROM blob').pluck().get()).toBe(0);
  });

  test('the PDF of frozen pages joins the record, is printed once, and again after the number is given', async () => {
    const row = await frozen();
    const first = await office.call('documents.render', { id: row.id, format: 'pdf' });
    const second = await office.call('documents.render', { id: row.id, format: 'pdf' });
    expect(second).toMatchObject({ sha256: first.sha256, pages: 1 });
    expect(printer.printed).toHaveLength(1);
    expect((await office.call('documents.get', { id: row.id })).hasPdf).toBe(true);
    // Printing has not moved the row on for whoever is about to enter the number.
    const issued = await office.call('documents.issue', {
      ...revOf(row),
      number: '12',
      issuedOn: '2019-11-09',
    });
    expect((await office.call('documents.get', { id: issued.id })).hasPdf).toBe(false);
    const last = await office.call('documents.render', { id: row.id, format: 'pdf' });
    expect(printer.printed).toHaveLength(2);
    expect(printer.printed[1]!.html).toContain('12/TB-SNV');
    expect(last.sha256).not.toBe(first.sha256);
  });

  test('without a program that prints, PDF says so and the others come', async () => {
    const { id } = await notice();
    const { folder } = office;
    office.close();
    office = openOffice({ folder, printer: null });
    expect(await office.fails('documents.render', { id, format: 'pdf' })).toMatchObject({
      code: 'PDF_UNAVAILABLE',
    });
    expect((await office.call('documents.render', { id, format: 'docx' })).bytes).toBeGreaterThan(1000);
  });

  const collect = async (formats: readonly ('pdf' | 'docx' | 'html')[]) => {
    const files: RenderedPlanFile[] = [];
    for await (const file of renderPlan(office.context, { planId: round.plan.id, formats })) files.push(file);
    return files;
  };
  const htmlOf = (file: RenderedPlanFile | undefined) =>
    file?.ok === true ? new TextDecoder().decode(file.bytes) : '';

  test('a whole round comes as files without a row being written; existing documents are used as they are', async () => {
    await limitation('Chậm niêm yết', round.district.id);
    const files = await collect(['html', 'docx']);
    expect(files.map((file) => [file.fileName, file.kind, file.agencyName, file.done, file.ok])).toEqual([
      ['00-Thong-bao-ket-qua-toan-dot-2019.html', 'collective_notice', null, 1, true],
      ['00-Thong-bao-ket-qua-toan-dot-2019.docx', 'collective_notice', null, 2, true],
      ['01-Thong-bao-ket-qua-UBND-huyen-Nam-Sach.html', 'agency_notice', 'UBND huyện Nam Sách', 3, true],
      ['01-Thong-bao-ket-qua-UBND-huyen-Nam-Sach.docx', 'agency_notice', 'UBND huyện Nam Sách', 4, true],
      ['02-Thong-bao-ket-qua-So-Y-te.html', 'agency_notice', 'Sở Y tế', 5, true],
      ['02-Thong-bao-ket-qua-So-Y-te.docx', 'agency_notice', 'Sở Y tế', 6, true],
    ]);
    expect(await office.call('documents.list', { planId: round.plan.id })).toEqual([]);
    expect(htmlOf(files[2])).toContain('Chậm niêm yết');
    expect(htmlOf(files[4])).not.toContain('Chậm niêm yết');

    const row = await notice();
    const { content } = await office.call('documents.get', { id: row.id });
    const blocks = [
      ...content.blocks,
      { id: 'own', type: 'paragraph' as const, text: 'Câu do người soạn viết.' },
    ];
    await office.call('documents.update', { ...revOf(row), patch: { content: { ...content, blocks } } });
    expect(htmlOf((await collect(['html']))[1])).toContain('Câu do người soạn viết.');
  });

  test('without a printer the PDFs fail one by one and the rest is made', async () => {
    const { folder } = office;
    office.close();
    office = openOffice({ folder, printer: null });
    const files = await collect(['pdf', 'html']);
    expect(files.map((file) => [file.format, file.ok])).toEqual([
      ['pdf', false],
      ['html', true],
      ['pdf', false],
      ['html', true],
      ['pdf', false],
      ['html', true],
    ]);
    expect(files[0]).toMatchObject({ error: { code: 'PDF_UNAVAILABLE' } });
  });

  test('it stops when asked to', async () => {
    const stop = new AbortController();
    const files = renderPlan(office.context, {
      planId: round.plan.id,
      formats: ['html'],
      signal: stop.signal,
    });
    expect((await files.next()).value).toMatchObject({ done: 1, total: 3 });
    stop.abort();
    await expect(files.next()).rejects.toThrow(/abort/i);
  });
});
