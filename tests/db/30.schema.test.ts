import { beforeAll, describe, expect, test } from 'vitest';
import { migrate } from '../../db/migrate.ts';
import { infrastructureTables, registry, sqlName, tableNames } from '../../db/registry.ts';
import { connect, type Connection } from '../../db/sqlite.ts';
import { AGENCY, codeOf, DOMAIN, finding, head, PLAN, uuid, VISIT, world } from './helpers.ts';

let connection: Connection;
beforeAll(() => {
  connection = connect(':memory:');
  migrate(connection);
  return () => connection.close();
});

interface TableInfo {
  readonly name: string;
  readonly type: string;
  readonly notnull: 0 | 1;
  readonly dflt_value: string | null;
}
const columnsOf = (table: string) =>
  connection.prepare(`SELECT * FROM pragma_table_info(?)`).all(table) as TableInfo[];

/** Tables that the migrations make; those that an FTS table makes for itself are its own matter. */
function schemaTables(): string[] {
  const shadow = /^search_text_/;
  return (
    connection.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all() as string[]
  ).filter((name) => !shadow.test(name) && !name.startsWith('sqlite_'));
}

describe('the registry is the schema', () => {
  test('every table is in it or among the infrastructure, and no other', () => {
    expect(schemaTables().toSorted()).toEqual([...tableNames, ...infrastructureTables].toSorted());
  });

  test.each(tableNames)('%s: the columns, their order, types, NULLs and defaults', (table) => {
    const definition = registry.get(table);
    const declared = columnsOf(table).toSorted((a, b) => a.name.localeCompare(b.name));
    const registered = [...(definition?.columns ?? [])].toSorted((a, b) =>
      a.sqlName.localeCompare(b.sqlName),
    );
    expect(registered.map((column) => column.sqlName)).toEqual(declared.map((column) => column.name));
    for (const [index, column] of registered.entries()) {
      const sql = declared[index];
      const isInteger = column.type === 'integer' || column.type === 'boolean';
      expect([column.sqlName, sql?.type]).toEqual([column.sqlName, isInteger ? 'INTEGER' : 'TEXT']);
      expect([column.sqlName, sql?.notnull]).toEqual([column.sqlName, column.nullable ? 0 : 1]);
      if (sql?.dflt_value == null) continue;
      const written = sql.dflt_value.replace(/^'(.*)'$/, '$1');
      const fallback =
        column.type === 'json'
          ? JSON.stringify(column.fallback)
          : column.type === 'boolean'
            ? Number(column.fallback)
            : column.fallback;
      expect([column.sqlName, String(fallback)]).toEqual([column.sqlName, written]);
    }
  });

  test('booleans are exactly the columns that the schema holds to 0 and 1', () => {
    for (const { name, columns } of registry.values()) {
      const sql = String(
        connection.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(name),
      );
      for (const column of columns) {
        const held = sql.includes(`${column.sqlName} IN (0, 1)`);
        expect([name, column.key, column.type === 'boolean']).toEqual([name, column.key, held]);
      }
    }
  });

  test('names of searched columns and dependents are columns', () => {
    for (const definition of registry.values()) {
      for (const name of definition.searched) expect(definition.bySqlName.has(name)).toBe(true);
      for (const dependent of definition.searchDependents) {
        expect(registry.get(dependent.table)?.bySqlName.has(dependent.sqlColumn)).toBe(true);
      }
    }
    expect(sqlName('modelSha256')).toBe('model_sha256');
  });

  test('what tells about a person is marked', () => {
    const personal = [...registry.values()].flatMap(({ name, columns }) =>
      columns.filter((column) => column.personal).map((column) => `${name}.${column.key}`),
    );
    expect(personal).toEqual(
      expect.arrayContaining(['person.fullName', 'issuer.signerName', 'team_member.fullName']),
    );
  });
});

describe('the schema', () => {
  test('every table is STRICT and holds no REAL', () => {
    for (const table of schemaTables().filter((name) => name !== 'search_text')) {
      const strict = connection
        .prepare('SELECT strict FROM pragma_table_list WHERE name = ?')
        .pluck()
        .get(table);
      expect([table, strict]).toEqual([table, 1]);
      for (const column of columnsOf(table)) expect(['TEXT', 'INTEGER']).toContain(column.type);
    }
  });

  test('every foreign key has an index that begins with it', () => {
    const keys = connection
      .prepare(
        `SELECT m.name AS "table", f."from" AS "column" FROM sqlite_schema m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'`,
      )
      .all() as { table: string; column: string }[];
    expect(keys.length).toBeGreaterThan(50);
    const indexed = new Set(
      connection
        .prepare(
          `SELECT m.name || '.' || c.name FROM sqlite_schema m, pragma_index_list(m.name) i, pragma_index_info(i.name) c
           WHERE m.type = 'table' AND c.seqno = 0`,
        )
        .pluck()
        .all(),
    );
    // The rowid is its own index.
    indexed.add('change_payload.change_id');
    const bare = keys.map(({ table, column }) => `${table}.${column}`).filter((key) => !indexed.has(key));
    expect(bare).toEqual([]);
  });

  test.each([
    ['a day that does not exist', { document_date: '2019-02-31' }],
    ['a day in another spelling', { document_date: '2019-2-3' }],
    ['an instant for a day', { document_date: '2019-02-03T00:00:00' }],
    ['a state that does not exist', { status: 'done' }],
    ['a title that says nothing', { title: '' }],
    ['half a point', { scoring: 0.5 }],
    ['text for a number', { year: 'hai nghìn' }],
    ['a boolean of two', { scoring: 2 }],
    ['JSON that is none', { legal_grounds: '[' }],
    ['no revision', { rev: 0 }],
    ['a provenance of its own', { provenance: 'guess' }],
  ])('the table itself refuses %s', (_name, wrong) => {
    const { connection: own } = world();
    const [[column, value]] = Object.entries(wrong) as [[string, string | number]];
    expect(() => own.prepare(`UPDATE plan SET ${column} = ? WHERE id = ?`).run(value, PLAN)).toThrow(
      /constraint|cannot store/i,
    );
  });

  test.each([
    ['a score of 12.5', `INSERT INTO answer (points) VALUES (12.5)`],
    [
      'a range that ends before it starts',
      `UPDATE visit SET starts_on = '2019-09-17', ends_on = '2019-09-16'`,
    ],
    ['an end without a start', `UPDATE visit SET ends_on = '2019-09-16'`],
    ['a second installation', `INSERT INTO installation (single) VALUES (2)`],
  ])('and %s', (_name, sql) => {
    const { connection: own } = world();
    expect(() => own.exec(sql)).toThrow(/constraint|cannot store/i);
  });

  test('through the journal each refusal has its code', () => {
    const { journal } = world();
    const run = (body: Parameters<typeof journal.run>[1]) => codeOf(() => journal.run(head(), body));
    expect(run((write) => write.update('plan', PLAN, 1, { documentDate: '2019-02-31' }))).toBe('VALIDATION');
    expect(run((write) => write.insert('finding', { ...finding(uuid(100)), domainId: uuid(9) }))).toBe(
      'NOT_FOUND',
    );
    expect(run((write) => write.update('visit', VISIT, 1, { teamId: uuid(9) }))).toBe('NOT_FOUND');
    expect(
      run((write) =>
        write.insert('office', { id: uuid(50), originOfficeId: uuid(51), name: 'x', level: 'commune' }),
      ),
    ).toBe('NOT_FOUND');
    expect(run((write) => write.remove('agency', AGENCY, 1))).toBe('IN_USE');
    expect(run((write) => write.remove('plan', uuid(9), null))).toBe('NOT_FOUND');
    expect(
      run((write) =>
        write.insert('domain', {
          id: uuid(101),
          domainSet: 'pl1',
          key: 'cd',
          ordinal: 2,
          name: 'x',
          shortName: 'x',
        }),
      ),
    ).toBe('DUPLICATE');
    expect(
      run((write) =>
        write.insert('domain', {
          id: DOMAIN,
          domainSet: 'pl1',
          key: 'x',
          ordinal: 2,
          name: 'x',
          shortName: 'x',
        }),
      ),
    ).toBe('DUPLICATE');
  });
});
