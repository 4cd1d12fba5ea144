// What stands in the address of the remediation screens, and the filter that it means. Pure, so that every other screen
// can lead to exactly the list that a number of it counts.
import { dueState, remediationFilter, remediationSort } from '../../../core/contract/remediation.ts';
import type { DueState, RemediationFilter } from '../../../core/contract/remediation.ts';
import { id, isDay } from '../../../core/contract/common.ts';
import { recommendationStatus } from '../../../core/contract/recommendations.ts';
import type { RecommendationStatus } from '../../../core/rules/due.ts';

export const remediationTabs = ['list', 'agencies', 'calendar', 'ageing', 'papers'] as const;
export type RemediationTab = (typeof remediationTabs)[number];

/** Which lists are meant: the scope, then what the badges set. */
export const scopeKeys = [
  'text',
  'plan',
  'year',
  'office',
  'agency',
  'predecessors',
  'kind',
  'unnamed',
  'findings',
  'report',
  'figure',
  'domain',
  'from',
  'to',
] as const;
export const badgeKeys = ['status', 'settled', 'due', 'unsupported', 'repeated'] as const;
export type AddressKey =
  | (typeof scopeKeys)[number]
  | (typeof badgeKeys)[number]
  | 'reminded'
  | 'sort'
  | 'desc'
  | 'recommendation'
  | 'paper'
  | 'month';

export type Sort = (typeof remediationSort.options)[number];

/** As many as the filter takes. */
const MOST_FINDINGS = 200;

const isId = (text: string | null): text is string => id.safeParse(text).success;
const isDueState = (text: string | null): text is DueState => dueState.safeParse(text).success;

/** What an address that was typed or kept has wrong is left out, never sent on. */
export function filterOf(params: URLSearchParams, today: string): RemediationFilter {
  const get = (key: AddressKey) => params.get(key);
  const year = Number(get('year') ?? '');
  const text = (get('text') ?? '').trim().slice(0, 200);
  const statuses = (get('status') ?? '')
    .split(',')
    .filter((one): one is RecommendationStatus => recommendationStatus.safeParse(one).success);
  const [plan, office, agency, due, settled] = [
    get('plan'),
    get('office'),
    get('agency'),
    get('due'),
    get('settled'),
  ];
  const [from, to, domain] = [get('from'), get('to'), get('domain')];
  const kind = remediationFilter.shape.kind.safeParse(get('kind') ?? undefined).data;
  const ofReport = remediationFilter.shape.ofReport.safeParse({
    reportId: get('report'),
    figure: get('figure'),
  }).data;
  const findings = (get('findings') ?? '').split(',').filter(isId).slice(0, MOST_FINDINGS);
  return {
    today,
    ...(text === '' ? {} : { text }),
    ...(isId(plan) ? { planId: plan } : {}),
    ...(Number.isInteger(year) && year > 0 ? { year } : {}),
    ...(isId(office) ? { officeId: office } : {}),
    ...(isId(agency) ? { agencyId: agency } : {}),
    ...(isId(agency) && get('predecessors') === '1' ? { withPredecessors: true } : {}),
    ...(kind === undefined ? {} : { kind }),
    ...(get('unnamed') === '1' ? { unnamed: true } : {}),
    ...(findings.length === 0 ? {} : { findingIds: [...new Set(findings)] }),
    ...(ofReport === undefined ? {} : { ofReport }),
    ...(domain === null || domain === '' ? {} : { domainKey: domain.slice(0, 60) }),
    ...(statuses.length === 0 ? {} : { status: [...new Set(statuses)] }),
    ...(settled === '0' ? { settled: false } : settled === '1' ? { settled: true } : {}),
    ...(isDueState(due) ? { due } : {}),
    ...(from !== null && isDay(from) ? { dueFrom: from } : {}),
    ...(to !== null && isDay(to) ? { dueTo: to } : {}),
    ...(get('unsupported') === '1' ? { unsupported: true } : {}),
    ...(get('repeated') === '1' ? { repeated: true } : {}),
  };
}

/** Without what the badges set: they count within the scope. */
export function scopeOf(filter: RemediationFilter): RemediationFilter {
  const { status: _status, settled: _settled, due: _due, ...rest } = filter;
  const { unsupported: _unsupported, repeated: _repeated, ...scope } = rest;
  return scope;
}

export function sortOf(params: URLSearchParams): { readonly sort: Sort; readonly descending: boolean } {
  const sort = remediationSort.safeParse(params.get('sort'));
  return { sort: sort.success ? sort.data : 'due', descending: params.get('desc') === '1' };
}

export type AddressKeys = Readonly<Partial<Record<AddressKey, string | null>>>;

/** The address of a tab; `keep` are parameters that stay unless `keys` says otherwise (null drops one). */
export function remediationAddress(
  tab: RemediationTab,
  keys: AddressKeys = {},
  keep?: URLSearchParams,
): string {
  const params = new URLSearchParams(keep);
  for (const [key, value] of Object.entries(keys)) {
    if (value === null || value === undefined || value === '') params.delete(key);
    else params.set(key, value);
  }
  const search = params.toString();
  return `/recommendations${tab === 'list' ? '' : `/${tab}`}${search === '' ? '' : `?${search}`}`;
}

/** Only the scope of an address: what goes along from one tab to another. */
export function scopeParams(params: URLSearchParams): URLSearchParams {
  const kept = new URLSearchParams();
  for (const key of scopeKeys) {
    const value = params.get(key);
    if (value !== null && value !== '') kept.set(key, value);
  }
  return kept;
}

/** A badge, and the parameters that it stands for. */
export type Badge =
  | 'all'
  | 'open'
  | 'overdue'
  | 'due_7'
  | 'due_30'
  | 'no_day'
  | 'unsupported'
  | 'repeated'
  | RecommendationStatus;
export function badgeParams(badge: Badge): AddressKeys {
  const none: AddressKeys = { status: null, settled: null, due: null, unsupported: null, repeated: null };
  switch (badge) {
    case 'all':
      return none;
    case 'overdue':
    case 'due_7':
    case 'due_30':
    case 'no_day':
      return { ...none, due: badge };
    case 'unsupported':
      return { ...none, unsupported: '1' };
    case 'repeated':
      return { ...none, repeated: '1' };
    default:
      // "Not settled" is a span of states; the state of the same name is one of them.
      return badge === 'open' ? { ...none, settled: '0' } : { ...none, status: badge };
  }
}

/** The badge that says all of what the address filters beyond the scope; null: a mixture that no badge says. */
export function badgeOf(params: URLSearchParams, badges: readonly Badge[]): Badge | null {
  return (
    badges.find((badge) => {
      const wanted = badgeParams(badge);
      return badgeKeys.every((key) => (params.get(key) ?? '') === (wanted[key] ?? ''));
    }) ?? null
  );
}

/** Overdue by `fromDays` to `toDays` days: the due days that this means. */
export function overdueSpan(
  today: string,
  fromDays: number,
  toDays: number | null,
  addDays: (day: string, days: number) => string,
): AddressKeys {
  return {
    due: 'overdue',
    to: addDays(today, -fromDays),
    from: toDays === null ? null : addDays(today, -toDays),
  };
}
