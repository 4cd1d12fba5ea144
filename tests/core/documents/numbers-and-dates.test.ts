// Numbers, shares, letters and days as the decree writes them.
import { describe, expect, it } from 'vitest';
import {
  clockTime,
  dateRange,
  headerDate,
  longDate,
  shortDate,
} from '../../../core/documents/wording/dates.ts';
import {
  formatCount,
  formatDocumentNumber,
  formatFigures,
  formatHundredths,
  formatInteger,
  formatPercent,
  formatPointLetter,
  formatRoman,
} from '../../../core/documents/wording/numbers.ts';

describe('days', () => {
  it.each([
    ['2019-08-09', 'ngày 09 tháng 8 năm 2019', '09/8/2019'],
    ['2020-01-05', 'ngày 05 tháng 01 năm 2020', '05/01/2020'],
    ['2022-02-28', 'ngày 28 tháng 02 năm 2022', '28/02/2022'],
    ['2019-06-29', 'ngày 29 tháng 6 năm 2019', '29/6/2019'],
    ['2022-12-31', 'ngày 31 tháng 12 năm 2022', '31/12/2022'],
  ])('%s', (iso, long, short) => {
    expect(longDate(iso)).toBe(long);
    expect(shortDate(iso)).toBe(short);
  });

  it('leaves blanks for what is not known', () => {
    expect(longDate(null)).toBe('ngày … tháng … năm …');
    expect(shortDate('31/02/2019')).toBe('…/…/…');
    expect(headerDate(null, 2019)).toMatch(/^ngày\u00a0+tháng\u00a0+năm 2019$/);
    expect(headerDate(null, null)).toMatch(/^ngày\u00a0+tháng\u00a0+năm \u00a0+$/);
    expect(headerDate('2020-01-05', 2019)).toBe('ngày 05 tháng 01 năm 2020');
  });

  it.each([
    ['2019-09-16', '2019-09-25', 'từ ngày 16 tháng 9 đến ngày 25 tháng 9 năm 2019'],
    ['2019-12-30', '2020-01-03', 'từ ngày 30 tháng 12 năm 2019 đến ngày 03 tháng 01 năm 2020'],
    ['2022-04-19', null, 'từ ngày 19 tháng 4 năm 2022'],
    ['2022-04-19', '2022-04-19', 'ngày 19 tháng 4 năm 2022'],
    [null, null, null],
  ])('from %s to %s', (from, to, words) => {
    expect(dateRange(from, to)).toBe(words);
  });

  it('writes the hour', () => {
    expect(clockTime('8:05')).toBe('08 giờ 05 phút');
    expect(clockTime(null)).toBe('… giờ … phút');
  });
});

describe('numbers', () => {
  it.each([
    [0, '0'],
    [1204, '1.204'],
    [1_234_567, '1.234.567'],
    [-1204, '-1.204'],
  ])('%i is grouped by points', (value, words) => expect(formatInteger(value)).toBe(words));

  it.each([
    [1, '1'],
    [4, '4'],
    [12, '12'],
  ])('counts below ten get a leading zero', (value, plain) => {
    expect(formatCount(value)).toBe(value < 10 ? `0${plain}` : plain);
  });

  it.each([
    [1204, 1222, '98,53%'],
    [1, 3, '33,33%'],
    [2, 3, '66,67%'],
    [1, 2, '50%'],
    [0, 9, '0%'],
    [5, 0, null],
  ])('%i/%i', (numerator, denominator, words) => {
    expect(formatPercent(numerator, denominator)).toBe(words);
  });

  it('writes figures with what is known', () => {
    expect(formatFigures(1204, 1222, 'hồ sơ')).toBe('(số liệu: 1.204/1.222 hồ sơ = 98,53%)');
    expect(formatFigures(12, null, 'thủ tục')).toBe('(số liệu: 12 thủ tục)');
    expect(formatFigures(0, 0, null)).toBe('(số liệu: 0/0)');
    expect(formatFigures(null, 12, 'hồ sơ')).toBe('');
  });

  it.each([
    [1250, '12,5'],
    [1205, '12,05'],
    [9800, '98'],
    [-50, '-0,5'],
  ])('%i hundredths', (value, words) => expect(formatHundredths(value)).toBe(words));

  it.each([
    ['5', '05'],
    ['05', '05'],
    ['2676', '2676'],
    [' 9 ', '09'],
    ['12a', '12a'],
  ])('document number %s', (given, printed) => expect(formatDocumentNumber(given)).toBe(printed));

  it('counts in Roman numerals and in the letters of points', () => {
    expect([1, 2, 3, 4, 5, 9, 14, 40].map(formatRoman)).toEqual([
      'I',
      'II',
      'III',
      'IV',
      'V',
      'IX',
      'XIV',
      'XL',
    ]);
    expect([0, 1, 2, 3, 4, 5, 6, 7, 8].map(formatPointLetter).join('')).toBe('abcdđeghi');
    expect(formatPointLetter(23)).toBe('aa');
  });
});
