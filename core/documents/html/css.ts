// The style-sheet of a profile as CSS, once for all documents: an external file or one nonced element.
// Lengths that vary (rules, shares, heights) are classes, because a style attribute would break the CSP.
import { styleNames } from '../model.ts';
import type { ParagraphStyle, StyleSheet } from '../style-nd30-2020.ts';

/** As many appendices as the usual paper has. */
const USUAL_APPENDICES = 4;

/** `appendices`: how many count pages of their own; further ones go on counting in the text's numbers. */
export function documentCss(style: StyleSheet, appendices = USUAL_APPENDICES): string {
  return [
    pages(style, appendices),
    base(style),
    styles(style),
    columns(style),
    figures(style),
    lengths(style),
    screen(style),
  ].join('\n');
}

const quoted = (name: string): string => `'${name}'`;

function family(style: StyleSheet): string {
  return [style.font, ...style.fallbackFonts].map(quoted).join(', ') + ', serif';
}

interface Marks {
  readonly name: string;
  readonly selector: string;
  readonly boxes: string;
}

/**
 * A margin box cannot look at an element's class, and an element cannot reset the page counter: so there is
 * one named page for each set of marks, and for each appendix one with a counter of its own.
 */
function pages(style: StyleSheet, appendices: number): string {
  const { page } = style;
  const mark = `font: bold ${String(page.markPt)}pt ${family(style)}; color: #b3261e; white-space: nowrap;`;
  const draft = `@top-left { content: 'DỰ THẢO'; ${mark} }`;
  const illustrative = `@top-right { content: 'DỮ LIỆU MINH HỌA'; ${mark} }`;
  const marks: readonly Marks[] = [
    { name: 'plain', selector: '.nd-document', boxes: '' },
    { name: 'draft', selector: '.nd-draft', boxes: draft },
    { name: 'illustrative', selector: '.nd-illustrative', boxes: illustrative },
    { name: 'both', selector: '.nd-draft.nd-illustrative', boxes: `${draft} ${illustrative}` },
  ];
  return [
    `@page { ${sheet(style, false)} @top-center { ${pageNumber(style, 'page')} } }`,
    '@page :first { @top-center { content: none; } }',
    ...marks.map(({ name, boxes }) => `@page ${name} { ${boxes} }`),
    ...marks.map(({ name, selector }) => `${selector} { page: ${name}; }`),
    // Without a number of their own, so that the first page's rule still holds.
    ...marks.flatMap(({ name, selector, boxes }) => [
      `@page ${name}-wide { ${sheet(style, true)} ${boxes} }`,
      `${selector}.nd-wide { page: ${name}-wide; }`,
    ]),
    '.nd-appendix, .nd-new-page { break-before: page; }',
    printedText(style),
    ...marks.flatMap((set) => appendixPages(style, set, appendices)),
  ].join('\n');
}

const PX_PER_MM = 96 / 25.4;

/**
 * Chromium cuts page margins down to whole pixels, which makes the text up to half a millimetre wider than in Word and
 * breaks its lines elsewhere. So the margins are whole pixels to begin with (above and below not less than asked for),
 * and the text's own width and its first fraction of a pixel are set on the text.
 */
function sheet({ page }: StyleSheet, landscape: boolean): string {
  const [width, height] = landscape ? [page.heightMm, page.widthMm] : [page.widthMm, page.heightMm];
  const [top, bottom] = [page.topMm, page.bottomMm].map((mm) => String(Math.ceil(mm * PX_PER_MM)));
  const [left, right] = [page.leftMm, page.rightMm].map((mm) => String(Math.floor(mm * PX_PER_MM)));
  return `size: ${String(width)}mm ${String(height)}mm; margin: ${top ?? ''}px ${right ?? ''}px ${bottom ?? ''}px ${left ?? ''}px;`;
}

function printedText({ page }: StyleSheet): string {
  const left = page.leftMm * PX_PER_MM;
  const fraction = Math.round((left - Math.floor(left)) * 1000) / 1000;
  const portrait = page.widthMm - page.leftMm - page.rightMm;
  const landscape = page.heightMm - page.leftMm - page.rightMm;
  return `@media print {
  .nd-text, .nd-appendix { width: ${String(portrait)}mm; margin-left: ${String(fraction)}px; }
  .nd-wide .nd-text, .nd-appendix.nd-landscape { width: ${String(landscape)}mm; }
}`;
}

function pageNumber(style: StyleSheet, counter: string): string {
  return `content: counter(${counter}); font: ${String(style.page.numberPt)}pt ${family(style)};`;
}

function appendixPages(style: StyleSheet, marks: Marks, count: number): readonly string[] {
  const lines: string[] = [];
  for (let index = 1; index <= count; index += 1) {
    const counter = `nd-appendix-${String(index)}`;
    for (const orientation of ['portrait', 'landscape'] as const) {
      const name = `${marks.name}-${orientation}-${String(index)}`;
      const size = sheet(style, orientation === 'landscape');
      lines.push(
        `@page ${name} { ${size} counter-increment: ${counter}; @top-center { ${pageNumber(style, counter)} } ${marks.boxes} }`,
        `${marks.selector} .${counter}.nd-${orientation} { page: ${name}; }`,
      );
    }
  }
  return lines;
}

/** Chromium cuts a table down to whole pixels, hence one more. Word draws the lines of a table on the edges of its cells, CSS beside their padding. */
function cellPadding({ table }: StyleSheet): string {
  return `calc(${String(table.paddingMm)}mm - ${String(table.borderPt / 2)}pt)`;
}

/** Word neither kerns nor joins letters unless it is told to. */
function base(style: StyleSheet): string {
  return `
.nd-document { font-family: ${family(style)}; color: #000; font-kerning: none; font-variant-ligatures: none; }
.nd-document * { box-sizing: border-box; }
.nd-document h1, .nd-document h2, .nd-document h3, .nd-document h4, .nd-document p, .nd-document ul, .nd-document li {
  margin: 0; padding: 0; list-style: none; font-weight: inherit; orphans: 2; widows: 2; overflow-wrap: break-word;
}
.nd-keep { break-inside: avoid; }
.nd-keep-next { break-after: avoid; }
.nd-table { width: calc(100% + 1px); border-collapse: collapse; table-layout: fixed; }
.nd-table + .nd-signature { break-before: avoid; }
.nd-table th, .nd-table td {
  border: ${String(style.table.borderPt)}pt solid #000; padding: 0 ${cellPadding(style)}; vertical-align: middle;
}
.nd-table thead { display: table-header-group; }
.nd-table tr { break-inside: avoid; }`.trim();
}

/** Two classes deep, to stand above the resets of headings and paragraphs. */
function styles(style: StyleSheet): string {
  return styleNames
    .map((name) => `.nd-document .nd-${name.replaceAll('_', '-')} { ${rules(style, style.styles[name])} }`)
    .concat(['left', 'right', 'center'].map((side) => `.nd-document .nd-${side} { text-align: ${side}; }`))
    .join('\n');
}

function rules(style: StyleSheet, { sizePt, bold, italic, ...rest }: ParagraphStyle): string {
  const height = Math.round(rest.lines * style.lineHeightOfFont * 1000) / 1000;
  const declarations = [
    `font-size: ${String(sizePt)}pt`,
    `font-weight: ${bold ? 'bold' : 'normal'}`,
    `font-style: ${italic ? 'italic' : 'normal'}`,
    `text-align: ${rest.align}`,
    `text-indent: ${String(rest.firstLineMm)}mm`,
    `margin-left: ${String(rest.leftMm)}mm`,
    `line-height: ${String(height)}`,
    `margin-top: ${String(rest.beforePt)}pt`,
    `margin-bottom: ${String(rest.afterPt)}pt`,
  ];
  // LibreOffice keeps room for the slant at the end of a line; without it grounds would break elsewhere there.
  if (italic) declarations.push(`padding-right: ${String(Math.round((sizePt / 12) * 1000) / 1000)}pt`);
  if (rest.colour !== undefined) declarations.push(`color: ${rest.colour}`);
  return `${declarations.join('; ')};`;
}

function columns(style: StyleSheet): string {
  const { header, signature } = style;
  const grid = (shares: readonly number[]): string =>
    `.nd-shares-${shares.join('-')} { grid-template-columns: ${shares.map((share) => `${String(share)}%`).join(' ')}; }`;
  return [
    '.nd-columns { display: grid; break-inside: avoid; }',
    '.nd-columns.nd-may-break { break-inside: auto; }',
    '.nd-space { break-before: avoid; break-after: avoid; }',
    `.nd-signature { margin-top: ${String(signature.beforePt)}pt; }`,
    grid(header.widthShares),
    grid(signature.widthShares),
    grid([100]),
    grid([50, 50]),
    grid([34, 33, 33]),
    `.nd-rule { break-after: avoid; border: 0; border-top: ${String(header.ruleThicknessPt)}pt solid #000; height: 0; margin: ${String(header.ruleGapPt)}pt auto; }`,
  ].join('\n');
}

function figures({ picture, bars, header, table, styles }: StyleSheet): string {
  const [label, bar, value] = bars.widthShares;
  const frame = (points: number, colour: string): string => `border: ${String(points)}pt solid ${colour};`;
  return [
    `.nd-picture { margin: ${String(picture.gapPt)}pt 0 0; text-align: center; break-inside: avoid; }`,
    '.nd-picture img { display: block; margin: 0 auto; }',
    `.nd-missing { margin: 0 auto; height: ${String(picture.missingHeightMm)}mm; ${frame(table.borderPt, '#000')} }`,
    '.nd-bars { width: 100%; border-collapse: collapse; table-layout: fixed; }',
    `.nd-bars-label { width: ${String(label)}%; } .nd-bars-bar { width: ${String(bar)}%; } .nd-bars-value { width: ${String(value)}%; }`,
    `.nd-bars th, .nd-bars td { padding: 0 ${String(table.paddingMm)}mm; vertical-align: middle; }`,
    '.nd-bars tr { break-inside: avoid; }',
    // A border is printed where backgrounds are not.
    `.nd-bar { border-top: ${String(bars.heightPt)}pt solid ${bars.colour}; }`,
    '.nd-bar.nd-column-0 { border-top-color: transparent; }',
    `.nd-box { display: flex; align-items: center; justify-content: center; margin: ${String(header.urgencyGapPt)}pt auto 0; ${frame(header.urgencyBorderPt, styles.urgency.colour ?? '#000')} }`,
  ].join('\n');
}

function lengths(style: StyleSheet): string {
  const lines: string[] = [];
  const longest = style.page.widthMm - style.page.leftMm - style.page.rightMm;
  for (let width = 1; width <= longest; width += 1) {
    lines.push(`.nd-width-${String(width)} { width: ${String(width)}mm; }`);
  }
  for (let share = 1; share <= 100; share += 1) {
    lines.push(`.nd-column-${String(share)} { width: ${String(share)}%; }`);
  }
  for (let height = 1; height <= style.picture.maxHeightMm; height += 1) {
    lines.push(`.nd-height-${String(height)} { height: ${String(height)}mm; }`);
  }
  return lines.join('\n');
}

/** A sheet of paper on screen; the real pages are drawn from the PDF. */
function screen({ page }: StyleSheet): string {
  const padding = `${String(page.topMm)}mm ${String(page.rightMm)}mm ${String(page.bottomMm)}mm ${String(page.leftMm)}mm`;
  return `
.nd-marks { display: none; }
@media screen {
  .nd-document { width: ${String(page.widthMm)}mm; max-width: 100%; box-sizing: border-box; margin: 0 auto; padding: ${padding}; background: #fff; }
  .nd-document.nd-wide { width: ${String(page.heightMm)}mm; }
  .nd-new-page { margin: 12mm 0; border-top: 1px dashed #888; }
  .nd-marks { display: flex; gap: 8mm; justify-content: center; margin-bottom: 6mm; font-size: ${String(page.markPt)}pt; color: #b3261e; }
  .nd-appendix { margin-top: 12mm; padding-top: 12mm; border-top: 1px dashed #888; }
}`.trim();
}
