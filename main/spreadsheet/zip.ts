/**
 * The parts of a zip container by its central directory. Our own few lines over node:zlib, because what decides here
 * is not packing but refusing: the checksum of every part that is read (fflate verifies none, so a damaged file would
 * be imported with damaged letters), a bound on what is unpacked, and telling "broken" from "protected".
 */
import { crc32, inflateRawSync } from 'node:zlib';
import { AppError } from '../../core/contract/error.ts';
import { SHEET_LIMITS } from './limits.ts';

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
}

export interface ZipParts {
  has(name: string): boolean;
  names(): readonly string[];
  /** Undefined where there is no such part. FILE_BROKEN, FILE_PASSWORD or TOO_LARGE where it cannot be read. */
  read(name: string): Buffer | undefined;
}

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;

export function broken(part = '', cause?: unknown): AppError {
  return new AppError('FILE_BROKEN', {
    ...(part === '' ? {} : { detail: { part } }),
    ...(cause === undefined ? {} : { cause }),
  });
}

export function openZip(bytes: Buffer, unpackedBytes: number = SHEET_LIMITS.unpackedBytes): ZipParts {
  let entries: ReadonlyMap<string, Entry>;
  try {
    entries = directoryOf(bytes);
  } catch (error) {
    // Buffer refuses to read behind its end: the directory points out of the file.
    if (error instanceof RangeError) throw broken('', error);
    throw error;
  }
  let left = unpackedBytes;
  return {
    has: (name) => entries.has(name.toLowerCase()),
    names: () => [...entries.values()].map(({ name }) => name),
    read(name) {
      const entry = entries.get(name.toLowerCase());
      if (entry === undefined) return undefined;
      const content = unpack(bytes, entry, left);
      left -= content.length;
      return content;
    },
  };
}

function directoryOf(bytes: Buffer): ReadonlyMap<string, Entry> {
  const { count, start } = endOf(bytes);
  if (count > SHEET_LIMITS.entries) {
    throw new AppError('TOO_LARGE', { detail: { what: 'entries', limit: SHEET_LIMITS.entries } });
  }
  const entries = new Map<string, Entry>();
  let at = start;
  for (let index = 0; index < count; index += 1) {
    if (bytes.readUInt32LE(at) !== CENTRAL) throw broken();
    const flags = bytes.readUInt16LE(at + 8);
    const nameLength = bytes.readUInt16LE(at + 28);
    const extraLength = bytes.readUInt16LE(at + 30);
    const commentLength = bytes.readUInt16LE(at + 32);
    const nameEnd = at + 46 + nameLength;
    const raw = {
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    };
    const name = bytes.toString('utf8', at + 46, nameEnd).replaceAll('\\', '/');
    entries.set(name.toLowerCase(), {
      name,
      method: bytes.readUInt16LE(at + 10),
      encrypted: (flags & 1) !== 0,
      crc: bytes.readUInt32LE(at + 16),
      ...wide(raw, bytes.subarray(nameEnd, nameEnd + extraLength)),
    });
    at = nameEnd + extraLength + commentLength;
  }
  return entries;
}

/** The record at the end of the file; a comment of up to 64 KB may follow it. */
function endOf(bytes: Buffer): { readonly count: number; readonly start: number } {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 65_557); at -= 1) {
    if (bytes.readUInt32LE(at) !== END) continue;
    const count = bytes.readUInt16LE(at + 10);
    const start = bytes.readUInt32LE(at + 16);
    if (count !== 0xffff && start !== 0xffffffff) return { count, start };
    if (at < 20 || bytes.readUInt32LE(at - 20) !== LOCATOR_64) throw broken();
    const record = Number(bytes.readBigUInt64LE(at - 12));
    if (bytes.readUInt32LE(record) !== END_64) throw broken();
    return {
      count: Number(bytes.readBigUInt64LE(record + 32)),
      start: Number(bytes.readBigUInt64LE(record + 48)),
    };
  }
  throw broken();
}

/** Zip64 keeps large numbers, and some programs all numbers, in an extra field. */
function wide(
  raw: Pick<Entry, 'packed' | 'unpacked' | 'offset'>,
  extra: Buffer,
): Pick<Entry, 'packed' | 'unpacked' | 'offset'> {
  let { packed, unpacked, offset } = raw;
  for (let at = 0; at + 4 <= extra.length;) {
    const size = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === 1) {
      let from = at + 4;
      const next = () => {
        const value = Number(extra.readBigUInt64LE(from));
        from += 8;
        return value;
      };
      if (unpacked === 0xffffffff) unpacked = next();
      if (packed === 0xffffffff) packed = next();
      if (offset === 0xffffffff) offset = next();
    }
    at += 4 + size;
  }
  return { packed, unpacked, offset };
}

function unpack(bytes: Buffer, entry: Entry, left: number): Buffer {
  const { name, offset, packed, unpacked, method, crc } = entry;
  if (entry.encrypted) throw new AppError('FILE_PASSWORD');
  if (unpacked > left) throw tooLarge();
  let content: Buffer;
  try {
    if (bytes.readUInt32LE(offset) !== LOCAL) throw broken(name);
    const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
    if (start + packed > bytes.length) throw broken(name);
    const body = bytes.subarray(start, start + packed);
    if (method === 0) content = body;
    else if (method === 8) content = inflateRawSync(body, { maxOutputLength: Math.max(1, unpacked) });
    else throw broken(name);
  } catch (error) {
    if (error instanceof AppError) throw error;
    // More than the directory says, or no deflated bytes at all.
    throw broken(name, error);
  }
  if (content.length !== unpacked || crc32(content) !== crc) throw broken(name);
  return content;
}

export function tooLarge(): AppError {
  return new AppError('TOO_LARGE', { detail: { limit: SHEET_LIMITS.unpackedBytes } });
}
