import { describe, expect, it } from 'vitest';
import { answerRow, choicesOf, emptyAnswer, rowAction } from '../../renderer/features/visits/answer-row.ts';

const key = (name: string, more: Partial<{ ctrlKey: boolean; metaKey: boolean; altKey: boolean }> = {}) => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});
const choice = { answerType: 'yes_partial_no', naAllowed: true } as const;
const twoChoices = { answerType: 'yes_no', naAllowed: true } as const;
const figures = { answerType: 'percentage', naAllowed: false } as const;

describe('keys on a line of the checklist', () => {
  it.each([
    ['1', choice, { kind: 'choose', choice: 'yes' }],
    ['2', choice, { kind: 'choose', choice: 'partial' }],
    ['3', choice, { kind: 'choose', choice: 'no' }],
    ['2', twoChoices, { kind: 'choose', choice: 'no' }],
    ['3', twoChoices, null],
    ['0', choice, null],
    ['7', figures, { kind: 'type', digit: '7' }],
    ['n', choice, { kind: 'not_applicable' }],
    ['N', figures, null],
    ['Enter', choice, { kind: 'note' }],
    ['ArrowDown', choice, { kind: 'move', by: 1 }],
    ['PageUp', choice, { kind: 'move', by: -10 }],
    ['End', choice, { kind: 'last' }],
    ['j', choice, { kind: 'next_unanswered' }],
    ['h', choice, { kind: 'limitation' }],
    ['K', choice, { kind: 'strength' }],
    ['l', choice, { kind: 'next_unexplained' }],
    [';', choice, { kind: 'command' }],
    [':', figures, { kind: 'command' }],
    ['a', choice, { kind: 'bulk' }],
    ['Delete', choice, { kind: 'clear' }],
    ['x', choice, null],
  ] as const)('%s', (name, criterion, action) => {
    expect(rowAction(key(name), criterion)).toEqual(action);
  });

  it('leaves the combinations to the frame', () => {
    expect(rowAction(key('k', { ctrlKey: true }), choice)).toBeNull();
    expect(rowAction(key('1', { altKey: true }), choice)).toBeNull();
    expect(rowAction(key('Enter', { metaKey: true }), choice)).toBeNull();
  });

  it('offers digits only where there are choices', () => {
    expect(choicesOf('score')).toEqual([]);
    expect(choicesOf('count')).toEqual([]);
  });
});

it('a criterion without an answer is an empty row without a rev', () => {
  expect(answerRow(undefined)).toBe(emptyAnswer);
  expect(emptyAnswer.rev).toBeNull();
});
