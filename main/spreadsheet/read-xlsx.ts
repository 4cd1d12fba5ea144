/**
 * A workbook of Excel, LibreOffice, WPS or Google as cells with everything that an import must know of them: what is
 * merged, hidden, calculated, an error or a day. One pass over the parts by a streaming parser: a reader that answers
 * values only (read-excel-file) would have to be joined with a second pass for all of that, and the two kept in step.
 */
import path from 'node:path';
import { AppError } from '../../core/contract/error.ts';
import {
  type Cell,
  columnNumber,
  type Merge,
  type Sheet,
  type Workbook,
} from '../../core/exchange/sheet/cell.ts';
import type { SheetRow } from '../../core/exchange/sheet/cell.ts';
import { SHEET_LIMITS } from './limits.ts';
import { type NumberFormat, readStyles } from './styles.ts';
import { readXml } from './xml.ts';
import { broken, type ZipParts } from './zip.ts';

interface SheetPart {
  readonly name: string;
  readonly hidden: boolean;
  readonly part: string;
}

export function readXlsx(zip: ZipParts): Workbook {
  const workbookPart = targetOf(zip, '', 'officeDocument') ?? 'xl/workbook.xml';
  const { sheets, date1904 } = readWorkbookPart(zip, workbookPart);
  if (sheets.length > SHEET_LIMITS.sheets) {
    throw new AppError('TOO_LARGE', { detail: { what: 'sheets', limit: SHEET_LIMITS.sheets } });
  }
  const strings = readStrings(zip, targetOf(zip, workbookPart, 'sharedStrings'));
  const stylesPart = targetOf(zip, workbookPart, 'styles');
  const styles = readStyles(stylesPart, stylesPart === undefined ? undefined : zip.read(stylesPart));
  const about = { strings, styles, date1904 };
  return { format: 'xlsx', sheets: sheets.map((sheet) => readSheetPart(zip, sheet, about)) };
}

// --- the container

interface Relation {
  readonly id: string;
  readonly kind: string;
  readonly target: string;
}

function relationsOf(zip: ZipParts, part: string): readonly Relation[] {
  const folder = path.posix.dirname(part);
  const file =
    part === '' ? '_rels/.rels' : path.posix.join(folder, '_rels', `${path.posix.basename(part)}.rels`);
  const bytes = zip.read(file);
  if (bytes === undefined) return [];
  const relations: Relation[] = [];
  readXml(file, bytes, {
    open(name, attribute) {
      if (name !== 'Relationship' || attribute('TargetMode') === 'External') return;
      const target = attribute('Target') ?? '';
      relations.push({
        id: attribute('Id') ?? '',
        kind: (attribute('Type') ?? '').split('/').at(-1) ?? '',
        target: target.startsWith('/')
          ? target.slice(1)
          : path.posix.normalize(path.posix.join(part === '' ? '' : folder, target)),
      });
    },
  });
  return relations;
}

function targetOf(zip: ZipParts, part: string, kind: string): string | undefined {
  return relationsOf(zip, part).find((relation) => relation.kind === kind)?.target;
}

function readWorkbookPart(
  zip: ZipParts,
  part: string,
): { readonly sheets: readonly SheetPart[]; readonly date1904: boolean } {
  const bytes = zip.read(part);
  if (bytes === undefined) throw broken(part);
  const relations = relationsOf(zip, part);
  const sheets: SheetPart[] = [];
  let date1904 = false;
  readXml(part, bytes, {
    open(name, attribute) {
      if (name === 'workbookPr') date1904 = isTrue(attribute('date1904'));
      if (name !== 'sheet') return;
      const id = attribute('id');
      const relation = relations.find((one) => one.id === id);
      // Charts and dialogs are sheets as well; they hold no cells.
      if (relation === undefined || relation.kind !== 'worksheet') return;
      sheets.push({
        name: (attribute('name') ?? '').normalize('NFC'),
        hidden: (attribute('state') ?? 'visible') !== 'visible',
        part: relation.target,
      });
    },
  });
  return { sheets, date1904 };
}

const isTrue = (value: string | undefined) => value === '1' || value === 'true';

/** Excel writes control characters and CR as _x000D_. */
function unescapeCell(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9a-f]{4})_/giu, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** Collects the text of <t> elements; what stands in phonetic hints (rPh) is no text. */
function textCollector() {
  let inText = false;
  let hints = 0;
  let text = '';
  return {
    begin: () => {
      text = '';
      inText = false;
      hints = 0;
    },
    open(name: string) {
      if (name === 'rPh') hints += 1;
      else if (name === 't') inText = hints === 0;
    },
    text(piece: string) {
      if (inText) text += piece;
    },
    close(name: string) {
      if (name === 'rPh') hints -= 1;
      else if (name === 't') inText = false;
    },
    end: () => unescapeCell(text),
  };
}

function readStrings(zip: ZipParts, part: string | undefined): readonly string[] {
  const bytes = part === undefined ? undefined : zip.read(part);
  if (part === undefined || bytes === undefined) return [];
  const strings: string[] = [];
  const collector = textCollector();
  readXml(part, bytes, {
    open(name) {
      if (name === 'si') collector.begin();
      else collector.open(name);
    },
    text: collector.text,
    close(name) {
      collector.close(name);
      if (name !== 'si') return;
      strings.push(collector.end());
      if (strings.length > SHEET_LIMITS.sharedStrings) {
        throw new AppError('TOO_LARGE', { detail: { what: 'strings', limit: SHEET_LIMITS.sharedStrings } });
      }
    },
  });
  return strings;
}

// --- a sheet

interface About {
  readonly strings: readonly string[];
  readonly styles: readonly NumberFormat[];
  readonly date1904: boolean;
}

function readSheetPart(zip: ZipParts, { name, hidden, part }: SheetPart, about: About): Sheet {
  const bytes = zip.read(part);
  if (bytes === undefined) throw broken(part);
  const rows: SheetRow[] = [];
  const merges: Merge[] = [];
  const hiddenColumns: number[] = [];
  let overflow: Sheet['overflow'] = null;
  let lastColumn = 0;

  let row = 0;
  let rowHidden = false;
  let cells: (Cell | undefined)[] = [];
  let column = 0;
  let type = '';
  let style = 0;
  let formula = false;
  let inValue = false;
  let value: string | undefined;
  const inline = textCollector();

  function endCell(): void {
    const cell = cellOf(about, part, { type, style, formula, value, inline: inline.end() });
    if (cell === undefined) return;
    if (column > SHEET_LIMITS.columns) {
      overflow ??= { what: 'columns', limit: SHEET_LIMITS.columns };
      return;
    }
    cells[column] = cell;
    lastColumn = Math.max(lastColumn, column);
  }

  readXml(part, bytes, {
    open(tag, attribute) {
      switch (tag) {
        case 'row': {
          const given = Number(attribute('r') ?? row + 1);
          if (!Number.isSafeInteger(given) || given < 1 || given > 1_048_576) throw broken(part);
          row = given;
          rowHidden = isTrue(attribute('hidden')) || attribute('ht') === '0';
          cells = [];
          column = 0;
          break;
        }
        case 'c': {
          const place = attribute('r');
          column = place === undefined ? column + 1 : columnNumber(place.replace(/\d+$/u, ''));
          if (column < 1) throw broken(part);
          type = attribute('t') ?? 'n';
          style = Number(attribute('s') ?? 0);
          formula = false;
          inValue = false;
          value = undefined;
          inline.begin();
          break;
        }
        case 'f':
          formula = true;
          break;
        case 'v':
          inValue = true;
          value = '';
          break;
        case 'mergeCell': {
          const merge = mergeOf(attribute('ref') ?? '');
          if (merge !== undefined && merges.length < SHEET_LIMITS.merges) merges.push(merge);
          break;
        }
        case 'col': {
          if (!isTrue(attribute('hidden')) && attribute('width') !== '0') break;
          const last = Math.min(Number(attribute('max') ?? 0), SHEET_LIMITS.columns);
          for (let hiddenColumn = Number(attribute('min') ?? 1); hiddenColumn <= last; hiddenColumn += 1) {
            hiddenColumns.push(hiddenColumn);
          }
          break;
        }
        default:
          inline.open(tag);
      }
    },
    text(piece) {
      if (inValue) value = (value ?? '') + piece;
      else inline.text(piece);
    },
    close(tag) {
      if (tag === 'v') inValue = false;
      else if (tag === 'c') endCell();
      else if (tag === 'row') {
        if (!cells.some((cell) => cell !== undefined)) return;
        if (rows.length >= SHEET_LIMITS.rows) overflow ??= { what: 'rows', limit: SHEET_LIMITS.rows };
        else rows.push({ row, ...(rowHidden ? { hidden: true as const } : {}), cells });
      } else inline.close(tag);
    },
  });

  // Excel writes rows in order; a program that does not is put right.
  rows.sort((a, b) => a.row - b.row);
  return {
    name,
    hidden,
    rows,
    lastRow: rows.at(-1)?.row ?? 0,
    lastColumn,
    merges,
    hiddenColumns,
    overflow,
  };
}

interface RawCell {
  readonly type: string;
  readonly style: number;
  readonly formula: boolean;
  readonly value: string | undefined;
  readonly inline: string;
}

function cellOf(about: About, part: string, raw: RawCell): Cell | undefined {
  const { type, formula } = raw;
  const calculated = formula ? ({ formula: true } as const) : {};
  const noValue: Cell | undefined = formula ? { kind: 'text', value: '', formula: true } : undefined;
  if (type === 'inlineStr') return textCell(raw.inline, calculated, noValue);
  const { value } = raw;
  if (value === undefined || (value === '' && type !== 'str')) return noValue;
  switch (type) {
    case 's': {
      const index = Number(value);
      const text = about.strings[index];
      if (text === undefined) throw broken(part);
      return textCell(text, calculated, noValue);
    }
    case 'str':
      return textCell(unescapeCell(value), calculated, noValue);
    case 'b':
      return { kind: 'boolean', value: isTrue(value.trim()), ...calculated };
    case 'e':
      return { kind: 'error', value: value.trim(), ...calculated };
    case 'd': {
      const serial = Date.parse(value.length > 10 && !/Z$|[+-]\d\d:\d\d$/u.test(value) ? `${value}Z` : value);
      if (Number.isNaN(serial)) return { kind: 'text', value, ...calculated };
      return { kind: 'date', value: serial / 86_400_000 + 25_569, ...calculated };
    }
    case 'n': {
      const number = Number(value);
      if (!Number.isFinite(number)) throw broken(part);
      const format = about.styles[raw.style];
      if (format?.kind === 'date') {
        return { kind: 'date', value: number + (about.date1904 ? 1462 : 0), ...calculated };
      }
      const shown = format?.show?.(number);
      return { kind: 'number', value: number, ...(shown === undefined ? {} : { shown }), ...calculated };
    }
    default:
      throw broken(part);
  }
}

function textCell(text: string, calculated: { formula?: true }, noValue: Cell | undefined): Cell | undefined {
  return text.trim() === '' ? noValue : { kind: 'text', value: text, ...calculated };
}

function mergeOf(reference: string): Merge | undefined {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/iu.exec(reference);
  if (match === null) return undefined;
  const [, from = '', first = '', to = from, last = first] = match;
  const [left, right] = [columnNumber(from), columnNumber(to)];
  const [top, bottom] = [Number(first), Number(last)];
  if (left < 1 || right < left || top < 1 || bottom < top || (left === right && top === bottom))
    return undefined;
  return { top, left, bottom, right };
}
