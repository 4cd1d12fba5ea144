// Days of the four reports in a year, what is still to be begun, and which report came before.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  expectedPeriods,
  nextPeriodName,
  periodOfRule,
  periodTitle,
  previousReport,
  ruleOf,
} from '../../../core/rules/report-periods.ts';
import { proposedSettings } from '../../../core/rules/settings.ts';
import { chance } from '../../long.ts';

const { reportSchedule } = proposedSettings;
const of = (kind: 'quarter_1' | 'half_year' | 'quarter_3' | 'year', year: number) =>
  periodOfRule(ruleOf(reportSchedule, kind)!, year);
const dayAfter = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

describe('the schedule', () => {
  test('the four reports of 2026', () => {
    expect(of('quarter_1', 2026)).toEqual({
      periodFrom: '2025-12-15',
      periodTo: '2026-03-14',
      dueOn: '2026-03-20',
      agencyDueOn: '2026-03-15',
    });
    expect(of('half_year', 2026)).toMatchObject({ periodFrom: '2025-12-15', periodTo: '2026-06-14' });
    expect(of('year', 2026)).toMatchObject({ periodFrom: '2025-12-15', periodTo: '2026-12-14' });
  });
  test('the third quarter stands by itself', () => {
    expect(of('quarter_3', 2026)).toMatchObject({ periodFrom: '2026-06-15', periodTo: '2026-09-14' });
    expect(dayAfter(of('half_year', 2026).periodTo)).toBe(of('quarter_3', 2026).periodFrom);
  });
  test('a year begins where the year before ended, in any year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1950, max: 2150 }), (year) => {
        expect(of('year', year).periodFrom).toBe(dayAfter(of('year', year - 1).periodTo));
        for (const kind of ['quarter_1', 'half_year', 'quarter_3', 'year'] as const) {
          const { periodFrom, periodTo, dueOn, agencyDueOn } = of(kind, year);
          expect(periodFrom < periodTo && periodTo < agencyDueOn && agencyDueOn <= dueOn).toBe(true);
        }
      }),
      chance(50_001, 100, 2000),
    );
  });
  test('a report of the whole year that is due in January is due in the next one', () => {
    const rule = {
      ...ruleOf(reportSchedule, 'year')!,
      from: { month: 1, day: 1 },
      fromYearBefore: false,
      to: { month: 12, day: 31 },
      due: { month: 1, day: 10 },
      agencyDue: { month: 12, day: 25 },
    };
    expect(periodOfRule(rule, 2026)).toEqual({
      periodFrom: '2026-01-01',
      periodTo: '2026-12-31',
      dueOn: '2027-01-10',
      agencyDueOn: '2026-12-25',
    });
    // An office that wants it before the period is over gets it in the same year.
    expect(periodOfRule({ ...rule, due: { month: 12, day: 20 } }, 2026).dueOn).toBe('2026-12-20');
  });
  test('a month that is too short ends on its last day', () => {
    const rule = { ...ruleOf(reportSchedule, 'quarter_1')!, to: { month: 2, day: 31 } };
    expect(periodOfRule(rule, 2024).periodTo).toBe('2024-02-29');
    expect(periodOfRule(rule, 2026).periodTo).toBe('2026-02-28');
  });
});

describe('what is still to be begun', () => {
  test('in the order of the due days, without what is there', () => {
    const all = expectedPeriods(reportSchedule, 2026, []);
    expect(all.map(({ kind }) => kind)).toEqual(['quarter_1', 'half_year', 'quarter_3', 'year']);
    const left = expectedPeriods(reportSchedule, 2026, [
      { kind: 'quarter_1', year: 2026, title: 'a' },
      { kind: 'half_year', year: 2025, title: 'b' },
    ]);
    expect(left.map(({ kind }) => kind)).toEqual(['half_year', 'quarter_3', 'year']);
  });
  test('reports without a kind are known by their names', () => {
    const schedule = ['Báo cáo tháng 4', 'Báo cáo tháng 5'].map((name) => ({
      ...reportSchedule[0]!,
      kind: 'other' as const,
      name,
    }));
    expect(ruleOf(schedule, 'other')).toBeUndefined();
    const left = expectedPeriods(schedule, 2026, [{ kind: 'other', year: 2026, title: 'Báo cáo tháng 4' }]);
    expect(left.map(({ name }) => name)).toEqual(['Báo cáo tháng 5']);
  });
});

describe('names and what came before', () => {
  test('titles as an official writes them', () => {
    expect(periodTitle('quarter_3', 2026)).toBe('Báo cáo công tác cải cách hành chính quý III năm 2026');
    expect(periodTitle('half_year', 2026)).toBe('Báo cáo công tác cải cách hành chính 6 tháng đầu năm 2026');
    expect(periodTitle('other', 2026, 'Báo cáo tháng 4')).toBe('Báo cáo tháng 4');
    expect(nextPeriodName('year', 2026)).toBe('năm 2027');
  });
  test('the same kind first, else the latest that ended before', () => {
    const row = (kind: 'quarter_1' | 'half_year' | 'quarter_3' | 'year', year: number) => ({
      id: `${kind}-${year}`,
      kind,
      ...of(kind, year),
    });
    const all = [row('quarter_1', 2025), row('year', 2025), row('quarter_1', 2026), row('half_year', 2026)];
    expect(previousReport(row('quarter_1', 2026), all)?.id).toBe('quarter_1-2025');
    expect(previousReport(row('half_year', 2026), all)?.id).toBe('quarter_1-2026');
    expect(previousReport(row('quarter_3', 2026), all)?.id).toBe('half_year-2026');
    expect(previousReport(row('quarter_1', 2025), all)).toBeUndefined();
  });
});
