import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  pastedBlocks,
  pastedLines,
  pastedText,
  tame,
  tooLarge,
} from '../../renderer/features/documents/editor/pasted.ts';
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

  it('one line alone is words, whatever it begins with', () => {
    for (const line of [
      '1. Công tác chỉ đạo',
      'Điều 3. Tổ chức',
      '- một gạch',
      'I. KẾT QUẢ',
      'a) Kịp thời',
    ]) {
      const words = [{ id: '', type: 'paragraph', text: line }];
      expect(pastedLines(`${line}\r\n`)).toEqual(words);
      expect(body(el('p', {}, line), '\n', el('p', {}, ' '))).toEqual(words);
    }
    expect(body(el('ul', {}, el('li', {}, '1. Một ', el('b', {}, 'hai'))))).toEqual([
      { id: '', type: 'paragraph', text: '1. Một hai', marks: [{ from: 7, to: 10, bold: true }] },
    ]);
  });

  it('a place without blocks takes the numbers with the words, and tables line by line', () => {
    const lines = '1. Một\n- hai\na) ba';
    expect(pastedText(pastedLines(lines, { asTyped: true }))).toBe(lines);
    const row = (name: string, ...cells: string[]) =>
      el('tr', {}, ...cells.map((cell) => el(name, {}, cell)));
    const root = el(
      'body',
      {},
      el('p', {}, '1. Số liệu'),
      el('ul', {}, el('li', {}, 'chưa đủ')),
      el('table', {}, el('caption', {}, 'Biểu 1'), row('th', 'TT', 'Hồ sơ'), row('td', '1', '')),
    );
    expect(pastedText(pastedBlocks(root, { asTyped: true }))).toBe(
      '1. Số liệu\n- chưa đủ\nBiểu 1\nTT Hồ sơ\n1',
    );
  });

  it('nothing of a table is cut: what cannot be stored is told', () => {
    const row = (...cells: Child[]) => el('tr', {}, ...cells.map((cell) => el('td', {}, cell)));
    const of = (...rows: PastedNode[]) => body(el('table', {}, el('tbody', {}, ...rows)));
    const cells = (count: number, text: string) => Array.from({ length: count }, () => text);
    const long = 'dài '.repeat(130).trim();
    // Too long for a head: the row stands under an empty one.
    expect(of(row(long, 'b'), row('1', '2'))).toMatchObject([
      {
        columns: [{ text: '' }, { text: '' }],
        rows: [
          [long, 'b'],
          ['1', '2'],
        ],
      },
    ]);
    expect(tooLarge(of(row(long, 'b')))).toBeNull();
    const cell = of(row('a'), row('x'.repeat(2_001)));
    expect(cell).toMatchObject([{ rows: [['x'.repeat(2_001)]] }]);
    expect(tooLarge(cell)).toBe('cell');
    expect(tooLarge(of(row(...cells(17, 'c'))))).toBe('columns');
    expect(tooLarge(of(row(...cells(16, 'c'), '', '')))).toBeNull();
    expect(tooLarge(of(row('a'), ...Array.from({ length: 1_001 }, () => row('1'))))).toBe('rows');
    expect(tooLarge(of(row('a'), ...Array.from({ length: 1_000 }, () => row('1')), row(' ')))).toBeNull();
    expect(tooLarge(pastedLines('z'.repeat(20_001)))).toBe('text');
    expect(tooLarge(pastedLines('z'.repeat(20_000)))).toBeNull();
    const nested = of(row('a'), row(el('table', {}, row('đầu'), row('thân'))));
    expect(nested).toMatchObject([{ rows: [['đầu\nthân']] }]);
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
