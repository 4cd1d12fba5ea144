// A register of many thousand lines: looked at, written, drawn from and taken back while the screens go on.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AppEvent, WorkEvent } from '../../../core/contract/events.ts';
import type { Input, Method, Output } from '../../../core/contract/index.ts';
import { type Application, createApplication } from '../../../main/application.ts';
import { createSilentLog } from '../../../main/log.ts';
import { noVersion, officeInput } from '../services/fixture.ts';
import { sourceWriter } from './source-writer.ts';

const LINES = 12_000;
// From the sources every thread reads all of them first.
const LONG = { timeout: 180_000 };
let folder: string;
let application: Application;
let events: AppEvent[];
let visitId: string;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'cchc-register-'));
  application = createApplication({
    folder,
    mode: 'write',
    distFolder: folder,
    printer: null,
    log: createSilentLog(),
    writer: sourceWriter,
    checkOutput: true,
  });
  events = [];
  application.onEvent((event) => events.push(event));
  await call('system.setUp', officeInput);
  const plan = await call('plans.create', { title: 'Kiểm tra CCHC năm 2019', year: 2019 });
  const agency = await call('agencies.create', {
    kind: 'ubnd_huyen',
    version: { ...noVersion, name: 'UBND huyện Nam Sách' },
  });
  const visit = await call('visits.create', { planId: plan.id, agencyId: agency.id, startsOn: '2019-09-16' });
  visitId = visit.id;
  events.length = 0;
});
afterEach(async () => {
  await application.close();
  rmSync(folder, { recursive: true, force: true });
});

const send = (method: Method, input: unknown) =>
  application.dispatch(method, input, { transport: 'cli', meta: {} });
async function call<M extends Method>(method: M, input: Input<M>): Promise<Output<M>> {
  const answer = await send(method, input);
  if (!answer.ok) throw new Error(`${method}: ${JSON.stringify(answer.error)}`);
  return answer.value as Output<M>;
}
const work = () => events.filter((event): event is WorkEvent => event.type === 'work');
function next(method: Method): Promise<WorkEvent> {
  return new Promise((resolve) => {
    const stop = application.onEvent((event) => {
      if (event.type !== 'work' || event.method !== method || event.state !== 'running') return;
      stop();
      resolve(event);
    });
  });
}

async function upload(): Promise<Input<'imports.preview'>> {
  const lines = Array.from({ length: LINES }, (_one, index) => {
    const late = index % 20 === 0;
    return `HS-${String(index + 1)},Thủ tục số ${String(index % 50)},Lĩnh vực ${String(index % 7)},01/8/2019 08:00,05/8/2019,${late ? '09' : '04'}/8/2019,${index % 100 === 1 ? 'Từ chối' : 'Đã trả kết quả'}`;
  });
  const header = 'Mã hồ sơ,Tên TTHC,Lĩnh vực,Ngày tiếp nhận,Ngày hẹn trả,Ngày trả kết quả,Trạng thái';
  const origin = 'http://127.0.0.1:1';
  const response = await application.web(
    new Request(`${origin}/upload?purpose=import&name=so.csv`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: `\ufeff${[header, ...lines].join('\n')}\n`,
    }),
    { transport: 'http', origin },
  );
  const uploaded = (await response.json()) as { value: { id: string } };
  const { id } = uploaded.value;
  return { purpose: 'dossiers', file: id, fileName: 'so.csv', targetId: visitId };
}

/** The most that this thread computed between two turns of its loop, in milliseconds: however busy the machine is. */
async function longestTurn<T>(during: () => Promise<T>): Promise<{ value: T; turn: number }> {
  const computed = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  let [last, turn] = [computed(), 0];
  const timer = setInterval(() => {
    const now = computed();
    turn = Math.max(turn, now - last);
    last = now;
  }, 1);
  try {
    return { value: await during(), turn };
  } finally {
    clearInterval(timer);
  }
}

test(
  'the preview, the writing and the draw leave the main thread free; taking back is one row',
  LONG,
  async () => {
    const source = await upload();
    const looked = await longestTurn(() => call('imports.preview', source));
    expect(looked.value.counts).toMatchObject({ rows: LINES, add: LINES, errors: 0 });
    expect(looked.value.rows).toHaveLength(500);
    expect(new Set(work().map(({ method, writes }) => `${method} ${String(writes)}`))).toEqual(
      new Set(['imports.preview false']),
    );
    events.length = 0;
    const written = await longestTurn(() => call('imports.apply', { source, digest: looked.value.digest }));
    expect(written.value).toMatchObject({ added: LINES, leftOut: 0 });
    const steps = work().flatMap(({ done, total }) => (total === null ? [] : [done / total]));
    expect(steps.length).toBeGreaterThan(0);
    expect(steps).toEqual(steps.toSorted((one, other) => one - other));
    // With this, everything else of the application goes on as if nothing were imported.
    expect(Math.max(looked.turn, written.turn)).toBeLessThan(50);
    const [register] = await call('registers.list', { visitId });
    expect(register).toMatchObject({ lines: LINES, overdue: LINES / 20, rejected: LINES / 100 });

    events.length = 0;
    const sample = await call('samples.draw', {
      registerId: register!.id,
      size: 40,
      seed: '1',
      byField: true,
    });
    expect(sample.items).toBe(LINES / 20 + LINES / 100 + 40);
    expect(work().some(({ method }) => method === 'samples.draw')).toBe(true);
    const { items } = await call('samples.get', { id: sample.id });
    expect(new Set(items.map(({ rowNo }) => rowNo)).size).toBe(items.length);

    await call('journal.undo', {});
    events.length = 0;
    await call('journal.undo', {});
    // One row: nobody had to wait.
    expect(work()).toEqual([]);
    expect(await call('registers.list', { visitId })).toEqual([]);
    await call('journal.redo', {});
    expect(
      (await call('registers.lines', { id: register!.id, from: LINES - 1, limit: 100 })).rows,
    ).toMatchObject([{ rowNo: LINES, code: `HS-${String(LINES)}` }]);
  },
);

test('stopped while it is looked at, or while it is written, nothing is left', LONG, async () => {
  const source = await upload();
  const begun = next('imports.preview');
  const looking = send('imports.preview', source);
  const { id } = await begun;
  // Whoever looks holds up nobody who writes.
  expect((await send('persons.create', { fullName: 'Vũ Thị Mơ', position: null, active: true })).ok).toBe(
    true,
  );
  expect(await call('work.cancel', { id })).toEqual({ cancelled: true });
  expect(await looking).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
  expect(work().at(-1)).toMatchObject({ id, state: 'cancelled', writes: false });

  const { digest } = await call('imports.preview', source);
  const writing = next('imports.apply');
  const applying = send('imports.apply', { source, digest });
  const { id: second } = await writing;
  expect(await call('work.cancel', { id: second })).toEqual({ cancelled: true });
  expect(await applying).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
  expect(await call('registers.list', { visitId })).toEqual([]);
  const database = new Database(path.join(folder, 'cchc.db'), { readonly: true });
  expect(database.prepare('SELECT count(*) FROM register_line').pluck().get()).toBe(0);
  database.close();
  expect(await call('work.cancel', { id: second })).toEqual({ cancelled: false });
});
