// What the head of the office is told on one page of A4: progress, what is overdue, the weakest agencies, and what only a
// head can move on. A sheet for the office alone, no paper of the decree: no national head, no number, nobody signs it.
import type { Brief, Decision } from '../../contract/pictures.ts';
import type { IssuerFacts } from '../facts.ts';
import { paragraph, paragraphs, ruleBelow, spacer } from '../layout/paragraph.ts';
import type { Block, DocumentModel } from '../model.ts';
import { styleNd30Year2020 as style } from '../style-nd30-2020.ts';
import { shortDate } from '../wording/dates.ts';
import { formatCount, formatPercent } from '../wording/numbers.ts';
import { cleanText, oneLine, upperFirst } from '../wording/text.ts';
import { sheetTable } from './sheet.ts';

/** So much fits on the page below everything else. */
const AGENCIES = 4;
const FREQUENT = 3;
const DECISIONS = 5;
/** Between two tables. */
const GAP_MM = 3;
/** Longer words of a limitation are cut at a word. */
const WORDS = 76;

const UNKNOWN = 'chưa có số liệu';

const decisions: Readonly<Record<Decision['key'], (count: string) => string>> = {
  for_signature: (count) => `${count} văn bản chờ ký, lấy số`,
  to_verify: (count) => `${count} kiến nghị đã có báo cáo, chờ xác nhận`,
  extension: (count) => `${count} kiến nghị quá hạn trên 30 ngày: gia hạn hoặc yêu cầu giải trình`,
  second_reminder: (count) => `${count} đơn vị vẫn quá hạn sau khi đã đôn đốc`,
  postponed: (count) => `${count} cuộc kiểm tra đã hoãn, chưa định lại ngày`,
  not_announced: (count) => `${count} đơn vị đã kiểm tra, quá hạn ban hành thông báo kết quả`,
  late_reports: (count) => `${count} báo cáo định kỳ của đơn vị gửi chậm`,
  coverage: (count) => `còn thiếu ${count} đơn vị so với chỉ tiêu kiểm tra`,
};

export interface BriefSheetFacts {
  /** Null where no round has an issuer: the head stays blank. */
  readonly issuer: IssuerFacts | null;
  readonly brief: Brief;
}

export function briefSheet({ issuer, brief }: BriefSheetFacts): DocumentModel {
  // Whoever writes it, not whoever signs the papers of the round.
  const officeLine = brief.officeName.trim() === '' ? (issuer?.name ?? '') : brief.officeName;
  const title = 'Tóm tắt tình hình kiểm tra cải cách hành chính';
  const subject = `${brief.year === null ? 'các năm' : `năm ${String(brief.year)}`}, số liệu đến ngày ${shortDate(brief.asOf)}`;
  return {
    profile: style.profile,
    title: oneLine(title),
    author: cleanText(issuer?.name ?? brief.officeName),
    marks: { illustrative: brief.illustrative, draft: false },
    blocks: [
      ...paragraphs('table_title', officeLine, { upper: true, keepNext: true, align: 'left' }),
      paragraph('title', title, { upper: true, keepNext: true }),
      paragraph('subject', subject, { keepNext: true }),
      ruleBelow(subject, style.styles.title.sizePt, style),
      sheetTable(
        [
          { text: 'Nội dung', width: 46 },
          { text: 'Kết quả', width: 54 },
        ],
        [...progressRows(brief), ...overdueRows(brief)],
      ),
      ...weakest(brief),
      ...points(brief),
    ],
  };
}

/** `45/115 (39,1 %)`; a share of nothing, or one that nobody can tell, says so. */
function shareText(
  { numerator, denominator, unknown }: Brief['remediation'],
  noun: string,
  why: Readonly<Partial<Record<NonNullable<Brief['remediation']['unknown']>, string>>>,
): string {
  if (denominator === 0) return UNKNOWN;
  const counts = `${formatCount(numerator)}/${formatCount(denominator)} ${noun}`;
  const reason = unknown === null ? undefined : why[unknown];
  if (reason !== undefined) return `${counts} (${reason})`;
  return `${counts} (${formatPercent(numerator, denominator) ?? UNKNOWN})`;
}

function progressRows({ round, coverage, remediation, recommendations }: Brief): string[][] {
  const n = (figure: { readonly value: number }) => formatCount(figure.value);
  const target = coverage.target === null ? '' : `; chỉ tiêu ${String(coverage.target)}%`;
  return [
    [
      'Cuộc kiểm tra đã tiến hành',
      `${n(round.done)}/${n(round.visits)}${round.postponed.value > 0 ? `, hoãn ${n(round.postponed)}` : ''}`,
    ],
    [
      'Thông báo kết quả đã ban hành',
      `${n(round.noticesOut)}/${n(round.done)}${round.noticesOverdue.value > 0 ? `, quá hạn ${n(round.noticesOverdue)}` : ''}`,
    ],
    [
      'Tỷ lệ đơn vị được kiểm tra',
      `${shareText(coverage, 'đơn vị', { teams: 'chưa đủ dữ liệu các đoàn', unnamed: 'nguồn không nêu đủ tên đơn vị' })}${target}`,
    ],
    [
      'Tỷ lệ kiến nghị đã khắc phục, được xác nhận',
      shareText(remediation, 'kiến nghị', { not_announced: 'còn kết quả chưa thông báo' }),
    ],
    [
      'Kiến nghị theo trạng thái',
      `chưa xử lý ${n(recommendations.byStatus.open)}, đang xử lý ${n(recommendations.byStatus.in_progress)}, đã báo cáo ${n(recommendations.byStatus.reported)}, trả lại ${n(recommendations.byStatus.returned)}`,
    ],
  ];
}

function overdueRows({ recommendations, overdueByDomain }: Brief): string[][] {
  const n = (figure: { readonly value: number }) => formatCount(figure.value);
  const { overdue, due7, due30, unsupported, repeated } = recommendations;
  const where = overdueByDomain
    .slice(0, 2)
    .map((one) => `${oneLine(one.domainName)} ${n(one.overdue)}`)
    .join('; ');
  return [
    ['Kiến nghị quá hạn', `${n(overdue)}${where === '' ? '' : ` (${where})`}`],
    ['Sắp đến hạn', `${n(due7)} trong 7 ngày, ${n(due30)} trong 8–30 ngày`],
    ['Báo cáo xong nhưng chưa có minh chứng', n(unsupported)],
    ['Kiến nghị về hạn chế lặp lại', n(repeated)],
  ];
}

function weakest({ weakest: all }: Brief): Block[] {
  if (all.length === 0) return [];
  return [
    paragraph('table_title', 'Đơn vị cần quan tâm', { keepNext: true }),
    sheetTable(
      [
        { text: 'Đơn vị', width: 44 },
        { text: 'Quá hạn', width: 14, align: 'center' },
        { text: 'Chưa xong', width: 14, align: 'center' },
        { text: 'Lặp lại', width: 14, align: 'center' },
        { text: 'Điểm', width: 14, align: 'center' },
      ],
      all
        .slice(0, AGENCIES)
        .map((row) => [
          cleanText(row.agencyName),
          formatCount(row.overdue.value),
          formatCount(row.open.value),
          formatCount(row.repeated.value),
          row.score === null ? '' : (formatPercent(row.score.earned, row.score.max) ?? ''),
        ]),
    ),
  ];
}

function points({ frequent, decisions: asked }: Brief): Block[] {
  const found = frequent
    .slice(0, FREQUENT)
    .map(({ text, count }) => [shortened(oneLine(cleanText(text))), formatCount(count.value)]);
  const wanted = asked.slice(0, DECISIONS).map(({ key, count }) => decisions[key](formatCount(count)));
  return [
    ...(found.length === 0
      ? []
      : [
          spacer(GAP_MM),
          sheetTable(
            [
              { text: 'Hạn chế thường gặp', width: 86 },
              { text: 'Số lần', width: 14, align: 'center' },
            ],
            found,
          ),
        ]),
    spacer(GAP_MM),
    sheetTable(
      [{ text: 'Việc cần quyết định', width: 100 }],
      (wanted.length === 0 ? ['Không có việc nào chờ quyết định'] : wanted).map((text) => [
        `${upperFirst(text)}.`,
      ]),
    ),
  ];
}

function shortened(text: string): string {
  if (text.length <= WORDS) return text;
  const cut = text.slice(0, WORDS);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 1))} …`;
}
