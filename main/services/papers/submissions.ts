/** Tờ trình and Phiếu trình of another paper. */
import {
  draftSubmission,
  draftSubmissionSlip,
  submissionFacts,
  submissionSlipSubject,
  submissionSubject,
  submittedPaper,
} from '../../../core/documents/papers/submissions.ts';
import { bareSubject } from './bare-subject.ts';
import type { PaperContext, PaperDraft, PaperSubject } from './paper.ts';
import { baseFacts, needed, teamsOf } from './round-facts.ts';

export function submissionPaper(context: PaperContext, subject: PaperSubject): PaperDraft {
  const { stores } = context;
  const about = needed(subject.about, 'the paper that is submitted');
  const isSlip = subject.kind === 'submission_slip';
  const facts = submissionFacts({
    ...baseFacts(context, subject),
    teams: teamsOf(stores, subject.plan, null),
    about: submittedPaper(
      {
        kind: about.kind,
        subject: about.subject,
        issuerName: stores.issuers.get(about.issuerId)?.name ?? '',
      },
      about.content,
    ),
  });
  const plain = bareSubject(facts);
  return {
    facts,
    subject: isSlip ? submissionSlipSubject(plain) : submissionSubject(plain),
    content: () => (isSlip ? draftSubmissionSlip(facts) : draftSubmission(facts)),
    warnings: () => [],
  };
}
