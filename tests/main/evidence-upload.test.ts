// The whole way of evidence without a window: POST /upload, then the call that takes it. Limits are kept before the
// bytes are read whole, and what is not taken is not left in the data folder.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Application, createApplication } from '../../main/application.ts';
import { bytesOf, exifSegment, jpegOf } from '../core/rules/photo-fixture.ts';

const origin = 'app://bundle';
const MB = 1024 * 1024;
let folder: string;
let application: Application;
let visitId: string;

const start = () =>
  createApplication({
    folder,
    mode: 'write',
    distFolder: path.join(folder, 'none'),
    printer: null,
    checkOutput: true,
  });
async function call<T>(method: string, input: unknown): Promise<T> {
  const answer = await application.dispatch(method, input, { transport: 'ipc', meta: {} });
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value as T;
}
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'cchc-evidence-'));
  application = start();
  const { planId } = await call<{ planId: string }>('system.loadSample', { name: 'lai-vung-2022' });
  visitId = (await call<{ id: string }[]>('visits.list', { planId }))[0]!.id;
});
afterEach(async () => {
  await application.close();
  rmSync(folder, { recursive: true, force: true });
});

async function upload(body: BodyInit | null, name: string, headers: Record<string, string> = {}) {
  const request = new Request(`${origin}/upload?purpose=evidence&name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', ...headers },
    body,
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  } as RequestInit);
  const response = await application.web(request, { transport: 'app', origin });
  const answer = (await response.json()) as {
    value?: { id: string; url: string; size: number; sha256: string };
    error?: { code: string; detail?: unknown };
  };
  return { status: response.status, ...answer };
}
const left = () => {
  const store = path.join(folder, 'blobs');
  return existsSync(store)
    ? readdirSync(store, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length
    : 0;
};
/** Pieces of one megabyte, counted as they are asked for. */
function flood(megabytes: number) {
  let given = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (given >= megabytes) return controller.close();
      given += 1;
      return controller.enqueue(new Uint8Array(MB).fill(65));
    },
  });
  return { stream, given: () => given };
}

test('200 MB are refused by what they say they are, and not read', async () => {
  const { stream, given } = flood(200);
  const answer = await upload(stream, 'ảnh.jpg', { 'content-length': String(200 * MB) });
  expect(answer).toMatchObject({
    status: 413,
    error: { code: 'TOO_LARGE', detail: { limit: 50 * MB, name: 'ảnh.jpg' } },
  });
  expect(given()).toBeLessThanOrEqual(2);
  expect(left()).toBe(0);
});

test('without a word about their size they are refused at the limit, and nothing is left', async () => {
  const { stream, given } = flood(200);
  const answer = await upload(stream, 'ảnh.jpg');
  expect(answer).toMatchObject({ status: 413, error: { code: 'TOO_LARGE' } });
  expect(given()).toBeLessThanOrEqual(54);
  expect(left()).toBe(0);
});

test.each([
  ['no body', null, {}],
  ['a body of nothing', new Blob([]).stream(), {}],
  ['a length of nothing', '', { 'content-length': '0' }],
])('%s is an empty file', async (_name, body, headers) => {
  expect(await upload(body, 'rỗng.pdf', headers)).toMatchObject({
    status: 400,
    error: { code: 'FILE_EMPTY', detail: { name: 'rỗng.pdf' } },
  });
  expect(left()).toBe(0);
});

test('a photo comes in, loses its place, and is read again as an image that runs nowhere', async () => {
  const photo = jpegOf([exifSegment({ gps: true, taken: '2019:09:16 08:30:00' })]);
  const sent = await upload(photo as Uint8Array<ArrayBuffer>, 'ảnh.jpg');
  expect(sent.value).toMatchObject({ size: photo.length });
  const row = await call<{ id: string; sha256: string; location: string }>('evidence.add', {
    visitId,
    file: sent.value!.id,
    fileName: 'ảnh.jpg',
  });
  expect(row).toMatchObject({ location: 'removed', takenOn: '2019-09-16' });
  expect(left()).toBe(1);
  // The upload itself is gone with the place in it.
  expect(
    (await application.web(new Request(`${origin}${sent.value!.url}`), { transport: 'app', origin })).status,
  ).toBe(404);
  const { url } = await call<{ url: string }>('evidence.open', { id: row.id });
  const shown = await application.web(new Request(`${origin}${url}`), { transport: 'app', origin });
  expect(shown.headers.get('content-type')).toBe('image/jpeg');
  expect(shown.headers.get('content-disposition')).toMatch(/^attachment/);
  expect(shown.headers.get('content-security-policy')).toContain('sandbox');
  expect(shown.headers.get('x-content-type-options')).toBe('nosniff');
  expect(Buffer.from(await shown.arrayBuffer()).includes('GPS')).toBe(false);
});

test('what waits when the application ends is not there when it starts again', async () => {
  await upload(bytesOf('%PDF-1.7') as Uint8Array<ArrayBuffer>, 'a.pdf');
  expect(left()).toBe(1);
  await application.close();
  expect(left()).toBe(0);
  application = start();
});
