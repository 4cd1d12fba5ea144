// Small files on a stick: never over another one, and nothing half is left.
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { packageParts } from '../../../main/exchange/package-reader.ts';
import { writeNewFile } from '../../../main/exchange/write-new-file.ts';

const bytes = new TextEncoder().encode('giấy xác nhận');
const stick = () => mkdtempSync(path.join(tmpdir(), 'cchc-small-'));

test('it is written beside what is there, whole', () => {
  const folder = stick();
  expect([1, 2, 3].map(() => writeNewFile(folder, 'a.cchcr', bytes))).toEqual([
    'a.cchcr',
    'a-2.cchcr',
    'a-3.cchcr',
  ]);
  expect(readdirSync(folder).toSorted()).toEqual(['a-2.cchcr', 'a-3.cchcr', 'a.cchcr']);
  expect(readFileSync(path.join(folder, 'a-2.cchcr')).equals(bytes)).toBe(true);
});

test('a stick that is gone is called so', () => {
  expect(() => writeNewFile(path.join(stick(), 'gone'), 'a.cchcr', bytes)).toThrow(
    expect.objectContaining({ code: 'PLACE_GONE' }),
  );
});

test('and so it is where the parts of a package are looked for', () => {
  expect(() => packageParts(path.join(stick(), 'gone', 'a.cchc.001'))).toThrow(
    expect.objectContaining({ code: 'PLACE_GONE' }),
  );
});

test('what cannot be removed does not hide why it failed', () => {
  const folder = stick();
  // In the way, so that neither writing nor removing works.
  mkdirSync(path.join(folder, 'a.cchcr.part'));
  expect(() => writeNewFile(folder, 'a.cchcr', bytes)).toThrow(
    /EISDIR: illegal operation on a directory, open/,
  );
  expect(readdirSync(folder)).toEqual(['a.cchcr.part']);
});

test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
  'one that takes nothing is told',
  () => {
    const folder = stick();
    chmodSync(folder, 0o500);
    expect(() => writeNewFile(folder, 'a.cchcr', bytes)).toThrow(/READ_ONLY|EACCES/);
  },
);
