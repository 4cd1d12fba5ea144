// How a criteria set is called in lists and choices, and why one cannot be edited.
import type { CriteriaSet } from '../../../core/contract/criteria.ts';
import type { Tone } from '../../components/StatusChip.tsx';
import { formatCount } from '../../format.ts';
import type { Texts } from '../../i18n/text.tsx';

/** Name, year and version: two sets may have the same name. */
export function setLabel(set: Pick<CriteriaSet, 'name' | 'year' | 'version' | 'status'>, t: Texts): string {
  const c = t.criteria;
  const facts = [
    ...(set.year === null || set.name.includes(String(set.year)) ? [] : [c.year(String(set.year))]),
    c.version(String(set.version)),
    t.labels.criteriaSetStatus[set.status].toLocaleLowerCase('vi'),
  ];
  return `${set.name} (${facts.join(', ')})`;
}

export const setTones: Readonly<Record<CriteriaSet['status'], Tone>> = {
  draft: 'plain',
  in_force: 'accent',
  retired: 'muted',
};

export function whyFrozen(set: CriteriaSet, t: Texts): string {
  const words = t.criteria.frozen;
  const rounds = formatCount(set.plans);
  if (set.status === 'in_force') return set.plans === 0 ? words.inForce : words.inForceUsed(rounds);
  if (set.plans > 0) return words.used(rounds);
  return set.status === 'retired' ? words.retired : words.foreign;
}

export function domainSetName(domainSet: string, t: Texts): string {
  const known: Readonly<Record<string, string>> = t.criteria.domainSetsShort;
  return known[domainSet] ?? domainSet;
}
