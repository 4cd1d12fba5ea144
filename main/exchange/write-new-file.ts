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
import { placeError } from './place-error.ts';

/** The name that it was given. PLACE_DIFFERS where it reads back otherwise, PLACE_GONE, DISK_FULL. */
export function writeNewFile(folder: string, fileName: string, bytes: Uint8Array): string {
  const { name, ext } = path.parse(fileName);
  let free = fileName;
  for (let count = 2; existsSync(path.join(folder, free)); count += 1) free = `${name}-${count}${ext}`;
  const target = path.join(folder, free);
  const partial = `${target}.part`;
  let named = false;
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
    named = true;
    syncFolder(folder);
    if (!readFileSync(target).equals(bytes)) throw new AppError('PLACE_DIFFERS');
    return free;
  } catch (error) {
    try {
      rmSync(named ? target : partial, { force: true });
    } catch {
      // A stick that was pulled out has nothing left to remove; the first fault is the one to tell.
    }
    throw placeError(error);
  }
}
