/** Thông báo kết quả | kết luận: of one agency, and the collective one. */
import { checkNotice } from '../../../core/documents/check.ts';
import type { NoticeFacts } from '../../../core/documents/facts.ts';
import {
  draftAgencyNotice,
  draftCollectiveNotice,
  noticeSubject,
} from '../../../core/documents/wording/index.ts';
import { agencyFacts } from '../document-facts.ts';
import { bareSubject } from './bare-subject.ts';
import type { PaperContext, PaperDraft, PaperSubject } from './paper.ts';
import { areMinutesSigned, roundFacts, scoreFacts, visitFacts, visitsInRound } from './round-facts.ts';

export function noticePaper(context: PaperContext, subject: PaperSubject): PaperDraft {
  const { stores } = context;
  const { plan, visit } = subject;
  const inRound = visitsInRound(stores, subject);
  const concerned = visit === null ? inRound : [visit];
  const documents = stores.documents.list(visit === null ? { planId: plan.id } : { visitId: visit.id });
  const facts: NoticeFacts = {
    ...roundFacts(context, subject),
    notice: visit === null ? 'collective' : 'agency',
    agencies: concerned.map(agencyFacts),
    otherAgencies: visit === null ? [] : inRound.filter((one) => one.id !== visit.id).map(agencyFacts),
    visits: concerned.map(visitFacts),
    scores: plan.scoring ? concerned.flatMap((one) => scoreFacts(stores, plan, one)) : [],
    minutesSigned: concerned.every((one) => areMinutesSigned(stores, one, documents)),
  };
  return {
    facts,
    subject: noticeSubject(bareSubject(facts)),
    content: () => (facts.notice === 'agency' ? draftAgencyNotice(facts) : draftCollectiveNotice(facts)),
    warnings: (content) => checkNotice(facts, content),
  };
}
