// The appendices of a plan: agencies with their days, the outline of the agency's report, forms for its figures, and the
// criteria.
import type { ContentBlock, TableBlock } from '../content.ts';
import { byDay, visitDaysText } from '../sheets/days.ts';
import { headRows } from '../sheets/statistics.ts';
import { agencyName } from '../wording/agencies.ts';
import { orderedDomains } from '../wording/findings.ts';
import { formatHundredths, formatRoman, OPEN } from '../wording/numbers.ts';
import { inspectionPhrase } from '../wording/subject.ts';
import { teamWord } from '../wording/team.ts';
import { oneLine, upperFirst } from '../wording/text.ts';
import { block } from '../wording/blocks.ts';
import { type ColumnSketch, line, listed, table } from './helpers.ts';
import type { PlanCriterion, PlanForm, PlanPaperFacts } from './plan-facts.ts';

/** Lines of a form to be filled in by hand. */
const EMPTY_ROWS = 5;

export function planAppendices(facts: PlanPaperFacts): readonly ContentBlock[] {
  return [
    ...scheduleAppendix(facts),
    ...outlineAppendix(facts),
    ...figuresAppendix(facts),
    ...criteriaAppendix(facts),
  ];
}

// ── I. Agencies and schedule ─────────────────────────────────────────────────────────────────────────────

function scheduleAppendix(facts: PlanPaperFacts): readonly ContentBlock[] {
  const { rows, teams } = facts;
  const landscape = teams.length > 1 || rows.some(({ location, note }) => location !== null || note !== null);
  return [
    {
      id: 'appendix:schedule',
      type: 'appendix',
      text: line(`Danh sách cơ quan, đơn vị và lịch ${inspectionPhrase(facts.plan)}`),
      landscape,
    },
    scheduleTable('schedule', facts),
  ];
}

/** Every visit by its day; what has none yet stands at the end, in the order of the round. */
export function scheduleTable(
  id: string,
  { rows, teams }: Pick<PlanPaperFacts, 'rows' | 'teams'>,
): TableBlock {
  const severalTeams = teams.length > 1;
  const columns: readonly ColumnSketch[] = [
    { text: 'STT', width: 7, align: 'center' },
    { text: 'Cơ quan, đơn vị', width: severalTeams ? 27 : 33 },
    { text: 'Thời gian', width: severalTeams ? 22 : 26 },
    { text: 'Địa điểm', width: severalTeams ? 18 : 20 },
    ...(severalTeams ? [{ text: teamWord(teams), width: 14 }] : []),
    { text: 'Ghi chú', width: severalTeams ? 12 : 14 },
  ];
  const shown = rows
    .toSorted(byDay)
    .map((row, index) => [
      String(index + 1),
      agencyName(row.agency),
      row.byReport ? '' : (visitDaysText(row) ?? OPEN),
      row.byReport ? '' : oneLine(row.location ?? '') || OPEN,
      ...(severalTeams ? [row.byReport ? '' : oneLine(row.teamName ?? '') || OPEN] : []),
      [row.byReport ? 'Kiểm tra qua báo cáo' : '', oneLine(row.note ?? '')].filter(Boolean).join('; '),
    ]);
  return table(id, columns, shown.length === 0 ? [['1', ...columns.slice(1).map(() => OPEN)]] : shown);
}

// ── II. The outline of the agency's report ───────────────────────────────────────────────────────────────

/** `Kết quả thực hiện các nội dung từ mã 1.1.1 đến mã 1.6.1 tại Phụ lục IV`. */
function codes(domainId: string, criteria: PlanPaperFacts['criteria']): string {
  const own = criteria.filter((one) => one.domainId === domainId).map(({ code }) => oneLine(code));
  const [first, last] = [own[0], own.at(-1)];
  if (first === undefined || last === undefined) return 'Kết quả thực hiện';
  const which = own.length === 1 ? `nội dung mã ${first}` : `các nội dung từ mã ${first} đến mã ${last}`;
  return `Kết quả thực hiện ${which} tại Phụ lục ${formatRoman(4)}`;
}

function outlineAppendix({ plan, domains, criteria }: PlanPaperFacts): readonly ContentBlock[] {
  const ordered = orderedDomains(domains) as PlanPaperFacts['domains'];
  const year = plan.year === null ? '' : ` năm ${String(plan.year)}`;
  const results =
    ordered.length === 0
      ? [
          block(
            'paragraph',
            'outline:results:none',
            'Nêu kết quả thực hiện từng nội dung kiểm tra, có số liệu và văn bản minh chứng.',
          ),
        ]
      : ordered.flatMap(({ id, name, groups }): readonly ContentBlock[] => [
          block('subsection', `outline:domain:${id}`, name),
          ...listed(
            'item',
            (groups.length > 0
              ? groups
              : [
                  codes(id, criteria),
                  'Số liệu cụ thể, văn bản, tài liệu minh chứng',
                  'Tồn tại, hạn chế và nguyên nhân',
                ]
            ).map((group, index) => ({
              id: `outline:domain:${id}:${String(index + 1)}`,
              text: upperFirst(group),
            })),
          ),
        ]);
  return [
    {
      id: 'appendix:outline',
      type: 'appendix',
      text: line(`Đề cương báo cáo công tác cải cách hành chính${year} của đơn vị được kiểm tra`),
      landscape: false,
    },
    block('section', 'outline:overview', 'Khái quát tình hình'),
    ...listed('item', [
      {
        id: 'outline:overview:1',
        text: 'Chức năng, nhiệm vụ, cơ cấu tổ chức, biên chế của cơ quan, đơn vị',
      },
      { id: 'outline:overview:2', text: 'Thuận lợi, khó khăn trong thực hiện công tác cải cách hành chính' },
    ]),
    block('section', 'outline:results', 'Kết quả thực hiện'),
    ...results,
    block('section', 'outline:judgement', 'Đánh giá chung'),
    ...listed('item', [
      { id: 'outline:judgement:1', text: 'Kết quả nổi bật; sáng kiến, cách làm hay' },
      { id: 'outline:judgement:2', text: 'Tồn tại, hạn chế' },
      { id: 'outline:judgement:3', text: 'Nguyên nhân khách quan, nguyên nhân chủ quan' },
      {
        id: 'outline:judgement:4',
        text: 'Kết quả khắc phục tồn tại, hạn chế đã được chỉ ra qua các đợt kiểm tra trước',
      },
    ]),
    block('section', 'outline:next', 'Nhiệm vụ, giải pháp trong thời gian tới'),
    block(
      'paragraph',
      'outline:next:text',
      'Nêu nhiệm vụ trọng tâm, giải pháp, người thực hiện và thời hạn hoàn thành.',
    ),
    block('section', 'outline:proposals', 'Kiến nghị, đề xuất'),
    block(
      'paragraph',
      'outline:proposals:text',
      'Nêu kiến nghị, đề xuất với cơ quan có thẩm quyền (nếu có).',
    ),
  ];
}

// ── III. Forms for figures ───────────────────────────────────────────────────────────────────────────────

function figuresAppendix({ form, criteria }: PlanPaperFacts): readonly ContentBlock[] {
  const counted = criteria.filter(({ answerType }) => answerType === 'count' || answerType === 'percentage');
  const rows = counted.map(({ code, text: words, answerType }, index) => [
    String(index + 1),
    `${oneLine(words)} (${code})`,
    answerType === 'percentage' ? '… / …' : OPEN,
    answerType === 'percentage' ? OPEN : '',
    '',
  ]);
  const figures = table(
    'figures:criteria',
    [
      { text: 'STT', width: 6, align: 'center' },
      { text: 'Nội dung', width: 50 },
      { text: 'Số liệu (thực hiện/tổng số)', width: 18, align: 'center' },
      { text: 'Tỷ lệ (%)', width: 10, align: 'center' },
      { text: 'Ghi chú', width: 16 },
    ],
    rows.length === 0 ? emptyRows(5) : rows,
    { title: 'Số liệu theo nội dung kiểm tra' },
  );
  return [
    { id: 'appendix:figures', type: 'appendix', text: 'Biểu mẫu số liệu', landscape: true },
    ...(form === null ? [] : [formTable(form)]),
    figures,
  ];
}

const emptyRows = (columns: number): readonly (readonly string[])[] =>
  Array.from({ length: EMPTY_ROWS }, (_, index) =>
    Array.from({ length: columns }, (_cell, column) => (column === 0 ? String(index + 1) : OPEN)),
  );

/** The head of the statistical form over lines to be filled in. */
function formTable(form: PlanForm): TableBlock {
  const { columns } = form;
  const sketch = table(
    'figures:form',
    columns.map(({ group, header, number }) => ({
      text: header ?? group,
      width: number === 1 ? 4 : number === 2 ? 19 : 7,
      align: number === 2 ? 'left' : 'center',
    })),
    [
      columns.map(({ number }) => `(${String(number)})`),
      ...Array.from({ length: EMPTY_ROWS }, (_, index) =>
        columns.map(({ number }) => (number === 1 ? String(index + 1) : number === 2 ? OPEN : '')),
      ),
      columns.map(({ number }) => (number === 2 ? 'Tổng số' : '')),
    ],
    { title: `Biểu số ${form.number}: ${form.title} (đơn vị tính: ${form.unit})`, totals: true },
  );
  return { ...sketch, headRows: headRows(form).map((row) => row.map((cell) => ({ ...cell }))) };
}

// ── IV. Criteria ─────────────────────────────────────────────────────────────────────────────────────────

function criteriaAppendix({ plan, domains, criteria }: PlanPaperFacts): readonly ContentBlock[] {
  if (criteria.length === 0) return [];
  const { scoring } = plan;
  const groups = orderedDomains(domains)
    .map((domain) => ({ domain, own: criteria.filter(({ domainId }) => domainId === domain.id) }))
    .filter(({ own }) => own.length > 0);
  const sum = (own: readonly PlanCriterion[]) =>
    formatHundredths(own.reduce((total, { maxPoints }) => total + maxPoints, 0));
  const rows = groups.flatMap(({ domain, own }, index) => [
    [formatRoman(index + 1), upperFirst(oneLine(domain.name)), ...(scoring ? [sum(own)] : [])],
    ...own.map(({ code, text: words, maxPoints }) => [
      oneLine(code) || OPEN,
      oneLine(words) || OPEN,
      ...(scoring ? [formatHundredths(maxPoints)] : []),
    ]),
  ]);
  return [
    {
      id: 'appendix:criteria',
      type: 'appendix',
      text: line(`Bộ tiêu chí ${inspectionPhrase(plan)}`),
      landscape: false,
    },
    table(
      'criteria',
      [
        { text: 'Mã', width: 10, align: 'center' },
        { text: 'Nội dung, tiêu chí', width: scoring ? 76 : 90 },
        ...(scoring ? [{ text: 'Điểm tối đa', width: 14, align: 'right' as const }] : []),
      ],
      [...rows, ...(scoring ? [['', 'Tổng số', sum(groups.flatMap(({ own }) => own))]] : [])],
      { totals: scoring },
    ),
  ];
}
