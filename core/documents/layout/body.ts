// The text between header and signature: headings counted, items gathered into lists, one end mark.
import type { ContentBlock, TextBlock } from '../content.ts';
import { beginsAppendix, headingMarks } from '../heading-marks.ts';
import type { Block, List, Marker, Numbering, Paragraph, Run, StyleName } from '../model.ts';
import { oneLine, withoutEnd } from '../wording/text.ts';
import { barsBlocks, pictureBlock, tableBlocks } from './figures.ts';
import { paragraph } from './paragraph.ts';
import { replaceInRuns, runsOf, runsText, upperRuns, withTail } from './runs.ts';

const END_MARK = './.';
/** Word counts a, b, c, d; the fifth letter of the Vietnamese alphabet is đ, which it does not know. */
const LETTERS_OF_WORD = 4;

export interface BodyOptions {
  /** The text ends with `./.`. */
  readonly endMark: boolean;
  /** Stands behind the grounds that the text begins with. */
  readonly afterGrounds?: readonly Block[];
  /** The style of what introduces the text. */
  readonly lead?: StyleName;
}

const styleOf: Readonly<Record<TextBlock['type'], StyleName>> = {
  ground: 'ground',
  lead: 'body',
  article: 'article',
  section: 'section',
  subsection: 'subsection',
  clause: 'clause',
  point: 'point',
  paragraph: 'body',
  item: 'item',
  closing: 'body',
  byline: 'byline',
};

const numberingOf: Partial<Readonly<Record<ContentBlock['type'], Numbering>>> = {
  article: 'article',
  section: 'section',
  subsection: 'clause',
  clause: 'clause',
  point: 'point',
  item: 'item',
};

type Written = TextBlock & { readonly runs: readonly Run[] };
type Entry = Written | Exclude<ContentBlock, TextBlock>;

const isWritten = (entry: Entry): entry is Written => 'runs' in entry;

/** Blocks before the first appendix, and each appendix from the block that begins it. */
export function splitAppendices(blocks: readonly ContentBlock[]): {
  readonly text: readonly ContentBlock[];
  readonly appendices: readonly (readonly ContentBlock[])[];
} {
  const text: ContentBlock[] = [];
  const appendices: ContentBlock[][] = [];
  for (const entry of blocks) {
    if (beginsAppendix(entry)) appendices.push([entry]);
    else (appendices.at(-1) ?? text).push(entry);
  }
  return { text, appendices };
}

export function bodyBlocks(content: readonly ContentBlock[], options: BodyOptions): readonly Block[] {
  const written = content
    .map(toEntry)
    .filter((entry) => !isWritten(entry) || runsText(entry.runs).trim() !== '');
  const ended = closed(written, options.endMark);
  const markers = markersOf(ended);
  const afterGrounds = options.afterGrounds ?? [];
  const firstOther = ended.findIndex((entry) => entry.type !== 'ground');
  const grounds = firstOther === -1 ? ended.length : firstOther;
  const blocks = ended.flatMap((entry, index): readonly Block[] => {
    const isLast = index === ended.length - 1;
    const before = index === grounds ? afterGrounds : [];
    return [...before, ...blocksOf(entry, markers[index], isLast, options)];
  });
  return gather(grounds === ended.length ? [...blocks, ...afterGrounds] : blocks);
}

/** Typed end marks go: the layout sets the only one. So do typed dashes in front of an item. */
function toEntry(entry: ContentBlock): Entry {
  if (!isTextBlock(entry)) return entry;
  let runs = runsOf(entry.text, entry.marks);
  runs = replaceInRuns(runs, /\.?\s*\/\.(?=\s*$)/u, '.');
  runs = replaceInRuns(runs, /(?:\.\/)+\./u, '.');
  runs = replaceInRuns(runs, /^\s+|\s+$/u, '');
  if (entry.type === 'item') runs = replaceInRuns(runs, /^[-–]\s*/u, '');
  if (entry.type === 'section') runs = upperRuns(runs);
  return { ...entry, runs };
}

function isTextBlock(entry: ContentBlock): entry is TextBlock {
  return entry.type in styleOf;
}

/** Grounds end in a semicolon, the last in a full stop; the last written words of a text in the end mark. */
function closed(content: readonly Entry[], endMark: boolean): readonly Entry[] {
  const last = content.findLastIndex((entry) => isWritten(entry) && entry.type !== 'byline');
  return content.map((entry, index) => {
    if (!isWritten(entry)) return entry;
    const isEnd = endMark && index === last;
    if (entry.type !== 'ground') return isEnd ? { ...entry, runs: closeWith(entry.runs, END_MARK) } : entry;
    const tail = content[index + 1]?.type === 'ground' ? ';' : isEnd ? END_MARK : '.';
    return { ...entry, runs: closeWith(entry.runs, tail) };
  });
}

function closeWith(runs: readonly Run[], tail: string): readonly Run[] {
  const text = runsText(runs);
  const kept = withoutEnd(text).length;
  return withTail(kept === text.length ? runs : firstUnits(runs, kept), tail);
}

function firstUnits(runs: readonly Run[], length: number): readonly Run[] {
  let left = length;
  return runs
    .map((run) => {
      const text = run.text.slice(0, Math.max(0, left));
      left -= run.text.length;
      return { ...run, text };
    })
    .filter(({ text }) => text !== '');
}

function markersOf(content: readonly Entry[]): readonly (Marker | undefined)[] {
  const texts = headingMarks(content);
  const typed = typedMarks(content);
  return content.map((entry, index) => {
    const numbering = numberingOf[entry.type];
    const text = texts[index] ?? '';
    if (numbering === undefined || text === '') return undefined;
    return {
      text,
      numbering,
      ...(typed.has(index) ? { typed: true } : {}),
      ...(numbering === 'article' ? { bold: true } : {}),
    };
  });
}

/** The level of each numbered block in the one list that Word counts; items have a list of their own. */
const levelOf: Partial<Readonly<Record<Numbering, number>>> = { section: 0, article: 0, clause: 1, point: 2 };

/** What Word would count otherwise than the decree does. */
function typedMarks(content: readonly Entry[]): ReadonlySet<number> {
  const numbered = content.flatMap((entry, index) => {
    const numbering = numberingOf[entry.type];
    const level = numbering === undefined ? undefined : levelOf[numbering];
    return level === undefined ? [] : [{ index, level }];
  });
  const has = (type: ContentBlock['type']): boolean => content.some((entry) => entry.type === type);
  // Articles count through sections, which no list of levels does.
  if (has('article') && has('section')) return new Set(numbered.map(({ index }) => index));
  const skipping = numbered
    .filter((_, at) =>
      skipsLevel(
        numbered.map(({ level }) => level),
        at,
      ),
    )
    .map(({ index }) => index);
  return new Set([...skipping, ...longRuns(numbered)]);
}

/** It stands below a level that begins only behind it: Word would take that level as begun, and count it from two. */
function skipsLevel(levels: readonly number[], at: number): boolean {
  const own = levels[at] ?? 0;
  for (let missing = 0; missing < own; missing += 1) {
    const before = levels.slice(0, at).findLast((level) => level <= missing);
    const after = levels.slice(at + 1).find((level) => level <= missing);
    if (before !== missing && after === missing) return true;
  }
  return false;
}

/** The points of every run that goes beyond Word's letters. */
function longRuns(
  numbered: readonly { readonly index: number; readonly level: number }[],
): readonly number[] {
  const typed: number[] = [];
  let run: number[] = [];
  const flush = (): void => {
    if (run.length > LETTERS_OF_WORD) typed.push(...run);
    run = [];
  };
  for (const { index, level } of numbered) {
    if (level === levelOf.point) run.push(index);
    else flush();
  }
  flush();
  return typed;
}

function blocksOf(
  entry: Entry,
  marker: Marker | undefined,
  isLast: boolean,
  options: BodyOptions,
): readonly Block[] {
  switch (entry.type) {
    case 'appendix':
      return [];
    case 'table':
      return tableBlocks(entry, isLast);
    case 'bars':
      return barsBlocks(entry);
    case 'image':
      return [pictureBlock(entry)];
    default: {
      const isHeading = entry.type === 'section' || entry.type === 'subsection' || entry.type === 'point';
      const style = entry.type === 'lead' ? (options.lead ?? 'body') : styleOf[entry.type];
      // What announces a list, and the last lines before the signature, are not left alone on a page.
      const keepNext = isHeading || isLast || runsText(entry.runs).endsWith(':');
      return [withMarker({ ...paragraph(style, '', { keepNext }), runs: entry.runs }, marker)];
    }
  }
}

function withMarker(entry: Paragraph, marker: Marker | undefined): Paragraph {
  return marker === undefined ? entry : { ...entry, marker };
}

function gather(blocks: readonly Block[]): readonly Block[] {
  const result: Block[] = [];
  let items: Paragraph[] = [];
  const flush = (): void => {
    if (items.length > 0) result.push({ type: 'list', items } satisfies List);
    items = [];
  };
  for (const entry of blocks) {
    if (entry.type === 'paragraph' && entry.style === 'item') {
      items.push(entry);
    } else {
      flush();
      result.push(entry);
    }
  }
  flush();
  return result;
}

/** `Kính gửi: X.` of one, else each on a line of its own. */
export function addresseeBlocks(addressees: readonly string[]): readonly Paragraph[] {
  const names = addressees.map((name) => withoutEnd(oneLine(name)).replace(/^[-–]\s*/u, '')).filter(Boolean);
  const [only] = names;
  if (only === undefined) return [];
  if (names.length === 1) return [paragraph('addressee', `Kính gửi: ${only}`, { keepNext: true })];
  return [
    paragraph('addressee_heading', 'Kính gửi:', { keepNext: true }),
    ...names.map((name, index) =>
      paragraph('addressee_line', `- ${name}${index === names.length - 1 ? '.' : ';'}`, { keepNext: true }),
    ),
  ];
}
