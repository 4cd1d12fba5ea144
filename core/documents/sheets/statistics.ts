// One Biểu II.06a as it is sent: the form's head of merged cells, the numbers of its columns, a line a field, the total.
import { paragraph, spacer } from '../layout/paragraph.ts';
import type { StatisticsColumn, StatisticsLine } from '../../contract/statistics.ts';
import type { Block, DocumentModel } from '../model.ts';
import type { FormColumn } from '../../rules/one-stop-form.ts';
import { shortDate } from '../wording/dates.ts';
import { BLANK, formatInteger, OPEN } from '../wording/numbers.ts';
import type { StatisticsSheetFacts } from './facts-desk.ts';
import { cell, compilerSignature, sheetHead, sheetModel, sheetTable, withHeadRows } from './sheet.ts';

/** Between the lines above and the table. */
const GAP_MM = 3;

interface HeadText {
  readonly text: string;
  readonly across: number;
  readonly down: number;
}

export function statisticsSheet(facts: StatisticsSheetFacts): DocumentModel {
  const { issuer, plan, form, report, lines, sums } = facts;
  const { columns } = form;
  const own = lines.filter(({ isTotal }) => !isTotal);
  // A form that came with its own total keeps it; else the sums stand there.
  const total = lines.find(({ isTotal }) => isTotal);
  const figure = (value: number | null | undefined) =>
    value === null || value === undefined ? '' : formatInteger(value);
  const cells = (name: string, number: string, of: (key: StatisticsColumn) => number | null | undefined) =>
    columns.map((column) =>
      column.key === null ? (column.number === 1 ? number : name) : figure(of(column.key)),
    );
  const rows = [
    columns.map(({ number }) => `(${String(number)})`),
    ...own.map((line, index) => cells(cell(line.fieldName, OPEN), String(index + 1), (key) => line[key])),
    cells(totalName(total), '', (key) => (total === undefined ? sums[key] : total[key])),
  ];
  const name = `Biểu số ${form.number}`;
  const about = [
    `Kỳ báo cáo: từ ngày ${shortDate(report.periodFrom)} đến ngày ${shortDate(report.periodTo)}.`,
    `Đơn vị báo cáo: ${cell(report.reportingUnit ?? report.agencyName, BLANK)}. Đơn vị nhận: ${cell(report.receivingUnit, BLANK)}.`,
    `Đơn vị tính: ${form.unit}.`,
  ];
  const table = sheetTable(
    columns.map((column) => ({
      text: column.header ?? column.group,
      width: column.number === 1 ? 4 : column.number === 2 ? 19 : 7,
      align: column.number === 2 ? ('left' as const) : ('center' as const),
    })),
    rows,
  );
  return sheetModel(facts, `${name}: ${report.agencyName}`, true, [
    ...sheetHead(issuer, plan, {
      title: form.title,
      subject: name,
      reference: `Ban hành kèm theo ${form.basis}`,
    }),
    ...about.map((line): Block => paragraph('body', line, { keepNext: true })),
    spacer(GAP_MM),
    withHeadRows(table, headRows(form)),
    compilerSignature(),
  ]);
}

function totalName(total: StatisticsLine | undefined): string {
  return cell(total?.fieldName ?? null, 'Tổng cộng');
}

type HeadColumn = Pick<FormColumn, 'number' | 'group' | 'section' | 'header'>;

/** Three levels: the group, what stands between, the column's own words; a cell without one below reaches down. */
export function headRows({
  columns,
}: {
  readonly columns: readonly HeadColumn[];
}): readonly (readonly HeadText[])[] {
  const hasSections = columns.some(({ section }) => section !== null);
  const levels = hasSections ? 3 : 2;
  const rows: HeadText[][] = Array.from({ length: levels }, () => []);
  for (const group of runs(columns, (column) => column.group)) {
    const [first] = group;
    if (first === undefined) continue;
    if (first.header === null) {
      rows[0]?.push({ text: first.group, across: 1, down: levels });
      continue;
    }
    rows[0]?.push({ text: first.group, across: group.length, down: 1 });
    for (const section of runs(group, (column) => column.section ?? `#${String(column.number)}`)) {
      const [head] = section;
      if (head === undefined) continue;
      if (!hasSections || head.section === null) {
        rows[1]?.push({ text: head.header ?? '', across: 1, down: levels - 1 });
        continue;
      }
      rows[1]?.push({ text: head.section, across: section.length, down: 1 });
      for (const column of section) rows[2]?.push({ text: column.header ?? '', across: 1, down: 1 });
    }
  }
  return rows;
}

/** Columns that follow each other with the same words. */
function runs(
  columns: readonly HeadColumn[],
  of: (column: HeadColumn) => string,
): readonly (readonly HeadColumn[])[] {
  const found: HeadColumn[][] = [];
  for (const column of columns) {
    const last = found.at(-1);
    const [first] = last ?? [];
    if (last !== undefined && first !== undefined && of(first) === of(column)) last.push(column);
    else found.push([column]);
  }
  return found;
}
