// From an imported II.06a sheet to limitations in the notice without retyping (illustrative figures of a commune of Lai
// Vung), the same figures as answers, and the check that they all agree.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Input, Output } from '../../../core/contract/index.ts';
import {
  laiVungMerges,
  laiVungPeriod,
  laiVungRows,
  laiVungSentences,
  laiVungThresholds,
  laiVungUnit,
} from '../../fixtures/lai-vung-figures.ts';
import { xlsx } from '../spreadsheet/fixture.ts';
import { type Office, removeOffice, rowsOf, setUpOffice } from './fixture.ts';

let office: Office;
let plan: Output<'plans.list'>[number];
let visit: Output<'visits.list'>[number];
beforeEach(async () => {
  office = await setUpOffice();
  await office.call('system.loadSample', { name: 'lai-vung-2022' });
  plan = (await office.call('plans.list', {})).find(({ year }) => year === 2022)!;
  visit = (await office.call('visits.list', { planId: plan.id })).find(
    ({ agencyShortName }) => agencyShortName === laiVungUnit,
  )!;
});
afterEach(() => removeOffice(office));

/** The sheet comes in, the round says where an indicator begins to be a limitation. */
async function importFigures() {
  const made = await office.call('statistics.create', {
    agencyId: visit.agencyId,
    serviceEra: 'levels',
    ...laiVungPeriod,
  });
  const bytes = xlsx({ rows: laiVungRows, merges: laiVungMerges });
  const { blobs, handles } = office.context;
  const media = 'application/octet-stream';
  const { sha256 } = blobs.put(bytes, media);
  const read = () => blobs.get(sha256);
  const about = { fileName: 'II06a.xlsx', media, size: bytes.byteLength, sha256, read };
  const source = {
    purpose: 'statistics' as const,
    file: handles.refer(about).id,
    fileName: 'II06a.xlsx',
    targetId: made.report.id,
  };
  const preview = await office.call('imports.preview', source);
  expect(preview.faults).toEqual([]);
  await office.call('imports.apply', { source, digest: preview.digest });
  for (const one of laiVungThresholds) {
    await office.call('thresholds.save', { planId: plan.id, text: null, ...one });
  }
  return made.report.id;
}
const proposals = () => office.call('proposals.list', { visitId: visit.id });
const take = (keys: readonly string[], withRecommendations = true) =>
  office.call('proposals.take', { visitId: visit.id, keys: [...keys], withRecommendations });

async function noticeText(): Promise<string> {
  const document = await office.call('documents.create', {
    planId: plan.id,
    kind: 'agency_notice',
    visitId: visit.id,
  });
  const { content } = await office.call('documents.get', { id: document.id });
  return content.blocks.map(({ text }) => text).join('\n');
}

test('Lai Vung: overdue dossiers, online level 3 and 4, postal intake and return go from the sheet into the notice', async () => {
  // What the sample brings is of the year before.
  const year = 'II.06a · Năm 2021 (01/01/2021–31/12/2021)';
  expect((await proposals()).every(({ source, because }) => source !== 'II.06a' || because === year)).toBe(
    true,
  );
  await importFigures();
  const proposed = await proposals();
  const keys = Object.keys(laiVungSentences);
  for (const key of keys) {
    expect(proposed.find((one) => one.key === key)).toMatchObject({
      text: laiVungSentences[key],
      findingId: null,
      because: 'II.06a · Quý I/2022 (15/12/2021–14/3/2022)',
    });
  }
  const made = await take(keys);
  expect(made.map(({ text }) => text).toSorted()).toEqual(Object.values(laiVungSentences).toSorted());
  expect(made.every((one) => one.scope === 'named' && one.agencyIds[0] === visit.agencyId)).toBe(true);

  const text = await noticeText();
  for (const [key, sentence] of Object.entries(laiVungSentences)) {
    const words = sentence.replace(/ \(số liệu .*$/u, '');
    expect(text, key).toContain(words);
    // The figures stand in the sentence, and once.
    expect(text.split(words)).toHaveLength(2);
    expect(text).not.toContain(`${sentence} (số liệu:`);
  }
  expect(text).toContain('Đẩy mạnh tiếp nhận hồ sơ qua dịch vụ bưu chính công ích');

  // Said already, nothing is made twice.
  const after = await proposals();
  for (const one of made) {
    const key = keys.find((known) => laiVungSentences[known] === one.text);
    expect(after.find((known) => known.key === key)?.findingId).toBe(one.id);
  }
  expect(await take(keys)).toEqual([]);
});

test('one step makes all findings with their recommendations; one undo takes them back', async () => {
  await importFigures();
  const before = rowsOf(office.context, true);
  const keys = ['statistics:postal_intake', 'statistics:postal_return'];
  const made = await take(keys);
  const given = await office.call('recommendations.list', { planId: plan.id, agencyId: visit.agencyId });
  const own = given.filter(({ findingId }) => made.some(({ id }) => id === findingId));
  expect(own.map(({ verb, dueOn, agencyId }) => [verb, dueOn, agencyId])).toEqual([
    ['đẩy mạnh', null, visit.agencyId],
    ['đẩy mạnh', null, visit.agencyId],
  ]);
  await office.call('journal.undo', {});
  expect(rowsOf(office.context, true)).toEqual(before);
  const alone = await take(keys, false);
  const now = await office.call('recommendations.list', { planId: plan.id, agencyId: visit.agencyId });
  expect(now.filter(({ findingId }) => alone.some(({ id }) => id === findingId))).toEqual([]);
  expect((await office.fails('proposals.take', { visitId: visit.id, keys: ['nothing'] })).fields).toEqual([
    { path: 'keys.0', code: 'NOT_FOUND' },
  ]);
});

test('the same figures answer the criteria on request, marked with where they are from', async () => {
  const reportId = await importFigures();
  const workspace = await office.call('visits.get', { id: visit.id });
  const code = (criterionId: string) => workspace.criteria.find(({ id }) => id === criterionId)!.code;
  const figures = await office.call('derived.list', { visitId: visit.id });
  const statistics = figures.filter(({ source }) => source === 'II.06a');
  expect(statistics.map((one) => [code(one.criterionId), one.numerator, one.denominator, one.count])).toEqual(
    [
      ['3.4.1', 1109, 1150, null],
      ['3.4.2', 41, 1150, null],
      ['3.4.3', null, null, 23],
      ['3.5.1', 132, 1204, null],
      ['3.5.3', 18, 1204, null],
      ['3.5.4', 15, 1150, null],
    ],
  );
  const before = rowsOf(office.context, true);
  const criterionIds = statistics.map(({ criterionId }) => criterionId);
  const { changed } = await office.call('derived.take', { visitId: visit.id, criterionIds });
  expect(changed).toBe(6);
  const taken = (await office.call('visits.get', { id: visit.id })).answers.filter(({ criterionId }) =>
    criterionIds.includes(criterionId),
  );
  for (const answer of taken) {
    expect(answer.derived).toEqual({
      source: 'II.06a',
      id: reportId,
      label: 'II.06a · 15/12/2021–14/3/2022',
    });
  }
  const now = await office.call('derived.list', { visitId: visit.id });
  expect(now.filter(({ source }) => source === 'II.06a').every(({ same, differs }) => same && !differs)).toBe(
    true,
  );
  // Taken already: nothing is written again.
  expect(await office.call('derived.take', { visitId: visit.id, criterionIds })).toEqual({ changed: 0 });
  await office.call('journal.undo', {});
  expect(rowsOf(office.context, true)).toEqual(before);
});

test('a person’s other answer is never overwritten unless it is chosen, and loses the mark when it is changed', async () => {
  await importFigures();
  const workspace = await office.call('visits.get', { id: visit.id });
  const online = workspace.criteria.find(({ code }) => code === '3.5.1')!;
  const postal = workspace.criteria.find(({ code }) => code === '3.5.3')!;
  const rev = (id: string) => workspace.answers.find(({ criterionId }) => criterionId === id)?.rev ?? null;
  await office.call('answers.save', {
    visitId: visit.id,
    criterionId: online.id,
    rev: rev(online.id),
    patch: { numerator: 150, denominator: 1204, notApplicable: false },
  });
  const of = async (id: string) =>
    (await office.call('derived.list', { visitId: visit.id })).find(({ criterionId }) => criterionId === id)!;
  expect(await of(online.id)).toMatchObject({ same: false, differs: true });
  await office.call('derived.take', { visitId: visit.id, criterionIds: [postal.id] });
  expect(office.context.stores.answers.find(visit.id, online.id)?.numerator).toBe(150);
  await office.call('derived.take', { visitId: visit.id, criterionIds: [online.id] });
  const taken = office.context.stores.answers.find(visit.id, online.id)!;
  expect(taken).toMatchObject({ numerator: 132, derived: { source: 'II.06a' } });
  await office.call('answers.save', {
    visitId: visit.id,
    criterionId: online.id,
    rev: taken.rev,
    patch: { numerator: 133 },
  });
  expect(office.context.stores.answers.find(visit.id, online.id)?.derived).toBeNull();
  const scored = workspace.criteria.find(({ code }) => code === '1.1.2')!;
  expect(
    (await office.fails('derived.take', { visitId: visit.id, criterionIds: [scored.id] })).fields,
  ).toEqual([{ path: 'criterionIds.0', code: 'NOT_FOUND' }]);
});

test('the check points at what differs from the statistics and at Lai Vung’s praise and blame of its posting', async () => {
  await importFigures();
  await take(['statistics:postal_intake']);
  const check = () =>
    office.call('consistency.check', { planId: plan.id, visitId: visit.id, today: '2022-05-10' });
  const workspace = await office.call('visits.get', { id: visit.id });
  const postal = workspace.criteria.find(({ code }) => code === '3.5.3')!;
  const said = workspace.findings.find(({ text }) => text === laiVungSentences['statistics:postal_intake'])!;
  await office.call('derived.take', { visitId: visit.id, criterionIds: [postal.id] });
  expect((await check()).filter(({ target }) => target.findingId === said.id)).toEqual([]);

  const changed = await office.call('findings.update', {
    id: said.id,
    rev: said.rev,
    patch: { numerator: 81 },
  });
  expect(await check()).toContainEqual(
    expect.objectContaining({
      code: 'FIGURE_DIFFERS',
      target: { findingId: said.id, criterionId: postal.id, recommendationId: null, remarkId: null },
      params: expect.objectContaining({ found: '81/1.204', expected: '18/1.204', visitId: visit.id }),
    }),
  );
  await office.call('findings.update', {
    id: said.id,
    rev: changed.rev,
    patch: { numerator: 18, text: 'Tại UBND xã Hòa Thành, tỷ lệ tiếp nhận qua bưu chính còn thấp: {x/y}' },
  });
  const words = await check();
  expect(words).toContainEqual(
    expect.objectContaining({
      code: 'OTHER_AGENCY_NAMED',
      severity: 'error',
      params: expect.objectContaining({ names: 'UBND xã Hòa Thành' }),
    }),
  );
  expect(words).toContainEqual(
    expect.objectContaining({ code: 'EMPTY_FIGURE', params: expect.objectContaining({ places: '{x/y}' }) }),
  );
  // The strength of full posting and the limitation of late posting, in one group of criteria.
  const posting = words.find(
    ({ code, params }) =>
      code === 'STRENGTH_AND_LIMITATION' && String(params['excerpt']).includes('bảng niêm yết'),
  );
  expect(posting).toMatchObject({ severity: 'info', params: { criterion: '3.2' } });
  // The whole round holds the same faults, and those of the other agencies.
  const [other] = (await office.call('visits.list', { planId: plan.id })).filter(({ id }) => id !== visit.id);
  const { domains } = await office.call('visits.get', { id: visit.id });
  await office.call('findings.create', {
    planId: plan.id,
    visitId: other!.id,
    domainId: domains[0]!.id,
    kind: 'limitation',
    scope: 'named',
    text: 'Chưa có kế hoạch',
  } as Input<'findings.create'>);
  const all = await office.call('consistency.check', { planId: plan.id, today: '2022-05-10' });
  expect(all.length).toBeGreaterThan(words.length);
  expect(
    (
      await office.fails('consistency.check', {
        planId: plan.id,
        visitId: '01900000-0000-7000-8000-000000000000',
        today: '2022-05-10',
      })
    ).code,
  ).toBe('VALIDATION');
});
