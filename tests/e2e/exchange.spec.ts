// Two offices and a stick: cards are compared, the district's data goes up, is looked at, taken, taken out and taken
// again, and the receipt changes the state at the sender.
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { expect, open, test } from './fixtures.ts';
import { lookAt, openStick, putCard, sendUp, trustCard, unlock } from './pages/exchange.ts';
import { startServer } from './server.ts';

test.use({ sample: 'lai-vung-2022' });

const w = t.exchange;
const passphrase = 'mật khẩu con dấu';

test('up to the province and the receipt back', async ({ page, server, planId, watch, browser }) => {
  test.slow();
  watch.allow(/exchange\.(send|look|receive)|keys\.unlock/);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cchc-stick-'));
  const stick = path.join(folder, 'usb');
  mkdirSync(stick);
  const province = await startServer();
  const context = await browser.newContext();
  try {
    await province.call('system.loadSample', { name: 'hai-duong-2019', illustrative: false });
    await server.call('keys.make', { passphrase });
    await province.call('keys.make', { passphrase });
    const there = await context.newPage();
    await there.goto(province.url);

    // Nothing is known yet: the screens teach the next step.
    await open(page, server, '/exchange');
    await expect(page.getByText(w.arrivals.noneTrusted)).toBeVisible();
    await open(page, server, '/exchange/history');
    await expect(page.getByText(w.history.empty)).toBeVisible();

    const cards = [await putCard(page, server, stick), await putCard(there, province, stick)] as const;
    await open(page, server, '/exchange/receive');
    await trustCard(page, stick, cards[1]);
    await there.goto(`${province.origin}/exchange/receive`);
    await trustCard(there, stick, cards[0]);

    // The seal is locked: its passphrase is asked where it is needed, and the writing goes on by itself.
    await server.call('keys.lock', {});
    await open(page, server, '/exchange/send');
    await sendUp(page, stick, 'Hải Dương');
    await unlock(page, 'không đúng');
    await expect(page.getByText(w.unlock.wrong)).toBeVisible({ timeout: 30_000 });
    await unlock(page, passphrase);
    await expect(page.getByText(w.sending.kept)).toBeVisible({ timeout: 60_000 });
    const sent = readdirSync(stick).filter((name) => name.endsWith('.cchc'));
    expect(sent).toHaveLength(1);
    const [packageName = ''] = sent;
    await page.getByRole('link', { name: w.sending.inHistory }).click();
    await expect(page.getByText(w.panel.noReceipt)).toBeVisible();

    // Looked at, left after asking, taken.
    await there.goto(`${province.origin}/exchange/receive`);
    await lookAt(there, stick, packageName);
    await expect(there.getByText(w.receiving.outcome.merge)).toBeVisible({ timeout: 60_000 });
    await expect(there.getByRole('table', { name: w.receiving.changes })).toContainText(w.tables.finding);
    await there.getByRole('link', { name: t.frame.places.plans }).click();
    await there.getByRole('dialog').getByRole('button', { name: t.frame.cancel }).click();
    await there.getByRole('button', { name: /^Nhận [\d.]+ thay đổi$/ }).click();
    await expect(there.getByText(w.receiving.done.merged)).toBeVisible({ timeout: 60_000 });
    const both = await province.call('plans.list', {});
    expect(both).toHaveLength(2);
    expect(both.map(({ id }) => id)).toContain(planId);

    // Taken out, and taken again.
    await there.getByRole('button', { name: w.receiving.undo }).click();
    await there.getByRole('button', { name: w.panel.undoConfirm }).click();
    await expect(there.getByText(w.receiving.undone)).toBeVisible({ timeout: 60_000 });
    expect(await province.call('plans.list', {})).toHaveLength(1);
    await there.getByRole('button', { name: w.receiving.another }).click();
    await lookAt(there, stick, packageName);
    await there.getByRole('button', { name: /^Nhận [\d.]+ thay đổi$/ }).click({ timeout: 60_000 });
    await expect(there.getByText(w.receiving.done.merged)).toBeVisible({ timeout: 60_000 });

    // Theirs is looked at here: what would change it is disabled and says why; looking and printing stay.
    const visitor = await context.newPage();
    await visitor.goto(`${province.origin}/plans/${planId}/team`);
    const { office } = await server.call('system.status', {});
    const reason = t.offices.readOnly(office?.name ?? '');
    await expect(visitor.getByText(reason)).toBeVisible();
    for (const name of [t.plans.team.add, t.plans.team.addMember, t.plans.changeStatus])
      for (const button of await visitor.getByRole('button', { name, exact: true }).all())
        await expect(button).toBeDisabled();
    await expect(visitor.getByTitle(reason).first()).toBeAttached();
    await expect(
      visitor.getByRole('button', { name: new RegExp(`^${t.offices.look}: `) }).first(),
    ).toBeEnabled();
    await visitor.goto(`${province.origin}/plans/${planId}`);
    await expect(visitor.getByRole('textbox', { name: t.plans.info.title })).not.toBeEditable();
    await expect(visitor.getByRole('button', { name: t.plans.info.addGround })).toBeDisabled();
    await visitor.close();

    // The receipt lies where the package came from.
    await there.getByRole('button', { name: w.receipt.title }).click();
    const dialog = there.getByRole('dialog');
    await openStickIn(there, stick);
    await dialog.getByRole('button', { name: w.receipt.save }).click();
    await expect(dialog).toHaveCount(0);
    const receipt = readdirSync(stick).find((name) => name.endsWith('.cchcr')) ?? '';
    await there.goto(`${province.origin}/exchange`);
    await expect(there.getByRole('table', { name: w.arrivals.title })).toContainText('Lai Vung');

    await open(page, server, '/exchange/receive');
    await openStick(page, stick);
    await page.getByRole('button', { name: w.receiving.actsOf(w.receiving.acts.receipt, receipt) }).click();
    await expect(page.getByText(w.receiving.receiptTitle)).toBeVisible();
    await page.getByRole('link', { name: w.receiving.inHistory }).click();
    await expect(page.getByText(w.states.received).first()).toBeVisible();
  } finally {
    await context.close();
    await province.close();
    rmSync(folder, { recursive: true, force: true });
  }

  async function openStickIn(where: typeof page, at: string) {
    const dialog = where.getByRole('dialog');
    await dialog.getByRole('textbox', { name: w.places.typed }).fill(at);
    await dialog.getByRole('button', { name: w.places.look }).click();
    await expect(dialog.getByRole('radio', { name: path.basename(at) })).toBeChecked();
  }
});

test('a package under a passphrase asks for it at once, and a wizard keeps the keyboard', async ({
  page,
  server,
  watch,
  browser,
}) => {
  test.slow();
  watch.allow(/exchange\.look/);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cchc-stick-'));
  const province = await startServer();
  const context = await browser.newContext();
  try {
    await province.call('system.loadSample', { name: 'hai-duong-2019', illustrative: false });
    await server.call('system.loadSample', { name: 'lai-vung-2022', illustrative: false });
    await province.call('keys.make', { passphrase });
    await server.call('keys.make', { passphrase });
    const word = 'một mật khẩu của gói';
    await server.call('exchange.send', {
      scope: { kind: 'complete', evidence: false },
      recipient: { kind: 'passphrase', name: 'Sở Nội vụ', passphrase: word },
      place: folder,
    });
    const [packageName = ''] = readdirSync(folder);
    const there = await context.newPage();
    await there.goto(province.url);
    await there.goto(`${province.origin}/exchange/receive`);
    await lookAt(there, folder, packageName);
    await expect(there.getByRole('form', { name: w.receiving.passwordTitle })).toBeVisible({
      timeout: 60_000,
    });
    await expect(there.getByRole('alert')).toHaveCount(0);
    await there.getByRole('textbox', { name: w.receiving.password }).fill(word);
    await there.keyboard.press('Enter');
    await expect(there.getByText(w.problems.UNKNOWN_SENDER.cause)).toBeVisible({ timeout: 60_000 });

    // The button that was pressed went: what comes next by the keyboard lies in the step that is shown.
    await open(page, server, '/exchange/send');
    await expect(page.getByRole('button', { name: w.sending.chooseWho })).toBeEnabled();
    await page.getByRole('button', { name: w.sending.chooseWho }).press('Enter');
    await expect(page.getByRole('radio', { name: new RegExp(w.sending.byPassword) })).toBeVisible();
    await page.keyboard.press('Tab');
    const inStep = () =>
      document.activeElement?.closest('main') !== null && document.activeElement?.closest('footer') === null;
    expect(await page.evaluate(inStep)).toBe(true);
  } finally {
    await context.close();
    await province.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('what is no package says so, and how to go on', async ({ page, server, watch }) => {
  watch.allow(/exchange\.look/);
  await server.call('system.loadSample', { name: 'lai-vung-2022', illustrative: false });
  await server.call('keys.make', { passphrase });
  await open(page, server, '/exchange/receive');
  await page.locator('input[type="file"][accept^=".cchc"]').setInputFiles({
    name: 'goi.cchc',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from('không phải'),
  });
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByRole('button', { name: w.receiving.choose })).toBeVisible();
});
