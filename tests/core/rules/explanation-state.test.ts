// By when an agency has to answer to a draft, and where the round stands.
import { describe, expect, test } from 'vitest';
import {
  explanationDueOn,
  explanationState,
  isRemarkOpen,
  needsReason,
} from '../../../core/rules/explanation-state.ts';
import { createWorkingCalendar } from '../../../core/rules/working-days.ts';

// Monday 30 and Tuesday 31 December are worked; 1 January is not.
const calendar = createWorkingCalendar([{ day: '2020-01-01', kind: 'holiday' }]);
const rule = { days: 5, unit: 'working_day' } as const;

describe('the due day', () => {
  const base = { dueOn: null, sentOn: null, lastDay: '2019-12-27', rule };
  test('is counted in working days from the last day of the visit', () => {
    expect(explanationDueOn(base, calendar)).toBe('2020-01-06');
  });
  test('is not counted from before the draft was sent', () => {
    expect(explanationDueOn({ ...base, sentOn: '2020-01-02' }, calendar)).toBe('2020-01-09');
    expect(explanationDueOn({ ...base, sentOn: '2019-12-20' }, calendar)).toBe('2020-01-06');
    expect(explanationDueOn({ ...base, lastDay: null, sentOn: '2020-01-02' }, calendar)).toBe('2020-01-09');
  });
  test('is its own where a person set one, and unknown without rule or day', () => {
    expect(explanationDueOn({ ...base, dueOn: '2020-02-01' }, calendar)).toBe('2020-02-01');
    expect(explanationDueOn({ ...base, rule: undefined }, calendar)).toBeNull();
    expect(explanationDueOn({ ...base, lastDay: null }, calendar)).toBeNull();
  });
});

describe('the state', () => {
  const facts = {
    sentOn: null as string | null,
    answeredOn: null as string | null,
    noRemarks: false,
    effectiveDueOn: '2020-01-06' as string | null,
    remarks: [] as { decision: 'accepted' | 'partly' | 'rejected' | null; reason: string | null }[],
  };
  test('goes from not sent over waiting to overdue; the due day itself is in time', () => {
    expect(explanationState(facts, '2020-02-01')).toBe('not_sent');
    const sent = { ...facts, sentOn: '2019-12-30' };
    expect(explanationState(sent, '2020-01-06')).toBe('waiting');
    expect(explanationState(sent, '2020-01-07')).toBe('overdue');
    expect(explanationState({ ...sent, effectiveDueOn: null }, '2030-01-01')).toBe('waiting');
  });
  test('is settled when the agency agrees or every remark is decided', () => {
    const answered = { ...facts, sentOn: '2019-12-30', answeredOn: '2020-01-03' };
    expect(explanationState(answered, '2021-01-01')).toBe('settled');
    expect(explanationState({ ...facts, noRemarks: true }, '2021-01-01')).toBe('settled');
    const open = { decision: null, reason: null };
    expect(explanationState({ ...answered, remarks: [open] }, '2021-01-01')).toBe('answered');
    expect(explanationState({ ...facts, remarks: [open] }, '2021-01-01')).toBe('answered');
    const done = { decision: 'accepted' as const, reason: null };
    expect(explanationState({ ...answered, remarks: [done] }, '2021-01-01')).toBe('settled');
    expect(explanationState({ ...answered, remarks: [done, open] }, '2021-01-01')).toBe('answered');
  });
  test('what is not accepted whole needs a reason', () => {
    expect(needsReason('accepted')).toBe(false);
    expect(needsReason(null)).toBe(false);
    for (const decision of ['partly', 'rejected'] as const) {
      expect(needsReason(decision)).toBe(true);
      expect(isRemarkOpen({ decision, reason: null })).toBe(true);
      expect(isRemarkOpen({ decision, reason: '  ' })).toBe(true);
      expect(isRemarkOpen({ decision, reason: 'Biên bản ghi đúng thực tế' })).toBe(false);
    }
    expect(isRemarkOpen({ decision: 'accepted', reason: null })).toBe(false);
    expect(isRemarkOpen({ decision: null, reason: 'x' })).toBe(true);
  });
});
