// Puts a phrase into a text where the cursor was, and says where the cursor then stands.
export function insertPhrase(
  text: string,
  phrase: string,
  caret: number | null,
): { readonly text: string; readonly end: number } {
  const at = caret === null ? text.length : Math.min(Math.max(caret, 0), text.length);
  const before = text.slice(0, at).replace(/[ \t]+$/u, '');
  const after = text.slice(at).replace(/^[ \t]+/u, '');
  const startsSentence = before === '' || /[.!?…:]$|\n$/u.test(before);
  const words = startsSentence ? upperFirst(phrase) : phrase;
  const lead = before === '' || before.endsWith('\n') ? '' : ' ';
  const tail = after === '' || /^[\n.,;:!?)…]/u.test(after) ? '' : ' ';
  const head = `${before}${lead}${words}`;
  return { text: `${head}${tail}${after}`, end: head.length };
}

export function upperFirst(text: string): string {
  const [first = ''] = text;
  return (first.toLocaleUpperCase('vi') + text.slice(first.length)).normalize('NFC');
}
