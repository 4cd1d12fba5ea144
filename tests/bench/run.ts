// npm run bench [-- --quick] [--write] [--only commands,pages,…] [--folder DIR]: measures, and prints one table
// of ratios. --write puts machine and table into docs/benchmarks.md, between the two marks there.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { findBrowser, thisMachine } from '../../main/browsers.ts';
import type { Bench } from './bench.ts';
import { measureCatalogue } from './catalogue.ts';
import { measureChecklist } from './checklist.ts';
import { measureCommands } from './commands.ts';
import { measureExchange } from './exchange.ts';
import { measureExchangeFiles } from './exchange-files.ts';
import { measurePages, measureSearch } from './lists.ts';
import { describeMachine } from './machine.ts';
import { measurePdfs, measureWordFiles } from './notices.ts';
import { measurePagesInBrowser } from './pages.ts';
import { measurePictures } from './pictures.ts';
import { measureRegisters } from './registers.ts';
import { measureSample } from './samples.ts';
import { measureSchedule } from './schedule.ts';
import { markdownTable, type Row, textTable } from './table.ts';

const parts: Readonly<Record<string, (bench: Bench) => Promise<readonly Row[]>>> = {
  commands: measureCommands,
  checklist: measureChecklist,
  pages: measurePages,
  search: measureSearch,
  sample: measureSample,
  schedule: measureSchedule,
  catalogue: measureCatalogue,
  registers: measureRegisters,
  pictures: measurePictures,
  exchange: measureExchange,
  'exchange-files': measureExchangeFiles,
  browser: measurePagesInBrowser,
  docx: measureWordFiles,
  pdf: measurePdfs,
};

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    only: { type: 'string' },
    folder: { type: 'string' },
  },
});
const chosen = values.only?.split(',').map((name) => name.trim()) ?? Object.keys(parts);
const unknown = chosen.find((name) => !Object.hasOwn(parts, name));
if (unknown !== undefined) throw new Error(`No part "${unknown}": ${Object.keys(parts).join(', ')}`);
if (values.write && (values.quick || values.only !== undefined)) {
  throw new Error('Only the whole table is written down: --write goes with neither --quick nor --only');
}

const distFolder = path.dirname(import.meta.dirname);
const scratch = mkdtempSync(path.join(values.folder ?? os.tmpdir(), 'cchc-bench-'));
const note = (text: string) => void process.stderr.write(`${text}\n`);
const bench: Bench = {
  quick: values.quick,
  distFolder,
  browser: findBrowser(thisMachine()),
  scratch(name) {
    const folder = path.join(scratch, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  },
  note,
};

const load = () =>
  os
    .loadavg()
    .map((value) => value.toFixed(1))
    .join(' ');
const machine = [...describeMachine(scratch, bench.browser)];
const loadBefore = load();
const rows: Row[] = [];
try {
  for (const name of chosen) {
    note(`Measuring: ${name}`);
    try {
      rows.push(...((await parts[name]?.(bench)) ?? []));
    } catch (error) {
      // The other figures are worth having all the same.
      note(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      process.exitCode = 1;
    } finally {
      rmSync(path.join(scratch, name), { recursive: true, force: true });
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
machine.push(['Load of the machine before and after', `${loadBefore} · ${load()} (1, 5, 15 minutes)`]);

for (const [name, value] of machine) process.stdout.write(`${name}: ${value}\n`);
process.stdout.write(`\n${textTable(rows)}\n`);
if (os.loadavg()[1]! > os.availableParallelism() * 1.5) {
  note('The machine was busy with other things: read the spread before the median, or run again.');
}

if (values.write && process.exitCode === undefined) {
  const file = path.join(distFolder, '..', 'docs', 'benchmarks.md');
  const [begin, end] = ['<!-- measured: begin -->', '<!-- measured: end -->'];
  const text = readFileSync(file, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${file} does not have the marks ${begin} and ${end}`);
  const day = new Date().toISOString().slice(0, 10);
  const measured = [
    `Measured on ${day} with \`npm run bench -- --write\`:`,
    ['| | |', '| --- | --- |', ...machine.map(([name, value]) => `| ${name} | ${value} |`)].join('\n'),
    markdownTable(rows),
  ].join('\n\n');
  const next = `${text.slice(0, from)}${begin}\n\n${measured}\n\n${text.slice(to)}`;
  writeFileSync(file, await format(next, { ...(await resolveConfig(file)), filepath: file }));
  note(`Written: ${path.relative(process.cwd(), file)}`);
}
