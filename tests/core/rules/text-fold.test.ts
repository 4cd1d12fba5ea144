import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldText, words } from '../../../core/rules/text-fold.ts';
import { chance } from '../../long.ts';

describe('foldText', () => {
  test.each([
    ['Sở Nội vụ', 'so noi vu'],
    ['ĐƯỜNG ĐIỆN BIÊN PHỦ', 'duong dien bien phu'],
    ['Lai Vung, Đồng Tháp', 'lai vung, dong thap'],
    ['ắằẳẵặ ấầẩẫậ ếềểễệ ốồổỗộ ớờởỡợ ứừửữự ỳýỷỹỵ', 'aaaaa aaaaa eeeee ooooo ooooo uuuuu yyyyy'],
    ['Năm 2019: 15/235 TTHC', 'nam 2019: 15/235 tthc'],
    ['', ''],
  ])('%s → %s', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  test('two ways of placing a tone are one', () => {
    for (const [old, modern] of [
      ['hoà', 'hòa'],
      ['thuỷ', 'thủy'],
      ['khoẻ', 'khỏe'],
    ] as const) {
      expect(old).not.toBe(modern);
      expect(foldText(old)).toBe(foldText(modern));
    }
  });

  test('composed and decomposed letters fold alike', () => {
    const text = 'Ủy ban nhân dân huyện Lai Vung';
    expect(foldText(text.normalize('NFD'))).toBe(foldText(text.normalize('NFC')));
  });

  test('a Vietnamese text keeps its length, so that places in it stay', () => {
    const text = 'Tỉnh Hải Dương đã ban hành Kế hoạch số 1234/KH-UBND ngày 16/9/2019';
    expect(foldText(text)).toHaveLength(text.length);
  });

  test('folding twice is folding once, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
      chance(1, 100, 50_000),
    );
  });
});

describe('words', () => {
  test('operators and punctuation fall away', () => {
    expect(words('"Sở" AND (nội* OR -vụ) NEAR/2: ^x')).toEqual([
      'sở',
      'and',
      'nội',
      'or',
      'vụ',
      'near',
      '2',
      'x',
    ]);
    expect(words('  *  ')).toEqual([]);
    expect(words('Sở'.normalize('NFD'))).toEqual(['sở']);
  });
});
