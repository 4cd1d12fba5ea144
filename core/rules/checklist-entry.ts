/**
 * What somebody types or pastes as an answer: "3.2.2 105/112", "1.1.1 đạt", a column out of Excel. Reads words and figures as
 * officials write them and names what it does not understand; a figure is never guessed. Pure: no store, no screen.
 */
import type { Criterion } from '../contract/criteria.ts';
import { parseCount, parseHundredths } from './format.ts';
import { judgedPoints } from './scoring.ts';
import { foldText } from './text-fold.ts';

export type EntryCriterion = Pick<
  Criterion,
  'id' | 'code' | 'text' | 'answerType' | 'naAllowed' | 'maxPoints' | 'scoring' | 'bands' | 'target'
>;
export interface EntryPatch {
  readonly notApplicable?: boolean;
  readonly choice?: 'yes' | 'partial' | 'no' | null;
  readonly numerator?: number | null;
  readonly denominator?: number | null;
  readonly count?: number | null;
  readonly points?: number | null;
  readonly note?: string;
}
export const entryFaults = [
  'UNKNOWN_CODE',
  'DUPLICATE',
  'NO_ANSWER',
  'NOT_UNDERSTOOD',
  'WORDS_FOR_FIGURES', // "đạt" where figures are asked
  'FIGURES_FOR_WORDS', // "3/4" where a choice is asked
  'NO_PARTIAL',
  'NA_NOT_ALLOWED',
  'NO_WHOLE', // one number where a part and a whole are asked
  'PERCENT_ONLY',
  'FRACTION',
  'NEGATIVE',
  'TOO_LARGE',
  'PART_EXCEEDS_WHOLE',
  'BAD_POINTS',
  'NOTE_TOO_LONG',
] as const;
export type EntryFault = (typeof entryFaults)[number];
export type Reading =
  | { readonly ok: true; readonly patch: EntryPatch }
  | { readonly ok: false; readonly fault: EntryFault; readonly limits?: readonly number[] };

export const NOTE_LIMIT = 8000;
const FIGURE_LIMIT = 1_000_000_000;

const refuse = (fault: EntryFault, limits?: readonly number[]): Reading => ({
  ok: false,
  fault,
  ...(limits === undefined ? {} : { limits }),
});

/** Folded words → what they say; the longest are tried first. */
const words: readonly (readonly [string, 'yes' | 'partial' | 'no' | 'na'])[] = (
  [
    ['khong ap dung', 'na'],
    ['kad', 'na'],
    ['n/a', 'na'],
    ['na', 'na'],
    ['dat mot phan', 'partial'],
    ['mot phan', 'partial'],
    ['mp', 'partial'],
    ['m', 'partial'],
    ['p', 'partial'],
    ['partial', 'partial'],
    ['khong dat', 'no'],
    ['khong co', 'no'],
    ['chua dat', 'no'],
    ['chua co', 'no'],
    ['khong', 'no'],
    ['chua', 'no'],
    ['k', 'no'],
    ['no', 'no'],
    ['dat', 'yes'],
    ['d', 'yes'],
    ['co', 'yes'],
    ['c', 'yes'],
    ['yes', 'yes'],
    ['y', 'yes'],
  ] as const
).toSorted((a, b) => b[0].length - a[0].length);

/** The word at the start of a text, and what follows it. */
function leadingWord(text: string): { said: 'yes' | 'partial' | 'no' | 'na'; rest: string } | null {
  // Character by character, so that the rest is cut at the same place of the unfolded text.
  const characters = [...text];
  const folded = characters.map((one) => foldText(one));
  for (const [word, said] of words) {
    let taken = '';
    let count = 0;
    while (count < characters.length && taken.length < word.length) {
      const next = folded[count] ?? '';
      taken += next === '' && /\s/u.test(characters[count] ?? '') ? ' ' : next;
      count += 1;
    }
    if (taken !== word) continue;
    const rest = characters.slice(count).join('');
    if (rest !== '' && !/^[\s.,;:|()/–—-]/u.test(rest)) continue;
    return { said, rest: noteOf(rest) };
  }
  return null;
}

function noteOf(rest: string): string {
  return rest.replace(/^[\s.,;:|–—-]+/u, '').trim();
}

type Figure = { readonly value: number } | { readonly fault: EntryFault };

/** A whole number as officials write it: 1204, 1.204, 105,0. */
function wholeNumber(text: string): Figure {
  const bare = text.trim();
  if (/^[-−–]/u.test(bare)) return { fault: 'NEGATIVE' };
  const count = parseCount(bare) ?? wholeOf(parseHundredths(bare));
  if (count === null) return { fault: /^\d[\d.,\s\u00a0]*$/u.test(bare) ? 'FRACTION' : 'NOT_UNDERSTOOD' };
  return count > FIGURE_LIMIT ? { fault: 'TOO_LARGE' } : { value: count };
}
function wholeOf(hundredths: number | null): number | null {
  return hundredths === null || hundredths % 100 !== 0 ? null : hundredths / 100;
}

const number = String.raw`[-−–]?\d[\d.,\u00a0]*`;
const fraction = new RegExp(
  String.raw`^(${number})\s*(?:/|trên(?=\s))\s*(${number})(?:\s*=?\s*\(?\s*[\d.,]+\s*%\s*\)?)?(?=$|[\s,;:|–—-])(.*)$`,
  'su',
);
const single = new RegExp(String.raw`^(${number})(\s*%)?(?=$|[\s,;:|–—-])(.*)$`, 'su');

/** A comma or point that ends a figure belongs to the sentence. */
const trimmed = (figure: string) => figure.replace(/[.,]+$/u, '');

function withNote(patch: EntryPatch, rest: string): Reading {
  const note = noteOf(rest);
  if (note.length > NOTE_LIMIT) return refuse('NOTE_TOO_LONG', [NOTE_LIMIT]);
  return { ok: true, patch: note === '' ? patch : { ...patch, note } };
}

function readPair(part: string, whole: string, rest: string): Reading {
  const numerator = wholeNumber(part);
  if ('fault' in numerator) return refuse(numerator.fault);
  const denominator = wholeNumber(whole);
  if ('fault' in denominator) return refuse(denominator.fault);
  if (numerator.value > denominator.value) {
    return refuse('PART_EXCEEDS_WHOLE', [numerator.value, denominator.value]);
  }
  return withNote({ notApplicable: false, numerator: numerator.value, denominator: denominator.value }, rest);
}

/**
 * One answer to one criterion, with a note behind it where there is one. Where the plan does not score, a judged criterion is
 * answered in words.
 */
export function readAnswer(criterion: EntryCriterion, typed: string, scoring = true): Reading {
  const text = typed.normalize('NFC').trim();
  if (text === '') return refuse('NO_ANSWER');
  const { answerType } = criterion;
  const said = leadingWord(text);
  if (said?.said === 'na') {
    return criterion.naAllowed ? withNote({ notApplicable: true }, said.rest) : refuse('NA_NOT_ALLOWED');
  }
  if (answerType === 'score' && !scoring) return withNote({ notApplicable: false }, text);
  const pair = fraction.exec(text);
  const one = single.exec(text);

  if (answerType === 'yes_no' || answerType === 'yes_partial_no') {
    if (said !== null) {
      if (said.said === 'partial' && answerType === 'yes_no') return refuse('NO_PARTIAL');
      return withNote({ notApplicable: false, choice: said.said }, said.rest);
    }
    return refuse(pair !== null || one !== null ? 'FIGURES_FOR_WORDS' : 'NOT_UNDERSTOOD');
  }

  if (answerType === 'percentage') {
    if (pair !== null) {
      return readPair(trimmed(pair[1] ?? ''), trimmed(pair[2] ?? ''), pair[3] ?? '');
    }
    if (one !== null) {
      if ((one[2] ?? '') !== '') return refuse('PERCENT_ONLY');
      const value = wholeNumber(trimmed(one[1] ?? ''));
      return refuse('fault' in value ? value.fault : 'NO_WHOLE');
    }
    return refuse(said === null ? 'NOT_UNDERSTOOD' : 'WORDS_FOR_FIGURES');
  }

  if (one === null || pair !== null || (one[2] ?? '') !== '') {
    return refuse(said === null ? 'NOT_UNDERSTOOD' : 'WORDS_FOR_FIGURES');
  }
  const figure = trimmed(one[1] ?? '');
  if (answerType === 'count') {
    const count = wholeNumber(figure);
    return 'fault' in count
      ? refuse(count.fault)
      : withNote({ notApplicable: false, count: count.value }, one[3] ?? '');
  }
  if (/^[-−–]/u.test(figure)) return refuse('NEGATIVE');
  const levels = judgedPoints(criterion);
  const points = parseHundredths(figure);
  return points === null || !levels.includes(points)
    ? refuse('BAD_POINTS', levels)
    : withNote({ notApplicable: false, points }, one[3] ?? '');
}

/** Finds a criterion by its code as it is typed: 3.2.2, 3,2,2, 3.2.2. or 322 where that can only be one. */
export function codeFinder<C extends EntryCriterion>(
  criteria: readonly C[],
): (typed: string) => C | undefined {
  const exact = new Map(criteria.map((one) => [one.code.toLowerCase(), one]));
  const short = new Map<string, C | null>();
  for (const one of criteria) {
    const digits = one.code.replaceAll('.', '').toLowerCase();
    short.set(digits, short.has(digits) ? null : one);
  }
  return (typed) => {
    const code = typed.normalize('NFC').trim().toLowerCase().replaceAll(',', '.').replace(/\.+$/u, '');
    return exact.get(code) ?? short.get(code) ?? undefined;
  };
}

export interface Entry<C extends EntryCriterion = EntryCriterion> {
  /** Null where the code is unknown. */
  readonly criterion: C | null;
  /** Null where there is nothing after the code: only going there is asked. */
  readonly reading: Reading | null;
}

const codeFirst = /^(\d+(?:[.,]\d+)*\.?)(?:\s+|$)(.*)$/su;

/** A line of the command field. Without a code it answers the line on which the field was opened. */
export function readCommand<C extends EntryCriterion>(
  typed: string,
  find: (code: string) => C | undefined,
  current: C | undefined,
  scoring = true,
): Entry<C> | null {
  const text = typed.normalize('NFC').trim();
  if (text === '') return null;
  const match = codeFirst.exec(text);
  const named = match === null ? undefined : find(match[1] ?? '');
  if (match !== null && named !== undefined) {
    const answer = (match[2] ?? '').trim();
    return { criterion: named, reading: answer === '' ? null : readAnswer(named, answer, scoring) };
  }
  // More than one number group with points is a code that does not exist, never a figure.
  const isCode = match !== null && /^\d+(?:[.,]\d+){2,}\.?$/u.test(match[1] ?? '');
  if (current === undefined || isCode || (match !== null && (match[2] ?? '') !== '')) {
    return { criterion: null, reading: refuse('UNKNOWN_CODE') };
  }
  return { criterion: current, reading: readAnswer(current, text, scoring) };
}

// ── A pasted table ──────────────────────────────────────────────────────────────────────────────────────

export interface PastedRow<C extends EntryCriterion = EntryCriterion> {
  /** 1 for the first line of what was pasted. */
  readonly line: number;
  readonly cells: readonly string[];
  readonly criterion: C | null;
  readonly reading: Reading;
}

/** The cells of a text as Excel and Calc copy them: tabs between cells, quotes around what holds a line break. */
export function pastedCells(text: string): { readonly line: number; readonly cells: string[] }[] {
  const rows: { line: number; cells: string[] }[] = [];
  let cells: string[] = [];
  let cell = '';
  let line = 1;
  let begun = 1;
  let quoted = false;
  const endRow = () => {
    cells.push(cell);
    if (cells.some((one) => one.trim() !== ''))
      rows.push({ line: begun, cells: cells.map((one) => one.trim()) });
    cells = [];
    cell = '';
  };
  const source = text.normalize('NFC').replace(/\r\n?/gu, '\n');
  for (let at = 0; at < source.length; at += 1) {
    const character = source[at] ?? '';
    if (character === '\n') line += 1;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (source[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (character === '"' && cell === '' && closes(source, at)) quoted = true;
    else if (character === '\t') {
      cells.push(cell);
      cell = '';
    } else if (character === '\n') {
      endRow();
      begun = line;
    } else cell += character;
  }
  endRow();
  return rows;
}

/** A quote that opens a cell is one only where another one ends the cell. */
function closes(source: string, at: number): boolean {
  for (let next = at + 1; next < source.length; next += 1) {
    if (source[next] !== '"') continue;
    if (source[next + 1] === '"') next += 1;
    else return next + 1 >= source.length || /[\t\n]/u.test(source[next + 1] ?? '');
  }
  return false;
}

const headings = new Set(['ma', 'ma so', 'ma tieu chi', 'code', 'tieu chi', 'stt', 'tt', 'so tt']);

/**
 * Every row that was pasted, understood or not and why. Columns are the code, the answer (or a part and its whole in two
 * columns) and a note; the text of the criterion between them is left out, and so is a line of headings.
 */
export function readPasted<C extends EntryCriterion>(
  text: string,
  criteria: readonly C[],
  scoring = true,
): PastedRow<C>[] {
  const find = codeFinder(criteria);
  const seen = new Set<string>();
  const rows: PastedRow<C>[] = [];
  for (const { line, cells: raw } of pastedCells(text)) {
    const cells = raw.length === 1 ? splitLine(raw[0] ?? '') : raw;
    const first = cells[0] ?? '';
    if (rows.length === 0 && headings.has(foldText(first).trim())) continue;
    const criterion = find(first);
    if (criterion === undefined) {
      rows.push({ line, cells: raw, criterion: null, reading: refuse('UNKNOWN_CODE') });
    } else if (seen.has(criterion.id)) {
      rows.push({ line, cells: raw, criterion, reading: refuse('DUPLICATE') });
    } else {
      seen.add(criterion.id);
      rows.push({ line, cells: raw, criterion, reading: readCells(criterion, cells.slice(1), scoring) });
    }
  }
  return rows;
}

/** "1.1.1 Đạt" without a tab. */
function splitLine(text: string): string[] {
  const match = /^(\S+)\s+(.*)$/su.exec(text.trim());
  return match === null ? [text.trim()] : [match[1] ?? '', match[2] ?? ''];
}

const plain = (text: string) => foldText(text).replace(/\s+/gu, ' ').trim();

function readCells(criterion: EntryCriterion, cells: readonly string[], scoring: boolean): Reading {
  const rest = cells.length > 1 && plain(cells[0] ?? '') === plain(criterion.text) ? cells.slice(1) : cells;
  const [answer = '', second = '', ...more] = rest;
  const isNumber = (cell: string) => /^[-−–]?\d[\d.,\s\u00a0]*$/u.test(cell.trim());
  if (criterion.answerType === 'percentage' && isNumber(answer) && isNumber(second)) {
    return readPair(answer, second, more.join('\n'));
  }
  const reading = readAnswer(criterion, answer, scoring);
  if (!reading.ok) return reading;
  const notes = [reading.patch.note ?? '', second, ...more]
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const note = notes.join('\n');
  if (note.length > NOTE_LIMIT) return refuse('NOTE_TOO_LONG', [NOTE_LIMIT]);
  return { ok: true, patch: note === '' ? reading.patch : { ...reading.patch, note } };
}
