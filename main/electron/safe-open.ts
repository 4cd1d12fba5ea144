/**
 * The only module that asks the system to open something, and it opens folders that this application made,
 * never an address and never a file.
 */
import { shell } from 'electron';
import { statSync } from 'node:fs';
import path from 'node:path';

/** Pure: an absolute local path that is exactly one of `own`. Network shares and device paths are refused. */
export function mayOpenFolder(folder: string, own: readonly string[]): boolean {
  if (folder.includes('\0') || /^[\\/]{2}/.test(folder) || !path.isAbsolute(folder)) return false;
  return own.some((known) => path.resolve(known) === path.resolve(folder));
}

/** Shows the folder in the system's file manager. Answers whether it was shown. */
export async function openOwnFolder(folder: string, own: readonly string[]): Promise<boolean> {
  if (!mayOpenFolder(folder, own)) return false;
  // A bundle or a program is no plain folder, whatever its name says.
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return false;
  return (await shell.openPath(folder)) === '';
}
