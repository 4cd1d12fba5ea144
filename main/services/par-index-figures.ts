/**
 * What the agencies of an index set have: totals, ranks and grades of all of them from one reading, and the lines that
 * the screen, the export and the decision show. Reads; writes nothing.
 */
import type { IndexEntry, IndexSet, IndexTotals } from '../../core/contract/par-index.ts';
import { indexEntry, type indexRank, indexSet } from '../../core/contract/par-index.ts';
import type { z } from 'zod';
import {
  gradeOf,
  type IndexShape,
  indexTree,
  ranked,
  type RuleItem,
  shapeOf,
  totalsFrom,
} from '../../core/rules/par-index.ts';
import { foldText } from '../../core/rules/text-fold.ts';
import { byName } from '../../db/collate.ts';
import type { EntrySums, StoredIndexEntry, StoredIndexItem, StoredIndexSet } from '../../db/par-index.ts';
import type { Stores } from '../../db/stores.ts';
import { found, shaped } from './context.ts';

type IndexRank = z.infer<typeof indexRank>;
type ReadStores = Pick<Stores, 'parIndex'>;

export function showIndexSet(
  { documentHomes }: Pick<Stores, 'documentHomes'>,
  row: StoredIndexSet,
): IndexSet {
  const { illustrative } = found(documentHomes.indexSet(row.id), 'index_set', row.id);
  return shaped(indexSet, { ...row, illustrative });
}

/** The leaves that the one statement of sums must not take like the others. */
function exceptionsOf(items: readonly (RuleItem & Pick<StoredIndexItem, 'evidenceRequired'>)[]) {
  const { leaves } = indexTree(items);
  return {
    outside: leaves.flatMap(({ id, effect }) => (effect === 'points' ? [] : [id])),
    unproven: leaves.flatMap(({ id, method, evidenceRequired }) =>
      method === 'survey' || evidenceRequired ? [] : [id],
    ),
  };
}

export interface EntryFigures {
  readonly entry: StoredIndexEntry;
  readonly totals: IndexTotals;
  readonly sums: EntrySums;
  readonly shape: IndexShape;
  /** Among all, those that are not complete by what they have so far. */
  readonly rank: number;
  /** Null while something lacks. */
  readonly grade: string | null;
}

const nothing = (entryId: string): EntrySums => ({
  entryId,
  selfPoints: 0,
  verifiedPoints: 0,
  verifiedCount: 0,
  provisionalPoints: 0,
  surveyPoints: 0,
  surveyCount: 0,
  adjustments: [],
  selfScored: 0,
  verified: 0,
  unsupported: 0,
});

/** In the order of their ranks, equals by name. */
export function figuresOf({ parIndex }: ReadStores, set: StoredIndexSet): readonly EntryFigures[] {
  const items = parIndex.items(set.id);
  const shape = shapeOf(set, items);
  const known = parIndex.sums(set.id, exceptionsOf(items));
  const rows = parIndex.entries(set.id).map((entry) => {
    const sums = known.get(entry.id) ?? nothing(entry.id);
    return { entry, sums, totals: totalsFrom(shape, sums) };
  });
  const placed = ranked(
    rows,
    ({ totals }) => totals.provisional,
    byName(({ entry }) => entry.agencyName),
  );
  return placed.map(({ row, rank }) => ({
    ...row,
    shape,
    rank,
    grade: row.totals.total === null ? null : gradeOf(set.bands, row.totals.share),
  }));
}

/** One agency: its sums from its own rows would not tell its rank. */
export function figuresOfEntry(
  stores: ReadStores,
  set: StoredIndexSet,
  entryId: string,
): EntryFigures | undefined {
  return figuresOf(stores, set).find(({ entry }) => entry.id === entryId);
}

export function showEntry(figures: EntryFigures, unanswered: number): IndexEntry {
  const { entry, totals, sums, shape, rank, grade } = figures;
  const { total } = totals;
  return shaped(indexEntry, {
    ...entry,
    totals,
    rank: total === null ? null : rank,
    grade,
    selfScored: sums.selfScored,
    verified: sums.verified,
    leaves: shape.selfLeaves,
    unsupported: sums.unsupported,
    unanswered,
  });
}

/** The set of the year before that ranked the same group; of several versions the closed one, else the newest. */
export function setBefore(
  { parIndex }: ReadStores,
  set: Pick<StoredIndexSet, 'year' | 'groupName' | 'originOfficeId'>,
): StoredIndexSet | undefined {
  const group = foldText(set.groupName).trim();
  const same = parIndex
    .setsIn(set.year - 1, set.originOfficeId)
    .filter(({ groupName }) => foldText(groupName).trim() === group);
  const chosen = same.find(({ status }) => status === 'closed') ?? same[0];
  return chosen === undefined ? undefined : parIndex.set(chosen.id);
}

/** A rank of the year before is told where the agency itself had a whole result; that of a predecessor is not its own. */
export function rankingOf(stores: ReadStores, set: StoredIndexSet): IndexRank[] {
  const earlier = setBefore(stores, set);
  const before = new Map(
    (earlier === undefined ? [] : figuresOf(stores, earlier)).flatMap(({ entry, totals, rank }) =>
      totals.total === null || earlier === undefined
        ? []
        : [[entry.agencyId, { rank, share: totals.share, year: earlier.year }] as const],
    ),
  );
  return figuresOf(stores, set).map(({ entry, totals, rank, grade }) => ({
    entryId: entry.id,
    agencyId: entry.agencyId,
    agencyName: entry.agencyName,
    total: totals.provisional,
    share: totals.share,
    rank,
    grade,
    provisional: totals.total === null,
    before: before.get(entry.agencyId) ?? null,
  }));
}
