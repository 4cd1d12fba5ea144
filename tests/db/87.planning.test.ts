// The statements of planning find their rows by an index, however many plans, tasks and members there are.
import { expect, test } from 'vitest';
import { calendarSql } from '../../db/calendar.ts';
import { legalSql } from '../../db/legal.ts';
import { nominationSql } from '../../db/nominations.ts';
import { planSql } from '../../db/plans.ts';
import { taskSql } from '../../db/tasks.ts';
import { emptySchema } from './helpers.ts';

const { plans: _wholeList, ...byKey } = taskSql;
const statements = Object.entries({
  ...prefixed('calendar', calendarSql),
  ...prefixed('legal', legalSql),
  ...prefixed('nomination', nominationSql),
  ...prefixed('plan', planSql),
  ...prefixed('task', byKey),
});

function prefixed(area: string, sql: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(sql).map(([name, text]) => [`${area}.${name}`, text]));
}

test.each(statements)('%s searches, it does not scan', (_name, sql) => {
  const parameters = Array.from({ length: sql.split('?').length - 1 }, () => '[]');
  const rows = emptySchema()
    .prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...parameters) as { detail: string }[];
  const detail = rows.map((row) => row.detail).join('; ');
  expect(detail).toMatch(/SEARCH \w+ USING (COVERING )?INDEX/);
  expect(detail).not.toMatch(/SCAN (?!json_each)/);
});
