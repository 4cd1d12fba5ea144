/**
 * Where the shell keeps its own files (Chromium's profile, window size, logs of the start). Pure. One folder
 * per data folder, because the single-instance lock belongs to the profile: two data folders are two programs.
 */
import { createHash } from 'node:crypto';
import path from 'node:path';

interface Place {
  /** Of the system: roaming on Windows. */
  readonly appData: string;
  /** LOCALAPPDATA, where the system has it: a profile is too big to roam. */
  readonly localAppData: string | undefined;
  /** The data folder that was asked for; undefined for the usual one. */
  readonly data: string | undefined;
}

const NAME = 'kiem-tra-cchc';

export function profileFolder({ appData, localAppData, data }: Place): string {
  const base = localAppData !== undefined && path.isAbsolute(localAppData) ? localAppData : appData;
  const own =
    data === undefined
      ? 'default'
      : createHash('sha256').update(path.resolve(data)).digest('hex').slice(0, 16);
  return path.join(base, NAME, 'profile', own);
}
