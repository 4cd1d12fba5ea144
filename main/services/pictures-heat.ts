/** Domain by agency, kind of agency or office: limitations, what is open or overdue, and the share of points. */
import type { Output, Parsed } from '../../core/contract/index.ts';
import type { HeatCell, HeatRow } from '../../core/contract/pictures.ts';
import { type AgencyKind, agencyKinds } from '../../core/contract/common.ts';
import { type RecommendationStatus, settledStatuses, statusesThatCount } from '../../core/rules/due.ts';
import { domainSetOfYear } from '../../core/rules/domain-sets.ts';
import {
  address,
  limitationsAt,
  NOT_SETTLED,
  recommendationsAt,
  type Scope,
  scopeParts,
  shareOfPoints,
} from '../../core/rules/pictures.ts';
import { appliesTo, domainScores } from '../../core/rules/scoring.ts';
import { isVisitDone } from '../../core/rules/visit-states.ts';
import { compareNames } from '../../db/collate.ts';
import type { FoundCount, OwedCount, PicturedPlan, PicturedVisit } from '../../db/pictures.ts';
import type { StoredCriterion } from '../../db/criteria.ts';
import { daysOf, type PictureContext } from './pictures-counts.ts';
import type { ServiceContext } from './context.ts';
import { settingsOf } from './settings.ts';

export interface Domains {
  /** By key, each once: as the newest set names it. */
  readonly all: readonly {
    readonly key: string;
    readonly name: string;
    readonly shortName: string;
    readonly nameEn: string | null;
    readonly domainSet: string;
  }[];
  keyOf(domainId: string): string | undefined;
  idsOf(key: string): string[];
}

export function domainsOf({ stores }: Pick<PictureContext, 'stores'>): Domains {
  const rows = stores.pictures.domains();
  const keys = new Map(rows.map(({ id, key }) => [id, key]));
  const byKey = new Map<string, (typeof rows)[number]>();
  for (const row of rows) if (!byKey.has(row.key)) byKey.set(row.key, row);
  return {
    all: [...byKey.values()].map(({ key, name, shortName, nameEn, domainSet }) => ({
      key,
      name,
      shortName,
      nameEn,
      domainSet,
    })),
    keyOf: (domainId) => keys.get(domainId),
    idsOf: (key) => rows.filter((row) => row.key === key).map(({ id }) => id),
  };
}
export const showPictureDomain = ({ key, name, shortName, nameEn }: Domains['all'][number]) => ({
  key,
  name,
  shortName,
  nameEn,
});

export interface Points {
  readonly visitId: string;
  readonly domainId: string;
  readonly earned: number;
  readonly max: number;
}

/** So many visits are read at a time: their answers are all in memory at once. */
const CHUNK = 200;

/**
 * Points of visits that were held in rounds that score. What has been worked out once is kept until something that it
 * depends on moves; where the data may not be written it is worked out each time.
 */
export function pointsOf(
  context: Pick<ServiceContext, 'stores' | 'installation'>,
  plans: readonly PicturedPlan[],
  visits: readonly PicturedVisit[],
): Points[] {
  const { stores } = context;
  const scoring = new Map(
    plans.filter((plan) => plan.scoring && plan.criteriaSetId !== null).map((plan) => [plan.id, plan]),
  );
  const held = visits.filter((visit) => scoring.has(visit.planId) && isVisitDone(visit.status));
  const ids = held.map(({ id }) => id);
  const lacking = new Set(stores.pictures.unscored(ids));
  const sets = new Map<string, readonly StoredCriterion[]>();
  const criteriaOf = (setId: string) => {
    const known = sets.get(setId) ?? stores.criteria.criteria(setId);
    sets.set(setId, known);
    return known;
  };
  const made: [string, string, number, number][] = [];
  const missing = held.filter(({ id }) => lacking.has(id));
  for (let from = 0; from < missing.length; from += CHUNK) {
    const chunk = missing.slice(from, from + CHUNK);
    const answers = Map.groupBy(stores.pictures.answers(chunk.map(({ id }) => id)), ({ visitId }) => visitId);
    for (const visit of chunk) {
      made.push([visit.id, '', 0, 0]);
      const own = answers.get(visit.id) ?? [];
      const setId = scoring.get(visit.planId)?.criteriaSetId ?? null;
      if (own.length === 0 || setId === null) continue;
      const criteria = criteriaOf(setId).filter((one) => appliesTo(one, visit.kind));
      for (const { domainId, earned, max, answered } of domainScores(criteria, own)) {
        // Nothing was answered: nothing is known, which is not nothing earned.
        if (answered > 0) made.push([visit.id, domainId, earned, max]);
      }
    }
  }
  if (made.length > 0 && !context.installation.readOnly) {
    try {
      stores.pictures.keepScores(made);
    } catch {
      // Somebody else is writing: it is worked out again the next time.
    }
  }
  const kept = stores.pictures.keptScores(ids.filter((id) => !lacking.has(id)));
  return [...kept, ...made]
    .filter(([, domainId]) => domainId !== '')
    .map(([visitId, domainId, earned, max]) => ({ visitId, domainId, earned, max }));
}

interface Sum {
  value: number;
  earned: number;
  max: number;
}
const settled: ReadonlySet<RecommendationStatus> = new Set<RecommendationStatus>(settledStatuses);

export function heatMapOf(
  context: Pick<ServiceContext, 'stores' | 'session' | 'installation'>,
  input: Parsed<'pictures.heatMap'>,
): Output<'pictures.heatMap'> {
  const { stores } = context;
  const { by, measure, view, limit, today } = input;
  const store = stores.pictures;
  const plans = store.plans(input);
  const planIds = plans.map(({ id }) => id);
  const planOf = new Map(plans.map((plan) => [plan.id, plan]));
  const domains = domainsOf(context);
  const gather = by === 'agency' && view === 'by_successor' ? successorsOf(context) : null;

  // Row → domain key ('' for none) → sum.
  const rows = new Map<string, Map<string, Sum>>();
  const gatheredFrom = new Map<string, Set<string>>();
  const add = (agencyId: string, kind: string, planId: string, domainId: string, sum: Sum) => {
    const own = by === 'agency' ? agencyId : by === 'kind' ? kind : (planOf.get(planId)?.officeId ?? '');
    for (const row of gather === null ? [own] : gather(own)) {
      if (row !== own) gatheredFrom.set(row, (gatheredFrom.get(row) ?? new Set()).add(own));
      const cells = rows.get(row) ?? new Map<string, Sum>();
      rows.set(row, cells);
      const key = domains.keyOf(domainId) ?? '';
      const known = cells.get(key);
      if (known === undefined) cells.set(key, { ...sum });
      else {
        known.value += sum.value;
        known.earned += sum.earned;
        known.max += sum.max;
      }
    }
  };
  const count = ({ agencyId, kind, planId, domainId, n }: FoundCount | OwedCount) =>
    add(agencyId, kind, planId, domainId, { value: n, earned: 0, max: 0 });
  if (measure === 'limitations') {
    for (const row of store.found(by === 'agency' ? 'foundByAgency' : 'foundByKind', planIds)) count(row);
  } else if (measure === 'score') {
    const visits = store.visits(planIds);
    const visitOf = new Map(visits.map((visit) => [visit.id, visit]));
    for (const { visitId, domainId, earned, max } of pointsOf(context, plans, visits)) {
      const visit = visitOf.get(visitId);
      if (visit !== undefined) {
        add(visit.agencyId, visit.kind, visit.planId, domainId, { value: 0, earned, max });
      }
    }
  } else {
    const counting: ReadonlySet<RecommendationStatus> = new Set(
      statusesThatCount(settingsOf(stores).overdueCounts),
    );
    const counts = ({ status, span }: OwedCount) =>
      measure === 'open' ? !settled.has(status) : counting.has(status) && span === 'past';
    const owed = store.owed(by === 'agency' ? 'owedByAgency' : 'owedByKind', planIds, daysOf(today));
    for (const row of owed) if (counts(row)) count(row);
  }

  const used = new Set([...rows.values()].flatMap((cells) => [...cells.keys()]));
  const inForce = new Set<string>(plans.map(({ year }) => domainSetOfYear(year)));
  const columns = domains.all.filter(({ key, domainSet }) => used.has(key) || inForce.has(domainSet));
  const scope: Scope = input;
  const cellAt = (sum: Sum | undefined, row: string | null, domainKey: string | null): HeatCell => ({
    value: measure === 'score' ? shareOfPoints(sum?.earned ?? 0, sum?.max ?? 0) : (sum?.value ?? 0),
    earned: measure === 'score' ? (sum?.earned ?? 0) : null,
    max: measure === 'score' ? (sum?.max ?? 0) : null,
    to: addressOf(scope, measure, by, row, domainKey, gather !== null),
  });
  const totalOf = (cells: ReadonlyMap<string, Sum>): Sum =>
    [...cells.values()].reduce<Sum>(
      (total, { value, earned, max }) => ({
        value: total.value + value,
        earned: total.earned + earned,
        max: total.max + max,
      }),
      { value: 0, earned: 0, max: 0 },
    );
  const weigh = (cells: ReadonlyMap<string, Sum>) => {
    const total = totalOf(cells);
    return measure === 'score' ? -(shareOfPoints(total.earned, total.max) ?? 0) : total.value;
  };
  const weighed = [...rows].map(([id, cells]) => ({ id, cells, weight: weigh(cells) }));
  const heaviest = weighed.toSorted(
    (one, other) => other.weight - one.weight || (one.id < other.id ? -1 : 1),
  );
  const names = new Map(plans.map(({ officeId, officeName }) => [officeId, officeName]));
  const nameOf = (id: string) =>
    by === 'office'
      ? (names.get(id) ?? null)
      : by === 'kind' || id === ''
        ? null
        : agencyNameOn(context, id, view === 'by_successor' ? today : dayOf(input.year, today));
  const shown = heaviest.slice(0, limit).map(({ id, cells, weight }): HeatRow & { weight: number } => ({
    id: id === '' ? null : id,
    name: nameOf(id),
    kind:
      by === 'kind'
        ? (agencyKinds.find((kind) => kind === id) ?? null)
        : by === 'agency'
          ? kindOf(context, id)
          : null,
    gathered: [...(gatheredFrom.get(id) ?? [])]
      .map((one) => agencyNameOn(context, one, null) ?? '')
      .toSorted(compareNames),
    cells: columns.map(({ key }) => cellAt(cells.get(key), id, key)),
    total: cellAt(totalOf(cells), id, null),
    weight,
  }));
  const ordered = shown
    .toSorted((one, other) => other.weight - one.weight || compareNames(one.name ?? '', other.name ?? ''))
    .map(({ weight: _weight, ...row }) => row);
  // Over what was counted, not over the rows: an agency that was split stands in two of them.
  const totals = totalsByDomain(gather === null ? rows : ungathered());
  return {
    domains: columns.map(showPictureDomain),
    rows: ordered,
    omitted: Math.max(0, heaviest.length - limit),
    totals: columns.map(({ key }) => cellAt(totals.get(key), null, key)),
    highest: Math.max(
      0,
      ...[...rows.values()].flatMap((cells) =>
        [...cells].map(([key, sum]) =>
          key === '' ? 0 : measure === 'score' ? (shareOfPoints(sum.earned, sum.max) ?? 0) : sum.value,
        ),
      ),
    ),
  };

  function ungathered(): ReadonlyMap<string, ReadonlyMap<string, Sum>> {
    const { totals: own, domains: keys } = heatMapOf(context, { ...input, view: 'at_the_time', limit: 1 });
    return new Map([
      [
        '',
        new Map(
          keys.map(({ key }, index) => {
            const cell = own[index];
            return [key, { value: cell?.value ?? 0, earned: cell?.earned ?? 0, max: cell?.max ?? 0 }];
          }),
        ),
      ],
    ]);
  }
}

function totalsByDomain(rows: ReadonlyMap<string, ReadonlyMap<string, Sum>>): ReadonlyMap<string, Sum> {
  const totals = new Map<string, Sum>();
  for (const cells of rows.values()) {
    for (const [key, { value, earned, max }] of cells) {
      const known = totals.get(key) ?? { value: 0, earned: 0, max: 0 };
      totals.set(key, { value: known.value + value, earned: known.earned + earned, max: known.max + max });
    }
  }
  return totals;
}

/** The list behind a cell; `row` null: of all rows. */
function addressOf(
  scope: Scope,
  measure: Parsed<'pictures.heatMap'>['measure'],
  by: Parsed<'pictures.heatMap'>['by'],
  row: string | null,
  domainKey: string | null,
  withPredecessors: boolean,
): string {
  const own = by === 'office' && row !== null ? { ...scope, officeId: row } : scope;
  const isAgency = by === 'agency' && row !== null && row !== '';
  const parts = {
    ...(isAgency ? { agency: row, predecessors: withPredecessors } : {}),
    ...(by === 'agency' && row === '' ? { unnamed: true } : {}),
    ...(by === 'kind' && row !== null ? { kind: row === '' ? 'none' : row } : {}),
    domain: domainKey ?? undefined,
  };
  switch (measure) {
    case 'limitations':
      return limitationsAt(own, parts);
    case 'open':
      return recommendationsAt(own, { ...parts, settled: NOT_SETTLED });
    case 'overdue':
      return recommendationsAt(own, { ...parts, due: 'overdue' });
    case 'score':
      return address(isAgency ? `/agencies/${row}/figures` : '/pictures', {
        ...scopeParts(own),
        ...(isAgency ? {} : parts),
        measure: 'score',
      });
  }
}

/** Where an agency's figures are gathered: whatever it has become and has not itself become something else. */
function successorsOf(context: Pick<PictureContext, 'stores'>): (agencyId: string) => readonly string[] {
  const after = Map.groupBy(context.stores.pictures.lines(), ({ beforeId }) => beforeId);
  return (agencyId) => {
    const later = (after.get(agencyId) ?? []).map((line) => line.agencyId);
    const last = later.filter((id) => !after.has(id));
    return last.length === 0 ? [agencyId] : last;
  };
}

/** A day of the year that is asked for, under whose names agencies stand. */
export const dayOf = (year: number | undefined, today: string): string =>
  year === undefined || today.startsWith(String(year)) ? today : `${String(year)}-12-31`;

export function agencyNameOn(
  { stores }: Pick<PictureContext, 'stores'>,
  agencyId: string,
  day: string | null,
): string | null {
  return stores.agencies.versionOn(agencyId, day)?.name ?? null;
}
const kindOf = ({ stores }: Pick<PictureContext, 'stores'>, agencyId: string): AgencyKind | null =>
  agencyId === '' ? null : (stores.agencies.get(agencyId)?.kind ?? null);
