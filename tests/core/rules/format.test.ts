// Numbers and days as officials type them, and that what is printed can be read again.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatCount,
  formatHundredths,
  formatPercent,
  parseCount,
  parseDay,
  parseHundredths,
  percentHundredths,
  shortDay,
} from '../../../core/rules/format.ts';
import { addDays, daysBetween, daysLeft, isOverdue } from '../../../core/rules/due.ts';
import { defaultSymbol } from '../../../core/rules/numbering.ts';

const anyDay = fc.integer({ min: 0, max: 60_000 }).map((days) => addDays('1950-01-01', days));

describe('days', () => {
  it.each([
    ['9/8/19', '2019-08-09'],
    ['09-08-2019', '2019-08-09'],
    ['09/8/2019', '2019-08-09'],
    ['9.8.2019', '2019-08-09'],
    [' 9 / 8 / 2019 ', '2019-08-09'],
    ['2019-08-09', '2019-08-09'],
    ['ngày 09 tháng 8 năm 2019', '2019-08-09'],
    ['13 tháng 4 năm 2022', '2022-04-13'],
    ['1/1/85', '1985-01-01'],
    ['29/2/2024', '2024-02-29'],
    ['29/2/2023', null],
    ['31/02/2019', null],
    ['31/4/2019', null],
    ['0/8/2019', null],
    ['9/13/2019', null],
    ['9/8-2019', null],
    ['9/8/201', null],
    ['25/9//2019', null],
    ['16/9', null],
    ['', null],
    ['hôm nay', null],
  ])('%s → %s', (text, expected) => {
    expect(parseDay(text)).toBe(expected);
  });

  it('are written with a zero for days below ten and months 1 and 2 only', () => {
    expect(['2019-08-09', '2020-01-05', '2022-02-28', '2019-12-31'].map(shortDay)).toEqual([
      '09/8/2019',
      '05/01/2020',
      '28/02/2022',
      '31/12/2019',
    ]);
  });

  it('come back as they were', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(parseDay(shortDay(day))).toBe(day);
      }),
    );
  });
});

describe('numbers', () => {
  it.each([
    ['1204', 1204],
    ['1.204', 1204],
    ['1 204', 1204],
    ['12.345.678', 12_345_678],
    [' 07 ', 7],
    ['1.20', null],
    ['1.2045', null],
    ['1,204', null],
    ['-3', null],
    ['', null],
    ['99999999999999999999', null],
  ])('%s is the count %s', (text, expected) => {
    expect(parseCount(text)).toBe(expected);
  });

  it.each([
    ['98,53', 9853],
    ['98.53', 9853],
    ['98,53 %', 9853],
    ['98,5%', 9850],
    ['100', 10_000],
    ['0,75', 75],
    ['1.204', 120_400],
    ['1.204,5', 120_450],
    ['98,534', null],
    ['98,', null],
    ['', null],
    ['-1', null],
  ])('%s is %s hundredths', (text, expected) => {
    expect(parseHundredths(text)).toBe(expected);
  });

  it('are printed as they are in Vietnam', () => {
    expect([0, 7, 999, 1204, 1_234_567].map(formatCount)).toEqual(['0', '7', '999', '1.204', '1.234.567']);
    expect(formatPercent(1204, 1222)).toBe('98,53\u00a0%');
    expect(formatPercent(1, 2)).toBe('50\u00a0%');
    expect(formatPercent(3, 0)).toBeNull();
    expect(percentHundredths(1, 80_000)).toBe(0);
    expect(percentHundredths(1, 20_000)).toBe(1);
  });

  it('come back as they were', () => {
    fc.assert(
      fc.property(fc.nat(), (value) => {
        expect(parseCount(formatCount(value))).toBe(value);
        expect(parseHundredths(formatHundredths(value))).toBe(value);
      }),
    );
  });
});

describe('deadlines', () => {
  it.each([
    ['2019-10-25', 'open', '2019-10-25', false, 0],
    ['2019-10-25', 'open', '2019-10-26', true, -1],
    ['2019-10-25', 'returned', '2019-11-24', true, -30],
    ['2019-10-25', 'reported', '2019-11-24', false, -30],
    ['2019-10-25', 'verified', '2019-11-24', false, -30],
    [null, 'open', '2019-11-24', false, null],
  ] as const)('%s, %s, on %s', (dueOn, status, today, overdue, left) => {
    expect(isOverdue(dueOn, status, today)).toBe(overdue);
    expect(daysLeft(dueOn, today)).toBe(left);
  });

  it('count days of the calendar over every year', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (day, days) => {
        expect(daysBetween(day, addDays(day, days))).toBe(days);
      }),
    );
  });
});

describe('numbers and symbols of documents', () => {
  it.each([
    ['collective_notice', 'ĐKT', 'TB-ĐKT'],
    ['agency_notice', 'SNV', 'TB-SNV'],
    ['plan', 'UBND', 'KH-UBND'],
    ['minutes', 'ĐKT', 'BB-ĐKT'],
    ['team_decision', 'UBND', 'QĐ-UBND'],
    ['nomination_request', 'SNV', 'SNV-CCHC'],
    ['submission_slip', 'SNV', null],
    ['plan', null, null],
    ['plan', ' ', null],
  ] as const)('%s of %s', (kind, issuer, expected) => {
    expect(defaultSymbol(kind, issuer)).toBe(expected);
  });
});
