/**
 * The published procedures against what was found posted, place by place: missing, superseded, late by working days, in
 * a wrong form, in no list. Nothing is said of a place where nobody looked. Pure; the day and the calendar are given.
 */
import {
  type PlaceSummary,
  type PostingPlace,
  postingPlaces,
  type ProcedureProblem,
  type ProcedureResult,
} from '../contract/procedures.ts';
import { addDays } from './due.ts';
import { type FoundPosting, type ListedProcedure, listOnDay, matchPostings } from './procedure-match.ts';
import type { WorkingCalendar } from './working-days.ts';

export interface ComparisonInput {
  readonly procedures: readonly ListedProcedure[];
  readonly postings: readonly FoundPosting[];
  /** Looked at, and nothing was posted. */
  readonly emptyPlaces: readonly PostingPlace[];
  /** The day of looking. */
  readonly on: string;
  /** Working days after taking effect within which a posting is in time. */
  readonly lateAfter: number;
  readonly calendar: WorkingCalendar;
}
export interface ComparedPlaces {
  readonly places: readonly PlaceSummary[];
  readonly results: readonly ProcedureResult[];
}

const problemOrder: Readonly<Record<ProcedureProblem, number>> = {
  missing: 0,
  superseded: 1,
  late: 2,
  wrong_form: 3,
  not_published: 4,
};

/** Days before this are slips of the pen; nothing is counted over centuries for them. */
const EARLIEST = '1990-01-01';

/**
 * Working days behind the last day of being in time, however many days are asked about: the calendar is walked once.
 * What is posted on a day off right behind that day is 0 days late.
 */
function lateness(
  calendar: WorkingCalendar,
  lateAfter: number,
  pairs: readonly { readonly effectiveOn: string; readonly postedOn: string }[],
): (effectiveOn: string, postedOn: string) => number {
  const asked = pairs.filter(
    ({ effectiveOn, postedOn }) => effectiveOn >= EARLIEST && postedOn > effectiveOn,
  );
  if (asked.length === 0) return () => 0;
  const days = new Set(asked.flatMap(({ effectiveOn, postedOn }) => [effectiveOn, postedOn]));
  const ordered = [...days].toSorted();
  const first = ordered[0] ?? EARLIEST;
  const last = ordered.at(-1) ?? first;
  const worked = new Map<string, number>();
  let count = 0;
  for (let at = first; at <= last; at = addDays(at, 1)) {
    if (calendar.isWorking(at)) count += 1;
    if (days.has(at)) worked.set(at, count);
  }
  return (effectiveOn, postedOn) => {
    const [from, to] = [worked.get(effectiveOn), worked.get(postedOn)];
    if (from === undefined || to === undefined) return 0;
    // What takes effect on a day off is in time on the next working day at the earliest.
    const allowed = Math.max(lateAfter, calendar.isWorking(effectiveOn) ? 0 : 1);
    return Math.max(0, to - from - allowed);
  };
}

export function compareProcedures(input: ComparisonInput): ComparedPlaces {
  const { emptyPlaces, on, lateAfter, calendar } = input;
  const list = listOnDay(input.procedures, on);
  const byPlace = Map.groupBy(input.postings, ({ place }) => place);
  const matched = postingPlaces.map((place) => ({
    place,
    postings: byPlace.get(place) ?? [],
    matches: matchPostings(list, byPlace.get(place) ?? []),
  }));
  const inTime = matched.flatMap(({ matches }) =>
    matches.flatMap(({ posting, procedure, superseded }) =>
      procedure?.effectiveOn == null || posting.postedOn === null || superseded !== null
        ? []
        : [{ effectiveOn: procedure.effectiveOn, postedOn: posting.postedOn }],
    ),
  );
  const daysLateOf = lateness(calendar, lateAfter, inTime);

  const places: PlaceSummary[] = [];
  const results: ProcedureResult[] = [];
  for (const { place, postings, matches } of matched) {
    const looked = postings.length > 0 || emptyPlaces.includes(place);
    const found: ProcedureResult[] = [];
    const posted = new Set(matches.flatMap(({ procedure }) => (procedure === null ? [] : [procedure.id])));
    if (looked) {
      for (const procedure of list.inForce) {
        if (!posted.has(procedure.id)) found.push(resultOf(place, 'missing', procedure, null));
      }
    }
    let outdated = 0;
    let dated = 0;
    for (const { posting, procedure, listed, superseded, unknown } of matches) {
      const about = procedure ?? listed;
      if (superseded !== null) {
        if (procedure !== null) outdated += 1;
        found.push({
          ...resultOf(place, 'superseded', about, posting),
          procedureId: procedure?.id ?? null,
          reason: superseded,
          abolishedOn: listed?.abolishedOn ?? null,
          detail:
            superseded === 'other_decision' ? (posting.decision ?? listed?.decision ?? null) : posting.code,
        });
      } else if (procedure?.effectiveOn != null && posting.postedOn !== null) {
        dated += 1;
        const daysLate = daysLateOf(procedure.effectiveOn, posting.postedOn);
        if (daysLate > 0) found.push({ ...resultOf(place, 'late', procedure, posting), daysLate });
      }
      if (posting.formFault !== null) {
        found.push({
          ...resultOf(place, 'wrong_form', about, posting),
          procedureId: procedure?.id ?? null,
          detail: posting.formFault,
        });
      }
      if (unknown) found.push(resultOf(place, 'not_published', null, posting));
    }
    const count = (problem: ProcedureProblem) => found.filter((one) => one.problem === problem).length;
    places.push({
      place,
      looked,
      published: list.inForce.length,
      posted: posted.size,
      current: posted.size - outdated,
      dated,
      missing: count('missing'),
      superseded: count('superseded'),
      late: count('late'),
      wrongForm: count('wrong_form'),
      notPublished: count('not_published'),
    });
    results.push(...found.toSorted(inOrder));
  }
  return { places, results };
}

function resultOf(
  place: PostingPlace,
  problem: ProcedureProblem,
  procedure: ListedProcedure | null,
  posting: FoundPosting | null,
): ProcedureResult {
  return {
    place,
    problem,
    procedureId: procedure?.id ?? null,
    postingId: posting?.id ?? null,
    code: procedure?.code ?? posting?.code ?? null,
    name: procedure?.name ?? posting?.name ?? '',
    decision: procedure?.decision ?? posting?.decision ?? null,
    effectiveOn: procedure?.effectiveOn ?? null,
    postedOn: posting?.postedOn ?? null,
    daysLate: null,
    reason: null,
    abolishedOn: null,
    detail: null,
  };
}

function inOrder(a: ProcedureResult, b: ProcedureResult): number {
  const text = (one: ProcedureResult) => [
    one.code ?? '',
    one.name,
    one.procedureId ?? '',
    one.postingId ?? '',
  ];
  const [left, right] = [text(a), text(b)];
  const order = problemOrder[a.problem] - problemOrder[b.problem];
  if (order !== 0) return order;
  const at = left.findIndex((part, index) => part !== right[index]);
  return at === -1 ? 0 : (left[at] ?? '') < (right[at] ?? '') ? -1 : 1;
}
