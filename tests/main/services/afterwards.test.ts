// Both made-up rounds followed to the end: everything that an office prints afterwards, as Word and as PDF, names what it
// should, breaks no rule, and says on every page that its data are made up. KEEP_PAPERS=folder keeps the files.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DocumentRow } from '../../../core/contract/documents.ts';
import type { Output } from '../../../core/contract/index.ts';
import { isOverdue } from '../../../core/rules/due.ts';
import { formatHundredths } from '../../../core/documents/wording/numbers.ts';
import { annexValue } from '../../../core/rules/report-annex.ts';
import { isVisitInRound } from '../../../core/rules/visit-states.ts';
import { findBrowser, thisMachine } from '../../../main/browsers.ts';
import { checkFinished } from '../../../main/checking/index.ts';
import { readPdfPages } from '../../../main/checking/pdf-file.ts';
import { createChromiumPrinter } from '../../../main/chromium-printer.ts';
import { loadSample } from '../../../main/samples/load.ts';
import { modelOfDocument } from '../../../main/services/document-papers.ts';
import { openOffice, removeOffice } from './fixture.ts';
import { pageLines } from './papers-fixture.ts';

const browser = findBrowser(thisMachine());
if (browser === null) console.warn('Skipped: no Edge, Chrome or Chromium prints PDF on this machine.');
const printer = browser === null ? null : createChromiumPrinter({ executable: browser });
afterAll(() => printer?.close?.());
const MARK = 'DỮ LIỆU MINH HỌA';
const formats = browser === null ? (['docx'] as const) : (['docx', 'pdf'] as const);

const rounds = [
  {
    name: 'hai-duong-2019',
    year: 2019,
    // The sample brings the report of the year; the half-year after it is begun here.
    report: { kind: 'half_year', year: 2020 },
    reportedOn: '2020-06-18',
    today: '2020-01-10',
  },
  {
    name: 'lai-vung-2022',
    year: 2022,
    report: { kind: 'half_year', year: 2022 },
    reportedOn: '2022-06-27',
    today: '2022-08-15',
  },
] as const;

describe.each(rounds)('$name', ({ name, year, report: wanted, reportedOn, today }) => {
  const office = openOffice({ printer });
  const { context, call } = office;
  const { stores } = context;
  afterAll(() => removeOffice(office));
  let planId = '';
  let report: Output<'periodReports.get'>;
  let ranked: readonly Output<'indexSets.ranking'>[] = [];
  const reminders: DocumentRow[] = [];
  const letters: DocumentRow[] = [];
  const decisions: DocumentRow[] = [];
  let summary: DocumentRow;
  let paper: DocumentRow;

  const linesOf = ({ id }: Pick<DocumentRow, 'id'>) =>
    pageLines(modelOfDocument(context, stores.documents.get(id)!));
  async function bytesOf({ url }: { readonly url: string }): Promise<Uint8Array> {
    const content = context.handles.get(url.split('/').at(-1)!);
    if (content === undefined) throw new Error(`${url} is gone`);
    return new Uint8Array(await content.read());
  }
  function keep(fileName: string, bytes: Uint8Array): void {
    const folder = process.env['KEEP_PAPERS'];
    if (folder === undefined) return;
    mkdirSync(path.join(folder, name), { recursive: true });
    writeFileSync(path.join(folder, name, fileName), bytes);
  }

  beforeAll(async () => {
    planId = loadSample(context, { name, illustrative: true }).planId;
    reminders.push(...(await call('remediation.remind', { planId, today })));
    summary = await call('documents.create', { kind: 'remediation_summary', planId, asOf: today });

    const listed = await call('periodReports.list', { year: wanted.year, today: reportedOn });
    const own =
      listed.reports.find(({ kind }) => kind === wanted.kind) ??
      (await call('periodReports.create', { ...wanted, today: reportedOn }));
    const begun = await call('periodReports.get', { id: own.id, today: reportedOn });
    for (const { id, rev, text, suggestion } of begun.sections) {
      if (text === null && suggestion !== null) {
        await call('periodReports.saveSection', { id, rev, patch: { text: suggestion } });
      }
    }
    if (begun.previous !== null) await call('periodReports.carry', { id: own.id, fromId: begun.previous.id });
    paper = await call('documents.create', {
      kind: 'period_report',
      periodReportId: own.id,
      asOf: reportedOn,
    });
    letters.push(...(await call('agencyReports.remind', { reportId: own.id, today: reportedOn })));
    report = await call('periodReports.get', { id: own.id, today: reportedOn });

    const sets = await call('indexSets.list', { year });
    ranked = await Promise.all(sets.map(({ id }) => call('indexSets.ranking', { id })));
    for (const { id } of sets) {
      decisions.push(await call('documents.create', { kind: 'index_decision', indexSetId: id }));
    }
  });

  const papers = () => [...reminders, summary, paper, ...letters, ...decisions];

  test('one reminder for each agency that is overdue, naming what it owes', async () => {
    const owing = Map.groupBy(
      stores.recommendations
        .ofPlan(planId)
        .filter((one) => one.agencyId !== null && isOverdue(one.dueOn, one.status, today)),
      ({ agencyId }) => agencyId ?? '',
    );
    const visits = stores.visits.list(planId).filter(isVisitInRound);
    expect(reminders.length).toBeGreaterThan(0);
    expect(
      reminders.map(({ visitId }) => visits.find(({ id }) => id === visitId)?.agencyId).toSorted(),
    ).toEqual(visits.flatMap(({ agencyId }) => (owing.has(agencyId) ? [agencyId] : [])).toSorted());
    for (const row of reminders) {
      const text = linesOf(row);
      const agency = visits.find(({ id }) => id === row.visitId)!;
      const owed = owing.get(agency.agencyId)!;
      expect(text).toContain(bare(agency.agencyName));
      expect(text.match(/quá hạn \d+ ngày/gu) ?? []).toHaveLength(owed.length);
    }
    // A second round of letters asks nobody twice.
    expect(await call('remediation.remind', { planId, today })).toEqual([]);
  });

  test('the summary counts what the list of the round counts', async () => {
    const counts = await call('remediation.counts', { planId, today });
    const text = linesOf(summary);
    const total = stores.recommendations.ofPlan(planId).length;
    expect(counts.total).toBe(total);
    expect(text).toContain(`${String(total).padStart(2, '0')} kiến nghị`);
  });

  test('the half-year report prints every figure of its annex and every section', () => {
    const text = linesOf(paper);
    expect(report.report).toMatchObject({ kind: 'half_year', illustrative: true });
    for (const line of report.annex) {
      const shown = annexValue(line);
      const figure = line.isGroup
        ? ''
        : shown === null
          ? '…'
          : shown.hundredths
            ? formatHundredths(shown.value)
            : shown.value.toLocaleString('vi-VN');
      expect(text).toContain([line.label, line.title, line.unit, figure].join(' | '));
    }
    const known = report.sections.filter(({ text: words }) => words !== null);
    expect(known.length).toBeGreaterThan(8);
    for (const { text: words } of known) {
      for (const line of (words ?? '').split('\n')) {
        expect(text).toContain(
          line
            .replace(/^[-–+•]\s+/u, '')
            .trim()
            .replace(/[.;]$/u, ''),
        );
      }
    }
  });

  test('a letter to each agency whose report is missing on the day', async () => {
    const board = await call('agencyReports.list', { reportId: report.report.id, today: reportedOn });
    const missing = board.filter(({ state }) => state === 'missing');
    expect(missing.length).toBeGreaterThan(0);
    expect(letters.map(({ agencyReportId }) => agencyReportId).toSorted()).toEqual(
      missing.map(({ id }) => id).toSorted(),
    );
    for (const row of letters) {
      const { agencyName } = missing.find(({ id }) => id === row.agencyReportId)!;
      expect(linesOf(row)).toContain(bare(agencyName));
    }
  });

  test('the decision of each set says whose index it is, and its appendix is the ranking, ties and all', async () => {
    expect(decisions.length).toBeGreaterThan(0);
    for (const [index, { rows, set }] of ranked.entries()) {
      const text = linesOf(decisions[index]!);
      const printed = text
        .split('\n')
        .filter((line) => /^\d+ \| /u.test(line))
        .map((line) => line.split(' | '));
      expect(rows.length).toBeGreaterThan(0);
      expect(
        printed.map(([, agency, points, share, rank, grade]) => [agency, points, share, rank, grade]),
      ).toEqual(
        rows.map(({ agencyName, total, share, rank, grade }) => [
          expect.stringContaining(bare(agencyName)) as string,
          places(total),
          `${places(share)}%`,
          String(rank),
          grade,
        ]),
      );
      const article = text.split('\n').find((line) => line.startsWith('Điều 1.')) ?? '';
      expect(article.toLocaleLowerCase('vi')).toContain(
        set.groupName.replace('UBND', 'Ủy ban nhân dân').toLocaleLowerCase('vi'),
      );
    }
    const ties = ranked.flatMap(({ rows }) =>
      rows.filter(({ rank }) => rows.filter((one) => one.rank === rank).length > 1),
    );
    expect(ties.length).toBeGreaterThan(1);
  });

  test('whatever counts the made-up round is made up, whoever began it', async () => {
    const later = await call('periodReports.create', { kind: 'year', year: year + 1, today: reportedOn });
    // What is owed from then is counted still.
    expect(later).toMatchObject({ provenance: null, illustrative: true });
    const before = await call('periodReports.create', { kind: 'year', year: year - 3, today: reportedOn });
    expect(before).toMatchObject({ illustrative: false });
    for (const { id, rev } of [later, before]) await call('periodReports.delete', { id, rev });
    const { set, rows } = ranked[0]!;
    const { groupName, agencyKinds } = set;
    const made = async (ofYear: number) => {
      const fields = {
        year: ofYear,
        name: `Chỉ số ${String(ofYear)}`,
        groupName: `${groupName} (tự lập)`,
        agencyKinds,
      };
      const { id } = await call('indexSets.create', { ...fields, from: 'starter' });
      await call('indexEntries.add', { indexSetId: id, agencyIds: rows.map(({ agencyId }) => agencyId) });
      return (await call('indexSets.list', { year: ofYear })).find((one) => one.id === id);
    };
    // Its answers are offered as evidence for that year's points, not for another's.
    expect(await made(year)).toMatchObject({ provenance: null, illustrative: true });
    expect(await made(year - 1)).toMatchObject({ illustrative: false });
  });

  test('Word: no rule is broken, and every header says that the data are made up', async () => {
    for (const row of papers()) {
      const file = await call('documents.render', { id: row.id, format: 'docx' });
      const bytes = await bytesOf(file);
      keep(file.fileName, bytes);
      await expectSound(bytes, file.fileName);
      expectMarkedDocx(bytes, file.fileName);
    }
  }, 120_000);

  test.skipIf(browser === null)(
    'PDF: no rule is broken, and every page says that the data are made up (skipped where no browser prints)',
    async () => {
      for (const row of papers()) {
        const file = await call('documents.render', { id: row.id, format: 'pdf' });
        const bytes = await bytesOf(file);
        keep(file.fileName, bytes);
        await expectSound(bytes, file.fileName);
        await expectMarkedPdf(bytes, file.fileName);
      }
    },
    240_000,
  );

  test('the page for the head of the office, in every format', async () => {
    const brief = await call('pictures.brief', { year, today });
    expect(brief).toMatchObject({ illustrative: true });
    for (const format of formats) {
      const file = await call('pictures.renderBrief', { year, today, format });
      const bytes = await bytesOf(file);
      keep(file.fileName, bytes);
      await expectSound(bytes, file.fileName);
      if (format === 'pdf') {
        await expectMarkedPdf(bytes, file.fileName);
        expect(file.pages).toBe(1);
      } else expectMarkedDocx(bytes, file.fileName);
    }
  }, 120_000);

  test('the forms that go to the agencies say it at the head of every page and above their rows', async () => {
    const parts: [string, Uint8Array][] = [];
    for (const kind of ['plan', 'report'] as const) {
      const { file, count } = await call('remediationPapers.forms', { planId, kind });
      const bytes = await bytesOf(file);
      keep(file.fileName, bytes);
      const forms = Object.entries(unzipSync(bytes));
      expect(forms).toHaveLength(count);
      parts.push(...forms);
    }
    const annex = await call('periodReports.annex', { id: report.report.id });
    parts.push([annex.file.fileName, await bytesOf(annex.file)]);
    for (const { set } of ranked) {
      const { file } = await call('indexSets.exportRanking', { id: set.id });
      parts.push([file.fileName, await bytesOf(file)]);
    }
    for (const [fileName, bytes] of parts) {
      keep(fileName, bytes);
      expectMarkedXlsx(bytes, fileName);
    }
  });
});

/** Of an agency that the source does not name, without the remark that says so. */
const bare = (name: string) => name.replace(/\s*\([^)]*\)$/u, '');

/** `98,5` → `98,50`. */
const places = (hundredths: number): string => {
  const [whole = '', rest = ''] = formatHundredths(hundredths).split(',');
  return `${whole},${rest.padEnd(2, '0')}`;
};

async function expectSound(bytes: Uint8Array, fileName: string): Promise<void> {
  const { breaches } = await checkFinished(bytes, fileName);
  expect(breaches.map(({ rule, found }) => `${fileName}: ${rule}: ${found}`)).toEqual([]);
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** Every section has its headers, and each of them the mark. */
function expectMarkedDocx(bytes: Uint8Array, fileName: string): void {
  const parts = unzipSync(bytes);
  const relations = new Map(
    [...text(parts['word/_rels/document.xml.rels']!).matchAll(/<Relationship [^>]*>/gu)].map(([tag]) => [
      /\bId="([^"]*)"/u.exec(tag)?.[1] ?? '',
      /\bTarget="([^"]*)"/u.exec(tag)?.[1] ?? '',
    ]),
  );
  const sections = text(parts['word/document.xml']!).match(/<w:sectPr\b.*?<\/w:sectPr>/gsu) ?? [];
  expect(sections.length, fileName).toBeGreaterThan(0);
  for (const section of sections) {
    const used = [...section.matchAll(/<w:headerReference\b[^>]*>/gu)].map(([tag]) => ({
      type: /w:type="([^"]*)"/u.exec(tag)?.[1],
      target: relations.get(/r:id="([^"]*)"/u.exec(tag)?.[1] ?? '') ?? '',
    }));
    expect(
      used.map(({ type }) => type),
      fileName,
    ).toContain('default');
    if (/<w:titlePg(?! w:val="(?:false|0)")/u.test(section))
      expect(
        used.map(({ type }) => type),
        fileName,
      ).toContain('first');
    for (const { target } of used) {
      const header = text(parts[`word/${target}`]!).replace(/<[^>]*>/gu, '');
      expect(header, `${fileName} ${target}`).toContain(MARK);
    }
  }
}

async function expectMarkedPdf(bytes: Uint8Array, fileName: string): Promise<void> {
  const pages = await readPdfPages(bytes);
  expect(pages.length, fileName).toBeGreaterThan(0);
  for (const { number, fragments } of pages) {
    const words = fragments.map((fragment) => fragment.text).join('');
    expect(words.normalize('NFC').replace(/[\s\u00a0]+/gu, ''), `${fileName}, ${String(number)}`).toContain(
      MARK.replaceAll(' ', ''),
    );
  }
}

function expectMarkedXlsx(bytes: Uint8Array, fileName: string): void {
  const parts = unzipSync(bytes);
  const sheets = Object.keys(parts).filter((part) => /^xl\/worksheets\/sheet\d+\.xml$/u.test(part));
  expect(sheets.length, fileName).toBeGreaterThan(0);
  const strings = [...text(parts['xl/sharedStrings.xml']!).matchAll(/<si>(.*?)<\/si>/gsu)].map(([, inside]) =>
    (inside ?? '').replace(/<[^>]*>/gu, ''),
  );
  for (const sheet of sheets) {
    const xml = text(parts[sheet]!);
    const head = /<oddHeader>(.*?)<\/oddHeader>/su.exec(xml)?.[1] ?? '';
    expect(head, `${fileName} ${sheet}`).toContain(MARK);
    const shown = [...xml.matchAll(/<c [^>]*t="s"[^>]*><v>(\d+)<\/v>/gu)].map(
      ([, at]) => strings[Number(at)],
    );
    expect(shown, `${fileName} ${sheet}`).toContain(MARK);
  }
}
