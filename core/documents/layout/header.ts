// The head of page 1: issuer and number on the left, the national name and the date on the right.
import type { DocumentFacts, IssuerFacts, Urgency } from '../facts.ts';
import { textWidthMm } from '../letter-widths.ts';
import type { Cell, Columns } from '../model.ts';
import type { StyleSheet } from '../style-nd30-2020.ts';
import { headerDate, NUMBER_GAP } from '../wording/dates.ts';
import { formatDocumentNumber } from '../wording/numbers.ts';
import { oneLine, upperCase } from '../wording/text.ts';
import { paragraph, paragraphs, ruleBelow } from './paragraph.ts';

const NATIONAL_NAME = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
const NATIONAL_MOTTO = 'Độc lập - Tự do - Hạnh phúc';

export interface HeaderParts {
  readonly issuer: IssuerFacts;
  /** Null: no number line (minutes may do without). */
  readonly numberLine: string | null;
  /** Null: no place and date (minutes have none). */
  readonly dateLine: string | null;
  /** `V/v …` of a letter. */
  readonly letterSubject?: string | null;
  /** Which draft it is. */
  readonly draftRound?: number | null;
  readonly urgency?: Urgency | null;
}

export function headerBlock(parts: HeaderParts, style: StyleSheet): Columns {
  const { issuer, numberLine, dateLine } = parts;
  const { page, header } = style;
  const columnMm = ((page.widthMm - page.leftMm - page.rightMm) * header.widthShares[0]) / 100;
  const nameLine = issuer.nameLine.trim() === '' ? issuer.name : issuer.nameLine;
  const left: Cell = [
    ...paragraphs('parent_name', issuer.parentLine ?? '', { upper: true }),
    ...paragraphs('issuer_name', nameLine, { upper: true }),
    ruleBelow(upperCase(nameLine), style.styles.issuer_name.sizePt, style, columnMm),
  ];
  const right: Cell = [
    paragraph('national_name', NATIONAL_NAME),
    paragraph('national_motto', NATIONAL_MOTTO),
    { type: 'rule', widthMm: style.header.mottoRuleMm },
  ];
  const number = numberLine === null ? [] : [paragraph('number_line', numberLine)];
  const date = dateLine === null ? [] : [paragraph('date_line', dateLine)];
  const below: Cell = [
    ...number,
    ...paragraphs('letter_subject', parts.letterSubject ?? ''),
    ...urgencyBox(parts.urgency ?? null, style),
    ...(typeof parts.draftRound === 'number'
      ? [paragraph('draft_mark', `DỰ THẢO (lần ${String(parts.draftRound)})`)]
      : []),
  ];
  const second: readonly Cell[] = [below, date];
  return {
    type: 'columns',
    role: 'header',
    widthShares: style.header.widthShares,
    rows: below.length + date.length === 0 ? [[left, right]] : [[left, right], second],
  };
}

function urgencyBox(urgency: Urgency | null, style: StyleSheet): Cell {
  if (urgency === null) return [];
  const { text, widthMm, heightMm } = style.header.urgency[urgency];
  return [{ type: 'box', text: paragraph('urgency', text), widthMm, heightMm }];
}

/** `Số: 05/TB-ĐKT`, with a gap for the number until it is given. */
export function numberLine(document: DocumentFacts, fallbackSymbol: string): string {
  return `Số: ${printedNumber(document)}/${printedSymbol(document, fallbackSymbol)}`;
}

export function printedNumber(document: DocumentFacts): string {
  const number = document.number === null ? '' : oneLine(document.number);
  return number === '' ? NUMBER_GAP : formatDocumentNumber(number);
}

export function printedSymbol(document: DocumentFacts, fallbackSymbol: string): string {
  const symbol = document.symbol === null ? '' : oneLine(document.symbol);
  return symbol === '' ? fallbackSymbol : symbol;
}

const DATE_PT = 13;
const DATE_ROOM_MM = 98;

/** `Hải Dương, ngày … tháng … năm 2019`. */
export function dateLine(issuer: IssuerFacts, issuedOn: string | null, year: number | null): string {
  const place = issuer.placeName === null ? '' : oneLine(issuer.placeName);
  const line = `${place === '' ? '…………' : place}, ${headerDate(issuedOn, year)}`;
  // A long name leaves less room for the day and the month, which are then written closer.
  return textWidthMm(line, DATE_PT, false) > DATE_ROOM_MM
    ? line.replace(/\u00a0+/g, '\u00a0\u00a0\u00a0')
    : line;
}
