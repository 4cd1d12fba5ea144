/**
 * Writes a package: rows and files in, a sealed and signed file (or parts of one) out. Memory stays small however much
 * travels: rows go through files of the work folder (only ids that others point to are kept), evidence is read where it
 * lies, once to take its digest and once to seal it. Knows no table and no database.
 */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { AppError } from '../../core/contract/error.ts';
import {
  BAGIT_TEXT,
  bagInfoText,
  cleanHeader,
  manifestText,
  trustedComment,
} from '../../core/exchange/package/bag.ts';
import { csvHeader, csvLine } from '../../core/exchange/package/csv.ts';
import {
  deletedForm,
  type DescribedTable,
  descriptorText,
  filesForm,
  leads,
  ownForms,
  type TableFacts,
} from '../../core/exchange/package/descriptor.ts';
import {
  BAG_INFO,
  BAGIT,
  compareEntries,
  criteriaPath,
  DESCRIPTOR,
  filePath,
  isCriteriaName,
  isTableName,
  JOURNAL,
  MANIFEST,
  readEntryName,
  ROOT,
  SIGNATURE,
  TAG_MANIFEST,
  tablePath,
} from '../../core/exchange/package/entry-names.ts';
import { createHeldKeys } from '../../core/exchange/package/held-keys.ts';
import { type PackageLimits, packageLimits, sizeLimits, within } from '../../core/exchange/package/limits.ts';
import { sign } from '../../core/exchange/package/minisign.ts';
import type {
  Deletion,
  OwnSecrets,
  PackageFile,
  PackageHeader,
  PackageRow,
  TableForm,
} from '../../core/exchange/package/types.ts';
import {
  centralHeader,
  endRecords,
  localHeader,
  localHeaderLength,
  type ZipEntry,
  type ZipLimits,
  zipLimits,
} from '../../core/exchange/package/zip-form.ts';
import { syncFolder } from '../../db/backup.ts';
import { mapSystemError } from '../../db/errors.ts';
import type { Progress } from '../work/work.ts';
import { sealStream, type Seal } from './age-file.ts';
import { placeError } from './place-error.ts';

export interface PackageInput {
  readonly header: PackageHeader;
  readonly tables: readonly { readonly form: TableForm; readonly rows: Iterable<PackageRow> }[];
  readonly deletions: Iterable<Deletion>;
  /** `name`: "<code>@<sha256 of the JSON>", small letters. */
  readonly criteria: readonly { readonly name: string; readonly json: string }[];
  /** Lines without their line feeds. */
  readonly journal: Iterable<string> | null;
  /** `open` is called twice. */
  readonly files: readonly (PackageFile & { open(): AsyncIterable<Uint8Array> })[];
  readonly secrets: OwnSecrets;
  readonly seal: Seal;
  readonly target: string;
  /** Bytes of one part; larger packages become `target`.001, .002, …. */
  readonly partLimit?: number;
  readonly workFolder: string;
  readonly progress: Progress;
  /** Told once the size is known and before a byte is written to `target`; throws where there is no room. */
  readonly checkRoom?: (bytes: number) => void;
  /** log2 of what each guess of a passphrase costs. */
  readonly scryptWork?: number;
  readonly zipLimits?: ZipLimits;
  /** What the recipient takes at most. */
  readonly limits?: Partial<PackageLimits>;
}

export interface WrittenPackage {
  /** sha512 of the tag manifest: what the next package of the stream calls its previous one. */
  readonly hash: string;
  readonly paths: readonly string[];
  readonly bytes: number;
  /** Rows of each table. */
  readonly counts: Readonly<Record<string, number>>;
  readonly deletions: number;
  readonly files: number;
  readonly fileBytes: number;
}

interface Facts {
  readonly size: number;
  readonly crc: number;
  readonly sha512: string;
  readonly sha256: string;
}
interface Entry extends Facts {
  /** Below `bag/`. */
  readonly path: string;
  open(): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

function createTaker() {
  const hash512 = createHash('sha512');
  const hash256 = createHash('sha256');
  let crc = 0;
  let size = 0;
  return {
    take(bytes: Uint8Array): void {
      hash512.update(bytes);
      hash256.update(bytes);
      crc = crc32(bytes, crc);
      size += bytes.length;
    },
    facts: (): Facts => ({ size, crc, sha512: hash512.digest('hex'), sha256: hash256.digest('hex') }),
  };
}

function textEntry(entryPath: string, text: string): Entry {
  const bytes = Buffer.from(text, 'utf8');
  const taker = createTaker();
  taker.take(bytes);
  return { path: entryPath, ...taker.facts(), open: () => [bytes] };
}

const BATCH = 256 * 1024;

/** Lines into a file of the work folder; they are told apart by nobody but the caller. */
async function spool(
  entryPath: string,
  file: string,
  lines: Iterable<string>,
  written: (bytes: number) => void,
): Promise<Entry> {
  const taker = createTaker();
  const handle = await open(file, 'wx', 0o600);
  try {
    let batch = '';
    const flush = async () => {
      const bytes = Buffer.from(batch, 'utf8');
      batch = '';
      taker.take(bytes);
      await handle.appendFile(bytes);
      written(bytes.length);
    };
    for (const line of lines) {
      batch += line;
      if (batch.length >= BATCH) await flush();
    }
    await flush();
  } finally {
    await handle.close();
  }
  return { path: entryPath, ...taker.facts(), open: () => createReadStream(file, { highWaterMark: BATCH }) };
}

/** Nothing is left behind where it fails or is cancelled. `target` must not exist. */
export async function writePackage(input: PackageInput): Promise<WrittenPackage> {
  const folder = mkdtempSync(path.join(input.workFolder, 'package-'));
  try {
    return await write(input, folder);
  } catch (error) {
    throw mapSystemError(error);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function write(input: PackageInput, folder: string): Promise<WrittenPackage> {
  const header = cleanHeader(input.header);
  if (header.sender.signPublic !== input.secrets.signPublic) throw new RangeError('Signed by another key');
  const limits = input.zipLimits ?? zipLimits;
  const files = uniqueFiles(input.files);
  const fileBytes = files.reduce((sum, { size }) => sum + size, 0);
  // Digest and seal: everything is read twice.
  let done = 0;
  const step = (bytes: number, total: number) => {
    done += bytes;
    input.progress.step(done, total);
  };

  const { facts, entries: tables } = await spoolTables(input, files, folder, (bytes) =>
    step(bytes, 2 * fileBytes),
  );
  const payload: Entry[] = [textEntry(DESCRIPTOR, descriptorText(header, facts)), ...tables];
  for (const { name, json } of input.criteria) {
    const entry = textEntry(criteriaPath(name), json);
    if (!isCriteriaName(name) || !name.endsWith(`@${entry.sha256}`)) {
      throw new RangeError(`No name of criteria: ${name}`);
    }
    payload.push(entry);
  }
  if (input.journal !== null) {
    const lines = withLineFeeds(input.journal);
    payload.push(
      await spool(JOURNAL, path.join(folder, 'journal'), lines, (bytes) => step(bytes, 2 * fileBytes)),
    );
  }
  const rest = payload.reduce((sum, { size }) => sum + size, 0);
  const total = done + 2 * fileBytes + rest;
  for (const file of files) {
    const taker = createTaker();
    for await (const bytes of file.open()) {
      taker.take(bytes);
      step(bytes.length, total);
    }
    const taken = taker.facts();
    if (taken.sha256 !== file.sha256 || taken.size !== file.size) {
      throw new AppError('CORRUPT', { detail: { sha256: file.sha256 } });
    }
    payload.push({ path: filePath(file), ...taken, open: () => file.open() });
  }
  payload.sort((left, right) => compareEntries(left.path, right.path));

  const bytes = payload.reduce((sum, { size }) => sum + size, 0);
  const bagit = textEntry(BAGIT, BAGIT_TEXT);
  const bagInfo = textEntry(BAG_INFO, bagInfoText(header, { bytes, files: payload.length }));
  const manifest = textEntry(MANIFEST, manifestText(payload));
  const tagText = manifestText([bagit, bagInfo, manifest]);
  const tagManifest = textEntry(TAG_MANIFEST, tagText);
  const signature = textEntry(
    SIGNATURE,
    sign(input.secrets.signSeed, Buffer.from(tagText, 'utf8'), trustedComment(header)),
  );
  const entries = [bagit, bagInfo, ...payload, manifest, tagManifest, signature];
  const allowed = { ...packageLimits, ...input.limits };
  checkLimits(allowed, entries, facts);

  const sealed = await sealStream(
    zipOf(entries, limits, (count) => step(count, total)),
    input.seal,
    input.scryptWork,
  );
  const size = sealed.size(zipSize(entries, limits));
  within(allowed, 'packageBytes', size);
  input.checkRoom?.(size);
  const paths = await writeParts(sealed.chunks, size, input);
  return {
    hash: tagManifest.sha512,
    paths,
    bytes: size,
    counts: Object.fromEntries(
      facts.filter(({ form }) => !ownForms.includes(form)).map(({ form, rows }) => [form.name, rows]),
    ),
    deletions: facts.find(({ form }) => form === deletedForm)?.rows ?? 0,
    files: files.length,
    fileBytes,
  };
}

/** PACKAGE_TOO_LARGE where no reader would take it: told before a stick is written full. */
function checkLimits(limits: PackageLimits, entries: readonly Entry[], tables: readonly TableFacts[]): void {
  within(limits, 'entries', entries.length);
  for (const { path: name, size } of entries) {
    const kind = readEntryName(name)?.kind;
    const limit = kind === undefined ? null : sizeLimits[kind];
    if (limit !== null) within(limits, limit, size);
  }
  let rows = 0;
  for (const { rows: count } of tables) {
    within(limits, 'rowsPerTable', count);
    rows += count;
  }
  within(limits, 'rows', rows);
}

function uniqueFiles(files: PackageInput['files']): PackageInput['files'] {
  return [...new Map(files.map((file) => [file.sha256, file])).values()];
}

function* withLineFeeds(lines: Iterable<string>): Generator<string> {
  for (const line of lines) {
    if (/[\r\n]/.test(line)) throw new RangeError('A line of the journal is one line');
    yield `${line}\n`;
  }
}

async function spoolTables(
  input: PackageInput,
  files: PackageInput['files'],
  folder: string,
  written: (bytes: number) => void,
): Promise<{ facts: DescribedTable[]; entries: Entry[] }> {
  const known = new Set(ownForms.map(({ name }) => name));
  for (const { form } of input.tables) {
    if (!isTableName(form.name) || known.has(form.name) || !leads(form)) {
      throw new RangeError(`No form of a table: ${form.name}`);
    }
    known.add(form.name);
  }
  const tables = [
    ...input.tables,
    { form: deletedForm, rows: deletionRows(input.deletions) },
    { form: filesForm, rows: files.map(fileRow) },
  ];
  const facts: TableFacts[] = [];
  const entries: Entry[] = [];
  const heldKeys = createHeldKeys(input.tables.map(({ form }) => form));
  const inOrder = tables.toSorted((left, right) =>
    compareEntries(tablePath(left.form.name), tablePath(right.form.name)),
  );
  for (const { form, rows } of inOrder) {
    let count = -1;
    const lines = function* () {
      count = 0;
      yield csvHeader(form);
      for (const row of rows) {
        count++;
        heldKeys.row(form, row);
        yield csvLine(form, row);
      }
      heldKeys.end(form);
    };
    const entry = await spool(
      tablePath(form.name),
      path.join(folder, `table-${form.name}`),
      lines(),
      written,
    );
    entries.push(entry);
    facts.push({ form, rows: count, bytes: entry.size, sha512: entry.sha512 });
  }
  return { facts: facts.map((fact) => ({ ...fact, heldKeys: heldKeys.of(fact.form) })), entries };
}

function* deletionRows(deletions: Iterable<Deletion>): Generator<PackageRow> {
  for (const { table, id, originOfficeId, version } of deletions) {
    yield { table, id, origin_office_id: originOfficeId, origin_version: version };
  }
}

function fileRow(file: PackageFile): PackageRow {
  return {
    sha256: file.sha256,
    bytes: file.size,
    media: file.media,
    folder: file.folder,
    path: filePath(file),
  };
}

// ── The zip ──────────────────────────────────────────────────────────────────────────────────────────────

const nameOf = (entry: Entry) => ROOT + entry.path;

function placed(entries: readonly Entry[], limits: ZipLimits): { placed: ZipEntry[]; end: number } {
  let offset = 0;
  const list = entries.map((entry) => {
    const one = { name: nameOf(entry), size: entry.size, crc: entry.crc, offset };
    offset += localHeaderLength(one.name, one.size, limits) + one.size;
    return one;
  });
  return { placed: list, end: offset };
}

function zipSize(entries: readonly Entry[], limits: ZipLimits): number {
  const { placed: list, end } = placed(entries, limits);
  const size = list.reduce((sum, entry) => sum + centralHeader(entry, limits).length, 0);
  return end + size + endRecords({ count: list.length, size, offset: end }, limits).length;
}

async function* zipOf(
  entries: readonly Entry[],
  limits: ZipLimits,
  written: (bytes: number) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { placed: list, end } = placed(entries, limits);
  for (const [index, entry] of entries.entries()) {
    yield localHeader(list[index]!, limits);
    let size = 0;
    let crc = 0;
    for await (const bytes of ownErrors(entry)) {
      size += bytes.length;
      crc = crc32(bytes, crc);
      written(bytes.length);
      yield bytes;
    }
    // Read a second time: it must be what was signed.
    if (size !== entry.size || crc !== entry.crc)
      throw new AppError('CORRUPT', { detail: { name: entry.path } });
  }
  const central = Buffer.concat(list.map((entry) => centralHeader(entry, limits)));
  yield central;
  yield endRecords({ count: list.length, size: central.length, offset: end }, limits);
}

/** A file of ours that cannot be read is no fault of the stick. */
async function* ownErrors(entry: Entry): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* entry.open();
  } catch (error) {
    const mapped = mapSystemError(error);
    throw mapped instanceof AppError ? mapped : new AppError('CORRUPT', { cause: error });
  }
}

// ── The target ───────────────────────────────────────────────────────────────────────────────────────────

/** The names of the parts of a package of so many bytes. */
export function partNames(target: string, bytes: number, partLimit: number | undefined): readonly string[] {
  if (partLimit === undefined || bytes <= partLimit) return [target];
  const count = Math.ceil(bytes / partLimit);
  if (count > 999) throw new AppError('PACKAGE_TOO_LARGE', { detail: { limit: partLimit * 999 } });
  return Array.from({ length: count }, (_, index) => `${target}.${String(index + 1).padStart(3, '0')}`);
}

/** Temp name → fsync → rename; the first part gets its name last, so that whoever sees it has all of them. */
async function writeParts(
  chunks: AsyncIterable<Uint8Array>,
  bytes: number,
  input: PackageInput,
): Promise<readonly string[]> {
  const paths = partNames(input.target, bytes, input.partLimit);
  const limit = input.partLimit ?? Number.POSITIVE_INFINITY;
  const temporary = paths.map((name) => `${name}.part`);
  for (const name of [input.target, ...paths]) if (existsSync(name)) throw new AppError('DUPLICATE');
  const made: string[] = [];
  try {
    let part = 0;
    let room = limit;
    let written = 0;
    let handle = await create(temporary[0]!, made);
    try {
      for await (const chunk of chunks) {
        let rest = chunk;
        while (rest.length > 0) {
          if (room === 0) {
            await handle.sync();
            await handle.close();
            handle = await create(temporary[++part]!, made);
            room = limit;
          }
          const piece = rest.subarray(0, Math.min(rest.length, room));
          await handle.writeFile(piece);
          room -= piece.length;
          written += piece.length;
          rest = rest.subarray(piece.length);
        }
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (written !== bytes || part !== paths.length - 1) throw new RangeError('A package of another size');
    for (let index = paths.length - 1; index >= 0; index--) {
      await rename(temporary[index]!, paths[index]!);
      made.push(paths[index]!);
    }
    syncFolder(path.dirname(input.target));
    return paths;
  } catch (error) {
    for (const name of made) removeQuietly(name);
    throw placeError(error);
  }
}

/** A stick that was pulled out has nothing left to remove. */
function removeQuietly(name: string): void {
  try {
    rmSync(name, { force: true });
  } catch {
    // The first fault is the one to tell.
  }
}

/**
 * Over what an earlier run left that was killed. Sealed, so whoever finds it on a share or on another system's stick may
 * have it: the recipient is another user there.
 */
async function create(name: string, made: string[]) {
  const handle = await open(name, 'w', 0o644);
  made.push(name);
  return handle;
}
