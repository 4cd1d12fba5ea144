/**
 * Sets of the reform index: made empty, copied or from the starter, edited as drafts, moved through their states, ranked
 * and compared with another year's. What is scored in them is par-index-scores.ts.
 */
import { AppError } from '../../core/contract/error.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import {
  indexItem,
  type IndexItem,
  type IndexSet,
  type IndexSetFault,
  type IndexStatus,
  type parIndex,
} from '../../core/contract/par-index.ts';
import { domainSetOfYear } from '../../core/rules/domain-sets.ts';
import { asciiName } from '../../core/rules/file-name.ts';
import {
  bandsAreSound,
  indexTree,
  isStepOn,
  levelBelow,
  mayMove,
  setFaults,
} from '../../core/rules/par-index.ts';
import {
  compareAgencies,
  coveredShare,
  type EntryResult,
  leavesBelow,
  pairIndexItems,
} from '../../core/rules/par-index-compare.ts';
import { STARTER_MAX, starterItems, starterSourceNote } from '../../core/rules/par-index-starter.ts';
import { createLineage } from '../../core/rules/succession.ts';
import { foldText } from '../../core/rules/text-fold.ts';
import { byName, compareNames } from '../../db/collate.ts';
import type { Writer } from '../../db/journal.ts';
import type { StoredIndexItem, StoredIndexSet } from '../../db/par-index.ts';
import { starter } from '../samples/starter.ts';
import {
  current,
  fieldFault,
  found,
  given,
  headOf,
  owned,
  referred,
  type ServiceContext,
  shaped,
} from './context.ts';
import { domainsOf } from './criteria-writes.ts';
import { showDocument } from './documents.ts';
import { figuresOf, rankingOf, showIndexSet } from './par-index-figures.ts';
import { createIndexScoreHandlers } from './par-index-scores.ts';
import { draftSet, handOut, removeIndexItem, wrongState } from './par-index-writes.ts';
import { countedWorkbook, indexSetWorkbook, rankingWorkbook } from './par-index-workbook.ts';
import { settingsOf } from './settings.ts';

type Methods = typeof parIndex;
type SetMethods = {
  [
    K in keyof Methods as K extends `indexSets.${string}` | `indexItems.${string}` | `indexMatches.${string}`
      ? K
      : never
  ]: Methods[K];
};

export function createParIndexService(context: ServiceContext): HandlersOf<Methods> {
  return { ...createSetHandlers(context), ...createIndexScoreHandlers(context) };
}

const showItem = (row: StoredIndexItem): IndexItem => shaped(indexItem, row);

function createSetHandlers(context: ServiceContext): HandlersOf<SetMethods> {
  const { stores, journal, ids, session } = context;
  const store = stores.parIndex;
  const setOf = (id: string) => found(store.set(id), 'index_set', id);
  const shown = (id: string): IndexSet => showIndexSet(stores, setOf(id));
  const shownItem = (id: string) => showItem(found(store.item(id), 'index_item', id));
  const faultsOf = (set: StoredIndexSet): IndexSetFault[] => setFaults(set, store.items(set.id));

  function nextVersion(year: number, groupName: string): number {
    const group = foldText(groupName).trim();
    const same = store
      .setsIn(year, session.officeId())
      .filter((one) => foldText(one.groupName).trim() === group);
    return 1 + Math.max(0, ...same.map(({ version }) => version));
  }

  /** Items that keep their origin, so that the years can be compared. */
  function insertCopies(write: Writer, setId: string, items: readonly StoredIndexItem[]): void {
    const fresh = new Map(items.map(({ id }) => [id, ids.next()]));
    for (const item of indexTree(items).inOrder) {
      const {
        rev: _rev,
        createdAt: _created,
        updatedAt: _updated,
        originOfficeId: _origin,
        originVersion: _version,
        ...fields
      } = item;
      write.insert('index_item', {
        ...fields,
        id: fresh.get(item.id) ?? ids.next(),
        provenance: null,
        indexSetId: setId,
        parentId: item.parentId === null ? null : (fresh.get(item.parentId) ?? null),
        copiedFromId: item.id,
      });
    }
  }

  function insertStarter(write: Writer, setId: string, year: number): void {
    const domains = domainsOf(stores, domainSetOfYear(year));
    const byCode = new Map<string, string>();
    const ordinals = new Map<string | null, number>();
    for (const { parentCode, ...item } of starterItems(domains, starter().criteria)) {
      const id = ids.next();
      byCode.set(item.code, id);
      const ordinal = (ordinals.get(parentCode) ?? 0) + 1;
      ordinals.set(parentCode, ordinal);
      const parentId = parentCode === null ? null : (byCode.get(parentCode) ?? null);
      write.insert('index_item', { ...item, id, indexSetId: setId, parentId, ordinal });
    }
  }

  /** The parent as one of this set, and the level that fits below it. */
  function checkPlace(
    set: StoredIndexSet,
    place: Pick<IndexItem, 'parentId' | 'level' | 'effect'>,
    path: string,
  ): void {
    const parent = place.parentId === null ? null : store.item(place.parentId);
    if (place.parentId !== null && parent?.indexSetId !== set.id) {
      throw fieldFault(`${path}parentId`, 'NOT_FOUND');
    }
    if (levelBelow(parent?.level ?? null) !== place.level) throw fieldFault(`${path}level`);
    // Below a bonus there are bonuses only; a bonus below points stands outside of their sum.
    if (parent != null && parent.effect !== 'points' && parent.effect !== place.effect) {
      throw fieldFault(`${path}effect`);
    }
  }

  function checkCode(set: StoredIndexSet, code: string, exceptId: string | null, path: string): void {
    if (store.items(set.id).some((one) => one.id !== exceptId && one.code === code)) {
      throw fieldFault(path, 'DUPLICATE');
    }
  }

  /** The children of a parent in the order given, without holes. */
  function writeOrder(write: Writer, children: readonly Pick<StoredIndexItem, 'id'>[]): void {
    children.forEach(({ id }, index) => write.update('index_item', id, null, { ordinal: index + 1 }));
  }

  function refuseUnready(set: StoredIndexSet, to: IndexStatus): void {
    const [fault] = faultsOf(set);
    if (fault !== undefined)
      throw wrongState(set.status, to, { fault: fault.code, itemCode: fault.itemCode });
  }
  /** Closed: every score stands. */
  function refuseIncomplete(set: StoredIndexSet, to: IndexStatus): void {
    const open = figuresOf(stores, set).filter(({ totals }) => totals.total === null);
    const missing = open.reduce((sum, { totals }) => sum + totals.missing, 0);
    if (set.entries === 0) throw wrongState(set.status, to, { fault: 'no_entries' });
    if (missing > 0) throw wrongState(set.status, to, { fault: 'missing', entries: open.length, missing });
  }
  /** Back only with nothing lost: not below what is scored, not behind a decision that has gone out. */
  function refuseLosing(set: StoredIndexSet, to: IndexStatus): void {
    if (to === 'draft' && store.hasScores(set.id)) {
      throw new AppError('IN_USE', { detail: { entity: 'index_set', id: set.id, scores: true } });
    }
    if (set.status !== 'closed') return;
    const out = store
      .documents(set.id)
      .filter(({ status }) => status === 'for_signature' || status === 'issued');
    if (out.length > 0) {
      throw new AppError('IN_USE', { detail: { entity: 'index_set', id: set.id, documents: out.length } });
    }
  }

  /** What may still be changed of a set in this state. */
  function checkEditable(set: StoredIndexSet, patch: object): void {
    const keys = Object.keys(patch);
    const always = ['note', 'sourceNote', 'selfDueOn'];
    if (set.status === 'closed' && keys.some((key) => !always.includes(key)))
      throw wrongState('closed', 'closed');
    if (set.status !== 'draft' && keys.includes('maxPoints')) throw wrongState(set.status, 'draft');
  }

  /** Points over the comparable leaves; null where one of them has no result. */
  function resultsOf(set: StoredIndexSet, leaves: readonly string[]): readonly EntryResult[] {
    const known = new Map(store.results(leaves).map((row) => [row.entryId, row]));
    return store.entries(set.id).map(({ id, agencyId, agencyName }) => {
      const result = known.get(id);
      const whole = leaves.length > 0 && result?.count === leaves.length;
      return { agencyId, agencyName, points: whole ? result.points : null };
    });
  }

  return {
    'indexSets.list': ({ year }) => store.sets(year).map((set) => showIndexSet(stores, set)),
    'indexSets.get': ({ id }) => {
      const set = setOf(id);
      const items = store.items(id);
      return {
        set: showIndexSet(stores, set),
        items: indexTree(items).inOrder.map(showItem),
        faults: setFaults(set, items),
      };
    },
    'indexSets.create': ({ from, ...fields }, caller) => {
      const source = typeof from === 'string' ? undefined : store.set(from.setId);
      if (typeof from !== 'string') referred(source, 'from.setId');
      const id = ids.next();
      journal.run(headOf(context, 'indexSets.create', caller), (write) => {
        write.insert('index_set', {
          ...fields,
          id,
          version: nextVersion(fields.year, fields.groupName),
          status: 'draft',
          maxPoints: source?.maxPoints ?? STARTER_MAX,
          hasSurvey: source?.hasSurvey ?? from === 'starter',
          bands: source?.bands ?? settingsOf(stores).gradeBands,
          copiedFromId: source?.id ?? null,
          sourceNote: from === 'starter' ? starterSourceNote : (source?.sourceNote ?? null),
        });
        if (source !== undefined) insertCopies(write, id, store.items(source.id));
        if (from === 'starter') insertStarter(write, id, fields.year);
      });
      return shown(id);
    },
    'indexSets.update': ({ id, rev, patch }, caller) => {
      const set = current(owned(context, store.set(id), 'index_set', id), rev, 'index_set');
      checkEditable(set, given(patch));
      if (patch.bands !== undefined && !bandsAreSound(patch.bands)) throw fieldFault('patch.bands');
      journal.run(headOf(context, 'indexSets.update', caller), (write) => {
        const year = patch.year ?? set.year;
        const groupName = patch.groupName ?? set.groupName;
        const moved = year !== set.year || groupName !== set.groupName;
        const version = moved ? { version: nextVersion(year, groupName) } : {};
        write.update('index_set', id, rev, { ...patch, ...version });
      });
      return shown(id);
    },
    'indexSets.setStatus': ({ id, rev, status }, caller) => {
      const set = current(owned(context, store.set(id), 'index_set', id), rev, 'index_set');
      if (set.status === status) return showIndexSet(stores, set);
      if (!mayMove(set.status, status)) throw wrongState(set.status, status);
      if (!isStepOn(set.status, status)) refuseLosing(set, status);
      else if (status === 'closed') refuseIncomplete(set, status);
      else refuseUnready(set, status);
      const barrier = status === 'closed' || set.status === 'closed';
      journal.run(headOf(context, 'indexSets.setStatus', caller, { barrier }), (write) => {
        write.update('index_set', id, rev, { status });
      });
      return shown(id);
    },
    'indexSets.delete': ({ id, rev }, caller) => {
      const set = current(owned(context, store.set(id), 'index_set', id), rev, 'index_set');
      if (set.status === 'closed') throw wrongState('closed', 'deleted');
      const documents = store.documents(id).length;
      if (documents > 0 || store.hasScores(id)) {
        const detail = { entity: 'index_set', id, documents, scores: store.hasScores(id) };
        throw new AppError('IN_USE', { detail });
      }
      journal.run(headOf(context, 'indexSets.delete', caller), (write) => {
        for (const copy of store.setCopies(id)) {
          write.update('index_set', copy, null, { copiedFromId: set.copiedFromId });
        }
        for (const entry of store.entries(id)) write.remove('index_entry', entry.id, null);
        for (const item of indexTree(store.items(id)).inOrder.toReversed())
          removeIndexItem(write, stores, item);
        write.remove('index_set', id, rev);
      });
      return { id };
    },
    'indexSets.export': async ({ id }) => {
      const set = shown(id);
      const items = store.items(id);
      const bytes = await countedWorkbook(indexSetWorkbook(set, items));
      const stem = asciiName(`Bộ Chỉ số CCHC ${set.groupName} ${String(set.year)}`);
      return { file: handOut(context, bytes, stem), rows: items.length };
    },
    'indexSets.ranking': ({ id }) => {
      const set = setOf(id);
      return {
        set: showIndexSet(stores, set),
        rows: rankingOf(stores, set),
        documents: stores.documents.list({ indexSetId: id }).map(showDocument),
      };
    },
    'indexSets.exportRanking': async ({ id }) => {
      const set = setOf(id);
      const rows = rankingOf(stores, set);
      const bytes = await countedWorkbook(rankingWorkbook(showIndexSet(stores, set), rows));
      const stem = asciiName(`Xếp hạng Chỉ số CCHC ${set.groupName} ${String(set.year)}`);
      return { file: handOut(context, bytes, stem), rows: rows.length };
    },
    'indexSets.compare': ({ setId, otherSetId }) => {
      if (setId === otherSetId) throw fieldFault('otherSetId');
      const [set, other] = [setOf(setId), setOf(otherSetId)];
      const [items, others] = [store.items(setId), store.items(otherSetId)];
      const [lineage, otherLineage] = [store.lineage(setId), store.lineage(otherSetId)];
      const pairs = pairIndexItems({
        items,
        others,
        matches: store.matchesBetween(setId, otherSetId),
        forebears: (id) => lineage.get(id) ?? otherLineage.get(id) ?? [],
      });
      // A survey that one of the years did not hold compares with nothing.
      const isHeld = (of: StoredIndexSet, { method }: Pick<StoredIndexItem, 'method'>) =>
        of.hasSurvey || method === 'self';
      const sides = pairs
        .filter((pair) => pair.counted)
        .map((pair) => ({
          pair,
          own: leavesBelow(items, [pair.item.id]),
          theirs: leavesBelow(others, [pair.other.id]),
        }));
      const both = sides.filter(
        (side) =>
          side.own.every((leaf) => isHeld(set, leaf)) && side.theirs.every((leaf) => isHeld(other, leaf)),
      );
      const counted = new Set(both.map(({ pair }) => pair));
      const own = both.flatMap((side) => side.own);
      const theirs = both.flatMap((side) => side.theirs);
      const yearOf = (of: StoredIndexSet, leaves: readonly StoredIndexItem[]) => ({
        entries: resultsOf(
          of,
          leaves.map(({ id }) => id),
        ),
        max: leaves.reduce((sum, { maxPoints }) => sum + maxPoints, 0),
      });
      const isNewer = set.year >= other.year;
      const [mine, older] = [yearOf(set, own), yearOf(other, theirs)];
      const rows = compareAgencies(
        isNewer ? mine : older,
        isNewer ? older : mine,
        createLineage(stores.successions.links()),
        (agencyId) => stores.agencies.versionOn(agencyId, null)?.name ?? '',
      ).map((row) => (isNewer ? row : { ...row, share: row.otherShare, otherShare: row.share }));
      const paired = new Set(pairs.flatMap((pair) => [pair.item.id, pair.other.id]));
      const left = (all: readonly StoredIndexItem[]) => {
        const covered = new Set(leavesBelow(all, [...paired]).map(({ id }) => id));
        return indexTree(all)
          .leaves.filter(({ id, effect }) => effect === 'points' && !covered.has(id))
          .map(showItem);
      };
      return {
        set: showIndexSet(stores, set),
        other: showIndexSet(stores, other),
        comparable: { set: coveredShare(set, items, own), other: coveredShare(other, others, theirs) },
        pairs: pairs.map((pair) => ({
          itemId: pair.item.id,
          otherItemId: pair.other.id,
          code: pair.item.code,
          otherCode: pair.other.code,
          text: pair.item.text,
          otherText: pair.other.text,
          by: pair.by,
          textDiffers: pair.textDiffers,
          counted: counted.has(pair),
        })),
        unmatched: left(items),
        otherUnmatched: left(others),
        rows: rows
          .map((row) => ({ ...row, gathered: row.gathered.toSorted(compareNames) }))
          .toSorted(byName(({ agencyName }) => agencyName)),
      };
    },

    'indexItems.create': ({ indexSetId, ...fields }, caller) => {
      const set = draftSet(context, indexSetId);
      checkPlace(set, fields, '');
      checkCode(set, fields.code, null, 'code');
      const id = ids.next();
      const siblings = store.items(indexSetId).filter((one) => one.parentId === fields.parentId);
      const ordinal = 1 + Math.max(0, ...siblings.map((one) => one.ordinal));
      journal.run(headOf(context, 'indexItems.create', caller), (write) => {
        write.insert('index_item', { ...fields, id, indexSetId, ordinal });
      });
      return shownItem(id);
    },
    'indexItems.update': ({ id, rev, patch }, caller) => {
      const item = owned(context, store.item(id), 'index_item', id);
      const set = draftSet(context, item.indexSetId);
      const after = { ...item, ...given(patch) };
      // Where it stands is `indexItems.move`'s; its level follows from there.
      if (after.parentId !== item.parentId) throw fieldFault('patch.parentId');
      checkPlace(set, after, 'patch.');
      const children = store.items(set.id).filter((one) => one.parentId === id);
      if (after.effect !== 'points' && children.some(({ effect }) => effect !== after.effect)) {
        throw fieldFault('patch.effect', 'IN_USE');
      }
      if (patch.code !== undefined) checkCode(set, patch.code, id, 'patch.code');
      journal.run(headOf(context, 'indexItems.update', caller), (write) => {
        write.update('index_item', id, rev, patch);
      });
      return shownItem(id);
    },
    'indexItems.move': ({ id, rev, parentId, ordinal }, caller) => {
      const item = current(owned(context, store.item(id), 'index_item', id), rev, 'index_item');
      const set = draftSet(context, item.indexSetId);
      checkPlace(set, { ...item, parentId }, '');
      const items = store.items(set.id);
      const tree = indexTree(items);
      const others = (parentId === null ? tree.roots : tree.childrenOf(parentId)).filter(
        (one) => one.id !== id,
      );
      journal.run(headOf(context, 'indexItems.move', caller), (write) => {
        if (item.parentId !== parentId) write.update('index_item', id, rev, { parentId });
        writeOrder(write, others.toSpliced(ordinal - 1, 0, item));
      });
      return shownItem(id);
    },
    'indexItems.delete': ({ id, rev }, caller) => {
      const item = current(owned(context, store.item(id), 'index_item', id), rev, 'index_item');
      const set = draftSet(context, item.indexSetId);
      const tree = indexTree(store.items(set.id));
      const below: StoredIndexItem[] = [];
      const collect = (one: StoredIndexItem) => {
        for (const child of tree.childrenOf(one.id)) collect(child);
        below.push(one);
      };
      for (const child of tree.childrenOf(id)) collect(child);
      journal.run(headOf(context, 'indexItems.delete', caller), (write) => {
        for (const child of below) removeIndexItem(write, stores, child);
        removeIndexItem(write, stores, item, rev);
      });
      return { id };
    },
    'indexMatches.set': ({ itemId, otherItemId, matched }, caller) => {
      const [one, other] = [store.item(itemId), store.item(otherItemId)];
      referred(one, 'itemId');
      referred(other, 'otherItemId');
      if (one === undefined || other === undefined || one.indexSetId === other.indexSetId) {
        throw fieldFault('otherItemId');
      }
      if (one.effect !== 'points' || other.effect !== 'points') throw fieldFault('otherItemId');
      const between = store.matchesBetween(one.indexSetId, other.indexSetId);
      const isThis = (match: (typeof between)[number]) =>
        [match.indexItemId, match.otherItemId].toSorted().join() === [one.id, other.id].toSorted().join();
      const present = between.find(isThis);
      if (matched === (present !== undefined)) return { matched };
      if (present !== undefined) {
        journal.run(headOf(context, 'indexMatches.set', caller), (write) => {
          write.remove('index_match', present.id, null);
        });
        return { matched };
      }
      // An item answers for one item of another set: two would count the same points twice.
      const isTaken = between.some((match) =>
        [match.indexItemId, match.otherItemId].some((end) => end === one.id || end === other.id),
      );
      if (isTaken) throw new AppError('DUPLICATE', { detail: { entity: 'index_match' } });
      const [first = one.id, second = other.id] = [one.id, other.id].toSorted();
      journal.run(headOf(context, 'indexMatches.set', caller), (write) => {
        write.insert('index_match', {
          id: ids.next(),
          indexItemId: first,
          otherItemId: second,
          confirmedBy: session.personId(),
        });
      });
      return { matched };
    },
  };
}
