/**
 * Packages that a browser hands over lie in `<data>/exchange-work` until they have been read: too large for memory, and a
 * stranger's, so never in the content store. Plain content that long work unpacks lies there too. Emptied at start.
 */
import { createHash, randomUUID } from 'node:crypto';
import { chmodSync, closeSync, mkdirSync, openSync, readSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../core/contract/error.ts';
import type { HeldFile } from '../db/blobs.ts';
import { mapSystemError } from '../db/errors.ts';

/** Nobody else of this PC reads what is unpacked there. */
export function exchangeWorkFolder(dataFolder: string): string {
  const folder = path.join(dataFolder, 'exchange-work');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  return folder;
}

/** What an abrupt end left behind. Only for the one writer, at its start. */
export function sweepExchangeWork(dataFolder: string): void {
  rmSync(path.join(dataFolder, 'exchange-work'), { recursive: true, force: true, maxRetries: 2 });
}

/** Takes what arrives aside. TOO_LARGE and DISK_FULL leave nothing. */
export async function holdPackage(
  dataFolder: string,
  source: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<HeldFile & { readonly path: string }> {
  const file = path.join(exchangeWorkFolder(dataFolder), `${randomUUID()}.upload`);
  const digest = createHash('sha256');
  let size = 0;
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      for await (const piece of source) {
        size += piece.byteLength;
        if (size > limit) throw new AppError('TOO_LARGE', { detail: { limit } });
        digest.update(piece);
        await handle.writeFile(piece);
      }
    } finally {
      await handle.close();
    }
  } catch (error) {
    rmSync(file, { force: true });
    throw mapSystemError(error);
  }
  return heldPackageAt(file, size, digest.digest('hex'));
}

/** A file of the work folder that goes with its handle. */
export function heldPackageAt(
  file: string,
  size: number,
  sha256: string,
): HeldFile & { readonly path: string } {
  const noStore = (): never => {
    throw new Error('A package is read by its path and never kept');
  };
  return {
    path: file,
    size,
    sha256,
    read(offset, length) {
      const descriptor = openSync(file, 'r');
      try {
        const piece = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
        let read = 0;
        while (read < piece.length) {
          const got = readSync(descriptor, piece, read, piece.length - read, offset + read);
          if (got === 0) break;
          read += got;
        }
        return piece.subarray(0, read);
      } finally {
        closeSync(descriptor);
      }
    },
    readAll: noStore,
    keep: noStore,
    discard() {
      try {
        rmSync(file, { force: true });
      } catch {
        // Windows does not let go of what is being read; the next start removes it.
      }
    },
  };
}
