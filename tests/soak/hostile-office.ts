/** A whole receiving office under packages that somebody meddled with: what it may say, and that nothing of it changes. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import type { ErrorValue } from '../../core/contract/error.ts';
import type { Input, Method, Output } from '../../core/contract/index.ts';
import type { PackageHeader } from '../../core/exchange/package/types.ts';
import { sealStream, unsealStream } from '../../main/exchange/age-file.ts';
import { openPackage, packageFaults } from '../../main/exchange/package-reader.ts';
import { entriesOf, type Mutant, mutations, rebuilt, createDice, zipped } from '../exchange/hostile.ts';
import { noProgress, workFolder } from '../exchange/package-sample.ts';
import { believe, createWorld, everythingOf, look, send, source } from '../exchange/sealed-offices.ts';
import { makeRound, noVersion, type Office } from '../main/services/fixture.ts';

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
async function gathered(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

type Answer<M extends Method> = { readonly value: Output<M> } | { readonly error: ErrorValue };
async function ask<M extends Method>(office: Office, method: M, input: Input<M>): Promise<Answer<M>> {
  try {
    return { value: await office.call(method, input) };
  } catch (error) {
    const told = error instanceof Error ? /^[a-zA-Z.]+: (\{.*\})$/su.exec(error.message) : null;
    if (told === null) throw error;
    return { error: JSON.parse(told[1]!) as ErrorValue };
  }
}

/** Every row of every table, search index and all. */
function digestOf({ context }: Office): string {
  const hash = createHash('sha256');
  const tables = context.connection
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`)
    .pluck()
    .all() as string[];
  for (const table of tables) {
    hash.update(table);
    for (const row of context.connection.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).raw().iterate()) {
      for (const cell of row as unknown[]) hash.update(`${typeof cell} ${String(cell)}\n`);
    }
  }
  return hash.digest('hex');
}
const changesOf = ({ context }: Office) =>
  context.connection.prepare('SELECT total_changes()').pluck().get() as number;
const filesOf = ({ folder }: Office, name: string) => {
  const at = path.join(folder, name);
  mkdirSync(at, { recursive: true });
  return readdirSync(at, { recursive: true }).map(String).toSorted();
};

export interface Told {
  mutations: number;
  accepted: number;
  readonly verdicts: Map<string, number>;
}
const count = (told: Told, verdict: string) =>
  told.verdicts.set(verdict, (told.verdicts.get(verdict) ?? 0) + 1);

/** A commune's package at its province, ready to be taken, and the bytes of it. */
async function prepared() {
  const world = createWorld();
  const commune = await world.office('Sở Nội vụ tỉnh Tiền Giang', 'province');
  const province = await world.office('UBND tỉnh Đồng Tháp', 'province');
  believe(commune, province, 'above');
  believe(province, commune, 'below');
  await makeRound(commune);
  for (const name of ['Văn phòng', 'Tư pháp'])
    await commune.call('agencies.create', { kind: 'so_nganh', version: { ...noVersion, name } });
  const file = await send(world, commune, province);
  const keys = province.context.vault.secrets();
  const sealed = readFileSync(file);
  const identities = [keys.ageIdentity];
  const plain = await gathered(unsealStream(once(sealed), { identities, passphrase: null }));
  const reseal = async (bytes: Uint8Array) =>
    gathered((await sealStream(once(bytes), { recipients: [keys.ageRecipient] })).chunks);
  return { world, commune, province, file, sealed, plain, identities, reseal };
}

/** Bytes changed by chance, on the stick and before they were sealed, all the way through looking and taking. */
export async function meddledAtAnOffice(seed: number, runs: number, more: readonly Mutant[]): Promise<Told> {
  const { world, province, file, sealed, plain, reseal } = await prepared();
  const told: Told = { mutations: 0, accepted: 0, verdicts: new Map() };
  try {
    const whole = await look(province, file);
    expect(whole.outcome).toBe('merge');
    const start = digestOf(province);
    const rows = changesOf(province);
    const kept = filesOf(province, 'blobs');
    const place = path.join(world.stick, 'changed.cchc');
    const chosen = mutations({ sealed, plain, content: '', folder: world.stick }, seed);
    const all = function* () {
      yield* more;
      for (let run = 0; run < runs; run++) yield chosen.next().value;
    };
    for (const { name, level, bytes } of all()) {
      writeFileSync(place, level === 'sealed' ? bytes : await reseal(bytes));
      const seen = await ask(province, 'exchange.look', { source: source(place) });
      told.mutations += 1;
      if ('value' in seen && seen.value.outcome === 'merge') {
        // It says exactly what the original says; the digest holds all of its content.
        expect(seen.value.digest, name).toBe(whole.digest);
        told.accepted += 1;
      } else {
        const taken = await ask(province, 'exchange.receive', {
          source: source(place),
          digest: 'value' in seen ? seen.value.digest : whole.digest,
          largeChangeConfirmed: true,
        });
        const code = 'error' in taken ? taken.error.code : 'taken';
        expect([...packageFaults, 'PACKAGE_REFUSED'], name).toContain(code);
        if ('error' in seen) expect(seen.error.code, name).toBe(code);
        count(told, code);
      }
      expect(changesOf(province), name).toBe(rows);
      expect(filesOf(province, 'exchange-work'), name).toEqual([]);
      expect(filesOf(province, 'blobs'), name).toEqual(kept);
      if (told.mutations % 100 === 0) expect(digestOf(province), name).toBe(start);
    }
    expect(digestOf(province)).toBe(start);
    return told;
  } finally {
    world.close();
  }
}

const NASTY = [
  '',
  '0',
  '-1',
  '1',
  '2',
  '9007199254740991',
  'x',
  'NULL',
  '\\e',
  '{}',
  '[]',
  '2026-13-45',
  '=1+1',
  '"; DROP TABLE plan; --',
  '…',
  'a'.repeat(20_000),
  '00000000-0000-7000-8000-000000000000',
];

/** Cells by line; only what has no line breaks and commas inside, which is all of it but a few. */
function nonsense(csv: string, dice: (limit: number) => number, ids: readonly string[]): string {
  const lines = csv.split('\r\n');
  const at = 1 + dice(Math.max(1, lines.length - 2));
  const cells = (lines[at] ?? '').split(',');
  if (dice(6) === 0) lines.splice(at, 1);
  else {
    const value = dice(2) === 0 ? ids[dice(ids.length)]! : NASTY[dice(NASTY.length)]!;
    cells[dice(cells.length)] = /[",]/u.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
    lines[at] = cells.join(',');
  }
  return lines.join('\r\n');
}

/**
 * An office that is believed, whose program writes nonsense and signs it: whatever comes is refused as a whole, or taken
 * with every reference whole and taken back to the last column.
 */
export async function nonsenseOfAFriend(seed: number, runs: number): Promise<Told> {
  const { world, commune, province, file, sealed, plain, identities, reseal } = await prepared();
  const told: Told = { mutations: 0, accepted: 0, verdicts: new Map() };
  try {
    const opened = await openPackage({
      paths: [file],
      identities,
      passphrase: null,
      workFolder: workFolder(),
      progress: noProgress,
    });
    const { header } = opened;
    opened.close();
    const keys = commune.context.vault.secrets();
    const original = { sealed, plain, content: '', folder: world.stick };
    const entries = entriesOf(plain);
    const tables = [...entries.keys()].filter((name) => /^data\/tables\/.*\.csv$/u.test(name));
    const ids = [
      ...new Set(
        entries
          .get('data/tables/agency.csv')
          ?.toString()
          .match(/[0-9a-f-]{36}/gu),
      ),
    ];
    const dice = createDice(seed);
    const place = path.join(world.stick, 'nonsense.cchc');
    const [before] = everythingOf(province) as [unknown];
    for (let run = 0; run < runs; run++) {
      const files: Record<string, string> = {};
      for (let edits = 1 + dice(3); edits > 0; edits--) {
        const name = tables[dice(tables.length)]!;
        files[name] = nonsense(files[name] ?? entries.get(name)!.toString(), dice, ids);
      }
      // A row of packages of its own each time: it is not its number that is looked at here.
      const number = (run + 1).toString(16).padStart(12, '0');
      const own: PackageHeader = {
        ...header,
        bagId: `018f1111-0000-7000-8000-${number}`,
        stream: `018f2222-0000-7000-8000-${number}`,
      };
      const bytes = zipped(rebuilt(original, { files, header: own, seed: keys.signSeed }));
      writeFileSync(place, await reseal(bytes));
      const name = `${seed}/${run}`;
      const rows = changesOf(province);
      const seen = await ask(province, 'exchange.look', { source: source(place) });
      expect(changesOf(province), name).toBe(rows);
      told.mutations += 1;
      if ('error' in seen) {
        expect(packageFaults as readonly string[], name).toContain(seen.error.code);
        count(told, seen.error.code);
      } else {
        const taken = await ask(province, 'exchange.receive', {
          source: source(place),
          digest: seen.value.digest,
          largeChangeConfirmed: true,
        });
        if ('error' in taken) {
          expect(taken.error.code, name).toBe('PACKAGE_REFUSED');
          count(told, 'PACKAGE_REFUSED');
        } else {
          expect(province.context.connection.pragma('foreign_key_check'), name).toEqual([]);
          await province.call('exchange.undo', { id: taken.value.package.id });
          told.accepted += 1;
          count(told, 'taken, and taken back');
        }
      }
      expect((everythingOf(province) as [unknown])[0], name).toEqual(before);
      expect(filesOf(province, 'exchange-work'), name).toEqual([]);
    }
    expect(province.context.journal.verify()).toMatchObject({ intact: true });
    expect(province.context.connection.pragma('integrity_check', { simple: true })).toBe('ok');
    return told;
  } finally {
    world.close();
  }
}

export const resultOf = ({ mutations: all, accepted, verdicts }: Told) =>
  `${all} mutations, ${accepted} accepted, ${JSON.stringify(Object.fromEntries(verdicts))}`;
