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
  const travelling = [...tables].filter(({ exported }) => exported);
  const names = new Set(travelling.map(({ name }) => name));
  return travelling
    .map(({ name, columns }): TableForm => {
      const rest = columns.filter(
        ({ sqlName, exported }) =>
          exported && !STAMPS.includes(sqlName) && !(LEADING as readonly string[]).includes(sqlName),
      );
      const own = new Set<string>([...LEADING, ...rest.map(({ sqlName }) => sqlName)]);
      // Files are no rows: they travel by their digest.
      const references = referencesOf(name).filter(
        ({ column, table }) => own.has(column) && names.has(table),
      );
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

/** Columns that name a file by its digest, and where in a package it lies. */
export interface FileColumn {
  readonly table: string;
  readonly column: string;
  readonly folder: 'documents' | 'evidence';
}
export const fileColumns: readonly FileColumn[] = [
  { table: 'document', column: 'model_sha256', folder: 'documents' },
  { table: 'document', column: 'docx_sha256', folder: 'documents' },
  // The row stays silent of it: each PC prints its own. The file goes along, to be read by anybody.
  { table: 'document', column: 'pdf_sha256', folder: 'documents' },
  { table: 'document_scan', column: 'sha256', folder: 'evidence' },
  { table: 'evidence', column: 'sha256', folder: 'evidence' },
  { table: 'evidence', column: 'thumbnail_sha256', folder: 'evidence' },
];
