/**
 * Where the tone stands in oa, oe and uy at the end of a syllable: hòa, khỏe, thủy (`old`) or hoà, khoẻ, thuỷ (`new`).
 * Makes our own sentences uniform; names, capitalised words inside a sentence and quoted words stay as they are written.
 */
export type ToneStyle = 'old' | 'new';

const ONSET = '(?:b|ch?|d|đ|gh?|h|kh?|l|m|ng?h?|nh|ph?|r|s|th?|tr|v|x)?';
const TONE = '[\\u0300\\u0301\\u0303\\u0309\\u0323]';
/** Decomposed: qu, gi and everything with a final letter or another mark fall out by themselves. */
const AFFECTED = new RegExp(`^(${ONSET})(?:(o)(${TONE})?([ae])|(u)(${TONE})?(y))(${TONE})?$`, 'iu');

/** One syllable in the style; any other word as it is. */
export function toneSyllable(word: string, style: ToneStyle): string {
  const match = AFFECTED.exec(word.normalize('NFD'));
  if (match === null) return word;
  const [, onset = '', o, toneOfO, ae, u, toneOfU, y, last] = match;
  const first = o ?? u ?? '';
  const second = ae ?? y ?? '';
  const early = toneOfO ?? toneOfU;
  // No tone to move, or two of them: no word of ours.
  if ((early === undefined) === (last === undefined)) return word;
  const tone = early ?? last ?? '';
  const nucleus = style === 'old' ? `${first}${tone}${second}` : `${first}${second}${tone}`;
  return `${onset}${nucleus}`.normalize('NFC');
}

interface Span {
  readonly start: number;
  readonly end: number;
}

const QUOTED = /“[^”]*”|"[^"]*"|«[^»]*»|‘[^’]*’/gu;
const WORD = /\p{L}[\p{L}\p{M}]*/gu;
const isCapital = (letter: string) => letter !== letter.toLocaleLowerCase('vi');
/** What bodies are called, wherever it stands: "Ủy ban nhân dân", "Ủy viên". */
const bodyWord = /^(?:ban|viên)$/iu;

/**
 * `names`: agencies, people, places and quoted papers that this text may name. Without a style every text stays as it
 * was typed.
 */
export function applyToneMarks(
  text: string,
  style: ToneStyle | null | undefined,
  names: readonly string[] = [],
): string {
  if (style == null) return text;
  const plain = text.normalize('NFC');
  const kept = protectedSpans(plain, names);
  const found = [...plain.matchAll(WORD)];
  let out = '';
  let done = 0;
  found.forEach((match, index) => {
    const [word] = match;
    const start = match.index;
    const end = start + word.length;
    const changed = toneSyllable(word, style);
    if (changed === word) return;
    if (kept.some((span) => span.start < end && start < span.end)) return;
    if (isCapital(word.charAt(0)) ? isNameHere(plain, found, index) : endsName(plain, found, index)) return;
    out += plain.slice(done, start) + changed;
    done = end;
  });
  return out + plain.slice(done);
}

/** A capital begins a name, unless it only begins the sentence: then the next word is written small. */
function isNameHere(text: string, found: readonly RegExpExecArray[], index: number): boolean {
  const { 0: word, index: start } = found[index]!;
  const next = found[index + 1];
  const between = next === undefined ? '' : text.slice(start + word.length, next.index);
  const follows = next !== undefined && /^[ \u00a0]+$/u.test(between) ? next[0] : undefined;
  const isUpper = word.length > 1 && word === word.toLocaleUpperCase('vi');
  if (isUpper || (follows !== undefined && (isCapital(follows.charAt(0)) || bodyWord.test(follows)))) {
    return true;
  }
  const before = text.slice(0, start).trimEnd();
  return before !== '' && !/(?:[.!?…:;]|^[-+•*])$/u.test(before);
}

/** The second syllable of a word that is written large for the sake of a name: "Sở Văn hóa". */
function endsName(text: string, found: readonly RegExpExecArray[], index: number): boolean {
  const before = found[index - 1];
  if (before === undefined || !isCapital(before[0].charAt(0))) return false;
  const between = text.slice(before.index + before[0].length, found[index]!.index);
  return /^[ \u00a0]+$/u.test(between) && isNameHere(text, found, index - 1);
}

function protectedSpans(text: string, names: readonly string[]): Span[] {
  const spans: Span[] = [...text.matchAll(QUOTED)].map(({ index, 0: quoted }) => ({
    start: index,
    end: index + quoted.length,
  }));
  // Cutting a name or a paper short would let its parts be changed: whole texts are looked for, whatever their case.
  const lower = text.toLocaleLowerCase('vi');
  if (lower.length !== text.length) return spans;
  for (const name of new Set(names)) {
    const wanted = name.normalize('NFC').trim().toLocaleLowerCase('vi');
    if (wanted === '') continue;
    for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + wanted.length)) {
      spans.push({ start: at, end: at + wanted.length });
    }
  }
  return spans;
}
