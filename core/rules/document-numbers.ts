/**
 * Numbers of the record: which are given twice, and which are missing where somebody gives them alone. A number comes
 * from văn thư as people write it: `7`, `07`, `07a`, or with its symbol behind a slash.
 */
import type { NumberingFault } from '../contract/documents.ts';

export interface NumberedPaper {
  readonly id: string;
  readonly issuerId: string;
  readonly issuerName: string;
  /** Issuers that number together share it. */
  readonly series: string;
  readonly ownsSeries: boolean;
  readonly number: string;
  readonly symbol: string | null;
  readonly issuedOn: string;
}

/** `07`, ` 7 ` and `7/TB-SNV` are one number. */
export function plainNumber(number: string): string {
  const [own = ''] = number.normalize('NFC').split('/');
  return own
    .trim()
    .toLocaleUpperCase('vi')
    .replace(/\s+/gu, '')
    .replace(/^0+(?=\d)/u, '');
}

/** Without blanks and the slash that may have been typed with it. */
export function plainSymbol(symbol: string | null): string {
  return (symbol ?? '')
    .normalize('NFC')
    .toLocaleUpperCase('vi')
    .replace(/\s+/gu, '')
    .replaceAll('–', '-')
    .replace(/^\/+|\/+$/gu, '');
}

/** The symbol of a number that was typed together with it wins. */
const symbolOf = ({ number, symbol }: Pick<NumberedPaper, 'number' | 'symbol'>): string => {
  const at = number.indexOf('/');
  const typed = at === -1 ? '' : plainSymbol(number.slice(at + 1));
  return typed === '' ? plainSymbol(symbol) : typed;
};

const yearOf = (paper: Pick<NumberedPaper, 'issuedOn'>): number => Number(paper.issuedOn.slice(0, 4));

/** Whether both bear one number of one series in one year. */
export function isSameNumber(one: NumberedPaper, other: NumberedPaper): boolean {
  return (
    one.series === other.series &&
    yearOf(one) === yearOf(other) &&
    plainNumber(one.number) === plainNumber(other.number) &&
    symbolOf(one) === symbolOf(other)
  );
}

/** As the decree writes it: two digits at least. */
const written = (number: string | number): string => String(number).replace(/^\d(?!\d)/u, '0$&');

export function numberingFaults(papers: readonly NumberedPaper[]): NumberingFault[] {
  const series = Map.groupBy(papers, (paper) => `${paper.series}\n${String(yearOf(paper))}`);
  return [...series.values()].flatMap((ofYear) => [...duplicates(ofYear), ...gaps(ofYear)]);
}

function duplicates(papers: readonly NumberedPaper[]): NumberingFault[] {
  const groups = Map.groupBy(papers, (paper) => `${plainNumber(paper.number)}\n${symbolOf(paper)}`);
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => fault('duplicate', group, symbolOf(group[0]!), written(plainNumber(group[0]!.number))));
}

/**
 * A series runs over all symbols as long as no number comes under two of them; where one does, each symbol is numbered
 * for itself. A number with a letter (`05a`) stands beside its own and leaves no gap.
 */
function gaps(papers: readonly NumberedPaper[]): NumberingFault[] {
  if (!papers.some((paper) => paper.ownsSeries)) return [];
  const symbols = Map.groupBy(papers, symbolOf);
  const numbers = new Map<number, Set<string>>();
  for (const paper of papers) {
    const number = countOf(paper);
    if (number === null || !/^\d+$/u.test(plainNumber(paper.number))) continue;
    numbers.set(number, (numbers.get(number) ?? new Set()).add(symbolOf(paper)));
  }
  const isShared = [...numbers.values()].every((under) => under.size === 1);
  return isShared && symbols.size > 1
    ? gapsIn(papers, null)
    : [...symbols].flatMap(([symbol, group]) => gapsIn(group, symbol === '' ? null : symbol));
}

function gapsIn(papers: readonly NumberedPaper[], symbol: string | null): NumberingFault[] {
  const known = papers
    .flatMap((paper) => {
      const number = countOf(paper);
      return number === null ? [] : [{ number, paper }];
    })
    .toSorted((first, second) => first.number - second.number);
  let last: (typeof known)[number] | undefined;
  const found: NumberingFault[] = [];
  for (const one of known) {
    const from = (last?.number ?? 0) + 1;
    const to = one.number - 1;
    if (from <= to) {
      const neighbours = last === undefined ? [one.paper] : [last.paper, one.paper];
      const number = from === to ? written(from) : `${written(from)}–${written(to)}`;
      found.push(fault('gap', neighbours, symbol, number));
    }
    last = one;
  }
  return found;
}

/** Up to six digits: more is no number that anybody counts. */
function countOf(paper: NumberedPaper): number | null {
  const number = /^(\d{1,6})\p{L}?$/u.exec(plainNumber(paper.number))?.[1];
  return number === undefined ? null : Number(number);
}

function fault(
  kind: NumberingFault['kind'],
  papers: readonly NumberedPaper[],
  symbol: string | null,
  number: string,
): NumberingFault {
  const { issuerId, issuerName } = papers[0]!;
  return {
    kind,
    issuerId,
    issuerName,
    year: yearOf(papers[0]!),
    symbol: symbol === '' ? null : symbol,
    number,
    documentIds: [...new Set(papers.map((paper) => paper.id))],
  };
}
