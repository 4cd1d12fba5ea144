// Undo and redo come from the journal: they outlive a restart of the server.
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { expect, open, test } from './fixtures.ts';
import { createFrame } from './pages/frame.ts';
import { createPlan } from './pages/plan.ts';
import { createVisit } from './pages/visit.ts';

test.use({ sample: 'lai-vung-2022' });

test('undo and redo survive restarts, step by step', async ({ page, server, planId, watch }) => {
  watch.allow(/ERR_CONNECTION|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY_RESPONSE|status of 401/);
  const frame = createFrame(page);
  const plan = createPlan(page);
  const visit = createVisit(page);
  const [first] = await server.call('visits.list', { planId });
  const visitAddress = `/visits/${first?.id ?? ''}`;
  const again = async (address: string) => {
    await server.kill();
    await server.restart();
    await open(page, server, address);
  };

  const before = (await server.call('plans.get', { id: planId })).plan.note ?? '';
  await open(page, server, `/plans/${planId}`);
  await plan.textbox(t.plans.info.note).fill('Ghi chú trước khi khởi động lại');
  await frame.saved();
  await open(page, server, visitAddress);
  await visit.choice('1.1.1', 'yes').click();
  await frame.saved();

  await again(visitAddress);
  await expect(visit.choice('1.1.1', 'yes')).toHaveAttribute('aria-checked', 'true');
  await frame.undo.click();
  await expect(visit.choice('1.1.1', 'yes')).toHaveAttribute('aria-checked', 'false');

  await again(`/plans/${planId}`);
  await expect(plan.textbox(t.plans.info.note)).toHaveValue('Ghi chú trước khi khởi động lại');
  await frame.undo.click();
  await expect(plan.textbox(t.plans.info.note)).toHaveValue(before);

  await again(`/plans/${planId}`);
  await expect(plan.textbox(t.plans.info.note)).toHaveValue(before);
  await frame.redo.click();
  await expect(plan.textbox(t.plans.info.note)).toHaveValue('Ghi chú trước khi khởi động lại');
  await frame.redo.click();
  await expect(frame.redo).toBeDisabled();
  await open(page, server, visitAddress);
  await expect(visit.choice('1.1.1', 'yes')).toHaveAttribute('aria-checked', 'true');
  expect((await server.call('journal.verify', {})).intact).toBe(true);
});

test('a deletion offers to be taken back, and Ctrl+Z in a field is the field’s own', async ({
  page,
  server,
  planId,
  watch,
}) => {
  // The screen of the deleted plan asks for it once more before it is left.
  watch.allow(/status of 404/);
  const frame = createFrame(page);
  const plan = createPlan(page);
  await open(page, server, `/plans/${planId}`);
  const title = await frame.heading.innerText();
  const note = plan.textbox(t.plans.info.note);
  await note.fill('một');
  await frame.saved();
  await note.pressSequentially(' hai');
  await page.keyboard.press('Control+z');
  await expect(note).not.toHaveValue('một hai');
  await expect(frame.heading).toHaveText(title);

  await frame.choose(t.plans.changeStatus, t.plans.deletePlan);
  await expect(page.getByText(t.plans.deleted(title))).toBeVisible();
  await expect(page).toHaveURL(/\/plans$/);
  await expect(page.getByRole('link', { name: title })).toHaveCount(0);
  await page.getByRole('alert').getByRole('button', { name: t.frame.undo }).click();
  await expect(page.getByRole('link', { name: title })).toBeVisible();
});
