// Whatever the facts are: nothing throws, the wording fits its schema, the files are well formed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkNotice } from '../../../core/documents/check.ts';
import { documentContent, type DocumentContent } from '../../../core/documents/content.ts';
import { layoutMinutes, layoutNotice } from './lay-out.ts';
import type { DocumentModel } from '../../../core/documents/model.ts';
import { modelText } from '../../../core/documents/model-text.ts';
import { documentHtml } from '../../../core/documents/to-html.ts';
import {
  draftAgencyNotice,
  draftCollectiveNotice,
  draftMinutes,
} from '../../../core/documents/wording/index.ts';
import { anyMinutes, anyNotice } from './arbitrary-facts.ts';
import { docxLines, openDocx } from './docx-reader.ts';
import { htmlLines, unbalancedTags } from './html-reader.ts';
import { chance } from '../../long.ts';

// oxlint-disable-next-line no-control-regex -- exactly those are looked for
const FORBIDDEN = /[\u0000-\u0009\u000b-\u001f\ufffe\uffff]/;

/** The words between head and signature: what the end mark closes. */
function body(model: DocumentModel): readonly string[] {
  const end = model.blocks.findIndex((block) => block.type === 'columns' && block.role === 'signature');
  return modelText({ ...model, blocks: model.blocks.slice(4, end) });
}

function hold(model: DocumentModel, content: DocumentContent): void {
  expect(documentContent.parse(content)).toEqual(content);
  const ids = content.blocks.map((block) => block.id);
  expect(new Set(ids).size).toBe(ids.length);
  const lines = modelText(model);
  for (const line of lines) {
    expect(line).toBe(line.normalize('NFC'));
    expect(line.isWellFormed()).toBe(true);
    expect(line).not.toMatch(FORBIDDEN);
  }
  const written = body(model);
  expect(written.join('\n').split('./.')).toHaveLength(2);
  expect(written.at(-1)?.endsWith('./.')).toBe(true);
  const { html } = documentHtml(model, { cssHref: 'print.css' });
  expect(unbalancedTags(html)).toEqual([]);
  const tags = [...html.matchAll(/<[a-z][^>]*>/gi)].map(([tag]) => tag.replace(/"[^"]*"/g, '""'));
  expect(tags.filter((tag) => /\s(?:style|on\w+)=/i.test(tag))).toEqual([]);
  expect(htmlLines(html)).toEqual(lines.map((line) => line.trim()).filter((line) => line !== ''));
}

describe('any notice', () => {
  it('is worded, checked and laid out', () => {
    fc.assert(
      fc.property(anyNotice, fc.boolean(), (facts, draft) => {
        const content = facts.notice === 'agency' ? draftAgencyNotice(facts) : draftCollectiveNotice(facts);
        hold(layoutNotice(facts, content, { draft }), content);
        expect(Array.isArray(checkNotice(facts, content))).toBe(true);
      }),
      chance(21, 100, 4_000),
    );
  });

  it('never words a finding that names no agency as the agency’s own', () => {
    fc.assert(
      fc.property(anyNotice, (facts) => {
        const marked = {
          ...facts,
          findings: facts.findings.map((one, index) => ({
            ...one,
            text: `nhận xét ${String(index)} kết thúc`,
            numerator: null,
            cause: null,
          })),
        };
        const content = draftAgencyNotice(marked);
        const agency = marked.agencies[0];
        if (agency === undefined) return;
        for (const one of marked.findings) {
          const place = content.blocks.findIndex((block) => block.text.toLowerCase().includes(one.text));
          const isNamed = one.scope === 'named';
          if (isNamed && !one.agencyIds.includes(agency.id)) expect(place).toBe(-1);
          if (!isNamed && place >= 0) {
            const before = content.blocks.slice(0, place);
            const section = before.findLastIndex((block) => block.type === 'section');
            expect(
              before.slice(section).some((block) => block.text.includes('Qua kiểm tra tại các đơn vị')),
            ).toBe(true);
          }
        }
      }),
      chance(22, 100, 4_000),
    );
  });

  it('opens again as a Word file with the same lines', async () => {
    await fc.assert(
      fc.asyncProperty(anyNotice, async (facts) => {
        const content = facts.notice === 'agency' ? draftAgencyNotice(facts) : draftCollectiveNotice(facts);
        const model = layoutNotice(facts, content);
        const docx = await openDocx(model);
        expect(docxLines(docx)).toEqual(modelText(model).filter((line) => line !== ''));
      }),
      chance(23, 15, 400),
    );
  });
});

describe('any minutes', () => {
  it('are worded and laid out', () => {
    fc.assert(
      fc.property(anyMinutes, (facts) => {
        const content = draftMinutes(facts);
        hold(layoutMinutes(facts, content), content);
      }),
      chance(24, 100, 3_000),
    );
  });
});
