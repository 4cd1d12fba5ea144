// Working-day arithmetic: by table for swap days and long holidays, by property for every calendar.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deadlineDay } from '../../../core/rules/deadlines.ts';
import { addDays } from '../../../core/rules/due.ts';
import { createWorkingCalendar, isWeekend } from '../../../core/rules/working-days.ts';
import { chance } from '../../long.ts';

const origin = '2024-01-01';
const someDay = fc.integer({ min: 0, max: 1200 }).map((days) => addDays(origin, days));
const table = fc.uniqueArray(
  fc.record({
    day: someDay,
    kind: fc.constantFrom('holiday' as const, 'day_off' as const, 'working_day' as const),
    name: fc.constant('Ngày nghỉ'),
  }),
  { selector: (entry) => entry.day, maxLength: 80 },
);
/** Tết with its weekends is a run of nine days; here anything up to two months in a row. */
const longRun = fc.tuple(someDay, fc.integer({ min: 1, max: 60 })).map(([first, length]) =>
  Array.from({ length }, (_, index) => ({
    day: addDays(first, index),
    kind: 'holiday' as const,
    name: 'Tết',
  })),
);
const anyCalendar = fc.oneof(table, longRun).map(createWorkingCalendar);
const steps = fc.integer({ min: -120, max: 120 });

describe('the calendar of 2026', () => {
  const calendar = createWorkingCalendar([
    { day: '2026-04-30', kind: 'holiday', name: 'Ngày Chiến thắng' },
    { day: '2026-05-01', kind: 'holiday', name: 'Ngày Quốc tế lao động' },
    { day: '2026-08-31', kind: 'day_off', name: 'Nghỉ hoán đổi' },
    { day: '2026-08-22', kind: 'working_day', name: 'Làm bù' },
  ]);
  test('a holiday and a day off in exchange are no working days, the Saturday worked for it is one', () => {
    expect(calendar.isWorking('2026-04-29')).toBe(true);
    expect(calendar.isWorking('2026-04-30')).toBe(false);
    expect(calendar.isWorking('2026-08-31')).toBe(false);
    expect(calendar.isWorking('2026-08-22')).toBe(true);
    expect(calendar.isWorking('2026-08-29')).toBe(false);
    expect(calendar.nameOf('2026-08-22')).toBe('Làm bù');
    expect(calendar.nameOf('2026-08-23')).toBeNull();
  });
  test.each([
    ['2026-04-29', 1, '2026-05-04'],
    ['2026-05-04', -1, '2026-04-29'],
    ['2026-04-30', 0, '2026-05-04'],
    ['2026-04-29', 0, '2026-04-29'],
    ['2026-08-21', 1, '2026-08-22'],
    ['2026-08-28', 1, '2026-09-01'],
    ['2026-08-24', -1, '2026-08-22'],
  ])('%s and %i working days is %s', (day, n, expected) => {
    expect(calendar.addWorkingDays(day, n)).toBe(expected);
  });
  test('days between', () => {
    expect(calendar.workingDaysBetween('2026-04-29', '2026-05-05')).toBe(2);
    expect(calendar.workingDaysBetween('2026-05-05', '2026-04-29')).toBe(-2);
    expect(calendar.workingDaysBetween('2026-05-02', '2026-05-02')).toBe(0);
  });
  test.each([
    ['2026-04-29', { days: 1, unit: 'day' }, 'after', '2026-05-04'],
    ['2026-04-29', { days: 2, unit: 'working_day' }, 'after', '2026-05-05'],
    ['2026-05-05', { days: 3, unit: 'day' }, 'before', '2026-04-29'],
    ['2026-05-05', { days: 3, unit: 'working_day' }, 'before', '2026-04-28'],
    ['2026-05-02', { days: 0, unit: 'working_day' }, 'before', '2026-04-29'],
    ['2026-05-02', { days: 0, unit: 'working_day' }, 'after', '2026-05-04'],
  ] as const)('a deadline from %s by %o %s is %s', (base, rule, direction, expected) => {
    expect(deadlineDay(base, rule, direction, calendar)).toBe(expected);
  });
  test('without a day or a rule there is no deadline', () => {
    expect(deadlineDay(null, { days: 5, unit: 'day' }, 'after', calendar)).toBeNull();
    expect(deadlineDay('2026-05-05', undefined, 'after', calendar)).toBeNull();
  });
});

describe('any calendar', () => {
  test('ends on a working day, as many working days away as were asked for', () => {
    fc.assert(
      fc.property(anyCalendar, someDay, steps, (calendar, day, n) => {
        const end = calendar.addWorkingDays(day, n);
        expect(calendar.isWorking(end)).toBe(true);
        if (n !== 0) expect(calendar.workingDaysBetween(day, end)).toBe(n);
      }),
      chance(304, 100, 5000),
    );
  });
  test('there and back again is the working day one left', () => {
    fc.assert(
      fc.property(anyCalendar, someDay, steps, (calendar, day, n) => {
        const start = calendar.addWorkingDays(day, 0);
        expect(calendar.addWorkingDays(calendar.addWorkingDays(start, n), -n)).toBe(start);
      }),
      chance(305, 100, 5000),
    );
  });
  test('two steps are one', () => {
    fc.assert(
      fc.property(anyCalendar, someDay, fc.nat(60), fc.nat(60), (calendar, day, first, second) => {
        const start = calendar.addWorkingDays(day, 0);
        expect(calendar.addWorkingDays(calendar.addWorkingDays(start, first), second)).toBe(
          calendar.addWorkingDays(start, first + second),
        );
      }),
      chance(306, 100, 5000),
    );
  });
  test('more days never end earlier, and a later start never ends earlier', () => {
    fc.assert(
      fc.property(anyCalendar, someDay, steps, fc.nat(30), (calendar, day, n, more) => {
        if (n !== 0 && n + more !== 0) {
          expect(calendar.addWorkingDays(day, n + more) >= calendar.addWorkingDays(day, n)).toBe(true);
        }
        expect(calendar.addWorkingDays(addDays(day, more), n) >= calendar.addWorkingDays(day, n)).toBe(true);
      }),
      chance(307, 100, 5000),
    );
  });
  test('a deadline falls on a working day on its side of the event', () => {
    const rule = fc.record({
      days: fc.integer({ min: 1, max: 365 }),
      unit: fc.constantFrom('day' as const, 'working_day' as const),
    });
    fc.assert(
      fc.property(anyCalendar, someDay, rule, (calendar, base, one) => {
        const before = deadlineDay(base, one, 'before', calendar)!;
        const after = deadlineDay(base, one, 'after', calendar)!;
        expect(calendar.isWorking(before) && calendar.isWorking(after)).toBe(true);
        expect(before < base && base < after).toBe(true);
      }),
      chance(308, 100, 5000),
    );
  });
  test('without a table the week decides', () => {
    const calendar = createWorkingCalendar([]);
    fc.assert(
      fc.property(someDay, (day) => {
        expect(calendar.isWorking(day)).toBe(!isWeekend(day));
      }),
      chance(309, 100, 5000),
    );
  });
});
