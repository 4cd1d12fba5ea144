// How numbers, shares and points are written in Vietnamese official text.
// Integers in, so that no figure depends on floating point.

/** Printed where a source says nothing. */
export const BLANK = '…………';
/** The same in a cell. */
export const OPEN = '…';

/** `1204` → `1.204`. */
export function formatInteger(value: number): string {
  const digits = String(Math.abs(Math.trunc(value)));
  const grouped = digits.replace(/\B(?=(\d{3})+(?!\d))/g, '.');
  return value < 0 ? `-${grouped}` : grouped;
}

/** Whole numbers below ten get a leading zero in running text: `07 cơ quan`. */
export function formatCount(value: number): string {
  return value >= 0 && value < 10 ? `0${formatInteger(value)}` : formatInteger(value);
}

/** Hundredths, without trailing zeros: `1250` → `12,5`. */
export function formatHundredths(value: number): string {
  const whole = Math.trunc(Math.abs(value) / 100);
  const rest = String(Math.abs(Math.trunc(value)) % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  const sign = value < 0 ? '-' : '';
  return `${sign}${formatInteger(whole)}${rest === '' ? '' : `,${rest}`}`;
}

/** `numerator / denominator` as a percentage, rounded half up to two places; null where it has no meaning. */
export function formatPercent(numerator: number, denominator: number): string | null {
  if (denominator <= 0 || numerator < 0) return null;
  const hundredths = Math.floor((numerator * 20_000 + denominator) / (denominator * 2));
  return `${formatHundredths(hundredths)}%`;
}

/** The figures of a finding: `(số liệu: 1.204/1.222 hồ sơ = 98,53%)`; empty where none is known. */
export function formatFigures(
  numerator: number | null,
  denominator: number | null,
  unit: string | null,
): string {
  if (numerator === null) return '';
  const label = unit === null || unit.trim() === '' ? '' : ` ${unit.trim()}`;
  if (denominator === null) return `(số liệu: ${formatInteger(numerator)}${label})`;
  const share = formatPercent(numerator, denominator);
  const result = share === null ? '' : ` = ${share}`;
  return `(số liệu: ${formatInteger(numerator)}/${formatInteger(denominator)}${label}${result})`;
}

const romanDigits: readonly (readonly [number, string])[] = [
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

export function formatRoman(value: number): string {
  let rest = value;
  let result = '';
  for (const [size, digit] of romanDigits) {
    while (rest >= size) {
      result += digit;
      rest -= size;
    }
  }
  return result;
}

const pointLetters = 'abcdđeghiklmnopqrstuvxy';

/** The letters of points in decree order: a, b, c, d, đ, e, g …; then aa, ab … */
export function formatPointLetter(index: number): string {
  const count = pointLetters.length;
  const letter = pointLetters.charAt(index % count);
  return index < count ? letter : formatPointLetter(Math.floor(index / count) - 1) + letter;
}

/** A document's number: below ten with a leading zero, otherwise exactly as given. */
export function formatDocumentNumber(number: string): string {
  const trimmed = number.trim();
  return /^[1-9]$/.test(trimmed) ? `0${trimmed}` : trimmed;
}
