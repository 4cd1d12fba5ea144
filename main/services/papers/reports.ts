/** Báo cáo của Đoàn (Tổ), Báo cáo tổng hợp and Báo cáo kết quả khắc phục. */
import {
  draftSummaryReport,
  draftTeamReport,
  summaryReportSubject,
  teamReportSubject,
} from '../../../core/documents/papers/team-report.ts';
import {
  draftRemediationSummary,
  remediationSummaryFacts,
  remediationSummarySubject,
} from '../../../core/documents/papers/remediation-summary.ts';
import { roundReportFacts, sender } from './after-round.ts';
import { bareSubject } from './bare-subject.ts';
import type { PaperContext, PaperDraft, PaperSubject } from './paper.ts';

const oneOf = (name: string | null): readonly string[] => (name === null ? [] : [name]);

export function teamReportPaper(context: PaperContext, subject: PaperSubject): PaperDraft {
  const { head } = sender(context.stores, subject.plan);
  const facts = { ...roundReportFacts(context, subject), addressees: oneOf(head) };
  return {
    facts,
    subject: teamReportSubject(bareSubject(facts), subject.team !== null),
    content: () => draftTeamReport(facts),
    warnings: () => [],
  };
}

export function summaryReportPaper(context: PaperContext, subject: PaperSubject): PaperDraft {
  const { body } = sender(context.stores, subject.plan);
  const facts = { ...roundReportFacts(context, { ...subject, team: null }), addressees: oneOf(body) };
  return {
    facts,
    subject: summaryReportSubject(bareSubject(facts)),
    content: () => draftSummaryReport(facts),
    warnings: () => [],
  };
}

export function remediationSummaryPaper(context: PaperContext, subject: PaperSubject): PaperDraft {
  const { body } = sender(context.stores, subject.plan);
  const facts = remediationSummaryFacts({
    ...roundReportFacts(context, { ...subject, team: null }),
    addressees: oneOf(body),
  });
  return {
    facts,
    subject: remediationSummarySubject(bareSubject(facts)),
    content: () => draftRemediationSummary(facts),
    warnings: () => [],
  };
}
