import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../core/exchange/canonical-json.ts';
import { chance } from '../../long.ts';

describe('canonicalJson', () => {
  test('keys are sorted by code unit at every depth, without white space', () => {
    expect(canonicalJson({ b: [{ z: 1, a: null }], a: 'x', B: true, é: 2 })).toBe(
      '{"B":true,"a":"x","b":[{"a":null,"z":1}],"é":2}',
    );
  });

  test('numbers as ECMAScript writes them; -0 is 0', () => {
    expect(canonicalJson([0, -0, 1e21, 1e-7, 100, -5])).toBe('[0,0,1e+21,1e-7,100,-5]');
  });

  test('undefined keys are left out', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });

  test.each([
    ['NaN', Number.NaN],
    ['infinity', [Number.POSITIVE_INFINITY]],
    ['a big integer', { a: 1n }],
    ['a function', () => 1],
    ['undefined', undefined],
    ['a hole', Array.from({ length: 1 })],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['bytes', new Uint8Array(1)],
  ])('%s is refused', (_name, value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });

  test('what is read back is equal, and the order of keys does not matter', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      chance(1, 100, 20_000),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer(), { noNullPrototype: true }), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).toReversed());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
      }),
      chance(2, 100, 20_000),
    );
  });
});
