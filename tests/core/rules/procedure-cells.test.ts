// Cells of lists of procedures as ministries and provinces write them.
import { describe, expect, it } from 'vitest';
import { readDecision, readLevel, readServiceLevel } from '../../../core/rules/procedure-cells.ts';

describe('a decision', () => {
  it.each([
    ['2345/QĐ-UBND ngày 15/3/2022', '2345/QĐ-UBND', '2022-03-15'],
    ['Quyết định số 2345/QĐ-UBND ngày 15 tháng 3 năm 2022 của UBND tỉnh', '2345/QĐ-UBND', '2022-03-15'],
    ['QĐ số 45 / QĐ - BTP, 05-3-2018', '45/QĐ-BTP', '2018-03-05'],
    ['1872/QĐ-BTP', '1872/QĐ-BTP', null],
    ['Nghị định 12/2020/NĐ-CP ngày 99/3/2022', '12/2020/NĐ-CP', null],
    ['Số 2345', 'Số 2345', null],
    [
      '1/QĐ-UBND ngày 01/3/2018; 2/QĐ-UBND ngày 01/4/2019',
      '1/QĐ-UBND ngày 01/3/2018; 2/QĐ-UBND ngày 01/4/2019',
      null,
    ],
  ])('%s', (text, decision, decisionOn) => {
    expect(readDecision(text)).toEqual({ decision, decisionOn });
    expect(readDecision(text.normalize('NFD'))).toEqual({ decision, decisionOn });
  });
});

it.each([
  ['Cấp Tỉnh', 'province'],
  ['Sở Tư pháp', 'province'],
  ['UBND cấp huyện', 'district'],
  ['Thị xã', 'district'],
  ['Cấp Xã', 'commune'],
  ['Cấp Huyện; Cấp Xã', 'district'],
  ['Phường, đặc khu', 'commune'],
  ['Khác', null],
] as const)('level: %s', (text, level) => expect(readLevel(text)).toBe(level));

it.each([
  ['Mức độ 3', 'muc_3'],
  ['4', 'muc_4'],
  ['Mức 2', 'muc_2'],
  ['Mức độ IV', 'muc_4'],
  ['DVC trực tuyến toàn trình', 'toan_trinh'],
  ['MỘT PHẦN', 'mot_phan'],
  ['Cung cấp thông tin trực tuyến', null],
  ['Mức độ 9', undefined],
  ['có', undefined],
] as const)('service level: %s', (text, level) => expect(readServiceLevel(text)).toBe(level));
