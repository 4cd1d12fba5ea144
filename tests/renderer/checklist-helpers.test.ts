// What the checklist shows beside its lines, and what becomes of a pasted row.
import { describe, expect, it } from 'vitest';
import type { DeskBeside, OpenRecommendation, PreviousAnswer } from '../../core/contract/desk.ts';
import { readPasted, type EntryCriterion } from '../../core/rules/checklist-entry.ts';
import { answerText } from '../../renderer/features/visits/answer-text.ts';
import { emptyAnswer, type AnswerRow } from '../../renderer/features/visits/answer-row.ts';
import { faultWords, patchWords } from '../../renderer/features/visits/entry-words.ts';
import { draftOf, hasDraft, keepDraft } from '../../renderer/features/visits/figure-drafts.ts';
import { besideByCriterion, openByDomain } from '../../renderer/features/visits/line-beside.ts';
import { pasteStateOf } from '../../renderer/features/visits/paste-state.ts';
import { groupOf } from '../../renderer/features/visits/groups.ts';
import { texts as t } from '../../renderer/i18n/vi/index.ts';

const row = (values: Partial<AnswerRow>): AnswerRow => ({ ...emptyAnswer, rev: 1, ...values });

describe('an answer in a few words', () => {
  it.each([
    [{ choice: 'partial' }, 'Một phần'],
    [{ numerator: 105, denominator: 112 }, '105/112 = 93,75\u00a0%'],
    [{ numerator: 1204 }, '1.204/…'],
    [{ numerator: 0, denominator: 0 }, '0/0'],
    [{ count: 1204 }, '1.204'],
    [{ points: 75 }, '0,75'],
    [{ notApplicable: true, choice: 'yes' }, 'KAD'],
    [{}, ''],
  ] as const)('%j', (values, text) => {
    expect(answerText(row(values), t)).toBe(text);
  });
  it('without the share where there is no room for it', () => {
    expect(answerText(row({ numerator: 1, denominator: 2 }), t, false)).toBe('1/2');
    expect(answerText(undefined, t)).toBe('');
  });
});

describe('a pasted row beside what stands there', () => {
  const criterion: EntryCriterion = {
    id: 'x',
    code: '1.1.1',
    text: 'Nội dung',
    answerType: 'yes_partial_no',
    naAllowed: true,
    maxPoints: 100,
    scoring: 'choice',
    bands: 'yes:1;partial:0.5;no:0',
    target: null,
  };
  const state = (text: string, present: AnswerRow, replace = false) => {
    const [pasted] = readPasted(text, [criterion]);
    if (pasted === undefined) throw new Error('nothing was pasted');
    return pasteStateOf(pasted, present, replace, true);
  };
  it('fills what is empty and replaces nothing unasked', () => {
    expect(state('1.1.1\tđạt', emptyAnswer)).toBe('new');
    expect(state('1.1.1\tđạt', row({ choice: 'yes' }))).toBe('same');
    expect(state('1.1.1\tđạt', row({ choice: 'no' }))).toBe('kept');
    expect(state('1.1.1\tđạt', row({ choice: 'no' }), true)).toBe('replaces');
    expect(state('1.1.1\tđạt\tmới', row({ note: 'cũ' }))).toBe('kept');
    expect(state('1.1.1\tđạt', row({ note: 'cũ' }))).toBe('new');
    expect(state('1.1.1\t3/4', emptyAnswer)).toBe('fault');
    expect(state('9.9\tđạt', emptyAnswer)).toBe('fault');
  });
  it('says what was understood, and what would be', () => {
    expect(patchWords(criterion, { choice: 'partial', note: 'chậm' }, true, t)).toBe(
      'Một phần · ghi chú “chậm”',
    );
    expect(faultWords('FIGURES_FOR_WORDS', undefined, criterion, t)).toContain('một phần (p)');
    expect(faultWords('PART_EXCEEDS_WHOLE', [1130, 112], criterion, t)).toContain(
      '1.130 lớn hơn tổng số 112',
    );
    expect(faultWords('BAD_POINTS', [0, 25, 50], criterion, t)).toContain('0 · 0,25 · 0,5');
    expect(faultWords('UNKNOWN_CODE', undefined, null, t)).not.toBe('');
  });
});

describe('beside the lines', () => {
  const previous = (agencyName: string | null, visitId: string): PreviousAnswer => ({
    criterionId: 'a',
    visitId,
    planTitle: 'Đợt 2018',
    year: 2018,
    agencyName,
    answer: { ...emptyAnswer, id: visitId, rev: 1, provenance: null, derived: null, earned: null },
  });
  const open = (id: string, criterionId: string | null, domainKey: string | null): OpenRecommendation => ({
    id,
    planId: 'p',
    planTitle: 'Đợt 2018',
    year: 2018,
    text: id,
    dueOn: null,
    status: 'open',
    domainKey,
    criterionId,
  });
  const beside: DeskBeside = {
    visitId: 'v',
    selfAnswers: [],
    previous: [previous('UBND huyện cũ', 'v1'), previous(null, 'v2')],
    openRecommendations: [
      open('one', 'a', 'steering'),
      open('two', null, 'steering'),
      open('three', null, null),
    ],
    members: [],
  };
  it('the agency’s own earlier answer comes first; nothing is told twice', () => {
    const line = besideByCriterion(beside).get('a');
    expect(line?.previous.map(({ visitId }) => visitId)).toEqual(['v2', 'v1']);
    expect(line?.open.map(({ id }) => id)).toEqual(['one']);
    expect(
      openByDomain(beside)
        .get('steering')
        ?.map(({ id }) => id),
    ).toEqual(['two']);
    expect(
      openByDomain(beside)
        .get(null)
        ?.map(({ id }) => id),
    ).toEqual(['three']);
    expect(besideByCriterion(undefined).size).toBe(0);
  });
});

it('figures that wait are kept by line and field until they are taken over', () => {
  keepDraft('v:a', 'numerator', '113');
  keepDraft('v:a', 'denominator', '112');
  expect(draftOf('v:a', 'numerator')).toBe('113');
  keepDraft('v:a', 'numerator', null);
  expect([draftOf('v:a', 'numerator'), draftOf('v:a', 'denominator'), hasDraft('v:a')]).toEqual([
    null,
    '112',
    true,
  ]);
  keepDraft('v:a', 'denominator', null);
  expect(hasDraft('v:a')).toBe(false);
});

it('the group of a code is everything before its last number', () => {
  expect(['3.2.4', '3.2', '7'].map(groupOf)).toEqual(['3.2', '3', '7']);
});
