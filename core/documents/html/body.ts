// The document as a fragment of HTML: semantic elements and classes; no style attributes, no scripts.
import type { Block, Cell, Columns, DocumentModel, HeadCell, Paragraph, StyleName, Table } from '../model.ts';
import { documentParts } from '../parts.ts';
import { MAX_NUMBERED_APPENDICES } from './css.ts';
import { escapeHtml } from './escape.ts';

const headings: Partial<Readonly<Record<StyleName, string>>> = {
  title: 'h1',
  section: 'h2',
  appendix_title: 'h2',
  subsection: 'h3',
};

/** The flow preview, and the body of the printed page. */
export function documentBodyHtml(model: DocumentModel): string {
  const classes = ['nd-document'];
  if (model.landscape === true) classes.push('nd-wide');
  if (model.marks.draft) classes.push('nd-draft');
  if (model.marks.illustrative) classes.push('nd-illustrative');
  return `<article class="${classes.join(' ')}" lang="vi">${banner(model)}${parts(model)}</article>`;
}

/** On screen only: on paper every page's margin carries the marks. */
function banner(model: DocumentModel): string {
  const draft = model.marks.draft ? '<strong>DỰ THẢO</strong>' : '';
  const illustrative = model.marks.illustrative ? '<strong>DỮ LIỆU MINH HỌA</strong>' : '';
  return draft + illustrative === '' ? '' : `<div class="nd-marks">${draft}${illustrative}</div>`;
}

/** The text, and each appendix, in a section of its own. */
function parts(model: DocumentModel): string {
  return documentParts(model)
    .map((part, index) => {
      const orientation = part.landscape ? 'nd-landscape' : 'nd-portrait';
      const number = Math.min(index, MAX_NUMBERED_APPENDICES);
      const name = index === 0 ? 'nd-text' : `nd-appendix nd-appendix-${String(number)} ${orientation}`;
      return `<section class="${name}">${flow(part.blocks)}</section>`;
    })
    .join('');
}

/** The last words and the signature block are kept on one page. */
function flow(blocks: readonly Block[]): string {
  let html = '';
  for (let index = 0; index < blocks.length; index += 1) {
    const entry = blocks[index];
    const next = blocks[index + 1];
    if (entry === undefined) continue;
    if (next?.type === 'columns' && isLastText(entry)) {
      html += `<div class="nd-keep">${blockHtml(entry)}${blockHtml(next)}</div>`;
      index += 1;
    } else {
      html += blockHtml(entry);
    }
  }
  return html;
}

function isLastText(entry: Block): boolean {
  return entry.type === 'paragraph' ? entry.keepNext : entry.type === 'list' && entry.items.length === 1;
}

function blockHtml(block: Block): string {
  switch (block.type) {
    case 'paragraph':
      return paragraphHtml(block, headings[block.style] ?? 'p');
    case 'list':
      return `<ul class="nd-list">${block.items.map((item) => paragraphHtml(item, 'li')).join('')}</ul>`;
    case 'table':
      return tableHtml(block);
    case 'columns':
      return columnsHtml(block);
    case 'rule':
      return `<hr class="nd-rule nd-width-${String(block.widthMm)}">`;
    case 'spacer':
      return `<div class="nd-space nd-height-${String(block.heightMm)}"></div>`;
    case 'newPage':
      return '<div class="nd-new-page"></div>';
    case 'pageBreak':
      return '';
  }
}

function paragraphHtml(paragraph: Paragraph, tag: string): string {
  const classes = [`nd-${paragraph.style.replaceAll('_', '-')}`];
  if (paragraph.keepNext) classes.push('nd-keep-next');
  if (paragraph.align !== undefined) classes.push(`nd-${paragraph.align}`);
  const runs = paragraph.runs.map((run) => {
    const text = escapeHtml(run.text).replaceAll('\n', '<br>');
    const italic = run.italic === true ? `<em>${text}</em>` : text;
    return run.bold === true ? `<strong>${italic}</strong>` : italic;
  });
  return `<${tag} class="${classes.join(' ')}">${runs.join('')}</${tag}>`;
}

function columnsHtml(block: Columns): string {
  const tag = block.role === 'header' ? 'header' : 'div';
  const shares = block.widthShares.map((share) => String(Math.round(share))).join('-');
  const rows = block.rows.map((row) => row.map(cellHtml).join('')).join('');
  return `<${tag} class="nd-columns nd-${block.role} nd-shares-${shares}">${rows}</${tag}>`;
}

function cellHtml(cell: Cell): string {
  return `<div class="nd-cell">${cell.map(blockHtml).join('')}</div>`;
}

function tableHtml(table: Table): string {
  const columns = table.widthShares
    .map((share) => `<col class="nd-column-${String(Math.round(share))}">`)
    .join('');
  const head = (table.headRows ?? [])
    .map((row) => `<tr>${row.map(headCellHtml).join('')}</tr>`)
    .concat(table.head.length === 0 ? [] : [`<tr>${table.head.map(columnHeadHtml).join('')}</tr>`])
    .join('');
  const rows = table.rows
    .map((row) => `<tr>${row.map((cell) => `<td>${paragraphHtml(cell, 'p')}</td>`).join('')}</tr>`)
    .join('');
  return `<table class="nd-table"><colgroup>${columns}</colgroup><thead>${head}</thead><tbody>${rows}</tbody></table>`;
}

function columnHeadHtml(cell: Paragraph): string {
  return `<th scope="col">${paragraphHtml(cell, 'p')}</th>`;
}

function headCellHtml({ cell, across, down }: HeadCell): string {
  const scope = across > 1 ? 'colgroup' : 'col';
  const spans = `${across > 1 ? ` colspan="${String(across)}"` : ''}${down > 1 ? ` rowspan="${String(down)}"` : ''}`;
  return `<th scope="${scope}"${spans}>${paragraphHtml(cell, 'p')}</th>`;
}
