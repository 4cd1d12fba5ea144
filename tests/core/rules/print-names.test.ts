import { describe, expect, test } from 'vitest';
import { isPageRanges, pagesOfRanges, parsePageRanges } from '../../../core/rules/page-ranges.ts';
import { printFileStem, printLabel, uniqueNames } from '../../../core/rules/print-names.ts';

describe('page ranges', () => {
  test.each([
    ['', 3, [1, 2, 3]],
    ['1-2, 4', 5, [1, 2, 4]],
    [' 3 - 1 ', 5, [1, 2, 3]],
    ['2,2,1-2', 2, [1, 2]],
    ['7', 3, []],
    ['2-99', 3, [2, 3]],
  ])('%j of %i pages', (ranges, pages, expected) => {
    expect(isPageRanges(ranges)).toBe(true);
    expect(pagesOfRanges(ranges, pages)).toEqual(expected);
  });
  test.each(['1-', '-1', 'một', '1;2', '1,,2', ','])('%j is none', (ranges) => {
    expect(isPageRanges(ranges)).toBe(false);
    expect(parsePageRanges(ranges)).toEqual([]);
  });
});

describe('names in a job', () => {
  const notice = {
    kind: 'agency_notice',
    titleKind: 'ket_qua',
    number: null,
    symbol: 'TB-ĐKT',
    agencyName: 'Ủy ban nhân dân huyện Nam Sách',
    of: null,
    year: 2019,
    place: 3,
  } as const;
  test('bear the place, the agency and the number, in plain letters', () => {
    expect(printFileStem(notice, 2)).toBe('03-Thong-bao-ket-qua-UBND-huyen-Nam-Sach');
    expect(printFileStem({ ...notice, number: '5' }, 3)).toBe(
      '003-Thong-bao-ket-qua-UBND-huyen-Nam-Sach-so-05-TB-DKT',
    );
    expect(printFileStem({ ...notice, kind: 'working_sheet' }, 2)).toBe(
      '03-Phieu-kiem-tra-UBND-huyen-Nam-Sach-2019',
    );
    expect(printFileStem({ ...notice, kind: 'member_report', agencyName: null, of: 'Đặng Thị Ước' }, 2)).toBe(
      '03-Bao-cao-cua-thanh-vien-Dang-Thi-Uoc',
    );
  });
  test('are each there once, whatever the file system thinks of case', () => {
    expect(uniqueNames(['a', 'A', 'a', 'b', 'a-2'])).toEqual(['a', 'A-2', 'a-3', 'b', 'a-2-2']);
  });
  test('and the list calls a numbered paper by its number', () => {
    expect(printLabel(notice)).toBe('Thông báo kết quả kiểm tra');
    expect(printLabel({ ...notice, number: '05' })).toBe('Thông báo kết quả kiểm tra số 05/TB-ĐKT');
    expect(printLabel({ ...notice, number: '05/TB-UBND' })).toBe('Thông báo kết quả kiểm tra số 05/TB-UBND');
  });
});
