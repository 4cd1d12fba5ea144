// Whatever the facts are, a draft is a whole paper: within the bounds of the content, no heading without words below it,
// no braces left, fields marked where they stand, and the same block ids when it is drafted again.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  documentContent,
  type ContentBlock,
  type DocumentContent,
} from '../../../../core/documents/content.ts';
import { fieldsOf } from '../../../../core/documents/fields.ts';
import { layoutDocument } from '../../../../core/documents/layout.ts';
import { modelText } from '../../../../core/documents/model-text.ts';
import { BLANK } from '../../../../core/documents/wording/numbers.ts';
import { oneLine } from '../../../../core/documents/wording/text.ts';
import { chance } from '../../../long.ts';
import { anyPaper } from './any-paper.ts';

const depth: Readonly<Partial<Record<ContentBlock['type'], number>>> = {
  appendix: 0,
  section: 1,
  subsection: 2,
};

/** A section, subsection or appendix with nothing below it. */
function emptyHeadings({ blocks }: DocumentContent): readonly string[] {
  return blocks.flatMap((block, index) => {
    const own = depth[block.type];
    if (own === undefined) return [];
    const next = blocks[index + 1];
    const isEmpty = next === undefined || next.type === 'closing' || (depth[next.type] ?? 9) <= own;
    return isEmpty ? [block.id] : [];
  });
}

/** Our own words: what the data says may hold any braces. */
const isUnfilled = (text: string): boolean => /\{\{\s*[a-z_]+\s*\}\}/.test(text.replaceAll('{{don_vi}}', ''));

describe.each(Object.keys(anyPaper))('any %s', (name) => {
  const arbitrary = anyPaper[name]!;

  it('is a whole paper', () => {
    fc.assert(
      fc.property(arbitrary, ({ kind, facts, draft }) => {
        const content = draft();
        expect(documentContent.parse(content)).toEqual(content);
        expect(content.kind).toBe(kind);
        expect(emptyHeadings(content)).toEqual([]);
        const ids = content.blocks.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const block of content.blocks) {
          expect(isUnfilled(block.text), block.text).toBe(false);
          if (!('marks' in block)) continue;
          for (const { from, to, field } of block.marks ?? []) {
            expect(to).toBeLessThanOrEqual(block.text.length);
            const value = oneLine(fieldsOf(facts)[field as keyof ReturnType<typeof fieldsOf>] ?? '');
            const printed = value === '' ? BLANK : value;
            if (facts.toneMarks === undefined) expect(block.text.slice(from, to)).toBe(printed);
            else expect(to - from).toBe(printed.length);
          }
        }
        const model = layoutDocument(kind, facts, content, { draft: true, subject: 'Về việc thử' });
        expect(modelText(model).length).toBeGreaterThan(0);
      }),
      chance(20_250_616, 60, 2_000),
    );
  });

  it('keeps its ids when it is drafted again', () => {
    fc.assert(
      fc.property(arbitrary, ({ draft }) => {
        expect(draft()).toEqual(draft());
      }),
      chance(30_2020, 20, 200),
    );
  });
});
