/**
 * Vietnamese text without its marks, for search: "Sở Nội vụ" and "so noi vu" fold to the same. Two ways of
 * placing a tone ("hoà", "hòa") fold together as well. Only for comparing; nobody is ever shown a folded text.
 */

const MARKS = /\p{M}+/gu;
const NOT_A_WORD = /[^\p{L}\p{N}\p{M}]+/u;

/** NFD, marks stripped, đ → d, lower case, NFC again (so that what had no marks is as it was). */
export function foldText(text: string): string {
  return text.normalize('NFD').replace(MARKS, '').toLowerCase().replaceAll('đ', 'd').normalize('NFC');
}

/** The words of a text in NFC and lower case, with their marks. Punctuation and operators fall away. */
export function words(text: string): readonly string[] {
  return text
    .normalize('NFC')
    .toLowerCase()
    .split(NOT_A_WORD)
    .filter((word) => word !== '');
}
