// Offices, and the one row that says whose installation this is.
import type { Office } from '../core/contract/system.ts';
import type { Connection } from './sqlite.ts';
import type { Stored } from './stored.ts';
import { prepareGet, readOne } from './stored.ts';

export type StoredOffice = Stored<Office>;
export interface StoredInstallation {
  readonly id: string;
  readonly rev: number;
  readonly officeId: string;
  readonly actingPersonId: string;
}

export function createOfficeStore(connection: Connection) {
  const get = prepareGet(connection, 'office');
  const installation = connection.prepare('SELECT * FROM installation WHERE single = 1');
  return {
    get: (id: string) => readOne<StoredOffice>('office', get, id),
    /** Undefined until the office has been set up. */
    installation: () => readOne<StoredInstallation>('installation', installation),
  };
}
export type OfficeStore = ReturnType<typeof createOfficeStore>;
