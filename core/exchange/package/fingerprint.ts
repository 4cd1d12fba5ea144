/** The keys of an office as eight words that two people compare over the telephone: 80 bits. */
import { blake2b } from '@noble/hashes/blake2.js';
import { regroup } from './codes.ts';
import { fingerprintWords } from './fingerprint-words.ts';

const BITS = 10;
const WORDS = 8;

/** `signPublic` and `ageRecipient` as the card has them. */
export function fingerprintOf(signPublic: string, ageRecipient: string): readonly string[] {
  const digest = blake2b(new TextEncoder().encode(`cchc ${signPublic} ${ageRecipient}`), {
    dkLen: (BITS * WORDS) / 8,
  });
  return (regroup(digest, 8, BITS, false) ?? []).map((index) => fingerprintWords[index]!);
}

function plain(word: string): string {
  return word
    .normalize('NFD')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replaceAll(/[^a-z]/g, '');
}

/** Compares words as people write them: with or without marks. */
export function sameFingerprint(left: readonly string[], right: readonly string[]): boolean {
  return (
    left.length === WORDS &&
    right.length === WORDS &&
    left.every((word, at) => plain(word) === plain(right[at]!))
  );
}
