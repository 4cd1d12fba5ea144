// A checklist of a thousand criteria: an answer down to the durable commit, with the score of its domain in the reply, against
// a bare INSERT committed just as durably; and opening a visit of that size with what stands beside it, against the bare reads.
import { cpSync } from 'node:fs';
import path from 'node:path';
import type { DeskBeside } from '../../core/contract/desk.ts';
import type { Plan } from '../../core/contract/plans.ts';
import type { Answer, Visit, VisitWorkspace } from '../../core/contract/visits.ts';
import { deskSql } from '../../db/desk.ts';
import { selfReportSql } from '../../db/self-reports.ts';
import { registry } from '../../db/registry.ts';
import type { Connection } from '../../db/sqlite.ts';
import { createClock } from '../../main/clock.ts';
import { createIds } from '../../main/ids.ts';
import { type Bench, call, folderWithSample, openApplication, openBare } from './bench.ts';
import { interleave, repeat, repeatAsync } from './measure.ts';
import { row, type Row } from './table.ts';

const ids = createIds(createClock());

/** Copies the set's criteria under new codes until there are so many, asked of everybody, and lets the agency answer them. */
export function fillChecklist(connection: Connection, visitId: string, count: number): void {
  const columns = registry.get('criterion')?.columns.map(({ sqlName }) => sqlName) ?? [];
  const setId = connection
    .prepare('SELECT criteria_set_id FROM visit JOIN plan ON plan.id = visit.plan_id WHERE visit.id = ?')
    .pluck()
    .get(visitId) as string;
  const known = connection
    .prepare('SELECT * FROM criterion WHERE criteria_set_id = ? ORDER BY ordinal, id')
    .all(setId) as Record<string, string | number | null>[];
  const insert = connection.prepare(
    `INSERT INTO criterion (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  const self = connection.prepare(
    `INSERT INTO self_answer (id, rev, origin_office_id, created_at, updated_at, visit_id, criterion_id, choice, numerator, denominator, count, points)
     SELECT ?, 1, criterion.origin_office_id, 1, 1, ?, criterion.id,
            iif(criterion.answer_type IN ('yes_no', 'yes_partial_no'), 'yes', NULL),
            iif(criterion.answer_type = 'percentage', 95, NULL), iif(criterion.answer_type = 'percentage', 100, NULL),
            iif(criterion.answer_type = 'count', 0, NULL), iif(criterion.answer_type = 'score', criterion.max_points, NULL)
       FROM criterion WHERE criterion.id = ?`,
  );
  connection.exec('BEGIN');
  connection
    .prepare(
      `UPDATE criterion SET applies_to = '["ubnd_huyen","so_nganh","ubnd_xa"]' WHERE criteria_set_id = ?`,
    )
    .run(setId);
  const all = known.map((one) => String(one['id']));
  for (let index = known.length; index < count; index += 1) {
    const source = known[index % known.length]!;
    const id = ids.next();
    all.push(id);
    const copy = {
      ...source,
      id,
      ordinal: index + 1,
      code: `${String(source['code'])}.${Math.floor(index / known.length)}`,
      text: `${String(source['text'])} (${index})`,
      applies_to: '["ubnd_huyen","so_nganh","ubnd_xa"]',
    } as Record<string, string | number | null>;
    insert.run(...columns.map((name) => copy[name] ?? null));
  }
  for (const id of all) self.run(ids.next(), visitId, id);
  connection.exec('COMMIT');
}

export async function measureChecklist(bench: Bench): Promise<readonly Row[]> {
  const count = bench.quick ? 200 : 1000;
  const scratch = bench.scratch('checklist');
  const folder = path.join(scratch, 'data');
  const { planId } = await folderWithSample(bench, folder, 'hai-duong-2019');
  const reading = openBare(folder);
  const visitId = reading.connection
    .prepare('SELECT id FROM visit WHERE plan_id = ? ORDER BY ordinal LIMIT 1')
    .pluck()
    .get(planId) as string;
  bench.note(`Writing ${count.toLocaleString('en')} criteria…`);
  fillChecklist(reading.connection, visitId, count);
  reading.close();

  const preparing = openApplication(bench, folder);
  const { visit } = await call<VisitWorkspace>(preparing, 'visits.get', { id: visitId });
  const { plan } = await call<{ plan: Plan }>(preparing, 'plans.get', { id: planId });
  const before = await call<Plan>(preparing, 'plans.create', {
    title: 'Kiểm tra công tác cải cách hành chính năm 2018',
    year: 2018,
    issuerId: plan.issuerId,
    startsOn: '2018-09-10',
    criteriaSetId: plan.criteriaSetId,
  });
  const earlier = await call<Visit>(preparing, 'visits.create', {
    planId: before.id,
    agencyId: visit.agencyId,
  });
  const { criteria } = await call<VisitWorkspace>(preparing, 'visits.get', { id: visitId });
  if (criteria.length !== count) throw new Error(`${criteria.length} criteria are asked`);
  await call(preparing, 'answers.saveMany', {
    visitId: earlier.id,
    items: criteria.map(({ id }) => ({ criterionId: id, rev: null, patch: { note: 'Đã kiểm tra' } })),
  });
  await preparing.close();
  cpSync(folder, path.join(scratch, 'bare'), { recursive: true });

  const application = openApplication(bench, folder);
  const bare = openBare(path.join(scratch, 'bare'));
  try {
    const open = criteria.filter(({ answerType }) => answerType === 'yes_no');
    const answered = new Set(
      (await call<VisitWorkspace>(application, 'visits.get', { id: visitId })).answers.map(
        (one) => one.criterionId,
      ),
    );
    const free = open.filter(({ id }) => !answered.has(id)).map(({ id }) => id);
    let turn = 0;
    const input = () => {
      turn += 1;
      const criterionId = free[turn % free.length] ?? '';
      return { visitId, criterionId, rev: null, patch: { choice: 'yes' } };
    };
    const clear = async (criterionId: string) => {
      const { answers } = await call<VisitWorkspace>(application, 'visits.get', { id: visitId });
      const answer = answers.find((one: Answer) => one.criterionId === criterionId);
      if (answer === undefined) throw new Error('Nothing was answered');
      await call(application, 'answers.clear', { id: answer.id, rev: answer.rev });
    };

    const insert = bare.connection.prepare(
      `INSERT INTO answer (id, rev, origin_office_id, created_at, updated_at, visit_id, criterion_id, choice)
       SELECT ?, 1, origin_office_id, 1, 1, id, ?, 'yes' FROM visit WHERE id = ?`,
    );
    const remove = bare.connection.prepare('DELETE FROM answer WHERE id = ?');
    const begin = bare.connection.prepare('BEGIN IMMEDIATE');
    const commit = bare.connection.prepare('COMMIT');
    const answering = await interleave(
      {
        dispatch: repeatAsync(
          (wanted: ReturnType<typeof input>) => call(application, 'answers.save', wanted),
          input,
          ({ criterionId }) => clear(criterionId),
        ),
        insert: repeatAsync(
          ({ id, criterionId }: { id: string; criterionId: string }) => {
            begin.run();
            insert.run(id, criterionId, visitId);
            commit.run();
            return Promise.resolve();
          },
          () => ({ id: ids.next(), criterionId: input().criterionId }),
          ({ id }) => void remove.run(id),
        ),
      },
      bench.quick ? { rounds: 3, perRound: 5, warmUp: 1 } : { rounds: 21, perRound: 15, warmUp: 3 },
    );

    const reads = [
      ['SELECT * FROM visit WHERE id = ?', visitId],
      ['SELECT * FROM plan WHERE id = ?', planId],
      ['SELECT * FROM criterion WHERE criteria_set_id = ? ORDER BY ordinal, id', plan.criteriaSetId ?? ''],
      ['SELECT * FROM answer WHERE visit_id = ? ORDER BY id', visitId],
      ['SELECT * FROM finding WHERE plan_id = ? ORDER BY ordinal, id', planId],
      ['SELECT * FROM recommendation WHERE plan_id = ? ORDER BY ordinal, id', planId],
      [selfReportSql.answersOf, visitId],
      [deskSql.answers, JSON.stringify([earlier.id])],
      [deskSql.criteria, JSON.stringify(criteria.map(({ id }) => id))],
    ] as const;
    const prepared = reads.map(([sql, value]) => ({ statement: bare.connection.prepare(sql), value }));
    const { previous, selfAnswers } = await call<DeskBeside>(application, 'desk.beside', { visitId });
    if (previous.length !== count || selfAnswers.length !== count)
      throw new Error('Not everything stands beside');
    const opening = await interleave(
      {
        dispatch: repeatAsync(async () => {
          await call(application, 'visits.get', { id: visitId });
          await call(application, 'desk.beside', { visitId });
        }),
        get: repeatAsync(() => call(application, 'visits.get', { id: visitId })),
        beside: repeatAsync(() => call(application, 'desk.beside', { visitId })),
        reads: repeat(() => {
          for (const { statement, value } of prepared) statement.all(value);
        }),
      },
      bench.quick ? { rounds: 3, perRound: 3, warmUp: 1 } : { rounds: 21, perRound: 8, warmUp: 3 },
    );

    const group = `A checklist of ${count.toLocaleString('en')} criteria`;
    const durable = 'a bare INSERT by better-sqlite3, one BEGIN IMMEDIATE … COMMIT';
    const bareReads = 'the same rows by prepared statements, as SQLite returns them';
    return [
      row(
        {
          group,
          what: 'a new answer, with the score of its domain in the reply, dispatcher only',
          baseline: durable,
        },
        answering,
        'dispatch',
        'insert',
      ),
      row(
        {
          group,
          what: 'opening the visit (visits.get and desk.beside), dispatcher only',
          baseline: bareReads,
        },
        opening,
        'dispatch',
        'reads',
      ),
      row({ group, what: 'visits.get alone', baseline: bareReads }, opening, 'get', 'reads'),
      row({ group, what: 'desk.beside alone', baseline: bareReads }, opening, 'beside', 'reads'),
    ];
  } finally {
    bare.close();
    await application.close();
  }
}
