/** The port to the printers of this PC. Only the desktop has one; who drives the printer is not known here. */
import type { Printer } from '../../core/contract/prints.ts';
import type { PageRange } from '../../core/rules/page-ranges.ts';
import type { PrintInput } from '../pdf.ts';

export interface PaperOrder extends PrintInput {
  /** The name by which the system knows the printer. */
  readonly printer: string;
  readonly copies: number;
  readonly duplex: 'none' | 'long' | 'short';
  /** Counted from 1; none: all pages. */
  readonly ranges: readonly PageRange[];
}

export interface PaperPrinter {
  printers(): Promise<readonly Printer[]>;
  /** Ends when the system has taken the whole paper over; PRINTER_FAILED with the system's reason where it has not. */
  print(order: PaperOrder): Promise<void>;
}
