/** Pictures over a year and over years: the dashboard, what waits, and everything that they open. Reads alone. */
import type { HandlersOf, Output, Parsed } from '../../core/contract/index.ts';
import type { pictures, PictureFilter, Waiting, YearFigures } from '../../core/contract/pictures.ts';
import { waitingKeys } from '../../core/contract/pictures.ts';
import { addDays } from '../../core/rules/due.ts';
import { address, recommendationsAt, type Scope, visitsAt } from '../../core/rules/pictures.ts';
import type { PicturedPlan } from '../../db/pictures.ts';
import type { ServiceContext } from './context.ts';
import { renderBrief, briefOf } from './pictures-brief.ts';
import {
  coverageFigure,
  coveredBy,
  lateSelfReportsOf,
  readRounds,
  recommendationFigures,
  remediationOf,
  roundFiguresOf,
  type Rounds,
  sumOwed,
  takesPlace,
} from './pictures-counts.ts';
import { domainsOf, heatMapOf, showPictureDomain } from './pictures-heat.ts';
import { coverageListOf, frequentOf, limitationsOf, remediedOf, repeatersOf } from './pictures-lists.ts';
import { agencyProfileOf, comparisonOf, domainProfileOf, periodsOf } from './pictures-profiles.ts';

/** Reports of our own that are due within so many days wait today. */
const SOON = 14;

export function dashboardOf(context: ServiceContext, filter: PictureFilter): Output<'pictures.dashboard'> {
  const rounds = readRounds(context, filter);
  const { plans, planIds } = rounds;
  const sums = sumOwed([...rounds.owed.values()].flat(), rounds.counts);
  return {
    illustrative: plans.some(({ illustrative }) => illustrative),
    round: roundFiguresOf(rounds, plans, filter),
    recommendations: recommendationFigures(sums, context.stores.pictures.repeatedOwed(planIds), filter),
    coverage: coverageFigure(coveredBy(context, rounds, plans), filter),
    remediation: remediationOf(rounds, plans, filter),
    plans: plans.map((plan) => showPlan(rounds, plan)),
  };
}

function showPlan(rounds: Rounds, plan: PicturedPlan): Output<'pictures.dashboard'>['plans'][number] {
  const scope: Scope = { planId: plan.id };
  const sums = sumOwed(rounds.owed.get(plan.id) ?? [], rounds.counts);
  const { total, open, overdue, byStatus } = recommendationFigures(sums, 0, scope);
  return {
    planId: plan.id,
    title: plan.title,
    year: plan.year,
    officeId: plan.officeId,
    officeName: plan.officeName,
    status: plan.status,
    illustrative: plan.illustrative,
    round: roundFiguresOf(rounds, [plan], scope),
    recommendations: { total, open, overdue, verified: byStatus.verified },
    remediation: remediationOf(rounds, [plan], scope),
    to: `/plans/${plan.id}`,
  };
}

function trendOf(context: ServiceContext, input: Parsed<'pictures.trend'>): YearFigures[] {
  const rounds = readRounds(context, { ...input });
  const years = [...new Set(rounds.plans.flatMap(({ year }) => year ?? []))].toSorted(
    (one, other) => one - other,
  );
  return years.map((year) => {
    const plans = rounds.plans.filter((plan) => plan.year === year);
    const scope: Scope = { year, officeId: input.officeId };
    const round = roundFiguresOf(rounds, plans, scope);
    const sums = sumOwed(
      plans.flatMap(({ id }) => rounds.owed.get(id) ?? []),
      rounds.counts,
    );
    return {
      year,
      coverage: coverageFigure(coveredBy(context, rounds, plans), scope),
      remediation: remediationOf(rounds, plans, scope),
      visits: round.visits,
      limitations: round.limitations,
      recommendations: { value: sums.total, to: recommendationsAt(scope) },
    };
  });
}

/** What waits at this office, whoever sits here. */
export function waitingOf(context: ServiceContext, today: string): Waiting[] {
  const { stores, session } = context;
  const store = stores.pictures;
  const officeId = session.officeId();
  const rounds = readRounds(context, { officeId, today });
  const sums = sumOwed([...rounds.owed.values()].flat(), rounds.counts);
  const scope: Scope = { officeId };
  const documents = new Map(store.documentsWaiting(officeId).map(({ status, n }) => [status, n]));
  const reports = store.reportsDue(officeId, addDays(today, SOON));
  const agencyReports = store.agencyReportsLate(officeId, today);
  const remarks = store.visitsRemarked(rounds.planIds);
  const week = [...rounds.visits.values()]
    .flat()
    .filter((visit) => takesPlace(visit, today, addDays(today, 6)));
  const late = lateSelfReportsOf(context, rounds);
  const firstOf = (days: readonly (string | null)[]) =>
    days.filter((one) => one !== null).toSorted()[0] ?? null;
  const found: Readonly<Record<Waiting['key'], Omit<Waiting, 'key'>>> = {
    for_signature: {
      count: documents.get('for_signature') ?? 0,
      firstDay: null,
      to: address('/documents', { status: 'for_signature', office: officeId }),
    },
    drafts: {
      count: documents.get('draft') ?? 0,
      firstDay: null,
      to: address('/documents', { status: 'draft', office: officeId }),
    },
    to_verify: {
      count: sums.byStatus.get('reported') ?? 0,
      firstDay: null,
      to: recommendationsAt(scope, { status: 'reported' }),
    },
    overdue: { count: sums.overdue, firstDay: null, to: recommendationsAt(scope, { due: 'overdue' }) },
    due_7: { count: sums.due7, firstDay: null, to: recommendationsAt(scope, { due: 'due_7' }) },
    reports_due: { count: reports.n, firstDay: reports.firstDay, to: '/reports' },
    agency_reports_late: {
      count: agencyReports.n,
      firstDay: agencyReports.firstDay,
      to:
        agencyReports.reports === 1 && agencyReports.reportId !== null
          ? address(`/reports/${agencyReports.reportId}/board`, { state: 'missing' })
          : '/reports',
    },
    remarks: {
      count: remarks.length,
      firstDay: null,
      to:
        remarks.length === 1
          ? `/visits/${remarks[0] ?? ''}/explanation`
          : visitsAt(scope, { remarks: 'undecided' }),
    },
    visits_week: {
      count: week.length,
      firstDay: firstOf(week.map(({ startsOn }) => startsOn)),
      to: visitsAt(scope, { from: today, to: addDays(today, 6) }),
    },
    self_reports_late: {
      count: late.length,
      firstDay: firstOf(late.map(({ dueOn }) => dueOn)),
      to: visitsAt(scope, { selfReport: 'overdue' }),
    },
    handouts: {
      count: store.visitsHandedOut(rounds.planIds).length,
      firstDay: null,
      to: visitsAt(scope, { handout: 'out' }),
    },
  };
  return waitingKeys.map((key) => ({ key, ...found[key] })).filter(({ count }) => count > 0);
}

export function createPictureService(context: ServiceContext): HandlersOf<typeof pictures> {
  const { stores } = context;
  return {
    'pictures.scope': () => {
      const plans = stores.pictures.plans({});
      const offices = new Map(plans.map(({ officeId, officeName }) => [officeId, officeName]));
      return {
        years: [...new Set(plans.flatMap(({ year }) => year ?? []))],
        offices: [...offices].map(([id, name]) => ({ id, name })),
        domains: domainsOf(context).all.map(showPictureDomain),
      };
    },
    'pictures.dashboard': (filter) => dashboardOf(context, filter),
    'pictures.trend': (input) => trendOf(context, input),
    'pictures.waiting': ({ today }) => waitingOf(context, today),
    'pictures.heatMap': (input) => heatMapOf(context, input),
    'pictures.limitations': (input) => limitationsOf(context, input),
    'pictures.frequent': (input) => frequentOf(context, input),
    'pictures.repeaters': (input) => repeatersOf(context, input),
    'pictures.coverage': (input) => coverageListOf(context, input),
    'pictures.remedied': (input) => remediedOf(context, input),
    'pictures.agency': (input) => agencyProfileOf(context, input),
    'pictures.domain': (input) => domainProfileOf(context, input),
    'pictures.compare': (input) => comparisonOf(context, input),
    'pictures.oneStop': (input) => periodsOf(context, input),
    'pictures.brief': (filter) => briefOf(context, filter),
    'pictures.renderBrief': ({ format, ...filter }) => renderBrief(context, filter, format),
  };
}
