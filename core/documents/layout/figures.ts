// Tables, pictures and charts of bars.
import type { BarsBlock, ImageBlock, TableBlock } from '../content.ts';
import type { Bars, Block, Paragraph, Picture, Table } from '../model.ts';
import { styleNd30Year2020 as style } from '../style-nd30-2020.ts';
import { oneLine } from '../wording/text.ts';
import { paragraph, spacer } from './paragraph.ts';

/** Of a long table, the rows that stay with the signature. */
const KEPT_AT_END = 2;

/** With its own title above, or a gap. `keepLast`: a signature follows, which its last row stays with. */
export function tableBlocks(table: TableBlock, keepLast = false): readonly Block[] {
  const above = title(table.text);
  return [...(above.length === 0 ? [spacer(style.table.gapMm)] : above), tableBlock(table, keepLast)];
}

function title(text: string): readonly Paragraph[] {
  return oneLine(text) === '' ? [] : [paragraph('table_title', oneLine(text), { keepNext: true })];
}

export function tableBlock(table: TableBlock, keepLast = false): Table {
  const total = table.columns.reduce((sum, column) => sum + column.width, 0);
  const last = table.rows.length - 1;
  const { headRows = [] } = table;
  return {
    type: 'table',
    widthShares: table.columns.map((column) => (column.width * 100) / total),
    head:
      headRows.length > 0
        ? []
        : table.columns.map((column) => paragraph('table_head', column.text, { keepNext: true })),
    ...(headRows.length === 0
      ? {}
      : {
          headRows: headRows.map((row) =>
            row.map(({ text, across, down }) => ({
              cell: paragraph('table_head', text, { keepNext: true }),
              across,
              down,
            })),
          ),
        }),
    rows: table.rows.map((row, at) =>
      table.columns.map((column, index) => {
        const isTotal = table.totals === true && at === last;
        // A row of totals does not begin a page by itself, nor does the signature behind a table.
        const fromEnd = last - at;
        const isKept = keepLast && (table.rows.length <= style.table.keptRows || fromEnd < KEPT_AT_END);
        const keepNext = isKept || (table.totals === true && fromEnd === 1);
        const cell = paragraph('table_cell', row[index] ?? '', { align: column.align, keepNext });
        return isTotal ? { ...cell, runs: cell.runs.map((run) => ({ ...run, bold: true })) } : cell;
      }),
    ),
  };
}

/** As wide as wanted, unless it would be too tall for a page. */
export function pictureBlock(image: ImageBlock): Picture {
  const { maxHeightMm } = style.picture;
  const widest = (maxHeightMm * image.widthPx) / image.heightPx;
  const widthMm = Math.max(1, Math.floor(Math.min(image.widthMm, widest)));
  return {
    type: 'picture',
    sha256: image.sha256,
    media: image.media,
    widthMm,
    heightMm: Math.max(1, Math.round((widthMm * image.heightPx) / image.widthPx)),
    caption: paragraph('caption', oneLine(image.text)),
  };
}

export function barsBlocks(bars: BarsBlock): readonly Block[] {
  if (bars.rows.length === 0) return title(bars.text);
  return [
    ...title(bars.text),
    {
      type: 'bars',
      rows: bars.rows.map(({ label, value, share }) => ({
        label: paragraph('bar_label', oneLine(label)),
        value: paragraph('bar_value', oneLine(value)),
        // The least bar can still be seen; nothing has none.
        percent: share === 0 ? 0 : Math.max(1, Math.round(share / 100)),
      })),
    } satisfies Bars,
  ];
}
