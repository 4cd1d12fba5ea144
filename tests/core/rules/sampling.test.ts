// Chance that can be repeated: same seed, same pick; nothing twice; every line as likely as the other.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanSeed, createRandom, pickPlaces, seedOf, spread } from '../../../core/rules/sampling.ts';
import { chance } from '../../long.ts';

const seeds = fc.string({ maxLength: 60 });

describe('numbers from a seed', () => {
  test('the same seed is the same sequence, on every machine and in every year', () => {
    // Written down once: whoever changes the generator takes every printed seed its meaning.
    const random = createRandom('4821-9173');
    expect(Array.from({ length: 8 }, () => random(1000))).toEqual([641, 326, 975, 978, 434, 419, 3, 763]);
    expect(pickPlaces(createRandom('Đoàn số 01'), 6, 50_000)).toEqual([
      1365, 5005, 5869, 7734, 15_065, 29_778,
    ]);
  });
  test('spaces around a seed and the way of composing its letters do not matter; anything else does', () => {
    const of = (seed: string) => {
      const random = createRandom(seed);
      return Array.from({ length: 4 }, () => random(1_000_000));
    };
    expect(of('  Đoàn   số 01 ')).toEqual(of('Đoàn số 01'.normalize('NFD')));
    expect(of('Đoàn số 01')).not.toEqual(of('Đoàn số 02'));
    expect(of('a')).not.toEqual(of('A'));
    expect(cleanSeed(' 48 ')).toBe('48');
  });
  test('stay below the limit, and a limit that is none is refused', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 2 ** 32 }), (seed, limit) => {
        const random = createRandom(seed);
        for (let count = 0; count < 20; count += 1) {
          const number = random(limit);
          expect(Number.isInteger(number) && number >= 0 && number < limit).toBe(true);
        }
      }),
      chance(30_414, 100, 5000),
    );
    for (const limit of [0, -1, 1.5, Number.NaN, 2 ** 33]) {
      expect(() => createRandom('x')(limit)).toThrow(RangeError);
    }
  });
  test('a new seed is eight digits, another one for another id', () => {
    expect(seedOf('01900000-0000-7000-8000-000000000000')).toMatch(/^\d{4}-\d{4}$/);
    expect(seedOf('01900000-0000-7000-8000-0123456789ab')).not.toBe(
      seedOf('01900000-0000-7000-8000-0123456789ac'),
    );
  });
});

describe('picking without replacement', () => {
  test('the size that was asked for or all, in order, nothing twice, and the same again', () => {
    fc.assert(
      fc.property(seeds, fc.nat(300), fc.nat(5000), (seed, size, population) => {
        const places = pickPlaces(createRandom(seed), size, population);
        expect(places).toHaveLength(Math.min(size, population));
        expect(new Set(places).size).toBe(places.length);
        expect(places).toEqual(places.toSorted((a, b) => a - b));
        expect(places.every((place) => place >= 0 && place < population)).toBe(true);
        expect(pickPlaces(createRandom(seed), size, population)).toEqual(places);
      }),
      chance(30_415, 100, 5000),
    );
  });
  test('every line is as likely as the other', () => {
    const [population, size, draws] = [40, 8, 4000];
    const hits = Array.from({ length: population }, () => 0);
    for (let draw = 0; draw < draws; draw += 1) {
      for (const place of pickPlaces(createRandom(`seed ${draw}`), size, population)) hits[place]! += 1;
    }
    const expected = (draws * size) / population;
    const chiSquare = hits.reduce((sum, hit) => sum + (hit - expected) ** 2 / expected, 0);
    // 39 degrees of freedom: beyond 85 lies one in 30,000; a generator that prefers a line is far beyond.
    expect(chiSquare).toBeLessThan(85);
    // Neither are pairs tied to each other.
    const pairs = Array.from({ length: 10 }, () => 0);
    for (let draw = 0; draw < draws; draw += 1) {
      const [first = 0, second = 0] = pickPlaces(createRandom(`pair ${draw}`), 2, 5);
      pairs[first * 4 - (first * (first - 1)) / 2 + second - first - 1]! += 1;
    }
    const pairsExpected = draws / 10;
    expect(pairs.reduce((sum, hit) => sum + (hit - pairsExpected) ** 2 / pairsExpected, 0)).toBeLessThan(35);
  });
});

describe('spread over fields', () => {
  const counts = fc.array(fc.nat(20_000), { maxLength: 30 });
  test('adds up, takes from no field more than it has, and keeps to the shares', () => {
    fc.assert(
      fc.property(fc.nat(2000), counts, (size, lines) => {
        const total = lines.reduce((sum, count) => sum + count, 0);
        const wanted = Math.min(size, total);
        const sizes = spread(size, lines);
        expect(sizes.reduce((sum, one) => sum + one, 0)).toBe(wanted);
        sizes.forEach((one, index) => {
          const exact = total === 0 ? 0 : (lines[index]! * wanted) / total;
          expect(one).toBeLessThanOrEqual(lines[index]!);
          expect(one).toBeGreaterThanOrEqual(Math.floor(exact));
          expect(one).toBeLessThanOrEqual(Math.ceil(exact));
        });
      }),
      chance(30_416, 100, 5000),
    );
  });
  test('a field without lines changes nothing', () => {
    fc.assert(
      fc.property(fc.nat(500), counts, (size, lines) => {
        expect(spread(size, [...lines, 0])).toEqual([...spread(size, lines), 0]);
      }),
      chance(30_417, 100, 5000),
    );
  });
  test('the largest remainders take what is left', () => {
    expect(spread(10, [50, 30, 20])).toEqual([5, 3, 2]);
    expect(spread(10, [1, 1, 1])).toEqual([1, 1, 1]);
    expect(spread(4, [10, 10, 10])).toEqual([2, 1, 1]);
    expect(spread(5, [96, 3, 1])).toEqual([5, 0, 0]);
    expect(spread(0, [3])).toEqual([0]);
  });
});
