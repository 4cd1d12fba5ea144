// Citations whole and short, found however they are typed, and told apart by their dates.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CitedDocument,
  createCiter,
  findCitations,
  firstCitation,
  groundWarnings,
  shortCitation,
  validityOn,
} from '../../../core/rules/legal.ts';
import { chance } from '../../long.ts';

const base = { effectiveFrom: null, effectiveTo: null, replacedById: null };
const programme: CitedDocument = {
  ...base,
  id: 'nq76',
  kind: 'nghi_quyet',
  symbol: '76/NQ-CP',
  issuedOn: '2021-07-15',
  issuerName: 'Chính phủ',
  subject: 'ban hành Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030',
};
const clerical: CitedDocument = {
  ...base,
  id: 'nd30',
  kind: 'nghi_dinh',
  symbol: '30/2020/NĐ-CP',
  issuedOn: '2020-03-05',
  issuerName: 'Chính phủ',
  subject: 'về công tác văn thư',
};
const newLaw: CitedDocument = {
  ...base,
  id: 'law2025',
  kind: 'luat',
  symbol: '72/2025/QH15',
  issuedOn: '2025-06-16',
  issuerName: 'Quốc hội',
  subject: 'Tổ chức chính quyền địa phương',
  effectiveFrom: '2025-06-16',
};
const oldLaw: CitedDocument = {
  ...base,
  id: 'law2015',
  kind: 'luat',
  symbol: '77/2015/QH13',
  issuedOn: '2015-06-19',
  issuerName: 'Quốc hội',
  subject: 'Tổ chức chính quyền địa phương',
  replacedById: 'law2025',
};
const decision2024: CitedDocument = {
  ...base,
  id: 'qd2024',
  kind: 'quyet_dinh',
  symbol: '45/QĐ-UBND',
  issuedOn: '2024-03-16',
  issuerName: 'UBND tỉnh',
  subject: 'về việc thành lập Đoàn',
};
const decision2022: CitedDocument = { ...decision2024, id: 'qd2022', issuedOn: '2022-03-16' };
const library = [programme, clerical, newLaw, oldLaw, decision2024, decision2022];
const found = (text: string) => findCitations(text, library).map(({ id }) => id);

describe('wording', () => {
  test('whole: kind, number, day, issuer, subject; a law by name and day only', () => {
    expect(firstCitation(programme)).toBe(
      'Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ ban hành Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030',
    );
    expect(firstCitation(clerical)).toBe(
      'Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư',
    );
    expect(firstCitation(newLaw)).toBe('Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025');
    expect(firstCitation({ ...newLaw, subject: 'Luật Tổ chức chính quyền địa phương' })).toBe(
      firstCitation(newLaw),
    );
  });
  test('what is not known is a blank, a number below ten has its zero', () => {
    expect(firstCitation({ ...decision2024, symbol: '9/QĐ-UBND', issuedOn: null, issuerName: null })).toBe(
      'Quyết định số 09/QĐ-UBND ngày … tháng … năm … của ………… về việc thành lập Đoàn',
    );
    expect(firstCitation({ ...decision2024, symbol: null })).toContain('Quyết định số …/… ngày 16 tháng 3');
    expect(
      firstCitation({
        ...base,
        kind: 'khac',
        symbol: null,
        issuedOn: null,
        issuerName: null,
        subject: 'Kết luận của Thường trực.',
      }),
    ).toBe('Kết luận của Thường trực');
  });
  test('short the second time', () => {
    const cite = createCiter();
    expect([cite(programme), cite(newLaw), cite(programme), cite(newLaw)]).toEqual([
      firstCitation(programme),
      firstCitation(newLaw),
      'Nghị quyết số 76/NQ-CP',
      'Luật Tổ chức chính quyền địa phương',
    ]);
    expect(shortCitation(clerical)).toBe('Nghị định số 30/2020/NĐ-CP');
  });
});

describe('finding', () => {
  test.each([
    ['Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ;', ['nq76']],
    ['NQ 76/nq-cp', ['nq76']],
    ['Nghị quyết số: 76 / NQ - CP ngày 15/7/2021', ['nq76']],
    ['Nghị quyết 076/NQ–CP', ['nq76']],
    ['Nghị định 30/2020/NĐ-CP'.normalize('NFD'), ['nd30']],
    ['Nghị định 30/2020/ND-CP, 30/2020/NÐ-CP', ['nd30']],
    ['theo Nghị định số 30/2020/NĐ-CP và Nghị quyết số 76/NQ-CP', ['nd30', 'nq76']],
    ['176/NQ-CP', []],
    ['1/76/NQ-CP', []],
    ['76/NQ-CPX, 76/NQ-CP-TL, 76/NQ-CP/2', []],
    // Another resolution with this number.
    ['Nghị quyết số 76/NQ-CP ngày 13 tháng 6 năm 2013 của Chính phủ', []],
    ['Nghị quyết số 76/NQ-CP - Chương trình tổng thể', ['nq76']],
    ['', []],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });
  test('a law by its name, told from its namesake by date, year or symbol', () => {
    expect(found('Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;')).toEqual([
      'law2025',
    ]);
    expect(found('Luật tổ chức Chính quyền địa phương năm 2015')).toEqual(['law2015']);
    expect(found('Luật Tổ chức chính quyền địa phương số 77/2015/QH13')).toEqual(['law2015']);
    expect(found('Luật Tổ chức chính quyền địa phương (19/6/2015)')).toEqual(['law2015']);
    expect(found('Luật Tổ chức chính quyền địa phương')).toEqual(['law2025', 'law2015']);
    expect(
      found(
        'Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22 tháng 11 năm 2019',
      ),
    ).toEqual([]);
  });
  test('one symbol in two years', () => {
    expect(found('Quyết định số 45/QĐ-UBND ngày 16/3/2022')).toEqual(['qd2022']);
    expect(found('Quyết định số 45/QĐ-UBND năm 2024')).toEqual(['qd2024']);
    expect(found('Quyết định số 45/QĐ-UBND')).toEqual(['qd2024', 'qd2022']);
  });
  test('every whole citation finds its own document and no other', () => {
    for (const document of library)
      expect(found(`Căn cứ ${firstCitation(document)};`)).toEqual([document.id]);
  });
  test('spaces, case and zeros never hide a symbol', () => {
    const typed = fc
      .tuple(fc.constantFrom('', ' ', '  '), fc.constantFrom('', ' '), fc.boolean(), fc.nat(2), fc.boolean())
      .map(([first, second, lower, zeros, decomposed]) => {
        const symbol = `${'0'.repeat(zeros)}30${first}/${second}2020/${first}NĐ${second}-${first}CP`;
        const cased = lower ? symbol.toLocaleLowerCase('vi') : symbol;
        return `Nghị định số ${decomposed ? cased.normalize('NFD') : cased} về công tác văn thư`;
      });
    fc.assert(
      fc.property(typed, (text) => void expect(found(text)).toEqual(['nd30'])),
      chance(326, 100, 5000),
    );
  });
  test('no text and no symbol makes it stumble', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (symbol, text) => {
        expect(Array.isArray(findCitations(text, [{ ...decision2024, symbol }]))).toBe(true);
      }),
      chance(327, 100, 5000),
    );
  });
});

describe('in force', () => {
  const dates = { issuedOn: '2020-03-05', effectiveFrom: '2020-04-01', effectiveTo: '2025-06-30' };
  test.each([
    ['2020-03-04', { state: 'issued_later', day: '2020-03-05' }],
    ['2020-03-05', { state: 'not_yet', day: '2020-04-01' }],
    ['2020-04-01', null],
    ['2025-06-30', null],
    ['2025-07-01', { state: 'no_longer', day: '2025-07-01' }],
  ] as const)('on %s', (on, expected) => {
    expect(validityOn(dates, null, on)).toEqual(expected);
  });
  test('what replaced it ends it', () => {
    expect(
      groundWarnings(['Luật Tổ chức chính quyền địa phương ngày 19/6/2015'], library, '2026-03-01'),
    ).toEqual([
      {
        index: 0,
        legalDocumentId: 'law2015',
        citation: 'Luật Tổ chức chính quyền địa phương',
        state: 'no_longer',
        day: '2025-06-16',
        replacedBy: 'Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025',
      },
    ]);
    expect(
      groundWarnings(['Luật Tổ chức chính quyền địa phương ngày 19/6/2015'], library, '2019-08-09'),
    ).toEqual([]);
  });
  test('the index names the text', () => {
    expect(groundWarnings(['x', firstCitation(programme)], library, '2019-08-09')).toMatchObject([
      { index: 1, state: 'issued_later', day: '2021-07-15', replacedBy: null },
    ]);
  });
});
