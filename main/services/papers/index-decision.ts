/** Quyết định công bố Chỉ số CCHC: the agencies of the round; the index itself has no rows yet. */
import { checkIndexDecision } from '../../../core/documents/papers/after-checks.ts';
import {
  draftIndexDecision,
  indexDecisionSubject,
  type IndexDecisionFacts,
} from '../../../core/documents/papers/index-decision.ts';
import { headOf } from '../../../core/documents/papers/team-decision.ts';
import { agencyFacts } from '../document-facts.ts';
import { bareSubject } from './bare-subject.ts';
import type { PaperContext, PaperDraft, PaperSubject } from './paper.ts';
import { baseFacts, officeName, visitsInRound } from './round-facts.ts';

export function indexDecisionPaper(context: PaperContext, subject: PaperSubject): PaperDraft {
  const office = officeName(context.stores);
  const facts: IndexDecisionFacts = {
    ...baseFacts(context, subject),
    agencies: visitsInRound(context.stores, subject).map(agencyFacts),
    fields: { co_quan_trinh: office, nguoi_de_nghi: headOf(office) },
    index: null,
  };
  return {
    facts,
    subject: indexDecisionSubject(bareSubject(facts)),
    content: () => draftIndexDecision(facts),
    warnings: checkIndexDecision,
  };
}
