// Three hundred notices of real rounds as Word files and as separate PDF files, against docxtemplater, LibreOffice and
// the browser used the plain way; and what it takes of memory.
import { execFile, spawnSync } from 'node:child_process';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import type { SampleName } from '../../core/contract/system.ts';
import type { DocumentModel } from '../../core/documents/model.ts';
import { documentHtml } from '../../core/documents/to-html.ts';
import { isVisitInRound } from '../../core/rules/visit-states.ts';
import { createBlobStore } from '../../db/blobs.ts';
import { createStores } from '../../db/stores.ts';
import { createChromiumPrinter } from '../../main/chromium-printer.ts';
import { createClock } from '../../main/clock.ts';
import { printPage } from '../../main/print-page.ts';
import { zipOf, type ZipPart } from '../../main/prints/zip-parts.ts';
import { docxBytes, renderModel } from '../../main/services/document-pages.ts';
import { type DraftedPaper, draftPaper, modelOfDraft } from '../../main/services/document-papers.ts';
import { type Bench, folderWithSample, openBare, Skipped } from './bench.ts';
import { versionOf } from './machine.ts';
import { interleave, repeatAsync } from './measure.ts';
import { memoryRow, row, type Row } from './table.ts';
import { createTemplates, documentTexts, documentXml, fill } from './word-template.ts';

/** One call of LibreOffice 7.4 ends by itself, without a word, somewhere above 200 files. */
const PER_CALL = 100;
const countOf = (bench: Bench): number => (bench.quick ? 20 : 300);

async function papersOf(bench: Bench, name: SampleName): Promise<readonly DraftedPaper[]> {
  const folder = path.join(bench.scratch('notices'), name);
  rmSync(folder, { recursive: true, force: true });
  const { planId } = await folderWithSample(bench, folder, name);
  const database = openBare(folder, 'read');
  try {
    const { connection } = database;
    const clock = createClock();
    const stores = createStores(connection);
    const plan = stores.plans.get(planId);
    if (plan === undefined) throw new Error('The sample has no plan');
    const context = { connection, stores, clock, blobs: createBlobStore({ connection, folder, clock }) };
    const visits = stores.visits.list(planId);
    return visits
      .filter(isVisitInRound)
      .map((visit) => draftPaper(context, plan, { kind: 'agency_notice', visit, visits }));
  } finally {
    database.close();
  }
}

/** The agencies' notices of both rounds, about two pages each, as often as it takes. */
async function manyPapers(bench: Bench): Promise<readonly DraftedPaper[]> {
  const papers = [...(await papersOf(bench, 'lai-vung-2022')), ...(await papersOf(bench, 'hai-duong-2019'))];
  return Array.from({ length: countOf(bench) }, (_none, index) => papers[index % papers.length]!);
}

/** As much text as two pages hold beside head and signature. */
const TWO_PAGES = 2_800;

/** Worded and laid out as every new paper is; without its annexes, and without what would begin a third page. */
function modelOf(paper: DraftedPaper): DocumentModel {
  const content = paper.draft.content();
  const annex = content.blocks.findIndex(({ type }) => type === 'appendix' || type === 'table');
  let left = TWO_PAGES;
  const blocks = content.blocks.slice(0, annex < 0 ? undefined : annex).filter((block) => {
    left -= 'text' in block ? block.text.length : 0;
    return left > 0;
  });
  return modelOfDraft({ ...paper, content: { ...content, blocks } });
}

export async function measureWordFiles(bench: Bench): Promise<readonly Row[]> {
  const papers = await manyPapers(bench);
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
    bench.quick ? { rounds: 3, perRound: 1, warmUp: 1 } : { rounds: 5, perRound: 1, warmUp: 1 },
  );
  const about = (what: string) => ({
    group: `${papers.length} two-page notices as DOCX`,
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

/** Half a second apart: this process and everything that it has started. */
function watchMemory(): () => readonly number[] {
  const samples: number[] = [];
  const sample = () => {
    if (process.platform !== 'linux') {
      samples.push(process.memoryUsage().rss);
      return;
    }
    const parents = new Map<number, number>();
    const sizes = new Map<number, number>();
    for (const name of readdirSync('/proc')) {
      if (!/^\d+$/.test(name)) continue;
      try {
        const status = readFileSync(`/proc/${name}/status`, 'utf8');
        parents.set(Number(name), Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0));
        // Its share: what the browser's processes have in common counts once.
        const shares = readFileSync(`/proc/${name}/smaps_rollup`, 'utf8');
        sizes.set(Number(name), Number(/^Pss:\s+(\d+)/m.exec(shares)?.[1] ?? 0) * 1024);
      } catch {
        // It has ended meanwhile.
      }
    }
    const isOurs = (id: number): boolean =>
      id === process.pid || (parents.has(id) && id > 1 && isOurs(parents.get(id)!));
    samples.push([...sizes].reduce((sum, [id, size]) => sum + (isOurs(id) ? size : 0), 0));
  };
  const timer = setInterval(sample, 500);
  return () => {
    clearInterval(timer);
    sample();
    return samples;
  };
}

export async function measurePdfs(bench: Bench): Promise<readonly Row[]> {
  const count = countOf(bench);
  const group = `${count} two-page notices as separate PDF files`;
  const mine = 'every notice a file of its own, browser running';
  const against = {
    office: `soffice --headless --convert-to pdf of the ${count} DOCX files, a hundred a call`,
    plain: 'the same pages in the same browser, page.pdf() each in a fresh page',
  };
  const one = {
    group,
    what: 'one notice, browser running',
    baseline: 'soffice --headless --convert-to pdf of one DOCX file, a call of its own',
  };
  const { browser } = bench;
  const skipped = (why: string, ...baselines: readonly string[]): Row[] =>
    baselines.map((baseline) => ({ group, what: mine, baseline, skipped: why }));
  if (browser === null) {
    return skipped('no Edge, Chrome or Chromium is installed', against.office, against.plain);
  }
  let noOffice: string | null = null;
  try {
    ensureOffice(bench);
  } catch (error) {
    if (!(error instanceof Skipped)) throw error;
    noOffice = error.message;
  }

  const models = (await manyPapers(bench)).map(modelOf);
  const scratch = bench.scratch('pdf');
  const folderOf = (name: string) => {
    const folder = path.join(scratch, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  };
  const nameOf = (index: number) => String(index).padStart(3, '0');
  const words = folderOf('docx');
  const files: string[] = [];
  for (const [index, model] of models.entries()) {
    const file = path.join(words, `${nameOf(index)}.docx`);
    writeFileSync(file, await docxBytes(model));
    files.push(file);
  }

  const printer = createChromiumPrinter({ executable: browser });
  /** As a job makes them: so many under way as the printer takes, and one more. */
  async function printAll(folder: string): Promise<void> {
    let next = 0;
    const worker = async (): Promise<void> => {
      for (let index = next++; index < models.length; index = next++) {
        const { bytes, pages } = await renderModel(printer, models[index]!, 'pdf');
        if (pages === null || pages < 1) throw new Error('An empty PDF');
        writeFileSync(path.join(folder, `${nameOf(index)}.pdf`), bytes);
      }
    };
    await Promise.all(Array.from({ length: (printer.parallel ?? 1) + 1 }, worker));
  }

  const isRoot = process.getuid?.() === 0;
  const plain = await chromium.launch({ executablePath: browser, chromiumSandbox: !isRoot });
  async function printPlainly(model: DocumentModel): Promise<Uint8Array> {
    const page = await plain.newPage();
    try {
      await page.setContent(printPage(documentHtml(model)), { waitUntil: 'load' });
      await page.evaluate('document.fonts.ready.then(() => true)');
      return await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
    } finally {
      await page.close();
    }
  }

  const converted = folderOf('converted');
  const profile = pathToFileURL(path.join(scratch, 'profile')).href;
  async function convert(what: readonly string[]): Promise<void> {
    for (let from = 0; from < what.length; from += PER_CALL) {
      await promisify(execFile)(
        'soffice',
        [
          `-env:UserInstallation=${profile}`,
          '--headless',
          '--convert-to',
          'pdf',
          '--outdir',
          converted,
          ...what.slice(from, from + PER_CALL),
        ],
        { timeout: 1_200_000, maxBuffer: 64 * 1024 * 1024 },
      );
    }
    const made = readdirSync(converted).filter((name) => name.endsWith('.pdf')).length;
    if (made !== what.length) throw new Error(`soffice made ${made} of ${what.length} files`);
  }
  const empty = () => {
    rmSync(converted, { recursive: true, force: true });
    mkdirSync(converted);
    return undefined;
  };

  const rows: Row[] = [];
  try {
    // Both browsers running, the profile of LibreOffice made: what happens once is nobody's speed.
    const pages: number[] = [];
    for (const model of models.slice(0, 25)) pages.push((await printer.print(documentHtml(model))).pages);
    if (pages.some((count) => count !== 2)) bench.note(`Pages of the notices: ${pages.join(' ')}`);
    await printPlainly(models[0]!);
    if (noOffice === null) await convert(files.slice(0, 1));
    const out = folderOf('ours');
    const sizes = { rounds: bench.quick ? 2 : 3, perRound: 1, warmUp: 0 };
    const ours = repeatAsync(() => printAll(out));
    const inFreshPages = repeatAsync(async () => {
      for (const [index, model] of models.entries())
        writeFileSync(path.join(out, `${nameOf(index)}.pdf`), await printPlainly(model));
    });
    if (noOffice === null) {
      const rounds = await interleave(
        { ours, plain: inFreshPages, office: repeatAsync(() => convert(files), empty) },
        sizes,
      );
      rows.push(
        row({ group, what: mine, baseline: against.office }, rounds, 'ours', 'office'),
        row({ group, what: mine, baseline: against.plain }, rounds, 'ours', 'plain'),
      );
      const single = await interleave(
        {
          ours: repeatAsync(() => renderModel(printer, models[0]!, 'pdf')),
          office: repeatAsync(() => convert(files.slice(0, 1)), empty),
        },
        { rounds: 5, perRound: 1, warmUp: 1 },
      );
      rows.push(row(one, single, 'ours', 'office'));
    } else {
      const rounds = await interleave({ ours, plain: inFreshPages }, sizes);
      rows.push(
        ...skipped(noOffice, against.office),
        row({ group, what: mine, baseline: against.plain }, rounds, 'ours', 'plain'),
        { ...one, skipped: noOffice },
      );
    }

    // A whole job into one zip on the disk, with what it takes of memory: the halves must not differ.
    await plain.close();
    const stop = watchMemory();
    async function* parts(): AsyncGenerator<ZipPart> {
      for (const [index, model] of models.entries()) {
        const { bytes } = await renderModel(printer, model, 'pdf');
        yield { name: `${nameOf(index)}.pdf`, bytes };
      }
    }
    await pipeline(zipOf(parts()), createWriteStream(path.join(scratch, 'all.zip')));
    const samples = stop();
    const half = Math.ceil(samples.length / 2);
    rows.push(
      memoryRow(
        {
          group,
          what: `memory while ${count} go into one zip, second half of the run (with the browser)`,
          baseline: 'the first half of the same run',
        },
        Math.max(...samples.slice(half)),
        Math.max(...samples.slice(0, half)),
      ),
    );
    return rows;
  } finally {
    await plain.close();
    await printer.close();
  }
}
