// The fixed parts of random papers stand at the same places in both formats: head, title and rules on page 1, and the
// signature. What stands between them is flowing text, which the two programs may break at different words: only then the
// signature as a whole may stand higher or lower in one of them.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { layoutDocument } from '../../../core/documents/layout.ts';
import { splitAppendices } from '../../../core/documents/layout/body.ts';
import { modelText } from '../../../core/documents/model-text.ts';
import type { Block, DocumentModel } from '../../../core/documents/model.ts';
import { readPdfPages } from '../../../main/checking/pdf-file.ts';
import { chance, isLong } from '../../long.ts';
import { browser, converted, hasWriter, linesOf, printed, sayWhatIsMissing, wordFiles } from './pages.ts';
import { anyPaper, type RandomPaper } from './random-documents.ts';

beforeAll(sayWhatIsMissing);
const { seed, numRuns } = chance(20_2026, 6, 100);
const TOLERANCE_MM = 1;
/** So many Word files LibreOffice opens in one go. */
const AT_ONCE = 20;
/** Above it stand page numbers and marks. */
const TEXT_FROM_MM = 18;

/** Without appendices, so that the signature is the last of the paper. */
function layOutText({ kind, facts, content, draft }: RandomPaper): DocumentModel {
  const { text } = splitAppendices(content.blocks);
  return layoutDocument(kind, facts, { ...content, blocks: [...text] }, { draft });
}

const letters = (blocks: readonly Block[], model: DocumentModel): number =>
  modelText({ ...model, blocks })
    .join('')
    .replace(/\s+/gu, '').length;

const isHead = (block: Block): boolean =>
  (block.type === 'columns' && block.role === 'header') ||
  (block.type === 'paragraph' && ['title', 'subject', 'headline', 'authority'].includes(block.style));

/** From the signature on: the lines of a minutes' recipients stand below it. */
function endOf(model: DocumentModel): readonly Block[] {
  const at = model.blocks.findIndex((block) => block.type === 'columns' && block.role === 'signature');
  return at < 0 ? [] : model.blocks.slice(at);
}

interface Place {
  readonly text: string;
  readonly x: number;
  readonly right: number;
  readonly y: number;
}

interface Fixed {
  readonly head: readonly Place[];
  readonly rules: readonly Place[];
  readonly end: readonly Place[];
  /** What stands above the signature on its page, line by line. */
  readonly above: string;
}

/** Seen from its own first line. */
function fromItsTop(places: readonly Place[]): readonly Place[] {
  const top = Math.min(...places.map(({ y }) => y));
  return places.map((place) => ({ ...place, y: place.y - top }));
}

async function fixedParts(pdf: Uint8Array, model: DocumentModel): Promise<Fixed> {
  const lines = (await linesOf(pdf))
    .filter(({ y }) => y > TEXT_FROM_MM)
    .toSorted((first, second) => first.page - second.page || first.y - second.y || first.x - second.x);
  const head = take(lines, letters(model.blocks.filter(isHead), model));
  const end = take(lines.toReversed(), letters(endOf(model), model));
  const [page] = await readPdfPages(pdf);
  const foot = Math.max(0, ...head.map(({ y }) => y)) + 4;
  const rules = (page?.strokes ?? [])
    .filter(({ x0, x1, y0, y1 }) => Math.abs(y1 - y0) < 1 && x1 - x0 > 5 && y0 > TEXT_FROM_MM && y0 < foot)
    .map(({ x0, x1, y0 }) => ({ text: 'rule', x: x0, right: x1, y: y0 }))
    // LibreOffice draws some of its lines twice.
    .filter((rule, index, all) => all.findIndex((other) => isSame(other, rule, 0.2)) === index);
  // One that forty recipients break over two pages is left out.
  const isWhole = end.every(({ page: at }) => at === end[0]?.page);
  const onPage = lines.filter(({ page: at }) => at === end[0]?.page);
  return {
    head,
    rules,
    end: isWhole ? end : [],
    above: onPage
      .filter((line) => !end.includes(line))
      .map(({ text }) => text)
      .join('\n'),
  };
}

/** The first lines that have so many letters together. */
function take<T extends Place>(lines: readonly T[], count: number): readonly T[] {
  const taken: T[] = [];
  let left = count;
  for (const line of lines) {
    if (left <= 0) break;
    taken.push(line);
    left -= line.text.length;
  }
  expect(left).toBe(0);
  return taken;
}

const isSame = (one: Place, other: Place, toleranceMm: number): boolean =>
  one.text === other.text &&
  (['x', 'right', 'y'] as const).every((side) => Math.abs(one[side] - other[side]) <= toleranceMm);

/** Of the one what the other one has not at the same place. */
function apart(from: readonly Place[], to: readonly Place[]): readonly string[] {
  const left = [...to];
  return from.flatMap((place) => {
    const at = left.findIndex((other) => isSame(other, place, TOLERANCE_MM));
    if (at >= 0) {
      left.splice(at, 1);
      return [];
    }
    const [nearest] = left.filter(({ text }) => text === place.text);
    const told = ({ x, right, y }: Place): string => [x, right, y].map((value) => value.toFixed(1)).join(' ');
    return [`${place.text}: ${told(place)}, not ${nearest === undefined ? 'there' : told(nearest)}`];
  });
}

describe('the fixed parts of random papers', () => {
  it.skipIf(browser === null || !hasWriter)(
    'stand at the same places in both formats, within a millimetre',
    async () => {
      const papers = fc.sample(anyPaper, { seed, numRuns });
      const models = Object.fromEntries(
        papers.map((paper, index) => [`${String(index)}-${paper.kind}`, layOutText(paper)]),
      );
      const mine = await printed(models);
      const theirs = new Map<string, Uint8Array>();
      const entries = Object.entries(models);
      for (let at = 0; at < entries.length; at += AT_ONCE) {
        const files = await wordFiles(Object.fromEntries(entries.slice(at, at + AT_ONCE)));
        for (const [name, bytes] of converted(files, 'pdf')) theirs.set(name, bytes);
      }
      const differences: string[] = [];
      let ends = 0;
      for (const [name, model] of entries) {
        const first = await fixedParts(mine.get(name) ?? new Uint8Array(), model);
        const second = await fixedParts(theirs.get(name) ?? new Uint8Array(), model);
        const compare = (part: string, one: readonly Place[], other: readonly Place[]): void => {
          for (const difference of [...apart(one, other), ...apart(other, one)])
            differences.push(`${name} ${part} ${difference}`);
        };
        compare('head', first.head, second.head);
        compare('rules', first.rules, second.rules);
        if (first.end.length > 0 && second.end.length > 0) {
          const isSameText = first.above === second.above;
          if (isSameText) {
            ends += 1;
            compare('end', first.end, second.end);
          } else compare('end', fromItsTop(first.end), fromItsTop(second.end));
        }
        expect(first.head.length + first.rules.length).toBeGreaterThan(0);
      }
      expect(differences, `seed ${String(seed)}`).toEqual([]);
      // News carry no signature.
      expect(ends).toBeGreaterThan(numRuns / 2);
    },
    isLong ? 1_800_000 : 180_000,
  );
});
