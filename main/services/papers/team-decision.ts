/** Quyết định thành lập Đoàn/Tổ. */
import {
  draftTeamDecision,
  teamDecisionFacts,
  teamDecisionSubject,
} from '../../../core/documents/papers/team-decision.ts';
import { teamFacts } from '../document-facts.ts';
import { bareSubject } from './bare-subject.ts';
import type { PaperContext, PaperDraft, PaperSubject } from './paper.ts';
import { baseFacts, needed, officeName } from './round-facts.ts';

export function teamDecisionPaper(context: PaperContext, subject: PaperSubject): PaperDraft {
  const { stores } = context;
  const team = needed(subject.team, 'a team');
  const facts = teamDecisionFacts(
    {
      ...baseFacts(context, subject),
      team: teamFacts(stores, team),
      decisionSubject: team.decisionSubject,
    },
    officeName(stores),
  );
  return {
    facts,
    subject: teamDecisionSubject(bareSubject(facts)),
    content: () => draftTeamDecision(facts),
    warnings: () => [],
  };
}
