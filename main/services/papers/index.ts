/** The table of all kinds of papers. */
import type { DocumentKind } from '../../../core/documents/kinds.ts';
import { remediationFormPaper, reminderPaper } from './follow-up.ts';
import { indexDecisionPaper } from './index-decision.ts';
import { minutesPaper } from './minutes.ts';
import { newsItemPaper } from './news-item.ts';
import { oneStopNoticePaper } from './one-stop-notice.ts';
import { remediationSummaryPaper, summaryReportPaper, teamReportPaper } from './reports.ts';
import { noticePaper } from './notices.ts';
import { memberReportPaper } from './member-report.ts';
import { nominationRequestPaper } from './nomination-request.ts';
import { periodReportPaper, reportReminderPaper } from './period-report.ts';
import { planPaper } from './plan.ts';
import { programmePaper } from './programme.ts';
import { remarksTablePaper } from './remarks-table.ts';
import { scheduleNoticePaper } from './schedule-notice.ts';
import { submissionPaper } from './submissions.ts';
import { teamDecisionPaper } from './team-decision.ts';
import type { PaperMaker } from './paper.ts';

export const paperMakers: Readonly<Record<DocumentKind, PaperMaker>> = {
  minutes: minutesPaper,
  agency_notice: noticePaper,
  collective_notice: noticePaper,
  member_report: memberReportPaper,
  nomination_request: nominationRequestPaper,
  plan: planPaper,
  programme: programmePaper,
  remarks_table: remarksTablePaper,
  schedule_notice: scheduleNoticePaper,
  submission: submissionPaper,
  submission_slip: submissionPaper,
  team_decision: teamDecisionPaper,
  team_report: teamReportPaper,
  summary_report: summaryReportPaper,
  remediation_plan_form: remediationFormPaper,
  remediation_report_form: remediationFormPaper,
  reminder: reminderPaper,
  remediation_summary: remediationSummaryPaper,
  index_decision: indexDecisionPaper,
  one_stop_notice: oneStopNoticePaper,
  news_item: newsItemPaper,
  period_report: periodReportPaper,
  report_reminder: reportReminderPaper,
};
