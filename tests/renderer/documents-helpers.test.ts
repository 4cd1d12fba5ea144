// What the list of a round says is there and lacking, numbers beside the one being entered, and changes by line.
import { describe, expect, it } from 'vitest';
import type { DocumentRow } from '../../core/contract/documents.ts';
import type { Issuer } from '../../core/contract/issuers.ts';
import type { PlanDetail } from '../../core/contract/plans.ts';
import { documentKinds } from '../../core/documents/kinds.ts';
import { boilerplateParts } from '../../core/documents/boilerplate.ts';
import { texts as en } from '../../renderer/i18n/en/index.ts';
import { texts as vi } from '../../renderer/i18n/vi/index.ts';
import { kindLine, kindsInOrder, lacking } from '../../renderer/features/plans/document-set.ts';
import { highestNumber, twinsOf } from '../../renderer/features/registers/number-series.ts';
import { lineChanges } from '../../renderer/features/settings/line-changes.ts';

type Round = Parameters<typeof kindLine>[1];

function paper(id: string, row: Partial<DocumentRow>): DocumentRow {
  return {
    id,
    rev: 1,
    provenance: null,
    planId: 'plan',
    visitId: null,
    teamId: null,
    memberId: null,
    aboutDocumentId: null,
    periodReportId: null,
    agencyReportId: null,
    indexSetId: null,
    periodFrom: null,
    periodTo: null,
    asOf: null,
    issuerId: 'team',
    kind: 'agency_notice',
    titleKind: 'ket_qua',
    number: null,
    symbol: 'TB-ĐKT',
    issuedOn: null,
    subject: 'Kết quả kiểm tra',
    status: 'draft',
    agencyName: null,
    frozenAt: null,
    withdrawnReason: null,
    draftRound: 1,
    urgency: null,
    replacesId: null,
    updatedAt: 0,
    ...row,
  };
}

const visits = (
  [
    ['a', 'notice_issued'],
    ['b', 'visited'],
    ['c', 'replaced_by_report'],
    ['d', 'cancelled'],
    ['e', 'postponed'],
  ] as const
).map(([id, status]) => ({ id, status, agencyName: `Sở ${id.toUpperCase()}` }));
const members = [
  { id: 'm1', fullName: 'Nguyễn Thị Hoa', position: 'Trưởng phòng', domainIds: ['d1'] },
  {
    id: 'm2',
    fullName: null,
    rankText: 'lãnh đạo cấp phòng',
    position: null,
    body: 'Sở Tư pháp',
    domainIds: [],
  },
];

/** Only the columns that the rules read. */
function round(documents: readonly DocumentRow[]): Round {
  const rows = { visits, teams: [{ id: 'team', name: 'Đoàn số 01', members }], documents };
  return rows as unknown as Pick<PlanDetail, 'teams' | 'visits' | 'documents'>;
}

describe('the papers of a round', () => {
  it('has every kind once, in practice’s order', () => {
    // What belongs to a periodic report stands there.
    const ofRound = documentKinds.filter((kind) => kind !== 'period_report' && kind !== 'report_reminder');
    expect(kindsInOrder.toSorted()).toEqual(ofRound.toSorted());
  });

  it('counts one per visit that takes place, and a withdrawn one as lacking', () => {
    const line = kindLine(
      'agency_notice',
      round([
        paper('1', { visitId: 'a', status: 'issued' }),
        paper('2', { visitId: 'b', status: 'withdrawn' }),
        paper('3', { visitId: 'a', kind: 'minutes' }),
      ]),
    );
    expect(line.documents.map(({ id }) => id)).toEqual(['1', '2']);
    expect(line.expected.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(line.missing.map(({ label }) => label)).toEqual(['Sở B', 'Sở C']);
    expect(lacking(line)).toBe(2);
  });

  it('asks for no minutes where a report stands for the visit, and for no report of who has no domain', () => {
    expect(kindLine('minutes', round([])).expected.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(kindLine('member_report', round([])).expected.map(({ label }) => label)).toEqual([
      'Nguyễn Thị Hoa, Trưởng phòng',
    ]);
  });

  it('takes one schedule for all, or one each once one each was begun', () => {
    expect(kindLine('schedule_notice', round([]))).toMatchObject({ lacksOne: true, expected: [] });
    const forAll = round([paper('1', { kind: 'schedule_notice' })]);
    expect(lacking(kindLine('schedule_notice', forAll))).toBe(0);
    const each = round([paper('1', { kind: 'schedule_notice', visitId: 'a' })]);
    expect(kindLine('schedule_notice', each)).toMatchObject({ lacksOne: false });
    expect(kindLine('schedule_notice', each).missing.map(({ id }) => id)).toEqual(['b', 'c']);
  });

  it('still lets one be drafted where nobody is known of whom it is due', () => {
    const nobody = { ...round([]), teams: [] };
    expect(kindLine('member_report', nobody)).toMatchObject({ whenNeeded: true, missing: [], expected: [] });
  });

  it('lacks nothing of what is made when needed', () => {
    for (const kind of ['reminder', 'submission', 'news_item', 'index_decision'] as const)
      expect(kindLine(kind, round([]))).toMatchObject({ whenNeeded: true, lacksOne: false, missing: [] });
  });
});

describe('numbers of a series', () => {
  /** Only the columns that numbering reads. */
  const issuers = [
    { id: 'team', name: 'Đoàn số 01', numberSeries: null, ownsSeries: true },
    { id: 'ubnd', name: 'UBND tỉnh', numberSeries: 'UBND tỉnh', ownsSeries: false },
    { id: 'chairman', name: 'Chủ tịch', numberSeries: ' UBND tỉnh ', ownsSeries: false },
  ] as unknown as readonly Issuer[];
  const all = [
    paper('1', { number: '05', issuedOn: '2019-10-01' }),
    paper('2', { number: '12', issuedOn: '2019-10-03' }),
    paper('3', { number: '5', issuedOn: '2018-10-01' }),
    paper('4', { number: '7', issuedOn: '2019-10-01', symbol: 'BC-ĐKT' }),
    paper('5', { number: '8', issuedOn: '2019-01-05', issuerId: 'ubnd', symbol: 'QĐ-UBND' }),
  ];
  const entered = paper('new', { number: ' 5', issuedOn: '2019-12-30' });

  it('the same number in the same year, however it is written', () => {
    expect(twinsOf(entered, all, issuers).map(({ id }) => id)).toEqual(['1']);
    expect(twinsOf({ ...entered, number: '7' }, all, issuers)).toEqual([]);
    expect(twinsOf({ ...entered, number: '' }, all, issuers)).toEqual([]);
    expect(twinsOf({ ...entered, issuedOn: null }, all, issuers)).toEqual([]);
  });

  it('issuers that number together share a series', () => {
    const chairman = { ...entered, issuerId: 'chairman', symbol: 'QĐ-UBND', number: '08' };
    expect(twinsOf(chairman, all, issuers).map(({ id }) => id)).toEqual(['5']);
  });

  it('the highest under its symbol in its year', () => {
    expect(highestNumber(entered, '2019-12-30', all, issuers)).toBe(12);
    expect(highestNumber(entered, '2018-12-30', all, issuers)).toBe(5);
    expect(highestNumber(entered, '2020-01-02', all, issuers)).toBeNull();
    expect(highestNumber(entered, null, all, issuers)).toBeNull();
  });
});

describe('standing texts', () => {
  it('every part has a name in both languages', () => {
    const parts = new Set(documentKinds.flatMap((kind) => [...boilerplateParts(kind)]));
    for (const { boilerplates } of [vi, en])
      expect(Object.keys(boilerplates.parts).toSorted()).toEqual([...parts].toSorted());
  });
});

describe('changes by line', () => {
  it('what is gone, new and the same', () => {
    expect(lineChanges('a\nb\nc', 'a\nx\nc\nd')).toEqual([
      { kind: 'same', text: 'a' },
      { kind: 'gone', text: 'b' },
      { kind: 'new', text: 'x' },
      { kind: 'same', text: 'c' },
      { kind: 'new', text: 'd' },
    ]);
    expect(lineChanges('', 'a')).toEqual([
      { kind: 'gone', text: '' },
      { kind: 'new', text: 'a' },
    ]);
  });

  it('put together again give both texts', () => {
    const before = 'một\nhai\nba\nhai\nbốn';
    const after = 'hai\nba\nnăm\nbốn\nmột';
    const changes = lineChanges(before, after);
    const text = (kept: string) =>
      changes
        .filter(({ kind }) => kind === 'same' || kind === kept)
        .map((change) => change.text)
        .join('\n');
    expect(text('gone')).toBe(before);
    expect(text('new')).toBe(after);
  });
});
