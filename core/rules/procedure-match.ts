/**
 * Which posting stands for which published procedure at one place, one to one: by code (case, spaces and punctuation do
 * not count), else by the same name. Lists keep old versions, abolished and replaced procedures; only those in force on
 * the day of looking can be missing. Pure; the order of rows never matters.
 */
import type { Procedure, ProcedurePosting, SupersededReason } from '../contract/procedures.ts';
import { nameKey } from './same-name.ts';
import { foldText } from './text-fold.ts';

export type ListedProcedure = Pick<
  Procedure,
  'id' | 'code' | 'name' | 'decision' | 'decisionOn' | 'effectiveOn' | 'abolishedOn' | 'replacesCode'
>;
export type FoundPosting = Pick<
  ProcedurePosting,
  'id' | 'place' | 'code' | 'name' | 'decision' | 'postedOn' | 'formFault'
>;

/** "1.001612.000.00.00.H22" and "1001612 000 0000 h22" are one; '' where there is nothing to compare. */
export function codeKey(code: string | null): string {
  if (code === null) return '';
  // Most codes are plain letters and digits, and thousands of them are compared at a stroke.
  const folded = /^[ -~]*$/u.test(code) ? code.toLowerCase() : foldText(code);
  return folded.replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Numbers with their symbols ("2345/QĐ-UBND") as they are compared; a text without one as a whole. */
export function decisionKeys(decision: string | null): readonly string[] {
  if (decision === null) return [];
  const folded = foldText(decision);
  const numbers = folded.match(/\d+[a-z]?\s*\/\s*(?:\d{4}\s*\/\s*)?[a-z][a-z0-9]*(?:\s*[-–]\s*[a-z0-9]+)*/gu);
  const keys = (numbers ?? [folded]).map((text) => text.replace(/[^\p{L}\p{N}]+/gu, '').replace(/^0+/u, ''));
  return keys.filter((key) => key !== '');
}

/** Whether both name one decision; null where one of them names none. A bare number means the one with that number. */
export function isSameDecision(first: string | null, second: string | null): boolean | null {
  if (first === null || second === null) return null;
  if (first === second && first.trim() !== '') return true;
  const [left, right] = [decisionKeys(first), decisionKeys(second)];
  if (left.length === 0 || right.length === 0) return null;
  const numberOf = (key: string) => /^\d+/u.exec(key)?.[0] ?? key;
  return left.some((one) =>
    right.some(
      (other) =>
        one === other || ((/^\d+$/u.test(one) || /^\d+$/u.test(other)) && numberOf(one) === numberOf(other)),
    ),
  );
}

/** What the published list is on a day. */
export interface ListOnDay {
  /** In force, in one order whatever the order of the rows. */
  readonly inForce: readonly ListedProcedure[];
  /** No longer in force: abolished, replaced, or an older version. */
  readonly retired: readonly RetiredProcedure[];
  /** Published, but not yet in force. */
  readonly coming: readonly ListedProcedure[];
}
export interface RetiredProcedure {
  readonly procedure: ListedProcedure;
  readonly reason: SupersededReason;
  /** What stands in its place now. */
  readonly successor: ListedProcedure | null;
}

const compareText = (a: string | null, b: string | null): number => {
  const [left, right] = [a ?? '', b ?? ''];
  return left < right ? -1 : left > right ? 1 : 0;
};
const byCodeAndName = (a: ListedProcedure, b: ListedProcedure): number =>
  compareText(a.code, b.code) || compareText(a.name, b.name) || compareText(a.id, b.id);

/** The version that holds longest comes first. */
const newestFirst = (a: ListedProcedure, b: ListedProcedure): number =>
  compareText(b.effectiveOn, a.effectiveOn) ||
  compareText(b.decisionOn, a.decisionOn) ||
  compareText(a.id, b.id);

export function listOnDay(procedures: readonly ListedProcedure[], on: string): ListOnDay {
  const sorted = procedures.toSorted(byCodeAndName);
  const keys = new Map(procedures.map(({ id, code }) => [id, codeKey(code)]));
  const keyOf = ({ id }: ListedProcedure): string => keys.get(id) ?? '';
  const coming = sorted.filter(({ effectiveOn }) => effectiveOn !== null && effectiveOn > on);
  const begun = sorted.filter(({ effectiveOn }) => effectiveOn === null || effectiveOn <= on);
  const replacing = Map.groupBy(
    begun.filter(({ replacesCode }) => codeKey(replacesCode) !== ''),
    ({ replacesCode }) => codeKey(replacesCode),
  );
  const versions = Map.groupBy(
    begun.filter((one) => keyOf(one) !== ''),
    keyOf,
  );

  /** Others that say they stand in place of this one. Two that replace each other say nothing. */
  const replacersOf = (procedure: ListedProcedure): readonly ListedProcedure[] => {
    const own = keyOf(procedure);
    if (own === '') return [];
    return (replacing.get(own) ?? []).filter(
      (one) => keyOf(one) !== own && codeKey(procedure.replacesCode) !== keyOf(one),
    );
  };
  /** Of the same code and in force since a later day. */
  const newerOf = (procedure: ListedProcedure): readonly ListedProcedure[] =>
    (versions.get(keyOf(procedure)) ?? []).filter(
      ({ effectiveOn }) => (effectiveOn ?? '') > (procedure.effectiveOn ?? ''),
    );

  const inForce: ListedProcedure[] = [];
  const gone: Omit<RetiredProcedure, 'successor'>[] = [];
  for (const procedure of begun) {
    if (newerOf(procedure).length > 0) gone.push({ procedure, reason: 'other_decision' });
    else if (replacersOf(procedure).length > 0) gone.push({ procedure, reason: 'replaced' });
    else if (procedure.abolishedOn !== null && procedure.abolishedOn <= on) {
      gone.push({ procedure, reason: 'abolished' });
    } else inForce.push(procedure);
  }

  const holds = new Set(inForce.map(({ id }) => id));
  const successorOf = (
    procedure: ListedProcedure,
    seen: ReadonlySet<string> = new Set(),
  ): ListedProcedure | null => {
    if (seen.has(procedure.id)) return null;
    const next = [...newerOf(procedure), ...replacersOf(procedure)].toSorted(newestFirst);
    const direct = next.find(({ id }) => holds.has(id));
    if (direct !== undefined) return direct;
    const passed = new Set([...seen, procedure.id]);
    for (const one of next) {
      const further = successorOf(one, passed);
      if (further !== null) return further;
    }
    return null;
  };
  const retired = gone
    .map((one): RetiredProcedure => {
      const successor = successorOf(one.procedure);
      // The newest version has gone as well: nothing holds any more.
      return { ...one, successor, reason: successor === null ? 'abolished' : one.reason };
    })
    .toSorted((a, b) => newestFirst(a.procedure, b.procedure));
  return { inForce, retired, coming };
}

/** What one posting turned out to be. */
export interface MatchedPosting {
  readonly posting: FoundPosting;
  /** The procedure in force that it stands for. Null: none, or another posting already does. */
  readonly procedure: ListedProcedure | null;
  /** What the list says of it where it is not in force: old version, replaced, abolished, or still to come. */
  readonly listed: ListedProcedure | null;
  readonly superseded: SupersededReason | null;
  /** In no list: neither in force, nor before, nor to come. */
  readonly unknown: boolean;
}

/** Rows of one key, and the first that is left of them. */
function shelf<T extends { readonly id: string }>(rows: readonly T[], keyOf: (row: T) => string) {
  const byKey = Map.groupBy(rows, keyOf);
  byKey.delete('');
  return (key: string): readonly T[] => byKey.get(key) ?? [];
}

/**
 * The postings of one place, each for at most one procedure and the other way round. Where several may stand for one
 * procedure, the one under its decision goes first, and one without a fault before one with.
 */
export function matchPostings(list: ListOnDay, postings: readonly FoundPosting[]): readonly MatchedPosting[] {
  const names = new Map<string, string>();
  const nameOf = ({ name }: { readonly name: string }): string => {
    let key = names.get(name);
    if (key === undefined) names.set(name, (key = nameKey(name)));
    return key;
  };
  const codes = new Map<string, string>();
  const codeOf = ({ code }: { readonly code: string | null }): string => {
    if (code === null) return '';
    let key = codes.get(code);
    if (key === undefined) codes.set(code, (key = codeKey(code)));
    return key;
  };
  const open = new Set(postings);
  const result = new Map<string, MatchedPosting>();
  const taken = new Set<string>();

  const postingsByCode = shelf(postings, codeOf);
  const settle = (posting: FoundPosting, found: Partial<Omit<MatchedPosting, 'posting'>>): void => {
    open.delete(posting);
    if (found.procedure != null) taken.add(found.procedure.id);
    result.set(posting.id, {
      posting,
      procedure: null,
      listed: null,
      superseded: null,
      unknown: false,
      ...found,
    });
  };

  const comingByCode = shelf(list.coming, codeOf);
  /** Another decision than the one in force, and than one that is to come into force. */
  const isOutdated = (procedure: ListedProcedure, posting: FoundPosting): boolean =>
    isSameDecision(procedure.decision, posting.decision) === false &&
    !comingByCode(codeOf(procedure)).some(
      ({ decision }) => isSameDecision(decision, posting.decision) === true,
    );
  const better = (procedure: ListedProcedure) => (a: FoundPosting, b: FoundPosting) => {
    const weight = (posting: FoundPosting) => {
      const same = isSameDecision(procedure.decision, posting.decision);
      return (same === true ? 0 : same === null ? 2 : 4) + (posting.formFault === null ? 0 : 1);
    };
    return weight(a) - weight(b) || compareText(a.postedOn, b.postedOn) || compareText(a.id, b.id);
  };
  const takeFor = (procedure: ListedProcedure, candidates: readonly FoundPosting[]): void => {
    const left = candidates.filter((one) => open.has(one));
    const best = left.length > 1 ? left.toSorted(better(procedure))[0] : left[0];
    if (best === undefined) return;
    settle(best, { procedure, superseded: isOutdated(procedure, best) ? 'other_decision' : null });
  };

  // 1. In force, by code.
  for (const procedure of list.inForce) takeFor(procedure, postingsByCode(codeOf(procedure)));

  const retiredByCode = shelf(
    list.retired.map((one) => ({ ...one, id: one.procedure.id })),
    ({ procedure }) => codeOf(procedure),
  );
  // Also where only the new one names the code that it replaces.
  const replacedBy = shelf(list.inForce, ({ code, replacesCode }) =>
    codeKey(replacesCode) === codeKey(code) ? '' : codeKey(replacesCode),
  );
  const inForceByCode = shelf(list.inForce, codeOf);
  const inForceByName = lazy(() => shelf(list.inForce, nameOf));
  const isListed = (posting: FoundPosting): boolean =>
    [inForceByCode, retiredByCode, replacedBy, comingByCode].some(
      (found) => found(codeOf(posting)).length > 0,
    );

  // 2. In force, by name: those whose code the list does not know at all.
  const nameless = [...open].filter((posting) => !isListed(posting));
  if (nameless.length > 0) {
    const byName = shelf(nameless, nameOf);
    for (const procedure of list.inForce) {
      if (!taken.has(procedure.id)) takeFor(procedure, byName(nameOf(procedure)));
    }
  }

  // 3. What is left: posted twice, no longer in force, still to come, or in no list.
  const asRetired = (posting: FoundPosting, { procedure, reason, successor }: RetiredProcedure): void => {
    const instead =
      successor === null
        ? inForceByName()(nameOf(posting)).find(({ id }) => !taken.has(id))
        : taken.has(successor.id)
          ? undefined
          : successor;
    settle(posting, {
      procedure: instead ?? null,
      listed: procedure,
      // One of the same name in force has come in place of what was abolished.
      superseded: reason === 'abolished' && instead !== undefined ? 'replaced' : reason,
    });
  };
  const retiredByName = lazy(() =>
    shelf(
      list.retired.map((one) => ({ ...one, id: one.procedure.id })),
      ({ procedure }) => nameOf(procedure),
    ),
  );
  const comingByName = lazy(() => shelf(list.coming, nameOf));
  const left = [...open].toSorted(
    (a, b) =>
      compareText(a.code, b.code) ||
      compareText(nameOf(a), nameOf(b)) ||
      compareText(a.postedOn, b.postedOn) ||
      compareText(a.id, b.id),
  );
  for (const posting of left) {
    const code = codeOf(posting);
    const name = nameOf(posting);
    const again = inForceByCode(code)[0] ?? (code === '' ? inForceByName()(name)[0] : undefined);
    const replacers = replacedBy(code);
    const retired = retiredByCode(code)[0] ?? (replacers.length > 0 ? undefined : retiredByName()(name)[0]);
    const coming = comingByCode(code)[0] ?? comingByName()(name)[0];
    if (again !== undefined) {
      const superseded = isOutdated(again, posting) ? 'other_decision' : null;
      settle(posting, { listed: again, superseded });
    } else if (retired !== undefined) asRetired(posting, retired);
    else if (replacers.length > 0) {
      const procedure = replacers.find(({ id }) => !taken.has(id)) ?? null;
      settle(posting, { procedure, superseded: 'replaced' });
    } else if (coming !== undefined) settle(posting, { listed: coming });
    else settle(posting, { unknown: true });
  }
  return postings.map(({ id }) => result.get(id)).filter((one) => one !== undefined);
}

function lazy<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
