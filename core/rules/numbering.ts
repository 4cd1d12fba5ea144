/**
 * Numbers and symbols of documents (Nghị định 30/2020, Phụ lục I and III). The symbol is free text with a
 * generated default; the number is given by the registry and only written as it must be.
 */
import { formatDocumentNumber } from '../documents/wording/numbers.ts';

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

/** `5` → `05`; everything else exactly as given. */
export function numberText(number: string): string {
  return formatDocumentNumber(number);
}

/** `2676/KH-UBND`; what is not known is left out. Null when neither is known. */
export function numberAndSymbol(number: string | null, symbol: string | null): string | null {
  const parts = [number === null ? '' : numberText(number), symbol?.trim() ?? ''].filter(
    (part) => part !== '',
  );
  return parts.length === 0 ? null : parts.join('/');
}
