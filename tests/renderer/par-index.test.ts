// The reform index on the screen: its tree and running sums, places of items, codes, lines that are shown, sums as they
// are typed, and the ranking in four figures.
import { describe, expect, it } from 'vitest';
import type { IndexEntry, IndexItem, IndexLine, IndexTotals } from '../../core/contract/par-index.ts';
import { entryShows, shows } from '../../renderer/features/par-index/entry-filter.ts';
import {
  fits,
  pointsOfShare,
  scoreRow,
  visibleLines,
  waits,
  withScore,
} from '../../renderer/features/par-index/entry-row.ts';
import type { EntryDetail } from '../../renderer/features/par-index/entry-row.ts';
import {
  childrenSum,
  matching,
  nextCode,
  parentsFor,
  rowsOf,
  stepOf,
  sumDifference,
  totalsOf,
  treeOf,
} from '../../renderer/features/par-index/item-tree.ts';
import { signed } from '../../renderer/features/par-index/index-words.ts';
import { summaryOf } from '../../renderer/features/par-index/ranking-summary.ts';

function item(id: string, parentId: string | null, part: Partial<IndexItem> = {}): IndexItem {
  return {
    id,
    rev: 1,
    provenance: null,
    indexSetId: 'set',
    parentId,
    level: parentId === null ? 'field' : 'criterion',
    code: id,
    text: `Mục ${id}`,
    maxPoints: 100,
    method: 'self',
    effect: 'points',
    formula: null,
    evidenceRequired: true,
    evidence: null,
    criterionCodes: [],
    ordinal: 1,
    copiedFromId: null,
    ...part,
  };
}
const items = [
  item('1', null, { maxPoints: 300 }),
  item('1.1', '1'),
  item('1.2', '1', { ordinal: 2, maxPoints: 150, method: 'survey' }),
  item('1.3', '1', { ordinal: 3, maxPoints: 50, effect: 'bonus' }),
  item('2', null, { ordinal: 2, maxPoints: 200 }),
  item('2.1', '2', { maxPoints: 200, text: 'Cải cách thể chế' }),
];

describe('the tree of a set', () => {
  const tree = treeOf(items);

  it('adds up what counts and says what lacks and where', () => {
    const [first, second] = tree;
    expect(childrenSum(first!)).toBe(250);
    expect(sumDifference(first!)).toBe(-50);
    expect(sumDifference(second!)).toBeNull();
    expect(childrenSum(second!.children[0]!)).toBeNull();
    expect(totalsOf(tree)).toEqual({ fields: 500, survey: 150, bonus: 50, deduction: 0 });
  });

  it('walks in reading order, without what is folded', () => {
    expect(rowsOf(tree).map(({ item: { id } }) => id)).toEqual(['1', '1.1', '1.2', '1.3', '2', '2.1']);
    expect(rowsOf(tree, new Set(['1'])).map(({ item: { id } }) => id)).toEqual(['1', '2', '2.1']);
  });

  it('finds without marks, and keeps what stands above', () => {
    expect(rowsOf(matching(tree, 'the che')).map(({ item: { id } }) => id)).toEqual(['2', '2.1']);
    expect(matching(tree, 'không có')).toEqual([]);
  });

  it('steps among siblings and from parent to parent', () => {
    expect(stepOf(items, '1.2', 'up')).toEqual({ parentId: '1', ordinal: 1 });
    expect(stepOf(items, '1.1', 'up')).toBeNull();
    expect(stepOf(items, '1.3', 'down')).toBeNull();
    expect(stepOf(items, '1.1', 'next_parent')).toEqual({ parentId: '2', ordinal: 1 });
    expect(stepOf(items, '2.1', 'previous_parent')).toEqual({ parentId: '1', ordinal: 4 });
    expect(stepOf(items, '1', 'next_parent')).toBeNull();
    expect(parentsFor(items, items[1]!).map(({ id }) => id)).toEqual(['1', '2']);
  });

  it('proposes a code that is free, in the manner of its siblings', () => {
    expect(nextCode(items, '1')).toBe('1.4');
    expect(nextCode(items, null)).toBe('3');
    expect(nextCode(items, '1.1')).toBe('1.1.1');
    expect(nextCode([], null)).toBe('1');
    expect(nextCode([item('I', null), item('II', null, { ordinal: 2 })], null)).toBe('III');
    expect(nextCode([item('II', null)], 'II')).toBe('2.1');
  });
});

const totals: IndexTotals = {
  selfPoints: 0,
  selfMax: 300,
  verifiedPoints: 0,
  verifiedMax: 300,
  surveyPoints: 0,
  surveyMax: 150,
  bonus: 0,
  deduction: 0,
  total: null,
  provisional: 0,
  share: 0,
  missing: 3,
};
const score = {
  id: 's',
  rev: 1,
  selfPoints: 100,
  selfEvidence: null,
  selfExplanation: null,
  verifiedPoints: null,
  verifierNote: null,
  surveyPoints: null,
  surveySource: null,
  verifiedByName: null,
};
const lines: readonly IndexLine[] = items.map((one) => ({
  item: one,
  isLeaf: items.every(({ parentId }) => parentId !== one.id),
  score: one.id === '1.1' ? score : null,
  sums: { self: 0, verified: 0, max: 0 },
  remarks: [],
  offered: [],
  unsupported: one.id === '1.1',
}));

describe('the scores of one agency', () => {
  it('shows the lines that are asked for with the groups above them', () => {
    const shown = (filter: Parameters<typeof fits>[1]) =>
      visibleLines(lines, (line) => fits(line, filter)).map(({ item: { id } }) => id);
    expect(shown('all')).toHaveLength(6);
    expect(shown('survey')).toEqual(['1', '1.2']);
    expect(shown('unsupported')).toEqual(['1', '1.1']);
    expect(shown('unverified')).toEqual(['1', '1.1', '1.3', '2', '2.1']);
    expect(shown('differs')).toEqual([]);
  });

  it('puts a saved score in its place with the sums above it', () => {
    const detail = { set: { hasSurvey: true }, entry: { totals }, lines } as unknown as EntryDetail;
    const row = { ...scoreRow(lines[1]!), rev: 2, verifiedPoints: 80, selfEvidence: 'Kế hoạch 12/KH-UBND' };
    const saved = { id: 's', totals: { ...totals, verifiedPoints: 80 }, row };
    const after = withScore(detail, '1.1', saved);
    expect(after.lines[1]!.score).toMatchObject({ rev: 2, verifiedPoints: 80 });
    expect(after.lines[1]!.unsupported).toBe(false);
    expect(after.lines[0]!.sums).toEqual({ self: 100, verified: 80, max: 250 });
    expect(after.entry.totals.verifiedPoints).toBe(80);
    // An older answer changes nothing of the line.
    const late = withScore(after, '1.1', { ...saved, row: { ...row, rev: 1, verifiedPoints: 10 } });
    expect(late.lines[1]!.score).toMatchObject({ rev: 2, verifiedPoints: 80 });
  });

  it('waits for an answer while the last word is the agency’s', () => {
    const said = (side: 'agency' | 'appraiser', ordinal: number): IndexLine['remarks'][number] => ({
      id: `${side}${String(ordinal)}`,
      rev: 1,
      provenance: null,
      indexScoreId: 's',
      ordinal,
      side,
      saidOn: '2026-01-05',
      text: 'Đề nghị xem lại.',
      personName: 'Nguyễn Văn A',
    });
    const withRemarks = (remarks: IndexLine['remarks']) => ({ ...lines[1]!, remarks });
    expect(waits(lines[1]!)).toBe(false);
    expect(waits(withRemarks([said('agency', 1)]))).toBe(true);
    expect(waits(withRemarks([said('appraiser', 2), said('agency', 1)]))).toBe(false);
  });

  it('offers the points that a share of the inspection comes to', () => {
    expect(pointsOfShare(10_000, 125)).toBe(125);
    expect(pointsOfShare(6_667, 150)).toBe(100);
    expect(pointsOfShare(0, 150)).toBe(0);
  });
});

describe('participants and their ranking', () => {
  const entry = (part: Partial<IndexEntry>): IndexEntry =>
    ({
      selfScored: 30,
      verified: 30,
      leaves: 30,
      unsupported: 0,
      unanswered: 0,
      totals,
      ...part,
    }) as IndexEntry;

  it('says who waits for what', () => {
    const of = (one: IndexEntry) => entryShows.filter((show) => shows(one, show, true));
    expect(of(entry({ totals: { ...totals, missing: 0 } }))).toEqual([]);
    expect(of(entry({ selfScored: 29, verified: 28, totals: { ...totals, missing: 2 } }))).toEqual([
      'unscored',
      'unverified',
    ]);
    expect(of(entry({ unsupported: 1, unanswered: 2, totals: { ...totals, missing: 1 } }))).toEqual([
      'survey',
      'unsupported',
      'unanswered',
    ]);
  });

  it('sums up only those that are complete', () => {
    const row = (share: number, provisional = false) => ({ share, provisional });
    expect(summaryOf([row(9_000), row(8_001), row(7_000), row(100, true)])).toEqual({
      mean: 8_000,
      median: 8_001,
      highest: 9_000,
      lowest: 7_000,
    });
    expect(summaryOf([row(9_000), row(8_001)])?.median).toBe(8_501);
    expect(summaryOf([row(100, true)])).toBeNull();
  });

  it('writes differences with their sign', () => {
    expect([signed(150), signed(-35), signed(0)]).toEqual(['+1,5', '−0,35', '0']);
  });
});
