/**
 * How alike two sentences are, in hundredths: the folded words and pairs of neighbouring words that they share. Figures
 * do not count (they change from year to year), and the usual abbreviations are read in full. Knows no finding.
 */
import { foldText, words } from './text-fold.ts';

/** The words and pairs of one sentence as numbers, made once where it is held against many. */
export type WordProfile = ReadonlySet<number>;

const inFull: Readonly<Record<string, string>> = {
  tthc: 'thu tuc hanh chinh',
  cchc: 'cai cach hanh chinh',
  ubnd: 'uy ban nhan dan',
  hdnd: 'hoi dong nhan dan',
  vbqppl: 'van ban quy pham phap luat',
  cntt: 'cong nghe thong tin',
  bcci: 'buu chinh cong ich',
  tkq: 'tra ket qua',
  dvctt: 'dich vu cong truc tuyen',
  cbccvc: 'can bo cong chuc vien chuc',
  cbcc: 'can bo cong chuc',
};
/** They stand in every sentence and say nothing of its matter. */
const empty = new Set('va cac cua tai theo o cho la nhung thi ma voi ve do duoc mot'.split(' '));
/** Above every number of a word. */
const PAIR = 2 ** 24;
const FIGURE = /^\p{N}+$/u;

/** Reads profiles of one vocabulary: only these are held against each other. A language has few words, so each is folded once. */
export function createProfiles(): (text: string) => WordProfile {
  const vocabulary = new Map<string, number>();
  const read = new Map<string, readonly number[]>();
  const numberOf = (word: string): number => {
    const known = vocabulary.get(word);
    if (known !== undefined) return known;
    vocabulary.set(word, vocabulary.size + 1);
    return vocabulary.size;
  };
  const numbersOf = (word: string): readonly number[] => {
    const known = read.get(word);
    if (known !== undefined) return known;
    const folded = foldText(word);
    const numbers = (inFull[folded] ?? folded)
      .split(' ')
      .filter((one) => !FIGURE.test(one) && !empty.has(one))
      .map(numberOf);
    read.set(word, numbers);
    return numbers;
  };
  return (text) => {
    const plain = words(text).flatMap(numbersOf);
    const profile = new Set(plain);
    for (let at = 1; at < plain.length; at += 1) profile.add(plain[at - 1]! * PAIR + plain[at]!);
    return profile;
  };
}

/** Twice what is shared by what there is: 0 nothing in common, 100 the same words in the same neighbourhood. */
export function profileLikeness(one: WordProfile, other: WordProfile): number {
  if (one.size === 0 || other.size === 0) return 0;
  const [few, many] = one.size < other.size ? [one, other] : [other, one];
  let shared = 0;
  for (const part of few) if (many.has(part)) shared += 1;
  return Math.floor((200 * shared) / (one.size + other.size));
}

export function likeness(one: string, other: string): number {
  const profileOf = createProfiles();
  return profileLikeness(profileOf(one), profileOf(other));
}
