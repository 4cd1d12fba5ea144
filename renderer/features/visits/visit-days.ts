// When a visit is: one day, a range, only a start, or not known.
import type { Visit } from '../../../core/contract/visits.ts';
import { shortDay } from '../../format.ts';
import type { Texts } from '../../i18n/text.tsx';

export function visitDays(visit: Pick<Visit, 'startsOn' | 'endsOn'>, t: Texts): string {
  const { startsOn, endsOn } = visit;
  if (startsOn === null) return t.visits.dayUnknown;
  if (endsOn === null) return t.visits.dayFrom(shortDay(startsOn));
  return startsOn === endsOn ? shortDay(startsOn) : t.visits.dayRange(shortDay(startsOn), shortDay(endsOn));
}
