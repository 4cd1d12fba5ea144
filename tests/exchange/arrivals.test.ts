// Which offices below have sent a period's data: in time, late, or not yet; by day in Việt Nam, to the millisecond.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dayStartInVietnam } from '../../main/clock.ts';
import { type Office, removeOffice, setUpOffice } from '../main/services/fixture.ts';

const asked = { periodTo: '2022-06-30', dueOn: '2022-07-05', today: '2022-07-10' };
const reached = dayStartInVietnam(asked.periodTo);
const lastInstantOf = (day: string) => dayStartInVietnam(day) + 24 * 60 * 60 * 1000 - 1;

let office: Office;
let made = 0;
beforeEach(async () => {
  office = await setUpOffice();
});
afterEach(() => removeOffice(office));
const nextId = () => `01900000-0000-7000-8000-${String((made += 1)).padStart(12, '0')}`;

interface Key {
  readonly officeId: string;
  readonly name: string;
  readonly relation?: 'above' | 'below' | 'other';
  readonly validFrom?: number;
  readonly revoked?: boolean;
}
function trust({ officeId, name, relation = 'below', validFrom = 1, revoked = false }: Key): void {
  const id = nextId();
  const { connection, session } = office.context;
  connection
    .prepare(
      `INSERT INTO trusted_office (id, rev, created_at, updated_at, office_id, name, level, relation, sign_public,
         age_recipient, valid_from, revoked_at, revoked_reason, confirmed_by, confirmed_at)
       VALUES (?, 1, 1, 1, ?, ?, 'district', ?, ?, 'age1', ?, ?, ?, ?, 1)`,
    )
    .run(
      id,
      officeId,
      name,
      relation,
      `sign-${id}`,
      validFrom,
      revoked ? 2 : null,
      revoked ? 'Mất máy' : null,
      session.personId(),
    );
}

interface Sent {
  readonly kind?: 'complete' | 'since' | 'plan' | 'period';
  readonly state?: 'held' | 'merged' | 'undone';
  readonly direction?: 'in' | 'out';
  readonly period?: readonly [from: string, to: string];
  readonly madeAt?: number;
  readonly arrivedAt?: number;
}
function send(officeId: string, sent: Sent = {}): string {
  const { connection } = office.context;
  const { kind = 'complete', state = 'merged', direction = 'in', period, madeAt = reached } = sent;
  const [id, stream] = [nextId(), nextId()];
  connection
    .prepare(
      `INSERT INTO exchange_stream (id, direction, peer_office_id, begun_at, last_seq, last_hash)
       VALUES (?, ?, ?, 1, 1, '')`,
    )
    .run(stream, direction, officeId);
  connection
    .prepare(
      `INSERT INTO exchange_package (id, direction, stream_id, seq, hash, previous_hash, peer_office_id, peer_name, kind,
         title, period_from, period_to, made_at, arrived_at, with_evidence, with_personal, counts, file_name, bytes, state)
       VALUES (?, ?, ?, 1, ?, '', ?, 'Huyện', ?, 'Gói', ?, ?, ?, ?, 1, 1, '{}', 'a.cchc', 1, ?)`,
    )
    .run(
      id,
      direction,
      stream,
      id,
      officeId,
      kind,
      period?.[0] ?? null,
      period?.[1] ?? null,
      madeAt,
      sent.arrivedAt ?? lastInstantOf('2022-07-01'),
      state,
    );
  return id;
}
const [one, two, three] = [1, 2, 3].map((n) => `0190aaaa-0000-7000-8000-00000000000${String(n)}`) as [
  string,
  string,
  string,
];
const arrivals = () => office.call('exchange.arrivals', asked);
const stateOf = async (officeId: string) =>
  (await arrivals()).find((row) => row.officeId === officeId)?.state;

describe('exchange.arrivals', () => {
  test('names every office below once, by its newest valid key, and no other', async () => {
    trust({ officeId: one, name: 'Huyện cũ', validFrom: 1 });
    trust({ officeId: one, name: 'Huyện mới', validFrom: 5 });
    trust({ officeId: two, name: 'Bộ Nội vụ', relation: 'above' });
    trust({ officeId: three, name: 'Huyện đã thu hồi', revoked: true });
    expect((await arrivals()).map(({ officeId, name, state }) => [officeId, name, state])).toEqual([
      [one, 'Huyện mới', 'missing'],
    ]);
    // A revoked newest key leaves the one before it.
    trust({ officeId: one, name: 'Huyện mất máy', validFrom: 9, revoked: true });
    expect((await arrivals()).map(({ name }) => name)).toEqual(['Huyện mới']);
  });

  test('is in time to the last instant of the due day, and late after it', async () => {
    trust({ officeId: one, name: 'A' });
    trust({ officeId: two, name: 'B' });
    trust({ officeId: three, name: 'C' });
    const inTime = send(one, { arrivedAt: lastInstantOf(asked.dueOn) });
    send(two, { arrivedAt: lastInstantOf(asked.dueOn) + 1 });
    // What comes tomorrow has not come today.
    send(three, { arrivedAt: lastInstantOf(asked.today) + 1 });
    expect((await arrivals()).map(({ state }) => state)).toEqual(['arrived', 'late', 'missing']);
    // A later package does not make it late; it is the one that is shown.
    const newest = send(one, { kind: 'since', arrivedAt: lastInstantOf('2022-07-08') });
    const [shown] = await arrivals();
    expect(shown).toMatchObject({ state: 'arrived', packageId: newest });
    expect(newest).not.toBe(inTime);
  });

  test('counts what was made on the last day of the period, or is of that period', async () => {
    trust({ officeId: one, name: 'A' });
    send(one, { madeAt: reached - 1 });
    expect(await stateOf(one)).toBe('missing');
    send(one, { kind: 'plan', madeAt: reached });
    send(one, { kind: 'period', period: ['2022-01-01', '2022-06-29'] });
    send(one, { kind: 'period', period: ['2022-07-01', '2022-09-30'] });
    expect(await stateOf(one)).toBe('missing');
    // Nobody tells what had not happened yet when it came, whatever their clock says.
    send(one, { madeAt: lastInstantOf('2035-01-01'), arrivedAt: reached - 1 });
    expect(await stateOf(one)).toBe('missing');
    send(one, { kind: 'period', period: ['2022-06-30', '2022-06-30'], madeAt: reached - 1 });
    expect(await stateOf(one)).toBe('arrived');
  });

  test('leaves out what waits, was taken back, or went out, and counts what waits', async () => {
    trust({ officeId: one, name: 'A' });
    send(one, { state: 'held' });
    send(one, { state: 'held' });
    send(one, { state: 'undone' });
    send(one, { direction: 'out' });
    expect(await arrivals()).toMatchObject([
      { officeId: one, state: 'missing', packageId: null, madeAt: null, arrivedAt: null, waiting: 2 },
    ]);
    send(one);
    expect(await arrivals()).toMatchObject([{ state: 'arrived', waiting: 2 }]);
  });
});
