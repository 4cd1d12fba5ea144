// Báo cáo kết quả khắc phục sau kiểm tra, upward: how many recommendations stand where, whose are overdue, agency by
// agency.
import type { BarsBlock, ContentBlock, DocumentContent } from '../content.ts';
import { agencyName } from '../wording/agencies.ts';
import { block } from '../wording/blocks.ts';
import { shortDate } from '../wording/dates.ts';
import { BLANK, formatCount, formatPercent } from '../wording/numbers.ts';
import { inspectionPhrase } from '../wording/subject.ts';
import { joinWords, oneLine, sentence, upperFirst } from '../wording/text.ts';
import type { RoundReportFacts, TrackedRecommendation } from './after-round.ts';
import { letterCitation } from './cited-paper.ts';
import { filledBlock, paperContent, partBlocks, partLines, say, subjectOr, table } from './helpers.ts';
import {
  countRemediation,
  dueText,
  isLate,
  isOwed,
  lateness,
  stateText,
  type RemediationCount,
} from './remediation-count.ts';
import { cell, withTotals } from './round-annexes.ts';

const KIND = 'remediation_summary';
/** More names than this belong into the annex. */
const MOST_NAMED = 10;

const givenInRound = ({ tracked }: RoundReportFacts): readonly TrackedRecommendation[] =>
  tracked.filter(({ inherited }) => !inherited);

/** The facts with the fields that count recommendations. */
export function remediationSummaryFacts(facts: RoundReportFacts): RoundReportFacts {
  const count = countRemediation(givenInRound(facts), facts.asOf);
  return {
    ...facts,
    fields: {
      ngay_tinh: shortDate(facts.asOf),
      so_kien_nghi: formatCount(count.total),
      so_hoan_thanh: formatCount(count.verified),
      so_qua_han: formatCount(count.overdue),
    },
  };
}

export function draftRemediationSummary(given: RoundReportFacts): DocumentContent {
  const facts = remediationSummaryFacts(given);
  const own = givenInRound(facts);
  const count = countRemediation(own, facts.asOf);
  return paperContent(facts, KIND, {
    addressees: facts.addressees,
    blocks: [
      ...partBlocks(facts, KIND, 'opening', 'lead'),
      ...followUp(facts, own),
      ...results(facts, own, count),
      ...owedSection(facts),
      ...assessment(facts, count),
      ...partBlocks(facts, KIND, 'closing', 'closing'),
      ...annexes(facts),
    ],
  });
}

function followUp(facts: RoundReportFacts, own: readonly TrackedRecommendation[]): readonly ContentBlock[] {
  const heading = block('section', 'follow_up', 'Công tác theo dõi, đôn đốc');
  const agencies = new Set(own.flatMap(({ agencyId }) => (agencyId === null ? [] : [agencyId])));
  const general = own.filter(({ agencyId }) => agencyId === null).length;
  if (own.length === 0) {
    return [
      heading,
      ...say(
        'follow_up:none',
        'Hồ sơ kiểm tra chưa ghi kiến nghị cụ thể đối với các cơ quan, đơn vị được kiểm tra nên chưa có số liệu theo dõi việc khắc phục',
      ),
      ...remindersText(facts),
    ];
  }
  const notices =
    facts.notices.length === 0 ? '' : `, thông báo bằng ${formatCount(facts.notices.length)} văn bản`;
  const split = [
    agencies.size === 0
      ? ''
      : `${formatCount(own.length - general)} kiến nghị cụ thể đối với ${formatCount(agencies.size)} cơ quan, đơn vị`,
    general === 0 ? '' : `${formatCount(general)} kiến nghị chung đối với các cơ quan, đơn vị được kiểm tra`,
  ].filter((part) => part !== '');
  return [
    heading,
    ...say(
      'follow_up:given',
      `Qua ${inspectionPhrase(facts.plan)}, có ${split.length === 1 ? joinWords(split) : `${formatCount(own.length)} kiến nghị, gồm ${joinWords(split)}`}${notices}`,
    ),
    ...remindersText(facts),
  ];
}

function remindersText({ reminders }: RoundReportFacts): readonly ContentBlock[] {
  if (reminders.length === 0) return [];
  const agencies = new Set(reminders.map(({ agencyId }) => agencyId)).size;
  const list = reminders.length > 5 ? '' : `: ${joinWords(reminders.map(letterCitation), '; ')}`;
  return say(
    'follow_up:reminders',
    `Đã ban hành ${formatCount(reminders.length)} công văn đôn đốc đến ${formatCount(agencies)} cơ quan, đơn vị${list}`,
  );
}

const states = [
  ['verified', 'Đã hoàn thành'],
  ['reported', 'Đã báo cáo, đang xem xét kết quả'],
  ['in_time', 'Chưa hoàn thành, chưa quá thời hạn hoặc không ghi ngày đến hạn'],
  ['overdue', 'Chưa hoàn thành, đã quá thời hạn'],
  ['settled', 'Chuyển cơ quan kế thừa, không còn phải thực hiện'],
] as const;

function results(
  facts: RoundReportFacts,
  own: readonly TrackedRecommendation[],
  count: RemediationCount,
): readonly ContentBlock[] {
  const heading = block('section', 'result', 'Kết quả khắc phục');
  if (count.total === 0) {
    return [
      heading,
      ...say('result:none', `Đến ngày ${shortDate(facts.asOf)}, chưa có số liệu về kết quả khắc phục`),
    ];
  }
  const figures = { ...count, in_time: count.owing - count.overdue };
  const shown = states.filter(([key]) => key !== 'settled' || count.settled > 0);
  const greatest = Math.max(1, ...states.map(([key]) => figures[key]));
  const share = (value: number): string => {
    const text = formatPercent(value, count.total);
    return text === null ? '' : ` (${text})`;
  };
  const bars: BarsBlock = {
    id: 'result:bars',
    type: 'bars',
    text: 'Kiến nghị theo tình trạng khắc phục',
    rows: shown.map(([key, label]) => ({
      label,
      value: formatCount(figures[key]),
      share: Math.round((figures[key] * 10_000) / greatest),
    })),
  };
  const complete = facts.agencies.filter((agency) => {
    const its = own.filter(({ agencyId }) => agencyId === agency.id);
    return its.length > 0 && its.every(({ status }) => status === 'verified');
  });
  const owing = facts.agencies.filter((agency) =>
    own.some((one) => one.agencyId === agency.id && isOwed(one)),
  );
  return [
    heading,
    ...say(
      'result:intro',
      `Tính đến ngày ${shortDate(facts.asOf)}, trong ${formatCount(count.total)} kiến nghị:`,
    ),
    ...shown.map(([key, label]) =>
      block(
        'item',
        `result:${key}`,
        `${label}: ${formatCount(figures[key])} kiến nghị${share(figures[key])}.`,
      ),
    ),
    bars,
    ...say(
      'result:complete',
      complete.length === 0
        ? null
        : `Cơ quan, đơn vị đã hoàn thành toàn bộ kiến nghị: ${complete.map(agencyName).join('; ')}`,
    ),
    ...say(
      'result:owing',
      owing.length === 0
        ? null
        : owing.length > MOST_NAMED
          ? `Còn ${formatCount(owing.length)} cơ quan, đơn vị có kiến nghị chưa hoàn thành (chi tiết tại Phụ lục I)`
          : `Cơ quan, đơn vị còn kiến nghị chưa hoàn thành: ${owing.map(agencyName).join('; ')}`,
    ),
    ...inheritedText(facts),
  ];
}

function inheritedText(facts: RoundReportFacts): readonly ContentBlock[] {
  const handed = facts.tracked.filter(({ inherited }) => inherited);
  if (handed.length === 0) return [];
  const heirs = [...new Set(handed.map(({ agencyName: name }) => oneLine(name ?? '') || BLANK))];
  const count = countRemediation(handed, facts.asOf);
  return say(
    'result:inherited',
    `Các kiến nghị chuyển giao do ${heirs.join('; ')} tiếp tục thực hiện: ${formatCount(count.total)} kiến nghị, đã hoàn thành ${formatCount(count.verified)} kiến nghị, chưa hoàn thành ${formatCount(count.owing)} kiến nghị`,
  );
}

function owedSection(facts: RoundReportFacts): readonly ContentBlock[] {
  const heading = block('section', 'owed', 'Kiến nghị quá thời hạn, chưa hoàn thành');
  const late = facts.tracked.filter((one) => isLate(one, facts.asOf));
  if (late.length === 0) {
    return [
      heading,
      ...say(
        'owed:none',
        `Đến ngày ${shortDate(facts.asOf)}, hồ sơ theo dõi không có kiến nghị quá thời hạn`,
      ),
    ];
  }
  const byAgency = new Map<string, number>();
  for (const one of late) {
    const name = debtor(facts, one);
    byAgency.set(name, (byAgency.get(name) ?? 0) + 1);
  }
  const items = [...byAgency]
    .toSorted(([, one], [, other]) => other - one)
    .map(([name, count]) => `${name}: ${formatCount(count)} kiến nghị`);
  return [
    heading,
    ...say(
      'owed:count',
      `Có ${formatCount(late.length)} kiến nghị đã quá thời hạn nhưng chưa hoàn thành (danh sách chi tiết tại Phụ lục II): ${items.join('; ')}`,
    ),
  ];
}

/** Whose it is; what was given to all of the round is nobody's own. */
function debtor(facts: RoundReportFacts, one: TrackedRecommendation): string {
  if (one.agencyId === null) return 'Các cơ quan, đơn vị được kiểm tra (kiến nghị chung)';
  const agency = facts.agencies.find(({ id }) => id === one.agencyId);
  if (agency !== undefined) return agencyName(agency);
  return oneLine(one.agencyName ?? '') || BLANK;
}

function assessment(facts: RoundReportFacts, count: RemediationCount): readonly ContentBlock[] {
  const share = formatPercent(count.verified, count.total);
  const proposals = partLines(facts, KIND, 'proposals').map((one, index) =>
    filledBlock('item', `proposals:${String(index + 1)}`, one),
  );
  return [
    block('section', 'assessment', 'Đánh giá và kiến nghị'),
    block('subsection', 'assessment:general', 'Đánh giá chung'),
    ...say(
      'assessment:share',
      share === null
        ? null
        : `Tỷ lệ kiến nghị đã hoàn thành khắc phục: ${formatCount(count.verified)}/${formatCount(count.total)} kiến nghị, đạt ${share}`,
    ),
    block(
      'paragraph',
      'assessment:causes',
      `${count.overdue > 0 ? 'Nguyên nhân của việc chậm khắc phục' : 'Nhận xét chung'}: ${BLANK}${BLANK}.`,
    ),
    ...(proposals.length === 0
      ? []
      : [block('subsection', 'assessment:proposals', 'Kiến nghị, đề xuất'), ...proposals]),
  ];
}

function annexes(facts: RoundReportFacts): readonly ContentBlock[] {
  const given = facts.tracked.filter(({ inherited }) => !inherited);
  if (given.length === 0) return [];
  const lines = facts.agencies
    .toSorted((one, other) => one.ordinal - other.ordinal)
    .map((agency) => ({
      name: agencyName(agency),
      own: given.filter(({ agencyId }) => agencyId === agency.id),
    }))
    .filter(({ own }) => own.length > 0);
  const known = new Set(facts.agencies.map(({ id }) => id));
  const general = given.filter(({ agencyId }) => agencyId === null);
  const others = given.filter(({ agencyId }) => agencyId !== null && !known.has(agencyId));
  const all = [
    ...lines,
    ...(others.length === 0 ? [] : [{ name: 'Cơ quan, đơn vị khác', own: others }]),
    ...(general.length === 0 ? [] : [{ name: 'Kiến nghị chung', own: general }]),
  ].slice(0, 999);
  const rows = all.map(({ name, own }, index) => {
    const count = countRemediation(own, facts.asOf);
    return [
      String(index + 1),
      name,
      count.total,
      count.verified,
      count.reported,
      count.owing - count.overdue,
      count.overdue,
      count.settled,
      formatPercent(count.verified, count.total) ?? '-',
    ];
  });
  const total = countRemediation(given, facts.asOf);
  const summed = withTotals(rows, 'Tổng cộng').map((row, index) =>
    index === rows.length ? [...row.slice(0, 8), formatPercent(total.verified, total.total) ?? '-'] : row,
  );
  const grid = table(
    'annex:agencies:table',
    [
      { text: 'TT', width: 5, align: 'center' },
      { text: 'Cơ quan, đơn vị', width: 31 },
      { text: 'Tổng số', width: 8, align: 'right' },
      { text: 'Đã hoàn thành', width: 9, align: 'right' },
      { text: 'Đang xem xét', width: 9, align: 'right' },
      { text: 'Chưa quá hạn', width: 9, align: 'right' },
      { text: 'Quá hạn', width: 9, align: 'right' },
      { text: 'Khác', width: 9, align: 'right' },
      { text: 'Tỷ lệ hoàn thành', width: 11, align: 'right' },
    ],
    summed,
    { totals: true },
  );
  const head = [
    [
      cell('TT', 1, 2),
      cell('Cơ quan, đơn vị', 1, 2),
      cell('Tổng số kiến nghị', 1, 2),
      cell('Đã hoàn thành', 1, 2),
      cell('Đang xem xét', 1, 2),
      cell('Chưa hoàn thành', 2),
      cell('Khác', 1, 2),
      cell('Tỷ lệ hoàn thành', 1, 2),
    ],
    [cell('Chưa quá hạn'), cell('Quá hạn')],
  ];
  return [
    {
      id: 'annex:agencies',
      type: 'appendix',
      text: 'Tổng hợp kết quả khắc phục theo cơ quan, đơn vị',
      landscape: true,
    },
    { ...grid, headRows: head },
    ...lateAnnex(facts),
  ];
}

function lateAnnex(facts: RoundReportFacts): readonly ContentBlock[] {
  const late = facts.tracked
    .filter((one) => isLate(one, facts.asOf))
    .toSorted((one, other) => (one.dueOn ?? '').localeCompare(other.dueOn ?? ''));
  if (late.length === 0) return [];
  return [
    {
      id: 'annex:late',
      type: 'appendix',
      text: 'Danh sách kiến nghị quá thời hạn chưa hoàn thành',
      landscape: true,
    },
    table(
      'annex:late:table',
      [
        { text: 'TT', width: 5, align: 'center' },
        { text: 'Cơ quan, đơn vị', width: 25 },
        { text: 'Nội dung kiến nghị', width: 40 },
        { text: 'Thời hạn', width: 12, align: 'center' },
        { text: 'Tình trạng', width: 18 },
      ],
      late.map((one, index) => [
        String(index + 1),
        debtor(facts, one),
        upperFirst(sentence(one.text)) || BLANK,
        dueText(one),
        upperFirst(`${stateText(one.status)}; ${lateness(one, facts.asOf)}`),
      ]),
    ),
  ];
}

export function remediationSummarySubject(facts: RoundReportFacts): string {
  return subjectOr(facts, `Kết quả khắc phục tồn tại, hạn chế sau ${inspectionPhrase(facts.plan)}`);
}
