/**
 * data/datapackage.json: what the tables of a package hold, as a Frictionless Data Package (version 2), and back. Rows are
 * read by this description, so a package of another schema version is read by its own.
 */
import { z } from 'zod';
import { canonicalJson } from '../canonical-json.ts';
import { damaged, type PackageLimits, within } from './limits.ts';
import { isTableName, tablePath } from './entry-names.ts';
import {
  hash512,
  type PackageHeader,
  PROFILE,
  PROFILE_VERSION,
  type TableColumn,
  type TableForm,
} from './types.ts';

const text = (name: string, nullable = false): TableColumn => ({
  name,
  type: 'text',
  nullable,
  personal: false,
});
const integer = (name: string): TableColumn => ({ name, type: 'integer', nullable: false, personal: false });

/** Every table of rows begins with these. */
export const leadingColumns: readonly TableColumn[] = [
  text('id'),
  text('origin_office_id'),
  integer('origin_version'),
];

/** What was deleted. */
export const deletedForm: TableForm = {
  name: 'deleted',
  columns: [text('table'), ...leadingColumns],
  references: {},
};
/** Which files travel, and what they are. */
export const filesForm: TableForm = {
  name: 'files',
  columns: [text('sha256'), integer('bytes'), text('media'), text('folder'), text('path')],
  references: {},
};
export const ownForms: readonly TableForm[] = [deletedForm, filesForm];
const keysOfOwn: Readonly<Record<string, readonly string[]>> = {
  deleted: ['table', 'id'],
  files: ['sha256'],
};

export interface TableFacts {
  readonly form: TableForm;
  readonly rows: number;
  readonly bytes: number;
  readonly sha512: string;
}

function fieldOf(column: TableColumn, form: TableForm) {
  const type = { text: 'string', json: 'string', integer: 'integer', boolean: 'boolean' }[column.type];
  return {
    name: column.name,
    type,
    ...(column.type === 'boolean' ? { trueValues: ['1'], falseValues: ['0'] } : {}),
    ...(column.nullable ? {} : { constraints: { required: true } }),
    ...(column.type === 'json' ? { json: true } : {}),
    ...(column.personal ? { personal: true } : {}),
    ...(form.references[column.name] === undefined ? {} : { references: form.references[column.name] }),
  };
}

export interface DescribedTable extends TableFacts {
  /** Columns that are told as foreign keys: each of their values is the id of a row of the package (held-keys.ts). */
  readonly heldKeys: readonly string[];
}

/** One text, sorted keys; ends with a line feed. */
export function descriptorText(header: PackageHeader, tables: readonly DescribedTable[]): string {
  const resources = tables.map(({ form, rows, bytes, sha512, heldKeys }) => ({
    name: form.name,
    path: tablePath(form.name).slice('data/'.length),
    type: 'table',
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    bytes,
    hash: `sha512:${sha512}`,
    rows,
    dialect: {
      header: true,
      delimiter: ',',
      lineTerminator: '\r\n',
      quoteChar: '"',
      doubleQuote: true,
      // Said though it is the rule: a reader that guesses it would cut spaces off.
      skipInitialSpace: false,
    },
    schema: {
      fields: form.columns.map((column) => fieldOf(column, form)),
      missingValues: [''],
      primaryKey: keysOfOwn[form.name] ?? ['id'],
      ...foreignKeys(form, heldKeys),
    },
  }));
  return `${canonicalJson({
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: `kiem-tra-cchc-${header.bagId}`,
    id: header.bagId,
    ...(header.title === '' ? {} : { title: header.title }),
    created: new Date(header.madeAt).toISOString(),
    contributors: [{ title: header.sender.name, roles: ['creator'] }],
    cchc: { profile: PROFILE, version: PROFILE_VERSION, schema: header.schemaVersion },
    resources,
  })}\n`;
}

/** A table that points into itself is not named again. */
function foreignKeys(form: TableForm, heldKeys: readonly string[]) {
  const keys = Object.entries(form.references)
    .filter(([column]) => heldKeys.includes(column))
    .map(([column, table]) => ({
      fields: [column],
      reference: table === form.name ? { fields: ['id'] } : { resource: table, fields: ['id'] },
    }));
  return keys.length === 0 ? {} : { foreignKeys: keys };
}

const field = z.object({
  name: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/),
  type: z.enum(['string', 'integer', 'boolean']),
  constraints: z.object({ required: z.boolean() }).optional(),
  json: z.boolean().optional(),
  personal: z.boolean().optional(),
  references: z.string().max(60).optional(),
});
const resource = z.object({
  name: z.string().refine(isTableName),
  path: z.string(),
  bytes: z.int().min(0),
  hash: z.string(),
  rows: z.int().min(0),
  schema: z.object({ fields: z.array(field) }),
});
const descriptor = z.object({ resources: z.array(resource) });

/** What the tables hold. PACKAGE_DAMAGED where it is no description of ours. */
export function readDescriptor(content: string, limits: PackageLimits): readonly TableFacts[] {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    throw damaged('descriptor: no JSON');
  }
  const parsed = descriptor.safeParse(value);
  if (!parsed.success) throw damaged(`descriptor: ${z.prettifyError(parsed.error).slice(0, 500)}`);
  within(limits, 'tables', parsed.data.resources.length);
  const seen = new Set<string>();
  return parsed.data.resources.map((one) => {
    if (seen.has(one.name)) throw damaged(`descriptor: ${one.name} twice`);
    seen.add(one.name);
    const sha512 = hash512.safeParse(one.hash.replace(/^sha512:/, ''));
    if (!sha512.success || one.path !== tablePath(one.name).slice('data/'.length)) {
      throw damaged(`descriptor: ${one.name}`);
    }
    return { form: formOf(one, limits), rows: one.rows, bytes: one.bytes, sha512: sha512.data };
  });
}

function formOf(one: z.infer<typeof resource>, limits: PackageLimits): TableForm {
  within(limits, 'columns', one.schema.fields.length);
  const references: Record<string, string> = {};
  const columns = one.schema.fields.map((each): TableColumn => {
    if (each.references !== undefined) references[each.name] = each.references;
    return {
      name: each.name,
      type: each.type !== 'string' ? each.type : each.json === true ? 'json' : 'text',
      nullable: each.constraints?.required !== true,
      personal: each.personal === true,
    };
  });
  if (new Set(columns.map(({ name }) => name)).size !== columns.length) {
    throw damaged(`descriptor: ${one.name}: a column twice`);
  }
  const form: TableForm = { name: one.name, columns, references };
  const own = ownForms.find(({ name }) => name === one.name);
  if (own === undefined ? !leads(form) : canonicalJson(own) !== canonicalJson(form)) {
    throw damaged(`descriptor: ${one.name}: columns`);
  }
  return form;
}

/** Whether the table begins with the columns that every table of rows begins with. */
export function leads(form: TableForm): boolean {
  return leadingColumns.every(
    (column, index) => canonicalJson(column) === canonicalJson(form.columns[index] ?? null),
  );
}
