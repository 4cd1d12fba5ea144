// Packages of many offices, verified and merged: one of 1,000 rows from each of 700, through the product's own service,
// against what SQLite needs to take the same rows just as durably.
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fingerprintOf } from '../../core/exchange/package/fingerprint.ts';
import {
  NO_HASH,
  type OwnSecrets,
  type PackageRow,
  PROFILE,
  PROFILE_VERSION,
  type TableForm,
} from '../../core/exchange/package/types.ts';
import { versionOf } from '../../core/exchange/package/versions.ts';
import { foldText } from '../../core/rules/text-fold.ts';
import { createBlobStore } from '../../db/blobs.ts';
import { createJournal } from '../../db/journal.ts';
import { openBeside } from '../../db/open.ts';
import { packageForms } from '../../db/package-forms.ts';
import { tableDefinition } from '../../db/registry.ts';
import { toSql } from '../../db/row.ts';
import type { Connection, SqlRow, SqlValue } from '../../db/sqlite.ts';
import { createStores } from '../../db/stores.ts';
import { createClock } from '../../main/clock.ts';
import { openPackage } from '../../main/exchange/package-reader.ts';
import { writePackage } from '../../main/exchange/package-writer.ts';
import { createBlobHandles } from '../../main/handles.ts';
import { exchangeWorkFolder } from '../../main/held-packages.ts';
import { createIds } from '../../main/ids.ts';
import { createKeyMaker } from '../../main/office-keys.ts';
import { createPlaces } from '../../main/places.ts';
import { createSession, type ServiceContext } from '../../main/services/context.ts';
import { createExchangeReceiveService } from '../../main/services/exchange-receive.ts';
import { createHandedVault, createVault } from '../../main/vault.ts';
import { createPassphraseBox } from '../../main/work/passphrase.ts';
import { createWorkHere } from '../../main/work/work.ts';
import { type Bench, call, caller, folderWithSample, openApplication, openBare } from './bench.ts';
import { createChance, idOf, sentence } from './filler.ts';
import { median, type Rounds } from './measure.ts';
import { memoryRow, row, type Row } from './table.ts';

export const WORDS = 'mật khẩu của sở';
const AT = Date.UTC(2026, 8, 30);
/** Every so many-th package goes the whole way of the product, through its thread. */
const IN_THREAD = 7;
const WARM_UP = 3;
const noProgress = { step: () => undefined };
const clock = createClock();
const ids = createIds(clock);

// ── Offices ──────────────────────────────────────────────────────────────────────────────────────────────

/** A data folder of an office of the sample that has made its seal. */
export async function sealedFolder(
  bench: Bench,
  folder: string,
  sample: 'lai-vung-2022' | 'hai-duong-2019',
): Promise<{ readonly planId: string; readonly secrets: OwnSecrets }> {
  const { planId } = await folderWithSample(bench, folder, sample);
  const database = openBare(folder);
  try {
    const stores = createStores(database.connection);
    const vault = createVault({
      store: stores.ownKeys,
      officeId: () => stores.offices.installation()?.officeId ?? null,
      maker: createKeyMaker(),
      // What a passphrase costs is not what is measured.
      box: createPassphraseBox({ entry: { file: '' }, workFactor: 1 }),
      sealer: null,
      clock,
      ids,
      log: { info: () => undefined, warn: () => undefined },
      readOnly: false,
    });
    await vault.ready();
    await vault.make(WORDS);
    return { planId, secrets: vault.secrets() };
  } finally {
    database.close();
  }
}

/** Offices whose words were compared, as they stand in the list afterwards. */
export function believe(
  connection: Connection,
  offices: readonly { readonly secrets: OwnSecrets; readonly name: string }[],
): void {
  const stores = createStores(connection);
  const session = createSession(stores);
  const head = {
    method: 'trust.add',
    kind: 'system',
    actorId: session.personId(),
    officeId: session.officeId(),
  } as const;
  createJournal({ connection, clock, ids }).run(head, (write) => {
    for (const { secrets, name } of offices) {
      write.insert('trusted_office', {
        id: ids.next(),
        officeId: secrets.officeId,
        name,
        level: 'commune',
        relation: 'below',
        signPublic: secrets.signPublic,
        ageRecipient: secrets.ageRecipient,
        validFrom: 0,
        confirmedBy: session.personId(),
        confirmedAt: AT,
      });
    }
  });
}

// ── What they send ───────────────────────────────────────────────────────────────────────────────────────

interface Ground {
  readonly forms: ReadonlyMap<string, TableForm>;
  readonly domains: readonly string[];
  readonly setId: string;
  readonly criteria: readonly string[];
}

function groundOf(connection: Connection): Ground {
  const list = (sql: string, ...values: string[]) =>
    connection
      .prepare(sql)
      .pluck()
      .all(...values) as string[];
  const [setId = ''] = list(
    'SELECT criteria_set_id FROM criterion GROUP BY criteria_set_id ORDER BY count(*) DESC, 1 LIMIT 1',
  );
  const criteria = list('SELECT id FROM criterion WHERE criteria_set_id = ? ORDER BY ordinal, id', setId);
  const domains = list(
    'SELECT DISTINCT domain_id FROM criterion WHERE criteria_set_id = ? ORDER BY 1',
    setId,
  );
  if (criteria.length < 40) throw new Error('Too few criteria to answer');
  return {
    forms: new Map(packageForms(connection).map((form) => [form.name, form])),
    domains,
    setId,
    criteria,
  };
}

/** One round of one office: agencies, visits, findings, recommendations, and answers up to so many rows. */
function rowsOfOffice(
  { forms, domains, setId, criteria }: Ground,
  officeId: string,
  at: number,
  count: number,
): ReadonlyMap<string, readonly PackageRow[]> {
  const chance = createChance(at + 1);
  const made = new Map<string, PackageRow[]>();
  let total = 0;
  const add = (table: string, cells: Readonly<Record<string, SqlValue>>): void => {
    const form = forms.get(table);
    const all: Record<string, string | number | null> = {
      origin_office_id: officeId,
      origin_version: versionOf(0, 1),
    };
    for (const column of tableDefinition(table).columns) {
      if (column.fallback === undefined || column.sqlName in all) continue;
      all[column.sqlName] = toSql(column, column.fallback) as string | number | null;
    }
    Object.assign(all, cells);
    const known = Object.fromEntries((form?.columns ?? []).map(({ name }) => [name, all[name] ?? null]));
    made.set(table, [...(made.get(table) ?? []), known]);
    total += 1;
  };
  let next = at * 4096;
  const id = (kind: number) => idOf(0x400 + kind, (next += 1));
  const agencies = Math.max(2, Math.round(count / 50));
  const findings = agencies * 5;
  const planId = id(1);
  add('office', { id: officeId, name: `UBND xã số ${at + 1}`, level: 'commune' });
  add('plan', {
    id: planId,
    office_id: officeId,
    criteria_set_id: setId,
    title: `Kiểm tra công tác cải cách hành chính năm 2026 của xã số ${at + 1}`,
    year: 2026,
    status: 'in_progress',
  });
  const visits: { readonly id: string; readonly agencyId: string }[] = [];
  for (let index = 0; index < agencies; index += 1) {
    const [agencyId, versionId, visitId] = [id(2), id(3), id(4)];
    add('agency', { id: agencyId, kind: 'don_vi_truc_thuoc' });
    add('agency_version', {
      id: versionId,
      agency_id: agencyId,
      name: `Đơn vị ${index + 1} của xã số ${at + 1}`,
    });
    add('visit', {
      id: visitId,
      plan_id: planId,
      agency_id: agencyId,
      agency_version_id: versionId,
      ordinal: index + 1,
      starts_on: '2026-09-14',
      ends_on: '2026-09-14',
      status: 'visited',
    });
    visits.push({ id: visitId, agencyId });
  }
  for (let index = 0; index < findings; index += 1) {
    const [findingId, visit] = [id(5), visits[index % agencies]];
    const domainId = domains[chance(domains.length)] ?? null;
    add('finding', {
      id: findingId,
      plan_id: planId,
      visit_id: visit?.id ?? null,
      domain_id: domainId,
      ordinal: index + 1,
      kind: index % 3 === 0 ? 'strength' : 'limitation',
      scope: 'named',
      text: sentence(chance),
    });
    add('finding_agency', { id: id(6), finding_id: findingId, agency_id: visit?.agencyId ?? null });
    add('recommendation', {
      id: id(7),
      plan_id: planId,
      finding_id: findingId,
      agency_id: visit?.agencyId ?? null,
      domain_id: domainId,
      ordinal: index + 1,
      text: sentence(chance),
      due_on: '2026-12-01',
      status: 'open',
    });
  }
  for (let index = 0; total < count; index += 1) {
    add('answer', {
      id: id(8),
      visit_id: visits[index % agencies]?.id ?? null,
      criterion_id: criteria[Math.floor(index / agencies)] ?? null,
      choice: ['yes', 'partial', 'no'][chance(3)] ?? 'yes',
      note: chance(4) === 0 ? sentence(chance) : null,
    });
  }
  return made;
}

interface Sender {
  readonly secrets: OwnSecrets;
  readonly name: string;
}

interface Parcel {
  readonly file: string;
  readonly rows: ReadonlyMap<string, readonly PackageRow[]>;
}

async function parcelOf(
  ground: Ground,
  sender: Sender,
  to: OwnSecrets,
  at: number,
  count: number,
  place: { readonly folder: string; readonly schemaVersion: number },
): Promise<Parcel> {
  const { secrets, name } = sender;
  const rows = rowsOfOffice(ground, secrets.officeId, at, count);
  const { paths } = await writePackage({
    header: {
      profile: PROFILE,
      version: PROFILE_VERSION,
      bagId: ids.next(),
      sender: {
        officeId: secrets.officeId,
        name,
        level: 'commune',
        signPublic: secrets.signPublic,
        ageRecipient: secrets.ageRecipient,
      },
      recipientOfficeId: to.officeId,
      recipientName: 'UBND tỉnh',
      stream: ids.next(),
      seq: 1,
      previousHash: NO_HASH,
      kind: 'complete',
      title: 'Toàn bộ dữ liệu',
      planId: null,
      periodFrom: null,
      periodTo: '2026-09-30',
      madeAt: AT,
      schemaVersion: place.schemaVersion,
      epoch: 0,
      withEvidence: true,
      withPersonal: true,
      journal: null,
    },
    tables: [...rows].map(([table, all]) => ({ form: ground.forms.get(table)!, rows: all })),
    deletions: [],
    criteria: [],
    journal: null,
    files: [],
    secrets,
    seal: { recipients: [to.ageRecipient, secrets.ageRecipient] },
    target: path.join(place.folder, `xa-${at + 1}.cchc`),
    workFolder: place.folder,
    progress: noProgress,
  });
  return { file: paths[0] ?? '', rows };
}

// ── What they are compared with ──────────────────────────────────────────────────────────────────────────

/** The same rows, parents first, in one transaction of prepared statements. */
function createBare(connection: Connection, forms: ReadonlyMap<string, TableForm>) {
  const columnsOf = (table: string) => [
    ...(forms.get(table)?.columns ?? []).map(({ name }) => name),
    'rev',
    'created_at',
    'updated_at',
  ];
  const inserts = new Map<string, (cells: PackageRow) => void>();
  const insert = (table: string, cells: PackageRow) => {
    let run = inserts.get(table);
    if (run === undefined) {
      const columns = columnsOf(table);
      const names = columns.slice(0, -3);
      const statement = connection.prepare(
        `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      );
      run = (one) => void statement.run(...names.map((name) => one[name] ?? null), 1, AT, AT);
      inserts.set(table, run);
    }
    run(cells);
  };
  const begin = connection.prepare('BEGIN IMMEDIATE');
  const commit = connection.prepare('COMMIT');
  return (rows: Parcel['rows'], besides: () => void = () => undefined): number => {
    const started = performance.now();
    begin.run();
    for (const [table, all] of rows) for (const one of all) insert(table, one);
    besides();
    commit.run();
    return performance.now() - started;
  };
}

/** What the product's last change set has left besides its rows, to be written once more elsewhere. */
function createEcho(from: Connection, to: Connection) {
  const lastSet = from.prepare('SELECT * FROM change_set ORDER BY seq DESC LIMIT 1');
  const changesOf = from.prepare('SELECT * FROM change WHERE change_set_seq = ? ORDER BY ordinal');
  const payloadsOf = from.prepare(
    'SELECT p.* FROM change_payload p JOIN change c ON c.id = p.change_id WHERE c.change_set_seq = ?',
  );
  const entriesOf = from.prepare(
    `SELECT e.* FROM change c JOIN search_entry e ON e.row_id = c.row_id AND e.table_name = c.table_name
      WHERE c.change_set_seq = ? ORDER BY c.ordinal`,
  );
  const into = new Map<string, ReturnType<Connection['prepare']>>();
  const write = (table: string, cells: SqlRow) => {
    let statement = into.get(table);
    if (statement === undefined) {
      const names = Object.keys(cells);
      statement = to.prepare(
        `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
      );
      into.set(table, statement);
    }
    statement.run(Object.values(cells));
  };
  return (): (() => void) => {
    const set = lastSet.get() as SqlRow;
    const changes = changesOf.all(set['seq']) as SqlRow[];
    const payloads = payloadsOf.all(set['seq']) as SqlRow[];
    const entries = (entriesOf.all(set['seq']) as SqlRow[]).map((entry) => {
      const [title, body] = [String(entry['title']), String(entry['body'])];
      const folded = { folded_title: foldText(title), folded_body: foldText(body) };
      return { entry, text: { rowid: entry['id'] ?? null, title, body, ...folded } };
    });
    return () => {
      write('change_set', set);
      for (const change of changes) write('change', change);
      for (const payload of payloads) write('change_payload', payload);
      for (const { entry, text } of entries) {
        write('search_entry', entry);
        write('search_text', text);
      }
    };
  };
}

// ── Measuring ────────────────────────────────────────────────────────────────────────────────────────────

/** The product's service on a connection of its own, without a thread. */
function openService(folder: string, secrets: OwnSecrets) {
  const database = openBeside({ folder });
  const { connection, schemaVersion } = database;
  const stores = createStores(connection);
  const state = {
    state: 'open',
    protection: 'passphrase',
    osStore: 'none',
    createdAt: AT,
    fingerprint: [...fingerprintOf(secrets.signPublic, secrets.ageRecipient)],
    sheetMadeAt: null,
  } as const;
  const context: ServiceContext = {
    connection,
    stores,
    journal: createJournal({ connection, clock, ids }),
    clock,
    ids,
    blobs: createBlobStore({ connection, folder, clock }),
    printer: null,
    paperPrinter: null,
    handles: createBlobHandles({ clock }),
    session: createSession(stores),
    installation: { version: '0.0.0', schemaVersion, readOnly: false, folder },
    work: createWorkHere(),
    vault: createHandedVault({
      state: { ...state, fingerprint: [...state.fingerprint] },
      current: secrets,
      older: [],
    }),
    vaultKeeper: null,
    places: createPlaces({ dataFolder: folder, drives: async () => [] }),
  };
  return { connection, schemaVersion, service: createExchangeReceiveService(context), close: database.close };
}

const percentile = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
const spread = (values: readonly number[]) =>
  `half of them within ${percentile(values, 0.5).toFixed(0)} ms, 95 % within ${percentile(values, 0.95).toFixed(0)} ms`;

export async function measureExchange(bench: Bench): Promise<readonly Row[]> {
  const [offices, rowsEach] = bench.quick ? [20, 200] : [700, 1_000];
  const folder = bench.scratch('exchange');
  const product = path.join(folder, 'product');
  const { secrets: own } = await sealedFolder(bench, product, 'hai-duong-2019');
  const maker = createKeyMaker();
  const senders: Sender[] = [];
  for (let at = 1; at <= offices; at += 1) {
    const officeId = idOf(0x3ff, at);
    const secrets = { ...(await maker.make()), keyId: ids.next(), officeId };
    senders.push({ name: `UBND xã số ${at}`, secrets });
  }
  const setUp = openBare(product);
  believe(setUp.connection, senders);
  const ground = groundOf(setUp.connection);
  setUp.connection.pragma('wal_checkpoint(TRUNCATE)');
  setUp.close();
  for (const name of ['rows', 'journal']) cpSync(product, path.join(folder, name), { recursive: true });

  const application = openApplication(bench, product);
  const here = openService(product, own);
  const bareRows = openBare(path.join(folder, 'rows'));
  const bareJournal = openBare(path.join(folder, 'journal'));
  const bare = createBare(bareRows.connection, ground.forms);
  const bareWith = createBare(bareJournal.connection, ground.forms);
  const echo = createEcho(here.connection, bareJournal.connection);
  const workFolder = exchangeWorkFolder(product);
  let most = 0;
  const watch = () => (most = Math.max(most, process.memoryUsage.rss()));
  const timer = setInterval(watch, 5);
  try {
    await call(application, 'keys.unlock', { passphrase: WORDS });
    type Name = 'verify' | 'merge' | 'rows' | 'everything';
    const direct: Record<Name, number[]> = { verify: [], merge: [], rows: [], everything: [] };
    const threaded: Record<'look' | 'thread' | 'rows' | 'everything', number[]> = {
      look: [],
      thread: [],
      rows: [],
      everything: [],
    };
    const place = { folder, schemaVersion: here.schemaVersion };
    let resting = 0;
    for (const [at, sender] of senders.entries()) {
      const { file, rows } = await parcelOf(ground, sender, own, at, rowsEach, place);
      const source = { kind: 'path', path: file } as const;
      const verify = async () => {
        const started = performance.now();
        const open = await openPackage({
          paths: [file],
          identities: [own.ageIdentity],
          passphrase: null,
          workFolder,
          progress: noProgress,
        });
        open.close();
        return performance.now() - started;
      };
      const isThreaded = at % IN_THREAD === IN_THREAD - 1;
      const [bareFirst, verified] = at % 2 === 0 ? [bare(rows), await verify()] : [null, null];
      const looked = performance.now();
      const { digest, outcome } = isThreaded
        ? await call<{ digest: string; outcome: string }>(application, 'exchange.look', { source })
        : await here.service['exchange.look']({ source, passphrase: null }, caller);
      const look = performance.now() - looked;
      if (outcome !== 'merge') throw new Error(`Package ${at + 1} would not be merged: ${outcome}`);
      const started = performance.now();
      const received = isThreaded
        ? await call<{ changes: readonly { added: number }[] }>(application, 'exchange.receive', {
            source,
            digest,
          })
        : await here.service['exchange.receive'](
            { source, passphrase: null, digest, largeChangeConfirmed: false },
            caller,
          );
      const merge = performance.now() - started;
      const added = received.changes.reduce((sum, one) => sum + one.added, 0);
      if (added !== rowsEach) throw new Error(`${added} of ${rowsEach} rows were merged`);
      const everything = bareWith(rows, echo());
      const [bareTime, verifyTime] = [bareFirst ?? bare(rows), verified ?? (await verify())];
      rmSync(file);
      watch();
      if (at === WARM_UP) {
        resting = process.memoryUsage.rss();
        most = resting;
      }
      if (at < WARM_UP) continue;
      if (isThreaded) {
        threaded.look.push(look);
        threaded.thread.push(merge);
        threaded.rows.push(bareTime);
        threaded.everything.push(everything);
      } else {
        direct.verify.push(verifyTime);
        direct.merge.push(merge);
        direct.rows.push(bareTime);
        direct.everything.push(everything);
      }
    }
    const count = (sql: string, connection: Connection) => connection.prepare(sql).pluck().get() as number;
    for (const table of ['answer', 'finding', 'change', 'search_entry']) {
      const sql = `SELECT count(*) FROM ${table}`;
      if (count(sql, here.connection) < count(sql, bareJournal.connection))
        throw new Error(`Not the same rows of ${table}`);
    }
    const tenth = Math.max(1, Math.floor(direct.merge.length / 10));
    bench.note(
      `  merging: first tenth ${median(direct.merge.slice(0, tenth)).toFixed(0)} ms, last tenth ${median(direct.merge.slice(-tenth)).toFixed(0)} ms`,
    );
    const group = `Taking ${offices} packages of ${rowsEach.toLocaleString('en')} rows from as many offices`;
    const rowsOnly = 'the same rows by better-sqlite3, one transaction per package';
    const withJournal = 'the same with the rows of journal and search index';
    const about = (what: string, baseline: string) => ({ group, what, baseline });
    const whole: Rounds<Name> = direct;
    const merged = `verified and merged, receipt signed; ${spread(direct.merge)}`;
    return [
      row(about(`verified only; ${spread(direct.verify)}`, rowsOnly), whole, 'verify', 'rows'),
      row(about(merged, rowsOnly), whole, 'merge', 'rows'),
      row(about(merged, withJournal), whole, 'merge', 'everything'),
      row(
        about(`the same in a thread beside the screen; ${spread(threaded.thread)}`, withJournal),
        threaded,
        'thread',
        'everything',
      ),
      row(about('the preview in a thread beside the screen', withJournal), threaded, 'look', 'everything'),
      memoryRow(
        about('the most memory of the process meanwhile', 'the process after the first of them'),
        most,
        resting,
      ),
    ];
  } finally {
    clearInterval(timer);
    here.close();
    bareRows.close();
    bareJournal.close();
    await application.close();
  }
}
