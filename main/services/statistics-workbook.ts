/**
 * One Biểu II.06a as XLSX: head lines, the header of three levels with its merged cells and numbers, lines, total, and
 * below it the counts beyond the form. The import reads all of it back.
 */
import writeXlsxFile, { type Cell, type Row } from 'write-excel-file/node';
import {
  statisticsCounts,
  type StatisticsDetail,
  type StatisticsLine,
  type StatisticsReport,
} from '../../core/contract/statistics.ts';
import { asciiName } from '../../core/rules/file-name.ts';
import { shortDay } from '../../core/rules/format.ts';
import {
  countNames,
  type FormColumn,
  formOf,
  type FormVersion,
  headerGroups,
} from '../../core/rules/one-stop-form.ts';
import { nameOfPeriod, periodTitle } from '../../core/rules/one-stop-periods.ts';
import { sheetName, writable } from '../spreadsheet/write-workbook.ts';

const FONT = 'Times New Roman';
const framed = { borderStyle: 'thin', wrap: true, alignVertical: 'center' } as const;

function text(value: string, style: Partial<NonNullable<Exclude<Cell, string | number>>> = {}): Cell {
  return { type: String, value: writable(value), ...style } as Cell;
}

function headLines(report: StatisticsReport, form: FormVersion): Row[] {
  const period = { from: report.periodFrom, to: report.periodTo };
  const days = `Từ ngày ${shortDay(period.from)} đến ngày ${shortDay(period.to)}`;
  const named = nameOfPeriod(period) === null ? days : `${periodTitle(period)} (${days})`;
  const lines: Row[] = [
    [text(`Biểu số: ${form.number}`, { fontWeight: 'bold' })],
    [text(form.title.toLocaleUpperCase('vi'), { fontWeight: 'bold' })],
    [text(`Kỳ báo cáo: ${named}`)],
    [text(`Đơn vị báo cáo: ${report.reportingUnit ?? report.agencyName}`)],
  ];
  if (report.receivingUnit !== null) lines.push([text(`Đơn vị nhận báo cáo: ${report.receivingUnit}`)]);
  lines.push([text(`Đơn vị tính: ${form.unit}`, { fontStyle: 'italic' })]);
  return lines;
}

const header = { ...framed, fontWeight: 'bold', align: 'center', backgroundColor: '#E7EEF7' } as const;

/** Three rows: the group, what stands between, the column. Cells that reach over others leave them empty. */
function headerRows(form: FormVersion): Row[] {
  const groups: (Cell | null)[] = [];
  const sections: (Cell | null)[] = [];
  const columns: (Cell | null)[] = [];
  for (const group of headerGroups(form)) {
    const [first] = group.columns;
    const isAlone = group.columns.length === 1 && first?.header === null;
    groups.push(
      text(group.text, { ...header, ...(isAlone ? { rowSpan: 3 } : { columnSpan: group.columns.length }) }),
    );
    for (let more = 1; more < group.columns.length; more += 1) groups.push(null);
    for (const column of group.columns) {
      sections.push(isAlone ? null : sectionCell(group.columns, column));
      columns.push(isAlone || column.section === null ? null : text(column.header ?? '', header));
    }
  }
  return [groups, sections, columns];
}

function sectionCell(columns: readonly FormColumn[], column: FormColumn): Cell | null {
  if (column.section === null) return text(column.header ?? '', { ...header, rowSpan: 2 });
  const same = columns.filter(({ section }) => section === column.section);
  return same[0] === column ? text(column.section, { ...header, columnSpan: same.length }) : null;
}

function lineRow(form: FormVersion, line: StatisticsLine, place: string): Row {
  const bold = line.isTotal ? ({ fontWeight: 'bold' } as const) : {};
  return form.columns.map(({ key, number }) => {
    if (number === 1) return text(place, { ...framed, ...bold, align: 'center' });
    if (key === null) return text(line.fieldName, { ...framed, ...bold });
    const value = line[key];
    const style = { ...framed, ...bold, format: '#,##0' };
    return (value === null ? text('', framed) : { type: Number, value, ...style }) as Cell;
  });
}

/** The counts beyond the form, each in a row of its own: its name, its figure. */
function countRows(report: StatisticsReport): Row[] {
  const rows = statisticsCounts.flatMap((key): Row[] => {
    const value = report.counts[key];
    if (value === undefined) return [];
    const figure = { type: Number, value, ...framed, format: '#,##0' } as Cell;
    return [[null, text(countNames[key], framed), figure]];
  });
  if (rows.length === 0) return [];
  return [[], [null, text('Số liệu bổ sung ngoài biểu', { fontWeight: 'bold' })], ...rows];
}

export async function statisticsWorkbook({ report, lines }: StatisticsDetail): Promise<Uint8Array> {
  const form = formOf(report.formVersion);
  const head = headLines(report, form);
  const numbers: Row = form.columns.map(({ number }) =>
    text(`(${number})`, { ...framed, align: 'center', fontStyle: 'italic' }),
  );
  let place = 0;
  const body = lines.map((line) => {
    if (!line.isTotal) place += 1;
    return lineRow(form, line, line.isTotal ? '' : String(place));
  });
  const data = [...head, ...headerRows(form), numbers, ...body, ...countRows(report)];
  const written = writeXlsxFile(
    [
      {
        sheet: sheetName(form.form),
        data,
        columns: form.columns.map(({ number }) => ({ width: number === 1 ? 6 : number === 2 ? 44 : 13 })),
        stickyRowsCount: head.length + 4,
        orientation: 'landscape',
      },
    ],
    { fontFamily: FONT, fontSize: 12 },
  );
  const buffer = await written.toBuffer();
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}

/** "Bieu-II-06a-UBND-xa-Hoa-Thanh-15-12-2021-14-3-2022.xlsx". */
export function statisticsFileName(report: StatisticsReport): string {
  const days = `${shortDay(report.periodFrom)} ${shortDay(report.periodTo)}`;
  return `${asciiName(`Biểu ${report.form} ${report.agencyName} ${days}`)}.xlsx`;
}
