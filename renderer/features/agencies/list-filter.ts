// The filters of the list of agencies as they stand in the URL, and the query they make. Pure.
import type { Input } from '../../../core/contract/index.ts';
import { agencyKindOrder } from './agency-kind-order.ts';

export type AgencyQuery = Input<'agencies.list'>;

export const filterNames = ['q', 'kind', 'on', 'state', 'view', 'parent', 'office'] as const;
const sorts = ['name', 'kind', 'visits', 'open', 'last_visit'] as const;
const isDay = /^\d{4}-\d{2}-\d{2}$/;
const isId = /^[0-9a-f-]{36}$/;

/** What does not read as a filter is none: an address typed by hand shows the whole list, not an error. */
export function agencyQuery(get: (name: string) => string, limit: number): AgencyQuery {
  const kind = agencyKindOrder.find((one) => one === get('kind'));
  const text = get('q').trim().slice(0, 200);
  const sortKey = get('sort').replace(/^-/, '');
  const sort = sorts.find((one) => one === sortKey);
  const state = (['in_force', 'ended'] as const).find((one) => one === get('state'));
  return {
    limit,
    ...(text === '' ? {} : { text }),
    ...(kind === undefined ? {} : { kind }),
    ...(isDay.test(get('on')) ? { on: get('on') } : {}),
    ...(state === undefined ? {} : { state }),
    ...(get('view') === 'by_successor' ? { view: 'by_successor' as const } : {}),
    ...(isId.test(get('parent')) ? { parentAgencyId: get('parent') } : {}),
    ...(isId.test(get('office')) ? { officeId: get('office') } : {}),
    ...(sort === undefined ? {} : { sort, descending: get('sort').startsWith('-') }),
  };
}
