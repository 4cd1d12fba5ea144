// PDF by the Chromium of this machine: paper size, page count, fonts inside the file, no network, stopping.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser, thisMachine } from '../../main/browsers.ts';
import { createChromiumPrinter } from '../../main/chromium-printer.ts';
import type { PdfPrinter } from '../../main/pdf.ts';
import { printPage } from '../../main/print-page.ts';

const executable = findBrowser(thisMachine());
const CSS = `@page { size: A4; margin: 20mm } p { font: 14pt 'Times New Roman' } .next { break-before: page }`;
const LETTERS = 'Ắằẳẵặ ấầẩẫậ ếềểễệ ốồổỗộ ớờởỡợ ứừửữự ỳỷỹỵ đĐ “Kiểm tra công tác cải cách hành chính” – 2019…';

function tool(name: string, ...args: string[]): string | null {
  try {
    return execFileSync(name, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return null;
  }
}

describe('the page that is printed', () => {
  it('is made from a body', () => {
    const page = printPage({ html: '<p>x</p>', css: 'p{}</style><script>' });
    expect(page).toMatch(
      /^<!doctype html>\n<html lang="vi"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy"/,
    );
    expect(page).toContain('<body><p>x</p></body>');
    expect(page).not.toContain('</style><script>');
  });
  it('keeps the head of a whole page and its own style, with fonts and policy before', () => {
    const page = printPage({
      html: '<!doctype html><html><head><style>p{}</style></head><body></body></html>',
      css: 'p{}',
    });
    expect(page.match(/<head>/g)).toHaveLength(1);
    expect(page.match(/<style>p\{\}/g)).toHaveLength(1);
    expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<style>p{}'));
  });
  it('brings every face it needs, and no address to fetch one from', () => {
    const page = printPage({ html: '', css: '' });
    expect(page.match(/@font-face/g)).toHaveLength(8);
    expect(page.match(/url\(data:font\/woff2;base64,/g)).toHaveLength(8);
    expect(page).not.toMatch(/url\((?!data:)/);
  });
});

describe.skipIf(executable === null)('an installed browser', () => {
  let printer: PdfPrinter;
  let folder: string;
  beforeAll(() => {
    printer = createChromiumPrinter({ executable: executable! });
    folder = mkdtempSync(path.join(os.tmpdir(), 'cchc-print-'));
  });
  afterAll(async () => {
    await printer.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('prints A4, counts its pages as pdfinfo does, and its text can be read', async () => {
    const pages = Array.from(
      { length: 5 },
      (_, index) => `<p class="${index === 0 ? '' : 'next'}">${LETTERS} /Type /Page ${index + 1}</p>`,
    );
    const printed = await printer.print({ html: pages.join(''), css: CSS });
    expect(printed.pages).toBe(5);
    const file = path.join(folder, 'a.pdf');
    writeFileSync(file, printed.bytes);
    const info = tool('pdfinfo', file);
    if (info !== null) {
      expect(info).toMatch(/^Pages:\s+5$/m);
      expect(info).toMatch(/^Page size:\s+59[45]\.\d+ x 84[12]\.\d+ pts \(A4\)$/m);
    }
    const text = tool('pdftotext', file, '-');
    if (text !== null) expect(text.normalize('NFC').replaceAll(/\s+/g, ' ')).toContain(LETTERS);
    const fonts = tool('pdffonts', file);
    if (fonts !== null) {
      // One family, embedded: no letter was taken from another one.
      const names = fonts
        .split('\n')
        .slice(2)
        .filter(Boolean)
        .map((line) => line.split(/\s+/)[0]!);
      expect(names.length).toBeGreaterThan(0);
      for (const name of names) expect(name).toMatch(/\+(Tinos|TimesNewRoman)/);
    }
  });

  it('counts pages where there are many', async () => {
    const html = Array.from({ length: 130 }, (_, index) => `<p class="next">${index}</p>`).join('');
    const { pages } = await printer.print({ html, css: CSS });
    expect(pages).toBeGreaterThanOrEqual(130);
    expect(pages).toBeLessThanOrEqual(131);
  });

  it('asks nobody for anything and runs no script', async () => {
    const asked: string[] = [];
    const server = http.createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const from = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      const html = `<p>a</p><img src="${from}/image"><link rel="stylesheet" href="${from}/style"><script src="${from}/script"></script>
        <iframe src="${from}/frame"></iframe><script>document.body.innerHTML = '<p style="break-after:page">b</p><p>c</p>'; fetch('${from}/fetch')</script>`;
      const { pages } = await printer.print({
        html,
        css: `${CSS} p { background: url(${from}/background) }`,
      });
      expect(pages).toBe(1);
      expect(asked).toEqual([]);
    } finally {
      server.close();
    }
  });

  it('keeps nothing of the page before: neither its text, title and style, nor its language', async () => {
    const one = createChromiumPrinter({ executable: executable! });
    try {
      const page = (title: string, css: string, body: string) =>
        `<!doctype html><html lang="vi-VN"><head><title>${title}</title><style>${css}</style></head><body class="a">${body}</body></html>`;
      const red =
        'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==';
      const first = await one.print({
        html: page(
          'Tờ một',
          '@page { size: A5 landscape }',
          `<p>một</p><p style="break-before:page"><img src="${red}">`,
        ),
        css: '',
      });
      expect(first.pages).toBe(2);
      const second = await one.print({ html: page('Tờ hai', CSS, '<p>hai</p>'), css: '' });
      expect(second.pages).toBe(1);
      const alone = await one.print({ html: page('Tờ hai', CSS, '<p>hai</p>'), css: '' });
      expect(alone.bytes.byteLength).toBe(second.bytes.byteLength);
      const file = path.join(folder, 'second.pdf');
      writeFileSync(file, second.bytes);
      const info = tool('pdfinfo', file);
      if (info !== null) {
        expect(info).toMatch(/^Title:\s+Tờ hai$/m);
        expect(info).toMatch(/\(A4\)$/m);
        expect(info).toMatch(/^Tagged:\s+yes$/m);
      }
      expect(tool('pdftotext', file, '-')?.trim() ?? 'hai').toBe('hai');
      writeFileSync(file, first.bytes);
      expect(tool('pdfimages', '-list', file)?.trim().split('\n').length ?? 3).toBe(3);
    } finally {
      await one.close();
    }
  });

  it('prints many at once', async () => {
    const printed = await Promise.all(
      [1, 2, 3, 4, 5].map((n) => printer.print({ html: `<p>${n}</p>`, css: CSS })),
    );
    expect(printed.map(({ pages }) => pages)).toEqual([1, 1, 1, 1, 1]);
  });

  it('stops when asked, and prints again afterwards', async () => {
    await expect(printer.print({ html: '', css: '', signal: AbortSignal.abort() })).rejects.toThrow(/abort/);
    const started = performance.now();
    const stopping = new AbortController();
    const printing = printer.print({ html: '<p>x</p>'.repeat(30_000), css: CSS, signal: stopping.signal });
    setTimeout(() => stopping.abort(), 50);
    await expect(printing).rejects.toThrow(/abort/);
    expect(performance.now() - started).toBeLessThan(5_000);
    expect((await printer.print({ html: '<p>x</p>', css: CSS })).pages).toBe(1);
  });

  it('that is closed prints no more', async () => {
    const other = createChromiumPrinter({ executable: executable! });
    await other.print({ html: '<p>x</p>', css: CSS });
    await other.close();
    await expect(other.print({ html: '<p>x</p>', css: CSS })).rejects.toMatchObject({
      code: 'PDF_UNAVAILABLE',
    });
  });
});

it('a program that is no browser is PDF_UNAVAILABLE', async () => {
  const printer = createChromiumPrinter({ executable: process.execPath });
  await expect(printer.print({ html: '', css: '' })).rejects.toMatchObject({ code: 'PDF_UNAVAILABLE' });
  await printer.close();
});
