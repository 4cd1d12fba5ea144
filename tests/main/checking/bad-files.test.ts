// Files that cannot be read say why; papers that others made are judged and never crash the checker.
import { PDFDocument } from '@cantoo/pdf-lib';
import { Document, Packer, Paragraph, TabStopType, TextRun } from 'docx';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../core/contract/error.ts';
import { checkFinished } from '../../../main/checking/index.ts';
import { converted, hasWriter } from '../../core/documents/pages.ts';

async function codeOf(bytes: Uint8Array, name: string): Promise<string> {
  try {
    await checkFinished(bytes, name);
    return 'read';
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

const text = (words: string): Uint8Array => new TextEncoder().encode(words);

describe('a file that cannot be read', () => {
  it.each([
    ['FILE_EMPTY', 'a.pdf', text('')],
    ['FILE_BROKEN', 'a.pdf', text('%PDF-1.7\nnothing more')],
    ['FILE_BROKEN', 'a.docx', text('not a zip')],
    ['FILE_BROKEN', 'a.docx', text('PK\u0003\u0004 cut off')],
    ['FILE_KIND', 'a.txt', text('plain words')],
    ['FILE_PASSWORD', 'a.docx', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
    ['FILE_KIND', 'a.doc', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
  ])('%s: %s', async (code, name, bytes) => {
    expect(await codeOf(bytes, name)).toBe(code);
  });
});

async function lockedPdf(passwords: { userPassword?: string; ownerPassword: string }): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.addPage().drawText('THONG BAO');
  pdf.encrypt(passwords);
  return pdf.save();
}

describe('a PDF under a password', () => {
  it('to open it is not read', async () => {
    expect(await codeOf(await lockedPdf({ userPassword: 'mở', ownerPassword: 'chủ' }), 'a.pdf')).toBe(
      'FILE_PASSWORD',
    );
  });

  it('only to change it is read as any other', async () => {
    expect(await codeOf(await lockedPdf({ ownerPassword: 'chủ' }), 'a.pdf')).toBe('read');
  });
});

describe('a paper that somebody else made', () => {
  const made = async (lines: readonly Paragraph[]): Promise<Uint8Array> =>
    new Uint8Array(await Packer.toArrayBuffer(new Document({ sections: [{ children: [...lines] }] })));
  const line = (words: string, options: object = {}): Paragraph =>
    new Paragraph({ children: [new TextRun({ text: words, ...options })] });

  it('with two columns by tabs and underlined words instead of rules is reported', async () => {
    const report = await checkFinished(
      await made([
        line('SỞ NỘI VỤ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { bold: true }),
        line('Số: 5/TB-SNV\tĐộc lập - Tự do - Hạnh phúc', { bold: true, underline: {} }),
        line('THÔNG BÁO'),
        line('Nội dung thông báo.'),
      ]),
      'x.docx',
    );
    const rules = report.breaches.map(({ rule }) => rule);
    expect(rules).toEqual(
      expect.arrayContaining(['motto.rule', 'number.form', 'date.present', 'sign.present']),
    );
    expect(report.breaches.find(({ rule }) => rule === 'motto.rule')?.found).toContain('gạch chân');
    expect(report.kind).toBe('thông báo');
  });

  it('without anything of the decree is judged by its paper and face alone, and says what was left out', async () => {
    const report = await checkFinished(await made([line('Một bài viết.')]), 'x.docx');
    expect(report.kind).toBeNull();
    expect(report.skipped.map(({ rule }) => rule)).toContain('national_name.present');
    expect(report.held.length + report.breaches.length).toBeGreaterThan(0);
  });

  it('that is empty is no crash', async () => {
    expect((await checkFinished(await made([]), 'x.docx')).breaches).toBeInstanceOf(Array);
  });

  if (!hasWriter) console.warn('Skipped: no LibreOffice (soffice) makes a PDF as an office would.');
  it.skipIf(!hasWriter)(
    'and printed by an office program is reported: by tabs and underlined, and almost right',
    async () => {
      const stops = [
        { type: TabStopType.CENTER, position: 1900 },
        { type: TabStopType.CENTER, position: 6600 },
      ];
      const run = (text: string, options: object = {}): TextRun =>
        new TextRun({ text, font: 'Times New Roman', size: 26, ...options });
      const two = (left: string, right: string, options: object, under: object = {}): Paragraph =>
        new Paragraph({
          tabStops: stops,
          children: [run('\t'), run(left, options), run('\t'), run(right, { ...options, ...under })],
        });
      const body = Array.from(
        { length: 30 },
        () =>
          new Paragraph({
            alignment: 'both',
            indent: { firstLine: 720 },
            spacing: { before: 120 },
            children: [
              run('Đề nghị các cơ quan, đơn vị nghiêm túc thực hiện nội dung thông báo này. '.repeat(3)),
            ],
          }),
      );
      const middle = (text: string): Paragraph =>
        new Paragraph({ alignment: 'center', children: [run(text, { bold: true })] });
      const paper = (under: object, margin: number): Document =>
        new Document({
          sections: [
            {
              properties: {
                page: {
                  size: { width: 11_906, height: 16_838 },
                  margin: { left: margin, right: 850, top: 1134, bottom: 1134 },
                },
              },
              children: [
                two('SỞ NỘI VỤ', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { bold: true }),
                two('VĂN PHÒNG', 'Độc lập - Tự do - Hạnh phúc', { bold: true }, under),
                two('Số: 5/TB-VP', 'Hải Dương, ngày 9 tháng 8 năm 2019', { italics: true }),
                middle('THÔNG BÁO'),
                middle('Kết quả kiểm tra công tác cải cách hành chính'),
                ...body,
                two('Nơi nhận:', 'CHÁNH VĂN PHÒNG', { bold: true }),
                two('- Như trên;', '', {}),
                two('- Lưu: VT.', 'Nguyễn Văn An', {}),
              ],
            },
          ],
        });
      const files = new Map([
        ['narrow', new Uint8Array(await Packer.toArrayBuffer(paper({ underline: {} }, 850)))],
        ['usual', new Uint8Array(await Packer.toArrayBuffer(paper({}, 1701)))],
      ]);
      const pdfs = converted(files, 'pdf');
      const report = async (name: string) => {
        const { kind, pages, breaches, held } = await checkFinished(
          pdfs.get(name) ?? new Uint8Array(),
          `${name}.pdf`,
        );
        expect([kind, (pages ?? 0) > 1]).toEqual(['thông báo', true]);
        return { rules: breaches.map(({ rule }) => rule), held };
      };
      const [narrow, usual] = [await report('narrow'), await report('usual')];
      expect(narrow.rules).toEqual(expect.arrayContaining(['motto.rule', 'page.left', 'page_number.shown']));
      expect(usual.rules).toEqual(expect.arrayContaining(['motto.rule', 'number.slant', 'date.form']));
      expect(usual.rules).not.toContain('page.left');
      expect(usual.held).toEqual(
        expect.arrayContaining(['national_name.present', 'body.align', 'body.first_line']),
      );
    },
    120_000,
  );
});
