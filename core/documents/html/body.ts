// The document as a fragment of HTML: semantic elements and classes; no style attributes, no scripts.
import type {
  Bars,
  Block,
  Box,
  Cell,
  Columns,
  DocumentModel,
  HeadCell,
  Marker,
  Paragraph,
  Picture,
  Run,
  StyleName,
  Table,
} from '../model.ts';
import { documentParts } from '../parts.ts';
import { escapeHtml } from './escape.ts';

const headings: Partial<Readonly<Record<StyleName, number>>> = {
  title: 1,
  headline: 1,
  section: 2,
  appendix_title: 2,
  subsection: 3,
};

/** What stands in an appendix stands below its title. */
function headingOf(style: StyleName, { isAppendix }: Part): string | undefined {
  const level = headings[style];
  if (level === undefined) return undefined;
  return `h${String(isAppendix && style !== 'appendix_title' ? level + 1 : level)}`;
}

/** Where the page finds a picture, by its hash: an address, or null where the picture is missing. */
export type ImageAddress = (sha256: string) => string | null;

/** What every block of a part needs to know. */
interface Part {
  readonly image: ImageAddress;
  readonly isAppendix: boolean;
}

/** The flow preview, and the body of the printed page. */
export function documentBodyHtml(model: DocumentModel, image: ImageAddress = () => null): string {
  const classes = ['nd-document'];
  if (model.landscape === true) classes.push('nd-wide');
  if (model.marks.draft) classes.push('nd-draft');
  if (model.marks.illustrative) classes.push('nd-illustrative');
  return `<article class="${classes.join(' ')}" lang="vi-VN">${banner(model)}${parts(model, image)}</article>`;
}

/** On screen only: on paper every page's margin carries the marks. */
function banner(model: DocumentModel): string {
  const draft = model.marks.draft ? '<strong>DỰ THẢO</strong>' : '';
  const illustrative = model.marks.illustrative ? '<strong>DỮ LIỆU MINH HỌA</strong>' : '';
  return draft + illustrative === '' ? '' : `<div class="nd-marks">${draft}${illustrative}</div>`;
}

/** The text, and each appendix, in a section of its own. */
function parts(model: DocumentModel, image: ImageAddress): string {
  return documentParts(model)
    .map((part, index) => {
      const orientation = part.landscape ? 'nd-landscape' : 'nd-portrait';
      const name = index === 0 ? 'nd-text' : `nd-appendix nd-appendix-${String(index)} ${orientation}`;
      return `<section class="${name}">${flow(part.blocks, { image, isAppendix: index > 0 })}</section>`;
    })
    .join('');
}

/** The last words and the signature block are kept on one page. */
function flow(blocks: readonly Block[], part: Part): string {
  let html = '';
  for (let index = 0; index < blocks.length; index += 1) {
    const entry = blocks[index];
    const next = blocks[index + 1];
    if (entry === undefined) continue;
    if (next?.type === 'columns' && next.mayBreak !== true && isLastText(entry)) {
      const [before, last] = lastOf(entry, part);
      html += `${before}<div class="nd-keep">${last}${blockHtml(next, part)}</div>`;
      index += 1;
    } else {
      html += blockHtml(entry, part);
    }
  }
  return html;
}

function isLastText(entry: Block): boolean {
  return entry.type === 'list' || (entry.type === 'paragraph' && entry.keepNext);
}

/** Of a list only the last item stays with the signature. */
function lastOf(entry: Block, part: Part): readonly [string, string] {
  if (entry.type !== 'list') return ['', blockHtml(entry, part)];
  const { items } = entry;
  return [items.length > 1 ? listHtml(items.slice(0, -1)) : '', listHtml(items.slice(-1))];
}

function listHtml(items: readonly Paragraph[]): string {
  return `<ul class="nd-list">${items.map((item) => paragraphHtml(item, 'li')).join('')}</ul>`;
}

function blockHtml(block: Block | Box, part: Part): string {
  switch (block.type) {
    case 'paragraph':
      return paragraphHtml(block, headingOf(block.style, part) ?? 'p');
    case 'list':
      return listHtml(block.items);
    case 'table':
      return tableHtml(block);
    case 'columns':
      return columnsHtml(block, part);
    case 'rule':
      return `<hr class="nd-rule nd-width-${String(block.widthMm)}">`;
    case 'box':
      return `<div class="nd-box nd-width-${String(block.widthMm)} nd-height-${String(block.heightMm)}">${paragraphHtml(block.text, 'p')}</div>`;
    case 'spacer':
      return `<div class="nd-space nd-height-${String(block.heightMm)}"></div>`;
    case 'picture':
      return pictureHtml(block, part);
    case 'bars':
      return barsHtml(block);
    case 'newPage':
      return '<div class="nd-new-page"></div>';
    case 'pageBreak':
      return '';
  }
}

/** A picture that is missing leaves its frame, so that somebody sees it. */
function pictureHtml(picture: Picture, { image }: Part): string {
  const address = image(picture.sha256);
  const width = `nd-width-${String(picture.widthMm)}`;
  const caption = picture.caption.runs.map((run) => run.text).join('');
  const shown =
    address === null
      ? `<div class="nd-missing ${width}"></div>`
      : `<img class="${width} nd-height-${String(picture.heightMm)}" src="${escapeHtml(address)}" alt="${escapeHtml(caption)}">`;
  return `<figure class="nd-picture">${shown}${caption === '' ? '' : paragraphHtml(picture.caption, 'p')}</figure>`;
}

/** A table for whoever reads it aloud: what is counted, and how much. */
function barsHtml({ rows }: Bars): string {
  const lines = rows.map(
    ({ label, value, percent }) =>
      `<tr><th scope="row">${paragraphHtml(label, 'p')}</th><td class="nd-bar-cell"><div class="nd-bar nd-column-${String(percent)}"></div></td><td>${paragraphHtml(value, 'p')}</td></tr>`,
  );
  return `<table class="nd-bars"><colgroup><col class="nd-bars-label"><col class="nd-bars-bar"><col class="nd-bars-value"></colgroup><tbody>${lines.join('')}</tbody></table>`;
}

function paragraphHtml(paragraph: Paragraph, tag: string): string {
  const classes = [`nd-${paragraph.style.replaceAll('_', '-')}`];
  if (paragraph.keepNext) classes.push('nd-keep-next');
  if (paragraph.align !== undefined) classes.push(`nd-${paragraph.align}`);
  const mark = paragraph.marker === undefined ? '' : `${markerHtml(paragraph.marker)} `;
  return `<${tag} class="${classes.join(' ')}">${mark}${paragraph.runs.map(runHtml).join('')}</${tag}>`;
}

function markerHtml({ text, bold }: Marker): string {
  return bold === true ? `<strong>${escapeHtml(text)}</strong>` : escapeHtml(text);
}

function runHtml(run: Run): string {
  const text = escapeHtml(run.text).replaceAll('\n', '<br>');
  const italic = run.italic === true ? `<em>${text}</em>` : text;
  return run.bold === true ? `<strong>${italic}</strong>` : italic;
}

function columnsHtml(block: Columns, part: Part): string {
  const tag = block.role === 'header' ? 'header' : 'div';
  const shares = block.widthShares.map((share) => String(Math.round(share))).join('-');
  const rows = block.rows.map((row) => row.map((cell) => cellHtml(cell, part)).join('')).join('');
  const kept = block.mayBreak === true ? ' nd-may-break' : '';
  return `<${tag} class="nd-columns nd-${block.role} nd-shares-${shares}${kept}">${rows}</${tag}>`;
}

function cellHtml(cell: Cell, part: Part): string {
  return `<div class="nd-cell">${cell.map((entry) => blockHtml(entry, part)).join('')}</div>`;
}

function tableHtml(table: Table): string {
  const columns = table.widthShares
    .map((share) => `<col width="${String(Math.round(share * 100) / 100)}%">`)
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
