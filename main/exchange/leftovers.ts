/**
 * What a sending leaves at a place when it is killed: files that are written or read back and have no name of a package
 * yet. Only names of the exact form that sending gives are looked at; whether a package counts is for the caller to know.
 */
import { existsSync, lstatSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { PACKAGE_EXTENSION, RECEIPT_EXTENSION } from '../../core/exchange/package/types.ts';

/** Written and read back, and not counted yet: it gets its name when its number is used. */
export const READY = '.ready';
/** Milliseconds after which nobody writes there any more; sendings of one data folder run one after another anyway. */
export const STALE = 10 * 60_000;

export interface Leftover {
  /** The package that it would have become; null for what never becomes one. */
  readonly fileName: string | null;
  /** Absolute. */
  readonly files: readonly string[];
  /** The youngest of them, in milliseconds since 1970. */
  readonly touchedAt: number;
}

const TRIAL = /^\.[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\.part$/;
const RECEIPT = new RegExp(`^Xac-nhan-[A-Za-z0-9-]{1,100}\\.${RECEIPT_EXTENSION}\\.part$`);
/** The trial whether a place can be written holds nothing, a receipt little. */
const SMALL = 64 * 1024;

const packageName = (stem: string) =>
  new RegExp(
    `^(${stem}(?:-[0-9]{8}){0,2}-[0-9]{3,7}(?:-[0-9]{1,4})?\\.${PACKAGE_EXTENSION})\\${READY}(?:\\.[0-9]{3})?(?:\\.part)?$`,
  );

/** In the folder itself; nothing where it cannot be read. `stem` of the office: send-names.ts. */
export function leftoversIn(folder: string, stem: string): readonly Leftover[] {
  if (!/^[A-Za-z0-9-]+$/.test(stem)) throw new RangeError('No stem of a file name');
  const own = packageName(stem);
  const found = new Map<string, Leftover>();
  for (const name of namesIn(folder)) {
    const fileName = own.exec(name)?.[1] ?? null;
    if (fileName === null && !TRIAL.test(name) && !RECEIPT.test(name)) continue;
    const file = path.join(folder, name);
    const about = lstatSync(file, { throwIfNoEntry: false });
    if (about?.isFile() !== true) continue;
    if (fileName === null && about.size > (TRIAL.test(name) ? 0 : SMALL)) continue;
    const key = fileName ?? name;
    const before = found.get(key);
    found.set(key, {
      fileName,
      files: [...(before?.files ?? []), file],
      touchedAt: Math.max(before?.touchedAt ?? 0, about.mtimeMs),
    });
  }
  return [...found.values()];
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/**
 * The file or the parts of a package that was written whole, in their order, some of which may have their name already;
 * empty where none waits for one.
 */
export function readyFiles(folder: string, fileName: string): readonly string[] {
  const target = path.join(folder, fileName);
  if (existsSync(`${target}${READY}`)) return existsSync(target) ? [] : [`${target}${READY}`];
  const files: string[] = [];
  for (let number = 1; ; number += 1) {
    const part = `.${String(number).padStart(3, '0')}`;
    const file = [`${target}${READY}${part}`, `${target}${part}`].find((one) => existsSync(one));
    if (file === undefined) break;
    files.push(file);
  }
  return files.some(isReady) ? files : [];
}
export const isReady = (file: string) => finalName(file) !== file;
export const finalName = (ready: string) => ready.replace(new RegExp(`\\${READY}(?=$|\\.[0-9]{3}$)`), '');

/**
 * Takes away what is stale and not to be kept; how many files went. A file that does not go stays: that is no reason not to
 * send. To be called before anything is written there.
 */
export function sweepLeftovers(folder: string, stem: string, keeps: ReadonlySet<string>): number {
  // Against the times of the file system, not of the application.
  const now = Date.now();
  let gone = 0;
  for (const { fileName, files, touchedAt } of leftoversIn(folder, stem)) {
    if (now - touchedAt < STALE || (fileName !== null && keeps.has(fileName))) continue;
    for (const file of files) {
      try {
        rmSync(file);
        gone += 1;
      } catch {
        // The next sending tries again.
      }
    }
  }
  return gone;
}
