/**
 * Sentences of the wording bank: figures and names taken out of a finished sentence ({x/y}, {tỷ lệ}, {đơn vị}) and put
 * into one again. Knows no table; what it cannot tell for sure it leaves as it stands.
 */
import { formatCount, formatInteger, formatPercent } from '../documents/wording/numbers.ts';
import { foldText, words } from './text-fold.ts';
import { toneSyllable } from './tone-marks.ts';

export interface PhraseFigures {
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly unit: string | null;
  /** What the sentence is about; null where it is about no single one. */
  readonly agencyName: string | null;
}

const PLACE = /\{(?:đơn vị tính|đơn vị|x\/y|x|y|tỷ lệ)\}/gu;

/** Places that still wait for a figure or a name. */
export function openPlaces(text: string): readonly string[] {
  return text.normalize('NFC').match(PLACE) ?? [];
}

/** What is not known keeps its place. */
export function fillPhrase(text: string, figures: PhraseFigures): string {
  const { numerator, denominator, unit, agencyName } = figures;
  const values: Readonly<Record<string, string | null>> = {
    '{đơn vị}': agencyName,
    '{đơn vị tính}': unit === null || unit.trim() === '' ? null : unit.trim(),
    '{x}': numerator === null ? null : formatCount(numerator),
    '{y}': denominator === null ? null : formatCount(denominator),
    '{x/y}': shareText(numerator, denominator),
    '{tỷ lệ}': numerator === null || denominator === null ? null : formatPercent(numerator, denominator),
  };
  return text.normalize('NFC').replace(PLACE, (place) => values[place] ?? place);
}

/** `07/112`, as the notices write it. */
export function shareText(numerator: number | null, denominator: number | null): string | null {
  return numerator === null || denominator === null
    ? null
    : `${formatCount(numerator)}/${formatInteger(denominator)}`;
}

const NUMBER = String.raw`\d{1,3}(?:\.\d{3})+|\d+`;
/** Not a day (ngày 30/11), a period (tháng 9/2019) or a number of a paper (số 12/2021/NĐ-CP). */
const SHARE = new RegExp(
  String.raw`(?<![\p{L}\d/.,-])(?<!(?:ngày|tháng|quý|số|đến|từ|trước|sau)[ \u00a0])(${NUMBER})[ \u00a0]?/[ \u00a0]?(${NUMBER})(?![\d/]|[.,]\d|/|-\p{L})`,
  'giu',
);
const PERCENT = new RegExp(String.raw`(\d{1,3}(?:[.,]\d{1,2})?)[ \u00a0]?%`, 'gu');
/** What makes a share of a hundred the result rather than the aim. */
const IS_RESULT =
  /(?:=|\(|(?<!\p{L})(?:đạt|chiếm|bằng|tỷ lệ|tỉ lệ|là|mới|chỉ|được))[ \u00a0]*(?:tỷ lệ[ \u00a0]*|đạt[ \u00a0]*)?$/iu;
const valueOf = (text: string) => Number(text.replaceAll('.', ''));

const END = /(?:\.\/\.|[.;,:\s])+$/u;

export interface KnownFacts {
  readonly numerator?: number | null;
  readonly denominator?: number | null;
  /** Every way in which the agency is named; the longest is looked for first. */
  readonly agencyNames?: readonly string[];
}

/** A finished sentence as a phrase of the bank: used again for another agency, it says nothing of this one. */
export function normalisePhrase(text: string, known: KnownFacts = {}): string {
  const named = withoutNames(
    text
      .normalize('NFC')
      .replaceAll(/[ \t\r\n\u00a0]+/gu, ' ')
      .trim(),
    known.agencyNames ?? [],
  );
  // Most sentences have no figure at all.
  if (!/\d/u.test(named)) return named.replace(END, '').trim();
  let found = false;
  const shared = named.replaceAll(SHARE, (whole, first: string, second: string) => {
    // A part does not exceed its whole: 24/7 is none.
    if (valueOf(first) > valueOf(second)) return whole;
    found = true;
    return '{x/y}';
  });
  const percents = shared.replaceAll(PERCENT, (whole, _value: string, at: number, all: string) =>
    IS_RESULT.test(all.slice(0, at)) && (found || isShareOf(whole, known)) ? '{tỷ lệ}' : whole,
  );
  return loneFigures(percents, known).replace(END, '').trim();
}

function isShareOf(text: string, { numerator, denominator }: KnownFacts): boolean {
  if (numerator == null || denominator == null) return false;
  return formatPercent(numerator, denominator) === text.replaceAll(/[ \u00a0]/gu, '');
}

/** A count that stands alone before what is counted. */
function loneNumber(value: number): RegExp {
  const forms = [...new Set([formatCount(value), formatInteger(value), String(value)])]
    .map((form) => form.replaceAll('.', String.raw`\.`))
    .join('|');
  return new RegExp(
    String.raw`(?<![\p{L}\d/.,-])(?<!(?:ngày|tháng|năm|quý|số|điều|khoản|mức|độ|mục|biểu|mẫu)[ \u00a0])(?:${forms})(?=[ \u00a0]\p{L})`,
    'iu',
  );
}

/** The figures of the finding where they stand alone: "còn 15 hồ sơ". Numbers of papers, days and levels stay. */
function loneFigures(text: string, { numerator, denominator }: KnownFacts): string {
  let out = text;
  for (const [value, place] of [
    [numerator, '{x}'],
    [denominator, '{y}'],
  ] as const) {
    if (value == null || out.includes('{x/y}')) continue;
    out = out.replace(loneNumber(value), place);
  }
  return out;
}

const COMMITTEE = String.raw`(?:UBND|[ỦU]ỷ ban nhân dân|Ủy ban nhân dân)`;

function withoutNames(text: string, names: readonly string[]): string {
  const lower = text.toLocaleLowerCase('vi');
  const patterns = [...new Set(names.map((name) => name.normalize('NFC').trim()))]
    // A name whose last word is nowhere is not in the text.
    .filter((name) => words(name).length > 1 && lower.includes(words(name).at(-1) ?? name))
    .toSorted((one, other) => other.length - one.length)
    .map((name) => {
      const rest = name.replace(/^(?:UBND|[ỦU]ỷ ban nhân dân|Ủy ban nhân dân) /iu, '');
      const source = words(rest).join(String.raw`[\s,-]+`);
      return new RegExp(
        String.raw`(?<![\p{L}\p{N}])${rest === name ? '' : `${COMMITTEE} `}${source}(?![\p{L}\p{N}])`,
        'giu',
      );
    });
  return patterns.reduce((out, pattern) => out.replaceAll(pattern, '{đơn vị}'), text);
}

/** Two sentences are the same phrase: marks and both ways of placing a tone, case and closing marks aside. */
export function phraseKey(text: string): string {
  return text
    .normalize('NFC')
    .split(/(\{[^{}]*\})/u)
    .map((part) => (part.startsWith('{') ? part : words(part).map(oneWay).join(' ')))
    .filter((part) => part !== '')
    .join(' ');
}

/** Only such a syllable can be written in two ways. */
const TWO_WAYS = /[oòóỏõọ][aeàáảãạèéẻẽẹ]|[uùúủũụ][yỳýỷỹỵ]/u;
const oneWay = (word: string) => (TWO_WAYS.test(word) ? toneSyllable(word, 'new') : word);

/**
 * The sentence with new figures in the places of the old ones; null where the old figures do not stand in it. So a
 * sentence keeps up with an answer that has moved on.
 */
export function refigure(
  text: string,
  before: Pick<PhraseFigures, 'numerator' | 'denominator'>,
  after: Pick<PhraseFigures, 'numerator' | 'denominator'>,
): string | null {
  if (before.numerator === null || before.denominator === null) return null;
  const [next, share] = [
    shareText(after.numerator, after.denominator),
    after.numerator === null || after.denominator === null
      ? null
      : formatPercent(after.numerator, after.denominator),
  ];
  if (next === null) return null;
  let changed = false;
  const figures = text.replaceAll(SHARE, (whole, first: string, second: string) => {
    if (valueOf(first) !== before.numerator || valueOf(second) !== before.denominator) return whole;
    changed = true;
    return next;
  });
  if (!changed) return null;
  const old = formatPercent(before.numerator, before.denominator);
  if (old === null || share === null) return figures;
  return figures.replaceAll(PERCENT, (whole) => {
    const bare = whole.replaceAll(/[ \u00a0]/gu, '');
    return bare === old ? whole.replace(bare.slice(0, -1), share.slice(0, -1)) : whole;
  });
}

/** The sentence says its share or its count already: x/y, or x of something, stands in it, however it is written. */
export function saysFigures(text: string, numerator: number | null, denominator: number | null): boolean {
  if (numerator === null) return false;
  if (denominator === null) return loneNumber(numerator).test(text.normalize('NFC'));
  return [...text.normalize('NFC').matchAll(SHARE)].some(
    ([, first = '', second = '']) => valueOf(first) === numerator && valueOf(second) === denominator,
  );
}

/** Whether every word asked for stands in the text, marks optional. */
export function holdsWords(text: string, asked: string): boolean {
  const folded = words(foldText(text));
  return words(foldText(asked)).every((word) => folded.some((one) => one.startsWith(word)));
}
