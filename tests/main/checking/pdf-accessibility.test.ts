// A printed paper carries what a screen reader and an archive need: tags, language, title, headings, outline, fonts.
import { describe, expect, it } from 'vitest';
import { layoutDocument } from '../../../core/documents/layout.ts';
import { documentHtml } from '../../../core/documents/to-html.ts';
import { findBrowser, thisMachine } from '../../../main/browsers.ts';
import { createChromiumPrinter } from '../../../main/chromium-printer.ts';
import { openPdf } from '../../../main/checking/pdf-file.ts';
import { goodContent, goodFacts } from '../../core/checking/good-paper.ts';

const browser = findBrowser(thisMachine());
if (browser === null) console.warn('Skipped: no Edge, Chrome or Chromium prints PDF on this machine.');

interface TagNode {
  readonly role?: string;
  readonly children?: readonly TagNode[];
}

function rolesOf(node: TagNode | null): readonly string[] {
  if (node === null) return [];
  return [...(node.role === undefined ? [] : [node.role]), ...(node.children ?? []).flatMap(rolesOf)];
}

describe.skipIf(browser === null)('a printed paper', () => {
  it('is tagged, in Vietnamese, with title, headings in order, table heads, an outline and its fonts inside', async () => {
    const content = goodContent('agency_notice');
    const table = {
      id: 't',
      type: 'table' as const,
      text: 'Bảng số liệu',
      appendix: false,
      columns: [
        { text: 'STT', align: 'center' as const, width: 20 },
        { text: 'Đơn vị', align: 'left' as const, width: 80 },
      ],
      rows: [['1', 'Sở Y tế']],
    };
    const [lead, ...rest] = content.blocks;
    const blocks = lead === undefined ? content.blocks : [lead, table, ...rest];
    const model = layoutDocument('agency_notice', goodFacts, { ...content, blocks }, { draft: false });
    const printer = createChromiumPrinter({ executable: browser ?? '' });
    const { bytes } = await printer.print(documentHtml(model)).finally(() => printer.close());
    const pdf = await openPdf(bytes);
    try {
      const { info } = await pdf.getMetadata();
      expect(await pdf.getMarkInfo()).toEqual(
        new Map([
          ['Marked', true],
          ['UserProperties', false],
          ['Suspects', false],
        ]),
      );
      expect(info).toMatchObject({ Title: model.title, Language: 'vi-VN', EncryptFilterName: null });
      const outline = await pdf.getOutline();
      expect(outline.length).toBeGreaterThan(0);
      const roles: string[] = [];
      for (let number = 1; number <= pdf.numPages; number += 1) {
        const page = await pdf.getPage(number);
        roles.push(...rolesOf((await page.getStructTree()) as TagNode | null));
        await page.getOperatorList();
        for (const item of (await page.getTextContent()).items) {
          if (!('fontName' in item) || item.str.trim() === '') continue;
          // `missingFile`: the face is only named, not carried.
          expect((page.commonObjs.get(item.fontName) as { missingFile?: boolean }).missingFile).toBe(false);
        }
      }
      const headings = roles.filter((role) => /^H\d$/.test(role)).map((role) => Number(role.slice(1)));
      expect(headings[0]).toBe(1);
      headings.forEach((level, index) => expect(level).toBeLessThanOrEqual((headings[index - 1] ?? 0) + 1));
      expect(roles).toEqual(expect.arrayContaining(['Table', 'TR', 'TH', 'TD', 'L', 'LI', 'P']));
    } finally {
      await pdf.loadingTask.destroy();
    }
  }, 60_000);
});
