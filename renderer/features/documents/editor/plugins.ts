// What the editor keeps true while it is typed into: every block has an id of its own, numbers are drawn and not
// typed, a field that was typed into is a field no more, and nothing outgrows what can be stored.
import { Plugin, PluginKey } from 'prosemirror-state';
import type { EditorState, Transaction } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';
import type { Node } from 'prosemirror-model';
import {
  MAX_BARS,
  MAX_BLOCKS,
  MAX_CELL,
  MAX_COLUMNS,
  MAX_LINE,
  MAX_ROWS,
  MAX_TEXT,
} from '../../../../core/documents/content.ts';
import { headingMarks } from '../../../../core/documents/heading-marks.ts';
import { BLANK } from '../../../../core/documents/wording/numbers.ts';
import { blocksOf, isFiller } from './mapping.ts';
import { marks, nodes } from './schema.ts';

/** Set on transactions that bring what was changed elsewhere. */
export const OUTSIDE = 'outside';

// Ids

/** Gives new blocks an id and the later of two with the same one another; the first keeps its own. */
export function idFixes(doc: Node): { pos: number; id: string }[] {
  if (doc.childCount === 1 && doc.firstChild !== null && isFiller(doc.firstChild)) return [];
  const taken = new Set(doc.children.map((node) => String(node.attrs['id'])));
  const seen = new Set<string>();
  const fixes: { pos: number; id: string }[] = [];
  let count = doc.childCount;
  doc.forEach((node, pos) => {
    const id = String(node.attrs['id']);
    if (id !== '' && !seen.has(id)) {
      seen.add(id);
      return;
    }
    do count += 1;
    while (taken.has(`typed-${String(count)}`));
    const made = `typed-${String(count)}`;
    taken.add(made);
    seen.add(made);
    fixes.push({ pos, id: made });
  });
  return fixes;
}

export function ownIds(): Plugin {
  return new Plugin({
    appendTransaction(transactions, _old, state) {
      if (!transactions.some((tr) => tr.docChanged)) return null;
      const fixes = idFixes(state.doc);
      if (fixes.length === 0) return null;
      const tr = state.tr;
      for (const { pos, id } of fixes) tr.setNodeAttribute(pos, 'id', id);
      return tr.setStoredMarks(state.storedMarks);
    },
  });
}

// Numbers of headings

const numbersKey = new PluginKey<{ readonly words: readonly string[]; readonly set: DecorationSet }>(
  'numbers',
);

function drawNumbers(doc: Node, words: readonly string[]): DecorationSet {
  const decorations: Decoration[] = [];
  doc.forEach((node, pos, index) => {
    const mark = words[index];
    if (mark !== undefined && mark !== '') {
      decorations.push(Decoration.node(pos, pos + node.nodeSize, { 'data-mark': mark }));
    }
  });
  return DecorationSet.create(doc, decorations);
}

export function headingNumbers(): Plugin {
  return new Plugin({
    key: numbersKey,
    state: {
      init(_config, { doc }: EditorState) {
        const words = headingMarks(blocksOf(doc));
        return { words, set: drawNumbers(doc, words) };
      },
      apply(tr, before, _old, { doc }) {
        if (!tr.docChanged) return before;
        const words = headingMarks(blocksOf(doc));
        const same =
          words.length === before.words.length && words.every((word, at) => word === before.words[at]);
        // Typing inside a block moves what is drawn; only another order or kind counts anew.
        return same &&
          doc.childCount === before.words.length &&
          tr.mapping.maps.length === 1 &&
          !tr.getMeta(OUTSIDE)
          ? { words, set: before.set.map(tr.mapping, doc) }
          : { words, set: drawNumbers(doc, words) };
      },
    },
    props: {
      decorations: (state) => numbersKey.getState(state)?.set ?? null,
    },
  });
}

// Fields

interface FieldRun {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export function fieldRuns(node: Node, start: number): FieldRun[] {
  const runs: FieldRun[] = [];
  let last: { name: string; key: unknown; from: number; to: number; text: string } | null = null;
  node.forEach((child, offset) => {
    const mark = child.marks.find(({ type }) => type === marks['field']);
    const text = child.isText ? (child.text ?? '') : '\n';
    if (mark === undefined) last = null;
    else if (last !== null && last.name === mark.attrs['name'] && last.key === mark.attrs['key']) {
      last.to = start + offset + child.nodeSize;
      last.text += text;
    } else {
      last = {
        name: String(mark.attrs['name']),
        key: mark.attrs['key'],
        from: start + offset,
        to: start + offset + child.nodeSize,
        text,
      };
      runs.push(last);
    }
  });
  return runs;
}

/**
 * Words that stand for a field's value follow the data. Once a person has changed them they are that person's: the
 * mark goes. What counts as unchanged is what any field of that name said before, or its value today.
 */
export function freeTouchedFields(
  before: Node,
  state: EditorState,
  values: ReadonlyMap<string, string | null>,
): Transaction | null {
  const touched: { node: Node; pos: number }[] = [];
  const old = new Set(before.children);
  state.doc.forEach((node, pos) => {
    if (node.type === nodes['line'] && !old.has(node)) touched.push({ node, pos });
  });
  if (touched.length === 0) return null;
  const said = new Map<string, Set<string>>();
  for (const [name, value] of values) said.set(name, new Set([value ?? BLANK]));
  // Only what left the document can be what the touched lines held.
  const now = new Set(state.doc.children);
  before.forEach((node, pos) => {
    if (now.has(node)) return;
    for (const { name, text } of fieldRuns(node, pos + 1)) {
      const texts = said.get(name) ?? new Set<string>();
      said.set(name, texts.add(text));
    }
  });
  const tr = state.tr;
  for (const { node, pos } of touched) {
    for (const { name, from, to, text } of fieldRuns(node, pos + 1)) {
      if (said.has(name) && said.get(name)?.has(text) !== true) tr.removeMark(from, to, marks['field']);
    }
  }
  return tr.docChanged ? tr.setStoredMarks(state.storedMarks) : null;
}

/** `values` as they are today. What an input method is composing is looked at when it is done. */
export function touchedFields(values: () => ReadonlyMap<string, string | null>): Plugin {
  let composed: Node | null = null;
  return new Plugin({
    appendTransaction(transactions, old, state) {
      if (!transactions.some((tr) => tr.docChanged)) return null;
      if (transactions.some((tr) => tr.getMeta(OUTSIDE) === true || tr.getMeta('history$') !== undefined))
        return null;
      if (transactions.some((tr) => tr.getMeta('composition') !== undefined)) {
        composed ??= old.doc;
        return null;
      }
      const before = composed ?? old.doc;
      composed = null;
      return freeTouchedFields(before, state, values());
    },
    props: {
      handleDOMEvents: {
        compositionend(view) {
          // The last letters come a moment after the event.
          window.setTimeout(() => {
            if (view.isDestroyed || view.composing || composed === null) return;
            const before = composed;
            composed = null;
            const tr = freeTouchedFields(before, view.state, values());
            if (tr !== null) view.dispatch(tr);
          }, 80);
          return false;
        },
      },
    },
  });
}

// Limits

const fitting = new WeakSet<Node>();

/** What stores a block that big refuses it: said here, before it is typed, rather than when it is saved. */
export function fits(doc: Node): boolean {
  return doc.childCount <= MAX_BLOCKS && doc.children.every(nodeFits);
}

function nodeFits(node: Node): boolean {
  if (fitting.has(node)) return true;
  const good = measure(node);
  if (good) fitting.add(node);
  return good;
}

function measure(node: Node): boolean {
  if (node.type === nodes['line']) return node.content.size <= MAX_TEXT;
  if (node.type === nodes['appendix'] || node.type === nodes['image']) return node.content.size <= MAX_LINE;
  const grid = node.child(1);
  const bars = node.type === nodes['bars'];
  if (node.child(0).content.size > MAX_LINE) return false;
  if (grid.childCount > (bars ? MAX_BARS : MAX_ROWS + 1)) return false;
  return grid.children.every((row) => rowFits(row, bars));
}

function rowFits(row: Node, bars: boolean): boolean {
  if (fitting.has(row)) return true;
  const good =
    row.childCount <= (bars ? 2 : MAX_COLUMNS) &&
    row.children.every((cell, at) =>
      bars
        ? cell.content.size <= (at === 0 ? MAX_LINE : 60)
        : cell.content.size <= (cell.type === nodes['head_cell'] ? MAX_LINE : MAX_CELL),
    );
  if (good && !bars) fitting.add(row);
  return good;
}

export function limits(onTooLong: () => void): Plugin {
  return new Plugin({
    filterTransaction(tr) {
      if (!tr.docChanged || tr.getMeta(OUTSIDE) === true || fits(tr.doc)) return true;
      onTooLong();
      return false;
    },
  });
}
