/** What all pictures share: addresses of the lists behind numbers, and shares that say why they cannot be told. Pure. */
import type { CoverageFigure, PictureFilter, Share } from '../contract/pictures.ts';

type Part = string | number | boolean | undefined | null;

/** An address of the application; what has no value is left out. */
export function address(path: string, parts: Readonly<Record<string, Part>> = {}): string {
  const known = Object.entries(parts).flatMap(([key, value]) =>
    value === undefined || value === null || value === '' || value === false
      ? []
      : [`${encodeURIComponent(key)}=${encodeURIComponent(value === true ? '1' : String(value))}`],
  );
  return known.length === 0 ? path : `${path}?${known.join('&')}`;
}

export type Scope = Pick<PictureFilter, 'year' | 'planId' | 'officeId'>;

/** The filter as every list has it in its address. */
export function scopeParts({ year, planId, officeId }: Scope): Readonly<Record<string, Part>> {
  return { year, plan: planId, office: officeId };
}

export function recommendationsAt(scope: Scope, parts: Readonly<Record<string, Part>> = {}): string {
  return address('/recommendations', { ...scopeParts(scope), ...parts });
}
export function limitationsAt(scope: Scope, parts: Readonly<Record<string, Part>> = {}): string {
  return address('/pictures/limitations', { list: true, ...scopeParts(scope), ...parts });
}
export function visitsAt(scope: Scope, parts: Readonly<Record<string, Part>> = {}): string {
  return address('/visits', { ...scopeParts(scope), ...parts });
}

/** Not settled, spelled as the address has it: `false` would be left out. */
export const NOT_SETTLED = '0';

/** What the share of what was remedied is counted of, spelled as the address has it. */
export const HANDLED_OR_OWED = 'open,in_progress,reported,returned,verified';

/** Verified out of everything that is still owed or was done: what fell away or went elsewhere does not count. */
export function remediationShare(
  counts: { readonly verified: number; readonly unsettled: number; readonly announced: boolean },
  to: string,
): Share {
  const denominator = counts.verified + counts.unsettled;
  const unknown = denominator === 0 ? 'nothing_recommended' : counts.announced ? null : 'not_announced';
  return { numerator: counts.verified, denominator, unknown, to };
}

export interface CoverageCounts {
  readonly inspected: number;
  readonly planned: number;
  readonly total: number;
  readonly target: number | null;
  readonly unknown: CoverageFigure['unknown'];
}

export function coverageFigureOf(counts: CoverageCounts, to: string): CoverageFigure {
  return {
    numerator: counts.inspected,
    denominator: counts.total,
    planned: counts.planned,
    target: counts.target,
    unknown: counts.total === 0 ? 'no_agencies' : counts.unknown,
    to,
  };
}

/** Hundredths of a percent, halves up; null of nothing. */
export function shareOfPoints(earned: number, max: number): number | null {
  return max <= 0 ? null : Math.floor((earned * 20_000 + max) / (2 * max));
}
