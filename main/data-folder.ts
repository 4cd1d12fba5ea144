/** Where the data lives on this very PC: the pure rule of db/location.ts, fed with this machine. */
import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { dataFolder, type Place, pointerFile } from '../db/location.ts';

export function dataFolderOfThisMachine(given?: string): string {
  const place: Place = { platform: process.platform, env: process.env, home: os.homedir() };
  let pointer: string | undefined;
  try {
    pointer = readFileSync(pointerFile(place), 'utf8');
  } catch {
    // Nobody has chosen another folder.
  }
  return path.resolve(dataFolder({ ...place, given, pointer }));
}
