import { describe, expect, test } from 'vitest';
import { createBlanker } from '../../core/exchange/package/withhold.ts';

const blanker = createBlanker([
  'Nguyễn Văn An',
  'Nguyễn Văn An Bình',
  '0912 345 678',
  'an@haiduong.gov.vn',
  'An',
  'Trưởng',
]);

describe('names in running text', () => {
  test.each([
    ['Đồng chí Nguyễn Văn An, Phó Giám đốc', 'Đồng chí …, Phó Giám đốc'],
    ['NGUYỄN VĂN AN', '…'],
    ['Nguyễn Văn An Bình và Nguyễn  Văn\nAn', '… và …'],
    ['Gọi 0912.345.678 hoặc an@haiduong.gov.vn.', 'Gọi … hoặc ….'],
    ['Nguyễn Văn Anh', 'Nguyễn Văn Anh'],
    ['An toàn thông tin', 'An toàn thông tin'],
    ['Trưởng đoàn', '… đoàn'],
    ['', ''],
  ])('%s', (text, blank) => {
    expect(blanker.text(text)).toBe(blank);
  });

  test('in JSON only within its texts, whatever escapes stand before them', () => {
    const value = JSON.stringify({
      text: 'Ký tên:\nNguyễn Văn An',
      rows: [['Nguyễn Văn An', 3, null, true]],
    });
    expect(JSON.parse(blanker.json(value))).toEqual({ text: 'Ký tên:\n…', rows: [['…', 3, null, true]] });
  });

  test('nobody known: nothing changes', () => {
    expect(createBlanker([]).text('Nguyễn Văn An')).toBe('Nguyễn Văn An');
  });
});
