// The list of papers of a job as a person has arranged it: which are wanted, and in which order. No React.
import type { PrintItem, PrintManifest } from '../../../core/contract/prints.ts';

export interface Arrangement {
  /** Keys in the order that is wanted; those that are not named follow in their own. */
  readonly order: readonly string[];
  readonly off: ReadonlySet<string>;
}

export const asGiven: Arrangement = { order: [], off: new Set() };

/** What is there now, in the order that was made of it. */
export function arranged(items: readonly PrintItem[], { order }: Arrangement): readonly PrintItem[] {
  const place = new Map(order.map((key, index) => [key, index]));
  const last = order.length;
  return items
    .map((item, index) => ({ item, at: place.get(item.key) ?? last + index }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

export function wantedKeys(items: readonly PrintItem[], arrangement: Arrangement): string[] {
  return arranged(items, arrangement)
    .map(({ key }) => key)
    .filter((key) => !arrangement.off.has(key));
}

/** One place up (-1) or down (1); at the end of the list nothing happens. */
export function moved(
  items: readonly PrintItem[],
  arrangement: Arrangement,
  key: string,
  by: -1 | 1,
): Arrangement {
  const order = arranged(items, arrangement).map((item) => item.key);
  const at = order.indexOf(key);
  const other = order[at + by];
  if (at < 0 || other === undefined) return arrangement;
  order[at] = other;
  order[at + by] = key;
  return { ...arrangement, order };
}

export function ticked(arrangement: Arrangement, keys: readonly string[], on: boolean): Arrangement {
  const off = new Set(arrangement.off);
  for (const key of keys) {
    if (on) off.delete(key);
    else off.add(key);
  }
  return { ...arrangement, off };
}

/** After a batch that was not finished: only what is not on paper yet. */
export function restOf(items: readonly PrintItem[], manifest: PrintManifest): Arrangement {
  const done = manifest.items.filter(({ state }) => state === 'done').map(({ key }) => key);
  const asked = new Set(manifest.items.map(({ key }) => key));
  const left = items.filter(({ key }) => !asked.has(key)).map(({ key }) => key);
  return { order: manifest.items.map(({ key }) => key), off: new Set([...done, ...left]) };
}
