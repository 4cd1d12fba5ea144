// Lists and pages of agencies, successions and the catalogue find their rows by index, whatever is in the tables.
import { describe, expect, test } from 'vitest';
import { adminUnitSql } from '../../db/admin-units.ts';
import { agencySql } from '../../db/agencies.ts';
import { agencyHistorySql } from '../../db/agency-history.ts';
import { successionSql } from '../../db/successions.ts';
import { emptySchema } from './helpers.ts';

function plan(sql: string): string {
  const named = Object.fromEntries([...sql.matchAll(/@(\w+)/g)].map(([, name]) => [name, '[]']));
  const positional = Array.from({ length: sql.split('?').length - 1 }, () => 'x');
  const parameters = Object.keys(named).length > 0 ? [named] : positional;
  const rows = emptySchema()
    .prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...parameters) as { detail: string }[];
  return rows.map((row) => row.detail).join('\n');
}

describe('EXPLAIN QUERY PLAN', () => {
  test.each([
    ['the names of a list', agencySql.names, 'agency_version_agency (agency_id=?', /SCAN (?!agency\b)\w/],
    ['figures of a page', agencySql.figures, 'visit_agency (agency_id=?)', /SCAN visit\b/],
    ['figures of all', agencySql.allFigures, 'USING INDEX visit_agency', /TEMP B-TREE/],
    [
      'open ones of a page',
      agencySql.open,
      'COVERING INDEX recommendation_agency (agency_id=? AND status=?)',
      /SCAN recommendation\b/,
    ],
    ['open ones of all', agencySql.allOpen, 'recommendation_agency', /TEMP B-TREE/],
    ['children', agencySql.children, 'agency_version_parent (parent_agency_id=?)', /SCAN/],
    ['visits to name anew', agencySql.visitsToAlign, 'visit_agency (agency_id=?)', /SCAN/],
    ['what became of one', successionSql.ofPredecessor, '(predecessor_id=?)', /SCAN/],
    ['what one came from', successionSql.ofSuccessor, 'agency_succession_successor (successor_id=?)', /SCAN/],
    ['a unit by its code', adminUnitSql.ofCode, 'admin_unit_code (code=?', /SCAN|TEMP B-TREE/],
    ['the units of a province', adminUnitSql.children, 'admin_unit_parent (parent_code=?)', /SCAN/],
    ['agencies of a unit', adminUnitSql.agencies, 'agency_admin_unit (admin_unit_id=?)', /SCAN/],
  ])('%s', (_name, sql, index, forbidden) => {
    const detail = plan(sql);
    expect(detail).toContain(index);
    expect(detail).not.toMatch(forbidden);
  });

  test('whether an agency is in use is asked of indexes alone', () => {
    const detail = plan(agencySql.references);
    for (const line of detail
      .split('\n')
      .filter((one) => !one.includes('SCALAR SUBQUERY') && !one.includes('CONSTANT'))) {
      expect(line).toMatch(/^SEARCH \w+ USING (?:COVERING )?INDEX/);
    }
  });

  test.each(Object.entries(agencyHistorySql))('the page of an agency: %s', (_name, sql) => {
    // The ids asked for and the gathered findings may be walked; no table is.
    expect(plan(sql)).not.toMatch(
      /SCAN (?!json_each|value|own\b|LIST|CONSTANT|\(subquery)(?:visit|finding|finding_agency|recommendation|plan|agency|source|target|transfer)/,
    );
  });
});
