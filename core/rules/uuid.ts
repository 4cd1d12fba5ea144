/**
 * Ids (RFC 9562). Version 5 for rows that must be the same everywhere (catalogue, samples), version 7 for new
 * rows, from a time and random bytes that the caller gives: there is no clock and no chance in here.
 */
import { sha1 } from './sha1.ts';

const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function toText(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < 16; i += 1) {
    if (i === 4 || i === 6 || i === 8 || i === 10) text += '-';
    text += hexOf[bytes[i] ?? 0];
  }
  return text;
}

function toBytes(uuid: string): Uint8Array {
  const hex = uuid.replaceAll('-', '');
  if (!/^[0-9a-f]{32}$/i.test(hex)) throw new RangeError(`not a UUID: ${uuid}`);
  return Uint8Array.from({ length: 16 }, (_, i) => Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16));
}

function stamp(bytes: Uint8Array, version: number): string {
  bytes[6] = (bytes[6]! & 0x0f) | (version << 4);
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return toText(bytes);
}

/** The same name in the same namespace is always the same id. The name is taken in NFC. */
export function uuidV5(namespace: string, name: string): string {
  const text = new TextEncoder().encode(name.normalize('NFC'));
  const message = new Uint8Array(16 + text.length);
  message.set(toBytes(namespace));
  message.set(text, 16);
  return stamp(sha1(message).slice(0, 16), 5);
}

/** `milliseconds` since 1970 and at least ten random bytes: ids sort by the time they were made. */
export function uuidV7(milliseconds: number, randomBytes: Uint8Array): string {
  if (!Number.isInteger(milliseconds) || milliseconds < 0 || milliseconds > 0xffff_ffff_ffff) {
    throw new RangeError('a time outside of 48 bits');
  }
  if (randomBytes.length < 10) throw new RangeError('ten random bytes are needed');
  const bytes = new Uint8Array(16);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(milliseconds) << 16n);
  bytes.set(randomBytes.subarray(0, 10), 6);
  return stamp(bytes, 7);
}
