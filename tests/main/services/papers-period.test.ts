// The periodic report and the letter to whoever has not sent theirs, of both reference rounds, as an official would read
// them: the whole text of each, and the finished files through the checker.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentRow } from '../../../core/contract/documents.ts';
import { paragraphText } from '../../../core/documents/model-text.ts';
import { findBrowser, thisMachine } from '../../../main/browsers.ts';
import { checkFinished } from '../../../main/checking/index.ts';
import { createChromiumPrinter } from '../../../main/chromium-printer.ts';
import { loadSample } from '../../../main/samples/load.ts';
import { picturesOf, renderModel } from '../../../main/services/document-pages.ts';
import { modelOfDocument } from '../../../main/services/document-papers.ts';
import { openOffice, removeOffice } from './fixture.ts';
import { pageLines } from './papers-fixture.ts';

const browser = findBrowser(thisMachine());
if (browser === null) console.warn('Skipped: no Edge, Chrome or Chromium prints PDF on this machine.');

const rounds = [
  ['hai-duong-2019', false, 'year', 2019, '2019-12-27'],
  ['hai-duong-2019', true, 'year', 2019, '2019-12-27'],
  ['lai-vung-2022', false, 'half_year', 2022, '2022-06-27'],
  ['lai-vung-2022', true, 'half_year', 2022, '2022-06-27'],
] as const;

describe.each(rounds)('%s, made-up parts: %s', (name, illustrative, kind, year, today) => {
  const office = openOffice();
  const { context, call } = office;
  afterAll(() => removeOffice(office));
  const folder = `./__papers__/${name}${illustrative ? '-illustrative' : ''}`;
  const drafted: DocumentRow[] = [];
  let reportId = '';
  const pagesOf = (row: DocumentRow) => modelOfDocument(context, context.stores.documents.get(row.id)!);

  beforeAll(async () => {
    loadSample(context, { name, illustrative });
    const agencyIds = [...new Set(context.stores.visits.list(null).map(({ agencyId }) => agencyId))];
    // The sample may bring one of its own; this one is written here from its beginning.
    for (const own of (await call('periodReports.list', { year, today })).reports) {
      await call('periodReports.delete', { id: own.id, rev: own.rev });
    }
    const report = await call('periodReports.create', { kind, year, today });
    reportId = report.id;
    await call('agencyReports.setRequired', { reportId, agencyIds, today });
    const [first] = await call('agencyReports.list', { reportId, today });
    await call('agencyReports.update', {
      id: first!.id,
      rev: first!.rev,
      patch: { number: '15', documentDate: report.agencyDueOn, arrivedOn: report.agencyDueOn },
      today,
    });
    // What only people know: one section in their words, one figure with its note.
    const { sections } = await call('periodReports.get', { id: reportId, today });
    const section = sections.find(({ key }) => key === 'steering_communication')!;
    const text = 'Duy trì chuyên mục cải cách hành chính:\n- Đăng 12 tin, bài;\n- Phát 04 phóng sự.';
    await call('periodReports.saveSection', { id: section.id, rev: section.rev, patch: { text } });
    await call('periodReports.setFigure', {
      reportId,
      key: 'a1_7',
      rev: null,
      value: 16,
      note: illustrative ? '12 tin, bài; 04 phóng sự' : null,
    });
    drafted.push(
      await call('documents.create', { kind: 'period_report', periodReportId: reportId, asOf: today }),
    );
    drafted.push((await call('agencyReports.remind', { reportId, today })).at(0)!);
  });

  it('period_report', async () => {
    await expect(pageLines(pagesOf(drafted[0]!))).toMatchFileSnapshot(`${folder}/period_report.txt`);
  });

  it('report_reminder', async () => {
    await expect(pageLines(pagesOf(drafted[1]!))).toMatchFileSnapshot(`${folder}/report_reminder.txt`);
  });

  it('sections are numbered by the layout alone, each once', async () => {
    const { content } = await call('documents.get', { id: drafted[0]!.id });
    for (const block of content.blocks) {
      if (block.type === 'section' || block.type === 'subsection')
        expect(block.text).not.toMatch(/^[IVX\d]+\./u);
    }
    const text = pageLines(pagesOf(drafted[0]!));
    for (const heading of [
      'I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH',
      'V. KIẾN NGHỊ, ĐỀ XUẤT',
      '6. Xây dựng và phát triển',
    ]) {
      expect(text.split(heading)).toHaveLength(2);
    }
  });

  it('the annex has every row of the form under a head that is repeated; its page is turned for notes', async () => {
    const { annex } = await call('periodReports.get', { id: reportId, today });
    const { blocks } = pagesOf(drafted[0]!);
    const at = blocks.findIndex((block) => block.type === 'pageBreak');
    const [turned] = blocks.slice(at);
    expect(turned).toMatchObject({ type: 'pageBreak', landscape: illustrative });
    const grid = blocks.slice(at).find((block) => block.type === 'table');
    if (grid?.type !== 'table') throw new Error('no table');
    expect(grid.head.map(paragraphText).slice(0, 2)).toEqual(['TT', 'Chỉ tiêu thống kê']);
    const lines = grid.rows.map((row) => row.slice(0, 2).map(paragraphText));
    expect(lines).toEqual(annex.map(({ label, title }) => [label, title]));
  });

  it('sections that nobody has written and no figure fills are named', async () => {
    const { warnings } = await call('documents.get', { id: drafted[0]!.id });
    const named = warnings.filter(({ code }) => code === 'empty_section').map(({ params }) => params['text']);
    expect(named).toContain('Sáng kiến, cách làm mới');
    expect(named).not.toContain('Thông tin, tuyên truyền cải cách hành chính');
  });

  it('a draft is not stale until the data changes', async () => {
    expect((await call('documents.get', { id: drafted[0]!.id })).stale).toBe(false);
  });

  it('no Word file breaks a rule', async () => {
    for (const row of drafted) {
      const { bytes } = await renderModel(null, pagesOf(row), 'docx', undefined, picturesOf(context.blobs));
      const { breaches } = await checkFinished(bytes, `${row.kind}.docx`);
      expect(breaches.map(({ rule, found }) => `${row.kind}: ${rule}: ${found}`)).toEqual([]);
    }
  }, 60_000);

  if (!illustrative) return;
  it.skipIf(browser === null)(
    'no PDF breaks a rule (skipped where no browser prints)',
    async () => {
      const printer = createChromiumPrinter({ executable: browser ?? '' });
      try {
        for (const row of drafted) {
          const { bytes } = await renderModel(
            printer,
            pagesOf(row),
            'pdf',
            undefined,
            picturesOf(context.blobs),
          );
          const { breaches } = await checkFinished(bytes, `${row.kind}.pdf`);
          expect(breaches.map(({ rule, found }) => `${row.kind}: ${rule}: ${found}`)).toEqual([]);
        }
      } finally {
        await printer.close?.();
      }
    },
    120_000,
  );
});
