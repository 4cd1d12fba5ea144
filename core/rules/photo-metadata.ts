/**
 * What a photo tells besides its picture. Place, device, owner and texts are taken out without touching the picture:
 * only which way is up and the day of taking are written anew. What cannot be read with certainty stays as it is.
 * Bytes in, bytes out; knows no file and no row.
 */
import { isDay } from '../contract/day.ts';

export type Location = 'none' | 'removed' | 'kept' | 'unknown';

export interface PhotoFacts {
  /** 1 to 8 as the standard counts them; 1 is upright. */
  readonly orientation: number;
  /** ISO day, where the camera told one. */
  readonly takenOn: string | null;
  readonly hasLocation: boolean;
}

export interface CleanPhoto {
  readonly bytes: Uint8Array;
  readonly location: Location;
  readonly orientation: number;
  readonly takenOn: string | null;
}

const nothing: PhotoFacts = { orientation: 1, takenOn: null, hasLocation: false };

const latin = (bytes: Uint8Array, from: number, to: number) => {
  let text = '';
  for (let at = from; at < to && at < bytes.length; at += 1) text += String.fromCharCode(bytes[at] ?? 0);
  return text;
};
const beginsWith = (bytes: Uint8Array, at: number, text: string) =>
  latin(bytes, at, at + text.length) === text;
const u16be = (bytes: Uint8Array, at: number) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
const u32be = (bytes: Uint8Array, at: number) => ((u16be(bytes, at) << 16) | u16be(bytes, at + 2)) >>> 0;
const u32le = (bytes: Uint8Array, at: number) =>
  ((bytes[at] ?? 0) |
    ((bytes[at + 1] ?? 0) << 8) |
    ((bytes[at + 2] ?? 0) << 16) |
    ((bytes[at + 3] ?? 0) << 24)) >>>
  0;

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

// ── TIFF: the structure inside every Exif block ─────────────────────────────────────────────────────────────

interface Directory {
  readonly entries: readonly {
    readonly tag: number;
    readonly type: number;
    readonly count: number;
    readonly at: number;
  }[];
}
const ENTRY_LIMIT = 1_000;

/** Exif facts of a TIFF structure; null where it is none. */
function readTiff(tiff: Uint8Array): PhotoFacts | null {
  const little = latin(tiff, 0, 2) === 'II';
  if (!little && latin(tiff, 0, 2) !== 'MM') return null;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const u16 = (at: number) => (at + 2 <= tiff.length ? view.getUint16(at, little) : 0);
  const u32 = (at: number) => (at + 4 <= tiff.length ? view.getUint32(at, little) : 0);
  if (u16(2) !== 42) return null;
  const directory = (at: number): Directory => {
    const count = at >= 8 && at + 2 <= tiff.length ? Math.min(u16(at), ENTRY_LIMIT) : 0;
    const entries = Array.from({ length: count }, (_, index) => {
      const entry = at + 2 + index * 12;
      return { tag: u16(entry), type: u16(entry + 2), count: u32(entry + 4), at: entry + 8 };
    });
    return { entries: entries.filter(({ at: value }) => value + 4 <= tiff.length) };
  };
  const find = ({ entries }: Directory, tag: number) => entries.find((entry) => entry.tag === tag);
  const dayOf = (from: Directory, tag: number): string | null => {
    const entry = find(from, tag);
    if (entry === undefined || entry.type !== 2 || entry.count < 11) return null;
    const match = /^(\d{4})[:-](\d{2})[:-](\d{2})/u.exec(latin(tiff, u32(entry.at), u32(entry.at) + 10));
    const day = match === null ? '' : `${match[1] ?? ''}-${match[2] ?? ''}-${match[3] ?? ''}`;
    return isDay(day) ? day : null;
  };
  const first = directory(u32(4));
  const pointed = (tag: number) => {
    const pointer = find(first, tag);
    return pointer === undefined ? { entries: [] } : directory(u32(pointer.at));
  };
  const exif = pointed(0x8769);
  const turned = find(first, 0x0112);
  const orientation = turned === undefined ? 1 : u16(turned.at);
  const tellsPlace = (): boolean => {
    const pointer = find(first, 0x8825);
    if (pointer === undefined) return false;
    // A pointer out of the block: a place was told, and cannot be read. The version alone (tag 0) tells none.
    return u32(pointer.at) + 2 > tiff.length || pointed(0x8825).entries.some(({ tag }) => tag !== 0);
  };
  return {
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    takenOn: dayOf(exif, 0x9003) ?? dayOf(exif, 0x9004) ?? dayOf(first, 0x0132),
    hasLocation: tellsPlace(),
  };
}

/** The least Exif block: which way is up, and the day. Null where there is nothing to say. */
function writeTiff({ orientation, takenOn }: Pick<PhotoFacts, 'orientation' | 'takenOn'>): Uint8Array | null {
  if (orientation === 1 && takenOn === null) return null;
  const first = [
    ...(orientation === 1 ? [] : [{ tag: 0x0112, type: 3, count: 1, value: orientation }]),
    ...(takenOn === null ? [] : [{ tag: 0x8769, type: 4, count: 1, value: 0 }]),
  ];
  const exifAt = 8 + 2 + first.length * 12 + 4;
  const textAt = exifAt + 2 + 12 + 4;
  const bytes = new Uint8Array(takenOn === null ? exifAt : textAt + 20);
  const view = new DataView(bytes.buffer);
  bytes.set([0x49, 0x49, 42, 0, 8, 0, 0, 0]);
  const write = (
    at: number,
    entries: readonly { tag: number; type: number; count: number; value: number }[],
  ) => {
    view.setUint16(at, entries.length, true);
    for (const [index, { tag, type, count, value }] of entries.entries()) {
      const entry = at + 2 + index * 12;
      view.setUint16(entry, tag, true);
      view.setUint16(entry + 2, type, true);
      view.setUint32(entry + 4, count, true);
      view.setUint32(entry + 8, value, true);
    }
  };
  write(
    8,
    first.map((entry) => (entry.tag === 0x8769 ? { ...entry, value: exifAt } : entry)),
  );
  if (takenOn !== null) {
    write(exifAt, [{ tag: 0x9003, type: 2, count: 20, value: textAt }]);
    bytes.set(new TextEncoder().encode(`${takenOn.replaceAll('-', ':')} 00:00:00`), textAt);
  }
  return bytes;
}

/** Latin letters anywhere in the bytes, without making a text of them. */
function includesText(bytes: Uint8Array, text: string): boolean {
  const first = text.charCodeAt(0);
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (beginsWith(bytes, at, text)) return true;
  }
  return false;
}

/** XMP and IPTC tell places in words of their own. */
const placeWords = [
  'GPSLatitude',
  'GPSLongitude',
  'photoshop:City',
  'photoshop:State',
  'photoshop:Country',
  'Iptc4xmpCore:Location',
  'LocationCreated',
  'LocationShown',
];
function textHasLocation(bytes: Uint8Array): boolean {
  return placeWords.some((word) => includesText(bytes, word));
}

const merged = (facts: readonly PhotoFacts[]): PhotoFacts => ({
  orientation: facts.find(({ orientation }) => orientation !== 1)?.orientation ?? 1,
  takenOn: facts.find(({ takenOn }) => takenOn !== null)?.takenOn ?? null,
  hasLocation: facts.some(({ hasLocation }) => hasLocation),
});

/** What follows the end of a picture: nothing, known additions (a film, more pictures, a maker's block), or a riddle. */
function tailOf(tail: Uint8Array): 'nothing' | 'known' | 'riddle' {
  if (tail.every((byte) => byte === 0)) return 'nothing';
  const start = latin(tail, 0, 64);
  const end = latin(tail, Math.max(0, tail.length - 64), tail.length);
  const isPicture = tail[0] === 0xff && tail[1] === 0xd8 && tail[2] === 0xff;
  return isPicture || start.includes('ftyp') || start.includes('MotionPhoto') || end.endsWith('SEFT')
    ? 'known'
    : 'riddle';
}

/** The parts of a photo: what is kept as it is, and what the dropped ones told. Null: not readable with certainty. */
interface Parts {
  readonly kept: readonly Uint8Array[];
  readonly facts: PhotoFacts;
  /** Something stays whose content nobody knows. */
  readonly riddle: boolean;
  /** Where the new Exif block goes among the kept parts, and how it is wrapped. */
  readonly insertAt: number;
  readonly wrap: (tiff: Uint8Array) => Uint8Array;
  readonly finish: (parts: readonly Uint8Array[], hasExif: boolean) => Uint8Array;
}

// ── JPEG ────────────────────────────────────────────────────────────────────────────────────────────────────

const EXIF = 'Exif\0\0';
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function readJpegBlock(marker: number, body: Uint8Array): PhotoFacts {
  if (marker === 0xe1 && beginsWith(body, 0, EXIF)) return readTiff(body.subarray(6)) ?? nothing;
  if (marker === 0xe1) return { ...nothing, hasLocation: textHasLocation(body) };
  // IPTC: city, sub-location, region, country are datasets 90, 92, 95 and 101 of record 2.
  if (marker === 0xed) {
    let hasLocation = false;
    for (let at = 0; at + 5 <= body.length; at += 1) {
      hasLocation ||=
        body[at] === 0x1c && body[at + 1] === 2 && [90, 92, 95, 100, 101].includes(body[at + 2] ?? 0);
    }
    return { ...nothing, hasLocation };
  }
  return nothing;
}

/** Profiles of colour and the two headers say how the picture is drawn; every other block of its kind is talk. */
function isDrawing(marker: number, body: Uint8Array): boolean {
  if (marker === 0xe0) return beginsWith(body, 0, 'JFIF\0');
  if (marker === 0xe2) return beginsWith(body, 0, 'ICC_PROFILE\0');
  if (marker === 0xee) return beginsWith(body, 0, 'Adobe');
  return !(marker >= 0xe1 && marker <= 0xef) && marker !== 0xfe;
}

function partsOfJpeg(bytes: Uint8Array): Parts | null {
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  const facts: PhotoFacts[] = [];
  // A picture that could not be drawn from what is kept is not cleaned: a length that lies would cost a part of it.
  const tables = { quantisation: new Set<number>(), huffman: new Set<number>(), frame: new Set<number>() };
  let insertAt = 1;
  let seenFrame = false;
  let seenScan = false;
  let restarts = false;
  let at = 2;
  while (at < bytes.length) {
    if (bytes[at] !== 0xff) return null;
    let mark = at + 1;
    while (bytes[mark] === 0xff) mark += 1;
    const marker = bytes[mark];
    if (marker === undefined) break;
    if (marker === 0xd9) {
      kept.push(bytes.subarray(at, mark + 1));
      at = mark + 1;
      break;
    }
    // Only blocks with a length stand here.
    if (marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd8)) return null;
    const length = u16be(bytes, mark + 1);
    const end = mark + 1 + length;
    const body = bytes.subarray(mark + 3, end);
    if (length < 2) return null;
    if (end > bytes.length) {
      // The file breaks off here: before the picture there is nothing to save, after it everything is.
      if (!seenScan) return null;
      kept.push(bytes.subarray(at));
      at = bytes.length;
      break;
    }
    if (isDrawing(marker, body)) {
      kept.push(bytes.subarray(at, end));
      if (marker === 0xe0 && kept.length === 2) insertAt = 2;
    } else facts.push(readJpegBlock(marker, body));
    if (marker === 0xdb) for (const table of quantisationOf(body)) tables.quantisation.add(table);
    if (marker === 0xc4) for (const table of huffmanOf(body)) tables.huffman.add(table);
    if (marker === 0xdd) restarts = u16be(body, 0) > 0;
    if (isFrame(marker)) {
      seenFrame = true;
      for (let index = 0; index < (body[5] ?? 0); index += 1) tables.frame.add(body[6 + index * 3 + 2] ?? 0);
    }
    at = end;
    if (marker !== 0xda) continue;
    if (!seenFrame) return null;
    seenScan = true;
    if (!scanIsDrawable(body, tables.huffman)) return null;
    // The coded picture runs to the next mark that is neither stuffing nor a restart.
    const from = at;
    while (at < bytes.length) {
      at = bytes.indexOf(0xff, at);
      if (at < 0) at = bytes.length;
      const follows = bytes[at + 1];
      if (follows === undefined) {
        at = bytes.length;
        break;
      }
      if (follows >= 0xd0 && follows <= 0xd7) {
        if (!restarts) return null;
        at += 2;
      } else if (follows === 0x00) at += 2;
      else if (follows === 0xff) at += 1;
      else break;
    }
    kept.push(bytes.subarray(from, at));
  }
  if (!seenScan || ![...tables.frame].every((table) => tables.quantisation.has(table))) return null;
  const tail = bytes.subarray(at);
  const kind = tailOf(tail);
  if (kind === 'riddle') kept.push(tail);
  const told = merged(facts);
  return {
    kept,
    facts: kind === 'known' ? { ...told, hasLocation: told.hasLocation || filmHasPlace(tail) } : told,
    riddle: kind === 'riddle',
    insertAt,
    wrap: (tiff) => {
      const block = new Uint8Array(4 + EXIF.length + tiff.length);
      block.set([
        0xff,
        0xe1,
        ((2 + EXIF.length + tiff.length) >> 8) & 0xff,
        (2 + EXIF.length + tiff.length) & 0xff,
      ]);
      block.set(new TextEncoder().encode(EXIF), 4);
      block.set(tiff, 4 + EXIF.length);
      return block;
    },
    finish: joined,
  };
}

function* quantisationOf(body: Uint8Array): Generator<number> {
  for (let at = 0; at < body.length;) {
    const head = body[at] ?? 0;
    yield head & 15;
    at += 1 + (head >> 4 === 0 ? 64 : 128);
  }
}
function* huffmanOf(body: Uint8Array): Generator<number> {
  for (let at = 0; at + 17 <= body.length;) {
    yield body[at] ?? 0;
    at += 17 + body.subarray(at + 1, at + 17).reduce((sum, count) => sum + count, 0);
  }
}
/** Every component of a scan names tables that are there. Arithmetic coding has none. */
function scanIsDrawable(body: Uint8Array, huffman: ReadonlySet<number>): boolean {
  const count = body[0] ?? 0;
  const [from, to] = [body[1 + count * 2] ?? 0, body[2 + count * 2] ?? 0];
  const refines = (body[3 + count * 2] ?? 0) >> 4 !== 0;
  for (let index = 0; index < count; index += 1) {
    const named = body[2 + index * 2] ?? 0;
    if (from === 0 && !refines && !huffman.has(named >> 4)) return false;
    if (to > 0 && !huffman.has(0x10 | (named & 15))) return false;
  }
  return true;
}

/** The place of a film that hangs on a photo stands in a box of that name. */
function filmHasPlace(tail: Uint8Array): boolean {
  return includesText(tail, '\u00a9xyz') || includesText(tail, 'loci');
}

// ── PNG ─────────────────────────────────────────────────────────────────────────────────────────────────────

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});
function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (crcTable[(value ^ byte) & 255] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

const talkOfPng: ReadonlySet<string> = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'caBX']);

function partsOfPng(bytes: Uint8Array): Parts | null {
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  const facts: PhotoFacts[] = [];
  let at = 8;
  let ended = false;
  let insertAt = 1;
  let seenData = false;
  while (at + 12 <= bytes.length && !ended) {
    const length = u32be(bytes, at);
    const end = at + 12 + length;
    const name = latin(bytes, at + 4, at + 8);
    if (!/^[A-Za-z]{4}$/u.test(name)) return null;
    if (end > bytes.length) {
      // Breaks off: what is talk may have swallowed a picture, so nothing is taken away.
      if (talkOfPng.has(name) || !seenData) {
        if (name !== 'IDAT') return null;
      }
      break;
    }
    const body = bytes.subarray(at + 8, end - 4);
    if (talkOfPng.has(name)) {
      if (crc32(bytes.subarray(at + 4, end - 4)) !== u32be(bytes, end - 4)) return null;
      facts.push(
        name === 'eXIf'
          ? (readTiff(body) ?? nothing)
          : { ...nothing, hasLocation: name === 'zTXt' || name === 'caBX' ? false : textHasLocation(body) },
      );
    } else kept.push(bytes.subarray(at, end));
    if (name === 'IHDR') insertAt = kept.length;
    seenData ||= name === 'IDAT';
    ended = name === 'IEND';
    at = end;
  }
  const tail = bytes.subarray(at);
  const kind = ended ? tailOf(tail) : 'riddle';
  if (kind === 'riddle') kept.push(tail);
  return {
    kept,
    facts: merged(facts),
    riddle: kind === 'riddle' && tail.length > 0 && ended,
    insertAt,
    wrap: (tiff) => {
      const chunk = new Uint8Array(12 + tiff.length);
      const view = new DataView(chunk.buffer);
      view.setUint32(0, tiff.length);
      chunk.set(new TextEncoder().encode('eXIf'), 4);
      chunk.set(tiff, 8);
      view.setUint32(8 + tiff.length, crc32(chunk.subarray(4, 8 + tiff.length)));
      return chunk;
    },
    finish: joined,
  };
}

// ── WebP ────────────────────────────────────────────────────────────────────────────────────────────────────

const knownInWebp: ReadonlySet<string> = new Set([
  'VP8 ',
  'VP8L',
  'VP8X',
  'ALPH',
  'ANIM',
  'ANMF',
  'ICCP',
  'EXIF',
  'XMP ',
]);

function partsOfWebp(bytes: Uint8Array): Parts | null {
  const whole = u32le(bytes, 4) + 8;
  // A file that breaks off ends in the middle of a chunk.
  const limit = Math.min(whole, bytes.length);
  const kept: Uint8Array[] = [];
  const facts: PhotoFacts[] = [];
  let flags: Uint8Array | null = null;
  const seen = new Set<string>();
  let at = 12;
  while (at + 8 <= limit) {
    const name = latin(bytes, at, at + 4);
    const length = u32le(bytes, at + 4);
    const end = at + 8 + length + (length & 1);
    const isTalk = name === 'EXIF' || name === 'XMP ';
    if (!/^[\x20-\x7e]{4}$/u.test(name)) return null;
    if (end > limit) {
      if (
        isTalk ||
        !(
          seen.has('VP8 ') ||
          seen.has('VP8L') ||
          seen.has('ANMF') ||
          name.startsWith('VP8') ||
          name === 'ANMF'
        )
      )
        return null;
      break;
    }
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (isTalk) {
      const next = latin(bytes, end, end + 4);
      // A length that lies lands in the middle of something, or has swallowed the picture.
      if (end < limit && !knownInWebp.has(next)) return null;
      facts.push(
        name === 'EXIF'
          ? (readTiff(beginsWith(body, 0, EXIF) ? body.subarray(6) : body) ?? nothing)
          : { ...nothing, hasLocation: textHasLocation(body) },
      );
    } else if (name === 'VP8X' && flags === null) {
      flags = bytes.slice(at, end);
      kept.push(flags);
    } else kept.push(bytes.subarray(at, end));
    seen.add(name);
    at = end;
  }
  if (!seen.has('VP8 ') && !seen.has('VP8L') && !seen.has('ANMF') && facts.length > 0) return null;
  if (
    flags !== null &&
    ((flags[8] ?? 0) & 0x10) !== 0 &&
    seen.has('VP8 ') &&
    !seen.has('ALPH') &&
    facts.length > 0
  )
    return null;
  // Frames of a film cannot be counted, so talk before the last of them is left alone.
  if (seen.has('ANMF') && facts.length > 0 && latin(kept.at(-1) ?? new Uint8Array(), 0, 4) !== 'ANMF')
    return null;
  kept.push(bytes.subarray(at, limit));
  const tail = bytes.subarray(limit);
  const kind = tailOf(tail);
  const told = merged(facts);
  const head = flags;
  return {
    kept,
    facts: told,
    riddle: kind === 'riddle',
    insertAt: kept.length,
    wrap: (tiff) => {
      // Only the extended form has a place for it.
      if (head === null) return new Uint8Array(0);
      const chunk = new Uint8Array(8 + tiff.length + (tiff.length & 1));
      chunk.set(new TextEncoder().encode('EXIF'));
      new DataView(chunk.buffer).setUint32(4, tiff.length, true);
      chunk.set(tiff, 8);
      return chunk;
    },
    finish: (parts, hasExif) => {
      if (head !== null) head[8] = ((head[8] ?? 0) & ~0x0c) | (hasExif ? 0x08 : 0);
      const body = joined(parts);
      const riff = new Uint8Array(12);
      riff.set(bytes.subarray(0, 12));
      // A file that broke off keeps saying how long it would have been.
      const missing = Math.max(0, whole - bytes.length);
      new DataView(riff.buffer).setUint32(4, 4 + body.length + missing, true);
      return joined([riff, body, ...(kind === 'riddle' ? [tail] : [])]);
    },
  };
}

// ── All of them ─────────────────────────────────────────────────────────────────────────────────────────────

function partsOf(bytes: Uint8Array, media: string): Parts | null {
  if (media === 'image/jpeg') return partsOfJpeg(bytes);
  if (media === 'image/png') return partsOfPng(bytes);
  if (media === 'image/webp') return partsOfWebp(bytes);
  return null;
}

/** What the photo tells besides its picture, where its kind can be read. */
export function readPhoto(bytes: Uint8Array, media: string): PhotoFacts | null {
  if (media === 'image/tiff') {
    const facts = readTiff(bytes);
    return facts === null ? null : { ...facts, hasLocation: facts.hasLocation || textHasLocation(bytes) };
  }
  return partsOf(bytes, media)?.facts ?? null;
}

/** Kinds that never tell a place. */
const silent: ReadonlySet<string> = new Set(['image/bmp']);

/**
 * The photo without what it tells about place, device and people; with `keep` as it came. `unknown`: the kind cannot be
 * looked into, or this file cannot be read with certainty, and every byte is as it came.
 */
export function cleanPhoto(bytes: Uint8Array, media: string, keep = false): CleanPhoto {
  const asItCame = (location: Location, { orientation, takenOn }: PhotoFacts = nothing): CleanPhoto => ({
    bytes,
    location,
    orientation,
    takenOn,
  });
  if (silent.has(media)) return asItCame('none');
  if (media === 'image/gif') return asItCame(includesText(bytes, 'XMP Data') ? 'unknown' : 'none');
  if (media === 'image/tiff') {
    const facts = readPhoto(bytes, media);
    if (facts === null) return asItCame('unknown');
    return asItCame(facts.hasLocation ? (keep ? 'kept' : 'unknown') : 'none', facts);
  }
  const parts = partsOf(bytes, media);
  if (parts === null) return asItCame('unknown');
  const { facts } = parts;
  if (keep) return asItCame(facts.hasLocation ? 'kept' : 'none', facts);
  const tiff = writeTiff(facts);
  const block = tiff === null ? null : parts.wrap(tiff);
  const cleaned = parts.finish(
    block === null ? parts.kept : parts.kept.toSpliced(parts.insertAt, 0, block),
    block !== null && block.length > 0,
  );
  return {
    bytes: cleaned,
    location: parts.riddle ? 'unknown' : facts.hasLocation ? 'removed' : 'none',
    orientation: facts.orientation,
    takenOn: facts.takenOn,
  };
}
