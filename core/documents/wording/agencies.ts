// How inspected agencies are named, one and many. An agency that the source leaves unnamed keeps a gap
// to be filled in, and is never listed as if its label were its name.
import type { AgencyFacts } from '../facts.ts';
import { BLANK, formatCount } from './numbers.ts';
import { joinWords, oneLine } from './text.ts';

export function agencyName(agency: AgencyFacts): string {
  const name = oneLine(agency.name);
  if (!agency.unnamed) return name === '' ? BLANK : name;
  const label = name.replace(/\s*\([^)]*\)\s*$/, '');
  return label === '' ? BLANK : `${label} (${BLANK})`;
}

/** Later in the text, where an unnamed agency would otherwise repeat its gap. */
export function agencyReference(agency: AgencyFacts): string {
  return agency.unnamed ? 'đơn vị' : agencyName(agency);
}

const inOrder = (agencies: readonly AgencyFacts[]): AgencyFacts[] =>
  agencies.toSorted((first, second) => first.ordinal - second.ordinal);

export function agencyNames(agencies: readonly AgencyFacts[]): string {
  return joinWords(inOrder(agencies).map(agencyName), '; ');
}

/** `07 cơ quan, đơn vị, gồm: 03 UBND cấp huyện (…; …) và 04 sở, ngành (…)`. */
export function agencyListing(agencies: readonly AgencyFacts[]): string {
  if (agencies.length === 0) return 'các cơ quan, đơn vị được kiểm tra';
  const groups = new Map<string, AgencyFacts[]>();
  for (const agency of inOrder(agencies)) {
    const label = agency.group === null ? '' : oneLine(agency.group);
    groups.set(label, [...(groups.get(label) ?? []), agency]);
  }
  const parts = [...groups].map(([label, members]) => groupPart(label, members));
  return `${formatCount(agencies.length)} cơ quan, đơn vị, gồm: ${joinWords(parts, '; ')}`;
}

function groupPart(label: string, members: readonly AgencyFacts[]): string {
  const names = members.filter((agency) => !agency.unnamed).map(agencyName);
  if (label === '') return names.length > 0 ? names.join('; ') : `${formatCount(members.length)} cơ quan`;
  const counted = `${formatCount(members.length)} ${label}`;
  return names.length === 0 ? counted : `${counted} (${names.join('; ')})`;
}
