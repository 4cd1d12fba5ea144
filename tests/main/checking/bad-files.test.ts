// Files that cannot be read say why; papers that others made are judged and never crash the checker.
import { Document, Packer, Paragraph, TextRun } from 'docx';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../core/contract/error.ts';
import { checkFinished } from '../../../main/checking/index.ts';

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
});
