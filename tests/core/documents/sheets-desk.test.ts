// The sheets of one visit: what stands in them and what stays blank, sentences as an official writes them, and that each
// reads the same in every format.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleChecks, type Sample, type SampleItem } from '../../../core/contract/samples.ts';
import type { ProcedureComparison, ProcedureResult } from '../../../core/contract/procedures.ts';
import { statisticsColumns, type StatisticsLine } from '../../../core/contract/statistics.ts';
import { layoutDocument } from '../../../core/documents/layout.ts';
import {
  draftMemberReport,
  memberReportFacts,
  memberReportSubject,
  type ReportedVisit,
} from '../../../core/documents/papers/member-report.ts';
import {
  draftRemarksTable,
  type RemarksTableFacts,
  remarksTableSubject,
} from '../../../core/documents/papers/remarks-table.ts';
import type { DocumentModel, Table } from '../../../core/documents/model.ts';
import { modelText, paragraphText } from '../../../core/documents/model-text.ts';
import { answerPlace, answerText, levelsText } from '../../../core/documents/sheets/answer-text.ts';
import type {
  AnswerFacts,
  CriterionFacts,
  ReportedCriterion,
  WorkingSheetFacts,
} from '../../../core/documents/sheets/facts-desk.ts';
import { procedureSheet } from '../../../core/documents/sheets/procedures.ts';
import { sampleSheet } from '../../../core/documents/sheets/sample.ts';
import { selfReportSheet } from '../../../core/documents/sheets/self-reports.ts';
import { headRows, statisticsSheet } from '../../../core/documents/sheets/statistics.ts';
import { workingSheet } from '../../../core/documents/sheets/working-sheet.ts';
import { documentBodyHtml, documentHtml } from '../../../core/documents/to-html.ts';
import { oneStopForms } from '../../../core/rules/one-stop-form.ts';
import { docxLines, openDocx } from './docx-reader.ts';
import { haiDuongAgencies, haiDuongCollective } from './fixtures/hai-duong-2019.ts';
import { htmlLines, unbalancedTags } from './html-reader.ts';
import { chance } from '../../long.ts';

const { issuer, plan: source, teams } = haiDuongCollective;
const plan = { ...source, scoring: true };
const team = teams[0]!;
const agency = haiDuongAgencies[1]!;
const member = { ...team.members[1]!, role: 'member' as const };
const head = { issuer, plan, agency, team };
const days = { startsOn: '2019-09-17', startsHalf: null, endsOn: '2019-09-17', endsHalf: null };
const nothing: AnswerFacts = {
  notApplicable: false,
  choice: null,
  numerator: null,
  denominator: null,
  count: null,
  points: null,
  note: null,
};
const criterion = (code: string, text: string, more: Partial<CriterionFacts> = {}): CriterionFacts => ({
  id: code,
  code,
  text,
  answerType: 'yes_partial_no',
  naAllowed: true,
  maxPoints: 100,
  levels: [],
  selfAnswer: null,
  ...more,
});
const yes = criterion('1.1.1', 'Ban hành kế hoạch CCHC năm đúng thời hạn quy định', {
  selfAnswer: { ...nothing, choice: 'yes' },
});
const share = criterion('1.1.3', 'Tỷ lệ nhiệm vụ hoàn thành đúng tiến độ', {
  answerType: 'percentage',
  naAllowed: false,
  maxPoints: 200,
  selfAnswer: { ...nothing, numerator: 45, denominator: 52 },
});
const judged = criterion('1.3.2', 'Tuyên truyền có nội dung rõ ràng', {
  answerType: 'score',
  levels: [0, 25, 50, 75, 100],
});
const count = criterion('1.6.1', 'Sáng kiến, mô hình CCHC', { answerType: 'count' });
const domain = { id: 'd1', ordinal: 1, name: 'Công tác chỉ đạo, điều hành' };

/** Papers as the desk prints them: not recorded, without number and day. */
const document = {
  titleKind: 'ket_qua',
  number: null,
  symbol: null,
  issuedOn: null,
  subject: null,
} as const;
type Reported = Pick<ReportedVisit, 'domains'> &
  Pick<Parameters<typeof memberReportFacts>[0], 'plan' | 'member'>;
function memberReport({ domains, plan: ofPlan, member: by }: Reported): DocumentModel {
  const facts = memberReportFacts({
    issuer,
    document,
    plan: ofPlan,
    teams: [team],
    member: by,
    ownDomains: domains.map(({ name }) => name),
    reported: [{ agency, visit: { ...days, agencyId: agency.id, teamId: team.id }, domains }],
    common: [],
  });
  return layoutDocument('member_report', facts, draftMemberReport(facts), {
    draft: false,
    subject: memberReportSubject(facts),
  });
}
function remarksTable(
  given: Pick<RemarksTableFacts, 'answeredOn' | 'answerNumber' | 'noRemarks' | 'remarks'>,
) {
  const facts = { issuer, document, plan, agency, teams: [team], ...given };
  return layoutDocument('remarks_table', facts, draftRemarksTable(facts), {
    draft: false,
    subject: remarksTableSubject(facts),
  });
}

const tables = (model: DocumentModel): readonly Table[] =>
  model.blocks.filter((block) => block.type === 'table');
const plainText = (text: string) => text.replaceAll('\u00a0', ' ');
const cells = (table: Table | undefined) =>
  (table?.rows ?? []).map((row) => row.map((cell) => plainText(paragraphText(cell))));
const lines = (model: DocumentModel) => modelText(model).map(plainText);

describe('an answer in a cell', () => {
  it('is told in few words', () => {
    expect(answerText(yes, yes.selfAnswer)).toBe('Có');
    expect(plainText(answerText(share, share.selfAnswer))).toBe('45/52 = 86,54%');
    expect(answerText(share, { ...nothing, numerator: 3 })).toBe('3/…');
    expect(answerText(share, { ...nothing, numerator: 0, denominator: 0 })).toBe('0/0');
    expect(answerText(judged, { ...nothing, points: 75 })).toBe('0,75 điểm');
    expect(answerText(count, { ...nothing, count: 1204 })).toBe('1.204');
    expect(answerText(yes, { ...nothing, notApplicable: true, choice: 'yes' })).toBe('Không áp dụng');
    expect(answerText(yes, null)).toBe('');
  });
  it('is a place to write or boxes to tick', () => {
    expect(plainText(answerPlace(yes))).toBe('□ Có    □ Một phần\n□ Không\n□ Không áp dụng');
    expect(answerPlace(share)).toBe('……… / ………');
    expect(answerPlace(count)).toBe('Số lượng: ………\n□ Không áp dụng');
    expect(levelsText(judged.levels)).toBe('0 – 1, bước 0,25');
    expect(levelsText([0, 25, 100])).toBe('0; 0,25; 1');
  });
});

const working: WorkingSheetFacts = {
  ...head,
  ...days,
  member,
  domains: [
    { ...domain, criteria: [yes, share, judged, count] },
    { id: 'd2', ordinal: 2, name: 'Cải cách thể chế', criteria: [criterion('2.1.1', 'Rà soát văn bản')] },
  ],
};

describe('the working sheet', () => {
  const model = workingSheet(working);
  it('has a table for each domain: what the agency said, places for the answer, the points, and room to write', () => {
    expect(model.landscape).toBe(true);
    expect(tables(model).map((table) => table.rows.length)).toEqual([4, 1]);
    expect(cells(tables(model)[0])).toEqual([
      ['1.1.1', yes.text, 'Có', '□ Có    □ Một phần\n□ Không\n□ Không áp dụng', '1', '', ''],
      ['1.1.3', share.text, '45/52 = 86,54%', '……… / ………', '2', '', ''],
      ['1.3.2', judged.text, '', 'Mức: 0 – 1, bước 0,25\n□ Không áp dụng', '1', '', ''],
      ['1.6.1', count.text, '', 'Số lượng: ………\n□ Không áp dụng', '1', '', ''],
    ]);
    const text = lines(model).join('\n');
    expect(text).toContain('Thời gian: Thứ Ba, ngày 17/9/2019.');
    expect(text).toContain('thành viên kiểm tra: Phạm Mạnh Hùng');
    expect(lines(model).slice(-3)).toEqual([
      'ĐẠI DIỆN ĐƠN VỊ ĐƯỢC KIỂM TRA',
      'NGƯỜI KIỂM TRA',
      'Phạm Mạnh Hùng',
    ]);
  });
  it('has no columns of points where the round does not score, and stays whole without a name', () => {
    const plain = workingSheet({ ...working, plan: { ...plan, scoring: false }, member: null, team: null });
    expect(tables(plain)[0]?.head.map(paragraphText)).toEqual([
      'Mã',
      'Nội dung kiểm tra',
      'Đơn vị tự đánh giá',
      'Kết quả kiểm tra',
      'Ghi chú; tài liệu đã xem',
    ]);
    expect(lines(plain).join('\n')).toContain('thành viên kiểm tra: …………');
    expect(lines(workingSheet({ ...working, domains: [] })).join('\n')).toContain('Không có tiêu chí nào');
  });
});

const answered = (
  facts: CriterionFacts,
  answer: Partial<AnswerFacts>,
  earned: number | null,
  documentsSeen: readonly string[] = [],
): ReportedCriterion => ({
  ...facts,
  answer: { ...nothing, ...answer, earned, answered: true },
  documentsSeen,
});
const finding = {
  id: 'f1',
  domainId: 'd1',
  kind: 'limitation' as const,
  scope: 'named' as const,
  scopeKinds: [],
  agencyIds: [agency.id],
  criterionCode: '1.1.3',
  criterionId: '1.1.3',
  text: 'Một số nhiệm vụ trong kế hoạch chậm tiến độ',
  numerator: 7,
  denominator: 52,
  unit: 'nhiệm vụ',
  cause: null,
};
const reported: Reported = {
  plan,
  member,
  domains: [
    {
      ...domain,
      criteria: [
        answered(yes, { choice: 'yes' }, 100, ['Kế hoạch số 05/KH-UBND.', 'Báo cáo số 12/BC-UBND']),
        answered(share, { numerator: 45, denominator: 52 }, 173, ['Kế hoạch số 05/KH-UBND']),
        answered(judged, { points: 50, note: 'hình thức còn đơn điệu' }, 50),
        answered(count, { count: 0, notApplicable: true }, null),
        { ...criterion('1.9.9', 'Chưa kiểm tra'), answer: null, documentsSeen: [] },
      ],
      findings: [
        finding,
        {
          ...finding,
          id: 'f2',
          kind: 'strength',
          criterionId: null,
          text: 'Chỉ đạo sát sao',
          numerator: null,
          denominator: null,
          unit: null,
        },
      ],
      recommendations: [
        {
          id: 'r1',
          findingId: 'f1',
          agencyId: agency.id,
          domainId: 'd1',
          text: 'Đề nghị đôn đốc các nhiệm vụ chậm',
          dueOn: '2019-11-30',
          dueNote: null,
        },
      ],
    },
  ],
};

describe('the report of a member', () => {
  const model = memberReport(reported);
  const text = lines(model);

  it('says what was checked with its figures, in the order of a report', () => {
    expect(text.join('\n')).toContain('tại UBND huyện Nam Sách, lĩnh vực công tác chỉ đạo, điều hành');
    expect(text.join('\n')).toMatch(
      /Người báo cáo: Phạm Mạnh Hùng, [^\n]*; thời gian kiểm tra: thứ Ba, ngày 17\/9\/2019\./u,
    );
    expect(text).toContain(
      'Đã kiểm tra 04/05 nội dung, trong đó: 01 nội dung đạt yêu cầu; 02 nội dung chưa đạt hoặc mới đạt một phần; 01 nội dung không áp dụng. Điểm kiểm tra: 3,23/5 điểm (64,6%).',
    );
    expect(text).toContain('- Tỷ lệ nhiệm vụ hoàn thành đúng tiến độ: 45/52 = 86,54%.');
    const order = [
      '1. Nội dung, số liệu kiểm tra',
      '2. Kết quả đạt được',
      '3. Tồn tại, hạn chế',
      '4. Kiến nghị',
      '5. Hồ sơ, tài liệu đã kiểm tra',
    ];
    expect(text.filter((line) => order.includes(line))).toEqual(order);
  });

  it('draws strengths and limitations from findings, and from answers that no finding speaks of', () => {
    expect(text).toContain('- Chỉ đạo sát sao.');
    expect(text).toContain(
      '- Các nội dung thực hiện đạt yêu cầu: ban hành kế hoạch CCHC năm đúng thời hạn quy định.',
    );
    expect(text).toContain(
      '- Một số nhiệm vụ trong kế hoạch chậm tiến độ (số liệu: 7/52 nhiệm vụ = 13,46%).',
    );
    // The criterion of the finding is not said twice.
    expect(text.filter((line) => line.includes('tỷ lệ nhiệm vụ hoàn thành'))).toEqual([]);
    expect(text).toContain(
      '- Chưa đạt đủ yêu cầu: tuyên truyền có nội dung rõ ràng. Hình thức còn đơn điệu.',
    );
    expect(text).toContain('- Đề nghị đôn đốc các nhiệm vụ chậm; hoàn thành trước ngày 30/11/2019.');
  });

  it('names each paper once, and ends for signature; the criteria one by one are an appendix that lies across', () => {
    const at = text.indexOf('5. Hồ sơ, tài liệu đã kiểm tra');
    expect(text.slice(at + 1, at + 3)).toEqual(['- Kế hoạch số 05/KH-UBND;', '- Báo cáo số 12/BC-UBND.']);
    expect(text.find((line) => line.endsWith('./.'))).toContain('kính trình Trưởng đoàn xem xét');
    expect(text).toEqual(
      expect.arrayContaining(['NGƯỜI BÁO CÁO', 'Phạm Mạnh Hùng', '- Thư ký Đoàn kiểm tra;']),
    );
    expect(model.blocks).toContainEqual({ type: 'pageBreak', landscape: true });
    expect(cells(tables(model)[0]).map((row) => row[0])).toEqual(['1.1.1', '1.1.3', '1.3.2', '1.6.1']);
    expect(cells(tables(model)[0])[1]).toEqual([
      '1.1.3',
      share.text,
      '45/52 = 86,54%',
      '45/52 = 86,54%',
      '2',
      '1,73',
      '',
    ]);
  });

  it('leaves blanks where nothing was recorded, and says nothing of points where the round does not score', () => {
    const empty = memberReport({
      ...reported,
      plan: { ...plan, scoring: false },
      member: null,
      domains: [
        {
          ...domain,
          criteria: [{ ...yes, answer: null, documentsSeen: [] }],
          findings: [],
          recommendations: [],
        },
      ],
    });
    const blank = lines(empty);
    expect(blank.filter((line) => line === '- …………')).toHaveLength(4);
    expect(blank).toContain('Đã kiểm tra 00/01 nội dung.');
    expect(blank.join('\n')).not.toMatch(/điểm kiểm tra/iu);
    expect(tables(empty)).toEqual([]);
    const partial = memberReport({
      ...reported,
      plan: { ...plan, scoring: false },
      domains: [
        {
          ...domain,
          criteria: [answered(yes, { choice: 'partial' }, 50)],
          findings: [],
          recommendations: [],
        },
      ],
    });
    expect(lines(partial)).toContain(
      '- Mới đạt một phần yêu cầu: ban hành kế hoạch CCHC năm đúng thời hạn quy định.',
    );
  });
});

const result: ProcedureResult = {
  place: 'board',
  problem: 'missing',
  procedureId: null,
  postingId: null,
  code: '1.000123',
  name: 'Cấp giấy phép xây dựng',
  decision: '2345/QĐ-UBND',
  effectiveOn: '2019-03-01',
  postedOn: null,
  daysLate: null,
  reason: null,
  abolishedOn: null,
  detail: null,
};
const place = {
  place: 'board',
  looked: true,
  published: 112,
  posted: 105,
  current: 104,
  dated: 100,
  missing: 7,
  superseded: 1,
  late: 0,
  wrongForm: 0,
  notPublished: 0,
} as const;
const list = { title: 'Danh mục TTHC cấp huyện' } as NonNullable<ProcedureComparison['list']>;
const comparison = {
  list,
  on: '2019-09-17',
  places: [place, { ...place, place: 'website', looked: false, missing: 112, posted: 0 }],
  results: [result, { ...result, place: 'website', name: 'không ai xem' }],
} as unknown as ProcedureComparison;

describe('the annex of procedures', () => {
  it('says the figures place by place and lists what was looked at', () => {
    const model = procedureSheet({ ...head, comparison });
    expect(lines(model)).toContain(
      '- Bảng niêm yết: đã niêm yết, công khai 105/112 TTHC; còn 07 TTHC chưa niêm yết, công khai; 01 TTHC có nội dung đã hết hiệu lực.',
    );
    expect(cells(tables(model)[0])).toEqual([
      [
        '1',
        'Bảng niêm yết',
        '1.000123',
        'Cấp giấy phép xây dựng',
        '2345/QĐ-UBND',
        '01/3/2019',
        '',
        expect.stringContaining('Chưa niêm yết'),
      ],
    ]);
    expect(lines(model).join('\n')).not.toContain('không ai xem');
  });
  it('says so where there is nothing to compare or nothing wrong', () => {
    const none = procedureSheet({
      ...head,
      comparison: { ...comparison, list: null, places: [], results: [] },
    });
    expect(lines(none)).toContain('Chưa chọn danh mục thủ tục hành chính đã công bố để đối chiếu.');
    const fine = { ...place, missing: 0, superseded: 0, posted: 112 };
    const right = procedureSheet({ ...head, comparison: { ...comparison, places: [fine], results: [] } });
    expect(lines(right)).toContain(
      '- Bảng niêm yết: đã niêm yết, công khai 112/112 TTHC; không phát hiện tồn tại.',
    );
  });
});

const sample = {
  kind: 'dossiers',
  title: 'Mẫu 1',
  seed: 'CL-2019',
  size: 10,
  allOverdue: true,
  allRejected: false,
  population: 1204,
  items: 1,
  checked: 1,
  passed: 0,
} as unknown as Sample;
const item = {
  ordinal: 1,
  reason: 'overdue',
  code: 'H01-123',
  title: 'Cấp phép',
  fieldName: 'Xây dựng',
  receivedOn: '2019-01-02',
  dueOn: '2019-01-09',
  resolvedOn: null,
  checks: { components: 'ok', on_time: 'fault', payment: 'not_applicable' },
  note: null,
} as unknown as SampleItem;

describe('the sample sheet', () => {
  it('has a column for every check of the kind, filled in so far', () => {
    for (const kind of ['dossiers', 'incoming', 'outgoing'] as const) {
      const model = sampleSheet({ ...head, sample: { ...sample, kind }, items: [] });
      expect(tables(model)[0]?.head).toHaveLength(5 + sampleChecks[kind].length);
      expect(tables(model)[0]?.head.map(paragraphText)).not.toEqual(
        expect.arrayContaining([...sampleChecks[kind]]),
      );
    }
    const model = sampleSheet({ ...head, sample, items: [item] });
    expect(cells(tables(model)[0])).toEqual([
      [
        '1',
        'H01-123',
        'Cấp phép\nXây dựng',
        '02/01/2019\n09/01/2019\n…',
        'Đ',
        '',
        '',
        'K',
        '',
        '',
        'KAD',
        '',
        'quá hạn',
      ],
    ]);
    expect(lines(model)).toContain(
      'Số lượng chọn mẫu: 01 hồ sơ trong tổng số 1.204 hồ sơ (chọn ngẫu nhiên và toàn bộ hồ sơ quá hạn; mã chọn mẫu: CL-2019).',
    );
    expect(lines(model)).toContain('Kết quả: 00/01 hồ sơ đã kiểm tra đạt yêu cầu.');
  });
});

const remark = {
  id: 'remark',
  draftText: 'Chưa ban hành kế hoạch',
  content: 'Đã ban hành ngày 05/01',
  evidence: 'KH 05',
  decision: 'accepted',
  reason: 'có tài liệu',
  newText: null,
} as const;
describe('the table of remarks', () => {
  it('says what became of each, and how many of which', () => {
    const model = remarksTable({
      answeredOn: '2019-10-05',
      answerNumber: '88/UBND-NV',
      noRemarks: false,
      remarks: [remark, { ...remark, decision: null, evidence: null }],
    });
    expect(lines(model).join('\n')).toContain(
      'Ý kiến tham gia của UBND huyện Nam Sách tại Văn bản số 88/UBND-NV ngày 05/10/2019.',
    );
    expect(lines(model)).toContain(
      'Tổng số 02 ý kiến, trong đó: 01 ý kiến được tiếp thu; 01 ý kiến đang xem xét.',
    );
    expect(cells(tables(model)[0])).toEqual([
      [
        '1',
        remark.draftText,
        'Đã ban hành ngày 05/01\nTài liệu kèm theo: KH 05',
        'Tiếp thu: có tài liệu.',
        '',
      ],
      ['2', remark.draftText, remark.content, '…', ''],
    ]);
    const agreed = remarksTable({
      answeredOn: null,
      answerNumber: null,
      noRemarks: true,
      remarks: [],
    });
    expect(lines(agreed)).toContain('UBND huyện Nam Sách thống nhất với toàn bộ nội dung dự thảo.');
  });
});

const report = {
  visitId: 'v',
  id: null,
  rev: null,
  dueOn: null,
  arrivedOn: null,
  number: null,
  symbol: null,
  documentDate: null,
  excused: false,
  note: null,
  effectiveDueOn: '2019-09-09',
  state: 'overdue' as const,
  answered: 0,
  applicable: 93,
};
describe('the list of self-reports', () => {
  it('tells who has sent it, who late and who not yet', () => {
    const model = selfReportSheet({
      issuer,
      plan,
      today: '2019-09-12',
      rows: [
        { ...report, agency: haiDuongAgencies[0]! },
        {
          ...report,
          agency,
          state: 'arrived_late',
          arrivedOn: '2019-09-11',
          number: '15',
          symbol: 'BC-UBND',
          documentDate: '2019-09-10',
          answered: 93,
        },
        { ...report, agency: haiDuongAgencies[2]!, state: 'excused' },
      ],
    });
    expect(lines(model)).toContain('Đã nhận báo cáo của 01/02 đơn vị, trong đó 01 đơn vị gửi muộn.');
    expect(lines(model)).toContain('Còn 01 đơn vị quá hạn chưa gửi: UBND thành phố Chí Linh.');
    expect(cells(tables(model)[0]).map((row) => [row[3], row[4], row[5], row[6]])).toEqual([
      ['', '', 'Quá hạn, chưa gửi', '0/93'],
      ['11/9/2019', '15/BC-UBND, ngày 10/9/2019', 'Gửi muộn', '93/93'],
      ['', '', 'Không yêu cầu', '0/93'],
    ]);
  });
});

const form = oneStopForms.at(-1)!;
const line = (fieldName: string, isTotal: boolean, first: number): StatisticsLine =>
  ({
    fieldName,
    isTotal,
    ...Object.fromEntries(statisticsColumns.map((key, index) => [key, index === 0 ? first : null])),
  }) as StatisticsLine;
const statistics = {
  issuer,
  plan,
  form,
  report: {
    agencyName: 'UBND huyện Nam Sách',
    reportingUnit: null,
    receivingUnit: 'UBND tỉnh',
    periodFrom: '2019-06-15',
    periodTo: '2019-09-14',
  } as never,
  lines: [line('Đất đai', false, 1204), line('Hộ tịch', false, 30)],
  sums: { receivedTotal: 1234 },
};
describe('Biểu II.06a', () => {
  const model = statisticsSheet(statistics);
  it('has thirteen columns under a head of merged cells, their numbers, a line a field and the total', () => {
    const [table] = tables(model);
    expect(table?.widthShares).toHaveLength(13);
    expect(table?.head).toEqual([]);
    const rows = headRows(form);
    // Every column is covered by each level, from the left.
    for (let level = 1; level <= rows.length; level += 1) {
      const covered = rows
        .slice(0, level)
        .flatMap((row, at) => row.filter(({ down }) => at + down >= level))
        .reduce((sum, { across }) => sum + across, 0);
      expect(covered).toBe(13);
    }
    expect(cells(table)[0]).toEqual(Array.from({ length: 13 }, (_, index) => `(${index + 1})`));
    expect(cells(table)[1]?.slice(0, 3)).toEqual(['1', 'Đất đai', '1.204']);
    expect(cells(table).at(-1)?.slice(0, 3)).toEqual(['', 'Tổng cộng', '1.234']);
    expect(lines(model)).toContain('Kỳ báo cáo: từ ngày 15/6/2019 đến ngày 14/9/2019.');
    // What came with a total of its own keeps it.
    const own = statisticsSheet({ ...statistics, lines: [...statistics.lines, line('Tổng', true, 1235)] });
    expect(cells(tables(own)[0]).at(-1)?.slice(1, 3)).toEqual(['Tổng', '1.235']);
  });
  it('merges cells in Word and on the page, and repeats the whole head', async () => {
    const html = documentBodyHtml(model);
    expect(html).toContain('rowspan="3"');
    expect(html).toContain('colspan="4"');
    const xml = (await openDocx(model)).part('word/document.xml');
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(3);
    expect(xml).toContain('<w:gridSpan w:val="4"/>');
    expect(xml).toContain('<w:vMerge w:val="restart"/>');
  });
});

const sheets: readonly (readonly [string, DocumentModel])[] = [
  ['the working sheet', workingSheet(working)],
  ['the report of a member', memberReport(reported)],
  ['the procedures', procedureSheet({ ...head, comparison })],
  ['the sample', sampleSheet({ ...head, sample, items: [item] })],
  [
    'the remarks',
    remarksTable({ answeredOn: null, answerNumber: null, noRemarks: false, remarks: [remark] }),
  ],
  ['the self-reports', selfReportSheet({ issuer, plan, today: '2019-09-12', rows: [{ ...report, agency }] })],
  ['the statistics', statisticsSheet(statistics)],
];

describe('every format', () => {
  it.each(sheets)('holds every line of %s in order', async (_, model) => {
    const expected = modelText(model).filter((text) => text.trim() !== '');
    expect(docxLines(await openDocx(model))).toEqual(expected);
    expect(htmlLines(documentBodyHtml(model))).toEqual(expected.map((text) => text.trim()));
    const { html } = documentHtml(model);
    expect(unbalancedTags(html)).toEqual([]);
    expect(html).not.toMatch(/\sstyle="/u);
    for (const table of tables(model)) {
      expect(table.widthShares.reduce((sum, one) => sum + one, 0)).toBeCloseTo(100);
      expect(table.rows.every((row) => row.length === table.widthShares.length)).toBe(true);
    }
  });

  it('is made from any words', async () => {
    const words = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.constantFrom('', '<b>&', 'hai\ndòng', 'a\u0000', '…'),
    );
    const figure = fc.option(fc.nat(1_000_000), { nil: null });
    const answer = fc.record({
      notApplicable: fc.boolean(),
      choice: fc.constantFrom(null, 'yes' as const, 'partial' as const, 'no' as const),
      numerator: figure,
      denominator: figure,
      count: figure,
      points: figure,
      note: fc.option(words, { nil: null }),
    });
    const type = fc.constantFrom('yes_no', 'yes_partial_no', 'count', 'percentage', 'score' as const);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(words, type, answer, figure), { maxLength: 6 }),
        words,
        fc.boolean(),
        async (asked, name, scoring) => {
          const criteria = asked.map(([text, answerType, given, earned]) =>
            answered(criterion('1.1', text, { answerType, selfAnswer: given }), given, earned, [text]),
          );
          const facts = {
            ...head,
            plan: { ...plan, scoring },
            ...days,
            member: { ...member, fullName: name },
          };
          const one = { ...domain, name, criteria };
          for (const model of [
            workingSheet({ ...facts, domains: [one] }),
            memberReport({
              ...facts,
              domains: [{ ...one, findings: [{ ...finding, text: name }], recommendations: [] }],
            }),
          ]) {
            expect(unbalancedTags(documentHtml(model).html)).toEqual([]);
            expect((await openDocx(model)).names).toContain('word/document.xml');
          }
        },
      ),
      chance(30_401, 40, 1000),
    );
  });
});
