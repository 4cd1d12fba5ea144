// An agency's own report by the day it is due and the day it came; columns of a returned form that moved.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { visitStatuses } from '../../../core/contract/visits.ts';
import { type PlacedColumn, movedColumns } from '../../../core/rules/moved-columns.ts';
import { isMissing, selfReportState, type SelfReportFacts } from '../../../core/rules/self-report-state.ts';
import { chance } from '../../long.ts';

const facts: SelfReportFacts = {
  dueOn: null,
  arrivedOn: null,
  documentDate: null,
  excused: false,
  planDueOn: null,
  visitStatus: 'planned',
};
const today = '2019-09-10';
const state = (more: Partial<SelfReportFacts>) => selfReportState({ ...facts, ...more }, today);

describe('the state of a report', () => {
  test.each([
    [{}, 'not_asked'],
    [{ visitStatus: 'notified' }, 'waiting'],
    [{ planDueOn: '2019-09-10' }, 'waiting'],
    [{ planDueOn: '2019-09-09' }, 'overdue'],
    // The day agreed with the agency wins over the plan's.
    [{ planDueOn: '2019-09-09', dueOn: '2019-09-12' }, 'waiting'],
    [{ planDueOn: '2019-09-12', dueOn: '2019-09-09' }, 'overdue'],
    [{ planDueOn: '2019-09-09', arrivedOn: '2019-09-09' }, 'arrived'],
    [{ planDueOn: '2019-09-09', arrivedOn: '2019-09-10' }, 'arrived_late'],
    // Where only the paper's own day is known, it stands for the arrival.
    [{ planDueOn: '2019-09-09', documentDate: '2019-09-08' }, 'arrived'],
    [{ planDueOn: '2019-09-09', documentDate: '2019-09-08', arrivedOn: '2019-09-10' }, 'arrived_late'],
    [{ arrivedOn: '2019-09-10' }, 'arrived'],
    [{ visitStatus: 'self_report_received', planDueOn: '2019-09-01' }, 'arrived'],
    [{ planDueOn: '2019-09-01', excused: true }, 'excused'],
  ] as const)('%j: %s', (more, expected) => {
    expect(state(more)).toBe(expected);
  });

  test('late or missing only where a day was due; nothing that has come is missing', () => {
    const day = fc.option(
      fc.integer({ min: 1, max: 28 }).map((date) => `2019-09-${String(date).padStart(2, '0')}`),
      { nil: null },
    );
    fc.assert(
      fc.property(
        fc.record({
          dueOn: day,
          arrivedOn: day,
          documentDate: day,
          planDueOn: day,
          excused: fc.boolean(),
          visitStatus: fc.constantFrom(...visitStatuses),
        }),
        (any) => {
          const found = selfReportState(any, today);
          const due = any.dueOn ?? any.planDueOn;
          if (found === 'overdue' || found === 'arrived_late') expect(due).not.toBeNull();
          if (found === 'overdue') expect(due! < today).toBe(true);
          expect(isMissing(found) && (any.arrivedOn ?? any.documentDate) !== null).toBe(false);
          expect(found === 'excused').toBe(any.excused);
        },
      ),
      chance(30_418, 100, 5000),
    );
  });
});

describe('moved columns', () => {
  const placed = (...found: readonly number[]): PlacedColumn[] =>
    found.map((at, index) => ({ key: String(index + 1), expected: index + 1, found: at }));
  const keys = (columns: readonly PlacedColumn[]) => movedColumns(columns).map(({ key }) => key);

  test('the one that left its order is named, not the others that made room', () => {
    expect(keys(placed(1, 2, 3, 4))).toEqual([]);
    expect(keys(placed(1, 4, 2, 3))).toEqual(['2']);
    expect(keys(placed(2, 3, 4, 1))).toEqual(['4']);
  });
  test('of a shift by an inserted column the first is named', () => {
    expect(keys(placed(1, 3, 4, 5))).toEqual(['2']);
    expect(keys(placed(2, 3, 4, 5))).toEqual(['1']);
  });
  test('what is not named kept its order, whatever was done', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }), (found) => {
        const columns = placed(...found);
        const moved = new Set(keys(columns));
        const kept = columns.filter(({ key }) => !moved.has(key)).map((column) => column.found);
        expect(kept).toEqual(kept.toSorted((a, b) => a - b));
        // Nothing is named without need: at most all but one.
        expect(moved.size).toBeLessThanOrEqual(Math.max(1, found.length - 1));
      }),
      chance(30_419, 100, 5000),
    );
  });
});
