// Where an agency's report stands: held against a second telling of the same rule over random days.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  agencyReportState,
  countBoard,
  countedDay,
  effectiveReportDue,
  reportingDiscipline,
  whoMustReport,
} from '../../../core/rules/report-board.ts';
import { createWorkingCalendar } from '../../../core/rules/working-days.ts';
import { chance } from '../../long.ts';

const calendar = createWorkingCalendar([]);
const nothing = { dueOn: null, documentDate: null, arrivedOn: null, excused: false };
// Sunday 15 March 2026.
const SUNDAY = '2026-03-15';
const options = { onTimeBy: 'document_date', today: '2026-03-20' } as const;

describe('the due day', () => {
  test('moves to the next working day of the office, unless the agency has a day of its own', () => {
    expect(effectiveReportDue(nothing, SUNDAY, calendar)).toBe('2026-03-16');
    const holiday = createWorkingCalendar([{ day: '2026-03-16', kind: 'holiday' }]);
    expect(effectiveReportDue(nothing, SUNDAY, holiday)).toBe('2026-03-17');
    expect(effectiveReportDue({ dueOn: SUNDAY }, '2026-03-18', calendar)).toBe(SUNDAY);
    expect(effectiveReportDue(nothing, null, calendar)).toBeNull();
  });
});

describe('the state', () => {
  test('by the day on the paper or by its arrival; where that is blank, the other', () => {
    const report = { ...nothing, documentDate: '2026-03-16', arrivedOn: '2026-03-18' };
    expect(countedDay(report, 'document_date')).toBe('2026-03-16');
    expect(agencyReportState(report, '2026-03-16', options)).toBe('on_time');
    expect(agencyReportState(report, '2026-03-16', { ...options, onTimeBy: 'arrival' })).toBe('late');
    const undated = { ...nothing, arrivedOn: '2026-03-18' };
    expect(agencyReportState(undated, '2026-03-16', options)).toBe('late');
  });
  test('the due day itself is in time; without a due day nothing is late', () => {
    expect(agencyReportState(nothing, '2026-03-20', options)).toBe('waiting');
    expect(agencyReportState(nothing, '2026-03-19', options)).toBe('missing');
    expect(agencyReportState(nothing, null, options)).toBe('waiting');
    expect(agencyReportState({ ...nothing, arrivedOn: '2026-03-18' }, null, options)).toBe('unknown');
    expect(agencyReportState({ ...nothing, excused: true }, '2026-03-01', options)).toBe('excused');
  });

  const day = fc.option(
    fc.integer({ min: 1, max: 28 }).map((n) => `2026-03-${String(n).padStart(2, '0')}`),
    { nil: null },
  );
  const reports = fc.array(
    fc.record({ dueOn: day, documentDate: day, arrivedOn: day, excused: fc.boolean(), agencyDueOn: day }),
    { maxLength: 40 },
  );
  test('counts and discipline agree with a count by hand', () => {
    fc.assert(
      fc.property(reports, fc.constantFrom('document_date', 'arrival'), day, (rows, onTimeBy, on) => {
        const today = on ?? '2026-03-31';
        let [onTime, late, waiting, missing, excused] = [0, 0, 0, 0, 0];
        for (const row of rows) {
          let due = row.dueOn;
          if (due === null && row.agencyDueOn !== null) {
            const at = new Date(`${row.agencyDueOn}T00:00:00Z`);
            while (at.getUTCDay() === 0 || at.getUTCDay() === 6) at.setUTCDate(at.getUTCDate() + 1);
            due = at.toISOString().slice(0, 10);
          }
          const came =
            onTimeBy === 'arrival'
              ? (row.arrivedOn ?? row.documentDate)
              : (row.documentDate ?? row.arrivedOn);
          if (row.excused) excused += 1;
          else if (came !== null) {
            if (due !== null && came > due) late += 1;
            if (due !== null && came <= due) onTime += 1;
          } else if (due !== null && today > due) missing += 1;
          else waiting += 1;
        }
        const states = rows.map((row) =>
          agencyReportState(row, effectiveReportDue(row, row.agencyDueOn, calendar), { onTimeBy, today }),
        );
        expect(countBoard(states)).toEqual({
          required: rows.length - excused,
          onTime,
          late,
          waiting,
          missing,
        });
        expect(reportingDiscipline(rows, calendar, { onTimeBy, today })).toEqual({
          required: onTime + late + missing,
          onTime,
        });
      }),
      chance(50_002, 200, 5000),
    );
  });
});

describe('who must report', () => {
  const agency = (
    id: string,
    kind: 'so_nganh' | 'ubnd_xa' | 'nganh_doc' | 'phong_cap_xa',
    unnamed = false,
  ) => ({
    id,
    kind,
    unnamed,
  });
  const inForce = [
    agency('a', 'so_nganh'),
    agency('b', 'ubnd_xa'),
    agency('c', 'nganh_doc'),
    agency('d', 'so_nganh', true),
  ];
  test('without a report before: the named ones of the kinds below such an office', () => {
    expect(whoMustReport(inForce, 'province', null, () => [])).toEqual(['a', 'b']);
    expect(whoMustReport(inForce, 'commune', null, () => [])).toEqual([]);
  });
  test('else whoever had to before, or what became of them', () => {
    const successors = (id: string) => (id === 'old' ? ['b'] : []);
    expect(whoMustReport(inForce, 'province', ['c', 'old'], successors)).toEqual(['b', 'c']);
  });
});
