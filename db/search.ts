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
  /** Brings the index up to these changes; runs inside their transaction. */
  upkeep(changes: readonly Change[]): void;
  /** Whatever the person types, operators and quotes included, is looked for as words. */
  find(text: string, limit: number): readonly SearchHit[];
  /** Makes the whole index anew; runs in a transaction of its own unless one is open. */
  rebuild(): void;
}

/** Only so many matches of a tier are looked at: ranking all of 100,000 would take longer than typing. */
const CANDIDATES = 2_000;
const MAX_WORDS = 12;
const MAX_TEXT = 20_000;
const SNIPPET = 120;

/** Between two equal matches, what people look for more often comes first. */
const order: readonly SearchEntity[] = [
  'plan',
  'agency',
  'visit',
  'document',
  'finding',
  'recommendation',
  'criterion',
  'person',
];

export const searchSql = {
  match: `SELECT rowid FROM search_text WHERE search_text MATCH ? ORDER BY rowid DESC LIMIT ${CANDIDATES}`,
  entry: `SELECT e.id, e.entity, e.entity_id, e.plan_id, e.visit_id, e.title, p.title AS plan_title
          FROM search_entry e LEFT JOIN plan p ON p.id = e.plan_id WHERE e.id = ?`,
  find: 'SELECT id FROM search_entry WHERE row_id = ? AND table_name = ?',
} as const;

interface EntryRow {
  readonly id: number;
  readonly entity: SearchEntity;
  readonly entity_id: string;
  readonly plan_id: string | null;
  readonly visit_id: string | null;
  readonly title: string;
  readonly plan_title: string | null;
}

export function createSearch(connection: Connection): Search {
  const match = connection.prepare(searchSql.match).pluck();
  const readEntry = connection.prepare(searchSql.entry);
  const findEntry = connection.prepare(searchSql.find).pluck();
  const readText = connection.prepare('SELECT exact FROM search_text WHERE rowid = ?').pluck();
  const insertEntry = connection.prepare(
    'INSERT INTO search_entry (table_name, row_id, entity, entity_id, plan_id, visit_id, title) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const updateEntry = connection.prepare(
    'UPDATE search_entry SET entity_id = ?, plan_id = ?, visit_id = ?, title = ? WHERE id = ?',
  );
  const deleteEntry = connection.prepare('DELETE FROM search_entry WHERE id = ?');
  const insertText = connection.prepare('INSERT INTO search_text (rowid, exact, folded) VALUES (?, ?, ?)');
  const updateText = connection.prepare('UPDATE search_text SET exact = ?, folded = ? WHERE rowid = ?');
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
    const exact = [title, ...body]
      .filter((part) => part !== null && part !== '')
      .join('\n')
      .slice(0, MAX_TEXT);
    const folded = foldText(exact);
    const known = findEntry.get(rowId, definition.name) as number | undefined;
    if (known === undefined) {
      const { lastInsertRowid } = insertEntry.run(
        definition.name,
        rowId,
        definition.search.entity,
        entityId,
        planId,
        visitId,
        title,
      );
      insertText.run(lastInsertRowid, exact, folded);
    } else {
      updateEntry.run(entityId, planId, visitId, title, known);
      updateText.run(exact, folded, known);
    }
  }

  function matches(column: 'exact' | 'folded', terms: readonly string[], whole: boolean): readonly number[] {
    // Quoted, so that nothing a person types is an operator; a quote cannot be part of a word.
    const phrases = terms.map((term) => `"${term}"${whole ? '' : '*'}`).join(' ');
    return match.all(`${column} : (${phrases})`) as number[];
  }

  return {
    upkeep(changes) {
      for (const change of changes) {
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
      const exactTerms = words(text).slice(0, MAX_WORDS);
      const foldedTerms = words(foldText(text)).slice(0, MAX_WORDS);
      if (exactTerms.length === 0 || foldedTerms.length === 0) return [];
      const hits: SearchHit[] = [];
      const seenRows = new Set<number>();
      const seenEntities = new Set<string>();
      const tiers = [
        () => matches('exact', exactTerms, true),
        () => matches('exact', exactTerms, false),
        () => matches('folded', foldedTerms, false),
      ];
      for (const [tier, run] of tiers.entries()) {
        if (hits.length >= limit) break;
        const exact = tier < 2;
        const ranked = run()
          .filter((rowid) => !seenRows.has(rowid))
          .map((rowid) => readEntry.get(rowid) as EntryRow)
          .map((entry) => ({ entry, rank: rankOf(entry, exact ? exactTerms : foldedTerms, exact) }))
          .toSorted((a, b) => a.rank - b.rank || b.entry.id - a.entry.id);
        for (const { entry } of ranked) {
          seenRows.add(entry.id);
          const key = `${entry.entity} ${entry.entity_id}`;
          // An agency is found once, whichever of its names matched best.
          if (seenEntities.has(key) || hits.length >= limit) continue;
          seenEntities.add(key);
          hits.push(
            hit(entry, String(readText.get(entry.id) ?? ''), exact ? exactTerms : foldedTerms, exact),
          );
        }
      }
      return hits;
    },

    rebuild() {
      const work = () => {
        connection.exec('DELETE FROM search_text; DELETE FROM search_entry');
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

/** Lower is better: all words in the title before words in the body, then the kind, then the shorter title. */
function rankOf(entry: EntryRow, terms: readonly string[], exact: boolean): number {
  const titleWords = words(exact ? entry.title : foldText(entry.title));
  const inTitle = terms.filter((term) => titleWords.includes(term)).length;
  const begun = terms.filter((term) => titleWords.some((word) => word.startsWith(term))).length;
  const missing = terms.length * 2 - inTitle - begun;
  return missing * 1e6 + order.indexOf(entry.entity) * 1e4 + Math.min(entry.title.length, 9_999);
}

function hit(entry: EntryRow, text: string, terms: readonly string[], exact: boolean): SearchHit {
  const { entity, entity_id: id, plan_id: planId, visit_id: visitId, title } = entry;
  const around = snippetOf(text, title, terms, exact);
  // A visit bears the name of its agency only; the round tells one from the other.
  const snippet = around ?? (entity === 'plan' ? null : entry.plan_title);
  return { entity, id, title, snippet, planId, visitId, exact };
}

/** The text around the first word that was found; null when the title shows it whole. */
function snippetOf(text: string, title: string, terms: readonly string[], exact: boolean): string | null {
  const searched = exact ? text.toLowerCase() : foldText(text);
  const places = terms.map((term) => searched.indexOf(term)).filter((place) => place >= 0);
  // Folding may change lengths in scripts other than ours: then the place is not the text's.
  if (places.length === 0 || searched.length !== text.length) return null;
  const first = Math.min(...places);
  const last = Math.max(...places);
  if (last < title.length && title.length <= SNIPPET) return null;
  const place = last < title.length ? first : last;
  const from = Math.max(0, place - SNIPPET / 3);
  const begin = from === 0 ? 0 : text.indexOf(' ', from) + 1 || from;
  const cut = text
    .slice(begin, begin + SNIPPET)
    .replaceAll(/\s+/g, ' ')
    .trim();
  return `${begin > 0 ? '…' : ''}${cut}${begin + SNIPPET < text.length ? '…' : ''}`;
}
