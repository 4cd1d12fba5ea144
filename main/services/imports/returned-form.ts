/** What forms that were sent out and come back have in common, whatever they ask. */
import type { ImportFault } from '../../../core/contract/imports.ts';
import { columnLetter, columnNumber } from '../../../core/exchange/sheet/cell.ts';
import type { FieldSpec } from '../../../core/exchange/sheet/target.ts';
import { movedColumns } from '../../../core/rules/moved-columns.ts';
import type { ImportRequest } from './target.ts';

/** Columns that are no longer where the form had them, in its order. */
export function movedFaults(
  { fault, has }: Pick<ImportRequest, 'fault' | 'has'>,
  fields: readonly FieldSpec[],
): readonly ImportFault[] {
  const placed = fields.flatMap(({ key }, index) => {
    if (!has(key)) return [];
    const { column } = fault(null, key, 'MOVED_COLUMN');
    return column === null ? [] : [{ key, expected: index + 1, found: columnNumber(column) }];
  });
  return movedColumns(placed).map(({ key, expected, found }) => {
    const label = fields.find((field) => field.key === key)?.labels.vi ?? key;
    const params = { label, from: columnLetter(expected), to: columnLetter(found) };
    return fault(null, key, 'MOVED_COLUMN', { severity: 'warning', value: label, params });
  });
}
