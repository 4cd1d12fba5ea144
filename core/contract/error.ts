/**
 * Errors are values at the boundary: a code, the fields at fault, a reference into the log.
 * The sentence (cause and remedy) is worded by whoever shows it, from `error-text.ts`.
 */

export const errorCodes = [
  // the request
  'UNKNOWN_METHOD',
  'VALIDATION', // several faults, or one without a code of its own; `fields` tells
  'UNKNOWN_KEY',
  'MISSING_KEY',
  'TOO_LONG',
  'WRONG_TYPE',
  'BAD_DATE',
  'NOT_JSON',
  'TOO_LARGE',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  // the rows
  'NOT_FOUND',
  'CONFLICT', // the row has moved on since it was read (stale rev); `detail` may carry the current row
  'IN_USE', // other rows stand on it
  'DUPLICATE',
  'WRONG_STATE', // the state machine does not allow it
  'FROZEN', // the document is frozen for signature or issued
  'NOTHING_TO_UNDO',
  'UNDO_BARRIER',
  // files that come in
  'FILE_PASSWORD',
  'FILE_BROKEN',
  'FILE_NOT_SPREADSHEET',
  'FILE_EMPTY', // zero bytes
  'FILE_PROGRAM', // something that runs, whatever its name says
  'FILE_KIND', // not a kind that is kept as evidence
  'FILE_MISMATCH', // the name says one kind, the bytes another
  'FILE_NOT_WORK', // not a work file of this application
  'FILE_GONE', // the upload has expired
  'IMPORT_FAULTS', // rows with errors, and nobody chose to leave them out
  // by USB stick
  'PACKAGE_NOT', // not a package of this application
  'PACKAGE_DAMAGED', // cut short or changed on its way
  'PACKAGE_FORGED', // the signature does not hold
  'PACKAGE_NOT_FOR_US', // sealed for somebody else
  'PACKAGE_NEWER', // its form is newer than this program
  'PACKAGE_REFUSED', // verified, but cannot be taken; `detail.problems` tells why
  'PACKAGE_EMPTY', // there is nothing to send
  'PACKAGE_TOO_LARGE',
  'RECEIPT_NOT', // not an answer to a package
  'RECEIPT_UNKNOWN', // an answer to a package that this office did not send
  'CARD_BROKEN', // not the card of an office, or the letters of the sheet do not hold
  'KEYS_MISSING', // the office's own keys have not been made
  'KEYS_LOCKED', // the passphrase has to be given first
  'WRONG_PASSPHRASE',
  'PLACE_GONE', // the stick was pulled out, the folder is not there
  'PLACE_UNSUITABLE', // a folder that must not be written to: the data's own, one without right
  'PLACE_DIFFERS', // what was written reads back otherwise
  'BACKUP_BROKEN',
  // the data folder and the machine
  'NOT_SET_UP',
  'BUSY',
  'CANCELLED', // long work was stopped by a person; what it had written is taken back
  'READ_ONLY',
  'DATA_LOCKED',
  'DATA_NEWER',
  'DATA_NOT_DATABASE',
  'DATA_ON_NETWORK',
  'DISK_FULL',
  'CORRUPT',
  'PDF_UNAVAILABLE',
  'NO_SUCH_PAGES', // a paper has none of the pages that are asked for
  'PRINTER_UNAVAILABLE', // printing on paper goes through the desktop program
  'PRINTER_FAILED', // `detail.reason`: what the system says of it
  'INTERNAL',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** A fault in one field of the input. `path` is dotted ("patch.documentDate"); `limit` is a bound, where there is one. */
export interface FieldError {
  readonly path: string;
  readonly code: ErrorCode;
  readonly limit?: number;
}

export interface ErrorValue {
  readonly code: ErrorCode;
  readonly fields?: readonly FieldError[];
  /** What the sentence needs: the entity's name, a state, a limit. Never a stack, a path or SQL. */
  readonly detail?: Readonly<Record<string, unknown>>;
  /** Finds the entry in the log. */
  readonly ref?: string;
}

export type Envelope<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorValue };

/** Thrown inside, turned into an `ErrorValue` by the dispatcher. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: readonly FieldError[] | undefined;
  readonly detail: Readonly<Record<string, unknown>> | undefined;
  constructor(
    code: ErrorCode,
    options: {
      fields?: readonly FieldError[];
      detail?: Readonly<Record<string, unknown>>;
      cause?: unknown;
    } = {},
  ) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.fields = options.fields;
    this.detail = options.detail;
  }
}
