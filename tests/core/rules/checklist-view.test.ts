// Which lines a filter shows, and which "đạt" in one go may answer.
import { describe, expect, test } from 'vitest';
import {
  checklistFilters,
  differsFromEarlier,
  differsFromSelf,
  fitsFilter,
  isBelowFull,
  unansweredChoices,
} from '../../../core/rules/checklist-view.ts';

const choice = {
  id: 'a',
  answerType: 'yes_partial_no',
  scoring: 'choice',
  bands: 'yes:1;partial:0.5;no:0',
  target: null,
  maxPoints: 100,
} as const;
const share = {
  ...choice,
  id: 'b',
  answerType: 'percentage',
  scoring: 'linear',
  bands: null,
  target: '95',
} as const;
const empty = {
  notApplicable: false,
  choice: null,
  numerator: null,
  denominator: null,
  count: null,
  points: null,
  note: null,
  documentsSeen: null,
} as const;
const yes = { ...empty, choice: 'yes' } as const;
const no = { ...empty, choice: 'no' } as const;
const of = (numerator: number, denominator: number) => ({ ...empty, numerator, denominator });

describe('below full points', () => {
  test('by the rule, not by the figure', () => {
    expect(isBelowFull(choice, yes)).toBe(false);
    expect(isBelowFull(choice, no)).toBe(true);
    expect(isBelowFull(choice, empty)).toBe(false);
    expect(isBelowFull(share, of(95, 100))).toBe(false);
    expect(isBelowFull(share, of(94, 100))).toBe(true);
    expect(isBelowFull(share, of(0, 0))).toBe(false);
    expect(isBelowFull(choice, { ...no, notApplicable: true })).toBe(false);
  });
});

describe('changed', () => {
  test('against the agency’s own answer: another choice, other figures, another "does not apply"', () => {
    expect(differsFromSelf(choice, no, yes)).toBe(true);
    expect(differsFromSelf(choice, yes, yes)).toBe(false);
    expect(differsFromSelf(share, of(105, 112), of(112, 112))).toBe(true);
    expect(differsFromSelf(choice, yes, { ...empty, notApplicable: true })).toBe(true);
    // Words around the same answer are no difference, and an open answer differs from nothing.
    expect(differsFromSelf(choice, { ...yes, note: 'x' }, yes)).toBe(false);
    expect(differsFromSelf(choice, empty, yes)).toBe(false);
    expect(differsFromSelf(choice, yes, empty)).toBe(false);
    expect(differsFromSelf(choice, yes, undefined)).toBe(false);
  });
  test('against the earlier round: another result, not other figures', () => {
    expect(differsFromEarlier(choice, no, yes)).toBe(true);
    expect(differsFromEarlier(share, of(100, 100), of(50, 50))).toBe(false);
    expect(differsFromEarlier(share, of(100, 100), of(96, 100))).toBe(false);
    expect(differsFromEarlier(share, of(100, 100), of(50, 100))).toBe(true);
    expect(differsFromEarlier(share, of(0, 0), of(50, 100))).toBe(true);
    expect(differsFromEarlier(share, of(1, 2), undefined)).toBe(false);
  });
});

test('each filter shows what it says', () => {
  const beside = { self: undefined, earlier: yes };
  const shown = (answer: typeof empty | typeof no, more = beside) =>
    checklistFilters.filter((filter) => fitsFilter(filter, choice, answer, more, true));
  expect(shown(empty)).toEqual(['all', 'unanswered']);
  expect(shown(no)).toEqual(['all', 'below', 'unexplained', 'changed']);
  expect(fitsFilter('unexplained', choice, { ...no, note: 'chưa có' }, beside, true)).toBe(false);
  expect(fitsFilter('noted', choice, { ...yes, documentsSeen: 'QĐ 12' }, beside, true)).toBe(true);
  expect(fitsFilter('noted', choice, { ...yes, note: '  ' }, beside, true)).toBe(false);
});

test('in one go only unanswered choices are answered; figures are never invented', () => {
  const answers = new Map<string, typeof empty | typeof no>([
    ['no', no],
    ['emptied', empty],
  ]);
  const criteria = (['open', 'no', 'emptied'] as const).map((id) => ({ id, answerType: choice.answerType }));
  const figures = (['percentage', 'count', 'score'] as const).map((answerType) => ({
    id: answerType,
    answerType,
  }));
  const targets = unansweredChoices([...criteria, ...figures], (id) => answers.get(id));
  expect(targets.map(({ id }) => id)).toEqual(['open', 'emptied']);
});
