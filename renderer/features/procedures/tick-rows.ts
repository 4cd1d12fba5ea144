// The lines of a place: every procedure in force with what stands for it, and what is posted besides; searching them, and
// reading lines that people write or paste. Pure.
import type {
  Procedure,
  ProcedurePosting,
  ProcedureProblem,
  ProcedureResult,
  SupersededReason,
} from '../../../core/contract/procedures.ts';
import { parseDay } from '../../../core/rules/format.ts';
import { codeKey, type ListOnDay, listOnDay, matchPostings } from '../../../core/rules/procedure-match.ts';
import { foldText } from '../../../core/rules/text-fold.ts';

export interface TickRow {
  readonly key: string;
  /** Null: posted, but for no procedure in force. */
  readonly procedure: Procedure | null;
  readonly posting: ProcedurePosting | null;
  readonly superseded: SupersededReason | null;
  /** Posted beside: a second time, before its day, or in no list. */
  readonly beside: 'again' | 'coming' | 'unknown' | null;
  readonly text: string;
}

export type Show = 'all' | 'open' | 'faulty';

const fold = (parts: readonly (string | null)[]): string =>
  foldText(parts.filter((part) => part !== null).join(' '));

/** The list as it is on the day, with the texts that are searched: made once, however often postings change. */
export interface PublishedLines {
  readonly procedures: readonly Procedure[];
  readonly onDay: ListOnDay;
  readonly texts: ReadonlyMap<string, string>;
}

export function publishedLines(procedures: readonly Procedure[], on: string): PublishedLines {
  const onDay = listOnDay(procedures, on);
  const inForce = new Set(onDay.inForce.map(({ id }) => id));
  const shown = procedures.filter(({ id }) => inForce.has(id));
  const texts = new Map(
    shown.map(({ id, code, name, fieldName, decision }) => [id, fold([code, name, fieldName, decision])]),
  );
  return { procedures: shown, onDay, texts };
}

export function tickRows(
  { procedures, onDay, texts }: PublishedLines,
  postings: readonly ProcedurePosting[],
): readonly TickRow[] {
  const matches = matchPostings(onDay, postings);
  const byPosting = new Map(postings.map((posting) => [posting.id, posting]));
  const ofProcedure = new Map(
    matches.flatMap((match) => (match.procedure === null ? [] : [[match.procedure.id, match] as const])),
  );
  const coming = new Set(onDay.coming.map(({ id }) => id));
  const rows = procedures.map((procedure): TickRow => {
    const match = ofProcedure.get(procedure.id);
    const posting = match === undefined ? null : (byPosting.get(match.posting.id) ?? null);
    const text = texts.get(procedure.id) ?? '';
    return {
      key: procedure.id,
      procedure,
      posting,
      superseded: match?.superseded ?? null,
      beside: null,
      // What was ticked off says nothing that the procedure does not.
      text:
        posting === null || (posting.code === procedure.code && posting.decision === null)
          ? text
          : `${text} ${fold([posting.code, posting.name, posting.decision])}`,
    };
  });
  const extras = matches.flatMap(({ posting: { id }, procedure, listed, superseded, unknown }): TickRow[] => {
    const posting = byPosting.get(id);
    if (procedure !== null || posting === undefined) return [];
    const beside = unknown
      ? 'unknown'
      : superseded !== null
        ? null
        : listed !== null && coming.has(listed.id)
          ? 'coming'
          : 'again';
    const text = fold([posting.code, posting.name, posting.decision]);
    return [{ key: id, procedure: null, posting, superseded, beside, text }];
  });
  return [...rows, ...extras];
}

/** Every word that is asked for stands somewhere in the line; marks and case do not count, nor the dots of a code. */
export function findRows(rows: readonly TickRow[], wanted: string): readonly TickRow[] {
  const asked = foldText(wanted)
    .split(/\s+/u)
    .filter((word) => word !== '');
  if (asked.length === 0) return rows;
  const code = codeKey(wanted);
  const isCode = /\d/u.test(code) && code.length >= 3;
  return rows.filter(
    ({ text, procedure, posting }) =>
      asked.every((word) => text.includes(word)) ||
      (isCode && codeKey(procedure?.code ?? posting?.code ?? null).includes(code)),
  );
}

/** What a place's results say of one line. */
export function problemsByRow(
  results: readonly ProcedureResult[],
): (row: TickRow) => readonly ProcedureResult[] {
  const byPosting = Map.groupBy(
    results.filter(({ postingId }) => postingId !== null),
    ({ postingId }) => postingId ?? '',
  );
  return ({ posting }) => (posting === null ? [] : (byPosting.get(posting.id) ?? []));
}

export function countProblems(results: readonly ProcedureResult[]): ReadonlyMap<ProcedureProblem, number> {
  const counts = new Map<ProcedureProblem, number>();
  for (const { problem } of results) counts.set(problem, (counts.get(problem) ?? 0) + 1);
  return counts;
}

export interface ResolvedLines {
  readonly found: readonly Procedure[];
  readonly unknown: readonly string[];
  readonly ambiguous: readonly string[];
}

/** Written lines as procedures: by code, else by the whole name, else by words that fit just one. */
export function resolveLines(text: string, procedures: readonly Procedure[]): ResolvedLines {
  const folded = procedures.map((procedure) => ({
    procedure,
    code: codeKey(procedure.code),
    name: foldText(procedure.name).replace(/\s+/gu, ' ').trim(),
  }));
  const found = new Map<string, Procedure>();
  const unknown: string[] = [];
  const ambiguous: string[] = [];
  for (const line of text.split(/\r?\n/u).map((one) => one.trim())) {
    if (line === '') continue;
    const code = codeKey(line.split('\t')[0] ?? line);
    const name = foldText(line).replace(/\s+/gu, ' ');
    const asked = name.split(' ');
    const steps = [
      () => (code === '' ? [] : folded.filter((one) => one.code === code)),
      () => folded.filter((one) => one.name === name),
      () => (/\d/u.test(code) && code.length >= 4 ? folded.filter((one) => one.code.includes(code)) : []),
      () => folded.filter((one) => asked.every((word) => one.name.includes(word))),
    ];
    const hits = steps.reduce<readonly (typeof folded)[number][]>(
      (known, step) => (known.length > 0 ? known : step()),
      [],
    );
    if (hits.length === 0) unknown.push(line);
    else if (hits.length > 1) ambiguous.push(line);
    else for (const { procedure } of hits) found.set(procedure.id, procedure);
  }
  return { found: [...found.values()], unknown, ambiguous };
}

const pastedHeaders = [
  'Mã TTHC',
  'Tên thủ tục hành chính',
  'Quyết định công bố',
  'Ngày niêm yết',
  'Sai hình thức',
];
type PastedField = 0 | 1 | 2 | 3 | 4;

/** Which of the five a column is, by what stands in it; a header of its own is kept. */
function fieldOf(cells: readonly string[]): PastedField {
  const filled = cells.filter((cell) => cell !== '');
  const most = (test: (cell: string) => boolean) => filled.filter(test).length * 2 > filled.length;
  if (most((cell) => parseDay(cell) !== null)) return 3;
  if (most((cell) => /^\d[\d.]*\d(?:\.?[A-Za-z]\d+)?$/u.test(cell))) return 0;
  if (most((cell) => /\d+\s*\/\s*(?:\d{4}\/)?\p{Lu}/u.test(cell) && cell.length < 60)) return 2;
  return 1;
}

export interface PastedList {
  readonly lines: number;
  /** A comma-separated text that the import reads, with a header. */
  readonly csv: string;
}

/** Cells copied from a sheet (tabs) or plain lines, as a file for the import. Null: nothing was pasted. */
export function pastedList(text: string): PastedList | null {
  const rows = text
    .normalize('NFC')
    .split(/\r?\n/u)
    .map((line) => line.split('\t').map((cell) => cell.trim()))
    .filter((cells) => cells.some((cell) => cell !== ''));
  const [first] = rows;
  if (first === undefined) return null;
  const width = Math.max(...rows.map((cells) => cells.length));
  const isHeader = first.some((cell) =>
    /^(?:ma\b|ten\b|thu tuc|tthc|stt$|so qd|quyet dinh)/u.test(foldText(cell)),
  );
  const body = isHeader ? rows.slice(1) : rows;
  if (body.length === 0) return null;
  const named = (): string[] => {
    const taken = new Set<PastedField>();
    return Array.from({ length: width }, (_, column) => {
      const cells = body.map((row) => row[column] ?? '');
      const running = cells.every((cell, index) => cell === String(index + 1));
      if (running && width > 1) return 'STT';
      const field = fieldOf(cells);
      if (!taken.has(field)) {
        taken.add(field);
        return pastedHeaders[field] ?? '';
      }
      // A second column of words behind the name is what is wrong with the form.
      if (field === 1 && !taken.has(4)) {
        taken.add(4);
        return pastedHeaders[4] ?? '';
      }
      return `Cột ${String(column + 1)}`;
    });
  };
  const header = isHeader ? first : named();
  const csv = [header, ...body]
    .map((row) =>
      Array.from({ length: width }, (_, column) => `"${(row[column] ?? '').replaceAll('"', '""')}"`).join(
        ',',
      ),
    )
    .join('\r\n');
  return { lines: body.length, csv: `\ufeff${csv}\r\n` };
}
