/**
 * Which of our agencies another office may mean by a row of its own: by the unit of the catalogue, by name, kind and
 * parent, in hundredths. A proposal for a person, never a decision. Pure; knows no office.
 */
import type { AgencyKind } from '../contract/common.ts';
import { createProfiles, type WordProfile } from './likeness.ts';
import { nameKey } from './same-name.ts';
import { foldText } from './text-fold.ts';

export interface MatchableAgency {
  readonly id: string;
  readonly kind: AgencyKind;
  readonly name: string;
  readonly parentName: string | null;
  /** The same at every office: units of the catalogue have deterministic ids. */
  readonly adminUnitId: string | null;
}
export interface MatchCandidate {
  readonly agencyId: string;
  readonly likeness: number;
}

export const LEAST_LIKENESS = 60;
const MOST_CANDIDATES = 5;
const OTHER_KIND = 20;
const OTHER_PARENT = 25;

/** They stand in every second name and tell no agency from another. */
const general = /\b(uy ban nhan dan|ubnd|van phong|thanh pho|thi xa|thi tran|tinh|huyen|quan|xa|phuong)\b/gu;
const figures = (folded: string) => (folded.match(/\p{N}+/gu) ?? []).join(' ');

interface Known {
  readonly agency: MatchableAgency;
  readonly key: string;
  readonly folded: string;
  readonly figures: string;
  readonly parent: string | null;
  readonly profile: WordProfile;
}

/** Made once for all that is held against it. */
export function createAgencyMatcher(
  ours: readonly MatchableAgency[],
): (foreign: MatchableAgency) => readonly MatchCandidate[] {
  const profileOf = createProfiles();
  const read = (agency: MatchableAgency): Known => {
    const folded = foldText(agency.name).trim();
    return {
      agency,
      key: nameKey(agency.name),
      folded,
      figures: figures(folded),
      parent: agency.parentName === null ? null : foldText(agency.parentName).trim(),
      profile: profileOf(folded.replaceAll(general, ' ')),
    };
  };
  const known = ours.map(read);
  // Only what shares a word, the name or the unit is looked at: a nation has thousands on either side.
  const byPart = new Map<number, Known[]>();
  const byName = Map.groupBy(known, ({ folded }) => folded);
  const byUnit = Map.groupBy(known, ({ agency }) => agency.adminUnitId);
  for (const one of known) {
    for (const part of one.profile) {
      const list = byPart.get(part);
      if (list === undefined) byPart.set(part, [one]);
      else list.push(one);
    }
  }
  return (foreign) => {
    const asked = read(foreign);
    const shared = new Map<Known, number>();
    for (const part of asked.profile) {
      for (const one of byPart.get(part) ?? []) shared.set(one, (shared.get(one) ?? 0) + 1);
    }
    const looked = new Set<Known>([
      ...(byName.get(asked.folded) ?? []),
      ...(foreign.adminUnitId === null ? [] : (byUnit.get(foreign.adminUnitId) ?? [])),
      ...shared.keys(),
    ]);
    return [...looked]
      .map((one) => ({ agencyId: one.agency.id, likeness: likenessOf(asked, one, shared.get(one) ?? 0) }))
      .filter(({ likeness }) => likeness >= LEAST_LIKENESS)
      .toSorted(
        (first, second) => second.likeness - first.likeness || (first.agencyId < second.agencyId ? -1 : 1),
      )
      .slice(0, MOST_CANDIDATES);
  };
}

function likenessOf(asked: Known, one: Known, shared: number): number {
  const [unit, otherUnit] = [asked.agency.adminUnitId, one.agency.adminUnitId];
  // Two units of the catalogue are never one, whatever they are called; nor are Phường 1 and Phường 2.
  if (unit !== null && otherUnit !== null && unit !== otherUnit) return 0;
  if (asked.figures !== one.figures) return 0;
  const byName = nameLikeness(asked, one, shared);
  const isOneUnit = unit !== null && unit === otherUnit && asked.agency.kind === one.agency.kind;
  const base = isOneUnit ? Math.max(byName, 90) : byName;
  const kind = asked.agency.kind === one.agency.kind ? 0 : OTHER_KIND;
  const parent =
    isOneUnit || asked.parent === null || one.parent === null || asked.parent === one.parent
      ? 0
      : OTHER_PARENT;
  return Math.max(0, base - kind - parent);
}

function nameLikeness(asked: Known, one: Known, shared: number): number {
  if (asked.key !== '' && asked.key === one.key) return 100;
  // Typed without marks, or with other ones: Cẩm Giang is not Cẩm Giàng, so a person should look.
  if (asked.folded !== '' && asked.folded === one.folded) return 90;
  const size = asked.profile.size + one.profile.size;
  return size === 0 ? 0 : Math.min(89, Math.floor((200 * shared) / size));
}
