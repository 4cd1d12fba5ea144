// Dashboard, heat map, ranking and the first page of the list at the size of a nation: 34 offices, 115 agencies each, ten
// years; against bare statements that count the same on the same file without the counts that are kept up.
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Connection } from '../../db/sqlite.ts';
import { type Bench, call, folderWithSample, openApplication, openBare } from './bench.ts';
import { type CorpusSize, fillCorpus, fillSqlOf, nationalSize } from './corpus.ts';
import { idOf } from './filler.ts';
import { interleave, repeat, repeatAsync } from './measure.ts';
import { row, type Row } from './table.ts';

const quickSize: CorpusSize = { ...nationalSize, offices: 2, agencies: 30, merging: 3, recommendations: 40 };
const AGENCIES_OF_INDEX = 800;
const LEAVES = 100;

/** A closed-to-be index of one group: every agency with every score. */
function fillIndex(connection: Connection, year: number): string {
  const office = connection.prepare('SELECT office_id FROM installation').pluck().get() as string;
  const set = idOf(0x200, 1);
  const agencies = connection
    .prepare(
      `SELECT agency.id, min(version.id) AS version FROM agency JOIN agency_version version ON version.agency_id = agency.id
        GROUP BY agency.id ORDER BY agency.id LIMIT ?`,
    )
    .all(AGENCIES_OF_INDEX) as { id: string; version: string }[];
  const stamp = '(id, rev, origin_office_id, created_at, updated_at';
  connection.transaction(() => {
    connection
      .prepare(
        `INSERT INTO index_set ${stamp}, year, name, group_name, status, max_points, has_survey, bands)
         VALUES (?, 1, ?, 0, 0, ?, 'Chỉ số CCHC', 'Cấp xã', 'verifying', ?, 0, '[{"from":0,"name":"Yếu"}]')`,
      )
      .run(set, office, year, LEAVES * 100);
    const item = connection.prepare(
      `INSERT INTO index_item ${stamp}, index_set_id, ordinal, level, code, text, max_points, method)
       VALUES (?, 1, ?, 0, 0, ?, ?, 'criterion', ?, 'Tiêu chí', 100, 'self')`,
    );
    for (let leaf = 1; leaf <= LEAVES; leaf += 1) item.run(idOf(0x201, leaf), office, set, leaf, `1.${leaf}`);
    const entry = connection.prepare(
      `INSERT INTO index_entry ${stamp}, index_set_id, agency_id, agency_version_id) VALUES (?, 1, ?, 0, 0, ?, ?, ?)`,
    );
    const score = connection.prepare(
      `INSERT INTO index_score ${stamp}, index_entry_id, index_item_id, self_points, self_evidence, verified_points)
       VALUES (?, 1, ?, 0, 0, ?, ?, ?, 'Văn bản', ?)`,
    );
    for (const [at, { id, version }] of agencies.entries()) {
      entry.run(idOf(0x202, at), office, set, id, version);
      for (let leaf = 1; leaf <= LEAVES; leaf += 1) {
        score.run(
          idOf(0x203, at * LEAVES + leaf),
          office,
          idOf(0x202, at),
          idOf(0x201, leaf),
          100,
          (at * 7 + leaf) % 101,
        );
      }
    }
  })();
  return set;
}

export async function measurePictures(bench: Bench): Promise<readonly Row[]> {
  const size = bench.quick ? quickSize : nationalSize;
  const folder = path.join(bench.scratch('pictures'), 'data');
  await folderWithSample(bench, folder, 'lai-vung-2022');
  bench.note('Writing the rounds of a nation…');
  const migration = readFileSync(
    path.join(bench.distFolder, '..', 'db', 'migrations', '0050_afterwards.sql'),
    'utf8',
  );
  const filled = openBare(folder);
  const started = performance.now();
  const made = fillCorpus(filled.connection, size, fillSqlOf(migration));
  const year = made.years.at(-1) ?? 0;
  const setId = fillIndex(filled.connection, year);
  filled.connection.pragma('wal_checkpoint(TRUNCATE)');
  filled.close();
  bench.note(
    `  ${made.recommendations.toLocaleString('en')} recommendations, ${made.answers.toLocaleString('en')} answers in ${((performance.now() - started) / 1000).toFixed(0)} s`,
  );

  const application = openApplication(bench, folder);
  const reader = openBare(folder, 'read');
  try {
    const today = `${year}-08-15`;
    const sql = (text: string) => reader.connection.prepare(text);
    const late = `status IN ('open', 'in_progress', 'returned')`;
    const bareDashboard = [
      sql(
        `SELECT r.plan_id, r.status, count(*), sum(r.${late} AND r.due_on < @today),
                sum(r.${late} AND r.due_on BETWEEN @today AND date(@today, '+7 days')),
                sum(r.${late} AND r.due_on IS NULL),
                sum(r.status = 'reported' AND NOT EXISTS (SELECT 1 FROM remediation_proof p WHERE p.recommendation_id = r.id))
           FROM plan JOIN recommendation r ON r.plan_id = plan.id WHERE plan.year = @year GROUP BY r.plan_id, r.status`,
      ),
      sql(
        `SELECT f.plan_id, count(*) FROM plan JOIN finding f ON f.plan_id = plan.id
          WHERE plan.year = @year AND f.kind = 'limitation' AND @today IS NOT NULL GROUP BY f.plan_id`,
      ),
      sql(
        `SELECT v.plan_id, v.status, count(*) FROM plan JOIN visit v ON v.plan_id = plan.id
          WHERE plan.year = @year AND @today IS NOT NULL GROUP BY v.plan_id, v.status`,
      ),
    ];
    const bareHeat = sql(
      `SELECT plan.office_id, coalesce(r.domain_id, f.domain_id), count(*) FROM plan
         JOIN recommendation r ON r.plan_id = plan.id LEFT JOIN finding f ON f.id = r.finding_id
        WHERE plan.year = @year AND r.${late} AND r.due_on < @today GROUP BY 1, 2`,
    );
    const bareHeatAgency = sql(
      `SELECT r.agency_id, coalesce(r.domain_id, f.domain_id), count(*) FROM plan
         JOIN recommendation r ON r.plan_id = plan.id LEFT JOIN finding f ON f.id = r.finding_id
        WHERE plan.year = @year AND plan.office_id = @office AND r.${late} AND r.due_on < @today GROUP BY 1, 2`,
    );
    const bareRanking = sql(
      `SELECT e.id, sum(s.verified_points) FROM index_entry e JOIN index_score s ON s.index_entry_id = e.id
        WHERE e.index_set_id = ? GROUP BY e.id ORDER BY 2 DESC`,
    );
    const bareList = sql(
      `SELECT r.* FROM plan JOIN recommendation r ON r.plan_id = plan.id
        WHERE plan.year = @year AND r.${late} AND r.due_on < @today ORDER BY r.due_on, r.id LIMIT 51`,
    );
    const office = made.offices.at(-1) ?? '';
    const dashboard = await call<{
      recommendations: { total: { value: number }; overdue: { value: number } };
    }>(application, 'pictures.dashboard', { year, today });
    const counted = bareDashboard[0]?.raw().all({ year, today }) as [string, string, number, number][];
    const sum = (at: 2 | 3) => counted.reduce((total, line) => total + line[at], 0);
    const { total, overdue } = dashboard.recommendations;
    if (total.value !== sum(2) || overdue.value !== sum(3)) throw new Error('Not the same dashboard');
    // Points are worked out when they are first asked for.
    const first = performance.now();
    await call(application, 'pictures.heatMap', { year, today, by: 'office', measure: 'score' });
    bench.note(
      `  Points of a year, worked out for the first time: ${(performance.now() - first).toFixed(0)} ms`,
    );

    const picture = (method: string, input: object) =>
      repeatAsync(() => call(application, method, { year, today, ...input }));
    const rounds = await interleave(
      {
        dashboard: picture('pictures.dashboard', {}),
        bareDashboard: repeat(() => bareDashboard.forEach((one) => void one.all({ year, today }))),
        heatOffice: picture('pictures.heatMap', { by: 'office', measure: 'overdue' }),
        bareHeat: repeat(() => void bareHeat.all({ year, today })),
        heatKind: picture('pictures.heatMap', { by: 'kind', measure: 'limitations' }),
        heatScore: picture('pictures.heatMap', { by: 'office', measure: 'score' }),
        heatAgency: picture('pictures.heatMap', { by: 'agency', measure: 'overdue', officeId: office }),
        bareHeatAgency: repeat(() => void bareHeatAgency.all({ year, today, office })),
        own: picture('pictures.dashboard', { officeId: office }),
        waiting: repeatAsync(() => call(application, 'pictures.waiting', { today })),
        trend: repeatAsync(() => call(application, 'pictures.trend', { today })),
        ranking: repeatAsync(() => call(application, 'indexSets.ranking', { id: setId })),
        bareRanking: repeat(() => void bareRanking.all(setId)),
        list: picture('remediation.list', { due: 'overdue', limit: 50 }),
        bareList: repeat(() => void bareList.all({ year, today })),
      },
      bench.quick ? { rounds: 3, perRound: 3, warmUp: 1 } : { rounds: 5, perRound: 1, warmUp: 1 },
    );
    const group = `Pictures of a nation: ${made.offices.length} offices, ${size.years} years, ${made.recommendations.toLocaleString('en')} recommendations`;
    const counting = 'bare count(*) … GROUP BY over the same rows';
    const about = (what: string, baseline = counting) => ({ group, what, baseline });
    return [
      row(about('pictures.dashboard, a year of all offices'), rounds, 'dashboard', 'bareDashboard'),
      row(about('pictures.dashboard, a year of one office'), rounds, 'own', 'bareDashboard'),
      row(about('pictures.heatMap, overdue by domain and office'), rounds, 'heatOffice', 'bareHeat'),
      row(about('pictures.heatMap, limitations by domain and kind'), rounds, 'heatKind', 'bareHeat'),
      row(about('pictures.heatMap, points by domain and office'), rounds, 'heatScore', 'bareHeat'),
      row(
        about('pictures.heatMap, overdue by domain and agency of an office'),
        rounds,
        'heatAgency',
        'bareHeatAgency',
      ),
      row(about('pictures.trend, ten years of all offices'), rounds, 'trend', 'bareDashboard'),
      row(about('pictures.waiting'), rounds, 'waiting', 'bareDashboard'),
      row(
        about(
          `indexSets.ranking, ${AGENCIES_OF_INDEX} agencies of ${LEAVES} items`,
          'one sum of the points by agency',
        ),
        rounds,
        'ranking',
        'bareRanking',
      ),
      row(
        about('remediation.list, first 50 of what is overdue in a year', 'the same rows by one statement'),
        rounds,
        'list',
        'bareList',
      ),
    ];
  } finally {
    reader.close();
    await application.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
