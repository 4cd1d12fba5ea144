// Long work in a real thread over a real folder: it writes beside the screen, tells how far it is, and can be stopped.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Envelope } from '../../../core/contract/error.ts';
import type { AppEvent, WorkEvent } from '../../../core/contract/events.ts';
import type { Input, Method, Output } from '../../../core/contract/index.ts';
import { type Application, createApplication } from '../../../main/application.ts';
import { createSilentLog } from '../../../main/log.ts';
import { officeInput } from '../services/fixture.ts';
import { sourceWriter } from './source-writer.ts';
import type { WriterEntry } from '../../../main/work/beside.ts';

let folder: string;
let application: Application;
let events: AppEvent[];

function start(writer: WriterEntry = sourceWriter): void {
  application = createApplication({
    folder,
    mode: 'write',
    distFolder: folder,
    printer: null,
    log: createSilentLog(),
    writer,
    checkOutput: true,
  });
  events = [];
  application.onEvent((event) => events.push(event));
}

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'cchc-work-'));
  start();
  await call('system.setUp', officeInput);
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
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value as Output<M>;
}
const codeOf = (answer: Envelope<unknown>) => (answer.ok ? 'ok' : answer.error.code);
const work = () => events.filter((event): event is WorkEvent => event.type === 'work');

/** The first event that it holds for, from now on. */
function next(wanted: (event: WorkEvent) => boolean): Promise<WorkEvent> {
  return new Promise((resolve) => {
    const stop = application.onEvent((event) => {
      if (event.type !== 'work' || !wanted(event)) return;
      stop();
      resolve(event);
    });
  });
}

/** Work that has ended before it was seen to run says why. */
function seen(begun: Promise<WorkEvent>, ended: Promise<unknown>): Promise<WorkEvent> {
  const tooEarly = ended.then((value) => {
    throw new Error(`ended at once: ${JSON.stringify(value)}`);
  });
  return Promise.race([begun, tooEarly]);
}

const person = { fullName: 'Vũ Thị Mơ', position: null, active: true };

describe('the catalogue is loaded beside the screen', () => {
  test('meanwhile questions are answered, commands wait, and the event loop turns', async () => {
    const begun = next(({ state, total }) => state === 'running' && total !== null);
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 1);
    const loading = call('catalogue.load', {});
    const running = await seen(begun, loading);
    expect(running).toMatchObject({ method: 'catalogue.load', total: 3355, writes: true });
    expect(codeOf(await send('persons.create', person))).toBe('BUSY');
    expect(codeOf(await send('catalogue.load', {}))).toBe('BUSY');
    expect((await call('catalogue.shipped', {})).length).toBe(34);
    expect((await call('persons.list', {})).length).toBe(1);
    const status = await loading;
    clearInterval(turning);
    expect(turns).toBeGreaterThan(20);
    expect(status).toMatchObject({ loaded: true, provinces: 34, communes: 3321 });

    // The change reaches the screens as any other, and the end comes after it.
    const last = events.slice(-2);
    expect(last).toMatchObject([
      { type: 'changed', tables: ['admin_unit'] },
      { type: 'work', state: 'done', done: 3355 },
    ]);
    expect(new Set(work().map(({ id }) => id)).size).toBe(1);
    expect((await call('persons.create', person)).fullName).toBe(person.fullName);
    // The chain holds across both writers.
    expect(await call('journal.verify', {})).toMatchObject({ intact: true });
  });

  test('loading again writes nothing, and it is no step to undo', async () => {
    await call('catalogue.load', {});
    const sets = (await call('journal.list', {})).rows.length;
    await call('catalogue.load', {});
    expect((await call('journal.list', {})).rows).toHaveLength(sets);
    expect((await call('journal.state', {})).undo).toBeNull();
    const rows = await call('catalogue.units', { level: 'province', limit: 200 });
    expect(rows.total).toBe(34);
  });
});

/** Agencies of a file: more rows, and more changes, than are written in the main thread. */
const ROWS = 1200;
async function upload() {
  const lines = Array.from(
    { length: ROWS },
    (_one, index) => `${index + 1},Trường số ${index + 1},Đơn vị trực thuộc`,
  );
  const origin = 'http://127.0.0.1:1';
  const response = await application.web(
    new Request(`${origin}/upload?purpose=import&name=truong.csv`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: ['STT,Tên cơ quan,Loại cơ quan', ...lines].join('\n'),
    }),
    { transport: 'http', origin },
  );
  const uploaded = (await response.json()) as { value: { id: string } };
  const source = { purpose: 'agencies', file: uploaded.value.id, fileName: 'truong.csv' } as const;
  const preview = await call('imports.preview', source);
  return { source, digest: preview.digest, preview };
}
async function importMany(): Promise<void> {
  const { source, digest } = await upload();
  await call('imports.apply', { source, digest });
  events.length = 0;
}
const agencies = async () => (await call('agencies.list', {})).total;
const intact = async () => (await call('journal.verify', {})).intact;

describe('a spreadsheet of many rows is written beside the screen', () => {
  test('with the file that was uploaded, as one change set that one undo takes back', async () => {
    const { source, digest, preview } = await upload();
    expect(preview.counts).toMatchObject({ add: ROWS, errors: 0 });
    // So many are looked at beside the screen as well, and nobody has to wait for that.
    expect(work().every(({ method, writes }) => method === 'imports.preview' && !writes)).toBe(true);
    expect(work().at(-1)).toMatchObject({ state: 'done' });
    events.length = 0;
    const begun = next(({ state, total }) => state === 'running' && total !== null);
    const applying = call('imports.apply', { source, digest });
    expect(await seen(begun, applying)).toMatchObject({ total: ROWS });
    expect(codeOf(await send('persons.create', person))).toBe('BUSY');
    expect(await applying).toMatchObject({ added: ROWS, leftOut: 0 });
    expect(work().at(-1)).toMatchObject({ method: 'imports.apply', state: 'done', done: ROWS });
    const steps = work().map(({ done }) => done);
    expect(steps).toEqual(steps.toSorted((one, other) => one - other));
    expect(events.some((event) => event.type === 'changed' && event.tables.includes('agency'))).toBe(true);
    expect(await agencies()).toBe(ROWS);
    await call('journal.undo', {});
    expect(await agencies()).toBe(0);
    // What it refuses, it refuses as it would have here.
    expect(codeOf(await send('imports.apply', { source, digest: 'other' }))).toBe('CONFLICT');
  });

  test('stopped while rows are written, nothing of it is left', async () => {
    const { source, digest } = await upload();
    const begun = next(({ state, total }) => state === 'running' && total !== null);
    const applying = send('imports.apply', { source, digest });
    const { id } = await seen(begun, applying);
    expect(await call('work.cancel', { id })).toEqual({ cancelled: true });
    expect(codeOf(await applying)).toBe('CANCELLED');
    expect(work().at(-1)).toMatchObject({ id, state: 'cancelled' });
    expect(events.some((event) => event.type === 'changed')).toBe(false);
    expect(await agencies()).toBe(0);
    expect(await call('search.find', { text: 'Trường số 1' })).toEqual([]);
    expect((await call('journal.state', {})).undo).toBeNull();
    expect(await intact()).toBe(true);
    expect(await call('imports.apply', { source, digest })).toMatchObject({ added: ROWS });
  });
});

describe('many changes are taken back beside the screen', () => {
  beforeEach(importMany);

  test('and brought back, while questions are answered and commands wait', async () => {
    for (const [method, left] of [
      ['journal.undo', 0],
      ['journal.redo', ROWS],
    ] as const) {
      events.length = 0;
      const begun = next(({ state, total }) => state === 'running' && total !== null);
      const moving = call(method, {});
      // An agency and its name each.
      expect(await seen(begun, moving)).toMatchObject({ method, total: ROWS * 2, writes: true });
      expect(codeOf(await send('persons.create', person))).toBe('BUSY');
      expect(codeOf(await send(method, {}))).toBe('BUSY');
      expect((await call('persons.list', {})).length).toBe(1);
      expect(await moving).toMatchObject(left === 0 ? { undo: null } : { redo: null });
      expect(work().at(-1)).toMatchObject({ method, state: 'done' });
      expect(events.some((event) => event.type === 'changed' && event.tables.includes('agency'))).toBe(true);
      expect(await agencies()).toBe(left);
    }
    expect(await intact()).toBe(true);
  });

  test('or stopped on the way, and then nothing has moved', async () => {
    const begun = next(({ state, done, total }) => state === 'running' && total !== null && done > 0);
    const undoing = send('journal.undo', {});
    const { id } = await seen(begun, undoing);
    expect(await call('work.cancel', { id })).toEqual({ cancelled: true });
    expect(codeOf(await undoing)).toBe('CANCELLED');
    expect(await agencies()).toBe(ROWS);
    expect((await call('journal.state', {})).undo?.method).toBe('imports.apply');
    expect(await intact()).toBe(true);
    await call('journal.undo', {});
    expect(await agencies()).toBe(0);
  });

  test('refused as a few would be, where something of them has been erased', async () => {
    const connection = new Database(path.join(folder, 'cchc.db'));
    connection.exec(
      'DELETE FROM change_payload WHERE change_id = (SELECT max(change_id) FROM change_payload)',
    );
    connection.close();
    expect(codeOf(await send('journal.undo', {}))).toBe('UNDO_BARRIER');
    expect(work().at(-1)).toMatchObject({ method: 'journal.undo', state: 'failed' });
    expect(await agencies()).toBe(ROWS);
  });
});

test('many changes are not taken back where somebody else has changed one of their rows', async () => {
  const own = (await call('persons.list', {}))[0]!.id;
  const stranger = await call('persons.create', person);
  await importMany();
  await call('persons.act', { id: stranger.id });
  const [agency] = (await call('agencies.list', { limit: 1 })).rows;
  await call('agencies.update', { id: agency!.id, rev: agency!.rev, patch: { note: 'xem lại' } });
  await call('persons.act', { id: own });
  const refused = await send('journal.undo', {});
  expect(refused).toMatchObject({ ok: false, error: { code: 'CONFLICT', detail: { entity: 'agency' } } });
  expect(work().at(-1)).toMatchObject({ method: 'journal.undo', state: 'failed' });
  expect(await agencies()).toBe(ROWS);
  expect(codeOf(await send('journal.redo', {}))).toBe('NOTHING_TO_UNDO');
});

describe('stopping', () => {
  test('at a step: everything that was written is taken back, and the next work starts afresh', async () => {
    const begun = next(({ state }) => state === 'running');
    const loading = send('catalogue.load', {});
    const { id } = await seen(begun, loading);
    expect(await call('work.cancel', { id: 'other' })).toEqual({ cancelled: false });
    expect(await call('work.cancel', { id })).toEqual({ cancelled: true });
    expect(codeOf(await loading)).toBe('CANCELLED');
    expect(work().at(-1)).toMatchObject({ id, state: 'cancelled' });
    expect(events.some((event) => event.type === 'changed')).toBe(false);
    expect(await call('catalogue.status', {})).toMatchObject({ loaded: false, communes: 0 });
    expect(await call('work.cancel', { id })).toEqual({ cancelled: false });
    expect(await call('catalogue.load', {})).toMatchObject({ loaded: true });
  });

  test('closing the application stops it whole', async () => {
    const begun = next(({ state, total }) => state === 'running' && total !== null);
    const loading = send('catalogue.load', {});
    await seen(begun, loading);
    await application.close();
    const code = codeOf(await loading);
    start();
    const { communes } = await call('catalogue.status', {});
    expect([
      ['CANCELLED', 0],
      ['ok', 3321],
    ]).toContainEqual([code, communes]);
  });
});

describe('a thread that fails', () => {
  const broken = async (source: string) => {
    await application.close();
    const file = path.join(folder, 'broken.mjs');
    writeFileSync(file, source);
    start({ file });
    const answer = await send('catalogue.load', {});
    const end = work().at(-1)?.state;
    // Nobody waits for it any longer.
    expect(codeOf(await send('persons.create', person))).toBe('ok');
    return { answer, end };
  };
  const says = (...messages: object[]) =>
    `import { parentPort } from 'node:worker_threads';
     for (const one of ${JSON.stringify(messages)}) parentPort.postMessage(one);`;
  const ready = { type: 'ready' };

  test('at its work is an internal error, and commands go on', async () => {
    const waits = 'await new Promise((resolve) => setTimeout(resolve, 50));';
    const { answer, end } = await broken(`${says(ready)} ${waits} throw new Error('no such thing');`);
    expect([codeOf(answer), end]).toEqual(['INTERNAL', 'failed']);
    expect(await call('catalogue.status', {})).toMatchObject({ loaded: false });
  });

  test('by ending without a word, too', async () => {
    const { answer, end } = await broken(says(ready));
    expect([codeOf(answer), end]).toEqual(['INTERNAL', 'failed']);
  });

  test('by a fault that it tells is an internal error as well', async () => {
    const { answer, end } = await broken(says(ready, { type: 'broken', text: 'a stack' }));
    expect(answer).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
    expect(JSON.stringify(answer)).not.toContain('a stack');
    expect(end).toBe('failed');
  });

  test('that refuses says why', async () => {
    const error = { code: 'DISK_FULL', detail: { free: 0 } };
    const { answer, end } = await broken(says(ready, { type: 'refused', error }));
    expect(answer).toMatchObject({ ok: false, error });
    expect(end).toBe('failed');
  });

  test('to start leaves the work to the main thread', async () => {
    const { answer, end } = await broken('throw new Error("cannot be loaded");');
    expect([codeOf(answer), end]).toEqual(['ok', 'done']);
    expect(await call('catalogue.status', {})).toMatchObject({ loaded: true });
  });
});

test('without a thread the work is done all the same', async () => {
  await application.close();
  start({ file: path.join(folder, 'nowhere.js') });
  expect(await call('catalogue.load', {})).toMatchObject({ loaded: true, communes: 3321 });
  expect(work()).toEqual([]);
});
