/** Thông báo lịch kiểm tra: of the round, or of one agency. */
import {
  draftScheduleNotice,
  scheduleNoticeFacts,
  scheduleNoticeSubject,
} from '../../../core/documents/papers/schedule-notice.ts';
import { termText } from '../../../core/documents/papers/plan.ts';
import { deadlineDay } from '../../../core/rules/deadlines.ts';
import { agencyFacts } from '../document-facts.ts';
import { bareSubject } from './bare-subject.ts';
import type { PaperContext, PaperDraft, PaperSubject } from './paper.ts';
import {
  baseFacts,
  calendarOf,
  officeName,
  plannedDomains,
  scheduleRow,
  teamsOf,
  visitsInRound,
} from './round-facts.ts';

export function scheduleNoticePaper(context: PaperContext, subject: PaperSubject): PaperDraft {
  const { stores } = context;
  const { plan, visit } = subject;
  const visits = visit === null ? visitsInRound(stores, subject) : [visit];
  const items = visit === null ? [] : stores.programme.ofVisit(visit.id);
  const rule = plan.deadlines.selfReport;
  const facts = scheduleNoticeFacts(
    {
      ...baseFacts(context, subject),
      teams: teamsOf(stores, plan, visit),
      agency: visit === null ? null : agencyFacts(visit),
      agencies: visits.map(agencyFacts),
      domains: plannedDomains(stores, plan),
      rows: visits.map(scheduleRow),
      startsAt: items.find(({ startsAt }) => startsAt !== null)?.startsAt ?? null,
      hasProgramme: items.length > 0,
      location: visit?.location ?? null,
    },
    {
      office: officeName(stores),
      reportDueOn:
        visit === null
          ? null
          : (stores.selfReports.find(visit.id)?.dueOn ??
            deadlineDay(visit.startsOn, rule, 'before', calendarOf(stores))),
      reportSpan: rule === undefined ? null : termText(rule),
      // Nobody's telephone is kept.
      phone: null,
    },
  );
  return {
    facts,
    subject: scheduleNoticeSubject(bareSubject(facts)),
    content: () => draftScheduleNotice(facts),
    warnings: () => [],
  };
}
