// The forms of this schema's tables: the registry says what travels, the schema what points where.
import { tableForms } from '../core/exchange/package/table-forms.ts';
import type { TableForm } from '../core/exchange/package/types.ts';
import { registry } from './registry.ts';
import type { Connection } from './sqlite.ts';

export function packageForms(connection: Connection): readonly TableForm[] {
  return tableForms(registry.values(), (table) =>
    (connection.pragma(`foreign_key_list(${table})`) as { from: string; table: string }[]).map(
      ({ from, table: to }) => ({ column: from, table: to }),
    ),
  );
}
