/** Báo cáo của thành viên theo lĩnh vực: what the member found where the member's team went. */
import {
  draftMemberReport,
  memberReportFacts,
  memberReportSubject,
} from '../../../core/documents/papers/member-report.ts';
import { agencyFacts, memberFacts } from '../document-facts.ts';
import { reportedDomains } from '../reported-domains.ts';
import type { PaperContext, PaperDraft, PaperSubject } from './paper.ts';
import { baseFacts, needed, teamsOf, visitFacts, visitsInRound } from './round-facts.ts';

export function memberReportPaper(context: PaperContext, subject: PaperSubject): PaperDraft {
  const { stores } = context;
  const { plan } = subject;
  const member = needed(subject.member, 'a member');
  const visits = visitsInRound(stores, subject).filter(
    (visit) =>
      (subject.visit === null || visit.id === subject.visit.id) &&
      (visit.teamId === null || visit.teamId === member.teamId),
  );
  const names = new Map(stores.criteria.domains().map(({ id, name }) => [id, name]));
  const facts = memberReportFacts({
    ...baseFacts(context, subject),
    teams: teamsOf(stores, plan, { teamId: member.teamId }),
    member: memberFacts(member),
    ownDomains: member.domainIds.map((id) => names.get(id) ?? '').filter((name) => name !== ''),
    reported: visits.map((visit) => ({
      agency: agencyFacts(visit),
      visit: { ...visitFacts(visit), startsHalf: visit.startsHalf, endsHalf: visit.endsHalf },
      domains: reportedDomains(context, undefined, plan, visit, member),
    })),
  });
  return {
    facts,
    subject: memberReportSubject({ ...facts, document: { ...facts.document, subject: null } }),
    content: () => draftMemberReport(facts),
    warnings: () => [],
  };
}
