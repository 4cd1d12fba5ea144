/**
 * Processes that send, receive, back up, come back and migrate are killed at a moment by chance, again and again, on data
 * that they left themselves. After every kill the folder is opened as the next start opens it, and everything that was
 * acknowledged must be there, and nothing half.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { build } from 'vite';
import { expect } from 'vitest';
import type { OwnSecrets } from '../../core/exchange/package/types.ts';
import { AppError } from '../../core/contract/error.ts';
import { backupFolder, proveBackup } from '../../db/backup.ts';
import { migrations } from '../../db/migrate.ts';
import { openDatabase } from '../../db/open.ts';
import { connect, type Connection } from '../../db/sqlite.ts';
import { listLocal } from '../../main/backup/local.ts';
import { listSecond, proveSealed, readSealedManifest } from '../../main/backup/second-place.ts';
import { openPackage } from '../../main/exchange/package-reader.ts';
import { root } from '../db/children.ts';
import { openOffice } from '../main/services/fixture.ts';
import { createDice } from './hostile.ts';
import { agencyInput, openKept, openSealer } from './kill-office.ts';
import { believe, officeOf } from './sealed-offices.ts';

export type Act = 'export' | 'import' | 'backup' | 'restore' | 'migrate';

// ── The process ──────────────────────────────────────────────────────────────────────────────────────────

let bundled: Promise<string> | undefined;
/** As one file: a process from the sources would need seconds to begin. */
export function bundledChild(): Promise<string> {
  bundled ??= (async () => {
    // Below the tree, where the database's addon is found.
    const outDir = path.join(root, '.cache', `kill-child-${process.pid}`);
    const external = ['better-sqlite3', 'electron', 'playwright-core'];
    await build({
      root,
      configFile: false,
      envDir: false,
      publicDir: false,
      logLevel: 'warn',
      mode: 'production',
      ssr: { target: 'node', noExternal: true, external },
      build: {
        ssr: true,
        target: 'node24',
        minify: false,
        outDir,
        rolldownOptions: {
          input: { child: path.join(import.meta.dirname, 'kill-child.ts') },
          external: [...external, /^node:/],
          output: { format: 'es', entryFileNames: '[name].js' },
        },
      },
    });
    return path.join(outDir, 'child.js');
  })();
  return bundled;
}

/** So long after so many lines; none: after it was started. */
interface Moment {
  readonly lines: number;
  readonly milliseconds: number;
}

export async function removeChild(): Promise<void> {
  rmSync(path.dirname(await bundledChild()), { recursive: true, force: true });
}

/** The lines that it printed until it was killed. */
async function killed(args: readonly string[], moment: Moment): Promise<readonly string[]> {
  const file = await bundledChild();
  const child = spawn(process.execPath, [file, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: path.join(path.dirname(file), 'compiled') },
  });
  const lines: string[] = [];
  const killLater = () => void wait(moment.milliseconds).then(() => child.kill('SIGKILL'));
  if (moment.lines === 0) killLater();
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => {
    lines.push(line);
    if (lines.length === moment.lines) killLater();
  });
  const [[, signal]] = await Promise.all([once(child, 'exit'), once(reader, 'close')]);
  if (signal !== 'SIGKILL') throw new Error(`It ended by itself: ${lines.slice(-2).join(' | ')}`);
  return lines;
}

// ── What they work on ────────────────────────────────────────────────────────────────────────────────────

interface Template {
  readonly folder: string;
  readonly communeId: string;
  readonly provinceId: string;
  readonly secrets: OwnSecrets;
}
export const PACKAGES = 5;

/** Two offices that believe each other; a stick with packages of the first; backups of two states of the second. */
export async function makeTemplate(folder: string): Promise<Template> {
  const at = (name: string) => {
    mkdirSync(path.join(folder, name), { recursive: true });
    return path.join(folder, name);
  };
  const office = async (name: string, level: 'commune' | 'province') => {
    const one = openOffice({ folder: at(level), sealer: openSealer });
    await one.call('system.setUp', {
      office: { name, parentName: level === 'province' ? 'UBND tỉnh' : null, level, placeName: null },
      person: { fullName: `Người của ${name}`, position: null },
    });
    await one.context.vault.ready();
    if (one.context.vault.state().state !== 'open') await one.context.vaultKeeper?.make(null);
    return one;
  };
  const commune = await office('UBND xã Tân Hòa', 'commune');
  const province = await office('UBND tỉnh Đồng Tháp', 'province');
  believe(commune, province, 'above');
  believe(province, commune, 'below');
  const facts = {
    folder,
    communeId: officeOf(commune),
    provinceId: officeOf(province),
    secrets: commune.context.vault.secrets(),
  };
  cpSyncClosed(commune, path.join(folder, 'export'));
  const stick = at('stick');
  const sender = openOffice({ folder: at('commune'), sealer: openSealer });
  await sender.context.vault.ready();
  for (let number = 1; number <= PACKAGES; number++) {
    // Something more to write than one row each.
    for (let row = 0; row < 12; row++)
      await sender.call('agencies.create', agencyInput(`Xã ${number}-${row}`));
    await sender.call('exchange.send', {
      scope: { kind: 'since' },
      recipient: { kind: 'office', officeId: facts.provinceId },
      place: stick,
    });
  }
  sender.close();
  cpSyncClosed(province, path.join(folder, 'import'));
  const kept = await openKept(at('province'));
  for (let state = 0; state < 2; state++) {
    await kept.call('agencies.create', agencyInput(`Phường ${state}`));
    await kept.call('backups.make', {});
  }
  await kept.application.close();
  cpSync(at('province'), path.join(folder, 'restore'), { recursive: true });
  cpSync(path.join(folder, 'export'), path.join(folder, 'backup'), { recursive: true });
  const old = path.join(root, 'tests/fixtures', `schema-${migrations.at(-2)!.version}.db.gz`);
  writeFileSync(path.join(folder, 'old.db'), gunzipSync(readFileSync(old)));
  return facts;
}

function cpSyncClosed(office: { readonly folder: string; close(): void }, target: string): void {
  office.close();
  cpSync(office.folder, target, { recursive: true });
}

// ── Rounds ───────────────────────────────────────────────────────────────────────────────────────────────

export interface Tally {
  rounds: number;
  acknowledged: number;
  /** Kills that left something unfinished on the disk. */
  leftovers: number;
}

interface Chain {
  /** The arguments of the process. */
  readonly args: readonly string[];
  /** Looks at what a kill has left; how many acknowledgements it found kept. */
  check(lines: readonly string[]): Promise<number>;
  /** Leftovers seen so far. */
  readonly leftovers: () => number;
  /** After the last round. */
  finish(): Promise<void>;
}

/** So many rounds go on where the last one was killed, then begin anew: what grows would make them slow. */
const CHAIN = 20;

export async function killRounds(
  act: Act,
  template: Template,
  { seed, numRuns }: { readonly seed: number; readonly numRuns: number },
): Promise<Tally> {
  const dice = createDice(seed);
  const tally: Tally = { rounds: 0, acknowledged: 0, leftovers: 0 };
  let chain: Chain | undefined;
  let place = '';
  for (let round = 0; round < numRuns; round++) {
    if (round % CHAIN === 0) {
      place = path.join(template.folder, `run-${act}`);
      rmSync(place, { recursive: true, force: true });
      chain = begin[act](template, place);
    }
    // The first line says that it has begun.
    const moment: Moment =
      dice(8) === 0
        ? { lines: 0, milliseconds: dice(1500) }
        : { lines: 1 + dice(3), milliseconds: dice(600) };
    try {
      const lines = await killed([act, ...chain!.args], moment);
      tally.acknowledged += await chain!.check(lines);
      if (round % CHAIN === CHAIN - 1 || round === numRuns - 1) {
        await chain!.finish();
        tally.leftovers += chain!.leftovers();
        console.log(`${act}, seed ${seed}: ${round + 1} rounds, ${tally.acknowledged} acknowledged, held`);
      }
    } catch (error) {
      throw new Error(`${act}: seed ${seed}, round ${round}, ${JSON.stringify(moment)}, in ${place}`, {
        cause: error,
      });
    }
    tally.rounds += 1;
  }
  rmSync(place, { recursive: true, force: true });
  return tally;
}

const words = (lines: readonly string[], what: string) =>
  lines.map((line) => line.split(' ')).filter(([first]) => first === what);

/** Opened as the next start opens it, the file and its chain are whole and nothing is left of what was under way. */
async function reopened<T>(folder: string, body: (connection: Connection) => T | Promise<T>): Promise<T> {
  const kept = await openKept(folder);
  expect(existsSync(path.join(folder, 'exchange-work'))).toBe(false);
  expect(existsSync(path.join(folder, 'restore'))).toBe(false);
  expect(readdirSync(backupFolder(folder)).filter((name) => !/\.(db|json)$/.test(name))).toEqual([]);
  expect(await kept.call('journal.verify', {})).toMatchObject({ intact: true });
  await kept.application.close();
  const connection = connect(path.join(folder, 'cchc.db'), { readOnly: true, mustExist: true });
  try {
    expect(connection.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(connection.pragma('foreign_key_check')).toEqual([]);
    return await body(connection);
  } finally {
    connection.close();
  }
}

const agencies = (connection: Connection) =>
  connection.prepare('SELECT count(*) FROM agency').pluck().get() as number;

const begin: Readonly<Record<Act, (template: Template, place: string) => Chain>> = {
  export(template, place) {
    const folder = path.join(place, 'data');
    const stick = path.join(place, 'stick');
    cpSync(path.join(template.folder, 'export'), folder, { recursive: true });
    mkdirSync(stick, { recursive: true });
    const hashes = new Map<string, string>();
    const acknowledged = new Map<string, string>();
    let rows = 0;
    let leftovers = 0;
    const isUsedOnce = (stream: string, seq: number, hash: string) => {
      const number = `${stream} ${seq}`;
      expect(hashes.get(number) ?? hash, `number ${number}`).toBe(hash);
      hashes.set(number, hash);
    };

    /** Every file that has its name is whole and counted; what has not is no package by its name. */
    async function checkStick(connection: Connection): Promise<void> {
      const counted = new Map(
        (
          connection
            .prepare(`SELECT stream_id, seq, hash, file_name FROM exchange_package WHERE direction = 'out'`)
            .all() as { stream_id: string; seq: number; hash: string; file_name: string }[]
        ).map((row) => [row.file_name, row]),
      );
      for (const { stream_id, seq, hash } of counted.values()) isUsedOnce(stream_id, seq, hash);
      for (const name of readdirSync(stick)) {
        const file = path.join(stick, name);
        if (!name.endsWith('.cchc')) {
          // The last one is the trial whether anything can be written there.
          expect(name).toMatch(/\.cchc(?:\.ready)?(?:\.part)?$|^\.[0-9a-f-]{36}\.part$/);
          leftovers += 1;
          if (name.endsWith('.part')) await expectNothingElse(file, template);
          continue;
        }
        const opened = await openPackage(opening(file, template));
        try {
          expect(counted.get(name)?.hash, name).toBe(opened.hash);
          isUsedOnce(opened.header.stream, opened.header.seq, opened.hash);
        } finally {
          opened.close();
        }
      }
      for (const [name] of acknowledged) expect(existsSync(path.join(stick, name)), name).toBe(true);
    }

    return {
      args: [folder, stick, template.provinceId],
      leftovers: () => leftovers,
      async check(lines) {
        rows = Math.max(rows, ...words(lines, 'row').map(([, number]) => Number(number)));
        for (const [, seq, name] of words(lines, 'sent')) acknowledged.set(name!, seq!);
        await reopened(folder, async (connection) => {
          const found = agencies(connection);
          expect(found).toBeGreaterThanOrEqual(rows);
          // One more may have been stored and not told.
          expect(found).toBeLessThanOrEqual(rows + 1);
          rows = found;
          for (const [name, seq] of acknowledged) {
            const state = connection
              .prepare('SELECT state FROM exchange_package WHERE file_name = ? AND seq = ?')
              .pluck()
              .get(name, Number(seq));
            expect(state, name).toBe('written');
          }
          await checkStick(connection);
        });
        return words(lines, 'row').length + words(lines, 'sent').length;
      },
      async finish() {
        // The next one that is sent finds everything that counts and had no name yet.
        const kept = await openKept(folder);
        await kept.call('agencies.create', agencyInput('Xã cuối cùng'));
        await kept.call('exchange.send', {
          scope: { kind: 'since' },
          recipient: { kind: 'office', officeId: template.provinceId },
          place: stick,
        });
        await kept.application.close();
        await reopened(folder, async (connection) => {
          await checkStick(connection);
          const names = connection
            .prepare(`SELECT file_name FROM exchange_package WHERE direction = 'out'`)
            .pluck()
            .all() as string[];
          const numbers = connection
            .prepare(`SELECT seq FROM exchange_package WHERE direction = 'out' ORDER BY seq`)
            .pluck()
            .all();
          expect(numbers).toEqual(names.map((_, index) => index + 1));
          for (const name of names) expect(existsSync(path.join(stick, name)), name).toBe(true);
        });
      },
    };
  },

  import(template, place) {
    const folder = path.join(place, 'data');
    cpSync(path.join(template.folder, 'import'), folder, { recursive: true });
    let merged = 0;
    let leftovers = 0;
    /** What may stand after so many are merged and the next step may have been taken. */
    const next = (state: number, way: 'up' | 'down') =>
      way === 'up' ? (state < PACKAGES ? state + 1 : state - 1) : state > 0 ? state - 1 : 1;
    return {
      args: [folder, path.join(template.folder, 'stick')],
      leftovers: () => leftovers,
      async check(lines) {
        const told = [...words(lines, 'up'), ...words(lines, 'down')];
        const last = lines.findLast((line) => /^(?:up|down) /.test(line))?.split(' ');
        const state = last === undefined ? merged : Number(last[1]);
        // A process begins by taking what is left to take.
        const way = last?.[0] === 'down' ? 'down' : 'up';
        if (existsSync(path.join(folder, 'exchange-work'))) {
          leftovers += readdirSync(path.join(folder, 'exchange-work')).length > 0 ? 1 : 0;
        }
        await reopened(folder, (connection) => {
          merged = connection
            .prepare(`SELECT count(*) FROM exchange_package WHERE direction = 'in' AND state = 'merged'`)
            .pluck()
            .get() as number;
          expect([state, next(state, way)]).toContain(merged);
          const stream = connection.prepare(`SELECT last_seq FROM exchange_stream WHERE direction = 'in'`);
          expect(stream.pluck().get() ?? 0).toBe(merged);
          const foreign = connection.prepare('SELECT count(*) FROM agency WHERE origin_office_id = ?');
          expect(foreign.pluck().get(template.communeId)).toBe(merged * 12);
          const marks = connection
            .prepare(
              `SELECT seq FROM exchange_package WHERE direction = 'in' AND state = 'merged'
                 AND change_set_id IN (SELECT id FROM change_set) AND receipt IS NOT NULL ORDER BY seq`,
            )
            .pluck()
            .all();
          expect(marks).toEqual(Array.from({ length: merged }, (_, index) => index + 1));
        });
        return told.length;
      },
      finish: async () => undefined,
    };
  },

  backup(template, place) {
    const folder = path.join(place, 'data');
    const second = path.join(place, 'second');
    cpSync(path.join(template.folder, 'backup'), folder, { recursive: true });
    mkdirSync(second, { recursive: true });
    const acknowledged = new Set<string>();
    const proven = new Set<string>();
    const identities = [template.secrets.ageIdentity];
    let rows = 0;
    let leftovers = 0;
    const halves = (at: string): number =>
      readdirSync(at, { recursive: true }).filter((name) => String(name).endsWith('.partial')).length;
    return {
      args: [folder, second],
      leftovers: () => leftovers,
      async check(lines) {
        leftovers += halves(folder) + halves(second) > 0 ? 1 : 0;
        rows = Math.max(rows, ...words(lines, 'row').map(([, number]) => Number(number)));
        for (const [, name, problem] of words(lines, 'made')) {
          expect(problem).toBe('both');
          acknowledged.add(name!);
        }
        await reopened(folder, (connection) => {
          const found = agencies(connection);
          expect([rows, rows + 1]).toContain(found);
          rows = found;
        });
        const local = listLocal(backupFolder(folder));
        for (const { row, file, manifest } of local) {
          // Between its name and its manifest a copy is there that is not called proven.
          if (!row.proven || proven.has(row.name)) continue;
          proveBackup(file, manifest!);
          proven.add(row.name);
        }
        const sealed = await listSecond(second);
        for (const one of sealed) {
          if (proven.has(`second ${one.row.name}`)) continue;
          await proveSealed(one);
          const { manifest } = await readSealedManifest(one, identities);
          expect(manifest.name).toBe(one.row.name);
          proven.add(`second ${one.row.name}`);
        }
        for (const name of acknowledged) {
          expect(local.find(({ row }) => row.name === name)?.row.proven, name).toBe(true);
          expect(
            sealed.some(({ row }) => row.name === name),
            name,
          ).toBe(true);
        }
        return words(lines, 'row').length + words(lines, 'made').length;
      },
      async finish() {
        const kept = await openKept(folder);
        await kept.call('backups.setSecondPlace', { path: second, passphrase: null });
        await kept.call('backups.make', {});
        await kept.application.close();
        expect(halves(folder) + halves(second)).toBe(0);
      },
    };
  },

  restore(template, place) {
    const folder = path.join(place, 'data');
    cpSync(path.join(template.folder, 'restore'), folder, { recursive: true });
    // The oldest first: one agency in it, then two.
    const names = listLocal(backupFolder(folder))
      .map(({ row }) => row.name)
      .toReversed();
    expect(names).toHaveLength(2);
    const proven = new Set<string>();
    let state = 2;
    let epoch = 0;
    let leftovers = 0;
    return {
      args: [folder, 'none', names.join(',')],
      leftovers: () => leftovers,
      async check(lines) {
        leftovers += existsSync(path.join(folder, 'restore')) ? 1 : 0;
        const told = words(lines, 'restored');
        const last = told.at(-1);
        const expected = last === undefined ? [state, 1] : Number(last[1]) === 0 ? [1, 2] : [2, 1];
        await reopened(folder, (connection) => {
          state = agencies(connection);
          expect(expected).toContain(state);
          const now = connection.prepare('SELECT epoch FROM exchange_state').pluck().get() as number;
          // What is sent afterwards is always younger than what was sent before.
          expect(now).toBeGreaterThanOrEqual(epoch + (told.length > 0 ? 1 : 0));
          epoch = now;
        });
        const local = listLocal(backupFolder(folder));
        for (const { row, file, manifest } of local) {
          if (!row.proven || proven.has(row.name)) continue;
          proveBackup(file, manifest!);
          proven.add(row.name);
        }
        for (const name of names) {
          expect(local.find(({ row }) => row.name === name)?.row.proven, name).toBe(true);
        }
        return told.length;
      },
      finish: async () => undefined,
    };
  },

  migrate(template, place) {
    const file = path.join(template.folder, 'old.db');
    const old = connect(file, { readOnly: true, mustExist: true });
    const counts = countsOf(old, tablesOf(old));
    const version = old.pragma('user_version', { simple: true });
    old.close();
    mkdirSync(place, { recursive: true });
    let leftovers = 0;
    return {
      args: [place, 'none', file],
      leftovers: () => leftovers,
      check(lines) {
        const done = words(lines, 'done').map(([, round]) => Number(round));
        const begun = words(lines, 'begin').map(([, round]) => Number(round));
        for (const round of begun) {
          const folder = path.join(place, String(round));
          // Not read-only: a step that was broken off may have to be taken back first.
          const before = connect(path.join(folder, 'cchc.db'), { mustExist: true });
          const found = before.pragma('user_version', { simple: true });
          before.close();
          // Never between two versions; and where it was told to be done it is.
          expect(done.includes(round) ? [newest] : [version, newest]).toContain(found);
          if (found === version) leftovers += 1;
          const { connection, close } = openDatabase({ folder, mode: 'write', clock: { now: Date.now } });
          expect(connection.pragma('user_version', { simple: true })).toBe(newest);
          expect(countsOf(connection, Object.keys(counts))).toEqual(counts);
          expect(connection.pragma('integrity_check', { simple: true })).toBe('ok');
          expect(connection.pragma('foreign_key_check')).toEqual([]);
          close();
          const copies = listLocal(backupFolder(folder)).filter(({ row }) => row.proven);
          expect(copies.length).toBeGreaterThan(0);
          for (const one of copies) {
            expect(one.row).toMatchObject({ reason: 'migration', schemaVersion: version });
            proveBackup(one.file, one.manifest!);
          }
          rmSync(folder, { recursive: true });
        }
        return Promise.resolve(done.length);
      },
      finish: async () => undefined,
    };
  },
};

const newest = migrations.at(-1)!.version;

const tablesOf = (connection: Connection) =>
  connection
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search_text%' AND name NOT LIKE 'sqlite_%'",
    )
    .pluck()
    .all() as string[];
const countsOf = (connection: Connection, tables: readonly string[]) =>
  Object.fromEntries(
    tables.map((table) => [table, connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get()]),
  );

function opening(file: string, { folder, secrets }: Template) {
  const workFolder = path.join(folder, 'opening');
  mkdirSync(workFolder, { recursive: true });
  return {
    paths: [file],
    identities: [secrets.ageIdentity],
    passphrase: null,
    workFolder,
    progress: { step: () => undefined },
  };
}

/** A half one does not verify: only the whole content that waited for its name does. */
async function expectNothingElse(file: string, template: Template): Promise<void> {
  try {
    (await openPackage(opening(file, template))).close();
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
  }
}
