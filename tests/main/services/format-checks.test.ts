// A paper checked from the screen: somebody's file through an upload that is not kept, or one of our own as it is
// printed.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Document, Packer, Paragraph } from 'docx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FormatReport } from '../../../core/contract/format-checks.ts';
import { type Application, createApplication } from '../../../main/application.ts';
import { findBrowser, thisMachine } from '../../../main/browsers.ts';
import { createChromiumPrinter } from '../../../main/chromium-printer.ts';
import type { PdfPrinter } from '../../../main/pdf.ts';

const browser = findBrowser(thisMachine());
if (browser === null) console.warn('Skipped: no Edge, Chrome or Chromium prints PDF on this machine.');
const origin = 'app://bundle';
let folder: string;
let printer: PdfPrinter | null = null;
let application: Application;
let planId: string;
let visitId: string;

const dispatch = (method: string, input: unknown) =>
  application.dispatch(method, input, { transport: 'ipc', meta: {} });
async function call<T>(method: string, input: unknown): Promise<T> {
  const answer = await dispatch(method, input);
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value as T;
}
async function codeOf(method: string, input: unknown): Promise<string> {
  const answer = await dispatch(method, input);
  return answer.ok ? 'no error' : answer.error.code;
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'cchc-format-'));
  if (browser !== null) printer = createChromiumPrinter({ executable: browser });
  application = createApplication({
    folder,
    mode: 'write',
    distFolder: path.join(folder, 'none'),
    printer,
    checkOutput: true,
  });
  ({ planId } = await call<{ planId: string }>('system.loadSample', {
    name: 'hai-duong-2019',
    illustrative: true,
  }));
  visitId = (await call<{ id: string }[]>('visits.list', { planId }))[0]!.id;
}, 60_000);
afterAll(async () => {
  await application.close();
  await printer?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function upload(bytes: Uint8Array, name: string): Promise<{ id: string }> {
  const request = new Request(`${origin}/upload?purpose=check&name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: Buffer.from(bytes),
  });
  const response = await application.web(request, { transport: 'app', origin });
  const { value } = (await response.json()) as { value?: { id: string } };
  if (value === undefined) throw new Error(String(response.status));
  return value;
}

const kept = (): number => {
  const store = path.join(folder, 'blobs');
  return existsSync(store)
    ? readdirSync(store, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length
    : 0;
};

describe('somebody’s file', () => {
  test('is uploaded, judged and forgotten', async () => {
    const before = kept();
    const document = new Document({ sections: [{ children: [new Paragraph('THÔNG BÁO')] }] });
    const { id } = await upload(await Packer.toBuffer(document), 'sai.docx');
    const report = await call<FormatReport>('formatChecks.file', { file: id, fileName: 'sai.docx' });
    expect(report).toMatchObject({ fileName: 'sai.docx', format: 'docx' });
    expect(report.breaches.length).toBeGreaterThan(0);
    expect(kept()).toBe(before);
    expect(await codeOf('formatChecks.file', { file: id, fileName: 'sai.docx' })).toBe('FILE_GONE');
  });

  test.each([
    ['FILE_KIND', 'a.txt', 'plain words'],
    ['FILE_BROKEN', 'a.pdf', '%PDF-1.7\nnothing'],
  ])('%s, and is forgotten as well', async (code, name, words) => {
    const { id } = await upload(new TextEncoder().encode(words), name);
    expect(await codeOf('formatChecks.file', { file: id, fileName: name })).toBe(code);
    expect(await codeOf('formatChecks.file', { file: id, fileName: name })).toBe('FILE_GONE');
  });
});

describe('one of our own', () => {
  const formats = browser === null ? (['docx'] as const) : (['docx', 'pdf'] as const);
  test.each(formats)(
    'breaks nothing as %s',
    async (format) => {
      const listed = await call<{ id: string; kind: string }[]>('documents.list', { planId });
      const existing = listed.find(({ kind }) => kind === 'agency_notice');
      const { id } =
        existing ??
        (await call<{ id: string }>('documents.create', { planId, kind: 'agency_notice', visitId }));
      const report = await call<FormatReport>('formatChecks.document', { id, format });
      expect(report).toMatchObject({ format, kind: 'thông báo', breaches: [] });
      expect(report.held.length).toBeGreaterThan(20);
    },
    60_000,
  );

  test('that does not exist is not found', async () => {
    const id = '01900000-0000-7000-8000-000000000000';
    expect(await codeOf('formatChecks.document', { id, format: 'docx' })).toBe('NOT_FOUND');
  });
});
