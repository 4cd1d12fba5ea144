// A round with everything that a desk can hold goes away whole and comes back whole.
import { afterEach, expect, test } from 'vitest';
import { tableNames } from '../../../db/registry.ts';
import { type Office, openOffice, removeOffice } from './fixture.ts';

let office: Office | undefined;
afterEach(() => {
  if (office !== undefined) removeOffice(office);
});

function contents({ context: { connection } }: Office): Record<string, unknown[]> {
  return Object.fromEntries(
    tableNames.map((table) => [
      table,
      connection
        .prepare(`SELECT * FROM ${table} ORDER BY id`)
        .all()
        .map((row) => {
          const {
            rev: _rev,
            created_at: _created,
            updated_at: _updated,
            ...rest
          } = row as Record<string, unknown>;
          return rest;
        }),
    ]),
  );
}

const ofRound = [
  'visit',
  'answer',
  'self_answer',
  'self_report',
  'finding',
  'finding_agency',
  'recommendation',
  'evidence',
  'evidence_link',
  'procedure_check',
  'procedure_posting',
  'register',
  'sample',
  'sample_item',
  'explanation_round',
  'remark',
  'handout',
  'programme_item',
  'document',
  'team',
] as const;

test.each(['hai-duong-2019', 'lai-vung-2022'] as const)(
  '%s, filled, is deleted and brought back',
  async (name) => {
    office = openOffice();
    const { planId } = await office.call('system.loadSample', { name, illustrative: true });
    const [visit] = await office.call('visits.list', { planId });
    await office.call('handouts.give', { visitId: visit!.id, domainIds: [], holder: 'Nguyễn Thị Hoa' });
    const before = contents(office);
    const plan = (await office.call('plans.get', { id: planId })).plan;
    await office.call('plans.delete', { id: planId, rev: plan.rev });
    const after = contents(office);
    expect(ofRound.filter((table) => after[table]?.length !== 0)).toEqual([]);
    expect(office.context.connection.pragma('foreign_key_check')).toEqual([]);
    await office.call('journal.undo', {});
    expect(contents(office)).toEqual(before);
  },
  60_000,
);

test('a visit alone goes with what is its own', async () => {
  office = openOffice();
  const { planId } = await office.call('system.loadSample', { name: 'hai-duong-2019', illustrative: true });
  const before = contents(office);
  const visits = await office.call('visits.list', { planId });
  const visit = visits.find(({ agencyName }) => agencyName.includes('Chí Linh'))!;
  await office.call('visits.delete', { id: visit.id, rev: visit.rev });
  for (const table of [
    'answer',
    'self_answer',
    'evidence',
    'sample',
    'remark',
    'procedure_posting',
    'handout',
  ]) {
    const left = office.context.connection
      .prepare(`SELECT count(*) FROM ${table} WHERE visit_id = ?`)
      .pluck()
      .get(visit.id);
    expect([table, left]).toEqual([table, 0]);
  }
  await office.call('journal.undo', {});
  expect(contents(office)).toEqual(before);
}, 60_000);
