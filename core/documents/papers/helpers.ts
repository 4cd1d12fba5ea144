// What the papers share: standing texts filled with their fields as blocks, grounds, recipients, tables.
import { boilerplatePresets, fillBoilerplate, type FilledLine } from '../boilerplate.ts';
import {
  MAX_CELL,
  MAX_LINE,
  MAX_TEXT,
  type ContentBlock,
  type DocumentContent,
  type SignatureParty,
  type TableBlock,
  type TextBlock,
  type TextBlockType,
} from '../content.ts';
import type { BaseFacts, NoticeFacts } from '../facts.ts';
import { fieldsOf, type FieldSource } from '../fields.ts';
import type { DocumentKind } from '../kinds.ts';
import { block, uniqueIds } from '../wording/blocks.ts';
import { inspectionPhrase } from '../wording/subject.ts';
import { teamWord } from '../wording/team.ts';
import { withToneMarks } from '../wording/tone.ts';
import { cleanText, oneLine, sentence, upperFirst, withoutEnd } from '../wording/text.ts';

const MAX_RECIPIENTS = 60;

export const noticeKind = ({ notice }: Pick<NoticeFacts, 'notice'>): DocumentKind =>
  notice === 'agency' ? 'agency_notice' : 'collective_notice';

/** The office's text of a part, or the one that the application brings. */
export function partText(facts: BaseFacts, kind: DocumentKind, part: string): string {
  return facts.boilerplate?.[part] ?? boilerplatePresets[kind][part] ?? '';
}

export function partLines(facts: FieldSource, kind: DocumentKind, part: string): readonly FilledLine[] {
  return fillBoilerplate(partText(facts, kind, part), fieldsOf(facts));
}

export function filledBlock(type: TextBlockType, id: string, line: FilledLine): TextBlock {
  const base = block(type, id, line.text);
  const marks = line.marks.filter(({ to }) => to <= MAX_TEXT).map((mark) => ({ ...mark }));
  return marks.length === 0 ? base : { ...base, marks };
}

/** One block a line; ids are `opening`, `opening:2`, `opening:3` … */
export function partBlocks(
  facts: FieldSource,
  kind: DocumentKind,
  part: string,
  type: TextBlockType,
  id = part,
): readonly TextBlock[] {
  return partLines(facts, kind, part).map((line, index) =>
    filledBlock(type, index === 0 ? id : `${id}:${String(index + 1)}`, line),
  );
}

/** Citations that a paper does without where there is nothing to cite; any other blank is to be filled in. */
const optionalCitations: ReadonlySet<string> = new Set([
  'ke_hoach_can_cu',
  'luat_sua_doi',
  'quyet_dinh',
  'thong_bao',
]);

/** The plan's own grounds, where it has none those of the boilerplate; then what this paper alone stands on. */
export function groundBlocks(facts: FieldSource, kind: DocumentKind): readonly TextBlock[] {
  const own = facts.plan.legalGrounds
    .map((ground) => withoutEnd(oneLine(ground)))
    .filter((one) => one !== '');
  const standing = (part: string) =>
    partLines(facts, kind, part)
      .map((line, index) => ({ line, id: index === 0 ? part : `${part}:${String(index + 1)}` }))
      .filter(({ line }) => !line.blanks.some((name) => optionalCitations.has(name)))
      .map(({ line, id }) => filledBlock('ground', id, line));
  return [
    ...(own.length > 0
      ? own.map((ground, index) => block('ground', `ground:${String(index + 1)}`, groundWords(ground)))
      : standing('grounds')),
    ...standing('own_grounds'),
  ];
}

const groundWords = (ground: string): string =>
  /^(?:căn cứ|theo|xét|thực hiện)(?!\p{L})/iu.test(ground) ? upperFirst(ground) : `Căn cứ ${ground}`;

/** Lines of `Nơi nhận`: a line whose field has no value names nobody and is left out. */
export function recipientLines(facts: FieldSource, kind: DocumentKind): string[] {
  const lines = partLines(facts, kind, 'recipients')
    .filter(({ blanks }) => blanks.length === 0)
    .map(({ text }) => withoutEnd(text))
    .filter((line) => line !== '');
  return [...new Set(lines)].slice(0, MAX_RECIPIENTS).map(line);
}

/** As long as a line of the content may be. */
export const line = (text: string): string => oneLine(text).slice(0, MAX_LINE).toWellFormed();

/** `a; b; c` as one sentence's list: each part without its own end. */
export function joinedList(parts: readonly string[]): string {
  return parts
    .map((part) => withoutEnd(oneLine(part)))
    .filter((part) => part !== '')
    .join('; ');
}

export interface ColumnSketch {
  readonly text: string;
  readonly width: number;
  readonly align?: 'left' | 'center' | 'right';
}

/** A table within the bounds of the content; cells may hold line breaks. */
export function table(
  id: string,
  columns: readonly ColumnSketch[],
  rows: readonly (readonly string[])[],
  { title = '', totals = false }: { readonly title?: string; readonly totals?: boolean } = {},
): TableBlock {
  return {
    id,
    type: 'table',
    text: line(title),
    appendix: false,
    columns: columns.map(({ text, width, align = 'left' }) => ({ text: line(text), width, align })),
    rows: rows.slice(0, 1_000).map((row) => columns.map((_, index) => cellText(row[index] ?? ''))),
    ...(totals ? { totals: true as const } : {}),
  };
}

const cellText = (text: string): string =>
  cleanText(text)
    .split('\n')
    .map((part) => oneLine(part))
    .filter((part) => part !== '')
    .join('\n')
    .slice(0, MAX_CELL)
    .toWellFormed();

/** A paragraph that is a sentence; nothing where there is nothing to say. */
export function say(id: string, words: string | null): readonly TextBlock[] {
  // What announces a list keeps its colon.
  const given = words === null ? '' : oneLine(words);
  const whole = given.endsWith(':') ? given : sentence(given);
  return whole === '' ? [] : [block('paragraph', id, whole)];
}

/** Entries of a list within one paragraph of points: `…;` and the last `.`. */
export function listed(
  type: TextBlockType,
  entries: readonly { readonly id: string; readonly text: string }[],
): readonly TextBlock[] {
  const known = entries.filter((entry) => withoutEnd(oneLine(entry.text)) !== '');
  return known.map((entry, index) => {
    const bare = withoutEnd(oneLine(entry.text));
    const end = index === known.length - 1 ? (bare.endsWith('…') ? '' : '.') : ';';
    return block(type, entry.id, `${bare}${end}`);
  });
}

export interface PaperParts {
  readonly blocks: readonly ContentBlock[];
  readonly addressees?: readonly string[];
  readonly recipients?: readonly string[];
  readonly signatures?: readonly SignatureParty[];
  /** Texts that the office's tone marks leave alone, besides those that the facts name. */
  readonly names?: readonly (string | null)[];
}

/** The content of a paper from its parts, in the office's tone marks. */
export function paperContent(facts: FieldSource, kind: DocumentKind, parts: PaperParts): DocumentContent {
  const { blocks, addressees = [], recipients, signatures = [], names = [] } = parts;
  const named = addressees.map((one) => line(withoutEnd(one))).filter((one) => one !== '');
  const content: DocumentContent = {
    version: 1,
    kind,
    blocks: uniqueIds(withoutEmptyHeadings(blocks.filter(saysSomething))),
    ...(named.length === 0 ? {} : { addressees: named.slice(0, MAX_RECIPIENTS) }),
    recipients: (recipients ?? recipientLines(facts, kind)).map(line),
    signatures: [...signatures],
  };
  return withToneMarks(content, facts, names);
}

function saysSomething(entry: ContentBlock): boolean {
  switch (entry.type) {
    case 'table':
    case 'bars':
      return entry.rows.length > 0;
    case 'image':
      return true;
    default:
      return entry.text.trim() !== '';
  }
}

const depths: Readonly<Partial<Record<ContentBlock['type'], number>>> = {
  appendix: 0,
  section: 1,
  subsection: 2,
};

/** A heading whose words the office has taken out goes with them. */
function withoutEmptyHeadings(blocks: readonly ContentBlock[]): readonly ContentBlock[] {
  const kept: ContentBlock[] = [];
  for (const block of blocks.toReversed()) {
    const depth = depths[block.type];
    const next = kept.at(-1);
    const isEmpty =
      depth !== undefined &&
      (next === undefined || next.type === 'closing' || (depths[next.type] ?? Infinity) <= depth);
    if (!isEmpty) kept.push(block);
  }
  return kept.toReversed();
}

/** `kiểm tra công tác cải cách hành chính` behind the word of the team. */
export function teamOnTask(facts: Pick<FieldSource, 'plan' | 'teams'>): string {
  return `${teamWord(facts.teams ?? [])}${inspectionPhrase(facts.plan).replace(/^kiểm tra/, '')}`;
}

/** What is typed as the trích yếu, else the one that the data gives. */
export function subjectOr(facts: BaseFacts, given: string): string {
  const typed = facts.document.subject === null ? '' : withoutEnd(oneLine(facts.document.subject));
  return upperFirst(typed === '' ? given : typed);
}
