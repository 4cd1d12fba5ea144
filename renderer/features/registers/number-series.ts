// Numbers beside the one that is being entered: others of the same number, and the highest of the series so far. Pure.
import type { DocumentRow } from '../../../core/contract/documents.ts';
import type { Issuer } from '../../../core/contract/issuers.ts';
import { isSameNumber, plainNumber, plainSymbol } from '../../../core/rules/document-numbers.ts';
import type { NumberedPaper } from '../../../core/rules/document-numbers.ts';

type Numbered = Pick<DocumentRow, 'id' | 'issuerId' | 'number' | 'symbol' | 'issuedOn'>;

/** Null while it has no number or day. */
function paperOf(document: Numbered, issuers: readonly Issuer[]): NumberedPaper | null {
  const { id, issuerId, number, symbol, issuedOn } = document;
  if (number === null || number.trim() === '' || issuedOn === null) return null;
  const issuer = issuers.find((one) => one.id === issuerId);
  const series = issuer?.numberSeries?.trim() ?? '';
  return {
    id,
    issuerId,
    issuerName: issuer?.name ?? '',
    series: series === '' ? issuerId : series,
    ownsSeries: issuer?.ownsSeries ?? false,
    number,
    symbol,
    issuedOn,
  };
}

/** The others that bear the same number in the same series and year. */
export function twinsOf(
  document: Numbered,
  all: readonly DocumentRow[],
  issuers: readonly Issuer[],
): DocumentRow[] {
  const own = paperOf(document, issuers);
  if (own === null) return [];
  return all.filter((other) => {
    if (other.id === document.id) return false;
    const paper = paperOf(other, issuers);
    return paper !== null && isSameNumber(own, paper);
  });
}

/** The highest number recorded under this symbol in the year of `day`; null: none yet. */
export function highestNumber(
  document: Numbered,
  day: string | null,
  all: readonly DocumentRow[],
  issuers: readonly Issuer[],
): number | null {
  const own = day === null ? null : paperOf({ ...document, number: '1', issuedOn: day }, issuers);
  if (own === null) return null;
  const counts = all.flatMap((other) => {
    const paper = paperOf(other, issuers);
    return paper !== null &&
      paper.series === own.series &&
      paper.issuedOn.slice(0, 4) === own.issuedOn.slice(0, 4) &&
      plainSymbol(paper.symbol) === plainSymbol(own.symbol)
      ? [Number.parseInt(plainNumber(paper.number), 10)].filter((count) => Number.isFinite(count))
      : [];
  });
  return counts.length === 0 ? null : Math.max(...counts);
}
