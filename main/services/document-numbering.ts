/** Numbers of the record as they stand in the rows: what is given twice, and what is missing in an issuer's own series. */
import type { DocumentRow, NumberingFault } from '../../core/contract/documents.ts';
import { isSameNumber, numberingFaults } from '../../core/rules/document-numbers.ts';
import type { Stores } from '../../db/stores.ts';

type NumberStores = Pick<Stores, 'documents' | 'issuers'>;

/** Of one year, or of all: days before and after nobody numbers. */
const daysOf = (year: number | undefined) =>
  year === undefined
    ? (['0001-01-01', '9999-12-31'] as const)
    : ([`${String(year)}-01-01`, `${String(year)}-12-31`] as const);

/** A name that issuers share, or one issuer's own. */
function seriesOf(stores: NumberStores, issuerId: string): readonly string[] {
  const officeId = stores.issuers.get(issuerId)?.originOfficeId;
  const issuers = officeId === undefined ? [] : stores.issuers.list(officeId);
  const series = issuers.find((issuer) => issuer.id === issuerId)?.numberSeries?.trim() ?? '';
  if (series === '') return [issuerId];
  return issuers.filter((issuer) => issuer.numberSeries?.trim() === series).map((issuer) => issuer.id);
}

/** Ids of the others that bear the same number in the same series and year. */
export function duplicatesOf(
  stores: NumberStores,
  row: Pick<DocumentRow, 'id' | 'issuerId' | 'number' | 'symbol' | 'issuedOn'>,
): string[] {
  if (row.number === null || row.number.trim() === '' || row.issuedOn === null) return [];
  const ofYear = stores.documents.numbered(
    seriesOf(stores, row.issuerId),
    ...daysOf(Number(row.issuedOn.slice(0, 4))),
  );
  const own = ofYear.find((one) => one.id === row.id);
  if (own === undefined) return [];
  return ofYear.filter((one) => one.id !== row.id && isSameNumber(one, own)).map((one) => one.id);
}

/** Of one office's record. Of a round: only what its own papers have to do with, found among all of its office. */
export function faultsOfNumbering(
  stores: NumberStores,
  officeId: string,
  { planId, year }: { readonly planId?: string | undefined; readonly year?: number | undefined },
): NumberingFault[] {
  const issuers = stores.issuers.list(officeId).map((issuer) => issuer.id);
  const papers = stores.documents.numbered(issuers, ...daysOf(year));
  const faults = numberingFaults(papers);
  if (planId === undefined) return faults;
  const own = new Set(papers.filter((paper) => paper.planId === planId).map((paper) => paper.id));
  return faults.filter((fault) => fault.documentIds.some((id) => own.has(id)));
}
