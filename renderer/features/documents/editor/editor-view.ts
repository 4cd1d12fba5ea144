// One editor on a page: its keys, its pasting, its pictures; tells outward what was typed and what the caret is in.
// Knows nothing of React and nothing of saving.
import { baseKeymap, chainCommands, toggleMark } from 'prosemirror-commands';
import { history, redo, undo } from 'prosemirror-history';
import { keymap } from 'prosemirror-keymap';
import { Fragment, Slice } from 'prosemirror-model';
import type { Mark, Node } from 'prosemirror-model';
import { EditorState, Plugin, Selection } from 'prosemirror-state';
import type { Command } from 'prosemirror-state';
import { isInTable, tableEditing } from 'prosemirror-tables';
import { EditorView } from 'prosemirror-view';
import type { NodeView } from 'prosemirror-view';
import type { ContentBlock } from '../../../../core/documents/content.ts';
import {
  blockAround,
  breakLine,
  changeLevel,
  columnsMayChange,
  enter,
  fillCells,
  joinDown,
  joinUp,
  moveBlock,
  nextCell,
  previousCell,
  startOf,
  typeAt,
} from './block-commands.ts';
import { blocksOf, docOf, nodeOf } from './mapping.ts';
import { takeOver } from './outside.ts';
import { pastedBlocks, pastedLines, pastedText, tame, tooLarge } from './pasted.ts';
import type { TooLarge } from './pasted.ts';
import type { Pictures } from './pictures.ts';
import { OUTSIDE, headingNumbers, limits, ownIds, touchedFields } from './plugins.ts';
import { marks, nodes, schema } from './schema.ts';

/** What the toolbar shows about the place of the caret. */
export interface CaretPlace {
  readonly type: ContentBlock['type'];
  readonly bold: boolean;
  readonly italic: boolean;
  /** Marks and fields can stand here. */
  readonly inLine: boolean;
  readonly inTable: boolean;
  readonly columns: boolean;
  readonly totals: boolean;
}

export interface EditorTexts {
  readonly label: string;
  readonly hintId: string;
  readonly missingPicture: string;
  readonly fieldTitle: (name: string) => string;
}

export interface EditorOptions {
  readonly mount: HTMLElement;
  readonly blocks: readonly ContentBlock[];
  readonly pictures: Pictures;
  /** Asked anew each time: words and values may change while the editor stands. */
  readonly texts: () => EditorTexts;
  readonly fieldValues: () => ReadonlyMap<string, string | null>;
  readonly readOnly: () => boolean;
  /** `composing`: an input method has not finished the word; `step`: a block came or went. */
  readonly onChange: (blocks: ContentBlock[], how: { composing: boolean; step: boolean }) => void;
  readonly onCompositionEnd: () => void;
  readonly onCaret: (place: CaretPlace) => void;
  readonly onTooLong: () => void;
  /** Nothing was pasted: it would not have come whole. `narrow`: the table at the caret has fewer columns. */
  readonly onNotPasted: (why: TooLarge | 'narrow') => void;
  /** Nothing of the editor's own is left to undo. */
  readonly onUndo: () => void;
  readonly onRedo: () => void;
}

export interface Editor {
  readonly run: (command: Command) => void;
  readonly focus: () => void;
  /** Brings the wording as it is elsewhere; waits while a word is being composed. */
  readonly show: (blocks: readonly ContentBlock[]) => void;
  /** Leads to a block; false: there is none with that id. */
  readonly goTo: (id: string) => boolean;
  /** Read-only, words or values have changed. */
  readonly refresh: () => void;
  readonly destroy: () => void;
}

export function createEditor(options: EditorOptions): Editor {
  let waiting: readonly ContentBlock[] | null = null;
  let shown = '';

  const state = EditorState.create({
    doc: docOf({ blocks: [...options.blocks] }),
    plugins: [
      keys(options),
      keymap(baseKeymap),
      history(),
      tableEditing(),
      ownIds(),
      touchedFields(options.fieldValues),
      headingNumbers(),
      limits(options.onTooLong),
    ],
  });

  const view = new EditorView(
    { mount: options.mount },
    {
      state,
      editable: () => !options.readOnly(),
      attributes: () => {
        const texts = options.texts();
        return {
          role: 'textbox',
          // Its words are Vietnamese in every language of the interface.
          lang: 'vi',
          'aria-multiline': 'true',
          'aria-label': texts.label,
          'aria-describedby': texts.hintId,
          tabindex: '0',
          spellcheck: 'false',
          ...(options.readOnly() ? { 'aria-readonly': 'true' } : {}),
        };
      },
      nodeViews: { image: (node) => imageView(node, options) },
      markViews: { field: (mark) => fieldView(mark, options) },
      transformPastedHTML: tame,
      transformPasted: (slice, _view, _plain) => (view.dragging?.move === true ? slice : withoutIds(slice)),
      handlePaste: (_view, event) => paste(event),
      handleDOMEvents: {
        compositionend() {
          // The last letters come a moment after the event; until then the word is not finished.
          window.setTimeout(() => {
            if (view.isDestroyed || view.composing) return;
            options.onCompositionEnd();
            if (waiting !== null) show(waiting);
          }, 80);
          return false;
        },
      },
      dispatchTransaction(tr) {
        const before = view.state.doc;
        const { state: next, transactions } = view.state.applyTransaction(tr);
        view.updateState(next);
        if (tr.getMeta(OUTSIDE) !== true && transactions.some((one) => one.docChanged)) {
          // What is typed now is newer than what waited.
          waiting = null;
          options.onChange(blocksOf(next.doc), {
            composing: view.composing,
            step: before.childCount !== next.doc.childCount && !view.composing,
          });
        }
        tellCaret();
      },
    },
  );

  function tellCaret(): void {
    const place = caretPlace(view.state);
    const word = JSON.stringify(place);
    if (word === shown) return;
    shown = word;
    options.onCaret(place);
  }

  function paste(event: ClipboardEvent): boolean {
    const data = event.clipboardData;
    if (data === null || options.readOnly()) return false;
    const html = data.getData('text/html');
    // Our own blocks come as they were copied.
    if (html.includes('data-pm-slice')) return false;
    const plain = data.getData('text/plain');
    // Cells and titles hold words alone.
    const how = { asTyped: view.state.selection.$from.parent.type !== nodes['line'] };
    const blocks =
      html.trim() === ''
        ? pastedLines(plain, how)
        : pastedBlocks(new DOMParser().parseFromString(tame(html), 'text/html').body, how);
    if (blocks.length === 0) return html.trim() !== '' || plain.trim() === '';
    const why = tooLarge(blocks) ?? (putBlocks(view, blocks) ? null : 'narrow');
    if (why !== null) options.onNotPasted(why);
    return true;
  }

  function show(blocks: readonly ContentBlock[]): void {
    if (view.composing) {
      waiting = blocks;
      return;
    }
    waiting = null;
    const tr = takeOver(view.state, blocks);
    if (tr !== null) view.dispatch(tr);
  }

  tellCaret();
  return {
    run(command) {
      if (!options.readOnly()) command(view.state, view.dispatch, view);
      view.focus();
    },
    focus: () => view.focus(),
    show,
    goTo(id) {
      const index = view.state.doc.children.findIndex((node) => node.attrs['id'] === id);
      if (index < 0) return false;
      const pos = startOf(view.state.doc, index);
      view.dispatch(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(pos + 1))));
      view.focus();
      const element = view.nodeDOM(pos);
      if (element instanceof HTMLElement) bringIntoView(element);
      return true;
    },
    refresh: () => view.setProps({}),
    destroy: () => view.destroy(),
  };
}

/** Scrolls the sheet alone: what the frame hides is not scrolled to. */
export function bringIntoView(element: HTMLElement): void {
  for (let around = element.parentElement; around !== null; around = around.parentElement) {
    if (!/auto|scroll/.test(getComputedStyle(around).overflowY)) continue;
    const box = element.getBoundingClientRect();
    const frame = around.getBoundingClientRect();
    around.scrollTop += box.top - frame.top - Math.max(0, (frame.height - box.height) / 2);
    return;
  }
}

function caretPlace(state: EditorState): CaretPlace {
  const { $from, empty, from, to } = state.selection;
  const has = (type: (typeof marks)[string]) =>
    empty
      ? type.isInSet(state.storedMarks ?? $from.marks()) !== undefined
      : state.doc.rangeHasMark(from, to, type);
  const block = blockAround($from);
  return {
    type: typeAt(state),
    bold: has(marks['bold']),
    italic: has(marks['italic']),
    inLine: $from.parent.type === nodes['line'],
    inTable: isInTable(state),
    columns: columnsMayChange(state),
    totals: block?.node.attrs['totals'] === true,
  };
}

function keys({ onUndo, onRedo }: EditorOptions): Plugin {
  // Tab is a key of the text; after Esc it leaves the text, so nobody is shut in.
  let leaving = false;
  const tab: (by: 1 | -1) => Command = (by) => (state, dispatch, view) =>
    chainCommands(by > 0 ? nextCell : previousCell, changeLevel(by))(state, dispatch, view) || true;
  const map = keymap({
    Enter: enter,
    'Shift-Enter': breakLine,
    Backspace: joinUp,
    'Mod-Backspace': joinUp,
    Delete: joinDown,
    'Alt-ArrowUp': moveBlock(-1),
    'Alt-ArrowDown': moveBlock(1),
    Tab: tab(1),
    'Shift-Tab': tab(-1),
    'Mod-b': toggleMark(marks['bold']),
    'Mod-i': toggleMark(marks['italic']),
    'Mod-z': (state, dispatch) => {
      if (!undo(state, dispatch)) onUndo();
      return true;
    },
    'Mod-y': (state, dispatch) => {
      if (!redo(state, dispatch)) onRedo();
      return true;
    },
    'Shift-Mod-z': (state, dispatch) => {
      if (!redo(state, dispatch)) onRedo();
      return true;
    },
  });
  return new Plugin({
    props: {
      handleKeyDown(view, event) {
        if (event.key === 'Escape') {
          leaving = true;
          return false;
        }
        if (event.key === 'Tab' && (leaving || !view.editable)) {
          leaving = false;
          return false;
        }
        if (event.key !== 'Shift') leaving = false;
        return map.props.handleKeyDown?.call(map, view, event) ?? false;
      },
    },
  });
}

function withoutIds(slice: Slice): Slice {
  const strip = (fragment: Fragment): Fragment =>
    Fragment.fromArray(
      fragment.content.map((node) =>
        node.type.spec.group === 'block'
          ? node.type.create({ ...node.attrs, id: '' }, node.content, node.marks)
          : node,
      ),
    );
  return new Slice(strip(slice.content), slice.openStart, slice.openEnd);
}

/** False: the cells do not hold all of the table. */
function putBlocks(view: EditorView, blocks: readonly ContentBlock[]): boolean {
  const { state } = view;
  const [first] = blocks;
  if (isInTable(state)) {
    const table = blocks.length === 1 && first?.type === 'table' ? first : null;
    const rows = table === null ? null : [table.columns.map(({ text }) => text), ...table.rows];
    if (rows !== null) return fillCells(rows)(state, view.dispatch);
    insertText(view, pastedText(blocks));
    return true;
  }
  const parent = state.selection.$from.parent;
  if (parent.type !== nodes['line']) {
    insertText(view, pastedText(blocks).replaceAll('\n', ' '));
    return true;
  }
  const made = blocks.map((block) => nodeOf(block));
  // One paragraph joins the text at the caret, in the kind that stands there; several begin and end in the blocks
  // around it.
  const inline = made.length === 1 && made[0]?.type === nodes['line'];
  if (inline) {
    const tr = state.tr.replaceSelection(new Slice(made[0]?.content ?? Fragment.empty, 0, 0));
    view.dispatch(tr.scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'));
    return true;
  }
  const openStart = made[0]?.type === nodes['line'] && parent.content.size > 0 ? 1 : 0;
  const tr = state.tr.replaceSelection(new Slice(Fragment.from(made), openStart, 0));
  view.dispatch(tr.scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'));
  return true;
}

function insertText(view: EditorView, text: string): void {
  const content = text
    .split('\n')
    .flatMap((line, index) => [
      ...(index > 0 ? [nodes['line_break'].create()] : []),
      ...(line === '' ? [] : [schema.text(line)]),
    ]);
  const { from, to } = view.state.selection;
  view.dispatch(view.state.tr.replaceWith(from, to, content).scrollIntoView());
}

const TEXT_MM = 165;

function imageView(node: Node, { pictures, texts }: EditorOptions): NodeView {
  const dom = document.createElement('figure');
  const contentDOM = document.createElement('figcaption');
  const frame = document.createElement('div');
  frame.className = 'frame';
  frame.contentEditable = 'false';
  dom.append(frame, contentDOM);
  const draw = ({ attrs }: Node) => {
    dom.className = 'block image';
    dom.dataset['block'] = String(attrs['id']);
  };
  draw(node);
  let gone = false;
  void pictures.urlOf(String(node.attrs['sha256'])).then((url) => {
    if (gone) return;
    if (url === null) {
      frame.textContent = texts().missingPicture;
      frame.classList.add('missing');
      return;
    }
    const image = document.createElement('img');
    // The caption below says what it shows.
    image.alt = '';
    image.style.width = `${String(Math.round((100 * Number(node.attrs['widthMm'])) / TEXT_MM))}%`;
    image.src = url;
    frame.replaceChildren(image);
  });
  return {
    dom,
    contentDOM,
    update(next) {
      const same =
        next.type === node.type &&
        next.attrs['sha256'] === node.attrs['sha256'] &&
        next.attrs['widthMm'] === node.attrs['widthMm'];
      if (same) draw(next);
      return same;
    },
    ignoreMutation: (mutation) =>
      mutation.type !== 'selection' &&
      !contentDOM.contains(mutation.target) &&
      mutation.target !== contentDOM,
    destroy: () => {
      gone = true;
    },
  };
}

function fieldView(mark: Mark, { texts }: EditorOptions) {
  const dom = document.createElement('span');
  dom.className = 'field';
  dom.dataset['field'] = String(mark.attrs['name']);
  dom.dataset['key'] = String(mark.attrs['key']);
  dom.title = texts().fieldTitle(String(mark.attrs['name']));
  return { dom };
}
