/** Biên bản kiểm tra of one visit. */
import type { MinutesFacts } from '../../../core/documents/facts.ts';
import { draftMinutes, minutesSubject } from '../../../core/documents/wording/index.ts';
import { agencyFacts } from '../document-facts.ts';
import { bareSubject } from './bare-subject.ts';
import type { PaperContext, PaperDraft, PaperSubject } from './paper.ts';
import { needed, roundFacts, visitFacts } from './round-facts.ts';

export function minutesPaper(context: PaperContext, subject: PaperSubject): PaperDraft {
  const visit = needed(subject.visit, 'a visit');
  const facts: MinutesFacts = {
    ...roundFacts(context, subject),
    agency: agencyFacts(visit),
    visit: visitFacts(visit),
    startTime: null,
    endTime: null,
    location: visit.location,
    agencyAttendees: [],
    agencyReport: null,
    samplesSeen: null,
    agencyOpinion: null,
    copies: null,
  };
  return {
    facts,
    subject: minutesSubject(bareSubject(facts)),
    content: () => draftMinutes(facts),
    warnings: () => [],
  };
}
