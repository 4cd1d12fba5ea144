// Random papers of every kind keep the decree in both formats, say the same words in both, and lose no letter.
import fc from 'fast-check';
import { Packer } from 'docx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FinishedDocument } from '../../../core/checking/finished.ts';
import { checkPaper } from '../../../core/checking/check-paper.ts';
import { documentContent } from '../../../core/documents/content.ts';
import { documentKinds } from '../../../core/documents/kinds.ts';
import { documentDocx } from '../../../core/documents/to-docx.ts';
import { documentHtml } from '../../../core/documents/to-html.ts';
import { findBrowser, thisMachine } from '../../../main/browsers.ts';
import { readFinished } from '../../../main/checking/index.ts';
import { createChromiumPrinter } from '../../../main/chromium-printer.ts';
import type { PdfPrinter } from '../../../main/pdf.ts';
import { chance, isLong } from '../../long.ts';
import { anyPaper, layOut, VIETNAMESE, type RandomPaper } from './random-documents.ts';

const browser = findBrowser(thisMachine());
if (browser === null) console.warn('Skipped: no Edge, Chrome or Chromium prints PDF on this machine.');
const { seed, numRuns } = chance(30_2020, 50, 1_000);
const LIMIT = isLong ? 3_600_000 : 180_000;

async function word(paper: RandomPaper): Promise<Uint8Array> {
  return new Uint8Array(await Packer.toArrayBuffer(documentDocx(layOut(paper))));
}

const plain = (text: string): string => text.normalize('NFC').replace(/[\s\u00a0]+/gu, '');

/** The text from the title to the signature and the appendices, in order; tables, head and signature apart. */
const flowOf = (document: FinishedDocument): string =>
  document.pieces
    .filter(({ area }) => area === 'flow')
    .map(({ text }) => plain(text))
    .join('');

function countLetters(document: FinishedDocument): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const letter of document.pieces.map(({ text }) => plain(text)).join('')) {
    counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  return counts;
}

/** Letters that the one has and the other has not, but for the heads of tables that later pages repeat. */
function lost(from: FinishedDocument, to: FinishedDocument, repeated: string): string {
  const counts = countLetters(to);
  return [...countLetters(from)]
    .filter(([letter, count]) => count > (counts.get(letter) ?? 0) && !repeated.includes(letter))
    .map(([letter]) => letter)
    .join('');
}

function breachesOf(document: FinishedDocument, paper: RandomPaper): readonly string[] {
  return checkPaper(document, paper.kind).breaches.map(
    ({ rule, page, found, expected }) =>
      `${paper.kind} ${document.format} ${String(page)} ${rule}: ${found} | ${expected}`,
  );
}

describe('random papers', () => {
  it('are papers that the contract takes, and of every kind', () => {
    const papers = fc.sample(anyPaper, { seed, numRuns: 300 });
    for (const { content } of papers) documentContent.parse(content);
    expect(new Set(papers.map(({ kind }) => kind)).size).toBe(documentKinds.length);
    const all = papers.map(({ content, facts }) => JSON.stringify([content, facts])).join('');
    for (const letter of VIETNAMESE) expect(all).toContain(letter);
  });

  it(
    'keep the decree as Word files',
    async () => {
      const breaches: string[] = [];
      for (const paper of fc.sample(anyPaper, { seed, numRuns })) {
        const document = await readFinished(await word(paper), 'x.docx');
        breaches.push(...breachesOf(document, paper));
      }
      expect(breaches.join('\n'), `seed ${String(seed)}`).toBe('');
    },
    LIMIT,
  );

  describe.skipIf(browser === null)('printed', () => {
    let printer: PdfPrinter;
    beforeAll(() => {
      printer = createChromiumPrinter({ executable: browser ?? '' });
    });
    afterAll(() => printer.close());

    it(
      'keep the decree as PDF and say the same as in Word',
      async () => {
        const breaches: string[] = [];
        for (const paper of fc.sample(anyPaper, { seed, numRuns })) {
          const { bytes } = await printer.print(documentHtml(layOut(paper)));
          const printed = await readFinished(bytes, 'x.pdf');
          breaches.push(...breachesOf(printed, paper));
          const written = await readFinished(await word(paper), 'x.docx');
          expect(flowOf(printed), `seed ${String(seed)}`).toBe(flowOf(written));
          expect(lost(written, printed, '')).toBe('');
          expect(lost(printed, written, 'STTCột0123456789')).toBe('');
        }
        expect(breaches.join('\n'), `seed ${String(seed)}`).toBe('');
      },
      LIMIT,
    );
  });
});
