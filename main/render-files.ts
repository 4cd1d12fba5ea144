/**
 * Writes the files of `render` and their manifest. A file is whole or absent: written beside, moved, read back and
 * compared before it counts as done. What could not be made is listed as a failure and does not stop the others.
 */
import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { AppError, ErrorValue } from '../core/contract/error.ts';

/** One file of a round, or why it could not be made. */
export type RoundFile = {
  readonly kind: string;
  /** Null for the collective notice. */
  readonly agencyName: string | null;
  readonly format: string;
  /** A plain name, unique within the round. */
  readonly fileName: string;
  readonly done: number;
  readonly total: number;
} & (
  | { readonly ok: true; readonly bytes: Uint8Array; readonly pages: number | null }
  | { readonly ok: false; readonly error: AppError }
);

export interface ManifestFile {
  readonly file: string;
  readonly kind: string;
  readonly agency: string | null;
  readonly format: string;
  readonly bytes: number;
  readonly pages: number | null;
  readonly sha256: string;
}

/** What the papers belong to: a round, a periodic report or a set of the index, by its id. */
export type RenderedHome =
  { readonly planId: string } | { readonly periodReportId: string } | { readonly indexSetId: string };

export type Manifest = RenderedHome & {
  readonly files: readonly ManifestFile[];
  readonly failures: readonly {
    readonly file: string;
    readonly kind: string;
    readonly agency: string | null;
    readonly format: string;
    readonly error: ErrorValue;
  }[];
};

const MANIFEST = 'manifest.json';

async function writeWhole(file: string, bytes: Uint8Array): Promise<string> {
  const partial = `${file}.part`;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  try {
    const handle = await open(partial, 'w');
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  // A stick or a share may say yes and keep less: only what can be read back is done.
  const kept = await readFile(file);
  if (createHash('sha256').update(kept).digest('hex') !== sha256)
    throw new Error(`${file} was not kept as written`);
  return sha256;
}

interface Options {
  readonly folder: string;
  readonly home: RenderedHome;
  readonly rendered: AsyncIterable<RoundFile>;
  readonly onFile: (file: RoundFile) => void | Promise<void>;
}

export async function writeRendered({ folder, home, rendered, onFile }: Options): Promise<Manifest> {
  await mkdir(folder, { recursive: true });
  // An old manifest must not vouch for new files while they are being written.
  await rm(path.join(folder, MANIFEST), { force: true });
  const files: ManifestFile[] = [];
  const failures: Manifest['failures'][number][] = [];
  for await (const made of rendered) {
    const { kind, agencyName: agency, format, fileName: file } = made;
    if (made.ok) {
      const sha256 = await writeWhole(path.join(folder, file), made.bytes);
      files.push({ file, kind, agency, format, bytes: made.bytes.byteLength, pages: made.pages, sha256 });
    } else {
      const { code, fields, detail } = made.error;
      const error: ErrorValue = {
        code,
        ...(fields === undefined ? {} : { fields }),
        ...(detail === undefined ? {} : { detail }),
      };
      failures.push({ file, kind, agency, format, error });
    }
    await onFile(made);
  }
  const manifest: Manifest = { ...home, files, failures };
  await writeWhole(path.join(folder, MANIFEST), Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
  return manifest;
}
