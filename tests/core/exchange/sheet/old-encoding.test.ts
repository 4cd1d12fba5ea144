// Old encodings: every letter comes back, and good Unicode text is never taken for an old one.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectEncoding, fromOldEncoding } from '../../../../core/exchange/sheet/old-encoding.ts';
import { isMarked, isSyllable } from '../../../../core/exchange/sheet/syllable.ts';
import { chance } from '../../../long.ts';
import { toTcvn3, toVni, vietnameseLetters } from '../../../main/spreadsheet/fixture.ts';

const root = path.resolve(import.meta.dirname, '../../../..');
const table = (file: string) =>
  parse(readFileSync(path.join(root, file), 'utf8'), { bom: true }) as string[][];
const units = table('main/catalogue/admin-units-2025.csv').slice(1);
const names = units.flatMap((row) => [row[1] ?? '', row[3] ?? '']);
const criteria = table('main/samples/starter-criteria.csv').flat();

const encoders = [
  ['tcvn3', toTcvn3],
  ['vni', toVni],
] as const;

describe('good Unicode is never taken for an old encoding', () => {
  it('has the whole catalogue and all criteria to judge', () => {
    expect(units).toHaveLength(3355);
    expect(criteria.length).toBeGreaterThan(1000);
  });

  it.each([
    ['NFC', (text: string) => text],
    ['NFD', (text: string) => text.normalize('NFD')],
    ['capitals', (text: string) => text.toUpperCase()],
  ])('each name and each text of the criteria alone, as %s', (_, form) => {
    const alarms = [...names, ...criteria].map(form).filter((text) => detectEncoding([text]) !== 'unicode');
    expect(alarms).toEqual([]);
  });

  it('any words of them together', () => {
    const words = [...new Set([...names, ...criteria].flatMap((text) => text.split(/\s+/u)))];
    const { seed, numRuns } = chance(20_261, 400, 20_000);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 12 }), (some) => {
        expect(detectEncoding([some.join(' ')])).toBe('unicode');
        expect(detectEncoding(some)).toBe('unicode');
      }),
      { seed, numRuns },
    );
  });

  it('texts of other languages and numbers', () => {
    const texts = [
      'Département de la Réforme à Genève',
      'Ünïversität',
      '12 °C',
      '© 2026 «x»',
      'São Paulo',
      '',
    ];
    expect(detectEncoding(texts)).toBe('unicode');
  });
});

describe.each(encoders)('%s', (encoding, encode) => {
  it('gives every small letter back', () => {
    for (const letter of vietnameseLetters) {
      expect(fromOldEncoding(encode(letter), encoding), letter).toBe(letter);
    }
  });

  it('is told from Unicode and from the other one, in columns of names', () => {
    const { seed, numRuns } = chance(7, 200, 10_000);
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...names), { minLength: 20, maxLength: 60 }), (some) => {
        expect(detectEncoding(some.map(encode))).toBe(encoding);
      }),
      { seed, numRuns },
    );
  });

  it('converts the whole catalogue as it was', () => {
    // In TCVN3 the font makes Ấp from ấp, so a capital that stands first is not known; nor is SRó told from SRÓ.
    const expected = (name: string) => (encoding === 'vni' ? name : lowered(name));
    const lost = names.filter(
      (name) => !/SR/u.test(name) && fromOldEncoding(encode(name), encoding) !== expected(name),
    );
    expect(lost).toEqual([]);
  });

  it('leaves Unicode text alone', () => {
    for (const name of ['Thành phố Đà Nẵng', 'Cẩm Giàng', 'Sở Nội vụ']) {
      expect(fromOldEncoding(name, encoding)).toBe(name);
    }
  });
});

/** Capitals that TCVN3 does not have, as the small letters that stand for them. */
function lowered(name: string): string {
  return name.replace(/[ÀẢÃÁẠẰẲẴẮẶẦẨẪẤẬÈẺẼÉẸỀỂỄẾỆÌỈĨÍỊÒỎÕÓỌỒỔỖỐỘỜỞỠỚỢÙỦŨÚỤỪỬỮỨỰỲỶỸÝỴ]/gu, (letter) =>
    letter.toLowerCase(),
  );
}

describe('capitals', () => {
  it('of VNI, with marks of either case', () => {
    expect(fromOldEncoding(toVni('SỞ NỘI VỤ TỈNH HẢI DƯƠNG'), 'vni')).toBe('SỞ NỘI VỤ TỈNH HẢI DƯƠNG');
    expect(fromOldEncoding('ÑOÀNG THAÙP, Aán Ñoä', 'vni')).toBe('ĐỒNG THÁP, Ấn Độ');
    for (const letter of vietnameseLetters) {
      const capital = letter.toUpperCase();
      expect(fromOldEncoding(toVni(capital), 'vni'), capital).toBe(capital);
    }
  });

  it('of TCVN3, where the rest of the word or heading tells', () => {
    expect(fromOldEncoding('UBND TØNH H¶I D¦¥NG', 'tcvn3')).toBe('UBND TỈNH HẢI DƯƠNG');
    expect(fromOldEncoding('Së Néi vô tØnh H¶i D\u00ad¬ng', 'tcvn3')).toBe('Sở Nội vụ tỉnh Hải Dương');
    expect(fromOldEncoding('B¸o c¸o cña UBND TØNH', 'tcvn3')).toBe('Báo cáo của UBND TỈNH');
  });

  it('of TCVN3, written as a capital before the small letter', () => {
    expect(fromOldEncoding('¢Ên §é, ¸o A¸o', 'tcvn3')).toBe('Ấn Độ, áo Áo');
  });
});

describe('syllables', () => {
  it('are all words of the catalogue but names of other peoples', () => {
    const strange = [...new Set(names.flatMap((name) => name.split(/[\s-]+/u)))].filter(
      (word) => isMarked(word) && !isSyllable(word),
    );
    expect(strange.length).toBeLessThan(60);
    expect(strange).not.toEqual(expect.arrayContaining(['Nguyễn', 'Quảng', 'Giồng', 'Huyện']));
  });
  it.each(['nghiêng', 'giếng', 'gì', 'quyết', 'khuỷu', 'Đường', 'ĐƯỜNG', 'thuở', 'yếu', 'quốc', 'ăn'])(
    '%s is one',
    (word) => expect(isSyllable(word)).toBe(true),
  );
  it.each(['Së', 'Néi', 'nh©n', 'tØnh', 'Haûi', 'huyeän', 'cáć', 'cac̀', 'ngoẽnh1', 'mạp̣'])(
    '%s is none',
    (word) => expect(isSyllable(word)).toBe(false),
  );
});
