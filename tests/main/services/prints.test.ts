// Jobs of many papers: what each choice expects, the bundle as it can be read back, and what is left when things go wrong.
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../../../core/contract/error.ts';
import type { Input, Output } from '../../../core/contract/index.ts';
import type { PaperOrder, PaperPrinter } from '../../../main/prints/paper-printer.ts';
import type { PdfPrinter } from '../../../main/pdf.ts';
import { openZip } from '../../../main/spreadsheet/zip.ts';
import { cancelled, createWorkHere } from '../../../main/work/work.ts';
import {
  makeRound,
  missingId,
  type Office,
  openOffice,
  removeOffice,
  rowsOf,
  setUpOffice,
} from './fixture.ts';

/** Pages that say how many they are: two of a notice, one of anything else; the first lines tell them apart. */
function createPages(): PdfPrinter & { readonly printed: string[] } {
  const printed: string[] = [];
  return {
    printed,
    async print({ html }) {
      printed.push(html);
      const pdf = await PDFDocument.create();
      const pages = /<title>Thông báo/.test(html) ? 3 : 2;
      for (let page = 0; page < pages; page += 1) pdf.addPage([595, 842]).drawText(`page ${page + 1}`);
      return { bytes: await pdf.save(), pages };
    },
    close: async () => undefined,
  };
}

let office: Office;
let round: Awaited<ReturnType<typeof makeRound>>;
let pages: ReturnType<typeof createPages>;
beforeEach(async () => {
  pages = createPages();
  office = await setUpOffice({ printer: pages });
  round = await makeRound(office);
});
afterEach(() => removeOffice(office));

const contents = (choice: Input<'prints.contents'>['choice']) =>
  office.call('prints.contents', { planId: round.plan.id, choice });
const notices = { what: 'notices' } as const;
const exported = (input: Partial<Input<'prints.export'>> = {}) =>
  office.call('prints.export', { planId: round.plan.id, choice: notices, bundle: 'zip', ...input });
const bytesOf = async ({ url }: Output<'prints.export'>['file']) =>
  Buffer.from(await office.context.handles.get(url.split('/').at(-1)!)!.read());
/** Files that stand aside in the store of files. */
const aside = () =>
  readdirSync(path.join(office.folder, 'blobs'), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.partial'));
const reopen = (options: Parameters<typeof openOffice>[0]) => {
  const { folder } = office;
  office.close();
  office = openOffice({ printer: pages, ...options, folder });
};

describe('what a job holds', () => {
  test('the notices of the round, with or without a row, and none is written for it', async () => {
    const before = rowsOf(office.context);
    const items = await contents(notices);
    expect(
      items.map(({ kind, documentId, agencyName, fileStem }) => [kind, documentId, agencyName, fileStem]),
    ).toEqual([
      ['collective_notice', null, null, '00-Thong-bao-ket-qua-toan-dot-2019'],
      ['agency_notice', null, 'UBND huyện Nam Sách', '01-Thong-bao-ket-qua-UBND-huyen-Nam-Sach'],
      ['agency_notice', null, 'Sở Y tế', '02-Thong-bao-ket-qua-So-Y-te'],
    ]);
    expect(rowsOf(office.context)).toEqual(before);
    const row = await office.call('documents.create', {
      planId: round.plan.id,
      kind: 'agency_notice',
      visitId: round.districtVisit.id,
    });
    expect((await contents(notices))[1]).toMatchObject({ key: row.id, documentId: row.id });
  });

  test('a pack for each agency, in the order of the round and of its parts', async () => {
    const choice = { what: 'packs', parts: ['minutes', 'notice', 'working_sheet', 'sample'] } as const;
    const items = await contents({ ...choice, parts: [...choice.parts] });
    expect(items.map(({ kind, agencyName }) => `${agencyName}: ${kind}`)).toEqual([
      'UBND huyện Nam Sách: minutes',
      'UBND huyện Nam Sách: agency_notice',
      'UBND huyện Nam Sách: working_sheet',
      'Sở Y tế: minutes',
      'Sở Y tế: agency_notice',
      'Sở Y tế: working_sheet',
    ]);
    expect(new Set(items.map(({ fileStem }) => fileStem)).size).toBe(6);
    expect(items.every(({ fileStem }) => /^[\x21-\x7e]+$/.test(fileStem))).toBe(true);
    const one = await contents({ ...choice, parts: ['minutes'], visitIds: [round.departmentVisit.id] });
    expect(one.map(({ agencyName }) => agencyName)).toEqual(['Sở Y tế']);
  });

  test('the set is what the record holds, without what was withdrawn; or kinds, also what is missing of them', async () => {
    expect(await contents({ what: 'set' })).toEqual([]);
    await office.call('documents.createAll', { planId: round.plan.id });
    const [first] = await office.call('documents.list', { planId: round.plan.id });
    const frozen = await office.call('documents.freeze', { id: first!.id, rev: first!.rev });
    await office.call('documents.withdraw', { id: frozen.id, rev: frozen.rev, reason: 'Nhầm' });
    const set = await contents({ what: 'set' });
    expect(set.map(({ kind, documentId }) => [kind, documentId === null])).toEqual([
      ['agency_notice', false],
      ['agency_notice', false],
    ]);
    const kinds = await contents({ what: 'set', kinds: ['collective_notice', 'minutes'] });
    expect(kinds.map(({ kind, documentId }) => [kind, documentId])).toEqual([
      ['minutes', null],
      ['minutes', null],
      ['collective_notice', null],
    ]);
  });

  test('a document of another round, and an agency that is not in it, are refused', async () => {
    const ask = (choice: Input<'prints.contents'>['choice']) =>
      office.fails('prints.contents', { planId: round.plan.id, choice });
    expect(await ask({ what: 'documents', documentIds: [missingId] })).toMatchObject({
      fields: [{ path: 'choice.documentIds.0', code: 'NOT_FOUND' }],
    });
    expect(await ask({ what: 'packs', parts: ['notice'], visitIds: [missingId] })).toMatchObject({
      fields: [{ path: 'choice.visitIds.0', code: 'NOT_FOUND' }],
    });
  });
});

describe('a zip', () => {
  test('holds every paper in every format, and a manifest and a list that agree with what is in it', async () => {
    const { file, manifest } = await exported({ formats: ['pdf', 'docx'] });
    expect(file).toMatchObject({
      fileName: 'Thong-bao-ket-qua-2019.zip',
      media: 'application/zip',
      pages: null,
    });
    const bytes = await bytesOf(file);
    expect(bytes.byteLength).toBe(file.bytes);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256);
    const zip = openZip(bytes);
    expect(manifest.expected).toBe(6);
    expect(manifest.items.every(({ state }) => state === 'done')).toBe(true);
    expect(zip.names()).toEqual([
      ...manifest.items.map(({ fileName }) => fileName),
      'manifest.json',
      'Danh-muc-tep.csv',
    ]);
    for (const { fileName, sha256, bytes: size } of manifest.items) {
      const part = zip.read(fileName!)!;
      expect([part.length, createHash('sha256').update(part).digest('hex')]).toEqual([size, sha256]);
    }
    const inside = JSON.parse(zip.read('manifest.json')!.toString()) as { expected: number; items: unknown };
    expect([inside.expected, inside.items]).toEqual([6, manifest.items]);
    const list = zip.read('Danh-muc-tep.csv')!.toString();
    expect(list.startsWith('\ufeffTT,Văn bản,Đơn vị,Tệp')).toBe(true);
    expect(list.trim().split(/\r?\n/)).toHaveLength(7);
    expect(list).toContain('UBND huyện Nam Sách');
  });

  test('in the order that is asked for, without what is left out or gone', async () => {
    const keys = (await contents(notices)).map(({ key }) => key);
    const { manifest } = await exported({ order: [keys[2]!, 'gone', keys[0]!, keys[2]!] });
    expect(manifest.items.map(({ key }) => key)).toEqual([keys[2], keys[0]]);
  });

  test('one paper that cannot be printed is told with its reason, and the others are made', async () => {
    let count = 0;
    const printer: PdfPrinter = {
      print: (input) =>
        (count += 1) === 2 ? Promise.reject(new Error('the page has crashed')) : pages.print(input),
      close: async () => undefined,
    };
    reopen({ printer });
    const { file, manifest } = await exported();
    expect(manifest.items.map(({ state, error }) => [state, error?.code])).toEqual([
      ['done', undefined],
      ['failed', 'INTERNAL'],
      ['done', undefined],
    ]);
    const zip = openZip(await bytesOf(file));
    expect(zip.names()).toHaveLength(4);
    expect(zip.read('Danh-muc-tep.csv')!.toString()).toContain(
      'không lập được,"Phần mềm gặp lỗi ngoài dự kiến. Thực hiện lại',
    );
  });

  test('frozen pages are printed once; after that their own file is handed out', async () => {
    const row = await office.call('documents.create', {
      planId: round.plan.id,
      kind: 'agency_notice',
      visitId: round.districtVisit.id,
    });
    await office.call('documents.freeze', { id: row.id, rev: row.rev });
    const choice = { what: 'documents', documentIds: [row.id] } as const;
    const [first, second] = [
      await exported({ choice: { ...choice, documentIds: [row.id] } }),
      await exported({ choice: { ...choice, documentIds: [row.id] } }),
    ];
    expect(pages.printed).toHaveLength(1);
    expect(first.manifest).toEqual(second.manifest);
    expect(first.manifest.items[0]).toMatchObject({ state: 'done', pages: 3 });
  });

  test('leaves nothing when it is stopped half-way, and goes with its handle', async () => {
    let steps = 0;
    const work = createWorkHere({
      step: () => {
        if ((steps += 1) > 2) throw cancelled();
      },
    });
    const { createPrintService } = await import('../../../main/services/prints.ts');
    const service = createPrintService({ ...office.context, work });
    const input = {
      planId: round.plan.id,
      choice: notices,
      copies: 1,
      duplex: 'none',
      ranges: '',
      bundle: 'zip',
      formats: ['pdf'],
    } as const;
    const caller = { transport: 'cli', meta: {} } as const;
    await expect(
      Promise.resolve(service['prints.export']({ ...input, formats: ['pdf'] }, caller)),
    ).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(aside()).toEqual([]);

    const { file } = await exported();
    expect(aside()).toHaveLength(1);
    office.context.handles.drop(file.url.split('/').at(-1)!);
    expect(aside()).toEqual([]);
  });
});

describe('one PDF for printing', () => {
  const bundle = async (input: Partial<Input<'prints.export'>> = {}) => {
    const { file, manifest } = await exported({ bundle: 'pdf', ...input });
    const bytes = await bytesOf(file);
    return { file, manifest, bytes, pdf: await PDFDocument.load(bytes) };
  };

  test('holds all pages in order', async () => {
    const { pdf, file, manifest } = await bundle();
    expect(file).toMatchObject({
      fileName: 'Thong-bao-ket-qua-2019-de-in.pdf',
      media: 'application/pdf',
      pages: 9,
    });
    expect(pdf.getPageCount()).toBe(9);
    expect(manifest.items.map(({ pages: count, state }) => [count, state])).toEqual([
      [3, 'done'],
      [3, 'done'],
      [3, 'done'],
    ]);
    expect(pdf.getTitle()).toBe('Thong bao ket qua 2019');
  });

  test('on both sides each copy begins on the front of a sheet; the pages of copies are there once', async () => {
    const plain = await bundle();
    const { pdf, file, bytes } = await bundle({ copies: 3, duplex: 'long' });
    // Three papers of three pages and a blank back, three times each.
    expect(pdf.getPageCount()).toBe(36);
    // What stands in the manifest and the answer are pages of papers, not blank backs.
    expect(file.pages).toBe(27);
    const blank = pdf.getPages().map((page) => page.node.Contents() === undefined);
    expect(blank).toEqual(Array.from({ length: 36 }, (_none, index) => index % 4 === 3));
    expect(pdf.getPages().every((page) => page.getWidth() === 595 && page.getHeight() === 842)).toBe(true);
    expect(bytes.byteLength).toBeLessThan(plain.bytes.byteLength * 3);
  });

  test('takes the ranges of each paper', async () => {
    const { pdf, manifest } = await bundle({ ranges: '1, 3-9' });
    expect(pdf.getPageCount()).toBe(6);
    expect(manifest.items.map(({ pages: count }) => count)).toEqual([2, 2, 2]);
    const none = await bundle({ ranges: '9', duplex: 'long' });
    expect(none.pdf.getPageCount()).toBe(0);
    expect(none.manifest.items.map(({ state, error }) => [state, error?.code])).toEqual(
      Array.from({ length: 3 }, () => ['failed', 'NO_SUCH_PAGES']),
    );
  });

  test('without a program that prints every paper says so', async () => {
    reopen({ printer: null });
    const { manifest } = await exported({ bundle: 'pdf' });
    expect(manifest.items.map(({ state, error }) => [state, error?.code])).toEqual(
      Array.from({ length: 3 }, () => ['failed', 'PDF_UNAVAILABLE']),
    );
  });
});

describe('on a printer', () => {
  function createPrinters(fault?: (order: PaperOrder, count: number) => void) {
    const orders: PaperOrder[] = [];
    const printer: PaperPrinter = {
      printers: async () => [{ name: 'HP_1', label: 'HP LaserJet', isDefault: true }],
      async print(order) {
        fault?.(order, orders.length + 1);
        orders.push(order);
      },
    };
    return { orders, printer };
  }
  const print = (input: Partial<Input<'prints.print'>> = {}) =>
    office.call('prints.print', { planId: round.plan.id, choice: notices, printer: 'HP_1', ...input });

  test('is not offered where this program has none', async () => {
    expect(await office.fails('prints.printers', {})).toMatchObject({ code: 'PRINTER_UNAVAILABLE' });
    expect(
      await office.fails('prints.print', { planId: round.plan.id, choice: notices, printer: 'HP_1' }),
    ).toMatchObject({ code: 'PRINTER_UNAVAILABLE' });
  });

  test('goes paper by paper, with copies, sides and ranges', async () => {
    const { orders, printer } = createPrinters();
    reopen({ paperPrinter: printer });
    expect(await office.call('prints.printers', {})).toHaveLength(1);
    const manifest = await print({ copies: 2, duplex: 'long', ranges: '1-2' });
    expect(manifest.items.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
    expect(
      orders.map(({ printer: name, copies, duplex, ranges }) => ({ name, copies, duplex, ranges })),
    ).toEqual(
      Array.from({ length: 3 }, () => ({
        name: 'HP_1',
        copies: 2,
        duplex: 'long',
        ranges: [{ from: 1, to: 2 }],
      })),
    );
    expect(orders.map(({ html }) => html.includes('UBND huyện Nam Sách'))).toEqual([true, true, false]);
  });

  test('ends at the first paper that the printer does not take, and tells what is on paper', async () => {
    const { orders, printer } = createPrinters((_order, count) => {
      if (count === 2) throw new AppError('PRINTER_FAILED', { detail: { reason: 'Paper jam' } });
    });
    reopen({ paperPrinter: printer });
    const manifest = await print();
    expect(manifest.items.map(({ state, error }) => [state, error])).toEqual([
      ['done', null],
      ['failed', { code: 'PRINTER_FAILED', detail: { reason: 'Paper jam' } }],
      ['not_reached', null],
    ]);
    expect(orders).toHaveLength(1);
    // What is left can be printed as a job of its own.
    const order = manifest.items.filter(({ state }) => state !== 'done').map(({ key }) => key);
    reopen({ paperPrinter: createPrinters().printer });
    expect((await print({ order })).items.map(({ state }) => state)).toEqual(['done', 'done']);
  });
});
