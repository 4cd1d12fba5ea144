/**
 * Agencies that are one: what a person confirmed about agencies of other offices (`agency_match`), wherever agencies are
 * counted over the rows of several offices. What became of what (a merger, a division) is no match: those were two. Pure.
 */

export interface SameAgency {
  readonly localAgencyId: string;
  readonly foreignAgencyId: string;
}

/** The one row that stands for an agency: ours where ours was matched, else its own. */
export function createSameAgency(links: readonly SameAgency[]): (agencyId: string) => string {
  const localOf = new Map(
    links.map(({ localAgencyId, foreignAgencyId }) => [foreignAgencyId, localAgencyId]),
  );
  return (agencyId) => {
    // An office below may have matched what we matched with it in turn; a circle of two offices ends at its first.
    const seen = [agencyId];
    let at = agencyId;
    for (let next = localOf.get(at); next !== undefined; next = localOf.get(at)) {
      if (seen.includes(next)) return seen.slice(seen.indexOf(next)).toSorted()[0] ?? agencyId;
      seen.push(next);
      at = next;
    }
    return at;
  };
}
