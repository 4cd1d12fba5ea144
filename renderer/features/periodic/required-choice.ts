// Who must report: all agencies in force on a day, chosen by kind or one by one. The choice itself is pure.
import type { AgencyRow } from '../../../core/contract/agencies.ts';
import type { AgencyKind } from '../../../core/contract/common.ts';
import { foldText } from '../../../core/rules/text-fold.ts';
import { call } from '../../api/client.ts';
import { agencyKindOrder } from '../agencies/agency-kind-order.ts';

const PAGE = 200;
/** More than an office has; a list that never ends would otherwise be read for ever. */
const MOST = 2_000;

/** Every agency in force on the day, page after page. */
export async function agenciesInForce(on: string): Promise<readonly AgencyRow[]> {
  const rows: AgencyRow[] = [];
  let cursor: string | undefined;
  do {
    const page = await call('agencies.list', {
      on,
      state: 'in_force',
      limit: PAGE,
      ...(cursor === undefined ? {} : { cursor }),
    });
    rows.push(...page.rows);
    cursor = page.next;
  } while (cursor !== undefined && rows.length < MOST);
  return rows.slice(0, MOST);
}

export interface KindGroup {
  readonly kind: AgencyKind;
  readonly agencies: readonly { readonly id: string; readonly name: string }[];
}
export function groupsOf(rows: readonly AgencyRow[], text = ''): readonly KindGroup[] {
  const wanted = foldText(text).trim();
  return agencyKindOrder.flatMap((kind) => {
    const agencies = rows
      .filter((row) => row.kind === kind && (wanted === '' || foldText(row.version.name).includes(wanted)))
      .map(({ id, version }) => ({ id, name: version.name }));
    return agencies.length === 0 ? [] : [{ kind, agencies }];
  });
}

export type GroupState = 'all' | 'some' | 'none';
export function groupState({ agencies }: KindGroup, chosen: ReadonlySet<string>): GroupState {
  const count = agencies.filter(({ id }) => chosen.has(id)).length;
  return count === 0 ? 'none' : count === agencies.length ? 'all' : 'some';
}
export function withAll(
  chosen: ReadonlySet<string>,
  ids: readonly string[],
  on: boolean,
): ReadonlySet<string> {
  const next = new Set(chosen);
  for (const id of ids) {
    if (on) next.add(id);
    else next.delete(id);
  }
  return next;
}
