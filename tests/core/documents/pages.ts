// Finished pages, read again: a model printed by the browser of this machine, or written as a Word file and printed by
// LibreOffice. A machine without one of them skips what needs it, and says so.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Packer } from 'docx';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { DocumentModel } from '../../../core/documents/model.ts';
import { documentDocx } from '../../../core/documents/to-docx.ts';
import { documentHtml } from '../../../core/documents/to-html.ts';
import { findBrowser, thisMachine } from '../../../main/browsers.ts';
import { createChromiumPrinter } from '../../../main/chromium-printer.ts';
import { PICTURE } from './family-papers.ts';

export const browser = findBrowser(thisMachine());
export const hasWriter = spawnSync('soffice', ['--version']).status === 0;

export function sayWhatIsMissing(): void {
  if (browser === null) console.warn('Skipped: no Edge, Chrome or Chromium prints PDF on this machine.');
  if (!hasWriter) console.warn('Skipped: no LibreOffice (soffice) opens Word files on this machine.');
}

export type Models = Readonly<Record<string, DocumentModel>>;
export type Printed = ReadonlyMap<string, Uint8Array>;

const address = `data:image/png;base64,${Buffer.from(PICTURE.bytes).toString('base64')}`;

export async function printed(models: Models): Promise<Printed> {
  if (browser === null) return new Map();
  const printer = createChromiumPrinter({ executable: browser });
  try {
    const files = new Map<string, Uint8Array>();
    for (const [name, model] of Object.entries(models)) {
      const { bytes } = await printer.print(documentHtml(model, { image: () => address }));
      files.set(name, bytes);
    }
    return files;
  } finally {
    await printer.close();
  }
}

export async function wordFiles(models: Models): Promise<Printed> {
  const files = new Map<string, Uint8Array>();
  for (const [name, model] of Object.entries(models)) {
    files.set(name, await Packer.toBuffer(documentDocx(model, { image: () => PICTURE.bytes })));
  }
  return files;
}

/** What LibreOffice makes of Word files: pages, or Word files saved again. */
export function converted(files: Printed, to: 'pdf' | 'docx'): Printed {
  const folder = mkdtempSync(join(tmpdir(), 'cchc-pages-'));
  try {
    const names = [...files.keys()];
    for (const name of names)
      writeFileSync(join(folder, `${name}.docx`), files.get(name) ?? new Uint8Array());
    const format = to === 'pdf' ? 'pdf' : 'docx:MS Word 2007 XML';
    execFileSync(
      'soffice',
      [
        `-env:UserInstallation=file://${join(folder, 'profile')}`,
        '--headless',
        '--convert-to',
        format,
        '--outdir',
        join(folder, 'out'),
        ...names.map((name) => join(folder, `${name}.docx`)),
      ],
      { stdio: 'ignore', timeout: 120_000 },
    );
    return new Map(
      names.map((name) => [name, new Uint8Array(readFileSync(join(folder, 'out', `${name}.${to}`)))]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Words on one line, or in one cell of it; millimetres from the left and the top, `y` at the foot of the letters. */
export interface Line {
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly right: number;
  /** Without spaces, which the two programs do not write in the same places. */
  readonly text: string;
}

const MM_PER_POINT = 25.4 / 72;
/** Between words of one line, however far a justified one is drawn apart. */
const WIDEST_GAP_MM = 9.5;

export async function linesOf(pdf: Uint8Array): Promise<readonly Line[]> {
  const task = getDocument({ data: Uint8Array.from(pdf), verbosity: 0 });
  const file = await task.promise;
  const all: Line[] = [];
  for (let number = 1; number <= file.numPages; number += 1) {
    const page = await file.getPage(number);
    const height = page.view[3] ?? 0;
    const content = await page.getTextContent();
    const lines: { page: number; x: number; y: number; right: number; text: string }[] = [];
    for (const item of content.items) {
      if (!('str' in item) || item.str.trim() === '') continue;
      const x = Number(item.transform[4]) * MM_PER_POINT;
      const y = (height - Number(item.transform[5])) * MM_PER_POINT;
      const right = x + item.width * MM_PER_POINT;
      const text = item.str.replace(/\s+/gu, '');
      const line = lines.find(
        (one) => Math.abs(one.y - y) < 0.6 && x >= one.right - 1 && x - one.right < WIDEST_GAP_MM,
      );
      if (line === undefined) lines.push({ page: number, x, y, right, text });
      else {
        line.text += text;
        line.right = right;
      }
    }
    all.push(...lines);
  }
  await task.destroy();
  return all;
}

/** Lines of one file that another one has not at the same place, each told with how far off it is. */
export function differences(
  from: readonly Line[],
  to: readonly Line[],
  toleranceMm: number,
): readonly string[] {
  const left = [...to];
  return from.flatMap((line) => {
    const same = left.filter(({ page, text }) => page === line.page && text === line.text);
    const [nearest] = same.toSorted((first, second) => distance(first, line) - distance(second, line));
    if (nearest === undefined) return [`page ${String(line.page)}: no ${line.text}`];
    left.splice(left.indexOf(nearest), 1);
    const away = distance(nearest, line);
    return away <= toleranceMm
      ? []
      : [`page ${String(line.page)}: ${line.text} is ${away.toFixed(2)} mm away`];
  });
}

function distance(first: Line, second: Line): number {
  return Math.max(Math.abs(first.x - second.x), Math.abs(first.y - second.y));
}
