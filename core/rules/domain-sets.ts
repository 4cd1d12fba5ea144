/** Which set of domains a year inspects by, where no criteria set says it: NQ 76/NQ-CP rules from 2021 on. */
import type { domainSets } from '../contract/criteria.ts';

export type DomainSet = (typeof domainSets)[number];

export function domainSetOfYear(year: number | null): DomainSet {
  return year !== null && year <= 2020 ? 'nq30c_7' : 'nq76_6+1';
}
