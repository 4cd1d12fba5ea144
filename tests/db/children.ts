/** Processes of their own on a data folder, and what must be true after one was killed in the middle of its work. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'vitest';
import { finding, head, later, uuid, world } from './helpers.ts';

export const root = path.resolve(import.meta.dirname, '../..');

export const childArguments = (folder: string, what: string) => [
  path.join(root, 'build/load-typescript.mjs'),
  path.join(import.meta.dirname, 'child.ts'),
  folder,
  what,
];

export function startChild(folder: string, what: string): ChildProcess {
  const child = spawn(process.execPath, childArguments(folder, what), {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  later(() => child.kill('SIGKILL'));
  return child;
}

/** Kills a process that commits without end, `milliseconds` after it reported so many; how many it reported. */
export async function killedAfter(folder: string, commits: number, milliseconds = 0): Promise<number> {
  const child = startChild(folder, 'commit');
  let reported = 0;
  createInterface({ input: child.stdout! }).on('line', (line) => {
    reported = Number(line);
    if (reported === commits) void wait(milliseconds).then(() => child.kill('SIGKILL'));
  });
  await once(child, 'exit');
  if (reported < commits) throw new Error(`The child stopped by itself after ${reported}`);
  return reported;
}

/** Every commit that was reported is there, the chain holds, nothing else is left, and the folder works on. */
export function expectEveryCommit(folder: string, reported: number): void {
  const { database, journal, connection } = world(folder, { seeded: false, firstId: 0x800000 });
  expect(database.opening.afterUncleanStop).toBe(true);
  const found = connection.prepare('SELECT ordinal FROM finding ORDER BY ordinal').pluck().all() as number[];
  expect(found.length).toBeGreaterThanOrEqual(reported);
  expect(found).toEqual(found.map((_, index) => index + 1));
  // A change set for every finding and one for the seed: neither half of a commit is there alone.
  expect(journal.verify()).toEqual({ intact: true, changeSets: found.length + 1, erased: 0, brokenAt: null });
  expect(connection.pragma('quick_check', { simple: true })).toBe('ok');
  journal.run(head(), (write) => write.insert('finding', finding(uuid(0x900000))));
  database.close();
}
