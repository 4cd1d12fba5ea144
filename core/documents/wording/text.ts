// Small repairs of running text: first letters, closing punctuation, characters that no file may hold.

/** NFC, well formed, without control characters; tabs become spaces, line breaks stay. */
export function cleanText(text: string): string {
  return (
    text
      .replace(/\r\n?|[\u2028\u2029]/g, '\n')
      .replace(/\t/g, ' ')
      // oxlint-disable-next-line no-control-regex -- control characters make an invalid XML file
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]/g, '')
      .toWellFormed()
      .normalize('NFC')
  );
}

/** On one line, single spaces; non-breaking gaps are kept. */
export function oneLine(text: string): string {
  return cleanText(text)
    .replace(/[ \n]+/g, ' ')
    .trim();
}

/** Some letters fall apart when they are capitalised: composed again. */
export function upperCase(text: string): string {
  return text.toLocaleUpperCase('vi').normalize('NFC');
}

export function upperFirst(text: string): string {
  const [first = ''] = text;
  return (first.toLocaleUpperCase('vi') + text.slice(first.length)).normalize('NFC');
}

/** Lower-cases the first letter unless the word is an abbreviation such as `UBND`. */
export function lowerFirst(text: string): string {
  const [first = '', second = ''] = text;
  const isCapital = (letter: string): boolean => letter !== letter.toLocaleLowerCase('vi');
  if (isCapital(second)) return text;
  return (first.toLocaleLowerCase('vi') + text.slice(first.length)).normalize('NFC');
}

/** Without the end mark, full stop, comma or semicolon at the end. An ellipsis stays. */
export function withoutEnd(text: string): string {
  return text.replace(/(?:\.\/\.|(?<!\.)\.|[;,:\s])+$/u, '');
}

/** Ends in a full stop unless it already closes with punctuation that ends a sentence. */
export function sentence(text: string): string {
  const bare = withoutEnd(oneLine(text));
  return bare === '' || /[.!?…]$/.test(bare) ? bare : `${bare}.`;
}

/** `a, b và c`, with the separator given. */
export function joinWords(words: readonly string[], separator = ', '): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(separator)} và ${words.at(-1) ?? ''}`;
}

/** Nothing, or the dots of a place that is filled in by hand. */
export const isOpenPlace = (text: string): boolean => /^[.…\s]*$/u.test(text);
