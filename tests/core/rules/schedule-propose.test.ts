// The proposal: no conflict of its own making, only working days, everything placed where there is room, what a
// person has decided kept.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../core/rules/due.ts';
import { dayIndex, dayOf } from '../../../core/rules/half-days.ts';
import {
  type ProposalInput,
  type ProposalTeam,
  type ProposalVisit,
  proposeSchedule,
} from '../../../core/rules/schedule-propose.ts';
import { chance } from '../../long.ts';

const MONDAY = '2026-09-07';
const daysFrom = (first: string, count: number) =>
  Array.from({ length: count }, (_, index) => addDays(first, index));
/** Five days of each week. */
const workingDays = (count: number) => daysFrom(MONDAY, count).filter((_, index) => index % 7 < 5);

const team = (id: string, ...persons: string[]): ProposalTeam => ({
  id,
  resources: [`team:${id}`, ...persons],
  load: 0,
});
const visit = (id: string, fields: Partial<ProposalVisit> = {}): ProposalVisit => ({
  id,
  teamId: null,
  resources: [`agency:${id}`],
  place: null,
  avoid: [],
  ...fields,
});
const many = (count: number) => Array.from({ length: count }, (_, index) => visit(`v${String(index)}`));
const input = (fields: Partial<ProposalInput>): ProposalInput => ({
  days: workingDays(14),
  halfDays: 1,
  teams: [team('a')],
  visits: [],
  taken: [],
  ...fields,
});
const at = (day: string, half = 0) => dayIndex(day) * 2 + half;

describe('a proposal', () => {
  it('fills half-days in the order of the round', () => {
    const { placed, unplaced } = proposeSchedule(input({ visits: many(5) }));
    expect(unplaced).toEqual([]);
    expect(placed.map(({ visitId, from }) => [visitId, from - at(MONDAY)])).toEqual([
      ['v0', 0],
      ['v1', 1],
      ['v2', 2],
      ['v3', 3],
      ['v4', 4],
    ]);
  });

  it('goes over the weekend, never across it', () => {
    const { placed } = proposeSchedule(input({ halfDays: 3, visits: many(5) }));
    // Five days are ten half-days: three stretches of three, and the next one begins on Monday.
    expect(placed.map(({ from }) => from - at(MONDAY))).toEqual([0, 3, 6, 14, 17]);
  });

  it('begins whole days in the morning', () => {
    const taken = [{ resource: 'team:a', from: at(MONDAY), to: at(MONDAY, 1) }];
    const { placed } = proposeSchedule(input({ halfDays: 2, visits: many(2), taken }));
    expect(placed.map(({ from }) => from - at(MONDAY))).toEqual([2, 4]);
  });

  it('shares the work among the teams, what they have already counted', () => {
    const teams = [team('a'), { ...team('b'), load: 4 }, team('c')];
    const { placed } = proposeSchedule(input({ teams, visits: many(8) }));
    const count = (id: string) => placed.filter((one) => one.teamId === id).length;
    expect([count('a'), count('b'), count('c')]).toEqual([4, 0, 4]);
  });

  it('keeps the afternoon for the same place', () => {
    const visits = [
      visit('sở 1', { place: 'hai duong' }),
      visit('xa', { place: 'nam sach' }),
      visit('sở 2', { place: 'hai duong' }),
    ];
    const { placed } = proposeSchedule(input({ teams: [team('a'), team('b')], visits }));
    expect(placed.map(({ visitId, teamId, from }) => [visitId, teamId, from - at(MONDAY)])).toEqual([
      ['sở 1', 'a', 0],
      ['xa', 'b', 0],
      ['sở 2', 'a', 1],
    ]);
  });

  it('keeps the team that a person gave, and sends no member to the own agency where another team can go', () => {
    const visits = [visit('given', { teamId: 'b' }), visit('own', { avoid: ['a'] })];
    const { placed } = proposeSchedule(input({ teams: [team('a'), team('b')], visits }));
    expect(placed.map(({ teamId }) => teamId)).toEqual(['b', 'b']);
    const only = proposeSchedule(input({ visits: [visit('own', { avoid: ['a'] })] }));
    expect(only.placed[0]?.teamId).toBe('a');
  });

  it('lists what has no room', () => {
    const { placed, unplaced } = proposeSchedule(input({ days: [MONDAY], visits: many(5) }));
    expect(placed).toHaveLength(2);
    expect(unplaced).toEqual(['v2', 'v3', 'v4']);
    expect(proposeSchedule(input({ days: [], visits: many(1) })).unplaced).toEqual(['v0']);
    expect(proposeSchedule(input({ teams: [], visits: many(1) })).unplaced).toEqual(['v0']);
  });

  it('makes room: whoever can go elsewhere gives way to whom only one half-day is left', () => {
    const taken = [{ resource: 'agency:v2', from: at(MONDAY, 1), to: at(addDays(MONDAY, 30)) }];
    const { placed, unplaced } = proposeSchedule(
      input({ days: [MONDAY, addDays(MONDAY, 1)], visits: many(4), taken }),
    );
    expect(unplaced).toEqual([]);
    expect(placed.find((one) => one.visitId === 'v2')?.from).toBe(at(MONDAY));
  });
});

/** A round of any kind: teams that share persons, agencies and teams that are taken here and there. */
const round = fc
  .record({
    days: fc.integer({ min: 1, max: 16 }),
    halfDays: fc.integer({ min: 1, max: 4 }),
    teams: fc.array(fc.subarray(['p1', 'p2', 'p3']), { minLength: 1, maxLength: 4 }),
    visits: fc.array(
      fc.record({ team: fc.option(fc.nat(3)), place: fc.option(fc.nat(3)), avoid: fc.array(fc.nat(3)) }),
      { maxLength: 25 },
    ),
    taken: fc.array(fc.tuple(fc.nat(40), fc.integer({ min: -4, max: 30 }), fc.integer({ min: 1, max: 8 })), {
      maxLength: 12,
    }),
  })
  .map(({ days, halfDays, teams, visits, taken }): ProposalInput => {
    const allTeams = teams.map((persons, index) => team(`t${String(index)}`, ...persons));
    const names = [
      ...allTeams.flatMap(({ resources }) => resources),
      ...visits.map((_, index) => `agency:v${String(index)}`),
    ];
    return {
      days: workingDays(days),
      halfDays,
      teams: allTeams,
      visits: visits.map((one, index) =>
        visit(`v${String(index)}`, {
          teamId: one.team === null ? null : (allTeams[one.team % allTeams.length]?.id ?? null),
          place: one.place === null ? null : String(one.place),
          avoid: one.avoid.map((number) => `t${String(number)}`),
        }),
      ),
      taken: taken.map(([number, start, length]) => ({
        resource: names[number % names.length] ?? '',
        from: at(MONDAY) + start,
        to: at(MONDAY) + start + length,
      })),
    };
  });

describe('any proposal', () => {
  it('makes no conflict, keeps to working days, and forgets nobody', () => {
    fc.assert(
      fc.property(round, (given) => {
        const { placed, unplaced } = proposeSchedule(given);
        expect([...placed.map((one) => one.visitId), ...unplaced].toSorted()).toEqual(
          given.visits.map((one) => one.id).toSorted(),
        );
        const held = new Set(
          given.taken.flatMap(({ resource, from, to }) =>
            Array.from({ length: to - from }, (_, index) => `${resource} ${String(from + index)}`),
          ),
        );
        for (const { visitId, teamId, from, to } of placed) {
          const own = given.visits.find((one) => one.id === visitId);
          const by = given.teams.find((one) => one.id === teamId);
          expect(to - from).toBe(given.halfDays);
          if (own?.teamId !== null) expect(teamId).toBe(own?.teamId);
          for (let slot = from; slot < to; slot += 1) {
            expect(given.days).toContain(dayOf(slot));
            for (const resource of [...(own?.resources ?? []), ...(by?.resources ?? [])]) {
              const key = `${resource} ${String(slot)}`;
              expect(held.has(key), key).toBe(false);
              held.add(key);
            }
          }
        }
        expect(proposeSchedule(given)).toEqual({ placed, unplaced });
      }),
      chance(301, 300, 15000),
    );
  });

  it('places as many as can be placed at all, where visits take one half-day and teams share nobody', () => {
    fc.assert(
      fc.property(round, (drawn) => {
        const teams = drawn.teams.map((one) => team(one.id ?? ''));
        const given = { ...drawn, halfDays: 1, days: drawn.days.slice(0, 4), teams };
        expect(proposeSchedule(given).placed).toHaveLength(mostPossible(given));
      }),
      chance(302, 300, 15000),
    );
  });

  it('shares evenly where nothing stands in the way', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.option(fc.nat(2)), { maxLength: 30 }),
        (count, places) => {
          const teams = Array.from({ length: count }, (_, index) => team(`t${String(index)}`));
          const visits = places.map((place, index) =>
            visit(`v${String(index)}`, { place: place === null ? null : String(place) }),
          );
          const { placed } = proposeSchedule(input({ teams, visits, days: workingDays(60) }));
          const loads = teams.map(({ id }) => placed.filter((one) => one.teamId === id).length);
          expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(2);
          expect(placed).toHaveLength(visits.length);
        },
      ),
      chance(303, 100, 5000),
    );
  });
});

/** The size of a largest matching of visits and half-days of teams. */
function mostPossible({ days, teams, visits, taken }: ProposalInput): number {
  const slots = days.flatMap((day) => [at(day), at(day, 1)]);
  const isTaken = (resource: string, slot: number) =>
    taken.some((one) => one.resource === resource && one.from <= slot && slot < one.to);
  const places = teams.flatMap((one) => slots.map((slot) => ({ team: one, slot })));
  const takenBy = new Map<number, string>();
  const reach = (id: string): number[] => {
    const own = visits.find((one) => one.id === id);
    return places.flatMap(({ team: by, slot }, index) => {
      const fits = own?.teamId === null || own?.teamId === by.id;
      const free = ![...(own?.resources ?? []), ...by.resources].some((name) => isTaken(name, slot));
      return fits && free ? [index] : [];
    });
  };
  const place = (id: string, seen: Set<number>): boolean =>
    reach(id).some((index) => {
      if (seen.has(index)) return false;
      seen.add(index);
      const holder = takenBy.get(index);
      if (holder !== undefined && !place(holder, seen)) return false;
      takenBy.set(index, id);
      return true;
    });
  return visits.filter(({ id }) => place(id, new Set())).length;
}
