// Danh mục văn bản của đợt kiểm tra: every paper of the round with its number, day, kind, what it is about, and where it
// stands. The same lines go to the page and to the workbook.
import type { DocumentStatus } from '../../rules/document-states.ts';
import { type IsoDay, type IssuerFacts, type PlanFacts } from '../facts.ts';
import { type DocumentKind, kindTraits } from '../kinds.ts';
import { paragraph, spacer } from '../layout/paragraph.ts';
import type { DocumentModel } from '../model.ts';
import { planCitation, numberAndSymbol } from '../wording/citations.ts';
import { shortDate } from '../wording/dates.ts';
import { formatCount, OPEN } from '../wording/numbers.ts';
import { inspectionPhrase } from '../wording/subject.ts';
import { sentence } from '../wording/text.ts';
import { cell, compilerSignature, sheetHead, sheetModel, sheetTable } from './sheet.ts';

export interface ListedDocumentFacts {
  readonly kind: DocumentKind;
  readonly number: string | null;
  readonly symbol: string | null;
  readonly issuedOn: IsoDay | null;
  readonly subject: string;
  readonly issuerName: string;
  readonly status: DocumentStatus;
  readonly withdrawnReason: string | null;
  /** Whom it is about: an agency, a team or a member of one. */
  readonly about: string | null;
  /** `05/TB-ĐKT` of what it replaces, and of what replaces it; null where there is nothing. */
  readonly replaces: string | null;
  readonly replacedBy: string | null;
  readonly scans: number;
}

export interface DocumentListFacts {
  readonly issuer: IssuerFacts | null;
  readonly plan: PlanFacts;
  readonly rows: readonly ListedDocumentFacts[];
}

const states: Readonly<Record<DocumentStatus, string>> = {
  draft: 'Dự thảo',
  for_signature: 'Trình ký',
  issued: 'Đã ban hành',
  withdrawn: 'Đã thu hồi',
};

/** Tên loại of the decree's Phụ lục III; what has none there is called by its name. */
export function documentTypeName(kind: DocumentKind): string {
  const { title, family } = kindTraits[kind];
  return title ?? (family === 'letter' ? 'Công văn' : 'Tin bài');
}

/** `05/TB-ĐKT`; without a number yet a gap before the symbol; nothing where the kind bears none. */
export function documentListNumber(row: Pick<ListedDocumentFacts, 'kind' | 'number' | 'symbol'>): string {
  const symbol = cell(row.symbol);
  if (cell(row.number) === '') return symbol === '' ? '' : `${OPEN}/${symbol}`;
  return symbol === '' || cell(row.number).includes('/')
    ? cell(row.number)
    : numberAndSymbol({ number: row.number, symbol: row.symbol, fallbackSymbol: OPEN });
}

/** By their days, as they were issued; what is not issued yet stands at the end as the record has it. */
export function orderedDocuments<R extends Pick<ListedDocumentFacts, 'issuedOn' | 'number'>>(
  rows: readonly R[],
): R[] {
  const count = (number: string | null) => Number(/\d+/u.exec(number ?? '')?.[0] ?? 0);
  return rows.toSorted((first, second) => {
    if (first.issuedOn === null || second.issuedOn === null) {
      return Number(first.issuedOn === null) - Number(second.issuedOn === null);
    }
    if (first.issuedOn !== second.issuedOn) return first.issuedOn < second.issuedOn ? -1 : 1;
    return count(first.number) - count(second.number);
  });
}

export interface DocumentLine {
  readonly number: string;
  readonly issuedOn: IsoDay | null;
  readonly type: string;
  readonly subject: string;
  readonly issuer: string;
  readonly state: string;
  readonly note: string;
}

/** One line of the list, in the words of page and workbook. */
export function documentLine(row: ListedDocumentFacts): DocumentLine {
  const notes = [
    row.about === null ? '' : cell(row.about),
    row.replaces === null ? '' : `Thay thế văn bản số ${row.replaces}`,
    row.replacedBy === null ? '' : `Được thay bằng văn bản số ${row.replacedBy}`,
    row.withdrawnReason === null ? '' : `Lý do thu hồi: ${cell(row.withdrawnReason)}`,
    row.scans === 0 ? '' : `Có bản quét đã ký (${formatCount(row.scans)} tệp)`,
  ];
  return {
    number: documentListNumber(row),
    issuedOn: row.issuedOn,
    type: documentTypeName(row.kind),
    subject: cell(row.subject),
    issuer: cell(row.issuerName),
    state: states[row.status],
    note: notes.filter((note) => note !== '').join('; '),
  };
}

export const documentListTitle = 'Danh mục văn bản của đợt kiểm tra';

/** Between the lines above and the table. */
const GAP_MM = 3;

export function documentListSheet(facts: DocumentListFacts): DocumentModel {
  const { issuer, plan } = facts;
  const rows = orderedDocuments(facts.rows);
  const cells = rows
    .map(documentLine)
    .map((line, index) => [
      String(index + 1),
      line.number,
      line.issuedOn === null ? '' : shortDate(line.issuedOn),
      line.type,
      line.subject,
      line.issuer,
      line.state,
      line.note,
    ]);
  return sheetModel(facts, documentListTitle, true, [
    ...sheetHead(issuer, plan, {
      title: documentListTitle,
      subject: `phục vụ ${inspectionPhrase(plan)}`,
      reference: `Thực hiện ${planCitation(plan)}`,
    }),
    paragraph('body', summary(rows), { keepNext: true }),
    spacer(GAP_MM),
    sheetTable(
      [
        { text: 'STT', width: 5, align: 'center' },
        { text: 'Số, ký hiệu', width: 13, align: 'center' },
        { text: 'Ngày ban hành', width: 10, align: 'center' },
        { text: 'Loại văn bản', width: 10 },
        { text: 'Trích yếu', width: 27 },
        { text: 'Nơi ban hành', width: 14 },
        { text: 'Tình trạng', width: 9, align: 'center' },
        { text: 'Ghi chú', width: 12 },
      ],
      cells.length === 0 ? [['1', OPEN, OPEN, OPEN, OPEN, OPEN, OPEN, '']] : cells,
    ),
    compilerSignature(),
  ]);
}

function summary(rows: readonly ListedDocumentFacts[]): string {
  const of = (status: DocumentStatus) => rows.filter((row) => row.status === status).length;
  const parts = (['issued', 'for_signature', 'draft', 'withdrawn'] as const)
    .filter((status) => of(status) > 0)
    .map((status) => `${formatCount(of(status))} ${states[status].toLocaleLowerCase('vi')}`);
  return sentence(
    parts.length === 0
      ? 'Chưa có văn bản nào'
      : `Tổng số ${formatCount(rows.length)} văn bản, trong đó: ${parts.join('; ')}`,
  );
}
