// The scores of one line as autosave keeps them, and an entry with a score that was just saved put in its place. Pure but
// for the one call.
import type { Output } from '../../../core/contract/index.ts';
import type { IndexLine, IndexTotals } from '../../../core/contract/par-index.ts';
import { groupSums, isUnsupported } from '../../../core/rules/par-index.ts';

export type EntryDetail = Output<'indexEntries.get'>;

export interface ScoreRow {
  readonly rev: number | null;
  readonly selfPoints: number | null;
  readonly selfEvidence: string | null;
  readonly selfExplanation: string | null;
  readonly verifiedPoints: number | null;
  readonly verifierNote: string | null;
  readonly surveyPoints: number | null;
  readonly surveySource: string | null;
}

const nothing: ScoreRow = {
  rev: null,
  selfPoints: null,
  selfEvidence: null,
  selfExplanation: null,
  verifiedPoints: null,
  verifierNote: null,
  surveyPoints: null,
  surveySource: null,
};

export function scoreRow(line: IndexLine): ScoreRow {
  if (line.score === null) return nothing;
  const { id: _id, verifiedByName: _by, ...row } = line.score;
  return row;
}

/** Without waiting for the list to be read again: the line, the sums above it, and the totals. */
export function withScore(
  detail: EntryDetail,
  itemId: string,
  saved: { readonly id: string; readonly totals: IndexTotals; readonly row: ScoreRow },
): EntryDetail {
  const { rev } = saved.row;
  if (rev === null) return detail;
  const lines = detail.lines.map((line) => {
    if (line.item.id !== itemId) return line;
    // An older answer arrived late.
    if (line.score !== null && line.score.rev >= rev) return line;
    const score = { ...saved.row, id: saved.id, rev, verifiedByName: line.score?.verifiedByName ?? null };
    return { ...line, score, unsupported: isUnsupported(line.item, score) };
  });
  const sums = groupSums(
    lines.map(({ item }) => item),
    lines.flatMap(({ item, score }) => (score === null ? [] : [{ ...score, itemId: item.id }])),
    detail.set.hasSurvey,
  );
  return {
    ...detail,
    entry: { ...detail.entry, totals: saved.totals },
    lines: lines.map((line) => ({ ...line, sums: sums.get(line.item.id) ?? line.sums })),
  };
}

export const lineFilters = ['all', 'unverified', 'unsupported', 'differs', 'remarks', 'survey'] as const;
export type LineFilter = (typeof lineFilters)[number];

export function fits(line: IndexLine, filter: LineFilter): boolean {
  const { item, score } = line;
  switch (filter) {
    case 'all':
      return true;
    case 'unverified':
      return item.method === 'self' && (score?.verifiedPoints ?? null) === null;
    case 'unsupported':
      return line.unsupported;
    case 'differs':
      return (
        score !== null &&
        score.selfPoints !== null &&
        score.verifiedPoints !== null &&
        score.selfPoints !== score.verifiedPoints
      );
    case 'remarks':
      return line.remarks.length > 0;
    case 'survey':
      return item.method === 'survey';
  }
}

/** The last word is the agency's: it waits for an answer. */
export function waits(line: IndexLine): boolean {
  return line.remarks.toSorted((a, b) => a.ordinal - b.ordinal).at(-1)?.side === 'agency';
}

/** The leaves that are wanted, and the groups above them. */
export function visibleLines(
  lines: readonly IndexLine[],
  wanted: (line: IndexLine) => boolean,
): readonly IndexLine[] {
  const byId = new Map(lines.map((line) => [line.item.id, line]));
  const kept = new Set<string>();
  for (const line of lines) {
    if (!line.isLeaf || !wanted(line)) continue;
    let at: IndexLine | undefined = line;
    while (at !== undefined && !kept.has(at.item.id)) {
      kept.add(at.item.id);
      at = at.item.parentId === null ? undefined : byId.get(at.item.parentId);
    }
  }
  return lines.filter(({ item }) => kept.has(item.id));
}

/** Points that a share of the inspection's answer comes to, out of the item's maximum. */
export function pointsOfShare(share: number, max: number): number {
  return Math.round((share * max) / 10_000);
}
