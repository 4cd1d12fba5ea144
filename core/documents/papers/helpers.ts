// What the papers share: standing texts filled with their fields as blocks, grounds, recipients, citations that are whole
// the first time and short afterwards, tables.
import { boilerplatePresets, fillBoilerplate, type FilledLine } from '../boilerplate.ts';
import { MAX_TEXT, type TableBlock, type TextBlock, type TextBlockType } from '../content.ts';
import type { BaseFacts, NoticeFacts, PlanFacts, TeamFacts } from '../facts.ts';
import { fieldsOf, type FieldSource } from '../fields.ts';
import type { DocumentKind } from '../kinds.ts';
import { block } from '../wording/blocks.ts';
import { decisionCitation, numberAndSymbol, planCitation } from '../wording/citations.ts';
import { cleanText, oneLine, upperFirst, withoutEnd } from '../wording/text.ts';

const MAX_RECIPIENTS = 60;
const MAX_LINE = 500;
const MAX_CELL = 2_000;

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

/** The plan's own grounds; where it has none, those of the boilerplate. Each is a line, ended by the layout's rules. */
export function groundBlocks(facts: FieldSource, kind: DocumentKind): readonly TextBlock[] {
  const own = facts.plan.legalGrounds
    .map((ground) => withoutEnd(oneLine(ground)))
    .filter((one) => one !== '');
  const grounds =
    own.length > 0
      ? own.map((ground, index) => block('ground', `ground:${String(index + 1)}`, groundWords(ground)))
      : partBlocks(facts, kind, 'grounds', 'ground', 'grounds');
  return ended([...grounds, ...partBlocks(facts, kind, 'own_grounds', 'ground', 'own_grounds')]);
}

const groundWords = (ground: string): string =>
  /^(?:căn cứ|theo|xét|thực hiện)(?!\p{L})/iu.test(ground) ? upperFirst(ground) : `Căn cứ ${ground}`;

/** `;` after each ground and `.` after the last. */
function ended(grounds: readonly TextBlock[]): readonly TextBlock[] {
  return grounds.map((ground, index) => ({
    ...ground,
    text: `${withoutEnd(ground.text)}${index === grounds.length - 1 ? '.' : ';'}`,
  }));
}

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

/** Cites plan and decisions whole the first time a text names them, and short from then on. */
export function createPaperCiter() {
  const cited = new Set<string>();
  const once = (key: string, first: string, short: string): string => {
    if (cited.has(key)) return short;
    cited.add(key);
    return first;
  };
  return {
    plan: (plan: PlanFacts): string =>
      once(
        'plan',
        planCitation(plan),
        `Kế hoạch số ${numberAndSymbol({ number: plan.number, symbol: plan.symbol, fallbackSymbol: 'KH-…' })}`,
      ),
    /** Null where the source tells nothing of a decision. */
    decision: (team: TeamFacts): string | null => {
      const first = decisionCitation(team);
      if (first === null) return null;
      const { decisionNumber: number, decisionSymbol: symbol } = team;
      const short = `Quyết định số ${numberAndSymbol({ number, symbol, fallbackSymbol: 'QĐ-…' })}`;
      return once(`decision:${team.id}`, first, short);
    },
    /** Any other paper by its own two ways of being named. */
    other: once,
  };
}

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
