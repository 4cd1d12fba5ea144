/**
 * Biểu II.06a of one agency and period from a spreadsheet, into the report that is open. Whose file it is and of which
 * days is compared with the report; what does not add up is a warning; headings and sums of sections are left out.
 */
import {
  type StatisticsColumn,
  statisticsColumns,
  type StatisticsLine,
  type StatisticsReport,
} from '../../../core/contract/statistics.ts';
import type { ImportFault, ImportRow } from '../../../core/contract/imports.ts';
import { shorten } from '../../../core/exchange/sheet/cell.ts';
import { foldLabel } from '../../../core/exchange/sheet/label.ts';
import type { SheetRecord } from '../../../core/exchange/sheet/target.ts';
import {
  type FormHead,
  formRowOf,
  headOf,
  meaningsOf,
  type RowMeaning,
  statisticsTarget,
} from '../../../core/exchange/statistics-sheet.ts';
import { formatCount, shortDay } from '../../../core/rules/format.ts';
import { carryExplanations, checksOf, ruleText, sumRules } from '../../../core/rules/one-stop-checks.ts';
import { columnNumbers } from '../../../core/rules/one-stop-form.ts';
import { periodDays } from '../../../core/rules/one-stop-periods.ts';
import { nameKey } from '../../../core/rules/same-name.ts';
import type { StoredReport } from '../../../db/statistics.ts';
import { fieldFault, owned, type ServiceContext } from '../context.ts';
import { detailOf, writeLines } from '../statistics.ts';
import type { ImportPlan, ImportRequest, ImportTarget } from './target.ts';

interface ReadRow {
  readonly record: SheetRecord;
  readonly meaning: RowMeaning;
}

/** The names that an agency has or had, and the words of a one-stop desk around them. */
function isAgency(context: ServiceContext, agencyId: string, name: string): boolean {
  const key = nameKey(name);
  return context.stores.agencies.versions(agencyId).some((version) => {
    const known = [version.name, version.shortName, version.abbreviation].flatMap((one) =>
      one === null || one.trim() === '' ? [] : [nameKey(one)],
    );
    return known.some((one) => one === key || key.endsWith(` ${one}`) || key.startsWith(`${one} `));
  });
}

/** What the lines above say against the report that is open. */
function headFaults(request: ImportRequest, report: StoredReport, head: FormHead): readonly ImportFault[] {
  const { context, fault } = request;
  const faults: ImportFault[] = [];
  const at = (row: number, of: ImportFault): ImportFault => ({ ...of, row });
  const { period, reportingUnit } = head;
  if (period !== null && (period.from !== report.periodFrom || period.to !== report.periodTo)) {
    const params = { from: shortDay(report.periodFrom), to: shortDay(report.periodTo) };
    const value = periodDays(period);
    faults.push(at(period.row, fault(null, null, 'OUTSIDE_PERIOD', { value, params })));
  }
  if (reportingUnit === null || isAgency(context, report.agencyId, reportingUnit.name)) return faults;
  const known = context.stores.agencies
    .namedOn(report.periodTo, report.originOfficeId)
    .some(({ id, name }) => id !== report.agencyId && nameKey(name) === nameKey(reportingUnit.name));
  const name = context.stores.agencies.versionOn(report.agencyId, report.periodTo)?.name ?? '';
  const options = {
    // Another agency of ours for certain; a name that nobody knows may be this one's in other words.
    severity: known ? ('error' as const) : ('warning' as const),
    value: reportingUnit.name,
    params: { name },
  };
  faults.push(at(reportingUnit.row, fault(null, null, 'OTHER_AGENCY', options)));
  return faults;
}

function missingColumns({ has, fault }: ImportRequest): readonly ImportFault[] {
  return statisticsTarget.fields
    .filter(({ key }) => key !== 'place' && !has(key))
    .map(({ key, labels }) =>
      fault(null, key, 'MISSING_COLUMN', {
        severity: key === 'fieldName' ? 'error' : 'warning',
        params: { label: labels.vi, labelEn: labels.en },
      }),
    );
}

const show = (value: number | null) => (value === null ? null : formatCount(value));

function changesOf(before: StatisticsLine | undefined, line: StatisticsLine): ImportRow['changes'] {
  return statisticsColumns
    .filter((column) => (before?.[column] ?? null) !== line[column])
    .map((column) => ({ field: column, before: show(before?.[column] ?? null), after: show(line[column]) }));
}

/** Each line of the report is meant by one row of the file: the one with its name. */
function takerOf(lines: readonly StatisticsLine[]): (line: StatisticsLine) => StatisticsLine | undefined {
  const left = [...lines];
  return ({ fieldName, isTotal }) => {
    const index = left.findIndex((one) =>
      isTotal ? one.isTotal : !one.isTotal && nameKey(one.fieldName) === nameKey(fieldName),
    );
    return index === -1 ? undefined : left.splice(index, 1)[0];
  };
}

function planStatistics(request: ImportRequest): ImportPlan {
  const { context, source, records, fault } = request;
  if (source.targetId === null) throw fieldFault('targetId', 'NOT_FOUND');
  const { stores } = context;
  const report = owned(context, stores.statistics.get(source.targetId), 'statistics_report', source.targetId);
  const before = detailOf(context, report);
  const head = headOf(request.above);
  const meanings = meaningsOf(records.map(formRowOf));
  const read: readonly ReadRow[] = records.map((record, index) => ({ record, meaning: meanings[index]! }));

  const written = read.flatMap(({ record, meaning }) =>
    meaning.kind === 'line' || meaning.kind === 'total' ? [{ record, line: meaning.line }] : [],
  );
  const lines = written.map(({ line }) => line);
  const counts: StatisticsReport['counts'] = { ...report.counts };
  for (const { meaning } of read) {
    if (meaning.kind === 'count' && meaning.value !== null) counts[meaning.count] = meaning.value;
  }
  const { explanations, serviceEra: era } = report;
  const checks = checksOf(lines, counts, { era, previous: before.previous, explanations });
  const checksOfLine = Map.groupBy(checks, ({ line }) => line);
  const sumFault = (check: (typeof checks)[number], record: SheetRecord | null): ImportFault =>
    fault(
      record,
      check.column !== null && check.column in columnNumbers ? check.column : null,
      'SUM_DIFFERS',
      {
        severity: 'warning',
        value: formatCount(check.found),
        params: {
          found: formatCount(check.found),
          expected: formatCount(check.expected),
          difference: `${check.difference > 0 ? '+' : '−'}${formatCount(Math.abs(check.difference))}`,
          rule: ruleOf(check),
        },
      },
    );

  const take = takerOf(before.lines);
  const left = new Set(before.lines);
  const rows: ImportRow[] = read.map(({ record, meaning }): ImportRow => {
    const { row } = record;
    if (meaning.kind === 'nameless') {
      const params = { label: 'Lĩnh vực', labelEn: 'Field' };
      const faults = [fault(record, 'fieldName', 'REQUIRED_EMPTY', { params })];
      return { row, action: 'skip', label: '', changes: [], faults };
    }
    if (meaning.kind === 'count') {
      const was = report.counts[meaning.count] ?? null;
      const isSame = meaning.value === null || was === meaning.value;
      const changes = isSame
        ? []
        : [{ field: 'receivedTotal', before: show(was), after: show(meaning.value) }];
      return { row, action: isSame ? 'same' : 'change', label: meaning.name, changes, faults: [] };
    }
    if (meaning.kind !== 'line' && meaning.kind !== 'total') {
      const why = meaning.kind === 'heading' ? 'hàng tiêu đề nhóm' : 'hàng cộng của nhóm';
      return {
        row,
        action: 'skip',
        label: shorten(`${meaning.name} (${why}, không nhập)`, 200),
        changes: [],
        faults: [],
      };
    }
    const { line } = meaning;
    const was = take(line);
    if (was !== undefined) left.delete(was);
    const changes = changesOf(was, line);
    const index = written.findIndex((one) => one.record === record);
    return {
      row,
      action: was === undefined ? 'add' : changes.length === 0 ? 'same' : 'change',
      label: shorten(line.fieldName, 200),
      changes,
      faults: (checksOfLine.get(index) ?? []).map((check) => sumFault(check, record)),
    };
  });
  // Rows that could not be read are in the file all the same: they end nothing.
  const unread = new Set(request.faulty.map((record) => foldLabel(formRowOf(record).name)));
  for (const line of left) {
    if (unread.has(foldLabel(line.fieldName))) continue;
    rows.push({ row: null, action: 'end', label: shorten(line.fieldName, 200), changes: [], faults: [] });
  }
  const isMoved = lines.some((line, index) => before.lines[index]?.fieldName !== line.fieldName);
  const whole = checks.filter(({ line }) => line === null).map((check) => sumFault(check, null));
  return {
    // The same lines in another order are a change as well.
    rows:
      isMoved && rows.every(({ action }) => action === 'same' || action === 'skip') ? asChanged(rows) : rows,
    faults: [...missingColumns(request), ...headFaults(request, report, head), ...whole],
    apply(write, step) {
      step(0, lines.length);
      writeLines(write, context, report.id, lines);
      write.update('statistics_report', report.id, null, {
        source: 'imported',
        fileName: source.fileName,
        counts,
        receivingUnit: report.receivingUnit ?? head.receivingUnit?.slice(0, 300) ?? null,
        explanations: carryExplanations(before, { lines, checks }, explanations),
      });
      return { targetId: report.id };
    },
  };
}

function asChanged(rows: readonly ImportRow[]): readonly ImportRow[] {
  return rows.map((row) => (row.action === 'same' ? { ...row, action: 'change' as const } : row));
}

/** "cột 3 = cột 4 + cột 5 + cột 6". */
function ruleOf({ rule, column, key }: { rule: string; column: string | null; key: string }): string {
  const sum = sumRules.find((one) => one.rule === rule);
  if (sum !== undefined)
    return ruleText(sum)
      .replace(/c(\d+)/gu, 'cột $1')
      .replace(/([=+])/gu, ' $1 ');
  const number =
    column !== null && column in columnNumbers ? columnNumbers[column as StatisticsColumn] : null;
  if (rule === 'total_row') return `cột ${String(number)}, hàng tổng`;
  if (rule === 'carried_over') return 'cột 6 = cột 11 của kỳ trước';
  return key
    .replace(/:[+-]?\d+$/u, '')
    .replace(/c(\d+)/gu, 'cột $1')
    .replace('<=', ' ≤ ');
}

export function createStatisticsImport(): ImportTarget {
  return {
    sheet: statisticsTarget,
    template: {
      fileName: 'mau-bieu-II-06a',
      sheetName: 'II.06a',
      title: 'Biểu II.06a: tình hình, kết quả giải quyết thủ tục hành chính',
      instructions: [
        'Mỗi hàng là một lĩnh vực; hàng có tên Tổng, Tổng cộng hoặc Cộng là hàng tổng.',
        'Tệp kết xuất từ phần mềm một cửa được nhận cả khi tiêu đề có nhiều tầng và ô gộp, hoặc theo hàng số cột (1), (2), … (13).',
        'Ô trống, dấu gạch ngang là không có số liệu; 1.204 là một nghìn hai trăm linh bốn.',
        'Tổng không khớp là cảnh báo: vẫn nhập được và ghi giải thích sau.',
      ],
      examples: [{ place: '1', fieldName: 'Đất đai', receivedTotal: '1.204', receivedOnline: '132' }],
    },
    plan: planStatistics,
  };
}
