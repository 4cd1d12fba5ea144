// Cells into values: every way of writing days and numbers, and what is refused because it can be read in two ways.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cell, columnLetter, columnNumber, dayOfSerial } from '../../../../core/exchange/sheet/cell.ts';
import { convertCell, habitsOf } from '../../../../core/exchange/sheet/convert.ts';
import type { FieldSpec, FieldType } from '../../../../core/exchange/sheet/target.ts';
import { shownText } from '../../../../core/exchange/sheet/cell.ts';
import { chance } from '../../../long.ts';

const field = (type: FieldType, maxLength?: number): FieldSpec => ({
  key: 'x',
  labels: { vi: 'X', en: 'X' },
  synonyms: [],
  required: false,
  type,
  ...(maxLength === undefined ? {} : { maxLength }),
});
const cellOf = (value: string | number | Cell): Cell =>
  typeof value === 'string'
    ? { kind: 'text', value }
    : typeof value === 'number'
      ? { kind: 'number', value }
      : value;

function convert(type: FieldType, value: string | number | Cell, others: readonly string[] = []) {
  const cell = cellOf(value);
  const habits = habitsOf(field(type), [cell, ...others.map(cellOf)]);
  const converted = convertCell(field(type), cell, shownText(cell), habits);
  return 'value' in converted ? converted.value : converted.code;
}

describe('days', () => {
  it.each([
    ['01/07/2025', '2025-07-01'],
    ['1/7/2025', '2025-07-01'],
    ['1/7/25', '2025-07-01'],
    ['30/4/75', '1975-04-30'],
    ['01-07-2025', '2025-07-01'],
    ['01.07.2025', '2025-07-01'],
    ['2025-07-01', '2025-07-01'],
    ['2025-07-01T00:00:00', '2025-07-01'],
    ['2025/7/1', '2025-07-01'],
    ['ngày 01 tháng 7 năm 2025', '2025-07-01'],
    ['45839', '2025-07-01'],
    ['20250701', '2025-07-01'],
    ['29/02/2024', '2024-02-29'],
    ['29/02/2023', 'BAD_DATE'],
    ['31/4/2025', 'BAD_DATE'],
    ['2025-02-30', 'BAD_DATE'],
    ['tháng 7', 'BAD_DATE'],
    ['07/25/2025', 'AMBIGUOUS_DATE'],
    ['-', null],
    ['…', null],
  ])('%s → %s', (text, expected) => expect(convert('day', text)).toBe(expected));

  it('typed as days, as bare serial numbers, and numbers that are no days', () => {
    expect(convert('day', { kind: 'date', value: 45_839.75 })).toBe('2025-07-01');
    expect(convert('day', 45_839)).toBe('2025-07-01');
    expect(convert('day', 2025)).toBe('BAD_DATE');
    expect(convert('day', 98.53)).toBe('BAD_DATE');
    expect(convert('day', { kind: 'boolean', value: true })).toBe('BAD_DATE');
  });

  it('are uncertain beside a day with its month first', () => {
    expect(convert('day', '07/01/2025', ['12/31/2025'])).toBe('AMBIGUOUS_DATE');
    expect(convert('day', '07/07/2025', ['12/31/2025'])).toBe('2025-07-07');
    expect(convert('day', '25/07/2025', ['12/31/2025'])).toBe('2025-07-25');
  });

  it('serial numbers are the days of the calendar', () => {
    const { seed, numRuns } = chance(3, 500, 20_000);
    fc.assert(
      fc.property(fc.integer({ min: 14_611, max: 109_574 }), (serial) => {
        const expected = new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10);
        expect(dayOfSerial(serial)).toBe(expected);
        expect(convert('day', serial)).toBe(expected);
        const [year = '', month = '', day = ''] = expected.split('-');
        expect(convert('day', `${Number(day)}/${Number(month)}/${year}`)).toBe(expected);
      }),
      { seed, numRuns },
    );
  });
});

describe('numbers', () => {
  it.each([
    ['1.204,5', '1204.5'],
    ['1,204.5', '1204.5'],
    ['98,53', '98.53'],
    ['98.53', '98.53'],
    ['1.234.567', '1234567'],
    ['1 204,5', '1204.5'],
    ['1\u00a0204,5', '1204.5'],
    ['−3,50', '-3.5'],
    ['0,125', '0.125'],
    ['98,53%', '98.53'],
    ['0', '0'],
    ['-0,0', '0'],
    ['007', '7'],
    ['1.204', 'BAD_NUMBER'],
    ['1,204', 'BAD_NUMBER'],
    ['1.20.4', 'BAD_NUMBER'],
    ['12 điểm', 'BAD_NUMBER'],
    ['1,5,', 'BAD_NUMBER'],
  ])('%s → %s', (text, expected) => expect(convert('decimal', text)).toBe(expected));

  it('that can be read in two ways are told by the rest of the column', () => {
    expect(convert('decimal', '1.204', ['98,53'])).toBe('1204');
    expect(convert('decimal', '1.204', ['98.53'])).toBe('1.204');
    expect(convert('decimal', '1.204', ['98.53', '98,53'])).toBe('BAD_NUMBER');
    expect(convert('decimal', '1,204', ['0.5'])).toBe('1204');
  });

  it('typed, without the noise of binary arithmetic, and as a share', () => {
    expect(convert('decimal', 98.53)).toBe('98.53');
    expect(convert('decimal', 0.1 + 0.2)).toBe('0.3');
    expect(convert('decimal', 1e-7)).toBe('0.0000001');
    expect(convert('decimal', { kind: 'number', value: 0.9853, shown: '98.53%' })).toBe('98.53');
    expect(convert('decimal', { kind: 'date', value: 45_839 })).toBe('BAD_NUMBER');
  });

  it('whole, and years', () => {
    expect(convert('integer', '1.204')).toBe(1204);
    expect(convert('integer', '12,0')).toBe(12);
    expect(convert('integer', '12,5')).toBe('BAD_NUMBER');
    expect(convert('integer', 12.5)).toBe('BAD_NUMBER');
    expect(convert('integer', 12)).toBe(12);
    expect(convert('year', 'năm 2026')).toBe(2026);
    expect(convert('year', 26)).toBe('BAD_NUMBER');
  });

  it('keep every digit, written the Vietnamese way and the English way', () => {
    const { seed, numRuns } = chance(11, 500, 20_000);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999 }), fc.integer({ min: 1, max: 99 }), (whole, part) => {
        const decimals = String(part).padStart(2, '0');
        const grouped = (sign: string) => String(whole).replace(/\B(?=(?:\d{3})+$)/gu, sign);
        const expected = `${whole}.${decimals}`.replace(/0+$/u, '');
        expect(convert('decimal', `${grouped('.')},${decimals}`)).toBe(expected);
        expect(convert('decimal', `${grouped(',')}.${decimals}`)).toBe(expected);
        expect(convert('decimal', Number(`${whole}.${decimals}`))).toBe(expected);
      }),
      { seed, numRuns },
    );
  });
});

describe('the rest', () => {
  const kinds = { oneOf: new Map([['so_nganh', ['Sở, ngành', 'Sở']]]) };
  it('compares allowed values without marks and case', () => {
    expect(convert(kinds, 'SO NGANH')).toBe('so_nganh');
    expect(convert(kinds, 'so_nganh')).toBe('so_nganh');
    expect(convert(kinds, 'Sở')).toBe('so_nganh');
    expect(convert(kinds, 'Sở Nội vụ')).toBe('UNKNOWN_VALUE');
  });
  it('reads flags', () => {
    for (const yes of ['x', 'X', 'Có', 'TRUE', '1', '✓']) expect(convert('boolean', yes), yes).toBe(true);
    for (const no of ['Không', 'false', '0', '✗']) expect(convert('boolean', no), no).toBe(false);
    expect(convert('boolean', { kind: 'boolean', value: false })).toBe(false);
    expect(convert('boolean', 'có thể')).toBe('UNKNOWN_VALUE');
  });
  it('cuts lists and cleans text', () => {
    expect(convert('list', '- Sở A;  Sở B \n+ Sở C;')).toEqual(['Sở A', 'Sở B', 'Sở C']);
    expect(convert('text', '  Sở\u00a0 Nội\u200b vụ \r\n tỉnh ')).toBe('Sở Nội vụ\ntỉnh');
    expect(convert('text', 'Sở'.normalize('NFD'))).toBe('Sở'.normalize('NFC'));
    expect(convert('text', '   ')).toBe(null);
    expect(convert('text', { kind: 'number', value: 4, shown: '00004' })).toBe('00004');
  });
  it('refuses what is too long, by characters', () => {
    const long = convertCell(field('text', 5), cellOf('123456'), '123456', {
      monthFirst: false,
      decimalSign: null,
    });
    expect(long).toEqual({ code: 'TOO_LONG', params: { limit: 5, length: 6 } });
  });
});

it('columns have letters', () => {
  expect([1, 26, 27, 702, 703, 16_384].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA', 'XFD']);
  for (let column = 1; column <= 16_384; column += 1) expect(columnNumber(columnLetter(column))).toBe(column);
  expect(columnNumber('XFE')).toBe(0);
});
