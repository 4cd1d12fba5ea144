// What is done to the items of a set: each act starts from the newest rows, so that keys may come faster than saving.
import { useRef } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { IndexItem } from '../../../core/contract/par-index.ts';
import { call } from '../../api/client.ts';
import { queryKeyOf, useCommand } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { showError, showUndo } from '../../api/toasts.ts';
import { useText } from '../../i18n/text.tsx';
import { levelBelow, nextCode, stepOf } from './item-tree.ts';
import type { Place, Step } from './item-tree.ts';

export interface ItemActs {
  readonly pending: boolean;
  /** Beside `item` (after it) or as its last child; null: a field. The id of what was made, or null. */
  add(where: { readonly beside: string } | { readonly below: string } | null): Promise<string | null>;
  /** False where it leads nowhere or failed. */
  step(id: string, step: Step): Promise<boolean>;
  move(id: string, place: Place): Promise<boolean>;
  remove(id: string): Promise<boolean>;
}

export function useItemActs(setId: string): ItemActs {
  const t = useText();
  const queryClient = useQueryClient();
  const create = useCommand('indexItems.create');
  const shift = useCommand('indexItems.move');
  const drop = useCommand('indexItems.delete');
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  async function newest(): Promise<readonly IndexItem[]> {
    const detail = await call('indexSets.get', { id: setId });
    queryClient.setQueryData(queryKeyOf('indexSets.get', { id: setId }), detail);
    return detail.items;
  }
  /** One after the other. */
  function inTurn<T>(run: (items: readonly IndexItem[]) => Promise<T>, failed: T): Promise<T> {
    const turn = queue.current.then(async () => {
      try {
        await flushAll();
        return await run(await newest());
      } catch (error) {
        showError(error);
        return failed;
      }
    });
    queue.current = turn;
    return turn;
  }
  async function moveTo(items: readonly IndexItem[], id: string, place: Place | null): Promise<boolean> {
    const item = items.find((one) => one.id === id);
    if (item === undefined || place === null) return false;
    if ((await shift.run({ id, rev: item.rev, ...place })) === undefined) return false;
    await newest();
    return true;
  }
  return {
    pending: create.pending || shift.pending || drop.pending,
    add: (where) =>
      inTurn(async (items) => {
        const of = (id: string) => items.find((one) => one.id === id);
        const sibling = where !== null && 'beside' in where ? of(where.beside) : undefined;
        const parent = where !== null && 'below' in where ? of(where.below) : undefined;
        const parentId = sibling?.parentId ?? parent?.id ?? null;
        const level =
          sibling?.level ?? (parent === undefined ? ('field' as const) : levelBelow[parent.level]);
        if (level === null) return null;
        const made = await create.run({
          indexSetId: setId,
          parentId,
          level,
          code: nextCode(items, parentId),
          text: t.parIndex.items.newText[level],
          maxPoints: 0,
          method: sibling?.method ?? parent?.method ?? 'self',
          effect: sibling?.effect ?? parent?.effect ?? 'points',
        });
        if (made === undefined) return null;
        const after = await newest();
        if (sibling !== undefined) {
          const last = after.filter((one) => one.parentId === parentId && one.id !== made.id).length;
          if (sibling.ordinal < last) {
            await moveTo(after, made.id, { parentId, ordinal: sibling.ordinal + 1 });
          }
        }
        return made.id;
      }, null),
    step: (id, step) => inTurn((items) => moveTo(items, id, stepOf(items, id, step)), false),
    move: (id, place) => inTurn((items) => moveTo(items, id, place), false),
    remove: (id) =>
      inTurn(async (items) => {
        const item = items.find((one) => one.id === id);
        if (item === undefined) return false;
        if ((await drop.run({ id, rev: item.rev })) === undefined) return false;
        showUndo(t.parIndex.items.deleted(item.code));
        await newest();
        return true;
      }, false),
  };
}
