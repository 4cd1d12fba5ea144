// The first wording of a notice, for one agency and for the whole round. A person edits it afterwards.
import type { DocumentContent } from '../content.ts';
import type { NoticeFacts } from '../facts.ts';
import { noticeKind, partBlocks, recipientLines } from '../papers/helpers.ts';
import { agencyName } from './agencies.ts';
import { uniqueIds } from './blocks.ts';
import { noticeLead, overviewSection } from './overview.ts';
import { draftRecipients } from './recipients.ts';
import { requestSection } from './requests.ts';
import { resultSection } from './results.ts';
import { scoreAppendix } from './score-table.ts';
import { withToneMarks } from './tone.ts';

export function draftAgencyNotice(facts: NoticeFacts): DocumentContent {
  return draftNotice({ ...facts, notice: 'agency' });
}

export function draftCollectiveNotice(facts: NoticeFacts): DocumentContent {
  return draftNotice({ ...facts, notice: 'collective' });
}

function draftNotice(facts: NoticeFacts): DocumentContent {
  const agency = facts.notice === 'agency' ? facts.agencies[0] : undefined;
  const whom = agency === undefined ? 'các cơ quan, đơn vị được kiểm tra' : agencyName(agency);
  const kind = noticeKind(facts);
  const content: DocumentContent = {
    version: 1,
    kind,
    blocks: uniqueIds([
      ...noticeLead(facts),
      ...overviewSection(facts),
      ...resultSection(facts, 'strength'),
      ...resultSection(facts, 'limitation'),
      ...requestSection(facts),
      ...partBlocks(facts, kind, 'closing', 'closing'),
      ...scoreAppendix(facts),
    ]),
    recipients:
      facts.boilerplate?.['recipients'] === undefined
        ? draftRecipients(facts.recipients, facts.issuer, whom)
        : recipientLines(facts, kind),
    signatures: [],
  };
  return withToneMarks(content, facts);
}
