// What the figures of an agency say: which limitations come back, shares of tasks. Pure.
import type { AgencyDetail } from '../../../core/contract/agencies.ts';

type Year = AgencyDetail['years'][number];
type Finding = AgencyDetail['findings'][number];
type OpenState = AgencyDetail['recommendations'][number]['status'];

export interface DomainRow {
  readonly key: string;
  readonly name: string;
  /** Limitations in the order of the years. */
  readonly counts: readonly number[];
  readonly total: number;
  /** The longest run of inspected years, one after another, with a limitation in this domain. */
  readonly repeated: number;
}

/** Years with what was found in them, oldest first. */
export function yearsOf(years: readonly Year[]): readonly Year[] {
  return years.toSorted((a, b) => a.year - b.year);
}

/** Domains with a limitation in any year; those that come back most stand first. */
export function domainRows(years: readonly Year[], findings: readonly Finding[]): readonly DomainRow[] {
  const names = new Map(findings.map(({ domainKey, domainName }) => [domainKey, domainName]));
  const ordered = yearsOf(years);
  const keys = new Set(ordered.flatMap(({ byDomain }) => byDomain.map(({ domainKey }) => domainKey)));
  const inspected = ordered.map(({ visits }) => visits > 0);
  return [...keys]
    .map((key) => {
      const counts = ordered.map(
        ({ byDomain }) => byDomain.find(({ domainKey }) => domainKey === key)?.limitations ?? 0,
      );
      return {
        key,
        name: names.get(key) ?? key,
        counts,
        total: counts.reduce((sum, count) => sum + count, 0),
        repeated: longestRun(counts, inspected),
      };
    })
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.repeated - a.repeated || b.total - a.total);
}

/** A year without a visit neither breaks a run nor makes it longer. */
function longestRun(counts: readonly number[], inspected: readonly boolean[]): number {
  let run = 0;
  let longest = 0;
  for (const [index, count] of counts.entries()) {
    if (count > 0) run += 1;
    else if (inspected[index] === true) run = 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

const openStates: ReadonlySet<OpenState> = new Set(['open', 'in_progress', 'reported', 'returned']);
export function isOpen({ status }: { readonly status: OpenState }): boolean {
  return openStates.has(status);
}

/** Findings by year, newest first; those of no known year last. */
export function findingsByYear(
  findings: readonly Finding[],
): readonly { readonly year: number | null; readonly findings: readonly Finding[] }[] {
  const byYear = Map.groupBy(findings, ({ year }) => year);
  return [...byYear]
    .map(([year, list]) => ({ year, findings: list }))
    .sort((a, b) => (b.year ?? 0) - (a.year ?? 0));
}

/** The day before an ISO day, by the calendar alone. */
export function dayBefore(iso: string): string {
  const date = new Date(`${iso}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}
