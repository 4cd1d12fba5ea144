/**
 * Bytes as letters: hex, base64 and bech32, strict both ways (one text for one value, so nothing can be said twice).
 * Knows no format that uses them.
 */

const HEX = /^(?:[0-9a-f]{2})*$/;

export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

/** Null where it is no hex of small letters. */
export function fromHex(text: string): Uint8Array | null {
  if (!HEX.test(text)) return null;
  const bytes = new Uint8Array(text.length / 2);
  for (let at = 0; at < bytes.length; at++) bytes[at] = Number.parseInt(text.slice(at * 2, at * 2 + 2), 16);
  return bytes;
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const rest = bytes.length - at;
    const word = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    text += BASE64[word >> 18]! + BASE64[(word >> 12) & 63]!;
    text += rest > 1 ? BASE64[(word >> 6) & 63]! : '=';
    text += rest > 2 ? BASE64[word & 63]! : '=';
  }
  return text;
}

/** Null where it is not exactly what `toBase64` writes. */
export function fromBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0) return null;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let at = 0;
  for (let from = 0; from < text.length; from += 4) {
    let word = 0;
    for (let place = 0; place < 4; place++) {
      const letter = text[from + place]!;
      const value = from + place >= text.length - padding ? 0 : BASE64.indexOf(letter);
      if (value < 0) return null;
      word = (word << 6) | value;
    }
    for (let shift = 16; shift >= 0 && at < bytes.length; shift -= 8) bytes[at++] = (word >> shift) & 255;
  }
  return toBase64(bytes) === text ? bytes : null;
}

const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';

function checkOf(prefix: string, words: readonly number[]): number {
  const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
  let check = 1;
  const add = (value: number) => {
    const top = check >>> 25;
    check = ((check & 0x1ffffff) << 5) ^ value;
    for (let bit = 0; bit < 5; bit++) if ((top >> bit) & 1) check ^= generators[bit]!;
  };
  for (const letter of prefix) add(letter.charCodeAt(0) >> 5);
  add(0);
  for (const letter of prefix) add(letter.charCodeAt(0) & 31);
  for (const word of words) add(word);
  return check;
}

/** The same bits in words of another width; null where bits that are left over say something. */
export function regroup(values: Iterable<number>, from: number, to: number, fill: boolean): number[] | null {
  const words: number[] = [];
  let held = 0;
  let bits = 0;
  for (const value of values) {
    held = ((held << from) | value) & 0xfffffff;
    bits += from;
    while (bits >= to) {
      bits -= to;
      words.push((held >> bits) & ((1 << to) - 1));
    }
    held &= (1 << bits) - 1;
  }
  if (fill) {
    if (bits > 0) words.push((held << (to - bits)) & ((1 << to) - 1));
  } else if (bits >= from || held !== 0) {
    return null;
  }
  return words;
}

/** `prefix` in small letters. */
export function toBech32(prefix: string, bytes: Uint8Array): string {
  const words = regroup(bytes, 8, 5, true) ?? [];
  const check = checkOf(prefix, [...words, 0, 0, 0, 0, 0, 0]) ^ 1;
  const tail = [25, 20, 15, 10, 5, 0].map((shift) => (check >>> shift) & 31);
  return `${prefix}1${[...words, ...tail].map((word) => BECH32[word]).join('')}`;
}

/** Null where the letters or their checksum do not hold. */
export function fromBech32(prefix: string, text: string): Uint8Array | null {
  if (!text.startsWith(`${prefix}1`) || text.length < prefix.length + 7) return null;
  const words = Array.from(text.slice(prefix.length + 1), (letter) => BECH32.indexOf(letter));
  if (words.includes(-1) || checkOf(prefix, words) !== 1) return null;
  const bytes = regroup(words.slice(0, -6), 5, 8, false);
  return bytes === null ? null : Uint8Array.from(bytes);
}
