// Công văn đôn đốc to one agency: what it still owes on a day, in words that grow firmer with every reminder before.
// Nothing is called late whose deadline only words tell, and no report is called missing that the record cannot miss.
import type { ContentBlock, DocumentContent } from '../content.ts';
import { agencyName, agencyReference } from '../wording/agencies.ts';
import { block } from '../wording/blocks.ts';
import { shortDate } from '../wording/dates.ts';
import { BLANK, formatCount } from '../wording/numbers.ts';
import { inspectionPhrase } from '../wording/subject.ts';
import { joinWords, oneLine, sentence, upperFirst } from '../wording/text.ts';
import type { AgencyFollowUpFacts, CitedPaper, TrackedRecommendation } from './after-round.ts';
import { citedFields, letterCitation } from './cited-paper.ts';
import { paperContent, partBlocks, recipientLines, say, subjectOr, table } from './helpers.ts';
import { dueText, isLate, isOwed, lateness, stateText } from './remediation-count.ts';

export interface ReminderFacts extends AgencyFollowUpFacts {
  /** Reminders to this agency about this round that were issued before, the oldest first. */
  readonly earlier: readonly CitedPaper[];
  /** The record tells reports that came in, and none of this agency: only then is its report missing. */
  readonly reportMissing: boolean;
  /** Who else gets the second letter and those after it; of the office's own settings. */
  readonly escalation?: readonly string[];
  /** Who is told of what stays undone, as `Chủ tịch UBND tỉnh`; null: a blank. */
  readonly head: string | null;
}

const words = ['', 'nhất', 'hai', 'ba', 'tư', 'năm', 'sáu', 'bảy', 'tám', 'chín', 'mười'];
const ordinal = (count: number): string => words[count] ?? String(count);

/** The facts with the fields that a reminder knows. */
export const reminderFacts = (facts: ReminderFacts): ReminderFacts => ({
  ...facts,
  fields: {
    ...citedFields(facts.citedNotice, facts),
    lan_don_doc: ordinal(facts.earlier.length + 1),
    han_don_doc: null,
    nguoi_dung_dau: facts.head,
    noi_nhan_bao_cao: whereTo(facts),
    ngay_tinh: shortDate(facts.asOf),
  },
});

/** Whom to report to, through whoever reminds where that is another. */
function whereTo({ plan, issuer }: ReminderFacts): string | null {
  const office = oneLine(issuer.name);
  const above = plan.reportBackTo === null ? '' : oneLine(plan.reportBackTo);
  if (above === '' || above === office) return office === '' ? null : office;
  return office === '' ? above : `${above} (qua ${office})`;
}

export function draftReminder(given: ReminderFacts): DocumentContent {
  const kind = 'reminder';
  const number = given.earlier.length + 1;
  const facts = reminderFacts(given);
  const { late, open } = owedBy(facts);
  const listed = [...late, ...open];
  const blocks: ContentBlock[] = [
    ...partBlocks(facts, kind, 'opening', 'lead'),
    ...say('earlier', earlierText(facts.earlier)),
    ...say('owed', owedText(facts, late, open)),
  ];
  if (listed.length > 0) {
    const part =
      late.length === 0
        ? 'not_yet_due_demand'
        : number === 1
          ? 'first_demand'
          : number === 2
            ? 'second_demand'
            : 'further_demand';
    blocks.push(...partBlocks(facts, kind, part, 'paragraph', 'demand'));
  }
  blocks.push(...say('general', generalText(facts, listed.length > 0)));
  blocks.push(...partBlocks(facts, kind, 'closing', 'closing'));
  if (listed.length > 0) blocks.push(...annex(facts, listed));
  return paperContent(facts, kind, {
    addressees: [agencyName(facts.agency)],
    recipients: withEscalation(recipientLines(facts, kind), facts),
    blocks,
  });
}

/** Whoever is told besides stands before the file copy, once. */
function withEscalation(recipients: readonly string[], { escalation = [] }: ReminderFacts): string[] {
  const named = escalation.map(oneLine).filter((name) => name !== '');
  const added = named.filter((name) => !recipients.some((line) => line.startsWith(name)));
  return [
    ...recipients.slice(0, -1),
    ...added.map((name) => `${name} (để báo cáo)`),
    ...recipients.slice(-1),
  ];
}

/** What it owes, the longest overdue first; then what is not yet due, or due in words only. */
function owedBy(facts: ReminderFacts): {
  readonly late: readonly TrackedRecommendation[];
  readonly open: readonly TrackedRecommendation[];
} {
  const owed = facts.recommendations.filter((one) => one.agencyId === facts.agency.id && isOwed(one));
  const byDay = (one: TrackedRecommendation, other: TrackedRecommendation): number =>
    (one.dueOn ?? '9999-12-31').localeCompare(other.dueOn ?? '9999-12-31');
  return {
    late: owed.filter((one) => isLate(one, facts.asOf)).toSorted(byDay),
    open: owed.filter((one) => !isLate(one, facts.asOf)).toSorted(byDay),
  };
}

function earlierText(earlier: readonly CitedPaper[]): string | null {
  if (earlier.length === 0) return null;
  return `Việc khắc phục đã được đôn đốc tại ${joinWords(earlier.map(letterCitation), '; ')}`;
}

function owedText(
  facts: ReminderFacts,
  late: readonly TrackedRecommendation[],
  open: readonly TrackedRecommendation[],
): string {
  const office = oneLine(facts.issuer.name) || BLANK;
  const whom = agencyReference(facts.agency);
  const day = `Đến ngày ${shortDate(facts.asOf)}`;
  const missing = facts.reportMissing ? `${office} chưa nhận được báo cáo kết quả khắc phục của ${whom}` : '';
  if (late.length + open.length === 0) {
    const nothing = facts.recommendations.some(({ agencyId }) => agencyId === facts.agency.id)
      ? `theo hồ sơ theo dõi, ${whom} không còn kiến nghị chưa hoàn thành`
      : `hồ sơ theo dõi không ghi kiến nghị riêng đối với ${whom}`;
    return `${day}, ${missing === '' ? nothing : missing}`;
  }
  const counts = [
    late.length === 0 ? '' : `${formatCount(late.length)} kiến nghị đã quá thời hạn nhưng chưa hoàn thành`,
    open.length === 0 ? '' : `${formatCount(open.length)} kiến nghị ${openWords(open)}`,
  ].filter((part) => part !== '');
  const owed = `${whom} còn ${joinWords(counts)} (danh sách kèm theo)`;
  return `${day}, ${missing === '' ? `theo hồ sơ theo dõi, ${owed}` : `${missing}; ${owed}`}`;
}

function openWords(open: readonly TrackedRecommendation[]): string {
  return open.every(({ dueOn }) => dueOn === null)
    ? 'chưa hoàn thành, thời hạn theo nội dung kiến nghị'
    : 'chưa hoàn thành, chưa quá thời hạn';
}

/** Demands on all of the round are nobody's own arrears. */
function generalText(facts: ReminderFacts, besides: boolean): string | null {
  const open = facts.recommendations.filter((one) => one.agencyId === null && isOwed(one));
  if (open.length === 0) return null;
  const what =
    'tiếp tục rà soát, thực hiện các kiến nghị chung đối với các cơ quan, đơn vị được kiểm tra nêu tại Thông báo kết quả kiểm tra';
  return besides ? `Đồng thời, ${what}` : `Đề nghị ${agencyReference(facts.agency)} ${what}`;
}

function annex(facts: ReminderFacts, listed: readonly TrackedRecommendation[]): readonly ContentBlock[] {
  const texts = new Map(facts.findings.map(({ id, text }) => [id, text]));
  const rows = listed.slice(0, 1_000).map((one, index) => {
    const finding = one.findingId === null ? '' : (texts.get(one.findingId) ?? '');
    const late = lateness(one, facts.asOf);
    return [
      String(index + 1),
      upperFirst(sentence(finding)) || '-',
      upperFirst(sentence(one.text)) || BLANK,
      dueText(one),
      upperFirst([stateText(one.status), late].filter((part) => part !== '').join('; ')),
    ];
  });
  return [
    {
      id: 'annex:owed',
      type: 'appendix',
      text: 'Danh sách kiến nghị chưa hoàn thành khắc phục',
      landscape: false,
    },
    block(
      'paragraph',
      'annex:owed:about',
      sentence(`Cơ quan, đơn vị: ${agencyName(facts.agency)}; tính đến ngày ${shortDate(facts.asOf)}`),
    ),
    table(
      'annex:owed:table',
      [
        { text: 'STT', width: 8, align: 'center' },
        { text: 'Tồn tại, hạn chế', width: 28 },
        { text: 'Nội dung kiến nghị', width: 32 },
        { text: 'Thời hạn', width: 14, align: 'center' },
        { text: 'Tình trạng', width: 20 },
      ],
      rows,
    ),
  ];
}

export function reminderSubject(facts: ReminderFacts): string {
  const time = facts.earlier.length === 0 ? '' : ` (lần ${String(facts.earlier.length + 1)})`;
  return subjectOr(facts, `Đôn đốc khắc phục tồn tại, hạn chế sau ${inspectionPhrase(facts.plan)}${time}`);
}
