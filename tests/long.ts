/**
 * How much chance a random suite is given. `npm test` repeats the same seeded part every time; `npm run soak`
 * (SOAK=1) goes on for many times as many runs, from a seed of its own. A property that does not hold prints it.
 */
export const isLong = process.env['SOAK'] === '1';

export function chance(seed: number, shortRuns: number, longRuns: number): { seed: number; numRuns: number } {
  return isLong ? { seed: Date.now() & 0x7fffffff, numRuns: longRuns } : { seed, numRuns: shortRuns };
}
