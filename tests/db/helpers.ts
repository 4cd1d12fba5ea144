/** A data folder of its own for every test, a clock that the test moves, ids that repeat. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach } from 'vitest';
import { AppError, type ErrorCode } from '../../core/contract/error.ts';
import { createJournal, type Journal } from '../../db/journal.ts';
import { type OpenDatabase, openDatabase, type OpenOptions } from '../../db/open.ts';
import { registry } from '../../db/registry.ts';
import { createSearch } from '../../db/search.ts';
import type { Connection } from '../../db/sqlite.ts';

const cleanUps: (() => void)[] = [];

afterEach(() => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) cleanUp();
});

/** Runs after the test, the last one first. */
export function later(cleanUp: () => void): void {
  cleanUps.push(cleanUp);
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cchc-test-'));
  later(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function testClock(start = Date.UTC(2026, 0, 5, 1)) {
  let now = start;
  return {
    now: () => now,
    move(milliseconds: number) {
      now += milliseconds;
    },
  };
}

export function uuid(number: number): string {
  return `00000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
}

export function testIds(start = 0x1000) {
  let last = start;
  return { next: () => uuid(++last) };
}

/** Opens and closes with the test. */
export function open(folder: string, options: Partial<OpenOptions> = {}): OpenDatabase {
  const database = openDatabase({ folder, mode: 'write', clock: testClock(), ...options });
  later(() => database.close());
  return database;
}

/** The code of the AppError that `run` throws; anything else is thrown on. */
export function codeOf(run: () => unknown): ErrorCode | 'no error' {
  try {
    run();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'no error';
}

export const OFFICE = uuid(1);
export const AN = uuid(2);
export const BINH = uuid(3);
export const AGENCY = uuid(10);
export const VERSION = uuid(11);
export const DOMAIN = uuid(12);
export const PLAN = uuid(20);
export const VISIT = uuid(21);

export function head(method = 'test.write', actorId: string | null = AN) {
  return { method, actorId, officeId: OFFICE };
}

/** An office, two persons, one agency, a domain, a plan with one visit: written as the system. */
export function seed(journal: Journal): void {
  journal.run({ ...head('test.seed', null), kind: 'system' }, (write) => {
    write.insert('office', {
      id: OFFICE,
      originOfficeId: OFFICE,
      name: 'UBND tỉnh Hải Dương',
      level: 'province',
    });
    write.insert('person', { id: AN, officeId: OFFICE, fullName: 'Nguyễn Thị An' });
    write.insert('person', { id: BINH, officeId: OFFICE, fullName: 'Trần Văn Bình' });
    write.insert('agency', { id: AGENCY, kind: 'so_nganh' });
    write.insert('agency_version', { id: VERSION, agencyId: AGENCY, name: 'Sở Nội vụ' });
    write.insert('domain', {
      id: DOMAIN,
      domainSet: 'pl1',
      key: 'cd',
      ordinal: 1,
      name: 'Chỉ đạo, điều hành',
      shortName: 'Chỉ đạo',
    });
    write.insert('plan', {
      id: PLAN,
      officeId: OFFICE,
      title: 'Kiểm tra công tác CCHC năm 2019',
      year: 2019,
      status: 'draft',
    });
    write.insert('visit', {
      id: VISIT,
      planId: PLAN,
      agencyId: AGENCY,
      agencyVersionId: VERSION,
      ordinal: 1,
      status: 'planned',
    });
  });
}

export function finding(id: string, text = 'Chưa ban hành kế hoạch', ordinal = 1) {
  return { id, planId: PLAN, domainId: DOMAIN, ordinal, kind: 'limitation', scope: 'round', text } as const;
}

export interface World {
  readonly folder: string;
  readonly database: OpenDatabase;
  readonly connection: Connection;
  readonly journal: Journal;
  readonly search: ReturnType<typeof createSearch>;
  readonly clock: ReturnType<typeof testClock>;
  readonly ids: ReturnType<typeof testIds>;
}

export function world(
  folder = temporaryFolder(),
  options: { seeded?: boolean; firstId?: number } = {},
): World {
  const clock = testClock();
  const ids = testIds(options.firstId);
  const database = open(folder, { clock });
  const { connection } = database;
  const search = createSearch(connection);
  const journal = createJournal({ connection, clock, ids, search });
  if (options.seeded !== false) seed(journal);
  return { folder, database, connection, journal, search, clock, ids };
}

/** Every row of every journaled table without `rev` and the two instants: what undo must bring back. */
export function contents(connection: Connection): Record<string, unknown[]> {
  const all: Record<string, unknown[]> = {};
  for (const { name, columns } of registry.values()) {
    const names = columns
      .map((column) => column.sqlName)
      .filter((column) => !['rev', 'created_at', 'updated_at'].includes(column));
    const rows = connection.prepare(`SELECT ${names.join(', ')} FROM ${name} ORDER BY id`).all();
    if (rows.length > 0) all[name] = rows;
  }
  return all;
}
