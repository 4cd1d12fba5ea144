/**
 * Symbols of documents (Nghị định 30/2020, Phụ lục I and III): free text with a generated default. The number is
 * given by the registry; how it is written is core/documents/wording/numbers.ts.
 */
export type NumberedKind = 'plan' | 'agency_notice' | 'collective_notice' | 'minutes' | 'decision';

const abbreviations: Readonly<Record<NumberedKind, string>> = {
  plan: 'KH',
  agency_notice: 'TB',
  collective_notice: 'TB',
  minutes: 'BB',
  decision: 'QĐ',
};

/** `TB-ĐKT`; null while the issuer has no abbreviation. */
export function defaultSymbol(kind: NumberedKind, issuerSymbol: string | null): string | null {
  const symbol = issuerSymbol?.trim() ?? '';
  return symbol === '' ? null : `${abbreviations[kind]}-${symbol}`;
}
