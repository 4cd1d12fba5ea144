// A paper that another office has issued and whose pages it did not send along: its row stands, its pages are missed in
// words.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { errorText } from '../../core/contract/error-text.ts';
import { makeRound } from '../main/services/fixture.ts';
import { believe, createWorld, receive, send, type World } from './sealed-offices.ts';

let world: World;
beforeEach(() => {
  world = createWorld();
});
afterEach(() => world.close());

test('the page of the paper opens, its pages and its Word file say who has them, and they may come later', async () => {
  const sender = await world.office('Sở Nội vụ tỉnh Tiền Giang', 'province');
  const here = await world.office('UBND tỉnh Đồng Tháp', 'province');
  believe(sender, here, 'above');
  believe(here, sender, 'other');
  const { plan } = await makeRound(sender);
  const { journal, ids, session, blobs } = sender.context;
  const model = blobs.put(Buffer.from('{"pages":[]}'), 'application/json');
  const id = ids.next();
  const [issuer] = await sender.call('issuers.list', {});
  const head = { method: 'test', actorId: session.personId(), officeId: session.officeId() };
  journal.run(head, (write) =>
    write.insert('document', {
      id,
      planId: plan.id,
      issuerId: issuer!.id,
      kind: 'collective_notice',
      number: '12',
      symbol: 'TB-SNV',
      issuedOn: '2019-10-01',
      subject: 'Thông báo kết quả kiểm tra',
      status: 'issued',
      content: { version: 1, kind: 'collective_notice', blocks: [], recipients: [], signatures: [] },
      factsDigest: 'x',
      frozenAt: 1,
      frozenDigest: 'y',
      modelSha256: model.sha256,
    }),
  );
  // Without personal values no paper travels.
  await receive(here, await send(world, sender, here, { personal: false }));
  expect(here.context.blobs.info(model.sha256)).toMatchObject({ absent: true });
  const detail = await here.call('documents.get', { id });
  expect(detail).toMatchObject({ document: { number: '12', status: 'issued' }, warnings: [], changes: [] });
  for (const error of [
    await here.fails('documents.preview', { id }),
    await here.fails('documents.render', { id, format: 'docx' }),
  ]) {
    expect(error).toMatchObject({ code: 'NOT_FOUND', detail: { entity: 'blob', absent: true } });
    expect(errorText(error, 'vi').cause).toContain('không gửi kèm');
    expect(errorText(error, 'en').cause).toContain('did not send it along');
  }
  await receive(here, await send(world, sender, here, { kind: 'complete' }));
  expect(here.context.blobs.has(model.sha256)).toBe(true);
}, 120_000);
