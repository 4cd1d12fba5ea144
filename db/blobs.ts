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
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { AppError } from '../core/contract/error.ts';
import { syncFolder } from './backup.ts';
import { mapSystemError, systemCode } from './errors.ts';
import type { Clock } from './ports.ts';
import type { Connection } from './sqlite.ts';

export interface BlobInfo {
  readonly sha256: string;
  readonly size: number;
  readonly media: string;
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
  info(sha256: string): BlobInfo | undefined;
  /** Where the file stands, for whoever streams it. NOT_FOUND without a row, CORRUPT without the file. */
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

export function createBlobStore({ connection, folder, clock }: BlobStoreDependencies): BlobStore {
  const root = path.join(folder, 'blobs');
  const find = connection.prepare('SELECT sha256, size, media FROM blob WHERE sha256 = ?');
  const insert = connection.prepare(
    'INSERT INTO blob (sha256, size, media, created_at) VALUES (?, ?, ?, ?) ON CONFLICT (sha256) DO NOTHING',
  );
  const all = connection.prepare('SELECT sha256, size FROM blob ORDER BY sha256');

  const fileOf = (sha256: string) => path.join(root, sha256.slice(0, 2), sha256);
  const info = (sha256: string) => find.get(sha256) as BlobInfo | undefined;

  function pathOf(sha256: string): string {
    const known = NAME.test(sha256) ? info(sha256) : undefined;
    if (!known) throw new AppError('NOT_FOUND', { detail: { entity: 'blob' } });
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
    const file = path.join(root, `${randomUUID()}.partial`);
    return { file, descriptor: openSync(file, 'wx') };
  }

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
        } catch (error) {
          rmSync(file, { force: true });
          throw error;
        }
      } catch (error) {
        throw mapSystemError(error);
      }
    },

    async putStream(source, media, { limit = Number.MAX_SAFE_INTEGER } = {}) {
      try {
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
            fsyncSync(descriptor);
          } finally {
            closeSync(descriptor);
          }
          return settle(file, digest.digest('hex'), size, media);
        } catch (error) {
          rmSync(file, { force: true });
          throw error;
        }
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
    path: pathOf,

    check() {
      const known = new Map((all.all() as BlobInfo[]).map((row) => [row.sha256, row.size]));
      const found = new Map<string, number>();
      const orphans: string[] = [];
      for (const entry of existsSync(root)
        ? readdirSync(root, { withFileTypes: true, recursive: true })
        : []) {
        if (!entry.isFile()) continue;
        const file = path.join(entry.parentPath, entry.name);
        if (known.has(entry.name) && file === fileOf(entry.name)) found.set(entry.name, statSync(file).size);
        else orphans.push(path.relative(root, file).replaceAll(path.sep, '/'));
      }
      const missing = [...known].filter(([name, size]) => found.get(name) !== size).map(([name]) => name);
      return { orphans: orphans.toSorted(), missing };
    },
  };
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length;) {
    written += writeSync(descriptor, bytes, written, bytes.length - written);
  }
}

function isWhole(file: string, sha256: string): boolean {
  try {
    return hash('sha256', readFileSync(file), 'hex') === sha256;
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return false;
  }
}
