/**
 * Whether a limitation was found before: by the same criterion or by words alike, in an earlier round, at the agency or
 * at what it was made of. Plain facts in, a ranked proposal out; a person links.
 */
import { createProfiles, profileLikeness, type WordProfile } from './likeness.ts';

export interface RoundTime {
  readonly id: string;
  readonly year: number | null;
  readonly startsOn: string | null;
  readonly documentDate: string | null;
}

/** By year, then by the first day that is known; what cannot be told is not earlier. */
export function isEarlierRound(one: RoundTime, than: RoundTime): boolean {
  if (one.id === than.id) return false;
  const [first, second] = [one.startsOn ?? one.documentDate, than.startsOn ?? than.documentDate];
  const [year, other] = [yearOf(one.year, first), yearOf(than.year, second)];
  if (year !== null && other !== null && year !== other) return year < other;
  return first !== null && second !== null && first < second;
}

function yearOf(year: number | null, day: string | null): number | null {
  return year ?? (day === null ? null : Number(day.slice(0, 4)));
}

/** From here on, sentences about another criterion, or about none, are likely to be about the same thing. */
export const ALIKE = 45;

export interface EarlierFinding {
  readonly id: string;
  readonly text: string;
  readonly year: number | null;
  readonly sameCriterion: boolean;
}
export interface RankedRepeat<F extends EarlierFinding> {
  readonly finding: F;
  readonly likeness: number;
}

/** The same criterion first, then the most alike, then the newest. */
export function rankRepeats<F extends EarlierFinding>(
  text: string,
  earlier: readonly F[],
  limit: number,
  /** Of one vocabulary; a caller who asks for many findings keeps what it has read. */
  profileOf: (text: string) => WordProfile = createProfiles(),
): RankedRepeat<F>[] {
  const profile = profileOf(text);
  return earlier
    .map((finding) => ({ finding, likeness: profileLikeness(profile, profileOf(finding.text)) }))
    .filter((one) => one.finding.sameCriterion || one.likeness >= ALIKE)
    .toSorted(
      (one, other) =>
        Number(other.finding.sameCriterion) - Number(one.finding.sameCriterion) ||
        other.likeness - one.likeness ||
        (other.finding.year ?? 0) - (one.finding.year ?? 0) ||
        (one.finding.id < other.finding.id ? -1 : 1),
    )
    .slice(0, limit);
}
