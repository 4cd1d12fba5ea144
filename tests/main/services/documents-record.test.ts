// The record of documents: numbers given twice or missing, what is frozen and stays so, what replaces what, signed
// originals, and the round's list on paper and as a workbook.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Input, Output } from '../../../core/contract/index.ts';
import { AppError } from '../../../core/contract/error.ts';
import type { Patch } from '../../../db/registry.ts';
import { shownText } from '../../../core/exchange/sheet/cell.ts';
import { readWorkbook } from '../../../main/spreadsheet/read-workbook.ts';
import { bytesOf, exifSegment, jpegOf, pngOf } from '../../core/rules/photo-fixture.ts';
import { makeRound, type Office, removeOffice, setUpOffice } from './fixture.ts';

let office: Office;
let round: Awaited<ReturnType<typeof makeRound>>;
beforeEach(async () => {
  office = await setUpOffice();
  round = await makeRound(office, { reportBackTo: 'UBND tỉnh' });
});
afterEach(() => removeOffice(office));

type Document = Output<'documents.create'>;
const revOf = ({ id, rev }: { readonly id: string; readonly rev: number }) => ({ id, rev });
const create = (kind: Document['kind'], about: Partial<Input<'documents.create'>> = {}) =>
  office.call('documents.create', { planId: round.plan.id, kind, ...about });
const freeze = (row: Document) => office.call('documents.freeze', revOf(row));
async function issue(row: Document, number: string, issuedOn = '2019-11-09'): Promise<Document> {
  return office.call('documents.issue', { ...revOf(await freeze(row)), number, issuedOn });
}
const get = (id: string) => office.call('documents.get', { id });
const numbering = (filter: Input<'documents.numbering'> = {}) => office.call('documents.numbering', filter);
const newIssuer = (fields: Partial<Input<'issuers.create'>>) =>
  office.call('issuers.create', {
    kind: 'team',
    name: 'Đoàn kiểm tra',
    parentLine: null,
    nameLine: 'ĐOÀN KIỂM TRA',
    authorityLine: null,
    signLines: 'TRƯỞNG ĐOÀN',
    signerName: null,
    signerTitleBelow: null,
    symbol: 'ĐKT',
    numberSeries: null,
    placeName: null,
    archiveLine: null,
    ...fields,
  });

describe('numbers', () => {
  test('one that is given twice is always shown, with zeros and blanks or without', async () => {
    const first = await issue(await create('collective_notice'), '05');
    const second = await issue(await create('schedule_notice'), ' 5', '2019-12-31');
    const other = await issue(await create('summary_report'), '5');
    const nextYear = await issue(
      await create('schedule_notice', { visitId: round.districtVisit.id }),
      '5',
      '2020-01-02',
    );
    expect((await get(first.id)).duplicates.map((one) => one.id)).toEqual([second.id]);
    expect((await get(second.id)).duplicates).toMatchObject([
      { id: first.id, number: '05', symbol: 'TB-SNV' },
    ]);
    expect((await get(other.id)).duplicates).toEqual([]);
    expect((await get(nextYear.id)).duplicates).toEqual([]);
    expect(await numbering()).toEqual([
      {
        kind: 'duplicate',
        issuerId: round.issuer.id,
        issuerName: round.issuer.name,
        year: 2019,
        symbol: 'TB-SNV',
        number: '05',
        documentIds: [first.id, second.id],
      },
    ]);
    expect(await numbering({ year: 2020 })).toEqual([]);
    const elsewhere = await office.call('plans.create', { title: 'Đợt khác', issuerId: round.issuer.id });
    expect(await numbering({ planId: elsewhere.id })).toEqual([]);
    expect(await numbering({ planId: round.plan.id, year: 2019 })).toHaveLength(1);
  });

  test('issuers that number together share a series', async () => {
    const [committee, chairman] = await office.call('issuers.list', {});
    for (const one of [committee!, chairman!])
      await office.call('issuers.update', {
        ...revOf(one),
        patch: { numberSeries: 'UBND tỉnh', symbol: 'UBND' },
      });
    const first = await issue(await create('collective_notice', { issuerId: committee!.id }), '12');
    const second = await issue(await create('schedule_notice', { issuerId: chairman!.id }), '12');
    expect((await get(second.id)).duplicates.map((one) => one.id)).toEqual([first.id]);
  });

  test('gaps only where the issuer gives its own numbers', async () => {
    const team = await newIssuer({ ownsSeries: true });
    const issuerId = team.id;
    await issue(await create('collective_notice', { issuerId }), '02');
    await issue(await create('team_report', { issuerId }), '5');
    await issue(await create('schedule_notice', { issuerId }), '5a');
    // The department's registry is everybody's.
    await issue(await create('summary_report'), '90');
    const faults = await numbering({ planId: round.plan.id });
    expect(faults.map(({ kind, symbol, number, issuerName }) => [kind, symbol, number, issuerName])).toEqual([
      ['gap', null, '01', 'Đoàn kiểm tra'],
      ['gap', null, '03–04', 'Đoàn kiểm tra'],
    ]);
    // One number under two symbols: each is numbered for itself.
    await issue(await create('member_report', { memberId: await memberOf(), issuerId }), '1');
    await issue(await create('agency_notice', { visitId: round.districtVisit.id, issuerId }), '1');
    expect((await numbering()).map(({ symbol, number }) => [symbol, number])).toEqual([
      ['TB-ĐKT', '03–04'],
      ['BC-ĐKT', '02–04'],
    ]);
  });

  const memberOf = async () =>
    (
      await office.call('members.create', {
        teamId: round.team.id,
        personId: null,
        agencyId: null,
        fullName: 'Nguyễn Thị Hoa',
        partyTitle: null,
        position: null,
        body: null,
        rankText: null,
        role: 'team_member',
        isStanding: false,
        domainIds: [],
      })
    ).id;

  test('an issued plan and decision fill the empty places of the round and its team, and change no other', async () => {
    const plan = await create('plan');
    await issue(plan, '07', '2019-08-05');
    expect((await office.call('plans.get', { id: round.plan.id })).plan).toMatchObject({
      number: '07',
      symbol: 'KH-SNV',
      documentDate: '2019-08-05',
      issuerId: round.issuer.id,
    });
    await office.call('teams.update', { ...revOf(round.team), patch: { decisionNumber: '2676' } });
    const decision = await create('team_decision', { teamId: round.team.id });
    await issue(decision, '31', '2019-08-09');
    const [team] = (await office.call('plans.get', { id: round.plan.id })).teams;
    expect(team).toMatchObject({
      decisionNumber: '2676',
      decisionSymbol: 'QĐ-SNV',
      decisionDate: '2019-08-09',
      decisionIssuerId: round.issuer.id,
    });
  });
});

describe('what is frozen', () => {
  const raw = (id: string, patch: unknown) =>
    office.context.journal.run({ method: 'documents.update', actorId: null, officeId: null }, (write) =>
      write.update('document', id, null, patch as Patch<'document'>),
    );
  const codeOf = (act: () => unknown): string => {
    try {
      act();
    } catch (error) {
      return error instanceof AppError ? error.code : String(error);
    }
    return 'done';
  };

  test('is refused by the database itself, whoever writes', async () => {
    const draft = await create('collective_notice');
    const { content } = await get(draft.id);
    const changed = { ...content, recipients: ['Kẻ khác'] };
    expect(codeOf(() => raw(draft.id, { subject: 'Sửa dự thảo' }))).toBe('done');
    const frozen = await freeze((await get(draft.id)).document);
    const before = office.context.stores.documents.get(frozen.id);
    for (const patch of [
      { content: changed },
      { baseContent: changed },
      { subject: 'Khác' },
      { symbol: 'TB-KHÁC' },
      { issuerId: (await newIssuer({})).id },
      { urgency: 'khan' },
      { draftRound: 9 },
      { frozenDigest: 'x' },
      { titleKind: 'ket_luan' },
      { asOf: '2020-01-01' },
    ]) {
      expect([patch, codeOf(() => raw(frozen.id, patch))]).toEqual([patch, 'FROZEN']);
    }
    expect(office.context.stores.documents.get(frozen.id)).toEqual(before);

    const issued = await office.call('documents.issue', {
      ...revOf(frozen),
      number: '5',
      issuedOn: '2019-11-09',
    });
    for (const patch of [
      { content: changed },
      { number: '6' },
      { issuedOn: '2019-11-10' },
      { modelSha256: null },
      { docxSha256: null },
      { status: 'draft' },
      { status: 'for_signature' },
    ]) {
      expect([patch, codeOf(() => raw(issued.id, patch))]).toEqual([patch, 'FROZEN']);
    }
    const withdrawn = await office.call('documents.withdraw', { ...revOf(issued), reason: 'Sai' });
    expect(codeOf(() => raw(withdrawn.id, { status: 'draft' }))).toBe('FROZEN');
    expect(codeOf(() => raw(withdrawn.id, { content: changed }))).toBe('FROZEN');
    // Past the journal as well.
    const sql = office.context.connection.prepare("UPDATE document SET content = '{}' WHERE id = ?");
    expect(() => sql.run(withdrawn.id)).toThrow(/frozen/u);
  });

  test('a paper sent back by its signer is the next draft', async () => {
    const frozen = await freeze(await create('collective_notice'));
    const back = await office.call('documents.unfreeze', revOf(frozen));
    expect(back).toMatchObject({ status: 'draft', draftRound: 2 });
    const { html } = await office.call('documents.preview', { id: back.id });
    expect(html).toContain('DỰ THẢO (lần 2)');
    const edited = await office.call('documents.update', {
      ...revOf(back),
      patch: { draftRound: 4, urgency: 'thuong_khan' },
    });
    expect(edited.document).toMatchObject({ draftRound: 4, urgency: 'thuong_khan' });
    expect(edited).toMatchObject({ stale: false, changes: [] });
    expect((await office.call('documents.preview', { id: back.id })).html).toContain('THƯỢNG KHẨN');
    const again = await freeze(edited.document);
    expect((await office.call('documents.preview', { id: again.id })).html).not.toContain('DỰ THẢO');
  });
});

describe('withdrawn and replaced', () => {
  test('a correction is a new document from the same text, and both know each other', async () => {
    const issued = await issue(await create('collective_notice'), '7');
    const { content } = await get(issued.id);
    const next = await office.call('documents.replace', { ...revOf(issued), reason: 'Sai số liệu' });
    expect(next).toMatchObject({
      status: 'draft',
      kind: 'collective_notice',
      number: null,
      issuedOn: null,
      symbol: issued.symbol,
      subject: issued.subject,
      replacesId: issued.id,
      draftRound: 1,
    });
    const old = await get(issued.id);
    expect(old.document).toMatchObject({ status: 'withdrawn', number: '7', withdrawnReason: 'Sai số liệu' });
    expect(old.replacedBy).toMatchObject({ id: next.id, status: 'draft' });
    const successor = await get(next.id);
    expect(successor.replaces).toMatchObject({ id: issued.id, number: '7', status: 'withdrawn' });
    expect(successor.content).toEqual(content);
    expect(await office.fails('journal.undo', {})).toMatchObject({ code: 'UNDO_BARRIER' });
    expect(
      await office.fails('documents.create', { planId: round.plan.id, kind: 'collective_notice' }),
    ).toMatchObject({ code: 'DUPLICATE', detail: { id: next.id } });
    expect(await office.fails('documents.replace', { ...revOf(next), reason: 'x' })).toMatchObject({
      code: 'WRONG_STATE',
    });
    await issue(next, '8');
    expect((await get(issued.id)).replacedBy).toMatchObject({ number: '8', status: 'issued' });
  });

  test('a member, a team or a visit that signed papers stand on is kept; drafts go with it and come back', async () => {
    const decision = await create('team_decision', { teamId: round.team.id });
    const slip = await create('submission_slip', { aboutDocumentId: decision.id });
    const [team] = (await office.call('plans.get', { id: round.plan.id })).teams;
    await office.call('teams.delete', revOf(team!));
    expect(await office.call('documents.list', { planId: round.plan.id })).toEqual([]);
    await office.call('journal.undo', {});
    expect(
      (await office.call('documents.list', { planId: round.plan.id })).map((one) => one.id).toSorted(),
    ).toEqual([decision.id, slip.id].toSorted());
    // The slip alone holds the decision, and with it the team.
    await freeze((await get(slip.id)).document);
    const [back] = (await office.call('plans.get', { id: round.plan.id })).teams;
    expect(await office.fails('teams.delete', revOf(back!))).toMatchObject({
      code: 'IN_USE',
      detail: { entity: 'team', documents: 1 },
    });
    const minutes = await create('minutes', { visitId: round.districtVisit.id });
    await create('submission', { aboutDocumentId: (await create('plan')).id });
    const { visit } = await office.call('visits.get', { id: round.districtVisit.id });
    await office.call('visits.delete', revOf(visit));
    expect(
      (await office.call('documents.list', { planId: round.plan.id })).map((one) => one.id),
    ).not.toContain(minutes.id);
    expect(office.context.connection.pragma('foreign_key_check')).toEqual([]);
  });
});

describe('signed originals', () => {
  async function upload(bytes: Uint8Array): Promise<string> {
    const { blobs, handles } = office.context;
    const held = await blobs.hold(
      (async function* () {
        yield bytes;
      })(),
    );
    const about = { fileName: 'x', media: 'x/y', size: held.size, sha256: null };
    return handles.refer({ ...about, read: () => held.readAll(), held }).id;
  }
  const pdf = bytesOf('%PDF-1.7\n%%EOF\n');
  const add = async (documentId: string, bytes: Uint8Array, fileName: string) =>
    office.call('scans.add', { documentId, file: await upload(bytes), fileName });

  test('several to a document, known by their bytes, kept in the store', async () => {
    const issued = await issue(await create('collective_notice'), '7');
    const first = await add(issued.id, pdf, 'Thông báo 07 đã ký.pdf');
    const second = await add(issued.id, jpegOf([exifSegment({ orientation: 6, gps: true })]), 'trang 2.JPG');
    await add(issued.id, pngOf([]), 'trang 3.png');
    const { scans, document } = await get(issued.id);
    expect(scans.map(({ ordinal, fileName, media, present }) => [ordinal, fileName, media, present])).toEqual(
      [
        [1, 'Thông báo 07 đã ký.pdf', 'application/pdf', true],
        [2, 'trang 2.JPG', 'image/jpeg', true],
        [3, 'trang 3.png', 'image/png', true],
      ],
    );
    // The paper itself has not moved on.
    expect(document.rev).toBe(issued.rev);
    const file = await office.call('scans.file', { id: first.id });
    expect(file).toMatchObject({
      fileName: 'Thông báo 07 đã ký.pdf',
      bytes: pdf.length,
      sha256: first.sha256,
    });
    const handle = office.context.handles.get(file.url.split('/').at(-1)!);
    expect(Buffer.from(await handle!.read()).equals(Buffer.from(pdf))).toBe(true);
    const kept = Buffer.from(office.context.blobs.get(second.sha256)).toString('latin1');
    expect(kept).not.toContain('GPS');
    expect(office.context.blobs.check()).toEqual({ orphans: [], missing: [] });
    expect((await office.context.blobs.inspect({ deep: true })).faults).toEqual([]);

    await office.call('scans.delete', revOf(second));
    expect((await get(issued.id)).scans).toHaveLength(2);
    await office.call('journal.undo', {});
    expect((await get(issued.id)).scans).toHaveLength(3);
  });

  test('not to a draft, not twice, and nothing but what a scanner makes', async () => {
    const draft = await create('collective_notice');
    const input = async (documentId: string, bytes: Uint8Array, fileName: string) => ({
      documentId,
      file: await upload(bytes),
      fileName,
    });
    expect(await office.fails('scans.add', await input(draft.id, pdf, 'a.pdf'))).toMatchObject({
      code: 'WRONG_STATE',
    });
    const frozen = await freeze(draft);
    const first = await add(frozen.id, pdf, 'a.pdf');
    expect(await office.fails('scans.add', await input(frozen.id, pdf, 'b.pdf'))).toMatchObject({
      code: 'DUPLICATE',
      detail: { id: first.id },
    });
    expect(
      await office.fails('scans.add', await input(frozen.id, bytesOf('xin chào'), 'a.txt')),
    ).toMatchObject({
      code: 'FILE_KIND',
      detail: { allowed: 'pdf, jpg, jpeg, png' },
    });
    expect(await office.fails('scans.add', await input(frozen.id, pdf, 'a.png'))).toMatchObject({
      code: 'FILE_MISMATCH',
    });
    expect(await office.fails('scans.add', await input(frozen.id, bytesOf(''), 'a.pdf'))).toMatchObject({
      code: 'FILE_EMPTY',
    });
    expect(
      await office.fails('scans.add', { documentId: frozen.id, file: 'không có', fileName: 'a.pdf' }),
    ).toMatchObject({ code: 'FILE_GONE' });
    // Sent back it is a draft with its scans, and goes with them.
    const back = await office.call('documents.unfreeze', revOf(frozen));
    await office.call('documents.delete', revOf(back));
    expect(office.context.stores.documentScans.get(first.id)).toBeUndefined();
  });
});

describe('the list of documents of the round', () => {
  test('on paper and as a workbook: every document, by its day, with what became of it', async () => {
    const plan = await issue(await create('plan'), '3', '2019-08-05');
    const notice = await issue(await create('collective_notice'), '7', '2019-11-09');
    const next = await office.call('documents.replace', { ...revOf(notice), reason: 'Sai số liệu' });
    const minutes = await create('minutes', { visitId: round.districtVisit.id });
    const letter = await issue(await create('nomination_request'), '508', '2019-08-01');
    const { html } = await office.call('sheets.preview', { planId: round.plan.id, kind: 'document_list' });
    const text = html.replaceAll(/<[^>]*>/gu, ' ').replaceAll(/\s+/gu, ' ');
    expect(text).toContain('Danh mục văn bản của đợt kiểm tra'.toLocaleUpperCase('vi').slice(0, 8));
    for (const words of ['03/KH-SNV', '07/TB-SNV', '508/SNV-CCHC', 'Công văn', 'Đã thu hồi', 'Dự thảo'])
      expect(text).toContain(words);

    const file = await office.call('documents.exportList', { planId: round.plan.id });
    expect(file.fileName).toBe('Danh-muc-van-ban-cua-dot-kiem-tra-2019.xlsx');
    const handle = office.context.handles.get(file.url.split('/').at(-1)!);
    const [sheet] = readWorkbook(Buffer.from(await handle!.read()), file.fileName).sheets;
    const rows = sheet!.rows.map((row) => Array.from(row.cells, shownText).slice(1));
    const head = rows.findIndex((row) => row[0] === 'STT');
    expect(rows[head]).toEqual([
      'STT',
      'Số, ký hiệu',
      'Ngày ban hành',
      'Loại văn bản',
      'Trích yếu',
      'Nơi ban hành',
      'Tình trạng',
      'Ghi chú',
    ]);
    const lines = rows.slice(head + 1);
    expect(lines).toHaveLength((await office.call('documents.list', { planId: round.plan.id })).length);
    expect(lines.slice(0, 3).map((row) => [row[1], row[2], row[3], row[6]])).toEqual([
      ['508/SNV-CCHC', '01/08/2019', 'Công văn', 'Đã ban hành'],
      ['03/KH-SNV', '05/08/2019', 'Kế hoạch', 'Đã ban hành'],
      ['07/TB-SNV', '09/11/2019', 'Thông báo', 'Đã thu hồi'],
    ]);
    expect(lines[2]![7]).toBe('Được thay bằng văn bản số …/TB-SNV; Lý do thu hồi: Sai số liệu');
    const rest = lines.slice(3);
    expect(rest.map((row) => row[6])).toEqual(['Dự thảo', 'Dự thảo']);
    expect(rest.map((row) => row[7])).toContain('Thay thế văn bản số 07/TB-SNV');
    expect(rest.map((row) => row[7])).toContain('UBND huyện Nam Sách');
    expect([plan.kind, next.kind, minutes.kind, letter.kind]).toHaveLength(4);
  });
});
