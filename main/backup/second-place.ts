/**
 * Backups on another disk or a stick, sealed with age for the office: `<place>/kiem-tra-cchc-<office>/` with one sealed
 * database and manifest for each, every evidence file once, and beside them in plain letters only what a list shows. A
 * backup counts by its `about` file, which is written last, after everything before it was read back.
 */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync, statSync } from 'node:fs';
import { open, readdir, readFile, rename, rm, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { type BackupRow, backupRow } from '../../core/contract/backups.ts';
import { AppError } from '../../core/contract/error.ts';
import { readRecoveryText } from '../../core/exchange/package/recovery-text.ts';
import {
  backupManifest,
  type BackupManifest,
  readBackupName,
  rowOf,
} from '../../core/rules/backup-manifest.ts';
import { backupsToDelete } from '../../core/rules/backup-rule.ts';
import { asciiName } from '../../core/rules/file-name.ts';
import { type KnownFile, knownFiles, type Step, syncFolder } from '../../db/backup.ts';
import { mapSystemError, systemCode } from '../../db/errors.ts';
import { connect } from '../../db/sqlite.ts';
import { sealStream, unsealStream } from '../exchange/age-file.ts';
import { blobFile, hasBlobFile, isWholeBlob, putBlobFile } from './blob-files.ts';
import { readme } from './readme.ts';

const PREFIX = 'kiem-tra-cchc-';
const README = 'DOC-TOI.txt';
const IDENTITY = 'identity.age';
const PARTIAL = '.partial';
/** An evidence file that is about to go; put back where the collecting was stopped. */
const GOING = '.going';
const DAY = 24 * 3_600_000;
const IDENTITY_LIMIT = 64 * 1024;
const MANIFEST_LIMIT = 256 * 1024 * 1024;
const ABOUT_LIMIT = 64 * 1024;
const RESERVE = 16 * 1024 * 1024;
/** What age adds to a file at least: its header and one tag. */
const OVERHEAD = 180;

const sealed = z.strictObject({ bytes: z.int().min(1), sha256: z.string().regex(/^[0-9a-f]{64}$/) });
/** In plain letters: what a list of backups shows, and the digests of what is sealed. */
const aboutFile = z.strictObject({
  format: z.literal('kiem-tra-cchc.backup.about'),
  version: z.literal(1),
  row: backupRow.omit({ place: true }),
  database: sealed,
  manifest: sealed,
});
type About = z.infer<typeof aboutFile>;

/** Sealed: what is proven, and every file that belongs to it. */
const sealedManifest = z.strictObject({
  manifest: backupManifest,
  files: z.array(z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), size: z.int().min(0) })),
});
export type SealedManifest = z.infer<typeof sealedManifest>;

export interface SecondBackup {
  /** The folder of the office on the place. */
  readonly home: string;
  readonly row: BackupRow;
  readonly about: About;
}

const stampOf = (name: string) => name.replace(/^cchc-/, '');
const databaseOf = (home: string, name: string) => path.join(home, `db-${stampOf(name)}.age`);
const manifestOf = (home: string, name: string) => path.join(home, `manifest-${stampOf(name)}.json.age`);
const aboutOf = (home: string, name: string) => path.join(home, `about-${stampOf(name)}.json`);
const sealedFileOf = (home: string, sha256: string) => path.join(home, 'files', `${sha256}.age`);

// ── Writing ──────────────────────────────────────────────────────────────────────────────────────────────

export interface SecondPlace {
  readonly path: string;
  /** Every key that is to open it. */
  readonly recipients: readonly string[];
}

type Office = { readonly id: string; readonly name: string };

/** The folder of this office there; made where it is missing. PLACE_GONE where the place itself is not there. */
export function homeOf(place: string, office: Office): string {
  if (statSync(place, { throwIfNoEntry: false })?.isDirectory() !== true) throw new AppError('PLACE_GONE');
  const name = asciiName(office.name).toLowerCase().slice(0, 40).replace(/-+$/, '');
  const short = `${name === '' ? '' : `${name}-`}${office.id.slice(-8)}`;
  const home = foundHome(place, office) ?? path.join(place, `${PREFIX}${short}`);
  try {
    mkdirSync(path.join(home, 'files'), { recursive: true });
    return home;
  } catch (error) {
    throw placeFault(error);
  }
}

/** By the end of its name: an office that is called otherwise since keeps its folder. Null where there is none. */
function foundHome(place: string, office: Pick<Office, 'id'>): string | null {
  const end = `-${office.id.slice(-8)}`;
  try {
    const names = readdirSync(place, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name.startsWith(PREFIX) && entry.name.endsWith(end))
      .map(({ name }) => name)
      .toSorted();
    return names[0] === undefined ? null : path.join(place, names[0]);
  } catch {
    return null;
  }
}

/**
 * Whether the place is the one that was chosen: another stick under the same letter, or the empty folder where a disk is
 * mounted otherwise, has no folder of this office.
 */
export function hasHome(place: string, officeId: string): boolean {
  return foundHome(place, { id: officeId }) !== null;
}

export interface WriteSecond {
  /** Of the data. */
  readonly folder: string;
  readonly place: SecondPlace;
  /** A proven local backup with its file. */
  readonly manifest: BackupManifest;
  readonly file: string;
  readonly now: number;
  /** Whoever holds a key opens what was written, and compares it. */
  readonly identities: readonly string[];
  readonly step?: Step;
}

/** Everything of the backup is there, read back and compared, before it counts. Throws and leaves no half of one. */
export async function writeSecond(options: WriteSecond): Promise<BackupRow> {
  const { folder, place, manifest, file, now, identities, step } = options;
  if (manifest.office === null) throw new AppError('NOT_SET_UP');
  // Nothing is written where nobody has chosen it.
  if (!hasHome(place.path, manifest.office.id)) throw new AppError('PLACE_GONE');
  const home = homeOf(place.path, manifest.office);
  await sweep(home);
  const files = filesKnownBy(file);
  const missing = files.filter(
    ({ sha256, size }) => !isThere(sealedFileOf(home, sha256), size) && hasBlobFile(folder, sha256, size),
  );
  const bytes = missing.reduce((sum, { size }) => sum + size, manifest.bytes);
  try {
    const needed = bytes + missing.length * 512 + RESERVE;
    // What the rule gives up anyway may make the room.
    await assertRoom(home, needed).catch(async () => {
      await prune(home, now);
      await assertRoom(home, needed);
    });
    if (!(await exists(path.join(home, README))))
      await writeText(path.join(home, README), readme(manifest.office.name));
    let done = 0;
    const tell = (more: number) => step?.((done += more), bytes);
    for (const { sha256 } of missing) await sealFile(folder, home, sha256, place.recipients, tell);
    const database = await sealTo(
      databaseOf(home, manifest.name),
      createReadStream(file),
      place.recipients,
      tell,
    );
    if (
      identities.length > 0 &&
      (await openedDigest(databaseOf(home, manifest.name), identities)) !== manifest.sha256
    )
      throw new AppError('PLACE_DIFFERS');
    const words = Buffer.from(JSON.stringify({ manifest, files: [...files] } satisfies SealedManifest));
    const list = await sealTo(manifestOf(home, manifest.name), one(words), place.recipients);
    const { place: _here, ...row } = rowOf(manifest, 'second', true);
    const about: About = { format: 'kiem-tra-cchc.backup.about', version: 1, row, database, manifest: list };
    await writeText(aboutOf(home, manifest.name), `${JSON.stringify(about, null, 1)}\n`);
    await assertStillThere(options, home, files);
    await prune(home, now);
    if (identities.length > 0) await collect(home, manifest, files, identities).catch(() => undefined);
    return { ...row, place: 'second' };
  } catch (error) {
    for (const half of [databaseOf, manifestOf]) {
      if (!(await exists(aboutOf(home, manifest.name))))
        await rm(half(home, manifest.name), { force: true }).catch(() => undefined);
    }
    throw placeFault(error);
  }
}

/** The key that opens everything here, behind a passphrase: where the PC is lost, this and the passphrase are enough. */
export async function writeIdentity(
  home: string,
  identities: readonly string[],
  passphrase: string,
): Promise<void> {
  try {
    const lines = ['# Kiểm tra CCHC', ...identities, ''].join('\n');
    const stream = await sealStream(one(Buffer.from(lines)), { passphrase });
    await writeChunks(path.join(home, IDENTITY), stream.chunks);
  } catch (error) {
    throw placeFault(error);
  }
}

function filesKnownBy(file: string): readonly KnownFile[] {
  const copy = connect(file, { readOnly: true, mustExist: true });
  try {
    return knownFiles(copy);
  } finally {
    copy.close();
  }
}

function isThere(file: string, plain: number): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) >= plain + OVERHEAD;
}

/** Sealed aside, durable, read back as it lies there, and only then named. */
async function sealTo(
  target: string,
  source: AsyncIterable<Uint8Array>,
  recipients: readonly string[],
  tell?: (bytes: number) => void,
): Promise<z.infer<typeof sealed>> {
  async function* told() {
    for await (const piece of source) {
      tell?.(piece.length);
      yield piece;
    }
  }
  const stream = await sealStream(told(), { recipients });
  return writeChunks(target, stream.chunks);
}

/** A file of the content store. One that is no longer what its name says never gets there; the health check tells of it. */
async function sealFile(
  folder: string,
  home: string,
  sha256: string,
  recipients: readonly string[],
  tell?: (bytes: number) => void,
): Promise<void> {
  const digest = createHash('sha256');
  async function* read() {
    for await (const piece of createReadStream(blobFile(folder, sha256))) {
      digest.update(piece as Buffer);
      tell?.((piece as Buffer).length);
      yield piece as Uint8Array;
    }
    if (digest.digest('hex') !== sha256) throw new AppError('BACKUP_BROKEN', { detail: { reason: 'file' } });
  }
  try {
    await sealTo(sealedFileOf(home, sha256), read(), recipients);
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'BACKUP_BROKEN')) throw error;
  }
}

/**
 * Once the backup is there for everybody to see: what was already there when it began is there still. Somebody else who
 * writes here may have taken it for unneeded until now.
 */
async function assertStillThere(
  { folder, place, manifest }: WriteSecond,
  home: string,
  files: readonly KnownFile[],
): Promise<void> {
  try {
    const lost = files.filter(
      ({ sha256, size }) => !isThere(sealedFileOf(home, sha256), size) && hasBlobFile(folder, sha256, size),
    );
    for (const { sha256 } of lost) await sealFile(folder, home, sha256, place.recipients);
    for (const half of [databaseOf, manifestOf]) await stat(half(home, manifest.name));
  } catch (error) {
    await rm(aboutOf(home, manifest.name), { force: true });
    throw error;
  }
}

async function writeChunks(
  target: string,
  chunks: AsyncIterable<Uint8Array>,
): Promise<z.infer<typeof sealed>> {
  const partial = path.join(path.dirname(target), `${randomUUID()}${PARTIAL}`);
  const digest = createHash('sha256');
  let bytes = 0;
  try {
    const file = await open(partial, 'wx', 0o600);
    try {
      for await (const chunk of chunks) {
        digest.update(chunk);
        bytes += chunk.length;
        for (let written = 0; written < chunk.length;) {
          written += (await file.write(chunk, written)).bytesWritten;
        }
      }
      await file.sync();
    } finally {
      await file.close();
    }
    const sha256 = digest.digest('hex');
    if ((await digestOfStream(createReadStream(partial))) !== sha256) throw new AppError('PLACE_DIFFERS');
    await rename(partial, target);
    syncFolder(path.dirname(target));
    return { bytes, sha256 };
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    throw error;
  }
}

async function writeText(target: string, text: string): Promise<void> {
  await writeChunks(target, one(Buffer.from(text)));
}

async function* one(bytes: Uint8Array) {
  yield bytes;
}

async function digestOfStream(source: AsyncIterable<Uint8Array>): Promise<string> {
  const digest = createHash('sha256');
  for await (const piece of source) digest.update(piece);
  return digest.digest('hex');
}

const openedDigest = (file: string, identities: readonly string[]) =>
  digestOfStream(unsealStream(createReadStream(file), { identities, passphrase: null }));

async function assertRoom(home: string, needed: number): Promise<void> {
  const free = await statfs(home).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => null,
  );
  if (free !== null && free < needed) throw new AppError('DISK_FULL');
}

/** Halves that a pulled stick or a killed program left. */
async function sweep(home: string): Promise<void> {
  for (const folder of [home, path.join(home, 'files')]) {
    const names = await readdir(folder).catch(() => []);
    for (const name of names) {
      const file = path.join(folder, name);
      if (name.endsWith(PARTIAL)) await rm(file, { force: true }).catch(() => undefined);
      if (/^[0-9a-f]{64}\.age\.going$/.test(name)) {
        const back = file.slice(0, -GOING.length);
        await ((await exists(back)) ? rm(file, { force: true }) : rename(file, back)).catch(() => undefined);
      }
    }
  }
}

/** The same rule as here. */
async function prune(home: string, now: number): Promise<void> {
  const there = await listHome(home);
  for (const name of backupsToDelete(
    there.map(({ row }) => row),
    now,
  )) {
    // What somebody holds open just now goes the next time; the new backup counts all the same.
    for (const file of [aboutOf, manifestOf, databaseOf])
      await rm(file(home, name), { force: true }).catch(() => undefined);
  }
}

/**
 * Takes away the evidence files that no backup there knows any more, once a new one there is proven. Only where every
 * other one can be opened and asked; and what is to go is first called otherwise, so that a backup that comes up in the
 * meantime is seen here, or itself sees what is missing.
 */
async function collect(
  home: string,
  own: BackupManifest,
  files: readonly KnownFile[],
  identities: readonly string[],
): Promise<void> {
  const names = await readdir(path.join(home, 'files'));
  const unknown = new Set(names.filter((name) => /^[0-9a-f]{64}\.age$/.test(name)));
  for (const { sha256 } of files) unknown.delete(`${sha256}.age`);
  await takeHalves(home, own.madeAt);
  const before = await stampsIn(home);
  for (const stamp of before) {
    if (unknown.size === 0) return;
    const name = `cchc-${stamp}`;
    if (name === own.name) continue;
    const about = await readAbout(aboutOf(home, name));
    // One that is being written, or that a later version of the program wrote: nobody knows what it needs.
    if (about === null) return;
    const backup: SecondBackup = { home, about, row: { ...about.row, place: 'second' } };
    const list = await readSealedManifest(backup, identities);
    for (const { sha256 } of list.files) unknown.delete(`${sha256}.age`);
  }
  const going = [...unknown].map((name) => path.join(home, 'files', name));
  for (const file of going) await rename(file, `${file}${GOING}`);
  const after = await stampsIn(home);
  const isSame = after.length === before.length && after.every((stamp, at) => stamp === before[at]);
  for (const file of going) {
    if (isSame) await rm(`${file}${GOING}`, { force: true });
    else await rename(`${file}${GOING}`, file);
  }
}

/** Every backup of which anything lies there, even where it does not count. */
async function stampsIn(home: string): Promise<readonly string[]> {
  const stamps = (await readdir(home)).flatMap((name) => {
    const [, , one, two, three] =
      /^((?:about-(.+)\.json)|(?:manifest-(.+)\.json\.age)|(?:db-(.+)\.age))$/.exec(name) ?? [];
    const stamp = one ?? two ?? three;
    return stamp === undefined || readBackupName(`cchc-${stamp}`) === null ? [] : [stamp];
  });
  return [...new Set(stamps)].toSorted();
}

/** What a program that was stopped left of a backup that never counted; not what somebody may be writing today. */
async function takeHalves(home: string, now: number): Promise<void> {
  for (const stamp of await stampsIn(home)) {
    const name = `cchc-${stamp}`;
    const madeAt = readBackupName(name)?.madeAt ?? now;
    if (madeAt > now - DAY || (await exists(aboutOf(home, name)))) continue;
    for (const file of [manifestOf, databaseOf]) await rm(file(home, name), { force: true });
  }
}

// ── Reading ──────────────────────────────────────────────────────────────────────────────────────────────

async function listHome(home: string): Promise<readonly SecondBackup[]> {
  const names = await readdir(home).catch(() => []);
  const found: SecondBackup[] = [];
  for (const name of names) {
    const stamp = /^about-(.+)\.json$/.exec(name)?.[1];
    if (stamp === undefined || readBackupName(`cchc-${stamp}`) === null) continue;
    const about = await readAbout(path.join(home, name));
    if (about === null || about.row.name !== `cchc-${stamp}`) continue;
    const bytes = await stat(databaseOf(home, about.row.name)).then(
      ({ size }) => size,
      () => -1,
    );
    const whole = bytes === about.database.bytes;
    found.push({ home, about, row: { ...about.row, place: 'second', proven: about.row.proven && whole } });
  }
  return found;
}

async function readAbout(file: string): Promise<About | null> {
  try {
    if ((await stat(file)).size > ABOUT_LIMIT) return null;
    const parsed = aboutFile.safeParse(JSON.parse(await readFile(file, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** What lies in this folder, or in the folders of offices in it; the newest first. */
export async function listSecond(place: string): Promise<readonly SecondBackup[]> {
  const names = await readdir(place, { withFileTypes: true }).catch(() => []);
  const homes = names
    .filter((entry) => entry.isDirectory() && entry.name.startsWith(PREFIX))
    .map(({ name }) => path.join(place, name));
  const lists = await Promise.all([place, ...homes].map(listHome));
  return lists.flat().toSorted((a, b) => b.row.madeAt - a.row.madeAt);
}

/** NOT_FOUND where there is none of that name. */
export async function findSecond(place: string, name: string): Promise<SecondBackup> {
  const found = (await listSecond(place)).find(({ row }) => row.name === name);
  if (found === undefined) throw new AppError('NOT_FOUND', { detail: { entity: 'backup' } });
  return found;
}

/**
 * What a person typed: the recovery sheet, or the passphrase that was given when the place was chosen.
 * WRONG_PASSPHRASE; CARD_BROKEN where it is a sheet with a slip in it.
 */
export async function identitiesOf(home: string, secret: string): Promise<readonly string[]> {
  const letters = secret.normalize('NFKC').replaceAll(/[\s.,;:_-]/g, '');
  // 33 groups of five. Nobody's passphrase looks like that, and a sheet with one letter less still does.
  if (letters.length >= 150 && /^[0-9A-Za-z]+$/.test(letters)) return [readRecoveryText(secret).ageIdentity];
  const file = path.join(home, IDENTITY);
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size === 0 || size > IDENTITY_LIMIT) throw new AppError('WRONG_PASSPHRASE');
  try {
    const text = await textOf(unsealStream(createReadStream(file), { identities: [], passphrase: secret }));
    const lines = text.split(/\r?\n/).filter((line) => line.startsWith('AGE-SECRET-KEY-1'));
    if (lines.length === 0) throw new AppError('BACKUP_BROKEN');
    return lines;
  } catch (error) {
    throw sealFault(error);
  }
}

async function textOf(source: AsyncIterable<Uint8Array>, limit = MANIFEST_LIMIT): Promise<string> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of source) {
    length += piece.length;
    if (length > limit) throw new AppError('BACKUP_BROKEN', { detail: { reason: 'size' } });
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

/** WRONG_PASSPHRASE where no key fits; BACKUP_BROKEN where it is not what was written. */
export async function readSealedManifest(
  backup: SecondBackup,
  identities: readonly string[],
): Promise<SealedManifest> {
  const file = manifestOf(backup.home, backup.row.name);
  try {
    const size = (await stat(file)).size;
    if (size !== backup.about.manifest.bytes || size > MANIFEST_LIMIT) throw new AppError('BACKUP_BROKEN');
    const text = await textOf(unsealStream(createReadStream(file), { identities, passphrase: null }));
    const parsed = sealedManifest.safeParse(JSON.parse(text));
    if (!parsed.success || parsed.data.manifest.name !== backup.row.name) throw new AppError('BACKUP_BROKEN');
    return parsed.data;
  } catch (error) {
    throw error instanceof SyntaxError ? new AppError('BACKUP_BROKEN', { cause: error }) : sealFault(error);
  }
}

/** Every byte of the sealed database as it was written. BACKUP_BROKEN. */
export async function proveSealed(backup: SecondBackup, step?: Step): Promise<void> {
  const file = databaseOf(backup.home, backup.row.name);
  const digest = createHash('sha256');
  let done = 0;
  try {
    for await (const piece of createReadStream(file)) {
      digest.update(piece as Buffer);
      step?.((done += (piece as Buffer).length), backup.about.database.bytes);
    }
  } catch (error) {
    throw sealFault(error);
  }
  if (digest.digest('hex') !== backup.about.database.sha256) {
    throw new AppError('BACKUP_BROKEN', { detail: { reason: 'digest' } });
  }
}

/** Files that belong to it and are neither here nor there. */
export function missingFiles(folder: string, backup: SecondBackup, files: readonly KnownFile[]): number {
  return files.filter(
    ({ sha256, size }) =>
      !hasBlobFile(folder, sha256, size) && !isThere(sealedFileOf(backup.home, sha256), size),
  ).length;
}

/** The plain database in `target`, and every evidence file that is missing here in the content store. */
export async function fetchSecond(options: {
  readonly folder: string;
  readonly backup: SecondBackup;
  readonly list: SealedManifest;
  readonly identities: readonly string[];
  readonly target: string;
  readonly step?: Step;
}): Promise<void> {
  const { folder, backup, list, identities, target, step } = options;
  // Here counts only what is still what its name says: the copy there may be the last whole one.
  const wanted: KnownFile[] = [];
  for (const file of list.files) if (!(await isWholeBlob(folder, file))) wanted.push(file);
  const total = wanted.reduce((sum, { size }) => sum + size, list.manifest.bytes);
  let done = 0;
  async function* opened(file: string) {
    for await (const piece of unsealStream(createReadStream(file), { identities, passphrase: null })) {
      step?.((done += piece.length), total);
      yield piece;
    }
  }
  try {
    const file = await open(target, 'wx', 0o600);
    try {
      for await (const piece of opened(databaseOf(backup.home, backup.row.name))) {
        for (let written = 0; written < piece.length;)
          written += (await file.write(piece, written)).bytesWritten;
      }
      await file.sync();
    } finally {
      await file.close();
    }
    for (const { sha256, size } of wanted) {
      const from = sealedFileOf(backup.home, sha256);
      // One that is lost there is told by the preview, and counted missing afterwards.
      if (!isThere(from, size)) continue;
      await putBlobFile(folder, sha256, opened(from)).catch((error: unknown) => {
        // One paper that has rotted there keeps nobody from all the rest: it is counted missing.
        const fault = sealFault(error);
        if (!(fault instanceof AppError && fault.code === 'BACKUP_BROKEN')) throw error;
      });
    }
  } catch (error) {
    throw sealFault(error);
  }
}

// ── Faults ───────────────────────────────────────────────────────────────────────────────────────────────

function sealFault(error: unknown): unknown {
  if (error instanceof AppError) {
    if (error.code === 'PACKAGE_NOT_FOR_US') return new AppError('WRONG_PASSPHRASE', { cause: error });
    if (['PACKAGE_NOT', 'PACKAGE_DAMAGED', 'PACKAGE_TOO_LARGE'].includes(error.code))
      return new AppError('BACKUP_BROKEN', { cause: error });
    return error;
  }
  if (systemCode(error) === 'ENOENT') return new AppError('BACKUP_BROKEN', { cause: error });
  return placeFault(error);
}

/** What the system says of a place, in the words of the contract. */
export function placeFault(error: unknown): unknown {
  if (error instanceof AppError) return error;
  const code = systemCode(error) ?? '';
  if (['ENOENT', 'ENOTDIR', 'ENODEV', 'ENXIO', 'EIO', 'ENOTCONN', 'ESTALE'].includes(code))
    return new AppError('PLACE_GONE', { cause: error });
  if (['EACCES', 'EPERM', 'EROFS', 'EFBIG'].includes(code))
    return new AppError('PLACE_UNSUITABLE', { cause: error });
  return mapSystemError(error);
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
