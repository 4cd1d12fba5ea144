/**
 * A schedule that a person adjusts: teams × agencies × half-days of the working days given. Deterministic; knows
 * neither table nor calendar. Who or what may not be in two places is a resource: a team, a person who sits in
 * several teams, an agency.
 */
import type { HalfDays } from './half-days.ts';
import { dayIndex } from './half-days.ts';

export interface ProposalTeam {
  /** Null stands for "no team", where a round has none yet. */
  readonly id: string | null;
  readonly resources: readonly string[];
  /** Half-days that it has in this round already. */
  readonly load: number;
}

export interface ProposalVisit {
  readonly id: string;
  /** Given by a person, and kept. */
  readonly teamId: string | null;
  readonly resources: readonly string[];
  /** Agencies of one place are visited one after the other where that can be. */
  readonly place: string | null;
  /** Teams that had better not go: one of their members comes from the agency. */
  readonly avoid: readonly (string | null)[];
}

export interface Taken extends HalfDays {
  readonly resource: string;
}

export interface ProposalInput {
  /** Working days. */
  readonly days: readonly string[];
  /** Half-days per agency, in one stretch: an even number begins in the morning. */
  readonly halfDays: number;
  readonly teams: readonly ProposalTeam[];
  /** In the order of the round. */
  readonly visits: readonly ProposalVisit[];
  readonly taken: readonly Taken[];
}

export interface Proposed extends HalfDays {
  readonly visitId: string;
  readonly teamId: string | null;
}

export interface Proposal {
  readonly placed: readonly Proposed[];
  readonly unplaced: readonly string[];
}

/** Taken by nobody who could give way. */
const FIXED = '';

interface Place {
  readonly team: ProposalTeam;
  readonly from: number;
}

export function proposeSchedule(input: ProposalInput): Proposal {
  const { halfDays, teams } = input;
  const working = new Set(input.days.flatMap((day) => [dayIndex(day) * 2, dayIndex(day) * 2 + 1]));
  const starts = [...working].sort((first, second) => first - second).filter(isStart);
  const bounds = { from: Math.min(...working), to: Math.max(...working) + 1 };
  /** Who holds a resource in a half-day. */
  const holders = new Map<string, Map<number, string>>();
  const places = new Map<string, Place>();
  const loads = new Map(teams.map((team) => [team, team.load]));
  const byId = new Map(input.visits.map((visit) => [visit.id, visit]));

  for (const { resource, from, to } of input.taken) {
    const held = heldBy(resource);
    for (let at = Math.max(from, bounds.from); at < Math.min(to, bounds.to); at += 1) held.set(at, FIXED);
  }

  function isStart(from: number): boolean {
    if (halfDays % 2 === 0 && from % 2 !== 0) return false;
    for (let at = from; at < from + halfDays; at += 1) if (!working.has(at)) return false;
    return true;
  }

  function heldBy(resource: string): Map<number, string> {
    const held = holders.get(resource) ?? new Map<number, string>();
    holders.set(resource, held);
    return held;
  }

  /** Who is in the way; FIXED among them where nobody can give way. */
  function blockers(visit: ProposalVisit, { team, from }: Place): ReadonlySet<string> {
    const found = new Set<string>();
    for (const resource of [...visit.resources, ...team.resources]) {
      const held = holders.get(resource);
      if (held === undefined) continue;
      for (let at = from; at < from + halfDays; at += 1) {
        const holder = held.get(at);
        if (holder !== undefined) found.add(holder);
      }
    }
    return found;
  }

  function put(visit: ProposalVisit, place: Place): void {
    places.set(visit.id, place);
    loads.set(place.team, (loads.get(place.team) ?? 0) + halfDays);
    for (const resource of [...visit.resources, ...place.team.resources]) {
      for (let at = place.from; at < place.from + halfDays; at += 1) heldBy(resource).set(at, visit.id);
    }
  }

  function take(visit: ProposalVisit): Place | undefined {
    const place = places.get(visit.id);
    if (place === undefined) return undefined;
    places.delete(visit.id);
    loads.set(place.team, (loads.get(place.team) ?? 0) - halfDays);
    for (const resource of [...visit.resources, ...place.team.resources]) {
      for (let at = place.from; at < place.from + halfDays; at += 1) heldBy(resource).delete(at);
    }
    return place;
  }

  /** The least busy team first; one that had better not go at the end. */
  function teamsFor(visit: ProposalVisit): readonly ProposalTeam[] {
    const able = visit.teamId === null ? teams : teams.filter((team) => team.id === visit.teamId);
    const rank = (team: ProposalTeam) => (visit.avoid.includes(team.id) ? 1 : 0);
    const load = (team: ProposalTeam) => loads.get(team) ?? 0;
    return able.toSorted(
      (first, second) =>
        rank(first) - rank(second) ||
        load(first) - load(second) ||
        teams.indexOf(first) - teams.indexOf(second),
    );
  }

  /** The afternoon of the team that was at the same place in the morning. */
  function besides(visit: ProposalVisit, previous: ProposalVisit | undefined): Place | undefined {
    const place = previous === undefined ? undefined : places.get(previous.id);
    if (place === undefined || halfDays !== 1 || place.from % 2 !== 0) return undefined;
    const { team } = place;
    const wanted = visit.teamId === null || visit.teamId === team.id;
    if (!wanted || (visit.teamId === null && visit.avoid.includes(team.id))) return undefined;
    const next = { team, from: place.from + 1 };
    return working.has(next.from) && blockers(visit, next).size === 0 ? next : undefined;
  }

  function firstFree(visit: ProposalVisit): Place | undefined {
    for (const team of teamsFor(visit)) {
      const from = starts.find((at) => blockers(visit, { team, from: at }).size === 0);
      if (from !== undefined) return { team, from };
    }
    return undefined;
  }

  /** Room for one more where one of those placed can go elsewhere, and so on; each is asked once. */
  function makeRoom(visit: ProposalVisit, asked: Set<string>): boolean {
    const free = firstFree(visit);
    if (free !== undefined) {
      put(visit, free);
      return true;
    }
    for (const team of teamsFor(visit)) {
      for (const from of starts) {
        const inTheWay = blockers(visit, { team, from });
        const [other] = inTheWay;
        if (inTheWay.size !== 1 || other === undefined || other === FIXED || asked.has(other)) continue;
        const moving = byId.get(other);
        const before = moving === undefined ? undefined : take(moving);
        if (moving === undefined || before === undefined) continue;
        asked.add(other);
        put(visit, { team, from });
        if (makeRoom(moving, asked)) return true;
        take(visit);
        put(moving, before);
      }
    }
    return false;
  }

  let previous: ProposalVisit | undefined;
  const waiting: ProposalVisit[] = [];
  for (const visit of byPlace(input.visits)) {
    const same = visit.place !== null && visit.place === previous?.place ? previous : undefined;
    const place = besides(visit, same) ?? firstFree(visit);
    if (place === undefined) waiting.push(visit);
    else put(visit, place);
    previous = visit;
  }
  const unplaced = waiting.filter((visit) => !makeRoom(visit, new Set([visit.id])));

  return {
    placed: input.visits.flatMap(({ id }) => {
      const place = places.get(id);
      if (place === undefined) return [];
      return [{ visitId: id, teamId: place.team.id, from: place.from, to: place.from + halfDays }];
    }),
    unplaced: input.visits.filter((visit) => unplaced.includes(visit)).map(({ id }) => id),
  };
}

/** Agencies of one place one after the other, each place where its first one stands. */
function byPlace(visits: readonly ProposalVisit[]): readonly ProposalVisit[] {
  const groups = Map.groupBy(visits, ({ id, place }) => place ?? `:${id}`);
  return [...groups.values()].flat();
}
