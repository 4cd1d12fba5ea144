// Tờ trình and Phiếu trình: a paper is laid before whoever signs it. Named by its kind and subject, summed up by what it
// says.
import type { ContentBlock, DocumentContent } from '../content.ts';
import { headingMarks } from '../heading-marks.ts';
import type { BaseFacts, TeamFacts } from '../facts.ts';
import { type DocumentKind, kindTraits } from '../kinds.ts';
import { planCitation } from '../wording/citations.ts';
import { BLANK, formatCount } from '../wording/numbers.ts';
import { lowerFirst, oneLine, sentence, upperFirst, withoutEnd } from '../wording/text.ts';
import { block } from '../wording/blocks.ts';
import { groundBlocks, joinedList, line, paperContent, partBlocks, subjectOr, table } from './helpers.ts';

export interface SubmittedPaper {
  readonly kind: DocumentKind;
  readonly subject: string;
  /** Who is to sign it. */
  readonly issuerName: string;
  /** Headings of its sections or articles, as they stand. */
  readonly headings: readonly string[];
  /** Titles of its appendices. */
  readonly appendices: readonly string[];
}

export interface SubmissionFacts extends BaseFacts {
  readonly teams: readonly TeamFacts[];
  readonly about: SubmittedPaper;
  readonly fields: Readonly<Record<string, string | null>>;
}

export function submissionFacts(facts: Omit<SubmissionFacts, 'fields'>): SubmissionFacts {
  const { about, issuer, plan } = facts;
  return {
    ...facts,
    fields: {
      van_ban_trinh: paperName(about),
      noi_trinh: oneLine(about.issuerName) || null,
      // Whoever signs does not submit to itself: then who submits is not known.
      co_quan_trinh: oneLine(issuer.name) === oneLine(about.issuerName) ? null : oneLine(issuer.name) || null,
      ke_hoach_can_cu: isGround(facts) ? planCitation(plan) : null,
    },
  };
}

/** The plan is no ground of itself, nor of a decision that was made before it. */
function isGround({ about, plan, teams }: Pick<SubmissionFacts, 'about' | 'plan' | 'teams'>): boolean {
  if (about.kind === 'plan' || plan.number === null) return false;
  const { documentDate } = plan;
  return !(
    about.kind === 'team_decision' &&
    documentDate !== null &&
    teams.some(({ decisionDate }) => decisionDate !== null && decisionDate < documentDate)
  );
}

/** What a paper says in short, for whoever is to sign it. */
export function submittedPaper(
  about: Pick<SubmittedPaper, 'kind' | 'subject' | 'issuerName'>,
  content: DocumentContent,
): SubmittedPaper {
  const marks = headingMarks(content.blocks);
  const end = content.blocks.findIndex((block) => block.type === 'appendix' || isAppendixTable(block));
  const body = end === -1 ? content.blocks : content.blocks.slice(0, end);
  const heads = body.flatMap((block, index) =>
    block.type === 'section' || block.type === 'article'
      ? [{ mark: marks[index] ?? '', words: headWords(block.text) }]
      : [],
  );
  return {
    ...about,
    headings: heads
      .filter(({ words }) => words !== '')
      .map(({ mark, words }) => `${mark} ${words}`.trim())
      .slice(0, 30),
    appendices: content.blocks
      .filter((block) => block.type === 'appendix' || isAppendixTable(block))
      .map((block) => withoutEnd(oneLine(block.text)))
      .filter((title) => title !== '')
      .slice(0, 20),
  };
}

/** Without what only leads over to the list below it. */
const headWords = (words: string): string =>
  withoutEnd(withoutEnd(oneLine(words)).replace(/,?\s+(?:gồm các ông \(bà\).*|như sau|sau)$/u, ''));

const isAppendixTable = (block: ContentBlock): boolean => block.type === 'table' && block.appendix;

/** `Kế hoạch kiểm tra …`, `Quyết định thành lập …`, `Công văn về việc …`. */
function paperName({ kind, subject }: SubmittedPaper): string {
  const { title, family } = kindTraits[kind];
  const about = lowerFirst(withoutEnd(oneLine(subject)).replace(/^(?:V\/v|Về việc|Về)\s+/iu, ''));
  const name = title ?? (family === 'news' ? 'Tin bài' : 'Công văn');
  return about === '' ? name : `${name}${family === 'letter' ? ' về việc' : ''} ${about}`;
}

export function submissionSubject(facts: SubmissionFacts): string {
  return subjectOr(facts, `Về việc ban hành ${paperName(facts.about)}`);
}

export function submissionSlipSubject(facts: SubmissionFacts): string {
  return subjectOr(facts, `Về việc ký ban hành ${paperName(facts.about)}`);
}

export function draftSubmission(facts: SubmissionFacts): DocumentContent {
  const { about } = facts;
  return paperContent(facts, 'submission', {
    addressees: [oneLine(about.issuerName) || BLANK],
    names: [about.issuerName, about.subject, ...about.headings, ...about.appendices],
    blocks: [
      ...groundBlocks(facts, 'submission'),
      ...partBlocks(facts, 'submission', 'opening', 'lead', 'lead'),
      block('section', 'reason', 'Sự cần thiết ban hành'),
      ...partBlocks(facts, 'submission', 'reason', 'paragraph', 'reason:text'),
      block('section', 'process', 'Quá trình xây dựng dự thảo'),
      ...partBlocks(facts, 'submission', 'process', 'paragraph', 'process:text'),
      block('section', 'summary', 'Nội dung chính của dự thảo'),
      ...summary(about),
      block('section', 'request', 'Đề xuất, kiến nghị'),
      ...partBlocks(facts, 'submission', 'request', 'paragraph', 'request:text'),
      ...partBlocks(facts, 'submission', 'closing', 'closing'),
    ],
  });
}

function summary(about: SubmittedPaper): readonly ContentBlock[] {
  const { headings, appendices } = about;
  const isDecision = kindTraits[about.kind].family === 'decision';
  const unit = isDecision ? 'điều' : 'phần';
  const name = upperFirst(paperName(about));
  const first =
    headings.length === 0
      ? block('paragraph', 'summary:text', `Dự thảo ${name}: ${BLANK}`)
      : block('paragraph', 'summary:text', `Dự thảo ${name} gồm ${formatCount(headings.length)} ${unit}:`);
  return [
    first,
    ...headings.map((heading, index) =>
      block(
        'item',
        `summary:${String(index + 1)}`,
        `${isDecision ? heading : `Phần ${heading.replace(/^([IVXL]+)\.\s+/u, '$1: ')}`}${index === headings.length - 1 ? '.' : ';'}`,
      ),
    ),
    ...(appendices.length === 0
      ? []
      : [
          block(
            'paragraph',
            'summary:appendices',
            sentence(
              `Kèm theo ${formatCount(appendices.length)} phụ lục: ${joinedList(appendices.map(lowerFirst))}`,
            ),
          ),
        ]),
  ];
}

/** Two lines to write on. */
const TO_WRITE = `${'…'.repeat(24)}\n${'…'.repeat(24)}`;

export function draftSubmissionSlip(facts: SubmissionFacts): DocumentContent {
  const { about } = facts;
  const papers = [
    `Dự thảo ${upperFirst(paperName(about))}`,
    ...about.appendices.map((title) => `Phụ lục: ${title}`),
  ];
  return paperContent(facts, 'submission_slip', {
    addressees: [oneLine(about.issuerName) || BLANK],
    names: [about.issuerName, about.subject, ...about.appendices],
    blocks: [
      block('subsection', 'subject', 'Nội dung trình'),
      ...partBlocks(facts, 'submission_slip', 'opening', 'paragraph', 'subject:text'),
      block('subsection', 'opinions', 'Ý kiến xử lý'),
      table(
        'opinions',
        [
          { text: 'Người xử lý', width: 26 },
          { text: 'Ý kiến', width: 50 },
          { text: 'Ngày, tháng, năm', width: 24, align: 'center' },
        ],
        [
          'Chuyên viên soạn thảo',
          'Trưởng phòng',
          'Lãnh đạo cơ quan trình',
          line(`Người ký ban hành: ${oneLine(about.issuerName) || BLANK}`),
        ].map((who) => [who, TO_WRITE, '……/……/………']),
      ),
      block('subsection', 'papers', 'Hồ sơ kèm theo'),
      ...papers.map((paper, index) =>
        block(
          'item',
          `paper:${String(index + 1)}`,
          `${withoutEnd(oneLine(paper))}${index === papers.length - 1 ? '.' : ';'}`,
        ),
      ),
    ],
    signatures: [
      { lines: ['Chuyên viên'], name: '' },
      { lines: ['Trưởng phòng'], name: '' },
      { lines: ['Lãnh đạo'], name: '' },
    ],
  });
}
