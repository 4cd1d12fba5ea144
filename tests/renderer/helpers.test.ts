// Small pure helpers of the screens: days and ranges, numbers of documents, sorting, the summed save state, rules
// of criteria in words.
import { describe, expect, it } from 'vitest';
import { overallOf } from '../../renderer/api/save-states.ts';
import { compareValues } from '../../renderer/components/ResponsiveTable.tsx';
import { referenceInWords, ruleInWords, sourceInWords } from '../../renderer/features/criteria/rule-words.ts';
import { numberAndSymbol } from '../../renderer/features/plans/plan-words.ts';
import { clockOf, dayOrBlank, dayRange, parseCount, parseDay, shortDay } from '../../renderer/format.ts';
import { texts as vi } from '../../renderer/i18n/vi/index.ts';
import type { Criterion } from '../../core/contract/criteria.ts';

describe('days', () => {
  it.each([
    ['9/8/19', '2019-08-09'],
    ['09-08-2019', '2019-08-09'],
    ['9.8.2019', '2019-08-09'],
    ['29/02/2020', '2020-02-29'],
  ])('%s is read as %s', (typed, iso) => {
    expect(parseDay(typed)).toBe(iso);
  });

  it.each(['31/02/2019', '29/2/2019', '9/8', 'mai', '1/13/2020'])('%s is no day', (typed) => {
    expect(parseDay(typed)).toBeNull();
  });

  it('what is shown is read back', () => {
    for (const iso of ['2019-08-09', '2019-01-05', '2019-12-31']) expect(parseDay(shortDay(iso))).toBe(iso);
    expect(shortDay('2019-08-09')).toBe('09/8/2019');
    expect(dayOrBlank(null)).toBe('');
  });

  it('one day, a range, only a start, nothing known', () => {
    expect(dayRange('2019-09-16', '2019-09-16', 'từ')).toBe('16/9/2019');
    expect(dayRange('2019-09-16', '2019-09-25', 'từ')).toBe('16/9 – 25/9/2019');
    expect(dayRange('2019-12-30', '2020-01-03', 'từ')).toBe('30/12/2019 – 03/01/2020');
    expect(dayRange('2022-04-19', null, 'từ')).toBe('từ 19/4/2022');
    expect(dayRange(null, null, 'từ')).toBe('');
  });

  it('the clock has two digits', () => {
    expect(clockOf(new Date(2026, 0, 1, 9, 5).getTime())).toBe('09:05');
  });
});

describe('numbers', () => {
  it('are read as officials type them', () => {
    expect(parseCount('1.204')).toBe(1204);
    expect(parseCount('1204')).toBe(1204);
    expect(parseCount('12.04')).toBeNull();
  });

  it('of documents stand with their symbol', () => {
    expect(numberAndSymbol({ number: '2676', symbol: 'KH-UBND' })).toBe('2676/KH-UBND');
    expect(numberAndSymbol({ number: null, symbol: 'TB-ĐKT' })).toBe('…/TB-ĐKT');
    expect(numberAndSymbol({ number: '45', symbol: '/QĐ-UBND-TL' })).toBe('45/QĐ-UBND-TL');
    expect(numberAndSymbol({ number: null, symbol: null })).toBeNull();
  });
});

describe('sorting', () => {
  it('knows the Vietnamese alphabet and numbers in words, and puts the unknown last', () => {
    const names = ['Xã 10', 'Đông', 'Dương', 'Ân', 'Anh', 'Xã 2'];
    expect([...names].sort(compareValues)).toEqual(['Anh', 'Ân', 'Dương', 'Đông', 'Xã 2', 'Xã 10']);
    expect([3, null, 1].sort(compareValues)).toEqual([1, 3, null]);
  });
});

describe('the summed save state', () => {
  it('is the worst one, and the latest of the saved ones', () => {
    expect(overallOf([])).toEqual({ kind: 'idle' });
    expect(overallOf([{ kind: 'saved', at: 1 }, { kind: 'saved', at: 5 }, { kind: 'idle' }])).toEqual({
      kind: 'saved',
      at: 5,
    });
    expect(overallOf([{ kind: 'saved', at: 5 }, { kind: 'typing' }])).toEqual({ kind: 'typing' });
    expect(overallOf([{ kind: 'conflict' }, { kind: 'saving' }])).toEqual({ kind: 'conflict' });
    const error = { kind: 'error', error: { code: 'DISK_FULL' } } as const;
    expect(overallOf([error, { kind: 'conflict' }])).toBe(error);
  });
});

describe('the rule of a criterion in words', () => {
  type Rule = Pick<Criterion, 'answerType' | 'scoring' | 'bands' | 'target' | 'maxPoints'>;
  // Only these columns are read.
  const words = (rule: Rule) => ruleInWords(rule as Criterion, vi);

  it('speaks of points of this criterion', () => {
    expect(
      words({
        answerType: 'yes_partial_no',
        scoring: 'choice',
        bands: 'yes:1;partial:0.5;no:0',
        target: null,
        maxPoints: 100,
      }),
    ).toBe('Có: 1; Một phần: 0,5; Không: 0');
    expect(
      words({
        answerType: 'yes_partial_no',
        scoring: 'choice',
        bands: 'yes:1;partial:0.5;no:0',
        target: null,
        maxPoints: 50,
      }),
    ).toBe('Có: 0,5; Một phần: 0,25; Không: 0');
    expect(
      words({ answerType: 'score', scoring: 'judged', bands: 'step:0.25', target: null, maxPoints: 100 }),
    ).toBe('người kiểm tra chấm từ 0 đến 1, mỗi mức 0,25 điểm');
    expect(
      words({
        answerType: 'count',
        scoring: 'bands',
        bands: '=0:1;<=5:0.5;else:0',
        target: null,
        maxPoints: 200,
      }),
    ).toBe('= 0: 2; ≤ 5: 1; còn lại: 0');
    expect(
      words({ answerType: 'percentage', scoring: 'linear', bands: null, target: '100', maxPoints: 200 }),
    ).toBe('theo tỷ lệ đạt được so với 100 %');
  });

  it('shows what it cannot read as it is written', () => {
    expect(words({ answerType: 'count', scoring: 'bands', bands: 'odd', target: null, maxPoints: 100 })).toBe(
      'odd',
    );
  });

  it('words the sources of the starter set and leaves others alone', () => {
    expect(sourceInWords('plan tasks', vi)).toBe('nhiệm vụ trong kế hoạch CCHC');
    expect(sourceInWords('sổ theo dõi', vi)).toBe('sổ theo dõi');
    expect(referenceInWords('S1|S2', vi)).toBe('Thông báo Hải Dương 2019; Tin Lai Vung 2022');
    expect(referenceInWords(null, vi)).toBeNull();
  });
});
