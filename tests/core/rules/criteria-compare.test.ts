// Which items of two sets are one and the same, and which may be compared between the years.
import { describe, expect, it } from 'vitest';
import type { Criterion } from '../../../core/contract/criteria.ts';
import { compareSets } from '../../../core/rules/criteria-compare.ts';
import { criterionDigest } from '../../../core/rules/criterion-digest.ts';

function item(id: string, code: string, text: string, more: Partial<Criterion> = {}): Criterion {
  const fields = { answerType: 'yes_no' as const, ...more, text };
  return {
    id,
    rev: 1,
    provenance: null,
    criteriaSetId: 's',
    domainId: id.startsWith('l') ? 'left-1' : 'right-1',
    ordinal: 1,
    code,
    glossEn: null,
    evidence: null,
    naAllowed: true,
    maxPoints: 100,
    appliesTo: ['so_nganh', 'ubnd_xa'],
    scoring: 'choice',
    bands: 'yes:1;no:0',
    target: null,
    derivedFrom: null,
    rule: null,
    legalBasis: null,
    reference: null,
    help: null,
    copiedFromId: null,
    digest: criterionDigest(fields),
    ...fields,
  };
}
const domainsOf = (side: string) => [
  { id: `${side}-1`, key: 'tthc', name: side === 'left' ? 'Công tác cải cách TTHC' : 'Cải cách TTHC' },
  { id: `${side}-2`, key: 'cong_vu', name: 'Công vụ' },
];
const compare = (
  left: Criterion[],
  right: Criterion[],
  matches: Parameters<typeof compareSets>[2] = [],
  lineage: Record<string, string[]> = {},
) =>
  compareSets(
    { items: left, domains: domainsOf('left') },
    { items: right, domains: domainsOf('right') },
    matches,
    (id) => lineage[id] ?? [],
  );
const lines = (comparison: ReturnType<typeof compare>) =>
  comparison.groups.flatMap((group) =>
    group.items.map(({ state, left, right, matchedBy, comparable }) => [
      state,
      left?.id ?? null,
      right?.id ?? null,
      matchedBy,
      comparable,
    ]),
  );

describe('the digest', () => {
  it('is of the words and the answer type alone, in NFC and whatever the spaces', () => {
    const one = { text: 'Ban hành kế hoạch', answerType: 'yes_no' as const };
    expect(criterionDigest(one)).toMatch(/^[0-9a-f]{40}$/);
    expect(criterionDigest({ ...one, text: '  Ban  hành\n kế hoạch '.normalize('NFD') })).toBe(
      criterionDigest(one),
    );
    expect(criterionDigest({ ...one, text: 'Ban hành kế hoạch.' })).not.toBe(criterionDigest(one));
    expect(criterionDigest({ ...one, answerType: 'score' })).not.toBe(criterionDigest(one));
  });
});

describe('comparing', () => {
  it('tells same, moved, changed, added and removed', () => {
    const left = [
      item('l1', '3.1.1', 'Một'),
      item('l2', '3.1.2', 'Hai'),
      item('l3', '3.1.3', 'Ba'),
      item('l4', '3.1.4', 'Bốn'),
    ];
    const right = [
      item('r1', '3.1.1', 'Một'),
      item('r3', '3.1.2', 'Ba'),
      item('r2', '3.1.3', 'Hai', { maxPoints: 50, appliesTo: ['ubnd_xa', 'so_nganh'] }),
      item('r5', '3.1.4', 'Năm'),
    ];
    const comparison = compare(left, right);
    expect(lines(comparison)).toEqual([
      ['same', 'l1', 'r1', 'digest', true],
      ['moved', 'l3', 'r3', 'digest', true],
      ['removed', 'l4', null, null, false],
      ['changed', 'l2', 'r2', 'digest', true],
      ['added', null, 'r5', null, false],
    ]);
    expect(comparison.groups[0]).toMatchObject({ domainKey: 'tthc', domainName: 'Cải cách TTHC' });
    expect(comparison.groups[0]?.items[3]?.differing).toEqual(['code', 'maxPoints']);
    expect(comparison).toMatchObject({ comparablePoints: 250, maxPoints: 350 });
  });

  it('pairs a copy whose words were changed, but does not compare it', () => {
    const comparison = compare([item('l1', '1', 'Một')], [item('r1', '1', 'Một khác')], [], {
      r1: ['middle', 'l1'],
    });
    expect(lines(comparison)).toEqual([['changed', 'l1', 'r1', 'copy', false]]);
    expect(comparison.comparablePoints).toBe(0);
    // Two copies of one and the same are related as well.
    expect(
      lines(compare([item('l1', '1', 'Một')], [item('r1', '1', 'Một khác')], [], { r1: ['x'], l1: ['x'] })),
    ).toEqual([['changed', 'l1', 'r1', 'copy', false]]);
  });

  it('takes the same words before the copy, and a person before both', () => {
    const left = [item('l1', '1', 'Một'), item('l2', '2', 'Hai')];
    const right = [item('r1', '1', 'Hai'), item('r2', '2', 'Hai khác')];
    const lineage = { r1: ['l1'], r2: ['l2'] };
    expect(lines(compare(left, right, [], lineage))).toEqual([
      ['removed', 'l1', null, null, false],
      ['moved', 'l2', 'r1', 'digest', true],
      ['added', null, 'r2', null, false],
    ]);
    const match = { id: 'm', rev: 3, criterionId: 'l2', otherCriterionId: 'r2' };
    const said = compare(left, right, [match], lineage);
    expect(lines(said)).toEqual([
      ['changed', 'l1', 'r1', 'copy', false],
      ['changed', 'l2', 'r2', 'person', true],
    ]);
    expect(said.groups[0]?.items[1]).toMatchObject({ matchId: 'm', matchRev: 3 });
    expect(said.comparablePoints).toBe(100);
  });

  it('pairs each item once: of many with the same words those with the same code, then in order', () => {
    const left = [item('l1', '1', 'Một'), item('l2', '2', 'Một'), item('l3', '3', 'Một')];
    const right = [item('r2', '2', 'Một'), item('r9', '9', 'Một')];
    expect(lines(compare(left, right))).toEqual([
      ['same', 'l2', 'r2', 'digest', true],
      ['removed', 'l3', null, null, false],
      ['moved', 'l1', 'r9', 'digest', true],
    ]);
  });

  it('sees a move to another domain by its key, not by its row', () => {
    const moved = compare([item('l1', '1', 'Một')], [item('r1', '1', 'Một', { domainId: 'right-2' })]);
    expect(moved.groups.map((group) => group.domainKey)).toEqual(['cong_vu']);
    expect(moved.groups[0]?.items[0]).toMatchObject({ state: 'moved', differing: ['domainId'] });
  });
});
