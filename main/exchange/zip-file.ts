/**
 * A zip of the one form (core/exchange/package/zip-form.ts) on the disk: every byte of it is accounted for before an entry
 * is read, and entries are read piece by piece. Knows no package.
 */
import { readSync } from 'node:fs';
import { damaged, tooLarge } from '../../core/exchange/package/limits.ts';
import {
  centralHeader,
  END64_LENGTH,
  END_LENGTH,
  endRecords,
  isLargeEnd,
  localHeader,
  localHeaderLength,
  type ZipEnd,
  type ZipEntry,
  type ZipLimits,
  zipLimits,
} from '../../core/exchange/package/zip-form.ts';

const PIECE = 1024 * 1024;
const CENTRAL = 46;

export function readAt(fd: number, offset: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const count = readSync(fd, bytes, done, length - done, offset + done);
    if (count === 0) throw damaged('zip: cut off');
    done += count;
  }
  return bytes;
}

export interface ZipFile {
  readonly entries: readonly ZipEntry[];
  /** Its bytes, piece by piece; whether they are what the checksum says is not looked at. */
  pieces(entry: ZipEntry): Generator<Uint8Array, void, undefined>;
}

/** PACKAGE_DAMAGED where a byte is not where the form has it; PACKAGE_TOO_LARGE where there are more than `maximum.entries`. */
export function openZipFile(
  fd: number,
  size: number,
  maximum: { readonly entries: number; readonly nameLength: number },
  limits: ZipLimits = zipLimits,
): ZipFile {
  const end = readEnd(fd, size, limits);
  const longest = CENTRAL + maximum.nameLength + 28;
  if (end.count > maximum.entries) throw tooLarge('entries', maximum.entries);
  if (end.size > end.count * longest) throw damaged('zip: entries');
  if (end.offset + end.size > size) throw damaged('zip: directory');
  const tail = endRecords(end, limits);
  const tailAt = end.offset + end.size;
  if (tailAt + tail.length !== size || !readAt(fd, tailAt, tail.length).equals(tail))
    throw damaged('zip: end');
  const directory = readAt(fd, end.offset, end.size);
  const entries: ZipEntry[] = [];
  let at = 0;
  let offset = 0;
  while (at < directory.length) {
    if (at + CENTRAL > directory.length) throw damaged('zip: directory');
    const nameLength = directory.readUInt16LE(at + 28);
    const extraAt = at + CENTRAL + nameLength;
    const extraLength = directory.readUInt16LE(at + 30);
    if (nameLength > maximum.nameLength || extraLength > 28 || extraAt + extraLength > directory.length) {
      throw damaged('zip: directory');
    }
    const shortSize = directory.readUInt32LE(at + 24);
    const large = shortSize === 0xffffffff && extraLength >= 20;
    const entrySize = large ? Number(directory.readBigUInt64LE(extraAt + 4)) : shortSize;
    const name = directory.toString('latin1', at + CENTRAL, extraAt);
    const entry = { name, size: entrySize, crc: directory.readUInt32LE(at + 16), offset };
    if (!Number.isSafeInteger(offset + entrySize)) throw damaged('zip: size');
    const header = centralHeader(entry, limits);
    if (
      directory.compare(header, 0, header.length, at, Math.min(at + header.length, directory.length)) !== 0
    ) {
      throw damaged('zip: directory');
    }
    entries.push(entry);
    at += header.length;
    offset += localHeaderLength(name, entrySize, limits) + entrySize;
  }
  if (entries.length !== end.count || offset !== end.offset) throw damaged('zip: gap');
  for (const entry of entries) {
    const header = localHeader(entry, limits);
    if (!readAt(fd, entry.offset, header.length).equals(header)) throw damaged('zip: header');
  }
  return {
    entries,
    *pieces(entry) {
      const begin = entry.offset + localHeaderLength(entry.name, entry.size, limits);
      for (let done = 0; done < entry.size; done += PIECE) {
        yield readAt(fd, begin + done, Math.min(PIECE, entry.size - done));
      }
    },
  };
}

function readEnd(fd: number, size: number, limits: ZipLimits): ZipEnd {
  if (size < END_LENGTH) throw damaged('zip: no end');
  const short = readAt(fd, size - END_LENGTH, END_LENGTH);
  if (short.readUInt32LE(0) !== 0x06054b50) throw damaged('zip: no end');
  const end = { count: short.readUInt16LE(10), size: short.readUInt32LE(12), offset: short.readUInt32LE(16) };
  const marked = end.count === 0xffff || end.size === 0xffffffff || end.offset === 0xffffffff;
  if (!marked || size < END_LENGTH + END64_LENGTH) return end;
  const long = readAt(fd, size - END_LENGTH - END64_LENGTH, END64_LENGTH);
  if (long.readUInt32LE(0) !== 0x06064b50) return end;
  const numbers = [long.readBigUInt64LE(32), long.readBigUInt64LE(40), long.readBigUInt64LE(48)].map(Number);
  const [count, directory, offset] = numbers as [number, number, number];
  const whole = { count, size: directory, offset };
  if (!numbers.every(Number.isSafeInteger) || !isLargeEnd(whole, limits)) throw damaged('zip: end');
  return whole;
}
