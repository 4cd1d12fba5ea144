// A large database by plain SQL: many years of rounds of a whole province, for the plans that statistics may change.
import type { Connection } from '../../db/sqlite.ts';
import { DOMAIN } from './helpers.ts';
import { createScheduleRows, tenThousandVisits } from './schedule-rows.ts';

const MORE_AGENCIES = 1_000;
const FINDINGS = 200_000;
const RECOMMENDATIONS = 20_000;
const BUSY = 2_000;

/** 10,000 visits, 3,500 agencies, 200,000 findings, 20,000 recommendations. */
export function fillLarge(connection: Connection, office: string): void {
  tenThousandVisits(connection, office);
  const rows = createScheduleRows(connection, office);
  const stamps = `1, '${office}', 0, 0`;
  const series = (count: number) =>
    `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${count})`;
  connection.exec('BEGIN');
  for (let index = 0; index < MORE_AGENCIES; index += 1) rows.agency(`more-${index}`, '2025-07-01');
  // Every third agency had another name before, every one stands below one of forty.
  connection.exec(`
    INSERT INTO agency_version (id, rev, origin_office_id, created_at, updated_at, agency_id, name, valid_from, valid_to)
      SELECT 'old-' || id, ${stamps}, id, 'Tên cũ', NULL, '2019-12-31' FROM agency WHERE rowid % 3 = 0;
    UPDATE agency_version SET parent_agency_id = 'agency-' || (rowid % 40);
    UPDATE visit SET starts_on = date(starts_on, '-' || (2026 - (SELECT year FROM plan WHERE id = plan_id)) || ' years');
    UPDATE visit SET ends_on = starts_on;
    ${series(13)}
    INSERT INTO domain (id, rev, origin_office_id, created_at, updated_at, domain_set, key, ordinal, name, short_name)
      SELECT 'domain-' || i, ${stamps}, 'large', 'key-' || i, i + 2, 'Lĩnh vực ' || i, 'Lĩnh vực ' || i FROM n;
    ${series(FINDINGS)}
    INSERT INTO finding (id, rev, origin_office_id, created_at, updated_at, plan_id, visit_id, domain_id, ordinal, kind, scope, text)
      SELECT 'finding-' || i, ${stamps}, 'plan-' || (i % 20),
             CASE WHEN i % 2 THEN 'visit-' || (i % 20) || '-' || (i / 20 % 500) END, CASE WHEN i % 14 = 13 THEN '${DOMAIN}' ELSE 'domain-' || (i % 14) END, i / 20,
             CASE WHEN i % 3 THEN 'limitation' ELSE 'strength' END, CASE WHEN i % 4 THEN 'unnamed' ELSE 'named' END,
             'Chưa ban hành kế hoạch ' || i FROM n;
    ${series(FINDINGS / 4)}
    INSERT INTO finding_agency (id, rev, origin_office_id, created_at, updated_at, finding_id, agency_id)
      SELECT 'named-' || i, ${stamps}, 'finding-' || (i * 4), 'agency-' || (i * 7 % 2500) FROM n;
    ${series(RECOMMENDATIONS)}
    INSERT INTO recommendation (id, rev, origin_office_id, created_at, updated_at, plan_id, agency_id, ordinal, text, status)
      SELECT 'recommendation-' || i, ${stamps}, 'plan-' || (i % 20), 'agency-' || (i % 2500), i / 20, 'Khắc phục ' || i,
             CASE WHEN i % 5 THEN 'transferred' ELSE 'open' END FROM n;
    ${series(BUSY)}
    INSERT INTO busy_day (id, rev, origin_office_id, created_at, updated_at, agency_id, starts_on, ends_on, body)
      SELECT 'busy-' || i, ${stamps}, 'agency-' || (i % 2500), date('2026-08-03', '+' || (i % 90) || ' days'),
             date('2026-08-03', '+' || (i % 90 + 1) || ' days'), 'Thanh tra tỉnh' FROM n;
  `);
  connection.exec('COMMIT');
}
