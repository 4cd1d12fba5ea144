/**
 * The container of a work file: a zip of one JSON text, the files of evidence under their digests, and a manifest in the
 * form of `sha256sum -c`. Written piece by piece; read only when every byte is accounted for. Knows no table.
 */
import { hash } from 'node:crypto';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { AppError } from '../../core/contract/error.ts';
import { canonicalJson } from '../../core/exchange/canonical-json.ts';
import { type WorkFile, workFile } from '../../core/exchange/work-file.ts';
import { openZip } from '../spreadsheet/zip.ts';

/** A visit with a few hundred photos; more than a member carries. */
export const WORK_FILE_LIMIT = 500 * 1024 * 1024;

const TEXT = 'work.json';
const MANIFEST = 'manifest-sha256.txt';
const EVIDENCE = /^evidence\/([0-9a-f]{64})$/;
const sha256 = (bytes: Uint8Array) => hash('sha256', bytes, 'hex');

/** The parts of the file, in order, as they are made. */
export async function* writeWork(
  file: WorkFile,
  readEvidence: (sha256: string) => Uint8Array,
): AsyncGenerator<Uint8Array> {
  const made: Uint8Array[] = [];
  let failure: Error | null = null;
  const zip = new Zip((error, chunk) => {
    if (error) failure = error;
    else made.push(chunk);
  });
  const lines: string[] = [];
  const add = (name: string, bytes: Uint8Array, packed: boolean) => {
    const part = packed ? new ZipDeflate(name, { level: 6 }) : new ZipPassThrough(name);
    part.mtime = new Date(1980, 0, 1);
    zip.add(part);
    part.push(bytes, true);
    if (name !== MANIFEST) lines.push(`${sha256(bytes)}  ${name}\n`);
    if (failure !== null) throw failure;
  };
  add(TEXT, new TextEncoder().encode(canonicalJson(file)), true);
  yield* made.splice(0);
  for (const { sha256: name } of file.evidence) {
    // Photos are packed already.
    add(`evidence/${name}`, readEvidence(name), false);
    yield* made.splice(0);
    // Other work of this thread goes on between two files.
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  add(MANIFEST, new TextEncoder().encode(lines.join('')), true);
  zip.end();
  yield* made.splice(0);
}

export interface ReadWork {
  readonly file: WorkFile;
  /** The bytes of one file of evidence, checked against their name. */
  evidence(sha256: string): Buffer;
}

/** FILE_NOT_WORK where it is something else or was changed, FILE_BROKEN where it is no whole container. */
export function readWork(bytes: Buffer): ReadWork {
  const zip = openZip(bytes, WORK_FILE_LIMIT);
  const text = zip.read(TEXT);
  const manifest = zip.read(MANIFEST)?.toString('utf8');
  if (text === undefined || manifest === undefined) throw new AppError('FILE_NOT_WORK');
  const expected = new Map(
    manifest
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => [line.slice(66), line.slice(0, 64)]),
  );
  const names = zip.names().filter((name) => name !== MANIFEST);
  const known = names.every((name) => (name === TEXT || EVIDENCE.test(name)) && expected.has(name));
  if (!known || names.length !== expected.size || new Set(names).size !== names.length) {
    throw new AppError('FILE_NOT_WORK');
  }
  if (expected.get(TEXT) !== sha256(text)) throw new AppError('FILE_NOT_WORK');
  const parsed = workFile.safeParse(parseJson(text.toString('utf8')));
  if (!parsed.success) throw new AppError('FILE_NOT_WORK', { cause: parsed.error });
  const file = parsed.data;
  const listed = new Set(file.evidence.map((one) => `evidence/${one.sha256}`));
  if (listed.size !== names.length - 1 || names.some((name) => name !== TEXT && !listed.has(name))) {
    throw new AppError('FILE_NOT_WORK');
  }
  return {
    file,
    evidence(name) {
      const content = zip.read(`evidence/${name}`);
      if (content === undefined || sha256(content) !== name) throw new AppError('FILE_NOT_WORK');
      return content;
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AppError('FILE_NOT_WORK', { cause: error });
  }
}
