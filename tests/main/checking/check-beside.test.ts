// The thread of the checker: the same report, the same refusal, an end where a file takes for ever, and a way without.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Document, Packer, Paragraph } from 'docx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkBeside } from '../../../main/checking/check-beside.ts';
import { checkFinished } from '../../../main/checking/index.ts';

let folder: string;
let paper: Uint8Array;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'cchc-beside-'));
  const document = new Document({ sections: [{ children: [new Paragraph('THÔNG BÁO')] }] });
  paper = new Uint8Array(await Packer.toBuffer(document));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const entry = (code: string): string => {
  const file = path.join(folder, `entry-${String(code.length)}.mjs`);
  writeFileSync(file, code);
  return file;
};

test('reports what is reported on the spot', async () => {
  expect(await checkBeside(paper, 'x.docx')).toEqual(await checkFinished(paper, 'x.docx'));
});

test('passes a refusal on', async () => {
  const broken = new TextEncoder().encode('%PDF-1.7\nnothing');
  await expect(checkBeside(broken, 'x.pdf')).rejects.toMatchObject({ code: 'FILE_BROKEN' });
});

test('asks the thread, and takes its answer', async () => {
  const says = entry(
    "import { parentPort } from 'node:worker_threads'; parentPort.postMessage({ refused: { code: 'FILE_KIND' } });",
  );
  await expect(checkBeside(paper, 'x.docx', { entry: says })).rejects.toMatchObject({ code: 'FILE_KIND' });
});

test('ends one that takes for ever', async () => {
  const ever = entry('for (;;);');
  await expect(checkBeside(paper, 'x.docx', { entry: ever, patience: 300 })).rejects.toMatchObject({
    code: 'TOO_LARGE',
  });
});

test('does the work on the spot where there is no thread to be had', async () => {
  const expected = await checkFinished(paper, 'x.docx');
  const missing = path.join(folder, 'missing.mjs');
  expect(await checkBeside(paper, 'x.docx', { entry: missing })).toEqual(expected);
  const unreadable = entry("import 'no-such-package';");
  expect(await checkBeside(paper, 'x.docx', { entry: unreadable })).toEqual(expected);
});
