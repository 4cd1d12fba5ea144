// The thread beside the screen: it answers, keeps what it read, gives up on what takes too long, and starts again.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hash } from 'node:crypto';
import type { ReadingOrder } from '../../../main/spreadsheet/reading.ts';
import { createReading } from '../../../main/spreadsheet/reading.ts';
import { createSheetReader, type SheetReader } from '../../../main/spreadsheet/sheet-reader.ts';
import { compoundFile, target, xlsx } from './fixture.ts';

let folder: string;
let reader: SheetReader | undefined;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'cchc-sheet-'));
});
afterEach(async () => {
  await reader?.close();
  reader = undefined;
  rmSync(folder, { recursive: true, force: true });
});

function order(bytes: Buffer, fileName = 'a.xlsx', choices: ReadingOrder['choices'] = {}): ReadingOrder {
  const sha256 = hash('sha256', bytes, 'hex');
  const file = path.join(folder, sha256);
  writeFileSync(file, bytes);
  return { sha256, path: file, fileName, target, choices };
}
const rows = (count: number) =>
  xlsx({
    rows: [
      ['Mã', 'Tên cơ quan', 'Loại'],
      ...Array.from({ length: count }, (_, row) => [row, `Sở ${row}`, 'Sở']),
    ],
  });

describe('the thread', () => {
  it('reads without holding up the thread that asks', async () => {
    reader = createSheetReader();
    const file = order(rows(4000));
    await reader.read(order(rows(1)));
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 2);
    const reading = await reader.read(file);
    clearInterval(timer);
    expect(reading.records).toHaveLength(4000);
    // Reading takes several times as long here; what remains is taking over the records.
    expect(longest).toBeLessThan(250);
  });

  it('answers orders of several files at once, each with its own', async () => {
    reader = createSheetReader();
    const asked = reader;
    const counts = [3, 1, 7, 2];
    const readings = await Promise.all(counts.map((count) => asked.read(order(rows(count)))));
    expect(readings.map(({ records }) => records.length)).toEqual(counts);
  });

  it('refuses in the words of the contract and goes on', async () => {
    reader = createSheetReader();
    await expect(reader.read(order(compoundFile(['EncryptedPackage'])))).rejects.toMatchObject({
      code: 'FILE_PASSWORD',
    });
    await expect(reader.read(order(rows(6000)))).rejects.toMatchObject({
      code: 'TOO_LARGE',
      detail: { what: 'rows', limit: 5000 },
    });
    expect((await reader.read(order(rows(2)))).records).toHaveLength(2);
  });

  it('is ended when a file takes too long, and the next order has a new one', async () => {
    reader = createSheetReader({ patience: 1 });
    await expect(reader.read(order(rows(4000)))).rejects.toMatchObject({
      code: 'TOO_LARGE',
      detail: { what: 'time' },
    });
    await reader.close();
    reader = createSheetReader({ idle: 1 });
    expect((await reader.read(order(rows(2)))).records).toHaveLength(2);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect((await reader.read(order(rows(3)))).records).toHaveLength(3);
  });

  it('tells whoever waits when it is closed', async () => {
    reader = createSheetReader();
    const told = reader.read(order(rows(4000))).catch((error: unknown) => error);
    await reader.close();
    expect(await told).toMatchObject({ code: 'FILE_GONE' });
  });

  it('where its entry is missing, or cannot be loaded, the work is done all the same', async () => {
    reader = createSheetReader({ entry: path.join(folder, 'none.js') });
    expect((await reader.read(order(rows(2)))).records).toHaveLength(2);
    const entry = path.join(folder, 'broken.mjs');
    writeFileSync(entry, "import './not-there.mjs';");
    const asked = createSheetReader({ entry });
    const readings = await Promise.all([2, 3].map((count) => asked.read(order(rows(count)))));
    expect(readings.map(({ records }) => records.length)).toEqual([2, 3]);
    await expect(asked.read(order(compoundFile(['Workbook'])))).rejects.toMatchObject({
      code: 'FILE_NOT_SPREADSHEET',
    });
  });
});

describe('workbooks', () => {
  it('read last are kept: matching anew needs no file, the fourth oldest does', () => {
    const read = createReading();
    const first = order(rows(1));
    read(first);
    rmSync(first.path);
    expect(read({ ...first, choices: { columns: { code: null, name: 2, kind: 3 } } }).letters).toEqual({
      name: 'B',
      kind: 'C',
    });
    for (const count of [2, 3, 4]) read(order(rows(count)));
    expect(() => read(first)).toThrow(/ENOENT/u);
  });
});
