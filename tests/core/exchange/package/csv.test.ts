import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvHeader, csvLine, csvRows, utf8Pieces } from '../../../../core/exchange/package/csv.ts';
import { packageLimits } from '../../../../core/exchange/package/limits.ts';
import type { PackageRow, TableForm } from '../../../../core/exchange/package/types.ts';
import { chance } from '../../../long.ts';

const column = (name: string, type: 'text' | 'integer' | 'boolean' | 'json', nullable = true) => ({
  name,
  type,
  nullable,
  personal: false,
});
const form: TableForm = {
  name: 'thing',
  columns: [
    column('id', 'text', false),
    column('note', 'text'),
    column('points', 'integer'),
    column('closed', 'boolean', false),
    column('more', 'json'),
  ],
  references: {},
};

const awkward = fc.constantFrom(
  '',
  '\\',
  '\\e',
  '\\\\',
  '"',
  '""',
  ',',
  '\r\n',
  '\n',
  '\r',
  ' ',
  '=1+1',
  '…',
  'Đợt "1", năm\r\n2026',
  '\uFEFF',
);
const nfc = fc
  .oneof(
    awkward,
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', '\\', 'e', 'ộ') }),
  )
  .map((text) => text.replaceAll('\0', '').toWellFormed().normalize('NFC'));
const row = fc.record({
  id: nfc,
  note: fc.option(nfc),
  points: fc.option(fc.maxSafeInteger()),
  closed: fc.constantFrom(0, 1),
  more: fc.option(
    fc
      .json()
      .map((text) => text.normalize('NFC'))
      .filter((text) => text.isWellFormed()),
  ),
});

function* cut(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const read = (text: string, size = 7, limits = packageLimits) => [
  ...csvRows(form, utf8Pieces(cut(new TextEncoder().encode(text), size)), limits),
];

describe('rows as CSV', () => {
  it('come back as they were, in whatever pieces they arrive', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), fc.integer({ min: 1, max: 200 }), (rows, size) => {
        const text = csvHeader(form) + rows.map((one) => csvLine(form, one)).join('');
        const normal = rows.map((one) => ({ ...one, points: one.points === 0 ? 0 : one.points }));
        expect(read(text, size)).toEqual(normal);
      }),
      chance(61, 300, 20_000),
    );
  });

  it('have one text only: what reads alike is the same text', () => {
    fc.assert(
      fc.property(
        row,
        fc.nat(),
        fc.constantFrom('"', ',', '\r', '\n', ' ', '\\', '0', '-', 'x'),
        (one, place, letter) => {
          const text = csvHeader(form) + csvLine(form, one);
          const at = place % (text.length + 1);
          const changed = (text.slice(0, at) + letter + text.slice(at)).toWellFormed();
          let rows: PackageRow[];
          try {
            rows = read(changed);
          } catch (error) {
            expect(error).toMatchObject({ code: 'PACKAGE_DAMAGED' });
            return;
          }
          expect(csvHeader(form) + rows.map((each) => csvLine(form, each)).join('')).toBe(changed);
        },
      ),
      chance(62, 500, 50_000),
    );
  });

  it('keep an empty text and nothing apart', () => {
    const line = csvLine(form, { id: '', note: null, points: null, closed: 1, more: null });
    expect(line).toBe('\\e,,,1,\r\n');
    expect(read(csvHeader(form) + line)).toEqual([
      { id: '', note: null, points: null, closed: 1, more: null },
    ]);
  });

  it('are written in NFC and without broken letters', () => {
    const line = csvLine(form, {
      id: 'đợt'.normalize('NFD'),
      note: '\ud800',
      points: 1,
      closed: 0,
      more: null,
    });
    expect(line).toBe('đợt,\ufffd,1,0,\r\n');
  });

  it.each([
    { id: 'a\0b', closed: 0 },
    { id: null, closed: 0 },
    { id: 1, closed: 0 },
    { id: 'a', closed: 2 },
    { id: 'a', closed: null },
    { id: 'a', closed: 0, points: 1.5 },
    { id: 'a', closed: 0, points: Number.NaN },
    { id: 'a', closed: 0, points: '1' },
    { id: 'a', closed: 0, more: '{' },
  ])('are not written where a value is none of the column: %j', (value) => {
    expect(() => csvLine(form, value)).toThrow('VALIDATION');
  });

  it('are not read beyond the limits', () => {
    const head = csvHeader(form);
    const long = csvLine(form, { id: 'x'.repeat(50), closed: 1 });
    expect(() => read(head + long, 7, { ...packageLimits, cellLength: 49 })).toThrow('PACKAGE_TOO_LARGE');
    expect(read(head + long, 7, { ...packageLimits, cellLength: 50 })).toHaveLength(1);
    const quoted = csvLine(form, { id: `,${'x'.repeat(50)}`, closed: 1 });
    expect(() => read(head + quoted, 7, { ...packageLimits, cellLength: 50 })).toThrow('PACKAGE_TOO_LARGE');
    const endless = `${head}"${'x'.repeat(100_000)}`;
    expect(() => read(endless, 1000, { ...packageLimits, cellLength: 50 })).toThrow('PACKAGE_TOO_LARGE');
    const small = csvLine(form, { id: 'x', closed: 1 });
    expect(() => read(head + small.repeat(3), 7, { ...packageLimits, rowsPerTable: 2 })).toThrow(
      'PACKAGE_TOO_LARGE',
    );
    expect(() => read(`${head}${','.repeat(500)}\r\n`, 7, { ...packageLimits, columns: 400 })).toThrow(
      'PACKAGE_TOO_LARGE',
    );
  });

  it('are read in time in proportion to their length', () => {
    const head = csvHeader(form);
    const big = csvLine(form, { id: `"${'x\r\n'.repeat(300_000)}`, closed: 1 });
    const started = performance.now();
    expect(read(head + big + big, 4096)).toHaveLength(2);
    // Looking again at every piece from the beginning would take a hundred times as long.
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
