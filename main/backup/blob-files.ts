/**
 * Files of the content store without their rows: a restored database brings the rows, its backup the bytes. Where they
 * lie is db/blobs.ts's rule, and a name stands for whole content here as there.
 */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync, statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../core/contract/error.ts';
import { syncFolder } from '../../db/backup.ts';

export const blobFile = (folder: string, sha256: string) =>
  path.join(folder, 'blobs', sha256.slice(0, 2), sha256);

export function hasBlobFile(folder: string, sha256: string, size: number): boolean {
  return statSync(blobFile(folder, sha256), { throwIfNoEntry: false })?.size === size;
}

/** Every byte is read: a file may have kept its size and lost its content. */
export async function isWholeBlob(
  folder: string,
  { sha256, size }: { readonly sha256: string; readonly size: number },
): Promise<boolean> {
  if (!hasBlobFile(folder, sha256, size)) return false;
  const digest = createHash('sha256');
  try {
    for await (const piece of createReadStream(blobFile(folder, sha256))) digest.update(piece as Buffer);
  } catch {
    return false;
  }
  return digest.digest('hex') === sha256;
}

/** BACKUP_BROKEN where the bytes are not those of the name; then nothing is left. */
export async function putBlobFile(
  folder: string,
  sha256: string,
  source: AsyncIterable<Uint8Array>,
): Promise<void> {
  const target = blobFile(folder, sha256);
  mkdirSync(path.dirname(target), { recursive: true });
  // Named as the content store names what it writes aside, so that its sweep clears it away.
  const partial = path.join(folder, 'blobs', `${randomUUID()}.partial`);
  const digest = createHash('sha256');
  try {
    const file = await open(partial, 'wx');
    try {
      for await (const piece of source) {
        digest.update(piece);
        for (let written = 0; written < piece.length;)
          written += (await file.write(piece, written)).bytesWritten;
      }
      await file.sync();
    } finally {
      await file.close();
    }
    if (digest.digest('hex') !== sha256) throw new AppError('BACKUP_BROKEN', { detail: { reason: 'file' } });
    await rename(partial, target);
    syncFolder(path.dirname(target));
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}
