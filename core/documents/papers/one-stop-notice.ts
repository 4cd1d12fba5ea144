// Thông báo kết quả tiếp nhận, giải quyết TTHC of a period, over the statistics of agencies: sums, shares with their
// formulas, one line an agency. A figure that no report gives is a blank, never nought.
import { type StatisticsColumn, statisticsColumns } from '../../contract/statistics.ts';
import type { Figures } from '../../rules/one-stop-checks.ts';
import { indicatorsOf } from '../../rules/one-stop-indicators.ts';
import { periodDays, periodTitle } from '../../rules/one-stop-periods.ts';
import type { BarsBlock, ContentBlock, DocumentContent } from '../content.ts';
import type { AgencyFacts, BaseFacts, IsoDay, TeamFacts } from '../facts.ts';
import type { OwnFields } from './after-round.ts';
import { agencyName } from '../wording/agencies.ts';
import { block } from '../wording/blocks.ts';
import { dateRange, longDate, shortDate } from '../wording/dates.ts';
import { formatInteger, formatPercent } from '../wording/numbers.ts';
import { lowerFirst } from '../wording/text.ts';
import { filledBlock, line, paperContent, partBlocks, partLines, say, subjectOr, table } from './helpers.ts';
import { cell } from './round-annexes.ts';

export interface OneStopRow {
  readonly agency: AgencyFacts;
  readonly figures: Figures;
}

export interface OneStopNoticeFacts extends BaseFacts {
  readonly fields?: OwnFields;
  readonly teams: readonly TeamFacts[];
  readonly periodFrom: IsoDay | null;
  readonly periodTo: IsoDay | null;
  readonly rows: readonly OneStopRow[];
  /** Agencies of the round without a report of the period. */
  readonly missing: readonly AgencyFacts[];
}

const KIND = 'one_stop_notice';
const MAX_ROWS = 999;
const MAX_BARS = 30;
const MOST_LATE = 10;
const SHOWN_LATE = 5;

/** The facts with the fields of the period. */
export function oneStopNoticeFacts(facts: OneStopNoticeFacts): OneStopNoticeFacts {
  const { periodFrom: from, periodTo: to } = facts;
  const fields = {
    ky: periodWords(facts),
    tu_ky: from === null ? null : longDate(from).replace(/^ngày /, ''),
    den_ky: to === null ? null : longDate(to).replace(/^ngày /, ''),
  };
  return { ...facts, fields };
}

/** `quý I/2022 (từ ngày 15/12/2021 đến ngày 14/3/2022)`; null where no period is known. */
function periodWords({ periodFrom: from, periodTo: to }: OneStopNoticeFacts): string | null {
  if (from === null || to === null) return dateRange(from, to);
  const days = `từ ngày ${shortDate(from)} đến ngày ${shortDate(to)}`;
  const title = periodTitle({ from, to });
  return title === periodDays({ from, to }) ? days : `${lowerFirst(title)} (${days})`;
}

export function draftOneStopNotice(given: OneStopNoticeFacts): DocumentContent {
  const facts = oneStopNoticeFacts(given);
  return paperContent(facts, KIND, {
    names: [...facts.rows.map(({ agency }) => agency.name), ...facts.missing.map(({ name }) => name)],
    blocks: [
      ...partBlocks(facts, KIND, 'opening', 'lead'),
      ...results(facts),
      ...byAgency(facts),
      ...requests(facts),
      ...partBlocks(facts, KIND, 'closing', 'closing'),
      ...annex(facts),
    ],
  });
}

/** Over the agencies that give the figure; null where none does. */
export function sumFigures(rows: readonly OneStopRow[]): Figures {
  const sum = (column: StatisticsColumn): number | null => {
    const known = rows.map(({ figures }) => figures[column]).filter((value) => value !== null);
    return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
  };
  return Object.fromEntries(statisticsColumns.map((column) => [column, sum(column)])) as Record<
    StatisticsColumn,
    number | null
  >;
}

type Rate = 'on_time' | 'resolved_overdue' | 'pending_overdue_share' | 'online';

interface Share {
  readonly text: string | null;
  readonly top: number | null;
  readonly bottom: number | null;
}

function shareOf(figures: Figures, rate: Rate): Share {
  const line = { fieldName: '', isTotal: true, ...figures };
  const found = indicatorsOf([line], {}).find(({ key }) => key === rate);
  const top = found?.numerator ?? null;
  const bottom = found?.denominator ?? null;
  return { top, bottom, text: top === null || bottom === null ? null : formatPercent(top, bottom) };
}

const count = (value: number | null): string => (value === null ? '…' : formatInteger(value));

function results(facts: OneStopNoticeFacts): readonly ContentBlock[] {
  const heading = block('section', 'result', 'Kết quả chung');
  if (facts.rows.length === 0) {
    return [heading, ...say('result:none', 'Chưa có số liệu thống kê của các cơ quan, đơn vị trong kỳ')];
  }
  const sums = sumFigures(facts.rows);
  const share = (rate: Rate): string => shareOf(sums, rate).text ?? '…';
  const inPeriod =
    sums.receivedOnline === null && sums.receivedDirectPostal === null
      ? null
      : (sums.receivedOnline ?? 0) + (sums.receivedDirectPostal ?? 0);
  return [
    heading,
    ...say('result:scope', `Số liệu được tổng hợp từ ${agencyCount(facts.rows.length)}`),
    block('subsection', 'result:received', 'Tiếp nhận hồ sơ'),
    ...say(
      'result:received:text',
      `Tổng số hồ sơ tiếp nhận: ${count(sums.receivedTotal)} hồ sơ, gồm: tiếp nhận trong kỳ ${count(inPeriod)} hồ sơ (trực tuyến ${count(sums.receivedOnline)} hồ sơ, đạt tỷ lệ ${share('online')}; trực tiếp, qua dịch vụ bưu chính ${count(sums.receivedDirectPostal)} hồ sơ); từ kỳ trước chuyển sang ${count(sums.carriedOver)} hồ sơ`,
    ),
    block('subsection', 'result:resolved', 'Giải quyết hồ sơ'),
    ...say(
      'result:resolved:text',
      `Đã giải quyết ${count(sums.resolvedTotal)} hồ sơ, gồm: trước hạn ${count(sums.resolvedEarly)} hồ sơ; đúng hạn ${count(sums.resolvedOnTime)} hồ sơ; quá hạn ${count(sums.resolvedOverdue)} hồ sơ. Tỷ lệ giải quyết trước hạn và đúng hạn đạt ${share('on_time')}; tỷ lệ giải quyết quá hạn là ${share('resolved_overdue')}`,
    ),
    block('subsection', 'result:pending', 'Hồ sơ đang giải quyết'),
    ...say(
      'result:pending:text',
      `Đang giải quyết ${count(sums.pendingTotal)} hồ sơ, gồm: trong hạn ${count(sums.pendingInTime)} hồ sơ; quá hạn ${count(sums.pendingOverdue)} hồ sơ (${share('pending_overdue_share')})`,
    ),
    ...say(
      'result:formulas',
      'Cách tính: tỷ lệ giải quyết trước hạn và đúng hạn = (số hồ sơ trước hạn + số hồ sơ đúng hạn)/tổng số hồ sơ đã giải quyết; tỷ lệ giải quyết quá hạn = số hồ sơ quá hạn/tổng số hồ sơ đã giải quyết; tỷ lệ trực tuyến = số hồ sơ trực tuyến/số hồ sơ tiếp nhận trong kỳ, không tính hồ sơ từ kỳ trước chuyển sang',
    ),
    ...say('result:gaps', balanceText(facts)),
  ];
}

const agencyCount = (value: number): string =>
  `${value < 10 ? `0${String(value)}` : formatInteger(value)} cơ quan, đơn vị`;

/** What agencies report does not always add up: said, and neither mended nor hidden. */
function balanceText({ rows }: OneStopNoticeFacts): string | null {
  const broken = rows.filter(
    ({ figures: { receivedTotal, resolvedTotal, pendingTotal } }) =>
      receivedTotal !== null &&
      resolvedTotal !== null &&
      pendingTotal !== null &&
      receivedTotal !== resolvedTotal + pendingTotal,
  );
  return broken.length === 0
    ? null
    : `Số liệu của ${broken.map(({ agency }) => agencyName(agency)).join('; ')} còn chênh lệch giữa hồ sơ tiếp nhận với hồ sơ đã giải quyết và đang giải quyết, đề nghị đơn vị rà soát`;
}

function byAgency(facts: OneStopNoticeFacts): readonly ContentBlock[] {
  const { rows } = facts;
  const heading = block('section', 'agency', 'Kết quả của các cơ quan, đơn vị');
  const missing = say(
    'agency:missing',
    facts.missing.length === 0
      ? null
      : `Thông báo này chưa gồm số liệu của: ${facts.missing.map(agencyName).join('; ')}`,
  );
  if (rows.length === 0) {
    return [heading, ...say('agency:none', 'Chưa có số liệu theo từng cơ quan, đơn vị')];
  }
  const lateParts = ({ figures }: OneStopRow): readonly string[] => [
    ...(figures.resolvedOverdue !== null && figures.resolvedOverdue > 0
      ? [`đã giải quyết quá hạn ${formatInteger(figures.resolvedOverdue)} hồ sơ`]
      : []),
    ...(figures.pendingOverdue !== null && figures.pendingOverdue > 0
      ? [`đang giải quyết quá hạn ${formatInteger(figures.pendingOverdue)} hồ sơ`]
      : []),
  ];
  const late = rows.filter((row) => lateParts(row).length > 0);
  const clean = rows.filter(({ figures }) => figures.resolvedOverdue === 0 && figures.pendingOverdue === 0);
  return [
    heading,
    ...(clean.length === 0
      ? []
      : say(
          'agency:clean',
          `Cơ quan, đơn vị không có hồ sơ quá hạn: ${clean.map(({ agency }) => agencyName(agency)).join('; ')}`,
        )),
    ...(late.length === 0
      ? []
      : [
          ...say(
            'agency:late',
            late.length > MOST_LATE
              ? `Có ${agencyCount(late.length)} có hồ sơ quá hạn; nhiều nhất là:`
              : 'Cơ quan, đơn vị có hồ sơ quá hạn:',
          ),
          ...latest(late).map((row) =>
            block(
              'item',
              `late:${row.agency.id}`,
              `${agencyName(row.agency)}: ${lateParts(row).join('; ')}.`,
            ),
          ),
        ]),
    ...rateBars(rows),
    ...say('agency:annex', 'Số liệu chi tiết của từng cơ quan, đơn vị tại các Phụ lục kèm theo'),
    ...missing,
  ];
}

/** All of them in their order, or where they are many those with the most. */
function latest(late: readonly OneStopRow[]): readonly OneStopRow[] {
  if (late.length <= MOST_LATE) return late;
  const sum = ({ figures }: OneStopRow): number =>
    (figures.resolvedOverdue ?? 0) + (figures.pendingOverdue ?? 0);
  return late.toSorted((one, other) => sum(other) - sum(one)).slice(0, SHOWN_LATE);
}

/** The lowest first: who has to do something about it. */
function rateBars(rows: readonly OneStopRow[]): readonly ContentBlock[] {
  const known = rows
    .map((row) => ({ row, share: shareOf(row.figures, 'on_time') }))
    .filter(({ share }) => share.text !== null);
  if (known.length < 2) return [];
  const part = ({ top, bottom }: Share): number =>
    bottom === null || bottom === 0 ? 0 : (top ?? 0) / bottom;
  const bars: BarsBlock = {
    id: 'agency:bars',
    type: 'bars',
    text: 'Tỷ lệ giải quyết hồ sơ trước hạn và đúng hạn',
    rows: known
      .toSorted((one, other) => part(one.share) - part(other.share))
      .slice(0, MAX_BARS)
      .map(({ row, share }) => ({
        label: line(agencyName(row.agency)),
        value: share.text ?? '…',
        share: Math.max(0, Math.min(10_000, Math.round(part(share) * 10_000))),
      })),
  };
  return [bars];
}

function requests(facts: OneStopNoticeFacts): readonly ContentBlock[] {
  const lines = partLines(facts, KIND, 'requests').map((one, index) =>
    filledBlock('clause', `request:${String(index + 1)}`, one),
  );
  return lines.length === 0 ? [] : [block('section', 'request', 'Yêu cầu'), ...lines];
}

const columns: readonly StatisticsColumn[] = [
  'receivedTotal',
  'receivedOnline',
  'receivedDirectPostal',
  'carriedOver',
  'resolvedTotal',
  'resolvedEarly',
  'resolvedOnTime',
  'resolvedOverdue',
  'pendingTotal',
  'pendingOverdue',
];

function annex(facts: OneStopNoticeFacts): readonly ContentBlock[] {
  const rows = facts.rows.slice(0, MAX_ROWS);
  if (rows.length === 0) return [];
  const sums = sumFigures(rows);
  const figures = (of: Figures): string[] => columns.map((column) => count(of[column]));
  const grid = table(
    'annex:figures:table',
    [
      { text: 'TT', width: 5, align: 'center' },
      { text: 'Cơ quan, đơn vị', width: 25 },
      ...columns.map((column) => ({ text: column, width: 7, align: 'right' as const })),
    ],
    [
      ...rows.map(({ agency, figures: of }, index) => [
        String(index + 1),
        agencyName(agency),
        ...figures(of),
      ]),
      ['', 'Tổng cộng', ...figures(sums)],
    ],
    { totals: true },
  );
  const head = [
    [
      cell('TT', 1, 2),
      cell('Cơ quan, đơn vị', 1, 2),
      cell('Hồ sơ tiếp nhận', 4),
      cell('Hồ sơ đã giải quyết', 4),
      cell('Hồ sơ đang giải quyết', 2),
    ],
    [
      cell('Tổng số'),
      cell('Trực tuyến'),
      cell('Trực tiếp, bưu chính'),
      cell('Từ kỳ trước'),
      cell('Tổng số'),
      cell('Trước hạn'),
      cell('Đúng hạn'),
      cell('Quá hạn'),
      cell('Tổng số'),
      cell('Quá hạn'),
    ],
  ];
  const titles = head[1]?.map(({ text }) => text) ?? [];
  const rates: readonly Rate[] = ['online', 'on_time', 'resolved_overdue', 'pending_overdue_share'];
  const shares = (of: Figures): string[] => rates.map((rate) => shareOf(of, rate).text ?? '-');
  return [
    {
      id: 'annex:figures',
      type: 'appendix',
      text: 'Kết quả tiếp nhận, giải quyết thủ tục hành chính của các cơ quan, đơn vị',
      landscape: true,
    },
    block('paragraph', 'annex:figures:unit', 'Đơn vị tính: hồ sơ thủ tục hành chính.'),
    {
      ...grid,
      columns: grid.columns.map((column, index) =>
        index < 2 ? column : { ...column, text: titles[index - 2] ?? '' },
      ),
      headRows: head,
    },
    {
      id: 'annex:rates',
      type: 'appendix',
      text: 'Tỷ lệ tiếp nhận, giải quyết hồ sơ của các cơ quan, đơn vị',
      landscape: false,
    },
    table(
      'annex:rates:table',
      [
        { text: 'TT', width: 7, align: 'center' },
        { text: 'Cơ quan, đơn vị', width: 37 },
        { text: 'Tiếp nhận trực tuyến', width: 14, align: 'right' },
        { text: 'Giải quyết trước hạn, đúng hạn', width: 14, align: 'right' },
        { text: 'Giải quyết quá hạn', width: 14, align: 'right' },
        { text: 'Quá hạn trong hồ sơ đang giải quyết', width: 14, align: 'right' },
      ],
      [
        ...rows.map(({ agency, figures: of }, index) => [
          String(index + 1),
          agencyName(agency),
          ...shares(of),
        ]),
        ['', 'Chung', ...shares(sums)],
      ],
      { totals: true },
    ),
  ];
}

export function oneStopNoticeSubject(facts: OneStopNoticeFacts): string {
  const { periodFrom: from, periodTo: to } = facts;
  const period =
    from === null || to === null
      ? ''
      : ` ${lowerFirst(
          periodTitle({ from, to }) === periodDays({ from, to })
            ? `từ ngày ${shortDate(from)} đến ngày ${shortDate(to)}`
            : periodTitle({ from, to }),
        )}`;
  return subjectOr(facts, `Kết quả tiếp nhận, giải quyết thủ tục hành chính${period}`);
}
