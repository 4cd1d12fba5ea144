// The sentences that figures are worded as: exactly as they print, with their figures, and known again when said.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AskedCriterion } from '../../../core/rules/derived-figures.ts';
import { type Limit, isBeyond } from '../../../core/rules/one-stop-indicators.ts';
import { indicatorKeys, type Indicator, type IndicatorKey } from '../../../core/contract/statistics.ts';
import {
  procedureProposals,
  requiredText,
  saidBy,
  sampleProposals,
  statisticsProposals,
} from '../../../core/rules/proposal-text.ts';
import { saysFigures } from '../../../core/rules/phrase-text.ts';
import { chance } from '../../long.ts';

const criterion = (
  code: string,
  derivedFrom: string,
  answerType: AskedCriterion['answerType'] = 'percentage',
) => ({
  id: `criterion-${code}`,
  code,
  domainId: 'tthc',
  answerType,
  naAllowed: true,
  derivedFrom,
  rule: null,
});
const asked = {
  criteria: [
    criterion('3.4.2', 'II.06a'),
    criterion('3.4.3', 'II.06a', 'count'),
    criterion('3.5.1', 'II.06a'),
    criterion('3.5.3', 'II.06a+'),
    criterion('3.5.4', 'II.06a+'),
    criterion('3.2.1', 'procedures'),
    criterion('3.2.2', 'procedures'),
    criterion('3.2.3', 'procedures', 'yes_partial_no'),
    criterion('3.2.4', 'procedures', 'count'),
    criterion('3.4.5', 'dossier sample'),
    criterion('7.1.2', 'document sample'),
  ],
  domains: [
    { id: 'tthc', key: 'tthc' },
    { id: 'so', key: 'chinh_quyen_so' },
  ],
};
const report = {
  label: 'II.06a · Quý I/2022 (15/12/2021–14/3/2022)',
  periodFrom: '2021-12-15',
  periodTo: '2022-03-14',
  era: 'levels',
} as const;
const limited = (key: IndicatorKey, numerator: number, denominator: number | null, limit: Limit) => ({
  indicator: { key, numerator, denominator, formula: '' },
  limit,
  note: null,
});
const period = ' (số liệu từ 15/12/2021 đến 14/3/2022)';
const least = (limitValue: number): Limit => ({ comparison: '<', limitValue });
const most = (limitValue: number): Limit => ({ comparison: '>', limitValue });
const only = (one: ReturnType<typeof limited>, era: 'levels' | 'full_partial' = 'levels') =>
  statisticsProposals(asked, { ...report, era, indicators: [one] })[0];

describe('indicators', () => {
  test.each([
    [
      limited('online', 132, 1204, least(5000)),
      'Tỷ lệ hồ sơ tiếp nhận trực tuyến còn thấp: 132/1.204 = 10,96\u00a0%, yêu cầu từ 50\u00a0% trở lên',
    ],
    [
      limited('online_levels_3_4', 132, 1204, least(3000)),
      'Tỷ lệ hồ sơ trực tuyến mức độ 3, mức độ 4 còn thấp: 132/1.204 = 10,96\u00a0%, yêu cầu từ 30\u00a0% trở lên',
    ],
    [
      limited('postal_intake', 18, 1204, least(1000)),
      'Tỷ lệ hồ sơ tiếp nhận qua dịch vụ bưu chính công ích còn thấp: 18/1.204 = 1,5\u00a0%, yêu cầu từ 10\u00a0% trở lên',
    ],
    [
      limited('postal_return', 5, 1150, least(1000)),
      'Tỷ lệ kết quả trả qua dịch vụ bưu chính công ích còn thấp: 05/1.150 = 0,43\u00a0%, yêu cầu từ 10\u00a0% trở lên',
    ],
    [
      limited('resolved_overdue', 41, 1150, most(100)),
      'Còn hồ sơ giải quyết quá hạn: 41/1.150 = 3,57\u00a0%, yêu cầu không quá 1\u00a0%',
    ],
    [
      limited('pending_overdue', 23, null, most(0)),
      'Còn 23 hồ sơ đang giải quyết đã quá hạn trên phần mềm một cửa, yêu cầu không có hồ sơ quá hạn',
    ],
    [
      limited('pending_overdue', 7, null, most(5)),
      'Còn 07 hồ sơ đang giải quyết đã quá hạn trên phần mềm một cửa, yêu cầu không quá 05 hồ sơ',
    ],
    // Close to the aim nothing is "low".
    [
      limited('on_time', 1109, 1150, least(10_000)),
      'Tỷ lệ hồ sơ giải quyết trước hạn và đúng hạn chưa đạt yêu cầu: 1.109/1.150 = 96,43\u00a0%, yêu cầu 100\u00a0%',
    ],
    [
      limited('postal_intake', 0, 1204, least(1)),
      'Tỷ lệ hồ sơ tiếp nhận qua dịch vụ bưu chính công ích còn thấp: 0/1.204 = 0\u00a0%, yêu cầu từ 0,01\u00a0% trở lên',
    ],
  ])('%o', (one, sentence) => {
    expect(only(one)?.text).toBe(sentence + period);
  });

  test('carry figures, unit, criterion, domain, a recommendation with its verb, and what they fell short of', () => {
    expect(only(limited('postal_intake', 18, 1204, least(1000)))).toEqual({
      key: 'statistics:postal_intake',
      source: 'II.06a',
      criterionId: 'criterion-3.5.3',
      domainId: 'tthc',
      text: `Tỷ lệ hồ sơ tiếp nhận qua dịch vụ bưu chính công ích còn thấp: 18/1.204 = 1,5\u00a0%, yêu cầu từ 10\u00a0% trở lên${period}`,
      numerator: 18,
      denominator: 1204,
      unit: 'hồ sơ',
      recommendation:
        'Đẩy mạnh tiếp nhận hồ sơ qua dịch vụ bưu chính công ích, bảo đảm tỷ lệ từ 10\u00a0% trở lên',
      verb: 'đẩy mạnh',
      because: 'II.06a · Quý I/2022 (15/12/2021–14/3/2022)',
    });
  });

  test('both eras name their levels', () => {
    const one = limited('online_levels_3_4', 10, 100, least(3000));
    expect(only(one, 'full_partial')?.text).toContain('Tỷ lệ hồ sơ trực tuyến toàn trình, một phần còn thấp');
    expect(only(one, 'full_partial')?.recommendation).not.toContain('mức độ');
  });

  test('one share under two names is said once', () => {
    const both = (online: number) => [
      limited('online', online, 1204, least(5000)),
      limited('online_levels_3_4', 132, 1204, least(3000)),
    ];
    const keys = (indicators: ReturnType<typeof both>) =>
      statisticsProposals(asked, { ...report, indicators }).map(({ key }) => key);
    expect(keys(both(132))).toEqual(['statistics:online_levels_3_4']);
    expect(keys(both(140))).toEqual(['statistics:online', 'statistics:online_levels_3_4']);
  });

  test('where the set has no such criterion the domain takes it; without a domain nothing is proposed', () => {
    const none = { ...asked, criteria: [] };
    const one = { ...report, indicators: [limited('online', 1, 100, least(5000))] };
    expect(statisticsProposals(none, one)).toMatchObject([{ criterionId: null, domainId: 'tthc' }]);
    expect(statisticsProposals({ criteria: [], domains: [] }, one)).toEqual([]);
  });

  test('what is required is the other side of the limit', () => {
    expect(requiredText('online', { comparison: '<=', limitValue: 5050 })).toBe('trên 50,5\u00a0%');
    expect(requiredText('resolved_overdue', { comparison: '>=', limitValue: 500 })).toBe('dưới 5\u00a0%');
    expect(requiredText('resolved_overdue', { comparison: '>', limitValue: 0 })).toBe('0\u00a0%');
    expect(requiredText('pending_overdue', { comparison: '>=', limitValue: 1204 })).toBe('dưới 1.204 hồ sơ');
  });

  test('proposed exactly where an indicator is beyond its limit; every share stands in its sentence and is known again', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...indicatorKeys),
        fc.nat(20_000),
        fc.nat(20_000),
        fc.constantFrom('<' as const, '<=' as const, '>' as const, '>=' as const),
        fc.nat(10_000),
        (key, a, b, comparison, limitValue) => {
          const isCount = key === 'pending_overdue';
          const indicator: Indicator = {
            key,
            numerator: Math.min(a, b),
            denominator: isCount ? null : Math.max(a, b),
            formula: '',
          };
          const limit = { comparison, limitValue };
          const [draft] = statisticsProposals(asked, {
            ...report,
            indicators: [{ indicator, limit, note: null }],
          });
          expect(draft !== undefined).toBe(isBeyond(indicator, limit));
          if (draft === undefined) return;
          expect(saysFigures(draft.text, draft.numerator, draft.denominator)).toBe(true);
          const finding = { id: 'x', kind: 'limitation' as const, ...draft };
          expect(saidBy(draft, [finding])).toBe('x');
          expect(draft.text).toBe(draft.text.normalize('NFC'));
        },
      ),
      chance(30_413, 100, 5000),
    );
  });
});

describe('procedures', () => {
  const nothing = {
    looked: true,
    published: 112,
    posted: 112,
    current: 112,
    missing: 0,
    superseded: 0,
    late: 0,
    wrongForm: 0,
    notPublished: 0,
    dated: 0,
  };
  const at = (place: 'board' | 'website' | 'national_database', summary: Partial<typeof nothing>) =>
    procedureProposals(asked, { label: 'Danh mục TTHC cấp xã', places: [{ ...nothing, ...summary, place }] });
  test.each([
    [
      'board',
      { posted: 105, missing: 7 },
      'Niêm yết thủ tục hành chính tại bảng niêm yết của Bộ phận tiếp nhận và trả kết quả chưa đầy đủ: còn 07/112 TTHC chưa niêm yết',
      'Niêm yết bổ sung 07 TTHC còn thiếu tại bảng niêm yết của Bộ phận tiếp nhận và trả kết quả',
      'criterion-3.2.2',
    ],
    [
      'board',
      { late: 12 },
      'Chậm cập nhật thủ tục hành chính tại bảng niêm yết của Bộ phận tiếp nhận và trả kết quả: 12/112 TTHC niêm yết chậm so với thời hạn quy định',
      'Chấn chỉnh việc cập nhật thủ tục hành chính tại bảng niêm yết của Bộ phận tiếp nhận và trả kết quả, bảo đảm niêm yết kịp thời khi có quyết định công bố',
      'criterion-3.2.4',
    ],
    [
      'board',
      { wrongForm: 4 },
      'Niêm yết thủ tục hành chính tại bảng niêm yết của Bộ phận tiếp nhận và trả kết quả chưa đúng hình thức: 04/112 TTHC',
      'Chấn chỉnh hình thức niêm yết đối với 04 TTHC tại bảng niêm yết của Bộ phận tiếp nhận và trả kết quả',
      'criterion-3.2.3',
    ],
    [
      'board',
      { superseded: 3 },
      'Việc cập nhật thủ tục hành chính tại bảng niêm yết của Bộ phận tiếp nhận và trả kết quả chưa kịp thời: còn 03/112 TTHC niêm yết theo quyết định đã được thay thế hoặc đã bãi bỏ',
      'Rà soát, thay thế 03 TTHC đã hết hiệu lực tại bảng niêm yết của Bộ phận tiếp nhận và trả kết quả',
      'criterion-3.2.4',
    ],
    [
      'national_database',
      { posted: 100, missing: 12 },
      'Cập nhật thủ tục hành chính trên Cơ sở dữ liệu quốc gia về thủ tục hành chính chưa đầy đủ: còn 12/112 TTHC chưa cập nhật',
      'Cập nhật bổ sung 12 TTHC còn thiếu trên Cơ sở dữ liệu quốc gia về thủ tục hành chính',
      'criterion-3.2.1',
    ],
  ] as const)('%s %o', (place, summary, text, recommendation, criterionId) => {
    expect(at(place, summary)).toMatchObject([{ text, recommendation, criterionId, unit: 'TTHC' }]);
  });
  test('nothing is said of a place where nobody looked, nor where all is well', () => {
    expect(at('board', { looked: false, missing: 112 })).toEqual([]);
    expect(at('board', {})).toEqual([]);
  });
  test('two faults of one board have keys of their own', () => {
    const keys = at('board', { posted: 105, missing: 7, wrongForm: 2 }).map(({ key }) => key);
    expect(keys).toEqual(['procedures:board:missing', 'procedures:board:wrong_form']);
  });
});

describe('samples', () => {
  const dossiers = {
    kind: 'dossiers',
    title: 'Hồ sơ đất đai',
    checked: 20,
    passed: 16,
    checks: [
      { key: 'components', looked: 20, faults: 2 },
      { key: 'control_sheet', looked: 20, faults: 3 },
      { key: 'receipt', looked: 20, faults: 0 },
    ],
  } as const;
  test('all samples of a kind are one sentence with its parts', () => {
    const second = {
      ...dossiers,
      title: 'Hộ tịch',
      checked: 10,
      passed: 9,
      // Half-read lines are looked at as well: their faults do not count yet.
      checks: [
        { key: 'components', looked: 10, faults: 1 },
        { key: 'control_sheet', looked: 12, faults: 2 },
      ],
    };
    const [one, ...rest] = sampleProposals(asked, [dossiers, second]);
    expect(rest).toEqual([]);
    expect(one).toMatchObject({
      key: 'samples:dossiers',
      text: 'Việc tiếp nhận, giải quyết hồ sơ thủ tục hành chính chưa bảo đảm đúng quy định: 05/30 hồ sơ được kiểm tra chưa đạt yêu cầu, trong đó 03 hồ sơ có thành phần thừa hoặc thiếu; 03 hồ sơ không có phiếu kiểm soát quá trình giải quyết',
      numerator: 5,
      denominator: 30,
      unit: 'hồ sơ',
      criterionId: 'criterion-3.4.5',
      because: 'Hồ sơ đất đai; Hộ tịch',
    });
  });
  test('outgoing documents fall to their domain where the set asks for none', () => {
    const outgoing = {
      kind: 'outgoing',
      title: 'Văn bản đi',
      checked: 10,
      passed: 9,
      checks: [{ key: 'signed', looked: 10, faults: 1 }],
    } as const;
    expect(sampleProposals(asked, [outgoing])).toMatchObject([
      { criterionId: null, domainId: 'so', text: expect.stringContaining('01/10 văn bản') },
    ]);
    expect(sampleProposals(asked, [{ ...outgoing, passed: 10 }])).toEqual([]);
    expect(sampleProposals(asked, [{ ...outgoing, checked: 0, passed: 0 }])).toEqual([]);
  });
});

describe('what has been said already', () => {
  const draft = only(limited('online', 132, 1204, least(5000)))!;
  const finding = {
    id: 'f',
    kind: 'limitation',
    criterionId: null,
    domainId: 'tthc',
    text: draft.text,
  } as const;
  test('is known again with other figures, another limit and either word', () => {
    const older = only(limited('online', 480, 1000, least(5000)))!;
    expect(older.text).toContain('chưa đạt yêu cầu');
    expect(saidBy(draft, [{ ...finding, text: older.text }])).toBe('f');
    const other = only(limited('online', 5, 90, least(8000)))!;
    expect(saidBy(draft, [{ ...finding, text: other.text }])).toBe('f');
  });
  test('is known again in other words by criterion and figures', () => {
    const worded = {
      ...finding,
      criterionId: 'criterion-3.5.1',
      text: 'Mới có 132/1.204 hồ sơ nộp trực tuyến',
    };
    expect(saidBy(draft, [worded])).toBe('f');
    expect(saidBy(draft, [{ ...worded, criterionId: 'criterion-3.5.3' }])).toBeNull();
    expect(saidBy(draft, [{ ...worded, text: 'Mới có 131/1.204 hồ sơ nộp trực tuyến' }])).toBeNull();
  });
  test('is not a strength, not another domain and not another matter', () => {
    expect(saidBy(draft, [{ ...finding, kind: 'strength' }])).toBeNull();
    expect(saidBy(draft, [{ ...finding, domainId: 'so' }])).toBeNull();
    const postal = only(limited('postal_intake', 132, 1204, least(5000)))!;
    expect(saidBy(draft, [{ ...finding, text: postal.text }])).toBeNull();
  });
});
