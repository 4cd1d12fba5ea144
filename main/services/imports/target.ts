/**
 * What a purpose of import gives to the generic handlers: its fields, a plan of what its rows would change, and the
 * texts of its template. A plan reads; only its `apply` writes, inside the one change set of the import.
 */
import type { ImportFault, ImportRow, ImportSource } from '../../../core/contract/imports.ts';
import type { SheetRecord, SheetTarget } from '../../../core/exchange/sheet/target.ts';
import type { Writer } from '../../../db/journal.ts';
import type { ServiceContext } from '../context.ts';

export interface FaultOptions {
  /** 'error' unless told: the row is refused. */
  readonly severity?: 'error' | 'warning';
  /** What stands there; the text of the cell unless told. */
  readonly value?: string | null;
  readonly params?: Readonly<Record<string, string | number>>;
}

export interface ImportRequest {
  readonly context: ServiceContext;
  readonly source: ImportSource;
  /** The sheet's name. */
  readonly sheet: string;
  /** The texts above the header: titles, whose file it is, of which days. */
  readonly above: readonly { readonly row: number; readonly text: string }[];
  /** What could be read without an error, in the order of the sheet. */
  readonly records: readonly SheetRecord[];
  /**
   * What stands in the file but is at fault, or was left out: for telling "is in the file, unreadable" from "is not in
   * the file". Their values may be null. The pipeline makes their rows; a plan does not.
   */
  readonly faulty: readonly SheetRecord[];
  /** True where the file has a column for the field. */
  has(field: string): boolean;
  /** A fault that names sheet, row and column. Null for the record: of the file as a whole. */
  fault(
    record: SheetRecord | null,
    field: string | null,
    code: ImportFault['code'],
    options?: FaultOptions,
  ): ImportFault;
}

/** Told before every row that is written: how many are, of how many. Throws where the import is to stop. */
export type Step = (done: number, total: number) => void;

export interface ImportPlan {
  /** One for each record (add, change, same or skip), and where it matters one for what the file does not have. */
  readonly rows: readonly ImportRow[];
  /** Of the file as a whole; an error here refuses everything. */
  readonly faults: readonly ImportFault[];
  /** How many rows of the database are written, where one row of the file is several. */
  readonly writes?: number;
  /** Writes what the rows say. Called only when none of the rows has an error: faulty ones are planned away before. */
  apply(write: Writer, step: Step): { readonly targetId: string | null };
}

export interface ImportTemplate {
  /** Without extension. */
  readonly fileName: string;
  /** The name of the sheet to fill in. */
  readonly sheetName: string;
  readonly title: string;
  /** One paragraph each, Vietnamese. */
  readonly instructions: readonly string[];
  /** Rows to look at in the instructions: field → what one would write. Never in the sheet that is filled in. */
  readonly examples?: readonly Readonly<Record<string, string | number>>[];
}

export interface ImportTarget {
  readonly sheet: SheetTarget;
  /** Where the columns follow from what the rows are for. The template is made of `sheet`. */
  readonly sheetFor?: (context: ServiceContext, source: ImportSource) => SheetTarget;
  readonly template: ImportTemplate;
  plan(request: ImportRequest): ImportPlan;
}
