// A passphrase that is set: typed twice, at least eight characters. Said only after somebody tried.
export interface NewPassphrase {
  readonly first: string;
  readonly second: string;
}
export const noPassphrase: NewPassphrase = { first: '', second: '' };

export const PASSPHRASE_LEAST = 8;

export type PassphraseFault = 'short' | 'differs';

/** Null: it can be set. Counted in the form in which it is used. */
export function passphraseFault({ first, second }: NewPassphrase): PassphraseFault | null {
  if ([...first.normalize('NFC')].length < PASSPHRASE_LEAST) return 'short';
  return first.normalize('NFC') === second.normalize('NFC') ? null : 'differs';
}
