// Numbers as people write them: what is one number, what is given twice, and what is missing.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isSameNumber,
  type NumberedPaper,
  numberingFaults,
  plainNumber,
  plainSymbol,
} from '../../../core/rules/document-numbers.ts';

let last = 0;
const paper = (number: string, more: Partial<NumberedPaper> = {}): NumberedPaper => ({
  id: `d${String((last += 1))}`,
  issuerId: 'i',
  issuerName: 'Đoàn kiểm tra',
  series: 'i',
  ownsSeries: true,
  number,
  symbol: 'TB-ĐKT',
  issuedOn: '2019-11-09',
  ...more,
});
const told = (papers: readonly NumberedPaper[]) =>
  numberingFaults(papers).map(({ kind, symbol, number }) => [kind, symbol, number]);

describe('one number', () => {
  test('zeros, blanks and a symbol behind a slash make no other one', () => {
    expect(['7', '07', ' 007 ', '7/TB-ĐKT'].map(plainNumber)).toEqual(['7', '7', '7', '7']);
    expect(plainNumber('0')).toBe('0');
    expect(plainNumber('07a')).toBe('7A');
    expect([' /tb-đkt ', 'TB – ĐKT'].map(plainSymbol)).toEqual(['TB-ĐKT', 'TB-ĐKT']);
    expect(isSameNumber(paper('7'), paper('07/TB-ĐKT', { symbol: 'BC-ĐKT' }))).toBe(true);
    expect(isSameNumber(paper('7'), paper('7', { symbol: 'BC-ĐKT' }))).toBe(false);
    expect(isSameNumber(paper('7'), paper('7', { issuedOn: '2020-01-02' }))).toBe(false);
    expect(isSameNumber(paper('7'), paper('7', { series: 'khác' }))).toBe(false);
  });
});

describe('what is missing', () => {
  test('is told only where the numbers are the issuer’s own', () => {
    expect(told([paper('1'), paper('3')])).toEqual([['gap', 'TB-ĐKT', '02']]);
    expect(told([paper('1', { ownsSeries: false }), paper('3', { ownsSeries: false })])).toEqual([]);
    expect(told([paper('12'), paper('9')])).toEqual([
      ['gap', 'TB-ĐKT', '01–08'],
      ['gap', 'TB-ĐKT', '10–11'],
    ]);
  });
  test('one series over all symbols, until a number comes under two of them', () => {
    const report = { symbol: 'BC-ĐKT' };
    expect(told([paper('1'), paper('2', report), paper('3')])).toEqual([]);
    expect(told([paper('1'), paper('1', report), paper('3', report)])).toEqual([['gap', 'BC-ĐKT', '02']]);
  });
  test('a number with a letter stands beside its own', () => {
    expect(told([paper('1'), paper('1a'), paper('2')])).toEqual([]);
    expect(told([paper('đặc biệt')])).toEqual([]);
  });
  test('exactly the numbers that nobody bears', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1 }), (numbers) => {
        const missing = numberingFaults(numbers.map((number) => paper(String(number)))).flatMap(
          ({ number }) => {
            const [from = 0, to = from] = number.split('–').map(Number);
            return Array.from({ length: to - from + 1 }, (_, index) => from + index);
          },
        );
        const all = Array.from({ length: Math.max(...numbers) }, (_, index) => index + 1);
        expect([...missing, ...numbers].toSorted((first, second) => first - second)).toEqual(all);
      }),
    );
  });
});
