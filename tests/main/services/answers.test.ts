// Answers of all five types, findings and their scopes, recommendations.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Input, Output } from '../../../core/contract/index.ts';
import { isOverdue } from '../../../core/rules/due.ts';
import { isAnswered } from '../../../core/rules/scoring.ts';
import { makeRound, missingId, type Office, pick, removeOffice, setUpOffice } from './fixture.ts';
import { bringTo } from './remediation-fixture.ts';

let office: Office;
let round: Awaited<ReturnType<typeof makeRound>>;
let space: Output<'visits.get'>;
beforeEach(async () => {
  office = await setUpOffice();
  round = await makeRound(office, { scoring: true });
  space = await office.call('visits.get', { id: round.districtVisit.id });
});
afterEach(() => removeOffice(office));

type Patch = Input<'answers.save'>['patch'];
const save = (criterionId: string, patch: Patch, rev: number | null = null, meta = {}) =>
  office.call('answers.save', { visitId: space.visit.id, criterionId, rev, patch }, meta);
const refuse = (criterionId: string, patch: Patch, rev: number | null = null) =>
  office.fails('answers.save', { visitId: space.visit.id, criterionId, rev, patch });

describe('answers', () => {
  test('each of the five types takes its own kind of answer and earns by the rule', async () => {
    const yesNo = pick(space.criteria, { answerType: 'yes_no' });
    const partial = pick(space.criteria, { answerType: 'yes_partial_no' });
    const percentage = pick(space.criteria, { answerType: 'percentage', scoring: 'linear', target: '100' });
    const judged = pick(space.criteria, { answerType: 'score' });
    const count = pick(space.criteria, { answerType: 'count' });

    expect((await save(yesNo.id, { choice: 'yes' })).answer.earned).toBe(yesNo.maxPoints);
    expect((await save(partial.id, { choice: 'partial' })).answer.earned).toBe(partial.maxPoints / 2);
    expect((await save(percentage.id, { numerator: 1, denominator: 2 })).answer.earned).toBe(
      percentage.maxPoints / 2,
    );
    expect((await save(judged.id, { points: 25 })).answer.earned).toBe(25);
    const counted = await save(count.id, { count: 0 });
    expect(counted.answer.count).toBe(0);

    const after = await office.call('visits.get', { id: space.visit.id });
    expect(after.visit.progress.answered).toBe(5);
    const sum = after.scores.reduce((total, score) => total + score.answered, 0);
    expect(sum).toBe(5);
    const domain = after.scores.find((score) => score.domainId === count.domainId);
    expect(counted.score).toEqual(domain);
    // The part is never more than its whole, whichever of the two comes.
    expect(await refuse(percentage.id, { numerator: 3 }, 1)).toMatchObject({
      code: 'VALIDATION',
      fields: [{ path: 'patch.numerator', code: 'VALIDATION', limit: 2 }],
    });
    expect(await refuse(percentage.id, { denominator: 0 }, 1)).toMatchObject({
      fields: [{ path: 'patch.denominator', code: 'VALIDATION', limit: 0 }],
    });
    expect((await save(percentage.id, { numerator: 2 }, 1)).answer.earned).toBe(percentage.maxPoints);
  });

  test('what does not fit the type names its field and writes nothing', async () => {
    const yesNo = pick(space.criteria, { answerType: 'yes_no' });
    const percentage = pick(space.criteria, { answerType: 'percentage' });
    const judged = pick(space.criteria, { answerType: 'score' });
    const faults: readonly (readonly [string, Patch, string, number?])[] = [
      [yesNo.id, { choice: 'partial' }, 'patch.choice'],
      [yesNo.id, { numerator: 1 }, 'patch.numerator'],
      [yesNo.id, { points: 1 }, 'patch.points'],
      [percentage.id, { choice: 'yes' }, 'patch.choice'],
      [percentage.id, { count: 1 }, 'patch.count'],
      [judged.id, { points: judged.maxPoints + 1 }, 'patch.points', judged.maxPoints],
      // Between two steps of 0,25.
      [judged.id, { points: 30 }, 'patch.points', judged.maxPoints],
    ];
    for (const [criterionId, patch, path, limit] of faults) {
      const error = await refuse(criterionId, patch);
      expect(error.code).toBe('VALIDATION');
      expect(error.fields).toEqual([
        limit === undefined ? { path, code: 'VALIDATION' } : { path, code: 'VALIDATION', limit },
      ]);
    }
  });

  test('a criterion that the agency is not asked, or of another set, is refused', async () => {
    const [set] = await office.call('criteriaSets.list', {});
    const { items } = await office.call('criteriaSets.get', { id: set!.id });
    const foreign = items.find((item) => !item.appliesTo.includes('ubnd_huyen'))!;
    expect(await refuse(foreign.id, { note: 'x' })).toMatchObject({ fields: [{ path: 'criterionId' }] });
    expect(await refuse(missingId, { note: 'x' })).toMatchObject({
      fields: [{ path: 'criterionId', code: 'NOT_FOUND' }],
    });
  });

  test('two writers: the second learns of the first', async () => {
    const criterion = pick(space.criteria, { answerType: 'yes_no' });
    const { answer } = await save(criterion.id, { choice: 'yes' });
    expect(await refuse(criterion.id, { choice: 'no' })).toMatchObject({
      code: 'CONFLICT',
      detail: { rev: 1 },
    });
    const second = await save(criterion.id, { choice: 'no' }, answer.rev);
    expect(await refuse(criterion.id, { note: 'cũ' }, answer.rev)).toMatchObject({
      code: 'CONFLICT',
      detail: { rev: second.answer.rev },
    });
    const other = pick(space.criteria, { answerType: 'score' });
    expect(await refuse(other.id, { note: 'x' }, 1)).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('an emptied answer stays as a row that answers nothing; clearing takes it away; both can be undone', async () => {
    const criterion = pick(space.criteria, { answerType: 'yes_no' });
    const { answer } = await save(criterion.id, { choice: 'yes', note: 'Có' });
    const emptied = await save(criterion.id, { choice: null, note: null }, answer.rev);
    expect(emptied.answer).toMatchObject({ id: answer.id, choice: null, earned: null });
    expect(emptied.score.answered).toBe(0);
    await office.call('journal.undo', {});
    const [back] = (await office.call('visits.get', { id: space.visit.id })).answers;
    expect(back).toMatchObject({ choice: 'yes', note: 'Có', earned: criterion.maxPoints });
    const cleared = await office.call('answers.clear', { id: back!.id, rev: back!.rev });
    expect(cleared).toMatchObject({ id: answer.id, score: { answered: 0 } });
    await office.call('journal.undo', {});
    expect((await office.call('visits.get', { id: space.visit.id })).answers).toMatchObject([
      { id: answer.id },
    ]);
  });

  test('a note saved at every pause of typing is one step', async () => {
    const criterion = pick(space.criteria, { answerType: 'yes_no' });
    const meta = { editKey: 'answer-note-1' };
    let { answer } = await save(criterion.id, { choice: 'no' });
    for (const note of ['C', 'Chưa', 'Chưa có', 'Chưa có kế hoạch']) {
      ({ answer } = await save(criterion.id, { note }, answer.rev, meta));
    }
    expect(answer.note).toBe('Chưa có kế hoạch');
    await office.call('journal.undo', {});
    expect((await office.call('visits.get', { id: space.visit.id })).answers).toMatchObject([
      { choice: 'no', note: null },
    ]);
  });

  test('answers hold their criteria set in place', async () => {
    await save(pick(space.criteria, { answerType: 'yes_no' }).id, { choice: 'yes' });
    const { plan } = await office.call('plans.get', { id: round.plan.id });
    expect(
      await office.fails('plans.update', { id: plan.id, rev: plan.rev, patch: { criteriaSetId: null } }),
    ).toMatchObject({ code: 'IN_USE' });
  });

  test.each([true, false])('SQL and the rule count the same answers (scoring %s)', async (scoring) => {
    const { plan } = await office.call('plans.get', { id: round.plan.id });
    await office.call('plans.update', { id: plan.id, rev: plan.rev, patch: { scoring } });
    const patches: Readonly<Record<string, readonly Patch[]>> = {
      yes_no: [{ choice: 'no' }, { note: 'chỉ ghi chú' }, { notApplicable: true }],
      yes_partial_no: [{ choice: 'partial' }, { notApplicable: false }],
      percentage: [
        { numerator: 1 },
        { denominator: 3 },
        { denominator: 0 },
        { numerator: 0, denominator: 5 },
        { numerator: 0, denominator: 0 },
      ],
      count: [{ count: 0 }, { note: 'không rõ' }],
      score: [{ points: 0 }, { note: '  \n' }, { note: 'Nhận xét bằng lời' }, {}],
    };
    const used = new Map<string, number>();
    let expected = 0;
    for (const criterion of space.criteria) {
      const turn = used.get(criterion.answerType) ?? 0;
      const choices = patches[criterion.answerType]!;
      const patch = choices[turn % choices.length]!;
      used.set(criterion.answerType, turn + 1);
      const fits = patch.notApplicable !== true || criterion.naAllowed;
      if (!fits) continue;
      const { answer } = await save(criterion.id, patch);
      if (isAnswered(criterion, answer, scoring)) expected += 1;
    }
    expect([...used.values()].every((turns) => turns >= 1)).toBe(true);
    expect(expected).toBeGreaterThan(20);
    const { visit, scores } = await office.call('visits.get', { id: space.visit.id });
    expect(visit.progress.answered).toBe(expected);
    expect(scores.reduce((sum, score) => sum + score.answered, 0)).toBe(expected);
    expect(scores.reduce((sum, score) => sum + score.applicable, 0)).toBe(visit.progress.applicable);
    const detail = await office.call('plans.get', { id: round.plan.id });
    expect(detail.progress.answered).toBe(expected);
  });
});

describe('findings', () => {
  const base = () => ({
    planId: round.plan.id,
    domainId: space.domains[0]!.id,
    kind: 'limitation' as const,
    text: 'Chưa đánh giá được kết quả thực hiện kế hoạch',
  });

  test('each scope has its own shape', async () => {
    const faults: readonly (readonly [Partial<Input<'findings.create'>>, string])[] = [
      [{ scope: 'named' }, 'agencyIds'],
      [{ scope: 'named', agencyIds: [missingId] }, 'agencyIds.0'],
      [{ scope: 'named', agencyIds: [round.district.id], scopeKinds: ['so_nganh'] }, 'scopeKinds'],
      [{ scope: 'kinds' }, 'scopeKinds'],
      [{ scope: 'kinds', scopeKinds: ['so_nganh'], agencyIds: [round.district.id] }, 'agencyIds'],
      [{ scope: 'unnamed', agencyIds: [round.district.id] }, 'agencyIds'],
      [{ scope: 'round', scopeKinds: ['so_nganh'] }, 'scopeKinds'],
    ];
    for (const [fields, path] of faults) {
      const error = await office.fails('findings.create', { ...base(), scope: 'round', ...fields });
      expect(
        error.fields?.map((field) => field.path),
        JSON.stringify(fields),
      ).toEqual([path]);
    }
    expect(
      await office.fails('findings.create', { ...base(), scope: 'round', domainId: missingId }),
    ).toMatchObject({
      fields: [{ path: 'domainId', code: 'NOT_FOUND' }],
    });
    expect(
      await office.fails('findings.create', { ...base(), scope: 'round', visitId: missingId }),
    ).toMatchObject({
      fields: [{ path: 'visitId', code: 'NOT_FOUND' }],
    });
  });

  test('made from a criterion it keeps the link and is the visited agency’s', async () => {
    const criterion = pick(space.criteria, { answerType: 'percentage' });
    const finding = await office.call('findings.create', {
      ...base(),
      domainId: criterion.domainId,
      visitId: space.visit.id,
      criterionId: criterion.id,
      scope: 'named',
      numerator: 7,
      denominator: 9,
      unit: 'thủ tục',
    });
    expect(finding).toMatchObject({
      criterionCode: criterion.code,
      agencyIds: [round.district.id],
      numerator: 7,
      denominator: 9,
      ordinal: 1,
    });
    const { findings } = await office.call('visits.get', { id: space.visit.id });
    expect(findings).toEqual([finding]);
  });

  test('a change of scope drops what only the old scope had; agencies are compared, not written anew', async () => {
    const named = await office.call('findings.create', {
      ...base(),
      scope: 'named',
      agencyIds: [round.district.id, round.department.id],
    });
    const rows = () =>
      office.context.connection.prepare('SELECT agency_id, rev FROM finding_agency ORDER BY agency_id').all();
    const before = rows();
    const one = await office.call('findings.update', {
      id: named.id,
      rev: named.rev,
      patch: { agencyIds: [round.department.id], text: 'Chưa đủ' },
    });
    expect(one.agencyIds).toEqual([round.department.id]);
    expect(before).toEqual(expect.arrayContaining(rows()));
    const kinds = await office.call('findings.update', {
      id: named.id,
      rev: one.rev,
      patch: { scope: 'kinds', scopeKinds: ['so_nganh'] },
    });
    expect(kinds).toMatchObject({ scope: 'kinds', scopeKinds: ['so_nganh'], agencyIds: [] });
    expect(rows()).toEqual([]);
    const unnamed = await office.call('findings.update', {
      id: named.id,
      rev: kinds.rev,
      patch: { scope: 'unnamed' },
    });
    expect(unnamed).toMatchObject({ scope: 'unnamed', scopeKinds: [] });
    expect(
      await office.fails('findings.update', { id: named.id, rev: unnamed.rev, patch: { scope: 'named' } }),
    ).toMatchObject({ fields: [{ path: 'patch.agencyIds', code: 'MISSING_KEY' }] });
    for (const _ of [1, 2, 3]) await office.call('journal.undo', {});
    expect(await office.call('findings.get', { id: named.id })).toMatchObject({
      scope: 'named',
      agencyIds: expect.arrayContaining([round.district.id, round.department.id]),
      text: named.text,
    });
  });

  test('deleting one frees its recommendations, and undo ties them again', async () => {
    const finding = await office.call('findings.create', { ...base(), scope: 'round' });
    const recommendation = await office.call('recommendations.create', {
      planId: round.plan.id,
      findingId: finding.id,
      agencyId: null,
      domainId: null,
      text: 'Đánh giá kết quả',
      dueOn: null,
      dueNote: null,
    });
    const rev = finding.rev;
    await office.call('findings.delete', { id: finding.id, rev });
    const [row] = await office.call('recommendations.list', { planId: round.plan.id });
    expect(row).toMatchObject({ id: recommendation.id, findingId: null });
    await office.call('journal.undo', {});
    const [tied] = await office.call('recommendations.list', { planId: round.plan.id });
    expect(tied).toMatchObject({ findingId: finding.id });
    expect(await office.fails('findings.delete', { id: missingId, rev: 1 })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('recommendations', () => {
  const create = (fields: Partial<Input<'recommendations.create'>>) =>
    office.call('recommendations.create', {
      planId: round.plan.id,
      findingId: null,
      agencyId: null,
      domainId: null,
      text: 'Khắc phục',
      dueOn: null,
      dueNote: null,
      ...fields,
    });

  test('overdue is what the rule says, in the list and in the plan', async () => {
    const statuses = [
      'open',
      'in_progress',
      'reported',
      'returned',
      'verified',
      'no_longer_applicable',
      'transferred',
    ] as const;
    for (const dueOn of ['2019-10-31', '2019-11-01', null]) {
      for (const status of statuses) {
        const { id } = await create({ dueOn, agencyId: round.district.id, text: `${dueOn} ${status}` });
        if (status !== 'transferred') await bringTo(office, id, status);
        else {
          office.context.connection
            .prepare('UPDATE recommendation SET status = ? WHERE id = ?')
            .run(status, id);
        }
      }
    }
    const today = '2019-11-01';
    const all = await office.call('recommendations.list', { planId: round.plan.id });
    expect(all).toHaveLength(21);
    const expected = all.filter((one) => isOverdue(one.dueOn, one.status, today)).map((one) => one.text);
    expect(expected).toHaveLength(3);
    const listed = await office.call('recommendations.list', { overdueOn: today });
    expect(listed.map((one) => one.text)).toEqual(expected);
    expect(listed[0]).toMatchObject({ agencyName: 'UBND huyện Nam Sách', planTitle: round.plan.title });
    expect((await office.call('plans.get', { id: round.plan.id })).counts).toMatchObject({
      overdue: 3,
      recommendations: 21,
    });
  });

  test('go to visited agencies and findings of the same round', async () => {
    const other = await office.call('plans.create', { title: 'Đợt khác' });
    const finding = await office.call('findings.create', {
      planId: other.id,
      domainId: space.domains[0]!.id,
      kind: 'strength',
      scope: 'round',
      text: 'Tốt',
    });
    const fields = { planId: round.plan.id, domainId: null, text: 'x', dueOn: null, dueNote: null };
    expect(
      await office.fails('recommendations.create', { ...fields, findingId: finding.id, agencyId: null }),
    ).toMatchObject({ fields: [{ path: 'findingId', code: 'NOT_FOUND' }] });
    expect(
      await office.fails('recommendations.create', { ...fields, findingId: null, agencyId: missingId }),
    ).toMatchObject({ fields: [{ path: 'agencyId', code: 'NOT_FOUND' }] });
    const made = await create({ dueNote: 'sau 15 ngày kể từ ngày ban hành Thông báo' });
    const changed = await office.call('recommendations.update', {
      id: made.id,
      rev: made.rev,
      patch: { agencyId: round.department.id },
    });
    expect(await office.call('recommendations.list', { agencyId: round.department.id })).toMatchObject([
      { id: made.id, agencyName: 'Sở Y tế', status: 'open' },
    ]);
    expect(await office.call('recommendations.delete', { id: made.id, rev: changed.rev })).toEqual({
      id: made.id,
    });
  });
});
