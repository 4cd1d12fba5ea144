/**
 * The one form that a zip of ours has: entries stored and never compressed, one after another without a gap, fixed times,
 * no extra fields but those that zip64 demands, no comment. Who reads one makes the bytes again and compares them.
 */

export interface ZipEntry {
  /** ASCII. */
  readonly name: string;
  readonly size: number;
  readonly crc: number;
  /** Where its local header begins. */
  readonly offset: number;
}
/** From where on the old fields are too small; a test may lower them. */
export interface ZipLimits {
  readonly size: number;
  readonly count: number;
}
export const zipLimits: ZipLimits = { size: 0xffffffff, count: 0xffff };

export const END_LENGTH = 22;
export const END64_LENGTH = 56 + 20;
const MASK32 = 0xffffffff;

const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});
/** For small texts; whoever has a faster one uses that. */
export function crc32(bytes: Uint8Array): number {
  let value = MASK32;
  for (const byte of bytes) value = table[(value ^ byte) & 255]! ^ (value >>> 8);
  return (value ^ MASK32) >>> 0;
}

type Field = readonly [width: 2 | 4 | 8, value: number];
const u16 = (...values: readonly number[]): Field[] => values.map((value) => [2, value]);
const u32 = (...values: readonly number[]): Field[] => values.map((value) => [4, value]);
const u64 = (...values: readonly number[]): Field[] => values.map((value) => [8, value]);

function written(fields: readonly Field[], name = '', extra: readonly Field[] = []): Uint8Array {
  const lengthOf = (list: readonly Field[]) => list.reduce((sum, [width]) => sum + width, 0);
  const bytes = new Uint8Array(lengthOf(fields) + name.length + lengthOf(extra));
  const view = new DataView(bytes.buffer);
  let at = 0;
  const put = ([width, value]: Field) => {
    if (width === 2) view.setUint16(at, value, true);
    else if (width === 4) view.setUint32(at, value, true);
    else view.setBigUint64(at, BigInt(value), true);
    at += width;
  };
  fields.forEach(put);
  for (let index = 0; index < name.length; index++) bytes[at++] = name.charCodeAt(index);
  extra.forEach(put);
  return bytes;
}

/** 1980-01-01 00:00, the beginning of DOS time. */
const TIME = 0;
const DATE = 0x21;
const PLAIN = 20;
const LARGE = 45;

export function localHeaderLength(name: string, size: number, limits: ZipLimits = zipLimits): number {
  return 30 + name.length + (size >= limits.size ? 20 : 0);
}

export function localHeader(entry: ZipEntry, limits: ZipLimits = zipLimits): Uint8Array {
  const large = entry.size >= limits.size;
  const size = large ? MASK32 : entry.size;
  return written(
    [
      ...u32(0x04034b50),
      ...u16(large ? LARGE : PLAIN, 0, 0, TIME, DATE),
      ...u32(entry.crc, size, size),
      ...u16(entry.name.length, large ? 20 : 0),
    ],
    entry.name,
    large ? [...u16(1, 16), ...u64(entry.size, entry.size)] : [],
  );
}

export function centralHeader(entry: ZipEntry, limits: ZipLimits = zipLimits): Uint8Array {
  const large = entry.size >= limits.size;
  const far = entry.offset >= limits.size;
  const size = large ? MASK32 : entry.size;
  const values = [...(large ? [entry.size, entry.size] : []), ...(far ? [entry.offset] : [])];
  const version = large || far ? LARGE : PLAIN;
  return written(
    [
      ...u32(0x02014b50),
      ...u16(version, version, 0, 0, TIME, DATE),
      ...u32(entry.crc, size, size),
      ...u16(entry.name.length, values.length === 0 ? 0 : 4 + 8 * values.length, 0, 0, 0),
      ...u32(0, far ? MASK32 : entry.offset),
    ],
    entry.name,
    values.length === 0 ? [] : [...u16(1, 8 * values.length), ...u64(...values)],
  );
}

export interface ZipEnd {
  readonly count: number;
  readonly size: number;
  readonly offset: number;
}
export function isLargeEnd(end: ZipEnd, limits: ZipLimits = zipLimits): boolean {
  return end.count >= limits.count || end.size >= limits.size || end.offset >= limits.size;
}

/** What stands after the last header of the central directory. */
export function endRecords(end: ZipEnd, limits: ZipLimits = zipLimits): Uint8Array {
  const large = isLargeEnd(end, limits);
  const count = end.count >= limits.count ? 0xffff : end.count;
  const cut = (value: number) => (value >= limits.size ? MASK32 : value);
  return written([
    ...(large
      ? [
          ...u32(0x06064b50),
          ...u64(44),
          ...u16(LARGE, LARGE),
          ...u32(0, 0),
          ...u64(end.count, end.count, end.size, end.offset),
          ...u32(0x07064b50, 0),
          ...u64(end.offset + end.size),
          ...u32(1),
        ]
      : []),
    ...u32(0x06054b50),
    ...u16(0, 0, count, count),
    ...u32(cut(end.size), cut(end.offset)),
    ...u16(0),
  ]);
}

// ── Whole, in memory: for receipts ───────────────────────────────────────────────────────────────────────

export interface SmallFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export function smallZip(files: readonly SmallFile[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const entries: ZipEntry[] = [];
  let offset = 0;
  for (const { name, bytes } of files) {
    const entry = { name, size: bytes.length, crc: crc32(bytes), offset };
    entries.push(entry);
    parts.push(localHeader(entry), bytes);
    offset += localHeaderLength(name, bytes.length) + bytes.length;
  }
  const central = entries.map((entry) => centralHeader(entry));
  const size = central.reduce((sum, part) => sum + part.length, 0);
  parts.push(...central, endRecords({ count: files.length, size, offset }));
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The files of these names in this order, and nothing else; null where the bytes are not exactly of the form. */
export function readSmallZip(whole: Uint8Array, names: readonly string[]): readonly Uint8Array[] | null {
  const view = new DataView(whole.buffer, whole.byteOffset, whole.byteLength);
  const files: SmallFile[] = [];
  let at = 0;
  for (const name of names) {
    if (at + 30 + name.length > whole.length) return null;
    const begin = at + 30 + name.length;
    const end = begin + view.getUint32(at + 22, true);
    if (end > whole.length) return null;
    files.push({ name, bytes: whole.subarray(begin, end) });
    at = end;
  }
  const again = smallZip(files);
  if (again.length !== whole.length || again.some((byte, index) => byte !== whole[index])) return null;
  return files.map(({ bytes }) => bytes);
}
