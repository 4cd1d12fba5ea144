// What is typed is kept: through a kill of the server, while nobody answers, and against another tab.
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { expect, open, test } from './fixtures.ts';
import { createFrame } from './pages/frame.ts';
import { createPlan } from './pages/plan.ts';
import { createVisit } from './pages/visit.ts';

/** What Chromium says about a server that is gone, or that does not know the tab's session any more. */
const GONE = /ERR_CONNECTION|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY_RESPONSE|status of 401/;

test.use({ sample: 'hai-duong-2019' });

test('a saved note outlives kill -9', async ({ page, server, planId, watch }) => {
  watch.allow(GONE);
  const frame = createFrame(page);
  const visit = createVisit(page);
  const [first] = await server.call('visits.list', { planId });
  const address = `/visits/${first?.id ?? ''}`;
  const text = 'Kiểm tra hồ sơ: 12/15 hồ sơ có phiếu xin lỗi; đường dây nóng không hoạt động.';

  await open(page, server, address);
  await visit.openNote('1.1.1').click();
  await visit.note('1.1.1').pressSequentially(text);
  await frame.saved();
  await server.kill();
  await server.restart();
  await open(page, server, address);
  await expect(visit.line('1.1.1').getByRole('button', { name: text })).toBeVisible();
});

test('what is typed while the server is down stays, and is saved when it is back', async ({
  page,
  context,
  server,
  planId,
  watch,
}) => {
  watch.allow(GONE);
  const frame = createFrame(page);
  const note = createPlan(page).textbox(t.plans.info.note);
  await open(page, server, `/plans/${planId}`);
  await expect(note).toBeVisible();
  await server.kill();
  await expect(frame.offline).toBeVisible();
  await note.fill('Ghi khi mất kết nối.');
  await expect(frame.saveState).toHaveAttribute('data-save-state', 'retrying');
  await expect(frame.saveState).toHaveText(t.frame.save.retrying);
  await note.pressSequentially(' Viết tiếp.');
  await expect(note).toHaveValue('Ghi khi mất kết nối. Viết tiếp.');

  await server.restart();
  // A new start has a new launch key: the person opens the new address, in another tab of the same browser.
  const second = await context.newPage();
  await open(second, server, `/plans/${planId}`);
  await expect(frame.offline).toHaveCount(0);
  await frame.saved();
  await expect(note).toHaveValue('Ghi khi mất kết nối. Viết tiếp.');
  expect((await server.call('plans.get', { id: planId })).plan.note).toBe('Ghi khi mất kết nối. Viết tiếp.');
  // The other tab hears of it.
  await expect(createPlan(second).textbox(t.plans.info.note)).toHaveValue('Ghi khi mất kết nối. Viết tiếp.');
});

for (const [choice, kept] of [
  ['keepMine', 'Bản của trang thứ hai.'],
  ['takeTheirs', 'Bản của trang thứ nhất.'],
] as const) {
  test(`two tabs change the same field: both versions are shown (${choice})`, async ({
    page,
    context,
    server,
    planId,
    watch,
  }) => {
    watch.allow(/status of 409/);
    const other = await context.newPage();
    const note = createPlan(page).textbox(t.plans.info.note);
    const otherNote = createPlan(other).textbox(t.plans.info.note);
    await open(page, server, `/plans/${planId}`);
    await open(other, server, `/plans/${planId}`);
    await expect(note).toBeVisible();

    // The second tab's change is under way while the first one's is saved.
    let letGo = () => {};
    const held = new Promise<void>((resolve) => (letGo = resolve));
    await other.route('**/rpc/plans.update', async (route) => {
      await held;
      await route.continue();
    });
    const sent = other.waitForRequest('**/rpc/plans.update');
    await otherNote.fill('Bản của trang thứ hai.');
    await sent;
    await note.fill('Bản của trang thứ nhất.');
    await createFrame(page).saved();
    letGo();

    const notice = other.getByRole('alert').filter({ hasText: t.frame.conflict.title });
    await expect(notice).toContainText('Bản của trang thứ nhất.');
    await expect(notice).toContainText('Bản của trang thứ hai.');
    await expect(otherNote).toHaveValue('Bản của trang thứ hai.');
    await expect(createFrame(other).saveState).toHaveAttribute('data-save-state', 'conflict');

    await notice.getByRole('button', { name: t.frame.conflict[choice] }).click();
    await expect(notice).toHaveCount(0);
    await expect(otherNote).toHaveValue(kept);
    await expect(note).toHaveValue(kept);
    expect((await server.call('plans.get', { id: planId })).plan.note).toBe(kept);
  });
}
