/**
 * Signatures in the form of minisign (Ed25519 over BLAKE2b-512, the trusted comment signed too), so that the tool checks
 * ours and we check its. Knows neither packages nor where keys come from.
 */
import { ed25519 } from '@noble/curves/ed25519.js';
import { blake2b } from '@noble/hashes/blake2.js';
import { fromBase64, toBase64 } from './codes.ts';

export interface SignKeys {
  /** 32 bytes, the Ed25519 seed. */
  readonly signSeed: Uint8Array;
  readonly signPublic: string;
}
/** What `sign` writes on the first line; it is not signed, so it says nothing. */
export const UNTRUSTED_COMMENT = 'untrusted comment: kiem-tra-cchc';

const PURE = [0x45, 0x64]; // "Ed"
const HASHED = [0x45, 0x44]; // "ED"
const TRUSTED = 'trusted comment: ';
const utf8 = (text: string) => new TextEncoder().encode(text);

function joined(...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** minisign draws the number of a key by lot; ours follows from the key. */
function keyNumber(publicKey: Uint8Array): Uint8Array {
  return blake2b(publicKey, { dkLen: 8 });
}

export function makeKeys(random: Uint8Array): SignKeys {
  if (random.length !== 32) throw new RangeError('A signing key is 32 bytes');
  const publicKey = ed25519.getPublicKey(random);
  return {
    signSeed: Uint8Array.from(random),
    signPublic: toBase64(joined(PURE, keyNumber(publicKey), publicKey)),
  };
}

interface PublicKey {
  readonly number: Uint8Array;
  readonly key: Uint8Array;
}
function readPublic(text: string): PublicKey | null {
  const bytes = fromBase64(text);
  if (bytes?.length !== 42 || bytes[0] !== PURE[0] || bytes[1] !== PURE[1]) return null;
  return { number: bytes.subarray(2, 10), key: bytes.subarray(10) };
}

export function isSignPublic(text: string): boolean {
  return readPublic(text) !== null;
}

/** The text of a `.minisig` file: four lines. */
export function sign(seed: Uint8Array, bytes: Uint8Array, trustedComment: string): string {
  if (/[\r\n]/.test(trustedComment)) throw new RangeError('A trusted comment is one line');
  const publicKey = ed25519.getPublicKey(seed);
  const signature = ed25519.sign(blake2b(bytes, { dkLen: 64 }), seed);
  const whole = ed25519.sign(joined(signature, utf8(trustedComment)), seed);
  const first = toBase64(joined(HASHED, keyNumber(publicKey), signature));
  return `${UNTRUSTED_COMMENT}\n${first}\n${TRUSTED}${trustedComment}\n${toBase64(whole)}\n`;
}

/** The trusted comment where the signature holds; null where it does not. */
export function verify(
  signPublic: string,
  bytes: Uint8Array,
  signatureText: string,
): { readonly trustedComment: string } | null {
  const known = readPublic(signPublic);
  const [untrusted, first, comment, second, end, ...more] = signatureText.split('\n');
  if (known === null || untrusted === undefined || first === undefined || second === undefined) return null;
  if (!untrusted.startsWith('untrusted comment: ') || !comment?.startsWith(TRUSTED)) return null;
  if (end !== '' || more.length > 0) return null;
  const head = fromBase64(first);
  const whole = fromBase64(second);
  if (head?.length !== 74 || whole?.length !== 64 || head[0] !== HASHED[0] || head[1] !== HASHED[1])
    return null;
  if (head.subarray(2, 10).some((byte, at) => byte !== known.number[at])) return null;
  const signature = head.subarray(10);
  const trustedComment = comment.slice(TRUSTED.length);
  const holds =
    holdsFor(known.key, blake2b(bytes, { dkLen: 64 }), signature) &&
    holdsFor(known.key, joined(signature, utf8(trustedComment)), whole);
  return holds ? { trustedComment } : null;
}

function holdsFor(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    // As RFC 8032 says, so that whoever checks comes to the same answer.
    return ed25519.verify(signature, message, key, { zip215: false });
  } catch {
    // Points that are none.
    return false;
  }
}
