// The explanation round behind the dispatcher: sending, deadline, remarks with their decisions, what applying one writes,
// and what becomes of remarks whose finding goes.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Input, Output } from '../../../core/contract/index.ts';
import {
  collective,
  makeRound,
  missingId,
  type Office,
  removeOffice,
  rowsOf,
  setUpOffice,
} from './fixture.ts';

let office: Office;
let round: Awaited<ReturnType<typeof makeRound>>;
let visitId: string;
let finding: Output<'findings.create'>;
const today = '2019-10-01';
beforeEach(async () => {
  office = await setUpOffice();
  const [set] = await office.call('criteriaSets.list', {});
  round = await makeRound(office, {
    criteriaSetId: set!.id,
    deadlines: { explanation: { days: 5, unit: 'working_day' } },
  });
  visitId = round.districtVisit.id;
  const { domains } = await office.call('visits.get', { id: visitId });
  finding = await office.call('findings.create', {
    planId: round.plan.id,
    visitId,
    domainId: domains[2]!.id,
    kind: 'limitation',
    scope: 'named',
    agencyIds: [round.district.id],
    text: 'Còn 07/112 TTHC chưa niêm yết',
    numerator: 7,
    denominator: 112,
    unit: 'TTHC',
  } as Input<'findings.create'>);
});
afterEach(() => removeOffice(office));

const get = (on = today) => office.call('explanations.get', { visitId, today: on });
const save = async (patch: Input<'explanations.save'>['patch']) =>
  office.call('explanations.save', { visitId, rev: (await get()).rev, patch, today });
const add = (fields: Partial<Input<'remarks.create'>> = {}) =>
  office.call('remarks.create', {
    visitId,
    findingId: finding.id,
    content: 'Đơn vị đã niêm yết bổ sung',
    ...fields,
  });

describe('the round', () => {
  test('is blank until something is known; its deadline follows the plan, or its own day', async () => {
    expect(await get()).toMatchObject({
      id: null,
      rev: null,
      state: 'not_sent',
      effectiveDueOn: '2019-09-23',
      open: 0,
    });
    const sent = await save({ sentOn: '2019-09-20', letterNumber: '12/ĐKT' });
    expect(sent).toMatchObject({ rev: 1, state: 'overdue', effectiveDueOn: '2019-09-27' });
    expect((await get('2019-09-27')).state).toBe('waiting');
    expect(await save({ dueOn: '2019-10-15' })).toMatchObject({
      state: 'waiting',
      effectiveDueOn: '2019-10-15',
    });
    expect(await save({ answeredOn: '2019-09-30', noRemarks: true })).toMatchObject({ state: 'settled' });
    await office.call('journal.undo', {});
    expect(await get()).toMatchObject({ state: 'waiting', noRemarks: false });
  });
  test('a stale revision and days before the sending are refused', async () => {
    await save({ sentOn: '2019-09-20' });
    const fails = (rev: number | null, patch: Input<'explanations.save'>['patch']) =>
      office.fails('explanations.save', { visitId, rev, patch, today });
    expect((await fails(null, { note: 'x' })).code).toBe('CONFLICT');
    expect((await fails(9, { note: 'x' })).code).toBe('CONFLICT');
    expect((await fails(1, { dueOn: '2019-09-19' })).fields).toEqual([
      { path: 'patch.dueOn', code: 'VALIDATION' },
    ]);
    expect((await fails(1, { answeredOn: '2019-09-19' })).fields).toEqual([
      { path: 'patch.answeredOn', code: 'VALIDATION' },
    ]);
  });
  test('who agrees with everything has no remarks, and who remarks does not agree with everything', async () => {
    await save({ sentOn: '2019-09-20', noRemarks: true });
    await add();
    const now = await get();
    expect(now).toMatchObject({ noRemarks: false, state: 'answered', open: 1 });
    const refused = await office.fails('explanations.save', {
      visitId,
      rev: now.rev,
      patch: { noRemarks: true },
      today,
    });
    expect(refused.fields).toEqual([{ path: 'patch.noRemarks', code: 'IN_USE' }]);
    // One step back: the remark and the word of agreement together.
    await office.call('journal.undo', {});
    expect(await get()).toMatchObject({ noRemarks: true, remarks: [] });
  });
});

describe('a remark', () => {
  test('keeps the words of the draft, whatever becomes of the finding', async () => {
    const remark = await add();
    expect(remark.draftText).toBe('Còn 07/112 TTHC chưa niêm yết');
    await office.call('findings.update', { id: finding.id, rev: finding.rev, patch: { text: 'Khác' } });
    expect((await get()).remarks[0]?.draftText).toBe('Còn 07/112 TTHC chưa niêm yết');
    expect((await add({ findingId: null })).draftText).toBeNull();
  });
  test('is open until decided, and where it is not taken whole until there is a reason', async () => {
    let remark = await add();
    const decide = async (patch: Input<'remarks.update'>['patch']) =>
      (remark = await office.call('remarks.update', { id: remark.id, rev: remark.rev, patch }));
    await decide({ decision: 'rejected' });
    expect(await get()).toMatchObject({ open: 1, state: 'answered' });
    await decide({ reason: 'Tại thời điểm kiểm tra chưa niêm yết' });
    expect(await get()).toMatchObject({ open: 0, state: 'settled' });
    const checked = await office.call('consistency.check', { planId: round.plan.id, visitId, today });
    expect(checked.map(({ code }) => code)).not.toContain('REMARK_OPEN');
    await decide({ reason: null });
    const again = await office.call('consistency.check', { planId: round.plan.id, visitId, today });
    expect(again.find(({ code }) => code === 'REMARK_OPEN')?.target.remarkId).toBe(remark.id);
  });
  test('of another round, of two things or of nothing known is refused', async () => {
    const other = await office.call('plans.create', {
      title: 'Đợt khác',
      year: 2020,
    } as Input<'plans.create'>);
    const { domains } = await office.call('visits.get', { id: visitId });
    const foreign = await office.call('findings.create', {
      planId: other.id,
      domainId: domains[0]!.id,
      text: 'Khác',
      ...collective,
    } as Input<'findings.create'>);
    const path = async (fields: Partial<Input<'remarks.create'>>) =>
      (await office.fails('remarks.create', { visitId, content: 'x', ...fields })).fields?.[0]?.path;
    expect(await path({ findingId: foreign.id })).toBe('findingId');
    expect(await path({ findingId: missingId })).toBe('findingId');
    expect(await path({ findingId: finding.id, recommendationId: missingId })).toBe('recommendationId');
    expect((await office.fails('remarks.create', { visitId, content: '  ' })).code).not.toBe('INTERNAL');
  });
  test('moves in its order', async () => {
    const [a, b, c] = [await add({ content: 'a' }), await add({ content: 'b' }), await add({ content: 'c' })];
    const moved = await office.call('remarks.move', { id: c.id, rev: c.rev, ordinal: 1 });
    expect(moved.map(({ content }) => content)).toEqual(['c', 'a', 'b']);
    expect((await office.fails('remarks.move', { id: c.id, rev: c.rev, ordinal: 2 })).code).toBe('CONFLICT');
    await office.call('journal.undo', {});
    expect((await get()).remarks.map(({ id }) => id)).toEqual([a.id, b.id, c.id]);
  });
});

describe('applying', () => {
  const update = (remark: Output<'remarks.create'>, patch: Input<'remarks.update'>['patch']) =>
    office.call('remarks.update', { id: remark.id, rev: remark.rev, patch });
  test('writes the new words into the finding as one step that one undo takes back', async () => {
    const remark = await update(await add(), {
      decision: 'accepted',
      newText: ' Còn 02/112 TTHC chưa niêm yết ',
    });
    const before = rowsOf(office.context, true);
    await office.call('remarks.apply', { id: remark.id, rev: remark.rev });
    expect((await office.call('findings.get', { id: finding.id })).text).toBe(
      'Còn 02/112 TTHC chưa niêm yết',
    );
    await office.call('journal.undo', {});
    expect(rowsOf(office.context, true)).toEqual(before);
  });
  test('writes into a recommendation as well', async () => {
    const recommendation = await office.call('recommendations.create', {
      planId: round.plan.id,
      findingId: finding.id,
      agencyId: round.district.id,
      domainId: null,
      text: 'Niêm yết bổ sung',
      dueOn: null,
      dueNote: null,
    });
    const made = await office.call('remarks.create', {
      visitId,
      recommendationId: recommendation.id,
      content: 'Đề nghị gia hạn',
    });
    expect(made.draftText).toBe('Niêm yết bổ sung');
    const remark = await update(made, {
      decision: 'partly',
      reason: 'Đã trừ ngày nghỉ',
      newText: 'Niêm yết bổ sung đủ 07 TTHC',
    });
    await office.call('remarks.apply', { id: remark.id, rev: remark.rev });
    const [now] = await office.call('recommendations.list', { planId: round.plan.id });
    expect(now?.text).toBe('Niêm yết bổ sung đủ 07 TTHC');
    // Gone, the remark keeps its words and lets go.
    await office.call('recommendations.delete', { id: recommendation.id, rev: now!.rev });
    expect((await get()).remarks[0]).toMatchObject({ recommendationId: null, draftText: 'Niêm yết bổ sung' });
  });
  test('is refused without a decision, without words, without a reason where one is due, and of what is gone', async () => {
    let remark = await add();
    const code = async () => (await office.fails('remarks.apply', { id: remark.id, rev: remark.rev })).code;
    const field = async () =>
      (await office.fails('remarks.apply', { id: remark.id, rev: remark.rev })).fields?.[0]?.path;
    expect(await field()).toBe('newText');
    remark = await update(remark, { newText: 'Mới' });
    expect(await code()).toBe('WRONG_STATE');
    remark = await update(remark, { decision: 'rejected', reason: 'x' });
    expect(await code()).toBe('WRONG_STATE');
    remark = await update(remark, { decision: 'partly', reason: null });
    expect(await field()).toBe('reason');
    remark = await update(remark, { reason: 'Đúng một phần', findingId: null });
    expect(await field()).toBe('findingId');
    expect((await office.fails('remarks.apply', { id: remark.id, rev: 1 })).code).toBe('CONFLICT');
  });
});

describe('what goes away', () => {
  test('a deleted finding leaves its remarks with their words; undo links them again', async () => {
    await add();
    await office.call('findings.delete', { id: finding.id, rev: finding.rev });
    expect((await get()).remarks[0]).toMatchObject({
      findingId: null,
      draftText: 'Còn 07/112 TTHC chưa niêm yết',
    });
    await office.call('journal.undo', {});
    expect((await get()).remarks[0]?.findingId).toBe(finding.id);
  });
  test('a deleted visit takes round and remarks along, a deleted plan too, and undo brings them back', async () => {
    await save({ sentOn: '2019-09-20' });
    const remark = await add();
    const count = () =>
      office.context.connection
        .prepare('SELECT (SELECT count(*) FROM remark) + (SELECT count(*) FROM explanation_round)')
        .pluck()
        .get();
    const { visit } = await office.call('visits.get', { id: visitId });
    await office.call('visits.delete', { id: visitId, rev: visit.rev });
    expect(count()).toBe(0);
    await office.call('journal.undo', {});
    expect((await get()).remarks).toMatchObject([{ id: remark.id, findingId: finding.id }]);
    const { plan } = await office.call('plans.get', { id: round.plan.id });
    await office.call('plans.delete', { id: plan.id, rev: plan.rev });
    expect(count()).toBe(0);
  });
});
