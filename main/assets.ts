/**
 * The renderer's files, found through the list that the build wrote: a request is looked up in that list and never
 * becomes a path of the file system, so there is nothing to traverse. Files are read once, and checked against the
 * hash of the build.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

export interface Assets {
  /** Null when the list is missing: the renderer has not been built. */
  readonly names: ReadonlySet<string> | null;
  read(name: string): Uint8Array;
}

const manifestSchema = z.array(
  z.object({ path: z.string().min(1), bytes: z.int(), sha256: z.string().length(64) }),
);

/** `distFolder` holds renderer/ and renderer-manifest.json. */
export function createAssets(distFolder: string): Assets {
  let entries: Map<string, string> | null;
  try {
    const manifest = manifestSchema.parse(
      JSON.parse(readFileSync(path.join(distFolder, 'renderer-manifest.json'), 'utf8')),
    );
    entries = new Map(manifest.map((entry) => [entry.path, entry.sha256]));
  } catch {
    entries = null;
  }
  const cache = new Map<string, Uint8Array>();
  return {
    names: entries === null ? null : new Set(entries.keys()),
    read(name) {
      const known = cache.get(name);
      if (known !== undefined) return known;
      const expected = entries?.get(name);
      if (expected === undefined) throw new Error('not a file of the build');
      const bytes = readFileSync(path.join(distFolder, 'renderer', name));
      if (createHash('sha256').update(bytes).digest('hex') !== expected) {
        throw new Error(`${name} is not the file that was built`);
      }
      cache.set(name, bytes);
      return bytes;
    },
  };
}
