/** The empty workbook of a purpose: the sheet to fill in, the allowed values, and a page that explains. Vietnamese. */
import type { FieldSpec, FieldType, SheetTarget } from '../../../core/exchange/sheet/target.ts';
import type { Workbook, WorkbookColumn, WorkbookSheet } from '../../spreadsheet/write-workbook.ts';
import type { ImportTemplate } from './target.ts';

function explainType(type: FieldType, maxLength: number | undefined): string {
  switch (type) {
    case 'text':
      return maxLength === undefined ? 'Văn bản' : `Văn bản, tối đa ${maxLength} ký tự`;
    case 'integer':
      return 'Số nguyên';
    case 'decimal':
      return 'Số, phần thập phân sau dấu phẩy, ví dụ 98,53';
    case 'day':
      return 'Ngày/tháng/năm, ví dụ 01/7/2025';
    case 'year':
      return 'Năm, ví dụ 2026';
    case 'boolean':
      return 'Có hoặc Không';
    case 'list':
      return 'Nhiều giá trị, cách nhau bằng dấu chấm phẩy (;)';
    default:
      return 'Chọn một giá trị trong trang “Giá trị cho phép”';
  }
}

function columnOf(field: FieldSpec): WorkbookColumn {
  const { type } = field;
  const isNarrow = type === 'day' || type === 'year' || type === 'boolean' || type === 'integer';
  return {
    header: field.required ? `${field.labels.vi} (*)` : field.labels.vi,
    width: isNarrow ? 14 : Math.min(40, Math.max(18, field.labels.vi.length + 4)),
    wrap: true,
  };
}

function valuesSheet(fields: readonly FieldSpec[]): readonly WorkbookSheet[] {
  const lists = fields.flatMap(({ labels, type }) =>
    typeof type === 'object'
      ? [{ header: labels.vi, values: [...type.oneOf].map(([value, [first]]) => first ?? value) }]
      : [],
  );
  if (lists.length === 0) return [];
  const length = Math.max(...lists.map(({ values }) => values.length));
  return [
    {
      name: 'Giá trị cho phép',
      columns: lists.map(({ header, values }) => ({
        header,
        width: Math.min(60, Math.max(16, header.length + 2, ...values.map((value) => value.length + 2))),
      })),
      rows: Array.from({ length }, (_, index) => lists.map(({ values }) => values[index] ?? null)),
    },
  ];
}

export function templateWorkbook(target: SheetTarget, template: ImportTemplate): Workbook {
  const { fields } = target;
  const example = (field: FieldSpec) => template.examples?.[0]?.[field.key] ?? null;
  return {
    sheets: [
      { name: template.sheetName, columns: fields.map(columnOf), rows: [] },
      ...valuesSheet(fields),
      {
        name: 'Hướng dẫn',
        columns: [
          { header: 'Cột', width: 44, wrap: true },
          { header: 'Bắt buộc', width: 11 },
          { header: 'Cách ghi', width: 46, wrap: true },
          { header: 'Giải thích', width: 60, wrap: true },
          { header: 'Ví dụ', width: 40, wrap: true },
        ],
        rows: [
          ...fields.map((field) => [
            field.labels.vi,
            field.required ? 'Có' : 'Không',
            explainType(field.type, field.maxLength),
            field.hint ?? null,
            example(field),
          ]),
          [null, null, null, null, null],
          ...template.instructions.map((line) => [line, null, null, null, null]),
          [`Tối đa ${target.maxRows.toLocaleString('vi-VN')} dòng dữ liệu.`, null, null, null, null],
          ['Thứ tự các cột tuỳ ý; phần mềm nhận cột theo tên tiêu đề.', null, null, null, null],
        ],
        note: template.title,
      },
    ],
  };
}
