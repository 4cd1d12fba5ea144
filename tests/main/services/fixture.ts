// A real data folder with all services behind the real dispatcher, which also holds every answer to the contract.
// Only the clock and the PDF printer are made up.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import type { CallMeta } from '../../../core/contract/endpoint.ts';
import type { ErrorValue } from '../../../core/contract/error.ts';
import type { Caller, Input, Method, Output } from '../../../core/contract/index.ts';
import type { Criterion } from '../../../core/contract/criteria.ts';
import { createBlobStore } from '../../../db/blobs.ts';
import { createJournal } from '../../../db/journal.ts';
import { openDatabase } from '../../../db/open.ts';
import { createStores } from '../../../db/stores.ts';
import { createClock } from '../../../main/clock.ts';
import { createDispatcher } from '../../../main/dispatcher.ts';
import { createBlobHandles } from '../../../main/handles.ts';
import { createIds } from '../../../main/ids.ts';
import type { Log } from '../../../main/log.ts';
import type { Drive } from '../../../main/drives.ts';
import { createKeyMaker } from '../../../main/office-keys.ts';
import type { PdfPrinter } from '../../../main/pdf.ts';
import { createPlaces, type FolderDialog } from '../../../main/places.ts';
import type { PaperPrinter } from '../../../main/prints/paper-printer.ts';
import { createActor, createSession, type ServiceContext } from '../../../main/services/context.ts';
import { createHandlers } from '../../../main/services/index.ts';
import { createVault, type SecretSealer } from '../../../main/vault.ts';
import { createPassphraseBox } from '../../../main/work/passphrase.ts';
import { createWorkHere } from '../../../main/work/work.ts';

export interface Printed {
  readonly html: string;
}

/** Prints a page that counts as one, and keeps what it was given. */
export function createPrinterDouble(): PdfPrinter & { readonly printed: Printed[] } {
  const printed: Printed[] = [];
  return {
    printed,
    print: async ({ html }) => {
      printed.push({ html });
      const text = `%PDF-1.7\n1 0 obj\n<< /Type /Page /N ${printed.length} >>\nendobj\n%%EOF\n`;
      return { bytes: new TextEncoder().encode(text), pages: 1 };
    },
    close: async () => undefined,
  };
}

/** What goes wrong inside must be seen in the test, not in a log. */
const loudLog: Log = {
  info: () => undefined,
  warn: () => undefined,
  error: (event, error) => {
    if (error instanceof Error && error.name !== 'AppError') throw error;
    return event;
  },
};

export interface Office {
  readonly context: ServiceContext;
  call<M extends Method>(method: M, input: Input<M>, meta?: CallMeta): Promise<Output<M>>;
  fails<M extends Method>(method: M, input: Input<M>, meta?: CallMeta): Promise<ErrorValue>;
  readonly folder: string;
  close(): void;
}

export function openOffice(
  options: {
    readonly folder?: string;
    readonly printer?: PdfPrinter | null;
    readonly paperPrinter?: PaperPrinter;
    /** The machine's key store, where the test has one. */
    readonly sealer?: SecretSealer;
    /** Sticks; none where it is left out. */
    readonly drives?: () => Promise<readonly Drive[]>;
    readonly dialog?: FolderDialog;
    /** Who calls; the command line where it is left out. */
    readonly transport?: Caller['transport'];
    readonly log?: Log;
  } = {},
): Office {
  const folder = options.folder ?? mkdtempSync(path.join(tmpdir(), 'cchc-services-'));
  // Every reading is a millisecond later, from 1 November 2019 in Việt Nam.
  let instant = Date.parse('2019-11-01T02:00:00Z');
  const clock = createClock(() => (instant += 1));
  const database = openDatabase({ folder, mode: 'write', clock });
  const { connection } = database;
  const ids = createIds({ now: Date.now });
  const stores = createStores(connection);
  const vault = createVault({
    store: stores.ownKeys,
    officeId: () => stores.offices.installation()?.officeId ?? null,
    maker: createKeyMaker(),
    // In this thread, and with as little work as age allows: what a passphrase costs is not what is tested.
    box: createPassphraseBox({ entry: { file: '' }, workFactor: 1 }),
    sealer: options.sealer ?? null,
    clock,
    ids,
    log: options.log ?? loudLog,
    readOnly: false,
    sleep: async () => undefined,
  });
  const context: ServiceContext = {
    connection,
    stores,
    journal: createJournal({ connection, clock, ids }),
    clock,
    ids,
    blobs: createBlobStore({ connection, folder, clock }),
    printer: options.printer ?? null,
    paperPrinter: options.paperPrinter ?? null,
    handles: createBlobHandles({ clock }),
    session: createSession(stores),
    installation: { version: '0.0.0-test', schemaVersion: database.schemaVersion, readOnly: false, folder },
    work: createWorkHere(),
    vault,
    vaultKeeper: vault,
    places: createPlaces({
      dataFolder: folder,
      drives: options.drives ?? (async () => []),
      dialog: options.dialog ?? null,
    }),
  };
  const { dispatch } = createDispatcher({
    handlers: createHandlers(context),
    log: options.log ?? loudLog,
    isSetUp: () => stores.offices.installation() !== undefined,
    actor: createActor(stores),
    checkOutput: true,
  });
  const send = (method: Method, input: unknown, meta: CallMeta) =>
    dispatch(method, input, { transport: options.transport ?? 'cli', meta });
  return {
    context,
    folder,
    async call<M extends Method>(method: M, input: Input<M>, meta: CallMeta = {}) {
      const answer = await send(method, input, meta);
      if (!answer.ok) throw new Error(`${method}: ${JSON.stringify(answer.error)}`);
      return answer.value as Output<M>;
    },
    async fails(method, input, meta = {}) {
      const before = rowsOf(context);
      const answer = await send(method, input, meta);
      if (answer.ok) throw new Error(`${method} should have failed`);
      expect(rowsOf(context), 'a refused call writes nothing').toEqual(before);
      return answer.error;
    },
    close: () => database.close(),
  };
}

export function removeOffice(office: Office): void {
  office.close();
  rmSync(office.folder, { recursive: true, force: true });
}

const dataTables = [
  'plan',
  'team',
  'team_member',
  'team_member_domain',
  'visit',
  'answer',
  'finding',
  'finding_agency',
  'recommendation',
  'document',
  'document_scan',
  'boilerplate',
  'agency',
  'agency_version',
  'issuer',
  'person',
  'nomination',
  'programme_item',
  'calendar_day',
  'legal_document',
  'par_plan',
  'par_task',
  'explanation_round',
  'remark',
  'register',
  'sample',
  'sample_item',
] as const;

/** Every row of the tables that people work on. With `plain` without what undo does not bring back. */
export function rowsOf(
  { connection }: Pick<ServiceContext, 'connection'>,
  plain = false,
): Record<string, unknown[]> {
  return Object.fromEntries(
    dataTables.map((table) => [
      table,
      connection
        .prepare(`SELECT * FROM ${table} ORDER BY id`)
        .all()
        .map((row) => {
          if (!plain) return row;
          const {
            rev: _rev,
            created_at: _created,
            updated_at: _updated,
            ...rest
          } = row as Record<string, unknown>;
          return rest;
        }),
    ]),
  );
}

export const officeInput: Input<'system.setUp'> = {
  office: {
    name: 'Sở Nội vụ tỉnh Hải Dương',
    parentName: 'UBND tỉnh Hải Dương',
    level: 'province',
    placeName: 'Hải Dương',
  },
  person: { fullName: 'Đoàn Văn Cát', position: 'Phó Trưởng phòng Cải cách hành chính' },
};

export async function setUpOffice(options: { readonly printer?: PdfPrinter | null } = {}): Promise<Office> {
  const office = openOffice(options);
  await office.call('system.setUp', officeInput);
  return office;
}

export const noVersion = {
  shortName: null,
  abbreviation: null,
  placeName: null,
  parentAgencyId: null,
  validFrom: null,
  validTo: null,
};

/** A round with a team and two visited agencies of two kinds. */
export async function makeRound(office: Office, fields: Partial<Input<'plans.create'>> = {}) {
  const issuers = await office.call('issuers.list', {});
  const department = issuers.find((one) => one.kind === 'department')!;
  const plan = await office.call('plans.create', {
    title: 'Kiểm tra công tác cải cách hành chính năm 2019',
    year: 2019,
    issuerId: department.id,
    startsOn: '2019-09-16',
    endsOn: '2019-09-25',
    ...fields,
  });
  const team = await office.call('teams.create', {
    planId: plan.id,
    form: 'doan',
    name: 'Đoàn Kiểm tra số 01',
    decisionNumber: null,
    decisionSymbol: null,
    decisionDate: null,
    decisionSubject: null,
    decisionIssuerId: null,
    note: null,
  });
  const agency = (name: string, kind: 'ubnd_huyen' | 'so_nganh') =>
    office.call('agencies.create', { kind, version: { ...noVersion, name } });
  const district = await agency('UBND huyện Nam Sách', 'ubnd_huyen');
  const department2 = await agency('Sở Y tế', 'so_nganh');
  const visit = (agencyId: string, day: string) =>
    office.call('visits.create', {
      planId: plan.id,
      agencyId,
      teamId: team.id,
      startsOn: day,
      endsOn: day,
    });
  const districtVisit = await visit(district.id, '2019-09-16');
  const departmentVisit = await visit(department2.id, '2019-09-17');
  return {
    plan,
    team,
    district,
    department: department2,
    districtVisit,
    departmentVisit,
    issuer: department,
  };
}

/** The first criterion of the workspace with these traits. */
export function pick(criteria: readonly Criterion[], traits: Partial<Criterion>): Criterion {
  const found = criteria.find((criterion) =>
    Object.entries(traits).every(([key, value]) => criterion[key as keyof Criterion] === value),
  );
  if (found === undefined) throw new Error(`no criterion with ${JSON.stringify(traits)}`);
  return found;
}

/** What a finding needs besides domain and text. */
export const collective = { kind: 'limitation', scope: 'unnamed' } as const;
export const missingId = '01900000-0000-7000-8000-000000000000';
