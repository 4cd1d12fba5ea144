// Notices and minutes laid out as the application does, with the trích yếu that their facts give.
import type { DocumentContent } from '../../../core/documents/content.ts';
import type { MinutesFacts, NoticeFacts } from '../../../core/documents/facts.ts';
import { layoutDocument, type LayoutOptions } from '../../../core/documents/layout.ts';
import type { DocumentModel } from '../../../core/documents/model.ts';
import { minutesSubject, noticeSubject } from '../../../core/documents/wording/index.ts';

export function layoutNotice(
  facts: NoticeFacts,
  content: DocumentContent,
  options: LayoutOptions = { draft: false },
): DocumentModel {
  const kind = facts.notice === 'agency' ? 'agency_notice' : 'collective_notice';
  return layoutDocument(kind, facts, content, { subject: noticeSubject(facts), ...options });
}

export function layoutMinutes(
  facts: MinutesFacts,
  content: DocumentContent,
  options: LayoutOptions = { draft: false },
): DocumentModel {
  return layoutDocument('minutes', facts, content, { subject: minutesSubject(facts), ...options });
}
