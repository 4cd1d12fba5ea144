// Slips of copying: those of the Lai Vung text are found, a clean round has none.
import { describe, expect, test } from 'vitest';
import { type CheckedText, findLeftovers, type LeftoverFacts } from '../../../core/rules/leftovers.ts';
import laiVung from '../../../main/samples/lai-vung-2022.txt?raw';
import haiDuong from '../../../main/samples/hai-duong-2019.txt?raw';

const facts: LeftoverFacts = {
  year: 2022,
  reviewYears: [],
  oldNumbers: [],
  foreignNames: [],
  ownNames: [],
};
const find = (text: string, given: Partial<LeftoverFacts> = {}, form: CheckedText['form'] = null) =>
  findLeftovers([{ table: 'plan', rowId: 'p', field: 'contents', text, form }], { ...facts, ...given });
const marked = (slips: ReturnType<typeof find>) =>
  slips.map(({ kind, excerpt, start, length }) => `${kind}: ${excerpt.slice(start, start + length)}`);

describe('the published texts', () => {
  test('Lai Vung 2022: last year’s year, a name doubled, words doubled, Đoàn for Tổ', () => {
    const slips = find(laiVung, {}, 'to');
    expect(marked(slips)).toEqual([
      'old_year: 2021',
      'doubled_words: dân huyện Lai Vung dân huyện Lai Vung',
      'mixed_team_words: Đoàn',
      'doubled_words: còn thấp còn thấp',
    ]);
    expect(slips.map(({ expected }) => expected)).toEqual(['2022', 'dân huyện Lai Vung', 'Tổ', 'còn thấp']);
  });
  test('Hải Dương 2019: none', () => {
    expect(find(haiDuong, { year: 2019 }, 'doan')).toEqual([]);
  });
});

describe('years', () => {
  test.each([
    ['năm 2022', []],
    ['năm 2021', ['old_year: 2021']],
    ['năm 2023', ['old_year: 2023']],
    ['báo cáo trước ngày 15/01/2023', []],
    ['trước ngày 15 tháng 01 năm 2023', []],
    ['kiểm tra ngày 16/9/2021', ['old_year: 2021']],
    ['Nghị định số 30/2020/NĐ-CP', []],
    ['Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ', []],
    ['giai đoạn 2021 - 2030', []],
    ['Luật Cán bộ, công chức năm 2008', []],
    ['số 15/KH-UBND ngày 05/01/2021 về cải cách hành chính năm 2021', ['old_year: 2021']],
  ])('%s', (text, expected) => {
    expect(marked(find(text))).toEqual(expected);
  });
  test('the review period may be another year, and a round without a year holds nothing against a text', () => {
    expect(find('từ năm 2020 đến nay', { reviewYears: [2020] })).toEqual([]);
    expect(find('năm 2020', { year: null })).toEqual([]);
  });
});

test('numbers of last year’s papers, however they are typed', () => {
  const oldNumbers = ['09/KH-UBND', '45/QĐ-UBND-TL'];
  expect(marked(find('Kế hoạch số 9 / KH-UBND và Quyết định 45/qđ-ubnd-tl', { oldNumbers }))).toEqual([
    'old_number: 9 / KH-UBND',
    'old_number: 45/qđ-ubnd-tl',
  ]);
  expect(find('Kế hoạch số 109/KH-UBND, 45/QĐ-UBND', { oldNumbers })).toEqual([]);
});

describe('names of agencies', () => {
  const foreign = [
    { name: 'Ủy ban nhân dân huyện Nam Sách', expected: null },
    { name: 'Sở Lao động, Thương binh và Xã hội', expected: 'Sở Nội vụ' },
    { name: 'UBND xã Tân', expected: null },
    { name: 'Khối', expected: null },
  ];
  test('in full or in short, over commas and line breaks', () => {
    const slips = find('tại UBND huyện  Nam Sách;\nSở Lao động, Thương binh và Xã hội; Khối', {
      foreignNames: foreign,
    });
    expect(marked(slips)).toEqual([
      'agency_name: UBND huyện  Nam Sách',
      'agency_name: Sở Lao động, Thương binh và Xã hội',
    ]);
    expect(slips[1]?.expected).toBe('Sở Nội vụ');
  });
  test('marks count, and a longer name of the round is not the shorter foreign one', () => {
    // In full and in short it is one name: one place, told once, with what is known of it.
    const twice = [
      { name: 'Ủy ban nhân dân huyện Cẩm Giàng', expected: null },
      { name: 'UBND huyện Cẩm Giàng', expected: 'UBND xã Cẩm Giàng' },
    ];
    expect(find('tại UBND huyện Cẩm Giàng', { foreignNames: twice })).toMatchObject([
      { kind: 'agency_name', expected: 'UBND xã Cẩm Giàng' },
    ]);
    expect(find('UBND huyện Nàm Sách', { foreignNames: foreign })).toEqual([]);
    const ownNames = ['Ủy ban nhân dân xã Tân Dương'];
    expect(find('tại UBND xã Tân Dương', { foreignNames: foreign, ownNames })).toEqual([]);
    expect(marked(find('tại UBND xã Tân và UBND xã Tân Dương', { foreignNames: foreign, ownNames }))).toEqual(
      ['agency_name: UBND xã Tân'],
    );
  });
  test('members come from anywhere', () => {
    const text = { rowId: 'm', field: 'body', text: 'UBND huyện Nam Sách', form: null };
    expect(findLeftovers([{ ...text, table: 'team_member' }], { ...facts, foreignNames: foreign })).toEqual(
      [],
    );
    expect(findLeftovers([{ ...text, table: 'visit' }], { ...facts, foreignNames: foreign })).toHaveLength(1);
  });
});

describe('words', () => {
  test.each([
    ['kiểm tra kiểm tra', ['doubled_words: kiểm tra kiểm tra']],
    ['Kiểm tra kiểm tra công tác', ['doubled_words: Kiểm tra kiểm tra']],
    ['của của', ['doubled_words: của của']],
    ['luôn luôn, dần dần, từ từ', []],
    ['cơ chế một cửa, một cửa liên thông', []],
    ['Chủ tịch Ủy ban nhân dân tỉnh và Ủy ban nhân dân tỉnh', []],
    ['cấp xã xã', ['doubled_words: xã xã']],
    ['xã xãy', []],
  ])('%s', (text, expected) => {
    expect(marked(find(text))).toEqual(expected);
  });
  test.each([
    ['Đoàn kiểm tra', 'to', ['mixed_team_words: Đoàn kiểm tra']],
    [
      'Phó Trưởng đoàn, Trưởng đoàn',
      'to',
      ['mixed_team_words: Phó Trưởng đoàn', 'mixed_team_words: Trưởng đoàn'],
    ],
    ['Đoàn Văn Cát, Đoàn Thanh niên, các đoàn thể', 'to', []],
    ['Tổ kiểm tra, Tổ trưởng', 'to', []],
    ['Tổ Kiểm tra đề nghị', 'doan', ['mixed_team_words: Tổ Kiểm tra']],
    ['Tổ đề nghị', 'doan', ['mixed_team_words: Tổ']],
    ['Tổ trưởng tổ dân phố, tổ chức bộ máy', 'doan', []],
    ['Đoàn kiểm tra và Tổ kiểm tra', null, []],
  ] as const)('%s by a decision on %s', (text, form, expected) => {
    expect(marked(find(text, {}, form))).toEqual(expected);
  });
});

test('the excerpt shows whole words around the slip and where it is', () => {
  const words = 'một hai ba bốn năm sáu bảy tám chín mười cơ quan đơn vị địa phương cán bộ công chức';
  const long = `${words} 2021 ${words}`;
  const [slip] = find(long);
  expect(slip?.excerpt.slice(slip.start, slip.start + slip.length)).toBe('2021');
  expect(slip?.excerpt).toMatch(/^… .* …$/);
  expect(slip!.excerpt.length).toBeLessThan(120);
});
