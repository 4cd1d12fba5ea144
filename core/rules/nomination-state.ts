/** How far the request to nominate members has come: computed from what is entered, on a day that the caller gives. */
import type { Nomination } from '../contract/teams.ts';

export type NominationFacts = Pick<
  Nomination,
  'seats' | 'letterNumber' | 'letterOn' | 'dueOn' | 'replyNumber' | 'replyOn' | 'arrivedOn' | 'declined'
> & { readonly members: number };

/** A reply that came late is a reply: only an open request is late. The day itself is still in time. */
export function nominationState(facts: NominationFacts, today: string): Nomination['state'] {
  if (facts.declined) return 'declined';
  if (facts.members >= facts.seats) return 'seated';
  const replied = facts.replyNumber !== null || facts.replyOn !== null || facts.arrivedOn !== null;
  if (replied || facts.members > 0) return 'replied';
  if (facts.letterNumber === null && facts.letterOn === null) return 'to_ask';
  return facts.dueOn !== null && facts.dueOn < today ? 'late' : 'asked';
}
