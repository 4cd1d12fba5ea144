// Quyền hạn, chức vụ of the signer: every case of the decree, the body's own spelling, and old lines recognised.
import { describe, expect, it } from 'vitest';
import { signAuthorities } from '../../../core/contract/issuers.ts';
import type { SignAuthority } from '../../../core/contract/issuers.ts';
import {
  authoritiesOf,
  authorityOfLines,
  headTitles,
  signLinesFor,
} from '../../../core/rules/sign-authority.ts';
import type { SigningIssuer } from '../../../core/rules/sign-authority.ts';

const province: SigningIssuer = { kind: 'ubnd', nameLine: 'ỦY BAN NHÂN DÂN\nTỈNH HẢI DƯƠNG' };
const chairman: SigningIssuer = { ...province, kind: 'chairman' };
const department: SigningIssuer = { kind: 'department', nameLine: 'SỞ NỘI VỤ' };
const doan: SigningIssuer = {
  kind: 'team',
  nameLine: 'ĐOÀN KIỂM TRA CÔNG TÁC\nCẢI CÁCH HÀNH CHÍNH SỐ 01',
};

describe('the lines of a signature', () => {
  const cases: readonly (readonly [SigningIssuer, SignAuthority, readonly string[]])[] = [
    [province, 'chairman_collective', ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH']],
    [province, 'deputy_collective', ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH']],
    [province, 'acting_head', ['TM. ỦY BAN NHÂN DÂN', 'Q. CHỦ TỊCH']],
    [province, 'by_order', ['TL. CHỦ TỊCH', 'CHÁNH VĂN PHÒNG']],
    [province, 'by_order_deputy', ['TL. CHỦ TỊCH', 'KT. CHÁNH VĂN PHÒNG', 'PHÓ CHÁNH VĂN PHÒNG']],
    [province, 'by_authorisation', ['TUQ. CHỦ TỊCH', 'GIÁM ĐỐC SỞ NỘI VỤ']],
    // By personal authority nobody signs on behalf of the collective.
    [chairman, 'chairman', ['CHỦ TỊCH']],
    [chairman, 'deputy_chairman', ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH']],
    [chairman, 'acting_head', ['Q. CHỦ TỊCH']],
    [chairman, 'by_order', ['TL. CHỦ TỊCH', 'CHÁNH VĂN PHÒNG']],
    [department, 'head', ['GIÁM ĐỐC']],
    [department, 'deputy_head', ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC']],
    [department, 'acting_head', ['Q. GIÁM ĐỐC']],
    [department, 'by_order', ['TL. GIÁM ĐỐC', 'CHÁNH VĂN PHÒNG']],
    [doan, 'team_lead', ['TRƯỞNG ĐOÀN']],
    [{ kind: 'team', nameLine: 'TỔ KIỂM TRA\nCẢI CÁCH HÀNH CHÍNH' }, 'team_lead', ['TỔ TRƯỞNG']],
  ];
  it.each(cases)('%o by %s', (issuer, authority, lines) => {
    expect(signLinesFor(authority, issuer)).toEqual(lines);
  });

  it('keeps the spelling of the body', () => {
    const laiVung: SigningIssuer = { kind: 'ubnd', nameLine: 'UỶ BAN NHÂN DÂN\nHUYỆN LAI VUNG' };
    expect(signLinesFor('deputy_collective', laiVung)[0]).toBe('TM. UỶ BAN NHÂN DÂN');
    expect(signLinesFor('by_authorisation', laiVung)[1]).toBe('TRƯỞNG PHÒNG NỘI VỤ');
    const typed: SigningIssuer = { kind: 'ubnd', nameLine: 'Ủy ban nhân dân  xã Phú Lâm'.normalize('NFD') };
    expect(signLinesFor('chairman_collective', typed)[0]).toBe('TM. ỦY BAN NHÂN DÂN');
    expect(signLinesFor('by_authorisation', typed)[1]).toBe('TRƯỞNG PHÒNG VĂN HÓA - XÃ HỘI');
    expect(signLinesFor('chairman_collective', { kind: 'ubnd', nameLine: 'UBND TỈNH LÂM ĐỒNG' })[0]).toBe(
      'TM. ỦY BAN NHÂN DÂN',
    );
  });

  it('knows who heads a body by its name', () => {
    expect(
      [
        'Sở Tài chính',
        'VĂN PHÒNG UBND TỈNH',
        'Phòng Nội vụ',
        'Chi cục Thuế',
        'BAN DÂN TỘC',
        'Hội Nông dân',
      ].map(headTitles),
    ).toEqual([
      { head: 'GIÁM ĐỐC', deputy: 'PHÓ GIÁM ĐỐC' },
      { head: 'CHÁNH VĂN PHÒNG', deputy: 'PHÓ CHÁNH VĂN PHÒNG' },
      { head: 'TRƯỞNG PHÒNG', deputy: 'PHÓ TRƯỞNG PHÒNG' },
      { head: 'CHI CỤC TRƯỞNG', deputy: 'PHÓ CHI CỤC TRƯỞNG' },
      { head: 'TRƯỞNG BAN', deputy: 'PHÓ TRƯỞNG BAN' },
      { head: 'THỦ TRƯỞNG', deputy: 'PHÓ THỦ TRƯỞNG' },
    ]);
  });
});

describe('lines that stand already', () => {
  const bodies = [
    'SỞ NỘI VỤ',
    'VĂN PHÒNG UBND TỈNH',
    'THANH TRA TỈNH',
    'PHÒNG NỘI VỤ',
    'CHI CỤC THUẾ',
    'CỤC THUẾ',
    'BAN DÂN TỘC',
    'BỘ NỘI VỤ',
    'HỘI NÔNG DÂN',
  ].map((nameLine): SigningIssuer => ({ kind: 'department', nameLine }));

  it('are recognised again, whatever the body', () => {
    const missed: unknown[] = [];
    const seen = new Set<SignAuthority>();
    for (const issuer of [province, chairman, doan, ...bodies]) {
      for (const authority of authoritiesOf(issuer.kind)) {
        seen.add(authority);
        const lines = signLinesFor(authority, issuer);
        if (authorityOfLines(lines) !== authority) missed.push([authority, lines]);
        expect(authorityOfLines(lines.map((line) => ` ${line.toLocaleLowerCase('vi')} `))).toBe(authority);
      }
    }
    expect(missed).toEqual([]);
    expect([...seen].sort()).toEqual([...signAuthorities].sort());
  });

  it('are nobody’s choice once somebody wrote them otherwise', () => {
    for (const lines of [
      [],
      [''],
      ['TM. ỦY BAN NHÂN DÂN'],
      ['TM. ỦY BAN NHÂN DÂN', 'PHÓ CHỦ TỊCH'],
      ['KT. GIÁM ĐỐC', 'PHÓ CHÁNH THANH TRA'],
      ['CHỦ TỊCH', 'CHỦ TỊCH'],
      ['TL. CHỦ TỊCH'],
      ['Người lập biểu'],
    ])
      expect(authorityOfLines(lines)).toBeNull();
  });

  it('are recognised whoever signs by order', () => {
    expect(authorityOfLines(['TL. CHỦ TỊCH', 'GIÁM ĐỐC SỞ NỘI VỤ'])).toBe('by_order');
    expect(authorityOfLines(['TL. CHỦ TỊCH', 'KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'])).toBe('by_order_deputy');
    expect(authorityOfLines(['TUQ. GIÁM ĐỐC', 'TRƯỞNG PHÒNG CẢI CÁCH HÀNH CHÍNH'])).toBe('by_authorisation');
  });
});
