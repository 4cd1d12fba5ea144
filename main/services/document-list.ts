/** The round's list of documents from the rows: as a sheet to print and as a workbook. */
import type { RenderedFile } from '../../core/contract/documents.ts';
import {
  documentLine,
  documentListNumber,
  documentListTitle,
  type ListedDocumentFacts,
  orderedDocuments,
} from '../../core/documents/sheets/document-list.ts';
import { sheetFileStem } from '../../core/rules/file-name.ts';
import type { ListedDocument } from '../../db/documents.ts';
import type { Stores } from '../../db/stores.ts';
import { writeWorkbook, XLSX_MEDIA } from '../spreadsheet/write-workbook.ts';
import { found, type ServiceContext } from './context.ts';
import { sha256 } from './document-pages.ts';

export function documentListRows(stores: Stores, planId: string): ListedDocumentFacts[] {
  const rows = stores.documents.list({ planId });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const successors = new Map(rows.flatMap((row) => (row.replacesId === null ? [] : [[row.replacesId, row]])));
  const issuers = stores.issuers.names([...new Set(rows.map(({ issuerId }) => issuerId))]);
  const named = (row: ListedDocument | undefined) =>
    row === undefined ? null : documentListNumber(row) || '…';
  return orderedDocuments(rows).map((row) => ({
    kind: row.kind,
    number: row.number,
    symbol: row.symbol,
    issuedOn: row.issuedOn,
    subject: row.subject,
    issuerName: issuers.get(row.issuerId) ?? '',
    status: row.status,
    withdrawnReason: row.withdrawnReason,
    about: row.agencyName ?? teamOrMember(stores, row),
    replaces: row.replacesId === null ? null : named(byId.get(row.replacesId)),
    replacedBy: named(successors.get(row.id)),
    scans: stores.documentScans.ofDocument(row.id).length,
  }));
}

function teamOrMember(stores: Pick<Stores, 'teams'>, row: ListedDocument): string | null {
  if (row.memberId !== null) {
    const member = stores.teams.member(row.memberId);
    return member?.fullName ?? member?.rankText ?? null;
  }
  return row.teamId === null ? null : (stores.teams.get(row.teamId)?.name ?? null);
}

export async function exportDocumentList(
  { stores, handles }: Pick<ServiceContext, 'stores' | 'handles'>,
  planId: string,
): Promise<RenderedFile> {
  const plan = found(stores.plans.get(planId), 'plan', planId);
  const lines = documentListRows(stores, planId).map(documentLine);
  const bytes = await writeWorkbook({
    sheets: [
      {
        name: 'Danh mục văn bản',
        titles: [documentListTitle, plan.title],
        columns: [
          { header: 'STT', width: 6, type: 'number' },
          { header: 'Số, ký hiệu', width: 18 },
          { header: 'Ngày ban hành', width: 14, type: 'day' },
          { header: 'Loại văn bản', width: 16, wrap: true },
          { header: 'Trích yếu', width: 56, wrap: true },
          { header: 'Nơi ban hành', width: 30, wrap: true },
          { header: 'Tình trạng', width: 14 },
          { header: 'Ghi chú', width: 40, wrap: true },
        ],
        rows: lines.map((line, index) => [
          index + 1,
          line.number,
          line.issuedOn,
          line.type,
          line.subject,
          line.issuer,
          line.state,
          line.note,
        ]),
      },
    ],
  });
  const about = {
    fileName: `${sheetFileStem({ kind: 'document_list', of: null, year: plan.year })}.xlsx`,
    media: XLSX_MEDIA,
  };
  const digest = sha256(bytes);
  const { url, expiresAt } = handles.put(bytes, { ...about, sha256: digest });
  return { ...about, url, bytes: bytes.byteLength, pages: null, sha256: digest, expiresAt };
}
