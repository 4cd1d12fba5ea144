// The finished pages of every family, read again: PDF and Word lie on each other, Word survives LibreOffice, and
// nobody signs on a page of its own.
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
} from './pages.ts';

beforeAll(sayWhatIsMissing);
const LIMIT = 180_000;

describe('both formats', () => {
  it.skipIf(browser === null || !hasWriter)(
    'print the same lines on the same pages, within a millimetre',
    async () => {
      const pdf = await printed(familyPapers);
      const word = converted(await wordFiles(familyPapers), 'pdf');
      for (const name of Object.keys(familyPapers)) {
        const mine = await linesOf(pdf.get(name) ?? new Uint8Array());
        const theirs = await linesOf(word.get(name) ?? new Uint8Array());
        expect({ name, lines: mine.length }).toEqual({ name, lines: theirs.length });
        expect({ name, differences: differences(mine, theirs, 1) }).toEqual({ name, differences: [] });
      }
    },
    LIMIT,
  );

  it.skipIf(!hasWriter)(
    'look the same after LibreOffice has opened and saved the Word file',
    async () => {
      const files = await wordFiles(familyPapers);
      const before = converted(files, 'pdf');
      const after = converted(converted(files, 'docx'), 'pdf');
      for (const name of Object.keys(familyPapers)) {
        const was = await linesOf(before.get(name) ?? new Uint8Array());
        const is = await linesOf(after.get(name) ?? new Uint8Array());
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
      for (const [name, pdf] of await printed(ends)) {
        const lines = await linesOf(pdf);
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
      for (const [name, pdf] of converted(await wordFiles(ends), 'pdf')) {
        const lines = await linesOf(pdf);
        pages.add(lines.at(-1)?.page ?? 0);
        expect({ name, above: aboveSignature(lines).length > 0 }).toEqual({ name, above: true });
      }
      expect([...pages].toSorted((first, second) => first - second)).toEqual([1, 2]);
    },
    LIMIT,
  );
});
