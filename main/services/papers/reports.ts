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
import { BLANK } from '../../../core/documents/wording/numbers.ts';
import { roundReportFacts, sender } from './after-round.ts';
import { bareSubject } from './bare-subject.ts';
import type { PaperContext, PaperDraft, PaperSubject } from './paper.ts';

/** To whoever sent the team; nobody reports to himself, so then somebody else has to be named. */
function addressee(subject: PaperSubject, name: string | null): readonly string[] {
  const own = subject.issuer.name.replace(/^Chủ tịch\s+/iu, '');
  if (name === null) return [BLANK];
  return [name === own || name === subject.issuer.name ? BLANK : name];
}

export function teamReportPaper(context: PaperContext, subject: PaperSubject): PaperDraft {
  const { head } = sender(context.stores, subject.plan);
  const facts = { ...roundReportFacts(context, subject), addressees: addressee(subject, head) };
  return {
    facts,
    subject: teamReportSubject(bareSubject(facts), subject.team !== null),
    content: () => draftTeamReport(facts),
    warnings: () => [],
  };
}

export function summaryReportPaper(context: PaperContext, subject: PaperSubject): PaperDraft {
  const { body } = sender(context.stores, subject.plan);
  const facts = {
    ...roundReportFacts(context, { ...subject, team: null }),
    addressees: addressee(subject, body),
  };
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
    addressees: addressee(subject, body),
  });
  return {
    facts,
    subject: remediationSummarySubject(bareSubject(facts)),
    content: () => draftRemediationSummary(facts),
    warnings: () => [],
  };
}
