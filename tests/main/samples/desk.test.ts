// What lies on the made-up desk: filled screens of every part, figures that agree with the answers, one difference that is
// explained and one that the check points at. Nothing of it in the plain samples.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Output } from '../../../core/contract/index.ts';
import { type Office, openOffice, removeOffice } from '../services/fixture.ts';

let office: Office;
beforeEach(() => {
  office = openOffice();
});
afterEach(() => removeOffice(office));

const tables = [
  'self_report',
  'self_answer',
  'evidence',
  'evidence_link',
  'procedure_list',
  'procedure',
  'procedure_check',
  'procedure_posting',
  'register',
  'sample',
  'sample_item',
  'statistics_report',
  'statistics_line',
  'indicator_threshold',
  'explanation_round',
  'remark',
] as const;

function count(table: string, where = '1'): number {
  return Number(
    office.context.connection.prepare(`SELECT count(*) FROM ${table} WHERE ${where}`).pluck().get(),
  );
}
const counts = () => Object.fromEntries(tables.map((table) => [table, count(table)]));

async function load(name: 'hai-duong-2019' | 'lai-vung-2022', illustrative = true) {
  const { planId } = await office.call('system.loadSample', { name, illustrative });
  const visits = await office.call('visits.list', { planId });
  const visitOf = (place: string) => visits.find(({ agencyName }) => agencyName.endsWith(place))!;
  return { planId, visits, visitOf };
}

/** Answers that differ from what their source says, by the code of the criterion. */
async function differing(visit: Output<'visits.list'>[number]) {
  const { criteria } = await office.call('visits.get', { id: visit.id });
  const figures = await office.call('derived.list', { visitId: visit.id });
  const code = (id: string) => criteria.find((one) => one.id === id)!.code;
  return {
    all: figures.map(({ criterionId }) => code(criterionId)),
    differing: figures.filter((one) => !one.same).map(({ criterionId }) => code(criterionId)),
  };
}

test('the plain samples have nothing on the desk', async () => {
  await load('hai-duong-2019', false);
  await load('lai-vung-2022', false);
  expect(Object.values(counts()).every((rows) => rows === 0)).toBe(true);
  expect(count('register_line') + count('blob')).toBe(0);
});

describe('Hải Dương 2019', () => {
  test('every part is filled, marked as made up, and loading twice changes nothing', async () => {
    await load('hai-duong-2019');
    const first = counts();
    expect(first).toMatchObject({
      self_report: 5,
      evidence: 2,
      evidence_link: 3,
      procedure_list: 1,
      procedure: 40,
      procedure_check: 2,
      procedure_posting: 37 + 36 + 34 + 38,
      register: 1,
      sample: 1,
      statistics_report: 14,
      statistics_line: 2 * (3 * 7 + 4 * 4),
      explanation_round: 1,
      remark: 2,
    });
    expect(first['self_answer']).toBeGreaterThan(300);
    for (const table of tables) expect(count(table, "provenance IS NOT 'illustrative'"), table).toBe(0);
    const outside = { lines: count('register_line'), blobs: count('blob') };
    expect(outside).toEqual({ lines: 120, blobs: 2 });
    await load('hai-duong-2019');
    expect(counts()).toEqual(first);
    expect({ lines: count('register_line'), blobs: count('blob') }).toEqual(outside);
    expect(await office.call('evidence.check', { deep: true })).toMatchObject({ files: 2, faults: [] });
  });

  test('reports of the agencies have come in, one late, two are missing, one has time left; some answers are not the team’s', async () => {
    const { planId, visitOf } = await load('hai-duong-2019');
    const reports = await office.call('selfReports.list', { planId, today: '2019-09-16' });
    const states = reports.map(({ state }) => state).toSorted();
    expect(states).toEqual([
      'arrived',
      'arrived',
      'arrived',
      'arrived_late',
      'overdue',
      'overdue',
      'waiting',
    ]);
    const visitId = visitOf('Chí Linh').id;
    const { answers } = await office.call('selfReports.get', { visitId, today: '2019-09-16' });
    const own = (await office.call('visits.get', { id: visitId })).answers;
    const others = answers.filter((one) => {
      const team = own.find(({ criterionId }) => criterionId === one.criterionId)!;
      return team.choice !== one.choice || team.numerator !== one.numerator;
    });
    expect(others.length).toBeGreaterThan(2);
    expect(others.length).toBeLessThan(answers.length / 4);
  });

  test('postings are missing, superseded, late and in a wrong form', async () => {
    const { visitOf } = await load('hai-duong-2019');
    const { places } = await office.call('procedureChecks.get', { visitId: visitOf('Chí Linh').id });
    expect(places.find(({ place }) => place === 'board')).toMatchObject({
      published: 40,
      missing: 3,
      superseded: 1,
      late: 2,
      wrongForm: 1,
      notPublished: 0,
    });
    expect(places.find(({ place }) => place === 'website')).toMatchObject({ missing: 4, superseded: 1 });
    expect(places.find(({ place }) => place === 'national_database')).toMatchObject({ looked: false });
  });

  test('statistics add up but for one difference, which is explained', async () => {
    await load('hai-duong-2019');
    const checks = [];
    for (const { id, warnings, unexplained } of await office.call('statistics.list', {})) {
      expect(unexplained).toBe(0);
      const detail = await office.call('statistics.get', { id });
      expect(detail.checks).toHaveLength(warnings);
      checks.push(...detail.checks);
    }
    expect(checks).toHaveLength(1);
    expect(checks[0]).toMatchObject({ rule: 'carried_over', difference: -3 });
    expect(checks[0]?.explanation).toContain('minh họa');
  });

  test('answers are those of their sources but for one, and the check points at it', async () => {
    const { planId, visitOf } = await load('hai-duong-2019');
    const chiLinh = await differing(visitOf('Chí Linh'));
    expect(chiLinh.all).toEqual(
      expect.arrayContaining(['3.2.2', '3.2.3', '3.2.4', '3.2.5', '3.4.1', '3.4.5', '3.5.1', '3.5.3']),
    );
    expect(chiLinh.differing).toEqual([]);
    expect((await differing(visitOf('Cẩm Giàng'))).differing).toEqual(['3.5.3']);
    const faults = await office.call('consistency.check', { planId, today: '2019-10-05' });
    expect(faults.filter(({ code }) => code === 'FIGURE_DIFFERS').map(({ params }) => params)).toEqual([
      expect.objectContaining({ criterion: '3.5.3', visitId: visitOf('Cẩm Giàng').id }),
    ]);
  });

  test('the sample is what its seed draws; its checks are partly done', async () => {
    const { visitOf } = await load('hai-duong-2019');
    const visitId = visitOf('Chí Linh').id;
    const [register] = await office.call('registers.list', { visitId });
    const [shipped] = await office.call('samples.list', { visitId });
    expect(register).toMatchObject({ lines: 120 });
    expect(register!.overdue).toBeGreaterThan(1);
    expect(register!.rejected).toBe(3);
    expect(shipped!.checked).toBeGreaterThan(5);
    expect(shipped!.checked).toBeLessThan(shipped!.items);
    expect(shipped!.passed).toBeLessThan(shipped!.checked);
    const again = await office.call('samples.draw', {
      registerId: register!.id,
      size: shipped!.size,
      seed: shipped!.seed!,
    });
    const rowsIn = async (id: string) =>
      (await office.call('samples.get', { id })).items.map(({ rowNo, reason }) => [rowNo, reason]);
    expect(await rowsIn(again.id)).toEqual(await rowsIn(shipped!.id));
  });

  test('of two remarks one is accepted and one rejected with a reason; photos hang on what they prove', async () => {
    const { visitOf } = await load('hai-duong-2019');
    const visitId = visitOf('Chí Linh').id;
    const round = await office.call('explanations.get', { visitId, today: '2019-10-05' });
    expect(round).toMatchObject({ state: 'settled', open: 0 });
    const { findings } = await office.call('visits.get', { id: visitId });
    const [accepted, rejected] = round.remarks;
    expect(accepted).toMatchObject({ decision: 'accepted' });
    expect(findings.find(({ id }) => id === accepted?.findingId)?.text).toBe(accepted?.newText);
    expect(rejected).toMatchObject({ decision: 'rejected', newText: null });
    expect(rejected?.reason).not.toBeNull();
    const photos = await office.call('evidence.list', { visitId });
    expect(photos.map(({ present, media }) => [present, media])).toEqual([
      [true, 'image/png'],
      [true, 'image/png'],
    ]);
    const targets = photos.flatMap(({ links }) => links.map(({ target }) => Object.keys(target)[0]));
    expect(targets.toSorted()).toEqual(['criterionId', 'criterionId', 'findingId']);
  });
});

describe('how a round was arranged', () => {
  test.each(['hai-duong-2019', 'lai-vung-2022'] as const)(
    '%s: somebody for every content, nobody twice, two programmes, places, deadlines; all marked',
    async (name) => {
      const { planId, visits } = await load(name);
      const { plan, domains, teams } = await office.call('plans.get', { id: planId });
      const members = teams.flatMap((team) => team.members);
      const given = members.flatMap(({ domainIds }) => domainIds);
      expect(given.toSorted()).toEqual(domains.map(({ id }) => id).toSorted());
      expect(members.filter(({ role }) => role === 'team_lead')).toHaveLength(1);
      expect(members.filter(({ role }) => role === 'team_secretary')).toHaveLength(1);
      expect(members.every(({ fullName }) => fullName !== null)).toBe(true);
      // Nobody is made up who could be somebody: a letter stands for the name.
      const invented = members.filter(({ provenance }) => provenance === 'illustrative');
      expect(invented.length).toBeGreaterThan(5);
      for (const { fullName } of invented) expect(fullName).toMatch(/^\p{L}+ (?:Văn|Thị) \p{Lu}$/u);
      const nominations = await office.call('nominations.list', { planId });
      expect(nominations.map(({ state }) => state)).toEqual(['seated', 'seated', 'seated', 'seated']);
      expect(plan.deadlines).toMatchObject({ selfReport: { days: 3 }, remediation: { days: 30 } });
      expect(plan.reportBackDueOn).not.toBeNull();
      expect(visits.filter(({ location }) => location === null).every(({ unnamed }) => unnamed)).toBe(true);
      const items = await Promise.all(
        visits.map(async ({ id }) => (await office.call('programme.list', { visitId: id })).length),
      );
      expect(items.filter((one) => one > 0)).toHaveLength(2);
      for (const table of ['nomination', 'team_member_domain', 'programme_item']) {
        expect(count(table, "provenance IS NOT 'illustrative'"), table).toBe(0);
      }
    },
  );

  test('the plain samples ask nobody, name nobody and set no deadline', async () => {
    for (const name of ['hai-duong-2019', 'lai-vung-2022'] as const) {
      const { planId } = await load(name, false);
      expect((await office.call('plans.get', { id: planId })).plan.deadlines).toEqual({});
    }
    expect(count('nomination') + count('programme_item') + count('team_member_domain')).toBe(0);
    expect(count('team_member')).toBe(3);
    expect(count('issuer', "provenance = 'illustrative'")).toBe(0);
  });

  test('what somebody has arranged already stays alone', async () => {
    const { planId, visitOf } = await load('lai-vung-2022', false);
    const visitId = visitOf('Tân Dương').id;
    await office.call('programme.create', { visitId, content: 'Làm việc' });
    await office.call('plans.update', {
      id: planId,
      rev: (await office.call('plans.get', { id: planId })).plan.rev,
      patch: { deadlines: { notice: { days: 7, unit: 'day' } }, reportBackTo: 'UBND tỉnh' },
    });
    await load('lai-vung-2022');
    expect(await office.call('programme.list', { visitId })).toHaveLength(1);
    expect((await office.call('plans.get', { id: planId })).plan).toMatchObject({
      deadlines: { notice: { days: 7, unit: 'day' } },
      reportBackTo: 'UBND tỉnh',
    });
  });
});

describe('Lai Vung 2022', () => {
  test('each of the twelve communes is told of overdue dossiers, online levels 3 and 4, postal intake and return', async () => {
    const { visits } = await load('lai-vung-2022');
    const communes = visits.filter(({ agencyKind }) => agencyKind === 'ubnd_xa');
    expect(communes).toHaveLength(12);
    expect(counts()).toMatchObject({ statistics_report: 12, statistics_line: 60, indicator_threshold: 3 });
    for (const { id, agencyName } of communes) {
      const keys = (await office.call('proposals.list', { visitId: id })).map(({ key }) => key);
      expect(keys, agencyName).toEqual(
        expect.arrayContaining([
          'statistics:resolved_overdue',
          'statistics:pending_overdue',
          'statistics:online_levels_3_4',
          'statistics:postal_intake',
          'statistics:postal_return',
        ]),
      );
    }
    const reports = await office.call('statistics.list', {});
    expect(reports.every(({ warnings }) => warnings === 0)).toBe(true);
  });

  test('what somebody has typed of the same period before stays, and comes to no second report', async () => {
    const { visitOf } = await load('lai-vung-2022', false);
    const { agencyId } = visitOf('Tân Dương');
    const period = { periodKind: 'year', periodFrom: '2021-01-01', periodTo: '2021-12-31' } as const;
    const made = await office.call('statistics.create', { agencyId, serviceEra: 'levels', ...period });
    await load('lai-vung-2022');
    const reports = await office.call('statistics.list', { agencyId });
    expect(reports.map(({ id }) => id)).toEqual([made.report.id]);
    expect(count('statistics_line')).toBe(55);
  });
});
