// What stands beside the answers of a visit, and many answers in one step.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Input, Output } from '../../../core/contract/index.ts';
import { unansweredChoices } from '../../../core/rules/checklist-view.ts';
import { writeAnswer } from '../../../main/services/answers-write.ts';
import {
  makeRound,
  missingId,
  noVersion,
  type Office,
  pick,
  removeOffice,
  rowsOf,
  setUpOffice,
} from './fixture.ts';
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

type Item = Input<'answers.saveMany'>['items'][number];
const saveMany = (items: Item[], visitId = space.visit.id) =>
  office.call('answers.saveMany', { visitId, items });
const byCode = (code: string) => {
  const criterion = space.criteria.find((one) => one.code === code);
  if (criterion === undefined) throw new Error(code);
  return criterion;
};
const answersNow = async () => (await office.call('visits.get', { id: space.visit.id })).answers;

describe('many answers in one step', () => {
  test('"đạt" for what is left of a domain: choices alone, one undo', async () => {
    const [domain] = space.domains;
    const kept = pick(space.criteria, { domainId: domain!.id, answerType: 'yes_no' });
    await office.call('answers.save', {
      visitId: space.visit.id,
      criterionId: kept.id,
      rev: null,
      patch: { choice: 'no', note: 'Chưa có kế hoạch' },
    });
    const before = rowsOf(office.context, true);
    const answered = new Map((await answersNow()).map((one) => [one.criterionId, one]));
    const targets = unansweredChoices(
      space.criteria.filter((one) => one.domainId === domain!.id),
      (id) => answered.get(id),
    );
    const reply = await saveMany(
      targets.map(({ id }) => ({ criterionId: id, rev: null, patch: { choice: 'yes' } })),
    );
    expect(reply.answers).toHaveLength(targets.length);
    expect(reply.answers.every((one) => one.choice === 'yes' && one.earned !== null)).toBe(true);
    const after = await office.call('visits.get', { id: space.visit.id });
    expect(reply.scores).toEqual(after.scores.filter((one) => one.domainId === domain!.id));
    expect(after.answers.find((one) => one.criterionId === kept.id)?.choice).toBe('no');
    const inDomain = new Set(
      space.criteria
        .filter((one) => one.domainId === domain!.id && !one.answerType.startsWith('yes'))
        .map(({ id }) => id),
    );
    expect(after.answers.some((one) => inDomain.has(one.criterionId))).toBe(false);
    await office.call('journal.undo', {});
    expect(rowsOf(office.context, true)).toEqual(before);
  });

  test('scores of every domain that was touched, and of no other', async () => {
    const [first, second] = space.domains.map((domain) => pick(space.criteria, { domainId: domain.id }));
    const reply = await saveMany(
      [first!, second!].map(({ id }) => ({ criterionId: id, rev: null, patch: { note: 'Đã xem' } })),
    );
    expect(new Set(reply.scores.map((one) => one.domainId))).toEqual(
      new Set([first!.domainId, second!.domainId]),
    );
  });

  test('one fault and nothing is written; it names the row and the field', async () => {
    const yes = byCode('1.1.1');
    const share = byCode('3.2.2');
    const one = (criterionId: string, patch: Item['patch'], rev: number | null = null) => ({
      criterionId,
      rev,
      patch,
    });
    const refuse = (items: Item[]) => office.fails('answers.saveMany', { visitId: space.visit.id, items });
    expect(
      await refuse([one(yes.id, { choice: 'yes' }), one(share.id, { numerator: 113, denominator: 112 })]),
    ).toMatchObject({ fields: [{ path: 'items.1.patch.numerator', code: 'VALIDATION', limit: 112 }] });
    expect(await refuse([one(share.id, { choice: 'yes' })])).toMatchObject({
      fields: [{ path: 'items.0.patch.choice' }],
    });
    expect(await refuse([one(missingId, { note: 'x' })])).toMatchObject({
      fields: [{ path: 'items.0.criterionId', code: 'NOT_FOUND' }],
    });
    expect(await refuse([one(yes.id, { note: 'x' }), one(yes.id, { note: 'y' })])).toMatchObject({
      fields: [{ path: 'items.1.criterionId', code: 'DUPLICATE' }],
    });
    await saveMany([one(yes.id, { choice: 'yes' })]);
    expect(await refuse([one(share.id, { numerator: 1 }), one(yes.id, { choice: 'no' })])).toMatchObject({
      code: 'CONFLICT',
      detail: { criterionId: yes.id },
    });
    expect(await refuse([one(share.id, { numerator: 1 }, 3)])).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('figures that were taken over', () => {
  const source = { source: 'II.06a', id: null, label: 'II.06a · 15/12/2021–14/3/2022' } as const;
  const take = (criterionId: string, patch: Item['patch']) =>
    office.context.journal.run(
      {
        method: 'answers.save',
        actorId: office.context.session.personId(),
        officeId: office.context.session.officeId(),
      },
      (write) =>
        writeAnswer(write, office.context.stores, office.context.ids, {
          visitId: space.visit.id,
          criterionId,
          patch,
          derived: source,
        }),
    );
  const save = async (criterionId: string, patch: Item['patch']) => {
    const present = (await answersNow()).find((one) => one.criterionId === criterionId);
    return (
      await office.call('answers.save', {
        visitId: space.visit.id,
        criterionId,
        rev: present?.rev ?? null,
        patch,
      })
    ).answer;
  };

  test('keep their mark while only words are added, and lose it with the first figure a person changes', async () => {
    const share = byCode('3.4.1');
    take(share.id, { numerator: 90, denominator: 100 });
    expect((await answersNow())[0]).toMatchObject({ numerator: 90, derived: source });
    expect((await save(share.id, { note: 'Theo phần mềm', documentsSeen: 'Biểu II.06a' })).derived).toEqual(
      source,
    );
    expect((await save(share.id, { numerator: 90 })).derived).toEqual(source);
    const changed = await save(share.id, { numerator: 91 });
    expect(changed).toMatchObject({ numerator: 91, derived: null, documentsSeen: 'Biểu II.06a' });
    await office.call('journal.undo', {});
    expect((await answersNow())[0]).toMatchObject({ numerator: 90, derived: source });
    take(share.id, { numerator: 95, denominator: 100 });
    expect((await answersNow())[0]).toMatchObject({ numerator: 95, derived: source });
    await save(share.id, { notApplicable: false });
    expect((await answersNow())[0]).toMatchObject({ derived: source });
  });

  test('documents seen are kept one a line, without any file', async () => {
    const answer = await save(byCode('1.1.1').id, {
      documentsSeen: 'KH 12/KH-UBND 15/01/2019\nQĐ 34/QĐ-UBND',
    });
    expect(answer).toMatchObject({ documentsSeen: 'KH 12/KH-UBND 15/01/2019\nQĐ 34/QĐ-UBND', choice: null });
    expect((await office.call('visits.get', { id: space.visit.id })).visit.progress.answered).toBe(0);
  });
});

test('what is answered with less than everything waits for a word', async () => {
  const one = byCode('1.1.1');
  const unexplained = async () =>
    (await office.call('visits.get', { id: space.visit.id })).scores.reduce(
      (sum, score) => sum + score.unexplained,
      0,
    );
  const {
    answers: [made],
  } = await saveMany([{ criterionId: one.id, rev: null, patch: { choice: 'partial' } }]);
  expect(await unexplained()).toBe(1);
  const noted = await office.call('answers.save', {
    visitId: space.visit.id,
    criterionId: one.id,
    rev: made!.rev,
    patch: { note: 'Chậm 12 ngày' },
  });
  expect(noted.score.unexplained).toBe(0);
  expect(await unexplained()).toBe(0);
});

describe('beside the answers', () => {
  const beside = (visitId = space.visit.id) => office.call('desk.beside', { visitId });
  async function laterRound(agencyId: string, year = 2020) {
    const plan = await office.call('plans.create', {
      title: `Kiểm tra công tác cải cách hành chính năm ${year}`,
      year,
      issuerId: round.plan.issuerId!,
      startsOn: `${year}-09-07`,
      scoring: true,
    });
    const visit = await office.call('visits.create', {
      planId: plan.id,
      agencyId,
      startsOn: `${year}-09-08`,
    });
    return { plan, visit };
  }
  const answer = (visitId: string, criterionId: string, patch: Item['patch']) =>
    office.call('answers.save', { visitId, criterionId, rev: null, patch });

  test('the newest earlier answer and what is still owed, never of a later or the same round', async () => {
    const criterion = byCode('3.2.2');
    await answer(space.visit.id, criterion.id, { numerator: 100, denominator: 112 });
    await answer(round.departmentVisit.id, criterion.id, { numerator: 1, denominator: 2 });
    const finding = await office.call('findings.create', {
      planId: round.plan.id,
      visitId: space.visit.id,
      domainId: criterion.domainId,
      criterionId: criterion.id,
      kind: 'limitation',
      scope: 'named',
      agencyIds: [round.district.id],
      text: 'Niêm yết chưa đủ',
    });
    const recommend = (fields: Partial<Input<'recommendations.create'>>) =>
      office.call('recommendations.create', {
        planId: round.plan.id,
        findingId: null,
        agencyId: null,
        domainId: null,
        text: 'Rà soát',
        dueOn: null,
        dueNote: null,
        ...fields,
      });
    await recommend({
      findingId: finding.id,
      agencyId: round.district.id,
      text: 'Niêm yết đủ',
      dueOn: '2019-12-31',
    });
    await recommend({ text: 'Mọi đơn vị tự kiểm tra' });
    await recommend({ agencyId: round.department.id, text: 'Của đơn vị khác' });
    expect(await beside()).toMatchObject({ previous: [], openRecommendations: [] });

    const later = await laterRound(round.district.id);
    expect(await beside(later.visit.id)).toMatchObject({
      previous: [
        {
          criterionId: criterion.id,
          visitId: space.visit.id,
          year: 2019,
          agencyName: null,
          answer: { numerator: 100, denominator: 112 },
        },
      ],
      openRecommendations: [
        {
          text: 'Niêm yết đủ',
          dueOn: '2019-12-31',
          year: 2019,
          criterionId: criterion.id,
          status: 'open',
          domainKey: space.domains.find((one) => one.id === criterion.domainId)?.key,
        },
        { text: 'Mọi đơn vị tự kiểm tra', criterionId: null },
      ],
    });
    // The newest round that answered wins; the earlier visit still sees nothing of it.
    await answer(later.visit.id, criterion.id, { numerator: 110, denominator: 112 });
    const last = await laterRound(round.district.id, 2021);
    const { previous } = await beside(last.visit.id);
    expect(previous).toMatchObject([{ year: 2020, answer: { numerator: 110 } }]);
    expect((await beside()).previous).toEqual([]);
    // Closed recommendations are done with.
    const [owed] = await office.call('recommendations.list', { agencyId: round.district.id });
    await bringTo(office, owed!.id, 'verified');
    expect((await beside(last.visit.id)).openRecommendations.map(({ text }) => text)).toEqual([
      'Mọi đơn vị tự kiểm tra',
    ]);
  });

  test('through succession, and through a new version of the set', async () => {
    const criterion = byCode('1.1.1');
    const reworded = byCode('1.1.4');
    await answer(space.visit.id, criterion.id, { choice: 'partial', note: 'Ban hành chậm' });
    await answer(space.visit.id, reworded.id, { choice: 'no' });
    const heir = await office.call('agencies.create', {
      kind: 'ubnd_xa',
      version: { ...noVersion, name: 'UBND xã Nam Sách', validFrom: '2025-07-01' },
    });
    await office.call('successions.create', {
      relation: 'split',
      effectiveOn: '2025-07-01',
      predecessorIds: [round.district.id],
      successorIds: [heir.id],
      legalText: 'Nghị quyết số 1669/NQ-UBTVQH15',
    });
    const set = await office.call('criteriaSets.newVersion', { id: space.plan.criteriaSetId! });
    const { items } = await office.call('criteriaSets.get', { id: set.id });
    const copy = items.find((one) => one.code === '1.1.4')!;
    await office.call('criteria.update', {
      id: copy.id,
      rev: copy.rev,
      patch: { text: 'Đánh giá kết quả thực hiện kế hoạch CCHC, nêu rõ nguyên nhân' },
    });
    await office.call('criteriaSets.setStatus', { id: set.id, rev: set.rev, status: 'in_force' });
    const { plan, visit } = await laterRound(heir.id, 2026);
    const fresh = await office.call('plans.get', { id: plan.id });
    if (fresh.plan.criteriaSetId !== set.id) {
      await office.call('plans.update', {
        id: plan.id,
        rev: fresh.plan.rev,
        patch: { criteriaSetId: set.id },
      });
    }
    const same = items.find((one) => one.code === '1.1.1')!;
    expect(same.id).not.toBe(criterion.id);
    const { previous } = await beside(visit.id);
    const shown = previous.map((one) => [
      one.criterionId,
      one.agencyName,
      one.answer.choice,
      one.answer.note,
    ]);
    expect(shown.toSorted()).toEqual(
      [
        [same.id, 'UBND huyện Nam Sách', 'partial', 'Ban hành chậm'],
        [copy.id, 'UBND huyện Nam Sách', 'no', null],
      ].toSorted(),
    );
  });

  test('who owns what, and whether the person at this PC is one of them', async () => {
    const me = office.context.session.personId();
    const member = (fields: Partial<Input<'members.create'>>) =>
      office.call('members.create', {
        teamId: round.team.id,
        fullName: null,
        partyTitle: null,
        position: null,
        body: null,
        rankText: null,
        role: 'team_member',
        isStanding: false,
        personId: null,
        domainIds: [],
        agencyId: null,
        nominationId: null,
        ...fields,
      });
    const [first, second] = space.domains;
    await member({ fullName: 'Đoàn Văn Cát', personId: me, domainIds: [first!.id, second!.id] });
    await member({ rankText: 'Lãnh đạo cấp phòng', body: 'Sở Tư pháp', role: 'team_deputy' });
    const { members } = await beside();
    expect(members).toMatchObject([
      { name: 'Đoàn Văn Cát', domainIds: [first!.id, second!.id], me: true },
      { name: 'Lãnh đạo cấp phòng, Sở Tư pháp', role: 'team_deputy', domainIds: [], me: false },
    ]);
  });

  test('reads by a fixed number of statements, however many rounds there were', async () => {
    const { connection } = office.context;
    const count = async (visitId: string) => {
      let calls = 0;
      const prepared = Object.getPrototypeOf(connection.prepare('SELECT 1')) as Record<
        string,
        (...args: unknown[]) => unknown
      >;
      const { all, get } = prepared;
      prepared['all'] = function (...args) {
        calls += 1;
        return all!.apply(this, args);
      };
      prepared['get'] = function (...args) {
        calls += 1;
        return get!.apply(this, args);
      };
      try {
        await beside(visitId);
      } finally {
        prepared['all'] = all!;
        prepared['get'] = get!;
      }
      return calls;
    };
    await answer(space.visit.id, byCode('1.1.1').id, { choice: 'yes' });
    const second = await laterRound(round.district.id, 2020);
    const one = await count(second.visit.id);
    for (const criterion of space.criteria.slice(0, 30))
      await answer(second.visit.id, criterion.id, { note: 'x' });
    for (const year of [2021, 2022, 2023]) await laterRound(round.district.id, year);
    const last = await laterRound(round.district.id, 2024);
    expect(await count(last.visit.id)).toBe(one);
  });

  test('NOT_FOUND where there is no visit', async () => {
    expect((await office.fails('desk.beside', { visitId: missingId })).code).toBe('NOT_FOUND');
  });
});
