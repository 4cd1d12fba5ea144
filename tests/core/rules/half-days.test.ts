// Half-days as numbers and back; what may stand in the four columns together; the days that a board draws.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDay } from '../../../core/contract/day.ts';
import { boardRange, daysOfRange, mondayOf } from '../../../core/rules/board-days.ts';
import {
  dayIndex,
  dayOf,
  dayOfIndex,
  halfDaysOf,
  halfOf,
  overlap,
  visitDaysFault,
  visitDaysOf,
} from '../../../core/rules/half-days.ts';
import { chance } from '../../long.ts';

const none = { startsOn: null, startsHalf: null, endsOn: null, endsHalf: null } as const;
const on = (startsOn: string, endsOn: string | null = startsOn) => ({ ...none, startsOn, endsOn });

describe('a visit in half-days', () => {
  it.each([
    [none, null],
    [on('1970-01-01'), [0, 2]],
    [on('1970-01-02', null), [2, 4]],
    [{ ...on('1970-01-02', null), startsHalf: 'afternoon' as const }, [3, 4]],
    [{ ...on('1970-01-02'), endsHalf: 'morning' as const }, [2, 3]],
    [
      { ...on('1970-01-02', '1970-01-04'), startsHalf: 'afternoon' as const, endsHalf: 'morning' as const },
      [3, 7],
    ],
    [on('1969-12-31'), [-2, 0]],
  ])('%j is %j', (days, expected) => {
    const found = halfDaysOf(days);
    expect(found === null ? null : [found.from, found.to]).toEqual(expected);
  });

  it('comes back from its numbers', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -60_000, max: 120_000 }),
        fc.integer({ min: 1, max: 40 }),
        (from, length) => {
          const days = visitDaysOf({ from, to: from + length });
          expect(visitDaysFault(days)).toBeNull();
          expect(halfDaysOf(days)).toEqual({ from, to: from + length });
        },
      ),
      chance(318, 100, 5000),
    );
  });

  it('counts days as the calendar does', () => {
    expect(dayOfIndex(dayIndex('2024-02-29') + 1)).toBe('2024-03-01');
    expect([dayOf(dayIndex('2026-09-01') * 2 + 1), halfOf(dayIndex('2026-09-01') * 2 + 1)]).toEqual([
      '2026-09-01',
      'afternoon',
    ]);
  });

  it('touching is no overlap', () => {
    expect(overlap({ from: 0, to: 1 }, { from: 1, to: 2 })).toBe(false);
    expect(overlap({ from: 0, to: 2 }, { from: 1, to: 2 })).toBe(true);
  });
});

describe('the four columns together', () => {
  it.each([
    [none, null],
    [on('2026-09-01', null), null],
    [
      { ...none, endsOn: '2026-09-01' },
      { key: 'startsOn', code: 'MISSING_KEY' },
    ],
    [
      { ...none, startsHalf: 'morning' as const },
      { key: 'startsOn', code: 'MISSING_KEY' },
    ],
    [
      { ...on('2026-09-01', null), endsHalf: 'morning' as const },
      { key: 'endsOn', code: 'MISSING_KEY' },
    ],
    [on('2026-09-02', '2026-09-01'), { key: 'endsOn', code: 'VALIDATION' }],
    [
      { ...on('2026-09-01'), startsHalf: 'afternoon' as const, endsHalf: 'morning' as const },
      { key: 'endsHalf', code: 'VALIDATION' },
    ],
    [
      { ...on('2026-09-01', '2026-09-02'), startsHalf: 'afternoon' as const, endsHalf: 'morning' as const },
      null,
    ],
  ])('%j: %j', (days, expected) => {
    expect(visitDaysFault(days)).toEqual(expected);
  });
});

describe('the days of a board', () => {
  const empty = { startsOn: null, endsOn: null, visits: [], otherwise: '2026-03-05' };

  it('are whole weeks over the period and the visits', () => {
    const range = boardRange({
      ...empty,
      startsOn: '2019-09-16',
      endsOn: '2019-09-25',
      visits: [on('2019-10-01'), { startsOn: null, endsOn: null }],
    });
    expect(range).toEqual({ from: '2019-09-16', to: '2019-10-06' });
    expect(daysOfRange(range)).toHaveLength(21);
  });

  it('are four weeks where nothing says when', () => {
    expect(boardRange(empty)).toEqual({ from: '2026-03-02', to: '2026-03-29' });
  });

  it('do not follow a mistyped year, nor a period without an end', () => {
    const visits = [on('2019-09-17'), on('2091-09-17'), on('2019-09-17', '2191-09-17')];
    expect(boardRange({ ...empty, startsOn: '2019-09-16', visits })).toEqual({
      from: '2019-09-16',
      to: '2019-09-22',
    });
    const long = boardRange({ ...empty, startsOn: '2019-09-16', endsOn: '2119-09-16' });
    expect(daysOfRange(long).length).toBeLessThan(820);
  });

  it('begin on a Monday and hold whole weeks, whatever the days', () => {
    const day = fc.integer({ min: 10_000, max: 30_000 }).map(dayOfIndex);
    fc.assert(
      fc.property(
        fc.option(day),
        fc.option(day),
        fc.array(day),
        day,
        (startsOn, endsOn, visits, otherwise) => {
          const range = boardRange({
            startsOn,
            endsOn,
            otherwise,
            visits: visits.map((one) => ({ startsOn: one, endsOn: null })),
          });
          const days = daysOfRange(range);
          expect(days.every(isDay)).toBe(true);
          expect(days.length % 7).toBe(0);
          expect(mondayOf(range.from)).toBe(range.from);
          if (startsOn !== null) expect(days).toContain(startsOn);
        },
      ),
      chance(319, 100, 5000),
    );
  });
});
