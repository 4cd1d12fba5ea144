/** How much of a file is read. Whoever needs more has a database, not a list. */
export const SHEET_LIMITS = {
  /** Of the file itself; the upload refuses more already. */
  fileBytes: 50 * 1024 * 1024,
  /** Of all parts that are unpacked: a small file may hold gigabytes of one letter. */
  unpackedBytes: 256 * 1024 * 1024,
  entries: 10_000,
  sheets: 200,
  rows: 100_000,
  columns: 300,
  sharedStrings: 2_000_000,
  merges: 50_000,
} as const;
