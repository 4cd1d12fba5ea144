import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { pastedBlocks, pastedLines, tame } from '../../renderer/features/documents/editor/pasted.ts';
import type { PastedNode } from '../../renderer/features/documents/editor/pasted.ts';
import { wordDiff } from '../../renderer/features/documents/word-diff.ts';
import { chance } from '../long.ts';

type Child = string | PastedNode;
/** An element as a browser's parser would have made it. */
function el(name: string, attributes: Record<string, string>, ...inside: Child[]): PastedNode {
  const childNodes = inside.map((child): PastedNode =>
    typeof child === 'string'
      ? { nodeType: 3, nodeName: '#text', textContent: child, childNodes: [] }
      : child,
  );
  return {
    nodeType: 1,
    nodeName: name.toUpperCase(),
    textContent: childNodes.map(({ textContent }) => textContent).join(''),
    childNodes,
    getAttribute: (key) => attributes[key.replace('data-pasted-', '')] ?? null,
  };
}
const body = (...inside: Child[]) => pastedBlocks(el('body', {}, ...inside));

describe('pasting from Word', () => {
  it('paragraphs with bold and italic, and nothing of fonts and colours', () => {
    expect(
      body(
        el('style', {}, 'p { color: red }'),
        el(
          'p',
          { class: 'MsoNormal', style: 'margin:0cm;font-family:"Arial"' },
          'Đơn vị ',
          el('b', { style: 'mso-bidi-font-weight:normal' }, 'chưa\n  niêm yết'),
          el('span', { style: 'font-style:italic;color:red' }, ' thủ tục'),
          el('o:p', {}, ' '),
        ),
        '\n',
        el('p', {}, ' '),
        el('p', {}, 'Đoạn hai', el('br', {}), 'dòng hai'),
      ),
    ).toEqual([
      {
        id: '',
        type: 'paragraph',
        text: 'Đơn vị chưa niêm yết thủ tục',
        marks: [
          { from: 7, to: 20, bold: true },
          { from: 20, to: 28, italic: true },
        ],
      },
      { id: '', type: 'paragraph', text: 'Đoạn hai\ndòng hai' },
    ]);
  });

  it('its lists and its numbers become kinds of blocks; the numbers themselves go', () => {
    const entry = (mark: string, words: string) =>
      el('p', { class: 'MsoListParagraph' }, el('span', { style: 'mso-list:Ignore' }, `${mark}   `), words);
    expect(
      body(
        el('p', {}, el('b', {}, 'I. KẾT QUẢ')),
        el('p', {}, el('b', {}, '1. Về công tác chỉ đạo')),
        entry('2.', 'Ban hành kế hoạch'),
        entry('a)', 'Kịp thời'),
        entry('·', 'Đầy đủ'),
        el('ul', {}, el('li', {}, 'Một'), el('li', {}, 'hai')),
        el('ol', {}, el('li', {}, 'Ba')),
        el('p', {}, 'Điều 3. Tổ chức thực hiện'),
      ).map(({ type, text }) => `${type}: ${text}`),
    ).toEqual([
      'section: KẾT QUẢ',
      'subsection: Về công tác chỉ đạo',
      'clause: Ban hành kế hoạch',
      'point: Kịp thời',
      'item: Đầy đủ',
      'item: Một',
      'item: hai',
      'clause: Ba',
      'article: Tổ chức thực hiện',
    ]);
  });

  it('a table with merged cells becomes a table without', () => {
    expect(
      body(
        el(
          'table',
          {},
          el(
            'tbody',
            {},
            el('tr', {}, el('td', { rowspan: '2' }, el('p', {}, 'TT')), el('td', { colspan: '2' }, 'Hồ sơ')),
            el('tr', {}, el('td', {}, 'Đúng hạn'), el('td', {}, el('p', {}, '98,53'), el('p', {}, '%'))),
          ),
        ),
      ),
    ).toMatchObject([
      {
        type: 'table',
        columns: [{ text: 'TT' }, { text: 'Hồ sơ' }, { text: '' }],
        rows: [['', 'Đúng hạn', '98,53\n%']],
      },
    ]);
  });

  it('no style reaches the page as one', () => {
    expect(tame(`<style>p{}</style><p class=a style='b:c'>style=1 <b\nSTYLE = "d">x</b></p>`)).toBe(
      `<p class=a data-pasted-style='b:c'>style=1 <b\ndata-pasted-style = "d">x</b></p>`,
    );
  });

  it('plain lines are blocks', () => {
    expect(pastedLines('Một\r\n\r\n- hai\n3) ba').map(({ type, text }) => `${type}: ${text}`)).toEqual([
      'paragraph: Một',
      'item: hai',
      'clause: ba',
    ]);
  });

  it('no letter of a plain paragraph is lost', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom(...'ăbc đẹ '), minLength: 1, maxLength: 12 })),
        (pieces) => {
          const blocks = body(
            el('p', {}, ...pieces.map((piece, at) => (at % 2 === 0 ? piece : el('b', {}, piece)))),
          );
          const letters = (text: string) => text.replaceAll(/\s/g, '');
          expect(letters(blocks.map(({ text }) => text).join(''))).toBe(letters(pieces.join('')));
        },
      ),
      chance(31, 100, 5_000),
    );
  });
});

describe('what differs, word by word', () => {
  it('marks the words that changed', () => {
    expect(wordDiff('Còn 3 hồ sơ trễ hạn.', 'Còn 5 hồ sơ quá hạn.')).toEqual([
      { kind: 'same', text: 'Còn ' },
      { kind: 'gone', text: '3' },
      { kind: 'new', text: '5' },
      { kind: 'same', text: ' hồ sơ ' },
      { kind: 'gone', text: 'trễ' },
      { kind: 'new', text: 'quá' },
      { kind: 'same', text: ' hạn.' },
    ]);
  });

  it('both versions can be read out of it', () => {
    const sentence = fc
      .array(fc.constantFrom('đơn', 'vị', 'chưa', '.', ' ', 'công', '\n'), { maxLength: 30 })
      .map((x) => x.join(''));
    fc.assert(
      fc.property(sentence, sentence, (before, after) => {
        const parts = wordDiff(before, after);
        const of = (kind: 'gone' | 'new') =>
          parts
            .filter((part) => part.kind === 'same' || part.kind === kind)
            .map(({ text }) => text)
            .join('');
        expect(of('gone')).toBe(before);
        expect(of('new')).toBe(after);
      }),
      chance(32, 200, 20_000),
    );
  });
});
