// Eight words, one office's and another's: what was heard is compared with what stands on the card. Exactly, but for
// case, Unicode form and spaces: a word that only sounds alike is another word.
import { foldText } from '../../../core/rules/text-fold.ts';

const plain = (word: string) => word.normalize('NFC').toLocaleLowerCase('vi').trim();

export interface HeardWord {
  readonly word: string;
  /** False: another word stands at this place of the card. */
  readonly same: boolean;
}

/** The words that were typed, each beside its place; numbers and commas between them are left out. */
export function heardWords(typed: string, expected: readonly string[]): readonly HeardWord[] {
  const said = plain(typed)
    .split(/[\s,.;:–-]+/u)
    .filter((word) => word !== '' && !/^\d+$/u.test(word));
  const words = joined(said, expected);
  return words.map((word, index) => ({ word, same: word === plain(expected[index] ?? '') }));
}

/** A word of several syllables is one word. */
function joined(said: readonly string[], expected: readonly string[]): readonly string[] {
  const words: string[] = [];
  let at = 0;
  for (const word of expected) {
    if (at >= said.length) break;
    const syllables = plain(word).split(/[\s-]+/u).length;
    words.push(said.slice(at, at + syllables).join(' '));
    at += syllables;
  }
  // What was said beyond the eighth is one word too many.
  return at < said.length ? [...words, ...said.slice(at)] : words;
}

export function allSame(heard: readonly HeardWord[], expected: readonly string[]): boolean {
  return heard.length === expected.length && heard.every(({ same }) => same);
}

/** Offices by what is typed: marks or none, any part of the name. */
export function matchesOffice(name: string, typed: string): boolean {
  const wanted = foldText(typed).trim();
  return wanted === '' || foldText(name).includes(wanted);
}
