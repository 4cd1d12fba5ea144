/**
 * One cell into the value of its field: days, numbers as Vietnamese and English write them, flags, allowed values.
 * What can be read in two ways is refused unless the rest of the column tells which; nothing is guessed.
 */
import type { ImportFault } from '../../contract/imports.ts';
import { isDay } from '../../contract/day.ts';
import { type Cell, cleanText, dayOfSerial, plainNumber, shownText, writtenDay } from './cell.ts';
import { foldLabel } from './label.ts';
import type { CellValue, FieldSpec } from './target.ts';

/** How a column writes, learnt from the cells that can be read in one way only. */
export interface ColumnHabits {
  /** Some day has its month first (07/25/2025), so that 07/01/2025 is no longer certain. */
  readonly monthFirst: boolean;
  /** The sign before decimals; null where no cell tells. */
  readonly decimalSign: '.' | ',' | null;
}

export type Converted =
  | { readonly value: CellValue | null }
  | {
      readonly code: ImportFault['code'];
      readonly params?: Readonly<Record<string, string | number>>;
    };

const EMPTY: Converted = { value: null };

// --- days

const SLASHED = /^(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})$/u;
const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/u;
const WORDED = /^(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})$/u;

/** A time of day before or behind the day, as software prints it. */
const TIME =
  /^\d{1,2}[:hg]\d{1,2}(?::\d{1,2}(?:[.,]\d+)?)?\s*(?:[ap]m|sa|ch)?[\s,;-]+(?=\d)|[\sT,;-]+(?:lúc\s+)?\d{1,2}[:hg]\d{1,2}(?::\d{1,2}(?:[.,]\d+)?)?\s*(?:[ap]m|sa|ch|z|[+-]\d{2}:?\d{2})?$/iu;

function withoutTime(text: string): string {
  return text.replace(TIME, '').trim();
}

function fullYear(text: string): number {
  const year = Number(text);
  if (text.length > 2) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

function isoDay(year: number, month: number, day: number): string | undefined {
  const iso = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isDay(iso) ? iso : undefined;
}

/** Two readings of a day written with slashes: as here, and month first. */
function slashed(text: string): { readonly dayFirst?: string; readonly monthFirst?: string } | undefined {
  const match = SLASHED.exec(text);
  if (match === null) return undefined;
  const [, first = '', second = '', last = ''] = match;
  const year = fullYear(last);
  const dayFirst = isoDay(year, Number(second), Number(first));
  const monthFirst = isoDay(year, Number(first), Number(second));
  return {
    ...(dayFirst === undefined ? {} : { dayFirst }),
    ...(monthFirst === undefined ? {} : { monthFirst }),
  };
}

/** Days that Excel keeps as numbers; small ones are no days but years and counts. */
function serialDay(serial: number): string | undefined {
  return serial >= 14_611 && serial < 109_575 ? dayOfSerial(serial) : undefined;
}

function convertDay(cell: Cell, text: string, habits: ColumnHabits): Converted {
  if (cell.kind === 'boolean') return { code: 'BAD_DATE' };
  if (typeof cell.value === 'number') {
    const day = cell.kind === 'date' ? dayOfSerial(cell.value) : numberedDay(plainNumber(cell.value));
    return day === undefined ? { code: 'BAD_DATE' } : { value: day };
  }
  const iso = ISO.exec(text);
  if (iso !== null) {
    const day = isoDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
    return day === undefined ? { code: 'BAD_DATE' } : { value: day };
  }
  const worded = WORDED.exec(foldLabel(text));
  if (worded !== null) {
    const day = isoDay(Number(worded[3]), Number(worded[2]), Number(worded[1]));
    return day === undefined ? { code: 'BAD_DATE' } : { value: day };
  }
  const readings = slashed(text);
  if (readings === undefined) {
    const day = numberedDay(text);
    return day === undefined ? { code: 'BAD_DATE' } : { value: day };
  }
  const { dayFirst, monthFirst } = readings;
  if (dayFirst === undefined) {
    return monthFirst === undefined
      ? { code: 'BAD_DATE' }
      : { code: 'AMBIGUOUS_DATE', params: { first: writtenDay(monthFirst), second: '' } };
  }
  if (habits.monthFirst && monthFirst !== undefined && monthFirst !== dayFirst) {
    return {
      code: 'AMBIGUOUS_DATE',
      params: { first: writtenDay(dayFirst), second: writtenDay(monthFirst) },
    };
  }
  return { value: dayFirst };
}

/** 45839, or 20250701. */
function numberedDay(text: string): string | undefined {
  if (/^(?:19|20|21)\d{6}$/u.test(text)) {
    return isoDay(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6)));
  }
  return /^\d{5,6}(?:\.\d+)?$/u.test(text) ? serialDay(Number(text)) : undefined;
}

// --- numbers

const DIGITS = /^([+-]?)(\d[\d.,]*)$/u;

interface NumberText {
  readonly sign: string;
  readonly digits: string;
  readonly percent: boolean;
}

function numberText(text: string): NumberText | undefined {
  const percent = /%\s*$/u.test(text);
  const bare = text
    .replace(/%\s*$/u, '')
    .replace(/[\u2212\u2013]/gu, '-')
    .replace(/\s+/gu, '');
  const match = DIGITS.exec(bare);
  return match === null ? undefined : { sign: match[1] === '-' ? '-' : '', digits: match[2] ?? '', percent };
}

const isGrouped = (digits: string, sign: '.' | ',') =>
  (sign === '.' ? /^[1-9]\d{0,2}(?:\.\d{3})+$/u : /^[1-9]\d{0,2}(?:,\d{3})+$/u).test(digits);

/**
 * The sign before decimals: both signs, or a sign that cannot group thousands, tell it; "1.204" alone does not.
 * Undefined where the digits are no number at all.
 */
function signOf(digits: string): '.' | ',' | 'none' | 'either' | undefined {
  const points = digits.split('.').length - 1;
  const commas = digits.split(',').length - 1;
  if (points === 0 && commas === 0) return 'none';
  if (points > 0 && commas > 0) {
    const sign = digits.lastIndexOf('.') > digits.lastIndexOf(',') ? '.' : ',';
    const [whole = '', rest = ''] = [
      digits.slice(0, digits.lastIndexOf(sign)),
      digits.slice(digits.lastIndexOf(sign) + 1),
    ];
    const groups = sign === '.' ? ',' : '.';
    return isGrouped(whole, groups) && /^\d+$/u.test(rest) ? sign : undefined;
  }
  const sign = points > 0 ? '.' : ',';
  const other = sign === '.' ? ',' : '.';
  if (points + commas > 1) return isGrouped(digits, sign) ? other : undefined;
  if (!/^\d+[.,]\d+$/u.test(digits)) return undefined;
  return isGrouped(digits, sign) ? 'either' : sign;
}

function decimalOf({ sign, digits }: NumberText, decimalSign: '.' | ','): string {
  const groups = decimalSign === '.' ? ',' : '.';
  const [whole = '', rest = ''] = digits.replaceAll(groups, '').split(decimalSign);
  const trimmed = rest.replace(/0+$/u, '');
  const value = `${whole.replace(/^0+(?=\d)/u, '')}${trimmed === '' ? '' : `.${trimmed}`}`;
  return value === '0' ? '0' : `${sign}${value}`;
}

/** Moves the point by two places to the right, in digits. */
function hundredfold(decimal: string): string {
  const [whole = '', rest = ''] = decimal.replace('-', '').split('.');
  const digits = `${whole}${rest.padEnd(2, '0')}`;
  const place = whole.length + 2;
  const moved = `${digits.slice(0, place)}.${digits.slice(place)}`;
  const clean = moved.replace(/\.?0*$/u, '').replace(/^0+(?=\d)/u, '') || '0';
  return decimal.startsWith('-') && clean !== '0' ? `-${clean}` : clean;
}

function convertDecimal(cell: Cell, text: string, habits: ColumnHabits): Converted {
  if (cell.kind === 'boolean' || cell.kind === 'date') return { code: 'BAD_NUMBER' };
  if (typeof cell.value === 'number') {
    // Fifteen digits are all that a spreadsheet knows; what is behind them is the noise of its arithmetic.
    const plain = plainNumber(Number(cell.value.toPrecision(15)));
    return { value: cell.shown?.endsWith('%') === true ? hundredfold(plain) : plain };
  }
  const written = numberText(text);
  if (written === undefined) return { code: 'BAD_NUMBER' };
  const sign = signOf(written.digits);
  if (sign === undefined) return { code: 'BAD_NUMBER' };
  if (sign === 'none') return { value: decimalOf(written, '.') };
  if (sign !== 'either') return { value: decimalOf(written, sign) };
  if (habits.decimalSign !== null) return { value: decimalOf(written, habits.decimalSign) };
  return {
    code: 'BAD_NUMBER',
    params: {
      first: decimalOf(written, '.').replace('.', ','),
      second: decimalOf(written, ',').replace('.', ','),
    },
  };
}

function convertInteger(cell: Cell, text: string, range: readonly [number, number]): Converted {
  const written = typeof cell.value === 'string' ? numberText(text) : undefined;
  let number: number;
  if (cell.kind === 'number' && typeof cell.value === 'number') number = cell.value;
  else if (written !== undefined && !written.percent) {
    const { digits, sign } = written;
    const grouped = isGrouped(digits, '.') || isGrouped(digits, ',');
    const plain = grouped ? digits.replace(/[.,]/gu, '') : digits.replace(/[.,]0+$/u, '');
    if (!/^\d{1,15}$/u.test(plain)) return { code: 'BAD_NUMBER' };
    number = Number(`${sign}${plain}`);
  } else return { code: 'BAD_NUMBER' };
  const [least, most] = range;
  if (!Number.isSafeInteger(number)) return { code: 'BAD_NUMBER' };
  return number < least || number > most
    ? { code: 'BAD_NUMBER', params: { least, most } }
    : { value: Object.is(number, -0) ? 0 : number };
}

/** As people count things: thousands may be apart by a point, a comma or a space; what is no count says why. */
function convertCount(cell: Cell, text: string): Converted {
  if (cell.kind === 'boolean' || cell.kind === 'date') return { code: 'BAD_NUMBER' };
  if (typeof cell.value === 'number') {
    if (cell.shown?.endsWith('%') === true) return { code: 'BAD_NUMBER' };
    const number = Number(cell.value.toPrecision(15));
    if (number < 0) return { code: 'NEGATIVE_NUMBER' };
    if (!Number.isInteger(number)) return { code: 'FRACTION' };
    return Number.isSafeInteger(number) ? { value: number } : { code: 'BAD_NUMBER' };
  }
  const written = numberText(text);
  if (written === undefined || written.percent) return { code: 'BAD_NUMBER' };
  const { digits, sign } = written;
  const decimals = signOf(digits);
  if (decimals === undefined) return { code: 'BAD_NUMBER' };
  // "1.204" counts thousands; "1.204,00" is a whole number all the same.
  const plain =
    decimals === 'either' || decimals === 'none'
      ? digits.replace(/[.,]/gu, '')
      : decimalOf({ ...written, sign: '' }, decimals);
  if (/^\d{1,15}$/u.test(plain)) {
    const number = Number(plain);
    return sign === '-' && number > 0 ? { code: 'NEGATIVE_NUMBER' } : { value: number };
  }
  return { code: sign === '-' ? 'NEGATIVE_NUMBER' : 'FRACTION' };
}

// --- the rest

const YES = new Set(['true', 'co', 'x', '1', 'yes', 'y', 'dung', 'v', 'da', 'rat dung']);
const NO = new Set(['false', 'khong', '0', 'no', 'n', 'sai', 'chua', 'k']);

function convertFlag(cell: Cell, text: string): Converted {
  if (typeof cell.value === 'boolean') return { value: cell.value };
  if (/^[✓✔☑✗xX×]$/u.test(text)) return { value: text !== '✗' };
  const word = foldLabel(text);
  if (YES.has(word)) return { value: true };
  if (NO.has(word)) return { value: false };
  return { code: 'UNKNOWN_VALUE', params: { expected: 'Có; Không' } };
}

/** A value that looks empty to whoever wrote it. */
const isDash = (text: string) => /^[-–—.…]+$/u.test(text);

function convertChoice(text: string, oneOf: ReadonlyMap<string, readonly string[]>): Converted {
  const word = foldLabel(text);
  for (const [value, spellings] of oneOf) {
    if (value === text || [value, ...spellings].some((spelling) => foldLabel(spelling) === word)) {
      return { value };
    }
  }
  return { code: 'UNKNOWN_VALUE', params: { expected: expectedOf(oneOf) } };
}

/** The spellings to show; a long list is named by its beginning. */
export function expectedOf(oneOf: ReadonlyMap<string, readonly string[]>): string {
  const shown = [...oneOf].map(([value, [first]]) => first ?? value);
  return shown.length <= 12 ? shown.join('; ') : `${shown.slice(0, 12).join('; ')}; …`;
}

function tooLong(text: string, limit: number | undefined): Converted | undefined {
  return limit !== undefined && text.length > limit
    ? { code: 'TOO_LONG', params: { limit, length: text.length } }
    : undefined;
}

/** The value of a cell that is neither a formula without result nor an error. `text` is the cell's, converted. */
export function convertCell(field: FieldSpec, cell: Cell, text: string, habits: ColumnHabits): Converted {
  const clean = cleanText(text);
  const { type } = field;
  if (clean === '') return EMPTY;
  if (type === 'text') return tooLong(clean, field.maxLength) ?? { value: clean };
  if (type === 'list') {
    const parts = clean
      .split(/[;\n]/u)
      .map((part) => part.replace(/^\s*(?:[-–+•*]\s+)/u, '').trim())
      .filter((part) => part !== '');
    const long = parts.map((part) => tooLong(part, field.maxLength)).find((fault) => fault !== undefined);
    return long ?? (parts.length === 0 ? EMPTY : { value: parts });
  }
  if (isDash(clean)) return EMPTY;
  if (type === 'day') return convertDay(cell, field.timed === true ? withoutTime(clean) : clean, habits);
  if (type === 'decimal') return convertDecimal(cell, clean, habits);
  if (type === 'integer')
    return convertInteger(cell, clean, [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]);
  if (type === 'count') return convertCount(cell, clean);
  if (type === 'year') return convertInteger(cell, clean.replace(/^năm\s+/iu, ''), [1900, 2200]);
  if (type === 'boolean') return convertFlag(cell, clean);
  return convertChoice(clean, type.oneOf);
}

/** What the texts of a column tell about how all of it is written. */
export function habitsOf(field: FieldSpec, cells: Iterable<Cell>): ColumnHabits {
  let monthFirst = false;
  let points = 0;
  let commas = 0;
  for (const cell of cells) {
    if (cell.kind !== 'text') continue;
    const text = cleanText(shownText(cell));
    if (field.type === 'day') {
      const readings = slashed(field.timed === true ? withoutTime(text) : text);
      monthFirst ||=
        readings !== undefined && readings.dayFirst === undefined && readings.monthFirst !== undefined;
    } else if (field.type === 'decimal') {
      const written = numberText(text);
      const sign = written === undefined ? undefined : signOf(written.digits);
      if (sign === '.') points += 1;
      if (sign === ',') commas += 1;
    }
  }
  const decimalSign = points > 0 && commas === 0 ? '.' : commas > 0 && points === 0 ? ',' : null;
  return { monthFirst, decimalSign };
}
