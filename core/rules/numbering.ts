/**
 * Symbols of documents (Nghị định 30/2020, Phụ lục I and III): free text with a generated default. The number is
 * given by the registry; how it is written is core/documents/wording/numbers.ts.
 */
import { type DocumentKind, kindTraits } from '../documents/kinds.ts';

/**
 * `TB-ĐKT`; a letter, which has no abbreviation of its own, `SNV-CCHC`: whose it is and who drafted it. Null while the
 * issuer has no abbreviation, and where the kind bears no number.
 */
export function defaultSymbol(
  kind: DocumentKind,
  issuerSymbol: string | null,
  drafter = 'CCHC',
): string | null {
  const { abbreviation, numbered } = kindTraits[kind];
  const symbol = issuerSymbol?.trim() ?? '';
  if (symbol === '' || numbered === 'none') return null;
  return abbreviation === null ? `${symbol}-${drafter}` : `${abbreviation}-${symbol}`;
}
