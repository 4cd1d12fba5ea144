// A ranking in four figures; only of those whose points are complete. Pure.
interface Ranked {
  readonly share: number;
  readonly provisional: boolean;
}
export interface RankingSummary {
  readonly mean: number;
  readonly median: number;
  readonly highest: number;
  readonly lowest: number;
}

/** Hundredths of a percent, halves up; null where nobody is ranked. */
export function summaryOf(rows: readonly Ranked[]): RankingSummary | null {
  const shares = rows
    .filter(({ provisional }) => !provisional)
    .map(({ share }) => share)
    .toSorted((a, b) => a - b);
  const lowest = shares[0];
  const highest = shares.at(-1);
  if (lowest === undefined || highest === undefined) return null;
  const middle = shares.length / 2;
  const [low, high] = [shares[Math.ceil(middle) - 1] ?? lowest, shares[Math.floor(middle)] ?? highest];
  return {
    mean: Math.round(shares.reduce((sum, share) => sum + share, 0) / shares.length),
    median: Math.round((low + high) / 2),
    highest,
    lowest,
  };
}
