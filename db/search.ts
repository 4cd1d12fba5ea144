/**
 * Ctrl+K: one index over every table whose registry entry has a search. Each row is indexed twice, as it is
 * written and folded, because SQLite itself never matches `duong` to `đường`; so marks are optional, and what
 * matches with its marks comes first.
 */
import type { SearchHit } from '../core/contract/search.ts';
import { foldText, words } from '../core/rules/text-fold.ts';
import type { Change } from './journal-chain.ts';
import {
  registry,
  type SearchEntity,
  tableDefinition,
  type TableDefinition,
  type TableName,
} from './registry.ts';
import { fromRow } from './row.ts';
import type { Connection, SqlRow } from './sqlite.ts';

export interface Search {
  /** Brings the index up to these changes; runs inside their transaction. `tick` is told of each. */
  upkeep(changes: readonly Change[], tick?: () => void): void;
  /** Whatever the person types, operators and quotes included, is looked for as words. */
  find(text: string, limit: number): readonly SearchHit[];
  /** The rows of one kind that hold the words, by the same steps: as written first, newer ones first within. */
  rowsOf(text: string, entity: SearchEntity, limit: number): readonly RowHit[];
  /** Merges the index, so that no word of a removed row stays in it; takes its time. */
  forget(): void;
  /** Makes the whole index anew; runs in a transaction of its own unless one is open. */
  rebuild(): void;
}

export interface RowHit {
  readonly rowId: string;
  /** Found with its marks. */
  readonly exact: boolean;
}

const MAX_WORDS = 12;
/**
 * In front of every folded word, so that `thu` as it is written and `thu` folded from `thủ` are two terms of the
 * index: looking for one never wades through the matches of the other.
 */
const FOLDED = 'ƒ';
const MAX_BODY = 20_000;
const SNIPPET = 120;

/**
 * What people look for more often comes first. It is part of the index entry's id, so that the first matches by
 * id are the best ones and nothing has to be ranked: bm25 over 100,000 matches takes longer than typing.
 */
const order: readonly SearchEntity[] = [
  'plan',
  'agency',
  'visit',
  'document',
  'finding',
  'recommendation',
  'criterion',
  'person',
  'phrase',
];
const CLASS = 2 ** 40;
/** The last of the order stands at 0, so that one more at the end moves nobody. */
const firstId = (entity: SearchEntity) => (order.length - 1 - order.indexOf(entity)) * CLASS;

export const searchSql = {
  /** Between two ids: everything that Ctrl+K knows, or one kind. */
  match:
    'SELECT rowid FROM search_text WHERE search_text MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid DESC LIMIT ?',
  row: 'SELECT row_id FROM search_entry WHERE id = ?',
  entry: `SELECT e.id, e.entity, e.entity_id, e.plan_id, e.visit_id, e.title, e.body, p.title AS plan_title
          FROM search_entry e LEFT JOIN plan p ON p.id = e.plan_id
          WHERE e.id = ?`,
  find: 'SELECT id FROM search_entry WHERE row_id = ? AND table_name = ?',
  last: 'SELECT max(id) FROM search_entry WHERE id >= ? AND id < ?',
} as const;

/** From the best way to match to the loosest; within one, newer rows of the same kind come first. */
const tiers = [
  { exact: true, whole: true, columns: 'title' },
  { exact: true, whole: true, columns: '{title body}' },
  { exact: true, whole: false, columns: '{title body}' },
  { exact: false, whole: false, columns: 'folded_title' },
  { exact: false, whole: false, columns: '{folded_title folded_body}' },
] as const;

/** What Ctrl+K shows: everything above the phrases. */
const SHOWN = { from: CLASS, to: (order.length + 1) * CLASS } as const;

interface EntryRow {
  readonly id: number;
  readonly entity: SearchHit['entity'];
  readonly entity_id: string;
  readonly plan_id: string | null;
  readonly visit_id: string | null;
  readonly title: string;
  readonly body: string;
  readonly plan_title: string | null;
}

export function createSearch(connection: Connection): Search {
  const match = connection.prepare(searchSql.match).pluck();
  const readEntry = connection.prepare(searchSql.entry);
  const readRowId = connection.prepare(searchSql.row).pluck();
  const findEntry = connection.prepare(searchSql.find).pluck();
  const lastId = connection.prepare(searchSql.last).pluck();
  const insertEntry = connection.prepare(
    'INSERT INTO search_entry (id, table_name, row_id, entity, entity_id, plan_id, visit_id, title, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const updateEntry = connection.prepare(
    'UPDATE search_entry SET entity_id = ?, plan_id = ?, visit_id = ?, title = ?, body = ? WHERE id = ?',
  );
  const deleteEntry = connection.prepare('DELETE FROM search_entry WHERE id = ?');
  const insertText = connection.prepare(
    'INSERT INTO search_text (rowid, title, body, folded_title, folded_body) VALUES (?, ?, ?, ?, ?)',
  );
  const updateText = connection.prepare(
    'UPDATE search_text SET title = ?, body = ?, folded_title = ?, folded_body = ? WHERE rowid = ?',
  );
  const deleteText = connection.prepare('DELETE FROM search_text WHERE rowid = ?');
  const readVersion = connection.prepare('SELECT * FROM agency_version WHERE id = ?');
  const dependents = new Map(
    [...registry.values()].flatMap((definition) =>
      definition.searchDependents.map(({ table, sqlColumn }) => [
        `${definition.name} ${table}`,
        connection.prepare(`SELECT * FROM ${table} WHERE ${sqlColumn} = ?`),
      ]),
    ),
  );
  const readRow = new Map(
    [...registry.values()]
      .filter((definition) => definition.search)
      .map((definition) => [
        definition.name,
        connection.prepare(`SELECT * FROM ${definition.name} WHERE id = ?`),
      ]),
  );

  /**
   * SQLite's idea of what a letter is is older than JavaScript's: one word of a rare script may be several to it,
   * hence a phrase, which this index does not hold. Such a word stands nowhere.
   */
  function matching(expression: string, from: number, to: number, limit: number): readonly number[] {
    try {
      // A number above 32 bits is bound as a real, and FTS5 walks the whole index for it; a bigint is an integer.
      return match.all(expression, BigInt(from), BigInt(to), limit) as number[];
    } catch (error) {
      if (error instanceof Error && error.message.startsWith('fts5: phrase queries')) return [];
      throw error;
    }
  }

  function lookup(_table: 'agency_version', id: string) {
    const row = readVersion.get(id) as SqlRow | undefined;
    return row && fromRow('agency_version', row);
  }

  function drop(table: TableName, rowId: string): void {
    const id = findEntry.get(rowId, table) as number | undefined;
    if (id === undefined) return;
    deleteText.run(id);
    deleteEntry.run(id);
  }

  function index(definition: TableDefinition, row: SqlRow): void {
    if (!definition.search) return;
    const rowId = String(row['id']);
    const {
      entityId = rowId,
      title,
      body,
      planId,
      visitId,
    } = definition.search.read(fromRow(definition.name, row), lookup);
    const rest = body
      .filter((part) => part !== null && part !== '')
      .join('\n')
      .slice(0, MAX_BODY);
    const texts = [title, rest, foldedWords(title), foldedWords(rest)];
    const known = findEntry.get(rowId, definition.name) as number | undefined;
    if (known === undefined) {
      const { entity } = definition.search;
      const id = nextId(entity);
      insertEntry.run(id, definition.name, rowId, entity, entityId, planId, visitId, title, rest);
      insertText.run(id, ...texts);
    } else {
      updateEntry.run(entityId, planId, visitId, title, rest, known);
      updateText.run(...texts, known);
    }
  }

  function nextId(entity: SearchEntity): number {
    const first = firstId(entity);
    return ((lastId.get(first, first + CLASS) as number | null) ?? first) + 1;
  }

  return {
    upkeep(changes, tick) {
      for (const change of changes) {
        tick?.();
        const definition = tableDefinition(change.table);
        if (!definition.search) continue;
        if (change.operation === 'delete') {
          drop(definition.name, change.rowId);
          continue;
        }
        const shown =
          change.operation === 'insert' ||
          Object.keys(change.after ?? {}).some((name) => definition.searched.has(name));
        if (!shown) continue;
        const row = readRow.get(definition.name)?.get(change.rowId) as SqlRow | undefined;
        if (row) index(definition, row);
        for (const { table } of definition.searchDependents) {
          const found = dependents.get(`${definition.name} ${table}`)?.all(change.rowId) ?? [];
          for (const dependent of found) index(tableDefinition(table), dependent as SqlRow);
        }
      }
    },

    find(text, limit) {
      const hits = new Map<string, SearchHit>();
      const asked = wordsOf(text);
      if (asked === undefined) return [];
      const seen = new Set<number>();
      for (const tier of tiers) {
        if (hits.size >= limit) break;
        // Every earlier match may come again, and an entity may have several names.
        const wanted = (limit + seen.size) * 2;
        for (const rowid of matching(expressionOf(tier, asked), SHOWN.from, SHOWN.to, wanted)) {
          if (hits.size >= limit) break;
          if (seen.has(rowid)) continue;
          seen.add(rowid);
          const entry = readEntry.get(rowid) as EntryRow;
          const key = `${entry.entity} ${entry.entity_id}`;
          const terms = tier.exact ? asked.exact : asked.folded;
          if (!hits.has(key)) hits.set(key, hit(entry, terms, tier.exact));
        }
      }
      return [...hits.values()];
    },

    rowsOf(text, entity, limit) {
      const asked = wordsOf(text);
      if (asked === undefined) return [];
      const first = firstId(entity);
      const found = new Map<number, boolean>();
      for (const tier of tiers) {
        if (found.size >= limit) break;
        for (const rowid of matching(expressionOf(tier, asked), first, first + CLASS, limit + found.size)) {
          if (found.size >= limit) break;
          if (!found.has(rowid)) found.set(rowid, tier.exact);
        }
      }
      return [...found].map(([rowid, exact]) => ({ rowId: readRowId.get(rowid) as string, exact }));
    },

    forget() {
      connection.exec(`INSERT INTO search_text(search_text) VALUES ('optimize')`);
    },

    rebuild() {
      const work = () => {
        connection.exec(
          `INSERT INTO search_text(search_text) VALUES ('delete-all'); DELETE FROM search_entry`,
        );
        for (const definition of registry.values()) {
          if (!definition.search) continue;
          // Read whole before writing: a connection that iterates cannot write.
          const rows = connection.prepare(`SELECT * FROM ${definition.name} ORDER BY id`).all() as SqlRow[];
          for (const row of rows) index(definition, row);
        }
        connection.exec(`INSERT INTO search_text(search_text) VALUES ('optimize')`);
      };
      if (connection.inTransaction) work();
      else connection.transaction(work).immediate();
    },
  };
}

interface AskedWords {
  readonly exact: readonly string[];
  readonly folded: readonly string[];
}

function wordsOf(text: string): AskedWords | undefined {
  const exact = words(text).slice(0, MAX_WORDS);
  const folded = words(foldText(text)).slice(0, MAX_WORDS);
  return exact.length === 0 || folded.length === 0 ? undefined : { exact, folded };
}

/**
 * Quoted, so that nothing a person types is an operator; a quote cannot be part of a word. Only the last word may still
 * be unfinished.
 */
function expressionOf({ exact, whole, columns }: (typeof tiers)[number], asked: AskedWords): string {
  const terms = exact ? asked.exact : asked.folded;
  const phrases = terms.map(
    (term, at) => `"${exact ? '' : FOLDED}${term}"${whole || at < terms.length - 1 ? '' : '*'}`,
  );
  return `${columns} : (${phrases.join(' ')})`;
}

function foldedWords(text: string): string {
  return words(foldText(text))
    .map((word) => FOLDED + word)
    .join(' ');
}

function hit(entry: EntryRow, terms: readonly string[], exact: boolean): SearchHit {
  const { entity, entity_id: id, plan_id: planId, visit_id: visitId, title } = entry;
  const around = snippetOf(entry, terms, exact);
  // A visit bears the name of its agency only; the round tells one from the other.
  const snippet = around ?? (entity === 'plan' ? null : entry.plan_title);
  return { entity, id, title, snippet, planId, visitId, exact };
}

/** The text around a word that was found and that the title does not show; null when the title shows all. */
function snippetOf({ title, body }: EntryRow, terms: readonly string[], exact: boolean): string | null {
  const form = (text: string) => (exact ? text.toLowerCase() : foldText(text));
  const shown = form(title.slice(0, SNIPPET));
  const term = terms.find((one) => !shown.includes(one));
  if (term === undefined) return null;
  const text = `${title}\n${body}`;
  const searched = form(text);
  const place = searched.indexOf(term);
  // Folding may change lengths in scripts other than ours: then the place is not the text's.
  if (place < 0 || searched.length !== text.length) return null;
  const from = Math.max(0, place - SNIPPET / 3);
  const begin = from === 0 ? 0 : text.indexOf(' ', from) + 1;
  const start = begin > place ? place : begin;
  const cut = text
    .slice(start, start + SNIPPET)
    .replaceAll(/\s+/g, ' ')
    .trim();
  return `${start > 0 ? '…' : ''}${cut}${start + SNIPPET < text.length ? '…' : ''}`;
}
