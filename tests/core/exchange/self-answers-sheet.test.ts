// The form of an agency's own answers: its lines and keys, what is asked of which kind, the outline of the report; and how
// counts are read wherever a spreadsheet holds them.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  allowedPoints,
  type FormCriterion,
  formLines,
  howToAnswer,
  isAsked,
  readRowKey,
  reportOutline,
  rowKey,
  selfFieldKeys,
} from '../../../core/exchange/self-answers-sheet.ts';
import type { Cell } from '../../../core/exchange/sheet/cell.ts';
import { convertCell } from '../../../core/exchange/sheet/convert.ts';
import type { FieldSpec } from '../../../core/exchange/sheet/target.ts';
import { chance } from '../../long.ts';

const base: FormCriterion = {
  id: '01900000-0000-7000-8000-000000000001',
  code: '1.1.1',
  text: 'Ban hành kế hoạch CCHC năm',
  domainId: 'd1',
  ordinal: 1,
  answerType: 'yes_partial_no',
  naAllowed: true,
  maxPoints: 150,
  scoring: 'choice',
  bands: 'yes:1;partial:0.5;no:0',
  target: null,
  evidence: 'Kế hoạch.',
  rule: null,
};
const share: FormCriterion = {
  ...base,
  id: '01900000-0000-7000-8000-000000000002',
  code: '1.1.2',
  text: 'Tỷ lệ nhiệm vụ hoàn thành',
  ordinal: 2,
  answerType: 'percentage',
  naAllowed: false,
  scoring: 'linear',
  bands: null,
  target: '100',
  rule: 'đúng hạn / tổng số',
};
const judged: FormCriterion = {
  ...base,
  id: '01900000-0000-7000-8000-000000000003',
  code: '2.1.1',
  text: 'Thái độ phục vụ',
  domainId: 'd2',
  answerType: 'score',
  scoring: 'judged',
  bands: 'step:0.25',
  maxPoints: 100,
};
const domains = [
  { id: 'd2', ordinal: 2, name: 'Cải cách thể chế' },
  { id: 'd1', ordinal: 1, name: 'Chỉ đạo, điều hành' },
  { id: 'd3', ordinal: 3, name: 'Không có tiêu chí' },
];
const visitId = '01900000-0000-7000-8000-00000000000f';
const form = { visitId, scoring: true, domains, criteria: [base, share, judged], answers: [] };

describe('the form', () => {
  test('has a heading for each domain that asks something, and every row knows whose and what it is', () => {
    const lines = formLines(form);
    expect(lines.map(({ cells }) => [cells.code, cells.text])).toEqual([
      [null, 'I. Chỉ đạo, điều hành'],
      ['1.1.1', base.text],
      ['1.1.2', share.text],
      [null, 'II. Cải cách thể chế'],
      ['2.1.1', judged.text],
    ]);
    expect(lines.map(({ cells }) => readRowKey(String(cells.key))?.criterionId)).toEqual([
      null,
      base.id,
      share.id,
      null,
      judged.id,
    ]);
    for (const { cells } of lines) expect(readRowKey(String(cells.key))?.visitId).toBe(visitId);
  });

  test('a key says when the question is no longer the same; other texts are no keys', () => {
    const digest = (criterion: FormCriterion) => readRowKey(rowKey(visitId, criterion))?.digest;
    expect(digest(base)).toBe(digest({ ...base, code: '9', maxPoints: 1 }));
    expect(digest(base)).not.toBe(digest({ ...base, text: 'Khác' }));
    expect(digest(base)).not.toBe(digest({ ...base, answerType: 'yes_no' }));
    for (const text of [null, '', '1.1.1', 'ktcchc0/a/b/c', 'ktcchc1/']) expect(readRowKey(text)).toBeNull();
  });

  test('each kind of criterion opens its own cells', () => {
    const open = (criterion: FormCriterion, scoring = true) =>
      selfFieldKeys.filter((key) => isAsked(criterion, key, scoring));
    expect(open(base)).toEqual(['choice', 'notApplicable', 'note', 'evidence']);
    expect(open(share)).toEqual(['numerator', 'denominator', 'note', 'evidence']);
    expect(open(judged)).toEqual(['points', 'notApplicable', 'note', 'evidence']);
    expect(open(judged, false)).toEqual(['notApplicable', 'note', 'evidence']);
    expect(allowedPoints(judged)).toEqual(['0', '0,25', '0,5', '0,75', '1']);
  });

  test('says how to answer and what counts as proof, and what was answered before', () => {
    expect(howToAnswer(base, true)).toBe(
      'Chọn Có, Một phần hoặc Không. Kiểm chứng: Kế hoạch. Tối đa 1,5 điểm.',
    );
    expect(howToAnswer(share, false)).toBe(
      'Ghi số đạt và tổng số, không ghi phần trăm. Cách tính: đúng hạn / tổng số. Kiểm chứng: Kế hoạch.',
    );
    const nothing = { notApplicable: false, choice: null, numerator: null, denominator: null, count: null };
    const before = { ...nothing, criterionId: judged.id, points: 75, note: 'Tốt', evidence: null };
    const line = formLines({ ...form, answers: [before] }).find(
      ({ criterion }) => criterion?.id === judged.id,
    );
    expect(line?.cells).toMatchObject({ points: 0.75, note: 'Tốt', notApplicable: null });
  });

  test('the outline goes by domain and group, with figures where they are counted', () => {
    const lines = reportOutline(domains, form.criteria, { '1.1': 'Kế hoạch CCHC' });
    const texts = lines.map(({ text }) => text);
    expect(texts).toEqual(
      expect.arrayContaining([
        'II. KẾT QUẢ THỰC HIỆN',
        '1. Chỉ đạo, điều hành',
        '1.1. Kế hoạch CCHC',
        `- ${base.text}`,
        `- ${share.text} (nêu số liệu x/y và tỷ lệ %)`,
        '2. Cải cách thể chế',
        'III. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN',
        'V. KIẾN NGHỊ, ĐỀ XUẤT',
      ]),
    );
    expect(texts.join('\n')).not.toContain('Không có tiêu chí');
  });
});

describe('counts in a spreadsheet', () => {
  const field: FieldSpec = {
    key: 'n',
    labels: { vi: 'Số', en: 'Number' },
    synonyms: [],
    required: false,
    type: 'count',
  };
  const habits = { monthFirst: false, decimalSign: null } as const;
  const text = (value: string) => convertCell(field, { kind: 'text', value }, value, habits);
  const number = (value: number) => {
    const cell: Cell = { kind: 'number', value };
    return convertCell(field, cell, String(value), habits);
  };

  test.each([
    ['0', 0],
    ['1204', 1204],
    ['1.204', 1204],
    ['1,204', 1204],
    ['1 204', 1204],
    ['1.204.000', 1_204_000],
    ['12,0', 12],
    ['07', 7],
  ])('“%s” is %d', (written, expected) => {
    expect(text(written)).toEqual({ value: expected });
  });

  test.each([
    ['-3', 'NEGATIVE_NUMBER'],
    ['−3', 'NEGATIVE_NUMBER'],
    ['-1.204', 'NEGATIVE_NUMBER'],
    ['12,5', 'FRACTION'],
    ['98.53', 'FRACTION'],
    ['1.204,5', 'FRACTION'],
    ['90%', 'BAD_NUMBER'],
    ['mười', 'BAD_NUMBER'],
    ['1.20.4', 'BAD_NUMBER'],
  ])('“%s” is refused as %s', (written, code) => {
    expect(text(written)).toMatchObject({ code });
  });

  test('what a person writes with thousands apart is the same number; a cell of numbers is itself', () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), fc.constantFrom('.', ',', ' '), (value, sign) => {
        const grouped = String(value).replace(/\B(?=(\d{3})+$)/gu, sign);
        expect(text(grouped)).toEqual({ value });
        expect(number(value)).toEqual({ value });
        if (value > 0) expect(number(-value)).toMatchObject({ code: 'NEGATIVE_NUMBER' });
        expect(number(value + 0.5)).toMatchObject({ code: 'FRACTION' });
      }),
      chance(30_402, 100, 5000),
    );
  });
});
