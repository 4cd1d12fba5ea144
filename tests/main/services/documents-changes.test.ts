// A draft beside what the data says now: what is shown, taken over or kept; boilerplate of the office; warnings of every
// kind; and snapshots of before there were other kinds.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Input, Output } from '../../../core/contract/index.ts';
import type { DocumentContent } from '../../../core/documents/content.ts';
import { canonicalJson } from '../../../core/exchange/canonical-json.ts';
import { snapshotOfDocument } from '../../../main/services/document-papers.ts';
import { makeRound, missingId, type Office, removeOffice, setUpOffice } from './fixture.ts';

let office: Office;
let round: Awaited<ReturnType<typeof makeRound>>;
let domainId: string;
beforeEach(async () => {
  office = await setUpOffice();
  round = await makeRound(office, { reportBackTo: 'UBND tỉnh', reportBackDueOn: '2019-11-30' });
  domainId = (await office.call('domains.list', {}))[0]!.id;
});
afterEach(() => removeOffice(office));

type Detail = Output<'documents.get'>;
const revOf = ({ id, rev }: { readonly id: string; readonly rev: number }) => ({ id, rev });
const create = (kind: Detail['document']['kind'], about: Partial<Input<'documents.create'>> = {}) =>
  office.call('documents.create', { planId: round.plan.id, kind, ...about });
const notice = () => create('agency_notice', { visitId: round.districtVisit.id });
const get = (id: string): Promise<Detail> => office.call('documents.get', { id });
const limitation = (text: string) =>
  office.call('findings.create', {
    planId: round.plan.id,
    domainId,
    kind: 'limitation',
    scope: 'named',
    agencyIds: [round.district.id],
    text,
  });
const write = (detail: Detail, content: DocumentContent) =>
  office.call('documents.update', { ...revOf(detail.document), patch: { content } });
const texts = ({ content }: Detail) => content.blocks.map((block) => block.text);

describe('what the data changes', () => {
  test('is shown, and what a person wrote stays until it is accepted', async () => {
    const first = await limitation('Chậm niêm yết 03 thủ tục');
    const row = await notice();
    const drafted = await get(row.id);
    const own = { id: 'own:1', type: 'paragraph' as const, text: 'Câu do người soạn viết.' };
    const edited = await write(drafted, {
      ...drafted.content,
      blocks: [
        ...drafted.content.blocks.map((block) =>
          block.id.endsWith(first.id) ? { ...block, text: `${block.text} Đây là lời của tôi.` } : block,
        ),
        own,
      ],
    });
    expect(edited).toMatchObject({ stale: false, changes: [] });

    const second = await limitation('Chưa cập nhật danh mục');
    const seen = await get(row.id);
    expect(seen.stale).toBe(true);
    const added = seen.changes.find((change) => change.id.endsWith(second.id));
    expect(added).toMatchObject({ what: 'added', before: null, mine: null });
    expect(added!.after).toContain('hưa cập nhật danh mục');
    expect(texts(seen).join('\n')).not.toContain('hưa cập nhật danh mục');

    const ids = seen.changes.map((change) => change.id);
    const taken = await office.call('documents.acceptChanges', {
      ...revOf(seen.document),
      accept: ids,
      keep: [],
    });
    expect(taken).toMatchObject({ stale: false, changes: [] });
    const all = texts(taken).join('\n');
    for (const words of ['hưa cập nhật danh mục', 'Đây là lời của tôi.', own.text])
      expect(all).toContain(words);
    await office.call('journal.undo', {});
    expect((await get(row.id)).changes.map((change) => change.id)).toEqual(ids);
  });

  test('a part taken over leaves the rest open; kept is not shown again until the data moves once more', async () => {
    const row = await notice();
    const first = await limitation('Chậm niêm yết');
    const second = await limitation('Chưa số hóa');
    const open = await get(row.id);
    const ofSecond = open.changes
      .filter((change) => change.id.endsWith(second.id))
      .map((change) => change.id);
    const rest = open.changes.filter((change) => !ofSecond.includes(change.id)).map((change) => change.id);
    const part = await office.call('documents.acceptChanges', {
      ...revOf(open.document),
      accept: rest,
      keep: [],
    });
    expect(part.changes.map((change) => change.id)).toEqual(ofSecond);
    expect(part.stale).toBe(true);
    const kept = await office.call('documents.acceptChanges', {
      ...revOf(part.document),
      accept: [],
      keep: ofSecond,
    });
    expect(kept).toMatchObject({ stale: false, changes: [] });
    expect(texts(kept).join('\n')).not.toContain('hưa số hóa');
    await office.call('findings.update', { ...revOf(second), patch: { text: 'Chưa số hóa 12 hồ sơ' } });
    const again = await get(row.id);
    expect(again.changes.filter((change) => change.id.endsWith(second.id))).toMatchObject([
      { what: 'both', mine: null },
    ]);
    expect(first.id).not.toBe(second.id);
  });

  test('starting over words everything anew', async () => {
    const row = await notice();
    const drafted = await get(row.id);
    const edited = await write(drafted, {
      ...drafted.content,
      blocks: [{ id: 'x', type: 'lead', text: 'Của tôi' }],
    });
    await limitation('Chậm niêm yết');
    const anew = await office.call('documents.redraft', revOf(edited.document));
    expect(anew).toMatchObject({ stale: false, changes: [] });
    expect(texts(anew).join('\n')).toContain('hậm niêm yết');
  });

  test('who signs, the number of the draft and urgency change no wording', async () => {
    const row = await notice();
    await office.call('issuers.update', { ...revOf(round.issuer), patch: { signerName: 'Phạm Mạnh Hùng' } });
    const seen = await get(row.id);
    const next = await office.call('documents.update', {
      ...revOf(seen.document),
      patch: { draftRound: 3, urgency: 'khan', symbol: 'TB-X' },
    });
    expect(next).toMatchObject({ stale: false, changes: [] });
  });

  test('a field in a person’s own words follows its data when that is accepted', async () => {
    const row = await notice();
    const drafted = await get(row.id);
    const han = drafted.fields.find((field) => field.name === 'han');
    expect(han?.value).toBe('30/11/2019');
    expect(han?.label).not.toBe('');
    const text = `Hạn cuối là ${han!.value!}, không gia hạn.`;
    const own = {
      id: 'own:1',
      type: 'paragraph' as const,
      text,
      marks: [{ from: 12, to: 22, field: 'han' }],
    };
    await write(drafted, { ...drafted.content, blocks: [...drafted.content.blocks, own] });
    const plan = (await office.call('plans.get', { id: round.plan.id })).plan;
    await office.call('plans.update', { ...revOf(plan), patch: { reportBackDueOn: '2019-12-15' } });
    const seen = await get(row.id);
    expect(seen.changes.find((change) => change.id === 'own:1')).toMatchObject({
      what: 'changed',
      mine: text,
      after: 'Hạn cuối là 15/12/2019, không gia hạn.',
    });
    await office.call('plans.update', {
      ...revOf((await office.call('plans.get', { id: round.plan.id })).plan),
      patch: { reportBackDueOn: null },
    });
    const blank = await get(row.id);
    expect(blank.changes.find((change) => change.id === 'own:1')?.after).toBe(
      'Hạn cuối là …………, không gia hạn.',
    );
    expect(blank.warnings).toContainEqual({
      code: 'empty_field',
      params: { blockId: 'own:1', field: han!.label, text },
    });
  });

  test('drafts of before this was kept show every difference as the person’s to decide', async () => {
    const row = await notice();
    office.context.journal.run({ method: 'test', actorId: null, officeId: null }, (writer) =>
      writer.update('document', row.id, null, { baseContent: null }),
    );
    expect(await get(row.id)).toMatchObject({ stale: false, changes: [] });
    const added = await limitation('Chậm niêm yết');
    const seen = await get(row.id);
    expect(seen.stale).toBe(true);
    expect(seen.changes.find((change) => change.id.endsWith(added.id))?.what).toBe('added');
    expect(seen.changes.every((change) => change.what === 'added' || change.what === 'both')).toBe(true);
    const taken = await office.call('documents.acceptChanges', {
      ...revOf(seen.document),
      accept: seen.changes.map((change) => change.id),
      keep: [],
    });
    expect(taken).toMatchObject({ stale: false, changes: [] });
  });

  test('only a draft takes anything over', async () => {
    const row = await notice();
    const frozen = await office.call('documents.freeze', revOf(row));
    await limitation('Chậm niêm yết');
    expect(await get(row.id)).toMatchObject({ stale: false, changes: [], fields: [] });
    const input = { ...revOf(frozen), accept: ['x'], keep: [] };
    expect(await office.fails('documents.acceptChanges', input)).toMatchObject({ code: 'FROZEN' });
  });
});

describe('warnings of every kind', () => {
  test('name the signer, the character with its place, the empty section and the mark of secrecy', async () => {
    const row = await create('summary_report');
    const drafted = await get(row.id);
    expect(drafted.warnings.map((one) => one.code)).toContain('signer_unknown');
    const edited = await write(drafted, {
      ...drafted.content,
      blocks: [
        { id: 'a', type: 'lead', text: 'Có hình 😀 lạ.' },
        { id: 'b', type: 'section', text: 'Mục trống' },
        { id: 'c', type: 'section', text: 'Mục đủ' },
        { id: 'd', type: 'paragraph', text: 'TỐI MẬT' },
      ],
      recipients: ['Như trên', '漢 nơi nhận'],
    });
    const of = (code: string) => edited.warnings.filter((one) => one.code === code).map((one) => one.params);
    expect(of('unsupported_character')).toEqual([
      { blockId: 'a', character: '😀 (U+1F600)', place: 9, text: 'Có hình 😀 lạ.' },
      { character: '漢 (U+6F22)', place: 1, text: '漢 nơi nhận' },
    ]);
    expect(of('empty_section')).toEqual([{ blockId: 'b', text: 'Mục trống' }]);
    expect(of('secret_mark')).toEqual([{ blockId: 'd', text: 'TỐI MẬT' }]);
    const blank = await write(edited, { ...edited.content, blocks: [] });
    expect(blank.warnings.map((one) => one.code)).toContain('text_is_blank');
    const issuers = await office.call('issuers.list', {});
    const department = issuers.find((one) => one.kind === 'department')!;
    await office.call('issuers.update', { ...revOf(department), patch: { signerName: 'Nguyễn Văn A' } });
    expect((await get(row.id)).warnings.map((one) => one.code)).not.toContain('signer_unknown');
  });

  test('a warning that a notice gives of its own stands once', async () => {
    const row = await notice();
    const { warnings } = await get(row.id);
    expect(warnings.filter((one) => one.code === 'signer_unknown')).toHaveLength(1);
  });
});

describe('boilerplate', () => {
  const list = (input: Input<'boilerplates.list'> = {}) => office.call('boilerplates.list', input);
  const entry = async (issuerId?: string) =>
    (await list({ kind: 'plan', ...(issuerId === undefined ? {} : { issuerId }) })).find(
      (one) => one.part === 'recipients',
    )!;
  const save = (text: string, rev: number | null, issuerId: string | null = null) =>
    office.call('boilerplates.save', { kind: 'plan', part: 'recipients', issuerId, rev, text });

  test('what the application brings, until the office writes its own; then an issuer’s', async () => {
    const preset = await entry();
    expect(preset).toMatchObject({ row: null, issuerId: null, text: preset.preset });
    const saved = await save('Như trên\nUBND tỉnh\nLưu: VT', null);
    expect(saved).toMatchObject({
      text: 'Như trên\nUBND tỉnh\nLưu: VT',
      preset: preset.preset,
      row: { rev: 1 },
    });
    const row = await create('plan');
    expect((await get(row.id)).content.recipients.join('|')).toContain('UBND tỉnh');

    const own = await save('Chỉ của Sở\nLưu: VT', null, round.issuer.id);
    expect((await list({ kind: 'plan' })).filter((one) => one.part === 'recipients')).toHaveLength(2);
    expect(await entry(round.issuer.id)).toMatchObject({ issuerId: round.issuer.id, text: own.text });
    const [committee] = await office.call('issuers.list', {});
    expect(await entry(committee!.id)).toMatchObject({
      issuerId: committee!.id,
      row: null,
      text: saved.text,
    });
    const seen = await get(row.id);
    expect(seen.changes.find((change) => change.id === 'recipients')?.after).toContain('Chỉ của Sở');

    const changed = await save('Lưu: VT', own.row!.rev, round.issuer.id);
    expect(changed.row!.rev).toBe(2);
    await office.call('boilerplates.delete', revOf(changed.row!));
    expect(await entry(round.issuer.id)).toMatchObject({ row: null, text: saved.text });
    await office.call('boilerplates.delete', revOf(saved.row!));
    expect((await entry()).text).toBe(preset.preset);
    expect((await get(row.id)).stale).toBe(true);
  });

  test('an old rev, an unknown part or issuer is refused', async () => {
    const saved = await save('Lưu: VT', null);
    const input = { kind: 'plan', part: 'recipients', issuerId: null, text: 'x' } as const;
    expect(await office.fails('boilerplates.save', { ...input, rev: null })).toMatchObject({
      code: 'CONFLICT',
    });
    await save('Khác', saved.row!.rev);
    expect(await office.fails('boilerplates.save', { ...input, rev: 1 })).toMatchObject({ code: 'CONFLICT' });
    expect(await office.fails('boilerplates.delete', revOf(saved.row!))).toMatchObject({ code: 'CONFLICT' });
    expect(
      (await office.fails('boilerplates.save', { ...input, rev: null, part: 'không có' })).fields,
    ).toEqual([{ path: 'part', code: 'NOT_FOUND' }]);
    expect(
      (await office.fails('boilerplates.save', { ...input, rev: null, issuerId: missingId })).fields,
    ).toEqual([{ path: 'issuerId', code: 'NOT_FOUND' }]);
  });

  test('the check names the field, its line and the remedy; with a round also what is empty there', async () => {
    const check = (text: string, planId?: string) =>
      office.call('boilerplates.check', {
        kind: 'plan',
        part: 'closing',
        text,
        ...(planId === undefined ? {} : { planId }),
      });
    expect(await check('Dòng một\nNăm {{namm}} và {{nam}}')).toEqual([
      {
        code: 'unknown_field',
        kind: 'plan',
        part: 'closing',
        issuerId: null,
        paragraph: 2,
        name: 'namm',
        nearest: 'nam',
      },
    ]);
    expect(await check('Thời kỳ {{thoi_ky}}, năm {{nam}}', round.plan.id)).toMatchObject([
      { code: 'empty_field', name: 'thoi_ky', paragraph: 1 },
    ]);
    // What the application brings has no fault of its own.
    expect(await office.call('boilerplates.check', {})).toEqual([]);
    await save('Lưu: {{khong_co}}', null);
    expect(await office.call('boilerplates.check', {})).toMatchObject([
      { code: 'unknown_field', kind: 'plan', part: 'recipients', name: 'khong_co' },
    ]);
    expect((await office.fails('boilerplates.check', { text: 'x' })).fields).toEqual([
      { path: 'kind', code: 'MISSING_KEY' },
    ]);
  });

  test('fields of a kind, with a round their values', async () => {
    const names = await office.call('boilerplates.fields', { kind: 'plan' });
    expect(names.find((field) => field.name === 'nam')).toMatchObject({ value: null });
    const values = await office.call('boilerplates.fields', { kind: 'plan', planId: round.plan.id });
    expect(values.find((field) => field.name === 'nam')).toMatchObject({ value: '2019' });
    expect(values.map((field) => field.name)).toEqual(names.map((field) => field.name));
    const nobody = await office.call('plans.create', { title: 'Chưa có nơi ban hành' });
    const none = await office.call('boilerplates.fields', { kind: 'plan', planId: nobody.id });
    expect(none.every((field) => field.value === null)).toBe(true);
  });
});

describe('snapshots of the first version', () => {
  test.each(['agency_notice', 'minutes'] as const)('%s: still opens, prints and is issued', async (kind) => {
    await limitation('Chậm niêm yết');
    const row = await create(kind, { visitId: round.districtVisit.id });
    const frozen = await office.call('documents.freeze', revOf(row));
    const { blobs, connection, stores } = office.context;
    const snapshot = snapshotOfDocument(office.context, stores.documents.get(row.id)!)!;
    // As it was written while there were only notices and minutes.
    const { kind: _kind, facts, version: _version, ...rest } = snapshot;
    const paper = { paper: kind === 'minutes' ? 'minutes' : 'notice', facts };
    const old = blobs.put(
      new TextEncoder().encode(canonicalJson({ ...rest, version: 1, paper })),
      'application/json',
    );
    connection
      .prepare('UPDATE document SET model_sha256 = ?, docx_sha256 = NULL WHERE id = ?')
      .run(old.sha256, row.id);
    const { html } = await office.call('documents.preview', { id: row.id });
    expect(html).toContain('hậm niêm yết');
    expect((await get(row.id)).issuerName).toBe(round.issuer.name);
    const issued = await office.call('documents.issue', {
      ...revOf(frozen),
      number: '5',
      issuedOn: '2019-11-09',
    });
    expect(issued.status).toBe('issued');
    expect((await office.call('documents.preview', { id: row.id })).html).toContain('05/');
    expect(snapshotOfDocument(office.context, stores.documents.get(row.id)!)).toMatchObject({
      version: 2,
      kind,
      signed: old.sha256,
    });
    expect((await office.call('documents.render', { id: row.id, format: 'docx' })).bytes).toBeGreaterThan(
      1000,
    );
  });
});
