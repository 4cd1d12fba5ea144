// The statutory holidays against years whose lunar days are known, and against what a person has entered.
import { describe, expect, test } from 'vitest';
import { addDays } from '../../../core/rules/due.ts';
import { lunarDay, proposedHolidays } from '../../../core/rules/holidays.ts';
import { createWorkingCalendar, isWeekend } from '../../../core/rules/working-days.ts';

const days = (year: number, entered: Parameters<typeof proposedHolidays>[1] = []) =>
  proposedHolidays(year, entered).map(({ day }) => day);

describe('the lunar calendar', () => {
  // 2007 and 2030: Vietnam keeps Tết a day before China.
  test.each([
    ['2007-02-17', 1, 1],
    ['2024-02-10', 1, 1],
    ['2025-01-29', 1, 1],
    ['2026-02-17', 1, 1],
    ['2027-02-06', 1, 1],
    ['2030-02-02', 1, 1],
    ['2025-04-07', 3, 10],
    ['2026-04-26', 3, 10],
  ])('%s is day %i/%i', (expected, month, day) => {
    expect(lunarDay(Number(expected.slice(0, 4)), month, day)).toBe(expected);
  });
});

describe('proposals', () => {
  test('2025: eleven days, none of them on a weekend but 01/02', () => {
    expect(proposedHolidays(2025, []).map(({ day, name }) => `${day} ${name}`)).toEqual([
      '2025-01-01 Tết Dương lịch',
      '2025-01-28 Tết Âm lịch',
      '2025-01-29 Tết Âm lịch',
      '2025-01-30 Tết Âm lịch',
      '2025-01-31 Tết Âm lịch',
      '2025-02-01 Tết Âm lịch',
      '2025-02-03 Nghỉ bù Tết Âm lịch',
      '2025-04-07 Ngày Giỗ Tổ Hùng Vương (10/3 âm lịch)',
      '2025-04-30 Ngày Chiến thắng',
      '2025-05-01 Ngày Quốc tế lao động',
      '2025-09-01 Quốc khánh (đề xuất: ngày 02/9 và một ngày liền kề)',
      '2025-09-02 Quốc khánh (đề xuất: ngày 02/9 và một ngày liền kề)',
    ]);
  });
  test('2026: Giỗ Tổ falls on a Sunday, so the Monday is off', () => {
    expect(days(2026)).toEqual([
      '2026-01-01',
      '2026-02-16',
      '2026-02-17',
      '2026-02-18',
      '2026-02-19',
      '2026-02-20',
      '2026-04-26',
      '2026-04-27',
      '2026-04-30',
      '2026-05-01',
      '2026-09-01',
      '2026-09-02',
    ]);
  });
  test('30/4 and 01/5 on a weekend bring two days off behind both', () => {
    // 30/4/2033 is a Saturday, 01/5 a Sunday.
    expect(days(2033)).toEqual(
      expect.arrayContaining(['2033-04-30', '2033-05-01', '2033-05-02', '2033-05-03']),
    );
  });
  test('what a person decided otherwise is not proposed again', () => {
    const twoAndThree = ['2026-02-15', '2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19'].map((day) => ({
      day,
      kind: 'holiday' as const,
    }));
    const left = days(2026, twoAndThree);
    expect(left.filter((day) => day.startsWith('2026-02'))).toEqual(['2026-02-20']);
    expect(days(2026, [...twoAndThree, { day: '2026-02-20', kind: 'holiday' }])).toEqual(
      left.filter((day) => day !== '2026-02-20'),
    );
    expect(
      days(2026, [
        { day: '2026-09-02', kind: 'holiday' },
        { day: '2026-09-03', kind: 'holiday' },
      ]),
    ).not.toContain('2026-09-01');
  });
  test('every year: taken over whole, nothing is left to propose, and eleven working days are off', () => {
    for (let year = 2020; year <= 2050; year += 1) {
      const proposals = proposedHolidays(year, []);
      expect(proposedHolidays(year, proposals), String(year)).toEqual([]);
      const calendar = createWorkingCalendar(proposals);
      expect(new Set(proposals.map(({ day }) => day)).size).toBe(proposals.length);
      let off = 0;
      for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) {
        if (!isWeekend(day) && !calendar.isWorking(day)) off += 1;
      }
      // Two holidays that fall on one day (Giỗ Tổ on 30/4) are one.
      const holidays = new Set(
        proposals.filter(({ name }) => !name.startsWith('Nghỉ bù')).map(({ day }) => day),
      );
      expect(off, String(year)).toBe(holidays.size);
      expect(holidays.size, String(year)).toBeGreaterThanOrEqual(10);
      expect(holidays.size, String(year)).toBeLessThanOrEqual(11);
    }
  });
});
