/**
 * What a purpose of import tells the pipeline about its rows, and what the pipeline hands back: records whose values
 * are already of their type. Pure; knows no file format, no table and no purpose.
 */
import type { ImportFault, ImportPurpose } from '../../contract/imports.ts';

export type FieldType =
  | 'text'
  /** A whole number. The value is a number. */
  | 'integer'
  /** A whole number from 0 up: "1.204" is 1204; a negative one and a fraction are faults of their own. */
  | 'count'
  /** The value is text with a point ("98.53"), so that no digit is lost. */
  | 'decimal'
  /** The value is an ISO day. */
  | 'day'
  /** 1900–2200. The value is a number. */
  | 'year'
  | 'boolean'
  /** Wire value → accepted spellings, the one to show first. Compared folded (no marks, no case, no punctuation). */
  | { readonly oneOf: ReadonlyMap<string, readonly string[]> }
  /** Several texts in one cell, apart by ; or line breaks. The value is string[]. */
  | 'list';

export interface FieldSpec {
  readonly key: string;
  readonly labels: { readonly vi: string; readonly en: string };
  /** Other headers that people write for it. */
  readonly synonyms: readonly string[];
  readonly required: boolean;
  readonly type: FieldType;
  readonly maxLength?: number;
  /** For days: software writes the time of day beside it ("09/8/2019 14:35"), which is not read. */
  readonly timed?: boolean;
  /** One line for the template: what goes in here. Vietnamese. */
  readonly hint?: string;
  /** The number that the form's own row of numbers gives the column: (3), (4), … Tells columns apart that names do not. */
  readonly number?: number;
  /** For the machine: our own files hide it, so that nobody need be told that it is hidden. */
  readonly hidden?: true;
}

export interface SheetTarget {
  readonly purpose: ImportPurpose;
  readonly fields: readonly FieldSpec[];
  readonly maxRows: number;
  /** Sets of fields that may not repeat in the file (DUPLICATE_IN_FILE); a set with an empty field is not compared. */
  readonly unique?: readonly (readonly string[])[];
}

export type CellValue = string | number | boolean | readonly string[];

export interface SheetRecord {
  /** As Excel counts. */
  readonly row: number;
  /** Every field of the target is a key; null where the cell is empty, at fault or the column is not there. */
  readonly values: Readonly<Record<string, CellValue | null>>;
  /** What stands in the cell, where there is something, for labels and messages. */
  readonly texts: Readonly<Record<string, string>>;
  /** Faults of single cells; the pipeline shows them, a purpose need not repeat them. */
  readonly faults: readonly ImportFault[];
}

export function textOf(record: SheetRecord, key: string): string | null {
  const value = record.values[key];
  return typeof value === 'string' ? value : null;
}

export function numberOf(record: SheetRecord, key: string): number | null {
  const value = record.values[key];
  return typeof value === 'number' ? value : null;
}

export function flagOf(record: SheetRecord, key: string): boolean | null {
  const value = record.values[key];
  return typeof value === 'boolean' ? value : null;
}

export function listOf(record: SheetRecord, key: string): readonly string[] {
  const value = record.values[key];
  return typeof value === 'object' && value !== null ? value : [];
}

/** True where a fault of the record refuses it. */
export function isFaulty(faults: readonly ImportFault[]): boolean {
  return faults.some((fault) => fault.severity === 'error');
}

/** A column of text that may be empty: the most frequent field of all. */
export function textField(
  key: string,
  vi: string,
  en: string,
  synonyms: readonly string[],
  maxLength: number,
  hint?: string,
): FieldSpec {
  return {
    key,
    labels: { vi, en },
    synonyms,
    required: false,
    type: 'text',
    maxLength,
    ...(hint === undefined ? {} : { hint }),
  };
}
