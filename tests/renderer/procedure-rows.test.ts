// The lines of a place, finding them, and reading what people write or paste.
import { describe, expect, it } from 'vitest';
import type { Procedure, ProcedurePosting } from '../../core/contract/procedures.ts';
import {
  findRows,
  pastedList,
  publishedLines,
  resolveLines,
  tickRows,
} from '../../renderer/features/procedures/tick-rows.ts';

const procedure = (id: string, fields: Partial<Procedure>): Procedure => ({
  id,
  rev: 1,
  provenance: null,
  procedureListId: 'l',
  ordinal: 1,
  code: null,
  name: 'x',
  fieldName: null,
  level: null,
  serviceLevel: null,
  decision: null,
  decisionOn: null,
  effectiveOn: null,
  abolishedOn: null,
  replacesCode: null,
  ...fields,
});
const posting = (id: string, fields: Partial<ProcedurePosting>): ProcedurePosting => ({
  id,
  rev: 1,
  provenance: null,
  visitId: 'v',
  ordinal: 1,
  place: 'board',
  code: null,
  name: 'x',
  decision: null,
  postedOn: null,
  formFault: null,
  ...fields,
});
const list = [
  procedure('b', { code: '1.000001', name: 'Đăng ký khai sinh', fieldName: 'Hộ tịch' }),
  procedure('a', { code: '1.000002', name: 'Đăng ký kết hôn', fieldName: 'Hộ tịch' }),
  procedure('c', { code: '2.000815', name: 'Chứng thực bản sao' }),
  procedure('d', { code: '9.1', name: 'Đã bãi bỏ', abolishedOn: '2019-01-01' }),
  procedure('e', { code: '9.2', name: 'Sắp có', effectiveOn: '2030-01-01' }),
];

describe('lines', () => {
  const rows = tickRows(publishedLines(list, '2019-09-16'), [
    posting('p', { code: '1.000002' }),
    posting('q', { code: '9.1' }),
    posting('r', { code: '9.2' }),
    posting('s', { code: '7.7', name: 'Lạ' }),
    posting('t', { code: '1.000002' }),
  ]);
  it('are the procedures in force in the order of their list, then what is posted besides', () => {
    expect(rows.map((row) => [row.key, row.posting?.id ?? null, row.superseded, row.beside])).toEqual([
      ['b', null, null, null],
      ['a', 'p', null, null],
      ['c', null, null, null],
      ['q', 'q', 'abolished', null],
      ['r', 'r', null, 'coming'],
      ['s', 's', null, 'unknown'],
      ['t', 't', null, 'again'],
    ]);
  });
  it('are found by words with or without marks, and by code with or without dots', () => {
    const keys = (wanted: string) => findRows(rows, wanted).map(({ key }) => key);
    expect(keys('hon dang')).toEqual(['a']);
    expect(keys('ĐĂNG KÝ')).toEqual(['b', 'a']);
    expect(keys('2000815')).toEqual(['c']);
    expect(keys('ho tich')).toEqual(['b', 'a']);
    expect(keys(' ')).toHaveLength(7);
    expect(keys('không có')).toEqual([]);
  });
});

it('written lines are codes, names, or words that fit one procedure only', () => {
  const { found, unknown, ambiguous } = resolveLines(
    '1000001\nchung thuc ban sao\n\nkết hôn\nđăng ký\nkhông có gì\n2.000815\n',
    list,
  );
  expect(found.map(({ id }) => id)).toEqual(['b', 'c', 'a']);
  expect(ambiguous).toEqual(['đăng ký']);
  expect(unknown).toEqual(['không có gì']);
});

describe('what is pasted', () => {
  it('keeps its own header', () => {
    expect(pastedList('STT\tMã TTHC\tTên\r\n1\t1.01\tA "B"\r\n')).toEqual({
      lines: 1,
      csv: '\ufeff"STT","Mã TTHC","Tên"\r\n"1","1.01","A ""B"""\r\n',
    });
  });
  it('is given one by what stands in its columns', () => {
    const headOf = (text: string) => pastedList(text)?.csv.slice(1).split('\r\n')[0];
    expect(headOf('1.000001.000.00.00.H22\n2.000815')).toBe('"Mã TTHC"');
    expect(headOf('Đăng ký khai sinh\nĐăng ký kết hôn')).toBe('"Tên thủ tục hành chính"');
    expect(headOf('1\tĐăng ký khai sinh\t12/QĐ-UBND\t3/4/2019\tChữ nhỏ\n2\tKết hôn\t\t\t')).toBe(
      '"STT","Tên thủ tục hành chính","Quyết định công bố","Ngày niêm yết","Sai hình thức"',
    );
    expect(pastedList(' \n\t\n')).toBeNull();
    expect(pastedList('Mã TTHC')).toBeNull();
  });
});
