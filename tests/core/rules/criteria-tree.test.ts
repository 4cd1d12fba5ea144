// The tree of a criteria set: what moving, adding and deleting make of codes, ordinals and titles.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addItem,
  type Arranged,
  codeSteps,
  criteriaTree,
  FULL_POINTS,
  groupCode,
  moveGroup,
  moveItem,
  removeItem,
  renumber,
  rollUp,
  settle,
  sumPoints,
  targetBehind,
  type TreeItem,
} from '../../../core/rules/criteria-tree.ts';
import { chance } from '../../long.ts';

const domains = [
  { id: 'A', ordinal: 1 },
  { id: 'B', ordinal: 2 },
  { id: 'C', ordinal: 3 },
];
/** "A 1.1.1" … in order; the id is the code it had at first. */
function items(...lines: string[]): TreeItem[] {
  return lines.map((line, index) => {
    const [domainId = '', code = ''] = line.split(' ');
    return { id: code, domainId, code, ordinal: index + 1 };
  });
}
const regular = items('A 1.1.1', 'A 1.1.2', 'A 1.2.1', 'B 2.1.1', 'B 2.1.2', 'B 2.2.1', 'B 2.3.1');
const titles = { '1.1': 'Kế hoạch', '1.2': 'Báo cáo', '2.1': 'Văn bản', '2.3': 'Rà soát' };
const shown = (arranged: Arranged | null) =>
  arranged?.items.map(({ id, domainId, code }) => `${id}→${domainId} ${code}`);
const tree = criteriaTree(domains, regular);

describe('the tree', () => {
  it('groups by the first two parts, in the order of the ordinals', () => {
    expect(['1.2.3', '1.10.2', 'I.2', 'I.2.a.b', 'A', '1.1'].map(groupCode)).toEqual([
      '1.2',
      '1.10',
      'I.2',
      'I.2',
      'A',
      '1.1',
    ]);
    const odd = criteriaTree(domains, [
      { id: 'x', domainId: 'A', code: '1.10.1', ordinal: 3 },
      { id: 'y', domainId: 'A', code: '1.2.1', ordinal: 1 },
      { id: 'z', domainId: 'A', code: '1.10.2', ordinal: 2 },
    ]);
    expect(odd[0]?.groups.map((group) => [group.code, group.items.map((item) => item.id)])).toEqual([
      ['1.2', ['y']],
      ['1.10', ['z', 'x']],
    ]);
    expect(odd.slice(1).map((branch) => branch.groups)).toEqual([[], []]);
  });

  it('rolls points up to groups, domains and the set, against 100', () => {
    const weighed = regular.map((item, index) => ({ ...item, maxPoints: (index + 1) * 25 }));
    const rolled = rollUp(criteriaTree(domains, weighed));
    expect(rolled.domains.map(({ domainId, points, items: count }) => [domainId, points, count])).toEqual([
      ['A', 150, 3],
      ['B', 550, 4],
      ['C', 0, 0],
    ]);
    expect(rolled.domains[0]?.groups).toEqual([
      { code: '1.1', points: 75, items: 2 },
      { code: '1.2', points: 75, items: 1 },
    ]);
    expect(rolled).toMatchObject({ total: 700, missing: FULL_POINTS - 700 });
    expect(sumPoints(weighed)).toBe(rolled.total);
  });
});

describe('moving an item', () => {
  const to = (domainId: string, group: number, position: number, newGroup = false) => ({
    domainId,
    group,
    position,
    newGroup,
  });
  it.each<[string, string, ReturnType<typeof to>, string[], Record<string, string>]>([
    [
      'within its group',
      '1.1.1',
      to('A', 1, 2),
      ['1.1.2→A 1.1.1', '1.1.1→A 1.1.2', '1.2.1→A 1.2.1'],
      { '1.1': 'Kế hoạch', '1.2': 'Báo cáo' },
    ],
    [
      'to another group',
      '1.1.1',
      to('A', 2, 1),
      ['1.1.2→A 1.1.1', '1.1.1→A 1.2.1', '1.2.1→A 1.2.2'],
      { '1.1': 'Kế hoạch', '1.2': 'Báo cáo' },
    ],
    [
      'into a group of its own before the others',
      '1.1.2',
      to('A', 1, 1, true),
      ['1.1.2→A 1.1.1', '1.1.1→A 1.2.1', '1.2.1→A 1.3.1'],
      { '1.2': 'Kế hoạch', '1.3': 'Báo cáo' },
    ],
    [
      'the only one of its group away: the group is gone, its title too',
      '1.2.1',
      to('A', 1, 1),
      ['1.2.1→A 1.1.1', '1.1.1→A 1.1.2', '1.1.2→A 1.1.3'],
      { '1.1': 'Kế hoạch' },
    ],
    [
      'the only one of its group as a group takes the title along',
      '1.2.1',
      to('A', 1, 1, true),
      ['1.2.1→A 1.1.1', '1.1.1→A 1.2.1', '1.1.2→A 1.2.2'],
      { '1.1': 'Báo cáo', '1.2': 'Kế hoạch' },
    ],
  ])('%s', (_, id, target, expected, named) => {
    const arranged = moveItem(tree, id, target, titles);
    expect(shown(arranged)?.slice(0, 3)).toEqual(expected);
    expect(arranged?.titles).toEqual({ ...named, '2.1': 'Văn bản', '2.3': 'Rà soát' });
  });

  it('to another domain numbers both anew', () => {
    expect(shown(moveItem(tree, '2.1.1', to('A', 2, 9), titles))).toEqual([
      '1.1.1→A 1.1.1',
      '1.1.2→A 1.1.2',
      '1.2.1→A 1.2.1',
      '2.1.1→A 1.2.2',
      '2.1.2→B 2.1.1',
      '2.2.1→B 2.2.1',
      '2.3.1→B 2.3.1',
    ]);
    expect(shown(moveItem(tree, '1.2.1', to('C', 1, 1), titles))?.at(-1)).toBe('1.2.1→C 3.1.1');
  });

  it('knows no place beyond the end, and nobody that is not there', () => {
    expect(moveItem(tree, '1.1.1', to('A', 3, 1), titles)).not.toBeNull();
    expect(moveItem(tree, '1.1.1', to('A', 4, 1), titles)).toBeNull();
    expect(moveItem(tree, '1.1.1', to('Z', 1, 1), titles)).toBeNull();
    expect(moveItem(tree, 'nobody', to('A', 1, 1), titles)).toBeNull();
    expect(moveGroup(tree, 'A', 1, 3, titles)).toBeNull();
    expect(moveGroup(tree, 'Z', 1, 1, titles)).toBeNull();
  });

  it('keeps odd codes of a domain, and gives what comes in a free one', () => {
    const odd = criteriaTree(domains, items('A I.1', 'A I.2', 'A II.1', 'B 2.1.1', 'B 2.1.2'));
    expect(shown(moveItem(odd, 'I.2', to('A', 1, 1, true), {}))).toEqual([
      'I.2→A I.2',
      'I.1→A I.1',
      'II.1→A II.1',
      '2.1.1→B 2.1.1',
      '2.1.2→B 2.1.2',
    ]);
    const grouped = criteriaTree(domains, items('A I.1.a', 'A I.1.b', 'B 2.1.1', 'B 2.1.2'));
    expect(shown(moveItem(grouped, '2.1.1', to('A', 1, 1), {}))).toEqual([
      '2.1.1→A I.1.1',
      'I.1.a→A I.1.a',
      'I.1.b→A I.1.b',
      '2.1.2→B 2.1.1',
    ]);
    expect(shown(renumber(grouped, {}))).toEqual([
      'I.1.a→A 1.1.1',
      'I.1.b→A 1.1.2',
      '2.1.1→B 2.1.1',
      '2.1.2→B 2.1.2',
    ]);
  });
});

describe('groups, new items, deleting', () => {
  it('moves a group with its title', () => {
    const arranged = moveGroup(tree, 'B', 3, 1, titles);
    expect(shown(arranged)?.slice(3)).toEqual([
      '2.3.1→B 2.1.1',
      '2.1.1→B 2.2.1',
      '2.1.2→B 2.2.2',
      '2.2.1→B 2.3.1',
    ]);
    expect(arranged?.titles).toEqual({
      '1.1': 'Kế hoạch',
      '1.2': 'Báo cáo',
      '2.1': 'Rà soát',
      '2.2': 'Văn bản',
    });
  });

  it.each<[string, string, string | undefined, boolean, string]>([
    ['at the end of a domain', 'A', undefined, false, 'new→A 1.2.2'],
    ['behind another one', 'A', '1.1.1', false, 'new→A 1.1.2'],
    ['as a group at the end', 'A', undefined, true, 'new→A 1.3.1'],
    ['as a group behind that of another one', 'A', '1.1.1', true, 'new→A 1.2.1'],
    ['the first of a domain', 'C', undefined, false, 'new→C 3.1.1'],
  ])('a new item %s', (_, domainId, afterId, newGroup, expected) => {
    const target = targetBehind(tree, domainId, afterId, newGroup);
    expect(target).not.toBeNull();
    expect(target === null ? [] : shown(addItem(tree, 'new', target, titles))).toContain(expected);
  });
  it('knows nobody to stand behind in another domain', () => {
    expect(targetBehind(tree, 'A', '2.1.1', false)).toBeNull();
    expect(targetBehind(tree, 'Z', undefined, false)).toBeNull();
  });

  it('closes the gap of a deleted item, and forgets the title of an empty group', () => {
    const arranged = removeItem(tree, '1.2.1', titles);
    expect(shown(arranged)?.slice(0, 3)).toEqual(['1.1.1→A 1.1.1', '1.1.2→A 1.1.2', '2.1.1→B 2.1.1']);
    expect(arranged.titles).toEqual({ '1.1': 'Kế hoạch', '2.1': 'Văn bản', '2.3': 'Rà soát' });
  });

  it('a code by hand stays; the title goes with a group that is renamed by it', () => {
    const recoded = criteriaTree(
      domains,
      regular.map((item) => (item.id === '1.2.1' ? { ...item, code: '1.7.1' } : item)),
    );
    const settled = settle(recoded, titles, { from: '1.2.1', to: '1.7.1' });
    expect(settled.titles).toMatchObject({ '1.1': 'Kế hoạch', '1.7': 'Báo cáo' });
    expect(settled.titles).not.toHaveProperty('1.2');
    const joined = criteriaTree(
      domains,
      regular.map((item) => (item.id === '1.1.1' ? { ...item, code: '1.2.5' } : item)),
    );
    expect(
      settle(joined, titles)
        .items.map(({ code }) => code)
        .slice(0, 3),
    ).toEqual(['1.2.5', '1.2.1', '1.1.2']);
  });
});

describe('for any tree', () => {
  const odd = fc.constantFrom('I.1', 'I.2', '1.1.1a', 'A', '2.10.3', '1.10', '9.9.9', '1.1.3');
  const anySet = fc
    .array(fc.record({ domainId: fc.constantFrom('A', 'B', 'C'), group: fc.integer({ min: 1, max: 3 }) }), {
      maxLength: 14,
    })
    .chain((drafts) =>
      fc
        .tuple(fc.constant(drafts), fc.array(odd, { maxLength: 4 }), fc.boolean())
        .map(([own, codes, mix]) => {
          const draft = own.map(({ domainId, group }, index) => ({
            id: `i${index}`,
            domainId,
            code: `x.${group}`,
            ordinal: index + 1,
          }));
          const numbered = renumber(criteriaTree(domains, draft), {});
          const list = numbered.items.map((item) => ({ ...item }));
          if (mix) {
            codes.forEach((code, index) => {
              const item = list[index * 3];
              if (item !== undefined && !list.some((one) => one.code === code)) item.code = code;
            });
          }
          return settle(criteriaTree(domains, list), {}).items.map((item) => ({ ...item }));
        }),
    );
  const act = fc.record({
    kind: fc.constantFrom('move', 'group', 'add', 'remove', 'renumber'),
    index: fc.nat(13),
    domainId: fc.constantFrom('A', 'B', 'C'),
    group: fc.integer({ min: 1, max: 4 }),
    position: fc.integer({ min: 1, max: 6 }),
    newGroup: fc.boolean(),
  });

  it('no act repeats a code, loses an item or leaves a gap in the ordinals; codes can be written one by one', () => {
    fc.assert(
      fc.property(anySet, fc.array(act, { maxLength: 8 }), (start, acts) => {
        let list: TreeItem[] = start;
        let count = 0;
        for (const { kind, index, ...target } of acts) {
          const now = criteriaTree(domains, list);
          const id = list[index % Math.max(1, list.length)]?.id ?? '';
          const arranged =
            kind === 'move'
              ? moveItem(now, id, target, {})
              : kind === 'group'
                ? moveGroup(now, target.domainId, target.group, target.position, {})
                : kind === 'add'
                  ? addItem(now, `n${(count += 1)}`, target, {})
                  : kind === 'remove'
                    ? removeItem(now, id, {})
                    : renumber(now, {});
          if (arranged === null) continue;
          const before = new Set(list.map((item) => item.id));
          if (kind === 'remove') before.delete(id);
          if (kind === 'add') before.add(`n${count}`);
          expect(new Set(arranged.items.map((item) => item.id))).toEqual(before);
          expect(new Set(arranged.items.map((item) => item.code)).size).toBe(arranged.items.length);
          expect(arranged.items.map((item) => item.ordinal)).toEqual(arranged.items.map((_, i) => i + 1));
          // The stored order is the order of the tree that is built from it again.
          const again = criteriaTree(domains, arranged.items).flatMap((branch) =>
            branch.groups.flatMap((group) => group.items.map((item) => item.id)),
          );
          expect(again).toEqual(arranged.items.map((item) => item.id));

          const codes = new Map(
            list.filter((item) => before.has(item.id)).map((item) => [item.id, item.code]),
          );
          const wanted = new Map(
            arranged.items.filter((item) => codes.has(item.id)).map((item) => [item.id, item.code]),
          );
          for (const step of codeSteps(codes, wanted)) {
            expect([...codes.values()]).not.toContain(step.code);
            codes.set(step.id, step.code);
          }
          expect(codes).toEqual(wanted);
          list = arranged.items.map((item) => ({ ...item }));
        }
      }),
      chance(31, 300, 20_000),
    );
  });

  it('moving there and back brings every code back', () => {
    fc.assert(
      fc.property(fc.nat(6), fc.integer({ min: 1, max: 4 }), (index, position) => {
        const item = regular[index];
        if (item === undefined) return;
        const branch = tree.find(({ domain }) => domain.id === item.domainId);
        const group = branch?.groups.findIndex(({ items: own }) => own.includes(item)) ?? -1;
        const place = (branch?.groups[group]?.items.indexOf(item) ?? -1) + 1;
        const target = { domainId: item.domainId, group: group + 1, newGroup: false };
        const there = moveItem(tree, item.id, { ...target, position }, titles);
        const back = moveItem(
          criteriaTree(domains, there?.items ?? []),
          item.id,
          { ...target, position: place },
          there?.titles ?? {},
        );
        expect(back?.items.map(({ id, code }) => [id, code])).toEqual(
          regular.map(({ id, code }) => [id, code]),
        );
        expect(back?.titles).toEqual(titles);
      }),
      chance(32, 100, 2000),
    );
  });

  it('breaks a ring of codes with one that no set has', () => {
    const steps = codeSteps(
      new Map([
        ['a', '1.1.1'],
        ['b', '1.1.2'],
      ]),
      new Map([
        ['a', '1.1.2'],
        ['b', '1.1.1'],
      ]),
    );
    expect(steps).toHaveLength(3);
    expect(steps[0]?.code).toMatch(/^~/);
  });
});
