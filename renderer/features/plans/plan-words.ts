// How a document is named on the screen.
import type { DocumentRow } from '../../../core/contract/documents.ts';

interface Numbered {
  readonly number: string | null;
  readonly symbol: string | null;
}

/** `1234/KH-UBND`. Null where neither is known. */
export function numberAndSymbol({ number, symbol }: Numbered): string | null {
  if (number === null && symbol === null) return null;
  if (symbol === null || symbol === '') return number;
  // A symbol may carry its own stroke, as some offices write it.
  const tail = symbol.startsWith('/') ? symbol : `/${symbol}`;
  return `${number ?? '…'}${tail}`;
}

/** `Thông báo cho đơn vị, Sở Tài chính`. */
export function documentName(
  { kind, agencyName }: Pick<DocumentRow, 'kind' | 'agencyName'>,
  kinds: Readonly<Record<DocumentRow['kind'], string>>,
): string {
  return agencyName === null ? kinds[kind] : `${kinds[kind]}, ${agencyName}`;
}
