// Photos made by hand, byte by byte: a block of Exif with a place, a JPEG, a PNG and a WebP around it. The coded
// pictures are real ones of 2×2 pixels, so that any decoder takes them.
import { deflateSync } from 'node:zlib';

export const bytesOf = (...parts: readonly (readonly number[] | Uint8Array | string)[]): Uint8Array =>
  new Uint8Array(
    Buffer.concat(
      parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
    ),
  );

export interface ExifOptions {
  readonly orientation?: number;
  /** As cameras write it: 2019:09:16 08:30:00. */
  readonly taken?: string;
  readonly gps?: boolean;
  readonly little?: boolean;
  readonly make?: string;
}

interface Entry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly value: number | Uint8Array;
}

/** A TIFF structure with the given facts, in either byte order. */
export function tiffOf({ orientation, taken, gps = false, little = true, make }: ExifOptions): Uint8Array {
  const out: number[] = [];
  const u16 = (value: number) => (little ? [value & 255, value >> 8] : [value >> 8, value & 255]);
  const u32 = (value: number) => {
    const bytes = [value & 255, (value >> 8) & 255, (value >> 16) & 255, (value >>> 24) & 255];
    return little ? bytes : bytes.toReversed();
  };
  const ascii = (text: string) => bytesOf(text, [0]);
  const rationals = (...values: readonly number[]) =>
    bytesOf(...values.map((value) => [...u32(value), ...u32(1)]));
  const sizeOf = (entries: readonly Entry[]) =>
    2 +
    entries.length * 12 +
    4 +
    entries.reduce((sum, { value }) => sum + (typeof value === 'number' ? 0 : value.length), 0);
  const exif: Entry[] = taken === undefined ? [] : [{ tag: 0x9003, type: 2, count: 20, value: ascii(taken) }];
  const place: Entry[] = gps
    ? [
        { tag: 0, type: 1, count: 4, value: 2 },
        { tag: 1, type: 2, count: 2, value: little ? 0x4e : 0x4e << 24 },
        { tag: 2, type: 5, count: 3, value: rationals(20, 56, 15) },
        { tag: 3, type: 2, count: 2, value: little ? 0x45 : 0x45 << 24 },
        { tag: 4, type: 5, count: 3, value: rationals(106, 19, 41) },
      ]
    : [];
  const first: Entry[] = [
    ...(make === undefined ? [] : [{ tag: 0x010f, type: 2, count: make.length + 1, value: ascii(make) }]),
    ...(orientation === undefined
      ? []
      : [{ tag: 0x0112, type: 3, count: 1, value: little ? orientation : orientation << 16 }]),
    ...(exif.length === 0 ? [] : [{ tag: 0x8769, type: 4, count: 1, value: 0 }]),
    ...(place.length === 0 ? [] : [{ tag: 0x8825, type: 4, count: 1, value: 0 }]),
  ];
  const exifAt = 8 + sizeOf(first);
  const placeAt = exifAt + (exif.length === 0 ? 0 : sizeOf(exif));
  const directory = (at: number, entries: readonly Entry[]) => {
    let data = at + 2 + entries.length * 12 + 4;
    const tail: number[] = [];
    out.push(...u16(entries.length));
    for (const { tag, type, count, value } of entries) {
      out.push(...u16(tag), ...u16(type), ...u32(count));
      if (tag === 0x8769) out.push(...u32(exifAt));
      else if (tag === 0x8825) out.push(...u32(placeAt));
      else if (typeof value === 'number') out.push(...u32(value));
      else {
        out.push(...u32(data));
        tail.push(...value);
        data += value.length;
      }
    }
    out.push(...u32(0), ...tail);
  };
  out.push(...(little ? [0x49, 0x49] : [0x4d, 0x4d]), ...u16(42), ...u32(8));
  directory(8, first);
  if (exif.length > 0) directory(exifAt, exif);
  if (place.length > 0) directory(placeAt, place);
  return Uint8Array.from(out);
}

export const segment = (marker: number, body: Uint8Array): Uint8Array =>
  bytesOf([0xff, marker, ((body.length + 2) >> 8) & 255, (body.length + 2) & 255], body);

/** A real baseline JPEG of 16×16 grey pixels, cut into its header blocks and the coded picture. */
const quantisation = segment(
  0xdb,
  bytesOf(
    [0],
    Array.from({ length: 64 }, () => 8),
  ),
);
const frame = segment(0xc0, bytesOf([8, 0, 16, 0, 16, 1, 1, 0x11, 0]));
const dc = segment(
  0xc4,
  bytesOf([0x00, 0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
);
const ac = segment(0xc4, bytesOf([0x10, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [0]));
const scan = segment(0xda, bytesOf([1, 1, 0x00, 0, 63, 0]));
/** Four blocks: a step of the grey value, an end of block. */
const coded = bytesOf([0xd3, 0x41, 0x04, 0xff, 0x00, 0x51, 0x7f]);
export const picture = { quantisation, frame, dc, ac, scan, coded } as const;

export const exifSegment = (options: ExifOptions) => segment(0xe1, bytesOf('Exif\0\0', tiffOf(options)));
export const xmp =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description exif:GPSLatitude="20,56.25N" exif:GPSLongitude="106,19.7E"/></x:xmpmeta>';
export const xmpSegment = segment(0xe1, bytesOf('http://ns.adobe.com/xap/1.0/\0', xmp));
export const jfif = segment(0xe0, bytesOf('JFIF\0', [1, 1, 0, 0, 1, 0, 1, 0, 0]));
export const icc = segment(
  0xe2,
  bytesOf(
    'ICC_PROFILE\0',
    [1, 1],
    Array.from({ length: 40 }, (_, at) => at),
  ),
);
export const adobe = segment(0xee, bytesOf('Adobe', [0, 100, 0, 0, 0, 0, 0]));
export const iptc = segment(
  0xed,
  bytesOf('Photoshop 3.0\x008BIM\x04\x04\0\0\0\0', [0, 12, 0x1c, 2, 90, 0, 7], 'Chi Lin'),
);

export function jpegOf(blocks: readonly Uint8Array[], tail: Uint8Array = new Uint8Array(0)): Uint8Array {
  return bytesOf([0xff, 0xd8], ...blocks, quantisation, frame, dc, ac, scan, coded, [0xff, 0xd9], tail);
}
/** What draws: everything but the blocks that talk. */
export const drawnJpeg = (blocks: readonly Uint8Array[] = []) => jpegOf(blocks);

const crcTable = Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});
function crc(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = crcTable[(value ^ byte) & 255]! ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
const be32 = (value: number) => [value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255];
export function chunk(name: string, body: Uint8Array): Uint8Array {
  const named = bytesOf(name, body);
  return bytesOf(be32(body.length), named, be32(crc(named)));
}
const header = chunk('IHDR', bytesOf(be32(2), be32(2), [8, 0, 0, 0, 0]));
const data = chunk('IDAT', new Uint8Array(deflateSync(Uint8Array.from([0, 0, 255, 0, 255, 0]))));
export const png = { header, data, end: chunk('IEND', new Uint8Array(0)) } as const;
export function pngOf(before: readonly Uint8Array[], after: readonly Uint8Array[] = []): Uint8Array {
  return bytesOf([0x89], 'PNG\r\n\x1a\n', header, ...before, data, ...after, png.end);
}

const le32 = (value: number) => [value & 255, (value >> 8) & 255, (value >> 16) & 255, value >>> 24];
export function riffChunk(name: string, body: Uint8Array): Uint8Array {
  return bytesOf(name, le32(body.length), body, body.length % 2 === 1 ? [0] : []);
}
/** A lossless picture of one pixel, as every encoder writes it. */
export const webpPicture = riffChunk(
  'VP8L',
  bytesOf([0x2f, 0, 0, 0, 0x10, 0x07, 0x10, 0x11, 0x11, 0x88, 0x88, 0xfe, 0x07]),
);
export const webpHeader = (flags: number) => riffChunk('VP8X', bytesOf([flags, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
export function webpOf(chunks: readonly Uint8Array[]): Uint8Array {
  const body = bytesOf('WEBP', ...chunks);
  return bytesOf('RIFF', le32(body.length), body);
}
