// A copy is made and proven, work goes on, the copy comes back and the work stands aside; the same on a new PC.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { expect, open, test } from './fixtures.ts';
import { createBackups } from './pages/backups.ts';
import { startServer } from './server.ts';

test.use({ sample: 'hai-duong-2019' });

const w = t.backups;
const PASSPHRASE = 'mưa phùn bay trên sông';

test('a copy comes back, and what was done since stands aside', async ({ page, server, planId }) => {
  test.setTimeout(120_000);
  const titleNow = async () => (await server.call('plans.get', { id: planId })).plan.title;
  const before = await titleNow();
  const screen = createBackups(page);
  await open(page, server, '/settings/backups');
  await expect(page.getByText(w.empty, { exact: true })).toBeVisible();
  await screen.now.click();
  await expect(screen.rows).toHaveCount(1, { timeout: 30_000 });
  await expect(screen.rows.first()).toContainText(w.isProven);
  await expect(screen.state).toContainText('hôm nay');

  const { plan } = await server.call('plans.get', { id: planId });
  await server.call('plans.update', {
    id: planId,
    rev: plan.rev,
    patch: { title: 'Tên đặt sau khi sao lưu' },
  });
  await screen.restore.first().click();
  await expect(screen.dialog.getByText(w.restoring.before)).toBeVisible({ timeout: 30_000 });
  await expect(screen.dialog.getByText(/^1 bước làm việc sau bản sao lưu này/)).toBeVisible();
  await screen.confirm.click();
  // The page opens afresh by itself.
  await expect(page.getByText(/^Đã khôi phục dữ liệu lúc/)).toBeVisible({ timeout: 60_000 });
  await expect(page).toHaveURL(/\/settings\/backups$/);
  expect(await titleNow()).toBe(before);

  // The state that was left is there to go back to.
  await expect(screen.rows.filter({ hasText: w.reasons.before_restore })).toHaveCount(1);
});

test('health is checked in place, and thoroughly', async ({ page, server, planId }) => {
  test.setTimeout(120_000);
  expect(planId).not.toBe('');
  const screen = createBackups(page);
  await open(page, server, '/settings/backups');
  for (const name of ['database', 'journal', 'files', 'space'] as const)
    await expect(screen.card(name)).toContainText(w.health.states.sound, { timeout: 30_000 });
  await expect(screen.card('files')).toContainText(w.health.filesShallow);
  await screen.checkDeep.click();
  await expect(screen.card('files')).toContainText(w.health.filesDeep, { timeout: 30_000 });
});

test('a second place, and a new PC that begins from it', async ({ page, server, planId, browser, watch }) => {
  test.setTimeout(180_000);
  watch.allow(/restoreFrom/);
  const place = mkdtempSync(path.join(os.tmpdir(), 'cchc-stick-'));
  const fresh = await startServer();
  const context = await browser.newContext();
  try {
    const screen = createBackups(page);
    await open(page, server, '/settings/backups');
    await page.getByRole('button', { name: w.second.choose }).click();
    // Copies there are locked with the seal.
    await expect(screen.dialog.getByText(w.second.needsSeal)).toBeVisible();
    await server.call('keys.make', { passphrase: PASSPHRASE });
    await page.reload();
    await page.getByRole('button', { name: w.second.choose }).click();
    await screen.place.fill(place);
    await screen.dialog.getByRole('checkbox', { name: w.second.withPassphrase }).check();
    await screen.dialog.getByLabel(t.seal.passphrase, { exact: true }).fill(PASSPHRASE);
    await screen.dialog.getByLabel(t.seal.passphraseAgain, { exact: true }).fill(PASSPHRASE);
    await screen.dialog.getByRole('button', { name: w.second.use }).click();
    await expect(screen.dialog).toHaveCount(0, { timeout: 30_000 });
    await screen.now.click();
    await expect(page.getByText(w.made, { exact: true })).toBeVisible({ timeout: 60_000 });
    await expect(screen.rows.filter({ hasText: w.places.second })).toHaveCount(1, { timeout: 30_000 });
    expect(readdirSync(place)).toHaveLength(1);

    const there = await context.newPage();
    await there.goto(fresh.url);
    await there.getByRole('button', { name: w.setup.open }).click();
    const dialog = there.getByRole('dialog');
    await dialog.getByRole('textbox', { name: w.place.typed }).fill(place);
    await dialog.getByRole('button', { name: w.setup.look }).click();
    await expect(dialog.getByRole('radio', { checked: true })).toHaveCount(1, { timeout: 30_000 });
    await dialog.getByRole('button', { name: w.setup.confirm }).click();
    // This PC has no seal: the passphrase opens the copy, a wrong one says so.
    const secret = dialog.getByLabel(w.restoring.secret, { exact: true });
    await secret.fill('không phải câu này');
    await dialog.getByRole('button', { name: w.restoring.secretTry }).click();
    await expect(dialog.getByText(w.restoring.wrongSecret)).toBeVisible({ timeout: 60_000 });
    await secret.fill(PASSPHRASE);
    await dialog.getByRole('button', { name: w.restoring.secretTry }).click();
    await expect(there.getByText(/^Đã khôi phục dữ liệu lúc/)).toBeVisible({ timeout: 60_000 });
    expect((await fresh.call('plans.get', { id: planId })).plan.id).toBe(planId);
  } finally {
    await context.close();
    await fresh.close();
    rmSync(place, { recursive: true, force: true });
  }
});

test('a folder without copies says so', async ({ page, server }) => {
  const empty = mkdtempSync(path.join(os.tmpdir(), 'cchc-stick-'));
  writeFileSync(path.join(empty, 'anh.jpg'), 'x');
  try {
    await open(page, server);
    await page.getByRole('button', { name: w.setup.open }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: w.place.typed }).fill(empty);
    await dialog.getByRole('button', { name: w.setup.look }).click();
    await expect(dialog.getByText(w.setup.nothing, { exact: true })).toBeVisible();
  } finally {
    rmSync(empty, { recursive: true, force: true });
  }
});
