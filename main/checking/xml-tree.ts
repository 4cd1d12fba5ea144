/** One part of a Word file as a small tree of local names. */
import { readXml } from '../spreadsheet/xml.ts';

export interface Node {
  readonly name: string;
  readonly attribute: (name: string) => string | undefined;
  readonly children: Node[];
  text: string;
  readonly parent: Node | null;
}

const ATTRIBUTES = [
  'val',
  'ascii',
  'hAnsi',
  'asciiTheme',
  'hAnsiTheme',
  'cs',
  'w',
  'h',
  'orient',
  'top',
  'bottom',
  'left',
  'right',
  'start',
  'end',
  'header',
  'footer',
  'gutter',
  'firstLine',
  'hanging',
  'firstLineChars',
  'before',
  'after',
  'line',
  'lineRule',
  'type',
  'id',
  'Id',
  'Target',
  'Type',
  'styleId',
  'default',
  'ilvl',
  'numId',
  'abstractNumId',
  'instr',
  'fldCharType',
  'cx',
  'cy',
  'prst',
  'pos',
  'leader',
  'color',
  'sz',
  'space',
  'from',
  'to',
  'style',
  'typeface',
  'lastClr',
  'beforeAutospacing',
  'afterAutospacing',
  'hRule',
  'strokeweight',
  'hidden',
] as const;

export function parseTree(part: string, bytes: Buffer): Node {
  const root: Node = { name: '', attribute: () => undefined, children: [], text: '', parent: null };
  let open = root;
  readXml(part, bytes, {
    open(name, attribute) {
      // The parser's attributes are those of this moment alone.
      const own = new Map<string, string>();
      for (const key of ATTRIBUTES) {
        const value = attribute(key);
        if (value !== undefined) own.set(key, value);
      }
      const node: Node = { name, attribute: (key) => own.get(key), children: [], text: '', parent: open };
      open.children.push(node);
      open = node;
    },
    text(value) {
      open.text += value;
    },
    close() {
      open = open.parent ?? root;
    },
  });
  return root;
}

export function child(node: Node | undefined, ...path: readonly string[]): Node | undefined {
  let at = node;
  for (const name of path) at = at?.children.find((entry) => entry.name === name);
  return at;
}

export function descendants(node: Node, name: string): readonly Node[] {
  return node.children.flatMap((entry) => [
    ...(entry.name === name ? [entry] : []),
    ...descendants(entry, name),
  ]);
}
