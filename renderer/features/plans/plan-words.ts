// How a document's number and symbol stand on the screen: "1234/KH-UBND". Null where neither is known.
interface Numbered {
  readonly number: string | null;
  readonly symbol: string | null;
}

export function numberAndSymbol({ number, symbol }: Numbered): string | null {
  if (number === null && symbol === null) return null;
  if (symbol === null || symbol === '') return number;
  // A symbol may carry its own stroke, as some offices write it.
  const tail = symbol.startsWith('/') ? symbol : `/${symbol}`;
  return `${number ?? '…'}${tail}`;
}
