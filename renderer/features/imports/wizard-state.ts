// What the import wizard decides without a screen: the mapping after one choice, what would be written, which rows
// a filter shows. Pure.
import type { ImportFault, ImportPreview, ImportRow } from '../../../core/contract/imports.ts';
import type { Input, Output } from '../../../core/contract/index.ts';

export type ImportResult = Output<'imports.apply'>;
export type Source = Input<'imports.preview'>;
/** What a person chose beyond the file. */
export type Choices = Pick<Source, 'sheet' | 'headerRow' | 'columns' | 'convert' | 'effectiveOn'>;
export type ColumnMap = Readonly<Record<string, number | null>>;
export type RowFilter = 'all' | 'changing' | 'faulty';

/** The mapping of a preview, every field named. */
export function mappingOf(fields: ImportPreview['fields']): ColumnMap {
  return Object.fromEntries(fields.map(({ key, column }) => [key, column]));
}

/** After a person lets `column` fill `field` (null: nothing): a column fills one field, a field has one column. */
export function assignColumn(
  fields: ImportPreview['fields'],
  column: number,
  field: string | null,
): ColumnMap {
  return Object.fromEntries(
    fields.map((one) => [one.key, one.key === field ? column : one.column === column ? null : one.column]),
  );
}

export function missingFields(fields: ImportPreview['fields']): ImportPreview['fields'] {
  return fields.filter(({ required, column }) => required && column === null);
}

export function isFaultyRow(row: ImportRow): boolean {
  return row.faults.some(({ severity }) => severity === 'error');
}

export function rowsOf(rows: readonly ImportRow[], filter: RowFilter): readonly ImportRow[] {
  if (filter === 'faulty') return rows.filter(({ faults }) => faults.length > 0);
  if (filter === 'changing') return rows.filter(({ action }) => ['add', 'change', 'end'].includes(action));
  return rows;
}

/** Rows that apply would write. */
export function writtenRows(counts: ImportPreview['counts']): number {
  return counts.add + counts.change + counts.end;
}

/** Errors first, then by where they stand. */
export function faultsInOrder(faults: readonly ImportFault[]): readonly ImportFault[] {
  const rank = (fault: ImportFault) => (fault.severity === 'error' ? 0 : 1);
  return [...faults].sort((a, b) => rank(a) - rank(b) || (a.row ?? 0) - (b.row ?? 0));
}

/** Whether the act of writing can be offered. */
export function canWrite({ canApply, counts }: ImportPreview, leaveOutFaulty: boolean): boolean {
  return canApply && (counts.errors === 0 || leaveOutFaulty);
}
