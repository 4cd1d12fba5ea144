// Tables with lines, and the grids without lines of the header and the signatures.
import {
  BorderStyle,
  Table as DocxTable,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
  type ITableBordersOptions,
} from 'docx';
import type { Columns, Table } from '../model.ts';
import type { StyleSheet } from '../style-nd30-2020.ts';
import { cellParagraphs, docxParagraph } from './paragraphs.ts';
import { eighths, twipsOfMm } from './units.ts';

const sides = ['top', 'bottom', 'left', 'right', 'insideHorizontal', 'insideVertical'] as const;

function borders(edge: {
  readonly style: (typeof BorderStyle)['NONE' | 'SINGLE'];
  readonly size: number;
}): ITableBordersOptions {
  return Object.fromEntries(sides.map((side) => [side, { ...edge, color: '000000' }]));
}

export const noBorders = borders({ style: BorderStyle.NONE, size: 0 });

export function textWidthMm({ page }: StyleSheet, landscape: boolean): number {
  return (landscape ? page.heightMm : page.widthMm) - page.leftMm - page.rightMm;
}

export function docxColumns(block: Columns, style: StyleSheet, textMm: number): DocxTable {
  const widths = block.widthShares.map((share) => (share * textMm) / 100);
  return new DocxTable({
    layout: TableLayoutType.FIXED,
    width: { size: twipsOfMm(textMm), type: WidthType.DXA },
    columnWidths: widths.map(twipsOfMm),
    margins: { left: 0, right: 0, top: 0, bottom: 0 },
    borders: noBorders,
    rows: block.rows.map((row, index) => {
      const keepNext = index < block.rows.length - 1 || block.role === 'header';
      return new TableRow({
        cantSplit: block.mayBreak !== true,
        children: row.map((cell, column) => {
          const width = widths[column] ?? 0;
          return new TableCell({
            width: { size: twipsOfMm(width), type: WidthType.DXA },
            children: cellParagraphs(cell, width, keepNext, style),
          });
        }),
      });
    }),
  });
}

export function docxTable(table: Table, style: StyleSheet, textMm: number): DocxTable {
  const widths = table.widthShares.map((share) => twipsOfMm((share * textMm) / 100));
  const padding = twipsOfMm(style.table.paddingMm);
  const row = (cells: Table['head'], tableHeader: boolean): TableRow =>
    new TableRow({
      cantSplit: true,
      tableHeader,
      children: cells.map(
        (cell, column) =>
          new TableCell({
            width: { size: widths[column] ?? 0, type: WidthType.DXA },
            verticalAlign: VerticalAlign.CENTER,
            children: [docxParagraph(cell)],
          }),
      ),
    });
  const headRows = (table.headRows ?? []).map(
    (cells) =>
      new TableRow({
        cantSplit: true,
        tableHeader: true,
        children: cells.map(
          ({ cell, across, down }) =>
            new TableCell({
              columnSpan: across,
              rowSpan: down,
              verticalAlign: VerticalAlign.CENTER,
              children: [docxParagraph(cell)],
            }),
        ),
      }),
  );
  return new DocxTable({
    layout: TableLayoutType.FIXED,
    width: { size: twipsOfMm(textMm), type: WidthType.DXA },
    columnWidths: widths,
    margins: { left: padding, right: padding, top: 0, bottom: 0 },
    borders: borders({ style: BorderStyle.SINGLE, size: eighths(style.table.borderPt) }),
    rows: [
      ...headRows,
      ...(table.head.length === 0 ? [] : [row(table.head, true)]),
      ...table.rows.map((cells) => row(cells, false)),
    ],
  });
}
