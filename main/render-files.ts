/**
 * Writes the files of `render` and their manifest. A file is whole or absent: written beside, moved, read back and
 * compared before it counts as done. What could not be made is listed as a failure and does not stop the others.
 */
import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { ErrorValue } from '../core/contract/error.ts';

export interface RenderedFile {
  /** Tells documents apart whose agencies bear the same name. */
  readonly key: string;
  readonly kind: string;
  /** Null for the collective notice. */
  readonly agency: string | null;
  readonly format: string;
  /** The bytes, or why there are none. */
  readonly result:
    | { readonly ok: true; readonly bytes: Uint8Array; readonly pages: number | null }
    | { readonly ok: false; readonly error: ErrorValue };
}

export interface ManifestFile {
  readonly file: string;
  readonly kind: string;
  readonly agency: string | null;
  readonly format: string;
  readonly bytes: number;
  readonly pages: number | null;
  readonly sha256: string;
}

export interface Manifest {
  readonly planId: string;
  readonly files: readonly ManifestFile[];
  readonly failures: readonly {
    readonly kind: string;
    readonly agency: string | null;
    readonly format: string;
    readonly error: ErrorValue;
  }[];
}

const KIND_NAMES: Readonly<Record<string, string>> = {
  agency_notice: 'thong-bao',
  collective_notice: 'thong-bao-chung',
  minutes: 'bien-ban',
};
const NAME_LIMIT = 80;

/** Letters and digits that every file system and every zip program keeps: `UBND xã Tân Phước` → `ubnd-xa-tan-phuoc`. */
export function plainName(text: string): string {
  return text
    .replace(/[đĐ]/g, 'd')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, NAME_LIMIT)
    .replace(/^-|-$/g, '');
}

/** `03-thong-bao-ubnd-xa-tan-phuoc.pdf`: numbered in the order of the round, the same number for all formats. */
export function fileNameOf(
  number: number,
  { kind, agency, format }: Pick<RenderedFile, 'kind' | 'agency' | 'format'>,
): string {
  const parts = [
    String(number).padStart(2, '0'),
    KIND_NAMES[kind] ?? plainName(kind),
    plainName(agency ?? ''),
  ];
  return `${parts.filter((part) => part !== '').join('-')}.${format}`;
}

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
  readonly planId: string;
  readonly rendered: AsyncIterable<RenderedFile>;
  readonly onWritten: (file: string) => void | Promise<void>;
}

export async function writeRendered({ folder, planId, rendered, onWritten }: Options): Promise<Manifest> {
  await mkdir(folder, { recursive: true });
  // An old manifest must not vouch for new files while they are being written.
  await rm(path.join(folder, 'manifest.json'), { force: true });
  const files: ManifestFile[] = [];
  const failures: Manifest['failures'][number][] = [];
  const numbers = new Map<string, number>();
  for await (const { key, kind, agency, format, result } of rendered) {
    const number = numbers.get(key) ?? numbers.size + 1;
    numbers.set(key, number);
    if (!result.ok) {
      failures.push({ kind, agency, format, error: result.error });
      continue;
    }
    const { bytes, pages } = result;
    const file = fileNameOf(number, { kind, agency, format });
    const sha256 = await writeWhole(path.join(folder, file), bytes);
    files.push({ file, kind, agency, format, bytes: bytes.byteLength, pages, sha256 });
    await onWritten(file);
  }
  const manifest: Manifest = { planId, files, failures };
  await writeWhole(path.join(folder, 'manifest.json'), Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
  return manifest;
}
