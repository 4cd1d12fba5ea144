/**
 * What a person sees before anything is written: rows in the order of their weight, counted, and the text whose digest
 * stands for all of it. Knows no purpose.
 */
import type { ImportFault, ImportPreview, ImportRow } from '../../contract/imports.ts';
import { columnLetter, shorten } from './cell.ts';
import { fileFault } from './fault.ts';
import type { SheetReading } from './read-sheet.ts';
import { isFaulty, type SheetRecord, type SheetTarget } from './target.ts';

export const PREVIEW_ROWS = 500;

/** What the purpose makes of the records. */
export interface PlannedRows {
  readonly rows: readonly ImportRow[];
  readonly faults: readonly ImportFault[];
}

/** Records without an error, and the others. */
export function sortRecords(records: readonly SheetRecord[]): {
  readonly good: readonly SheetRecord[];
  readonly faulty: readonly SheetRecord[];
} {
  return {
    good: records.filter(({ faults }) => !isFaulty(faults)),
    faulty: records.filter(({ faults }) => isFaulty(faults)),
  };
}

/** What a record is about, to read, where its purpose cannot say. */
export function labelOf(record: SheetRecord, target: SheetTarget): string {
  const texts = target.fields.filter(({ required }) => required).map(({ key }) => record.texts[key] ?? '');
  const known = texts.filter((text) => text !== '');
  return shorten(
    (known.length > 0 ? known : Object.values(record.texts).slice(0, 2)).slice(0, 2).join(' · '),
    200,
  );
}

/** All rows of the file: planned, at fault, headings; each with all its faults. */
export function allRows(
  reading: SheetReading,
  target: SheetTarget,
  planned: PlannedRows,
): readonly ImportRow[] {
  const byRow = new Map(reading.records.map((record) => [record.row, record]));
  const { faulty } = sortRecords(reading.records);
  const rows: ImportRow[] = planned.rows.map((row) => {
    const record = row.row === null ? undefined : byRow.get(row.row);
    return record === undefined ? row : { ...row, faults: [...record.faults, ...row.faults] };
  });
  const plannedRows = new Set(planned.rows.map(({ row }) => row));
  for (const record of faulty) {
    if (plannedRows.has(record.row)) continue;
    rows.push({
      row: record.row,
      action: 'skip',
      label: labelOf(record, target),
      changes: [],
      faults: [...record.faults],
    });
  }
  for (const { row, label, faults } of reading.skipped) {
    rows.push({ row, action: 'skip', label, changes: [], faults: [...faults] });
  }
  return rows;
}

/** Errors first, then what changes, then the rest; within that by the row of the file, and last what has none. */
export function inOrder(rows: readonly ImportRow[]): readonly ImportRow[] {
  const weight = ({ action, faults }: ImportRow) => {
    if (isFaulty(faults)) return 0;
    return action === 'same' || action === 'skip' ? 2 : 1;
  };
  return rows.toSorted((a, b) => weight(a) - weight(b) || (a.row ?? Infinity) - (b.row ?? Infinity) || 0);
}

/** A row with an error counts as such and as nothing else: it is what leaving it out would leave out. */
export function countRows(rows: readonly ImportRow[], records: number): ImportPreview['counts'] {
  const counts = { rows: records, add: 0, change: 0, end: 0, same: 0, skip: 0, errors: 0, warnings: 0 };
  for (const { action, faults } of rows) {
    if (isFaulty(faults)) counts.errors += 1;
    else {
      counts[action] += 1;
      if (faults.length > 0) counts.warnings += 1;
    }
  }
  return counts;
}

export function assemblePreview(
  reading: SheetReading,
  target: SheetTarget,
  planned: PlannedRows,
  digestOf: (content: unknown) => string,
): ImportPreview {
  const rows = inOrder(allRows(reading, target, planned));
  const faults = [...reading.faults, ...planned.faults];
  const counts = countRows(rows, reading.records.length);
  const { format, sheets, sheet, headerRow, headers, fields, encoding } = reading;
  const shown = { format, sheet, headerRow, headers, fields, encoding };
  return {
    purpose: target.purpose,
    ...shown,
    sheets,
    faults,
    rows: rows.slice(0, PREVIEW_ROWS),
    counts,
    // Over all rows, not only those that are shown; what they change carries the state of the data.
    digest: digestOf({ purpose: target.purpose, ...shown, faults, rows }),
    canApply: !isFaulty(faults) && counts.add + counts.change + counts.end > 0,
  };
}

/** A fault of a record, or of the file, at the column of its field. */
export function faultAt(
  reading: Pick<SheetReading, 'sheet' | 'fields'>,
  record: SheetRecord | null,
  field: string | null,
  code: ImportFault['code'],
  options: {
    readonly severity?: ImportFault['severity'];
    readonly value?: string | null;
    readonly params?: Readonly<Record<string, string | number>>;
  } = {},
): ImportFault {
  const column = reading.fields.find(({ key }) => key === field)?.column ?? null;
  const text = record === null || field === null ? undefined : record.texts[field];
  const value = options.value === undefined ? (text ?? null) : options.value;
  return fileFault(options.severity ?? 'error', code, {
    sheet: reading.sheet,
    row: record?.row ?? null,
    column: column === null ? null : columnLetter(column),
    field,
    value: value === null ? null : shorten(value),
    params: options.params ?? {},
  });
}
