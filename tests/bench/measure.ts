// How two things are compared: in turns within one run, many rounds after a warm-up, medians of each round, and
// the ratio of the paired medians. Knows nothing of what it measures.

/** Does its work `count` times and answers how long each took, in milliseconds. */
export type Candidate = (count: number) => readonly number[] | Promise<readonly number[]>;

export interface Sizes {
  readonly rounds: number;
  /** How often each candidate runs within a round. */
  readonly perRound: number;
  /** Rounds that are thrown away. */
  readonly warmUp: number;
}

/** The median of every round, by candidate. */
export type Rounds<K extends string> = Readonly<Record<K, readonly number[]>>;

export interface Ratio {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export function median(values: readonly number[]): number {
  if (values.length === 0) throw new Error('The median of nothing');
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

export function repeat(work: () => void): Candidate {
  return (count) => {
    const durations: number[] = [];
    for (let index = 0; index < count; index += 1) {
      const started = performance.now();
      work();
      durations.push(performance.now() - started);
    }
    return durations;
  };
}

/** For work that answers a promise; `prepare` runs before each time and is not measured. */
export function repeatAsync<T = undefined>(
  work: (prepared: T) => Promise<unknown>,
  prepare?: () => T | Promise<T>,
  cleanUp?: (prepared: T) => void | Promise<void>,
): Candidate {
  return async (count) => {
    const durations: number[] = [];
    for (let index = 0; index < count; index += 1) {
      const prepared = (await prepare?.()) as T;
      const started = performance.now();
      await work(prepared);
      durations.push(performance.now() - started);
      await cleanUp?.(prepared);
    }
    return durations;
  };
}

/**
 * A B C, C B A, A B C …: whatever the machine does besides meets all of them alike, and none always runs on the
 * caches that the same neighbour has left behind.
 */
export async function interleave<K extends string>(
  candidates: Readonly<Record<K, Candidate>>,
  { rounds, perRound, warmUp }: Sizes,
): Promise<Rounds<K>> {
  const names = Object.keys(candidates) as K[];
  const medians = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<K, number[]>;
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const durations = await candidates[name](perRound);
      if (round >= 0) medians[name].push(median(durations));
    }
  }
  return medians;
}

export function ratioOf(product: readonly number[], baseline: readonly number[]): Ratio {
  const ratios = product.map((value, round) => value / (baseline[round] ?? Number.NaN));
  return { median: median(ratios), min: Math.min(...ratios), max: Math.max(...ratios) };
}
