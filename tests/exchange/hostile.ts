/**
 * Packages that somebody has meddled with, on the way or before they were sealed. `judge` opens one as the application
 * does: it must be refused in the words of the contract, or say exactly what the original says.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { AppError } from '../../core/contract/error.ts';
import { canonicalJson } from '../../core/exchange/canonical-json.ts';
import { bagInfoText, manifestText, trustedComment } from '../../core/exchange/package/bag.ts';
import { compareEntries, readEntryName } from '../../core/exchange/package/entry-names.ts';
import { sign } from '../../core/exchange/package/minisign.ts';
import type { PackageHeader } from '../../core/exchange/package/types.ts';
import { sealStream, unsealStream } from '../../main/exchange/age-file.ts';
import {
  type OpenPackage,
  openPackage,
  openPlainPackage,
  packageFaults,
} from '../../main/exchange/package-reader.ts';
import { writePackage } from '../../main/exchange/package-writer.ts';
import { noProgress, recipient, sampleHeader, sampleInput, sender, stranger } from './package-sample.ts';

export interface Mutant {
  readonly name: string;
  /** `sealed`: the file as it lies on the stick; `plain`: what is inside of the seal. */
  readonly level: 'sealed' | 'plain';
  readonly bytes: Uint8Array;
}
export interface Original {
  readonly sealed: Buffer;
  readonly plain: Buffer;
  readonly content: string;
  readonly folder: string;
}

// ── The original ─────────────────────────────────────────────────────────────────────────────────────────

/** Everything that whoever opens a package is told. */
export async function contentOf(opened: OpenPackage): Promise<string> {
  const hash = createHash('sha256');
  const add = (value: unknown) => hash.update(canonicalJson(value)).update('\n');
  add([opened.header, opened.hash, opened.signedBy, opened.files, opened.criteria, opened.counts]);
  for (const form of opened.forms) {
    add(form);
    for (const row of opened.rows(form.name)) add(row);
  }
  for (const deletion of opened.deletions()) add(deletion);
  for (const line of opened.journal()) add(line);
  for (const file of opened.files) for await (const bytes of opened.openFile(file.sha256)) hash.update(bytes);
  return hash.digest('hex');
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
async function gathered(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

export async function unsealed(sealed: Uint8Array): Promise<Buffer> {
  return await gathered(
    unsealStream(once(sealed), { identities: [recipient.ageIdentity], passphrase: null }),
  );
}
export async function resealed(plain: Uint8Array, recipients = [recipient.ageRecipient]): Promise<Buffer> {
  return await gathered((await sealStream(once(plain), { recipients })).chunks);
}

export async function makeOriginal(folder: string): Promise<Original> {
  const input = sampleInput(folder);
  await writePackage(input);
  const sealed = readFileSync(input.target);
  const plain = await unsealed(sealed);
  rmSync(input.target);
  const bare = { sealed, plain, content: '', folder };
  const content = await judge({ name: 'original', level: 'sealed', bytes: sealed }, bare);
  return { ...bare, content };
}

// ── Judging ──────────────────────────────────────────────────────────────────────────────────────────────

const refusals: readonly string[] = packageFaults;

/**
 * The code of the refusal, or the digest of what was accepted. Throws where the program failed in another way, left a
 * file behind, or took something else for the original (whose `content` is not empty).
 */
export async function judge(mutant: Mutant, original: Original): Promise<string> {
  const place = path.join(original.folder, 'stick.cchc');
  const work = path.join(original.folder, 'work');
  mkdirSync(work, { recursive: true });
  writeFileSync(place, mutant.bytes);
  let verdict: string;
  try {
    const opened =
      mutant.level === 'plain'
        ? openPlainPackage({ path: place, progress: noProgress })
        : await openPackage({
            paths: [place],
            identities: [recipient.ageIdentity],
            passphrase: null,
            workFolder: work,
            progress: noProgress,
          });
    try {
      // Whoever is not in the list of trust is refused by the caller.
      verdict = opened.signedBy === sender.signPublic ? await contentOf(opened) : 'UNKNOWN_SENDER';
    } finally {
      opened.close();
    }
  } catch (error) {
    if (!(error instanceof AppError) || !refusals.includes(error.code)) {
      throw new Error(`${mutant.name}: ${String(error)}`, { cause: error });
    }
    verdict = error.code;
  }
  rmSync(place);
  const left = readdirSync(work);
  if (left.length > 0) throw new Error(`${mutant.name}: left behind: ${left.join(', ')}`);
  const refused = refusals.includes(verdict) || verdict === 'UNKNOWN_SENDER';
  if (!refused && original.content !== '' && verdict !== original.content) {
    throw new Error(`${mutant.name}: other content was accepted`);
  }
  return verdict;
}

// ── By chance ────────────────────────────────────────────────────────────────────────────────────────────

/** A number below `limit`, the same ones for the same seed. */
export function createDice(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

type Change = (bytes: Buffer, dice: (limit: number) => number) => Buffer;
const changes: Readonly<Record<string, Change>> = {
  flip(bytes, dice) {
    const changed = Buffer.from(bytes);
    changed[dice(changed.length)]! ^= 1 << dice(8);
    return changed;
  },
  byte(bytes, dice) {
    const changed = Buffer.from(bytes);
    changed[dice(changed.length)] = dice(256);
    return changed;
  },
  flips(bytes, dice) {
    const changed = Buffer.from(bytes);
    for (let count = 2 + dice(30); count > 0; count--) changed[dice(changed.length)]! ^= 1 << dice(8);
    return changed;
  },
  truncate: (bytes, dice) => bytes.subarray(0, dice(bytes.length)),
  behead: (bytes, dice) => bytes.subarray(1 + dice(bytes.length - 1)),
  insert(bytes, dice) {
    const at = dice(bytes.length + 1);
    const more = Buffer.from(Array.from({ length: 1 + dice(64) }, () => dice(256)));
    return Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)]);
  },
  remove(bytes, dice) {
    const at = dice(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + dice(64))]);
  },
  repeat(bytes, dice) {
    const at = dice(bytes.length);
    const end = Math.min(bytes.length, at + 1 + dice(400));
    return Buffer.concat([bytes.subarray(0, end), bytes.subarray(at)]);
  },
  swap(bytes, dice) {
    const [one, two] = [dice(bytes.length), dice(bytes.length)].toSorted((a, b) => a - b) as [number, number];
    const length = 1 + dice(Math.max(1, Math.min(200, two - one)));
    const changed = Buffer.from(bytes);
    bytes.copy(changed, one, two, Math.min(bytes.length, two + length));
    bytes.copy(changed, two, one, Math.min(two, one + length));
    return changed;
  },
  zeros(bytes, dice) {
    const changed = Buffer.from(bytes);
    const at = dice(changed.length);
    return changed.fill(0, at, Math.min(changed.length, at + 1 + dice(512)));
  },
};
const kinds = Object.keys(changes);

/** Endless; every fifth is changed on the stick, the others before they were sealed (a seal refuses nearly all itself). */
export function* mutations(original: Original, seed: number): Generator<Mutant, never> {
  const dice = createDice(seed);
  for (let count = 0; ; count++) {
    const level = count % 5 === 0 ? 'sealed' : 'plain';
    const kind = kinds[dice(kinds.length)]!;
    yield { name: `${seed}/${count} ${level} ${kind}`, level, bytes: changes[kind]!(original[level], dice) };
  }
}

// ── By hand ──────────────────────────────────────────────────────────────────────────────────────────────

export interface RawEntry {
  readonly name: string;
  readonly bytes: Buffer;
  /** What stands in the headers, where it is not the truth. */
  readonly local?: Partial<RawHeader>;
  readonly central?: Partial<RawHeader>;
  readonly both?: Partial<RawHeader>;
  /** Bytes after its data that nothing accounts for. */
  readonly slack?: Buffer;
}
interface RawHeader {
  readonly name: Buffer;
  readonly version: number;
  readonly flags: number;
  readonly method: number;
  readonly time: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly extra: Buffer;
  readonly comment: Buffer;
  readonly attributes: number;
  readonly offset: number;
  readonly disk: number;
}

/** A zip with whatever is said of it. */
export function rawZip(
  entries: readonly RawEntry[],
  about: { before?: Buffer; beforeDirectory?: Buffer; comment?: Buffer; after?: Buffer; count?: number } = {},
): Buffer {
  const parts: Buffer[] = [about.before ?? Buffer.alloc(0)];
  const directory: Buffer[] = [];
  let offset = parts[0]!.length;
  for (const entry of entries) {
    const truth: RawHeader = {
      name: Buffer.from(entry.name, 'utf8'),
      version: 20,
      flags: 0,
      method: 0,
      time: 0x210000,
      crc: crc32(entry.bytes),
      packed: entry.bytes.length,
      size: entry.bytes.length,
      extra: Buffer.alloc(0),
      comment: Buffer.alloc(0),
      attributes: 0,
      offset,
      disk: 0,
    };
    const local = { ...truth, ...entry.both, ...entry.local };
    const central = { ...truth, ...entry.both, ...entry.central };
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    writeCommon(head, 4, local);
    const part = Buffer.concat([head, local.name, local.extra, entry.bytes, entry.slack ?? Buffer.alloc(0)]);
    parts.push(part);
    offset += part.length;
    const record = Buffer.alloc(46);
    record.writeUInt32LE(0x02014b50, 0);
    record.writeUInt16LE(central.version, 4);
    writeCommon(record, 6, central);
    record.writeUInt16LE(central.comment.length, 32);
    record.writeUInt16LE(central.disk, 34);
    record.writeUInt32LE(central.attributes, 38);
    record.writeUInt32LE(central.offset, 42);
    directory.push(Buffer.concat([record, central.name, central.extra, central.comment]));
  }
  const gap = about.beforeDirectory ?? Buffer.alloc(0);
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(about.count ?? entries.length, 8);
  end.writeUInt16LE(about.count ?? entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset + gap.length, 16);
  end.writeUInt16LE(about.comment?.length ?? 0, 20);
  return Buffer.concat([
    ...parts,
    gap,
    central,
    end,
    about.comment ?? Buffer.alloc(0),
    about.after ?? Buffer.alloc(0),
  ]);
}

function writeCommon(head: Buffer, at: number, values: RawHeader): void {
  head.writeUInt16LE(values.version, at);
  head.writeUInt16LE(values.flags, at + 2);
  head.writeUInt16LE(values.method, at + 4);
  head.writeUInt32LE(values.time, at + 6);
  head.writeUInt32LE(values.crc, at + 10);
  head.writeUInt32LE(values.packed, at + 14);
  head.writeUInt32LE(values.size, at + 18);
  head.writeUInt16LE(values.name.length, at + 22);
  head.writeUInt16LE(values.extra.length, at + 24);
}

/** What stands in the zip of the original, by path below `bag/`. */
export function entriesOf(plain: Buffer): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  let at = 0;
  while (plain.readUInt32LE(at) === 0x04034b50) {
    const size = plain.readUInt32LE(at + 18);
    const begin = at + 30 + plain.readUInt16LE(at + 26);
    found.set(plain.toString('latin1', at + 34, begin), plain.subarray(begin, begin + size));
    at = begin + size;
  }
  return found;
}

export interface BagChange {
  /** Into the payload or beside it; null takes it away. */
  readonly files?: Readonly<Record<string, string | Buffer | null>>;
  /** The head that bag-info.txt and the trusted comment are made of. */
  readonly header?: Partial<PackageHeader>;
  readonly trusted?: string;
  readonly seed?: Uint8Array;
  /** Applied last, after everything was made to fit. */
  readonly after?: (files: Map<string, Buffer>) => void;
  /** Tables whose facts in the description are left as they were. */
  readonly keepDescription?: boolean;
  readonly manifest?: (text: string) => string;
}

const sha512 = (bytes: Uint8Array) => createHash('sha512').update(bytes).digest('hex');

/** The bag changed and made to fit again, signed as an office with a changed program would. */
export function rebuilt(original: Original, change: BagChange): Map<string, Buffer> {
  const files = entriesOf(original.plain);
  for (const [name, content] of Object.entries(change.files ?? {})) {
    if (content === null) files.delete(name);
    else files.set(name, Buffer.from(content as string));
  }
  if (change.keepDescription !== true) describeAgain(files, entriesOf(original.plain));
  const payload = [...files.keys()].filter((name) => name.startsWith('data/')).toSorted(inOrder);
  const bytes = payload.reduce((sum, name) => sum + files.get(name)!.length, 0);
  const header = sampleHeader(change.header);
  if (change.files?.['bag-info.txt'] === undefined) {
    files.set('bag-info.txt', Buffer.from(bagInfoText(header, { bytes, files: payload.length })));
  }
  const manifest = manifestText(payload.map((name) => ({ path: name, sha512: sha512(files.get(name)!) })));
  files.set('manifest-sha512.txt', Buffer.from(change.manifest?.(manifest) ?? manifest));
  const tags = ['bagit.txt', 'bag-info.txt', 'manifest-sha512.txt'].filter((name) => files.has(name));
  const tagText = manifestText(tags.map((name) => ({ path: name, sha512: sha512(files.get(name)!) })));
  files.set('tagmanifest-sha512.txt', Buffer.from(tagText));
  const comment = change.trusted ?? trustedComment(header);
  files.set(
    'tagmanifest-sha512.txt.minisig',
    Buffer.from(sign(change.seed ?? sender.signSeed, Buffer.from(tagText), comment)),
  );
  change.after?.(files);
  return files;
}

/** Sizes, digests and numbers of rows in the description, so that only what is meant to be wrong is. */
function describeAgain(files: Map<string, Buffer>, before: ReadonlyMap<string, Buffer>): void {
  const text = files.get('data/datapackage.json')?.toString();
  if (text === undefined) return;
  const value = JSON.parse(text) as {
    resources: { path: string; bytes: number; hash: string; rows: number }[];
  };
  for (const resource of value.resources) {
    const bytes = files.get(`data/${resource.path}`);
    if (bytes === undefined) continue;
    if (resource.hash === `sha512:${sha512(bytes)}`) continue;
    resource.bytes = bytes.length;
    resource.hash = `sha512:${sha512(bytes)}`;
    resource.rows += linesIn(bytes) - linesIn(before.get(`data/${resource.path}`)!);
  }
  files.set('data/datapackage.json', Buffer.from(`${canonicalJson(value)}\n`));
}

const linesIn = (bytes: Buffer) => bytes.toString('latin1').split('\n').length;

function inOrder(left: string, right: string): number {
  if (readEntryName(left) !== null && readEntryName(right) !== null) return compareEntries(left, right);
  return left < right ? -1 : 1;
}

export function zipped(
  files: ReadonlyMap<string, Buffer>,
  edit: (entry: RawEntry) => RawEntry = (entry) => entry,
  about: Parameters<typeof rawZip>[1] = {},
): Buffer {
  const names = [...files.keys()].toSorted(
    (left, right) => rankOf(left) - rankOf(right) || inOrder(left, right),
  );
  return rawZip(
    names.map((name) => edit({ name: `bag/${name}`, bytes: files.get(name)! })),
    about,
  );
}
function rankOf(name: string): number {
  return readEntryName(name)?.rank ?? 7.5;
}

/** Each has one thing that is wrong, and everything else as it must be: digests and the signature of the sender hold. */
export function crafted(original: Original): readonly Mutant[] {
  const mutants: Mutant[] = [];
  const plain = (name: string, bytes: Uint8Array) => mutants.push({ name, level: 'plain', bytes });
  const bag = (name: string, change: BagChange) => plain(name, zipped(rebuilt(original, change)));
  const whole = entriesOf(original.plain);
  const VISIT = 'bag/data/tables/visit.csv';
  const zip = (name: string, edit: (entry: RawEntry) => Partial<RawEntry> | null, on = VISIT) =>
    plain(
      name,
      zipped(whole, (entry) => (entry.name === on ? { ...entry, ...edit(entry) } : entry)),
    );

  // the container
  const evil = Buffer.from('x');
  for (const name of [
    '../evil',
    '../../evil.txt',
    '/etc/passwd',
    'C:\\evil',
    'C:evil',
    '\\\\server\\share\\x',
    'bag/../../evil',
    'bag/data/evidence/..\\evil',
    `bag/data/evidence/${'a'.repeat(64)}.jpg:stream`,
    'bag/data/tables/con.csv',
    'bag/data/tables/nul.csv',
    'bag/data/tables/com1.csv',
    'bag/data/tables/lpt9.csv',
    'bag/data/tables/Visit.csv',
    'bag/data/tables/VISIT.CSV',
    'bag/data/tables/visit.csv ',
    'bag/data/tables/visit.csv.',
    'bag/data/tables/vie\u0323t.csv',
    'bag/data/tables/\u0000.csv',
    'bag/data/tables/a/b.csv',
    'bag//data/tables/x.csv',
    'bag/fetch.txt',
    'bag/data/evidence/',
    'bag/',
    '',
    'mimetype',
    `bag/data/tables/${'x'.repeat(300)}.csv`,
    `bag/data/criteria/CON@${'0'.repeat(64)}.json`,
    'bag/data/journal/2.ndjson',
    'bag/manifest-md5.txt',
    'bag/tagmanifest-sha256.txt',
  ]) {
    plain(
      `name ${JSON.stringify(name)}`,
      zipped(new Map([...whole, ['~', evil]]), (entry) =>
        entry.name === 'bag/~' ? { ...entry, name } : entry,
      ),
    );
    zip(`renamed ${JSON.stringify(name)}`, () => ({ name }));
  }
  const list = [...whole].map(([name, bytes]): RawEntry => ({ name: `bag/${name}`, bytes }));
  const visit = list.find(({ name }) => name === VISIT)!;
  plain('a name twice', rawZip(list.flatMap((entry) => (entry === visit ? [entry, entry] : [entry]))));
  plain('a name twice, other content', rawZip([...list, { name: VISIT, bytes: evil }]));
  plain('another order', rawZip(list.toReversed()));
  for (const left of list) plain(`without ${left.name}`, rawZip(list.filter((entry) => entry !== left)));
  plain('no entry', rawZip([]));
  plain('another count', rawZip(list, { count: list.length + 1 }));
  plain('a comment', rawZip(list, { comment: Buffer.from('hello') }));
  plain('bytes after it', rawZip(list, { after: Buffer.from('PK') }));
  plain('a second zip after it', rawZip(list, { after: rawZip([{ name: 'bag/x', bytes: evil }]) }));
  plain('bytes before it', rawZip(list, { before: Buffer.from('#!/bin/sh\n') }));
  plain('bytes before the directory', rawZip(list, { beforeDirectory: Buffer.alloc(16) }));
  const deflated = (entry: RawEntry) => {
    const packed = deflateRawSync(entry.bytes);
    const both = { method: 8, packed: packed.length, size: entry.bytes.length, crc: crc32(entry.bytes) };
    return { bytes: packed, both };
  };
  zip('compressed', deflated);
  zip('a bomb', () => {
    const bytes = Buffer.alloc(20 * 1024 * 1024);
    return deflated({ ...visit, bytes });
  });
  zip('compressed, told so by the directory alone', (entry) => ({ central: deflated(entry).both }));
  zip('a link', () => ({ central: { attributes: 0xa1ff0000 } }));
  zip('a folder', () => ({ central: { attributes: 0x10 } }));
  zip('slack', () => ({ slack: Buffer.alloc(7) }));
  zip('an extra field', () => ({ both: { extra: Buffer.from([0x55, 0x54, 1, 0, 0]) } }));
  zip('an extra field of the local header', () => ({ local: { extra: Buffer.from([0x55, 0x54, 1, 0, 0]) } }));
  zip('an extra field of the directory', () => ({ central: { extra: Buffer.from([0x55, 0x54, 1, 0, 0]) } }));
  zip('a comment of an entry', () => ({ central: { comment: Buffer.from('x') } }));
  zip('encrypted', () => ({ both: { flags: 1 } }));
  zip('sizes behind the data', () => ({ both: { flags: 8 } }));
  zip('names in UTF-8', () => ({ both: { flags: 0x800 } }));
  zip('another time', () => ({ both: { time: 0x5a210000 } }));
  zip('another version', () => ({ both: { version: 45 } }));
  zip('another disk', () => ({ central: { disk: 1 } }));
  zip('another name in the directory', () => ({
    central: { name: Buffer.from('bag/data/tables/visot.csv') },
  }));
  zip('another name before the data', () => ({ local: { name: Buffer.from('bag/data/tables/visot.csv') } }));
  zip('another checksum', () => ({ both: { crc: 1 } }));
  zip('another checksum before the data', () => ({ local: { crc: 1 } }));
  zip('a claimed size', () => ({ both: { size: 0xfffffff0, packed: 0xfffffff0 } }));
  zip('a claimed size of 4 GiB', () => ({ both: { size: 0xffffffff, packed: 0xffffffff } }));
  zip('a claimed size of zip64', () => {
    const extra = Buffer.alloc(20);
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(16, 2);
    extra.writeBigUInt64LE(2n ** 60n, 4);
    extra.writeBigUInt64LE(2n ** 60n, 12);
    return { both: { size: 0xffffffff, packed: 0xffffffff, extra, version: 45 } };
  });
  zip('a size too small', (entry) => ({
    both: { size: entry.bytes.length - 1, packed: entry.bytes.length - 1 },
  }));
  zip('two sizes', (entry) => ({ both: { size: entry.bytes.length - 1 } }));
  zip('lies over another entry', () => ({ central: { offset: 0 } }));

  // the bag
  bag('fetch.txt', { files: { 'fetch.txt': 'https://example.invalid/x 1 data/x\n' } });
  const other = '0'.repeat(64);
  const extra = `data/evidence/${createHash('sha256').update('y').digest('hex')}.jpg`;
  bag('a file that no row names', { files: { [extra]: 'y' } });
  bag('a file beside the manifest', {
    files: { [extra]: 'y' },
    manifest: (text) => text.replace(/^.*\.jpg\n/mu, ''),
  });
  bag('a line too many', { manifest: (text) => `${text}${'0'.repeat(128)}  data/evidence/${other}.jpg\n` });
  bag('a line too few', { manifest: (text) => text.split('\n').slice(1).join('\n') });
  bag('a wrong digest', {
    manifest: (text) => text.replace(/^[0-9a-f]/u, (digit) => (digit === '0' ? '1' : '0')),
  });
  bag('digests in capitals', {
    manifest: (text) => text.replace(/^[0-9a-f]+/gmu, (hex) => hex.toUpperCase()),
  });
  bag('a manifest with CRLF', { manifest: (text) => text.replaceAll('\n', '\r\n') });
  bag('a manifest with *', { manifest: (text) => text.replaceAll('  ', ' *') });
  const change = (name: string, edit: (text: string) => string) => (files: Map<string, Buffer>) =>
    files.set(name, Buffer.from(edit(files.get(name)!.toString())));
  const MINISIG = 'tagmanifest-sha512.txt.minisig';
  bag('unsigned', { after: change(MINISIG, () => '') });
  bag('signed by another key', { seed: stranger.signSeed });
  bag('another untrusted comment', {
    after: change(MINISIG, (text) => text.replace('kiem-tra-cchc', 'xin chao')),
  });
  bag('a line after the signature', { after: change(MINISIG, (text) => `${text}x\n`) });
  bag('a signature without its end', { after: change(MINISIG, (text) => text.trimEnd()) });
  bag('the signature twice', { after: change(MINISIG, (text) => text + text) });
  bag('another trusted comment', { trusted: trustedComment(sampleHeader({ seq: 2 })) });
  bag('the trusted comment of another recipient', {
    trusted: trustedComment(sampleHeader({ recipientOfficeId: stranger.officeId })),
  });
  bag('an empty trusted comment', { trusted: '' });
  bag('a trusted comment changed after it was signed', {
    after: change(MINISIG, (text) => text.replace('seq=1', 'seq=2')),
  });
  bag('signed anew by a stranger under his own key', {
    header: { sender: { ...sampleHeader().sender, signPublic: stranger.signPublic } },
    seed: stranger.signSeed,
  });
  bag('the signature of another package', {
    after: (files) => files.set(MINISIG, rebuilt(original, { header: { seq: 7 } }).get(MINISIG)!),
  });
  bag('a later form', {
    files: { 'bag-info.txt': info(whole, (text) => text.replace('Version: 1', 'Version: 2')) },
  });
  for (const [name, edit] of Object.entries<(text: string) => string>({
    'a label twice': (text) => `${text}Cchc-Sequence: 2\n`,
    'an unknown label': (text) => `${text}Contact-Name: x\n`,
    'another order of labels': (text) => text.trimEnd().split('\n').toReversed().join('\n') + '\n',
    CRLF: (text) => text.replaceAll('\n', '\r\n'),
    'a folded line': (text) => text.replace('huyện ', 'huyện\n '),
    'another Oxum': (text) => text.replace(/Oxum: \d+/u, 'Oxum: 1'),
    'a name that is not NFC': (text) => text.normalize('NFD'),
    'no sequence': (text) => text.replace(/Cchc-Sequence: .*\n/u, ''),
    'a sequence of zero': (text) => text.replace('Cchc-Sequence: 1', 'Cchc-Sequence: 0'),
    'a sequence with a zero before it': (text) => text.replace('Cchc-Sequence: 1', 'Cchc-Sequence: 01'),
    'another profile': (text) => text.replace('kiem-tra-cchc.package', 'other.package'),
    'a mark of the byte order': (text) => `\uFEFF${text}`,
    nothing: () => '',
  })) {
    bag(`bag-info: ${name}`, { files: { 'bag-info.txt': info(whole, edit) } });
  }
  bag('bag-info: not UTF-8', { files: { 'bag-info.txt': Buffer.from([0xff, 0xfe, 0x41]) } });
  bag('bagit.txt of another version', { files: { 'bagit.txt': 'BagIt-Version: 0.97\n' } });

  // the description
  const DESCRIPTION = 'data/datapackage.json';
  const description = (name: string, edit: (value: Described) => unknown) => {
    const value = JSON.parse(whole.get(DESCRIPTION)!.toString()) as Described;
    bag(`description: ${name}`, {
      files: { [DESCRIPTION]: JSON.stringify(edit(value) ?? value) },
      keepDescription: true,
    });
  };
  const visitOf = (value: Described) => value.resources.find(({ name }) => name === 'visit')!;
  const columnsOf = (value: Described) => visitOf(value).schema.fields;
  bag('description: no JSON', {
    files: { [DESCRIPTION]: '{' },
    after: () => undefined,
    keepDescription: true,
  });
  description('a list', () => []);
  description('no tables', (value) => ({ ...value, resources: [] }));
  description('a table less', (value) => ({ ...value, resources: value.resources.slice(1) }));
  description('a table twice', (value) => ({ ...value, resources: [...value.resources, visitOf(value)] }));
  description('a table that is not there', (value) => {
    value.resources.push({ ...visitOf(value), name: 'team', path: 'tables/team.csv' });
  });
  description('another path', (value) => void (visitOf(value).path = '../../etc/passwd'));
  description(
    'an address for a path',
    (value) => void (visitOf(value).path = 'https://example.invalid/x.csv'),
  );
  description('other rows', (value) => void (visitOf(value).rows += 1));
  description('other bytes', (value) => void (visitOf(value).bytes += 1));
  description('another digest', (value) => void (visitOf(value).hash = `sha512:${'0'.repeat(128)}`));
  description('a column less', (value) => void columnsOf(value).pop());
  description('a column more', (value) => void columnsOf(value).push({ name: 'more', type: 'string' }));
  description('a column twice', (value) => void columnsOf(value).push({ ...columnsOf(value)[3]! }));
  description('another order of columns', (value) => void columnsOf(value).reverse());
  description('the id in another place', (value) => void columnsOf(value).push(columnsOf(value).shift()!));
  description('a column of the language', (value) => void (columnsOf(value)[3]!.name = '__proto__'));
  description('a column of SQL', (value) => void (columnsOf(value)[3]!.name = 'x" FROM person --'));
  description('another type', (value) => void (columnsOf(value)[3]!.type = 'integer'));
  description('an unknown type', (value) => void (columnsOf(value)[3]!.type = 'geojson'));
  description('files of another form', (value) => {
    value.resources.find(({ name }) => name === 'files')!.schema.fields.pop();
  });

  // the rows
  const table = whole.get('data/tables/visit.csv')!.toString();
  const rows = (name: string, content: string | Buffer) =>
    bag(`rows: ${name}`, { files: { 'data/tables/visit.csv': content } });
  const [head, first, second] = table.split('\r\n') as [string, string, string];
  rows('nothing', '');
  rows('no header', `${first}\r\n`);
  rows('LF', table.replaceAll('\r\n', '\n'));
  rows('without the last line break', table.trimEnd());
  rows('an empty line', `${table}\r\n`);
  rows('a mark of the byte order', `\uFEFF${table}`);
  rows('not UTF-8', Buffer.concat([Buffer.from(table), Buffer.from([0xc3, 0x28, 13, 10])]));
  rows('needless quotes', table.replace(first, first.replace(/^[^,]+/u, '"$&"')));
  rows('a quote in a cell', table.replace('-150', '-15"0'));
  rows('an open quote', table.replace('-150', '"-150'));
  rows('a cell more', table.replace('-150', '-150,1'));
  rows('a cell less', table.replace(',-150', ''));
  rows('no number', table.replace('-150', 'x'));
  rows('a number with a point', table.replace('-150', '-1.5'));
  rows('a number with a plus', table.replace('-150', '+150'));
  rows('a number with a zero before it', table.replace('-150', '-0150'));
  rows('minus zero', table.replace('-150', '-0'));
  rows('too great a number', table.replace('-150', '99999999999999999999'));
  rows('a number with a space', table.replace('-150', ' -150'));
  rows('a row twice', `${head}\r\n${first}\r\n${first}\r\n${second}\r\n`);
  rows('no id', table.replace(/^018f[^,]*/mu, ''));
  rows('an id of another form', table.replace(/^018f0000/mu, '018F0000'));
  rows('an id that leads out', table.replace(/^018f[^,]*/mu, '../../../../evil'));
  rows('no office', table.replace(`,${sender.officeId},`, ',,'));
  rows('no version', table.replace(/,26843\d+,/u, ',0,'));
  rows('a negative version', table.replace(/,26843\d+,/u, ',-5,'));
  const plans = whole.get('data/tables/plan.csv')!.toString();
  const texts = (name: string, from: string | RegExp, to: string) =>
    bag(`texts: ${name}`, { files: { 'data/tables/plan.csv': plans.replace(from, to) } });
  texts('NUL', 'Kế hoạch', 'K\u0000');
  texts('not NFC', 'Kế hoạch', 'Kế hoạch'.normalize('NFD'));
  texts('an unknown escape', 'Kế hoạch', '\\x');
  texts('an open escape', 'Kế hoạch kiểm tra cải cách hành chính năm 2026', '\\');
  texts('must say something', 'Kế hoạch kiểm tra cải cách hành chính năm 2026', '');
  texts('no JSON', '{', '{{');
  texts('no boolean', ',0,', ',2,');
  texts('no boolean in words', ',0,', ',false,');

  // the files
  const FILES = 'data/tables/files.csv';
  const listed = whole.get(FILES)!.toString();
  const files = (name: string, content: string) => bag(`files: ${name}`, { files: { [FILES]: content } });
  files('a row less', listed.split('\r\n').toSpliced(1, 1).join('\r\n'));
  files('a row twice', `${listed}${listed.split('\r\n')[1]!}\r\n`);
  files('another digest', listed.replace(/^[0-9a-f]{64}/mu, other));
  files('another size', listed.replace(/^([0-9a-f]{64}),\d+/mu, '$1,7'));
  files('another kind', listed.replace('image/jpeg', 'image/png'));
  files('a kind that is none', listed.replace('image/jpeg', '<script>'));
  files('another folder', listed.replace('jpeg,evidence', 'jpeg,documents'));
  files('a folder that leads out', listed.replace('jpeg,evidence', 'jpeg,..'));
  files('another path', listed.replace('data/evidence/', '../../data/evidence/'));
  const jpeg = [...whole.keys()].find((name) => name.endsWith('.jpg'))!;
  bag('files: other content under a digest', { files: { [jpeg]: 'một tấm ảnh khác' } });
  bag('files: gone', { files: { [jpeg]: null } });
  bag('files: in another folder', {
    files: { [jpeg]: null, [jpeg.replace('evidence', 'documents')]: whole.get(jpeg)! },
  });

  // journal, criteria, deletions
  bag('journal: no JSON', { files: { 'data/journal/1.ndjson': '{"seq":1}\nx\n' } });
  bag('journal: cut off', { files: { 'data/journal/1.ndjson': '{"seq":1}\n{"seq":2}' } });
  bag('journal: empty lines', { files: { 'data/journal/1.ndjson': '\n\n' } });
  const criteria = [...whole.keys()].find((name) => name.startsWith('data/criteria/'))!;
  bag('criteria: other content', { files: { [criteria]: '{}' } });
  const digest = createHash('sha256').update('x').digest('hex');
  bag('criteria: no JSON', { files: { [criteria]: null, [`data/criteria/cb@${digest}.json`]: 'x' } });
  const deleted = whole.get('data/tables/deleted.csv')!.toString();
  bag('deletions: twice', {
    files: { 'data/tables/deleted.csv': `${deleted}${deleted.split('\r\n')[1]!}\r\n` },
  });
  bag('deletions: no table', { files: { 'data/tables/deleted.csv': deleted.replace(/^visit,/mu, ',') } });
  return mutants;
}

interface Described {
  resources: {
    name: string;
    path: string;
    rows: number;
    bytes: number;
    hash: string;
    schema: { fields: { name: string; type: string }[] };
  }[];
}

function info(whole: ReadonlyMap<string, Buffer>, edit: (text: string) => string): string {
  return edit(whole.get('bag-info.txt')!.toString());
}
