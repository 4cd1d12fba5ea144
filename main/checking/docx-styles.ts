/** What a paragraph or a run of a Word file looks like in the end: defaults, basedOn, style, numbering, own settings. */
import type { Align } from '../../core/checking/finished.ts';
import { child, type Node } from './xml-tree.ts';

export interface RunLook {
  readonly family: string;
  readonly sizePt: number;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underlined: boolean;
  readonly black: boolean;
  readonly caps: boolean;
  readonly hidden: boolean;
}

export interface ParagraphLook {
  readonly align: Align;
  readonly leftMm: number;
  readonly rightMm: number;
  /** Against the left indent; negative: hanging. */
  readonly firstMm: number;
  readonly beforePt: number;
  readonly afterPt: number;
  readonly lines: number | null;
  readonly exactPt: number | null;
  readonly numbering: { readonly id: string; readonly level: number } | null;
  readonly border: { readonly side: 'top' | 'bottom'; readonly solid: boolean } | null;
  /** Borders on all four sides; how much they and their inner space add to the lines. */
  readonly frame: { readonly widthPt: number; readonly heightPt: number } | null;
}

export interface Styles {
  paragraph(
    node: Node | undefined,
    numbering: (id: string, level: number) => Node | undefined,
  ): ParagraphLook;
  run(paragraph: Node | undefined, own: Node | undefined): RunLook;
}

export const mmOfTwips = (value: number): number => (value * 25.4) / 1440;

export function createStyles(root: Node | undefined, theme: Node | undefined): Styles {
  const sheet = child(root, 'styles');
  const styles = new Map<string, Node>();
  let defaultParagraph: string | undefined;
  for (const style of sheet?.children ?? []) {
    const id = style.attribute('styleId');
    if (style.name !== 'style' || id === undefined) continue;
    styles.set(id, style);
    if (style.attribute('type') === 'paragraph' && isOn(style.attribute('default') ?? '0'))
      defaultParagraph ??= id;
  }
  const defaults = child(sheet, 'docDefaults');
  const themeFace = (name: string): string | undefined => {
    const part = name.startsWith('major') ? 'majorFont' : 'minorFont';
    return child(theme, 'theme', 'themeElements', 'fontScheme', part, 'latin')?.attribute('typeface');
  };

  /** The style and all that it stands on, the last wins. */
  function chain(id: string | undefined): readonly Node[] {
    const found: Node[] = [];
    const seen = new Set<string>();
    for (let at = id; at !== undefined && !seen.has(at) && styles.has(at);) {
      seen.add(at);
      const style = styles.get(at) as Node;
      found.unshift(style);
      at = child(style, 'basedOn')?.attribute('val');
    }
    return found;
  }

  const paragraphChain = (node: Node | undefined): readonly Node[] =>
    chain(child(node, 'pPr', 'pStyle')?.attribute('val') ?? defaultParagraph);

  return {
    paragraph(node, numbering) {
      const inherited = [
        child(defaults, 'pPrDefault', 'pPr'),
        ...paragraphChain(node).map((style) => child(style, 'pPr')),
      ];
      const own = child(node, 'pPr');
      const list =
        child(own, 'numPr') ??
        inherited.map((style) => child(style, 'numPr')).findLast((entry) => entry !== undefined);
      const numId = child(list, 'numId')?.attribute('val');
      const level = Number(child(list, 'ilvl')?.attribute('val') ?? 0);
      const ofList = numId === undefined || numId === '0' ? undefined : numbering(numId, level);
      const layers = [...inherited, child(ofList, 'pPr'), own].filter((layer) => layer !== undefined);
      const last = (name: string, ...keys: readonly string[]): string | undefined =>
        layers
          .flatMap((layer) => keys.map((key) => child(layer, name)?.attribute(key)))
          .findLast((value) => value !== undefined);
      const twips = (name: string, ...keys: readonly string[]): number =>
        Number(last(name, ...keys) ?? 0) || 0;
      const lineRule = last('spacing', 'lineRule') ?? 'auto';
      const line = last('spacing', 'line');
      const first = firstLine(layers);
      const borders = layers.map((layer) => child(layer, 'pBdr')).findLast((entry) => entry !== undefined);
      const drawn = (['top', 'bottom'] as const).filter((side) => isDrawn(child(borders, side)));
      return {
        align: alignOf(last('jc', 'val')),
        leftMm: mmOfTwips(twips('ind', 'left', 'start')),
        rightMm: mmOfTwips(twips('ind', 'right', 'end')),
        firstMm: mmOfTwips(first),
        beforePt: twips('spacing', 'before') / 20,
        afterPt: twips('spacing', 'after') / 20,
        lines: lineRule === 'auto' ? Number(line ?? 240) / 240 : null,
        exactPt: lineRule === 'auto' ? null : Number(line ?? 0) / 20,
        numbering: numId === undefined || numId === '0' ? null : { id: numId, level },
        border:
          drawn[0] === undefined
            ? null
            : {
                side: drawn[0],
                solid: ['single', 'thick'].includes(child(borders, drawn[0])?.attribute('val') ?? ''),
              },
        frame: frameOf(borders),
      };
    },
    run(paragraph, own) {
      const character = chain(child(own, 'rPr', 'rStyle')?.attribute('val'));
      const layers = [
        child(defaults, 'rPrDefault', 'rPr'),
        ...paragraphChain(paragraph).map((style) => child(style, 'rPr')),
        ...character.map((style) => child(style, 'rPr')),
        child(own, 'rPr'),
      ].filter((layer) => layer !== undefined);
      const last = (name: string, ...keys: readonly string[]): string | undefined =>
        layers
          .flatMap((layer) => keys.map((key) => child(layer, name)?.attribute(key)))
          .findLast((value) => value !== undefined);
      const toggle = (name: string): boolean => {
        const setting = layers.map((layer) => child(layer, name)).findLast((entry) => entry !== undefined);
        return setting !== undefined && isOn(setting.attribute('val') ?? '1');
      };
      let family = 'Times New Roman';
      for (const layer of layers) {
        const fonts = child(layer, 'rFonts');
        const named = fonts?.attribute('ascii') ?? fonts?.attribute('hAnsi');
        const themed = fonts?.attribute('asciiTheme') ?? fonts?.attribute('hAnsiTheme');
        family = (themed === undefined ? undefined : themeFace(themed)) ?? named ?? family;
      }
      const colour = last('color', 'val') ?? 'auto';
      return {
        family,
        sizePt: Number(last('sz', 'val') ?? 20) / 2,
        bold: toggle('b'),
        italic: toggle('i'),
        underlined: !['none', undefined].includes(last('u', 'val')),
        black: /^(?:auto|[012].[012].[012].)$/i.test(colour),
        caps: toggle('caps'),
        hidden: toggle('vanish'),
      };
    },
  };
}

const isOn = (value: string): boolean => !['0', 'false', 'off', 'none'].includes(value);

const isDrawn = (border: Node | undefined): boolean =>
  border !== undefined && !['nil', 'none', undefined].includes(border.attribute('val'));

function frameOf(borders: Node | undefined): ParagraphLook['frame'] {
  const sides = ['top', 'bottom', 'left', 'right'].map((side) => child(borders, side));
  if (!sides.every(isDrawn)) return null;
  // Width in eighths of a point, space in points.
  const room = (side: Node | undefined): number =>
    Number(side?.attribute('space') ?? 0) + Number(side?.attribute('sz') ?? 4) / 8;
  const [top, bottom, left, right] = sides.map(room) as [number, number, number, number];
  return { widthPt: left + right, heightPt: top + bottom };
}

/** A hanging indent takes the place of a first-line one of the layer below, and the other way round. */
function firstLine(layers: readonly Node[]): number {
  let first = 0;
  for (const layer of layers) {
    const indent = child(layer, 'ind');
    const hanging = indent?.attribute('hanging');
    const own = indent?.attribute('firstLine');
    if (hanging !== undefined && Number(hanging) !== 0) first = -Number(hanging);
    else if (own !== undefined) first = Number(own);
    else if (hanging !== undefined) first = 0;
  }
  return first || 0;
}

function alignOf(value: string | undefined): Align {
  switch (value) {
    case 'center':
      return 'center';
    case 'right':
    case 'end':
      return 'right';
    case 'both':
    case 'distribute':
    case 'lowKashida':
    case 'mediumKashida':
    case 'highKashida':
      return 'justify';
    default:
      return 'left';
  }
}
