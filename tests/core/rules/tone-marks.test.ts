import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldText } from '../../../core/rules/text-fold.ts';
import { applyToneMarks, toneSyllable } from '../../../core/rules/tone-marks.ts';
import { chance } from '../../long.ts';

const pairs = [
  ['hòa', 'hoà'],
  ['thủy', 'thuỷ'],
  ['khỏe', 'khoẻ'],
  ['tòa', 'toà'],
  ['ủy', 'uỷ'],
  ['hóa', 'hoá'],
  ['hủy', 'huỷ'],
  ['lũy', 'luỹ'],
  ['tụy', 'tuỵ'],
  ['đọa', 'đoạ'],
  ['ngõe', 'ngoẽ'],
] as const;
const untouched =
  'quý quỷ quả giá già hoàn hoạt thuyết khuya ngoài loại toàn nguyễn của múa hoa thuy quản giỏi tuyển xoè1 tuỳnh'.split(
    ' ',
  );

describe('one syllable', () => {
  test.each(pairs)('%s and %s', (old, modern) => {
    expect(toneSyllable(old, 'new')).toBe(modern);
    expect(toneSyllable(modern, 'old')).toBe(old);
    expect(toneSyllable(old, 'old')).toBe(old);
    expect(toneSyllable(modern, 'new')).toBe(modern);
    expect(toneSyllable(old.toUpperCase().normalize('NFC'), 'new')).toBe(
      modern.toUpperCase().normalize('NFC'),
    );
  });

  test.each(untouched)('%s stays', (word) => {
    expect([toneSyllable(word, 'old'), toneSyllable(word, 'new')]).toEqual([word, word]);
  });
});

describe('a text', () => {
  test('our sentences move, names and quoted words do not', () => {
    const text =
      'Hiện đại hóa hành chính, thủy lợi khỏe, quý III, tại xã Hòa Thành; ủy quyền của Ủy ban nhân dân xã Tân Hòa. Hòa giải ở cơ sở theo “hóa đơn”, UBND tỉnh HÒA BÌNH';
    expect(applyToneMarks(text, 'new')).toBe(
      'Hiện đại hoá hành chính, thuỷ lợi khoẻ, quý III, tại xã Hòa Thành; uỷ quyền của Ủy ban nhân dân xã Tân Hòa. Hoà giải ở cơ sở theo “hóa đơn”, UBND tỉnh HÒA BÌNH',
    );
    expect(applyToneMarks(applyToneMarks(text, 'new'), 'old')).toBe(text);
  });

  test('a known name is kept even where it is written small, and a text without a style as it is', () => {
    const names = ['Sở Văn hóa, Thể thao và Du lịch'];
    expect(applyToneMarks('tại sở văn hóa, thể thao và du lịch việc số hóa', 'new', names)).toBe(
      'tại sở văn hóa, thể thao và du lịch việc số hoá',
    );
    expect(applyToneMarks('hòa hoà', null)).toBe('hòa hoà');
  });

  const word = fc.oneof(
    fc.constantFrom(...pairs.flat(), ...untouched),
    fc.constantFrom(
      'Hòa',
      'Hoà',
      'Tân Hòa',
      'Thủy',
      'THỦY',
      'Ủy ban',
      '“hóa”',
      '"khoẻ"',
      '1.204',
      '.',
      ',',
      ':',
      ';',
    ),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
  );
  const text = fc.array(word, { maxLength: 14 }).map((parts) => parts.join(' ').normalize('NFC'));
  const style = fc.constantFrom('old' as const, 'new' as const);

  test('twice is once; nothing but the place of a tone changes', () => {
    fc.assert(
      fc.property(text, style, fc.array(word, { maxLength: 2 }), (one, wanted, names) => {
        const once = applyToneMarks(one, wanted, names);
        expect(applyToneMarks(once, wanted, names)).toBe(once);
        expect(foldText(once)).toBe(foldText(one));
      }),
      chance(11, 300, 20_000),
    );
  });

  test('there and back is where it was, for a text that was uniform', () => {
    fc.assert(
      fc.property(text, style, (one, wanted) => {
        const other = wanted === 'old' ? 'new' : 'old';
        const uniform = applyToneMarks(one, wanted);
        expect(applyToneMarks(applyToneMarks(uniform, other), wanted)).toBe(uniform);
      }),
      chance(12, 300, 20_000),
    );
  });
});
