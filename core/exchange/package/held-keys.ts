/**
 * Which foreign keys hold within a package: a package of what was touched since the last one refers to rows that the
 * recipient has already, and whoever checks the tables by their description alone would miss them. Pure.
 */
import type { PackageRow, TableForm } from './types.ts';

export interface HeldKeys {
  /** Every row of every table goes by once, one table after another. */
  row(form: TableForm, row: PackageRow): void;
  /** No more rows of this table come. */
  end(form: TableForm): void;
  /** Columns whose every value is the id of a row of the package; to be asked after the last table. */
  of(form: TableForm): readonly string[];
}

interface Key {
  readonly column: string;
  readonly target: string;
  /** Values that no row had yet. */
  readonly open: Set<string>;
  fails: boolean;
}

export function createHeldKeys(forms: readonly TableForm[]): HeldKeys {
  const here = new Set(forms.map(({ name }) => name));
  const keys = new Map<string, readonly Key[]>();
  /** Of tables that others point into, and of no others. */
  const ids = new Map<string, Set<string>>();
  const ended = new Set<string>();
  for (const { name, references } of forms) {
    const inside = Object.entries(references).filter(([, target]) => here.has(target));
    for (const [, target] of inside) ids.set(target, new Set());
    keys.set(
      name,
      inside.map(([column, target]) => ({ column, target, open: new Set(), fails: false })),
    );
  }
  return {
    row(form, row) {
      ids.get(form.name)?.add(String(row['id']));
      for (const key of keys.get(form.name) ?? []) {
        const value = row[key.column] ?? null;
        if (value === null || key.fails || ids.get(key.target)!.has(String(value))) continue;
        if (ended.has(key.target)) key.fails = true;
        else key.open.add(String(value));
      }
    },
    end(form) {
      ended.add(form.name);
      for (const key of [...keys.values()].flat()) {
        if (key.target !== form.name) continue;
        for (const value of key.open) key.fails ||= !ids.get(form.name)!.has(value);
        key.open.clear();
      }
    },
    of: (form) =>
      (keys.get(form.name) ?? [])
        .filter(({ fails, open }) => !fails && open.size === 0)
        .map(({ column }) => column),
  };
}
