/**
 * The names that may stand in a package, in the order in which they stand there. Everything else is refused, so there is
 * no name that leads out of a folder, collides with another one or means a device to Windows.
 */
import type { PackageFile } from './types.ts';

export const ROOT = 'bag/';
export const BAGIT = 'bagit.txt';
export const BAG_INFO = 'bag-info.txt';
export const DESCRIPTOR = 'data/datapackage.json';
export const MANIFEST = 'manifest-sha512.txt';
export const TAG_MANIFEST = 'tagmanifest-sha512.txt';
export const SIGNATURE = 'tagmanifest-sha512.txt.minisig';
export const JOURNAL = 'data/journal/1.ndjson';

export const TABLE_NAME = /^[a-z][a-z0-9_]{0,59}$/;
const CRITERIA_NAME = /^[a-z0-9][a-z0-9_-]{0,59}@[0-9a-f]{64}$/;
const DEVICE = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:[.@]|$)/;

const kinds = [
  { kind: 'bagit', pattern: /^bagit\.txt$/ },
  { kind: 'bagInfo', pattern: /^bag-info\.txt$/ },
  { kind: 'descriptor', pattern: /^data\/datapackage\.json$/ },
  { kind: 'table', pattern: /^data\/tables\/([a-z][a-z0-9_]{0,59})\.csv$/ },
  { kind: 'criteria', pattern: /^data\/criteria\/([a-z0-9][a-z0-9_-]{0,59}@[0-9a-f]{64})\.json$/ },
  { kind: 'journal', pattern: /^data\/journal\/(1)\.ndjson$/ },
  { kind: 'documents', pattern: /^data\/documents\/([0-9a-f]{64})\.([a-z0-9]{2,5})$/ },
  { kind: 'evidence', pattern: /^data\/evidence\/([0-9a-f]{64})\.([a-z0-9]{2,5})$/ },
  { kind: 'manifest', pattern: /^manifest-sha512\.txt$/ },
  { kind: 'tagManifest', pattern: /^tagmanifest-sha512\.txt$/ },
  { kind: 'signature', pattern: /^tagmanifest-sha512\.txt\.minisig$/ },
] as const;
export type EntryKind = (typeof kinds)[number]['kind'];

export interface EntryName {
  readonly kind: EntryKind;
  /** Name of the table or of the criteria, digest of the file. */
  readonly name: string;
  /** Where it stands among the others. */
  readonly rank: number;
}

/** What the path (below `bag/`) means; null where nothing of that name belongs into a package. */
export function readEntryName(path: string): EntryName | null {
  for (const [rank, { kind, pattern }] of kinds.entries()) {
    const found = pattern.exec(path);
    if (found === null) continue;
    const name = found[1] ?? '';
    return DEVICE.test(name) ? null : { kind, name, rank };
  }
  return null;
}

/** Which of two paths stands first; both must be known names. */
export function compareEntries(left: string, right: string): number {
  const ranks = (readEntryName(left)?.rank ?? -1) - (readEntryName(right)?.rank ?? -1);
  return ranks !== 0 ? ranks : left < right ? -1 : left > right ? 1 : 0;
}

export function isTableName(name: string): boolean {
  return TABLE_NAME.test(name) && !DEVICE.test(name);
}
export function isCriteriaName(name: string): boolean {
  return CRITERIA_NAME.test(name) && !DEVICE.test(name);
}
export const tablePath = (table: string) => `data/tables/${table}.csv`;
export const criteriaPath = (name: string) => `data/criteria/${name}.json`;

/** The endings are for people who unpack a package by hand; what a file is stands in files.csv. */
const endings: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/bmp': 'bmp',
  'image/tiff': 'tif',
  'image/heic': 'heic',
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/msword': 'doc',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.ms-powerpoint': 'ppt',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.presentation': 'odp',
  'application/rtf': 'rtf',
  'application/json': 'json',
  'text/plain': 'txt',
  'text/csv': 'csv',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'video/mp4': 'mp4',
};

export function filePath(file: Pick<PackageFile, 'sha256' | 'media' | 'folder'>): string {
  return `data/${file.folder}/${file.sha256}.${endings[file.media] ?? 'bin'}`;
}
