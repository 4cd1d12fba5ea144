/**
 * What a table looks like in a package: which of its columns travel and into which tables they point. Made from the
 * registry and the schema's references, both handed in, so that no list has to be kept in step. Knows no table by name.
 */
import type { TableColumn, TableForm } from './types.ts';

export interface FormColumn {
  readonly sqlName: string;
  readonly type: TableColumn['type'];
  readonly nullable: boolean;
  readonly exported: boolean;
  readonly personal: boolean;
}
export interface FormSource {
  readonly name: string;
  readonly exported: boolean;
  readonly columns: readonly FormColumn[];
}
export interface FormReference {
  readonly column: string;
  readonly table: string;
}

/** Whose row it is and which state of it stand first; what a PC stamps on its own rows stays there. */
const LEADING = ['id', 'origin_office_id', 'origin_version'] as const;
const STAMPS: readonly string[] = ['rev', 'created_at', 'updated_at'];

/** The forms of all tables that travel, in order of their names. */
export function tableForms(
  tables: Iterable<FormSource>,
  referencesOf: (table: string) => readonly FormReference[],
): readonly TableForm[] {
  return [...tables]
    .filter(({ exported }) => exported)
    .map(({ name, columns }): TableForm => {
      const rest = columns.filter(
        ({ sqlName, exported }) =>
          exported && !STAMPS.includes(sqlName) && !(LEADING as readonly string[]).includes(sqlName),
      );
      const travelling = new Set<string>([...LEADING, ...rest.map(({ sqlName }) => sqlName)]);
      const references = referencesOf(name).filter(({ column }) => travelling.has(column));
      return {
        name,
        columns: [
          { name: 'id', type: 'text', nullable: false, personal: false },
          { name: 'origin_office_id', type: 'text', nullable: false, personal: false },
          { name: 'origin_version', type: 'integer', nullable: false, personal: false },
          ...rest.map(({ sqlName, type, nullable, personal }) => ({
            name: sqlName,
            type,
            nullable,
            personal,
          })),
        ],
        references: Object.fromEntries(references.map(({ column, table }) => [column, table])),
      };
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
