// Figures and words for criteria 3.2.1 to 3.2.5 from the comparison of procedures: only where somebody looked.
import { describe, expect, it } from 'vitest';
import type { PlaceSummary, ProcedureComparison } from '../../../core/contract/procedures.ts';
import { placeSentence, procedureFigures, shareOfProcedures } from '../../../core/rules/procedure-figures.ts';

const place = (fields: Partial<PlaceSummary>): PlaceSummary => ({
  place: 'board',
  looked: true,
  published: 112,
  posted: 112,
  current: 112,
  dated: 0,
  missing: 0,
  superseded: 0,
  late: 0,
  wrongForm: 0,
  notPublished: 0,
  ...fields,
});
const list = { id: 'x' } as ProcedureComparison['list'];
const figures = (...places: PlaceSummary[]) => procedureFigures({ list, places, results: [] });
const only = (code: string, ...places: PlaceSummary[]) => figures(...places).find((one) => one.code === code);

it('writes two digits at least, and thousands with a dot', () => {
  expect(shareOfProcedures(7, 112)).toBe('07/112 TTHC');
  expect(shareOfProcedures(12, 1204)).toBe('12/1.204 TTHC');
});

describe('the words of a place', () => {
  it('say what is missing with its figures', () => {
    expect(placeSentence(place({ posted: 105, current: 105, missing: 7 }))).toBe(
      'còn 07/112 TTHC chưa niêm yết',
    );
    expect(placeSentence(place({ place: 'website', missing: 12, superseded: 3, notPublished: 1 }))).toBe(
      'còn 12/112 TTHC chưa công khai trên Cổng/Trang thông tin điện tử; 03 TTHC công khai nội dung đã hết hiệu lực; 01 TTHC công khai nhưng không có trong danh mục công bố',
    );
    expect(placeSentence(place({}))).toBe('đã niêm yết đủ 112/112 TTHC');
  });
});

describe('figures', () => {
  it('are given only for places where somebody looked, and only with a list', () => {
    expect(figures(place({ looked: false }))).toEqual([]);
    expect(procedureFigures({ list: null, places: [place({})], results: [] })).toEqual([]);
    expect(figures(place({ published: 0, posted: 0, current: 0 }))).toEqual([]);
    expect(figures(place({})).map(({ code }) => code)).toEqual(['3.2.2', '3.2.3']);
    expect(figures(place({ place: 'national_database' })).map(({ code }) => code)).toEqual(['3.2.1']);
    expect(figures(place({ place: 'website' })).map(({ code }) => code)).toEqual(['3.2.5']);
  });
  it('count as posted what holds today', () => {
    const board = place({ posted: 105, missing: 7, current: 102, superseded: 3 });
    expect(only('3.2.2', board)).toMatchObject({
      numerator: 102,
      denominator: 112,
      fault: true,
      sentence: 'còn 07/112 TTHC chưa niêm yết; 03 TTHC niêm yết nội dung đã hết hiệu lực',
    });
    expect(only('3.2.1', { ...board, place: 'national_database' })).toMatchObject({
      numerator: 102,
      denominator: 112,
    });
  });
  it('judge the form by how much of it is wrong', () => {
    expect(only('3.2.3', place({}))).toMatchObject({ choice: 'yes', fault: false });
    expect(only('3.2.3', place({ wrongForm: 2 }))).toMatchObject({
      choice: 'partial',
      sentence: '02 TTHC niêm yết chưa đúng hình thức',
    });
    expect(only('3.2.3', place({ wrongForm: 112 }))).toMatchObject({ choice: 'no' });
    expect(only('3.2.3', place({ posted: 0, current: 0, missing: 112 }))).toMatchObject({ choice: 'no' });
  });
  it('say nothing of lateness where no day of posting is known', () => {
    expect(only('3.2.4', place({}))).toBeUndefined();
    expect(only('3.2.4', place({ dated: 5 }))).toMatchObject({ count: 0, fault: false });
    const late = { place: 'board', problem: 'late', daysLate: 12 } as ProcedureComparison['results'][number];
    const [figure] = procedureFigures({
      list,
      places: [place({ dated: 5, late: 2 })],
      results: [late, { ...late, daysLate: 3 }, { ...late, place: 'website', daysLate: 90 }],
    }).filter(({ code }) => code === '3.2.4');
    expect(figure).toMatchObject({
      count: 2,
      sentence: '02 TTHC chậm cập nhật trên bảng niêm yết (chậm nhất 12 ngày làm việc)',
    });
  });
  it('hold the website against what is published', () => {
    expect(only('3.2.5', place({ place: 'website' }))).toMatchObject({ choice: 'yes' });
    expect(only('3.2.5', place({ place: 'website', notPublished: 1 }))).toMatchObject({ choice: 'partial' });
    expect(only('3.2.5', place({ place: 'website', posted: 0, current: 0, missing: 112 }))).toMatchObject({
      choice: 'no',
    });
  });
});
