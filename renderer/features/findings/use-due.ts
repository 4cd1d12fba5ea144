// The day by which a recommendation is to be met, proposed by the plan's rule, and whether a chosen day is a day off.
import type { DeadlineRule } from '../../../core/contract/plans.ts';
import { deadlineDay } from '../../../core/rules/deadlines.ts';
import { createWorkingCalendar } from '../../../core/rules/working-days.ts';
import { useQueryOf } from '../../api/query.ts';

export interface DueProposal {
  readonly day: string;
  /** Null: the plan's day for reporting back. */
  readonly rule: DeadlineRule | null;
}
export interface DueHelp {
  readonly proposal: DueProposal | null;
  /** What the chosen day is called where nobody works on it, and the next working day. */
  readonly dayOff: { readonly name: string | null; readonly next: string } | null;
}

export function useDue(planId: string, agencyId: string | null, dueOn: string | null): DueHelp {
  const detail = useQueryOf('plans.get', { id: planId });
  const plan = detail.data?.plan;
  const visit = detail.data?.visits.find((one) => one.agencyId === agencyId);
  const documents = useQueryOf('documents.list', { planId });
  const issued = documents.data?.find(
    (one) =>
      one.status === 'issued' &&
      (visit === undefined
        ? one.kind === 'collective_notice'
        : one.kind === 'agency_notice' && one.visitId === visit.id),
  )?.issuedOn;
  const ended = visit?.endsOn ?? visit?.startsOn ?? plan?.endsOn ?? null;
  const years = yearsAround(dueOn ?? issued ?? ended);
  const first = useQueryOf('calendar.list', { year: years[0] }, { enabled: years[0] > 0 });
  const second = useQueryOf('calendar.list', { year: years[1] }, { enabled: years[0] > 0 });
  if (plan === undefined) return { proposal: null, dayOff: null };
  const calendar = createWorkingCalendar([...(first.data ?? []), ...(second.data ?? [])]);
  const rules = plan.deadlines;
  const notice = issued ?? deadlineDay(ended, rules.notice, 'after', calendar);
  const day = deadlineDay(notice, rules.remediation, 'after', calendar);
  return {
    proposal:
      day !== null && rules.remediation !== undefined
        ? { day, rule: rules.remediation }
        : plan.reportBackDueOn === null
          ? null
          : { day: plan.reportBackDueOn, rule: null },
    dayOff:
      dueOn === null || calendar.isWorking(dueOn)
        ? null
        : { name: calendar.nameOf(dueOn), next: calendar.addWorkingDays(dueOn, 0) },
  };
}

/** The year of the day and the one behind it; [0, 0] where no day is known. */
function yearsAround(day: string | null | undefined): readonly [number, number] {
  if (day == null) return [0, 0];
  const year = Number(day.slice(0, 4));
  return [year, year + 1];
}
