// Who became whom: one row per predecessor and successor, with the names of the day before and of the day itself.
import type { Succession } from '../core/contract/agencies.ts';
import type { SuccessionLink } from '../core/rules/succession.ts';
import type { Connection } from './sqlite.ts';
import type { Stored } from './stored.ts';
import { prepareGet, readOne, rowOf } from './stored.ts';

type SuccessionColumns = Exclude<keyof Succession, 'predecessorName' | 'successorName'>;
export type StoredSuccession = Stored<Pick<Succession, SuccessionColumns>>;
export interface ListedSuccession {
  readonly succession: StoredSuccession;
  readonly predecessorName: string;
  readonly successorName: string | null;
}

// The predecessor by its last name before the day, the successor by its name on it; else by the newest.
const nameOf = (agency: string, day: string) => `(SELECT version.name FROM agency_version version
    WHERE version.agency_id = ${agency}
    ORDER BY (version.valid_from IS NULL OR version.valid_from <= ${day}) DESC,
             version.valid_from IS NULL, version.valid_from DESC, version.id DESC LIMIT 1)`;

const columns = `succession.*,
  ${nameOf('succession.predecessor_id', "date(succession.effective_on, '-1 day')")} AS predecessor_name,
  ${nameOf('succession.successor_id', 'succession.effective_on')} AS successor_name`;
const order = 'ORDER BY effective_on, id';

export const successionSql = {
  all: `SELECT ${columns} FROM agency_succession succession ${order}`,
  ofPredecessor: `SELECT ${columns} FROM agency_succession succession WHERE succession.predecessor_id = ? ${order}`,
  ofSuccessor: `SELECT ${columns} FROM agency_succession succession WHERE succession.successor_id = ? ${order}`,
} as const;

export function createSuccessionStore(connection: Connection) {
  const get = prepareGet(connection, 'agency_succession');
  const all = connection.prepare(successionSql.all);
  const ofPredecessor = connection.prepare(successionSql.ofPredecessor);
  const ofSuccessor = connection.prepare(successionSql.ofSuccessor);
  const one = connection.prepare(
    `SELECT ${columns} FROM agency_succession succession WHERE succession.id = ?`,
  );
  // A matched agency is the same on every day.
  const links = connection.prepare(
    `SELECT predecessor_id AS predecessorId, successor_id AS successorId, relation, effective_on AS effectiveOn
       FROM agency_succession
     UNION ALL SELECT foreign_agency_id, local_agency_id, 'same', '' FROM agency_match`,
  );
  const list = (rows: unknown[]): ListedSuccession[] =>
    rows.map((row) => {
      const { predecessor_name: predecessorName, successor_name: successorName } = row as {
        predecessor_name: string | null;
        successor_name: string | null;
      };
      return {
        succession: rowOf<StoredSuccession>('agency_succession', row),
        predecessorName: predecessorName ?? '',
        successorName,
      };
    });

  return {
    get: (id: string) => readOne<StoredSuccession>('agency_succession', get, id),
    listed: (id: string) => list(one.all(id)).at(0),
    all: () => list(all.all()),
    /** What became of the agency. */
    ofPredecessor: (agencyId: string) => list(ofPredecessor.all(agencyId)),
    /** What the agency came from. */
    ofSuccessor: (agencyId: string) => list(ofSuccessor.all(agencyId)),
    /** Every link, for the rules: who became whom, and which agency of another office is one of ours. */
    links: () => links.all() as SuccessionLink[],
  };
}
export type SuccessionStore = ReturnType<typeof createSuccessionStore>;
