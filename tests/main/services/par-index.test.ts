// The reform index through its methods: a set from the starter or the year before, agencies, forms that go out and come
// back, verification, states, ranking, years compared, and the decision with its ranking.
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Input, Output } from '../../../core/contract/index.ts';
import type { ImportFault } from '../../../core/contract/imports.ts';
import { errorText } from '../../../core/contract/error-text.ts';
import { importFaultText } from '../../../core/exchange/sheet/fault-text.ts';
import { totalsOf } from '../../../core/rules/par-index.ts';
import { readWorkbook } from '../../../main/spreadsheet/read-workbook.ts';
import { fillIn, openForm, tableOf } from '../spreadsheet/returned-form.ts';
import { makeRound, noVersion, type Office, pick, removeOffice, setUpOffice } from './fixture.ts';

let office: Office;
beforeEach(async () => {
  office = await setUpOffice();
});
afterEach(() => removeOffice(office));

const kinds = ['so_nganh' as const];
const agency = async (name: string) =>
  (await office.call('agencies.create', { kind: 'so_nganh', version: { ...noVersion, name } })).id;
const create = (from: Input<'indexSets.create'>['from'], year = 2025, groupName = 'Sở, ban, ngành') =>
  office.call('indexSets.create', {
    year,
    name: `Chỉ số CCHC năm ${year}`,
    groupName,
    agencyKinds: kinds,
    from,
  });
const detail = (id: string) => office.call('indexSets.get', { id });
const update = async (id: string, patch: Input<'indexSets.update'>['patch']) =>
  office.call('indexSets.update', { id, rev: (await detail(id)).set.rev, patch });
const move = async (id: string, status: Input<'indexSets.setStatus'>['status']) =>
  office.call('indexSets.setStatus', { id, rev: (await detail(id)).set.rev, status });
const addItem = (
  indexSetId: string,
  code: string,
  maxPoints: number,
  more: Partial<Input<'indexItems.create'>> = {},
) =>
  office.call('indexItems.create', {
    indexSetId,
    code,
    text: `Mục ${code}`,
    maxPoints,
    level: (['field', 'criterion', 'sub_criterion'] as const)[code.split('.').length - 1]!,
    ...more,
  });

/** Ten points: two verified leaves of 4 and 3, a surveyed one of 3, a bonus of 1 and a deduction of 0.5. */
async function smallSet(year = 2025, groupName = 'Sở, ban, ngành') {
  const set = await create('empty', year, groupName);
  const one = await addItem(set.id, '1', 700);
  const first = await addItem(set.id, '1.1', 400, { parentId: one.id });
  const second = await addItem(set.id, '1.2', 300, { parentId: one.id, evidenceRequired: false });
  const two = await addItem(set.id, '2', 300);
  const survey = await addItem(set.id, '2.1', 300, { parentId: two.id, method: 'survey' });
  const plus = await addItem(set.id, '8', 100, { effect: 'bonus' });
  const bonus = await addItem(set.id, '8.1', 100, { parentId: plus.id, effect: 'bonus' });
  const minus = await addItem(set.id, '9', 50, { effect: 'deduction' });
  const deduction = await addItem(set.id, '9.1', 50, { parentId: minus.id, effect: 'deduction' });
  await update(set.id, { maxPoints: 1000, hasSurvey: true });
  return { id: set.id, one, two, first, second, survey, bonus, deduction };
}
const enter = async (setId: string, agencyIds: readonly string[]) => {
  await office.call('indexEntries.add', { indexSetId: setId, agencyIds: [...agencyIds] });
  const entries = await office.call('indexEntries.list', { indexSetId: setId });
  return agencyIds.map((id) => entries.find(({ agencyId }) => agencyId === id)!);
};
async function save(entryId: string, itemId: string, patch: Input<'indexScores.save'>['patch']) {
  const { lines } = await office.call('indexEntries.get', { id: entryId });
  const rev = lines.find(({ item }) => item.id === itemId)?.score?.rev ?? null;
  return office.call('indexScores.save', { entryId, itemId, rev, patch });
}
const bytesOf = async (file: { readonly url: string }) => {
  const content = office.context.handles.get(file.url.split('/').at(-1)!);
  if (content === undefined) throw new Error('gone');
  return new Uint8Array(await content.read());
};
function source(
  purpose: Input<'imports.preview'>['purpose'],
  bytes: Uint8Array,
  targetId: string,
  fileName = 'tep.xlsx',
): Input<'imports.preview'> {
  const { blobs, handles } = office.context;
  const { sha256 } = blobs.put(bytes, 'application/octet-stream');
  const about = { fileName, media: 'x', size: bytes.byteLength, sha256 };
  const { id } = handles.refer({ ...about, read: () => blobs.get(sha256) });
  return { purpose, file: id, fileName, targetId };
}
async function take(from: Input<'imports.preview'>) {
  const preview = await office.call('imports.preview', from);
  const applied = await office.call('imports.apply', { source: from, digest: preview.digest });
  return { preview, applied };
}
type Preview = Output<'imports.preview'>;
const faultsOf = (preview: Preview): ImportFault[] => [
  ...preview.faults,
  ...preview.rows.flatMap(({ faults }) => faults),
];
const named = (preview: Preview) => faultsOf(preview).map(({ severity, code }) => `${severity} ${code}`);

describe('a set', () => {
  test('from the starter adds up, is marked as a proposal, and is a draft of version 1', async () => {
    const set = await create('starter');
    expect(set).toMatchObject({ status: 'draft', version: 1, maxPoints: 10_000, hasSurvey: true, items: 46 });
    expect(set.sourceNote).toContain('do phần mềm đề xuất');
    expect((await detail(set.id)).faults).toEqual([]);
    expect((await create('starter')).version).toBe(2);
    expect((await create('empty', 2025, 'UBND cấp xã')).version).toBe(1);
  });
  test('copied keeps the origin of every item; taken back by one undo', async () => {
    const first = await create('starter', 2024);
    const copy = await create({ setId: first.id }, 2025);
    const [old, fresh] = [await detail(first.id), await detail(copy.id)];
    expect(fresh.items.map(({ copiedFromId }) => copiedFromId)).toEqual(old.items.map(({ id }) => id));
    expect(fresh.items.map(({ code }) => code)).toEqual(old.items.map(({ code }) => code));
    const ids = new Set(fresh.items.map(({ id }) => id));
    expect(fresh.items.every(({ parentId }) => parentId === null || ids.has(parentId))).toBe(true);
    await office.call('journal.undo', {});
    expect((await office.call('indexSets.list', { year: 2025 })).length).toBe(0);
  });
  test('whose maxima do not add up stays a draft, and the place is named', async () => {
    const set = await smallSet();
    await update(set.id, { maxPoints: 10_000 });
    const error = await office.fails('indexSets.setStatus', {
      id: set.id,
      rev: (await detail(set.id)).set.rev,
      status: 'scoring',
    });
    expect(error).toMatchObject({ code: 'WRONG_STATE', detail: { fault: 'total_differs' } });
    expect((await detail(set.id)).faults).toEqual([
      { code: 'total_differs', itemId: null, itemCode: null, found: 1000, expected: 10_000 },
    ]);
    await update(set.id, { maxPoints: 1000 });
    expect((await move(set.id, 'scoring')).status).toBe('scoring');
    // Out of the draft its items stand.
    expect(await office.fails('indexItems.delete', { id: set.first.id, rev: 1 })).toMatchObject({
      code: 'WRONG_STATE',
    });
    const { rev } = (await detail(set.id)).set;
    expect(
      await office.fails('indexSets.update', { id: set.id, rev, patch: { maxPoints: 1 } }),
    ).toMatchObject({
      code: 'WRONG_STATE',
    });
  });
  test('takes items only where they fit, in their order, and loses them with what is below', async () => {
    const { id, one, first, bonus } = await smallSet();
    expect(
      await office.fails('indexItems.create', {
        indexSetId: id,
        code: '3.1',
        text: 'x',
        level: 'criterion',
        maxPoints: 1,
      }),
    ).toMatchObject({ fields: [{ path: 'level' }] });
    expect(
      await office.fails('indexItems.create', {
        indexSetId: id,
        code: '1.1',
        text: 'x',
        level: 'field',
        maxPoints: 1,
      }),
    ).toMatchObject({ fields: [{ path: 'code', code: 'DUPLICATE' }] });
    expect(
      await office.fails('indexItems.create', {
        indexSetId: id,
        parentId: bonus.id,
        code: '8.1.1',
        text: 'x',
        level: 'sub_criterion',
        maxPoints: 1,
      }),
    ).toMatchObject({ fields: [{ path: 'effect' }] });
    const moved = await office.call('indexItems.move', {
      id: first.id,
      rev: first.rev,
      parentId: one.id,
      ordinal: 2,
    });
    expect(moved.ordinal).toBe(2);
    const codes = async () => (await detail(id)).items.map(({ code }) => code);
    expect(await codes()).toEqual(['1', '1.2', '1.1', '2', '2.1', '8', '8.1', '9', '9.1']);
    const top = (await detail(id)).items[0]!;
    await office.call('indexItems.delete', { id: top.id, rev: top.rev });
    expect(await codes()).toEqual(['2', '2.1', '8', '8.1', '9', '9.1']);
    await office.call('journal.undo', {});
    expect((await codes()).length).toBe(9);
  });
  test('goes out as a workbook that is counted and comes back without a change', async () => {
    const set = await create('starter');
    const { file, rows } = await office.call('indexSets.export', { id: set.id });
    expect(rows).toBe(46);
    expect(file.fileName).toBe('Bo-Chi-so-CCHC-So-ban-nganh-2025.xlsx');
    const back = await office.call('imports.preview', source('index_items', await bytesOf(file), set.id));
    expect(faultsOf(back)).toEqual([]);
    expect(back.counts).toMatchObject({ rows: 46, same: 46, add: 0, change: 0, end: 0 });
  });
});

describe('a set from a spreadsheet', () => {
  const csv = (...rows: readonly (readonly string[])[]) =>
    new TextEncoder().encode(
      `\ufeff${[['STT', 'Nội dung', 'Điểm tối đa', 'Cách đánh giá'], ...rows].map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\r\n')}`,
    );
  const good = [
    ['1', 'Chỉ đạo, điều hành', '6', ''],
    ['1.1', 'Kế hoạch', '2,5', ''],
    ['1.2', 'Kiểm tra', '3,5', ''],
    ['2', 'Tác động', '4', ''],
    ['2.1', 'Sự hài lòng', '4', 'Điều tra xã hội học'],
  ] as const;

  test('becomes the set, whatever it was, and keeps the items that stay', async () => {
    const set = await smallSet();
    const before = (await detail(set.id)).items;
    const { applied } = await take(source('index_items', csv(...good), set.id, 'bo.csv'));
    expect(applied).toMatchObject({ changed: 5, ended: 4, targetId: set.id });
    const { items, faults } = await detail(set.id);
    expect(items.map(({ code, maxPoints, method, level }) => [code, maxPoints, method, level])).toEqual([
      ['1', 600, 'self', 'field'],
      ['1.1', 250, 'self', 'criterion'],
      ['1.2', 350, 'self', 'criterion'],
      ['2', 400, 'self', 'field'],
      ['2.1', 400, 'survey', 'criterion'],
    ]);
    expect(items[0]?.id).toBe(before[0]?.id);
    expect(faults).toEqual([]);
  });
  test('is refused as a whole where its maxima do not add up, each place by name, row and column', async () => {
    const set = await smallSet();
    const bad = good.map((row) => (row[0] === '1.2' ? ['1.2', 'Kiểm tra', '3', ''] : [...row]));
    const from = source('index_items', csv(...bad, ['3', 'Lĩnh vực trống', '1', '']), set.id, 'bo.csv');
    const preview = await office.call('imports.preview', from);
    expect(preview.canApply).toBe(false);
    expect(
      preview.faults.map(({ code, row, column, value, params }) => [code, row, column, value, params]),
    ).toEqual([
      ['WRONG_TOTAL', null, 'C', 'Thang điểm của bộ', { found: '11', expected: '10' }],
      ['WRONG_TOTAL', 2, 'C', '1', { found: '5,5', expected: '6' }],
      ['BAD_HIERARCHY', 7, 'A', '3', { reason: 'lĩnh vực không có tiêu chí' }],
    ]);
    expect(importFaultText(preview.faults[1]!, 'vi').cause).toContain('5,5');
    expect(
      await office.fails('imports.apply', { source: from, digest: preview.digest, leaveOutFaulty: true }),
    ).toMatchObject({ code: 'IMPORT_FAULTS' });
    expect((await detail(set.id)).items.length).toBe(9);
  });
  test('names a row without its upper one, and points that cannot be read', async () => {
    const set = await smallSet();
    const preview = await office.call(
      'imports.preview',
      source(
        'index_items',
        csv(...good, ['5.1', 'Lạc', '1', ''], ['2.2', 'Điểm lạ', 'một', '']),
        set.id,
        'bo.csv',
      ),
    );
    expect(named(preview).toSorted()).toEqual(['error BAD_HIERARCHY', 'error BAD_NUMBER']);
  });
  test('may leave out a row that cannot be read; what then does not add up stays a draft that says so', async () => {
    const set = await smallSet();
    const bad = good.map((row) => (row[0] === '1.2' ? ['1.2', 'Kiểm tra', 'một', ''] : [...row]));
    const from = source('index_items', csv(...bad), set.id, 'bo.csv');
    const { digest } = await office.call('imports.preview', from);
    expect(await office.fails('imports.apply', { source: from, digest })).toMatchObject({
      code: 'IMPORT_FAULTS',
    });
    await office.call('imports.apply', { source: from, digest, leaveOutFaulty: true });
    const { set: after, faults } = await detail(set.id);
    expect([after.status, faults.length > 0]).toEqual(['draft', true]);
    const refused = await office.fails('indexSets.setStatus', {
      id: set.id,
      rev: after.rev,
      status: 'scoring',
    });
    expect(refused).toMatchObject({ code: 'WRONG_STATE' });
    expect(errorText(refused, 'vi').cause).toContain('Bộ chỉ số còn chỗ chưa khớp');
    expect(errorText(refused, 'en').cause).toContain('so it stays a draft');
    await office.call('journal.undo', {});
    expect((await detail(set.id)).items).toHaveLength(9);
  });
  test('may number its fields by letters: what stands below one belongs to it', async () => {
    const set = await smallSet();
    const rows = good.map(([code, ...rest]) => [code === '1' ? 'I' : code === '2' ? 'II' : code, ...rest]);
    await take(source('index_items', csv(...rows), set.id, 'bo.csv'));
    const { items, faults } = await detail(set.id);
    expect(items.map(({ code }) => code)).toEqual(['I', '1.1', '1.2', 'II', '2.1']);
    expect(faults).toEqual([]);
  });
  test('does not go into a set that is scored already', async () => {
    const set = await smallSet();
    await move(set.id, 'scoring');
    const error = await office.fails(
      'imports.preview',
      source('index_items', csv(...good), set.id, 'bo.csv'),
    );
    expect(error).toMatchObject({ code: 'WRONG_STATE' });
  });
});

describe('scores', () => {
  let set: Awaited<ReturnType<typeof smallSet>>;
  let entries: Output<'indexEntries.list'>;
  beforeEach(async () => {
    set = await smallSet();
    await move(set.id, 'scoring');
    entries = await enter(set.id, [
      await agency('Sở Y tế'),
      await agency('Sở Nội vụ'),
      await agency('Sở Tư pháp'),
    ]);
  });
  const entryOf = (index: number) => entries[index]!.id;
  const read = async (index = 0) => office.call('indexEntries.get', { id: entryOf(index) });
  const line = async (code: string, index = 0) =>
    (await read(index)).lines.find(({ item }) => item.code === code)!;

  test('above the maximum, of the wrong method, on a group or before their time are refused', async () => {
    const at = { entryId: entryOf(0), rev: null };
    expect(
      await office.fails('indexScores.save', { ...at, itemId: set.first.id, patch: { selfPoints: 401 } }),
    ).toMatchObject({
      code: 'VALIDATION',
      fields: [{ path: 'patch.selfPoints', code: 'VALIDATION', limit: 400 }],
    });
    expect(
      await office.fails('indexScores.save', { ...at, itemId: set.survey.id, patch: { selfPoints: 1 } }),
    ).toMatchObject({
      fields: [{ path: 'patch.selfPoints' }],
    });
    expect(
      await office.fails('indexScores.save', { ...at, itemId: set.first.id, patch: { surveyPoints: 1 } }),
    ).toMatchObject({
      fields: [{ path: 'patch.surveyPoints' }],
    });
    expect(
      await office.fails('indexScores.save', { ...at, itemId: set.one.id, patch: { selfPoints: 1 } }),
    ).toMatchObject({
      fields: [{ path: 'itemId' }],
    });
    expect(
      await office.fails('indexScores.save', { ...at, itemId: set.first.id, patch: { verifiedPoints: 1 } }),
    ).toMatchObject({
      code: 'WRONG_STATE',
      detail: { from: 'scoring', to: 'verifying' },
    });
    expect((await read()).entry).toMatchObject({ selfScored: 0, unsupported: 0 });
  });
  test('need evidence or an explanation; blank text is none', async () => {
    await save(entryOf(0), set.first.id, { selfPoints: 300, selfEvidence: '   ' });
    await save(entryOf(0), set.second.id, { selfPoints: 300 });
    expect((await read()).entry.unsupported).toBe(1);
    expect((await line('1.1')).unsupported).toBe(true);
    expect((await line('1.2')).unsupported).toBe(false);
    await save(entryOf(0), set.first.id, { selfExplanation: 'Chưa có văn bản' });
    expect((await read()).entry.unsupported).toBe(0);
  });
  test('are verified by whoever sits here; a stale revision is refused; all claims with proof are accepted at once', async () => {
    const saved = await save(entryOf(0), set.first.id, { selfPoints: 300, selfEvidence: 'KH số 5' });
    await save(entryOf(0), set.bonus.id, { selfPoints: 100 });
    await move(set.id, 'verifying');
    expect(
      await office.fails('indexScores.save', {
        entryId: entryOf(0),
        itemId: set.first.id,
        rev: saved.rev + 1,
        patch: { verifiedPoints: 200 },
      }),
    ).toMatchObject({ code: 'CONFLICT' });
    // The bonus has no word of proof: it is not taken over with the rest, only by name.
    expect(await office.call('indexScores.acceptSelf', { entryId: entryOf(0) })).toEqual({ accepted: 1 });
    expect((await line('1.1')).score).toMatchObject({ verifiedPoints: 300, verifiedByName: 'Đoàn Văn Cát' });
    expect(
      await office.call('indexScores.acceptSelf', { entryId: entryOf(0), itemIds: [set.bonus.id] }),
    ).toEqual({ accepted: 1 });
    await save(entryOf(0), set.first.id, { verifiedPoints: null });
    expect((await line('1.1')).score).toMatchObject({ verifiedPoints: null, verifiedByName: null });
  });
  test('are talked about: what the agency says is open until an appraiser answers', async () => {
    const say = (side: 'agency' | 'appraiser', text: string) =>
      office.call('indexRemarks.add', {
        entryId: entryOf(0),
        itemId: set.first.id,
        side,
        saidOn: '2025-12-20',
        text,
      });
    await say('appraiser', 'Đề nghị bổ sung kế hoạch');
    await say('agency', 'Đã gửi kế hoạch số 5');
    await say('agency', 'Và báo cáo số 9');
    expect((await read()).entry.unanswered).toBe(2);
    const answer = await say('appraiser', 'Chấp nhận');
    expect((await line('1.1')).remarks.map(({ ordinal, side }) => [ordinal, side])).toEqual([
      [1, 'appraiser'],
      [2, 'agency'],
      [3, 'agency'],
      [4, 'appraiser'],
    ]);
    expect((await read()).entry.unanswered).toBe(0);
    await office.call('indexRemarks.delete', { id: answer.id, rev: answer.rev });
    expect(
      (await office.call('indexEntries.list', { indexSetId: set.id })).map(({ unanswered }) => unanswered),
    ).toContain(2);
  });

  const score = async (index: number, first: number, second: number, survey: number) => {
    await save(entryOf(index), set.first.id, { selfPoints: 400, selfEvidence: 'x', verifiedPoints: first });
    await save(entryOf(index), set.second.id, { selfPoints: 300, verifiedPoints: second });
    await save(entryOf(index), set.survey.id, { surveyPoints: survey, surveySource: 'SIPAS 2025' });
  };

  test('rank with ties, and every list says the same as the rule on the same rows', async () => {
    await move(set.id, 'verifying');
    await score(0, 350, 250, 300);
    await score(1, 400, 200, 300);
    await score(2, 300, 300, 150);
    await save(entryOf(2), set.bonus.id, { selfPoints: 100, selfEvidence: 'x', verifiedPoints: 100 });
    await save(entryOf(2), set.deduction.id, { verifiedPoints: 50 });
    const { rows } = await office.call('indexSets.ranking', { id: set.id });
    expect(
      rows.map(({ agencyName, total, rank, grade, provisional }) => [
        agencyName,
        total,
        rank,
        grade,
        provisional,
      ]),
    ).toEqual([
      ['Sở Nội vụ', 900, 1, 'Xuất sắc', false],
      ['Sở Y tế', 900, 1, 'Xuất sắc', false],
      ['Sở Tư pháp', 800, 3, 'Tốt', false],
    ]);
    const { items, set: shown } = await detail(set.id);
    for (const listed of await office.call('indexEntries.list', { indexSetId: set.id })) {
      const { lines, entry } = await office.call('indexEntries.get', { id: listed.id });
      const scores = lines.flatMap((one) =>
        one.score === null ? [] : [{ itemId: one.item.id, ...one.score }],
      );
      expect(listed.totals).toEqual(totalsOf(shown, items, scores));
      expect(entry).toEqual(listed);
    }
    const { file, rows: count } = await office.call('indexSets.exportRanking', { id: set.id });
    expect(count).toBe(3);
    const [sheet] = readWorkbook(Buffer.from(await bytesOf(file)), 'x.xlsx').sheets;
    expect(sheet?.rows.length).toBe(6);
  });
  test('close only when every score stands; closed, nothing moves; back again nothing is lost', async () => {
    await move(set.id, 'verifying');
    await score(0, 350, 250, 300);
    await score(1, 400, 200, 300);
    const { rev } = (await detail(set.id)).set;
    expect(await office.fails('indexSets.setStatus', { id: set.id, rev, status: 'closed' })).toMatchObject({
      code: 'WRONG_STATE',
      detail: { fault: 'missing', entries: 1, missing: 3 },
    });
    await score(2, 0, 0, 0);
    await move(set.id, 'closed');
    const { score: frozen } = await line('1.1');
    const again = {
      entryId: entryOf(0),
      itemId: set.first.id,
      rev: frozen!.rev,
      patch: { verifiedPoints: 1 },
    };
    expect(await office.fails('indexScores.save', again)).toMatchObject({ code: 'WRONG_STATE' });
    expect(await office.fails('indexEntries.delete', { id: entryOf(0), rev: 1 })).toMatchObject({
      code: 'WRONG_STATE',
    });
    expect(await office.fails('journal.undo', {})).toMatchObject({ code: 'UNDO_BARRIER' });
    const before = (await office.call('indexSets.ranking', { id: set.id })).rows;
    await move(set.id, 'verifying');
    expect((await office.call('indexSets.ranking', { id: set.id })).rows).toEqual(before);
    await move(set.id, 'scoring');
    const back = { id: set.id, rev: (await detail(set.id)).set.rev, status: 'draft' } as const;
    expect(await office.fails('indexSets.setStatus', back)).toMatchObject({ code: 'IN_USE' });
    const { rev: now } = (await detail(set.id)).set;
    expect(await office.fails('indexSets.delete', { id: set.id, rev: now })).toMatchObject({
      code: 'IN_USE',
    });
  });
  test('go with their agency and come back with it', async () => {
    await save(entryOf(0), set.first.id, { selfPoints: 300, selfEvidence: 'x' });
    await office.call('indexRemarks.add', {
      entryId: entryOf(0),
      itemId: set.first.id,
      side: 'agency',
      saidOn: '2025-12-20',
      text: 'Đã gửi',
    });
    const before = await read();
    await office.call('indexEntries.delete', { id: entryOf(0), rev: before.entry.rev });
    expect((await office.call('indexEntries.list', { indexSetId: set.id })).length).toBe(2);
    await office.call('journal.undo', {});
    const after = await read();
    const plain = (value: typeof before) =>
      JSON.parse(JSON.stringify(value, (key, one: unknown) => (key === 'rev' ? 0 : one))) as unknown;
    expect(plain(after)).toEqual(plain(before));
  });

  describe('in the form that goes out and comes back', () => {
    const form = async (index = 0) =>
      openForm(
        await bytesOf(await office.call('indexScores.form', { entryId: entryOf(index) })),
        'Tự chấm điểm',
      );
    const filled = {
      '1.1': { 'Điểm tự chấm': 3.5, 'Tài liệu kiểm chứng của đơn vị': 'Kế hoạch số 05/KH-SYT' },
      '1.2': { 'Điểm tự chấm': 2.25, 'Giải trình': 'Còn 01 nhiệm vụ' },
    };
    const look = async (bytes: Uint8Array, index = 0) =>
      office.call('imports.preview', source('index_scores', bytes, entryOf(index)));

    test('is taken, and taken again changes nothing', async () => {
      const bytes = fillIn(await form(), filled);
      const { preview, applied } = await take(source('index_scores', bytes, entryOf(0)));
      expect(faultsOf(preview)).toEqual([]);
      expect(applied).toMatchObject({ added: 2, targetId: entryOf(0) });
      expect((await line('1.1')).score).toMatchObject({
        selfPoints: 350,
        selfEvidence: 'Kế hoạch số 05/KH-SYT',
      });
      expect((await look(bytes)).counts).toMatchObject({ add: 0, change: 0 });
      // What went in stands in the next form.
      expect(
        tableOf(await form())
          .find((row) => row[1] === '1.1')
          ?.slice(5, 7),
      ).toEqual([3.5, 'Kế hoạch số 05/KH-SYT']);
    });
    test('another agency, another set and another year are told apart and refused', async () => {
      const own = fillIn(await form(), filled);
      const other = await look(own, 1);
      expect(other.canApply).toBe(false);
      expect(other.faults[0]).toMatchObject({
        code: 'OTHER_AGENCY',
        value: 'Sở Y tế',
        params: { name: 'Sở Nội vụ' },
      });
      for (const [year, group, code] of [
        [2025, 'Nhóm khác', 'OTHER_PLAN'],
        [2026, 'Sở, ban, ngành', 'OTHER_PERIOD'],
      ] as const) {
        const next = await smallSet(year, group);
        await move(next.id, 'scoring');
        const [entry] = await enter(next.id, [entries[0]!.agencyId]);
        const preview = await office.call('imports.preview', source('index_scores', own, entry!.id));
        expect(preview.canApply).toBe(false);
        expect(preview.faults.map((fault) => fault.code)).toEqual([code]);
        expect(importFaultText(preview.faults[0]!, 'vi').cause).toContain('Chỉ số CCHC năm 2025');
      }
    });
    test('points above the maximum, below nothing or on what is surveyed are refused; no proof is a warning', async () => {
      const preview = await look(
        fillIn(await form(), {
          '1.1': { 'Điểm tự chấm': 4.01 },
          '1.2': { 'Điểm tự chấm': -1 },
          '2.1': { 'Tài liệu kiểm chứng của đơn vị': 'x' },
          '8.1': { 'Điểm tự chấm': 1 },
        }),
      );
      expect(named(preview).toSorted()).toEqual([
        'error ABOVE_MAXIMUM',
        'error NEGATIVE_NUMBER',
        'error UNKNOWN_VALUE',
        'warning REQUIRED_EMPTY',
        'warning REQUIRED_EMPTY',
      ]);
      const above = faultsOf(preview).find(({ code }) => code === 'ABOVE_MAXIMUM')!;
      expect(above).toMatchObject({ column: 'F', params: { maximum: '4' } });
      expect(
        await office.fails('imports.apply', {
          source: source('index_scores', fillIn(await form(), { '1.1': { 'Điểm tự chấm': 5 } }), entryOf(0)),
          digest: preview.digest,
        }),
      ).toMatchObject({ code: 'CONFLICT' });
    });
    test('cells are checked in the file, and only the agency’s are open', async () => {
      const bytes = await bytesOf(await office.call('indexScores.form', { entryId: entryOf(0) }));
      const parts = unzipSync(bytes);
      const sheet = new TextDecoder().decode(parts['xl/worksheets/sheet2.xml']);
      const opened = openForm(bytes, 'Tự chấm điểm');
      const place = `F${opened.rows.get('1.1')}`;
      expect(sheet).toContain('sheetProtection');
      expect(sheet).toMatch(
        new RegExp(`type="decimal"[^>]*sqref="${place}"><formula1>0</formula1><formula2>4</formula2>`, 'u'),
      );
      expect(sheet).not.toContain(`sqref="F${opened.rows.get('2.1')}"`);
    });
    test('all of a set are one ZIP in the order of names', async () => {
      const { file, count } = await office.call('indexScores.forms', { indexSetId: set.id });
      expect(count).toBe(3);
      expect(Object.keys(unzipSync(await bytesOf(file)))).toEqual([
        '01-Bieu-tu-cham-diem-CSCCHC-So-Noi-vu-2025.xlsx',
        '02-Bieu-tu-cham-diem-CSCCHC-So-Tu-phap-2025.xlsx',
        '03-Bieu-tu-cham-diem-CSCCHC-So-Y-te-2025.xlsx',
      ]);
    });
  });

  test('of the survey come back from their grid; above the maximum and other sets are refused, an empty cell says nothing', async () => {
    const bytes = await bytesOf(await office.call('indexScores.surveyForm', { indexSetId: set.id }));
    const workbook = readWorkbook(Buffer.from(bytes), 'x.xlsx');
    const header = workbook.sheets[0]!.rows.find(({ cells }) =>
      cells.some((cell) => cell?.value === 'Nguồn'),
    )!;
    expect(header.cells.map((cell) => cell?.value)).toContain('2.1 Mục 2.1 (tối đa 3)');
    const typed = (rows: readonly (readonly string[])[]) =>
      new TextEncoder().encode(
        `\ufeff${[['Cơ quan, đơn vị', '2.1', 'Nguồn'], ...rows].map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\r\n')}`,
      );
    const from = source(
      'index_survey',
      typed([
        ['Sở Y tế', '2,75', 'SIPAS 2025'],
        ['Sở Nội vụ', '3', ''],
        ['Sở Tư pháp', '', ''],
      ]),
      set.id,
      'dt.csv',
    );
    const { preview, applied } = await take(from);
    expect(faultsOf(preview)).toEqual([]);
    expect(applied).toMatchObject({ added: 2 });
    expect((await line('2.1')).score).toMatchObject({ surveyPoints: 275, surveySource: 'SIPAS 2025' });
    expect((await line('2.1', 2)).score).toBeNull();
    const again = await bytesOf(await office.call('indexScores.surveyForm', { indexSetId: set.id }));
    const back = await office.call('imports.preview', source('index_survey', again, set.id));
    expect(faultsOf(back)).toEqual([]);
    expect(back.counts).toMatchObject({ add: 0, change: 0, same: 3 });
    const bad = await office.call(
      'imports.preview',
      source(
        'index_survey',
        typed([
          ['Sở Y tế', '3,01', ''],
          ['Sở Lạ', '1', ''],
        ]),
        set.id,
        'dt.csv',
      ),
    );
    expect(named(bad).toSorted()).toEqual(['error ABOVE_MAXIMUM', 'error NOT_FOUND']);
    const other = await smallSet(2026);
    await move(other.id, 'scoring');
    const wrong = await office.call('imports.preview', source('index_survey', again, other.id));
    expect(wrong.faults.map(({ code }) => code)).toContain('OTHER_PERIOD');
    expect(wrong.canApply).toBe(false);
  });
});

describe('the inspection of the year', () => {
  test('offers its answers as evidence, as the checklist shows them', async () => {
    const round = await makeRound(office, { scoring: true });
    const space = await office.call('visits.get', { id: round.departmentVisit.id });
    const asked = pick(space.criteria, { answerType: 'yes_partial_no', scoring: 'choice' });
    await office.call('answers.save', {
      visitId: round.departmentVisit.id,
      criterionId: asked.id,
      rev: null,
      patch: { choice: 'yes' },
    });
    const set = await create('empty', 2019);
    const field = await addItem(set.id, '1', 1000);
    const item = await addItem(set.id, '1.1', 1000, {
      parentId: field.id,
      criterionCodes: [asked.code, '99.99'],
    });
    const [entry] = await enter(set.id, [round.department.id]);
    const [other] = await enter(set.id, [round.district.id]);
    const { lines } = await office.call('indexEntries.get', { id: entry!.id });
    expect(lines.find((one) => one.item.id === item.id)?.offered).toEqual([
      {
        visitId: round.departmentVisit.id,
        criterionId: asked.id,
        criterionCode: asked.code,
        criterionText: asked.text,
        planTitle: round.plan.title,
        answer: 'Có',
        share: 10_000,
        evidence: 0,
      },
    ]);
    const theirs = await office.call('indexEntries.get', { id: other!.id });
    expect(theirs.lines.flatMap((one) => one.offered)).toEqual([]);
    // Another year's inspection proves nothing of this one.
    await update(set.id, { year: 2020 });
    expect(
      (await office.call('indexEntries.get', { id: entry!.id })).lines.flatMap((one) => one.offered),
    ).toEqual([]);
  });
});

describe('two years', () => {
  test('compare over what asks the same; what changed waits for a person; merged agencies are gathered', async () => {
    const old = await smallSet(2024);
    const [a, b, c] = [
      await agency('Sở Xây dựng'),
      await agency('Sở Giao thông vận tải'),
      await agency('Sở Y tế'),
    ];
    await move(old.id, 'scoring');
    const before = await enter(old.id, [a, b, c]);
    await move(old.id, 'verifying');
    const give = async (of: typeof old, entryId: string, first: number, second: number, survey: number) => {
      await save(entryId, of.first.id, { verifiedPoints: first });
      await save(entryId, of.second.id, { verifiedPoints: second });
      await save(entryId, of.survey.id, { surveyPoints: survey });
    };
    await give(old, before[0]!.id, 400, 300, 300);
    await give(old, before[1]!.id, 200, 300, 300);
    await give(old, before[2]!.id, 100, 100, 100);
    await move(old.id, 'closed');

    const copy = await create({ setId: old.id }, 2025);
    const fresh = (await detail(copy.id)).items;
    const byCode = (code: string) => fresh.find((one) => one.code === code)!;
    // 1.2 is asked in other words now; 1.1 is worth as much as before.
    const changed = byCode('1.2');
    await office.call('indexItems.update', {
      id: changed.id,
      rev: changed.rev,
      patch: { text: 'Nội dung khác hẳn' },
    });
    const now = { ...old, id: copy.id, first: byCode('1.1'), second: changed, survey: byCode('2.1') };
    // The two departments became one.
    const merged = await agency('Sở Xây dựng (mới)');
    office.context.journal.run(
      { method: 'test', actorId: null, officeId: office.context.session.officeId(), kind: 'system' },
      (write) => {
        for (const predecessorId of [a, b]) {
          write.insert('agency_succession', {
            id: office.context.ids.next(),
            predecessorId,
            successorId: merged,
            relation: 'merge',
            effectiveOn: '2025-03-01',
          });
        }
      },
    );
    await move(copy.id, 'scoring');
    const after = await enter(copy.id, [merged, c]);
    await move(copy.id, 'verifying');
    await give(now, after[0]!.id, 200, 300, 300);

    const compare = () => office.call('indexSets.compare', { setId: copy.id, otherSetId: old.id });
    const first = await compare();
    expect(first.pairs.map(({ code, by, textDiffers, counted }) => [code, by, textDiffers, counted])).toEqual(
      [
        ['1.1', 'copied', false, true],
        ['1.2', 'copied', true, false],
        ['2.1', 'copied', false, true],
      ],
    );
    expect(first.comparable).toEqual({ set: 7000, other: 7000 });
    expect(first.unmatched).toEqual([]);
    expect(first.rows).toEqual([
      // (400 + 300 + 200 + 300) of twice 700, against 500 of 700.
      {
        agencyId: merged,
        agencyName: 'Sở Xây dựng (mới)',
        share: 7143,
        otherShare: 8571,
        gathered: ['Sở Giao thông vận tải', 'Sở Xây dựng'],
      },
      { agencyId: c, agencyName: 'Sở Y tế', share: null, otherShare: 2857, gathered: [] },
    ]);
    // The other way round it is the same picture.
    const turned = await office.call('indexSets.compare', { setId: old.id, otherSetId: copy.id });
    expect(turned.rows.map(({ share, otherShare }) => [share, otherShare])).toEqual([
      [8571, 7143],
      [2857, null],
    ]);
    expect(
      await office.call('indexMatches.set', {
        itemId: changed.id,
        otherItemId: old.second.id,
        matched: true,
      }),
    ).toEqual({ matched: true });
    const second = await compare();
    expect(second.comparable).toEqual({ set: 10_000, other: 10_000 });
    expect(second.pairs[1]).toMatchObject({ by: 'matched', counted: true });
    expect(second.rows[0]).toMatchObject({ share: 8000, otherShare: 9000 });
    expect(
      await office.fails('indexMatches.set', {
        itemId: changed.id,
        otherItemId: old.first.id,
        matched: true,
      }),
    ).toMatchObject({ code: 'DUPLICATE' });
    await office.call('indexMatches.set', { itemId: old.second.id, otherItemId: changed.id, matched: false });
    expect((await compare()).comparable.set).toBe(7000);
    // A person may say that two criteria are now one group: the group counts as a whole, and nothing twice.
    await office.call('indexMatches.set', { itemId: byCode('1').id, otherItemId: old.one.id, matched: true });
    const grouped = await compare();
    expect(grouped.pairs.map(({ code, by }) => [code, by])).toEqual([
      ['1', 'matched'],
      ['2.1', 'copied'],
    ]);
    expect(grouped.comparable).toEqual({ set: 10_000, other: 10_000 });
    // The year before ranks whoever was ranked by itself.
    const { rows } = await office.call('indexSets.ranking', { id: copy.id });
    expect(rows.map(({ agencyName, before: earlier }) => [agencyName, earlier])).toEqual([
      ['Sở Xây dựng (mới)', null],
      ['Sở Y tế', { rank: 3, share: 3000, year: 2024 }],
    ]);
  });
});

describe('the decision', () => {
  /** Four departments: two share a rank, the last one lacks its survey. */
  async function rankedSet(hasSurvey: boolean) {
    const set = await smallSet();
    await update(set.id, { hasSurvey });
    await move(set.id, 'scoring');
    const names = ['Sở Tư pháp', 'Sở Y tế', 'Sở Nội vụ', 'Sở Công Thương'];
    const ids: string[] = [];
    for (const name of names) ids.push(await agency(name));
    const entries = await enter(set.id, ids);
    await move(set.id, 'verifying');
    const points = [
      [350, 250, 300],
      [400, 200, 300],
      [400, 287, 300],
      [100, 100, null],
    ] as const;
    for (const [index, [first, second, survey]] of points.entries()) {
      const { id } = entries[index]!;
      await save(id, set.first.id, { verifiedPoints: first });
      await save(id, set.second.id, { verifiedPoints: second });
      if (survey !== null) await save(id, set.survey.id, { surveyPoints: survey });
    }
    return { ...set, entries };
  }
  async function draft(indexSetId: string) {
    const { id } = await office.call('documents.create', { kind: 'index_decision', indexSetId });
    return office.call('documents.get', { id });
  }
  const tableRows = (document: Output<'documents.get'>) =>
    document.content.blocks.flatMap((block) =>
      block.type === 'table' ? [block.columns.map(({ text }) => text), ...block.rows] : [],
    );

  test('of a set ranks its agencies; who lacks something keeps open cells and leaves no hole', async () => {
    const set = await rankedSet(true);
    const document = await draft(set.id);
    expect(document.document).toMatchObject({ planId: null, indexSetId: set.id, kind: 'index_decision' });
    expect(document.document.subject).toBe(
      'Về việc công bố Chỉ số cải cách hành chính năm 2025 của các sở, ban, ngành',
    );
    expect(tableRows(document)).toEqual([
      ['TT', 'Cơ quan, đơn vị', 'Điểm Chỉ số', 'Tỷ lệ', 'Xếp hạng', 'Xếp loại'],
      ['1', 'Sở Nội vụ', '9,87', '98,70%', '1', 'Xuất sắc'],
      ['2', 'Sở Tư pháp', '9,00', '90,00%', '2', 'Xuất sắc'],
      ['3', 'Sở Y tế', '9,00', '90,00%', '2', 'Xuất sắc'],
      ['4', 'Sở Công Thương', '…', '…', '…', '…'],
    ]);
    expect(document.warnings.map(({ code }) => code)).toContain('index_unknown');
    await expect(
      document.content.blocks
        .map((block) =>
          block.type === 'table'
            ? [block.columns.map(({ text }) => text), ...block.rows].map((row) => row.join(' | ')).join('\n')
            : `${block.id} [${block.type}] ${'text' in block ? block.text : ''}`,
        )
        .join('\n'),
    ).toMatchFileSnapshot('./__papers__/index-set/index_decision.txt');
    expect((await office.call('indexSets.ranking', { id: set.id })).documents.map(({ id }) => id)).toEqual([
      document.document.id,
    ]);
  });
  test('without a survey says that points were rescaled, ranks everybody, and is stale when a score moves', async () => {
    const set = await rankedSet(false);
    const document = await draft(set.id);
    // 600, 600, 687 and 200 of 700, as of 1000.
    expect(
      tableRows(document)
        .slice(1)
        .map((row) => row.slice(1, 5)),
    ).toEqual([
      ['Sở Nội vụ', '9,81', '98,10%', '1'],
      ['Sở Tư pháp', '8,57', '85,70%', '2'],
      ['Sở Y tế', '8,57', '85,70%', '2'],
      ['Sở Công Thương', '2,86', '28,60%', '4'],
    ]);
    const notes = document.content.blocks.filter(({ id }) => id.endsWith(':note'));
    expect(notes.map((block) => ('text' in block ? block.text : ''))).toEqual([
      'Ghi chú: năm 2025 không điều tra xã hội học; điểm thẩm định được quy đổi về thang điểm 10.',
    ]);
    expect(document.warnings.map(({ code }) => code)).not.toContain('index_unknown');
    expect(document.stale).toBe(false);
    await save(set.entries[3]!.id, set.first.id, { verifiedPoints: 400 });
    expect((await office.call('documents.get', { id: document.document.id })).stale).toBe(true);
  });
  test('that went to signature holds its index closed, and nobody deletes the set under it', async () => {
    const set = await rankedSet(false);
    const { document } = await draft(set.id);
    await move(set.id, 'closed');
    await office.call('documents.freeze', { id: document.id, rev: document.rev });
    const { rev } = (await detail(set.id)).set;
    expect(await office.fails('indexSets.setStatus', { id: set.id, rev, status: 'verifying' })).toMatchObject(
      {
        code: 'IN_USE',
        detail: { documents: 1 },
      },
    );
  });
});

test('every purpose of the index has a template', async () => {
  for (const purpose of ['index_items', 'index_scores', 'index_survey'] as const) {
    const file = await office.call('imports.template', { purpose });
    const workbook = readWorkbook(Buffer.from(await bytesOf(file)), file.fileName);
    expect(workbook.sheets.length).toBeGreaterThan(1);
  }
});
