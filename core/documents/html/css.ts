// The style-sheet of a profile as CSS, once for all documents: an external file or one nonced element.
// Lengths that vary (rules, shares, heights) are classes, because a style attribute would break the CSP.
import { styleNames } from '../model.ts';
import type { ParagraphStyle, StyleSheet } from '../style-nd30-2020.ts';

export function documentCss(style: StyleSheet): string {
  return [pages(style), base(style), styles(style), columns(style), lengths(style), screen(style)].join('\n');
}

const quoted = (name: string): string => `'${name}'`;

function family(style: StyleSheet): string {
  return [style.font, ...style.fallbackFonts].map(quoted).join(', ') + ', serif';
}

/** One named page for each set of marks: a margin box cannot look at an element's class. */
function pages(style: StyleSheet): string {
  const { page } = style;
  const mark = `font: bold ${String(page.markPt)}pt ${family(style)}; color: #b3261e; white-space: nowrap;`;
  const number = `content: counter(page); font: ${String(page.numberPt)}pt ${family(style)};`;
  const draft = `@top-left { content: 'DỰ THẢO'; ${mark} }`;
  const illustrative = `@top-right { content: 'DỮ LIỆU MINH HỌA'; ${mark} }`;
  const size = `size: ${String(page.widthMm)}mm ${String(page.heightMm)}mm; margin: ${String(page.topMm)}mm ${String(page.rightMm)}mm ${String(page.bottomMm)}mm ${String(page.leftMm)}mm;`;
  return [
    `@page { ${size} @top-center { ${number} } }`,
    '@page :first { @top-center { content: none; } }',
    `@page draft { ${draft} }`,
    `@page illustrative { ${illustrative} }`,
    `@page draft-illustrative { ${draft} ${illustrative} }`,
    '.nd-draft { page: draft; }',
    '.nd-illustrative { page: illustrative; }',
    '.nd-draft.nd-illustrative { page: draft-illustrative; }',
    '.nd-appendix { break-before: page; counter-reset: page 1; }',
  ].join('\n');
}

function base(style: StyleSheet): string {
  return `
.nd-document { font-family: ${family(style)}; color: #000; }
.nd-document * { box-sizing: border-box; }
.nd-document h1, .nd-document h2, .nd-document h3, .nd-document p, .nd-document ul, .nd-document li {
  margin: 0; padding: 0; list-style: none; font-weight: inherit; orphans: 2; widows: 2; overflow-wrap: break-word;
}
.nd-keep { break-inside: avoid; }
.nd-keep-next { break-after: avoid; }
.nd-left { text-align: left; }
.nd-right { text-align: right; }
.nd-center { text-align: center; }
.nd-table { width: 100%; border-collapse: collapse; table-layout: fixed; }
.nd-table th, .nd-table td {
  border: ${String(style.table.borderPt)}pt solid #000; padding: 0 ${String(style.table.paddingMm)}mm; vertical-align: middle;
}
.nd-table thead { display: table-header-group; }
.nd-table tr { break-inside: avoid; }`.trim();
}

/** Two classes deep, to stand above the resets of headings and paragraphs. */
function styles(style: StyleSheet): string {
  return styleNames
    .map((name) => `.nd-document .nd-${name.replaceAll('_', '-')} { ${rules(style, style.styles[name])} }`)
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
    `line-height: ${String(height)}`,
    `margin-top: ${String(rest.beforePt)}pt`,
    `margin-bottom: ${String(rest.afterPt)}pt`,
  ];
  return `${declarations.join('; ')};`;
}

function columns(style: StyleSheet): string {
  const { header, signature } = style;
  const grid = (shares: readonly number[]): string =>
    `.nd-shares-${shares.join('-')} { grid-template-columns: ${shares.map((share) => `${String(share)}%`).join(' ')}; }`;
  return [
    '.nd-columns { display: grid; break-inside: avoid; }',
    `.nd-signature { margin-top: ${String(signature.beforePt)}pt; }`,
    grid(header.widthShares),
    grid(signature.widthShares),
    grid([100]),
    grid([50, 50]),
    grid([34, 33, 33]),
    `.nd-rule { border: 0; border-top: ${String(header.ruleThicknessPt)}pt solid #000; height: 0; margin: ${String(header.ruleGapPt)}pt auto 0; }`,
  ].join('\n');
}

function lengths(style: StyleSheet): string {
  const lines: string[] = [];
  const longest = Math.max(style.header.ruleMaxMm, style.header.mottoRuleMm);
  for (let width = Math.floor(style.header.ruleMinMm); width <= longest; width += 1) {
    lines.push(`.nd-width-${String(width)} { width: ${String(width)}mm; }`);
  }
  for (let share = 1; share <= 100; share += 1) {
    lines.push(`.nd-column-${String(share)} { width: ${String(share)}%; }`);
  }
  const { spaceMm } = style.signature;
  lines.push(`.nd-height-${String(spaceMm)} { height: ${String(spaceMm)}mm; }`);
  return lines.join('\n');
}

/** A sheet of paper on screen; the real pages are drawn from the PDF. */
function screen({ page }: StyleSheet): string {
  const padding = `${String(page.topMm)}mm ${String(page.rightMm)}mm ${String(page.bottomMm)}mm ${String(page.leftMm)}mm`;
  return `
.nd-marks { display: none; }
@media screen {
  .nd-document { width: ${String(page.widthMm)}mm; max-width: 100%; box-sizing: border-box; margin: 0 auto; padding: ${padding}; background: #fff; }
  .nd-marks { display: flex; gap: 8mm; justify-content: center; margin-bottom: 6mm; font-size: ${String(page.markPt)}pt; color: #b3261e; }
  .nd-appendix { margin-top: 12mm; padding-top: 12mm; border-top: 1px dashed #888; }
}`.trim();
}
