// Phiếu kiểm tra: the blank checklist of a member or of some domains, to write on by hand at the agency's desk.
import { paragraph, spacer } from '../layout/paragraph.ts';
import { signatureGrid } from '../layout/signature.ts';
import type { Block, DocumentModel } from '../model.ts';
import { styleNd30Year2020 as style } from '../style-nd30-2020.ts';
import { agencyName } from '../wording/agencies.ts';
import { BLANK, formatHundredths, OPEN } from '../wording/numbers.ts';
import { inspectionPhrase } from '../wording/subject.ts';
import { memberOffice } from '../wording/team.ts';
import { upperFirst } from '../wording/text.ts';
import { answerPlace, answerText, levelsText } from './answer-text.ts';
import { visitDaysText } from './days.ts';
import type { CriterionFacts, WorkingSheetFacts } from './facts-desk.ts';
import { cell, sheetHead, sheetModel, sheetTable, teamTitle } from './sheet.ts';

const TITLE = 'Phiếu kiểm tra';
const GAP_MM = 3;
/** A line to write on, as wide as the text of a landscape page. */
const LINE = '…'.repeat(46);
const NOTE_LINES = 3;
const DOCUMENT_LINES = 2;

export function workingSheet(facts: WorkingSheetFacts): DocumentModel {
  const { issuer, plan, agency, team, member, domains } = facts;
  const subject = `${upperFirst(inspectionPhrase(plan))}\ntại ${agencyName(agency)}`;
  const who = member === null ? BLANK : cell(member.fullName, BLANK);
  const office = member === null ? '' : memberOffice(member);
  const about = [
    `Thời gian: ${visitDaysText(facts) ?? BLANK}.`,
    `${team === null ? 'Đoàn kiểm tra' : teamTitle(team)}; thành viên kiểm tra: ${who}${office === '' ? '' : `, ${office}`}.`,
    `Đại diện đơn vị làm việc: ${BLANK}${BLANK}; chức vụ: ${BLANK}${BLANK}.`,
  ];
  return sheetModel(facts, `${TITLE}: ${agencyName(agency)}`, true, [
    ...sheetHead(issuer, plan, { title: TITLE, subject, reference: null }),
    ...about.map((line) => paragraph('body', line, { keepNext: true })),
    ...(domains.length === 0
      ? [paragraph('body', 'Không có tiêu chí nào áp dụng cho đơn vị trong phạm vi này.')]
      : domains.flatMap((domain, index) => domainBlocks(domain, index, plan.scoring))),
    signatureGrid(
      [
        { lines: ['Đại diện đơn vị được kiểm tra'], name: '' },
        { lines: ['Người kiểm tra'], name: member?.fullName ?? '' },
      ],
      style,
    ),
  ]);
}

function domainBlocks(
  domain: WorkingSheetFacts['domains'][number],
  index: number,
  scoring: boolean,
): readonly Block[] {
  const lines = (count: number) => Array.from({ length: count }, () => paragraph('item', LINE));
  return [
    paragraph('subsection', `${String(index + 1)}. ${domain.name}`, { keepNext: true }),
    spacer(GAP_MM),
    sheetTable(
      [
        { text: 'Mã', width: 6, align: 'center' },
        { text: 'Nội dung kiểm tra', width: scoring ? 32 : 36 },
        { text: 'Đơn vị tự đánh giá', width: 13, align: 'center' },
        { text: 'Kết quả kiểm tra', width: 17 },
        ...(scoring
          ? ([
              { text: 'Điểm tối đa', width: 6, align: 'center' },
              { text: 'Điểm chấm', width: 7, align: 'center' },
            ] as const)
          : []),
        { text: 'Ghi chú; tài liệu đã xem', width: scoring ? 19 : 28 },
      ],
      domain.criteria.map((criterion) => criterionRow(criterion, scoring)),
    ),
    paragraph('body', 'Nhận xét chung (kết quả đạt được; tồn tại, hạn chế; nguyên nhân; kiến nghị):', {
      keepNext: true,
    }),
    ...lines(NOTE_LINES),
    paragraph('body', 'Hồ sơ, tài liệu đã xem:', { keepNext: true }),
    ...lines(DOCUMENT_LINES),
  ];
}

function criterionRow(criterion: CriterionFacts, scoring: boolean): readonly string[] {
  const { code, text, levels, maxPoints, selfAnswer } = criterion;
  const judged = scoring && levels.length > 0 && criterion.answerType === 'score';
  return [
    cell(code, OPEN),
    cell(text, OPEN),
    answerText(criterion, selfAnswer),
    judged ? answerPlace(criterion).replace('………', `Mức: ${levelsText(levels)}`) : answerPlace(criterion),
    ...(scoring ? [formatHundredths(maxPoints), ''] : []),
    '',
  ];
}
