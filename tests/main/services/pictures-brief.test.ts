// The brief is one page of A4, printed by a real browser, with the longest words that its parts may have.
import { writeFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import type { Brief } from '../../../core/contract/pictures.ts';
import { briefSheet } from '../../../core/documents/sheets/leadership-brief.ts';
import type { IssuerFacts } from '../../../core/documents/facts.ts';
import { findBrowser, thisMachine } from '../../../main/browsers.ts';
import { createChromiumPrinter } from '../../../main/chromium-printer.ts';
import { renderModel } from '../../../main/services/document-pages.ts';

const executable = findBrowser(thisMachine());
if (executable === null) console.warn('Skipped: no Edge, Chrome or Chromium prints PDF on this machine.');
const printer = executable === null ? null : createChromiumPrinter({ executable });
afterAll(() => printer?.close());

const at = (value: number) => ({ value, to: '/' });
const issuer: IssuerFacts = {
  kind: 'department',
  name: 'Sở Nội vụ tỉnh Hải Dương',
  parentLine: 'ỦY BAN NHÂN DÂN\nTỈNH HẢI DƯƠNG',
  nameLine: 'SỞ NỘI VỤ',
  authorityLine: null,
  signLines: ['GIÁM ĐỐC'],
  signerTitleBelow: null,
  signerName: null,
  placeName: 'Hải Dương',
  archiveLine: null,
};
const long =
  'Việc cập nhật, niêm yết công khai thủ tục hành chính tại Bộ phận Tiếp nhận và Trả kết quả chưa đầy đủ, kịp thời theo quy định hiện hành của cấp có thẩm quyền';
const status = {
  open: at(120),
  in_progress: at(98),
  reported: at(41),
  returned: at(7),
  verified: at(634),
  no_longer_applicable: at(12),
  transferred: at(3),
};
const brief: Brief = {
  asOf: '2026-08-15',
  officeName: 'Sở Nội vụ tỉnh Hải Dương',
  illustrative: true,
  year: 2026,
  planTitles: ['Kiểm tra công tác CCHC năm 2026'],
  round: {
    visits: at(115),
    done: at(98),
    postponed: at(4),
    cancelled: at(1),
    noticesOut: at(90),
    noticesWaiting: at(8),
    noticesOverdue: at(3),
    limitations: at(1204),
  },
  recommendations: {
    total: at(915),
    byStatus: status,
    open: at(266),
    overdue: at(184),
    due7: at(21),
    due30: at(44),
    noDay: at(9),
    unsupported: at(13),
    repeated: at(77),
  },
  coverage: { numerator: 98, denominator: 115, planned: 110, target: 90, unknown: null, to: '/' },
  remediation: { numerator: 634, denominator: 900, unknown: null, to: '/' },
  weakest: Array.from({ length: 10 }, (_one, index) => ({
    agencyId: '00000000-0000-7000-8000-000000000001',
    agencyName: `Ban Quản lý các khu công nghiệp và khu kinh tế trên địa bàn tỉnh số ${index + 1}`,
    overdue: at(20 - index),
    open: at(30),
    repeated: at(5),
    limitations: at(40),
    score: { earned: 7125, max: 10_000, share: 7125 },
  })),
  overdueByDomain: [
    'Cải cách thủ tục hành chính',
    'Xây dựng và nâng cao chất lượng đội ngũ cán bộ, công chức, viên chức',
    'Hiện đại hóa hành chính',
  ].map((domainName, index) => ({
    domainKey: `d${index}`,
    domainName,
    overdue: at(60 - index),
  })),
  frequent: Array.from({ length: 5 }, (_one, index) => ({
    by: 'criterion',
    id: null,
    code: '3.4.1',
    text: `${long} ${index}`,
    domainKey: 'd1',
    domainName: 'Cải cách thủ tục hành chính',
    count: at(88 - index),
    agencies: 60,
    years: [2024, 2025, 2026],
  })),
  decisions: (
    [
      'extension',
      'second_reminder',
      'not_announced',
      'to_verify',
      'for_signature',
      'postponed',
      'coverage',
      'late_reports',
    ] as const
  ).map((key, index) => ({ key, count: 12 + index, to: '/' })),
};

test.skipIf(printer === null)('with everything that it may hold it is one page', async () => {
  const { bytes, pages } = await renderModel(printer, briefSheet({ issuer, brief }), 'pdf');
  const keep = process.env['KEEP_BRIEF'];
  if (keep !== undefined) writeFileSync(keep, bytes);
  expect(pages).toBe(1);
});

test('what cannot be told is said, and never as a share', () => {
  const text = JSON.stringify(
    briefSheet({
      issuer: null,
      brief: {
        ...brief,
        coverage: { ...brief.coverage, unknown: 'teams' },
        remediation: { numerator: 0, denominator: 0, unknown: 'nothing_recommended', to: '/' },
        weakest: [],
        frequent: [],
        decisions: [],
      },
    }),
  );
  expect(text).toContain('98/115 đơn vị (chưa đủ dữ liệu các đoàn)');
  expect(text).toContain('chưa có số liệu');
  expect(text).not.toMatch(/\b0%/u);
  expect(text).toContain('Không có việc nào chờ quyết định');
});
