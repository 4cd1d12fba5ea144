/**
 * What a process of its own does without end until it is killed:
 * `kill-child <what> <data folder> <stick> <more…>`. It prints a line after a call has returned: whoever read it may
 * count on what the call did.
 */
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { openDatabase } from '../../db/open.ts';
import { agencyInput, type Kept, openKept } from './kill-office.ts';

const [what = '', folder = '', stick = '', more = ''] = process.argv.slice(2);
const say = (...words: readonly (string | number)[]) => process.stdout.write(`${words.join(' ')}\n`);

/** A row, then a package of what is new; every fourth is everything. `more`: the office it goes to. */
async function exportForever({ call }: Kept): Promise<never> {
  for (let number = (await agencies(call)) + 1; ; number++) {
    await call('agencies.create', agencyInput(`Xã ${number}`));
    say('row', number);
    const sent = await call('exchange.send', {
      scope: { kind: number % 4 === 0 ? 'complete' : 'since' },
      recipient: { kind: 'office', officeId: more },
      place: stick,
    });
    say('sent', sent.package.seq, sent.package.fileName);
  }
}

/** Takes every package of the stick in turn, then takes all of them back in turn. */
async function importForever({ call }: Kept): Promise<never> {
  // Their numbers end their names.
  const files = readdirSync(stick)
    .filter((name) => name.endsWith('.cchc'))
    .toSorted((one, other) => numberOf(one) - numberOf(other));
  for (;;) {
    let merged = await mergedOf(call);
    for (const name of files.slice(merged.length)) {
      const source = { kind: 'path', path: path.join(stick, name) } as const;
      const { digest } = await call('exchange.look', { source });
      const { package: row } = await call('exchange.receive', {
        source,
        digest,
        largeChangeConfirmed: true,
      });
      say('up', row.seq);
    }
    merged = await mergedOf(call);
    for (const { id, seq } of merged) {
      await call('exchange.undo', { id });
      say('down', seq - 1);
    }
  }
}
async function agencies(call: Kept['call']): Promise<number> {
  const { total } = await call('agencies.list', { limit: 1 });
  if (total === undefined) throw new Error('the list does not count');
  return total;
}
const numberOf = (name: string) => Number(/(\d+)\.cchc$/.exec(name)?.[1] ?? 0);
/** The newest first. */
async function mergedOf(call: Kept['call']) {
  const { rows } = await call('exchange.packages', { direction: 'in', state: 'merged', limit: 200 });
  return rows.toSorted((a, b) => b.seq - a.seq);
}

/** A row, then a backup here and on the stick. */
async function backUpForever({ call }: Kept): Promise<never> {
  if ((await call('backups.secondPlace', {})) === null)
    await call('backups.setSecondPlace', { path: stick, passphrase: null });
  for (let number = (await agencies(call)) + 1; ; number++) {
    await call('agencies.create', agencyInput(`Xã ${number}`));
    say('row', number);
    const { backup, second } = await call('backups.make', {});
    say('made', backup.name, second?.problem ?? 'both');
  }
}

/** To and fro between two backups. `more`: their names. */
async function restoreForever({ call }: Kept): Promise<never> {
  const names = more.split(',');
  for (let round = 0; ; round++) {
    const at = round % names.length;
    await call('backups.restore', { name: names[at] ?? '', place: 'here' });
    say('restored', at);
  }
}

/** Opens data of an earlier version, again and again. `more`: its file. */
function migrateForever(): never {
  for (let round = 0; ; round++) {
    const data = path.join(folder, String(round));
    mkdirSync(data, { recursive: true });
    copyFileSync(more, path.join(data, 'cchc.db'));
    say('begin', round);
    openDatabase({ folder: data, mode: 'write', clock: { now: Date.now } }).close();
    say('done', round);
  }
}

if (what === 'migrate') {
  say('begun');
  migrateForever();
}
const kept = await openKept(folder);
say('begun');
const acts = {
  export: exportForever,
  import: importForever,
  backup: backUpForever,
  restore: restoreForever,
} as const;
const act = acts[what as keyof typeof acts];
try {
  await act(kept);
} catch (error) {
  say('failed', String(error));
  process.exit(1);
}
