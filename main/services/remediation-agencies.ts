/** Per agency of a round: what it owes, whether its plan and its report have come, how often it was reminded. */
import type { AgencyRemediation, RemediationFilter } from '../../core/contract/remediation.ts';
import { deadlineDay } from '../../core/rules/deadlines.ts';
import { daysBetween } from '../../core/rules/due.ts';
import { paperDay, paperState } from '../../core/rules/remediation-papers.ts';
import type { StoredPaper } from '../../db/remediation.ts';
import { workingCalendar } from './calendar.ts';
import type { ServiceContext } from './context.ts';
import { followUpFilter } from './remediation-filter.ts';
import { settingsOf } from './settings.ts';

const pair = (planId: string, agencyId: string) => `${planId} ${agencyId}`;

/**
 * The day by which the agency has to answer: its plan by the plan's rule after the notice, its report by the last day of
 * what it was asked to do, else by the day that the round names.
 */
export function paperDueOn(
  context: Pick<ServiceContext, 'stores' | 'session'>,
  {
    planId,
    agencyId,
    kind,
  }: { readonly planId: string; readonly agencyId: string; readonly kind: 'plan' | 'report' },
  lastDueOn: string | null = context.stores.remediation.lastDueOn(planId, agencyId),
): string | null {
  const { stores } = context;
  const plan = stores.plans.get(planId);
  if (plan === undefined) return null;
  if (kind === 'report') return lastDueOn ?? plan.reportBackDueOn;
  const noticeOn = stores.remediation.noticeOn(planId, stores.visits.find(planId, agencyId) ?? null);
  return deadlineDay(noticeOn, plan.deadlines.remediation, 'after', workingCalendar(context));
}

/** The newest of a kind: an agency whose report was returned sends another. */
export function newestPapers(papers: readonly StoredPaper[]): ReadonlyMap<string, StoredPaper> {
  const newest = new Map<string, StoredPaper>();
  for (const paper of papers) newest.set(`${pair(paper.planId, paper.agencyId)} ${paper.kind}`, paper);
  return newest;
}

export function agencyRemediations(context: ServiceContext, given: RemediationFilter): AgencyRemediation[] {
  const { stores } = context;
  const { today } = given;
  const figures = stores.remediation.agencies(followUpFilter(stores, given));
  const planIds = [...new Set(figures.map(({ planId }) => planId))];
  const by = settingsOf(stores).onTimeBy;
  const plans = new Map(planIds.map((id) => [id, stores.plans.get(id)]));
  const visits = new Map(
    stores.remediation.visitsOf(planIds).map((visit) => [pair(visit.planId, visit.agencyId), visit]),
  );
  const letters = new Map(stores.remediation.lettersOfPlans(planIds).map((one) => [one.visitId, one]));
  const papers = newestPapers(stores.remediation.papersOfPlans(planIds));
  return figures.map((one): AgencyRemediation => {
    const plan = plans.get(one.planId);
    const visit = visits.get(pair(one.planId, one.agencyId));
    const reminded = visit === undefined ? undefined : letters.get(visit.id);
    const paperOf = (kind: 'plan' | 'report') => {
      const paper = papers.get(`${pair(one.planId, one.agencyId)} ${kind}`) ?? null;
      const dueOn = paperDueOn(context, { ...one, kind }, one.lastDueOn);
      return {
        dueOn,
        id: paper?.id ?? null,
        state: paperState(paper, dueOn, today, by),
        arrivedOn: paper === null ? null : (paper.arrivedOn ?? paperDay(paper, by)),
      };
    };
    const { dueOn: _dueOn, ...ownPlan } = paperOf('plan');
    return {
      planId: one.planId,
      planTitle: plan?.title ?? '',
      illustrative: plan?.illustrative ?? false,
      visitId: visit?.id ?? null,
      agencyId: one.agencyId,
      agencyName: visit?.name ?? stores.agencies.versionOn(one.agencyId, null)?.name ?? '',
      total: one.total,
      open: one.open,
      overdue: one.overdue,
      reported: one.reported,
      verified: one.verified,
      oldestOverdueDays: one.oldestOverdueOn === null ? null : daysBetween(one.oldestOverdueOn, today),
      plan: ownPlan,
      report: paperOf('report'),
      reminders: reminded?.reminders ?? 0,
      lastRemindedOn: reminded?.lastOn ?? null,
    };
  });
}
