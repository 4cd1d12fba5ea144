// Bảng tổng hợp, tiếp thu, giải trình: what the agency said of the draft, and what was done with it.
import { paragraph, spacer } from '../layout/paragraph.ts';
import type { DocumentModel } from '../model.ts';
import { agencyName } from '../wording/agencies.ts';
import { shortDate } from '../wording/dates.ts';
import { formatCount } from '../wording/numbers.ts';
import { inspectionPhrase } from '../wording/subject.ts';
import { sentence } from '../wording/text.ts';
import type { RemarkRow, RemarkSheetFacts } from './facts-desk.ts';
import { cell, OPEN, sheetHead, sheetModel, sheetSignature, sheetTable } from './sheet.ts';

/** Between the lines above and the table. */
const GAP_MM = 3;

const decisions = { accepted: 'Tiếp thu', partly: 'Tiếp thu một phần', rejected: 'Không tiếp thu' } as const;

export function remarkSheet(facts: RemarkSheetFacts): DocumentModel {
  const { issuer, plan, agency, team, remarks, answeredOn, answerNumber, noRemarks } = facts;
  const title = 'Bảng tổng hợp, tiếp thu, giải trình';
  const subject = `Ý kiến của ${agencyName(agency)} đối với dự thảo\nThông báo kết quả ${inspectionPhrase(plan)}`;
  const letter = [
    ...(cell(answerNumber) === '' ? [] : [`số ${cell(answerNumber)}`]),
    ...(answeredOn === null ? [] : [`ngày ${shortDate(answeredOn)}`]),
  ].join(' ');
  const rows = remarks.map((row, index) => [
    String(index + 1),
    cell(row.draftText, OPEN),
    opinion(row),
    decision(row),
    cell(row.newText),
  ]);
  const blank = ['1', OPEN, OPEN, OPEN, ''];
  return sheetModel(facts, title, true, [
    ...sheetHead(issuer, plan, {
      title,
      subject,
      reference: letter === '' ? null : `Văn bản ${letter} của ${agencyName(agency)}`,
    }),
    ...(noRemarks && remarks.length === 0
      ? [
          paragraph('body', `${agencyName(agency)} thống nhất với toàn bộ nội dung dự thảo.`, {
            keepNext: true,
          }),
        ]
      : [
          paragraph('body', tally(remarks), { keepNext: true }),
          spacer(GAP_MM),
          sheetTable(
            [
              { text: 'TT', width: 5, align: 'center' },
              { text: 'Nội dung dự thảo', width: 25 },
              { text: 'Ý kiến của đơn vị', width: 26 },
              { text: 'Tiếp thu, giải trình của Đoàn kiểm tra', width: 24 },
              { text: 'Nội dung sau khi tiếp thu', width: 20 },
            ],
            rows.length === 0 ? [blank] : rows,
          ),
        ]),
    sheetSignature(issuer, team),
  ]);
}

function opinion({ content, evidence }: RemarkRow): string {
  const papers = cell(evidence);
  return papers === '' ? cell(content, OPEN) : `${cell(content, OPEN)}\nTài liệu kèm theo: ${papers}`;
}

function decision(row: RemarkRow): string {
  if (row.decision === null) return OPEN;
  const reason = cell(row.reason);
  return reason === '' ? `${decisions[row.decision]}.` : `${decisions[row.decision]}: ${sentence(reason)}`;
}

function tally(remarks: readonly RemarkRow[]): string {
  if (remarks.length === 0) return 'Đơn vị chưa có ý kiến.';
  const of = (what: RemarkRow['decision']) => remarks.filter((row) => row.decision === what).length;
  const parts = [
    [of('accepted'), 'ý kiến được tiếp thu'],
    [of('partly'), 'ý kiến được tiếp thu một phần'],
    [of('rejected'), 'ý kiến không tiếp thu, có giải trình'],
    [of(null), 'ý kiến đang xem xét'],
  ] as const;
  const shown = parts
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${formatCount(count)} ${words}`);
  return sentence(`Tổng số ${formatCount(remarks.length)} ý kiến, trong đó: ${shown.join('; ')}`);
}
