/**
 * Loads a sample round: sets the installation up where there is none, then puts in what is missing. What is there
 * stays as it is, also where a person changed it, so that loading twice is loading once. One change set, which
 * is not undone.
 */
import { AppError } from '../../core/contract/error.ts';
import type { Output, Parsed } from '../../core/contract/index.ts';
import type { SampleName } from '../../core/contract/system.ts';
import type { Writer } from '../../db/journal.ts';
import type { TableName } from '../../db/registry.ts';
import type { ServiceContext } from '../services/context.ts';
import { locationOf, planArrangement } from './desk-round.ts';
import { haiDuong2019 } from './hai-duong-2019.ts';
import { illustrativeRows } from './illustrative.ts';
import { laiVung2022 } from './lai-vung-2022.ts';
import { missingIn } from './missing.ts';
import type { SampleRound } from './round.ts';
import { officeRow, plainRows, roundIds, type ShippedRows } from './rows.ts';
import { ensureStarter } from './starter.ts';
import { ensureStarterLegal } from './starter-legal.ts';
import { ensureStarterPhrases } from './starter-phrases.ts';

export const sampleRounds: Readonly<Record<SampleName, SampleRound>> = {
  'hai-duong-2019': haiDuong2019,
  'lai-vung-2022': laiVung2022,
};

type LoaderContext = Pick<ServiceContext, 'connection' | 'stores' | 'journal' | 'ids' | 'blobs'>;

export function loadSample(
  context: LoaderContext,
  { name, illustrative }: Parsed<'system.loadSample'>,
): Output<'system.loadSample'> {
  const round = sampleRounds[name];
  const ids = roundIds(round);
  const { stores, journal, connection } = context;
  const installation = stores.offices.installation();
  const head = {
    method: 'system.loadSample',
    kind: 'system' as const,
    officeId: installation?.officeId ?? ids.office,
    actorId: installation?.actingPersonId ?? ids.of('person', 'user'),
  };
  journal.run(head, (write) => {
    if (installation === undefined) setUp(context, write, round);
    ensureStarter(context, write);
    ensureStarterLegal(context, write);
    ensureStarterPhrases(context, write);
    // A round that was deleted as a whole comes back as a whole; in one that is there, what is gone stays gone.
    const evenDeleted = stores.plans.get(ids.plan) === undefined;
    insertMissing(context, write, plainRows(round), evenDeleted);
    if (illustrative) addMadeUp(context, write, round, evenDeleted);
  });
  const plan = stores.plans.get(ids.plan);
  if (plan === undefined) throw new AppError('INTERNAL');
  const count = (table: 'visit' | 'finding' | 'recommendation'): number =>
    Number(connection.prepare(`SELECT count(*) FROM ${table} WHERE plan_id = ?`).pluck().get(plan.id));
  return {
    planId: plan.id,
    name,
    illustrative: plan.illustrative,
    agencies: count('visit'),
    findings: count('finding'),
    recommendations: count('recommendation'),
  };
}

/** The office of the sample, and somebody without a name who sits at it. */
function setUp({ connection, ids }: LoaderContext, write: Writer, round: SampleRound): void {
  const sample = roundIds(round);
  for (const row of missingIn(connection)('office', [officeRow(round)])) write.insert('office', row);
  const person = write.insert('person', {
    id: sample.of('person', 'user'),
    provenance: 'inferred',
    officeId: sample.office,
    fullName: 'Người sử dụng',
  });
  write.insert('installation', { id: ids.next(), officeId: sample.office, actingPersonId: person.id });
}

function insertMissing(
  { connection }: LoaderContext,
  write: Writer,
  lists: readonly ShippedRows[],
  evenDeleted: boolean,
): void {
  const missing = missingIn(connection, { evenDeleted });
  const insert = <N extends TableName>({ table, rows }: ShippedRows<N>): void => {
    for (const row of missing(table, rows)) write.insert(table, row);
  };
  for (const list of lists) insert(list);
}

/** Of what there is one at most: where somebody has made it already, theirs stays and ours is left out. */
const alone: Readonly<Partial<Record<TableName, readonly (readonly [key: string, column: string])[]>>> = {
  issuer: [
    ['officeId', 'office_id'],
    ['kind', 'kind'],
  ],
  nomination: [['planId', 'plan_id']],
  programme_item: [['visitId', 'visit_id']],
  answer: [
    ['visitId', 'visit_id'],
    ['criterionId', 'criterion_id'],
  ],
  self_answer: [
    ['visitId', 'visit_id'],
    ['criterionId', 'criterion_id'],
  ],
  self_report: [['visitId', 'visit_id']],
  remediation_paper: [
    ['planId', 'plan_id'],
    ['agencyId', 'agency_id'],
    ['kind', 'kind'],
  ],
  procedure_check: [['visitId', 'visit_id']],
  explanation_round: [['visitId', 'visit_id']],
  indicator_threshold: [
    ['planId', 'plan_id'],
    ['indicator', 'indicator'],
  ],
  statistics_report: [
    ['agencyId', 'agency_id'],
    ['form', 'form'],
    ['periodFrom', 'period_from'],
    ['periodTo', 'period_to'],
  ],
};

function withoutTaken({ connection }: LoaderContext, lists: readonly ShippedRows[]): ShippedRows[] {
  const left = new Set<string>();
  const find = Object.fromEntries(
    Object.entries(alone).map(([table, keys]) => [
      table,
      connection
        .prepare(
          `SELECT 1 FROM ${table} WHERE id <> ? AND ${keys.map(([, column]) => `${column} = ?`).join(' AND ')}`,
        )
        .pluck(),
    ]),
  );
  return lists.map(({ table, rows }) => ({
    table,
    rows: rows.filter((row) => {
      const values: Readonly<Record<string, unknown>> = { ...row };
      const keys = alone[table] ?? [];
      const taken = find[table]?.get(row.id, ...keys.map(([key]) => values[key])) !== undefined;
      if (taken) left.add(row.id);
      // The lines of a report that is left out.
      return !taken && !left.has(String(values['statisticsReportId']));
    }),
  }));
}

function addMadeUp(context: LoaderContext, write: Writer, round: SampleRound, evenDeleted: boolean): void {
  const { stores } = context;
  const plan = stores.plans.get(roundIds(round).plan);
  if (plan === undefined) return;
  const made = illustrativeRows(round, {
    visited: (visitId) => stores.visits.get(visitId) !== undefined,
    team: stores.teams.get(roundIds(round).team) !== undefined,
  });
  const { rows, days, photos, registers, moves } = made;
  for (const { bytes } of photos) context.blobs.put(bytes, 'image/png');
  insertMissing(context, write, withoutTaken(context, rows), evenDeleted);
  for (const { id, content, lines } of registers) {
    if (stores.registers.get(id) === undefined || stores.registers.hasContent(content)) continue;
    for (const line of lines) stores.registers.addLine(content, line);
  }
  for (const [id, steps] of moves) {
    // One that somebody has written about stays where it is.
    if (stores.recommendations.get(id)?.rev !== 1) continue;
    for (const step of steps) write.update('recommendation', id, null, step);
  }
  if (plan.illustrative) return;
  write.update('plan', plan.id, plan.rev, {
    illustrative: true,
    scoring: true,
    ...planArrangement(round, plan),
  });
  // Whoever was known by rank alone has a name now; one that somebody has written about stays.
  const { replaces } = round.madeUp.arranged;
  const unnamed =
    replaces === null ? undefined : stores.teams.member(roundIds(round).of('team_member', replaces));
  if (unnamed?.rev === 1) write.remove('team_member', unnamed.id, unnamed.rev);
  for (const [visitId, day] of days) {
    // A visit that somebody has given other days keeps them.
    const visit = stores.visits.get(visitId);
    if (visit?.startsOn !== round.visits.startsOn || visit.endsOn !== round.visits.endsOn) continue;
    write.update('visit', visitId, visit.rev, {
      startsOn: day,
      endsOn: day,
      location: visit.location ?? locationOf(round, visitId),
      provenance: 'illustrative',
    });
  }
}
