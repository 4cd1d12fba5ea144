// The first wording of a notice, for one agency and for the whole round. A person edits it afterwards.
import type { DocumentContent } from '../content.ts';
import type { NoticeFacts } from '../facts.ts';
import { agencyName, agencyReference } from './agencies.ts';
import { block, uniqueIds } from './blocks.ts';
import { noticeLead, overviewSection } from './overview.ts';
import { draftRecipients } from './recipients.ts';
import { requestSection } from './requests.ts';
import { resultSection } from './results.ts';
import { scoreAppendix } from './score-table.ts';
import { inspectionPhrase, speaker } from './subject.ts';
import { withToneMarks } from './tone.ts';

export function draftAgencyNotice(facts: NoticeFacts): DocumentContent {
  return draftNotice({ ...facts, notice: 'agency' });
}

export function draftCollectiveNotice(facts: NoticeFacts): DocumentContent {
  return draftNotice({ ...facts, notice: 'collective' });
}

function draftNotice(facts: NoticeFacts): DocumentContent {
  const agency = facts.notice === 'agency' ? facts.agencies[0] : undefined;
  const whom = agency === undefined ? 'các cơ quan, đơn vị được kiểm tra' : agencyReference(agency);
  const what = facts.document.titleKind === 'ket_luan' ? 'kết luận' : 'kết quả';
  const closing = `Trên đây là Thông báo ${what} ${inspectionPhrase(facts.plan)}${agency === undefined ? '' : ` tại ${whom}`}; ${speaker(facts)} thông báo để ${whom} biết, thực hiện.`;
  const content: DocumentContent = {
    version: 1,
    kind: facts.notice === 'agency' ? 'agency_notice' : 'collective_notice',
    blocks: uniqueIds([
      noticeLead(facts),
      ...overviewSection(facts),
      ...resultSection(facts, 'strength'),
      ...resultSection(facts, 'limitation'),
      ...requestSection(facts),
      block('closing', 'closing', closing),
      ...scoreAppendix(facts),
    ]),
    recipients: draftRecipients(
      facts.recipients,
      facts.issuer,
      agency === undefined ? whom : agencyName(agency),
    ),
    signatures: [],
  };
  return withToneMarks(content, facts);
}
