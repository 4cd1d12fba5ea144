// Báo cáo của Đoàn (Tổ) and Báo cáo tổng hợp: one outline, told by the team to the head of the body that sent it, and by
// the department to that body.
import type { DocumentContent } from '../content.ts';
import { inspectionPhrase } from '../wording/subject.ts';
import { teamNames, teamWord } from '../wording/team.ts';
import { lowerFirst, oneLine, withoutEnd } from '../wording/text.ts';
import type { RoundReportFacts } from './after-round.ts';
import { paperContent, partBlocks, subjectOr } from './helpers.ts';
import { roundAnnexes } from './round-annexes.ts';
import {
  causeSection,
  limitationSection,
  proposalSection,
  remediationSection,
  situationSection,
  strengthSection,
} from './round-report.ts';

type ReportKind = 'team_report' | 'summary_report';

export const draftTeamReport = (facts: RoundReportFacts): DocumentContent =>
  draftReport(facts, 'team_report');

export const draftSummaryReport = (facts: RoundReportFacts): DocumentContent =>
  draftReport(facts, 'summary_report');

function draftReport(facts: RoundReportFacts, kind: ReportKind): DocumentContent {
  return paperContent(facts, kind, {
    addressees: facts.addressees,
    names: facts.leftOut.map(({ name }) => name),
    blocks: [
      ...partBlocks(facts, kind, 'opening', 'lead'),
      ...situationSection(facts),
      ...strengthSection(facts),
      ...limitationSection(facts),
      ...causeSection(facts),
      ...remediationSection(facts),
      ...proposalSection(facts, kind),
      ...partBlocks(facts, kind, 'closing', 'closing'),
      ...roundAnnexes(facts),
    ],
  });
}

/** With the team's name where the round has others. */
export function teamReportSubject(facts: RoundReportFacts, onlyTeam: boolean): string {
  const whose = onlyTeam ? ` của ${teamNames(facts.teams)}` : '';
  const other = whose === ` của ${teamWord(facts.teams)}` ? '' : whose;
  return subjectOr(facts, `Kết quả ${inspectionPhrase(facts.plan)}${other}`);
}

export function summaryReportSubject(facts: RoundReportFacts): string {
  const title = lowerFirst(withoutEnd(oneLine(facts.plan.title)));
  return subjectOr(
    facts,
    `Tổng hợp kết quả ${title.startsWith('kiểm tra') ? title : inspectionPhrase(facts.plan)}`,
  );
}
