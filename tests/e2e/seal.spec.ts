// The seal of an office: made, printed, given to another office as a card, compared word by word, and taken back.
import { readFileSync } from 'node:fs';
import type { Download } from '@playwright/test';
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { expect, open, test } from './fixtures.ts';
import { createSeal } from './pages/seal.ts';
import { startServer } from './server.ts';

test.use({ sample: 'hai-duong-2019' });

const w = t.seal;
const PASSPHRASE = 'mưa phùn bay trên sông';

const carried = async (download: Download) => ({
  name: download.suggestedFilename(),
  mimeType: 'application/octet-stream',
  buffer: readFileSync(await download.path()),
});

test('made, printed, locked and unlocked', async ({ page, server, planId, watch }) => {
  test.setTimeout(90_000);
  watch.allow(/keys\.unlock/);
  expect(planId).not.toBe('');
  const seal = createSeal(page);
  await open(page, server, '/settings/seal');
  await seal.make.click();
  await seal.first.fill('ngắn');
  await seal.confirmMake.click();
  await expect(page.getByText(w.passphraseShort)).toBeVisible();
  await seal.first.fill(PASSPHRASE);
  await seal.second.fill('khác hẳn như thế');
  await seal.confirmMake.click();
  await expect(page.getByText(w.passphraseDiffers)).toBeVisible();
  await seal.second.fill(PASSPHRASE);
  await seal.confirmMake.click();
  await expect(seal.dialog).toHaveCount(0, { timeout: 30_000 });
  await expect(page.getByText(w.states.open, { exact: true })).toBeVisible();
  const { fingerprint } = await server.call('keys.state', {});
  expect(await seal.ownWords()).toEqual(fingerprint);

  // Reminded of until it is printed.
  await expect(page.getByText(w.sheetNever, { exact: true })).toBeVisible();
  const printed = page.waitForEvent('download');
  await seal.sheet.click();
  expect((await carried(await printed)).buffer.length).toBeGreaterThan(1_000);
  await expect(page.getByText(w.sheetNever, { exact: true })).toHaveCount(0);

  await page.getByRole('button', { name: w.lock, exact: true }).click();
  await expect(page.getByText(w.states.locked, { exact: true })).toBeVisible();
  await page.getByRole('button', { name: w.unlock, exact: true }).click();
  await seal.dialog.locator('input[type="password"]').fill('không phải câu này');
  await page.keyboard.press('Enter');
  await expect(seal.dialog.getByText(t.exchange.unlock.wrong)).toBeVisible({ timeout: 30_000 });
  await seal.dialog.locator('input[type="password"]').fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(page.getByText(w.states.open, { exact: true })).toBeVisible({ timeout: 30_000 });
});

test('two offices compare eight words, and one stops believing the other', async ({
  page,
  server,
  planId,
  browser,
}) => {
  test.setTimeout(120_000);
  expect(planId).not.toBe('');
  const { fingerprint: own } = await server.call('keys.make', { passphrase: PASSPHRASE });
  const other = await startServer();
  const context = await browser.newContext();
  try {
    await other.call('system.loadSample', { name: 'lai-vung-2022' });
    const { fingerprint } = await other.call('keys.make', { passphrase: PASSPHRASE });
    const name = (await other.call('system.status', {})).office?.name ?? '';
    const there = await context.newPage();
    await there.goto(new URL(`/settings/seal${new URL(other.url).search}`, other.url).href);
    const exported = there.waitForEvent('download');
    await createSeal(there).card.click();
    const card = await carried(await exported);
    expect(card.name).toMatch(/\.cchck$/);

    const seal = createSeal(page);
    await open(page, server, '/settings/seal');
    await expect(page.getByText(w.trust.empty)).toBeVisible();
    await seal.add.click();
    await seal.chooser.setInputFiles(card);
    await expect(seal.dialog.getByText(w.trust.standing.new)).toBeVisible();
    await expect(seal.dialog.getByRole('list', { name: w.trust.ours })).toContainText(own?.[0] ?? '?');

    // Seven of eight are not enough.
    for (const tick of (await seal.ticks.all()).slice(0, 7)) await tick.check();
    await expect(seal.confirmAdd).toBeDisabled();
    // Typed as they are heard: a wrong word is told by its place.
    await seal.dialog.getByRole('button', { name: w.trust.ways.type }).click();
    await seal.heard.fill(`${fingerprint?.[0] ?? ''} xyz `);
    await expect(seal.dialog.getByText(w.trust.heardWrong('2', 'xyz'))).toBeVisible();
    await expect(seal.confirmAdd).toBeDisabled();
    await seal.heard.fill((fingerprint ?? []).join(' ').toLocaleUpperCase('vi'));
    await expect(seal.dialog.getByText(w.trust.heardAll)).toBeVisible();
    await seal.confirmAdd.click();
    await expect(seal.dialog).toHaveCount(0);
    await expect(seal.row(name)).toContainText(w.trust.relations.below);

    await seal.add.click();
    await seal.chooser.setInputFiles(card);
    await expect(seal.dialog.getByText(w.trust.standing.known)).toBeVisible();
    await expect(seal.confirmAdd).toHaveCount(0);
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: w.trust.revokeOf(name) }).click();
    await expect(seal.dialog.getByRole('button', { name: w.trust.revoke, exact: true })).toBeDisabled();
    await seal.dialog.getByRole('textbox', { name: w.trust.revokeReason }).fill('Đơn vị báo mất máy');
    await seal.dialog.getByRole('button', { name: w.trust.revoke, exact: true }).click();
    await expect(page.getByText(w.trust.revoked('1'))).toBeVisible();
    await page.getByText(w.trust.revoked('1')).click();
    await expect(page.getByText(/Đơn vị báo mất máy/)).toBeVisible();
    await seal.add.click();
    await seal.chooser.setInputFiles(card);
    await expect(seal.dialog.getByText(w.trust.standing.revoked)).toBeVisible();
  } finally {
    await context.close();
    await other.close();
  }
});
