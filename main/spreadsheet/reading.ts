/** One file through the pipeline, with the workbooks read last kept, so that matching columns anew is instant. */
import { readFileSync, statSync } from 'node:fs';
import { AppError } from '../../core/contract/error.ts';
import type { Workbook } from '../../core/exchange/sheet/cell.ts';
import { readSheet, type SheetChoices, type SheetReading } from '../../core/exchange/sheet/read-sheet.ts';
import type { SheetTarget } from '../../core/exchange/sheet/target.ts';
import { SHEET_LIMITS } from './limits.ts';
import { readWorkbook } from './read-workbook.ts';

export interface ReadingOrder {
  readonly sha256: string;
  /** Where the bytes stand. */
  readonly path: string;
  readonly fileName: string;
  readonly target: SheetTarget;
  readonly choices: SheetChoices;
  /** More records than these stay where they were read: handing them over would hold up whoever asks. */
  readonly most?: number;
}

export interface FileReading extends SheetReading {
  /** How many records there are that were not handed over; 0 where all of them were. */
  readonly withheld: number;
}

const KEPT = 3;

export function createReading(): (order: ReadingOrder) => FileReading {
  const kept = new Map<string, Workbook>();

  function workbookOf({ sha256, path, fileName }: ReadingOrder): Workbook {
    // The name decides a little: what a CSV is called is its sheet's name.
    const key = `${sha256} ${fileName}`;
    const known = kept.get(key);
    kept.delete(key);
    if (known === undefined && statSync(path).size > SHEET_LIMITS.fileBytes) {
      throw new AppError('TOO_LARGE', { detail: { limit: SHEET_LIMITS.fileBytes } });
    }
    const workbook = known ?? readWorkbook(readFileSync(path), fileName);
    kept.set(key, workbook);
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) break;
      kept.delete(oldest);
    }
    return workbook;
  }

  return (order) => {
    const reading = readSheet(workbookOf(order), order.target, order.choices);
    if (reading.overflow !== null) {
      throw new AppError('TOO_LARGE', { detail: { ...reading.overflow, sheet: reading.sheet } });
    }
    const { maxRows } = order.target;
    if (reading.records.length > maxRows) {
      throw new AppError('TOO_LARGE', { detail: { what: 'rows', limit: maxRows, sheet: reading.sheet } });
    }
    const isTooMuch = order.most !== undefined && reading.records.length > order.most;
    return isTooMuch
      ? { ...reading, records: [], skipped: [], withheld: reading.records.length }
      : { ...reading, withheld: 0 };
  };
}
