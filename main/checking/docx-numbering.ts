/** The numbers that Word counts by itself, put before the text as they are printed. */
import { formatPointLetter, formatRoman } from '../../core/documents/wording/numbers.ts';
import { child, type Node } from './xml-tree.ts';

export interface Numbering {
  level(id: string, level: number): Node | undefined;
  /** The mark of the next paragraph of this list, e.g. `I.`, `a)`; counts on. */
  next(id: string, level: number): string;
}

export function createNumbering(root: Node | undefined): Numbering {
  const sheet = child(root, 'numbering');
  const abstracts = new Map<string, Node>();
  const lists = new Map<string, { readonly abstract: string; readonly node: Node }>();
  for (const entry of sheet?.children ?? []) {
    if (entry.name === 'abstractNum') abstracts.set(entry.attribute('abstractNumId') ?? '', entry);
    if (entry.name === 'num') {
      const abstract = child(entry, 'abstractNumId')?.attribute('val') ?? '';
      lists.set(entry.attribute('numId') ?? '', { abstract, node: entry });
    }
  }
  const counts = new Map<string, number[]>();

  function levelOf(id: string, level: number): Node | undefined {
    const abstract = abstracts.get(lists.get(id)?.abstract ?? '');
    return abstract?.children.find(
      (entry) => entry.name === 'lvl' && Number(entry.attribute('ilvl')) === level,
    );
  }

  function format(node: Node | undefined, value: number): string {
    switch (child(node, 'numFmt')?.attribute('val') ?? 'decimal') {
      case 'upperRoman':
        return formatRoman(value);
      case 'lowerRoman':
        return formatRoman(value).toLowerCase();
      case 'lowerLetter':
        return String.fromCodePoint(96 + ((value - 1) % 26) + 1);
      case 'upperLetter':
        return String.fromCodePoint(64 + ((value - 1) % 26) + 1);
      case 'russianLower':
        return formatPointLetter(value - 1);
      case 'bullet':
      case 'none':
        return '';
      default:
        return String(value);
    }
  }

  return {
    level: levelOf,
    next(id, level) {
      const list = lists.get(id);
      if (list === undefined) return '';
      const own = counts.get(list.abstract) ?? [];
      counts.set(list.abstract, own);
      const node = levelOf(id, level);
      const start = Number(child(node, 'start')?.attribute('val') ?? 1);
      own[level] = (own[level] ?? start - 1) + 1;
      own.length = level + 1;
      const text = child(node, 'lvlText')?.attribute('val') ?? '';
      // Bullets of symbol fonts lie in the private area: shown as a dash.
      if (child(node, 'numFmt')?.attribute('val') === 'bullet')
        return /[\ue000-\uf8ff]/u.test(text) ? '•' : text;
      return text.replace(/%(\d)/g, (_, digit: string) => {
        const at = Number(digit) - 1;
        return format(
          levelOf(id, at),
          own[at] ?? Number(child(levelOf(id, at), 'start')?.attribute('val') ?? 1),
        );
      });
    },
  };
}
