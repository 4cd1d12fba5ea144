// Báo cáo của thành viên: what a member found in the domains that are the member's own, drafted from answers and
// findings in the sentences of an official, with the criteria one by one as an appendix. For signature by the member.
import { paragraph } from '../layout/paragraph.ts';
import { signatureBlock } from '../layout/signature.ts';
import type { Block, DocumentModel, Paragraph } from '../model.ts';
import { styleNd30Year2020 as style } from '../style-nd30-2020.ts';
import { agencyName } from '../wording/agencies.ts';
import { planCitation } from '../wording/citations.ts';
import { findingText } from '../wording/findings.ts';
import { BLANK, formatCount, formatHundredths, formatPercent, formatRoman } from '../wording/numbers.ts';
import { recommendationText } from '../wording/recommendations.ts';
import { inspectionPhrase } from '../wording/subject.ts';
import { roleTitle } from '../wording/team.ts';
import { joinWords, lowerFirst, oneLine, sentence, upperFirst, withoutEnd } from '../wording/text.ts';
import { answerFigures, answerText, shareText } from './answer-text.ts';
import { visitDaysText } from './days.ts';
import type { MemberReportFacts, ReportedCriterion } from './facts-desk.ts';
import { cell, OPEN, sheetHead, sheetModel, sheetTable, teamShortWord, teamTitle } from './sheet.ts';

type Domain = MemberReportFacts['domains'][number];

const nobody = {
  kind: 'team',
  name: '',
  parentLine: null,
  nameLine: '',
  authorityLine: null,
  signLines: ['Người báo cáo'],
  signerTitleBelow: null,
  signerName: null,
  placeName: null,
  archiveLine: null,
} as const;

export function memberReport(facts: MemberReportFacts): DocumentModel {
  const { issuer, plan, agency, team, member, domains } = facts;
  const [only] = domains.length === 1 ? domains : [];
  const about = only === undefined ? '' : `\nLĩnh vực: ${only.name}`;
  const subject = `Kết quả ${inspectionPhrase(plan)}\ntại ${agencyName(agency)}${about}`;
  const lead = team === null ? 'Trưởng đoàn' : roleTitle(team.form, 'lead');
  const word = teamShortWord(team === null ? [] : [team]);
  const report = 'Báo cáo';
  return sheetModel(facts, `${report}: ${oneLine(subject)}`, false, [
    ...sheetHead(issuer, plan, { title: report, subject, reference: null }),
    paragraph('body', `Kính gửi: ${lead}.`, { align: 'center' }),
    paragraph('body', introduction(facts)),
    ...(domains.length === 0
      ? [paragraph('body', 'Chưa có lĩnh vực nào được phân công.')]
      : domains.flatMap((domain, index) => domainBlocks(domain, index, facts))),
    paragraph(
      'body',
      `Trên đây là kết quả kiểm tra tại ${agencyName(agency)}, kính báo cáo ${lead} xem xét, tổng hợp./.`,
      { keepNext: true },
    ),
    signatureBlock(
      { ...nobody, signerName: member?.fullName ?? null },
      [lead, `Thư ký ${word} (tổng hợp)`, `Lưu: Hồ sơ ${word}`],
      style,
    ),
    ...appendix(facts),
  ]);
}

function introduction(facts: MemberReportFacts): string {
  const { plan, agency, team, domains } = facts;
  const days = visitDaysText(facts);
  const names = domains.map(({ name }) => lowerFirst(oneLine(name)));
  const what =
    names.length === 0 || names.length > 3
      ? 'các lĩnh vực được phân công'
      : `${names.length === 1 ? 'lĩnh vực' : 'các lĩnh vực'} ${joinWords(names, '; ')}`;
  const on = days === null ? '' : ` (${lowerFirst(days)})`;
  const within = team === null ? 'Đoàn kiểm tra' : teamTitle(team);
  return `Thực hiện ${planCitation(plan)} và nhiệm vụ được phân công tại ${within}, tôi báo cáo kết quả kiểm tra ${what} tại ${agencyName(agency)}${on} như sau:`;
}

function domainBlocks(domain: Domain, index: number, facts: MemberReportFacts): readonly Block[] {
  const { scoring } = facts.plan;
  const points = (lines: readonly string[]): Block[] =>
    lines.length === 0
      ? [paragraph('item', `- ${BLANK}`)]
      : [{ type: 'list', items: lines.map((line): Paragraph => paragraph('item', `- ${line}`)) }];
  const heading = (number: number, text: string) =>
    paragraph('subsection', `${String(number)}. ${text}`, { keepNext: true });
  return [
    paragraph('section', `${formatRoman(index + 1)}. ${domain.name}`, { upper: true, keepNext: true }),
    heading(1, 'Nội dung, số liệu kiểm tra'),
    paragraph('body', tallyText(domain, scoring)),
    ...figureLines(domain),
    heading(2, 'Kết quả đạt được'),
    ...points(strengths(domain, scoring)),
    heading(3, 'Tồn tại, hạn chế'),
    ...points(limitations(domain, scoring)),
    heading(4, 'Kiến nghị'),
    ...points(domain.recommendations.map(recommendationText)),
    heading(5, 'Hồ sơ, tài liệu đã kiểm tra'),
    ...points(documents(domain)),
  ];
}

const isNotApplicable = ({ answer, answerType }: ReportedCriterion) =>
  answer !== null && (answer.notApplicable || (answerType === 'percentage' && answer.denominator === 0));
const isAnswered = ({ answer }: ReportedCriterion) => answer?.answered === true;

/** Everything that could be reached was reached. */
function isFull({ answer, maxPoints }: ReportedCriterion, scoring: boolean): boolean {
  if (answer === null) return false;
  if (!scoring && answer.choice !== null) return answer.choice === 'yes';
  return answer.earned !== null && answer.earned >= maxPoints;
}

/** Something is left to be wished for; what cannot be told is not called so. */
function isShort(criterion: ReportedCriterion, scoring: boolean): boolean {
  const { answer, maxPoints } = criterion;
  if (answer === null || !isAnswered(criterion) || isNotApplicable(criterion)) return false;
  if (!scoring && answer.choice !== null) return answer.choice !== 'yes';
  return answer.earned !== null && answer.earned < maxPoints;
}

function tallyText({ criteria }: Domain, scoring: boolean): string {
  const answered = criteria.filter(isAnswered);
  const without = answered.filter(isNotApplicable).length;
  const full = answered.filter((one) => !isNotApplicable(one) && isFull(one, scoring)).length;
  const short = answered.filter((one) => isShort(one, scoring)).length;
  const parts = [
    `Đã kiểm tra ${formatCount(answered.length)}/${formatCount(criteria.length)} nội dung`,
    ...(answered.length === 0 ? [] : [`${formatCount(full)} nội dung đạt yêu cầu`]),
    ...(short === 0 ? [] : [`${formatCount(short)} nội dung chưa đạt hoặc mới đạt một phần`]),
    ...(without === 0 ? [] : [`${formatCount(without)} nội dung không áp dụng`]),
  ];
  const [first = '', ...rest] = parts;
  const tally = sentence(rest.length === 0 ? first : `${first}, trong đó: ${rest.join('; ')}`);
  const max = criteria.filter((one) => !isNotApplicable(one)).reduce((sum, one) => sum + one.maxPoints, 0);
  if (!scoring || answered.length === 0 || max === 0) return tally;
  const earned = criteria.reduce((sum, { answer }) => sum + (answer?.earned ?? 0), 0);
  const share = formatPercent(earned, max);
  return `${tally} Điểm kiểm tra: ${formatHundredths(earned)}/${formatHundredths(max)} điểm${share === null ? '' : ` (${share})`}.`;
}

/** What was counted, one line each. */
function figureLines({ criteria }: Domain): readonly Block[] {
  const items = criteria.flatMap(({ text, answerType, answer }): Paragraph[] => {
    if (answer === null || answer.notApplicable) return [];
    if (answerType === 'percentage' && answer.numerator !== null && answer.denominator !== null) {
      return [
        paragraph(
          'item',
          `- ${sentence(`${withoutEnd(oneLine(text))}: ${shareText(answer.numerator, answer.denominator)}`)}`,
        ),
      ];
    }
    if (answerType === 'count' && answer.count !== null) {
      return [
        paragraph(
          'item',
          `- ${sentence(`${withoutEnd(oneLine(text))}: ${answer.count === 0 ? 'không có' : formatCount(answer.count)}`)}`,
        ),
      ];
    }
    return [];
  });
  return items.length === 0 ? [] : [{ type: 'list', items }];
}

function strengths({ criteria, findings }: Domain, scoring: boolean): readonly string[] {
  const own = findings.filter(({ kind }) => kind === 'strength');
  const told = new Set(own.map(({ criterionId }) => criterionId));
  const done = criteria.filter(
    (one) =>
      !told.has(one.id) && one.answer?.choice === 'yes' && !isNotApplicable(one) && isFull(one, scoring),
  );
  const together =
    done.length === 0
      ? []
      : [
          sentence(
            `Các nội dung thực hiện đạt yêu cầu: ${done.map(({ text }) => lowerFirst(withoutEnd(oneLine(text)))).join('; ')}`,
          ),
        ];
  return [...own.map((one) => upperFirst(findingText(one))), ...together];
}

function limitations({ criteria, findings }: Domain, scoring: boolean): readonly string[] {
  const own = findings.filter(({ kind }) => kind === 'limitation');
  const told = new Set(own.map(({ criterionId }) => criterionId));
  const rest = criteria.filter((one) => isShort(one, scoring) && !told.has(one.id));
  return [
    ...own.map((one) => upperFirst(findingText(one))),
    ...rest.map((one) => {
      const figures = one.answer === null ? '' : answerFigures(one.answer);
      const measure = one.answer?.choice === 'partial' ? 'Mới đạt một phần yêu cầu' : 'Chưa đạt đủ yêu cầu';
      const words = `${measure}: ${lowerFirst(withoutEnd(oneLine(one.text)))}${figures === '' ? '' : ` ${figures}`}`;
      const note = oneLine(one.answer?.note ?? '');
      return note === '' ? sentence(words) : `${sentence(words)} ${upperFirst(sentence(note))}`;
    }),
  ];
}

function documents({ criteria }: Domain): readonly string[] {
  const seen = criteria.flatMap(({ documentsSeen }) =>
    documentsSeen.map((line) => withoutEnd(oneLine(line))),
  );
  return [...new Set(seen)]
    .filter((line) => line !== '')
    .map((line, index, all) => `${line}${index === all.length - 1 ? '.' : ';'}`);
}

/** Every criterion with what was answered, in a table of its own. */
function appendix({ domains, plan }: MemberReportFacts): readonly Block[] {
  const { scoring } = plan;
  const rows = domains.flatMap(({ criteria }) =>
    criteria
      .filter(isAnswered)
      .map((one): readonly string[] => [
        one.code,
        cell(one.text, OPEN),
        answerText(one, one.selfAnswer),
        answerText(one, one.answer),
        ...(scoring
          ? [
              formatHundredths(one.maxPoints),
              one.answer === null || one.answer.earned === null ? '–' : formatHundredths(one.answer.earned),
            ]
          : []),
        cell(one.answer?.note ?? null),
      ]),
  );
  if (rows.length === 0) return [];
  return [
    { type: 'pageBreak', landscape: true },
    paragraph('appendix_label', 'Phụ lục', { keepNext: true }),
    paragraph('appendix_title', 'Kết quả kiểm tra theo từng nội dung', { upper: true, keepNext: true }),
    paragraph('appendix_reference', '(Kèm theo Báo cáo của thành viên)', { keepNext: true }),
    sheetTable(
      [
        { text: 'Mã', width: 7, align: 'center' },
        { text: 'Nội dung kiểm tra', width: 32 },
        { text: 'Đơn vị tự đánh giá', width: 14, align: 'center' },
        { text: 'Kết quả kiểm tra', width: 14, align: 'center' },
        ...(scoring
          ? ([
              { text: 'Điểm tối đa', width: 7, align: 'center' },
              { text: 'Điểm đạt', width: 7, align: 'center' },
            ] as const)
          : []),
        { text: 'Ghi chú', width: 19 },
      ],
      rows,
    ),
  ];
}
