// The finished pages of every family, read again: PDF and Word lie on each other, Word survives LibreOffice, and
// nobody signs on a page of its own.
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ContentBlock } from '../../../core/documents/content.ts';
import { layoutDocument } from '../../../core/documents/layout.ts';
import { baseFacts, block, familyPapers, LONG, paper, table } from './family-papers.ts';
import {
  browser,
  converted,
  differences,
  hasWriter,
  linesOf,
  printed,
  sayWhatIsMissing,
  wordFiles,
  type Line,
  type Models,
  type Printed,
} from './pages.ts';

beforeAll(sayWhatIsMissing);
const LIMIT = 180_000;

/** Everything is printed once: starting a browser and LibreOffice takes longer than printing. */
const all = (): Models => ({ ...familyPapers, ...ends, ...extremes });
const once = <T>(work: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined;
  return () => (made ??= work());
};
const allPrinted = once(() => printed(all()));
const allWord = once(async () => converted(await wordFiles(all()), 'pdf'));

async function pagesOf(files: Promise<Printed>, name: string): Promise<readonly Line[]> {
  const bytes = (await files).get(name);
  if (bytes === undefined) throw new Error(`No pages of ${name}.`);
  return linesOf(bytes);
}

describe('both formats', () => {
  it.skipIf(browser === null || !hasWriter)(
    'print the same lines on the same pages, within a millimetre',
    async () => {
      for (const name of Object.keys(familyPapers)) {
        const mine = await pagesOf(allPrinted(), name);
        const theirs = await pagesOf(allWord(), name);
        expect({ name, lines: mine.length }).toEqual({ name, lines: theirs.length });
        expect({ name, differences: differences(mine, theirs, 1) }).toEqual({ name, differences: [] });
      }
    },
    LIMIT,
  );

  it.skipIf(!hasWriter)(
    'look the same after LibreOffice has opened and saved the Word file',
    async () => {
      const saved = converted(await wordFiles(familyPapers), 'docx');
      const after = Promise.resolve(converted(saved, 'pdf'));
      for (const name of Object.keys(familyPapers)) {
        const was = await pagesOf(allWord(), name);
        const is = await pagesOf(after, name);
        expect(was.length).toBeGreaterThan(5);
        expect({ name, differences: differences(was, is, 0.3) }).toEqual({ name, differences: [] });
        expect({ name, differences: differences(is, was, 0.3) }).toEqual({ name, differences: [] });
      }
    },
    LIMIT,
  );
});

/** The same text a little longer each time, so that the signature falls on every place near the end of a page. */
function nearTheEnd(name: string, end: readonly ContentBlock[], offsets: readonly number[]): Models {
  return Object.fromEntries(
    offsets.map((offset) => [
      `${name}-${String(offset)}`,
      layoutDocument(
        'plan',
        baseFacts,
        paper('plan', [...Array.from({ length: offset }, () => block('paragraph', 'Một dòng.')), ...end]),
      ),
    ]),
  );
}

const items = Array.from({ length: 4 }, (_, index) => block('item', `Việc thứ ${String(index)};`));
const offsets = [12, 14, 16, 17, 18, 19, 20, 22];
const ends: Models = {
  ...nearTheEnd('text', [block('closing', LONG)], offsets),
  ...nearTheEnd('list', items, offsets),
  ...nearTheEnd('table', [table(4)], offsets),
};

/** On the page where somebody signs, what stands above the signature. */
function aboveSignature(lines: readonly Line[]): readonly Line[] {
  const sign = lines.find(({ text }) => text === 'KT.CHỦTỊCH');
  if (sign === undefined) throw new Error('Nobody signs.');
  const signer = lines.find(({ text }) => text === 'LưuVănBản');
  expect(signer?.page).toBe(sign.page);
  return lines.filter(({ page, y }) => page === sign.page && y < sign.y - 4 && y > 18);
}

describe('a signature', () => {
  it.skipIf(browser === null)(
    'never stands alone on a page of the PDF: after text, a list or a table',
    async () => {
      const pages = new Set<number>();
      for (const name of Object.keys(ends)) {
        const lines = await pagesOf(allPrinted(), name);
        pages.add(lines.at(-1)?.page ?? 0);
        expect({ name, above: aboveSignature(lines).length > 0 }).toEqual({ name, above: true });
      }
      expect([...pages].toSorted((first, second) => first - second)).toEqual([1, 2]);
    },
    LIMIT,
  );

  it.skipIf(!hasWriter)(
    'nor of the Word file',
    async () => {
      const pages = new Set<number>();
      for (const name of Object.keys(ends)) {
        const lines = await pagesOf(allWord(), name);
        pages.add(lines.at(-1)?.page ?? 0);
        expect({ name, above: aboveSignature(lines).length > 0 }).toEqual({ name, above: true });
      }
      expect([...pages].toSorted((first, second) => first - second)).toEqual([1, 2]);
    },
    LIMIT,
  );
});

interface StructureNode {
  readonly role?: string;
  readonly alt?: string;
  readonly lang?: string;
  readonly children?: readonly StructureNode[];
}

function* nodes(node: StructureNode): Generator<StructureNode> {
  yield node;
  for (const child of node.children ?? []) yield* nodes(child);
}

describe('the PDF', () => {
  it.skipIf(browser === null)(
    'is tagged, in Vietnamese, with title, outline, headings, lists, heads of tables and embedded fonts',
    async () => {
      const pdf = (await allPrinted()).get('named') ?? new Uint8Array();
      const raw = Buffer.from(pdf).toString('latin1');
      expect(raw).toContain('/Lang (vi-VN)');
      // Every face has a file of its own in the PDF.
      expect(raw.match(/\/FontDescriptor \d/g)?.length).toBe(raw.match(/\/FontFile\d? \d/g)?.length);
      expect(raw).toMatch(/\/FontName \/[A-Z]{6}\+/);
      const task = getDocument({ data: Uint8Array.from(pdf), verbosity: 0 });
      const file = await task.promise;
      const { info } = await file.getMetadata();
      expect((info as { Title?: string }).Title).toBe(
        'Kế hoạch kiểm tra công tác cải cách hành chính năm 2019',
      );
      const outline = await file.getOutline();
      expect(outline.map(({ title }) => title)).toEqual(['KẾ HOẠCH']);
      expect(outline[0]?.items.map(({ title }) => title)).toEqual([
        'I. MỤC ĐÍCH, YÊU CẦU',
        'II. NỘI DUNG',
        'III. TỔ CHỨC THỰC HIỆN',
        'DANH SÁCH CƠ QUAN ĐƯỢC KIỂM TRA',
        'BẢNG TỔNG HỢP',
      ]);
      const roles = new Set<string>();
      for (let number = 1; number <= file.numPages; number += 1) {
        const tree = (await (await file.getPage(number)).getStructTree()) as StructureNode | null;
        if (tree === null) throw new Error(`Page ${String(number)} has no tags.`);
        for (const { role } of nodes(tree)) if (role !== undefined) roles.add(role);
      }
      for (const role of [
        'Document',
        'H1',
        'H2',
        'H3',
        'P',
        'L',
        'LI',
        'Table',
        'TR',
        'TH',
        'TD',
        'Strong',
      ]) {
        expect(roles).toContain(role);
      }
      await task.destroy();
    },
    LIMIT,
  );
});

const NAME = 'Ban Quản lý dự án đầu tư xây dựng các công trình giao thông và nông nghiệp '
  .repeat(5)
  .slice(0, 300);
const everywhere = {
  ...baseFacts,
  issuer: {
    ...baseFacts.issuer,
    nameLine: NAME,
    parentLine: NAME,
    signLines: [`TM. ${NAME}`],
    signerTitleBelow: NAME,
  },
  document: { ...baseFacts.document, subject: NAME, urgency: 'hoa_toc' as const },
};
const words = [block('paragraph', LONG), block('closing', LONG)];
const extremes: Models = {
  'long-names': layoutDocument('plan', everywhere, paper('plan', [block('section', NAME), ...words]), {
    draft: true,
  }),
  'long-letter': layoutDocument(
    'reminder',
    everywhere,
    paper('reminder', words, { addressees: [NAME, NAME] }),
  ),
  recipients: layoutDocument(
    'plan',
    baseFacts,
    paper('plan', words, {
      recipients: Array.from(
        { length: 40 },
        (_, at) => `Sở, ban, ngành thứ ${String(at)} (để phối hợp thực hiện)`,
      ),
    }),
  ),
  tables: layoutDocument(
    'plan',
    baseFacts,
    paper('plan', [
      table(60, { rows: Array.from({ length: 60 }, (_, at) => [String(at), NAME, '8']) }),
      ...words,
    ]),
  ),
};

describe('names of 300 letters, 40 recipients and tables over pages', () => {
  /** Lines of the text that reach beyond its margins. */
  const outside = (lines: readonly Line[]): readonly Line[] =>
    lines.filter(({ x, right, y }) => y >= 18 && (x < 29.5 || right > 195.6 || y > 277.5));

  it.skipIf(browser === null)(
    'stay inside the margins of the PDF, with the heads of tables on every page',
    async () => {
      for (const name of Object.keys(extremes)) {
        expect(outside(await pagesOf(allPrinted(), name))).toEqual([]);
      }
      const lines = await pagesOf(allPrinted(), 'tables');
      const pages = lines.at(-1)?.page ?? 0;
      expect(pages).toBeGreaterThan(4);
      expect(lines.filter(({ text }) => text.includes('Cơquan,đơnvị')).length).toBeGreaterThanOrEqual(
        pages - 1,
      );
      expect((await pagesOf(allPrinted(), 'recipients')).at(-1)?.page).toBe(2);
    },
    LIMIT,
  );

  it.skipIf(!hasWriter)(
    'and of the Word file',
    async () => {
      for (const name of Object.keys(extremes)) {
        expect(outside(await pagesOf(allWord(), name))).toEqual([]);
      }
    },
    LIMIT,
  );
});
