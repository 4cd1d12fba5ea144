/** Báo cáo của thành viên theo lĩnh vực: what the member found where the member's team went. */
import {
  draftMemberReport,
  memberReportFacts,
  memberReportSubject,
} from '../../../core/documents/papers/member-report.ts';
import { agencyFacts, findingFacts, memberFacts } from '../document-facts.ts';
import { reportedDomains } from '../reported-domains.ts';
import { bareSubject } from './bare-subject.ts';
import type { PaperContext, PaperDraft, PaperSubject } from './paper.ts';
import { baseFacts, needed, plannedDomains, teamsOf, visitFacts, visitsInRound } from './round-facts.ts';

export function memberReportPaper(context: PaperContext, subject: PaperSubject): PaperDraft {
  const { stores } = context;
  const { plan, visit: only } = subject;
  const member = only === null ? needed(subject.member, 'a member') : subject.member;
  const visits =
    only === null
      ? visitsInRound(stores, subject).filter(({ teamId }) => teamId === null || teamId === member?.teamId)
      : [only];
  const chosen = subject.domainIds?.length ? subject.domainIds : undefined;
  const wanted = chosen ?? member?.domainIds;
  const own = plannedDomains(stores, plan).filter(({ id }) => wanted === undefined || wanted.includes(id));
  const ids = chosen ?? (wanted === undefined ? undefined : own.map(({ id }) => id));
  const findings = stores.findings.ofPlan(plan.id).filter(({ scope }) => scope !== 'named');
  const reported = visits.map((visit) => ({
    agency: agencyFacts(visit),
    visit: { ...visitFacts(visit), startsHalf: visit.startsHalf, endsHalf: visit.endsHalf },
    domains: reportedDomains(context, ids, plan, visit, member ?? undefined),
  }));
  const isOfOne = only !== null || visits.length === 1;
  const facts = memberReportFacts({
    ...baseFacts(context, subject),
    teams: teamsOf(stores, plan, member ?? only),
    member: member === null ? null : memberFacts(member),
    ownDomains: own.map(({ name }) => name),
    reported: reported.filter(({ domains }) => only !== null || domains.length > 0),
    common: isOfOne
      ? []
      : own
          .map(({ id, ordinal, name }) => ({
            id,
            ordinal,
            name,
            findings: findings
              .filter(({ domainId }) => domainId === id)
              .map((finding) => findingFacts(stores, finding)),
          }))
          .filter((domain) => domain.findings.length > 0),
  });
  return {
    facts,
    subject: memberReportSubject(bareSubject(facts)),
    content: () => draftMemberReport(facts),
    warnings: () => [],
  };
}
