// A package made in a real thread: the seal reaches it, the file reaches the browser, and it can be stopped.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WorkEvent } from '../../../core/contract/events.ts';
import type { Input, Method, Output } from '../../../core/contract/index.ts';
import { type Application, createApplication } from '../../../main/application.ts';
import { openPackage } from '../../../main/exchange/package-reader.ts';
import { createSilentLog } from '../../../main/log.ts';
import { sourceWriter } from './source-writer.ts';

const ORIGIN = 'app://bundle';
let folder: string;
let application: Application;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'cchc-export-'));
  application = createApplication({
    folder,
    mode: 'write',
    distFolder: folder,
    printer: null,
    log: createSilentLog(),
    writer: sourceWriter,
    checkOutput: true,
  });
  await call('system.loadSample', { name: 'hai-duong-2019', illustrative: true });
  await call('keys.make', { passphrase: 'mùa thu vàng lá' });
}, 120_000);
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
const wish = {
  scope: { kind: 'complete' },
  recipient: { kind: 'passphrase', passphrase: 'chín con trâu đen', name: 'UBND tỉnh' },
  place: null,
} as const;
const workFolder = () => path.join(folder, 'exchange-work');

test('the link gives the very file that was read back', async () => {
  const preview = await call('exchange.previewSend', { scope: wish.scope, officeId: null });
  const sent = await call('exchange.send', wish);
  expect(sent.counts).toEqual(preview.counts);
  expect(sent.paths).toEqual([]);
  const response = await application.web(new Request(`${ORIGIN}${sent.file?.url ?? ''}`), {
    transport: 'app',
    origin: ORIGIN,
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect(bytes.length).toBe(sent.package.bytes);
  const copy = path.join(folder, 'copy.cchc');
  writeFileSync(copy, bytes);
  const opened = await openPackage({
    paths: [copy],
    identities: [],
    passphrase: 'chín con trâu đen',
    workFolder: workFolder(),
    progress: { step: () => undefined },
  });
  expect(opened.header.seq).toBe(1);
  opened.close();
}, 120_000);

test('stopped from the screen, nothing is left and the number is free', async () => {
  const events: WorkEvent[] = [];
  application.onEvent((event) => {
    if (event.type !== 'work') return;
    events.push(event);
    if (event.writes && event.state === 'running') void send('work.cancel', { id: event.id });
  });
  const answer = await send('exchange.send', wish);
  expect(answer.ok ? 'ok' : answer.error.code).toBe('CANCELLED');
  expect(events.at(-1)?.state).toBe('cancelled');
  expect(readdirSync(workFolder())).toEqual([]);
  expect((await call('exchange.packages', {})).rows).toEqual([]);
}, 120_000);
