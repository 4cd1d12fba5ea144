// The pure parts of the screens of seals: words compared, passphrases, the trust list by office.
import { describe, expect, it } from 'vitest';
import type { TrustedOffice } from '../../core/contract/exchange-keys.ts';
import { allSame, heardWords, matchesOffice } from '../../renderer/features/seal/compare-words.ts';
import { officeSeals } from '../../renderer/features/seal/office-seals.ts';
import { passphraseFault } from '../../renderer/components/new-passphrase.ts';

const words = ['sông', 'núi', 'lúa', 'chim', 'thuyền', 'đèn', 'giếng', 'trăng'];

describe('words that were heard', () => {
  const agree = (typed: string, expected: readonly string[] = words) =>
    allSame(heardWords(typed, expected), expected);

  it('agree in any case, with numbers and commas, composed or not', () => {
    expect(agree(words.join(' '))).toBe(true);
    expect(agree('1. Sông, 2. NÚI; lúa chim – thuyền đèn giếng trăng ')).toBe(true);
    expect(agree(words.join(' ').normalize('NFD'))).toBe(true);
  });

  it('do not agree where one sounds alike, is missing, doubled or in another place', () => {
    expect(agree(words.join(' ').replace('núi', 'nui'))).toBe(false);
    expect(agree(words.slice(0, 7).join(' '))).toBe(false);
    expect(agree(`${words.join(' ')} trăng`)).toBe(false);
    expect(agree([words[1], words[0], ...words.slice(2)].join(' '))).toBe(false);
    expect(agree('')).toBe(false);
  });

  it('are told place by place', () => {
    expect(heardWords('sông nùi', words)).toEqual([
      { word: 'sông', same: true },
      { word: 'nùi', same: false },
    ]);
  });

  it('of several syllables are one word', () => {
    const long = ['con trâu', 'lúa', 'bến nước', 'đèn', 'núi', 'sông', 'chim', 'trăng'];
    expect(agree(long.join(' '), long)).toBe(true);
    expect(heardWords('con trâu lúa bến', long).map(({ same }) => same)).toEqual([true, true, false]);
  });
});

describe('a passphrase', () => {
  it('has eight characters and is typed twice', () => {
    expect(passphraseFault({ first: 'mưa phùn', second: 'mưa phùn' })).toBeNull();
    expect(passphraseFault({ first: 'mưa', second: 'mưa' })).toBe('short');
    expect(passphraseFault({ first: 'mưa phùn', second: 'mưa phun' })).toBe('differs');
  });

  it('counts letters, not code points, and is the same composed or not', () => {
    expect(passphraseFault({ first: 'ộộộộ'.normalize('NFD'), second: 'ộộộộ'.normalize('NFD') })).toBe(
      'short',
    );
    expect(passphraseFault({ first: 'mưa phùn'.normalize('NFD'), second: 'mưa phùn' })).toBeNull();
  });
});

describe('the trust list', () => {
  const row = (id: string, more: Partial<TrustedOffice> = {}): TrustedOffice => ({
    id,
    rev: 1,
    officeId: id,
    name: id,
    level: 'commune',
    relation: 'below',
    fingerprint: words,
    validFrom: 1,
    validTo: null,
    revokedAt: null,
    revokedReason: null,
    confirmedByName: 'A',
    confirmedAt: 1,
    current: true,
    namesake: false,
    ...more,
  });

  it('has one line per office, with the seal that is written to', () => {
    const [only, ...others] = officeSeals([
      row('1', { officeId: 'x', current: false, validFrom: 5, validTo: 9 }),
      row('2', { officeId: 'x', validFrom: 3 }),
    ]);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ office: { id: '2' }, earlier: [{ id: '1' }], believed: true });
  });

  it('an office is believed no more when its last seal was revoked', () => {
    const revoked = { revokedAt: 7, revokedReason: 'mất máy', current: false };
    expect(officeSeals([row('1', revoked)]).map(({ believed }) => believed)).toEqual([false]);
    expect(
      officeSeals([row('1', { officeId: 'x', ...revoked }), row('2', { officeId: 'x' })]).map((one) => [
        one.office.id,
        one.believed,
      ]),
    ).toEqual([['2', true]]);
  });

  it('begins with the level above and goes on by the names of the language', () => {
    expect(
      officeSeals([
        row('Xã Ý Yên'),
        row('Xã Đông'),
        row('Xã Dương'),
        row('Sở Nội vụ', { relation: 'above' }),
        row('Khác', { relation: 'other' }),
      ]).map(({ office }) => office.name),
    ).toEqual(['Sở Nội vụ', 'Xã Dương', 'Xã Đông', 'Xã Ý Yên', 'Khác']);
  });

  it('is searched with marks or without', () => {
    expect(matchesOffice('Ủy ban nhân dân xã Đông Hưng', 'dong hung')).toBe(true);
    expect(matchesOffice('Ủy ban nhân dân xã Đông Hưng', '')).toBe(true);
    expect(matchesOffice('Ủy ban nhân dân xã Đông Hưng', 'tây')).toBe(false);
  });
});
