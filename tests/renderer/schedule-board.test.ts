// The geometry and the words of the schedule's board: weeks, lanes, drops and steps, conflicts by card, deadlines.
import { describe, expect, it } from 'vitest';
import type { Board, BusyDay, Conflict } from '../../core/contract/schedule.ts';
import type { Visit, VisitStatus } from '../../core/contract/visits.ts';
import { conflictCodes } from '../../core/contract/schedule.ts';
import { dayIndex, halfDaysOf } from '../../core/rules/half-days.ts';
import { conflictOf } from '../../core/rules/schedule-conflicts.ts';
import {
  conflictCounts,
  conflictGroup,
  conflictsByVisit,
  dayOfBoard,
  deadlineState,
  dropConflicts,
  firstWeek,
  inTray,
  lanesOf,
  mondaysOfMonth,
  monthAfter,
  placeAt,
  placedInWeek,
  roundWeek,
  startFor,
  stepOf,
  trayOf,
  usualLength,
  visitsOfDay,
} from '../../renderer/features/schedule/board-model.ts';
import type { Step } from '../../renderer/features/schedule/board-model.ts';
import {
  conflictText,
  daysText,
  lengthText,
  parseClock,
  weekText,
} from '../../renderer/features/schedule/schedule-words.ts';
import { texts as en } from '../../renderer/i18n/en/index.ts';
import { texts as vi } from '../../renderer/i18n/vi/index.ts';

const MONDAY = '2026-09-14';
const at = (day: string, half: 0 | 1 = 0): number => dayIndex(day) * 2 + half;

let ordinal = 0;
function visit(id: string, fields: Partial<Visit> = {}): Visit {
  return {
    id,
    rev: 1,
    provenance: null,
    teamId: null,
    startsOn: null,
    endsOn: null,
    startsHalf: null,
    endsHalf: null,
    location: null,
    note: null,
    status: 'planned',
    planId: 'plan',
    agencyId: `agency-${id}`,
    agencyVersionId: `version-${id}`,
    ordinal: (ordinal += 1),
    agencyName: `Sở ${id}`,
    agencyShortName: null,
    agencyKind: 'so_nganh',
    unnamed: false,
    teamName: null,
    progress: { answered: 0, applicable: 0 },
    strengths: 0,
    limitations: 0,
    recommendations: 0,
    ...fields,
  };
}
const placed = (
  id: string,
  teamId: string | null,
  from: number,
  length: number,
  fields: Partial<Visit> = {},
) => visit(id, { ...placeAt(teamId, from, length), ...fields });

const busy = (agencyId: string, startsOn: string, endsOn: string): BusyDay => ({
  id: `busy-${agencyId}`,
  rev: 1,
  provenance: null,
  agencyId,
  startsOn,
  endsOn,
  body: 'Thanh tra tỉnh',
  subject: null,
  agencyName: '',
});

function board(visits: readonly Visit[], fields: Partial<Board> = {}): Board {
  const days = Array.from({ length: 14 }, (_, index) => {
    const day = new Date(Date.parse(MONDAY) + index * 86_400_000).toISOString().slice(0, 10);
    return { day, working: index % 7 < 5 && index !== 2, name: index === 2 ? 'Ngày nghỉ bù' : null };
  });
  return {
    planId: 'plan',
    planRev: 1,
    startsOn: '2026-09-14',
    endsOn: '2026-09-25',
    days,
    visits: [...visits],
    teams: [
      { id: 'a', name: 'Đoàn 1', members: 3 },
      { id: 'b', name: 'Đoàn 2', members: 4 },
    ],
    busy: [],
    conflicts: [],
    deadlines: [],
    ...fields,
  };
}

describe('weeks', () => {
  it('begin with today while the round is under way, else with its first visit or period', () => {
    const empty = board([]);
    expect(firstWeek(empty, '2026-09-23')).toBe('2026-09-21');
    expect(firstWeek(empty, '2027-01-01')).toBe(MONDAY);
    expect(firstWeek(board([placed('x', 'a', at('2026-09-22'), 1)]), '2020-01-01')).toBe('2026-09-21');
    expect(roundWeek(board([], { startsOn: null, endsOn: null }))).toBe(MONDAY);
  });
  it('know holidays by the board, and days beyond it by their weekday', () => {
    const one = board([]);
    expect(dayOfBoard(one, '2026-09-16')).toMatchObject({
      working: false,
      name: 'Ngày nghỉ bù',
      inPeriod: true,
    });
    expect(dayOfBoard(one, '2026-12-05')).toMatchObject({ working: false, name: null, inPeriod: false });
    expect(dayOfBoard(one, '2026-09-07')).toMatchObject({ working: true, inPeriod: false });
  });
  it('fill a month from Monday to Sunday', () => {
    expect(mondaysOfMonth('2026-09')).toEqual([
      '2026-08-31',
      '2026-09-07',
      MONDAY,
      '2026-09-21',
      '2026-09-28',
    ]);
    expect(mondaysOfMonth('2027-02')).toEqual(['2027-02-01', '2027-02-08', '2027-02-15', '2027-02-22']);
    expect([monthAfter('2026-12', 1), monthAfter('2026-01', -1), monthAfter('2026-05', 1)]).toEqual([
      '2027-01',
      '2025-12',
      '2026-06',
    ]);
  });
});

describe('cards of a week', () => {
  it('are cut at its edges and say so', () => {
    const visits = [
      placed('before', 'a', at('2026-09-12', 1), 6),
      placed('in', 'a', at('2026-09-16', 1), 1),
      placed('after', 'a', at('2026-09-20'), 4),
      placed('other', 'b', at('2026-09-16'), 1),
      visit('tray', { teamId: 'a' }),
    ];
    const shown = placedInWeek(visits, 'a', MONDAY).map(({ visit: { id }, ...rest }) => ({ id, ...rest }));
    expect(shown).toEqual([
      { id: 'before', column: 0, span: 3, fromBefore: true, goesOn: false, lane: 0 },
      { id: 'in', column: 5, span: 1, fromBefore: false, goesOn: false, lane: 0 },
      { id: 'after', column: 12, span: 2, fromBefore: false, goesOn: true, lane: 0 },
    ]);
  });
  it('stand below one another where they overlap, and use a lane again', () => {
    const lanes = lanesOf([
      { id: 'long', from: 0, to: 4 },
      { id: 'first', from: 0, to: 1 },
      { id: 'second', from: 1, to: 2 },
      { id: 'third', from: 1, to: 3 },
    ]);
    expect(Object.fromEntries(lanes)).toEqual({ long: 0, first: 1, third: 1, second: 2 });
  });
  it('wait in the tray while they have no day, unless they are called off', () => {
    const states: VisitStatus[] = ['planned', 'postponed', 'visited', 'cancelled', 'replaced_by_report'];
    const visits = states.map((status) => visit(status, { status }));
    expect(trayOf(visits).map(({ id }) => id)).toEqual(['planned', 'postponed', 'visited']);
  });
  it('are as long as most of the round, the shorter where it is even', () => {
    expect(usualLength([])).toBe(1);
    expect(usualLength([placed('1', 'a', 0, 2), placed('2', 'a', 2, 2), placed('3', 'a', 4, 1)])).toBe(2);
    expect(usualLength([placed('1', 'a', 0, 2), placed('3', 'a', 4, 1)])).toBe(1);
  });
  it('of a day are those that touch it, the morning first', () => {
    const visits = [
      placed('afternoon', 'a', at(MONDAY, 1), 1),
      placed('morning', 'b', at(MONDAY), 1),
      placed('next', 'b', at('2026-09-15'), 1),
    ];
    expect(visitsOfDay(visits, MONDAY).map(({ id }) => id)).toEqual(['morning', 'afternoon']);
  });
});

describe('moving by a key', () => {
  const move = (one: Visit, step: Step, all: Board = board([one])) => {
    const result = stepOf(all, one, step, MONDAY);
    if ('stop' in result) return result.stop;
    const days = halfDaysOf(result.place);
    return [result.place.teamId, days === null ? null : [days.from - at(MONDAY), days.to - days.from]];
  };
  it('goes by half-days, over days that are not worked', () => {
    expect(move(placed('x', 'a', at(MONDAY), 1), 'later')).toEqual(['a', [1, 1]]);
    expect(move(placed('x', 'a', at('2026-09-15', 1), 1), 'later')).toEqual(['a', [6, 1]]);
    expect(move(placed('x', 'a', at('2026-09-21'), 1), 'earlier')).toEqual(['a', [9, 1]]);
  });
  it('goes by days with whole days', () => {
    expect(move(placed('x', 'a', at(MONDAY), 2), 'later')).toEqual(['a', [2, 2]]);
    expect(move(placed('x', 'a', at('2026-09-15'), 2), 'later')).toEqual(['a', [6, 2]]);
  });
  it('changes team and length, and says where there is nothing further', () => {
    const one = placed('x', 'a', at(MONDAY), 1);
    expect(move(one, 'teamDown')).toEqual(['b', [0, 1]]);
    expect(move(one, 'teamUp')).toBe('first_team');
    expect(move({ ...one, teamId: 'b' }, 'teamDown')).toEqual([null, [0, 1]]);
    expect(move({ ...one, teamId: null }, 'teamDown')).toBe('last_team');
    expect(move(one, 'longer')).toEqual(['a', [0, 2]]);
    expect(move(one, 'shorter')).toBe('shortest');
    expect(move(one, 'tray')).toEqual(['a', null]);
  });
  it('leaves what has taken place where it is', () => {
    expect(move(placed('x', 'a', at(MONDAY), 1, { status: 'visited' }), 'later')).toBe('fixed');
    expect(move(visit('x', { status: 'closed' }), 'later')).toBe('fixed');
    expect(move(placed('x', 'a', at(MONDAY), 1, { status: 'postponed' }), 'later')).toEqual(['a', [1, 1]]);
  });
  it('takes a card out of the tray to the first half-day at which its team and agency are free', () => {
    const one = visit('x', { teamId: 'a' });
    const all = board([one, placed('y', 'a', at(MONDAY), 1)], { busy: [busy('agency-x', MONDAY, MONDAY)] });
    expect(move(one, 'later', all)).toEqual(['a', [2, 1]]);
    expect(move(one, 'earlier', all)).toBe('in_tray');
  });
});

describe('dropping', () => {
  it('begins whole days in the morning', () => {
    expect([startFor(5, 2), startFor(5, 1), startFor(4, 2), startFor(5, 3)]).toEqual([4, 5, 4, 5]);
  });
  it('says what the place conflicts with', () => {
    const one = visit('x');
    const all = board([one, placed('y', 'a', at('2026-09-16'), 2), placed('z', 'b', at('2026-09-16'), 2)], {
      busy: [busy('agency-x', '2026-09-16', '2026-09-18')],
    });
    const found = dropConflicts(all, one, placeAt('a', at('2026-09-16', 1), 1));
    expect(found.map(({ code, day, visitIds }) => [code, day, visitIds])).toEqual([
      ['NOT_WORKING_DAY', '2026-09-16', ['x']],
      ['TEAM_TWICE', '2026-09-16', ['x', 'y']],
      ['AGENCY_BUSY', '2026-09-16', ['x']],
    ]);
    expect(dropConflicts(all, one, placeAt(null, at('2026-09-28'), 1)).map(({ code }) => code)).toEqual([
      'NO_TEAM',
      'OUTSIDE_PERIOD',
    ]);
    expect(dropConflicts(all, one, placeAt('a', at(MONDAY), 1))).toEqual([]);
    expect(dropConflicts(all, one, inTray('a'))).toEqual([]);
  });
  it('does not count what was called off', () => {
    const one = visit('x');
    const all = board([one, placed('y', 'a', at(MONDAY), 2, { status: 'cancelled' })]);
    expect(dropConflicts(all, one, placeAt('a', at(MONDAY), 1))).toEqual([]);
  });
});

describe('conflicts', () => {
  const twice = conflictOf('TEAM_TWICE', ['x', 'y'], MONDAY, { team: 'Đoàn 1', half: 'morning' });
  const outside = conflictOf('OUTSIDE_PERIOD', ['x'], '2026-10-01', { bound: '2026-09-25' });
  const waiting = ['p', 'q', 'r', 's'].map((id) => conflictOf('NO_DAY', [id], null, { agency: id }));
  const all: Conflict[] = [outside, twice, ...waiting, conflictOf('NO_TEAM', ['p'], null, { agency: 'p' })];
  it('stand on every card that they name, the heavier first', () => {
    const cards = conflictsByVisit(all);
    expect(cards.get('x')).toEqual({ severity: 'error', conflicts: [twice, outside] });
    expect(cards.get('y')?.severity).toBe('error');
    expect(cards.has('p')).toBe(false);
    expect(conflictCounts(all)).toEqual({ error: 1, warning: 1 });
  });
  it('that many agencies share are one line', () => {
    const { counted, listed } = conflictGroup(all, 'warning');
    expect(counted).toEqual([{ code: 'NO_DAY', count: 4 }]);
    expect(listed.map(({ code }) => code)).toEqual(['OUTSIDE_PERIOD', 'NO_TEAM']);
    expect(conflictGroup(all, 'error')).toEqual({ counted: [], listed: [twice] });
  });
  it('each have their words in both languages', () => {
    const names = new Map([['x', 'Sở X']]);
    const params = {
      name: 'Nguyễn Văn A',
      team: 'Đoàn 1',
      half: 'afternoon',
      agency: 'Sở X',
      body: 'Thanh tra tỉnh',
      days: 3,
      bound: '2026-09-25',
    };
    for (const t of [vi, en]) {
      const said = conflictCodes.map((code) =>
        conflictText(conflictOf(code, ['x'], '2026-09-28', params), names, t),
      );
      expect(new Set(said).size).toBe(conflictCodes.length);
      for (const text of said) expect(text).not.toMatch(/undefined|null|\bcode\b/);
      expect(said.every((text) => text.includes('Sở X'))).toBe(true);
    }
    expect(conflictText(twice, names, vi)).toBe('Đoàn 1 phải ở hai nơi, sáng 14/9/2026: Sở X.');
    expect(conflictText(outside, names, vi)).toBe(
      'Sở X: 01/10/2026 sau khi đợt kiểm tra kết thúc (25/9/2026).',
    );
  });
});

describe('words', () => {
  it.each([
    [placeAt('a', at(MONDAY), 1), 'sáng Thứ Hai 14/9/2026'],
    [placeAt('a', at(MONDAY), 2), 'Thứ Hai 14/9/2026'],
    [placeAt('a', at(MONDAY), 4), '14/9 – 15/9/2026'],
    [placeAt('a', at(MONDAY, 1), 2), 'chiều 14/9 – sáng 15/9/2026'],
    [inTray('a'), ''],
  ])('%j are %s', (place, said) => {
    expect(daysText(place, vi)).toBe(said);
  });
  it('of lengths and weeks', () => {
    expect([1, 2, 3, 4, 5].map((length) => lengthText(length, vi))).toEqual([
      'nửa ngày',
      '1 ngày',
      '1 ngày rưỡi',
      '2 ngày',
      '2 ngày rưỡi',
    ]);
    expect(weekText(MONDAY)).toBe('14/9 – 20/9/2026');
    expect(weekText('2026-12-28')).toBe('28/12/2026 – 03/01/2027');
  });
  it.each([
    ['8', '08:00'],
    ['8h', '08:00'],
    ['8h30', '08:30'],
    ['08:30', '08:30'],
    ['8.05', '08:05'],
    ['0830', '08:30'],
    ['14 giờ 15 phút', '14:15'],
    ['24:00', null],
    ['8:60', null],
    ['sáng', null],
    ['', null],
  ])('of the clock: %s is %s', (typed, time) => {
    expect(parseClock(typed)).toBe(time);
  });
});

describe('deadlines', () => {
  it.each([
    ['scheduleNoticeOn', 'planned', 'overdue'],
    ['scheduleNoticeOn', 'notified', 'met'],
    ['selfReportOn', 'notified', 'overdue'],
    ['selfReportOn', 'self_report_received', 'met'],
    ['minutesOn', 'visited', 'overdue'],
    ['minutesOn', 'minutes_signed', 'met'],
    ['noticeOn', 'notice_drafted', 'overdue'],
    ['noticeOn', 'closed', 'met'],
    ['noticeOn', 'replaced_by_report', 'overdue'],
    ['minutesOn', 'replaced_by_report', 'off'],
    ['noticeOn', 'cancelled', 'off'],
    ['selfReportOn', 'postponed', 'off'],
  ] as const)('%s of a visit that is %s is %s the day after', (key, status, state) => {
    expect(deadlineState(key, '2026-09-14', status, '2026-09-15')).toBe(state);
  });
  it('the day itself is still in time', () => {
    expect(deadlineState('minutesOn', '2026-09-15', 'visited', '2026-09-15')).toBe('open');
  });
});
