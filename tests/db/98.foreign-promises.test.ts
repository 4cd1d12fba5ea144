// By raw SQL: what the schema promises of our own rows holds, whatever version or office is written beside them; rows of
// another office enter and change as they come.
import { beforeEach, describe, expect, test } from 'vitest';
import { AGENCY, AN, BINH, DOMAIN, OFFICE, PLAN, uuid, VERSION, type World, world } from './helpers.ts';

const OTHER = uuid(7000);
let one: World;
type Value = string | number | null;
const run = (sql: string, ...values: Value[]) => one.connection.prepare(sql).run(...values);

function insert(
  table: string,
  id: string,
  origin: string,
  cells: Readonly<Record<string, Value>>,
  how = 'INSERT',
) {
  const all: Record<string, Value> = {
    id,
    rev: 1,
    origin_office_id: origin,
    origin_version: origin === OFFICE ? null : 5,
    created_at: 1,
    updated_at: 1,
    ...cells,
  };
  const names = Object.keys(all);
  run(
    `${how} INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    ...Object.values(all),
  );
}

const recommendation = (status: string, change: Readonly<Record<string, Value>> = {}) => ({
  plan_id: PLAN,
  agency_id: AGENCY,
  domain_id: DOMAIN,
  ordinal: 1,
  text: 'Ban hành kế hoạch',
  status,
  ...change,
});
const verified = { reported_on: '2025-01-01', reported_by: AN, verified_on: '2025-01-02', verified_by: BINH };
const person = (office: string) => ({ office_id: office, full_name: 'Người khác', active: 1 });
const issuer = (office: string) => ({ office_id: office, kind: 'department', name: 'Sở', name_line: 'SỞ' });
const [REC, PROOF, EVENT, SET, ITEM, ENTRY, SCORE, PAPER, ISSUER] = [
  8001, 8002, 8003, 8004, 8005, 8006, 8007, 8008, 8009,
].map(uuid) as [string, string, string, string, string, string, string, string, string];

/** A verified recommendation with its proof and event, a closed index with a score, an issued paper. */
function makeAll(origin: string): void {
  if (origin === OFFICE) {
    insert(
      'recommendation',
      REC,
      origin,
      recommendation('reported', { reported_on: '2025-01-01', reported_by: AN }),
    );
    insert('remediation_proof', PROOF, origin, {
      recommendation_id: REC,
      document_name: 'Quyết định số 12',
      proved_on: '2025-01-01',
      entered_by: AN,
    });
    run(
      `UPDATE recommendation SET status = 'verified', verified_on = '2025-01-02', verified_by = ? WHERE id = ?`,
      BINH,
      REC,
    );
  } else {
    // In any order, and without what proves it: its office has seen it.
    insert('recommendation', REC, origin, recommendation('verified', verified));
    insert('remediation_proof', PROOF, origin, {
      recommendation_id: REC,
      document_name: 'Quyết định số 12',
      proved_on: '2025-06-01',
      entered_by: AN,
    });
  }
  insert('recommendation_event', EVENT, origin, {
    recommendation_id: REC,
    kind: 'verified',
    happened_on: '2025-01-02',
    from_status: 'reported',
    to_status: 'verified',
    person_id: BINH,
  });
  insert('index_set', SET, origin, {
    year: 2025,
    name: 'Bộ',
    group_name: 'Sở',
    status: origin === OFFICE ? 'verifying' : 'closed',
    max_points: 1000,
    bands: '[]',
  });
  insert('index_item', ITEM, origin, {
    index_set_id: SET,
    parent_id: null,
    ordinal: 1,
    level: 'criterion',
    code: '1',
    text: 'x',
    max_points: 700,
    method: 'self',
  });
  insert('index_entry', ENTRY, origin, { index_set_id: SET, agency_id: AGENCY, agency_version_id: VERSION });
  insert('index_score', SCORE, origin, { index_entry_id: ENTRY, index_item_id: ITEM, self_points: 100 });
  if (origin === OFFICE) run(`UPDATE index_set SET status = 'closed' WHERE id = ?`, SET);
  insert('document', PAPER, origin, {
    plan_id: PLAN,
    issuer_id: ISSUER,
    kind: 'collective_notice',
    subject: 'Thông báo',
    status: 'issued',
    issued_on: '2025-01-03',
    content: '{}',
    facts_digest: 'x',
    frozen_at: 1,
    frozen_digest: 'y',
  });
}

const CHANGES = [
  ['recommendation', REC, `text = 'Việc khác'`],
  [
    'recommendation',
    REC,
    `status = 'open', verified_on = NULL, verified_by = NULL, reported_on = NULL, reported_by = NULL`,
  ],
  ['remediation_proof', PROOF, `document_name = 'Giấy khác'`],
  ['recommendation_event', EVENT, `kind = 'reported'`],
  ['index_set', SET, `status = 'scoring'`],
  ['index_set', SET, `name = 'Bộ khác'`],
  ['index_item', ITEM, `max_points = 50`],
  ['index_entry', ENTRY, `number = '9'`],
  ['index_score', SCORE, `verified_points = 1`],
  ['document', PAPER, `subject = 'Khác'`],
] as const;
const GUARDED = [...new Map(CHANGES.map(([table, id]) => [table, id]))];

beforeEach(() => {
  one = world();
  one.journal.run({ method: 'test', actorId: AN, officeId: OFFICE, kind: 'system' }, (write) =>
    write.insert('installation', { id: uuid(7003), officeId: OFFICE, actingPersonId: AN }),
  );
  // What is tested are the promises, not the order of the rows.
  one.connection.pragma('foreign_keys = OFF');
  insert('office', OTHER, OTHER, { name: 'UBND xã Tân Hòa', level: 'commune' });
  insert('person', uuid(7001), OTHER, person(OTHER));
  insert('issuer', ISSUER, OFFICE, issuer(OFFICE));
  const own = one.connection.prepare('SELECT office_id FROM installation').pluck().get();
  if (own !== OFFICE) throw new Error('the installation is of another office');
});
/** What the triggers and constraints say. */
const REFUSED = /ABORT|constraint|verified|closed|frozen|ours|index score|proof|state/;
const dump = () =>
  GUARDED.map(([table]) => one.connection.prepare(`SELECT * FROM ${table} ORDER BY id`).all());

describe('rows of ours', () => {
  beforeEach(() => makeAll(OFFICE));

  test.each(CHANGES)('%s %s keeps its promise: %s', (table, id, change) => {
    const before = dump();
    const tries = [
      `UPDATE ${table} SET ${change} WHERE id = '${id}'`,
      `UPDATE ${table} SET ${change}, origin_version = 9 WHERE id = '${id}'`,
      `UPDATE ${table} SET ${change}, origin_version = 9, origin_office_id = '${OTHER}' WHERE id = '${id}'`,
    ];
    for (const sql of tries) expect(() => run(sql), sql).toThrow(REFUSED);
    expect(dump()).toEqual(before);
    // A version alone opens nothing, where it is let through at all.
    if (table !== 'index_score') run(`UPDATE ${table} SET origin_version = 9 WHERE id = ?`, id);
    expect(() => run(tries[0]!)).toThrow(REFUSED);
    expect(() => run(`UPDATE ${table} SET origin_office_id = '${OTHER}' WHERE id = '${id}'`)).toThrow('ours');
  });

  test('nothing is put in their place', () => {
    const before = dump();
    for (const [table, id] of GUARDED) {
      const row = one.connection.prepare(`SELECT * FROM ${table} WHERE id = ?`).get(id) as Record<
        string,
        Value
      >;
      for (const how of ['INSERT OR REPLACE', 'INSERT']) {
        expect(
          () => insert(table, id, OTHER, { ...row, origin_office_id: OTHER, origin_version: 9 }, how),
          table,
        ).toThrow(REFUSED);
      }
    }
    expect(dump()).toEqual(before);
  });

  test('the last proof, the event and the closed index are not removed', () => {
    for (const [table, id] of GUARDED) {
      if (table === 'recommendation' || table === 'document') continue;
      expect(() => run(`DELETE FROM ${table} WHERE id = ?`, id), table).toThrow(REFUSED);
      if (table !== 'index_score') run(`UPDATE ${table} SET origin_version = 9 WHERE id = ?`, id);
      expect(() => run(`DELETE FROM ${table} WHERE id = ?`, id), table).toThrow(REFUSED);
    }
  });
});

test('rows of another office enter and change as they come, and go', () => {
  makeAll(OTHER);
  for (const [table, id, change] of CHANGES) {
    expect(run(`UPDATE ${table} SET ${change}, origin_version = 6 WHERE id = ?`, id).changes).toBe(1);
  }
  for (const [table, id] of GUARDED.toReversed()) {
    expect(run(`DELETE FROM ${table} WHERE id = ?`, id).changes, table).toBe(1);
  }
});

test('a row of another office that says it has no version is held like ours', () => {
  makeAll(OTHER);
  expect(() => run(`UPDATE recommendation SET origin_version = NULL, text = 'x' WHERE id = ?`, REC)).toThrow(
    'verified',
  );
});
