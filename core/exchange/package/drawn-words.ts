/**
 * Words that are drawn by lot and said to somebody: they open a file, so they are said apart from it. Typed back with or
 * without marks, in capitals, with commas between them. The randomness comes from the caller.
 */
import { foldText } from '../../rules/text-fold.ts';
import { fingerprintWords } from './fingerprint-words.ts';

/** Ten bits each, of two bytes each. */
export function drawnWords(random: Uint8Array, count: number): readonly string[] {
  if (random.length !== count * 2) throw new RangeError('Two bytes for a word');
  return Array.from(
    { length: count },
    (_, at) => fingerprintWords[((random[at * 2]! << 8) | random[at * 2 + 1]!) % fingerprintWords.length]!,
  );
}

/** As they were drawn; what is no word of the list stays as it was typed. */
export function wordsAsDrawn(typed: string): string {
  const plain = new Map(fingerprintWords.map((word) => [foldText(word), word]));
  return typed
    .normalize('NFC')
    .split(/[\s,;.]+/)
    .filter((word) => word !== '')
    .map((word) => plain.get(foldText(word)) ?? word)
    .join(' ');
}
