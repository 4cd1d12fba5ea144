// Published lists of procedures, what a visit compares, and what it found posted where.
import type {
  Procedure,
  ProcedureComparison,
  ProcedureList,
  ProcedurePosting,
} from '../core/contract/procedures.ts';
import type { FoundPosting, ListedProcedure } from '../core/rules/procedure-match.ts';
import type { Connection } from './sqlite.ts';
import type { Stored } from './stored.ts';
import { prepareGet, readAll, readOne } from './stored.ts';

export type StoredProcedureList = Stored<Omit<ProcedureList, 'agencyName' | 'procedures'>>;
export type StoredProcedure = Stored<Procedure>;
export type StoredPosting = Stored<ProcedurePosting>;
export type StoredProcedureCheck = Stored<
  Omit<ProcedureComparison['check'], 'id' | 'rev'> & {
    readonly id: string;
    readonly rev: number;
    readonly visitId: string;
  }
>;

export const procedureSql = {
  lists: 'SELECT * FROM procedure_list ORDER BY agency_id IS NULL, as_of DESC, id DESC',
  fitting: `SELECT * FROM procedure_list
    WHERE agency_id = @agencyId OR (agency_id IS NULL AND (agency_kind IS NULL OR agency_kind = @agencyKind))
    ORDER BY agency_id IS NULL, agency_kind IS NULL, as_of DESC, id DESC`,
  ofAgency: 'SELECT * FROM procedure_list WHERE agency_id = ? ORDER BY id',
  count: 'SELECT count(*) FROM procedure WHERE procedure_list_id = ?',
  counts: 'SELECT procedure_list_id AS list, count(*) AS count FROM procedure GROUP BY procedure_list_id',
  procedures: 'SELECT * FROM procedure WHERE procedure_list_id = ? ORDER BY ordinal, id',
  lastProcedure: 'SELECT coalesce(max(ordinal), 0) FROM procedure WHERE procedure_list_id = ?',
  check: 'SELECT * FROM procedure_check WHERE visit_id = ?',
  checksOfList: 'SELECT * FROM procedure_check WHERE procedure_list_id = ? ORDER BY id',
  postings: 'SELECT * FROM procedure_posting WHERE visit_id = ? ORDER BY place, ordinal, id',
  postingsAt: 'SELECT * FROM procedure_posting WHERE visit_id = ? AND place = ? ORDER BY ordinal, id',
  // Only what comparing needs: thousands of rows are compared at every tick.
  compared: `SELECT id, code, name, decision, decision_on AS decisionOn, effective_on AS effectiveOn,
      abolished_on AS abolishedOn, replaces_code AS replacesCode
    FROM procedure WHERE procedure_list_id = ? ORDER BY ordinal, id`,
  found: `SELECT id, place, code, name, decision, posted_on AS postedOn, form_fault AS formFault
    FROM procedure_posting WHERE visit_id = ? ORDER BY place, ordinal, id`,
  foundAt: `SELECT id, place, code, name, decision, posted_on AS postedOn, form_fault AS formFault
    FROM procedure_posting WHERE visit_id = ? AND place = ? ORDER BY ordinal, id`,
  lastPosting: 'SELECT coalesce(max(ordinal), 0) FROM procedure_posting WHERE visit_id = ? AND place = ?',
} as const;

export function createProcedureStore(connection: Connection) {
  const list = prepareGet(connection, 'procedure_list');
  const lists = connection.prepare(procedureSql.lists);
  const fitting = connection.prepare(procedureSql.fitting);
  const ofAgency = connection.prepare(procedureSql.ofAgency);
  const count = connection.prepare(procedureSql.count).pluck();
  const counts = connection.prepare(procedureSql.counts);
  const procedure = prepareGet(connection, 'procedure');
  const procedures = connection.prepare(procedureSql.procedures);
  const lastProcedure = connection.prepare(procedureSql.lastProcedure).pluck();
  const check = connection.prepare(procedureSql.check);
  const checksOfList = connection.prepare(procedureSql.checksOfList);
  const posting = prepareGet(connection, 'procedure_posting');
  const postings = connection.prepare(procedureSql.postings);
  const postingsAt = connection.prepare(procedureSql.postingsAt);
  const compared = connection.prepare(procedureSql.compared);
  const found = connection.prepare(procedureSql.found);
  const foundAt = connection.prepare(procedureSql.foundAt);
  const lastPosting = connection.prepare(procedureSql.lastPosting).pluck();
  return {
    list: (id: string) => readOne<StoredProcedureList>('procedure_list', list, id),
    lists: () => readAll<StoredProcedureList>('procedure_list', lists),
    /** Of the agency itself, then of its kind, then free ones; the newest of each first. */
    fitting: (agencyId: string, agencyKind: string) =>
      readAll<StoredProcedureList>('procedure_list', fitting, { agencyId, agencyKind }),
    listsOfAgency: (agencyId: string) => readAll<StoredProcedureList>('procedure_list', ofAgency, agencyId),
    count: (listId: string) => count.get(listId) as number,
    counts: (): ReadonlyMap<string, number> =>
      new Map((counts.all() as { list: string; count: number }[]).map((row) => [row.list, row.count])),
    procedure: (id: string) => readOne<StoredProcedure>('procedure', procedure, id),
    procedures: (listId: string) => readAll<StoredProcedure>('procedure', procedures, listId),
    nextProcedure: (listId: string) => (lastProcedure.get(listId) as number) + 1,
    check: (visitId: string) => readOne<StoredProcedureCheck>('procedure_check', check, visitId),
    checksOfList: (listId: string) => readAll<StoredProcedureCheck>('procedure_check', checksOfList, listId),
    posting: (id: string) => readOne<StoredPosting>('procedure_posting', posting, id),
    postings: (visitId: string) => readAll<StoredPosting>('procedure_posting', postings, visitId),
    postingsAt: (visitId: string, place: ProcedurePosting['place']) =>
      readAll<StoredPosting>('procedure_posting', postingsAt, visitId, place),
    /** As the comparison takes them. */
    compared: (listId: string) => compared.all(listId) as ListedProcedure[],
    found: (visitId: string) => found.all(visitId) as FoundPosting[],
    foundAt: (visitId: string, place: ProcedurePosting['place']) =>
      foundAt.all(visitId, place) as FoundPosting[],
    nextPosting: (visitId: string, place: ProcedurePosting['place']) =>
      (lastPosting.get(visitId, place) as number) + 1,
  };
}
