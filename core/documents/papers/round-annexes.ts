// The annexes of the reports on a round: one line an agency with totals, every limitation with its frequency, points.
import type { ContentBlock, TableBlock } from '../content.ts';
import { agencyName } from '../wording/agencies.ts';
import { dateRange, shortDate } from '../wording/dates.ts';
import { ofKind } from '../wording/findings.ts';
import { BLANK, formatInteger, formatPercent } from '../wording/numbers.ts';
import { scoreAppendix } from '../wording/score-table.ts';
import { joinWords } from '../wording/text.ts';
import type { RoundReportFacts } from './after-round.ts';
import { countedAgencies, groupFindings } from './finding-groups.ts';
import { table } from './helpers.ts';
import { countRemediation } from './remediation-count.ts';

type HeadRows = NonNullable<TableBlock['headRows']>;

export const cell = (text: string, across = 1, down = 1): HeadRows[number][number] => ({
  text,
  across,
  down,
});

/** The sum of each column of figures, as the last row. */
export function withTotals(
  rows: readonly (readonly (string | number)[])[],
  label: string,
  at = 1,
): readonly (readonly string[])[] {
  const width = rows[0]?.length ?? 0;
  const sums = Array.from({ length: width }, (_, index) => {
    if (index === at) return label;
    const figures = rows.map((row) => row[index]).filter((value) => typeof value === 'number');
    if (figures.length === 0) return rows.some((row) => row[index] === '-') ? '-' : '';
    return formatInteger(figures.reduce((sum, value) => sum + value, 0));
  });
  const shown = rows.map((row) =>
    row.map((value) => (typeof value === 'number' ? formatInteger(value) : value)),
  );
  return [...shown, sums];
}

/** As many rows as a table may hold besides its totals. */
const MAX_ROWS = 999;

export function roundAnnexes(facts: RoundReportFacts): readonly ContentBlock[] {
  return [...agencyAnnex(facts), ...frequencyAnnex(facts), ...scoreAppendix(facts)];
}

const agencyHead: HeadRows = [
  [
    cell('TT', 1, 2),
    cell('Cơ quan, đơn vị', 1, 2),
    cell('Ngày kiểm tra', 1, 2),
    cell('Kết quả đạt được', 1, 2),
    cell('Tồn tại, hạn chế', 2),
    cell('Kiến nghị', 6),
  ],
  [
    cell('Tổng số'),
    cell('Đã chỉ ra trước đó'),
    cell('Tổng số'),
    cell('Đã hoàn thành'),
    cell('Đang xem xét'),
    cell('Chưa hoàn thành'),
    cell('Trong đó quá hạn'),
    cell('Khác'),
  ],
];

function agencyAnnex(facts: RoundReportFacts): readonly ContentBlock[] {
  if (facts.agencies.length === 0) return [];
  const named = (kind: 'strength' | 'limitation', id: string) =>
    ofKind(facts.findings, kind).filter(
      ({ scope, agencyIds }) => scope === 'named' && agencyIds.includes(id),
    );
  // Where the record names nobody, a nought would say that nothing was found.
  const isNamed = facts.findings.some(({ scope }) => scope === 'named');
  const isOwed = facts.tracked.some(({ agencyId }) => agencyId !== null);
  const figures = (known: boolean, values: readonly number[]): readonly (number | string)[] =>
    known ? values : values.map(() => '-');
  const rows = facts.agencies
    .toSorted((one, other) => one.ordinal - other.ordinal)
    .slice(0, MAX_ROWS)
    .map((agency, index) => {
      const limitations = named('limitation', agency.id);
      const count = countRemediation(
        facts.tracked.filter(({ agencyId, inherited }) => agencyId === agency.id && !inherited),
        facts.asOf,
      );
      return [
        String(index + 1),
        agencyName(agency),
        visitDays(facts, agency.id),
        ...figures(isNamed, [
          named('strength', agency.id).length,
          limitations.length,
          limitations.filter(({ repeats }) => repeats !== undefined).length,
        ]),
        ...figures(isOwed, [
          count.total,
          count.verified,
          count.reported,
          count.owing,
          count.overdue,
          count.settled,
        ]),
      ];
    });
  const grid = table(
    'annex:agencies:table',
    [
      { text: 'TT', width: 4, align: 'center' },
      { text: 'Cơ quan, đơn vị', width: 24 },
      { text: 'Ngày kiểm tra', width: 12, align: 'center' },
      { text: 'Kết quả đạt được', width: 7, align: 'right' },
      { text: 'Tồn tại, hạn chế: tổng số', width: 6, align: 'right' },
      { text: 'Đã chỉ ra trước đó', width: 7, align: 'right' },
      { text: 'Kiến nghị: tổng số', width: 6, align: 'right' },
      { text: 'Đã hoàn thành', width: 7, align: 'right' },
      { text: 'Đang xem xét', width: 7, align: 'right' },
      { text: 'Chưa hoàn thành', width: 7, align: 'right' },
      { text: 'Trong đó quá hạn', width: 7, align: 'right' },
      { text: 'Khác', width: 6, align: 'right' },
    ],
    withTotals(rows, 'Tổng cộng'),
    { totals: true },
  );
  return [
    {
      id: 'annex:agencies',
      type: 'appendix',
      text: 'Tổng hợp kết quả kiểm tra theo cơ quan, đơn vị',
      landscape: true,
    },
    { ...grid, headRows: agencyHead.map((row) => [...row]) },
    {
      id: 'annex:agencies:note',
      type: 'paragraph',
      text: `Ghi chú: số liệu tính đến ngày ${shortDate(facts.asOf)}; chỉ tính nội dung được ghi riêng cho từng cơ quan, đơn vị, không tính nội dung nêu chung; một nội dung ghi cho nhiều đơn vị được tính cho từng đơn vị; “Khác” là kiến nghị đã chuyển cơ quan kế thừa hoặc không còn phải thực hiện${isNamed && isOwed ? '' : '; “-” là hồ sơ kiểm tra không ghi riêng cho từng đơn vị'}.`,
    },
  ];
}

function visitDays(facts: RoundReportFacts, agencyId: string): string {
  const days = facts.visits
    .filter((visit) => visit.agencyId === agencyId)
    .map(({ startsOn, endsOn }) => {
      if (dateRange(startsOn, endsOn) === null) return '';
      if (startsOn === null || endsOn === null || startsOn === endsOn) return shortDate(startsOn ?? endsOn);
      return `${shortDate(startsOn)} - ${shortDate(endsOn)}`;
    })
    .filter((day) => day !== '');
  return days.length === 0 ? '…/…/…' : joinWords(days);
}

function frequencyAnnex(facts: RoundReportFacts): readonly ContentBlock[] {
  const { groups } = groupFindings(facts, 'limitation');
  if (groups.length === 0) return [];
  const of = countedAgencies(facts).length;
  const grid = table(
    'annex:frequency:table',
    [
      { text: 'TT', width: 6, align: 'center' },
      { text: 'Tồn tại, hạn chế', width: 40 },
      { text: 'Số đơn vị', width: 10, align: 'right' },
      { text: 'Tỷ lệ', width: 12, align: 'right' },
      { text: 'Cơ quan, đơn vị', width: 32 },
    ],
    withTotals(
      groups
        .slice(0, MAX_ROWS)
        .map((group, index) => [
          String(index + 1),
          group.label,
          group.agencies.length,
          formatPercent(group.agencies.length, of) ?? '…',
          group.agencies.length === 0 ? BLANK : group.agencies.map(agencyName).join('; '),
        ]),
      'Tổng số lượt',
    ),
    { totals: true },
  );
  return [
    {
      id: 'annex:frequency',
      type: 'appendix',
      text: 'Tần suất tồn tại, hạn chế ghi nhận tại các cơ quan, đơn vị',
      landscape: false,
    },
    grid,
  ];
}
