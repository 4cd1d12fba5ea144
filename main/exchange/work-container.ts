/**
 * The container of a work file: the one of packages (age around a zip of one form around a BagIt bag, signed inside), with
 * one JSON text and the files of evidence under their digests. On its way out it is sealed with words, on its way back for
 * the PC that handed it out; signed both times with the one-time key of the hand-out. Knows no table.
 */
import { hash, randomUUID } from 'node:crypto';
import { closeSync, fstatSync, openSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { AppError } from '../../core/contract/error.ts';
import { canonicalJson } from '../../core/exchange/canonical-json.ts';
import { BAGIT_TEXT } from '../../core/exchange/package/bag.ts';
import {
  BAG_INFO,
  BAGIT,
  MANIFEST,
  ROOT,
  SIGNATURE,
  TAG_MANIFEST,
} from '../../core/exchange/package/entry-names.ts';
import { makeKeys, sign, verify } from '../../core/exchange/package/minisign.ts';
import {
  centralHeader,
  endRecords,
  localHeader,
  localHeaderLength,
  type ZipEntry,
} from '../../core/exchange/package/zip-form.ts';
import { type WorkFile, workFile } from '../../core/exchange/work-file.ts';
import { type Seal, sealStream, type Unseal, unsealStream } from './age-file.ts';
import { openZipFile, type ZipFile } from './zip-file.ts';

/** A visit with a few hundred photos; more than a member carries. */
export const WORK_FILE_LIMIT = 500 * 1024 * 1024;
/** Of words that a machine has drawn: enough for 60 bits, and a laptop opens them at once. */
const SCRYPT_WORK = 14;
const ENTRIES = 10_010;
const NAME_LENGTH = 120;
const TEXT_LIMIT = 64 * 1024;

const WORK = 'data/work.json';
const EVIDENCE = /^data\/evidence\/([0-9a-f]{64})$/;
const sha256 = (bytes: Uint8Array) => hash('sha256', bytes, 'hex');
const sha512 = (bytes: Uint8Array) => hash('sha512', bytes, 'hex');
const utf8 = (text: string) => new TextEncoder().encode(text);

const infoText = (file: WorkFile, signPublic: string) =>
  `External-Identifier: ${file.handoutId}\nCchc-Profile: kiem-tra-cchc.work\nCchc-Version: ${file.version}\n` +
  `Cchc-Kind: ${file.kind}\nCchc-Sign-Key: ${signPublic}\n`;
const commentOf = (file: WorkFile) => `handout=${file.handoutId}; kind=${file.kind}`;
const linesOf = (digests: ReadonlyMap<string, string>) =>
  [...digests].map(([name, digest]) => `${digest}  ${name}\n`).join('');

async function* bagOf(
  file: WorkFile,
  readEvidence: (sha256: string) => Uint8Array,
  signSeed: Uint8Array,
): AsyncGenerator<Uint8Array> {
  const entries: ZipEntry[] = [];
  let offset = 0;
  function* put(name: string, bytes: Uint8Array) {
    const entry = { name: ROOT + name, size: bytes.length, crc: crc32(bytes), offset };
    entries.push(entry);
    offset += localHeaderLength(entry.name, entry.size) + entry.size;
    yield localHeader(entry);
    if (bytes.length > 0) yield bytes;
  }
  const tags = new Map<string, string>();
  const payload = new Map<string, string>();
  const { signPublic } = makeKeys(signSeed);
  for (const [name, text] of [
    [BAGIT, BAGIT_TEXT],
    [BAG_INFO, infoText(file, signPublic)],
  ] as const) {
    tags.set(name, sha512(utf8(text)));
    yield* put(name, utf8(text));
  }
  const work = utf8(canonicalJson(file));
  payload.set(WORK, sha512(work));
  yield* put(WORK, work);
  for (const one of file.evidence) {
    const bytes = readEvidence(one.sha256);
    const name = `data/evidence/${one.sha256}`;
    payload.set(name, sha512(bytes));
    yield* put(name, bytes);
    // Other work of this thread goes on between two files.
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  const manifest = utf8(linesOf(payload));
  tags.set(MANIFEST, sha512(manifest));
  yield* put(MANIFEST, manifest);
  const tagManifest = utf8(linesOf(tags));
  yield* put(TAG_MANIFEST, tagManifest);
  yield* put(SIGNATURE, utf8(sign(signSeed, tagManifest, commentOf(file))));
  const directory = entries.map((entry) => centralHeader(entry));
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  yield* directory;
  yield endRecords({ count: entries.length, size, offset });
}

/** The parts of the sealed file, in order, as they are made. */
export async function* writeWork(
  file: WorkFile,
  readEvidence: (sha256: string) => Uint8Array,
  keys: { readonly signSeed: Uint8Array; readonly seal: Seal },
): AsyncGenerator<Uint8Array> {
  const { chunks } = await sealStream(bagOf(file, readEvidence, keys.signSeed), keys.seal, SCRYPT_WORK);
  yield* chunks;
}

export interface ReadWork {
  readonly file: WorkFile;
  /** The public key whose signature holds; whose it is, the caller knows. */
  readonly signedBy: string;
  /** The bytes of one file of evidence, checked against their name. */
  evidence(sha256: string): Buffer;
  /** Nothing of it stays on the disk. */
  close(): void;
}

/**
 * FILE_NOT_WORK where it is something else, was changed, or is sealed for another PC; WRONG_PASSPHRASE where the words are
 * wrong or missing. Everything but the evidence has been checked when it returns.
 */
export async function readWork(bytes: Uint8Array, unseal: Unseal, workFolder: string): Promise<ReadWork> {
  const file = path.join(workFolder, `${randomUUID()}.work`);
  let descriptor: number | undefined;
  const close = () => {
    if (descriptor !== undefined) closeSync(descriptor);
    descriptor = undefined;
    rmSync(file, { force: true });
  };
  try {
    await unpack(bytes, unseal, file);
    descriptor = openSync(file, 'r');
    const zip = openZipFile(descriptor, fstatSync(descriptor).size, {
      entries: ENTRIES,
      nameLength: NAME_LENGTH,
    });
    return { ...check(zip), close };
  } catch (error) {
    close();
    throw faultOf(error);
  }
}

async function unpack(bytes: Uint8Array, unseal: Unseal, file: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    let size = 0;
    async function* whole() {
      yield bytes;
    }
    for await (const piece of unsealStream(whole(), { ...unseal, scryptWork: SCRYPT_WORK })) {
      size += piece.length;
      if (size > WORK_FILE_LIMIT) throw new AppError('TOO_LARGE', { detail: { limit: WORK_FILE_LIMIT } });
      await handle.writeFile(piece);
    }
  } finally {
    await handle.close();
  }
}

function check(zip: ZipFile): Omit<ReadWork, 'close'> {
  const byName = new Map(zip.entries.map((entry) => [entry.name, entry]));
  const names = zip.entries.map(({ name }) => name.slice(ROOT.length));
  const fixed = [BAGIT, BAG_INFO, WORK];
  const end = [MANIFEST, TAG_MANIFEST, SIGNATURE];
  const listed = names.slice(fixed.length, names.length - end.length);
  const inForm =
    byName.size === names.length &&
    zip.entries.every(({ name }) => name.startsWith(ROOT)) &&
    canonicalJson(names) === canonicalJson([...fixed, ...listed, ...end]) &&
    listed.every((name) => EVIDENCE.test(name));
  if (!inForm) throw new AppError('FILE_NOT_WORK');
  const read = (name: string, limit = WORK_FILE_LIMIT): Buffer => {
    const entry = byName.get(ROOT + name);
    if (entry === undefined || entry.size > limit) throw new AppError('FILE_NOT_WORK');
    const content = Buffer.concat([...zip.pieces(entry)]);
    if (crc32(content) !== entry.crc) throw new AppError('FILE_NOT_WORK');
    return content;
  };
  const text = read(WORK);
  const parsed = workFile.safeParse(JSON.parse(text.toString('utf8')));
  if (!parsed.success) throw new AppError('FILE_NOT_WORK', { cause: parsed.error });
  const file = parsed.data;
  const info = read(BAG_INFO, TEXT_LIMIT).toString('utf8');
  const signedBy = /^Cchc-Sign-Key: (\S+)$/m.exec(info)?.[1] ?? '';
  const manifest = read(MANIFEST, TEXT_LIMIT * 64);
  const tagManifest = read(TAG_MANIFEST, TEXT_LIMIT);
  const digests = new Map(
    manifest
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => [line.slice(130), line.slice(0, 128)]),
  );
  const tags = new Map([
    [BAGIT, sha512(utf8(BAGIT_TEXT))],
    [BAG_INFO, sha512(utf8(infoText(file, signedBy)))],
    [MANIFEST, sha512(manifest)],
  ]);
  const evidence = file.evidence.map(({ sha256: name }) => `data/evidence/${name}`);
  // The texts are made again from what was read: one form, and nothing beside it.
  const holds =
    read(BAGIT, TEXT_LIMIT).equals(utf8(BAGIT_TEXT)) &&
    info === infoText(file, signedBy) &&
    manifest.equals(utf8(linesOf(digests))) &&
    canonicalJson([...digests.keys()]) === canonicalJson([WORK, ...evidence]) &&
    canonicalJson(listed) === canonicalJson(evidence) &&
    digests.get(WORK) === sha512(text) &&
    tagManifest.equals(utf8(linesOf(tags)));
  const signed = verify(signedBy, tagManifest, read(SIGNATURE, TEXT_LIMIT).toString('utf8'));
  if (!holds || signed?.trustedComment !== commentOf(file)) throw new AppError('FILE_NOT_WORK');
  return {
    file,
    signedBy,
    evidence(name) {
      const content = read(`data/evidence/${name}`);
      if (sha256(content) !== name || sha512(content) !== digests.get(`data/evidence/${name}`)) {
        throw new AppError('FILE_NOT_WORK');
      }
      return content;
    },
  };
}

/** In the words of a work file: what a package would be told is told of this one. */
function faultOf(error: unknown): unknown {
  if (error instanceof SyntaxError) return new AppError('FILE_NOT_WORK', { cause: error });
  if (!(error instanceof AppError)) return error;
  if (error.code === 'PACKAGE_NOT_FOR_US') {
    const sealedFor = error.detail?.['sealedFor'];
    if (sealedFor === 'passphrase') return new AppError('WRONG_PASSPHRASE', { cause: error });
    // Sealed for the PC that handed it out: whoever opens it elsewhere is told where to go with it.
    return new AppError('FILE_NOT_WORK', { cause: error, detail: { sealedFor: 'recipients' } });
  }
  return error.code.startsWith('PACKAGE_') ? new AppError('FILE_NOT_WORK', { cause: error }) : error;
}
