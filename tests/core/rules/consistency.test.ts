// What does not fit together before a notice: each kind of fault, and what is right and stays unsaid.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkConsistency,
  type CheckedCriterion,
  type CheckedFinding,
  type CheckedRecommendation,
  type CheckedVisit,
  type ConsistencyFacts,
  countFaults,
  emptyPlaces,
  namesOfOthers,
} from '../../../core/rules/consistency.ts';
import type { PresentAnswer } from '../../../core/rules/derived-figures.ts';
import { chance } from '../../long.ts';

const criterion = (code: string, traits: Partial<CheckedCriterion> = {}): CheckedCriterion => ({
  id: `c-${code}`,
  code,
  domainId: 'd',
  answerType: 'percentage',
  naAllowed: true,
  derivedFrom: null,
  rule: null,
  maxPoints: 200,
  scoring: 'linear',
  bands: null,
  target: '100',
  ...traits,
});
const answer = (code: string, values: Partial<PresentAnswer> = {}): PresentAnswer => ({
  criterionId: `c-${code}`,
  notApplicable: false,
  choice: null,
  numerator: null,
  denominator: null,
  count: null,
  points: null,
  note: 'đã giải thích',
  ...values,
});
const visit: CheckedVisit = {
  id: 'v1',
  agencyId: 'a1',
  agencyName: 'UBND xã Tân Dương',
  agencyKind: 'ubnd_xa',
  criteria: [],
  answers: [],
  figures: [],
  worded: [],
  openRemarks: [],
  noticeOn: '2022-05-10',
};
const finding = (traits: Partial<CheckedFinding> = {}): CheckedFinding => ({
  id: 'f1',
  visitId: 'v1',
  kind: 'limitation',
  scope: 'named',
  scopeKinds: [],
  agencyIds: ['a1'],
  criterionId: null,
  criterionCode: null,
  text: 'Còn chậm cập nhật bảng niêm yết',
  cause: null,
  numerator: null,
  denominator: null,
  repeatsFindingId: null,
  ...traits,
});
const recommendation = (traits: Partial<CheckedRecommendation> = {}): CheckedRecommendation => ({
  id: 'r1',
  findingId: 'f1',
  agencyId: 'a1',
  text: 'Rà soát, niêm yết bổ sung',
  dueOn: null,
  dueNote: null,
  status: 'open',
  ...traits,
});
const facts = (traits: Partial<ConsistencyFacts> = {}): ConsistencyFacts => ({
  scoring: true,
  visits: [visit],
  findings: [],
  recommendations: [],
  agencies: [
    { agencyId: 'a1', names: ['UBND xã Tân Dương'], parentIds: [] },
    { agencyId: 'a2', names: ['UBND xã Hòa Thành'], parentIds: [] },
    { agencyId: 'a3', names: ['Phòng Tư pháp huyện Lai Vung', 'PTP'], parentIds: [] },
  ],
  oldYear: null,
  rightYears: [],
  noticeOn: '2022-05-10',
  dayOff: () => null,
  repeats: new Map(),
  ...traits,
});
const codes = (traits: Partial<ConsistencyFacts>) => checkConsistency(facts(traits)).map(({ code }) => code);

describe('limitations and recommendations', () => {
  test('a limitation needs one; a strength does not', () => {
    expect(codes({ findings: [finding()] })).toEqual(['LIMITATION_WITHOUT_RECOMMENDATION']);
    expect(codes({ findings: [finding()], recommendations: [recommendation()] })).toEqual([]);
    expect(codes({ findings: [finding({ kind: 'strength' })] })).toEqual([]);
  });
});

describe('lost points', () => {
  const criteria = [criterion('3.5.1'), criterion('3.5.2')];
  const low = answer('3.5.1', { numerator: 132, denominator: 1204 });
  const full = answer('3.5.2', { numerator: 5, denominator: 5 });
  const of = (answers: PresentAnswer[], more: Partial<ConsistencyFacts> = {}) =>
    codes({ visits: [{ ...visit, criteria, answers }], ...more });
  test('need a limitation of the agency or of all, and a word why', () => {
    expect(of([low, full])).toEqual(['LOST_POINT_WITHOUT_FINDING']);
    expect(of([{ ...low, note: ' ' }, full])).toEqual([
      'LOST_POINT_WITHOUT_FINDING',
      'LOST_POINT_WITHOUT_EXPLANATION',
    ]);
    const said = { recommendations: [recommendation()], findings: [finding({ criterionId: 'c-3.5.1' })] };
    expect(of([low, full], said)).toEqual([]);
    // Of "một số đơn vị" nobody knows whom it means.
    const unnamed = finding({ criterionId: 'c-3.5.1', scope: 'unnamed', agencyIds: [], visitId: null });
    expect(of([low, full], { ...said, findings: [unnamed] })).toEqual(['LOST_POINT_WITHOUT_FINDING']);
    const ofAll = { ...unnamed, scope: 'kinds' as const, scopeKinds: ['ubnd_xa' as const] };
    expect(of([low, full], { ...said, findings: [ofAll] })).toEqual([]);
    expect(of([low, full], { ...said, findings: [{ ...ofAll, scopeKinds: ['so_nganh'] }] })).toEqual([
      'LOST_POINT_WITHOUT_FINDING',
    ]);
  });
  test('where the plan does not score anything but a plain yes is one', () => {
    const choices = [
      criterion('1.1.1', {
        answerType: 'yes_partial_no',
        scoring: 'choice',
        bands: 'yes:1;partial:0.5;no:0',
      }),
    ];
    const of1 = (choice: 'yes' | 'partial' | 'no') =>
      codes({
        scoring: false,
        visits: [{ ...visit, criteria: choices, answers: [answer('1.1.1', { choice })] }],
      });
    expect(of1('yes')).toEqual([]);
    expect(of1('partial')).toEqual(['LOST_POINT_WITHOUT_FINDING']);
  });
  test('what is left open is one line with its count; before the first answer nothing is', () => {
    const open = checkConsistency(facts({ visits: [{ ...visit, criteria, answers: [full] }] }));
    expect(open).toMatchObject([
      {
        code: 'UNANSWERED',
        severity: 'info',
        target: { criterionId: 'c-3.5.1' },
        params: { count: 1, applicable: 2 },
      },
    ]);
    expect(of([])).toEqual([]);
  });
});

describe('strength and limitation', () => {
  const both = (strengthCode: string, limitationCode: string, scope: 'named' | 'unnamed' = 'unnamed') =>
    checkConsistency(
      facts({
        recommendations: [recommendation({ findingId: 'f2' })],
        findings: [
          finding({
            id: 'f1',
            kind: 'strength',
            scope: 'round',
            agencyIds: [],
            visitId: null,
            criterionId: `c-${strengthCode}`,
            criterionCode: strengthCode,
            text: 'Các thủ tục hành chính được niêm yết đầy đủ, công khai',
          }),
          finding({
            id: 'f2',
            scope,
            agencyIds: scope === 'named' ? ['a1'] : [],
            visitId: null,
            criterionId: `c-${limitationCode}`,
            criterionCode: limitationCode,
          }),
        ],
      }),
    );
  test('on one criterion are a warning, within one group (Lai Vung’s posting) something to look at', () => {
    expect(both('3.2.4', '3.2.4')).toMatchObject([
      {
        code: 'STRENGTH_AND_LIMITATION',
        severity: 'warning',
        target: { findingId: 'f2' },
        params: { criterion: '3.2.4' },
      },
    ]);
    expect(both('3.2.2', '3.2.4')).toMatchObject([
      {
        code: 'STRENGTH_AND_LIMITATION',
        severity: 'info',
        params: { criterion: '3.2', other: expect.stringContaining('niêm yết đầy đủ') },
      },
    ]);
    expect(both('3.2.2', '3.4.1')).toEqual([]);
    expect(both('3.2.4', '3.2.4', 'named')[0]?.params).toMatchObject({
      agency: 'UBND xã Tân Dương',
      visitId: 'v1',
    });
  });
  test('of two agencies are no contradiction', () => {
    const other = { ...visit, id: 'v2', agencyId: 'a2', agencyName: 'UBND xã Hòa Thành' };
    const findings = [
      finding({ id: 'f1', kind: 'strength', criterionId: 'c', criterionCode: '3.2.4' }),
      finding({ id: 'f2', agencyIds: ['a2'], visitId: 'v2', criterionId: 'c', criterionCode: '3.2.4' }),
    ];
    expect(
      codes({ visits: [visit, other], findings, recommendations: [recommendation({ findingId: 'f2' })] }),
    ).toEqual([]);
  });
});

describe('figures', () => {
  const criteria = [criterion('3.5.1')];
  const figures = [
    { criterionId: 'c-3.5.1', label: 'II.06a', numerator: 132, denominator: 1204, count: null, choice: null },
  ];
  const of = (said: Partial<CheckedFinding>, given: Partial<CheckedVisit>) =>
    checkConsistency(
      facts({
        visits: [{ ...visit, criteria, ...given }],
        findings: [finding({ criterionId: 'c-3.5.1', ...said })],
        recommendations: [recommendation()],
      }),
    );
  const same = { answers: [answer('3.5.1', { numerator: 132, denominator: 1204 })], figures };
  test('agree as the share, as what it is short of, and as what a proposal words', () => {
    expect(of({ numerator: 132, denominator: 1204 }, same)).toEqual([]);
    expect(of({ numerator: 1072, denominator: 1204 }, same)).toEqual([]);
    expect(of({ numerator: 132 }, same)).toEqual([]);
    const worded = [{ criterionId: 'c-3.5.1', numerator: 7, denominator: 112 }];
    expect(of({ numerator: 7, denominator: 112 }, { ...same, worded })).toEqual([]);
  });
  test('that differ are pointed at with what is right and where that is from', () => {
    expect(of({ numerator: 131, denominator: 1204 }, same)).toMatchObject([
      {
        code: 'FIGURE_DIFFERS',
        target: { findingId: 'f1' },
        params: { found: '131/1.204', expected: '132/1.204', source: '' },
      },
    ]);
    expect(of({ numerator: 131, denominator: 1204 }, { figures })).toMatchObject([
      { code: 'FIGURE_DIFFERS', params: { expected: '132/1.204', source: 'II.06a' } },
    ]);
    // An answer that says otherwise than the statistics.
    const other = { answers: [answer('3.5.1', { numerator: 150, denominator: 1204 })], figures };
    expect(of({ numerator: 150, denominator: 1204 }, other)).toMatchObject([
      {
        code: 'FIGURE_DIFFERS',
        target: { criterionId: 'c-3.5.1', findingId: null },
        params: { found: '150/1.204', expected: '132/1.204' },
      },
    ]);
  });
  test('of a finding about several agencies are its own', () => {
    expect(of({ numerator: 3, denominator: 12, agencyIds: ['a1', 'a2'] }, same)).toEqual([]);
    expect(of({ numerator: 3, denominator: 12, scope: 'unnamed', agencyIds: [] }, same)).toContainEqual(
      expect.objectContaining({ code: 'LOST_POINT_WITHOUT_FINDING' }),
    );
  });
  test('that are impossible are errors', () => {
    expect(of({ numerator: 5, denominator: 4 }, {})).toMatchObject([
      { code: 'FIGURE_IMPOSSIBLE', severity: 'error', params: { found: '5/4' } },
    ]);
    const impossible = { answers: [answer('3.5.1', { numerator: 5, denominator: 4 })] };
    expect(of({}, impossible).map(({ code }) => code)).toContain('FIGURE_IMPOSSIBLE');
  });
});

describe('due days', () => {
  const due = (
    dueOn: string,
    traits: Partial<CheckedRecommendation> = {},
    more: Partial<ConsistencyFacts> = {},
  ) =>
    checkConsistency(
      facts({ recommendations: [recommendation({ findingId: null, dueOn, ...traits })], ...more }),
    );
  test('on a day off and not after the notice', () => {
    const dayOff = (day: string) => (day === '2022-09-02' ? { name: 'Quốc khánh' } : null);
    expect(due('2022-09-02', {}, { dayOff })).toMatchObject([
      { code: 'DUE_ON_HOLIDAY', params: { day: '02/9/2022', name: 'Quốc khánh' } },
    ]);
    expect(due('2022-05-10')).toMatchObject([
      { code: 'DUE_BEFORE_NOTICE', severity: 'error', params: { day: '10/5/2022', notice: '10/5/2022' } },
    ]);
    expect(due('2022-05-11')).toEqual([]);
    expect(due('2022-05-11', { agencyId: null }, { noticeOn: '2022-06-01' })).toMatchObject([
      { code: 'DUE_BEFORE_NOTICE' },
    ]);
    expect(due('2022-05-01', { status: 'verified' })).toEqual([]);
    expect(due('2022-05-01', { agencyId: null }, { noticeOn: null })).toEqual([]);
  });
});

describe('words from elsewhere', () => {
  const others = (text: string, own = ['a1']) => namesOfOthers(text, own, facts().agencies);
  test('another agency of the round is named: in full, in short, without its committee, with either tone mark', () => {
    expect(others('Tại UBND xã Hòa Thành còn chậm')).toEqual(['UBND xã Hòa Thành']);
    expect(others('Tại Ủy ban nhân dân xã Hòa Thành còn chậm')).toEqual(['Ủy ban nhân dân xã Hòa Thành']);
    expect(others('đề nghị xã Hoà Thành khắc phục')).toEqual(['xã Hoà Thành']);
    expect(others('Xã Hòa Thành niêm yết thiếu')).toEqual(['Xã Hòa Thành']);
    expect(others('theo PTP hướng dẫn')).toEqual(['PTP']);
  });
  test('its own name, a longer name, other words and small letters are not', () => {
    expect(others('UBND xã Tân Dương còn chậm')).toEqual([]);
    expect(others('xã Hòa Thành Đông')).toEqual([]);
    expect(others('việc hòa thành phần hồ sơ')).toEqual([]);
    expect(others('ptp')).toEqual([]);
    expect(others('Tại UBND xã Hòa Thành', ['a1', 'a2'])).toEqual([]);
  });
  test('what stands above an agency may be named', () => {
    const agencies = [
      { agencyId: 'a1', names: ['UBND xã Tân Dương'], parentIds: ['a9'] },
      { agencyId: 'a9', names: ['UBND huyện Lai Vung'], parentIds: [] },
    ];
    expect(namesOfOthers('báo cáo UBND huyện Lai Vung', ['a1'], agencies)).toEqual([]);
    expect(namesOfOthers('tại UBND xã Tân Dương', ['a9'], agencies)).toEqual(['UBND xã Tân Dương']);
  });
  test('findings of one agency and recommendations to one are read; collective ones may name anybody', () => {
    const text = 'UBND xã Hòa Thành chưa niêm yết';
    const scoped = { findings: [finding({ text })], recommendations: [recommendation()] };
    expect(checkConsistency(facts(scoped))).toMatchObject([
      {
        code: 'OTHER_AGENCY_NAMED',
        severity: 'error',
        target: { findingId: 'f1' },
        params: { names: 'UBND xã Hòa Thành' },
      },
    ]);
    const collective = finding({ text, scope: 'unnamed', agencyIds: [], visitId: null });
    expect(codes({ findings: [collective], recommendations: [recommendation()] })).toEqual([]);
    expect(codes({ recommendations: [recommendation({ findingId: null, text })] })).toEqual([
      'OTHER_AGENCY_NAMED',
    ]);
  });
  test('the year of the copied round is, unless the round looks back on it', () => {
    const text = 'Chưa đánh giá kết quả thực hiện kế hoạch năm 2021';
    const scoped = { findings: [finding({ text })], recommendations: [recommendation()], oldYear: 2021 };
    expect(checkConsistency(facts(scoped))).toMatchObject([{ code: 'OTHER_YEAR', params: { year: '2021' } }]);
    expect(codes({ ...scoped, rightYears: [2021] })).toEqual([]);
    expect(codes({ ...scoped, oldYear: 2020 })).toEqual([]);
    const law = 'Theo Nghị định số 107/2021/NĐ-CP ngày 06/12/2021 của Chính phủ';
    expect(codes({ ...scoped, findings: [finding({ text: law })] })).toEqual([]);
  });
  test('places to fill that nobody filled', () => {
    expect(emptyPlaces('còn {x/y} TTHC tại {đơn vị}')).toEqual(['{x/y}', '{đơn vị}']);
    expect(emptyPlaces('còn ……… TTHC, ngày ___ tháng ___')).toEqual(['………', '___', '___']);
    expect(emptyPlaces('trước ngày ..........')).toEqual(['..........']);
    expect(emptyPlaces('việc quản lý văn bản,... chưa tốt…')).toEqual([]);
    expect(
      codes({ recommendations: [recommendation({ findingId: null, text: 'Xử lý {x} hồ sơ' })] }),
    ).toEqual(['EMPTY_FIGURE']);
  });
});

describe('remarks and repeats', () => {
  test('an open remark and a limitation that looks like last year’s', () => {
    const openRemarks = [{ id: 'm1', findingId: 'f1', recommendationId: null }];
    const all = checkConsistency(
      facts({
        visits: [{ ...visit, openRemarks }],
        findings: [finding()],
        recommendations: [recommendation()],
        repeats: new Map([['f1', '2021']]),
      }),
    );
    expect(all).toMatchObject([
      {
        code: 'REMARK_OPEN',
        severity: 'warning',
        target: { remarkId: 'm1', findingId: 'f1' },
        params: { visitId: 'v1' },
      },
      { code: 'REPEATED_NOT_LINKED', severity: 'info', params: { earlier: '2021' } },
    ]);
    const linked = finding({ repeatsFindingId: 'old' });
    expect(
      codes({ findings: [linked], recommendations: [recommendation()], repeats: new Map([['f1', '2021']]) }),
    ).toEqual([]);
  });
});

test('errors come first, whatever is wrong; and nothing is lost in counting', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ numerator: fc.nat(9), denominator: fc.nat(9), holds: fc.boolean() }), {
        maxLength: 8,
      }),
      (rows) => {
        const findings = rows.map(({ numerator, denominator, holds }, index) =>
          finding({ id: `f${index}`, numerator, denominator, text: holds ? 'còn {x/y}' : 'còn thiếu' }),
        );
        const all = checkConsistency(facts({ findings }));
        const rank = { error: 0, warning: 1, info: 2 };
        const ranks = all.map(({ severity }) => rank[severity]);
        expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
        const counts = countFaults(all);
        expect(counts.error + counts.warning + counts.info).toBe(all.length);
        expect(all.filter(({ code }) => code === 'LIMITATION_WITHOUT_RECOMMENDATION')).toHaveLength(
          rows.length,
        );
        expect(all.filter(({ code }) => code === 'FIGURE_IMPOSSIBLE')).toHaveLength(
          rows.filter(({ numerator, denominator }) => numerator > denominator).length,
        );
        expect(all.filter(({ code }) => code === 'EMPTY_FIGURE')).toHaveLength(
          rows.filter(({ holds }) => holds).length,
        );
      },
    ),
    chance(30_406, 100, 5000),
  );
});
