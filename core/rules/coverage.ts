/**
 * How much of the agencies a round reaches, kind by kind: those in the round out of all in force in its time. Kinds that
 * the round does not touch are not counted; a share that cannot be told is named as such, never guessed.
 */
import { type AgencyKind, agencyKinds } from '../contract/common.ts';
import type { Coverage } from '../contract/plans.ts';

export interface CoverageFacts {
  readonly target: number | null;
  readonly teamsComplete: boolean;
  /** Agencies of the round that were neither called off nor put off. */
  readonly inspected: readonly {
    readonly id: string;
    readonly kind: AgencyKind;
    readonly unnamed: boolean;
  }[];
  /** Every named agency in force on the day. */
  readonly inForce: readonly { readonly id: string; readonly kind: AgencyKind }[];
  readonly on: string;
}

export function coverageOf({ target, teamsComplete, inspected, inForce, on }: CoverageFacts): Coverage {
  const kinds = agencyKinds.flatMap((kind): Coverage['kinds'] => {
    const own = inspected.filter((agency) => agency.kind === kind);
    if (own.length === 0) return [];
    const ids = new Set(own.map(({ id }) => id));
    const all = new Set([...ids, ...inForce.filter((agency) => agency.kind === kind).map(({ id }) => id)]);
    const unnamed = own.some((agency) => agency.unnamed);
    const unknown = teamsComplete ? (unnamed ? 'unnamed' : null) : 'teams';
    return [{ kind, inspected: ids.size, total: all.size, unknown }];
  });
  const sum = (key: 'inspected' | 'total') => kinds.reduce((total, line) => total + line[key], 0);
  const unknown =
    kinds.length === 0 ? 'no_agencies' : (kinds.find((line) => line.unknown !== null)?.unknown ?? null);
  return { target, kinds, inspected: sum('inspected'), total: sum('total'), unknown, on };
}

/** Null where it cannot be told or no target is set. */
export function reachesTarget({ target, inspected, total, unknown }: Coverage): boolean | null {
  if (target === null || unknown !== null || total === 0) return null;
  return inspected * 100 >= target * total;
}
