// Twenty notices of real rounds as Word files and as PDF, against docxtemplater and LibreOffice.
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { pathToFileURL } from 'node:url';
import type { SampleName } from '../../core/contract/system.ts';
import { createStores } from '../../db/stores.ts';
import { createChromiumPrinter } from '../../main/chromium-printer.ts';
import type { PdfPrinter } from '../../main/pdf.ts';
import { docxBytes, draftOf, layOut, renderModel } from '../../main/services/document-pages.ts';
import type { Paper } from '../../main/services/document-facts.ts';
import { defaultIssuerId, draftPaper, noticesOf } from '../../main/services/documents.ts';
import { type Bench, folderWithSample, openBare, Skipped } from './bench.ts';
import { versionOf } from './machine.ts';
import { interleave, repeatAsync } from './measure.ts';
import { row, type Row } from './table.ts';
import { createTemplates, documentTexts, documentXml, fill } from './word-template.ts';

const COUNT = 20;

async function papersOf(bench: Bench, name: SampleName): Promise<readonly Paper[]> {
  const folder = path.join(bench.scratch('notices'), name);
  rmSync(folder, { recursive: true, force: true });
  const { planId } = await folderWithSample(bench, folder, name);
  const database = openBare(folder, 'read');
  try {
    const stores = createStores(database.connection);
    const plan = stores.plans.get(planId);
    if (plan === undefined) throw new Error('The sample has no plan');
    const issuerId = defaultIssuerId(plan);
    return noticesOf(stores.visits.list(planId)).map(
      (notice) => draftPaper({ stores }, plan, { ...notice, titleKind: 'ket_qua', issuerId }).paper,
    );
  } finally {
    database.close();
  }
}

/** The collective notice of Lai Vung and those of its 18 agencies, and the first agency's of Hải Dương. */
async function twentyPapers(bench: Bench): Promise<readonly Paper[]> {
  const papers = [
    ...(await papersOf(bench, 'lai-vung-2022')),
    ...(await papersOf(bench, 'hai-duong-2019')).slice(1),
  ];
  if (papers.length < COUNT) throw new Error(`The samples have ${papers.length} notices`);
  return papers.slice(0, COUNT);
}

const modelOf = (paper: Paper) => layOut(paper, draftOf(paper), false);

export async function measureWordFiles(bench: Bench): Promise<readonly Row[]> {
  const papers = await twentyPapers(bench);
  const models = papers.map(modelOf);
  const ours: Uint8Array[] = [];
  for (const model of models) ours.push(await docxBytes(model));

  const templates = createTemplates();
  for (const files of Map.groupBy(ours, templates.signature).values()) templates.add(files);
  const filled = ours.map((file) => templates.dataOf(file));
  for (const [index, { template, data }] of filled.entries()) {
    const file = ours[index] ?? new Uint8Array();
    const theirs = fill(template, data);
    const [expected, got] = [documentTexts(file), documentTexts(theirs)];
    if (expected.join('\n') !== got.join('\n')) {
      const at = expected.findIndex((text, one) => text !== got[one]);
      throw new Error(`Notice ${index}: "${expected[at]}" came out as "${got[at]}"`);
    }
    const paragraphs = (xml: string) => xml.match(/<w:p>/g)?.length;
    if (paragraphs(documentXml(file)) !== paragraphs(documentXml(theirs)))
      throw new Error('Not the same paragraphs');
  }

  const rounds = await interleave(
    {
      facts: repeatAsync(async () => {
        for (const paper of papers) await docxBytes(modelOf(paper));
      }),
      models: repeatAsync(async () => {
        for (const model of models) await docxBytes(model);
      }),
      templates: repeatAsync(async () => {
        for (const { template, data } of filled) fill(template, data);
      }),
    },
    bench.quick ? { rounds: 3, perRound: 1, warmUp: 1 } : { rounds: 11, perRound: 1, warmUp: 2 },
  );
  const about = (what: string) => ({
    group: `${COUNT} notices as DOCX`,
    what,
    baseline: 'docxtemplater filling an equal template with the same texts',
  });
  return [
    row(about('from facts: wording, layout, Word file'), rounds, 'facts', 'templates'),
    row(about('the Word file alone, from the laid-out model'), rounds, 'models', 'templates'),
  ];
}

/** LibreOffice, installed where the machine lets us: Debian, as root. */
function ensureOffice(bench: Bench): void {
  if (versionOf('soffice', ['--headless', '--version']) !== null) return;
  const isRootOnDebian = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  if (!isRootOnDebian) throw new Skipped('soffice is not installed');
  bench.note('Installing libreoffice-writer-nogui with apt-get…');
  const options = {
    stdio: 'ignore',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  } as const;
  spawnSync('apt-get', ['update', '-qq'], options);
  spawnSync(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', 'libreoffice-writer-nogui'],
    options,
  );
  if (versionOf('soffice', ['--headless', '--version']) === null) {
    throw new Skipped('libreoffice-writer-nogui could not be installed');
  }
}

export async function measurePdfs(bench: Bench): Promise<readonly Row[]> {
  const about = (what: string) => ({
    group: `${COUNT} notices as PDF`,
    what,
    baseline: 'soffice --convert-to pdf of the DOCX, all in one call',
  });
  const rows = [
    'all at once, browser started for it',
    'all at once, browser running',
    'one after the other, browser running',
  ];
  try {
    const { browser } = bench;
    if (browser === null) throw new Skipped('no Edge, Chrome or Chromium is installed');
    ensureOffice(bench);
    const models = (await twentyPapers(bench)).map(modelOf);
    const folder = path.join(bench.scratch('pdf'), 'docx');
    mkdirSync(folder, { recursive: true });
    const files: string[] = [];
    for (const [index, model] of models.entries()) {
      const file = path.join(folder, `${String(index).padStart(2, '0')}.docx`);
      writeFileSync(file, await docxBytes(model));
      files.push(file);
    }
    const converted = path.join(bench.scratch('pdf'), 'converted');
    // A profile of its own; the warm-up creates it.
    const profile = pathToFileURL(path.join(bench.scratch('pdf'), 'profile')).href;
    const print = async (printer: PdfPrinter, model: (typeof models)[number]) => {
      const { pages } = await renderModel(printer, model, 'pdf');
      if (pages === null || pages < 1) throw new Error('An empty PDF');
    };
    const running = createChromiumPrinter({ executable: browser });
    try {
      const rounds = await interleave(
        {
          started: repeatAsync(
            async (printer) => {
              await Promise.all(models.map((model) => print(printer, model)));
            },
            () => createChromiumPrinter({ executable: browser }),
            (printer) => printer.close(),
          ),
          together: repeatAsync(() => Promise.all(models.map((model) => print(running, model)))),
          inTurn: repeatAsync(async () => {
            for (const model of models) await print(running, model);
          }),
          office: repeatAsync(
            () =>
              promisify(execFile)(
                'soffice',
                [
                  `-env:UserInstallation=${profile}`,
                  '--headless',
                  '--convert-to',
                  'pdf',
                  '--outdir',
                  converted,
                  ...files,
                ],
                { timeout: 300_000 },
              ),
            () => rmSync(converted, { recursive: true, force: true }) as undefined,
            () => {
              const made = readdirSync(converted).filter((name) => name.endsWith('.pdf')).length;
              if (made !== COUNT) throw new Error(`soffice made ${made} of ${COUNT} files`);
            },
          ),
        },
        bench.quick ? { rounds: 2, perRound: 1, warmUp: 1 } : { rounds: 5, perRound: 1, warmUp: 1 },
      );
      const [started = '', together = '', inTurn = ''] = rows;
      return [
        row(about(started), rounds, 'started', 'office'),
        row(about(together), rounds, 'together', 'office'),
        row(about(inTurn), rounds, 'inTurn', 'office'),
      ];
    } finally {
      await running.close();
    }
  } catch (error) {
    if (!(error instanceof Skipped)) throw error;
    return rows.map((what) => ({ ...about(what), skipped: error.message }));
  }
}
