/**
 * Where packages are written to and read from: sticks, folders that a person chose before, and on a transport of this PC's
 * own person whatever path they type. It decides which paths a call may name; what is written there is not its business.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import { lstat, open, opendir, realpath, rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { AppError } from '../core/contract/error.ts';
import type { ExchangePlace } from '../core/contract/exchange.ts';
import type { Caller } from '../core/contract/index.ts';
import { CARD_EXTENSION, PACKAGE_EXTENSION, RECEIPT_EXTENSION } from '../core/exchange/package/types.ts';
import { WORK_FILE_EXTENSION } from '../core/exchange/work-file.ts';
import { mapSystemError, systemCode } from '../db/errors.ts';
import type { Drive, DriveLister } from './drives.ts';

export interface WritablePlace {
  /** Without links: what is written to. */
  readonly path: string;
  readonly freeBytes: number | null;
  /** One file may have so many bytes there. */
  readonly fileLimit: number | null;
  readonly fileSystem: string | null;
}
/** A file as it lies: opened by its path, never by a handle of the content store. */
export interface ReadableFile {
  readonly path: string;
  readonly fileName: string;
  readonly size: number;
}

/** The dialog of the operating system; null where the person chose nothing. */
export type FolderDialog = (defaultPath: string | null) => Promise<string | null>;

export interface Places {
  /** Sticks, folders used before, and `folder` where the caller may name it (else PLACE_UNSUITABLE). */
  list(caller: Caller, folder?: string): Promise<readonly ExchangePlace[]>;
  /** Null where there is no dialog at all. */
  readonly choose: (() => Promise<ExchangePlace | null>) | null;
  /** PLACE_GONE, PLACE_UNSUITABLE, DISK_FULL. A folder that holds is remembered. */
  assertWritable(folder: string, caller: Caller): Promise<WritablePlace>;
  /** A plain file at a place that the caller may name. PLACE_GONE, PLACE_UNSUITABLE. */
  readable(file: string, caller: Caller): Promise<ReadableFile>;
}

export interface PlacesOptions {
  readonly dataFolder: string;
  readonly drives: DriveLister;
  readonly dialog?: FolderDialog | null;
  readonly readOnly?: boolean;
}

const FAT_LIMIT = 2 ** 32 - 1;
const LIMITS: Readonly<Record<string, number>> = { FAT32: FAT_LIMIT, FAT: FAT_LIMIT, FAT16: 2 ** 31 - 1 };
const REMEMBERED = 12;
/** So many names of a folder are looked at, and so many of ours shown. */
const NAMES = 5_000;
const SHOWN = 200;
const KINDS: Readonly<Record<string, ExchangePlace['files'][number]['kind']>> = {
  [`.${PACKAGE_EXTENSION}`]: 'package',
  [`.${RECEIPT_EXTENSION}`]: 'receipt',
  [`.${CARD_EXTENSION}`]: 'card',
  [`.${WORK_FILE_EXTENSION}`]: 'work',
};

/** One of the pieces of a package that is larger than one file may be there. */
const PART = new RegExp(`^(.+\\.${PACKAGE_EXTENSION})\\.([0-9]{3})$`, 'i');

const remembered = z.array(z.string().max(1000)).max(100);

/** True where `file` is `folder` or lies in it. Both without links. */
export function isBelow(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return (
    relative === '' ||
    (relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative))
  );
}

const unsuitable = (name: string) => new AppError('PLACE_UNSUITABLE', { detail: { name } });
const gone = (name: string) => new AppError('PLACE_GONE', { detail: { name } });

/** What the system says of a path, in the words of the contract. */
function placeFault(error: unknown, name: string): unknown {
  if (error instanceof AppError) return error;
  switch (systemCode(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENODEV':
    case 'ENXIO':
    case 'EIO':
    case 'ENOTCONN':
    case 'ESTALE':
      return gone(name);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ELOOP':
    case 'ENAMETOOLONG':
    case 'EINVAL':
      return unsuitable(name);
    default:
      return mapSystemError(error);
  }
}

/** The data of the one who sits here may be named by path; a page of a window names what it was shown. */
const mayNameAnything = (caller: Caller) => caller.transport !== 'ipc';

export function createPlaces(options: PlacesOptions): Places {
  const { drives, dialog = null, readOnly = false } = options;
  const memory = path.join(options.dataFolder, 'places.json');

  function known(): readonly string[] {
    try {
      return remembered.parse(JSON.parse(readFileSync(memory, 'utf8')));
    } catch {
      return [];
    }
  }

  function remember(folder: string): void {
    if (readOnly) return;
    const list = [folder, ...known().filter((one) => one !== folder)].slice(0, REMEMBERED);
    if (list[0] === known()[0] && list.length === known().length) return;
    try {
      mkdirSync(options.dataFolder, { recursive: true });
      writeFileSync(`${memory}.new`, `${JSON.stringify(list, null, 1)}\n`, { mode: 0o600 });
      renameSync(`${memory}.new`, memory);
    } catch {
      // It is only a convenience.
    }
  }

  /** As the system itself writes it; and never the data of this program. */
  async function real(given: string): Promise<string> {
    const name = path.basename(given);
    if (!path.isAbsolute(given) || given.includes('\0')) throw unsuitable(name);
    // A device or a stream is no file: "\\.\…", "\\?\…", "E:\x.cchc:y".
    if (process.platform === 'win32' && (/^[\\/]{2}[.?]/.test(given) || given.slice(2).includes(':')))
      throw unsuitable(name);
    try {
      const found = await realpath(given);
      if (isBelow(realpathSync(options.dataFolder), found)) throw unsuitable(name);
      return found;
    } catch (error) {
      throw placeFault(error, name);
    }
  }

  async function driveOf(folder: string): Promise<Drive | undefined> {
    const all = (await drives()).filter((drive) => isBelow(drive.path, folder));
    return all.toSorted((a, b) => b.path.length - a.path.length)[0];
  }

  /** Whether a page may name it: at or below what it is shown. */
  async function isListed(found: string): Promise<boolean> {
    if ((await drives()).some((drive) => drive.removable && isBelow(drive.path, found))) return true;
    for (const one of known()) {
      const folder = await realpath(one).catch(() => null);
      if (folder !== null && isBelow(folder, found)) return true;
    }
    return false;
  }

  async function admit(given: string, caller: Caller): Promise<string> {
    const found = await real(given);
    if (!mayNameAnything(caller) && !(await isListed(found))) throw unsuitable(path.basename(given));
    return found;
  }

  async function filesOf(folder: string): Promise<ExchangePlace['files']> {
    const files: ExchangePlace['files'] = [];
    /** Bytes of all parts together. */
    const inParts = new Map<string, number>();
    let seen = 0;
    for await (const entry of await opendir(folder)) {
      if (++seen > NAMES) break;
      const part = PART.exec(entry.name);
      const kind = part === null ? KINDS[path.extname(entry.name).toLowerCase()] : 'package';
      if (!entry.isFile() || kind === undefined) continue;
      const file = path.join(folder, entry.name);
      const about = await lstat(file).catch(() => null);
      if (about === null || !about.isFile()) continue;
      if (part !== null) inParts.set(part[1]!, (inParts.get(part[1]!) ?? 0) + about.size);
      // The first one stands for all of them.
      if (part !== null && part[2] !== '001') continue;
      files.push({
        path: file,
        fileName: entry.name.normalize('NFC').toWellFormed(),
        bytes: about.size,
        modifiedAt: Math.round(about.mtimeMs),
        kind,
      });
    }
    const bytesOf = (name: string) => inParts.get(PART.exec(name)?.[1] ?? '');
    return files
      .map((file) => ({ ...file, bytes: bytesOf(path.basename(file.path)) ?? file.bytes }))
      .toSorted((a, b) => b.modifiedAt - a.modifiedAt)
      .slice(0, SHOWN);
  }

  async function spaceOf(folder: string): Promise<number | null> {
    // A share that has gone away answers late or never.
    const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), 3_000).unref());
    const asked = statfs(folder).then(
      ({ bavail, bsize }) => bavail * bsize,
      () => null,
    );
    const free = await Promise.race([asked, late]);
    return free === null || !Number.isSafeInteger(free) ? null : free;
  }

  /** Null where it is not there any more or cannot be read. */
  async function describe(folder: string, drive?: Drive): Promise<ExchangePlace | null> {
    const on = drive ?? (await driveOf(folder));
    try {
      return {
        path: folder,
        label: drive?.label ?? (path.basename(folder).normalize('NFC') || folder),
        kind: drive === undefined ? 'folder' : 'removable',
        freeBytes: await spaceOf(folder),
        fileSystem: on?.fileSystem ?? null,
        fileLimit: LIMITS[on?.fileSystem ?? ''] ?? null,
        files: await filesOf(folder),
      };
    } catch {
      return null;
    }
  }

  async function folderAt(given: string, caller: Caller): Promise<string> {
    const folder = await admit(given, caller);
    const name = path.basename(given);
    // What a link leads to is another place than the one that was named; above it links are the system's own.
    const about = await lstat(given).catch((error: unknown) => {
      throw placeFault(error, name);
    });
    if (about.isSymbolicLink() || !about.isDirectory()) throw unsuitable(name);
    return folder;
  }

  return {
    async list(caller, folder) {
      const sticks = (await drives()).filter(({ removable }) => removable);
      const described = await Promise.all([
        ...sticks.map((drive) => describe(drive.path, drive)),
        ...known()
          .filter((one) => !sticks.some((drive) => path.relative(drive.path, one) === ''))
          .map(async (one) => {
            const found = await real(one).catch(() => null);
            return found === null ? null : describe(found);
          }),
      ]);
      const places = described.filter((place) => place !== null);
      if (folder === undefined) return places;
      const asked = await folderAt(folder, caller);
      const place = places.find((one) => one.path === asked) ?? (await describe(asked));
      if (place === null) throw gone(path.basename(folder));
      return [place, ...places.filter((one) => one.path !== asked)];
    },

    choose:
      dialog === null
        ? null
        : async () => {
            const chosen = await dialog(known()[0] ?? null);
            if (chosen === null) return null;
            const folder = await real(chosen);
            remember(folder);
            const drive = (await drives()).find((one) => one.removable && one.path === folder);
            const place = await describe(folder, drive);
            if (place === null) throw gone(path.basename(folder));
            return place;
          },

    async assertWritable(given, caller) {
      const folder = await folderAt(given, caller);
      const name = path.basename(given);
      // Only writing tells whether it can be written: shares, read-only sticks and permissions all answer differently.
      const trial = path.join(folder, `.${randomUUID()}.part`);
      try {
        const file = await open(trial, 'wx', 0o600);
        await file.close();
      } catch (error) {
        throw placeFault(error, name);
      } finally {
        await rm(trial, { force: true }).catch(() => undefined);
      }
      const drive = await driveOf(folder);
      if (drive?.removable !== true) remember(folder);
      const fileSystem = drive?.fileSystem ?? null;
      return {
        path: folder,
        freeBytes: await spaceOf(folder),
        fileLimit: LIMITS[fileSystem ?? ''] ?? null,
        fileSystem,
      };
    },

    async readable(given, caller) {
      const name = path.basename(given);
      const file = await admit(given, caller);
      const about = await lstat(given).catch((error: unknown) => {
        throw placeFault(error, name);
      });
      if (about.isSymbolicLink() || !about.isFile()) throw unsuitable(name);
      return { path: file, fileName: name.normalize('NFC').toWellFormed(), size: about.size };
    },
  };
}
