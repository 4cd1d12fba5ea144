/**
 * In which order sentences are offered: what matches with its marks before what matches without, then what was used for
 * this criterion, this agency, this plan, and at all. The same sentence is offered once.
 */
import type { PhraseHit } from '../contract/phrases.ts';
import { phraseKey } from './phrase-text.ts';

export function rankPhrases(hits: readonly PhraseHit[], limit: number): PhraseHit[] {
  const kept = new Map<string, PhraseHit>();
  for (const hit of hits) {
    const key = `${hit.kind} ${phraseKey(hit.text)}`;
    const known = kept.get(key);
    kept.set(key, known === undefined ? hit : together(known, hit));
  }
  // Sorting keeps the order in which they came: newer ones first.
  return [...kept.values()]
    .toSorted(
      (one, other) =>
        Number(other.exact) - Number(one.exact) ||
        other.uses.criterion - one.uses.criterion ||
        other.uses.agency - one.uses.agency ||
        other.uses.plan - one.uses.plan ||
        other.uses.all - one.uses.all ||
        Number(one.phraseId === null) - Number(other.phraseId === null),
    )
    .slice(0, limit);
}

/** The phrase of the bank stays; a finding counts as a use of it. */
function together(one: PhraseHit, other: PhraseHit): PhraseHit {
  const base = one.phraseId === null && other.phraseId !== null ? other : one;
  return {
    ...base,
    exact: one.exact || other.exact,
    uses: {
      plan: one.uses.plan + other.uses.plan,
      agency: one.uses.agency + other.uses.agency,
      criterion: one.uses.criterion + other.uses.criterion,
      all: one.uses.all + other.uses.all,
    },
  };
}
