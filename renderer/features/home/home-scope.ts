// Which year and office the desk shows: what the address says, else the newest year that is not in the future. Pure.
import { idOf, yearOf } from '../pictures/picture-address.ts';
import type { PictureFilter } from '../../../core/contract/pictures.ts';

export const ALL_YEARS = 'all';

export interface HomeScope {
  /** Null: all years. */
  readonly year: number | null;
  readonly officeId: string | undefined;
}

/** `years`: those that have rounds, newest first. */
export function homeScope(params: URLSearchParams, years: readonly number[], today: string): HomeScope {
  const asked = params.get('year');
  const officeId = idOf(params.get('office'));
  if (asked === ALL_YEARS) return { year: null, officeId };
  const thisYear = Number(today.slice(0, 4));
  return {
    year: yearOf(asked) ?? years.find((year) => year <= thisYear) ?? years.at(-1) ?? null,
    officeId,
  };
}

export function homeFilter({ year, officeId }: HomeScope, today: string): PictureFilter {
  return {
    today,
    ...(year === null ? {} : { year }),
    ...(officeId === undefined ? {} : { officeId }),
  };
}
