// Registers of dossiers and documents, and their lines. Lines stand once by the digest of the whole, like bytes in the
// content store: written before the row that names them, never changed, never journaled. What no register names any more
// stays: a deleted register can be brought back.
import type { Register, RegisterLine } from '../core/contract/samples.ts';
import type { Connection } from './sqlite.ts';
import { prepareGet, readAll, readOne, type Stored } from './stored.ts';

export type StoredRegister = Stored<Omit<Register, 'samples'>> & { readonly content: string };
export type ListedRegister = StoredRegister & { readonly samples: number };

/** Which lines a draw takes without asking chance. */
export interface Certain {
  readonly allOverdue: boolean;
  readonly allRejected: boolean;
}

const lineColumns = `row_no, code, title, field_name, applicant, received_on, due_on, resolved_on, state, channel_in,
  channel_out, overdue`;
const listed = `SELECT register.*,
    (SELECT count(*) FROM sample WHERE sample.register_id = register.id) AS samples FROM register`;
const page = 'ORDER BY row_no LIMIT @limit OFFSET @from';
/** What chance may pick: the lines that are not in the sample anyway. */
const open = `content = @content AND NOT (@allOverdue AND overdue = 1) AND NOT (@allRejected AND state = 'rejected')`;

export const registerSql = {
  ofVisit: `${listed} WHERE visit_id = ? ORDER BY kind, created_at, id`,
  listed: `${listed} WHERE id = ?`,
  sameContent: 'SELECT * FROM register WHERE visit_id = ? AND kind = ? AND content = ?',
  hasContent: 'SELECT 1 FROM register_line WHERE content = ? LIMIT 1',
  insertLine: `INSERT INTO register_line (content, ${lineColumns}) VALUES (@content, @rowNo, @code, @title, @fieldName,
      @applicant, @receivedOn, @dueOn, @resolvedOn, @state, @channelIn, @channelOut, @overdue)`,
  // Lines are numbered from 1 without a gap, so the page of all of them is found by its numbers.
  all: `SELECT ${lineColumns} FROM register_line
      WHERE content = @content AND row_no > @from AND row_no <= @from + @limit ORDER BY row_no`,
  overdue: `SELECT ${lineColumns} FROM register_line WHERE content = @content AND overdue = 1 ${page}`,
  rejected: `SELECT ${lineColumns} FROM register_line WHERE content = @content AND state = 'rejected' ${page}`,
  rejectedInTime: `SELECT count(*) FROM register_line WHERE content = ? AND state = 'rejected' AND overdue = 0`,
  /** The lines of the register that chance may pick, counted by field. */
  openByField: `SELECT field_name, count(*) AS lines FROM register_line WHERE ${open}
      GROUP BY field_name ORDER BY field_name`,
  /** The lines at these places among those that chance may pick, counted from 0 in the order of the file. */
  openAt: `SELECT row_no FROM (
      SELECT row_no, row_number() OVER (ORDER BY row_no) - 1 AS place FROM register_line WHERE ${open})
      WHERE place IN (SELECT value FROM json_each(@places)) ORDER BY row_no`,
  /** All of them, to be walked through once and never held. */
  open: `SELECT row_no, field_name FROM register_line WHERE ${open} ORDER BY row_no`,
  byRowNo: `SELECT ${lineColumns} FROM register_line WHERE content = @content
      AND row_no IN (SELECT value FROM json_each(@rowNos)) ORDER BY row_no`,
} as const;

export function createRegisterStore(connection: Connection) {
  const get = prepareGet(connection, 'register');
  const listedById = connection.prepare(registerSql.listed);
  const ofVisit = connection.prepare(registerSql.ofVisit);
  const sameContent = connection.prepare(registerSql.sameContent);
  const hasContent = connection.prepare(registerSql.hasContent).pluck();
  const insertLine = connection.prepare(registerSql.insertLine);
  const pages = {
    all: connection.prepare(registerSql.all),
    overdue: connection.prepare(registerSql.overdue),
    rejected: connection.prepare(registerSql.rejected),
  };
  const rejectedInTime = connection.prepare(registerSql.rejectedInTime).pluck();
  const openByField = connection.prepare(registerSql.openByField);
  const openAt = connection.prepare(registerSql.openAt).pluck();
  const openRows = connection.prepare(registerSql.open);
  const byRowNo = connection.prepare(registerSql.byRowNo);
  const certain = ({ allOverdue, allRejected }: Certain) => ({
    allOverdue: allOverdue ? 1 : 0,
    allRejected: allRejected ? 1 : 0,
  });
  const withSamples = (row: unknown) => (row as { readonly samples: number }).samples;

  return {
    get: (id: string) => readOne<StoredRegister>('register', get, id),
    listed(id: string): ListedRegister | undefined {
      const row = listedById.get(id);
      const read = readOne<StoredRegister>('register', listedById, id);
      return read === undefined ? undefined : { ...read, samples: withSamples(row) };
    },
    ofVisit(visitId: string): ListedRegister[] {
      const samples = ofVisit.all(visitId).map(withSamples);
      return readAll<StoredRegister>('register', ofVisit, visitId).map((row, index) => ({
        ...row,
        samples: samples[index] ?? 0,
      }));
    },
    /** The register of this visit that was made of the same lines. */
    same: (visitId: string, kind: Register['kind'], content: string) =>
      readOne<StoredRegister>('register', sameContent, visitId, kind, content),
    hasContent: (content: string): boolean => hasContent.get(content) !== undefined,
    /** Inside the transaction of the register's row: both are there, or neither. */
    addLine(content: string, line: RegisterLine): void {
      insertLine.run({ ...line, content, overdue: line.overdue ? 1 : 0 });
    },
    lines(content: string, only: keyof typeof pages, from: number, limit: number): RegisterLine[] {
      return pages[only].all({ content, from, limit }).map(lineOf);
    },
    /** Lines that are rejected and not overdue. */
    rejectedInTime: (content: string) => rejectedInTime.get(content) as number,
    openByField: (content: string, taken: Certain) =>
      (
        openByField.all({ content, ...certain(taken) }) as {
          readonly field_name: string | null;
          readonly lines: number;
        }[]
      ).map(({ field_name, lines }) => ({ fieldName: field_name, lines })),
    openAt: (content: string, taken: Certain, places: readonly number[]) =>
      openAt.all({ content, ...certain(taken), places: JSON.stringify(places) }) as number[],
    *open(content: string, taken: Certain): Generator<{ rowNo: number; fieldName: string | null }> {
      for (const row of openRows.iterate({ content, ...certain(taken) })) {
        const { row_no, field_name } = row as Pick<SqlLine, 'row_no' | 'field_name'>;
        yield { rowNo: row_no, fieldName: field_name };
      }
    },
    byRowNo: (content: string, rowNos: readonly number[]): RegisterLine[] =>
      byRowNo.all({ content, rowNos: JSON.stringify(rowNos) }).map(lineOf),
  };
}

interface SqlLine {
  readonly row_no: number;
  readonly code: string | null;
  readonly title: string | null;
  readonly field_name: string | null;
  readonly applicant: string | null;
  readonly received_on: string | null;
  readonly due_on: string | null;
  readonly resolved_on: string | null;
  readonly state: RegisterLine['state'];
  readonly channel_in: RegisterLine['channelIn'];
  readonly channel_out: RegisterLine['channelOut'];
  readonly overdue: number;
}

function lineOf(row: unknown): RegisterLine {
  const line = row as SqlLine;
  return {
    rowNo: line.row_no,
    code: line.code,
    title: line.title,
    fieldName: line.field_name,
    applicant: line.applicant,
    receivedOn: line.received_on,
    dueOn: line.due_on,
    resolvedOn: line.resolved_on,
    state: line.state,
    channelIn: line.channel_in,
    channelOut: line.channel_out,
    overdue: line.overdue === 1,
  };
}
