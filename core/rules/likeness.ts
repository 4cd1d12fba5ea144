/**
 * How alike two sentences are, in hundredths: the folded words and pairs of neighbouring words that they share. Figures
 * do not count (they change from year to year), and the usual abbreviations are read in full. Knows no finding.
 */
import { foldText, words } from './text-fold.ts';

/** The words and pairs of one sentence, made once where it is held against many. */
export type WordProfile = ReadonlySet<string>;

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
const FIGURE = /^\p{N}+$/u;

export function wordProfile(text: string): WordProfile {
  const plain = words(foldText(text))
    .flatMap((word) => (inFull[word] ?? word).split(' '))
    .filter((word) => !FIGURE.test(word) && !empty.has(word));
  const profile = new Set(plain);
  for (let at = 1; at < plain.length; at += 1) profile.add(`${plain[at - 1]!} ${plain[at]!}`);
  return profile;
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
  return profileLikeness(wordProfile(one), wordProfile(other));
}
