/** Bảng tổng hợp tiếp thu, giải trình of one visit. */
import {
  draftRemarksTable,
  type RemarksTableFacts,
  remarksTableSubject,
} from '../../../core/documents/papers/remarks-table.ts';
import { agencyFacts } from '../document-facts.ts';
import { bareSubject } from './bare-subject.ts';
import type { PaperContext, PaperDraft, PaperSubject } from './paper.ts';
import { baseFacts, needed, teamsOf } from './round-facts.ts';

export function remarksTablePaper(context: PaperContext, subject: PaperSubject): PaperDraft {
  const { stores } = context;
  const visit = needed(subject.visit, 'a visit');
  const round = stores.remarks.roundOf(visit.id);
  const facts: RemarksTableFacts = {
    ...baseFacts(context, subject),
    agency: agencyFacts(visit),
    teams: teamsOf(stores, subject.plan, visit),
    answeredOn: round?.answeredOn ?? null,
    answerNumber: round?.answerNumber ?? null,
    noRemarks: round?.noRemarks ?? false,
    remarks: stores.remarks
      .ofVisit(visit.id)
      .map(({ id, draftText, content, evidence, decision, reason, newText }) => ({
        id,
        draftText,
        content,
        evidence,
        decision,
        reason,
        newText,
      })),
  };
  return {
    facts,
    subject: remarksTableSubject(bareSubject(facts)),
    content: () => draftRemarksTable(facts),
    warnings: () => [],
  };
}
