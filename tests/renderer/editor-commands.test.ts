import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { EditorState, NodeSelection, TextSelection } from 'prosemirror-state';
import type { Command } from 'prosemirror-state';
import { tableEditing } from 'prosemirror-tables';
import { history, undo } from 'prosemirror-history';
import type { ContentBlock, TextBlockType } from '../../core/documents/content.ts';
import {
  addBelow,
  breakLine,
  changeLevel,
  columnAway,
  columnRight,
  enter,
  fillCells,
  insertBlocks,
  insertField,
  joinDown,
  joinUp,
  moveBlock,
  nextCell,
  removeBlock,
  rowAway,
  rowBelow,
  setBlockType,
  startOf,
  toggleTotals,
} from '../../renderer/features/documents/editor/block-commands.ts';
import { blocksOf, docOf } from '../../renderer/features/documents/editor/mapping.ts';
import { takeOver } from '../../renderer/features/documents/editor/outside.ts';
import { limits, ownIds, touchedFields } from '../../renderer/features/documents/editor/plugins.ts';
import { chance } from '../long.ts';

const text = (id: string, value: string, type: TextBlockType = 'paragraph'): ContentBlock => ({
  id,
  type,
  text: value,
});
const table: ContentBlock = {
  id: 'table',
  type: 'table',
  text: 'Bảng 1',
  appendix: false,
  columns: [
    { text: 'TT', align: 'center', width: 20 },
    { text: 'Nội dung', align: 'left', width: 80 },
  ],
  rows: [['1', 'một']],
};

interface Bench {
  state: EditorState;
  refused: number;
}
function bench(blocks: readonly ContentBlock[], values: Record<string, string | null> = {}): Bench {
  const made: Bench = {
    refused: 0,
    state: EditorState.create({
      doc: docOf({ blocks: [...blocks] }),
      plugins: [
        history(),
        tableEditing(),
        ownIds(),
        touchedFields(() => new Map(Object.entries(values))),
        limits(() => (made.refused += 1)),
      ],
    }),
  };
  return made;
}
function caret(on: Bench, id: string, at: number): void {
  const index = on.state.doc.children.findIndex((node) => node.attrs['id'] === id);
  const pos = startOf(on.state.doc, index) + 1 + at;
  on.state = on.state.apply(on.state.tr.setSelection(TextSelection.near(on.state.doc.resolve(pos))));
}
function run(on: Bench, command: Command): boolean {
  return command(on.state, (tr) => (on.state = on.state.apply(tr)));
}
function type(on: Bench, words: string): void {
  on.state = on.state.apply(on.state.tr.insertText(words));
}
const said = (on: Bench) => blocksOf(on.state.doc).map((block) => `${block.type}: ${block.text}`);
const ids = (on: Bench) => blocksOf(on.state.doc).map(({ id }) => id);

describe('Enter and Backspace', () => {
  it('splits at the caret; the upper half keeps the id, the spaces at the cut go', () => {
    const on = bench([text('a', 'Một hai')]);
    caret(on, 'a', 3);
    run(on, enter);
    expect(said(on)).toEqual(['paragraph: Một', 'paragraph: hai']);
    expect(ids(on)).toEqual(['a', 'typed-3']);
    type(on, 'và ');
    expect(said(on)[1]).toBe('paragraph: và hai');
  });

  it.each([
    ['section', 'paragraph'],
    ['article', 'paragraph'],
    ['item', 'item'],
    ['ground', 'ground'],
    ['lead', 'paragraph'],
    ['clause', 'clause'],
  ] as const)('after %s comes %s', (of, next) => {
    const on = bench([text('a', 'Một', of)]);
    caret(on, 'a', 3);
    run(on, enter);
    expect(said(on)[1]).toBe(`${next}: `);
  });

  it('at the start of a block what opens above is new: the text keeps its id', () => {
    const on = bench([text('a', 'Một')]);
    caret(on, 'a', 0);
    run(on, enter);
    expect(said(on)).toEqual(['paragraph: ', 'paragraph: Một']);
    expect(ids(on)[1]).toBe('a');
  });

  it('ends a list on an empty entry', () => {
    const on = bench([text('a', '', 'item')]);
    caret(on, 'a', 0);
    run(on, enter);
    expect(said(on)).toEqual(['paragraph: ']);
  });

  it('Shift+Enter breaks the line inside the block', () => {
    const on = bench([text('a', 'Một hai')]);
    caret(on, 'a', 3);
    run(on, breakLine);
    expect(said(on)).toEqual(['paragraph: Một\n hai']);
  });

  it('joins upwards with one space, into the block above and its id', () => {
    const on = bench([text('a', 'Một', 'section'), text('b', 'hai')]);
    caret(on, 'b', 0);
    run(on, joinUp);
    expect(said(on)).toEqual(['section: Một hai']);
    expect(ids(on)).toEqual(['a']);
    type(on, '+');
    expect(said(on)).toEqual(['section: Một +hai']);
  });

  it('an empty block above gives way, and the text keeps its kind and id', () => {
    const on = bench([text('a', '', 'section'), text('b', 'hai', 'closing')]);
    caret(on, 'b', 0);
    run(on, joinUp);
    expect(said(on)).toEqual(['closing: hai']);
    expect(ids(on)).toEqual(['b']);
  });

  it('an entry of a list becomes a paragraph before it joins', () => {
    const on = bench([text('a', 'Một'), text('b', 'hai', 'item')]);
    caret(on, 'b', 0);
    run(on, joinUp);
    expect(said(on)).toEqual(['paragraph: Một', 'paragraph: hai']);
  });

  it('never joins into a table: it is chosen first', () => {
    const on = bench([table, text('b', 'hai')]);
    caret(on, 'b', 0);
    run(on, joinUp);
    expect(on.state.selection).toBeInstanceOf(NodeSelection);
    expect(said(on)).toEqual(['table: Bảng 1', 'paragraph: hai']);
  });

  it('Delete at the end joins the block below', () => {
    const on = bench([text('a', 'Một'), text('b', 'hai')]);
    caret(on, 'a', 3);
    run(on, joinDown);
    expect(said(on)).toEqual(['paragraph: Một hai']);
  });

  it('undo gives both blocks back with their ids', () => {
    const on = bench([text('a', 'Một'), text('b', 'hai')]);
    caret(on, 'b', 0);
    run(on, joinUp);
    run(on, undo);
    expect(said(on)).toEqual(['paragraph: Một', 'paragraph: hai']);
    expect(ids(on)).toEqual(['a', 'b']);
  });
});

describe('blocks', () => {
  it('moves up and down with the caret in them, and not beyond the ends', () => {
    const on = bench([text('a', 'Một'), table, text('b', 'hai')]);
    caret(on, 'b', 2);
    run(on, moveBlock(-1));
    run(on, moveBlock(-1));
    expect(ids(on)).toEqual(['b', 'a', 'table']);
    expect(run(on, moveBlock(-1))).toBe(false);
    type(on, '!');
    expect(said(on)[0]).toBe('paragraph: ha!i');
    run(on, moveBlock(1));
    expect(ids(on)).toEqual(['a', 'b', 'table']);
  });

  it('levels: section ↔ subsection ↔ point ↔ item; article ↔ clause', () => {
    const on = bench([text('a', 'Một', 'section')]);
    caret(on, 'a', 1);
    const seen: string[] = [];
    for (let step = 0; step < 4; step += 1) {
      run(on, changeLevel(1));
      seen.push(blocksOf(on.state.doc)[0]?.type ?? '');
    }
    expect(seen).toEqual(['subsection', 'point', 'item', 'item']);
    const under = bench([text('a', 'Một', 'article'), text('b', 'hai', 'point')]);
    caret(under, 'b', 0);
    run(under, changeLevel(-1));
    expect(blocksOf(under.state.doc)[1]?.type).toBe('clause');
    run(under, changeLevel(-1));
    expect(blocksOf(under.state.doc)[1]?.type).toBe('article');
  });

  it('the last block of all is emptied, not removed', () => {
    const on = bench([text('a', 'Một')]);
    caret(on, 'a', 1);
    run(on, removeBlock);
    expect(said(on)).toEqual([]);
    type(on, 'x');
    expect(said(on)).toEqual(['paragraph: x']);
    expect(ids(on)[0]).toMatch(/^typed-/);
  });

  it('an appendix goes to the end, whatever the caret is in', () => {
    const on = bench([text('a', 'Một'), text('b', 'hai')]);
    caret(on, 'a', 1);
    run(on, insertBlocks([{ id: '', type: 'appendix', text: '', landscape: false }], 'end'));
    expect(said(on)).toEqual(['paragraph: Một', 'paragraph: hai', 'appendix: ']);
    type(on, 'Danh sách');
    expect(said(on)[2]).toBe('appendix: Danh sách');
  });

  it('keeps ids apart and the document whole under any edits', () => {
    const commands: readonly Command[] = [
      enter,
      joinUp,
      joinDown,
      addBelow,
      removeBlock,
      moveBlock(1),
      moveBlock(-1),
      changeLevel(1),
      changeLevel(-1),
      setBlockType('section'),
      breakLine,
      rowBelow,
      rowAway,
      columnRight,
      columnAway,
      nextCell,
      insertBlocks([table]),
      undo,
    ];
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(commands.length - 1), fc.nat(400)), { maxLength: 40 }),
        (steps) => {
          const on = bench([text('a', 'Một hai ba'), table, text('b', 'bốn', 'item')]);
          for (const [which, at] of steps) {
            const pos = at % (on.state.doc.content.size + 1);
            on.state = on.state.apply(
              on.state.tr.setSelection(TextSelection.near(on.state.doc.resolve(pos))),
            );
            const command = commands[which];
            if (command !== undefined) run(on, command);
            on.state.doc.check();
            const found = ids(on);
            expect(new Set(found).size).toBe(found.length);
            expect(found).not.toContain('');
          }
        },
      ),
      chance(21, 120, 10_000),
    );
  });
});

describe('tables', () => {
  const cell = (on: Bench) => {
    const block = blocksOf(on.state.doc).find(({ type: kind }) => kind === 'table');
    return block?.type === 'table' ? block : null;
  };
  it('Tab goes from cell to cell and adds a row behind the last', () => {
    const on = bench([table]);
    caret(on, 'table', 10);
    type(on, 'x');
    for (let step = 0; step < 4; step += 1) run(on, nextCell);
    type(on, '2');
    expect(cell(on)?.rows).toEqual([
      ['1', 'một'],
      ['2', ''],
    ]);
  });

  it('a new column takes its share, and the head stays', () => {
    const on = bench([table]);
    caret(on, 'table', 10);
    run(on, columnRight);
    expect(cell(on)?.columns).toMatchObject([{ text: 'TT' }, { text: '' }, { text: 'Nội dung' }]);
    expect(cell(on)?.columns.reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(100, -1);
    expect(cell(on)?.rows).toEqual([['1', '', 'một']]);
    run(on, columnAway);
    expect(cell(on)?.columns).toHaveLength(2);
  });

  it('under a merged head rows may come and go, columns may not', () => {
    const on = bench([{ ...table, headRows: [[{ text: 'Chung', across: 2, down: 1 }]] }]);
    caret(on, 'table', 10);
    expect(run(on, columnRight)).toBe(false);
    expect(run(on, rowBelow)).toBe(true);
    expect(cell(on)).toMatchObject({
      columns: table.columns,
      rows: [
        ['1', 'một'],
        ['', ''],
      ],
    });
  });

  it('the head row cannot be removed, and nothing stands above it', () => {
    const on = bench([table]);
    caret(on, 'table', 10);
    expect(run(on, rowAway)).toBe(false);
    run(on, toggleTotals);
    expect(cell(on)?.totals).toBe(true);
  });

  it('cells of another table fill ours, rows are added; wider than ours, none comes', () => {
    const on = bench([table]);
    caret(on, 'table', 10);
    run(on, nextCell);
    run(on, nextCell);
    run(
      on,
      fillCells([
        ['7', 'bảy'],
        ['8', 'tám', ''],
      ]),
    );
    const filled = [
      ['7', 'bảy'],
      ['8', 'tám'],
    ];
    expect(cell(on)?.rows).toEqual(filled);
    expect(run(on, fillCells([['9'], ['10', 'mười', 'thừa']]))).toBe(false);
    expect(cell(on)?.rows).toEqual(filled);
  });

  it('what cannot be stored is refused before it is typed', () => {
    const on = bench([table, text('a', 'x')]);
    caret(on, 'a', 1);
    type(on, 'y'.repeat(20_001));
    expect(on.refused).toBe(1);
    expect(said(on)[1]).toBe('paragraph: x');
  });
});

describe('fields', () => {
  const field = { name: 'nam', label: 'Năm', value: '2025' };
  it('stand in the text as their value, and what is typed behind is not theirs', () => {
    const on = bench([text('a', 'Năm ')], { nam: '2025' });
    caret(on, 'a', 4);
    run(on, insertField(field));
    type(on, ' và');
    expect(blocksOf(on.state.doc)).toEqual([
      { id: 'a', type: 'paragraph', text: 'Năm 2025 và', marks: [{ from: 4, to: 8, field: 'nam' }] },
    ]);
  });

  it('without a value they are a blank', () => {
    const on = bench([text('a', '')], { nam: null });
    caret(on, 'a', 0);
    run(on, insertField({ ...field, value: null }));
    expect(blocksOf(on.state.doc)).toMatchObject([
      { text: '…………', marks: [{ from: 0, to: 4, field: 'nam' }] },
    ]);
  });

  it('typed into, they are words like others', () => {
    const on = bench([
      { id: 'a', type: 'paragraph', text: 'Năm 2025.', marks: [{ from: 4, to: 8, field: 'nam' }] },
    ]);
    caret(on, 'a', 6);
    type(on, '9');
    expect(blocksOf(on.state.doc)).toEqual([{ id: 'a', type: 'paragraph', text: 'Năm 20925.' }]);
  });

  it('typed beside, they stay, even where the data says another value by now', () => {
    const on = bench(
      [{ id: 'a', type: 'paragraph', text: 'Năm 2025.', marks: [{ from: 4, to: 8, field: 'nam' }] }],
      { nam: '2026' },
    );
    caret(on, 'a', 9);
    type(on, ' Hết');
    expect(blocksOf(on.state.doc)).toMatchObject([{ marks: [{ from: 4, to: 8, field: 'nam' }] }]);
  });
});

describe('what was changed elsewhere', () => {
  it('comes in letter by letter: the caret stays in its word', () => {
    const on = bench([text('a', 'Một hai ba'), text('b', 'bốn')]);
    caret(on, 'b', 2);
    const tr = takeOver(on.state, [text('a', 'Một năm hai ba'), text('b', 'bốn')]);
    if (tr !== null) on.state = on.state.apply(tr);
    type(on, '!');
    expect(said(on)).toEqual(['paragraph: Một năm hai ba', 'paragraph: bố!n']);
  });

  it('blocks come and go above: the caret stays in its block', () => {
    const on = bench([text('a', 'Một'), text('b', 'bốn')]);
    caret(on, 'b', 2);
    const tr = takeOver(on.state, [text('n', 'mới'), text('b', 'bốn'), table]);
    if (tr !== null) on.state = on.state.apply(tr);
    type(on, '!');
    expect(said(on)).toEqual(['paragraph: mới', 'paragraph: bố!n', 'table: Bảng 1']);
  });

  it('is no step of undo', () => {
    const on = bench([text('a', 'Một')]);
    caret(on, 'a', 3);
    type(on, '!');
    const tr = takeOver(on.state, [text('a', 'Một!'), text('b', 'hai')]);
    if (tr !== null) on.state = on.state.apply(tr);
    run(on, undo);
    expect(said(on)).toEqual(['paragraph: Một', 'paragraph: hai']);
  });

  it('the same again changes nothing', () => {
    const blocks = [text('a', 'Một'), table];
    expect(takeOver(bench(blocks).state, JSON.parse(JSON.stringify(blocks)) as ContentBlock[])).toBeNull();
  });

  it('whatever stood there and whatever comes: then that stands there', () => {
    const some = fc
      .uniqueArray(
        fc.tuple(
          fc.constantFrom('a', 'b', 'c', 'd', 'e'),
          fc.constantFrom('một', 'hai', 'hai ba', '', 'bảng'),
        ),
        { selector: ([id]) => id, maxLength: 5 },
      )
      .map((list) => list.map(([id, words]) => (words === 'bảng' ? { ...table, id } : text(id, words))));
    fc.assert(
      fc.property(some, some, fc.nat(60), (before, after, at) => {
        const on = bench(before);
        const pos = at % (on.state.doc.content.size + 1);
        on.state = on.state.apply(on.state.tr.setSelection(TextSelection.near(on.state.doc.resolve(pos))));
        const tr = takeOver(on.state, after);
        if (tr !== null) on.state = on.state.apply(tr);
        on.state.doc.check();
        expect(blocksOf(on.state.doc)).toEqual(after);
      }),
      chance(22, 200, 20_000),
    );
  });
});
