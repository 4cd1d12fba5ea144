/** A process is killed in the middle of backing up or coming back: the folder holds the old state or the new one, whole. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'vitest';
import { backupFolder, makeBackup, proveBackup } from '../../db/backup.ts';
import { listLocal, sweepLocal } from '../../main/backup/local.ts';
import { root } from '../db/children.ts';
import { finding, head, uuid, world } from '../db/helpers.ts';

export const BEFORE = 40;
export const AFTER = 90;

/** 40 findings in a proven backup, 90 in the data. */
export async function seeded(folder: string): Promise<void> {
  const { database, journal } = world(folder);
  const add = (from: number, to: number) => {
    for (let number = from; number <= to; number++) {
      journal.run(head(), (write) =>
        write.insert('finding', finding(uuid(0x100000 + number), `Số ${number}`, number)),
      );
    }
  };
  add(1, BEFORE);
  await makeBackup({ folder, reason: 'by_hand', now: Date.UTC(2026, 0, 5) });
  add(BEFORE + 1, AFTER);
  database.close();
}

/** Kills it so many milliseconds after it began. */
export async function killedDuring(
  folder: string,
  what: 'backup' | 'restore',
  milliseconds: number,
): Promise<void> {
  const child = spawn(
    process.execPath,
    [
      path.join(root, 'build/load-typescript.mjs'),
      path.join(import.meta.dirname, 'backup-child.ts'),
      folder,
      what,
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let begun = false;
  createInterface({ input: child.stdout! }).on('line', () => {
    begun = true;
    void wait(milliseconds).then(() => child.kill('SIGKILL'));
  });
  await once(child, 'exit');
  if (!begun) throw new Error('The child ended before it began');
}

/** The old state or the new one, its chain whole, every backup that counts proven, nothing half left behind. */
export function expectWhole(folder: string): number {
  const { database, journal, connection } = world(folder, { seeded: false, firstId: 0x800000 });
  const count = Number(connection.prepare('SELECT count(*) FROM finding').pluck().get());
  expect([BEFORE, AFTER]).toContain(count);
  expect(connection.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(journal.verify()).toEqual({ intact: true, changeSets: count + 1, erased: 0, brokenAt: null });
  expect(existsSync(path.join(folder, 'restore'))).toBe(false);
  const backups = backupFolder(folder);
  sweepLocal(backups);
  expect(readdirSync(backups).filter((name) => !/\.(db|json)$/.test(name))).toEqual([]);
  for (const { row, manifest, file } of listLocal(backups)) {
    if (row.proven) proveBackup(file, manifest!);
  }
  // Both states can still be come back to.
  const held = new Set(listLocal(backups).map(({ manifest }) => manifest?.counts['finding']));
  expect(held.has(BEFORE)).toBe(true);
  if (count === BEFORE) expect(held.has(AFTER)).toBe(true);
  database.close();
  return count;
}
