// What stands in the address of the pictures, and the filter that it means. What was typed wrong is left out. Pure.
import { agencyKind, id } from '../../../core/contract/common.ts';
import type { LimitationFilter, PictureFilter } from '../../../core/contract/pictures.ts';

export const pictureTabs = [
  'heat',
  'limitations',
  'repeaters',
  'compare',
  'domains',
  'one-stop',
  'coverage',
  'remedied',
] as const;
export type PictureTab = (typeof pictureTabs)[number];

const scopeKeys = ['year', 'plan', 'office'] as const;

const isId = (text: string | null): text is string => id.safeParse(text).success;

export function yearOf(text: string | null): number | undefined {
  const year = Number(text ?? '');
  return Number.isInteger(year) && year > 0 ? year : undefined;
}
export function idOf(text: string | null): string | undefined {
  return isId(text) ? text : undefined;
}
/** A domain is known by a word. */
export function domainOf(params: URLSearchParams): string | undefined {
  const key = (params.get('domain') ?? '').slice(0, 60);
  return key === '' ? undefined : key;
}

/** Only what is set: absent keys are no filter. */
export function filterOf(params: URLSearchParams, today: string): PictureFilter {
  const [year, plan, office] = [
    yearOf(params.get('year')),
    idOf(params.get('plan')),
    idOf(params.get('office')),
  ];
  return {
    today,
    ...(year === undefined ? {} : { year }),
    ...(plan === undefined ? {} : { planId: plan }),
    ...(office === undefined ? {} : { officeId: office }),
  };
}

/** What names no agency is of no kind. */
const NO_KIND = 'none';

export function limitationFilter(params: URLSearchParams, today: string): LimitationFilter {
  const [agency, criterion, phrase, alike] = [
    params.get('agency'),
    params.get('criterion'),
    params.get('phrase'),
    params.get('alike'),
  ].map(idOf);
  const domainKey = domainOf(params);
  const kind = agencyKind.safeParse(params.get('kind')).data;
  const unnamed = params.get('unnamed') === '1' || params.get('kind') === NO_KIND;
  return {
    ...filterOf(params, today),
    ...(agency === undefined ? {} : { agencyId: agency }),
    ...(agency !== undefined && params.get('predecessors') === '1' ? { withPredecessors: true } : {}),
    ...(kind === undefined ? {} : { kind }),
    ...(domainKey === undefined ? {} : { domainKey }),
    ...(criterion === undefined ? {} : { criterionId: criterion }),
    ...(phrase === undefined ? {} : { phraseId: phrase }),
    ...(alike === undefined ? {} : { alike }),
    ...(unnamed ? { unnamed: true } : {}),
  };
}

/** The address of a tab with the scope of the present one. */
export function pictureAddress(
  tab: PictureTab,
  params: URLSearchParams,
  more: Readonly<Record<string, string>> = {},
): string {
  const kept = new URLSearchParams();
  for (const key of scopeKeys) {
    const value = params.get(key);
    if (value !== null && value !== '') kept.set(key, value);
  }
  for (const [key, value] of Object.entries(more)) kept.set(key, value);
  const search = kept.toString();
  return `/pictures${tab === 'heat' ? '' : `/${tab}`}${search === '' ? '' : `?${search}`}`;
}

/** Chosen agencies, a comma between them, each once. */
export function agenciesOf(params: URLSearchParams, most: number): readonly string[] {
  return [...new Set((params.get('agencies') ?? '').split(',').filter((one) => isId(one)))].slice(0, most);
}
