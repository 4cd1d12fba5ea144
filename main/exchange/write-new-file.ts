/**
 * A small file onto a stick: aside, made durable, named, read back. It never takes the place of another one, and a stick
 * that is pulled out leaves nothing that looks whole.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { AppError } from '../../core/contract/error.ts';
import { syncFolder } from '../../db/backup.ts';
import { mapSystemError } from '../../db/errors.ts';

/** The name that it was given. PLACE_DIFFERS where it reads back otherwise. */
export function writeNewFile(folder: string, fileName: string, bytes: Uint8Array): string {
  const { name, ext } = path.parse(fileName);
  let free = fileName;
  for (let count = 2; existsSync(path.join(folder, free)); count += 1) free = `${name}-${count}${ext}`;
  const target = path.join(folder, free);
  const partial = `${target}.part`;
  try {
    const descriptor = openSync(partial, 'w', 0o644);
    try {
      for (let written = 0; written < bytes.length;)
        written += writeSync(descriptor, bytes, written, bytes.length - written);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(partial, target);
    syncFolder(folder);
    if (!readFileSync(target).equals(bytes)) {
      rmSync(target, { force: true });
      throw new AppError('PLACE_DIFFERS');
    }
    return free;
  } catch (error) {
    rmSync(partial, { force: true });
    throw mapSystemError(error);
  }
}
