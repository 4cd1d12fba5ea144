import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { contentBlock, textBlockTypes } from '../../core/documents/content.ts';
import type { ContentBlock, TextMark } from '../../core/documents/content.ts';
import { blocksOf, docOf, nodeOf, valueOf } from '../../renderer/features/documents/editor/mapping.ts';
import { schema } from '../../renderer/features/documents/editor/schema.ts';
import { chance } from '../long.ts';

const word = fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => text.replaceAll('\r', ''));
const lines = fc.array(word, { maxLength: 3 }).map((parts) => parts.join('\n'));
const line = lines.map((text) => text.slice(0, 500));

const textBlock = fc
  .record({
    type: fc.constantFrom(...textBlockTypes),
    text: lines,
    marks: fc.array(
      fc.record({
        from: fc.nat(60),
        length: fc.nat(20),
        bold: fc.boolean(),
        italic: fc.boolean(),
        field: fc.option(fc.constantFrom('nam', 'don_vi', 'so_kh')),
      }),
      { maxLength: 6 },
    ),
  })
  .map(({ type, text, marks }) => {
    let end = 0;
    const said = marks
      .toSorted((a, b) => a.from - b.from)
      .map(({ from, length, bold, italic, field }): TextMark => {
        const start = Math.min(from, text.length);
        const to = Math.min(start + length, text.length);
        // Stretches that name a field do not overlap.
        const named = field !== null && start >= end && to > start;
        if (named) end = to;
        return {
          from: start,
          to,
          ...(bold ? { bold: true as const } : {}),
          ...(italic ? { italic: true as const } : {}),
          ...(named ? { field } : {}),
        };
      });
    return { type, text, ...(said.length > 0 ? { marks: said } : {}) };
  });

const table = fc.integer({ min: 1, max: 12 }).chain((width) =>
  fc.record(
    {
      type: fc.constant('table' as const),
      text: line,
      appendix: fc.boolean(),
      columns: fc.array(
        fc.record({
          text: line,
          align: fc.constantFrom('left' as const, 'center' as const, 'right' as const),
          width: fc.integer({ min: 1, max: 100 }),
        }),
        { minLength: width, maxLength: width },
      ),
      rows: fc.array(fc.array(lines, { minLength: width, maxLength: width }), { maxLength: 5 }),
      headRows: fc.array(
        fc.array(
          fc.record({
            text: line,
            across: fc.integer({ min: 1, max: 3 }),
            down: fc.integer({ min: 1, max: 2 }),
          }),
          { maxLength: 4 },
        ),
        { maxLength: 2 },
      ),
      totals: fc.constant(true as const),
    },
    { requiredKeys: ['type', 'text', 'appendix', 'columns', 'rows'] },
  ),
);

const block: fc.Arbitrary<ContentBlock> = fc
  .tuple(
    fc.oneof(
      { weight: 4, arbitrary: textBlock },
      table,
      fc.record({ type: fc.constant('appendix' as const), text: line, landscape: fc.boolean() }),
      fc.record({
        type: fc.constant('image' as const),
        text: line,
        sha256: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 }),
        media: fc.constantFrom('image/jpeg' as const, 'image/png' as const),
        widthPx: fc.integer({ min: 1, max: 9_000 }),
        heightPx: fc.integer({ min: 1, max: 9_000 }),
        widthMm: fc.integer({ min: 20, max: 165 }),
      }),
      fc.record({
        type: fc.constant('bars' as const),
        text: line,
        rows: fc.array(fc.record({ label: line, value: word, share: fc.integer({ min: 0, max: 10_000 }) }), {
          maxLength: 5,
        }),
      }),
    ),
  )
  .map(([made]) => ({ id: 'x', ...made }) as ContentBlock);

const blocks = fc
  .array(block, { maxLength: 8 })
  .map((list) => list.map((one, index) => ({ ...one, id: `block-${String(index)}` })));

/** What is printed of every single letter, whichever way the marks say it. */
function meaning(list: readonly ContentBlock[]): unknown {
  return list.map((one) => {
    if (!('marks' in one)) return one;
    const { marks, ...rest } = one;
    const letters = Array.from({ length: rest.text.length }, (_, at) => {
      const around = (marks ?? []).filter(({ from, to }) => from <= at && at < to);
      const field = around.find((mark) => mark.field !== undefined);
      return [
        around.some(({ bold }) => bold === true),
        around.some(({ italic }) => italic === true),
        field === undefined ? null : [field.field, field.from, field.to],
      ];
    });
    return letters.some((letter) => letter.some(Boolean)) ? { ...rest, letters } : rest;
  });
}

/** The same document without the memory of where it came from. */
function forgotten(list: readonly ContentBlock[]): ContentBlock[] {
  return blocksOf(schema.nodeFromJSON(docOf({ blocks: [...list] }).toJSON()));
}

describe('wording ↔ document of the editor', () => {
  it('goes and comes back without loss', () => {
    fc.assert(
      fc.property(blocks, (list) => {
        const back = forgotten(list);
        expect(meaning(back)).toEqual(meaning(list));
        for (const one of back) expect(contentBlock.safeParse(one).error).toBeUndefined();
      }),
      chance(11, 150, 10_000),
    );
  });

  it('is the same each time after the first', () => {
    fc.assert(
      fc.property(blocks, (list) => {
        const once = forgotten(list);
        expect(forgotten(once)).toEqual(once);
      }),
      chance(12, 100, 10_000),
    );
  });

  it('gives what nobody touched back exactly as it came', () => {
    fc.assert(
      fc.property(blocks, (list) => {
        const back = blocksOf(docOf({ blocks: list }));
        back.forEach((one, index) => expect(one).toBe(list[index]));
        docOf({ blocks: list }).check();
      }),
      chance(13, 100, 5_000),
    );
  });

  it('no block at all is an empty place for the caret, and no block again', () => {
    const doc = docOf({ blocks: [] });
    expect(doc.childCount).toBe(1);
    expect(blocksOf(doc)).toEqual([]);
  });

  it('a field with a bold part in it stays one stretch', () => {
    const marks: TextMark[] = [
      { from: 0, to: 12, field: 'don_vi' },
      { from: 4, to: 7, bold: true },
    ];
    const [back] = forgotten([{ id: 'a', type: 'paragraph', text: 'Sở Nội vụ AB', marks }]);
    expect(back).toEqual({ id: 'a', type: 'paragraph', text: 'Sở Nội vụ AB', marks });
  });

  it('two values of one field side by side stay two', () => {
    const marks: TextMark[] = [
      { from: 0, to: 4, field: 'nam' },
      { from: 4, to: 8, field: 'nam' },
    ];
    const [back] = forgotten([{ id: 'a', type: 'paragraph', text: '20252026', marks }]);
    expect(back).toMatchObject({ marks });
  });

  it('a changed value makes the bars as long as their share again', () => {
    const before = nodeOf({
      id: 'b',
      type: 'bars',
      text: 'Tồn tại',
      rows: [
        { label: 'Sở A', value: '10', share: 10_000 },
        { label: 'Sở B', value: '5', share: 5_000 },
      ],
    });
    const json = JSON.parse(JSON.stringify(before.toJSON()).replace('"text":"5"', '"text":"20"')) as object;
    const [after] = blocksOf(schema.node('doc', null, [schema.nodeFromJSON(json)]));
    expect(after).toMatchObject({
      rows: [
        { value: '10', share: 5_000 },
        { value: '20', share: 10_000 },
      ],
    });
  });

  it.each([
    ['98,53 %', 98.53],
    ['1.204', 1204],
    ['12.345,6', 12345.6],
    ['7.5', 7.5],
    ['không', null],
    ['', null],
  ])('%s is read as %s', (text, value) => expect(valueOf(text)).toBe(value));
});
