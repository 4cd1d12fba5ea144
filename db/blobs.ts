/**
 * The content store: bytes under their own sha256 in `blobs/ab/<sha256>`, never changed, never undone. A file is
 * written aside, made durable and only then given its name, so a name always stands for whole content.
 */
import { createHash, hash, randomUUID } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  readSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { AppError } from '../core/contract/error.ts';
import { syncFolder } from './backup.ts';
import { mapSystemError, systemCode } from './errors.ts';
import type { Clock } from './ports.ts';
import type { Connection } from './sqlite.ts';

export interface BlobInfo {
  readonly sha256: string;
  readonly size: number;
  readonly media: string;
  /** Known by its rows, but it did not come along with them: its bytes may still arrive. */
  readonly absent?: true;
}

/** Bytes that have arrived and are not kept yet: they stand aside until somebody has judged them. */
export interface HeldFile {
  readonly size: number;
  readonly sha256: string;
  /** A piece; shorter where the file ends. */
  read(offset: number, length: number): Uint8Array;
  readAll(): Uint8Array<ArrayBuffer>;
  /** Gives the bytes their place in the content store, without reading them again. */
  keep(media: string): BlobInfo;
  /** Nothing is left of them, unless they were kept. */
  discard(): void;
}

/** What the disk says of one file of the content store. */
export type FileFault = 'orphan' | 'missing' | 'altered';
export interface FileFinding {
  readonly kind: FileFault;
  /** Path below the content store, or sha256. */
  readonly name: string;
}

export interface BlobStore {
  /** Keeps the bytes and their row; the same bytes again change nothing. */
  put(bytes: Uint8Array, media: string): BlobInfo;
  /** The same for what arrives piece by piece; `limit` refuses with TOO_LARGE and leaves nothing. */
  putStream(
    source: AsyncIterable<Uint8Array>,
    media: string,
    options?: { readonly limit?: number },
  ): Promise<BlobInfo>;
  /** The whole bytes. With `verify` they are hashed again: CORRUPT where the disk has changed them. */
  get(sha256: string, options?: { readonly verify?: boolean }): Uint8Array<ArrayBuffer>;
  stream(sha256: string): NodeJS.ReadableStream;
  /** Takes what arrives piece by piece aside, durable only once it is kept; `limit` refuses with TOO_LARGE. */
  hold(source: AsyncIterable<Uint8Array>, options?: { readonly limit?: number }): Promise<HeldFile>;
  /** True where the file stands in its place with its size. */
  has(sha256: string): boolean;
  /** Lets go of a package that waited and was taken: no other content ever goes. False where something still names it. */
  release(sha256: string): boolean;
  /** Removes what was left aside by a run that ended abruptly. Only for the one writer, at its start. */
  sweep(): number;
  /**
   * The same as `check`, file by file without blocking, and with `deep` every file is hashed again. `onStep` is told
   * how far it is and may throw to stop.
   */
  inspect(options?: {
    readonly deep?: boolean;
    readonly onStep?: (done: number, total: number) => void;
  }): Promise<{
    readonly files: number;
    readonly bytes: number;
    readonly faults: readonly FileFinding[];
  }>;
  info(sha256: string): BlobInfo | undefined;
  /** The row of a file that its own rows name and that has not come: `put` of these bytes fills it. */
  expect(file: { readonly sha256: string; readonly size: number; readonly media: string }): void;
  /** Files that were expected and have not come: neither missing nor at fault. */
  absent(): readonly string[];
  /**
   * Where the file stands, for whoever streams it. NOT_FOUND without a row, and with `absent` where it has not come;
   * CORRUPT without the file.
   */
  path(sha256: string): string;
  /** Files that no row knows, unfinished ones included; and rows whose file is gone or has another size. */
  check(): { readonly orphans: readonly string[]; readonly missing: readonly string[] };
}

export interface BlobStoreDependencies {
  readonly connection: Connection;
  readonly folder: string;
  readonly clock: Clock;
}

const NAME = /^[0-9a-f]{64}$/;
const PARTIAL = '.partial';

export function createBlobStore({ connection, folder, clock }: BlobStoreDependencies): BlobStore {
  const root = path.join(folder, 'blobs');
  const find = connection.prepare('SELECT sha256, size, media, absent FROM blob WHERE sha256 = ?');
  const insert = connection.prepare(
    `INSERT INTO blob (sha256, size, media, created_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (sha256) DO UPDATE SET size = excluded.size, media = excluded.media, absent = 0 WHERE absent = 1`,
  );
  const insertAbsent = connection.prepare(
    'INSERT INTO blob (sha256, size, media, created_at, absent) VALUES (?, ?, ?, ?, 1) ON CONFLICT (sha256) DO NOTHING',
  );
  const all = connection.prepare('SELECT sha256, size FROM blob WHERE absent = 0 ORDER BY sha256');
  const allAbsent = connection.prepare('SELECT sha256 FROM blob WHERE absent = 1 ORDER BY sha256').pluck();

  const remove = connection.prepare(
    `DELETE FROM blob WHERE sha256 = @sha256
        AND NOT EXISTS (SELECT 1 FROM exchange_package WHERE held_sha256 = @sha256)`,
  );

  /** Files aside that somebody here still wants. */
  const aside = new Set<string>();
  const fileOf = (sha256: string) => path.join(root, sha256.slice(0, 2), sha256);
  const info = (sha256: string): BlobInfo | undefined => {
    const row = find.get(sha256) as (Omit<BlobInfo, 'absent'> & { readonly absent: 0 | 1 }) | undefined;
    if (row === undefined) return undefined;
    const { absent, ...known } = row;
    return absent === 1 ? { ...known, absent: true } : known;
  };

  function pathOf(sha256: string): string {
    const known = NAME.test(sha256) ? info(sha256) : undefined;
    if (!known) throw new AppError('NOT_FOUND', { detail: { entity: 'blob' } });
    if (known.absent === true) throw new AppError('NOT_FOUND', { detail: { entity: 'blob', absent: true } });
    const file = fileOf(sha256);
    if (statSync(file, { throwIfNoEntry: false })?.size !== known.size) {
      throw new AppError('CORRUPT', { detail: { entity: 'blob', sha256 } });
    }
    return file;
  }

  /** Gives the finished file its name; a file that stands there already is kept when it is whole. */
  function settle(partial: string, sha256: string, size: number, media: string): BlobInfo {
    const file = fileOf(sha256);
    if (statSync(file, { throwIfNoEntry: false })?.size === size && isWhole(file, sha256)) {
      rmSync(partial, { force: true });
    } else {
      const made = mkdirSync(path.dirname(file), { recursive: true });
      renameSync(partial, file);
      syncFolder(path.dirname(file));
      if (made !== undefined) syncFolder(path.dirname(made));
    }
    insert.run(sha256, size, media, clock.now());
    return info(sha256) ?? { sha256, size, media };
  }

  function openPartial(): { file: string; descriptor: number } {
    mkdirSync(root, { recursive: true });
    const file = path.join(root, `${randomUUID()}${PARTIAL}`);
    const descriptor = openSync(file, 'wx');
    aside.add(file);
    return { file, descriptor };
  }

  function forget(file: string): void {
    aside.delete(file);
    rmSync(file, { force: true });
  }

  /** Writes aside what comes, and tells what it is by its bytes. */
  async function takeAside(source: AsyncIterable<Uint8Array>, limit: number, durable: boolean) {
    const { file, descriptor } = openPartial();
    const digest = createHash('sha256');
    let size = 0;
    try {
      try {
        for await (const piece of source) {
          size += piece.length;
          if (size > limit) throw new AppError('TOO_LARGE', { detail: { limit } });
          digest.update(piece);
          writeAll(descriptor, piece);
        }
        if (durable) fsyncSync(descriptor);
      } finally {
        closeSync(descriptor);
      }
      return { file, size, sha256: digest.digest('hex') };
    } catch (error) {
      forget(file);
      throw error;
    }
  }

  /** Every file below the store, but what is being written just now. */
  function listed(): { readonly name: string; readonly file: string }[] {
    if (!existsSync(root)) return [];
    return readdirSync(root, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => ({ name: entry.name, file: path.join(entry.parentPath, entry.name) }))
      .filter(({ file }) => !aside.has(file));
  }
  const below = (file: string) => path.relative(root, file).replaceAll(path.sep, '/');

  return {
    put(bytes, media) {
      try {
        const { file, descriptor } = openPartial();
        try {
          try {
            writeAll(descriptor, bytes);
            fsyncSync(descriptor);
          } finally {
            closeSync(descriptor);
          }
          return settle(file, hash('sha256', bytes, 'hex'), bytes.length, media);
        } finally {
          forget(file);
        }
      } catch (error) {
        throw mapSystemError(error);
      }
    },

    async putStream(source, media, { limit = Number.MAX_SAFE_INTEGER } = {}) {
      try {
        const { file, size, sha256 } = await takeAside(source, limit, true);
        try {
          return settle(file, sha256, size, media);
        } finally {
          forget(file);
        }
      } catch (error) {
        throw mapSystemError(error);
      }
    },

    async hold(source, { limit = Number.MAX_SAFE_INTEGER } = {}) {
      try {
        const { file, size, sha256 } = await takeAside(source, limit, false);
        const opened = <T>(mode: 'r' | 'r+', act: (descriptor: number) => T): T => {
          if (!aside.has(file)) throw new AppError('FILE_GONE');
          const descriptor = openSync(file, mode);
          try {
            return act(descriptor);
          } finally {
            closeSync(descriptor);
          }
        };
        return {
          size,
          sha256,
          read: (offset, length) =>
            opened('r', (descriptor) => {
              const piece = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
              let read = 0;
              while (read < piece.length) {
                const got = readSync(descriptor, piece, read, piece.length - read, offset + read);
                if (got === 0) break;
                read += got;
              }
              return piece.subarray(0, read);
            }),
          readAll() {
            if (!aside.has(file)) throw new AppError('FILE_GONE');
            const bytes = readFileSync(file);
            return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
          },
          keep(media) {
            try {
              opened('r+', fsyncSync);
              return settle(file, sha256, size, media);
            } catch (error) {
              throw mapSystemError(error);
            } finally {
              forget(file);
            }
          },
          discard: () => forget(file),
        };
      } catch (error) {
        throw mapSystemError(error);
      }
    },

    get(sha256, { verify = false } = {}) {
      const bytes = readFileSync(pathOf(sha256));
      if (verify && hash('sha256', bytes, 'hex') !== sha256) {
        throw new AppError('CORRUPT', { detail: { entity: 'blob', sha256 } });
      }
      return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    },
    stream: (sha256) => createReadStream(pathOf(sha256)),
    info,
    expect: ({ sha256, size, media }) => {
      insertAbsent.run(sha256, size, media, clock.now());
    },
    absent: () => allAbsent.all() as string[],
    path: pathOf,

    check() {
      const known = new Map((all.all() as BlobInfo[]).map((row) => [row.sha256, row.size]));
      const found = new Map<string, number>();
      const orphans: string[] = [];
      for (const { name, file } of listed()) {
        if (known.has(name) && file === fileOf(name)) found.set(name, statSync(file).size);
        else orphans.push(below(file));
      }
      const missing = [...known].filter(([name, size]) => found.get(name) !== size).map(([name]) => name);
      return { orphans: orphans.toSorted(), missing };
    },

    has: (sha256) => {
      const known = NAME.test(sha256) ? info(sha256) : undefined;
      return (
        known !== undefined &&
        known.absent !== true &&
        statSync(fileOf(sha256), { throwIfNoEntry: false })?.size === known.size
      );
    },

    release(sha256) {
      try {
        if (remove.run({ sha256 }).changes === 0) return false;
      } catch (error) {
        if (systemCode(error) === 'SQLITE_CONSTRAINT_FOREIGNKEY') return false;
        throw mapSystemError(error);
      }
      // One that could not go now is an orphan, which the check of the files names.
      rmSync(fileOf(sha256), { force: true });
      return true;
    },

    sweep() {
      const left = existsSync(root)
        ? readdirSync(root, { withFileTypes: true }).filter(
            (entry) =>
              entry.isFile() && entry.name.endsWith(PARTIAL) && !aside.has(path.join(root, entry.name)),
          )
        : [];
      for (const entry of left) rmSync(path.join(root, entry.name), { force: true });
      return left.length;
    },

    async inspect({ deep = false, onStep } = {}) {
      const known = new Map((all.all() as BlobInfo[]).map((row) => [row.sha256, row.size]));
      const unseen = new Map(known);
      const files = listed();
      const faults: FileFinding[] = [];
      let bytes = 0;
      for (const [index, { name, file }] of files.entries()) {
        if (index % 64 === 0) await setImmediate();
        onStep?.(index, files.length);
        const size = statSync(file, { throwIfNoEntry: false })?.size;
        // Gone since the list was made: an upload that has been taken.
        if (size === undefined) continue;
        bytes += size;
        if (!known.has(name) || file !== fileOf(name)) {
          faults.push({ kind: 'orphan', name: below(file) });
          continue;
        }
        unseen.delete(name);
        const whole = size === known.get(name) && (!deep || (await hashOf(file)) === name);
        if (!whole) faults.push({ kind: 'altered', name });
      }
      for (const name of unseen.keys()) {
        // What was kept while the others were looked at is not missing.
        if (statSync(fileOf(name), { throwIfNoEntry: false }) === undefined)
          faults.push({ kind: 'missing', name });
      }
      onStep?.(files.length, files.length);
      return { files: files.length, bytes, faults };
    },
  };
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length;) {
    written += writeSync(descriptor, bytes, written, bytes.length - written);
  }
}

/** Read piece by piece; null where the disk does not give the file back. */
async function hashOf(file: string): Promise<string | null> {
  const digest = createHash('sha256');
  try {
    for await (const piece of createReadStream(file)) digest.update(piece as Buffer);
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return null;
  }
  return digest.digest('hex');
}

function isWhole(file: string, sha256: string): boolean {
  try {
    return hash('sha256', readFileSync(file), 'hex') === sha256;
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return false;
  }
}
