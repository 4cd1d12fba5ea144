// Báo cáo công tác cải cách hành chính of a period: the sections of the office's outline with their words, the sentences
// that the figures give where nobody has written any, and the annex of figures in the form's order.
import type { PeriodKind } from '../../contract/settings.ts';
import { bareTitle } from '../../rules/report-outline.ts';
import { periodName } from '../../rules/report-periods.ts';
import type { Warning } from '../check.ts';
import type { AppendixBlock, ContentBlock, DocumentContent, TextBlockType } from '../content.ts';
import type { BaseFacts, IsoDay } from '../facts.ts';
import { block } from '../wording/blocks.ts';
import { longDate, shortDate } from '../wording/dates.ts';
import { BLANK, formatHundredths, formatInteger } from '../wording/numbers.ts';
import { isOpenPlace, oneLine, upperFirst } from '../wording/text.ts';
import type { OwnFields } from './after-round.ts';
import { paperContent, partBlocks, subjectOr, table } from './helpers.ts';

export interface ReportSectionFacts {
  readonly key: string;
  readonly level: number;
  readonly title: string;
  /** As it was written; null: nobody has written anything. */
  readonly text: string | null;
  /** What the figures say, one sentence a line. */
  readonly suggestion: string | null;
}

export interface ReportAnnexFacts {
  readonly label: string;
  readonly title: string;
  readonly unit: string;
  readonly isGroup: boolean;
  /** In hundredths where it is a share; null: the data does not say. */
  readonly value: number | null;
  readonly hundredths: boolean;
  readonly note: string | null;
}

export interface PeriodReportFacts extends BaseFacts {
  readonly fields?: OwnFields;
  readonly addressees: readonly string[];
  readonly kind: PeriodKind;
  readonly year: number;
  readonly title: string;
  readonly periodFrom: IsoDay;
  readonly periodTo: IsoDay;
  readonly sections: readonly ReportSectionFacts[];
  readonly annex: readonly ReportAnnexFacts[];
  /** Over which offices the figures are, one sentence a line; none where they are of the office alone. */
  readonly over?: readonly string[];
}

const KIND = 'period_report';

const withoutDayWord = (iso: IsoDay) => longDate(iso).replace(/^ngày /, '');

/** The period as a sentence names it. */
export function periodWords(facts: {
  readonly kind: PeriodKind;
  readonly year: number;
  readonly periodFrom: IsoDay;
  readonly periodTo: IsoDay;
}): string {
  return (
    periodName(facts.kind, facts.year) ??
    `kỳ từ ngày ${shortDate(facts.periodFrom)} đến ngày ${shortDate(facts.periodTo)}`
  );
}

export const periodFields = (facts: Parameters<typeof periodWords>[0]): OwnFields => ({
  ky_bao_cao: periodWords(facts),
  tu_ky: withoutDayWord(facts.periodFrom),
  den_ky: withoutDayWord(facts.periodTo),
});

/** The facts with the fields that a periodic report knows. */
export const periodReportFacts = (facts: PeriodReportFacts): PeriodReportFacts => ({
  ...facts,
  fields: periodFields(facts),
});

export function periodReportSubject(facts: PeriodReportFacts): string {
  const bare = oneLine(facts.title).replace(/^Báo cáo\s+/iu, '');
  return subjectOr(facts, upperFirst(bare));
}

const headings: readonly TextBlockType[] = ['section', 'subsection', 'point'];

export function draftPeriodReport(given: PeriodReportFacts): DocumentContent {
  const facts = periodReportFacts(given);
  return paperContent(facts, KIND, {
    addressees: facts.addressees,
    blocks: [
      ...partBlocks(facts, KIND, 'opening', 'lead'),
      ...(facts.over ?? []).map((line, index) => block('paragraph', `over:${String(index + 1)}`, line)),
      ...facts.sections.flatMap((section, index) => sectionBlocks(section, facts.sections[index + 1])),
      ...partBlocks(facts, KIND, 'closing', 'closing'),
      ...annexBlocks(facts),
    ],
  });
}

function sectionBlocks(
  section: ReportSectionFacts,
  next: ReportSectionFacts | undefined,
): readonly ContentBlock[] {
  const { key, level, title, text, suggestion } = section;
  const id = `section:${key}`;
  const written = linesOf(text);
  const said = written.length > 0 ? written : linesOf(suggestion);
  const isLeaf = next === undefined || next.level <= level;
  const heading = block(headings[level - 1] ?? 'point', id, bareTitle(oneLine(title)));
  // What nobody has written and no figure says stays open, to be filled in.
  const lines = said.length > 0 ? said : isLeaf ? [`${BLANK}${BLANK}`] : [];
  return [heading, ...lines.map((line, index) => textBlock(`${id}:${String(index + 1)}`, line))];
}

const linesOf = (text: string | null): readonly string[] =>
  (text ?? '')
    .split('\n')
    .map((line) => oneLine(line))
    .filter((line) => line !== '');

/** A line that is written with a dash is an entry of a list. */
function textBlock(id: string, line: string): ContentBlock {
  const bare = line.replace(/^[-–+•]\s+/u, '');
  return block(bare === line ? 'paragraph' : 'item', id, bare);
}

// ── The annex ────────────────────────────────────────────────────────────────────────────────────────────

/** As it is printed: a figure that nobody knows stays open. */
function figureText({ isGroup, value, hundredths }: ReportAnnexFacts): string {
  if (isGroup) return '';
  if (value === null) return '…';
  return hundredths ? formatHundredths(value) : formatInteger(value);
}

function annexBlocks(facts: PeriodReportFacts): readonly ContentBlock[] {
  if (facts.annex.length === 0) return [];
  // A column of notes is wide: the page is turned for it.
  const hasNotes = facts.annex.some(({ note }) => oneLine(note ?? '') !== '');
  const appendix: AppendixBlock = {
    id: 'annex',
    type: 'appendix',
    text: `Số liệu ${lowered(periodReportSubject({ ...facts, document: { ...facts.document, subject: null } }))}`.slice(
      0,
      500,
    ),
    landscape: hasNotes,
  };
  const rows = facts.annex.map((line) => [
    line.label,
    line.title,
    line.unit,
    figureText(line),
    ...(hasNotes ? [line.note ?? ''] : []),
  ]);
  return [
    appendix,
    table(
      'annex:table',
      [
        { text: 'TT', width: 9, align: 'center' },
        { text: 'Chỉ tiêu thống kê', width: hasNotes ? 43 : 55 },
        { text: 'Đơn vị tính', width: hasNotes ? 14 : 19, align: 'center' },
        { text: 'Số liệu', width: hasNotes ? 12 : 17, align: 'right' },
        ...(hasNotes ? [{ text: 'Ghi chú', width: 22 }] : []),
      ],
      rows,
    ),
  ];
}

const lowered = (text: string) => `${text.charAt(0).toLocaleLowerCase('vi')}${text.slice(1)}`;

/** Sections that are still open when the report goes out, whoever left them so. */
export function checkPeriodReport(content: DocumentContent): readonly Warning[] {
  return content.blocks.flatMap((entry, index): Warning[] => {
    if (!entry.id.startsWith('section:') || !('text' in entry) || !isOpenPlace(entry.text)) return [];
    const heading = content.blocks
      .slice(0, index)
      .findLast((one) => headings.includes(one.type as TextBlockType));
    const text = heading !== undefined && 'text' in heading ? heading.text : '';
    return [{ code: 'empty_section', params: { blockId: entry.id, text } }];
  });
}
