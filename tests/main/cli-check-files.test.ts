// `check-files`: the store of files compared with the data, for a person and for a script.
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWorkplace } from './cli-fixture.ts';

let place: ReturnType<typeof createWorkplace>;
beforeEach(() => {
  place = createWorkplace();
});
afterEach(() => place.remove());

test('fine, with something left over, and with something lost', async () => {
  const printer = null;
  await place.run(['sample', 'lai-vung-2022', '--data', place.data], { printer });
  const check = async (...more: readonly string[]) => {
    const { code, out, err } = await place.run(['check-files', ...more, '--data', place.data]);
    const answer = JSON.parse(out) as { files: number; faults: { kind: string; name: string }[] };
    return { code, answer, error: err === '' ? null : (JSON.parse(err) as { code: string }).code };
  };
  const clean = await check();
  expect(clean).toMatchObject({ code: 0, error: null, answer: { faults: [] } });
  const application = place.open(place.data, 'write');
  const request = new Request('app://bundle/upload?purpose=scan&name=a.pdf', {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: '%PDF-1.7 bản quét',
  });
  await application.web(request, { transport: 'app', origin: 'app://bundle' });
  await application.close();
  expect((await check('--deep')).answer).toEqual({
    ...clean.answer,
    files: clean.answer.files + 1,
    bytes: expect.any(Number) as number,
  });
  const store = path.join(place.data, 'blobs');
  writeFileSync(path.join(store, 'lạ.txt'), 'x');
  expect(await check()).toMatchObject({
    code: 0,
    error: null,
    answer: { faults: [{ kind: 'orphan', name: 'lạ.txt' }] },
  });
  for (const entry of readdirSync(store, { withFileTypes: true })) {
    if (entry.isDirectory()) rmSync(path.join(store, entry.name), { recursive: true });
  }
  const lost = await check();
  expect(lost).toMatchObject({ code: 1, error: 'CORRUPT' });
  expect(lost.answer.faults.map(({ kind }) => kind)).toContain('missing');
  expect((await place.run(['check-files', 'thừa', '--data', place.data])).code).toBe(2);
});
