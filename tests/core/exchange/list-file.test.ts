// A list as CSV: what goes in comes out, and no cell is a formula to whatever program opens it.
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ListColumn } from '../../../core/contract/lists.ts';
import { csvText, guardText, readCsvText, shownCell, unguardText } from '../../../core/exchange/list-file.ts';

const text = (label: string): ListColumn => ({ label, kind: 'text' });

describe('a text that looks like a formula', () => {
  it.each(['=1+1', '+84912', '-2+3', '@SUM(A1)', '=HYPERLINK("http://x","y")', '\t=1', '\r=1', '＝1', "'=1"])(
    'is marked as text: %j',
    (hostile) => {
      expect(guardText(hostile)).toBe(`'${hostile}`);
      expect(unguardText(guardText(hostile))).toBe(hostile);
    },
  );
  it.each(['-', '=', '+', 'a=b', '1-2', ' =1', "'quoted'", '', '09/8/2019'])('or left alone: %j', (plain) => {
    expect(guardText(plain)).toBe(plain);
  });

  it('comes back as it was, whatever it is', () => {
    const hostile = fc.oneof(
      fc.string(),
      fc
        .tuple(fc.constantFrom("'", "''", '=', '+', '-', '@', '\t'), fc.string())
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(hostile, (one) => {
        const guarded = guardText(one);
        expect(unguardText(guarded)).toBe(one);
        expect(/^[=+\-@\t\r\n＝＋－＠]./su.test(guarded)).toBe(false);
      }),
    );
  });
});

describe('the file', () => {
  it('is read by another reader as it was written', () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 20 }).map((one) => one.replace(/\r\n?/gu, '\n'));
    const tables = fc
      .integer({ min: 1, max: 5 })
      .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 }));
    fc.assert(
      fc.property(tables, (rows) => {
        const columns = rows[0]!.map((_one, index) => text(`c${index}`));
        const written = csvText(columns, rows);
        expect(readCsvText(written).slice(1)).toEqual(rows);
        const other = parse(written, { delimiter: ';', record_delimiter: '\r\n' });
        expect(other.slice(1).map((row) => row.map(unguardText))).toEqual(rows);
      }),
    );
  });

  it('writes numbers and days as a Vietnamese spreadsheet takes them', () => {
    const columns: ListColumn[] = [
      { label: 'Ngày', kind: 'day' },
      { label: 'Số', kind: 'count' },
      { label: 'Tỷ lệ', kind: 'percent' },
      { label: 'Điểm', kind: 'points' },
    ];
    expect(
      csvText(columns, [
        ['2019-08-09', 1204, 9853, 123_450],
        [null, -5, null, 0],
      ]),
    ).toBe('Ngày;Số;Tỷ lệ;Điểm\r\n09/08/2019;1204;"98,53%";"1234,5"\r\n;-5;;0\r\n');
    expect(shownCell(1204, 'count')).toBe('1.204');
    expect(shownCell(9853, 'percent')).toBe('98,53\u00a0%');
    expect(shownCell('2019-08-09', 'day')).toBe('09/8/2019');
    expect(shownCell('chưa rõ', 'day')).toBe('chưa rõ');
  });

  it('refuses a file that is cut off', () => {
    expect(() => readCsvText('a;b\r\n1;"2')).toThrow('a quote is not closed');
    expect(() => readCsvText('a;b\r\n1;2')).toThrow('nothing may stand after a cell');
  });
});
