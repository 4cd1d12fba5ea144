/** What the number formats of a workbook make of its numbers: days, and the few shapes that change what is meant. */
import { plainNumber } from '../../core/exchange/sheet/cell.ts';
import { readXml } from './xml.ts';

export interface NumberFormat {
  readonly kind: 'date' | 'number';
  /** What Excel shows, where leading or trailing zeros or a percent sign make it more than the digits. */
  readonly show?: (value: number) => string;
}

const PLAIN: NumberFormat = { kind: 'number' };
const DAY: NumberFormat = { kind: 'date' };

/** Formats that every program knows by number; those of East Asian editions are days as well. */
const BUILT_IN_DAYS = new Set([
  14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58,
]);
const BUILT_IN: Readonly<Record<number, string>> = { 2: '0.00', 9: '0%', 10: '0.00%' };

/** By the index that a cell names. */
export function readStyles(part: string | undefined, bytes: Buffer | undefined): readonly NumberFormat[] {
  if (part === undefined || bytes === undefined) return [];
  const codes = new Map<number, string>();
  const formats: NumberFormat[] = [];
  const used: number[] = [];
  let inCells = false;
  readXml(part, bytes, {
    open(name, attribute) {
      if (name === 'numFmt') codes.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) used.push(Number(attribute('numFmtId') ?? 0));
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  for (const id of used) formats.push(formatOf(id, codes.get(id)));
  return formats;
}

export function formatOf(id: number, code: string | undefined): NumberFormat {
  if (code === undefined) return BUILT_IN_DAYS.has(id) ? DAY : shapeOf(BUILT_IN[id] ?? '');
  return isDayFormat(code) ? DAY : shapeOf(code);
}

/** A format with a day or a year in it, beside colours, literals and conditions. */
export function isDayFormat(code: string): boolean {
  const bare = (code.split(';')[0] ?? '').replace(/"[^"]*"|\\.|_.|\*./gu, '').replace(/\[[^\]]*\]/gu, '');
  if (/general|standard/iu.test(bare)) return false;
  return /[dy]/iu.test(bare) || /m{3,}/iu.test(bare);
}

function shapeOf(code: string): NumberFormat {
  const match = /^(0+)(?:\.(0+))?(%)?$/u.exec(code.split(';')[0] ?? '');
  if (match === null) return PLAIN;
  const [, whole = '', rest = '', percent = ''] = match;
  if (whole === '0' && rest === '' && percent === '') return PLAIN;
  return {
    kind: 'number',
    show: (value) => {
      // Digits that the format hides are still what the cell holds.
      const scaled = percent === '' ? value : Number((value * 100).toPrecision(15));
      const plain = plainNumber(Math.abs(scaled));
      const [integer = '', decimals = ''] = plain.split('.');
      const digits = integer.padStart(whole.length, '0');
      const shown = decimals.length > rest.length ? decimals : decimals.padEnd(rest.length, '0');
      return `${value < 0 ? '-' : ''}${digits}${shown === '' ? '' : `.${shown}`}${percent}`;
    },
  };
}
