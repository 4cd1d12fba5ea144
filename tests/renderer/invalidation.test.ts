// A change of any table of the data base reads again what shows it; an unknown table reads everything again.
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contract } from '../../core/contract/index.ts';
import { methodsOfTable, methodsToRefetch } from '../../renderer/api/invalidation.ts';

const migrations = new URL('../../db/migrations/', import.meta.url);
const texts = readdirSync(migrations)
  .filter((name) => name.endsWith('.sql'))
  .map((name) => readFileSync(new URL(name, migrations), 'utf8'));
const named = (pattern: RegExp) =>
  texts.flatMap((text) => [...text.matchAll(pattern)]).map((match) => match[1] ?? '');
/** A table that is made anew has another name until it takes its own. */
const renamed = new Set(named(/^ALTER TABLE (\w+) RENAME TO/gm));
const tables = named(/^CREATE TABLE (\w+)/gm).filter((table) => !renamed.has(table));
/** The journal's own tables are never told as changed rows, nor are counts that triggers keep. */
const bookkeeping = new Set([
  'change_set',
  'change',
  'change_payload',
  'tombstone',
  'backup_place',
  'exchange_package',
  'exchange_state',
  'exchange_stream',
  'handout_key',
  'own_key',
  'register_line',
  'repeat_clock',
  'criterion_line',
  'agency_line',
  'tally_recommendation',
  'tally_plan',
  'tally_due',
  'tally_finding',
  'tally_limitation',
  'tally_repeat',
  'tally_score',
]);

describe('which queries a changed table makes old', () => {
  it('knows every table of the migrations', () => {
    expect(tables).toContain('plan');
    expect(
      tables.filter((table) => !bookkeeping.has(table) && !Object.hasOwn(methodsOfTable, table)),
    ).toEqual([]);
  });

  it('names only queries of the contract', () => {
    for (const methods of Object.values(methodsOfTable)) {
      for (const method of methods) expect(contract[method].kind).toBe('query');
    }
  });

  it('every query that shows rows is made old by some table', () => {
    const reached = new Set(Object.values(methodsOfTable).flat());
    const own = new Set([
      'journal.state',
      // The keys, the packages and the copies are not rows of the journal: their screens ask again themselves.
      'keys.state',
      'keys.card',
      'exchange.places',
      'exchange.previewSend',
      'exchange.packages',
      'exchange.package',
      'backups.list',
      'backups.secondPlace',
      'backups.preview',
      'backups.lookFolder',
      'health.check',
      'journal.list',
      'journal.verify',
      'search.find',
      'documents.render',
      'pictures.renderBrief',
      'sheets.render',
      'documents.exportList',
      'scans.file',
      'prints.export',
      'prints.printers',
      'prints.print',
      'formatChecks.file',
      'formatChecks.document',
      'criteriaSets.export',
      // From what ships, or bytes made when asked.
      'catalogue.shipped',
      'evidence.open',
      'evidence.rules',
      'handouts.file',
      'handouts.giveBack',
      'procedureChecks.export',
      'samples.export',
      'selfReports.workbook',
      'selfReports.workbooks',
      'statistics.export',
      'imports.template',
      'lists.render',
      'remediation.export',
      'remediationPapers.form',
      'remediationPapers.forms',
      'periodReports.annex',
      'agencyReports.form',
      'agencyReports.forms',
      'indexSets.export',
      'indexSets.exportRanking',
      'indexScores.form',
      'indexScores.forms',
      'indexScores.surveyForm',
      // The look of one moment: applying it names what was seen, and is refused where the data moved on.
      'imports.preview',
      'handouts.look',
      'handouts.preview',
    ]);
    const queries = Object.entries(contract).flatMap(([name, { kind }]) => (kind === 'query' ? [name] : []));
    expect(queries.filter((name) => !own.has(name) && !(reached as ReadonlySet<string>).has(name))).toEqual(
      [],
    );
  });

  it('always reads the undo step again, and everything for a table it does not know', () => {
    expect(methodsToRefetch(['answer'])?.has('journal.state')).toBe(true);
    expect(methodsToRefetch(['answer'])?.has('visits.get')).toBe(true);
    expect(methodsToRefetch(['answer'])?.has('issuers.list')).toBe(false);
    expect(methodsToRefetch(['something_new'])).toBeNull();
  });
});
