// Công văn đôn đốc gửi báo cáo định kỳ: to one agency whose report has not come, firmer with every letter before. A
// report that has come is never called missing.
import type { PeriodKind } from '../../contract/settings.ts';
import type { Warning } from '../check.ts';
import type { DocumentContent } from '../content.ts';
import type { AgencyFacts, BaseFacts, IsoDay } from '../facts.ts';
import { agencyName, agencyReference } from '../wording/agencies.ts';
import { longDate, shortDate } from '../wording/dates.ts';
import { BLANK } from '../wording/numbers.ts';
import { joinWords, oneLine } from '../wording/text.ts';
import type { CitedPaper, OwnFields } from './after-round.ts';
import { letterCitation } from './cited-paper.ts';
import { paperContent, partBlocks, recipientLines, say, subjectOr } from './helpers.ts';
import { periodFields, periodWords } from './period-report.ts';

export interface ReportReminderFacts extends BaseFacts {
  readonly fields?: OwnFields;
  readonly agency: AgencyFacts;
  readonly kind: PeriodKind;
  readonly year: number;
  readonly periodFrom: IsoDay;
  readonly periodTo: IsoDay;
  /** The day by which it had to come; null: no day is known. */
  readonly dueOn: IsoDay | null;
  readonly asOf: IsoDay;
  /** It came, on this day or on one that nobody has entered. */
  readonly came: { readonly on: IsoDay | null } | null;
  readonly earlier: readonly CitedPaper[];
  /** Who gets the letter besides, from the second one on. */
  readonly escalation: readonly string[];
}

const KIND = 'report_reminder';
const words = ['', 'nhất', 'hai', 'ba', 'tư', 'năm', 'sáu', 'bảy', 'tám', 'chín', 'mười'];
const ordinal = (count: number): string => words[count] ?? String(count);
const dayWords = (iso: IsoDay | null) => (iso === null ? null : longDate(iso).replace(/^ngày /, ''));

/** The facts with the fields that such a letter knows. */
export const reportReminderFacts = (facts: ReportReminderFacts): ReportReminderFacts => ({
  ...facts,
  fields: {
    ...periodFields(facts),
    han_gui_bao_cao: dayWords(facts.dueOn),
    lan_don_doc: ordinal(facts.earlier.length + 1),
    han_don_doc: null,
    ngay_tinh: shortDate(facts.asOf),
  },
});

export function draftReportReminder(given: ReportReminderFacts): DocumentContent {
  const facts = reportReminderFacts(given);
  const number = facts.earlier.length + 1;
  const demand = number === 1 ? 'first_demand' : number === 2 ? 'second_demand' : 'further_demand';
  return paperContent(facts, KIND, {
    addressees: [agencyName(facts.agency)],
    blocks: [
      ...partBlocks(facts, KIND, 'opening', 'lead'),
      ...say('earlier', earlierText(facts.earlier)),
      ...say('state', stateText(facts)),
      ...(facts.came === null ? partBlocks(facts, KIND, demand, 'paragraph', 'demand') : []),
      ...partBlocks(facts, KIND, 'closing', 'closing'),
    ],
    recipients: recipientsOf(facts, number),
    names: facts.escalation,
  });
}

function earlierText(earlier: readonly CitedPaper[]): string | null {
  if (earlier.length === 0) return null;
  return `Việc gửi báo cáo đã được đôn đốc tại ${joinWords(earlier.map(letterCitation), '; ')}`;
}

function stateText(facts: ReportReminderFacts): string {
  const office = oneLine(facts.issuer.name) || BLANK;
  const whom = agencyReference(facts.agency);
  if (facts.came === null) {
    return `Đến ngày ${shortDate(facts.asOf)}, ${office} chưa nhận được báo cáo ${periodWords(facts)} của ${whom}`;
  }
  const day = facts.came.on === null ? '' : ` ngày ${shortDate(facts.came.on)}`;
  return `${office} đã nhận được báo cáo ${periodWords(facts)} của ${whom}${day}`;
}

/** Before the archive line, one more with every letter. */
function recipientsOf(facts: ReportReminderFacts, number: number): readonly string[] {
  const lines = recipientLines(facts, KIND);
  const also = facts.escalation.slice(0, number - 1).filter((one) => !lines.includes(one));
  const archive = lines.findLastIndex((one) => /^lưu(?!\p{L})/iu.test(one));
  const at = archive === -1 ? lines.length : archive;
  return [...lines.slice(0, at), ...also, ...lines.slice(at)];
}

export function reportReminderSubject(facts: ReportReminderFacts): string {
  const time = facts.earlier.length === 0 ? '' : ` (lần ${String(facts.earlier.length + 1)})`;
  return subjectOr(facts, `Đôn đốc gửi báo cáo công tác cải cách hành chính ${periodWords(facts)}${time}`);
}

export function checkReportReminder({ came, asOf, dueOn }: ReportReminderFacts): readonly Warning[] {
  const isMissing = came === null && dueOn !== null && dueOn < asOf;
  return isMissing ? [] : [{ code: 'nothing_owed', params: { day: shortDate(asOf) } }];
}
