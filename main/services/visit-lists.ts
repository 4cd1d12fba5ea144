/** Which visits a filter asks for, by the rules that count them: a number and the list behind it cannot differ. */
import type { VisitFilter } from '../../core/contract/visits.ts';
import { isVisitDone } from '../../core/rules/visit-states.ts';
import { fieldFault, found } from './context.ts';
import { visitsOfFigure } from './period-report-figures.ts';
import {
  createNoticeRule,
  isWithin,
  lacksNewDay,
  lateSelfReportsOf,
  type PictureContext,
  readVisits,
  takesPlace,
} from './pictures-counts.ts';

const wholeList = new Set(['planId', 'today']);

function figureVisits(
  { stores }: PictureContext,
  { reportId, figure }: NonNullable<VisitFilter['ofReport']>,
): readonly string[] {
  const report = found(stores.periodReports.get(reportId), 'period_report', reportId);
  const ids = visitsOfFigure(stores, report, figure);
  if (ids === null) throw fieldFault('ofReport.figure');
  return ids;
}

/** Null: whatever there is, of a round or at all. */
export function visitsAskedFor(context: PictureContext, filter: VisitFilter): readonly string[] | null {
  const asked = Object.entries(filter).some(([key, value]) => value !== undefined && !wholeList.has(key));
  if (!asked) return null;
  const { notice, selfReport, newDay, from, to, status } = filter;
  const needsToday = notice === 'overdue' || selfReport !== undefined || newDay !== undefined;
  if (needsToday && filter.today === undefined) throw fieldFault('today');
  const today = filter.today ?? '';
  const { year, planId, officeId } = filter;
  const rounds = readVisits(context, { year, planId, officeId, today });
  const { pictures } = context.stores;
  const among = (ids: readonly string[]): ReadonlySet<string> => new Set(ids);
  const remarked = filter.remarks === undefined ? null : among(pictures.visitsRemarked(rounds.planIds));
  const handedOut = filter.handout === undefined ? null : among(pictures.visitsHandedOut(rounds.planIds));
  const late =
    selfReport === undefined ? null : among(lateSelfReportsOf(context, rounds).map(({ visitId }) => visitId));
  const ofReport = filter.ofReport === undefined ? null : among(figureVisits(context, filter.ofReport));
  const noticeOf = createNoticeRule(rounds);
  return rounds.plans.flatMap((plan) =>
    (rounds.visits.get(plan.id) ?? [])
      .filter((visit) => {
        if (status !== undefined && visit.status !== status) return false;
        if (filter.done !== undefined && isVisitDone(visit.status) !== filter.done) return false;
        if (notice !== undefined) {
          const state = noticeOf(plan, visit);
          // What is overdue is still waited for.
          if (state !== notice && !(notice === 'waiting' && state === 'overdue')) return false;
        }
        if (newDay !== undefined && !lacksNewDay(visit, today)) return false;
        if (from !== undefined || to !== undefined) {
          const isThere = status === undefined ? takesPlace(visit, from, to) : isWithin(visit, from, to);
          if (!isThere) return false;
        }
        return [remarked, handedOut, late, ofReport].every((some) => some === null || some.has(visit.id));
      })
      .map(({ id }) => id),
  );
}
