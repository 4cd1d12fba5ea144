// From an empty data folder to the first screen: one's own office, or a sample round.
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { expect, open, test } from './fixtures.ts';
import { createFrame } from './pages/frame.ts';
import { createPlan } from './pages/plan.ts';
import { createSetup } from './pages/setup.ts';

test('an empty folder leads to the form, says what is missing, and begins', async ({ page, server }) => {
  const setup = createSetup(page);
  const frame = createFrame(page);
  await open(page, server, '/plans');
  await expect(setup.heading).toBeVisible();
  await expect(page).toHaveURL(/\/setup$/);

  await setup.submit.click();
  await expect(page.getByText(t.setup.required)).toHaveCount(2);
  await expect(setup.officeName).toHaveAttribute('aria-invalid', 'true');
  await expect(setup.fullName).toHaveAccessibleDescription(t.setup.required);
  expect((await server.call('system.status', {})).setUp).toBe(false);

  await setup.officeName.fill('Sở Nội vụ tỉnh Hải Dương');
  await expect(page.getByText(t.setup.required)).toHaveCount(1);
  await setup.placeName.fill('Hải Dương');
  await setup.fullName.fill('Nguyễn Thị Hằng');
  await setup.submit.click();
  await setup.sealLater.click();

  await expect(frame.heading).toHaveText(t.frame.places.home);
  await expect(page.getByRole('button', { name: t.frame.actingAs('Nguyễn Thị Hằng') })).toBeVisible();
  await frame.go('plans');
  await expect(frame.heading).toHaveText(t.frame.places.plans);
  await expect(page.getByText(t.plans.empty)).toBeVisible();
  await expect(createPlan(page).create.first()).toBeEnabled();

  // The first-run page is not for later.
  await page.goto(`${server.origin}/setup`);
  await expect(page).toHaveURL(`${server.origin}/`);
});

test('a sample round opens from the first-run page', async ({ page, server }) => {
  await open(page, server);
  await createSetup(page).sample(t.setup.haiDuong).click();
  const frame = createFrame(page);
  await expect(frame.heading).toContainText('năm 2019');
  await expect(page).toHaveURL(/\/plans\/[0-9a-f-]{36}$/);
  await expect(frame.banner).toHaveCount(0);
  await createPlan(page).tab('agencies');
  await expect(page.getByRole('link', { name: 'Ủy ban nhân dân thành phố Chí Linh' })).toBeVisible();
});
