// The addresses of remediation and the rows of a paper that is being entered.
import { describe, expect, test } from 'vitest';
import { remediationFilter } from '../../core/contract/remediation.ts';
import { addDays, daysBetween } from '../../core/rules/due.ts';
import { badges } from '../../renderer/features/remediation/Badges.tsx';
import {
  badgeOf,
  badgeParams,
  filterOf,
  overdueSpan,
  remediationAddress,
  scopeOf,
  scopeParams,
  sortOf,
} from '../../renderer/features/remediation/remediation-address.ts';
import { emptyEntry, entriesOf, faultsByEntry } from '../../renderer/features/remediation/paper-draft.ts';
import { refusalOf } from '../../renderer/features/remediation/remediation-words.ts';

const today = '2026-11-22';
const id = '0b7a0d22-fc51-4578-a958-c4f38e58a501';
const paramsOf = (address: string) => new URL(address, 'http://own').searchParams;

describe('the address of a list', () => {
  test('says the filter that is asked for', () => {
    const filter = filterOf(
      new URLSearchParams(
        `text= công khai &plan=${id}&year=2026&agency=${id}&predecessors=1&domain=tthc&status=open,reported,open&due=overdue&from=2026-01-01&to=2026-02-01&unsupported=1&repeated=1&settled=0`,
      ),
      today,
    );
    expect(filter).toEqual({
      today,
      text: 'công khai',
      planId: id,
      year: 2026,
      agencyId: id,
      withPredecessors: true,
      domainKey: 'tthc',
      status: ['open', 'reported'],
      due: 'overdue',
      dueFrom: '2026-01-01',
      dueTo: '2026-02-01',
      unsupported: true,
      repeated: true,
      settled: false,
    });
    expect(remediationFilter.safeParse(filter).success).toBe(true);
  });

  test('whatever is typed into it never makes a filter that is refused', () => {
    for (const query of [
      'plan=x&year=MMXX&agency=&predecessors=1&status=gone,,&due=soon&from=2026-02-30&to=yesterday&settled=2',
      `text=${'a'.repeat(900)}&domain=${'b'.repeat(900)}&year=-3&year=2.5`,
      'office=..%2F&unsupported=yes&repeated=0&sort=colour&desc=yes',
    ]) {
      const filter = filterOf(new URLSearchParams(query), today);
      expect(remediationFilter.safeParse(filter).success, query).toBe(true);
      expect(filter).not.toHaveProperty('planId');
      expect(filter).not.toHaveProperty('status');
      expect(filter).not.toHaveProperty('withPredecessors');
    }
    expect(sortOf(new URLSearchParams('sort=colour&desc=yes'))).toEqual({ sort: 'due', descending: false });
    expect(sortOf(new URLSearchParams('sort=agency&desc=1'))).toEqual({ sort: 'agency', descending: true });
  });

  test('every badge leads to an address that only it says, and back to itself', () => {
    for (const badge of badges) {
      const params = paramsOf(
        remediationAddress('list', badgeParams(badge), new URLSearchParams(`plan=${id}`)),
      );
      expect(params.get('plan')).toBe(id);
      expect(badgeOf(params, badges)).toBe(badge);
    }
    // From one badge to the next nothing of the first is left.
    const before = paramsOf(remediationAddress('list', badgeParams('unsupported')));
    const after = paramsOf(remediationAddress('list', badgeParams('overdue'), before));
    expect([...after]).toEqual([['due', 'overdue']]);
    expect(badgeOf(new URLSearchParams('due=overdue&repeated=1'), badges)).toBeNull();
  });

  test('tabs keep what the screen is about, not what a badge or a record adds', () => {
    const params = new URLSearchParams(
      `plan=${id}&due=overdue&recommendation=${id}&text=a&month=2026-01&sort=due`,
    );
    expect(remediationAddress('agencies', {}, scopeParams(params))).toBe(
      `/recommendations/agencies?text=a&plan=${id}`,
    );
    expect(scopeOf(filterOf(params, today))).toEqual({ today, planId: id, text: 'a' });
    expect(remediationAddress('list')).toBe('/recommendations');
  });

  test('a group of the ageing table is a span of due days of just that age', () => {
    const keys = overdueSpan(today, 31, 90, addDays);
    expect(keys).toEqual({ due: 'overdue', from: '2026-08-24', to: '2026-10-22' });
    expect(daysBetween(keys.to ?? '', today)).toBe(31);
    expect(daysBetween(keys.from ?? '', today)).toBe(90);
    expect(overdueSpan(today, 366, null, addDays)).toEqual({ due: 'overdue', to: '2025-11-21', from: null });
  });
});

describe('a paper that is being entered', () => {
  const drafts = new Map([
    ['a', { ...emptyEntry, result: 'done' as const, doneOn: '2026-11-01', promisedOn: '2026-12-01' }],
    ['b', { ...emptyEntry, text: '  ', promisedOn: '2026-12-05' }],
    ['c', { ...emptyEntry, text: ' Đã niêm yết. ', evidence: ' Ảnh ' }],
  ]);

  test('answers what was filled in, in the order of the list, for its own kind', () => {
    expect(entriesOf(['c', 'a', 'b', 'd'], drafts, 'report')).toEqual([
      {
        recommendationId: 'c',
        text: 'Đã niêm yết.',
        result: null,
        doneOn: null,
        promisedOn: null,
        evidence: 'Ảnh',
      },
      {
        recommendationId: 'a',
        text: null,
        result: 'done',
        doneOn: '2026-11-01',
        promisedOn: null,
        evidence: null,
      },
    ]);
    expect(
      entriesOf(['a', 'b', 'd'], drafts, 'plan').map(({ recommendationId }) => recommendationId),
    ).toEqual(['a', 'b']);
  });

  test('a refusal stands at the row that it means', () => {
    const faults = faultsByEntry(
      {
        code: 'VALIDATION',
        fields: [
          { path: 'entries.1.recommendationId', code: 'WRONG_STATE' },
          { path: 'entries.0.doneOn', code: 'BAD_DATE' },
          { path: 'entries.7.text', code: 'TOO_LONG' },
          { path: 'number', code: 'TOO_LONG' },
        ],
      },
      ['c', 'a'],
    );
    expect([...faults]).toEqual([
      ['a', [{ path: 'entries.1.recommendationId', code: 'WRONG_STATE' }]],
      ['c', [{ path: 'entries.0.doneOn', code: 'BAD_DATE' }]],
    ]);
    expect(faultsByEntry(undefined, ['a']).size).toBe(0);
  });
});

test('a refused act names its fault and which one; other errors are not mistaken for one', () => {
  expect(refusalOf({ code: 'WRONG_STATE', detail: { fault: 'no_proof', id } })).toEqual({
    fault: 'no_proof',
    id,
  });
  expect(refusalOf({ code: 'WRONG_STATE', detail: { fault: 'something' } })).toBeNull();
  expect(refusalOf(undefined)).toBeNull();
});
