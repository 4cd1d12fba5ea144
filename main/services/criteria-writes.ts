/**
 * What every act on a criteria set does to its rows: codes and ordinals in one order that never repeats a code, items
 * and sets that go without leaving a reference behind. Decides nothing; core/rules/criteria-tree.ts does.
 */
import { AppError } from '../../core/contract/error.ts';
import { type Arranged, codeSteps, type GroupTitles } from '../../core/rules/criteria-tree.ts';
import type { StoredCriteriaSet, StoredCriterion } from '../../db/criteria.ts';
import type { Writer } from '../../db/journal.ts';
import type { NewRow } from '../../db/registry.ts';
import type { Stores } from '../../db/stores.ts';
import { shippedDomains } from '../samples/starter.ts';
import { owned, type ServiceContext } from './context.ts';
import { releaseEvidenceOf } from './evidence.ts';

/** Draft, of this office, and no round uses it. */
export function isEditable(context: ServiceContext, set: StoredCriteriaSet): boolean {
  return set.status === 'draft' && set.plans === 0 && set.originOfficeId === context.session.officeId();
}

/** The set as one that may be changed: what is in force or in use answers FROZEN. */
export function editableSet(context: ServiceContext, id: string): StoredCriteriaSet {
  const set = owned(context, context.stores.criteria.set(id), 'criteria_set', id);
  if (set.status !== 'draft' || set.plans > 0) {
    throw new AppError('FROZEN', {
      detail: { entity: 'criteria_set', id, status: set.status, plans: set.plans },
    });
  }
  return set;
}

export function sameTitles(a: GroupTitles, b: GroupTitles): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

/**
 * Writes the order that an act has made. `items` are the rows that are there; a new item is inserted afterwards, at the
 * place that is free then.
 */
export function writeArranged(
  write: Writer,
  set: Pick<StoredCriteriaSet, 'id' | 'groupTitles'>,
  items: readonly Pick<StoredCriterion, 'id' | 'code'>[],
  arranged: Arranged,
): void {
  const present = new Set(items.map((item) => item.id));
  const wanted = arranged.items.filter((item) => present.has(item.id));
  const steps = codeSteps(
    new Map(items.map((item) => [item.id, item.code])),
    new Map(wanted.map((item) => [item.id, item.code])),
  );
  const places = new Map(wanted.map(({ id, code, ordinal, domainId }) => [id, { code, ordinal, domainId }]));
  for (const { id, code } of steps) {
    const place = places.get(id);
    // For a moment it may have a code that no set has: then the place is not its last one.
    write.update('criterion', id, null, place?.code === code ? place : { code });
  }
  for (const [id, place] of places) write.update('criterion', id, null, place);
  if (!sameTitles(set.groupTitles, arranged.titles)) {
    write.update('criteria_set', set.id, null, { groupTitles: arranged.titles });
  }
}

/** What was copied from it counts as copied from what it was copied from itself. */
export function removeCriterion(
  write: Writer,
  stores: Pick<Stores, 'criteria' | 'evidence'>,
  row: Pick<StoredCriterion, 'id' | 'copiedFromId'>,
  rev: number | null = null,
): void {
  for (const copy of stores.criteria.copies(row.id)) {
    write.update('criterion', copy.id, null, { copiedFromId: row.copiedFromId });
  }
  for (const match of stores.criteria.matchesOf(row.id)) write.remove('criterion_match', match.id, null);
  releaseEvidenceOf(write, stores, { criterionId: row.id });
  write.remove('criterion', row.id, rev);
}

export type ShownDomain = Pick<NewRow<'domain'>, 'key' | 'ordinal' | 'name' | 'domainSet'> & {
  readonly id: string;
};

/** The domains of a set; where older data do not have them yet, as they will be put in. */
export function domainsOf(stores: Pick<Stores, 'criteria'>, domainSet: string): readonly ShownDomain[] {
  const present = stores.criteria.domainsOf(domainSet);
  if (present.length > 0) return present;
  return shippedDomains(domainSet) ?? [];
}

/** Puts in the domains of a set that ships, where they are missing. */
export function ensureDomains(write: Writer, stores: Pick<Stores, 'criteria'>, domainSet: string): void {
  const present = new Set(stores.criteria.domainsOf(domainSet).map((domain) => domain.key));
  for (const domain of shippedDomains(domainSet) ?? []) {
    if (!present.has(domain.key)) write.insert('domain', domain);
  }
}
