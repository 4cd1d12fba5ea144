// Who has reported on itself, who late and who not yet: the list that reminders are written from.
import { paragraph, spacer } from '../layout/paragraph.ts';
import type { SelfReportState } from '../../contract/self-reports.ts';
import type { DocumentModel } from '../model.ts';
import { agencyName, agencyNames } from '../wording/agencies.ts';
import { planCitation } from '../wording/citations.ts';
import { shortDate } from '../wording/dates.ts';
import { formatCount, OPEN } from '../wording/numbers.ts';
import { inspectionPhrase } from '../wording/subject.ts';
import { sentence } from '../wording/text.ts';
import type { SelfReportSheetFacts } from './facts-desk.ts';
import { cell, compilerSignature, sheetHead, sheetModel, sheetTable } from './sheet.ts';

/** Between the lines above and the table. */
const GAP_MM = 3;

type Row = SelfReportSheetFacts['rows'][number];

const states: Readonly<Record<SelfReportState, string>> = {
  not_asked: 'Chưa đến kỳ đề nghị',
  waiting: 'Chưa gửi',
  arrived: 'Đã gửi đúng hạn',
  arrived_late: 'Gửi muộn',
  overdue: 'Quá hạn, chưa gửi',
  excused: 'Không yêu cầu',
};

export function selfReportSheet(facts: SelfReportSheetFacts): DocumentModel {
  const { issuer, plan, rows, today } = facts;
  const title = 'Theo dõi việc gửi báo cáo tự kiểm tra';
  const cells = rows.map((row, index) => [
    String(index + 1),
    agencyName(row.agency),
    row.effectiveDueOn === null ? '' : shortDate(row.effectiveDueOn),
    row.arrivedOn === null ? '' : shortDate(row.arrivedOn),
    paper(row),
    // On time is said only where there was a time.
    row.state === 'arrived' && row.effectiveDueOn === null ? 'Đã gửi' : states[row.state],
    row.applicable === 0 ? '' : `${String(row.answered)}/${String(row.applicable)}`,
    cell(row.note),
  ]);
  return sheetModel(facts, title, true, [
    ...sheetHead(issuer, plan, {
      title,
      subject: `phục vụ ${inspectionPhrase(plan)}`,
      reference: `Thực hiện ${planCitation(plan)}; cập nhật đến ngày ${shortDate(today)}`,
    }),
    ...summary(rows).map((line) => paragraph('body', line, { keepNext: true })),
    spacer(GAP_MM),
    sheetTable(
      [
        { text: 'TT', width: 5, align: 'center' },
        { text: 'Đơn vị', width: 23 },
        { text: 'Thời hạn', width: 10, align: 'center' },
        { text: 'Ngày đến', width: 10, align: 'center' },
        { text: 'Số, ký hiệu, ngày báo cáo', width: 16, align: 'center' },
        { text: 'Tình trạng', width: 13, align: 'center' },
        { text: 'Tiêu chí đã tự đánh giá', width: 10, align: 'center' },
        { text: 'Ghi chú', width: 13 },
      ],
      cells.length === 0 ? [['1', OPEN, OPEN, OPEN, OPEN, OPEN, '', '']] : cells,
    ),
    compilerSignature(),
  ]);
}

function paper({ number, symbol, documentDate }: Row): string {
  const name = [cell(number), cell(symbol)].filter((part) => part !== '').join('/');
  const parts = [
    ...(name === '' ? [] : [name]),
    ...(documentDate === null ? [] : [`ngày ${shortDate(documentDate)}`]),
  ];
  return parts.join(', ');
}

function summary(rows: readonly Row[]): readonly string[] {
  const asked = rows.filter(({ state }) => state !== 'excused');
  const of = (...wanted: readonly SelfReportState[]) => asked.filter(({ state }) => wanted.includes(state));
  const arrived = of('arrived', 'arrived_late').length;
  const late = of('arrived_late').length;
  const overdue = of('overdue');
  const first = `Đã nhận báo cáo của ${formatCount(arrived)}/${formatCount(asked.length)} đơn vị${late === 0 ? '' : `, trong đó ${formatCount(late)} đơn vị gửi muộn`}`;
  return [
    sentence(first),
    ...(overdue.length === 0
      ? []
      : [
          sentence(
            `Còn ${formatCount(overdue.length)} đơn vị quá hạn chưa gửi: ${agencyNames(overdue.map(({ agency }) => agency))}`,
          ),
        ]),
  ];
}
