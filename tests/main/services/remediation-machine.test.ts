/**
 * The states of a recommendation against a model of them, through the service, with one person and with two; after every
 * step the same is tried past the service, in SQL, and must be refused by the database itself.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Recommendation } from '../../../core/contract/recommendations.ts';
import { addDays } from '../../../core/rules/due.ts';
import { chance } from '../../long.ts';
import { makeRound, type Office, removeOffice, setUpOffice } from './fixture.ts';

type Status = Recommendation['status'];
const acts = ['start', 'report', 'return', 'verify', 'reopen', 'close', 'extend', 'carryOver'] as const;
type Act = (typeof acts)[number];

/** Written down once more, apart from the rule: from where, to where. */
const table: Readonly<Record<Act, readonly [from: string, to: Status | null]>> = {
  start: ['open returned', 'in_progress'],
  report: ['open in_progress returned', 'reported'],
  return: ['reported', 'returned'],
  verify: ['reported', 'verified'],
  reopen: ['verified no_longer_applicable', 'in_progress'],
  close: ['open in_progress reported returned', 'no_longer_applicable'],
  extend: ['open in_progress reported returned', null],
  carryOver: ['open in_progress reported returned', null],
};
const barriers = new Set<string>(['verify', 'reopen', 'close']);

interface Model {
  readonly status: Status;
  readonly reportedBy: string | null;
  readonly reportedOn: string | null;
  readonly verifiedOn: string | null;
  readonly dueOn: string;
  readonly proofs: ReadonlyMap<string, string>;
}

let office: Office;
let round: Awaited<ReturnType<typeof makeRound>>;
let laterPlan: string;
let first: string;
let second: string;
beforeAll(async () => {
  office = await setUpOffice();
  round = await makeRound(office);
  laterPlan = (await office.call('plans.create', { title: 'Kiểm tra năm 2020', year: 2020 })).id;
  first = office.context.session.personId();
  second = (await office.call('persons.create', { fullName: 'Lê Thị Hà', position: null, active: true })).id;
});
afterAll(() => removeOffice(office));

const FIRST_DAY = '2019-10-01';
const dayOf = (number: number) => addDays(FIRST_DAY, number);

type Step =
  | { readonly what: 'act'; readonly act: Act; readonly day: number }
  | { readonly what: 'prove'; readonly day: number }
  | { readonly what: 'unprove' | 'undo' | 'redo' | 'change person' };
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 7,
    arbitrary: fc.record({ what: fc.constant('act'), act: fc.constantFrom(...acts), day: fc.nat(20) }),
  },
  // Reports and verifications are what everything turns on.
  {
    weight: 5,
    arbitrary: fc.record({
      what: fc.constant('act'),
      act: fc.constantFrom('report', 'verify'),
      day: fc.nat(20),
    }),
  },
  { weight: 4, arbitrary: fc.record({ what: fc.constant('prove'), day: fc.nat(20) }) },
  {
    weight: 4,
    arbitrary: fc.record({ what: fc.constantFrom('unprove', 'undo', 'redo', 'change person') }),
  },
) as fc.Arbitrary<Step>;

interface RawRow {
  readonly status: Status;
  readonly reported_by: string | null;
  readonly reported_on: string | null;
  readonly verified_by: string | null;
  readonly verified_on: string | null;
  readonly due_on: string | null;
}
const rawOf = (id: string) =>
  office.context.connection.prepare('SELECT * FROM recommendation WHERE id = ?').get(id) as RawRow;
const revOf = (id: string) => office.context.stores.recommendations.get(id)!.rev;

/** Runs one statement and takes it back; true where the database let it through. */
function passes(sql: string, ...parameters: (string | null)[]): boolean {
  const { connection } = office.context;
  connection.exec('BEGIN');
  try {
    connection.prepare(sql).run(...parameters);
    return true;
  } catch {
    return false;
  } finally {
    connection.exec('ROLLBACK');
  }
}

const columns = () =>
  (
    office.context.connection
      .prepare(`SELECT name FROM pragma_table_info('recommendation')`)
      .pluck()
      .all() as string[]
  ).filter((name) => name !== 'id');
/** The row under its own id with some columns exchanged, as INSERT OR REPLACE or under a new id. */
function copySql(exchanged: Readonly<Record<string, string>>, id = 'id', verb = 'INSERT OR REPLACE'): string {
  const names = columns();
  return `${verb} INTO recommendation (id, ${names.join(', ')})
    SELECT ${id}, ${names.map((name) => exchanged[name] ?? name).join(', ')} FROM recommendation WHERE id = ?`;
}

function cheat(id: string, model: Model, people: readonly string[]): void {
  const never = (sql: string, ...parameters: (string | null)[]) =>
    expect(passes(sql, ...parameters), `${model.status}: ${sql} ${parameters.join(' ')}`).toBe(false);
  const days = [0, 5, 10, 20].map(dayOf);
  // Verifying: whoever signs for whatever day, as the row stands or with another reporter written beside it.
  for (const person of people) {
    for (const day of days) {
      const isProven = [...model.proofs.values()].some((proved) => proved <= day);
      const isOther = people.length < 2 || person !== model.reportedBy;
      const mayBe = model.status === 'reported' && isProven && isOther && (model.reportedOn ?? '9999') <= day;
      const set = `UPDATE recommendation SET status = 'verified', verified_on = ?, verified_by = ?`;
      if (model.status !== 'verified') {
        expect(passes(`${set} WHERE id = ?`, day, person, id), `${model.status} ${day}`).toBe(mayBe);
        for (const other of people) {
          if (other === model.reportedBy) continue;
          never(`${set}, reported_by = ?, reported_on = ? WHERE id = ?`, day, person, other, day, id);
        }
      }
      // Into a row of its own: nothing proves it.
      never(
        copySql(
          {
            status: `'verified'`,
            reported_by: `'${first}'`,
            reported_on: `'${day}'`,
            verified_by: `'${person}'`,
            verified_on: `'${day}'`,
          },
          `'copy-' || id`,
          'INSERT',
        ),
        id,
      );
    }
  }
  if (model.status === 'reported' && model.reportedBy !== null) {
    for (const other of people) {
      if (other === model.reportedBy) continue;
      never('UPDATE recommendation SET reported_by = ? WHERE id = ?', other, id);
    }
    never('UPDATE recommendation SET reported_by = NULL WHERE id = ?', id);
  }
  if (model.status !== 'verified') {
    never('UPDATE recommendation SET verified_by = ? WHERE id = ?', first, id);
  }
  // Closing without its document, however often it was closed before.
  if (model.status !== 'no_longer_applicable') {
    never(`UPDATE recommendation SET status = 'no_longer_applicable' WHERE id = ?`, id);
    const columnsOfEvent =
      'id, rev, origin_office_id, created_at, updated_at, recommendation_id, kind, happened_on, from_status, to_status, person_id';
    never(
      `INSERT INTO recommendation_event (${columnsOfEvent})
        SELECT 'forged', 1, origin_office_id, 0, 0, id, 'closed', '2019-10-01', status, 'no_longer_applicable', '${first}'
        FROM recommendation WHERE id = ?`,
      id,
    );
  } else {
    for (const status of ['open', 'reported', 'returned', 'verified', 'transferred']) {
      never('UPDATE recommendation SET status = ? WHERE id = ?', status, id);
    }
    never(copySql({ status: `'open'` }), id);
  }
  never(
    copySql(
      { status: `'no_longer_applicable'`, reported_by: 'NULL', verified_by: 'NULL' },
      `'copy-' || id`,
      'INSERT',
    ),
    id,
  );
  // The record of what closed, verified or reopened it.
  for (const kind of ['closed', 'verified', 'reopened']) {
    const event = office.context.connection
      .prepare('SELECT id FROM recommendation_event WHERE recommendation_id = ? AND kind = ?')
      .pluck()
      .get(id, kind) as string | undefined;
    if (event === undefined) continue;
    never('DELETE FROM recommendation_event WHERE id = ?', event);
    never(`UPDATE recommendation_event SET kind = 'started', document_text = NULL WHERE id = ?`, event);
    never(`UPDATE recommendation_event SET recommendation_id = 'other' WHERE id = ?`, event);
  }
  if (model.status !== 'verified') return;
  // What is verified stays.
  for (const change of [
    `text = 'khác'`,
    `due_on = '2030-01-01'`,
    `agency_id = NULL`,
    `responsible_unit = 'khác'`,
    `verified_on = '2030-01-01'`,
    `verified_by = NULL`,
    `reported_by = '${model.reportedBy === first ? second : first}'`,
    `status = 'open', verified_by = NULL, verified_on = NULL, reported_by = NULL, reported_on = NULL`,
    `status = 'returned', verified_by = NULL, verified_on = NULL`,
    `status = 'transferred', verified_by = NULL, verified_on = NULL`,
  ]) {
    never(`UPDATE recommendation SET ${change} WHERE id = ?`, id);
  }
  never(copySql({ text: `'khác'` }), id);
  never('DELETE FROM recommendation WHERE id = ?', id);
  const supporting = [...model.proofs].filter(([, day]) => day <= (model.verifiedOn ?? ''));
  for (const [proof, day] of model.proofs) {
    const isLast = supporting.length === 1 && supporting[0]?.[0] === proof;
    expect(passes('DELETE FROM remediation_proof WHERE id = ?', proof), `proof of ${day}`).toBe(!isLast);
    never(`UPDATE remediation_proof SET proved_on = '2030-01-01' WHERE id = ?`, proof);
    never(`UPDATE remediation_proof SET document_name = 'khác' WHERE id = ?`, proof);
    never(
      `INSERT OR REPLACE INTO remediation_proof (id, rev, origin_office_id, created_at, updated_at, recommendation_id,
        document_name, proved_on, entered_by)
        SELECT id, 1, origin_office_id, 0, 0, recommendation_id, 'khác', '2030-01-01', entered_by
        FROM remediation_proof WHERE id = ?`,
      proof,
    );
  }
}

async function play(steps: readonly Step[], isPair: boolean): Promise<void> {
  const other = office.context.stores.persons.get(second)!;
  await office.call('persons.act', { id: first });
  if (other.active !== isPair) {
    await office.call('persons.update', { id: second, rev: other.rev, patch: { active: isPair } });
  }
  const people = isPair ? [first, second] : [first];
  const { id } = await office.call('recommendations.create', {
    planId: round.plan.id,
    findingId: null,
    agencyId: round.district.id,
    domainId: null,
    text: 'Niêm yết đầy đủ',
    dueOn: dayOf(30),
    dueNote: null,
  });
  let acting = first;
  let model: Model = {
    status: 'open',
    reportedBy: null,
    reportedOn: null,
    verifiedOn: null,
    dueOn: dayOf(30),
    proofs: new Map(),
  };
  // What each person may take back, newest last; a barrier is null.
  let done: {
    readonly by: string;
    readonly before: Model;
    readonly after: Model;
    readonly barrier: boolean;
  }[] = [];
  let undone: typeof done = [];

  for (const one of steps) {
    switch (one.what) {
      case 'change person': {
        if (!isPair) break;
        acting = acting === first ? second : first;
        await office.call('persons.act', { id: acting });
        // Steps of one are not steps of the other: the model keeps to what is simple.
        done = [];
        undone = [];
        break;
      }
      case 'prove': {
        const input = {
          recommendationId: id,
          documentName: `Văn bản ngày ${dayOf(one.day)}`,
          provedOn: dayOf(one.day),
        };
        if (model.status === 'no_longer_applicable') {
          expect((await office.fails('proofs.add', input)).code).toBe('WRONG_STATE');
          break;
        }
        const proof = await office.call('proofs.add', input);
        const after = { ...model, proofs: new Map([...model.proofs, [proof.id, dayOf(one.day)]]) };
        done.push({ by: acting, before: model, after, barrier: false });
        undone = [];
        model = after;
        break;
      }
      case 'unprove': {
        const [oldest] = model.proofs;
        if (oldest === undefined) break;
        const rest = new Map([...model.proofs].slice(1));
        const { rev } = office.context.stores.remediation.proof(oldest[0])!;
        const input = { id: oldest[0], rev };
        const isHeld =
          model.status === 'verified' && ![...rest.values()].some((day) => day <= (model.verifiedOn ?? ''));
        if (isHeld) {
          expect((await office.fails('proofs.delete', input)).code).toBe('IN_USE');
          break;
        }
        await office.call('proofs.delete', input);
        const after = { ...model, proofs: rest };
        done.push({ by: acting, before: model, after, barrier: false });
        undone = [];
        model = after;
        break;
      }
      case 'undo': {
        const last = done.at(-1);
        if (last === undefined) break;
        if (last.barrier) {
          expect((await office.fails('journal.undo', {})).code).toBe('UNDO_BARRIER');
          break;
        }
        await office.call('journal.undo', {});
        done.pop();
        undone.push(last);
        model = last.before;
        break;
      }
      case 'redo': {
        const last = undone.pop();
        if (last === undefined) break;
        await office.call('journal.redo', {});
        done.push(last);
        model = last.after;
        break;
      }
      case 'act': {
        const { act } = one;
        const on = dayOf(one.day);
        const [from, to] = table[act];
        const items = [{ id, rev: revOf(id) }];
        const citation = { documentText: 'Quyết định số 7/QĐ-UBND' };
        const dueOn = addDays(model.dueOn, 10);
        const send = (how: 'call' | 'fails') => {
          switch (act) {
            case 'start':
              return office[how]('remediation.start', { items, on });
            case 'report':
              return office[how]('remediation.report', { items, on, note: 'Đã thấy' });
            case 'return':
              return office[how]('remediation.return', { items, on, reason: 'Chưa đủ' });
            case 'verify':
              return office[how]('remediation.verify', { items, on });
            case 'reopen':
              return office[how]('remediation.reopen', { ...items[0]!, on, reason: 'Xem lại' });
            case 'close':
              return office[how]('remediation.close', { items, on, ...citation, reason: 'Giải thể' });
            case 'extend':
              return office[how]('remediation.extend', { items, on, dueOn, ...citation });
            case 'carryOver':
              return office[how]('remediation.carryOver', { items, on, toPlanId: laterPlan, ...citation });
          }
        };
        const state = from.split(' ').includes(model.status);
        const fault = !state
          ? 'state'
          : act !== 'verify'
            ? null
            : people.length > 1 && acting === model.reportedBy
              ? 'same_person'
              : model.proofs.size === 0
                ? 'no_proof'
                : ![...model.proofs.values()].some((day) => day <= on)
                  ? 'proof_later'
                  : null;
        const { acts: offered } = await office.call('remediation.get', { id, today: on });
        expect(offered.find((entry) => entry.act === act)?.fault).toBe(fault);
        const isTooEarly = act === 'verify' && fault === null && on < (model.reportedOn ?? '');
        if (fault !== null || isTooEarly) {
          const error = (await send('fails')) as { code: string; detail?: unknown; fields?: unknown };
          if (isTooEarly) expect(error).toMatchObject({ code: 'VALIDATION', fields: [{ path: 'on' }] });
          else expect(error).toMatchObject({ code: 'WRONG_STATE', detail: { fault, id } });
          break;
        }
        await send('call');
        const status = to ?? model.status;
        const begins = act === 'start' || act === 'reopen';
        const after: Model = {
          ...model,
          status,
          reportedBy: act === 'report' ? acting : begins ? null : model.reportedBy,
          reportedOn: act === 'report' ? on : begins ? null : model.reportedOn,
          verifiedOn: act === 'verify' ? on : null,
          dueOn: act === 'extend' ? dueOn : model.dueOn,
        };
        done.push({ by: acting, before: model, after, barrier: barriers.has(act) });
        undone = [];
        model = after;
        break;
      }
    }
    const row = rawOf(id);
    expect(row).toMatchObject({
      status: model.status,
      reported_by: model.reportedBy,
      reported_on: model.reportedOn,
      verified_on: model.verifiedOn,
      due_on: model.dueOn,
    });
    expect(row.verified_by === null).toBe(model.status !== 'verified');
    const known = office.context.stores.remediation.proofsOf(id);
    expect(new Map(known.map((proof) => [proof.id, proof.provedOn]))).toEqual(
      new Map([...model.proofs].toSorted(([a, x], [b, y]) => (x === y ? (a < b ? -1 : 1) : x < y ? -1 : 1))),
    );
    cheat(id, model, people);
  }
  await office.call('persons.act', { id: first });
}

describe('the way of a recommendation', () => {
  test.each([
    ['one person', false],
    ['two people', true],
  ])(
    'as the model says, and nothing past it in SQL: %s',
    async (_name, isPair) => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 25 }), (steps) => play(steps, isPair)),
        chance(isPair ? 2019 : 2022, 12, 250),
      );
    },
    120_000,
  );

  test('the whole way, once, with a mistake taken back in the open', async () => {
    const act = (one: Act, day: number): Step => ({ what: 'act', act: one, day });
    await play(
      [
        act('start', 1),
        act('report', 3),
        act('verify', 4),
        act('return', 5),
        act('extend', 6),
        { what: 'prove', day: 9 },
        act('report', 8),
        act('verify', 8),
        { what: 'change person' },
        act('verify', 8),
        act('verify', 10),
        { what: 'undo' },
        { what: 'unprove' },
        act('close', 11),
        act('reopen', 12),
        act('close', 13),
        act('reopen', 14),
        act('close', 15),
        act('carryOver', 16),
      ],
      true,
    );
    const [last] = office.context.connection
      .prepare(
        `SELECT group_concat(kind, ' ' ORDER BY created_at, id) FROM recommendation_event
        GROUP BY recommendation_id ORDER BY max(created_at) DESC LIMIT 1`,
      )
      .pluck()
      .all();
    expect(last).toBe('started reported returned extended reported verified reopened closed reopened closed');
  });
});
