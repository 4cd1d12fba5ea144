/**
 * Chance that anybody can repeat: a sequence of numbers from a seed of text, and picks without replacement made of it.
 * The generator is xoshiro128**, seeded through four 32-bit hashes of the seed. Pure: the seed comes from outside.
 */

/** A whole number from 0 to below `limit`, each as likely as the other. */
export type Random = (limit: number) => number;

const rotate = (value: number, by: number) => (value << by) | (value >>> (32 - by));

/** Four 32-bit words of a text (cyrb128): a letter more or less is another sequence. */
function wordsOf(seed: string): [number, number, number, number] {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let index = 0; index < seed.length; index += 1) {
    const unit = seed.charCodeAt(index);
    a = b ^ Math.imul(a ^ unit, 597399067);
    b = c ^ Math.imul(b ^ unit, 2869860233);
    c = d ^ Math.imul(c ^ unit, 951274213);
    d = a ^ Math.imul(d ^ unit, 2716044179);
  }
  a = Math.imul(c ^ (a >>> 18), 597399067);
  b = Math.imul(d ^ (b >>> 22), 2869860233);
  c = Math.imul(a ^ (c >>> 17), 951274213);
  d = Math.imul(b ^ (d >>> 19), 2716044179);
  return [(a ^ b ^ c ^ d) >>> 0, (b ^ a) >>> 0, (c ^ a) >>> 0, (d ^ a) >>> 0];
}

/** As it is compared and printed: NFC, no space around it or twice within. */
export function cleanSeed(seed: string): string {
  return seed.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

export function createRandom(seed: string): Random {
  const state = wordsOf(cleanSeed(seed));
  // All zero is the one state that the generator never leaves.
  if (state.every((word) => word === 0)) state[0] = 1;
  function next(): number {
    const result = Math.imul(rotate(Math.imul(state[1], 5), 7), 9) >>> 0;
    const shifted = state[1] << 9;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = rotate(state[3], 11);
    return result;
  }
  for (let warm = 0; warm < 16; warm += 1) next();
  return (limit) => {
    if (!Number.isSafeInteger(limit) || limit < 1 || limit > 0x1_0000_0000) throw new RangeError(`${limit}`);
    // Numbers beyond the last whole multiple of the limit would make small results likelier.
    const beyond = 0x1_0000_0000 - (0x1_0000_0000 % limit);
    for (;;) {
      const number = next();
      if (number < beyond) return number % limit;
    }
  };
}

/** `size` different places of 0 … population − 1, ascending; all of them where there are no more. */
export function pickPlaces(random: Random, size: number, population: number): number[] {
  // Fisher and Yates, of which only the places that were touched are kept.
  const moved = new Map<number, number>();
  const picked: number[] = [];
  for (let index = 0; index < Math.min(size, population); index += 1) {
    const at = index + random(population - index);
    picked.push(moved.get(at) ?? at);
    moved.set(at, moved.get(index) ?? index);
  }
  return picked.toSorted((a, b) => a - b);
}

/**
 * How many of `size` fall to each count, by its share and the largest remainders (of equal ones the first): never more
 * than there are, and together `size` or all.
 */
export function spread(size: number, counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const wanted = Math.min(size, total);
  if (total === 0) return counts.map(() => 0);
  const shares = counts.map((count, index) => {
    const exact = count * wanted;
    return { index, whole: Math.floor(exact / total), rest: exact % total };
  });
  const left = wanted - shares.reduce((sum, { whole }) => sum + whole, 0);
  const more = new Set(
    shares
      .toSorted((a, b) => b.rest - a.rest || a.index - b.index)
      .slice(0, left)
      .map(({ index }) => index),
  );
  return shares.map(({ index, whole }) => whole + (more.has(index) ? 1 : 0));
}

/** Eight digits to say on the telephone, from something that is different every time. */
export function seedOf(uuid: string): string {
  const digits = (BigInt(`0x${uuid.replaceAll('-', '').slice(-14)}`) % 100_000_000n)
    .toString()
    .padStart(8, '0');
  return `${digits.slice(0, 4)}-${digits.slice(4)}`;
}
