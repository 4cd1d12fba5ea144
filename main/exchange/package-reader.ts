/**
 * Opens a package and verifies all of it before anything is handed out: its form to the last byte, every digest, the
 * signature, the description and every row against it. No database is touched, no file of evidence is opened. The plain
 * text lies in a file of the work folder that has no name any more while it is open.
 */
import { createHash } from 'node:crypto';
import { closeSync, lstatSync, mkdtempSync, openSync, readdirSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { AppError } from '../../core/contract/error.ts';
import { BAGIT_TEXT, manifestText, readBagInfo, trustedComment } from '../../core/exchange/package/bag.ts';
import { csvRows, utf8Pieces } from '../../core/exchange/package/csv.ts';
import {
  deletedForm,
  filesForm,
  ownForms,
  readDescriptor,
  type TableFacts,
} from '../../core/exchange/package/descriptor.ts';
import {
  BAG_INFO,
  BAGIT,
  compareEntries,
  DESCRIPTOR,
  filePath,
  JOURNAL,
  MANIFEST,
  readEntryName,
  ROOT,
  SIGNATURE,
  TAG_MANIFEST,
  tablePath,
} from '../../core/exchange/package/entry-names.ts';
import {
  damaged,
  forged,
  type PackageLimits,
  packageLimits,
  sizeLimits,
  within,
} from '../../core/exchange/package/limits.ts';
import { UNTRUSTED_COMMENT, verify } from '../../core/exchange/package/minisign.ts';
import type {
  Deletion,
  PackageFile,
  PackageHeader,
  PackageRow,
  TableForm,
} from '../../core/exchange/package/types.ts';
import { type ZipEntry, type ZipLimits, zipLimits } from '../../core/exchange/package/zip-form.ts';
import type { Progress } from '../work/work.ts';
import { unsealStream } from './age-file.ts';
import { placeError } from './place-error.ts';
import { openZipFile, type ZipFile } from './zip-file.ts';

export interface OpenInput {
  /** All parts in their order; `packageParts` finds them. */
  readonly paths: readonly string[];
  readonly identities: readonly string[];
  readonly passphrase: string | null;
  readonly workFolder: string;
  readonly progress: Progress;
  readonly limits?: Partial<PackageLimits>;
  readonly zipLimits?: ZipLimits;
}

export interface OpenPackage {
  readonly header: PackageHeader;
  /** sha512 of the tag manifest. */
  readonly hash: string;
  /** As it came, sealed. */
  readonly bytes: number;
  /** The key whose signature holds; whether it is the sender's is for the caller to know. */
  readonly signedBy: string;
  readonly forms: readonly TableForm[];
  /** Rows of each table. */
  readonly counts: Readonly<Record<string, number>>;
  readonly deletionCount: number;
  readonly files: readonly PackageFile[];
  readonly criteria: readonly { readonly name: string; readonly json: string }[];
  readonly journalLines: number;
  /** Of a table that is not in the package: none. */
  rows(table: string): Iterable<PackageRow>;
  deletions(): Iterable<Deletion>;
  /** NOT_FOUND where it is not in the package. */
  openFile(sha256: string): AsyncIterable<Uint8Array>;
  /** Lines without their line feeds. */
  journal(): Iterable<string>;
  /** Nothing of it is left on the disk afterwards; may be called twice. */
  close(): void;
}

const PIECE = 1024 * 1024;

const PART = /^(.+)\.([0-9]{3})$/;

/** PACKAGE_DAMAGED; `detail.parts` says that it came in so many. */
function missingPart(parts: number, cause: unknown): AppError {
  return new AppError('PACKAGE_DAMAGED', { detail: { parts }, cause });
}

/** The parts of the package that `file` is or is a part of, in their order. PACKAGE_DAMAGED where one is missing. */
export function packageParts(file: string): readonly string[] {
  const part = PART.exec(path.basename(file));
  if (part === null) return [file];
  const pattern = (name: string) =>
    name.startsWith(`${part[1]!}.`) && /^[0-9]{3}$/.test(name.slice(part[1]!.length + 1));
  const names = namesIn(path.dirname(file)).filter(pattern).toSorted();
  const whole = names.every((name, index) => Number(name.slice(-3)) === index + 1);
  if (!whole || names.length === 0) throw missingPart(names.length, new Error('not in a row'));
  return names.map((name) => path.join(path.dirname(file), name));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw placeError(error);
  }
}

export async function openPackage(input: OpenInput): Promise<OpenPackage> {
  const limits = { ...packageLimits, ...input.limits };
  try {
    const bytes = sizeOf(input.paths, limits);
    const plain = await unseal(input, bytes, limits).catch((error: unknown) => {
      const isCut = error instanceof AppError && error.code === 'PACKAGE_DAMAGED';
      const [first = ''] = input.paths;
      throw isCut && PART.test(path.basename(first)) ? missingPart(input.paths.length, error) : error;
    });
    return verifiedOrClosed(plain, bytes, limits, input);
  } catch (error) {
    throw placeError(error);
  }
}

/** The same of what another tool has unsealed already: the zip, as `age -d` writes it. */
export function openPlainPackage(
  input: Pick<OpenInput, 'progress' | 'limits' | 'zipLimits'> & { readonly path: string },
): OpenPackage {
  const limits = { ...packageLimits, ...input.limits };
  try {
    const size = sizeOf([input.path], limits);
    const plain = { fd: openSync(input.path, 'r'), size, forget: () => undefined };
    return verifiedOrClosed(plain, size, limits, input);
  } catch (error) {
    throw placeError(error);
  }
}

function verifiedOrClosed(plain: Plain, bytes: number, limits: PackageLimits, input: Settings): OpenPackage {
  try {
    return verified(plain, bytes, limits, input);
  } catch (error) {
    closeSync(plain.fd);
    plain.forget();
    throw error;
  }
}

function sizeOf(paths: readonly string[], limits: PackageLimits): number {
  let bytes = 0;
  for (const name of paths) {
    const about = lstatSync(name);
    if (!about.isFile()) throw new AppError('PACKAGE_NOT');
    bytes += about.size;
  }
  within(limits, 'packageBytes', bytes);
  return bytes;
}

async function* readParts(
  paths: readonly string[],
  limit: number,
  read: (bytes: number) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  let left = limit;
  for (const name of paths) {
    const handle = await open(name, 'r');
    try {
      for (;;) {
        const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(PIECE), 0, PIECE, null);
        if (bytesRead === 0) break;
        left -= bytesRead;
        // It grew while it was read.
        if (left < 0) throw damaged('size');
        read(bytesRead);
        yield buffer.subarray(0, bytesRead);
      }
    } finally {
      await handle.close();
    }
  }
}

interface Plain {
  readonly fd: number;
  readonly size: number;
  /** Takes away what could not be taken away while it was open. */
  readonly forget: () => void;
}
type Settings = Pick<OpenInput, 'progress' | 'zipLimits'>;

async function unseal(input: OpenInput, bytes: number, limits: PackageLimits): Promise<Plain> {
  const folder = mkdtempSync(path.join(input.workFolder, 'opened-'));
  const file = path.join(folder, 'plain');
  const forget = () => rmSync(folder, { recursive: true, force: true });
  let fd: number | null = null;
  try {
    const size = await unsealTo(file, input, bytes, limits);
    fd = openSync(file, 'r');
    forgetEarly(forget);
    return { fd, size, forget };
  } finally {
    if (fd === null) forget();
  }
}

/** Open it stays readable, and a crash leaves nothing; where the system does not allow that, it goes when it is closed. */
function forgetEarly(forget: () => void): void {
  try {
    forget();
  } catch {
    // Tried again by `close`.
  }
}

async function unsealTo(
  file: string,
  input: OpenInput,
  bytes: number,
  limits: PackageLimits,
): Promise<number> {
  const handle = await open(file, 'wx', 0o600);
  let done = 0;
  let size = 0;
  try {
    const parts = readParts(input.paths, bytes, (count) => {
      done += count;
      // Unsealing is one half of the work, verifying the other.
      input.progress.step(done, 2 * bytes);
    });
    const { identities, passphrase } = input;
    for await (const chunk of unsealStream(parts, {
      identities,
      passphrase,
      scryptWork: limits.scryptWork,
    })) {
      await handle.writeFile(chunk);
      size += chunk.length;
    }
  } finally {
    await handle.close();
  }
  return size;
}

// ── Verifying ────────────────────────────────────────────────────────────────────────────────────────────

interface Bag {
  readonly zip: ZipFile;
  /** By path below `bag/`. */
  readonly entries: ReadonlyMap<string, ZipEntry>;
}

function openBag(plain: Plain, limits: PackageLimits, form: ZipLimits): Bag {
  const nameLength = limits.pathLength + ROOT.length;
  const zip = openZipFile(plain.fd, plain.size, { entries: limits.entries, nameLength }, form);
  const entries = new Map<string, ZipEntry>();
  let previous: string | null = null;
  for (const entry of zip.entries) {
    if (!entry.name.startsWith(ROOT)) throw damaged('bag: name');
    const name = entry.name.slice(ROOT.length);
    const known = readEntryName(name);
    if (known === null) throw damaged('bag: name');
    // In order, and so never twice.
    if (previous !== null && compareEntries(previous, name) >= 0) throw damaged('bag: order');
    const limit = sizeLimits[known.kind];
    if (limit !== null) within(limits, limit, entry.size);
    else if (entry.size > zip.entries.length * (limits.pathLength + 140)) throw damaged('bag: manifest');
    entries.set(name, entry);
    previous = name;
  }
  for (const name of [BAGIT, BAG_INFO, DESCRIPTOR, MANIFEST, TAG_MANIFEST, SIGNATURE]) {
    if (!entries.has(name)) throw damaged(`bag: no ${name}`);
  }
  return { zip, entries };
}

function textOf(bag: Bag, name: string): { readonly text: string; readonly bytes: Buffer } {
  const bytes = Buffer.concat([...bag.zip.pieces(bag.entries.get(name)!)]);
  return { text: [...utf8Pieces([bytes])].join(''), bytes };
}

const sha512 = (bytes: Uint8Array) => createHash('sha512').update(bytes).digest('hex');

function verified(plain: Plain, bytes: number, limits: PackageLimits, input: Settings): OpenPackage {
  const bag = openBag(plain, limits, input.zipLimits ?? zipLimits);
  const bagInfo = textOf(bag, BAG_INFO);
  const { header, oxum } = readBagInfo(bagInfo.text);
  const tagManifest = textOf(bag, TAG_MANIFEST);
  const signature = textOf(bag, SIGNATURE).text;
  const signedBy = header.sender.signPublic;
  const checked = verify(signedBy, tagManifest.bytes, signature);
  if (checked === null || !signature.startsWith(`${UNTRUSTED_COMMENT}\n`)) throw forged('signature');
  if (checked.trustedComment !== trustedComment(header)) throw forged('trusted comment');

  const bagit = textOf(bag, BAGIT);
  if (bagit.text !== BAGIT_TEXT) throw damaged('bagit.txt');
  const manifest = textOf(bag, MANIFEST);
  const tags = [
    { path: BAGIT, sha512: sha512(bagit.bytes) },
    { path: BAG_INFO, sha512: sha512(bagInfo.bytes) },
    { path: MANIFEST, sha512: sha512(manifest.bytes) },
  ];
  if (tagManifest.text !== manifestText(tags)) throw forged('tag manifest');
  for (const name of [BAGIT, BAG_INFO, MANIFEST, TAG_MANIFEST, SIGNATURE]) checkCrc(bag, name);

  const digests = verifyPayload(bag, manifest.text, oxum, plain.size, input.progress);
  const facts = readDescriptor(textOf(bag, DESCRIPTOR).text, limits);
  const { files, counts, deletionCount } = verifyTables(bag, facts, digests, limits);
  const journalLines = verifyJournal(bag, limits);
  const criteria = verifyCriteria(bag, digests);
  input.progress.step(2 * bytes, 2 * bytes);
  return opened(plain, bag, facts, limits, {
    header,
    hash: sha512(tagManifest.bytes),
    bytes,
    signedBy,
    counts,
    deletionCount,
    files,
    criteria,
    journalLines,
  });
}

function checkCrc(bag: Bag, name: string): void {
  const entry = bag.entries.get(name)!;
  let crc = 0;
  for (const piece of bag.zip.pieces(entry)) crc = crc32(piece, crc);
  if (crc !== entry.crc) throw damaged(`crc: ${name}`);
}

interface Digest {
  readonly sha512: string;
  readonly sha256: string;
}

function verifyPayload(
  bag: Bag,
  manifest: string,
  oxum: { readonly bytes: number; readonly files: number },
  size: number,
  progress: Progress,
): ReadonlyMap<string, Digest> {
  const digests = new Map<string, Digest>();
  let done = 0;
  let bytes = 0;
  for (const [name, entry] of bag.entries) {
    if (!name.startsWith('data/')) continue;
    const hash512 = createHash('sha512');
    const hash256 = createHash('sha256');
    let crc = 0;
    for (const piece of bag.zip.pieces(entry)) {
      hash512.update(piece);
      hash256.update(piece);
      crc = crc32(piece, crc);
      done += piece.length;
      progress.step(size + Math.min(done, size), 2 * size);
    }
    if (crc !== entry.crc) throw damaged(`crc: ${name}`);
    digests.set(name, { sha512: hash512.digest('hex'), sha256: hash256.digest('hex') });
    bytes += entry.size;
  }
  const lines = [...digests].map(([name, digest]) => ({ path: name, sha512: digest.sha512 }));
  if (manifestText(lines) !== manifest) throw forged('manifest');
  if (oxum.bytes !== bytes || oxum.files !== digests.size) throw damaged('Payload-Oxum');
  return digests;
}

function verifyTables(
  bag: Bag,
  facts: readonly TableFacts[],
  digests: ReadonlyMap<string, Digest>,
  limits: PackageLimits,
) {
  const names = [...bag.entries.keys()].filter((name) => readEntryName(name)?.kind === 'table');
  const described = new Set(facts.map(({ form }) => tablePath(form.name)));
  if (names.length !== described.size || !names.every((name) => described.has(name))) throw damaged('tables');
  for (const form of ownForms) if (!described.has(tablePath(form.name))) throw damaged(`no ${form.name}`);
  const counts: Record<string, number> = {};
  let rows = 0;
  let deletionCount = 0;
  for (const fact of facts) {
    const name = tablePath(fact.form.name);
    if (fact.bytes !== bag.entries.get(name)!.size || fact.sha512 !== digests.get(name)!.sha512) {
      throw damaged(`descriptor: ${fact.form.name}`);
    }
    const count = verifyRows(bag, fact.form, limits);
    if (count !== fact.rows) throw damaged(`descriptor: ${fact.form.name}: rows`);
    rows += count;
    within(limits, 'rows', rows);
    if (fact.form.name === deletedForm.name) deletionCount = count;
    else if (fact.form.name !== filesForm.name) counts[fact.form.name] = count;
  }
  return { counts, deletionCount, files: verifyFiles(bag, digests, limits) };
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function rowsOf(bag: Bag, form: TableForm, limits: PackageLimits): Generator<PackageRow> {
  return csvRows(form, utf8Pieces(bag.zip.pieces(bag.entries.get(tablePath(form.name))!)), limits);
}

function verifyRows(bag: Bag, form: TableForm, limits: PackageLimits): number {
  let count = 0;
  const seen = new Set<string>();
  for (const row of rowsOf(bag, form, limits)) {
    count++;
    if (form.name === filesForm.name) continue;
    const key = form.name === deletedForm.name ? `${row['table']} ${row['id']}` : String(row['id']);
    if (!ID.test(String(row['id'])) || !ID.test(String(row['origin_office_id'])))
      throw damaged(`${form.name}: id`);
    if (Number(row['origin_version']) < 1) throw damaged(`${form.name}: version`);
    if (seen.has(key)) throw damaged(`${form.name}: a row twice`);
    seen.add(key);
  }
  return count;
}

function verifyFiles(
  bag: Bag,
  digests: ReadonlyMap<string, Digest>,
  limits: PackageLimits,
): readonly PackageFile[] {
  const files: PackageFile[] = [];
  const seen = new Set<string>();
  for (const row of rowsOf(bag, filesForm, limits)) {
    const folder = row['folder'];
    if (folder !== 'documents' && folder !== 'evidence') throw damaged('files: folder');
    const file: PackageFile = {
      sha256: String(row['sha256']),
      size: Number(row['bytes']),
      media: String(row['media']),
      folder,
    };
    const name = filePath(file);
    if (!/^[a-z0-9][a-z0-9.+-]*\/[a-z0-9][a-z0-9.+-]*$/.test(file.media)) throw damaged('files: media');
    if (row['path'] !== name || seen.has(file.sha256)) throw damaged('files: path');
    seen.add(file.sha256);
    if (bag.entries.get(name)?.size !== file.size || digests.get(name)?.sha256 !== file.sha256) {
      throw damaged('files: content');
    }
    files.push(file);
  }
  const lying = [...bag.entries.keys()].filter((name) => {
    const kind = readEntryName(name)?.kind;
    return kind === 'documents' || kind === 'evidence';
  });
  if (lying.length !== files.length) throw damaged('files: one that no row names');
  return files;
}

function* linesOf(bag: Bag, limits: PackageLimits): Generator<string> {
  const entry = bag.entries.get(JOURNAL);
  if (entry === undefined) return;
  let held = '';
  for (const piece of utf8Pieces(bag.zip.pieces(entry))) {
    const lines = (held + piece).split('\n');
    held = lines.pop() ?? '';
    within(limits, 'journalLine', held.length);
    yield* lines;
  }
  if (held !== '') throw damaged('journal: cut off');
}

function verifyJournal(bag: Bag, limits: PackageLimits): number {
  let count = 0;
  for (const line of linesOf(bag, limits)) {
    within(limits, 'journalLine', line.length);
    try {
      JSON.parse(line);
    } catch {
      throw damaged('journal: no JSON');
    }
    count++;
  }
  return count;
}

function verifyCriteria(bag: Bag, digests: ReadonlyMap<string, Digest>): OpenPackage['criteria'] {
  const found: { name: string; json: string }[] = [];
  for (const name of bag.entries.keys()) {
    const known = readEntryName(name);
    if (known?.kind !== 'criteria') continue;
    if (!known.name.endsWith(`@${digests.get(name)!.sha256}`)) throw damaged('criteria: digest');
    const { text } = textOf(bag, name);
    try {
      JSON.parse(text);
    } catch {
      throw damaged('criteria: no JSON');
    }
    found.push({ name: known.name, json: text });
  }
  return found;
}

// ── Handing out ──────────────────────────────────────────────────────────────────────────────────────────

type Known = Pick<
  OpenPackage,
  | 'header'
  | 'hash'
  | 'bytes'
  | 'signedBy'
  | 'counts'
  | 'deletionCount'
  | 'files'
  | 'criteria'
  | 'journalLines'
>;

function opened(
  plain: Plain,
  bag: Bag,
  facts: readonly TableFacts[],
  limits: PackageLimits,
  known: Known,
): OpenPackage {
  const forms = facts
    .map(({ form }) => form)
    .filter(({ name }) => ownForms.every((own) => own.name !== name));
  let open = true;
  return {
    ...known,
    forms,
    *rows(table) {
      const form = forms.find(({ name }) => name === table);
      if (form !== undefined) yield* rowsOf(bag, form, limits);
    },
    *deletions() {
      for (const row of rowsOf(bag, deletedForm, limits)) {
        yield {
          table: String(row['table']),
          id: String(row['id']),
          originOfficeId: String(row['origin_office_id']),
          version: Number(row['origin_version']),
        };
      }
    },
    async *openFile(digest) {
      const file = known.files.find(({ sha256 }) => sha256 === digest);
      if (file === undefined) throw new AppError('NOT_FOUND');
      yield* bag.zip.pieces(bag.entries.get(filePath(file))!);
    },
    journal: () => linesOf(bag, limits),
    close() {
      if (!open) return;
      open = false;
      closeSync(plain.fd);
      plain.forget();
    },
  };
}

/** What a refusal of `openPackage` may be; anything else is a fault of this program or of the disk. */
export const packageFaults = [
  'PACKAGE_NOT',
  'PACKAGE_DAMAGED',
  'PACKAGE_FORGED',
  'PACKAGE_NOT_FOR_US',
  'PACKAGE_NEWER',
  'PACKAGE_TOO_LARGE',
  'WRONG_PASSPHRASE',
] as const;
