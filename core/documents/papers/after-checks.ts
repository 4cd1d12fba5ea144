// What the papers after the visit should not go out without: an index in the decision that publishes one, something
// overdue in a reminder. Codes and parameters; the words are in check-text.ts.
import type { Warning } from '../check.ts';
import type { DocumentContent } from '../content.ts';
import { shortDate } from '../wording/dates.ts';
import { isOpenPlace } from '../wording/text.ts';
import { isLate, isOwed } from './remediation-count.ts';
import type { ReminderFacts } from './reminder.ts';

const POINTS = 2;

/** Whether points were entered in the register or typed into the ranking by hand is the same to its reader. */
export function checkIndexDecision(content: DocumentContent): readonly Warning[] {
  const rows = content.blocks.flatMap((block) =>
    block.type === 'table' && block.id.startsWith('ranking:') ? block.rows : [],
  );
  const open = rows.filter((row) => isOpenPlace(row[POINTS] ?? '')).length;
  return rows.length > 0 && open === 0 ? [] : [{ code: 'index_unknown', params: {} }];
}

/** A report that has not come is reason enough. */
export function checkReminder(facts: ReminderFacts): readonly Warning[] {
  const isDue = facts.recommendations.some(
    (one) => one.agencyId === facts.agency.id && isOwed(one) && isLate(one, facts.asOf),
  );
  return isDue || facts.reportMissing
    ? []
    : [{ code: 'nothing_owed', params: { day: shortDate(facts.asOf) } }];
}
