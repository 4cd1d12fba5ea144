// Moving a text to another year: running text moves, numbers, citations and periods stay.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shiftDay, shiftYears, yearMentions } from '../../../core/rules/year-shift.ts';
import { chance } from '../../long.ts';

describe('years of a text', () => {
  test.each([
    ['Kiểm tra công tác cải cách hành chính năm 2019', 'Kiểm tra công tác cải cách hành chính năm 2020'],
    ['khắc phục tồn tại năm 2018, nhiệm vụ năm 2019', 'khắc phục tồn tại năm 2019, nhiệm vụ năm 2020'],
    ['từ 01/01/2019 đến thời điểm kiểm tra', 'từ 01/01/2020 đến thời điểm kiểm tra'],
    ['giai đoạn 2011 - 2020', 'giai đoạn 2011 - 2020'],
    ['giai đoạn 2016-2020, năm 2019', 'giai đoạn 2016-2020, năm 2020'],
    ['Nghị định số 30/2019/NĐ-CP', 'Nghị định số 30/2019/NĐ-CP'],
    [
      'Kế hoạch số 2676/KH-UBND ngày 09/8/2019 về kiểm tra năm 2019',
      'Kế hoạch số 2676/KH-UBND ngày 09/8/2019 về kiểm tra năm 2020',
    ],
    [
      'Quyết định số 45/QĐ-UBND-TL, ngày 16 tháng 3 năm 2019 của UBND huyện về kiểm tra năm 2019',
      'Quyết định số 45/QĐ-UBND-TL, ngày 16 tháng 3 năm 2019 của UBND huyện về kiểm tra năm 2020',
    ],
    [
      'Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2019',
      'Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2019',
    ],
    [
      'tiêu chuẩn 20191, mã A2019, điện thoại 02203 2019 555',
      'tiêu chuẩn 20191, mã A2019, điện thoại 02203 2020 555',
    ],
    ['thành lập năm 1997', 'thành lập năm 1997'],
    ['', ''],
  ])('%s', (text, expected) => {
    expect(shiftYears(text, 2019, 2020)).toBe(expected);
  });
  test('no year to move is no change', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1990, max: 2100 }), (text, year) => {
        expect(shiftYears(text, year, year)).toBe(text);
      }),
      chance(313, 100, 5000),
    );
  });
  test('there and back is the text one began with, where it speaks of the round only', () => {
    const piece = fc.constantFrom(
      'năm 2019',
      'kiểm tra',
      'giai đoạn 2016 - 2020',
      'số 12/2019/NĐ-CP',
      ', ',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(piece), fc.integer({ min: 2022, max: 2099 }), (pieces, year) => {
        const text = pieces.join(' ');
        expect(shiftYears(shiftYears(text, 2019, year), year, 2019)).toBe(text);
      }),
      chance(314, 100, 5000),
    );
  });
  test('mentions stand where they say', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1990, max: 2100 }), (before, year) => {
        const text = `${before} năm ${String(year)} tại`;
        for (const mention of yearMentions(text)) {
          expect(text.slice(mention.start, mention.end)).toBe(String(mention.year));
        }
      }),
      chance(315, 100, 5000),
    );
  });
});

test.each([
  ['2024-02-29', 1, '2025-02-28'],
  ['2024-02-29', 4, '2028-02-29'],
  ['2023-02-28', 1, '2024-02-28'],
  ['2025-12-31', 1, '2026-12-31'],
])('%s and %i years', (day, years, expected) => {
  expect(shiftDay(day, years)).toBe(expected);
});
