/**
 * Five simulated offices with random histories: three communes, a district that hands on what it was given, and a province
 * that receives from all, knows some of the communes itself, and is told lies of them. Packages are rows, as db/package-rows.ts chooses them, without zip and seal. Used by the short
 * run of every test run and by the long one in tests/soak.
 */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { turnOf } from '../../core/exchange/package/merge-rows.ts';
import {
  type Deletion,
  NO_HASH,
  type PackageRow,
  type TableForm,
} from '../../core/exchange/package/types.ts';
import { AppError } from '../../core/contract/error.ts';
import { createJournal, type Journal, type Writer } from '../../db/journal.ts';
import { createPackageMerge, type TombstoneNote } from '../../db/merge-rows.ts';
import { openDatabase } from '../../db/open.ts';
import { createPackageRows } from '../../db/package-rows.ts';
import { registry } from '../../db/registry.ts';
import { connect, type Connection, type SqlRow } from '../../db/sqlite.ts';
import { createStores } from '../../db/stores.ts';
import { testClock } from '../db/fixture.ts';

const COMMUNES = 3;
const DISTRICT = 3;
const PROVINCE = 4;
/** Every office has it by its nature, and each says something else of it. */
const SHARED_AGENCY = '00000000-0000-5000-8000-00000000000a';
const SHARED_DOMAIN = '00000000-0000-5000-8000-00000000000d';

const idOf = (office: number, number: number) =>
  `0000000${office + 1}-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
export const officeId = (office: number) => idOf(office, 1);

// ── What happens ─────────────────────────────────────────────────────────────────────────────────────────

export type Happening =
  | {
      readonly office: number;
      readonly kind: 'add' | 'note' | 'contact' | 'finding' | 'text' | 'shared';
      readonly row: number;
      readonly value: number;
    }
  | {
      readonly office: number;
      readonly kind: 'remove' | 'unfind';
      readonly row: number;
      readonly value: number;
    }
  | { readonly office: number; readonly kind: 'send'; readonly row: number; readonly value: number };

export const histories = fc.array(
  fc.record({
    office: fc.nat(DISTRICT),
    kind: fc.constantFrom(
      'add' as const,
      'add' as const,
      'note' as const,
      'contact' as const,
      'finding' as const,
      'text' as const,
      'shared' as const,
      'remove' as const,
      'unfind' as const,
      'send' as const,
      'send' as const,
    ),
    row: fc.nat(4),
    value: fc.nat(9),
  }) as fc.Arbitrary<Happening>,
  { minLength: 5, maxLength: 45 },
);
/** In which order sticks arrive: each number is the next to be taken of those that are left; some come twice. */
export const orders = fc.record({
  picks: fc.array(fc.nat(1000), { minLength: 60, maxLength: 60 }),
  twice: fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }),
});
export type Order = typeof orders extends fc.Arbitrary<infer T> ? T : never;

export interface Parcel {
  readonly from: number;
  readonly stream: string;
  readonly seq: number;
  readonly hash: string;
  readonly previousHash: string;
  readonly complete: boolean;
  readonly personal: boolean;
  readonly forms: readonly TableForm[];
  readonly rows: ReadonlyMap<string, readonly PackageRow[]>;
  readonly deletions: readonly Deletion[];
}

// ── One office ───────────────────────────────────────────────────────────────────────────────────────────

interface Stream {
  seq: number;
  hash: string;
  covered: number;
}
interface Taken {
  readonly changeSetId: string;
  readonly notes: readonly TombstoneNote[];
  readonly changed: boolean;
}
interface Inbox {
  lastSeq: number;
  lastHash: string;
  readonly known: { seq: number; hash: string; previousHash: string; state: 'held' | 'merged' | 'undone' }[];
  readonly waiting: Map<number, Parcel>;
}

let template: string | undefined;
function emptyFile(): string {
  if (template === undefined) {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'cchc-offices-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    openDatabase({ folder, mode: 'write', clock: testClock() }).close();
    template = path.join(folder, 'cchc.db');
  }
  return template;
}

export interface SimulatedOffice {
  readonly number: number;
  readonly connection: Connection;
  readonly journal: Journal;
  /** From now on its packages are taken, and nobody else speaks for it. */
  know(office: number): void;
  act(happening: Happening): void;
  send(to: number, others: boolean, complete: boolean, personal?: boolean): Parcel;
  take(parcel: Parcel): 'merge' | 'hold' | 'nothing' | 'refuse';
  /** Everything that was taken, the last one first. */
  undoAll(): void;
  changeSets(): number;
  contents(): Record<string, SqlRow[]>;
  close(): void;
}

export function createOffice(number: number, folder: string, name: string): SimulatedOffice {
  const file = path.join(folder, `${name}.db`);
  copyFileSync(emptyFile(), file);
  const connection = connect(file);
  // Nothing here outlives the run.
  connection.pragma('synchronous = OFF');
  connection.pragma('foreign_keys = ON');
  createStores(connection);
  const clock = testClock();
  let last = 0x1000;
  const ids = { next: () => idOf(number, ++last) };
  const journal = createJournal({ connection, clock, ids });
  const merge = createPackageMerge(connection);
  const own = officeId(number);
  const head = { method: 'test', actorId: idOf(number, 2), officeId: own };
  const streams = new Map<number, Stream>();
  const inboxes = new Map<string, Inbox>();
  const taken: Taken[] = [];
  const known = new Set<string>();
  const pick = (sql: string, at: number): string | undefined => {
    const all = connection.prepare(sql).pluck().all(own) as string[];
    return all[at % Math.max(1, all.length)];
  };

  journal.run({ ...head, kind: 'system' }, (write) => {
    write.insert('office', { id: own, originOfficeId: own, name: `Cơ quan ${number}`, level: 'commune' });
    write.insert('person', { id: idOf(number, 2), officeId: own, fullName: `Người ${number}` });
    write.insert('installation', { id: idOf(number, 3), officeId: own, actingPersonId: idOf(number, 2) });
    write.insert('agency', { id: SHARED_AGENCY, kind: 'so_nganh', note: `của ${number}` });
    write.insert('domain', {
      id: SHARED_DOMAIN,
      domainSet: 'pl1',
      key: 'cd',
      ordinal: 1,
      name: 'Chỉ đạo',
      shortName: 'Chỉ đạo',
    });
    write.insert('plan', { id: idOf(number, 4), officeId: own, title: `Đợt của ${number}`, status: 'draft' });
  });

  function addAgency(write: Writer, value: number): void {
    const agencyId = ids.next();
    write.insert('agency', {
      id: agencyId,
      kind: 'ubnd_xa',
      note: `mới ${value}`,
      contactName: `Bà ${value}`,
    });
    write.insert('agency_version', { id: ids.next(), agencyId, name: `Xã ${value} của ${number}` });
  }

  const self: SimulatedOffice = {
    number,
    connection,
    journal,
    know: (office) => known.add(officeId(office)),
    act({ kind, row, value }) {
      clock.move(1000);
      const agency = pick(
        `SELECT id FROM agency WHERE origin_office_id = ? AND substr(id, 15, 1) <> '5' ORDER BY id`,
        row,
      );
      const finding = pick('SELECT id FROM finding WHERE origin_office_id = ? ORDER BY id', row);
      try {
        journal.run(head, (write) => {
          if (kind === 'add') addAgency(write, value);
          else if (kind === 'shared')
            write.update('agency', SHARED_AGENCY, null, { note: `${number}: ${value}` });
          else if (kind === 'finding') {
            const agencyHere = value % 2 === 0 ? agency : undefined;
            const id = ids.next();
            write.insert('finding', {
              id,
              planId: idOf(number, 4),
              domainId: SHARED_DOMAIN,
              ordinal: row + 1,
              kind: 'limitation',
              scope: 'unnamed',
              text: `Tồn tại ${value}`,
            });
            if (agencyHere !== undefined)
              write.insert('finding_agency', { id: ids.next(), findingId: id, agencyId: agencyHere });
          } else if (kind === 'text' && finding !== undefined)
            write.update('finding', finding, null, { text: `Sửa theo lời Bà ${value}, Ông ${value}` });
          else if (kind === 'note' && agency !== undefined)
            write.update('agency', agency, null, { note: value === 0 ? null : `Ghi ${value}` });
          else if (kind === 'contact' && agency !== undefined)
            write.update('agency', agency, null, { contactName: value === 0 ? null : `Ông ${value}` });
          else if (kind === 'unfind' && finding !== undefined) {
            const links = connection.prepare('SELECT id FROM finding_agency WHERE finding_id = ?').pluck();
            for (const id of links.all(finding) as string[]) write.remove('finding_agency', id, null);
            write.remove('finding', finding, null);
          } else if (kind === 'remove' && agency !== undefined) {
            const versions = connection.prepare('SELECT id FROM agency_version WHERE agency_id = ?').pluck();
            for (const id of versions.all(agency) as string[]) write.remove('agency_version', id, null);
            write.remove('agency', agency, null);
          }
        });
      } catch (error) {
        // Something still stands on it: nobody deletes it.
        if (!(error instanceof AppError) || error.code !== 'IN_USE') throw error;
      }
    },
    send(to, others, complete, personal = true) {
      const stream = streams.get(to) ?? { seq: 0, hash: NO_HASH, covered: 0 };
      streams.set(to, stream);
      const whole = complete || stream.seq === 0;
      const snapshot = createPackageRows(connection, {
        kind: whole ? 'complete' : 'since',
        ownOfficeId: own,
        recipientOfficeId: officeId(to),
        others,
        personal,
        evidence: true,
        epoch: 0,
        coveredSeq: whole ? 0 : stream.covered,
        owed: { files: false, personal: false, others: false },
        planId: null,
        periodFrom: null,
        periodTo: null,
      });
      const rows = new Map(snapshot.forms.map((form) => [form.name, [...snapshot.rows(form)]]));
      const parcel: Parcel = {
        from: number,
        stream: `${number}>${to}`,
        seq: stream.seq + 1,
        hash: `${number}>${to}#${stream.seq + 1}`,
        previousHash: stream.hash,
        complete: whole,
        personal,
        forms: snapshot.forms,
        rows,
        deletions: [...snapshot.deletions],
      };
      Object.assign(stream, { seq: parcel.seq, hash: parcel.hash, covered: snapshot.journal.to });
      return parcel;
    },
    take(parcel) {
      if (!known.has(officeId(parcel.from))) return 'refuse';
      const inbox: Inbox = inboxes.get(parcel.stream) ?? {
        lastSeq: 0,
        lastHash: NO_HASH,
        known: [],
        waiting: new Map(),
      };
      inboxes.set(parcel.stream, inbox);
      const { outcome } = turnOf(inbox, parcel);
      const note = (state: 'held' | 'merged') => {
        const { seq, hash, previousHash } = parcel;
        const same = inbox.known.find((one) => one.seq === seq);
        if (same === undefined) inbox.known.push({ seq, hash, previousHash, state });
        else same.state = state;
      };
      if (outcome === 'hold') {
        note('held');
        inbox.waiting.set(parcel.seq, parcel);
      }
      if (outcome !== 'merge') return outcome;
      mergeNow(parcel);
      note('merged');
      inbox.waiting.delete(parcel.seq);
      if (parcel.seq > inbox.lastSeq) Object.assign(inbox, { lastSeq: parcel.seq, lastHash: parcel.hash });
      for (const next of [...inbox.waiting.values()].toSorted((a, b) => a.seq - b.seq)) {
        if (self.take(next) !== 'merge') break;
      }
      return outcome;
    },
    undoAll() {
      for (const { changeSetId, notes, changed } of taken.splice(0).toReversed()) {
        if (!merge.isAsLeft(notes)) throw new Error('The last one of all is not as it was left');
        if (!changed) {
          merge.restore([], notes, clock.now());
          continue;
        }
        journal.revert(head, changeSetId, (brought) => merge.restore(brought, notes, clock.now()));
      }
      inboxes.clear();
    },
    changeSets: () => connection.prepare('SELECT count(*) FROM change_set').pluck().get() as number,
    contents() {
      const all: Record<string, SqlRow[]> = {};
      for (const { name, columns } of registry.values()) {
        const names = columns
          .map((column) => column.sqlName)
          .filter((column) => !['rev', 'created_at', 'updated_at'].includes(column));
        const rows = connection.prepare(`SELECT ${names.join(', ')} FROM ${name} ORDER BY id`).all();
        if (rows.length > 0) all[name] = rows as SqlRow[];
      }
      return all;
    },
    close: () => connection.close(),
  };

  function mergeNow(parcel: Parcel): void {
    clock.move(1000);
    const plan = merge.plan(
      {
        ownOfficeId: own,
        senderOfficeId: officeId(parcel.from),
        withPersonal: parcel.personal,
        knownOffices: known,
      },
      {
        forms: parcel.forms,
        rows: (table) => parcel.rows.get(table) ?? [],
        deletions: () => parcel.deletions,
      },
    );
    if (plan.dangling > 0) throw new Error('A package of whole rows points nowhere');
    const changeSetId = ids.next();
    const before = self.changeSets();
    const { notes } = journal.run({ ...head, kind: 'system', id: changeSetId }, (write) =>
      merge.apply(write, plan, clock.now()),
    );
    taken.push({ changeSetId, notes, changed: self.changeSets() > before });
  }
  return self;
}

// ── All of them ──────────────────────────────────────────────────────────────────────────────────────────

export interface Played {
  readonly offices: readonly SimulatedOffice[];
  /** What is on its way to the province. */
  readonly parcels: readonly Parcel[];
  readonly folder: string;
  close(): void;
}

/** Lets a history happen; at its end everybody sends once more, so that the province can know all. */
export function play(history: readonly Happening[]): Played {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cchc-laws-'));
  const offices = Array.from({ length: DISTRICT + 1 }, (_, number) =>
    createOffice(number, folder, `office-${number}`),
  );
  const district = offices[DISTRICT]!;
  for (let commune = 0; commune < COMMUNES; commune += 1) district.know(commune);
  const parcels: Parcel[] = [];
  /** Who has left names out must bring them in the end. */
  const owing = new Set<number>();
  const send = (office: SimulatedOffice, value: number, row: number, last = false) => {
    const personal = last || row !== 0;
    if (!personal) owing.add(office.number);
    const whole = last && owing.has(office.number);
    if (office === district) parcels.push(office.send(PROVINCE, true, whole || value === 0, personal));
    else {
      // Some give it to the district, some go straight to the province, some do both.
      if (value % 3 !== 0) district.take(office.send(DISTRICT, false, whole || value === 1, personal));
      if (value % 3 !== 1) parcels.push(office.send(PROVINCE, false, whole || value === 2, personal));
    }
  };
  for (const happening of history) {
    const office = offices[happening.office]!;
    if (happening.kind === 'send') send(office, happening.value, happening.row);
    else office.act(happening);
  }
  for (const office of offices.slice(0, COMMUNES)) send(office, 5, 1, true);
  send(district, 5, 1, true);
  return {
    offices,
    parcels,
    folder,
    close() {
      for (const office of offices) office.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function arrive(province: SimulatedOffice, parcels: readonly Parcel[], order: Order): void {
  const left = [...parcels];
  for (let at = 0; left.length > 0; at += 1) {
    const [next] = left.splice((order.picks[at % order.picks.length] ?? 0) % left.length, 1);
    if (next === undefined) break;
    province.take(next);
    if (order.twice[at % order.twice.length] === true) province.take(next);
  }
}

/** It knows the district, and these communes. */
export function createProvince(played: Played, name: string, knows: readonly number[]): SimulatedOffice {
  const province = createOffice(PROVINCE, played.folder, name);
  for (const office of [DISTRICT, ...knows]) province.know(office);
  return province;
}

/** Which communes the province knows itself. */
export const acquaintances = fc.subarray([...Array.from({ length: COMMUNES }).keys()]);

const FAR = 2 ** 33;
/** What the district hands on of these communes says something else, is newer than new, and half of it is gone. */
export function lieOf(parcels: readonly Parcel[], communes: readonly number[]): Parcel[] {
  const about = new Set(communes.map(officeId));
  const isTold = (row: PackageRow) => about.has(String(row['origin_office_id']));
  const lies: Readonly<Record<string, string>> = { agency: 'note', finding: 'text', agency_version: 'name' };
  return parcels.map((parcel) => {
    if (parcel.from !== DISTRICT) return parcel;
    const deletions = [...parcel.deletions];
    const rows = new Map(
      [...parcel.rows].map(([table, all]) => {
        const said = all.map((row, at) => {
          const column = lies[table];
          if (!isTold(row) || column === undefined) return row;
          const version = Number(row['origin_version']) + FAR;
          const originOfficeId = String(row['origin_office_id']);
          if (at % 2 === 0) deletions.push({ table, id: String(row['id']), originOfficeId, version });
          return { ...row, [column]: 'bịa', origin_version: version - 1 };
        });
        return [table, said] as const;
      }),
    );
    return { ...parcel, rows, deletions };
  });
}
