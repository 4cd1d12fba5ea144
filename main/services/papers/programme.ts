/** Chương trình làm việc of one session. */
import {
  draftProgramme,
  programmeSubject,
  type ProgrammePaperFacts,
} from '../../../core/documents/papers/programme.ts';
import { agencyFacts } from '../document-facts.ts';
import { bareSubject } from './bare-subject.ts';
import type { PaperContext, PaperDraft, PaperSubject } from './paper.ts';
import { baseFacts, needed, teamsOf, visitFacts } from './round-facts.ts';

export function programmePaper(context: PaperContext, subject: PaperSubject): PaperDraft {
  const { stores } = context;
  const visit = needed(subject.visit, 'a visit');
  const { startsHalf, endsHalf } = visit;
  const facts: ProgrammePaperFacts = {
    ...baseFacts(context, subject),
    agency: agencyFacts(visit),
    visit: { ...visitFacts(visit), startsHalf, endsHalf },
    teams: teamsOf(stores, subject.plan, visit),
    location: visit.location,
    items: stores.programme.ofVisit(visit.id).map(({ day, startsAt, endsAt, content, presenter }) => ({
      day,
      startsAt,
      endsAt,
      content,
      presenter,
    })),
  };
  return {
    facts,
    subject: programmeSubject(bareSubject(facts)),
    content: () => draftProgramme(facts),
    warnings: () => [],
  };
}
