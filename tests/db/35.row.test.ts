import { describe, expect, test } from 'vitest';
import { fromRow, toRow } from '../../db/row.ts';

describe('rows', () => {
  test('booleans, JSON and names are mapped both ways', () => {
    const wire = { legalGrounds: ['a', 'b'], scoring: true, documentDate: null, year: 2019, title: 'x' };
    const sql = { legal_grounds: '["a","b"]', scoring: 1, document_date: null, year: 2019, title: 'x' };
    expect(toRow('plan', wire)).toEqual(sql);
    expect(fromRow('plan', sql)).toEqual(wire);
  });

  test('columns that were joined or counted are left out; undefined counts as not given', () => {
    expect(fromRow('plan', { id: 'x', visits: 3 })).toEqual({ id: 'x' });
    expect(toRow('plan', { title: undefined, year: 1 })).toEqual({ year: 1 });
  });

  test('JSON is canonical, so that equal values are equal text', () => {
    const [one, other] = [
      { b: 1, a: { d: 1, c: 2 } },
      { a: { c: 2, d: 1 }, b: 1 },
    ];
    expect(toRow('document', { content: one })).toEqual(toRow('document', { content: other }));
  });

  test.each([
    ['an unknown column', { nothing: 1 }],
    ['a boolean as a number', { scoring: 1 }],
    ['a number as text', { year: '2019' }],
    ['half a number', { year: 2019.5 }],
    ['text as a number', { title: 5 }],
  ])('%s is a fault of the program', (_name, values) => {
    expect(() => toRow('plan', values)).toThrow(TypeError);
  });
});
