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

test('a number is told, with its zero, and never cut away; teams and members are named where it is no agency’s', () => {
  const issued = { ...notice, agencyName: 'Sở Y tế', number: '5', symbol: 'TB-ĐKT' };
  expect(documentFileStem(issued)).toBe('Thong-bao-ket-qua-So-Y-te-so-05-TB-DKT');
  expect(documentFileStem({ ...issued, number: '05/TB-X' })).toBe('Thong-bao-ket-qua-So-Y-te-so-05-TB-X');
  const long = documentFileStem({ ...issued, agencyName: 'Trung tâm '.repeat(40) });
  expect(long).toMatch(/^Thong-bao-ket-qua-Trung-tam-.*[a-z]-so-05-TB-DKT$/u);
  expect(long.length).toBeLessThanOrEqual(100);
  expect(documentFileStem({ ...notice, kind: 'team_decision', agencyName: null, of: 'Đoàn số 01' })).toBe(
    'Quyet-dinh-thanh-lap-Doan-so-01',
  );
  expect(documentFileStem({ ...notice, kind: 'plan', agencyName: null })).toBe(
    'Ke-hoach-kiem-tra-toan-dot-2019',
  );
});

test('any text gives a plain, bounded name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      expect(asciiName(text)).toMatch(/^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,98}[A-Za-z0-9])?)?$/);
    }),
  );
});
