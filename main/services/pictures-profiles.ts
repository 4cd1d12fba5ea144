/** One agency or domain over the years, agencies side by side, and one-stop indicators over periods. */
import type { Output, Parsed } from '../../core/contract/index.ts';
import type { AgencyYear, IndexFigure, OneStopPeriod } from '../../core/contract/pictures.ts';
import { defaultComparison, indicatorsOf } from '../../core/rules/one-stop-indicators.ts';
import {
  HANDLED_OR_OWED,
  limitationsAt,
  NOT_SETTLED,
  recommendationsAt,
  remediationShare,
  type Scope,
  shareOfPoints,
} from '../../core/rules/pictures.ts';
import { isVisitDone } from '../../core/rules/visit-states.ts';
import type { FoundCount, OwedCount, PicturedPlan, PicturedVisit } from '../../db/pictures.ts';
import { found, type ServiceContext } from './context.ts';
import { figuresOf } from './par-index-figures.ts';
import { daysOf, isAnnounced, sumOwed } from './pictures-counts.ts';
import { agencyNameOn, domainsOf, pointsOf, type Points, showPictureDomain } from './pictures-heat.ts';
import { frequentOf } from './pictures-lists.ts';
import { settingsOf } from './settings.ts';

type Context = Pick<ServiceContext, 'stores' | 'session' | 'installation'>;

function scoreOf(points: readonly Points[]) {
  const [earned, max] = points.reduce(([one, other], row) => [one + row.earned, other + row.max], [0, 0]);
  const share = shareOfPoints(earned, max);
  return share === null ? null : { earned, max, share };
}

/** Everything of some agencies in every round, by year. */
interface AgencyFacts {
  readonly years: readonly number[];
  readonly plans: ReadonlyMap<string, PicturedPlan>;
  readonly visits: readonly PicturedVisit[];
  readonly owed: readonly OwedCount[];
  readonly found: readonly FoundCount[];
  readonly points: readonly Points[];
  readonly announced: ReadonlySet<string>;
  readonly index: ReadonlyMap<number, readonly IndexFigure[]>;
}

function factsOf(context: Context, agencyIds: readonly string[], today: string): AgencyFacts {
  const { pictures } = context.stores;
  const visits = pictures.visitsOfAgencies(agencyIds);
  const owed = pictures.owedOfAgencies(agencyIds, daysOf(today));
  const limitations = pictures.foundOfAgencies(agencyIds);
  const plans = new Map(pictures.plans({}).map((plan) => [plan.id, plan]));
  const planIds = [...new Set([...visits, ...owed, ...limitations].map(({ planId }) => planId))];
  const index = indexOf(context, agencyIds);
  const years = new Set([...planIds.flatMap((id) => plans.get(id)?.year ?? []), ...index.keys()]);
  return {
    years: [...years].toSorted((one, other) => one - other),
    plans,
    visits,
    owed,
    found: limitations,
    points: pointsOf(context, [...plans.values()], visits),
    announced: new Set(pictures.notices(planIds).map(({ planId, visitId }) => visitId ?? planId)),
    index,
  };
}

/** Results of every set that the agencies are in. */
function indexOf({ stores }: Context, agencyIds: readonly string[]): ReadonlyMap<number, IndexFigure[]> {
  const own = new Set(agencyIds);
  const byYear = new Map<number, IndexFigure[]>();
  for (const set of stores.parIndex.sets()) {
    if (set.status === 'draft' || set.entries === 0) continue;
    if (!stores.parIndex.entries(set.id).some(({ agencyId }) => own.has(agencyId))) continue;
    const all = figuresOf(stores, set);
    for (const { entry, totals, rank } of all) {
      if (!own.has(entry.agencyId)) continue;
      const provisional = totals.total === null;
      const figures = byYear.get(set.year) ?? [];
      byYear.set(set.year, figures);
      figures.push({
        setId: set.id,
        setName: set.name,
        groupName: set.groupName,
        share: totals.share,
        rank: provisional ? null : rank,
        of: all.length,
        provisional,
        to: `/par-index/entries/${entry.id}`,
      });
    }
  }
  return byYear;
}

function yearOf(
  context: Context,
  facts: AgencyFacts,
  year: number,
  agency: { readonly id: string; readonly withPredecessors: boolean },
  columns: readonly { readonly key: string; readonly ids: readonly string[] }[],
): AgencyYear {
  const inYear = ({ planId }: { readonly planId: string }) => facts.plans.get(planId)?.year === year;
  const visits = facts.visits.filter(inYear);
  const sums = sumOwed(facts.owed.filter(inYear), settingsOf(context.stores).overdueCounts);
  const limitations = facts.found.filter(inYear);
  const scope: Scope = { year };
  const parts = { agency: agency.id, predecessors: agency.withPredecessors };
  const total = (rows: readonly FoundCount[]) => rows.reduce((sum, { n }) => sum + n, 0);
  const held = new Set(visits.map(({ id }) => id));
  const announced = visits.every(
    (visit) => !isVisitDone(visit.status) || isAnnounced(visit, facts.announced),
  );
  return {
    year,
    visits: visits.map(({ id, planId, status }) => ({
      visitId: id,
      planTitle: facts.plans.get(planId)?.title ?? '',
      status,
      to: `/visits/${id}`,
    })),
    limitations: { value: total(limitations), to: limitationsAt(scope, parts) },
    byDomain: columns.map(({ key, ids }) => ({
      value: total(limitations.filter(({ domainId }) => ids.includes(domainId))),
      to: limitationsAt(scope, { ...parts, domain: key }),
    })),
    recommendations: { value: sums.total, to: recommendationsAt(scope, parts) },
    open: { value: sums.open, to: recommendationsAt(scope, { ...parts, settled: NOT_SETTLED }) },
    overdue: { value: sums.overdue, to: recommendationsAt(scope, { ...parts, due: 'overdue' }) },
    remediation: remediationShare(
      { verified: sums.byStatus.get('verified') ?? 0, unsettled: sums.open, announced },
      recommendationsAt(scope, { ...parts, status: HANDLED_OR_OWED }),
    ),
    score: scoreOf(facts.points.filter(({ visitId }) => held.has(visitId))),
    index: [...(facts.index.get(year) ?? [])],
  };
}

export function agencyProfileOf(
  context: Context,
  input: Parsed<'pictures.agency'>,
): Output<'pictures.agency'> {
  const { stores } = context;
  const agency = found(stores.agencies.get(input.agencyId), 'agency', input.agencyId);
  const before = stores.pictures.before(agency.id);
  const gathers = input.view === 'by_successor' && before.length > 0;
  const ids = gathers ? [agency.id, ...before] : [agency.id];
  const facts = factsOf(context, ids, input.today);
  const domains = domainsOf(context);
  const used = new Set(facts.found.map(({ domainId }) => domains.keyOf(domainId)));
  const shown = domains.all.filter(({ key }) => used.has(key));
  const columns = shown.map(({ key }) => ({ key, ids: domains.idsOf(key) }));
  return {
    agencyId: agency.id,
    agencyName: agencyNameOn(context, agency.id, input.today) ?? '',
    kind: agency.kind,
    predecessors: before.map((id) => ({ id, name: agencyNameOn(context, id, null) ?? '' })),
    domains: shown.map(showPictureDomain),
    years: facts.years.map((year) =>
      yearOf(context, facts, year, { id: agency.id, withPredecessors: gathers }, columns),
    ),
    oneStop: periodsOf(context, { agencyIds: ids, limit: 200 }).periods,
  };
}

export function comparisonOf(
  context: Context,
  input: Parsed<'pictures.compare'>,
): Output<'pictures.compare'> {
  const { stores } = context;
  const read = [...new Set(input.agencyIds)].map((id) => {
    const agency = found(stores.agencies.get(id), 'agency', id);
    const before = input.view === 'by_successor' ? stores.pictures.before(agency.id) : [];
    return { agency, before, facts: factsOf(context, [agency.id, ...before], input.today) };
  });
  const years = [...new Set(read.flatMap(({ facts }) => facts.years))]
    .filter((year) => year >= (input.fromYear ?? year) && year <= (input.toYear ?? year))
    .toSorted((one, other) => one - other);
  return {
    years,
    agencies: read.map(({ agency, before, facts }) => ({
      agencyId: agency.id,
      agencyName: agencyNameOn(context, agency.id, input.today) ?? '',
      gathered: before.map((id) => agencyNameOn(context, id, null) ?? ''),
      years: years.map((year) => {
        if (!facts.years.includes(year)) return null;
        const own = { id: agency.id, withPredecessors: before.length > 0 };
        const { visits: _visits, byDomain: _byDomain, ...shown } = yearOf(context, facts, year, own, []);
        return shown;
      }),
    })),
  };
}

export function domainProfileOf(
  context: Context,
  input: Parsed<'pictures.domain'>,
): Output<'pictures.domain'> {
  const { stores } = context;
  const store = stores.pictures;
  const domains = domainsOf(context);
  const domain = found(
    domains.all.find(({ key }) => key === input.domainKey),
    'domain',
    input.domainKey,
  );
  const ids = new Set(domains.idsOf(domain.key));
  const plans = store.plans({ officeId: input.officeId });
  const inDomain = ({ domainId }: { readonly domainId: string }) => ids.has(domainId);
  const years = [...new Set(plans.flatMap(({ year }) => year ?? []))].toSorted((one, other) => one - other);
  const { overdueCounts } = settingsOf(stores);
  const worst = new Map<string, { limitations: number; open: number }>();
  const rows = years.map((year) => {
    const own = plans.filter((plan) => plan.year === year);
    const planIds = own.map(({ id }) => id);
    const limitations = store.found('foundByAgency', planIds).filter(inDomain);
    const owed = store.owed('owedByAgency', planIds, daysOf(input.today)).filter(inDomain);
    const sums = sumOwed(owed, overdueCounts);
    for (const { agencyId, n } of limitations) worstOf(worst, agencyId).limitations += n;
    for (const row of owed) worstOf(worst, row.agencyId).open += sumOwed([row], overdueCounts).open;
    const scope: Scope = { year, officeId: input.officeId };
    const visits = store.visits(planIds);
    const announced = new Set(store.notices(planIds).map(({ planId, visitId }) => visitId ?? planId));
    return {
      year,
      limitations: {
        value: limitations.reduce((sum, { n }) => sum + n, 0),
        to: limitationsAt(scope, { domain: domain.key }),
      },
      agencies: new Set(limitations.map(({ agencyId }) => agencyId).filter((id) => id !== '')).size,
      recommendations: { value: sums.total, to: recommendationsAt(scope, { domain: domain.key }) },
      open: {
        value: sums.open,
        to: recommendationsAt(scope, { domain: domain.key, settled: NOT_SETTLED }),
      },
      overdue: { value: sums.overdue, to: recommendationsAt(scope, { domain: domain.key, due: 'overdue' }) },
      remediation: remediationShare(
        {
          verified: sums.byStatus.get('verified') ?? 0,
          unsettled: sums.open,
          announced: visits.every((visit) => !isVisitDone(visit.status) || isAnnounced(visit, announced)),
        },
        recommendationsAt(scope, { domain: domain.key, status: HANDLED_OR_OWED }),
      ),
      score: scoreOf(pointsOf(context, own, visits).filter(inDomain)),
    };
  });
  const scope: Scope = { officeId: input.officeId };
  return {
    domain: showPictureDomain(domain),
    years: rows,
    frequent: frequentOf(context, {
      officeId: input.officeId,
      today: input.today,
      domainKey: domain.key,
      limit: 20,
    }),
    agencies: [...worst]
      .filter(([agencyId, { limitations, open }]) => agencyId !== '' && limitations + open > 0)
      .toSorted(
        ([oneId, one], [otherId, other]) =>
          other.limitations - one.limitations || other.open - one.open || (oneId < otherId ? -1 : 1),
      )
      .slice(0, 50)
      .map(([agencyId, { limitations, open }]) => ({
        agencyId,
        agencyName: agencyNameOn(context, agencyId, input.today) ?? '',
        limitations: {
          value: limitations,
          to: limitationsAt(scope, { agency: agencyId, domain: domain.key }),
        },
        open: {
          value: open,
          to: recommendationsAt(scope, { agency: agencyId, domain: domain.key, settled: NOT_SETTLED }),
        },
      })),
  };
}

function worstOf(all: Map<string, { limitations: number; open: number }>, agencyId: string) {
  const known = all.get(agencyId) ?? { limitations: 0, open: 0 };
  all.set(agencyId, known);
  return known;
}

export function periodsOf(
  context: Pick<Context, 'stores'>,
  input: Pick<Parsed<'pictures.oneStop'>, 'agencyIds' | 'officeId' | 'from' | 'to' | 'limit'>,
): Output<'pictures.oneStop'> {
  const { statistics } = context.stores;
  const within = { from: input.from ?? null, to: input.to ?? null };
  const reports = (
    input.agencyIds === undefined
      ? statistics.list({ agencyId: null, ...within })
      : input.agencyIds.flatMap((agencyId) => statistics.list({ agencyId, ...within }))
  ).filter(
    ({ originOfficeId, periodFrom, periodTo }) =>
      (input.officeId === undefined || originOfficeId === input.officeId) &&
      (input.from === undefined || periodFrom >= input.from) &&
      (input.to === undefined || periodTo <= input.to),
  );
  // The newest ones where there are too many; then as they followed each other.
  const newest = reports.toSorted((one, other) =>
    one.periodTo > other.periodTo ? -1 : one.periodTo < other.periodTo ? 1 : one.id < other.id ? -1 : 1,
  );
  const shown = newest.slice(0, input.limit).toReversed();
  const lines = statistics.linesOf(shown.map(({ id }) => id));
  return {
    periods: shown.map((row): OneStopPeriod => ({
      reportId: row.id,
      agencyId: row.agencyId,
      agencyName: agencyNameOn(context, row.agencyId, row.periodTo) ?? '',
      periodKind: row.periodKind,
      periodFrom: row.periodFrom,
      periodTo: row.periodTo,
      values: indicatorsOf(lines.get(row.id) ?? [], row.counts, row.serviceEra).map(
        ({ key, numerator, denominator }) => ({
          key,
          numerator,
          denominator,
          lowerIsBetter: defaultComparison(key) === '>',
        }),
      ),
      to: `/statistics/${row.id}`,
    })),
    omitted: Math.max(0, newest.length - input.limit),
  };
}
