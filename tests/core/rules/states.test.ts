// The state machines: nothing dead, nothing out of reach, and the few moves that must not exist.
import { describe, expect, it } from 'vitest';
import { documentStatus } from '../../../core/contract/documents.ts';
import { planStatuses } from '../../../core/contract/plans.ts';
import { visitStatuses } from '../../../core/contract/visits.ts';
import {
  canMoveDocument,
  isEditable,
  nextDocumentStatuses,
  type DocumentStatus,
} from '../../../core/rules/document-states.ts';
import { canMovePlan, nextPlanStatuses } from '../../../core/rules/plan-states.ts';
import { canMoveVisit, isVisitDone, nextVisitStatuses } from '../../../core/rules/visit-states.ts';

function reachable<S extends string>(from: S, next: (state: S) => S[]): Set<S> {
  const seen = new Set<S>([from]);
  for (const state of seen) for (const following of next(state)) seen.add(following);
  return seen;
}

const machines = {
  plan: { states: planStatuses, first: 'draft', next: nextPlanStatuses, can: canMovePlan, final: [] },
  visit: { states: visitStatuses, first: 'planned', next: nextVisitStatuses, can: canMoveVisit, final: [] },
  document: {
    states: documentStatus.options,
    first: 'draft',
    next: nextDocumentStatuses,
    can: canMoveDocument,
    final: ['withdrawn'],
  },
} as unknown as Record<
  string,
  {
    states: readonly string[];
    first: string;
    next: (state: string) => string[];
    can: (from: string, to: string) => boolean;
    final: readonly string[];
  }
>;

describe.each(Object.entries(machines))('the states of a %s', (_, machine) => {
  it('are all reached from the first one, and only the final ones are final', () => {
    expect([...reachable(machine.first, machine.next)].toSorted()).toEqual([...machine.states].toSorted());
    for (const state of machine.states) {
      expect(machine.next(state).length === 0, state).toBe(machine.final.includes(state));
    }
  });

  it('tell the same by both functions, and no state follows itself', () => {
    for (const from of machine.states) {
      expect(machine.can(from, from)).toBe(false);
      expect(machine.states.filter((to) => machine.can(from, to)).toSorted()).toEqual(
        machine.next(from).toSorted(),
      );
    }
  });
});

describe('a plan', () => {
  it('goes its way step by step', () => {
    const way = ['draft', 'approved', 'in_progress', 'reporting', 'closed'] as const;
    for (const [i, from] of way.entries()) {
      const to = way[i + 1];
      if (to !== undefined) expect(nextPlanStatuses(from)[0]).toBe(to);
    }
    expect(canMovePlan('draft', 'closed')).toBe(false);
    expect(canMovePlan('closed', 'cancelled')).toBe(false);
  });
});

describe('a visit', () => {
  it('may skip the announcement and the self-report, and the minutes where there are none', () => {
    expect(canMoveVisit('planned', 'visited')).toBe(true);
    expect(canMoveVisit('visited', 'notice_drafted')).toBe(true);
  });
  it('has no notice before the team was there, and cannot be called off afterwards', () => {
    for (const from of ['planned', 'notified', 'self_report_received', 'postponed', 'cancelled'] as const) {
      expect(canMoveVisit(from, 'notice_drafted')).toBe(false);
      expect(canMoveVisit(from, 'minutes_signed')).toBe(false);
      expect(isVisitDone(from)).toBe(false);
    }
    expect(canMoveVisit('visited', 'cancelled')).toBe(false);
    expect(isVisitDone('visited')).toBe(true);
  });
});

describe('a document', () => {
  it('is issued only after it was frozen, and never comes back from issued or withdrawn', () => {
    const before: DocumentStatus[] = documentStatus.options.filter((state) =>
      canMoveDocument(state, 'issued'),
    );
    expect(before).toEqual(['for_signature']);
    expect(nextDocumentStatuses('issued')).toEqual(['withdrawn']);
    expect(documentStatus.options.filter(isEditable)).toEqual(['draft']);
  });
});
