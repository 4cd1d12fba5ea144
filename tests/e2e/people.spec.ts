// People and their roles: who acts is always in sight, and what a role may not do is neither offered nor done. The
// office's conventions are edited in place; a list keeps views and is taken away as it is shown.
import { readFile } from 'node:fs/promises';
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { readWorkbook } from '../../main/spreadsheet/read-workbook.ts';
import { expect, open, test } from './fixtures.ts';
import { createFrame } from './pages/frame.ts';

test.use({ sample: 'hai-duong-2019' });

const w = t.people;

// Asking for the round loads it.
test.beforeEach(({ planId }) => expect(planId).not.toBe(''));

test('a person is added with a role, acts, and may do no more than the role', async ({
  page,
  server,
  watch,
}) => {
  const frame = createFrame(page);
  await open(page, server, '/settings/people');
  const form = page.getByRole('form', { name: w.add });
  await form.getByLabel(t.settings.fullName).fill('Vũ Thị Xem');
  await form.getByLabel(w.role).click();
  await page.getByRole('option', { name: w.roles.reader }).click();
  await form.getByRole('button', { name: t.settings.addPerson }).click();
  const line = page.getByRole('listitem', { name: 'Vũ Thị Xem' });
  await expect(line).toBeVisible();
  await expect(page.getByRole('table', { name: w.table }).getByRole('row')).toHaveCount(
    Object.keys(w.actions).length + 1,
  );

  // The last secretary keeps the role.
  await frame.saved();
  await page.getByRole('banner').getByRole('button', { name: w.roles.secretary }).click();
  await page.getByRole('menuitem', { name: /Vũ Thị Xem/u }).click();
  const acting = page.getByRole('button', { name: w.actingIs('Vũ Thị Xem', w.roles.reader) });
  await expect(acting).toBeVisible();
  await expect(line.getByLabel(t.settings.fullName)).toBeDisabled();

  await open(page, server, '/plans');
  await expect(page.getByRole('button', { name: t.plans.create })).toBeDisabled();
  await expect(acting).toBeVisible();
  // What the screen does not offer is refused as well, in words that say who may.
  await expect(server.call('plans.create', { title: 'x', year: 2026 })).rejects.toThrow(/FORBIDDEN/u);

  await acting.click();
  await page
    .getByRole('menuitem', { name: new RegExp(`${w.roles.secretary}`, 'u') })
    .first()
    .click();
  await expect(page.getByRole('button', { name: t.plans.create })).toBeEnabled();
  watch.allow(/status of 403/u);
});

test('conventions are saved where they are typed, and faults stand where they arose', async ({
  page,
  server,
}) => {
  const frame = createFrame(page);
  await open(page, server, '/settings/rules');
  await page.getByRole('radio', { name: w.rules.onTimeBy.arrival }).click();
  await frame.saved();
  await expect.poll(async () => (await server.call('settings.get', {})).values.onTimeBy).toBe('arrival');
  await page.getByRole('button', { name: w.rules.reset }).click();
  await expect
    .poll(async () => (await server.call('settings.get', {})).values.onTimeBy)
    .toBe('document_date');
});

test('a grade out of order is refused at its place and saved once it is right', async ({
  page,
  server,
  watch,
}) => {
  watch.allow(/status of (400|422)/u);
  await open(page, server, '/settings/rules?part=grades');
  const field = page.getByLabel(w.rules.of(w.rules.gradeFrom, 'Tốt'));
  await field.fill('95');
  await field.press('Enter');
  await expect(page.getByText(w.rules.reasons.band_order).first()).toBeVisible();
  expect((await server.call('settings.get', {})).revs.gradeBands).toBeNull();
  await field.fill('82,5');
  await field.press('Enter');
  await expect
    .poll(async () => (await server.call('settings.get', {})).values.gradeBands[1]?.from)
    .toBe(8250);
  await expect(page.getByText(w.rules.reasons.band_order)).toHaveCount(0);
});

test('a list keeps a view, and comes out as it is shown', async ({ page, server }) => {
  await open(page, server, '/agencies?kind=so_nganh');
  await expect(page.getByRole('table').getByRole('row').nth(1)).toBeVisible();
  const shown = (await page.getByRole('table').getByRole('row').count()) - 1;
  await page.getByRole('button', { name: t.lists.views }).click();
  await page.getByRole('menuitem', { name: t.lists.save }).click();
  await page.getByLabel(t.lists.name).fill('Các sở');
  await page.getByRole('button', { name: t.lists.saveIt }).click();
  await expect(page.getByRole('button', { name: t.lists.viewsOf('Các sở') })).toBeVisible();

  await open(page, server, '/agencies');
  await page.getByRole('button', { name: t.lists.views }).click();
  await page.getByRole('menuitem', { name: 'Các sở' }).first().click();
  await expect(page).toHaveURL(/kind=so_nganh/u);
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(shown + 1);

  await page.getByRole('button', { name: t.lists.export }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: t.lists.formats.xlsx }).click(),
  ]);
  const sheet = readWorkbook(await readFile(await file.path()), file.suggestedFilename()).sheets[0];
  const names = sheet?.rows.slice(-shown).map(({ cells }) => cells[1]?.value);
  const seen = await page.getByRole('table').locator('tbody tr td:first-child a').allInnerTexts();
  expect(names).toEqual(seen);
});
