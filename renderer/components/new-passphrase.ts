// A passphrase that is set: typed twice, long enough, and how easily it is guessed. Pure.
import { isLongEnough } from '../../core/exchange/package/passphrase.ts';

export interface NewPassphrase {
  readonly first: string;
  readonly second: string;
}
export const noPassphrase: NewPassphrase = { first: '', second: '' };

export type PassphraseFault = 'short' | 'differs';

/** Null: it can be set. Compared in the form in which it is used. */
export function passphraseFault({ first, second }: NewPassphrase): PassphraseFault | null {
  if (!isLongEnough(first)) return 'short';
  return first.normalize('NFC') === second.normalize('NFC') ? null : 'differs';
}

export type Strength = 'short' | 'weak' | 'fair' | 'strong';

/** By length and by how many different letters; what is only digits counts half. */
export function strengthOf(text: string): Strength {
  if (!isLongEnough(text)) return 'short';
  const letters = [...text.normalize('NFC')];
  const different = new Set(letters).size;
  const length = letters.every((letter) => /\d/.test(letter)) ? letters.length / 2 : letters.length;
  if (length < 10 || different < 6) return 'weak';
  return length >= 16 && different >= 8 ? 'strong' : 'fair';
}
