// Offices, and the one row that says whose installation this is.
import type { Office } from '../core/contract/system.ts';
import { byName } from './collate.ts';
import type { Connection } from './sqlite.ts';
import type { Stored } from './stored.ts';
import { prepareGet, readAll, readOne } from './stored.ts';

export type StoredOffice = Stored<Office>;
export interface StoredInstallation {
  readonly id: string;
  readonly rev: number;
  readonly officeId: string;
  readonly actingPersonId: string;
}

/** The tables that everything else of an office hangs on. */
const heads = [
  'plan',
  'agency',
  'period_report',
  'index_set',
  'statistics_report',
  'par_plan',
  'criteria_set',
] as const;

export const officeSql = {
  list: `SELECT * FROM office WHERE id IN (SELECT office_id FROM installation)
    ${heads.map((table) => `OR EXISTS (SELECT 1 FROM ${table} WHERE ${table}.origin_office_id = office.id)`).join('\n    ')}`,
} as const;

export function createOfficeStore(connection: Connection) {
  const get = prepareGet(connection, 'office');
  const list = connection.prepare(officeSql.list);
  const installation = connection.prepare('SELECT * FROM installation WHERE single = 1');
  return {
    get: (id: string) => readOne<StoredOffice>('office', get, id),
    /** This office and every one that rows here come from, in the order of Vietnamese names. */
    list: () => readAll<StoredOffice>('office', list).toSorted(byName(({ name }) => name)),
    /** Undefined until the office has been set up. */
    installation: () => readOne<StoredInstallation>('installation', installation),
  };
}
