/**
 * What an agency was asked and answered before: which round is an earlier one, and which criterion of it is the same as
 * one of today's. Told by the same item, a person's word, the same words, or a copy that still takes the same kind of
 * answer, in this order.
 */
import type { Criterion } from '../contract/criteria.ts';
import { plainWords } from './criterion-digest.ts';

export interface RoundTime {
  readonly year: number | null;
  /** The best known day: of the visit, of the round, of its paper. */
  readonly day: string | null;
}

/** Sorts rounds by time: the year first, for that is what rounds are named by; null where neither is known. */
export function roundKey({ year, day }: RoundTime): string | null {
  if (year === null) return day;
  return `${year}${day === null ? '' : `-${day}`}`;
}

/** An undated round is nobody's earlier one; beside an undated one every dated round is. */
export function isEarlierRound(round: RoundTime, than: RoundTime): boolean {
  const key = roundKey(round);
  if (key === null) return false;
  const limit = roundKey(than);
  return limit === null || key < limit;
}

export type PairedItem = Pick<Criterion, 'id' | 'criteriaSetId' | 'code' | 'text' | 'answerType'>;
export interface SamePair {
  readonly criterionId: string;
  readonly otherCriterionId: string;
}

/**
 * Earlier item → today's. Within one earlier set every item of today's has at most one forerunner. `forebears` gives what
 * an item was copied from, the nearest first.
 */
export function pairWithEarlier(
  current: readonly PairedItem[],
  earlier: readonly PairedItem[],
  matches: readonly SamePair[],
  forebears: (id: string) => readonly string[],
): Map<string, string> {
  const pairs = new Map<string, string>();
  const words = new Map<string, string>();
  const wordsOf = (item: PairedItem): string => {
    let known = words.get(item.id);
    if (known === undefined) words.set(item.id, (known = `${item.answerType}\n${plainWords(item.text)}`));
    return known;
  };
  const byId = new Map(current.map((item) => [item.id, item]));
  const byWords = grouped(current, (item) => [wordsOf(item)]);
  const familyOf = (item: PairedItem) => [item.id, ...forebears(item.id)];
  const byFamily = grouped(current, familyOf);
  const told = new Map<string, string[]>();
  for (const { criterionId, otherCriterionId } of matches) {
    push(told, criterionId, otherCriterionId);
    push(told, otherCriterionId, criterionId);
  }

  for (const set of grouped(earlier, (item) => [item.criteriaSetId]).values()) {
    const taken = new Set<string>();
    const open = new Map(set.map((item) => [item.id, item]));
    const pass = (candidates: (item: PairedItem) => Iterable<PairedItem | undefined>) => {
      for (const item of open.values()) {
        for (const one of candidates(item)) {
          if (one === undefined || taken.has(one.id)) continue;
          taken.add(one.id);
          open.delete(item.id);
          pairs.set(item.id, one.id);
          break;
        }
      }
    };
    const sameWords = (item: PairedItem) => byWords.get(wordsOf(item)) ?? [];
    const kin = (item: PairedItem) => familyOf(item).flatMap((id) => byFamily.get(id) ?? []);
    pass((item) => [byId.get(item.id)]);
    pass((item) => (told.get(item.id) ?? []).map((id) => byId.get(id)));
    pass((item) => kin(item).filter((one) => wordsOf(one) === wordsOf(item)));
    pass((item) => sameWords(item).filter((one) => one.code === item.code));
    pass(sameWords);
    pass((item) => kin(item).filter((one) => one.answerType === item.answerType));
  }
  return pairs;
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function grouped<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) for (const key of keysOf(item)) push(groups, key, item);
  return groups;
}
