// Which round is an earlier one, and which criterion of it is the same as one of today's.
import { describe, expect, test } from 'vitest';
import { isEarlierRound, pairWithEarlier, type PairedItem } from '../../../core/rules/previous-answers.ts';

const item = (id: string, more: Partial<PairedItem> = {}): PairedItem => ({
  id,
  criteriaSetId: id.slice(0, 1),
  code: '1.1.1',
  text: `Nội dung ${id}`,
  answerType: 'yes_no',
  ...more,
});
const none = () => [];

describe('an earlier round', () => {
  test('by year, then by day; undated ones are nobody’s', () => {
    const now = { year: 2026, day: '2026-05-04' };
    expect(isEarlierRound({ year: 2025, day: null }, now)).toBe(true);
    expect(isEarlierRound({ year: 2026, day: '2026-03-01' }, now)).toBe(true);
    expect(isEarlierRound({ year: 2026, day: '2026-05-04' }, now)).toBe(false);
    expect(isEarlierRound({ year: 2026, day: '2026-06-01' }, now)).toBe(false);
    // Named by the year it belongs to, though it was done in January after.
    expect(isEarlierRound({ year: 2025, day: '2026-01-10' }, now)).toBe(true);
    expect(isEarlierRound({ year: null, day: null }, now)).toBe(false);
    expect(isEarlierRound({ year: 2030, day: null }, { year: null, day: null })).toBe(true);
    expect(isEarlierRound({ year: null, day: '2019-09-16' }, now)).toBe(true);
  });
});

describe('the same criterion', () => {
  test('the same item of the same set', () => {
    expect(pairWithEarlier([item('b1')], [item('b1')], [], none)).toEqual(new Map([['b1', 'b1']]));
  });
  test('what a person said goes before the same words', () => {
    const today = [item('b1', { text: 'A' }), item('b2', { text: 'B' })];
    const earlier = [item('a1', { text: 'A' })];
    expect(pairWithEarlier(today, earlier, [], none)).toEqual(new Map([['a1', 'b1']]));
    const said = [{ criterionId: 'b2', otherCriterionId: 'a1' }];
    expect(pairWithEarlier(today, earlier, said, none)).toEqual(new Map([['a1', 'b2']]));
    expect(pairWithEarlier(today, earlier, [{ criterionId: 'a1', otherCriterionId: 'b2' }], none)).toEqual(
      new Map([['a1', 'b2']]),
    );
  });
  test('the same words: spaces do not count, the kind of answer does; the copy first, then the same code', () => {
    const spaced = item('b1', { text: ' Nội  dung\na1 ' });
    expect(pairWithEarlier([spaced], [item('a1')], [], none)).toEqual(new Map([['a1', 'b1']]));
    expect(pairWithEarlier([{ ...spaced, answerType: 'count' }], [item('a1')], [], none).size).toBe(0);
    const twins = [
      item('b1', { text: 'A', code: '1' }),
      item('b2', { text: 'A', code: '2' }),
      item('b3', { text: 'A', code: '3' }),
    ];
    expect(pairWithEarlier(twins, [item('a1', { text: 'A', code: '3' })], [], none).get('a1')).toBe('b3');
    const lineage = (id: string) => (id === 'b2' ? ['a1'] : []);
    expect(pairWithEarlier(twins, [item('a1', { text: 'A', code: '3' })], [], lineage).get('a1')).toBe('b2');
  });
  test('a copy with other words, while it still takes the same kind of answer; through a common forebear too', () => {
    const lineage = (id: string) => ({ b1: ['r1'], a1: ['r1'], b2: ['r2'], a2: ['r2'] })[id] ?? [];
    const today = [item('b1'), item('b2', { answerType: 'count' })];
    expect(pairWithEarlier(today, [item('a1'), item('a2')], [], lineage)).toEqual(new Map([['a1', 'b1']]));
  });
  test('two earlier sets each have their forerunner; within one set nobody is taken twice', () => {
    const today = [item('b1', { text: 'A' })];
    const earlier = [
      item('a1', { text: 'A' }),
      item('a2', { text: 'A' }),
      item('c1', { text: 'A', criteriaSetId: 'c' }),
    ];
    expect(pairWithEarlier(today, earlier, [], none)).toEqual(
      new Map([
        ['a1', 'b1'],
        ['c1', 'b1'],
      ]),
    );
  });
});
