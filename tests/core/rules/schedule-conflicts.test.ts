// What is wrong with one visit by itself, and who counts as the same person.
import { describe, expect, it } from 'vitest';
import { visitStatuses } from '../../../core/contract/visits.ts';
import {
  conflictOf,
  isMovable,
  isToCome,
  occupies,
  ownConflicts,
  personsInSeveralTeams,
  type ScheduledVisit,
  type Seat,
  sortConflicts,
} from '../../../core/rules/schedule-conflicts.ts';
import { isVisitDone } from '../../../core/rules/visit-states.ts';
import { createWorkingCalendar } from '../../../core/rules/working-days.ts';

const calendar = createWorkingCalendar([
  { day: '2026-09-02', kind: 'holiday', name: 'Quốc khánh' },
  { day: '2026-09-12', kind: 'working_day', name: 'Làm bù' },
]);
const visit: ScheduledVisit = {
  id: 'v',
  teamId: 't',
  startsOn: '2026-09-07',
  lastOn: '2026-09-07',
  planStartsOn: '2026-09-01',
  planEndsOn: '2026-09-30',
  agencyName: 'Sở Y tế',
  inForce: true,
};
const codes = (fields: Partial<ScheduledVisit>) =>
  ownConflicts({ ...visit, ...fields }, calendar).map(({ code, day, params }) => [code, day, params]);

describe('a visit by itself', () => {
  it.each<[string, Partial<ScheduledVisit>, unknown[]]>([
    ['is right', {}, []],
    ['has no team', { teamId: null }, [['NO_TEAM', '2026-09-07', { agency: 'Sở Y tế' }]]],
    ['has no day', { startsOn: null, lastOn: null }, [['NO_DAY', null, { agency: 'Sở Y tế' }]]],
    [
      'begins on a holiday',
      { startsOn: '2026-09-02', lastOn: '2026-09-03' },
      [['NOT_WORKING_DAY', '2026-09-02', { name: 'Quốc khánh' }]],
    ],
    ['ends on a Sunday', { lastOn: '2026-09-13' }, [['NOT_WORKING_DAY', '2026-09-13', {}]]],
    ['goes over a weekend', { startsOn: '2026-09-04' }, []],
    ['is on a Saturday worked in exchange', { startsOn: '2026-09-12', lastOn: '2026-09-12' }, []],
    [
      'begins before the round',
      { startsOn: '2026-08-31' },
      [['OUTSIDE_PERIOD', '2026-08-31', { bound: '2026-09-01' }]],
    ],
    ['ends behind it', { lastOn: '2026-10-01' }, [['OUTSIDE_PERIOD', '2026-10-01', { bound: '2026-09-30' }]]],
    ['has no period to be measured by', { planStartsOn: null, planEndsOn: null, startsOn: '2020-01-02' }, []],
    [
      'has an agency of another time',
      { inForce: false },
      [['AGENCY_NOT_IN_FORCE', '2026-09-07', { agency: 'Sở Y tế' }]],
    ],
  ])('%s', (_name, fields, expected) => {
    expect(codes(fields)).toEqual(expected);
  });

  it('errors come first, then the days in order', () => {
    const sorted = sortConflicts([
      conflictOf('NO_DAY', ['a'], null),
      conflictOf('NO_TEAM', ['a'], '2026-09-01'),
      conflictOf('TEAM_TWICE', ['a', 'b'], '2026-09-09'),
      conflictOf('AGENCY_BUSY', ['a'], '2026-09-08'),
    ]);
    expect(sorted.map(({ code }) => code)).toEqual(['AGENCY_BUSY', 'TEAM_TWICE', 'NO_TEAM', 'NO_DAY']);
  });

  it('the states: what is done takes time and stays where it is', () => {
    for (const status of visitStatuses) {
      if (isToCome(status))
        expect([occupies(status), isMovable(status), isVisitDone(status)]).toEqual([true, true, false]);
      if (isVisitDone(status)) expect([isToCome(status), isMovable(status)]).toEqual([false, false]);
    }
    expect(visitStatuses.filter((status) => !occupies(status))).toEqual([
      'postponed',
      'cancelled',
      'replaced_by_report',
    ]);
    expect(isMovable('postponed')).toBe(true);
  });
});

describe('who sits in several teams', () => {
  const seat = (teamId: string, fullName: string | null, fields: Partial<Seat> = {}): Seat => ({
    teamId,
    fullName,
    personId: null,
    body: 'Sở Nội vụ',
    position: null,
    ...fields,
  });
  const found = (...seats: Seat[]) =>
    personsInSeveralTeams(seats).map(({ name, teamIds }) => [name, teamIds]);

  it('is known by name and body, however they are typed', () => {
    expect(found(seat('a', 'Hoàng  Thị Hoà'), seat('b', 'hoàng thị hòa', { body: 'SỞ NỘI VỤ' }))).toEqual([
      ['Hoàng  Thị Hoà', ['a', 'b']],
    ]);
    expect(found(seat('a', 'Hoàng Thị Hoà'), seat('b', 'Hoàng Thị Hoà', { body: 'Sở Tư pháp' }))).toEqual([]);
    expect(
      found(
        seat('a', 'Lê A', { body: null, position: 'Chuyên viên' }),
        seat('b', 'Lê A', { body: null, position: 'chuyên viên' }),
      ),
    ).toEqual([['Lê A', ['a', 'b']]]);
  });

  it('is the person of the list, under any name; two of the list with one name stay two', () => {
    expect(found(seat('a', 'Lê A', { personId: 'p' }), seat('b', null, { personId: 'p' }))).toEqual([
      ['Lê A', ['a', 'b']],
    ]);
    expect(found(seat('a', 'Lê A', { personId: 'p' }), seat('b', 'Lê A'))).toEqual([['Lê A', ['a', 'b']]]);
    expect(found(seat('a', 'Lê A', { personId: 'p' }), seat('b', 'Lê A', { personId: 'q' }))).toEqual([]);
  });

  it('is nobody in particular where only a rank is known, nor twice in one team', () => {
    expect(found(seat('a', null), seat('b', null))).toEqual([]);
    expect(found(seat('a', 'Lê A'), seat('a', 'Lê A'))).toEqual([]);
  });
});
