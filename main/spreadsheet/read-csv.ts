/**
 * Text files of rows: which bytes stand for which letters, which sign stands between the cells. What stays unknown is
 * read as one byte a letter, so that the pipeline can still tell and convert the old Vietnamese encodings.
 */
import { parse } from 'csv-parse/sync';
import { AppError } from '../../core/contract/error.ts';
import type { Cell, SheetRow, Workbook } from '../../core/exchange/sheet/cell.ts';
import { detectEncoding } from '../../core/exchange/sheet/old-encoding.ts';
import { isMarked, isSyllable } from '../../core/exchange/sheet/syllable.ts';
import { SHEET_LIMITS } from './limits.ts';
import { broken } from './zip.ts';

/** Undefined where the bytes are no text. */
export function decodeText(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs('utf-16le', bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeAs('utf-16be', bytes);
  // Excel's "Unicode text" without its mark: every other byte of ASCII is zero.
  const sample = bytes.subarray(0, 2000);
  if (sample.includes(0)) {
    const evenZeros = sample.filter((byte, index) => index % 2 === 0 && byte === 0).length;
    const oddZeros = sample.filter((byte, index) => index % 2 === 1 && byte === 0).length;
    const half = sample.length / 2;
    if (oddZeros > half * 0.4 && evenZeros < half * 0.05) return decodeAs('utf-16le', bytes);
    if (evenZeros > half * 0.4 && oddZeros < half * 0.05) return decodeAs('utf-16be', bytes);
    return undefined;
  }
  return decodeAs('utf-8', bytes) ?? decodeLegacy(bytes);
}

/** Undefined where the bytes are no such text, or hold what no text holds. */
function decodeAs(encoding: string, bytes: Buffer): string | undefined {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return isText(text) ? text : undefined;
  } catch {
    return undefined;
  }
}

function decodeLegacy(bytes: Buffer): string | undefined {
  const latin = new TextDecoder('windows-1252').decode(bytes);
  if (!isText(latin)) return undefined;
  if (detectEncoding(latin.split('\n')) !== 'unicode') return bytes.toString('latin1');
  // Windows-1258 writes tones behind their letters; composing them is part of decoding it.
  const vietnamese = new TextDecoder('windows-1258').decode(bytes).normalize('NFC');
  return syllables(vietnamese) >= syllables(latin) ? vietnamese : latin;
}

function syllables(text: string): number {
  return text
    .slice(0, 200_000)
    .split(/[^\p{L}\p{M}]+/u)
    .filter((word) => isMarked(word) && isSyllable(word)).length;
}

/** Control characters are hardly ever typed; bytes of pictures are full of them. */
function isText(text: string): boolean {
  const sample = text.slice(0, 20_000);
  const strange = sample.match(/[^\P{Cc}\t\r\n\f\u0085]/gu)?.length ?? 0;
  return strange <= sample.length / 500;
}

const DELIMITERS = [';', ',', '\t', '|'] as const;

/** The sign that cuts the first lines into the most cells, and into the same number of them. */
export function delimiterOf(text: string): string {
  const named = /^sep=(.)\r?\n/iu.exec(text);
  if (named?.[1] !== undefined) return named[1];
  const lines = linesOf(text.slice(0, 100_000))
    .filter((line) => line.trim() !== '')
    .slice(0, 30);
  let best: { readonly sign: string; readonly weight: number } = { sign: ',', weight: 0 };
  for (const sign of DELIMITERS) {
    const counts = lines.map((line) => line.replace(/"[^"]*"/gu, '').split(sign).length - 1);
    const most = Math.max(0, ...counts);
    if (most === 0) continue;
    const steady = counts.filter((count) => count === most).length / lines.length;
    const weight = steady * 10 + Math.min(most, 20) / 20;
    if (weight > best.weight) best = { sign, weight };
  }
  return best.sign;
}

/** Lines as the file has them, but for breaks inside quotes. */
function linesOf(text: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of text.split('\n')) {
    line = line === '' ? part : `${line} ${part}`;
    if ((line.match(/"/gu)?.length ?? 0) % 2 === 1) continue;
    lines.push(line);
    line = '';
  }
  if (line !== '') lines.push(line);
  return lines;
}

export function readCsv(text: string, fileName: string): Workbook {
  const body = text.replace(/^\ufeff/u, '');
  const delimiter = delimiterOf(body);
  let records: readonly (readonly string[])[];
  try {
    records = parse(body.replace(/^sep=.\r?\n/iu, '\n'), {
      delimiter,
      relax_column_count: true,
      // An inch sign inside a cell is no quote.
      relax_quotes: true,
      skip_empty_lines: false,
      to: SHEET_LIMITS.rows + 1,
    });
  } catch (error) {
    const line = (error as { readonly lines?: unknown }).lines;
    throw typeof line === 'number' ? broken(`line ${line}`, error) : error;
  }
  let lastColumn = 0;
  let overflow: { what: 'rows' | 'columns'; limit: number } | null =
    records.length > SHEET_LIMITS.rows ? { what: 'rows', limit: SHEET_LIMITS.rows } : null;
  const rows: SheetRow[] = [];
  for (const [index, values] of records.entries()) {
    const cells: (Cell | undefined)[] = [];
    for (const [place, value] of values.entries()) {
      if (value.trim() === '') continue;
      if (place >= SHEET_LIMITS.columns) {
        overflow ??= { what: 'columns', limit: SHEET_LIMITS.columns };
        break;
      }
      cells[place + 1] = { kind: 'text', value };
      lastColumn = Math.max(lastColumn, place + 1);
    }
    if (cells.length > 0) rows.push({ row: index + 1, cells });
  }
  const name = fileName.replace(/\.[^.]*$/u, '').normalize('NFC') || 'CSV';
  return {
    format: 'csv',
    sheets: [
      {
        name,
        hidden: false,
        rows,
        lastRow: rows.at(-1)?.row ?? 0,
        lastColumn,
        merges: [],
        hiddenColumns: [],
        overflow,
      },
    ],
  };
}

export function notSpreadsheet(found = ''): AppError {
  return new AppError('FILE_NOT_SPREADSHEET', found === '' ? {} : { detail: { found } });
}
