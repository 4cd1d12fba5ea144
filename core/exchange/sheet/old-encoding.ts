/**
 * Texts in the encodings from before Unicode: TCVN3 (.VnTime, one byte for a letter) and VNI (a letter and its marks
 * behind it). Tells them from Unicode by the shape of the syllables, and converts them.
 *
 * The table is our own because the library that was tried (vietnamese-conversion 2.0.0) converts wrongly: it replaces
 * letter by letter over the whole text, so that VNI "ôù" is read as "ô" with a letter left over (ớ, ờ, ở, ỡ, ợ and all
 * of ư with a tone are lost), and it gives ỹ and ỷ the codes of ì and ë. Here the longest code at a place wins.
 */
import { isMarked, isSyllable } from './syllable.ts';

export type OldEncoding = 'tcvn3' | 'vni';

/** TCVN 5712:1993, VN3. Only these have capitals of their own; all others are told by the font (.VnTimeH). */
const TCVN3: ReadonlyMap<string, string> = new Map(
  pairs(
    'µà ¶ả ·ã ¸á ¹ạ ¨ă »ằ ¼ẳ ½ẵ ¾ắ Æặ ©â Çầ Èẩ Éẫ Êấ Ëậ ®đ Ìè Îẻ Ïẽ Ðé Ñẹ ªê Òề Óể Ôễ Õế Öệ ' +
      '×ì Øỉ Üĩ Ýí Þị ßò áỏ âõ ãó äọ «ô åồ æổ çỗ èố éộ ¬ơ êờ ëở ìỡ íớ îợ ïù ñủ òũ óú ôụ \u00adư õừ öử ÷ữ øứ ùự ' +
      'úỳ ûỷ üỹ ýý þỵ ¡Ă ¢Â £Ê ¤Ô ¥Ơ ¦Ư §Đ',
  ),
);

/** Marks behind a base letter, by base. */
const VNI_MARKS: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  a: new Map(pairs('ùá øà ûả õã ïạ ââ áấ àầ åẩ ãẫ äậ êă éắ èằ úẳ üẵ ëặ')),
  e: new Map(pairs('ùé øè ûẻ õẽ ïẹ âê áế àề åể ãễ äệ')),
  o: new Map(pairs('ùó øò ûỏ õõ ïọ âô áố àồ åổ ãỗ äộ')),
  u: new Map(pairs('ùú øù ûủ õũ ïụ')),
  y: new Map(pairs('ùý øỳ ûỷ õỹ')),
  ô: new Map(pairs('ùớ øờ ûở õỡ ïợ')),
  ö: new Map(pairs('ùứ øừ ûử õữ ïự')),
};
const VNI_SINGLE: ReadonlyMap<string, string> = new Map(pairs('ñđ ôơ öư íí ìì æỉ óĩ òị îỵ'));

function pairs(text: string): [string, string][] {
  return text.split(' ').map((pair) => {
    const [from = '', to = ''] = Array.from(pair);
    return [from, to];
  });
}

/** What text in an old encoding may hold besides ASCII: Latin-1, and the signs that Windows put between. */
const OLD_REPERTOIRE =
  /^[\p{ASCII}\u00a0-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2010-\u2027\u2030\u2039\u203a\u20ac\u2122]*$/u;

/** Letters that only Unicode has: whoever wrote one of them did not write in an old encoding. */
export function isUnicodeOnly(text: string): boolean {
  return !OLD_REPERTOIRE.test(text);
}

/** Words as both sides of a conversion see them: whatever stands between blanks and ASCII signs. */
function rawWords(text: string): readonly string[] {
  return text.split(/(?:[^A-Za-z\u00a1-\uffff]|[\u2010-\u2027])+/u).filter((word) => word !== '');
}

function fromTcvn3(text: string): string {
  const converted = Array.from(text, (letter) => TCVN3.get(letter) ?? letter);
  return capitalised(text, converted).replace(CAPITAL_BEFORE, (both, capital: string, small: string) =>
    small.toUpperCase() !== capital && baseOf(small) === capital.normalize('NFD').charAt(0)
      ? small.toUpperCase()
      : both,
  );
}

/** Some programs wrote À as A and à, Ấ as Â and ấ. No Vietnamese word begins so. */
const CAPITAL_BEFORE = /([AĂÂEÊIOÔƠUƯY])([^\p{ASCII}])/gu;
function baseOf(letter: string): string {
  return letter === letter.toLowerCase() ? letter.normalize('NFD').charAt(0).toUpperCase() : '';
}

/**
 * TCVN3 has no capital À: it is à in a font of capitals, so a heading reads "UBND TØNH". Where every letter that can
 * show its case is a capital, the rest are capitals too; else inside each word that is so.
 */
function capitalised(source: string, converted: readonly string[]): string {
  const isHeading = /[A-Z]/u.test(source) && !/[a-z]/u.test(source) && /\p{L}[A-Z]|[A-Z]{2}/u.test(source);
  const text = converted.join('');
  if (isHeading) return text.toUpperCase();
  return text.replace(/[\p{L}\p{M}]+/gu, (word) => {
    const ascii = word.replace(/[^A-Za-z]/gu, '');
    const isCapital = ascii.length > 1 && ascii === ascii.toUpperCase() && word !== word.toUpperCase();
    return isCapital ? word.toUpperCase() : word;
  });
}

function fromVni(text: string): string {
  const letters = Array.from(text);
  let converted = '';
  for (let index = 0; index < letters.length; index += 1) {
    const letter = letters[index] ?? '';
    const lower = letter.toLowerCase();
    const next = letters[index + 1]?.toLowerCase() ?? '';
    const marked = VNI_MARKS[lower]?.get(next);
    const single = VNI_SINGLE.get(lower);
    const found = marked ?? single ?? letter;
    converted += letter === lower ? found : found.toUpperCase();
    if (marked !== undefined) index += 1;
  }
  return converted;
}

/** The text in Unicode. What holds letters that the old encoding does not have is left as it is. */
export function fromOldEncoding(text: string, encoding: OldEncoding): string {
  if (isUnicodeOnly(text) || !/[^\p{ASCII}]/u.test(text)) return text;
  return (encoding === 'tcvn3' ? fromTcvn3(text) : fromVni(text)).normalize('NFC');
}

/** How the texts speak: words that are syllables only as Unicode, only as TCVN3, only as VNI. */
interface Votes {
  unicode: number;
  tcvn3: number;
  vni: number;
}

function count(text: string, votes: Votes): void {
  if (!isMarked(text)) return;
  // Decomposed text is Unicode as well; so is everything with ư, đ, ạ and the like.
  const whole = text.normalize('NFC');
  if (isUnicodeOnly(whole)) {
    votes.unicode += rawWords(whole).filter(isMarked).length;
    return;
  }
  for (const word of rawWords(whole)) {
    if (!isMarked(word)) continue;
    if (isSyllable(word)) {
      votes.unicode += 1;
      continue;
    }
    const tcvn3 = fromOldEncoding(word, 'tcvn3');
    const vni = fromOldEncoding(word, 'vni');
    if (tcvn3 !== word && isSyllable(tcvn3)) votes.tcvn3 += 1;
    if (vni !== word && isSyllable(vni)) votes.vni += 1;
  }
}

/**
 * The encoding of texts that belong together (a column). Old only where the words that make sense in it are at least
 * two and clearly more than those that make sense as they are: a false alarm would spoil good text.
 */
export function detectEncoding(texts: Iterable<string>): 'unicode' | OldEncoding {
  const votes: Votes = { unicode: 0, tcvn3: 0, vni: 0 };
  for (const text of texts) count(text, votes);
  const best = votes.tcvn3 >= votes.vni ? 'tcvn3' : 'vni';
  return votes[best] >= 2 && votes[best] > 2 * votes.unicode ? best : 'unicode';
}
