// Figures from the agency's annual plan, earlier recommendations, the comparison of procedures and samples: as answers and
// as limitations with their figures in the notice.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Input } from '../../../core/contract/index.ts';
import { makeRound, type Office, removeOffice, setUpOffice } from './fixture.ts';
import { bringTo } from './remediation-fixture.ts';

let office: Office;
let round: Awaited<ReturnType<typeof makeRound>>;
let visitId: string;
beforeEach(async () => {
  office = await setUpOffice();
  const [set] = await office.call('criteriaSets.list', {});
  round = await makeRound(office, { criteriaSetId: set!.id });
  visitId = round.districtVisit.id;
});
afterEach(() => removeOffice(office));

async function figure(code: string) {
  const { criteria } = await office.call('visits.get', { id: visitId });
  const id = criteria.find((one) => one.code === code)?.id;
  return (await office.call('derived.list', { visitId })).find(({ criterionId }) => criterionId === id);
}
const proposal = async (key: string) =>
  (await office.call('proposals.list', { visitId })).find((one) => one.key === key);

test('tasks of the agency’s own plan of that year, counted on the last day of the visit', async () => {
  expect(await figure('1.1.3')).toBeUndefined();
  const make = (agencyId: string | null, year: number) =>
    office.call('parPlans.create', { agencyId, year, title: `Kế hoạch CCHC năm ${year}` });
  const plan = await make(round.district.id, 2019);
  const add = (fields: Partial<Input<'parTasks.create'>>, parPlanId = plan.id) =>
    office.call('parTasks.create', { parPlanId, task: 'Nhiệm vụ', ...fields });
  await add({ dueOn: '2019-06-30', state: 'done', doneOn: '2019-06-28' });
  await add({ dueOn: '2019-06-30', state: 'done', doneOn: '2019-07-02' });
  await add({ dueOn: '2019-08-31', state: 'in_progress' });
  await add({ dueOn: '2019-12-31', state: 'not_started' });
  // Another agency's, the office's own and another year's count nowhere.
  for (const other of [await make(null, 2019), await make(round.district.id, 2018)]) {
    await add({ dueOn: '2019-06-30', state: 'done', doneOn: '2019-06-01' }, other.id);
  }
  expect(await figure('1.1.3')).toMatchObject({
    source: 'plan tasks',
    label: 'Kế hoạch CCHC năm 2019 · tính đến 16/9/2019',
    numerator: 1,
    denominator: 3,
  });
});

test('recommendations of earlier rounds that were due, with the round’s own day where they have none', async () => {
  const earlier = await office.call('plans.create', {
    title: 'Kiểm tra năm 2018',
    year: 2018,
    reportBackDueOn: '2018-12-31',
  } as Input<'plans.create'>);
  await office.call('visits.create', { planId: earlier.id, agencyId: round.district.id });
  const add = (dueOn: string | null, planId = earlier.id) =>
    office.call('recommendations.create', {
      planId,
      findingId: null,
      agencyId: round.district.id,
      domainId: null,
      text: 'Khắc phục',
      dueOn,
      dueNote: null,
    });
  expect(await figure('1.4.3')).toBeUndefined();
  const done = await add('2018-11-30');
  await add(null);
  await add('2019-12-31');
  await add('2019-01-01', round.plan.id);
  // Proven after the visit, it was still owed on its day.
  await bringTo(office, done.id, 'verified', '2019-09-17');
  expect(await figure('1.4.3')).toMatchObject({ source: 'recommendations', numerator: 0, denominator: 2 });
  await office.call('remediation.reopen', {
    id: done.id,
    rev: office.context.stores.recommendations.get(done.id)!.rev,
    on: '2019-09-17',
    reason: 'Nhập nhầm ngày',
  });
  await bringTo(office, done.id, 'verified', '2019-09-16');
  expect(await figure('1.4.3')).toMatchObject({ source: 'recommendations', numerator: 1, denominator: 2 });
});

test('procedures missing on the board: the share, the sentence, and the notice that says it', async () => {
  const list = await office.call('procedureLists.create', {
    title: 'Danh mục TTHC cấp huyện',
    agencyId: round.district.id,
  } as Input<'procedureLists.create'>);
  const made: string[] = [];
  for (let index = 1; index <= 12; index += 1) {
    const { id } = await office.call('procedures.create', {
      procedureListId: list.id,
      code: `1.00${index}`,
      name: `Thủ tục số ${index}`,
      effectiveOn: '2019-01-01',
    });
    made.push(id);
  }
  expect(await figure('3.2.2')).toBeUndefined();
  await office.call('postings.tickAll', { visitId, place: 'board', exceptIds: made.slice(0, 7) });
  expect(await figure('3.2.2')).toMatchObject({
    source: 'procedures',
    label: 'Danh mục TTHC cấp huyện',
    numerator: 5,
    denominator: 12,
  });
  const proposed = await proposal('procedures:board:missing');
  expect(proposed).toMatchObject({
    text: expect.stringContaining('còn 07/12 TTHC chưa niêm yết'),
    numerator: 7,
    denominator: 12,
    findingId: null,
  });
  const [finding] = await office.call('proposals.take', { visitId, keys: ['procedures:board:missing'] });
  const document = await office.call('documents.create', {
    planId: round.plan.id,
    kind: 'agency_notice',
    visitId,
    issuerId: round.issuer.id,
  });
  const { content } = await office.call('documents.get', { id: document.id });
  const text = content.blocks.map((block) => block.text).join('\n');
  expect(text.split('còn 07/12 TTHC chưa niêm yết')).toHaveLength(2);
  expect(text).not.toContain('(số liệu: 7/12');
  expect(text).toContain('Niêm yết bổ sung 07 TTHC còn thiếu');
  // One more is posted: the sentence is known again, and the check sees that its figure has moved on.
  await office.call('postings.tick', { visitId, place: 'board', procedureId: made[0]!, posted: true });
  expect(await proposal('procedures:board:missing')).toMatchObject({ numerator: 6, findingId: finding!.id });
  const faults = await office.call('consistency.check', {
    planId: round.plan.id,
    visitId,
    today: '2019-10-01',
  });
  expect(faults).toContainEqual(
    expect.objectContaining({
      code: 'FIGURE_DIFFERS',
      target: expect.objectContaining({ findingId: finding!.id }),
      params: expect.objectContaining({ found: '7/12' }),
    }),
  );
});

test('a sample of dossiers: passing out of checked, and what they lacked', async () => {
  const sample = await office.call('samples.create', { visitId, kind: 'dossiers', title: 'Hồ sơ đất đai' });
  const keys = [
    'components',
    'receipt',
    'control_sheet',
    'on_time',
    'digitised',
    'apology',
    'payment',
    'software',
  ];
  const checks = (fault: string | null) =>
    Object.fromEntries(keys.map((key) => [key, key === fault ? ('fault' as const) : ('ok' as const)]));
  for (const fault of [null, null, null, 'control_sheet']) {
    await office.call('sampleItems.create', { sampleId: sample.id, checks: checks(fault) });
  }
  // Looked at by half: it proves nothing yet.
  await office.call('sampleItems.create', { sampleId: sample.id, checks: { components: 'fault' } });
  const found = await figure('3.4.5');
  expect(found).toMatchObject({
    source: 'dossier sample',
    label: 'Hồ sơ đất đai',
    numerator: 3,
    denominator: 4,
  });
  expect(await proposal('samples:dossiers')).toMatchObject({
    numerator: 1,
    denominator: 4,
    text: expect.stringMatching(
      /: 01\/4 hồ sơ được kiểm tra chưa đạt yêu cầu, trong đó 01 hồ sơ không có phiếu kiểm soát quá trình giải quyết$/u,
    ),
  });
  expect(await office.call('derived.take', { visitId, criterionIds: [found!.criterionId] })).toEqual({
    changed: 1,
  });
  expect(office.context.stores.answers.find(visitId, found!.criterionId)).toMatchObject({
    numerator: 3,
    denominator: 4,
    derived: { source: 'dossier sample', id: sample.id, label: 'Hồ sơ đất đai' },
  });
});

test('whether the report on what the round before recommended came in time, by the day that the office counts by', async () => {
  const earlier = await office.call('plans.create', {
    title: 'Kiểm tra năm 2018',
    year: 2018,
    reportBackDueOn: '2018-12-31',
  } as Input<'plans.create'>);
  await office.call('visits.create', { planId: earlier.id, agencyId: round.district.id });
  expect(await figure('1.4.4')).toBeUndefined();
  await office.call('recommendations.create', {
    planId: earlier.id,
    findingId: null,
    agencyId: round.district.id,
    domainId: null,
    text: 'Niêm yết đầy đủ',
    dueOn: null,
    dueNote: null,
  });
  // Nothing has come by the day of the visit.
  expect(await figure('1.4.4')).toMatchObject({
    source: 'recommendations',
    label: 'Báo cáo khắc phục theo Kiểm tra năm 2018 · tính đến 16/9/2019',
    choice: 'no',
  });
  const paper = await office.call('remediationPapers.create', {
    planId: earlier.id,
    agencyId: round.district.id,
    kind: 'report',
    number: '15',
    symbol: null,
    documentDate: '2018-12-28',
    arrivedOn: '2019-01-04',
    note: null,
    entries: [],
    today: '2019-01-04',
  });
  expect(await figure('1.4.4')).toMatchObject({ choice: 'yes' });
  await office.call('settings.set', { key: 'onTimeBy', rev: null, value: 'arrival' });
  expect(await figure('1.4.4')).toMatchObject({ choice: 'no' });
  const { criteria } = await office.call('visits.get', { id: visitId });
  const criterionIds = [criteria.find(({ code }) => code === '1.4.4')!.id];
  expect(await office.call('derived.take', { visitId, criterionIds })).toEqual({ changed: 1 });
  expect(await figure('1.4.4')).toMatchObject({ choice: 'no', same: true });
  // A report of which no day is known tells nothing.
  await office.call('remediationPapers.update', {
    id: paper.id,
    rev: paper.rev,
    patch: { documentDate: null, arrivedOn: null },
    today: '2019-01-04',
  });
  expect(await figure('1.4.4')).toBeUndefined();
});
