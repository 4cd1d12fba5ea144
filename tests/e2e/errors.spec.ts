// What does not exist, cannot be read or is gone has a sentence of its own, and nothing typed disappears.
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { expect, open, test } from './fixtures.ts';
import { createFrame } from './pages/frame.ts';
import { createPlan } from './pages/plan.ts';

const NOBODY = '01980000-0000-7000-8000-000000000000';

test('an unknown address and unknown records', async ({ page, library, watch }) => {
  watch.allow(/status of 404/);
  const frame = createFrame(page);
  await open(page, library, '/khong-co/trang-nay');
  await expect(frame.heading).toHaveText(t.frame.notFound.title);
  for (const address of [`/plans/${NOBODY}`, `/plans/${library.plainPlanId}/nowhere`]) {
    await page.goto(`${library.origin}${address}`);
    await expect(frame.heading, address).toHaveText(t.frame.notFound.title);
  }
  for (const address of [`/visits/${NOBODY}`, `/documents/${NOBODY}`, `/agencies/${NOBODY}`]) {
    await page.goto(`${library.origin}${address}`);
    await expect(
      page
        .getByRole('alert')
        .filter({ hasText: 'NOT_FOUND' })
        .or(frame.heading.filter({ hasText: t.frame.notFound.title })),
      address,
    ).toBeVisible();
  }
  await page.goto(`${library.origin}/khong-co`);
  await page.getByRole('link', { name: t.frame.notFound.home }).click();
  await expect(frame.heading).toHaveText(t.frame.places.home);
});

test.describe('on a round of its own', () => {
  test.use({ sample: 'lai-vung-2022' });

  test('a day that does not exist is told under its field and stays there', async ({
    page,
    server,
    planId,
  }) => {
    const frame = createFrame(page);
    const plan = createPlan(page);
    const day = plan.textbox(t.plans.info.reportBackDueOn);
    await open(page, server, `/plans/${planId}`);
    await plan.textbox(t.plans.info.note).fill('Ghi chú bên cạnh');
    await day.fill('31/02/2022');
    await day.press('Tab');
    await expect(day).toHaveAccessibleDescription(t.frame.badDay);
    await expect(day).toHaveAttribute('aria-invalid', 'true');
    await expect(day).toHaveValue('31/02/2022');
    await frame.saved();
    const { plan: kept } = await server.call('plans.get', { id: planId });
    expect(kept.note).toBe('Ghi chú bên cạnh');
    await day.fill('28-02-22');
    await day.press('Tab');
    await expect(day).toHaveValue('28/02/2022');
    await expect
      .poll(async () => (await server.call('plans.get', { id: planId })).plan.reportBackDueOn)
      .toBe('2022-02-28');
  });

  test('the server goes away and comes back under the same tab', async ({
    page,
    context,
    server,
    planId,
    watch,
  }) => {
    watch.allow(
      /ERR_CONNECTION|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY_RESPONSE|status of 401|dynamically imported module/,
    );
    const frame = createFrame(page);
    await open(page, server, `/plans/${planId}`);
    // All of the screen is there, its last part too.
    await expect(createPlan(page).textbox(t.plans.info.number)).toBeVisible();
    await server.kill();
    await expect(frame.offline).toBeVisible();
    await expect(frame.heading).toBeVisible();

    // The old tab does not belong to the new start: it says so, and goes on when the new address was opened.
    await server.restart();
    await createPlan(page).tab('team');
    await expect(page.getByRole('heading', { name: t.frame.error.chunk })).toBeVisible();
    const second = await context.newPage();
    await open(second, server);
    await expect(frame.offline).toHaveCount(0);
    await page.getByRole('button', { name: t.frame.error.reload }).click();
    await expect(page.getByRole('button', { name: t.plans.team.addMember }).first()).toBeVisible();
  });

  test('a tab of an older build says what to do', async ({ page, server, planId, watch }) => {
    watch.allow(/assets\/SummaryTab/);
    watch.allow(/ERR_FAILED|Failed to fetch dynamically imported module|Error|error/);
    const frame = createFrame(page);
    await open(page, server, `/plans/${planId}`);
    await page.route('**/assets/SummaryTab*', (route) => route.abort());
    await createPlan(page).tab('summary');
    await expect(page.getByRole('heading', { name: t.frame.error.chunk })).toBeVisible();
    await expect(frame.navigation).toBeVisible();
    await page.unroute('**/assets/SummaryTab*');
    await page.getByRole('button', { name: t.frame.error.reload }).click();
    await expect(page.getByRole('button', { name: t.plans.summary.addFinding })).toBeVisible();
  });
});
