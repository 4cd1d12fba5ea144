// The pure parts of sending and receiving: words for everything that travels, scopes and recipients, passphrases, periods.
import { describe, expect, it } from 'vitest';
import { exchange, packageProblemCodes, packageState } from '../../core/contract/exchange.ts';
import type { Arrival, PackageProblem, SendPreview } from '../../core/contract/exchange.ts';
import type { TrustedOffice } from '../../core/contract/exchange-keys.ts';
import { proposedSettings } from '../../core/rules/settings.ts';
import { registry } from '../../db/registry.ts';
import {
  arrivalCounts,
  arrivalsShown,
  chosenPeriod,
  periodChoices,
} from '../../renderer/features/exchange/arrival-periods.ts';
import {
  fieldName,
  fileKindOf,
  folderOf,
  inTableOrder,
  moves,
  periodWords,
  problemsOf,
  sizeOf,
  tableName,
  totalsOf,
  valueWords,
} from '../../renderer/features/exchange/exchange-words.ts';
import { strengthOf } from '../../renderer/components/new-passphrase.ts';
import {
  expectedBytes,
  firstScope,
  holdsSomething,
  isWholeScope,
  noRecipient,
  proposedOffice,
  recipientFault,
  recipientOf,
  recipientsFound,
  recipientsOf,
  sentScope,
} from '../../renderer/features/exchange/send-state.ts';
import { texts as en } from '../../renderer/i18n/en/index.ts';
import { texts as vi } from '../../renderer/i18n/vi/index.ts';

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

describe('words of what travels', () => {
  it('name every exported table and every exported column, and nothing that does not travel', () => {
    const stamps = new Set(['id', 'rev', 'createdAt', 'updatedAt', 'originOfficeId', 'provenance']);
    const tables: string[] = [];
    const columns = new Set<string>();
    for (const [name, table] of registry) {
      if (!table.exported) continue;
      tables.push(name);
      for (const column of table.columns) {
        if (column.exported && !stamps.has(column.key)) columns.add(column.key);
      }
    }
    for (const { exchange: words } of [vi, en]) {
      expect(Object.keys(words.tables).sort()).toEqual(tables.sort());
      expect(Object.keys(words.fields).sort()).toEqual([...columns].sort());
    }
  });

  it('word every problem, state and kind of the contract', () => {
    for (const { exchange: words } of [vi, en]) {
      expect(Object.keys(words.problems).sort()).toEqual([...packageProblemCodes].sort());
      expect(Object.keys(words.states).sort()).toEqual([...packageState.options].sort());
      expect(Object.keys(words.kinds).sort()).toEqual(
        [...exchange['exchange.send'].input.shape.scope.shape.kind.options].sort(),
      );
    }
  });

  it('know columns by either name', () => {
    expect(fieldName(vi, 'dueOn')).toBe('thời hạn');
    expect(fieldName(vi, 'due_on')).toBe('thời hạn');
    expect(tableName(vi, 'no_table_of_ours')).toBe(vi.exchange.unknownTable);
  });

  it('show values as people know them', () => {
    expect(valueWords(vi, 'visit', 'status', 'closed')).toBe('Đã kết thúc');
    expect(valueWords(vi, 'recommendation_event', 'to_status', 'verified')).toBe('Đã xác nhận');
    expect(valueWords(vi, 'answer', 'choice', 'partial')).toBe('Một phần');
    expect(valueWords(vi, 'visit', 'startsOn', '2019-09-16')).toBe('16/9/2019');
    expect(valueWords(vi, 'visit', 'planId', id(1))).toBe(vi.exchange.receiving.reference);
    expect(valueWords(vi, 'answer', 'points', 150)).toBe('1,5');
    expect(valueWords(vi, 'statistics_line', 'receivedTotal', 12_040)).toBe('12.040');
    expect(valueWords(vi, 'visit', 'note', null)).toBe('(trống)');
    expect(valueWords(vi, 'visit', 'isFollowUp', true)).toBe('có');
    expect(valueWords(vi, 'finding', 'text', 'a'.repeat(900))).toHaveLength(401);
  });

  it('write sizes, periods and places', () => {
    expect(sizeOf(vi, 916)).toBe('916 B');
    expect(sizeOf(vi, 3_601_109)).toBe('3,4 MB');
    expect(sizeOf(vi, 37 * 1024 * 1024)).toBe('37 MB');
    expect(sizeOf(en, 5 * 1024 ** 3)).toBe('5 GB');
    expect(periodWords({ periodFrom: '2026-01-01', periodTo: '2026-03-31' })).toBe('01/01 – 31/3/2026');
    expect(periodWords({ periodFrom: null, periodTo: '2026-03-31' })).toBeNull();
    expect(folderOf('/media/usb/goi.cchc')).toBe('/media/usb');
    expect(folderOf('E:\\goi.cchc')).toBe('E:\\');
    expect(folderOf('E:\\gui\\goi.cchc')).toBe('E:\\gui');
  });

  it('recognise files by the end of their names, whatever its case', () => {
    expect(['a.cchc', 'a.CCHCR', 'a.cchck', 'a.cchcw', 'a.zip'].map(fileKindOf)).toEqual([
      'package',
      'receipt',
      'card',
      'work',
      'package',
    ]);
  });

  it('put kinds of rows in the order of the work, unknown ones last', () => {
    const order = inTableOrder(
      vi,
      ['zzz', 'answer', 'visit', 'plan'].map((table) => ({ table })),
    );
    expect(order.map(({ table }) => table)).toEqual(['plan', 'visit', 'answer', 'zzz']);
  });

  it('add up changes and split problems', () => {
    const change = { table: 'visit', added: 1, changed: 2, deleted: 3, same: 4, held: 5 };
    expect(totalsOf([change, change])).toEqual({ added: 2, changed: 4, deleted: 6, same: 8, held: 10 });
    expect(moves({ ...change, added: 0, changed: 0, deleted: 0, held: 0 })).toBe(false);
    const problem = (severity: PackageProblem['severity'], code: PackageProblem['code']): PackageProblem => ({
      severity,
      code,
      count: 1,
      params: {},
    });
    const problems = [problem('warning', 'FILES_LEFT_OUT'), problem('error', 'UNKNOWN_SENDER')];
    expect(problemsOf(problems, 'error').map(({ code }) => code)).toEqual(['UNKNOWN_SENDER']);
  });
});

describe('what is sent to whom', () => {
  it('needs what its kind needs, and takes nothing of the other kinds along', () => {
    expect(isWholeScope(firstScope)).toBe(true);
    expect(isWholeScope({ ...firstScope, kind: 'plan' })).toBe(false);
    expect(
      isWholeScope({ ...firstScope, kind: 'period', periodFrom: '2026-02-01', periodTo: '2026-01-01' }),
    ).toBe(false);
    const wandering = { ...firstScope, planId: id(1), periodFrom: '2026-01-01', periodTo: '2026-03-31' };
    expect(sentScope({ ...wandering, kind: 'plan' })).toMatchObject({ planId: id(1), periodFrom: null });
    expect(sentScope({ ...wandering, kind: 'since' })).toMatchObject({ planId: null, periodTo: null });
  });

  const office = (n: number, patch: Partial<TrustedOffice>): TrustedOffice => ({
    id: id(n),
    rev: 1,
    officeId: id(100 + n),
    name: `Cơ quan ${String(n)}`,
    level: 'district',
    relation: 'below',
    fingerprint: [],
    validFrom: 0,
    validTo: null,
    revokedAt: null,
    revokedReason: null,
    confirmedByName: 'Lan',
    confirmedAt: 0,
    current: true,
    namesake: false,
    ...patch,
  });

  it('goes to current cards that are not revoked, the office above first', () => {
    const all = [
      office(1, { name: 'Xã Đông' }),
      office(2, { relation: 'above', name: 'Sở Nội vụ' }),
      office(3, { revokedAt: 5, relation: 'above' }),
      office(4, { current: false }),
      office(5, { relation: 'other', name: 'Sở Tài chính' }),
      office(6, { name: 'Xã An' }),
    ];
    const offices = recipientsOf(all);
    expect(offices.map(({ name }) => name)).toEqual(['Sở Nội vụ', 'Sở Tài chính', 'Xã An', 'Xã Đông']);
    expect(proposedOffice(offices)).toBe(id(102));
    expect(proposedOffice([...offices, office(7, { relation: 'above' })])).toBeNull();
    expect(recipientsFound(offices, 'dong').map(({ name }) => name)).toEqual(['Xã Đông']);
  });

  it('says what is missing of a recipient', () => {
    expect(recipientFault(noRecipient)).toBe('office');
    expect(recipientOf({ ...noRecipient, officeId: id(1) })).toEqual({ kind: 'office', officeId: id(1) });
    const word = { ...noRecipient, kind: 'passphrase' as const };
    const twice = (first: string, second = first) => ({ first, second });
    expect(recipientFault({ ...word, passphrase: twice('bon-tam-bay-ba') })).toBe('name');
    expect(recipientFault({ ...word, name: 'Sở', passphrase: twice('ngắn') })).toBe('short');
    expect(recipientFault({ ...word, name: 'Sở', passphrase: twice('mười hai chữ', 'mười ba chữ') })).toBe(
      'differs',
    );
    // The same letters from two input methods are the same passphrase.
    const typed = {
      ...word,
      name: ' Sở ',
      passphrase: twice('mật khẩu gói', 'mật khẩu gói'.normalize('NFD')),
    };
    expect(recipientOf(typed)).toMatchObject({ kind: 'passphrase', name: 'Sở' });
  });

  it('knows an empty package, and about how large one is', () => {
    const preview: SendPreview = {
      kind: 'since',
      title: '',
      seq: 2,
      previousAt: 1,
      counts: [],
      deletions: 0,
      files: 0,
      fileBytes: 0,
      offices: 1,
      missingFiles: 0,
    };
    expect(holdsSomething(preview)).toBe(false);
    expect(holdsSomething({ ...preview, deletions: 1 })).toBe(true);
    expect(expectedBytes({ ...preview, fileBytes: 1_000_000 })).toBeGreaterThan(1_000_000);
    expect(expectedBytes(undefined)).toBe(0);
  });
});

describe('passphrases', () => {
  it('are called weak where they are short, of few letters or only digits', () => {
    expect(strengthOf('bay chu')).toBe('short');
    expect(strengthOf('aaaaaaaaaaaaaaaa')).toBe('weak');
    expect(strengthOf('1234567890123456')).toBe('weak');
    expect(strengthOf('Noi vu 2026')).toBe('fair');
    expect(strengthOf('luong-bong-tan-phan-suong-lang')).toBe('strong');
  });
});

describe('who has sent', () => {
  const schedule = proposedSettings.reportSchedule;

  it('is asked for the period of the address, else for the one that ended last', () => {
    const choices = periodChoices(schedule, '2026-11-23');
    expect(new Set(choices.map(({ key }) => key)).size).toBe(choices.length);
    expect(chosenPeriod(choices, '', '2026-11-23')?.key).toBe('quarter_3-2026');
    expect(chosenPeriod(choices, 'half_year-2025', '2026-11-23')?.name).toBe('6 tháng đầu năm 2025');
    expect(chosenPeriod(choices, 'no such', '2026-11-23')?.key).toBe('quarter_3-2026');
    for (const { from, to } of choices) expect(from < to).toBe(true);
  });

  it('lists late and missing ones first, and finds without marks', () => {
    const arrival = (name: string, state: Arrival['state']): Arrival => ({
      officeId: id(name.length),
      name,
      level: 'commune',
      state,
      packageId: null,
      madeAt: null,
      arrivedAt: null,
      waiting: 0,
    });
    const all = [
      arrival('Xã Bình', 'arrived'),
      arrival('Xã Đông Thành', 'missing'),
      arrival('Xã An', 'missing'),
      arrival('Xã Yên', 'late'),
    ];
    const names = (text: string, state: string) =>
      arrivalsShown(all, { text, state }).map(({ name }) => name);
    expect(names('', '')).toEqual(['Xã Yên', 'Xã An', 'Xã Đông Thành', 'Xã Bình']);
    expect(names('dong', '')).toEqual(['Xã Đông Thành']);
    expect(names('', 'missing')).toEqual(['Xã An', 'Xã Đông Thành']);
    expect(arrivalCounts(all)).toEqual({ arrived: 1, late: 1, missing: 2 });
  });
});
