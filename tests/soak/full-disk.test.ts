/**
 * A disk that is full, before the work begins and in the middle of it: as a stick, as the second place of backups, and
 * under the data itself. DISK_FULL, nothing lost, nothing half; with room again it goes on. Needs leave to mount.
 */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ErrorValue } from '../../core/contract/error.ts';
import { backupFolder, proveBackup } from '../../db/backup.ts';
import { connect } from '../../db/sqlite.ts';
import { listLocal } from '../../main/backup/local.ts';
import { listSecond, proveSealed } from '../../main/backup/second-place.ts';
import { createDice } from '../exchange/hostile.ts';
import { agencyInput, type Kept, openKept } from '../exchange/kill-office.ts';
import { makeTemplate, PACKAGES } from '../exchange/kill-rounds.ts';
import { chance } from '../long.ts';

const HOUR = 3_600_000;
const base = mkdtempSync(path.join(os.tmpdir(), 'cchc-full-'));
const mounted: string[] = [];
let template: Awaited<ReturnType<typeof makeTemplate>>;
beforeAll(async () => {
  template = await makeTemplate(base);
}, HOUR);
afterAll(() => {
  for (const one of mounted) execFileSync('umount', [one], { stdio: 'pipe' });
  rmSync(base, { recursive: true, force: true });
});

/** Null where this machine does not let us. */
function smallDisk(megabytes: number): string | null {
  const folder = mkdtempSync(path.join(base, 'disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'pipe' });
  } catch {
    console.warn('skipped: a small file system cannot be mounted here');
    return null;
  }
  mounted.push(folder);
  return folder;
}
const FILLER = 'full';
/** Leaves so many bytes of room. */
function fill(disk: string, left: number): void {
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(path.join(disk, FILLER), Buffer.alloc(Math.max(0, bavail * bsize - left)));
}
const clear = (disk: string) => rmSync(path.join(disk, FILLER), { force: true });

/** Fills the disk as soon as something is seen there; what the call answers. */
async function filledMeanwhile<T>(disk: string, isUnderWay: () => boolean, call: Promise<T>): Promise<T> {
  const settled = { yes: false };
  const done = call.finally(() => (settled.yes = true));
  done.catch(() => undefined);
  while (!settled.yes && !isUnderWay()) await setImmediate();
  if (!settled.yes) fill(disk, 0);
  return done;
}

async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'done';
  } catch (error) {
    const told = error instanceof Error ? /^[a-zA-Z.]+: (\{.*\})$/su.exec(error.message) : null;
    if (told === null) throw error;
    return (JSON.parse(told[1]!) as ErrorValue).code;
  }
}

const workOf = (folder: string) => {
  const work = path.join(folder, 'exchange-work');
  return existsSync(work) ? readdirSync(work) : [];
};
const dataOf = (name: string, disk: string) => {
  const folder = path.join(disk, 'data');
  cpSync(path.join(base, name), folder, { recursive: true });
  return folder;
};
async function expectSound(kept: Kept, folder: string): Promise<void> {
  expect(await kept.call('journal.verify', {})).toMatchObject({ intact: true });
  const connection = connect(path.join(folder, 'cchc.db'), { readOnly: true, mustExist: true });
  expect(connection.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(connection.pragma('foreign_key_check')).toEqual([]);
  connection.close();
}

test(
  'a full stick: no package, no number used; with room again it is the same number',
  async (context) => {
    const stick = smallDisk(4);
    if (stick === null) return context.skip();
    const folder = dataOf('export', mkdtempSync(path.join(base, 'own-')));
    const kept = await openKept(folder);
    await kept.call('agencies.create', agencyInput('Xã Tân Hòa'));
    const send = () =>
      kept.call('exchange.send', {
        scope: { kind: 'since' },
        recipient: { kind: 'office', officeId: template.provinceId },
        place: stick,
      });
    const packages = async () => (await kept.call('exchange.packages', { direction: 'out' })).rows;
    const expectNothing = async () => {
      expect(readdirSync(stick)).toEqual([FILLER]);
      expect(await packages()).toEqual([]);
      expect(workOf(folder)).toEqual([]);
      clear(stick);
    };
    fill(stick, 8_192);
    expect(await codeOf(send())).toBe('DISK_FULL');
    await expectNothing();
    // After it was asked for its room: while rows are gathered, and while it is written.
    const isGathering = () => workOf(folder).length > 0;
    const isWriting = () => readdirSync(stick).some((name) => name.endsWith('.part'));
    for (const isUnderWay of [isGathering, isWriting]) {
      const code = await codeOf(filledMeanwhile(stick, isUnderWay, send()));
      expect(code).toBe('DISK_FULL');
      await expectNothing();
    }
    expect((await send()).package).toMatchObject({ seq: 1, state: 'written' });
    expect(readdirSync(stick)).toHaveLength(1);
    await kept.application.close();
  },
  HOUR,
);

test(
  'a full second place: the copy here counts, there is no half of one there, and it says so',
  async (context) => {
    const disk = smallDisk(64);
    if (disk === null) return context.skip();
    const folder = dataOf('export', mkdtempSync(path.join(base, 'own-')));
    const kept = await openKept(folder);
    await kept.call('backups.setSecondPlace', { path: disk, passphrase: null });
    expect((await kept.call('backups.make', {})).second?.problem).toBeNull();
    const before = (await listSecond(disk)).map(({ row }) => row);
    expect(before).toHaveLength(1);
    const all = () => readdirSync(disk, { recursive: true }).map(String);
    const halves = () => all().filter((name) => name.endsWith('.partial'));
    const isWriting = () => halves().length > 0;
    for (const begin of ['before', 'meanwhile'] as const) {
      if (begin === 'before') fill(disk, 65_536);
      const making = kept.call('backups.make', {});
      const { backup, second } =
        begin === 'before' ? await making : await filledMeanwhile(disk, isWriting, making);
      expect(backup.proven, begin).toBe(true);
      expect(second?.problem, begin).toBe('full');
      expect(halves(), begin).toEqual([]);
      expect((await listSecond(disk)).map(({ row }) => row)).toEqual(before);
      for (const one of await listSecond(disk)) await proveSealed(one);
      expect((await kept.call('backups.secondPlace', {}))?.problem).toBe('full');
      clear(disk);
    }
    expect((await kept.call('backups.make', {})).second?.problem).toBeNull();
    expect(await listSecond(disk)).toHaveLength(2);
    await kept.application.close();
  },
  HOUR,
);

test(
  'a full disk under the data while packages are taken: taken whole or not at all',
  async (context) => {
    const disk = smallDisk(96);
    if (disk === null) return context.skip();
    const { seed, numRuns } = chance(31, 8, 150);
    const dice = createDice(seed);
    const folder = dataOf('import', disk);
    const stick = path.join(base, 'stick');
    const files = readdirSync(stick).toSorted(
      (one, other) => Number(/(\d+)\.cchc$/.exec(one)?.[1]) - Number(/(\d+)\.cchc$/.exec(other)?.[1]),
    );
    const kept = await openKept(folder);
    const merged = async () =>
      (await kept.call('exchange.packages', { direction: 'in', state: 'merged', limit: 50 })).rows.toSorted(
        (one, other) => other.seq - one.seq,
      );
    const own = (await kept.call('agencies.list', { limit: 1 })).total ?? 0;
    const told = { done: 0, full: 0 };
    for (let run = 0; run < numRuns; run++) {
      let taken = await merged();
      if (taken.length === PACKAGES) {
        for (const { id } of taken) await kept.call('exchange.undo', { id });
        taken = [];
      }
      const source = { kind: 'path', path: path.join(stick, files[taken.length]!) } as const;
      const name = `seed ${seed}, run ${run}`;
      const { digest } = await kept.call('exchange.look', { source });
      fill(disk, dice(4) === 0 ? 0 : dice(700_000));
      const looked = await codeOf(kept.call('exchange.look', { source }));
      expect(['done', 'DISK_FULL'], name).toContain(looked);
      const code = await codeOf(
        kept.call('exchange.receive', { source, digest, largeChangeConfirmed: true }),
      );
      clear(disk);
      expect(['done', 'DISK_FULL'], name).toContain(code);
      told[code === 'done' ? 'done' : 'full'] += 1;
      const now = taken.length + (code === 'done' ? 1 : 0);
      expect((await merged()).length, name).toBe(now);
      expect((await kept.call('agencies.list', { limit: 1 })).total, name).toBe(own + now * 12);
      expect(workOf(folder), name).toEqual([]);
      await expectSound(kept, folder);
    }
    console.log(`full disk, taking, seed ${seed}: ${JSON.stringify(told)}`);
    expect(told.full).toBeGreaterThan(0);
    await kept.application.close();
  },
  HOUR,
);

test(
  'a full disk under the data while it is copied and brought back: whole or not at all',
  async (context) => {
    const disk = smallDisk(192);
    if (disk === null) return context.skip();
    const { seed, numRuns } = chance(32, 8, 150);
    const dice = createDice(seed);
    const folder = dataOf('restore', disk);
    const backups = backupFolder(folder);
    const names = listLocal(backups)
      .map(({ row }) => row.name)
      .toReversed();
    const size = statSync(path.join(folder, 'cchc.db')).size;
    const kept = await openKept(folder);
    let state = 2;
    const told = { done: 0, full: 0 };
    for (let run = 0; run < numRuns; run++) {
      const name = `seed ${seed}, run ${run}`;
      const before = listLocal(backups).map(({ row }) => row.name);
      fill(disk, dice(4) === 0 ? 0 : dice(size * 4));
      const isRestore = dice(2) === 0;
      const at = state === 1 ? 1 : 0;
      const code = await codeOf(
        isRestore
          ? kept.call('backups.restore', { name: names[at]!, place: 'here' })
          : kept.call('backups.make', {}),
      );
      clear(disk);
      expect(['done', 'DISK_FULL'], name).toContain(code);
      told[code === 'done' ? 'done' : 'full'] += 1;
      if (code === 'done' && isRestore) state = at + 1;
      expect((await kept.call('agencies.list', { limit: 1 })).total, name).toBe(state);
      expect(
        readdirSync(backups).filter((file) => !/\.(db|json)$/.test(file)),
        name,
      ).toEqual([]);
      expect(existsSync(path.join(folder, 'restore')), name).toBe(false);
      const now = listLocal(backups);
      for (const one of before) {
        expect(
          now.some(({ row }) => row.name === one),
          name,
        ).toBe(true);
      }
      for (const { row, file, manifest } of now) {
        expect(row.proven, `${name}: ${row.name}`).toBe(true);
        if (!before.includes(row.name)) proveBackup(file, manifest!);
        // Only the two that are come back to are kept: the disk is small.
        if (!names.includes(row.name))
          for (const end of ['.db', '.json']) rmSync(path.join(backups, row.name + end));
      }
      await expectSound(kept, folder);
    }
    for (const { file, manifest } of listLocal(backups)) proveBackup(file, manifest!);
    console.log(`full disk, copying, seed ${seed}: ${JSON.stringify(told)}`);
    expect(told.full).toBeGreaterThan(0);
    await kept.application.close();
  },
  HOUR,
);
