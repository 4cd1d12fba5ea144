/** What goes into the thread of the checker, and what comes back. */
import type { ErrorCode } from '../../core/contract/error.ts';
import type { FormatReport } from '../../core/contract/format-checks.ts';

export interface CheckOrder {
  readonly bytes: Uint8Array;
  readonly fileName: string;
}

export type CheckAnswer =
  | { readonly report: FormatReport }
  | {
      readonly refused: {
        readonly code: ErrorCode;
        readonly detail: Readonly<Record<string, unknown>> | undefined;
      };
    }
  | { readonly broken: string };
