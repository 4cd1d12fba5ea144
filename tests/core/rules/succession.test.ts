import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  closesCircle,
  createLineage,
  endsPredecessor,
  gathered,
  gathers,
  type SuccessionLink,
} from '../../../core/rules/succession.ts';
import { chance } from '../../long.ts';

const link = (
  predecessorId: string,
  successorId: string | null,
  relation: SuccessionLink['relation'] = 'merge',
  effectiveOn = '2025-07-01',
): SuccessionLink => ({ predecessorId, successorId, relation, effectiveOn });

describe('what a succession does', () => {
  test.each([
    ['merge', true, true],
    ['split', true, true],
    ['transfer_part', false, false],
    ['abolish', true, false],
  ] as const)('%s ends the predecessor: %s, gathers: %s', (relation, ends, together) => {
    expect(endsPredecessor(relation)).toBe(ends);
    expect(gathers(relation)).toBe(together);
  });

  test('through several steps, and what was split counts for each part', () => {
    const lineage = createLineage([
      link('huyện A', 'xã 1', 'split'),
      link('huyện A', 'xã 2', 'split'),
      link('thị trấn B', 'xã 1'),
      link('xã 1', 'phường 1', 'merge', '2027-01-01'),
      link('xã 2', null, 'abolish', '2028-01-01'),
    ]);
    expect([...lineage.predecessorsOf('phường 1')].sort()).toEqual(['huyện A', 'thị trấn B', 'xã 1']);
    expect([...lineage.predecessorsOf('xã 2')]).toEqual(['huyện A']);
    expect([...lineage.successorsOf('huyện A')].sort()).toEqual(['phường 1', 'xã 1', 'xã 2']);
    expect([...lineage.successorsOf('xã 2')]).toEqual([]);
  });

  test('a part that was handed over is not gathered, but its taker may take over recommendations', () => {
    const lineage = createLineage([link('Sở A', 'Sở B', 'transfer_part'), link('Sở B', 'Sở C')]);
    expect([...lineage.predecessorsOf('Sở B')]).toEqual([]);
    expect([...lineage.predecessorsOf('Sở C')]).toEqual(['Sở B']);
    expect([...lineage.heirsOf('Sở A')].sort()).toEqual(['Sở B', 'Sở C']);
  });

  test('on a day only what had happened by then', () => {
    const links = [link('A', 'B'), link('B', 'C', 'merge', '2026-01-01')];
    expect([...createLineage(links, '2025-06-30').predecessorsOf('C')]).toEqual([]);
    expect([...createLineage(links, '2025-07-01').predecessorsOf('B')]).toEqual(['A']);
    expect([...createLineage(links, '2025-12-31').predecessorsOf('C')]).toEqual([]);
    expect([...createLineage(links, '2026-01-01').predecessorsOf('C')].sort()).toEqual(['A', 'B']);
  });

  test('parts may go there and back; a merger must not', () => {
    expect(closesCircle([link('A', 'B', 'transfer_part')], [link('B', 'A', 'transfer_part')])).toBe(false);
    expect(closesCircle([link('A', 'B', 'transfer_part')], [link('B', 'A')])).toBe(false);
    expect(closesCircle([link('A', 'B'), link('B', 'C')], [link('C', 'A', 'split')])).toBe(true);
    expect(closesCircle([], [link('A', 'B'), link('B', 'A')])).toBe(true);
    expect(closesCircle([], [link('A', null, 'abolish')])).toBe(false);
  });
});

const name = fc.constantFrom(...'ABCDEFGH');
const someLink = fc.record({
  predecessorId: name,
  successorId: fc.option(name, { freq: 8 }),
  relation: fc.constantFrom('merge', 'split', 'transfer_part', 'abolish'),
  effectiveOn: fc.constantFrom('2019-01-01', '2025-07-01', '2026-09-01'),
}) satisfies fc.Arbitrary<SuccessionLink>;
const gathering = (links: readonly SuccessionLink[]) =>
  links.filter((one) => one.successorId !== null && gathers(one.relation));

/** As the service does: one after the other, each refused where it would close a circle. */
function accepted(links: readonly SuccessionLink[]): SuccessionLink[] {
  const kept: SuccessionLink[] = [];
  for (const one of links) if (!closesCircle(kept, [one])) kept.push(one);
  return kept;
}

describe('for any links', () => {
  test('what was accepted has no circle: nobody is reached from where it leads to', () => {
    fc.assert(
      fc.property(fc.array(someLink, { maxLength: 30 }), (links) => {
        const kept = accepted(links);
        const lineage = createLineage(kept);
        for (const { predecessorId, successorId } of gathering(kept)) {
          expect(predecessorId).not.toBe(successorId);
          expect(lineage.successorsOf(successorId!).has(predecessorId)).toBe(false);
        }
        // Kahn: taking away what has no predecessor left empties the graph.
        let left = gathering(kept);
        for (let size = -1; size !== left.length;) {
          size = left.length;
          left = left.filter((one) => left.some((other) => other.successorId === one.predecessorId));
        }
        expect(left).toEqual([]);
      }),
      chance(320, 100, 5000),
    );
  });

  test('a refused link would have closed a circle', () => {
    fc.assert(
      fc.property(fc.array(someLink, { maxLength: 30 }), someLink, (links, one) => {
        const kept = accepted(links);
        const way = one.successorId === one.predecessorId;
        const back =
          one.successorId !== null &&
          createLineage(kept).successorsOf(one.successorId).has(one.predecessorId);
        const gatheringLink = one.successorId !== null && gathers(one.relation);
        expect(closesCircle(kept, [one])).toBe(gatheringLink && (way || back));
      }),
      chance(321, 100, 5000),
    );
  });

  test('the closure holds its own closures, never the agency itself, and looks back as it looks ahead', () => {
    fc.assert(
      fc.property(fc.array(someLink, { maxLength: 30 }), (links) => {
        const kept = accepted(links);
        const lineage = createLineage(kept);
        for (const agency of 'ABCDEFGH') {
          const all = lineage.predecessorsOf(agency);
          expect(all.has(agency)).toBe(false);
          for (const one of all) {
            expect(lineage.successorsOf(one).has(agency)).toBe(true);
            for (const further of lineage.predecessorsOf(one)) expect(all.has(further)).toBe(true);
          }
          // A link for what is reached anyway changes nothing.
          const again = createLineage([...kept, ...[...all].map((one) => link(one, agency))]);
          expect(again.predecessorsOf(agency)).toEqual(all);
          for (const heir of lineage.successorsOf(agency))
            expect(lineage.heirsOf(agency).has(heir)).toBe(true);
        }
      }),
      chance(322, 100, 5000),
    );
  });

  test('the order of entry, and entering twice, change nothing', () => {
    fc.assert(
      fc.property(
        fc.array(someLink, { maxLength: 20 }).chain((links) =>
          fc.record({
            links: fc.constant(links),
            other: fc.shuffledSubarray([...links, ...links], { minLength: links.length * 2 }),
          }),
        ),
        ({ links, other }) => {
          const [first, second] = [createLineage(links), createLineage(other)];
          for (const agency of 'ABCDEFGH') {
            expect(second.predecessorsOf(agency)).toEqual(first.predecessorsOf(agency));
          }
        },
      ),
      chance(323, 100, 5000),
    );
  });

  test('every visit counts exactly once for each agency that its own one became, however many ways lead there', () => {
    fc.assert(
      fc.property(
        fc.array(someLink, { maxLength: 30 }),
        fc.array(fc.nat(5), { minLength: 8, maxLength: 8 }),
        (links, counts) => {
          const lineage = createLineage(accepted(links));
          const visits = new Map([...'ABCDEFGH'].map((agency, index) => [agency, counts[index] ?? 0]));
          for (const agency of 'ABCDEFGH') {
            const sum = gathered(lineage, agency, (one) => visits.get(one) ?? 0).reduce((a, b) => a + b, 0);
            const expected = [...'ABCDEFGH']
              .filter((one) => one === agency || lineage.successorsOf(one).has(agency))
              .reduce((total, one) => total + (visits.get(one) ?? 0), 0);
            expect(sum).toBe(expected);
          }
        },
      ),
      chance(324, 100, 5000),
    );
  });

  test('data that goes round in a circle all the same ends, and nobody is their own predecessor', () => {
    const lineage = createLineage([link('A', 'B'), link('B', 'C'), link('C', 'A')]);
    expect([...lineage.predecessorsOf('A')].sort()).toEqual(['B', 'C']);
  });
});
