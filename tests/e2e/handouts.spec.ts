// Two PCs and a stick: the secretary hands a visit out, a member's new laptop takes it, works, and brings it back; what
// both changed differently is asked.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { errorText } from '../../core/contract/error-text.ts';
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { expect, open, test } from './fixtures.ts';
import { startServer, type TestServer } from './server.ts';

test.use({ sample: 'hai-duong-2019' });

const w = t.handouts;

/** What a button downloads, as it is carried on a stick. */
async function carried(page: Page, press: () => Promise<void>) {
  const waiting = page.waitForEvent('download');
  await press();
  const download = await waiting;
  return {
    name: download.suggestedFilename(),
    mimeType: 'application/octet-stream',
    buffer: readFileSync(await download.path()),
  };
}
const chooser = (page: Page) => page.locator('input[type="file"][accept=".cchcw"]');

async function note(server: TestServer, visitId: string, code: string, text: string) {
  const { criteria, answers } = await server.call('visits.get', { id: visitId });
  const criterionId = criteria.find((one) => one.code === code)?.id ?? '';
  const rev = answers.find((one) => one.criterionId === criterionId)?.rev ?? null;
  await server.call('answers.save', { visitId, criterionId, rev, patch: { note: text } });
}

test('out to a laptop and back again', async ({ page, server, planId, browser }) => {
  const visits = await server.call('visits.list', { planId });
  const visit = visits.find(({ agencyName }) => agencyName.includes('Chí Linh'));
  const visitId = visit?.id ?? '';
  await open(page, server, `/visits/${visitId}/handouts`);
  await expect(page.getByText(w.empty)).toBeVisible();

  await page.getByRole('button', { name: w.give }).click();
  await page.getByRole('combobox', { name: w.holder }).fill('Trần Thị Lan');
  const out = await carried(page, () => page.getByRole('button', { name: w.make }).click());
  expect(out.name).toMatch(/^Giao-.*Chi-Linh.*\.cchcw$/);
  const words = await page.getByRole('list', { name: w.words }).getByRole('listitem').allInnerTexts();
  expect(words).toHaveLength(6);
  await page.getByRole('button', { name: w.wordsNoted }).click();
  await expect(page.getByText(w.givenTo('Trần Thị Lan'))).toBeVisible();
  await expect(page.getByText(w.states.out)).toBeVisible();

  const laptop = await startServer();
  const context = await browser.newContext();
  try {
    const there = await context.newPage();
    await there.goto(laptop.url);
    await there.getByRole('button', { name: w.receive }).click();
    await chooser(there).setInputFiles(out);
    await there.getByRole('textbox', { name: w.words }).fill('sai sáu từ này rồi nhé');
    await there.getByRole('button', { name: w.unseal }).click();
    await expect(there.getByText(errorText({ code: 'WRONG_PASSPHRASE' }, 'vi').cause)).toBeVisible();
    await there.getByRole('textbox', { name: w.words }).fill(words.join(' '));
    await there.getByRole('button', { name: w.unseal }).click();
    await expect(there.getByText(w.fits.set_up)).toBeVisible();
    await there.getByRole('button', { name: w.take }).click();
    await expect(there).toHaveURL(new RegExp(`/visits/${visitId}$`));
    await expect(there.getByRole('heading', { level: 1 })).toContainText('Chí Linh');
    await expect(there.getByRole('button', { name: t.frame.actingAs('Trần Thị Lan') })).toBeVisible();

    // One answer by keyboard on the laptop; one note that the secretary changes as well.
    const line = there.locator('tr.line').first();
    await line.focus();
    await there.keyboard.press('1');
    await expect(line.getByRole('radio', { checked: true })).toHaveCount(1);
    await note(laptop, visitId, '1.1.2', 'ghi tại đơn vị');
    await note(server, visitId, '1.1.2', 'ghi tại cơ quan');

    await there.getByRole('tab', { name: t.desk.tabs.handouts }).click();
    const back = await carried(there, () => there.getByRole('button', { name: w.giveBack }).click());
    expect(back.name).toMatch(/^Tra-/);

    // The laptop's own file is not for the laptop.
    await there.getByRole('button', { name: w.receive }).click();
    await chooser(there).setInputFiles(back);
    const elsewhere = { code: 'FILE_NOT_WORK', detail: { sealedFor: 'recipients' } } as const;
    await expect(there.getByText(errorText(elsewhere, 'vi').cause)).toBeVisible();
    await there.keyboard.press('Escape');

    await page.getByRole('button', { name: w.receive }).click();
    await chooser(page).setInputFiles(back);
    await expect(page.getByText(w.conflicts('1'))).toBeVisible();
    const merge = page.getByRole('button', { name: /^Gộp / });
    await expect(merge).toBeDisabled();
    await page.getByRole('radio', { name: /ghi tại đơn vị/ }).click();
    await merge.click();
    await expect(page.getByText(w.states.returned, { exact: true })).toBeVisible();
  } finally {
    await context.close();
    await laptop.close();
  }

  const { answers, criteria } = await server.call('visits.get', { id: visitId });
  const of = (code: string) =>
    answers.find((one) => one.criterionId === criteria.find((criterion) => criterion.code === code)?.id);
  expect(of('1.1.1')?.choice).toBe('yes');
  expect(of('1.1.2')?.note).toBe('ghi tại đơn vị');
});

test('what is no work file says so, and how to go on', async ({ page, server, watch }) => {
  watch.allow(/handouts\.look/);
  await open(page, server, '/visits');
  await page.getByRole('button', { name: w.receive }).click();
  await chooser(page).setInputFiles({
    name: 'anh.cchcw',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from('không phải'),
  });
  await expect(page.getByRole('alert')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
