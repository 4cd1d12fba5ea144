/**
 * What the shell itself remembers on this PC: the size of the window, whether the graphics card is to be
 * left alone, how long the data took to open. A small JSON file, read before ready; never the person's data.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const windowSize = z.object({
  width: z.int().min(200).max(20_000),
  height: z.int().min(200).max(20_000),
  maximized: z.boolean(),
});
export type WindowSize = z.infer<typeof windowSize>;

const stored = z.object({
  disableGpu: z.boolean().optional().catch(undefined),
  lastOpenMs: z.number().min(0).optional().catch(undefined),
  window: windowSize.optional().catch(undefined),
});
export type StoredSettings = z.infer<typeof stored>;

export interface ShellSettings {
  readonly read: () => StoredSettings;
  /** Never throws: to remember a size is not worth an error. */
  readonly save: (patch: StoredSettings) => void;
}

export function createShellSettings(file: string): ShellSettings {
  function load(): StoredSettings {
    try {
      return stored.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch {
      return {};
    }
  }
  let current = load();
  return {
    read: () => current,
    save: (patch) => {
      current = { ...current, ...patch };
      try {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(`${file}.new`, `${JSON.stringify(current, null, 1)}\n`);
        renameSync(`${file}.new`, file);
      } catch {
        // A read-only profile: the next start has the defaults.
      }
    },
  };
}
