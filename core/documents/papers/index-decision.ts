// Quyết định công bố Chỉ số CCHC with its ranking, of a set of the index or of the agencies of a round. The index is worked
// out elsewhere: without it the ranking lists the agencies by group and leaves points, rank and grade to be filled in.
// Points of an inspection are not the index.
import type { ContentBlock, DocumentContent, TextBlock } from '../content.ts';
import type { AgencyFacts, BaseFacts } from '../facts.ts';
import type { FieldSource } from '../fields.ts';
import { agencyName } from '../wording/agencies.ts';
import { formatHundredths, OPEN } from '../wording/numbers.ts';
import { oneLine, upperFirst } from '../wording/text.ts';
import type { OwnFields } from './after-round.ts';
import { filledBlock, groundBlocks, paperContent, partLines, say, subjectOr, table } from './helpers.ts';

export interface IndexRow {
  readonly agencyId: string;
  /** In hundredths. */
  readonly points: number;
  readonly maxPoints: number | null;
  /** Hundredths of a percent; absent in papers that tell points only. */
  readonly share?: number;
  /** Null: by its points within its group, equals sharing a rank. */
  readonly rank: number | null;
  readonly grade: string | null;
}

export interface IndexDecisionFacts extends BaseFacts {
  readonly fields?: OwnFields;
  readonly agencies: readonly AgencyFacts[];
  readonly index: {
    readonly rows: readonly IndexRow[];
    /** What the reader must know of the points: nobody was surveyed, say. Absent: nothing. */
    readonly note?: string;
  } | null;
}

const KIND = 'index_decision';
/** A group of one kind of agencies is a ranking of its own. */
const MAX_ROWS = 1_000;

/** The facts with the fields that only this decision knows. */
export const indexDecisionFacts = (facts: IndexDecisionFacts): IndexDecisionFacts => ({
  ...facts,
  fields: { ...facts.fields, nhom_co_quan: whoseIndex(facts) },
});

export function draftIndexDecision(given: IndexDecisionFacts): DocumentContent {
  const facts = indexDecisionFacts(given);
  return paperContent(facts, KIND, {
    blocks: [
      ...groundBlocks(facts, KIND),
      ...articleBlocks(facts, ['publication'], 'article:1'),
      ...articleBlocks(facts, ['tasks'], 'article:2'),
      ...articleBlocks(facts, ['effect', 'execution'], 'article:3'),
      ...rankings(facts),
    ],
  });
}

/** One article of one line, or an article whose lines are its paragraphs. */
function articleBlocks(facts: FieldSource, parts: readonly string[], id: string): readonly TextBlock[] {
  const lines = parts.flatMap((part) => partLines(facts, KIND, part));
  return lines.map((one, index) =>
    filledBlock(index === 0 ? 'article' : 'paragraph', index === 0 ? id : `${id}:${String(index + 1)}`, one),
  );
}

interface Group {
  readonly label: string;
  readonly agencies: readonly AgencyFacts[];
}

function groupsOf(agencies: readonly AgencyFacts[]): readonly Group[] {
  const groups = new Map<string, AgencyFacts[]>();
  const seen = new Set<string>();
  for (const agency of agencies.toSorted((one, other) => one.ordinal - other.ordinal)) {
    if (seen.has(agency.id)) continue;
    seen.add(agency.id);
    const label = agency.group === null ? '' : oneLine(agency.group);
    groups.set(label, [...(groups.get(label) ?? []), agency]);
  }
  return [...groups].map(([label, members]) => ({ label, agencies: members }));
}

function rankings(facts: IndexDecisionFacts): readonly ContentBlock[] {
  const year = facts.plan.year === null ? '' : ` năm ${String(facts.plan.year)}`;
  const groups = groupsOf(facts.agencies);
  if (groups.length === 0) return [ranking(`Chỉ số cải cách hành chính${year}`, 'other', [openRow])].flat();
  return groups.flatMap(({ label, agencies }, index) => {
    const whose = groupWords(label);
    const id = agencies[0]?.kind ?? String(index);
    const shares = facts.index?.rows.some(({ share }) => share !== undefined) === true;
    const note = facts.index?.note;
    return [
      ...ranking(
        `Chỉ số cải cách hành chính${year} của ${whose}`,
        id,
        facts.index === null ? openRows(agencies) : rankedRows(agencies, facts.index.rows, shares),
        shares,
      ),
      ...(note === undefined ? [] : say(`ranking:${id}:note`, note)),
    ];
  });
}

function ranking(
  title: string,
  id: string,
  rows: readonly (readonly string[])[],
  shares = false,
): readonly ContentBlock[] {
  return [
    { id: `ranking:${id}`, type: 'appendix', text: title.slice(0, 500), landscape: false },
    table(
      `ranking:${id}:table`,
      [
        { text: 'TT', width: 7, align: 'center' },
        { text: 'Cơ quan, đơn vị', width: shares ? 36 : 46 },
        { text: 'Điểm Chỉ số', width: 17, align: 'right' },
        ...(shares ? [{ text: 'Tỷ lệ', width: 12, align: 'right' } as const] : []),
        { text: 'Xếp hạng', width: 14, align: 'center' },
        { text: 'Xếp loại', width: shares ? 14 : 16, align: 'center' },
      ],
      rows.slice(0, MAX_ROWS),
    ),
  ];
}

const openRow: readonly string[] = ['1', '…………', OPEN, OPEN, OPEN];

const openRows = (agencies: readonly AgencyFacts[]): readonly (readonly string[])[] =>
  agencies.map((agency, index) => [String(index + 1), agencyName(agency), OPEN, OPEN, OPEN]);

export interface RankedRow extends IndexRow {
  readonly agency: AgencyFacts;
  readonly place: number;
}

/** Highest points first; equals share a rank, and the next one counts them all (1, 2, 2, 4). */
export function rankIndex(agencies: readonly AgencyFacts[], rows: readonly IndexRow[]): readonly RankedRow[] {
  const known = agencies.flatMap((agency) => {
    const row = rows.find(({ agencyId }) => agencyId === agency.id);
    return row === undefined ? [] : [{ ...row, agency }];
  });
  return known
    .map((row) => ({
      ...row,
      place: row.rank ?? 1 + known.filter(({ points }) => points > row.points).length,
    }))
    .toSorted(
      (one, other) =>
        one.place - other.place || other.points - one.points || one.agency.ordinal - other.agency.ordinal,
    );
}

/** The ranked ones, then those without points, whose cells stay open. */
function rankedRows(
  agencies: readonly AgencyFacts[],
  rows: readonly IndexRow[],
  shares: boolean,
): readonly (readonly string[])[] {
  const ranked = rankIndex(agencies, rows);
  const told = new Set(ranked.map(({ agency }) => agency.id));
  return [
    ...ranked.map(({ agency, points, share, place, grade }) => [
      agencyName(agency),
      shares ? twoDecimals(points) : formatHundredths(points),
      ...(shares ? [share === undefined ? OPEN : `${twoDecimals(share)}%`] : []),
      String(place),
      grade === null || oneLine(grade) === '' ? OPEN : upperFirst(oneLine(grade)),
    ]),
    ...agencies
      .filter(({ id }) => !told.has(id))
      .map((agency) => [agencyName(agency), ...(shares ? [OPEN] : []), OPEN, OPEN, OPEN]),
  ].map((row, index) => [String(index + 1), ...row]);
}

/** A column of figures that are compared down the page: 9,00 above 8,57. */
function twoDecimals(hundredths: number): string {
  const [whole = '', places = ''] = formatHundredths(hundredths).split(',');
  return `${whole},${places.padEnd(2, '0')}`;
}

export function indexDecisionSubject(facts: IndexDecisionFacts): string {
  const year = facts.plan.year === null ? '' : ` năm ${String(facts.plan.year)}`;
  return subjectOr(facts, `Về việc công bố Chỉ số cải cách hành chính${year} của ${whoseIndex(facts)}`);
}

/** Groups are ranked separately, each by a decision of its own where the index says so. */
function whoseIndex({ agencies, index }: Pick<IndexDecisionFacts, 'agencies' | 'index'>): string {
  const groups = groupsOf(agencies);
  return groupWords(index !== null && groups.length === 1 ? (groups[0]?.label ?? '') : '');
}

/** `các sở, ban, ngành`; committees of one level are said without a plural, and not shortened in a decision. */
function groupWords(label: string): string {
  if (label === '') return 'các cơ quan, đơn vị';
  const whole = label.replace(/\bUBND\b/gu, 'Ủy ban nhân dân');
  return /^(?:ủy|uỷ) ban/iu.test(whole) ? whole : `các ${whole}`;
}
