// Ids against the published vectors, against Node's own hash, and the order of new ids.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { id } from '../../../core/contract/common.ts';
import { sha1 } from '../../../core/rules/sha1.ts';
import { uuidV5, uuidV7 } from '../../../core/rules/uuid.ts';

const DNS = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('SHA-1', () => {
  it.each([
    ['', 'da39a3ee5e6b4b0d3255bfef95601890afd80709'],
    ['abc', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
    ['abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq', '84983e441c3bd26ebaae4aa1f95129e5e54670f1'],
    ['a'.repeat(1_000_000), '34aa973cd4c4daa4f61eeb2bdbad27316534016f'],
  ])('RFC 3174 %#', (text, digest) => {
    expect(hex(sha1(new TextEncoder().encode(text)))).toBe(digest);
  });

  it('agrees with the platform for every length around a block', () => {
    for (let length = 0; length < 200; length += 1) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 31 + length) % 256);
      expect(hex(sha1(bytes))).toBe(createHash('sha1').update(bytes).digest('hex'));
    }
  });
});

describe('version 5', () => {
  it('gives the id of RFC 9562', () => {
    expect(uuidV5(DNS, 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  });
  it('takes composed and decomposed letters as one name', () => {
    expect(uuidV5(DNS, 'Cẩm Giàng'.normalize('NFD'))).toBe(uuidV5(DNS, 'Cẩm Giàng'));
    expect(uuidV5(DNS, 'Cẩm Giang')).not.toBe(uuidV5(DNS, 'Cẩm Giàng'));
  });
  it('is an id of the contract, for any name', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(uuidV5(DNS, name)).toMatch(
          /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        );
        expect(id.safeParse(uuidV5(DNS, name)).success).toBe(true);
      }),
    );
  });
  it('refuses a namespace that is none', () => {
    expect(() => uuidV5('sample', 'x')).toThrow(RangeError);
  });
});

describe('version 7', () => {
  it('gives the id of RFC 9562', () => {
    const random = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
    expect(uuidV7(0x017f22e279b0, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  });
  it('sorts by time, whatever the random bytes', () => {
    const time = fc.integer({ min: 0, max: 0xffff_ffff_ffff });
    const random = fc.uint8Array({ minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(time, time, random, random, (a, b, x, y) => {
        fc.pre(a !== b);
        expect(uuidV7(a, x) < uuidV7(b, y)).toBe(a < b);
      }),
    );
  });
  it('refuses too few random bytes and times that do not fit', () => {
    expect(() => uuidV7(1, new Uint8Array(9))).toThrow(RangeError);
    expect(() => uuidV7(-1, new Uint8Array(10))).toThrow(RangeError);
    expect(() => uuidV7(2 ** 48, new Uint8Array(10))).toThrow(RangeError);
  });
});
