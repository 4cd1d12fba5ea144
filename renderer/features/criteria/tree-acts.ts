// The acts on the tree of a draft. Each first sends what is typed, shows its effect at once, and leaves undoing to
// the journal.
import { useQueryClient } from '@tanstack/react-query';
import type { CriteriaSetDetail, Criterion } from '../../../core/contract/criteria.ts';
import { queryKeyOf, useCommand } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { showNotice, showUndo } from '../../api/toasts.ts';
import { useText } from '../../i18n/text.tsx';
import { agencyKindOrder } from '../agencies/agency-kind-order.ts';
import { usualRule } from './rule-model.ts';
import { movedSet, treeOf } from './tree-model.ts';
import type { Place, Tree, TreeGroup } from './tree-model.ts';

/** Where a new criterion goes: behind another one, or at the end of the domain; in a group of its own or not. */
export interface NewPlace {
  readonly domainId: string;
  readonly afterId?: string;
  readonly newGroup?: boolean;
}

export interface TreeActs {
  readonly pending: boolean;
  /** The whole set as it is now, which the screen may not have drawn yet. */
  readonly tree: () => Tree;
  /** The code that it has then; null when it did not move. */
  readonly move: (itemId: string, place: Place) => Promise<string | null>;
  readonly moveGroup: (group: TreeGroup, to: number) => Promise<boolean>;
  /** The new criterion's id. */
  readonly add: (place: NewPlace) => Promise<string | null>;
  readonly remove: (itemId: string) => Promise<boolean>;
  readonly renumber: () => Promise<void>;
  /** A criterion was saved: the tree says so without asking again. */
  readonly saved: (item: Criterion) => void;
}

export function useTreeActs(setId: string): TreeActs {
  const t = useText();
  const words = t.criteria.tree;
  const queryClient = useQueryClient();
  const key = queryKeyOf('criteriaSets.get', { id: setId });
  const move = useCommand('criteria.move');
  const moveGroup = useCommand('criteria.moveGroup');
  const create = useCommand('criteria.create');
  const remove = useCommand('criteria.delete');
  const renumber = useCommand('criteria.renumber');

  const current = () => queryClient.getQueryData<CriteriaSetDetail>(key);
  const itemOf = (id: string) => current()?.items.find((item) => item.id === id);
  const show = (set: CriteriaSetDetail) => queryClient.setQueryData<CriteriaSetDetail>(key, set);
  const readAgain = () => void queryClient.invalidateQueries({ queryKey: key });

  return {
    pending: move.pending || moveGroup.pending || create.pending || remove.pending || renumber.pending,
    tree() {
      const set = current();
      return set === undefined ? [] : treeOf(set);
    },
    async move(itemId, place) {
      await flushAll();
      const set = current();
      const item = itemOf(itemId);
      const next = set === undefined ? null : movedSet(set, itemId, place);
      if (item === undefined || next === null) return null;
      show(next);
      const done = await move.run({ id: itemId, rev: item.rev, ...place });
      if (done === undefined) {
        readAgain();
        return null;
      }
      show(done);
      return done.items.find(({ id }) => id === itemId)?.code ?? null;
    },
    async moveGroup(group, to) {
      await flushAll();
      const done = await moveGroup.run({
        criteriaSetId: setId,
        domainId: group.domainId,
        from: group.number,
        to,
      });
      if (done !== undefined) show(done);
      return done !== undefined;
    },
    async add(place) {
      await flushAll();
      const before = new Set(current()?.items.map(({ id }) => id));
      const done = await create.run({
        criteriaSetId: setId,
        ...place,
        text: words.newItem,
        ...usualRule('yes_no', 'choice'),
        naAllowed: true,
        maxPoints: 100,
        appliesTo: [...agencyKindOrder],
      });
      if (done === undefined) return null;
      show(done);
      return done.items.find(({ id }) => !before.has(id))?.id ?? null;
    },
    async remove(itemId) {
      await flushAll();
      const item = itemOf(itemId);
      if (item === undefined) return false;
      const done = await remove.run({ id: itemId, rev: item.rev });
      if (done === undefined) return false;
      show(done);
      showUndo(words.deletedItem(item.code));
      return true;
    },
    async renumber() {
      await flushAll();
      const done = await renumber.run({ criteriaSetId: setId });
      if (done === undefined) return;
      show(done);
      showNotice(words.renumbered);
    },
    saved(item) {
      queryClient.setQueryData<CriteriaSetDetail>(key, (set) =>
        set === undefined
          ? set
          : { ...set, items: set.items.map((one) => (one.id === item.id ? item : one)) },
      );
    },
  };
}
