// Sending by command line: the same steps, the same file, JSON to read.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPackage } from '../../main/exchange/package-reader.ts';
import { createWorkplace, type Workplace } from './cli-fixture.ts';

let place: Workplace;
let sealed: readonly string[];
beforeAll(async () => {
  place = createWorkplace();
  writeFileSync(path.join(place.root, 'seal'), 'mùa thu vàng lá\n');
  writeFileSync(path.join(place.root, 'lock'), 'chín con trâu đen\n');
  sealed = ['--passphrase-file', 'seal'];
  for (const args of [
    ['sample', 'lai-vung-2022', '--illustrative'],
    ['keys', 'make', ...sealed],
  ]) {
    const { code, err } = await place.run(args);
    if (code !== 0) throw new Error(err);
  }
}, 120_000);
afterAll(() => place.remove());

const answer = (text: string) =>
  JSON.parse(text) as {
    package: { seq: number; kind: string };
    paths: string[];
    readBack: { rows: number };
    counts: { table: string; rows: number }[];
  };

describe('export', () => {
  it('writes everything, and after it what has been touched', async () => {
    const to = ['--package-passphrase-file', 'lock', '--for', 'UBND tỉnh', '--out', 'stick', ...sealed];
    const first = await place.run(['export', ...to]);
    expect([first.code, first.err]).toEqual([0, '']);
    const made = answer(first.out);
    expect(made.package).toMatchObject({ seq: 1, kind: 'complete' });
    expect(made.readBack.rows).toBe(made.counts.reduce((sum, { rows }) => sum + rows, 0));
    const stick = path.join(place.root, 'stick');
    expect(made.paths).toEqual(readdirSync(stick).map((name) => path.join(stick, name)));
    const work = path.join(place.root, 'work');
    mkdirSync(work);
    const opened = await openPackage({
      paths: made.paths,
      identities: [],
      passphrase: 'chín con trâu đen',
      workFolder: work,
      progress: { step: () => undefined },
    });
    expect(opened.header.recipientName).toBe('UBND tỉnh');
    for (const { table, rows } of made.counts) expect(opened.counts[table]).toBe(rows);
    opened.close();
    const empty = await place.run(['export', ...to]);
    expect(empty.code).toBe(1);
    expect(JSON.parse(empty.err)).toMatchObject({ code: 'PACKAGE_EMPTY' });
    expect(readdirSync(stick)).toHaveLength(1);
  }, 120_000);

  it('a locked seal sends nothing', async () => {
    const { code, err } = await place.run([
      'export',
      '--complete',
      '--to',
      '018f0000-0000-7000-8000-000000000901',
      '--out',
      'other',
    ]);
    expect([code, JSON.parse(err)]).toEqual([1, expect.objectContaining({ code: 'KEYS_LOCKED' })]);
    expect(readdirSync(path.join(place.root, 'other'))).toEqual([]);
  });

  it.each([
    [['--out', 'x']],
    [['--to', 'y']],
    [['--to', 'y', '--out', 'x', '--since', '--complete']],
    [['--to', 'y', '--out', 'x', '--from', '2022-01-01']],
    [['--to', 'y', '--out', 'x', '--from', 'yesterday', '--until', '2022-01-01']],
    [['--to', 'y', '--out', 'x', 'more']],
  ])('is not understood: %j', async (args) => {
    expect((await place.run(['export', ...args])).code).toBe(2);
  });
});
