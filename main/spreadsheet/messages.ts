/** What passes between the main thread and the thread that reads spreadsheets. Structured clones, no functions. */
import type { ErrorValue } from '../../core/contract/error.ts';
import type { FileReading, ReadingOrder } from './reading.ts';

/** Said once by the thread, when everything has been loaded. */
export const READY = 'ready';

export interface NumberedOrder {
  readonly number: number;
  readonly order: ReadingOrder;
}

export type SheetAnswer = { readonly number: number } & (
  | { readonly reading: FileReading }
  | { readonly refused: Pick<ErrorValue, 'code' | 'fields' | 'detail'> }
  /** A fault of the program, for the log. */
  | { readonly broken: string }
);
