// `check-document`: reports for a person and for a script, and an exit code that tells a breach from a file that cannot
// be read.
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Document, Packer, Paragraph } from 'docx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { formatReport } from '../../core/contract/format-checks.ts';
import { layoutDocument } from '../../core/documents/layout.ts';
import { documentDocx } from '../../core/documents/to-docx.ts';
import { goodContent, goodFacts } from '../core/checking/good-paper.ts';
import { createWorkplace, type Workplace } from './cli-fixture.ts';

let place: Workplace;
beforeAll(async () => {
  place = createWorkplace();
  const good = layoutDocument('agency_notice', goodFacts, goodContent('agency_notice'), { draft: false });
  const put = async (name: string, document: Document): Promise<void> =>
    writeFileSync(path.join(place.root, name), await Packer.toBuffer(document));
  await put('đúng.docx', documentDocx(good));
  const page = { margin: { left: 400, right: 400 } };
  await put(
    'sai.docx',
    new Document({ sections: [{ properties: { page }, children: [new Paragraph('THÔNG BÁO')] }] }),
  );
  writeFileSync(path.join(place.root, 'hỏng.pdf'), '%PDF-1.7\nno more');
});
afterAll(() => place.remove());

const check = (...args: readonly string[]) => place.run(['check-document', ...args]);

test('a paper that keeps the decree: exit 0', async () => {
  expect(await check('đúng.docx')).toEqual({
    code: 0,
    out: 'đúng.docx: Không phát hiện vi phạm\n',
    err: '',
  });
  // Whoever only checks needs no data folder.
  expect(existsSync(place.data)).toBe(false);
});

test('a breach: exit 1, told with what is there, what should be, and where the decree says so', async () => {
  const vietnamese = await check('sai.docx', 'đúng.docx');
  expect([vietnamese.code, vietnamese.err]).toEqual([1, '']);
  expect(vietnamese.out).toMatch(/^sai\.docx: \d+ vi phạm, \d+ quy định đúng/);
  expect(vietnamese.out).toMatch(/hiện có: .+; yêu cầu: .+/);
  expect(vietnamese.out).toMatch(/30\/2020|Phụ lục I|mục/);
  expect(vietnamese.out).toContain('đúng.docx: Không phát hiện vi phạm');
  const english = await check('sai.docx', '--lang', 'en');
  expect(english.code).toBe(1);
  expect(english.out).toMatch(/^sai\.docx: \d+ breaches/);
});

test('a file that cannot be read outweighs a breach: exit 2, and the others are reported all the same', async () => {
  const { code, out, err } = await check('sai.docx', 'hỏng.pdf', 'thiếu.pdf', 'đúng.docx');
  expect(code).toBe(2);
  expect(out).toContain('sai.docx: ');
  expect(out).toContain('đúng.docx: ');
  const errors = err
    .trim()
    .split('\n')
    .map((line) => z.looseObject({ code: z.string(), message: z.string().min(10) }).parse(JSON.parse(line)));
  expect(errors.map((error) => error.code)).toEqual(['FILE_BROKEN', 'FILE_NOT_READ']);
  expect(errors.map((error) => error['detail'])).toEqual([{ name: 'hỏng.pdf' }, { name: 'thiếu.pdf' }]);
});

test('--json prints one list of reports, whatever else happens', async () => {
  const { code, out } = await check('sai.docx', 'đúng.docx', '--json');
  expect(code).toBe(1);
  const reports = z.array(formatReport).parse(JSON.parse(out));
  expect(reports.map(({ fileName, breaches }) => [fileName, breaches.length > 0])).toEqual([
    ['sai.docx', true],
    ['đúng.docx', false],
  ]);
  const broken = await check('hỏng.pdf', '--json');
  expect([broken.code, JSON.parse(broken.out)]).toEqual([2, []]);
});

test.each([[[]], [['--json']], [['a.pdf', '--nope']]])('%j is not understood: exit 2', async (args) => {
  const { code, out, err } = await check(...args);
  expect([code, out, JSON.parse(err).code]).toEqual([2, '', 'USAGE']);
});
