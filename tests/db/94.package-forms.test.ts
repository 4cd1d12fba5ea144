import { expect, test } from 'vitest';
import { fileColumns } from '../../core/exchange/package/table-forms.ts';
import { packageForms } from '../../db/package-forms.ts';
import { registry, tableNames } from '../../db/registry.ts';
import { emptySchema } from './helpers.ts';

const forms = packageForms(emptySchema());
const byName = new Map(forms.map((form) => [form.name, form]));
const foreignKeys = (table: string) =>
  emptySchema().pragma(`foreign_key_list(${table})`) as { from: string; table: string; to: string | null }[];

test('the tables that travel are those of the registry, in order of their names', () => {
  const exported = tableNames.filter((name) => registry.get(name)?.exported === true).toSorted();
  expect(forms.map(({ name }) => name)).toEqual(exported);
  expect(exported.length).toBeGreaterThan(40);
});

test('every reference of a table that travels leads to one that travels, or stands in a column that stays and may be empty', () => {
  for (const { name } of forms) {
    for (const { from, table, to } of foreignKeys(name)) {
      const column = registry.get(name as never)?.bySqlName.get(from);
      if (byName.has(table)) {
        expect([name, from, to ?? 'id']).toEqual([name, from, 'id']);
        if (column?.exported === true) expect(byName.get(name)?.references[from]).toBe(table);
        else expect([name, from, column?.nullable]).toEqual([name, from, true]);
        continue;
      }
      // Files are no rows: they travel by their digest, and whoever receives makes the row of what did not come.
      if (table === 'blob') continue;
      expect([name, from, column?.exported, column?.nullable]).toEqual([name, from, false, true]);
    }
  }
});

test('a form begins with whose row it is, and holds every travelling column once, no stamp of the PC', () => {
  for (const { name, columns } of forms) {
    const names = columns.map((column) => column.name);
    expect(names.slice(0, 3)).toEqual(['id', 'origin_office_id', 'origin_version']);
    expect(new Set(names).size).toBe(names.length);
    const travelling = (registry.get(name as never)?.columns ?? [])
      .filter(({ exported, sqlName }) => exported && !['rev', 'created_at', 'updated_at'].includes(sqlName))
      .map(({ sqlName }) => sqlName);
    expect(names.filter((one) => one !== 'origin_version').toSorted()).toEqual(travelling.toSorted());
  }
  expect(byName.get('finding')?.columns.map(({ name }) => name)).not.toContain('phrase_id');
  expect(byName.get('person')?.columns.find(({ name }) => name === 'full_name')?.personal).toBe(true);
});

test('every column that names a file is known as such', () => {
  const named = forms.flatMap(({ name }) =>
    foreignKeys(name)
      .filter(({ table }) => table === 'blob')
      .map(({ from }) => `${name}.${from}`),
  );
  expect(fileColumns.map(({ table, column }) => `${table}.${column}`).toSorted()).toEqual(named.toSorted());
});

test('a column that stays is no reference of the form', () => {
  for (const { columns, references } of forms) {
    const names = columns.map(({ name }) => name);
    for (const [column, table] of Object.entries(references)) {
      expect(names).toContain(column);
      expect(byName.has(table)).toBe(true);
    }
  }
  expect(byName.get('sample')?.references).not.toHaveProperty('register_id');
});
