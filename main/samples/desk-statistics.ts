/**
 * Made-up one-stop statistics (Biểu II.06a) of a sample round: lines that add up, one period carrying over what the one
 * before left, the counts beyond the form, and what they answer. One agency has a difference, with its explanation.
 */
import type { AgencyKind } from '../../core/contract/common.ts';
import {
  statisticsColumns,
  type StatisticsColumn,
  type StatisticsLine,
} from '../../core/contract/statistics.ts';
import { type Offer, statisticsOffers } from '../../core/rules/derived-figures.ts';
import { formOn } from '../../core/rules/one-stop-form.ts';
import { indicatorsOf } from '../../core/rules/one-stop-indicators.ts';
import { periodDays } from '../../core/rules/one-stop-periods.ts';
import { type Chance, createChance } from './chance.ts';
import type { SampleAgency, SamplePeriod, SampleRound } from './round.ts';
import { roundIds, type ShippedRow, type ShippedRows } from './rows.ts';
import { starter } from './starter.ts';

/** What a part of the made-up desk puts into the tables, and what it answers at the agency. */
export interface DeskPart {
  readonly rows: readonly ShippedRows[];
  readonly offers: readonly Offer[];
}

interface Field {
  readonly name: string;
  readonly direct: readonly [number, number];
}
const fields: Readonly<Partial<Record<AgencyKind, readonly Field[]>>> = {
  ubnd_huyen: [
    { name: 'Đất đai', direct: [900, 1600] },
    { name: 'Hộ tịch', direct: [60, 160] },
    { name: 'Chứng thực', direct: [700, 1300] },
    { name: 'Thành lập và hoạt động của hộ kinh doanh', direct: [180, 420] },
    { name: 'Hoạt động xây dựng', direct: [40, 120] },
    { name: 'Người có công', direct: [60, 180] },
  ],
  ubnd_xa: [
    { name: 'Đất đai', direct: [120, 420] },
    { name: 'Hộ tịch', direct: [260, 620] },
    { name: 'Chứng thực', direct: [300, 900] },
    { name: 'Bảo trợ xã hội', direct: [40, 140] },
  ],
};
const otherFields: readonly Field[] = [
  { name: 'Hành nghề khám bệnh, chữa bệnh', direct: [120, 320] },
  { name: 'Dược phẩm', direct: [90, 260] },
  { name: 'An toàn thực phẩm', direct: [60, 200] },
];

const WITHDRAWN = 3;
const EXPLANATION = `0${String(WITHDRAWN)} hồ sơ của kỳ trước do công dân rút, phần mềm không chuyển sang kỳ này (minh họa)`;

type Line = StatisticsLine & Readonly<Record<StatisticsColumn, number>>;

function part(chance: Chance, whole: number, from: number, to: number): number {
  return Math.floor(whole * (from + chance.next() * (to - from)));
}

function lineOf(
  { name, direct }: Field,
  carriedOver: number,
  lateness: readonly [number, number],
  chance: Chance,
): Line {
  const receivedDirectPostal = chance.between(...direct);
  const receivedOnline = part(chance, receivedDirectPostal, 0.05, 0.18);
  const receivedTotal = receivedOnline + receivedDirectPostal + carriedOver;
  const pendingTotal = part(chance, receivedTotal, 0.03, 0.07);
  const resolvedTotal = receivedTotal - pendingTotal;
  const resolvedOverdue = 1 + part(chance, resolvedTotal, ...lateness);
  const resolvedEarly = part(chance, resolvedTotal - resolvedOverdue, 0.4, 0.8);
  const pendingOverdue = part(chance, pendingTotal, 0.05, 0.2);
  return {
    fieldName: name,
    isTotal: false,
    receivedTotal,
    receivedOnline,
    receivedDirectPostal,
    carriedOver,
    resolvedTotal,
    resolvedEarly,
    resolvedOnTime: resolvedTotal - resolvedOverdue - resolvedEarly,
    resolvedOverdue,
    pendingTotal,
    pendingInTime: pendingTotal - pendingOverdue,
    pendingOverdue,
  };
}

function totalOf(lines: readonly Line[]): Line {
  const sums = Object.fromEntries(
    statisticsColumns.map((column) => [column, lines.reduce((sum, line) => sum + line[column], 0)]),
  ) as Record<StatisticsColumn, number>;
  return { fieldName: 'Tổng', isTotal: true, ...sums };
}

function countsOf(total: Line, chance: Chance) {
  const level4 = part(chance, total.receivedOnline, 0.15, 0.4);
  return {
    online_level_3: total.receivedOnline - level4,
    online_level_4: level4,
    postal_received: part(chance, total.receivedDirectPostal, 0.01, 0.05),
    results_returned: total.resolvedTotal,
    postal_returned: part(chance, total.resolvedTotal, 0.01, 0.06),
    apology_letters: part(chance, total.resolvedOverdue + total.pendingOverdue, 0.5, 1),
  };
}

/** The reports of an agency, the last of which answers its visit. */
export function statisticsOf(round: SampleRound, agency: SampleAgency): DeskPart {
  const { statistics } = round.madeUp.desk;
  if (!statistics.agencies.includes(agency.key)) return { rows: [], offers: [] };
  const ids = roundIds(round);
  const reports: ShippedRow<'statistics_report'>[] = [];
  const rows: ShippedRow<'statistics_line'>[] = [];
  let offers: readonly Offer[] = [];
  let left: readonly number[] = [];
  for (const [index, period] of statistics.periods.entries()) {
    const chance = createChance(`${round.name}/statistics/${agency.key}/${period.from}`);
    const isExplained = index > 0 && agency.key === statistics.explained;
    const lines = (fields[agency.kind] ?? otherFields).map((field, place) => {
      const before = left[place] ?? chance.between(4, 20);
      const carried = isExplained && place === 0 ? before - WITHDRAWN : before;
      return lineOf(field, carried, statistics.lateness, chance);
    });
    const total = totalOf(lines);
    const counts = countsOf(total, chance);
    const key = `${agency.key}/${period.from}`;
    const id = ids.of('statistics_report', key);
    reports.push(
      reportRow(round, agency, period, id, {
        counts,
        explanations: isExplained ? { [`c6=c11:previous:-${String(WITHDRAWN)}`]: EXPLANATION } : {},
      }),
    );
    rows.push(
      ...[...lines, total].map((line, place) => ({
        id: ids.of('statistics_line', `${key}/${String(place)}`),
        provenance: 'illustrative' as const,
        statisticsReportId: id,
        ordinal: place + 1,
        ...line,
      })),
    );
    left = lines.map(({ pendingTotal }) => pendingTotal);
    offers = statisticsOffers(starter().criteria, {
      from: { source: 'II.06a', id, label: `II.06a · ${periodDays(period)}` },
      indicators: indicatorsOf([...lines, total], counts, 'levels'),
    });
  }
  return {
    rows: [
      { table: 'statistics_report', rows: reports },
      { table: 'statistics_line', rows },
    ],
    offers,
  };
}

function reportRow(
  round: SampleRound,
  agency: SampleAgency,
  { kind, from, to }: SamplePeriod,
  id: string,
  said: Pick<ShippedRow<'statistics_report'>, 'counts' | 'explanations'>,
): ShippedRow<'statistics_report'> {
  return {
    id,
    provenance: 'illustrative',
    agencyId: roundIds(round).of('agency', agency.key),
    form: 'II.06a',
    formVersion: formOn(to).id,
    periodKind: kind,
    periodFrom: from,
    periodTo: to,
    serviceEra: 'levels',
    reportingUnit: agency.name,
    receivingUnit: round.office.name,
    ...said,
    source: 'typed',
    note: 'Số liệu minh họa',
  };
}

/** Where the round begins to call an indicator low. */
export function thresholdRows(round: SampleRound): ShippedRows<'indicator_threshold'> {
  const ids = roundIds(round);
  return {
    table: 'indicator_threshold',
    rows: round.madeUp.desk.thresholds.map(({ indicator, limitValue }) => ({
      id: ids.of('indicator_threshold', indicator),
      provenance: 'illustrative',
      planId: ids.plan,
      indicator,
      comparison: '<',
      limitValue,
    })),
  };
}
