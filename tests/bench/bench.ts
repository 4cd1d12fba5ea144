// What every benchmark stands on: its sizes, folders of its own, and the product opened on one of them.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { SampleName } from '../../core/contract/system.ts';
import { openDatabase, type OpenDatabase } from '../../db/open.ts';
import { type Application, createApplication } from '../../main/application.ts';
import { createClock } from '../../main/clock.ts';
import { createSilentLog } from '../../main/log.ts';
import type { PdfPrinter } from '../../main/pdf.ts';

export interface Bench {
  /** Small sizes, to try the benchmarks themselves. */
  readonly quick: boolean;
  /** Holds renderer/ and renderer-manifest.json. */
  readonly distFolder: string;
  /** The browser that is installed, or null. */
  readonly browser: string | null;
  /** A folder of that name, gone after the run. */
  scratch(name: string): string;
  note(text: string): void;
}

/** A part of the benchmarks cannot be measured here: its rows say why. */
export class Skipped extends Error {}

export const caller = { transport: 'cli', meta: {} } as const;

export function openApplication(
  bench: Bench,
  folder: string,
  printer: PdfPrinter | null = null,
): Application {
  mkdirSync(folder, { recursive: true });
  return createApplication({
    folder,
    mode: 'write',
    distFolder: bench.distFolder,
    printer,
    log: createSilentLog(),
  });
}

/** The value of a call that must not fail. */
export async function call<T>(
  application: Application,
  method: string,
  input: unknown,
  meta: object = {},
): Promise<T> {
  const envelope = await application.dispatch(method, input, { transport: 'cli', meta });
  if (!envelope.ok) throw new Error(`${method}: ${JSON.stringify(envelope.error)}`);
  return envelope.value as T;
}

export interface LoadedSample {
  readonly planId: string;
}

export function loadSample(application: Application, name: SampleName): Promise<LoadedSample> {
  return call<LoadedSample>(application, 'system.loadSample', { name, illustrative: true });
}

/** A data folder with the sample in it, closed again. */
export async function folderWithSample(
  bench: Bench,
  folder: string,
  name: SampleName,
): Promise<LoadedSample> {
  const application = openApplication(bench, folder);
  try {
    return await loadSample(application, name);
  } finally {
    await application.close();
  }
}

/** The database as the product sets it up, without anything of the product above it. */
export function openBare(folder: string, mode: 'write' | 'read' = 'write'): OpenDatabase {
  mkdirSync(folder, { recursive: true });
  return openDatabase({ folder, mode, clock: createClock() });
}

export const folderOf = (bench: Bench, ...names: readonly string[]) =>
  path.join(bench.scratch(names[0] ?? ''), ...names.slice(1));
