/**
 * What opens a file for whoever knows it: how long it has to be, and words that are drawn by lot and said to somebody,
 * apart from the file. The randomness comes from the caller.
 */
import { foldText } from '../../rules/text-fold.ts';
import { fingerprintWords } from './fingerprint-words.ts';

export const PASSPHRASE_MINIMUM = 8;

/** Counted in letters, in the form in which it is used. */
export function isLongEnough(passphrase: string): boolean {
  return [...passphrase.normalize('NFC').trim()].length >= PASSPHRASE_MINIMUM;
}

export const PROPOSED_WORDS = 6;

/** One for any file: six words without marks, as every keyboard writes them. 60 bits. */
export function proposedPassphrase(random: Uint8Array): string {
  return drawnWords(random, PROPOSED_WORDS).map(foldText).join('-');
}

/** Ten bits each, of two bytes each. */
export function drawnWords(random: Uint8Array, count: number): readonly string[] {
  if (random.length !== count * 2) throw new RangeError('Two bytes for a word');
  return Array.from(
    { length: count },
    (_, at) => fingerprintWords[((random[at * 2]! << 8) | random[at * 2 + 1]!) % fingerprintWords.length]!,
  );
}

/** Typed back with or without marks, in capitals, with commas between them: as they were drawn; what is no word of the list stays as it was typed. */
export function wordsAsDrawn(typed: string): string {
  const plain = new Map(fingerprintWords.map((word) => [foldText(word), word]));
  return typed
    .normalize('NFC')
    .split(/[\s,;.]+/)
    .filter((word) => word !== '')
    .map((word) => plain.get(foldText(word)) ?? word)
    .join(' ');
}
