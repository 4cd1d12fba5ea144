// Boilerplate: the standing texts of every kind of paper, in parts, with data fields in double braces. What the
// application brings (presets) gives way to the office's own text; both are filled and checked here.
import type { BoilerplateFault } from '../contract/boilerplates.ts';
import type { TextMark } from './content.ts';
import { fieldsKnownTo, isFieldName } from './fields.ts';
import type { DocumentKind } from './kinds.ts';
import { presetsAfterVisit } from './presets-after.ts';
import { presetsBeforeVisit } from './presets-before.ts';
import { BLANK } from './wording/numbers.ts';
import { cleanText, oneLine } from './wording/text.ts';

/** By kind and part; lines are separated by \n. An empty text prints nothing until the office writes one. */
export const boilerplatePresets: Readonly<Record<DocumentKind, Readonly<Record<string, string>>>> = {
  ...presetsBeforeVisit,
  ...presetsAfterVisit,
};

/** The parts of a kind, in the order of the paper. */
export function boilerplateParts(kind: DocumentKind): readonly string[] {
  return Object.keys(boilerplatePresets[kind]);
}

export interface FilledLine {
  readonly text: string;
  /** Where fields stand, blanks included: they follow the data. */
  readonly marks: readonly TextMark[];
  /** Fields that had no value. */
  readonly blanks: readonly string[];
}

const FIELD = /\{\{\s*([^{}]*?)\s*\}\}/gu;

/** One per line that holds a text; a field without a value prints a blank to be filled in by hand. */
export function fillBoilerplate(
  text: string,
  fields: Readonly<Record<string, string | null>>,
): readonly FilledLine[] {
  return cleanText(text)
    .split('\n')
    .map((line) => fillLine(oneLine(line), fields))
    .filter((line) => line.text !== '');
}

function fillLine(line: string, fields: Readonly<Record<string, string | null>>): FilledLine {
  const marks: TextMark[] = [];
  const blanks: string[] = [];
  let text = '';
  let done = 0;
  for (const match of line.matchAll(FIELD)) {
    const [whole, written = ''] = match;
    const name = written.normalize('NFC');
    text += plainBraces(line.slice(done, match.index));
    const value = Object.hasOwn(fields, name) ? oneLine(fields[name] ?? '') : '';
    if (value === '') blanks.push(name);
    const printed = value === '' ? BLANK : value;
    // A name that no field has cannot follow any data: its blank is plain text.
    if (isFieldName(name)) marks.push({ from: text.length, to: text.length + printed.length, field: name });
    text += printed;
    done = match.index + whole.length;
  }
  // A blank at the end takes no full stop.
  const whole = (text + plainBraces(line.slice(done))).replace(/…\.$/u, '…');
  return { text: whole, marks, blanks };
}

/** Braces that close nothing are a slip of the pen: the check names them, and no paper shows them. */
function plainBraces(text: string): string {
  return text.replaceAll(/[{}]/g, '');
}

// ── The check ────────────────────────────────────────────────────────────────────────────────────────────

export interface CheckedBoilerplate {
  readonly kind: DocumentKind;
  readonly part: string;
  readonly issuerId: string | null;
  readonly text: string;
}

type Found = Pick<BoilerplateFault, 'code' | 'name' | 'nearest'>;

/** Fields without a value are named only where values are given (those of a round). */
export function checkBoilerplate(
  { kind, part, issuerId, text }: CheckedBoilerplate,
  fields: Readonly<Record<string, string | null>> | null = null,
): BoilerplateFault[] {
  const known = fieldsKnownTo(kind);
  const lines = text.replace(/\r\n?|[\u2028\u2029]/g, '\n').split('\n');
  return lines.flatMap((line, index) =>
    [
      ...checkFields(line, known, fields),
      ...checkBraces(line),
      ...checkCharacters(line),
      ...checkSecrecy(line),
    ].map((fault) => ({ ...fault, kind, part, issuerId, paragraph: index + 1 })),
  );
}

function checkFields(
  line: string,
  known: readonly string[],
  fields: Readonly<Record<string, string | null>> | null,
): Found[] {
  const names = [...line.normalize('NFC').matchAll(FIELD)].map(([, name = '']) => name);
  return [...new Set(names)].flatMap((name): Found[] => {
    if (!known.includes(name)) return [{ code: 'unknown_field', name, nearest: nearestField(name, known) }];
    const isEmpty = fields !== null && (fields[name] ?? '').trim() === '';
    return isEmpty ? [{ code: 'empty_field', name, nearest: null }] : [];
  });
}

function checkBraces(line: string): Found[] {
  const rest = line.replace(FIELD, '');
  const open = /[{}]+.{0,20}/u.exec(rest);
  return open === null ? [] : [{ code: 'open_braces', name: open[0], nearest: null }];
}

/** What the printed face has: Latin letters with Vietnamese ones, general punctuation, and a few signs. */
const printable =
  /^[\u{20}-\u{7e}\u{a0}-\u{ac}\u{ae}-\u{ff}\u{102}\u{103}\u{110}\u{111}\u{128}\u{129}\u{131}\u{152}\u{153}\u{168}\u{169}\u{1a0}\u{1a1}\u{1af}\u{1b0}\u{2bb}\u{2bc}\u{2c6}\u{2da}\u{2dc}\u{1ea0}-\u{1ef9}\u{2000}-\u{200a}\u{2010}-\u{2027}\u{202f}-\u{205f}\u{20ab}\u{20ac}\u{2122}\u{2191}\u{2193}\u{2212}\u{2215}]$/u;
/** Tones that no composed letter holds; the face sets them on the letter before. */
const combining = new Set(['\u{300}', '\u{301}', '\u{303}', '\u{304}', '\u{308}', '\u{309}', '\u{323}']);

/** Characters that the face of official papers cannot print, each once, with its place (from 0, in UTF-16 units). */
export function unsupportedCharacters(
  text: string,
): readonly { readonly character: string; readonly at: number }[] {
  const found = new Map<string, number>();
  let at = 0;
  for (const character of text.normalize('NFC')) {
    const isKnown = /[\n\t]/.test(character) || printable.test(character) || combining.has(character);
    if (!isKnown && !found.has(character)) found.set(character, at);
    at += character.length;
  }
  return [...found].map(([character, place]) => ({ character, at: place }));
}

/** A character to be read by a person: itself where it can be seen, with its code. */
export function characterName(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character) ? `${character} (U+${code})` : `U+${code}`;
}

function checkCharacters(line: string): Found[] {
  return unsupportedCharacters(line).map(({ character, at }) => ({
    code: 'unsupported_character',
    name: `${characterName(character)}, vị trí ${String(at + 1)}`,
    nearest: null,
  }));
}

const secretMark = /^\s*(?:(?:tuyệt mật|tối mật|mật)\s*[.:]?\s*$|độ\s+mật\s*:)/iu;

/** A line that marks a secret: such a paper may not be drafted here. */
export function isSecretMark(line: string): boolean {
  const plain = line.normalize('NFC');
  if (!secretMark.test(plain)) return false;
  // `mật` as an ordinary word at the end of a broken line is no stamp: stamps are in capitals.
  return /độ\s+mật\s*:/iu.test(plain) || plain === plain.toLocaleUpperCase('vi');
}

function checkSecrecy(line: string): Found[] {
  return isSecretMark(line) ? [{ code: 'secret_mark', name: line.trim(), nearest: null }] : [];
}

/** The known field that takes the fewest changes of letters; null where none is near. */
export function nearestField(name: string, known: readonly string[]): string | null {
  const wanted = plainName(name);
  if (wanted === '') return null;
  let best: string | null = null;
  let least = Math.max(2, Math.floor(wanted.length / 3)) + 1;
  for (const field of known) {
    const changes = distance(wanted, field);
    if (changes < least) {
      least = changes;
      best = field;
    }
  }
  return best;
}

/** `Đơn vị` and `don-vi` are both meant for `don_vi`. */
function plainName(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[Đđ]/g, 'd')
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
}

function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let at = 1; at <= one.length; at += 1) {
    const next = [at];
    for (let to = 1; to <= other.length; to += 1) {
      const same = one[at - 1] === other[to - 1] ? 0 : 1;
      next.push(Math.min((row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1, (row[to - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
