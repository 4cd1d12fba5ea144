// A package looked at and taken in real threads: the seal reaches them, they can be stopped anywhere, and what they answer
// is handed out by whoever asked.
import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WorkEvent } from '../../../core/contract/events.ts';
import type { Input, Method, Output } from '../../../core/contract/index.ts';
import { readReceipt } from '../../../core/exchange/package/receipt.ts';
import { type Application, createApplication } from '../../../main/application.ts';
import { createSilentLog } from '../../../main/log.ts';
import { officeInput } from '../services/fixture.ts';
import { sourceWriter } from './source-writer.ts';

const ORIGIN = 'app://bundle';
let root: string;
let sender: Application;
let receiver: Application;
let file: string;

function open(name: string): Application {
  return createApplication({
    folder: path.join(root, name),
    mode: 'write',
    distFolder: root,
    printer: null,
    log: createSilentLog(),
    writer: sourceWriter,
    checkOutput: true,
  });
}
const dispatch = (application: Application, method: Method, input: unknown) =>
  application.dispatch(method, input, { transport: 'cli', meta: {} });
async function call<M extends Method>(
  application: Application,
  method: M,
  input: Input<M>,
): Promise<Output<M>> {
  const answer = await dispatch(application, method, input);
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value as Output<M>;
}
const bytesOf = async (application: Application, url: string) =>
  new Uint8Array(
    await (
      await application.web(new Request(`${ORIGIN}${url}`), { transport: 'app', origin: ORIGIN })
    ).arrayBuffer(),
  );

const PASSPHRASE = 'chín con trâu đen';
const ask = () => ({ source: { kind: 'path', path: file } as const, passphrase: PASSPHRASE });

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'cchc-receiving-'));
  [sender, receiver] = [open('sender'), open('receiver')];
  await call(sender, 'system.loadSample', { name: 'hai-duong-2019', illustrative: true });
  await call(receiver, 'system.setUp', officeInput);
  for (const one of [sender, receiver]) await call(one, 'keys.make', { passphrase: 'mùa thu vàng lá' });
  const card = await call(sender, 'keys.card', {});
  const cardFile = path.join(root, 'the.cchck');
  writeFileSync(cardFile, await bytesOf(sender, card.url));
  const source = { kind: 'path', path: cardFile } as const;
  const { fingerprint } = await call(receiver, 'trust.look', { source });
  await call(receiver, 'trust.add', { source, relation: 'below', fingerprint });
  const sent = await call(sender, 'exchange.send', {
    scope: { kind: 'complete' },
    recipient: { kind: 'passphrase', passphrase: PASSPHRASE, name: 'UBND tỉnh' },
    place: root,
  });
  file = path.join(root, 'gói.cchc');
  copyFileSync(sent.paths[0] ?? '', file);
}, 300_000);
afterAll(async () => {
  await sender.close();
  await receiver.close();
  rmSync(root, { recursive: true, force: true });
});

const left = () => readdirSync(path.join(root, 'receiver', 'exchange-work'));
const rows = async () => [
  (await call(receiver, 'exchange.packages', {})).rows,
  await call(receiver, 'plans.list', {}),
  await call(receiver, 'agencies.list', {}),
];

test('looked at: told how far it is, and stopped anywhere it leaves nothing', async () => {
  const seen: WorkEvent[] = [];
  const forget = receiver.onEvent((event) => {
    if (event.type === 'work') seen.push(event);
  });
  const preview = await call(receiver, 'exchange.look', ask());
  forget();
  expect(preview.outcome).toBe('merge');
  expect(seen.length).toBeGreaterThan(0);
  const stop = receiver.onEvent((event) => {
    if (event.type === 'work' && event.state === 'running')
      void dispatch(receiver, 'work.cancel', { id: event.id });
  });
  const answer = await dispatch(receiver, 'exchange.look', ask());
  stop();
  expect(answer.ok ? 'ok' : answer.error.code).toBe('CANCELLED');
  expect(left()).toEqual([]);
}, 300_000);

test('taken: stopped at several points not a row is written, then it is taken and the answer is handed out', async () => {
  let { digest } = await call(receiver, 'exchange.look', ask());
  const before = await rows();
  for (const share of [0, 0.3, 0.7]) {
    const stop = receiver.onEvent((event) => {
      if (event.type !== 'work' || event.state !== 'running' || !event.writes) return;
      if (share === 0 || (event.total !== null && event.total > 0 && event.done / event.total >= share))
        void dispatch(receiver, 'work.cancel', { id: event.id });
    });
    const answer = await dispatch(receiver, 'exchange.receive', { ...ask(), digest });
    stop();
    expect(left()).toEqual([]);
    if (answer.ok && share > 0) {
      // The word to stop came after the last row was written: then everything is there, and goes again as one.
      const { package: late } = answer.value as Output<'exchange.receive'>;
      expect(late.state, String(share)).toBe('merged');
      await call(receiver, 'exchange.undo', { id: late.id });
      expect((await rows()).slice(1), String(share)).toEqual(before.slice(1));
      // What was looked at before is not what is here now.
      ({ digest } = await call(receiver, 'exchange.look', ask()));
      break;
    }
    expect(answer.ok ? 'ok' : answer.error.code, String(share)).toBe('CANCELLED');
    expect(await rows(), String(share)).toEqual(before);
  }
  const taken = await call(receiver, 'exchange.receive', { ...ask(), digest });
  expect(taken).toMatchObject({ outcome: 'merged', package: { state: 'merged' } });
  const receipt = readReceipt(await bytesOf(receiver, taken.receipt.url));
  expect(receipt.receipt).toMatchObject({ outcome: 'merged', seq: 1 });
  expect(left()).toEqual([]);
  const again = await call(receiver, 'exchange.look', ask());
  expect(again.outcome).toBe('nothing');
  await call(receiver, 'exchange.undo', { id: taken.package.id });
  expect((await rows()).slice(1)).toEqual(before.slice(1));
}, 600_000);
