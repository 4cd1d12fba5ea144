import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PhraseHit } from '../../../core/contract/phrases.ts';
import { likeness } from '../../../core/rules/likeness.ts';
import { rankPhrases } from '../../../core/rules/phrase-rank.ts';
import { starterPhrases } from '../../../core/rules/phrase-starter.ts';
import {
  fillPhrase,
  normalisePhrase,
  openPlaces,
  phraseKey,
  refigure,
  saysFigures,
} from '../../../core/rules/phrase-text.ts';
import { isEarlierRound, rankRepeats } from '../../../core/rules/repeat-findings.ts';
import { chance } from '../../long.ts';

const chiLinh = { agencyNames: ['UBND thành phố Chí Linh', 'Chí Linh'] };

describe('a finished sentence as a phrase', () => {
  test.each([
    [
      'UBND thành phố Chí Linh còn 07/112 TTHC chưa niêm yết (= 6,25%).',
      '{đơn vị} còn {x/y} TTHC chưa niêm yết (= {tỷ lệ})',
    ],
    [
      'tỷ lệ trực tuyến mức độ 3, 4 còn thấp: 132/1.204 = 10,96 %',
      'tỷ lệ trực tuyến mức độ 3, 4 còn thấp: {x/y} = {tỷ lệ}',
    ],
    // Days, periods, numbers of papers, aims and 24/7 are no figures of the finding.
    [
      'theo Quyết định số 12/2021/QĐ-UBND ngày 30/11 và tháng 9/2019, quý 3/2019, hỗ trợ 24/7, tối thiểu 80% hồ sơ',
      'theo Quyết định số 12/2021/QĐ-UBND ngày 30/11 và tháng 9/2019, quý 3/2019, hỗ trợ 24/7, tối thiểu 80% hồ sơ',
    ],
    ['Ủy ban nhân dân thành phố Chí Linh và thị trấn Chí Linh Đông', '{đơn vị} và thị trấn {đơn vị} Đông'],
  ])('%s', (text, phrase) => expect(normalisePhrase(text, chiLinh)).toBe(phrase));

  test('a lone figure only where it is the finding’s', () => {
    expect(normalisePhrase('còn 15 hồ sơ quá hạn, Nghị định số 15 năm 2020', { numerator: 15 })).toBe(
      'còn {x} hồ sơ quá hạn, Nghị định số 15 năm 2020',
    );
    expect(normalisePhrase('còn 15 hồ sơ quá hạn')).toBe('còn 15 hồ sơ quá hạn');
  });

  test('filled in again; what is not known keeps its place', () => {
    const figures = { numerator: 7, denominator: 1204, unit: 'TTHC', agencyName: 'Sở Y tế' };
    expect(fillPhrase('{đơn vị} còn {x/y} {đơn vị tính} = {tỷ lệ}', figures)).toBe(
      'Sở Y tế còn 07/1.204 TTHC = 0,58%',
    );
    expect(fillPhrase('{đơn vị} còn {x/y}', { ...figures, numerator: null })).toBe('Sở Y tế còn {x/y}');
    expect(openPlaces('{đơn vị} còn {x/y}, {không phải}')).toEqual(['{đơn vị}', '{x/y}']);
  });

  test('taking out what was put in gives the phrase back', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(5000), (one, two) => {
        const [numerator, denominator] = [Math.min(one, two), Math.max(one, two)];
        const phrase = '{đơn vị} còn {x/y} TTHC chưa niêm yết';
        const filled = fillPhrase(phrase, {
          numerator,
          denominator,
          unit: null,
          agencyName: 'UBND thành phố Chí Linh',
        });
        expect(normalisePhrase(filled, chiLinh)).toBe(phrase);
        expect(saysFigures(filled, numerator, denominator)).toBe(true);
      }),
      chance(5, 200, 5000),
    );
  });

  test('the same phrase whatever its tone style, case and end; another tone is another word', () => {
    expect(phraseKey('Hòa giải {x/y}.')).toBe(phraseKey('hoà  giải {x/y}'));
    expect(phraseKey('hoa')).not.toBe(phraseKey('hòa'));
    expect(phraseKey('còn {x}')).not.toBe(phraseKey('còn {y}'));
    expect(phraseKey('')).toBe('');
  });

  test('figures that have moved on move in the sentence as well', () => {
    const now = { numerator: 8, denominator: 112 };
    expect(refigure('còn 07/112 TTHC (6,25 %)', { numerator: 7, denominator: 112 }, now)).toBe(
      'còn 08/112 TTHC (7,14 %)',
    );
    expect(refigure('còn nhiều TTHC', { numerator: 7, denominator: 112 }, now)).toBeNull();
    expect(refigure('còn 07/112', { numerator: 6, denominator: 112 }, now)).toBeNull();
  });

  test('the starter set is whole sentences without places, each once', () => {
    expect(new Set(starterPhrases.map((one) => phraseKey(one.text))).size).toBe(starterPhrases.length);
    for (const { text } of starterPhrases)
      expect([text, openPlaces(text)]).toEqual([text.normalize('NFC'), []]);
  });
});

describe('in which order', () => {
  const hit = (text: string, rest: Partial<PhraseHit> = {}): PhraseHit => ({
    phraseId: null,
    findingId: null,
    text,
    kind: 'limitation',
    domainKey: null,
    criterionCode: null,
    uses: { plan: 0, agency: 0, criterion: 0, all: 1 },
    exact: false,
    ...rest,
  });
  const uses = (part: Partial<PhraseHit['uses']>) => ({
    uses: { plan: 0, agency: 0, criterion: 0, all: 1, ...part },
  });
  test('marks, criterion, agency, plan, uses; one sentence once, its uses added', () => {
    const ranked = rankPhrases(
      [
        hit('nhiều lần', uses({ all: 90 })),
        hit('đợt này', uses({ plan: 1 })),
        hit('đơn vị này', uses({ agency: 1 })),
        hit('tiêu chí này', uses({ criterion: 1 })),
        hit('đúng dấu', { exact: true }),
        hit('Nhiều lần.', { phraseId: '01900000-0000-7000-8000-000000000000', ...uses({ all: 3 }) }),
      ],
      10,
    );
    expect(ranked.map((one) => one.text)).toEqual([
      'đúng dấu',
      'tiêu chí này',
      'đơn vị này',
      'đợt này',
      'Nhiều lần.',
    ]);
    expect(ranked.at(-1)).toMatchObject({
      phraseId: '01900000-0000-7000-8000-000000000000',
      uses: { all: 93 },
    });
    expect(rankPhrases(ranked, 2)).toHaveLength(2);
  });
});

describe('likeness', () => {
  test('abbreviations are read in full, figures do not count, other matters are far', () => {
    const posted = 'Chậm cập nhật TTHC trên bảng niêm yết';
    expect(
      likeness(posted, 'vẫn còn tình trạng chậm cập nhật các thủ tục hành chính trên bảng niêm yết'),
    ).toBeGreaterThan(70);
    expect(likeness('còn 7/112 TTHC chưa niêm yết', 'còn 15/90 TTHC chưa niêm yết')).toBe(100);
    expect(likeness(posted, 'Chưa đánh giá được kết quả thực hiện kế hoạch CCHC')).toBeLessThan(30);
    expect(likeness('', posted)).toBe(0);
  });
  test('symmetric, 100 with itself, between 0 and 100', () => {
    const text = fc
      .array(fc.constantFrom('hồ', 'sơ', 'quá', 'hạn', 'TTHC', 'niêm', 'yết', '12'), { maxLength: 12 })
      .map((all) => all.join(' '));
    fc.assert(
      fc.property(text, text, (one, other) => {
        const value = likeness(one, other);
        expect(value).toBe(likeness(other, one));
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(100);
        if (likeness(one, one) !== 0) expect(likeness(one, one)).toBe(100);
      }),
      chance(6, 200, 5000),
    );
  });
});

describe('repeats', () => {
  const round = (id: string, year: number | null, startsOn: string | null = null) => ({
    id,
    year,
    startsOn,
    documentDate: null,
  });
  test('earlier by year, then by day; what cannot be told is not earlier', () => {
    expect(isEarlierRound(round('a', 2018), round('b', 2019))).toBe(true);
    expect(isEarlierRound(round('a', 2019), round('b', 2018))).toBe(false);
    expect(isEarlierRound(round('a', 2019, '2019-03-01'), round('b', 2019, '2019-09-01'))).toBe(true);
    expect(isEarlierRound(round('a', 2019), round('b', 2019))).toBe(false);
    expect(isEarlierRound(round('a', null, '2018-03-01'), round('b', 2019))).toBe(true);
    expect(isEarlierRound(round('a', 2019), round('a', 2020))).toBe(false);
  });
  test('the same criterion first, then the most alike; strangers not at all', () => {
    const earlier = (id: string, text: string, sameCriterion = false) => ({
      id,
      text,
      year: 2018,
      sameCriterion,
    });
    const ranked = rankRepeats(
      'chậm cập nhật TTHC trên bảng niêm yết',
      [
        earlier('a', 'chưa cập nhật TTHC trên bảng niêm yết'),
        earlier('b', 'chậm cập nhật các TTHC trên bảng niêm yết'),
        earlier('c', 'hồ sơ trễ hạn còn nhiều'),
        earlier('d', 'bảng niêm yết đặt chưa đúng chỗ', true),
      ],
      5,
    );
    expect(ranked.map(({ finding }) => finding.id)).toEqual(['d', 'b', 'a']);
  });
});
