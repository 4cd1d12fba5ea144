// Coverage, the copy's criteria set, nominations, tasks' figures, what is not right with a team.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agencyKinds } from '../../../core/contract/common.ts';
import type { Team, TeamMember } from '../../../core/contract/teams.ts';
import { coverageOf, reachesTarget } from '../../../core/rules/coverage.ts';
import { nominationState } from '../../../core/rules/nomination-state.ts';
import { newestInForce } from '../../../core/rules/plan-copy.ts';
import { endsInName, isSameName } from '../../../core/rules/same-name.ts';
import { type CountedTask, isTaskOverdue, taskFigures } from '../../../core/rules/task-figures.ts';
import { type TeamCheckFacts, teamWarnings } from '../../../core/rules/team-check.ts';
import { chance } from '../../long.ts';

describe('coverage', () => {
  const agency = (id: string, kind: (typeof agencyKinds)[number], unnamed = false) => ({ id, kind, unnamed });
  const base = { target: null, teamsComplete: true, on: '2026-01-01' };
  test('kind by kind out of all in force, each agency once', () => {
    const inForce = [...'abcde'].map((id) => agency(id, 'ubnd_xa'));
    const inspected = [agency('a', 'ubnd_xa'), agency('a', 'ubnd_xa'), agency('s', 'so_nganh')];
    expect(coverageOf({ ...base, inspected, inForce })).toMatchObject({
      kinds: [
        { kind: 'so_nganh', inspected: 1, total: 1, unknown: null },
        { kind: 'ubnd_xa', inspected: 1, total: 5, unknown: null },
      ],
      inspected: 2,
      total: 6,
      unknown: null,
    });
  });
  test('never more than all, never a share that cannot be told', () => {
    const anyAgency = fc.record({
      id: fc.constantFrom(...'abcdefgh'),
      kind: fc.constantFrom(...agencyKinds),
      unnamed: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(anyAgency),
        fc.array(anyAgency),
        fc.boolean(),
        fc.nat(100),
        (inspected, inForce, teamsComplete, target) => {
          const found = coverageOf({ target, teamsComplete, inspected, inForce, on: '2026-01-01' });
          expect(found.inspected).toBeLessThanOrEqual(found.total);
          for (const line of found.kinds) expect(line.inspected).toBeLessThanOrEqual(line.total);
          expect(found.unknown === null).toBe(
            inspected.length > 0 && teamsComplete && inspected.every(({ unnamed }) => !unnamed),
          );
          if (found.unknown !== null) expect(reachesTarget(found)).toBeNull();
        },
      ),
      chance(316, 100, 5000),
    );
  });
  test('the target is reached at the very share', () => {
    const inForce = [...'abcdefghij'].map((id) => agency(id, 'ubnd_xa'));
    const of = (ids: string, target: number) =>
      reachesTarget(
        coverageOf({ ...base, target, inspected: [...ids].map((id) => agency(id, 'ubnd_xa')), inForce }),
      );
    expect([of('ab', 20), of('a', 20), of('abc', 30)]).toEqual([true, false, true]);
  });
});

describe('the criteria set of a copy', () => {
  const set = (id: string, fields: object) => ({
    id,
    version: 1,
    status: 'in_force' as 'draft' | 'in_force' | 'retired',
    copiedFromId: null as string | null,
    domainSet: 'nq76_6+1',
    name: 'Bộ tiêu chí năm 2025',
    year: 2025,
    ...fields,
  });
  test('is the newest version in force of its own line', () => {
    const sets = [
      set('v1', { status: 'retired' }),
      set('v2', { version: 2, copiedFromId: 'v1' }),
      set('v3', { version: 3, copiedFromId: 'v2', status: 'draft' }),
      set('other', { version: 9, name: 'Bộ tiêu chí cấp xã' }),
    ];
    expect(newestInForce('v1', sets)).toBe('v2');
    expect(newestInForce('v3', sets)).toBe('v2');
    expect(
      newestInForce('v2', [
        ...sets,
        set('y26', { year: 2026, name: 'Bộ tiêu chí năm 2026', copiedFromId: 'v2' }),
      ]),
    ).toBe('y26');
    expect(newestInForce('other', sets)).toBe('other');
  });
  test('is none where the line has ended or is not known', () => {
    expect(newestInForce('v1', [set('v1', { status: 'retired' })])).toBeNull();
    expect(newestInForce('x', [])).toBeNull();
  });
});

test.each([
  [{}, 'to_ask'],
  [{ letterNumber: '12/SNV' }, 'asked'],
  [{ letterOn: '2026-03-01', dueOn: '2026-03-10' }, 'asked'],
  [{ letterOn: '2026-03-01', dueOn: '2026-03-09' }, 'late'],
  [{ dueOn: '2026-03-01' }, 'to_ask'],
  [{ letterOn: '2026-03-01', dueOn: '2026-03-09', arrivedOn: '2026-03-10' }, 'replied'],
  [{ replyOn: '2026-03-05', members: 1 }, 'replied'],
  [{ members: 1 }, 'replied'],
  [{ members: 2 }, 'seated'],
  [{ declined: true, members: 2 }, 'declined'],
] as const)('a nomination with %o is %s', (given, expected) => {
  const nothing = {
    seats: 2,
    letterNumber: null,
    letterOn: null,
    dueOn: null,
    replyNumber: null,
    replyOn: null,
    arrivedOn: null,
    declined: false,
    members: 0,
  };
  expect(nominationState({ ...nothing, ...given }, '2026-03-10')).toBe(expected);
});

describe('figures of tasks', () => {
  const task = (fields: Partial<CountedTask>): CountedTask => ({
    state: 'not_started',
    dueOn: null,
    doneOn: null,
    evaluation: null,
    ...fields,
  });
  test('on a day', () => {
    const tasks = [
      task({ state: 'done', dueOn: '2026-03-31', doneOn: '2026-03-31', evaluation: 'Đạt' }),
      task({ state: 'done', dueOn: '2026-03-31', doneOn: '2026-04-01', evaluation: ' ' }),
      task({ state: 'done', dueOn: '2026-12-31', doneOn: '2026-04-01' }),
      task({ state: 'done', dueOn: '2026-03-31' }),
      task({ dueOn: '2026-06-30' }),
      task({ dueOn: '2026-06-29', state: 'in_progress' }),
      task({ dueOn: '2026-01-01', state: 'dropped' }),
      task({}),
    ];
    expect(taskFigures(tasks, '2026-06-30')).toEqual({
      total: 7,
      due: 5,
      doneOnTime: 1,
      doneLate: 1,
      overdue: 1,
      done: 4,
      evaluated: 1,
    });
  });
  test('parts never exceed their whole, dropped tasks count nowhere, the order does not matter', () => {
    const day = fc
      .integer({ min: 0, max: 364 })
      .map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));
    const anyTask = fc.record({
      state: fc.constantFrom(
        'not_started' as const,
        'in_progress' as const,
        'done' as const,
        'dropped' as const,
      ),
      dueOn: fc.option(day),
      doneOn: fc.option(day),
      evaluation: fc.option(fc.constantFrom('', 'Đạt')),
    });
    fc.assert(
      fc.property(fc.array(anyTask), day, (tasks, on) => {
        const found = taskFigures(tasks, on);
        expect(found.doneOnTime + found.doneLate + found.overdue).toBeLessThanOrEqual(found.due);
        expect(found.due).toBeLessThanOrEqual(found.total);
        expect(found.done + found.overdue).toBeLessThanOrEqual(found.total);
        expect(found.evaluated).toBeLessThanOrEqual(found.done);
        expect(taskFigures(tasks.toReversed(), on)).toEqual(found);
        expect(
          taskFigures(
            tasks.filter(({ state }) => state !== 'dropped'),
            on,
          ),
        ).toEqual(found);
        expect(tasks.filter((one) => isTaskOverdue(one, on))).toHaveLength(found.overdue);
      }),
      chance(317, 100, 5000),
    );
  });
});

test('one name: case, spaces, tone and the abbreviation do not tell bodies apart, marks do', () => {
  expect(isSameName('UBND  xã Hoà Long', 'Ủy ban nhân dân xã Hòa Long')).toBe(true);
  expect(isSameName('Uỷ ban nhân dân xã Hòa Long'.normalize('NFD'), 'ubnd xã hòa long')).toBe(true);
  expect(isSameName('Xã Cẩm Giang', 'Xã Cẩm Giàng')).toBe(false);
  expect(isSameName('', ' ')).toBe(false);
  expect(endsInName('Giám đốc Sở Y tế', 'Sở Y tế')).toBe(true);
  expect(endsInName('Giám đốc Sở Y tế dự phòng', 'Sở Y tế')).toBe(false);
});

describe('a team', () => {
  const member = (id: string, fields: Partial<TeamMember> = {}): TeamMember => ({
    id,
    rev: 1,
    provenance: null,
    teamId: 't',
    ordinal: 1,
    fullName: id,
    partyTitle: null,
    position: null,
    body: null,
    rankText: null,
    role: 'team_member',
    isStanding: false,
    personId: null,
    domainIds: ['d1'],
    agencyId: null,
    nominationId: null,
    ...fields,
  });
  const team = (id: string, members: readonly TeamMember[]): Team => ({
    id,
    rev: 1,
    provenance: null,
    planId: 'p',
    ordinal: 1,
    form: 'doan',
    name: `Đoàn ${id}`,
    decisionNumber: null,
    decisionSymbol: null,
    decisionDate: null,
    decisionSubject: null,
    decisionIssuerId: null,
    note: null,
    members: [...members],
  });
  const whole = [
    member('lead', { role: 'team_lead', domainIds: [] }),
    member('secretary', { role: 'team_secretary', domainIds: [] }),
    member('one'),
  ];
  const facts = (fields: Partial<TeamCheckFacts>): TeamCheckFacts => ({
    teams: [team('t', whole)],
    domains: [{ id: 'd1', name: 'Một' }],
    visits: [],
    officeNames: ['Sở Nội vụ'],
    ...fields,
  });
  const visit = { id: 'v', teamId: 't', agencyId: 'a', agencyName: 'Sở Y tế', names: ['Sở Y tế'] };
  const codes = (fields: Partial<TeamCheckFacts>) => teamWarnings(facts(fields)).map(({ code }) => code);

  test('that is whole raises nothing', () => expect(codes({})).toEqual([]));
  test('is missing', () => expect(codes({ teams: [] })).toEqual(['NO_TEAM']));
  test('without anybody wants its heads first', () => {
    expect(codes({ teams: [team('t', [])] })).toEqual(['NO_LEAD', 'NO_SECRETARY']);
  });
  test('leaves a domain or a member without the other', () => {
    const domains = [
      { id: 'd1', name: 'Một' },
      { id: 'd2', name: 'Hai' },
    ];
    const idle = member('idle', { domainIds: [] });
    expect(teamWarnings(facts({ domains, teams: [team('t', [...whole, idle])] }))).toMatchObject([
      { code: 'DOMAIN_UNCOVERED', domainId: 'd2', params: { domain: 'Hai' } },
      { code: 'MEMBER_WITHOUT_DOMAIN', memberId: 'idle', params: { member: 'idle' } },
    ]);
  });
  test.each([
    [{ agencyId: 'a' }, true],
    [{ agencyId: 'b', body: 'Sở Y tế' }, false],
    [{ body: 'sở y tế' }, true],
    [{ position: 'Phó Giám đốc Sở Y tế' }, true],
    [{ body: 'Sở Y tê' }, false],
  ] as const)('member %o of the inspected agency: %s', (fields, expected) => {
    const teams = [team('t', [...whole, member('x', fields)])];
    const warnings = teamWarnings(facts({ teams, visits: [visit] }));
    expect(warnings.map(({ code }) => code)).toEqual(expected ? ['MEMBER_OF_INSPECTED_AGENCY'] : []);
    if (expected)
      expect(warnings[0]).toMatchObject({ memberId: 'x', visitId: 'v', params: { agency: 'Sở Y tế' } });
  });
  test('another team’s visit is no matter; a round with one team has them all', () => {
    const members = [...whole, member('x', { agencyId: 'a' })];
    const open = { ...visit, teamId: null };
    expect(codes({ teams: [team('t', members)], visits: [open] })).toEqual(['MEMBER_OF_INSPECTED_AGENCY']);
    const other = team(
      'u',
      whole.map((one) => ({ ...one, id: `u-${one.id}`, fullName: `u-${one.id}` })),
    );
    expect(codes({ teams: [team('t', members), other], visits: [{ ...visit, teamId: 'u' }, open] })).toEqual(
      [],
    );
  });
  test('shares a person with another team', () => {
    const second = team('u', [
      member('lead2', { role: 'team_lead', personId: 'p1' }),
      member('secretary2', { role: 'team_secretary' }),
    ]);
    const first = team('t', [...whole, member('twice', { personId: 'p1' })]);
    expect(teamWarnings(facts({ teams: [first, second] }))).toMatchObject([
      { code: 'PERSON_IN_TWO_TEAMS', teamId: 'u', memberId: 'lead2', params: { other: 'Đoàn t' } },
    ]);
    // Nobody is the same person only because neither has a name.
    const nameless = (id: string) => member(id, { fullName: null, body: 'Sở Tư pháp' });
    expect(
      codes({
        teams: [team('t', [...whole, nameless('n1')]), team('u', [...second.members, nameless('n2')])],
      }),
    ).toEqual([]);
  });
  test('inspects the office itself', () => {
    expect(codes({ visits: [{ ...visit, names: ['Sở nội vụ'] }] })).toEqual(['OWN_OFFICE_INSPECTED']);
  });
});
