// File names keep to letters, digits and hyphens, whatever an agency is called.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asciiName, documentFileStem } from '../../../core/rules/file-name.ts';

const notice = { kind: 'agency_notice', titleKind: 'ket_qua', year: 2019 } as const;

test('marks fall away, committees are shortened, remarks in brackets are left out', () => {
  expect(documentFileStem({ ...notice, agencyName: 'Ủy ban nhân dân huyện Nam Sách' })).toBe(
    'Thong-bao-ket-qua-UBND-huyen-Nam-Sach',
  );
  expect(documentFileStem({ ...notice, agencyName: 'Sở Văn hóa, Thể thao và Du lịch' })).toBe(
    'Thong-bao-ket-qua-So-Van-hoa-The-thao-va-Du-lich',
  );
  expect(
    documentFileStem({
      ...notice,
      titleKind: 'ket_luan',
      agencyName: 'Cơ quan chuyên môn số 1 (nguồn không nêu tên)',
    }),
  ).toBe('Thong-bao-ket-luan-Co-quan-chuyen-mon-so-1');
  expect(documentFileStem({ ...notice, kind: 'collective_notice', agencyName: null })).toBe(
    'Thong-bao-ket-qua-toan-dot-2019',
  );
  expect(documentFileStem({ ...notice, kind: 'minutes', agencyName: 'Xã Đông Hòa' })).toBe(
    'Bien-ban-kiem-tra-Xa-Dong-Hoa',
  );
});

test('any text gives a plain, bounded name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      expect(asciiName(text)).toMatch(/^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,98}[A-Za-z0-9])?)?$/);
    }),
  );
});
