/** Công văn đề nghị cử người tham gia Đoàn, to the bodies of the round's nominations. */
import {
  draftNominationRequest,
  nominationRequestFacts,
  nominationRequestSubject,
} from '../../../core/documents/papers/nomination-request.ts';
import { bareSubject } from './bare-subject.ts';
import type { PaperContext, PaperDraft, PaperSubject } from './paper.ts';
import { baseFacts, plannedDomains, teamsOf } from './round-facts.ts';

export function nominationRequestPaper(context: PaperContext, subject: PaperSubject): PaperDraft {
  const { stores } = context;
  const { plan } = subject;
  const facts = nominationRequestFacts({
    ...baseFacts(context, subject),
    teams: teamsOf(stores, plan, null),
    domains: plannedDomains(stores, plan),
    asked: stores.nominations
      .ofPlan(plan.id)
      .map(({ id, body, seats, wish, dueOn }) => ({ id, body, seats, wish, dueOn })),
  });
  return {
    facts,
    subject: nominationRequestSubject(bareSubject(facts)),
    content: () => draftNominationRequest(facts),
    warnings: () => [],
  };
}
