// Standing texts: what fields become, what the check names, and that what the application brings is without fault.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boilerplateParts,
  boilerplatePresets,
  checkBoilerplate,
  fillBoilerplate,
  isSecretMark,
  nearestField,
  unsupportedCharacters,
} from '../../../core/documents/boilerplate.ts';
import { documentContent, documentKinds, type DocumentContent } from '../../../core/documents/content.ts';
import type { NoticeFacts } from '../../../core/documents/facts.ts';
import { fieldNames, fieldsKnownTo, fieldsOf } from '../../../core/documents/fields.ts';
import {
  draftAgencyNotice,
  draftCollectiveNotice,
  draftMinutes,
} from '../../../core/documents/wording/index.ts';
import { haiDuongAgencyNotice, haiDuongCollective } from './fixtures/hai-duong-2019.ts';
import { minutesFacts } from './fixtures/illustrative.ts';
import { laiVungAgencyNotice, laiVungCollective } from './fixtures/lai-vung-2022.ts';

const checked = (text: string, kind: (typeof documentKinds)[number] = 'agency_notice') =>
  checkBoilerplate({ kind, part: 'opening', issuerId: null, text }).map(
    ({ code, paragraph, name, nearest }) => [code, paragraph, name, nearest] as const,
  );

describe('fields', () => {
  it('are filled, marked, and left blank where the data says nothing', () => {
    const [first, second, ...rest] = fillBoilerplate(
      'Năm {{nam}}, tại  {{ don_vi }}.\n\n{{han}} và {{nam}}',
      {
        nam: '2019',
        don_vi: null,
        han: '30/11/2019',
      },
    );
    expect(rest).toEqual([]);
    expect(first).toEqual({
      text: 'Năm 2019, tại …………',
      marks: [
        { from: 4, to: 8, field: 'nam' },
        { from: 14, to: 18, field: 'don_vi' },
      ],
      blanks: ['don_vi'],
    });
    expect(second?.text).toBe('30/11/2019 và 2019');
  });

  it('never reach the paper as braces', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('{{', '}}', '{', '}', 'nam', ' ', '\n', 'la', '{{nam}}', '{{x'), {
          maxLength: 14,
        }),
        (parts) => {
          for (const { text, marks } of fillBoilerplate(parts.join(''), { nam: '2019' })) {
            expect(text).not.toMatch(/\{\{|\}\}/);
            for (const { from, to } of marks) expect(text.slice(from, to)).toBe('2019');
          }
        },
      ),
      { seed: 7, numRuns: 500 },
    );
  });

  it('of a name that is inherited by every object are unknown', () => {
    expect(fillBoilerplate('{{constructor}}', {})[0]?.text).toBe('…………');
    expect(checked('{{constructor}}')[0]?.[0]).toBe('unknown_field');
  });

  it('say what the facts of a reference round say', () => {
    const fields = fieldsOf(haiDuongCollective);
    expect(fields).toMatchObject({
      nam: '2019',
      so_kh: '2676/KH-UBND',
      ngay_kh: '09 tháng 8 năm 2019',
      cq: 'Chủ tịch Ủy ban nhân dân tỉnh Hải Dương',
      thoi_gian: 'từ ngày 16 tháng 9 đến ngày 25 tháng 9 năm 2019',
      so_don_vi: '07',
      truong_doan: 'Trưởng đoàn',
      ho_ten_truong_doan: 'Vương Đức Sáng',
      ubnd: 'Ủy ban nhân dân tỉnh Hải Dương',
      luat_cqdp: 'Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015',
      luat_sua_doi: null,
      don_vi: null,
      quyet_dinh: null,
    });
    const lai = fieldsOf(laiVungCollective);
    expect(lai).toMatchObject({ so_qd: '45/QĐ-UBND-TL', doan_to: 'Tổ kiểm tra', truong_doan: 'Tổ trưởng' });
    expect(lai.chuong_trinh_cchc).toContain('76/NQ-CP');
    expect(fields.chuong_trinh_cchc).toContain('30c/NQ-CP');
  });

  it('take the law of their time', () => {
    const plan = (documentDate: string) => ({
      ...haiDuongCollective,
      plan: { ...haiDuongCollective.plan, documentDate },
    });
    expect(fieldsOf(plan('2025-07-01')).luat_cqdp).toContain('16 tháng 6 năm 2025');
    expect(fieldsOf(plan('2025-07-01')).luat_sua_doi).toBeNull();
    expect(fieldsOf(plan('2022-04-13')).luat_sua_doi).toContain('22 tháng 11 năm 2019');
    expect(fieldsOf(plan('2015-05-01')).luat_cqdp).toBeNull();
  });
});

describe('the check', () => {
  it('names an unknown field with the nearest known one, and its paragraph', () => {
    expect(checked('Dòng một\nTại {{don_vj}} năm {{Năm}}')).toEqual([
      ['unknown_field', 2, 'don_vj', 'don_vi'],
      ['unknown_field', 2, 'Năm', 'nam'],
    ]);
    expect(checked('{{khong_lien_quan_gi_ca}}')).toEqual([
      ['unknown_field', 1, 'khong_lien_quan_gi_ca', null],
    ]);
  });

  it('knows that a paper of a round has no single agency', () => {
    expect(checked('{{don_vi}}', 'collective_notice')[0]?.[0]).toBe('unknown_field');
    expect(checked('{{don_vi}}')).toEqual([]);
  });

  it('names a field that has no value in a round', () => {
    const fields = fieldsOf(haiDuongCollective);
    const text = '{{nam}} {{han}}';
    expect(
      checkBoilerplate({ kind: 'collective_notice', part: 'closing', issuerId: null, text }, fields),
    ).toEqual([
      {
        code: 'empty_field',
        kind: 'collective_notice',
        part: 'closing',
        issuerId: null,
        paragraph: 1,
        name: 'han',
        nearest: null,
      },
    ]);
  });

  it('names open braces', () => {
    expect(checked('Năm {{nam} và hết')).toEqual([['open_braces', 1, '{{nam} và hết', null]]);
    expect(checked('nam}} hết')).toHaveLength(1);
    expect(checked('{{nam}}')).toEqual([]);
  });

  it('names characters that the face cannot print, with their place', () => {
    expect(checked('Tốt 😀 và \u0007 và \ue000')).toEqual([
      ['unsupported_character', 1, '😀 (U+1F600), vị trí 5', null],
      ['unsupported_character', 1, 'U+0007, vị trí 11', null],
      ['unsupported_character', 1, 'U+E000, vị trí 16', null],
    ]);
  });

  it('takes every Vietnamese letter, composed or not, and the signs of official papers', () => {
    const vowels = 'aăâeêioôơuưyAĂÂEÊIOÔƠUƯY';
    const tones = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
    const letters = [...vowels].flatMap((vowel) => tones.map((tone) => vowel + tone));
    expect(unsupportedCharacters(letters.join(''))).toEqual([]);
    expect(unsupportedCharacters(letters.join('').normalize('NFC'))).toEqual([]);
    expect(unsupportedCharacters('đĐ “Điều 1” – 50% § ½ … ₫ \u00a0 “a” ‘b’ •')).toEqual([]);
  });

  it('names secrecy marks and leaves ordinary words alone', () => {
    for (const mark of ['MẬT', ' TỐI MẬT ', 'TUYỆT MẬT', 'Độ mật: Mật', 'độ  mật:', 'MẬT'.normalize('NFD')]) {
      expect(
        checked(mark).map(([code]) => code),
        mark,
      ).toContain('secret_mark');
    }
    for (const plain of ['mật', 'Bảo vệ bí mật nhà nước', 'máy tính soạn thảo văn bản mật', 'MẬT ONG']) {
      expect(isSecretMark(plain), plain).toBe(false);
    }
  });

  it('finds the nearest field by letters, however it is typed', () => {
    const known = fieldsKnownTo('agency_notice');
    expect(nearestField('Đơn vị', known)).toBe('don_vi');
    expect(nearestField('noi-bao-cao', known)).toBe('noi_bao_cao');
    expect(nearestField('', known)).toBeNull();
  });
});

describe('what the application brings', () => {
  it.each(documentKinds)('%s has no fault and its parts in order', (kind) => {
    expect(boilerplateParts(kind).length).toBeGreaterThan(0);
    for (const [part, text] of Object.entries(boilerplatePresets[kind])) {
      expect(checkBoilerplate({ kind, part, issuerId: null, text }), `${kind}.${part}`).toEqual([]);
      expect(text).toBe(text.normalize('NFC'));
      expect(text).not.toMatch(/(?:^|\s)(?:19|20)\d\d(?:\s|$)/);
    }
    for (const name of fieldsKnownTo(kind)) expect(fieldNames[name]).toMatch(/\S/);
  });

  const words = ({ blocks, ...rest }: DocumentContent) => ({
    ...rest,
    blocks: blocks.map(({ id, text }) => [id, text]),
  });

  it('written by the office letter by letter gives the same paper', () => {
    // As the service names them: whom the agencies report to, where it is known, then whom it is for.
    const received = <F extends NoticeFacts>(facts: F, whom: string): F => {
      const { reportBackTo } = facts.plan;
      return { ...facts, recipients: reportBackTo === null ? [] : [`${reportBackTo} (để báo cáo)`, whom] };
    };
    const notices = [haiDuongAgencyNotice(1), laiVungAgencyNotice(7)].map((facts) =>
      received(facts, facts.agencies[0]?.name ?? ''),
    );
    for (const facts of notices) {
      const own = { ...facts, boilerplate: { ...boilerplatePresets.agency_notice } };
      expect(words(draftAgencyNotice(own))).toEqual(words(draftAgencyNotice(facts)));
      const minutes = minutesFacts(facts);
      const ownMinutes = { ...minutes, boilerplate: { ...boilerplatePresets.minutes } };
      expect(words(draftMinutes(ownMinutes))).toEqual(words(draftMinutes(minutes)));
    }
    for (const given of [haiDuongCollective, laiVungCollective]) {
      const facts = received(given, 'Các cơ quan, đơn vị được kiểm tra');
      const own = { ...facts, boilerplate: { ...boilerplatePresets.collective_notice } };
      expect(words(draftCollectiveNotice(own))).toEqual(words(draftCollectiveNotice(facts)));
    }
  });

  it('gives way to the office part by part', () => {
    const facts = {
      ...haiDuongAgencyNotice(3),
      boilerplate: {
        opening: 'Căn cứ {{ke_hoach}}, {{chu_the}} thông báo như sau:',
        grounds: 'Quyết định kiểm tra của {{cq}}',
        recipients: '{{cap_tren}} (báo cáo)\n{{don_vi}}\nSở Tư pháp {{ho_ten_thu_ky}}\n{{luu}}',
      },
    };
    const content = documentContent.parse(draftAgencyNotice(facts));
    expect(content.blocks[0]?.text).toMatch(/^Căn cứ Kế hoạch số 2676\/KH-UBND .* thông báo như sau:$/);
    expect(content.blocks.find(({ id }) => id === 'overview:grounds')?.text).toContain(
      'Quyết định kiểm tra của Chủ tịch Ủy ban nhân dân tỉnh Hải Dương',
    );
    // No secretary is known, so that line names nobody.
    expect(content.recipients).toEqual([
      'UBND tỉnh (báo cáo)',
      facts.agencies[0]?.name,
      expect.stringMatching(/^Lưu: /),
    ]);
    expect(content.blocks.at(-1)?.text).toMatch(/^Trên đây là Thông báo/);
  });
});
