// The desk and the pictures: every number equals the list that it opens, both figures of the office show their evidence, the
// heat map is walked by keyboard, the one page for the leadership comes out as PDF.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { formatCount } from '../../renderer/format.ts';
import { expect, open, test } from './fixtures.ts';

const { home: h, pictures: w } = t;
test.use({ sample: 'hai-duong-2019', illustrative: true, actionTimeout: 15_000 });

// The round is loaded by its fixture.
test.beforeEach(({ planId }) => {
  expect(planId).not.toBe('');
});

const link = (page: Page, label: string, value: number) =>
  page
    .getByRole('main')
    .getByRole('link', { name: `${label}: ${formatCount(value)}`, exact: true })
    .first();
const recommendations = (page: Page) => page.locator('tr[data-row]');
/** Without the head. */
const rows = (page: Page, table: string) => page.getByRole('table', { name: table }).locator('tbody tr');

test('numbers of the desk open lists of as many rows', async ({ page, server }) => {
  test.setTimeout(180_000);
  const { today } = await server.call('system.status', {});
  const { recommendations: owed, round } = await server.call('pictures.dashboard', { today, year: 2019 });
  expect(owed.overdue.value).toBeGreaterThan(0);
  await open(page, server, '/');
  await expect(page.getByRole('note')).toContainText(t.frame.illustrative);
  const opened = [
    [h.overdue, owed.overdue.value],
    [h.unsupported, owed.unsupported.value],
    [t.labels.recommendationStatus.verified, owed.byStatus.verified.value],
  ] as const;
  for (const [label, value] of opened) {
    expect(value).toBeGreaterThan(0);
    await page.goto(`${server.origin}/?year=2019`);
    await link(page, label, value).click();
    await expect(page).toHaveURL(/\/recommendations\?/u);
    await expect(recommendations(page)).toHaveCount(value);
  }
  await page.goto(`${server.origin}/?year=2019`);
  await link(page, h.limitations, round.limitations.value).click();
  await expect(rows(page, w.limitations.listTitle)).toHaveCount(round.limitations.value);
});

test('both figures lead to their evidence', async ({ page, server }) => {
  const { today } = await server.call('system.status', {});
  const { coverage, remediation } = await server.call('pictures.dashboard', { today, year: 2019 });
  await open(page, server, '/?year=2019');
  await page.getByRole('link', { name: h.evidenceOf(h.coverage) }).click();
  await expect(page).toHaveURL(/\/pictures\/coverage\?year=2019/u);
  const counts = ({ numerator, denominator }: typeof remediation) =>
    `${formatCount(numerator)}/${formatCount(denominator)}`;
  const head = (figure: string) => page.getByRole('status').filter({ hasText: figure });
  await expect(head(w.coverage.figure)).toContainText(counts(coverage));
  const inspected = rows(page, w.coverage.title).filter({ hasText: w.coverage.states.inspected });
  await expect(inspected).toHaveCount(coverage.numerator);

  await page.goto(`${server.origin}/?year=2019`);
  await page.getByRole('link', { name: h.evidenceOf(h.remediation) }).click();
  await expect(page).toHaveURL(/\/pictures\/remedied\?year=2019/u);
  await expect(head(w.remedied.figure)).toContainText(counts(remediation));
  await expect(rows(page, w.remedied.title)).toHaveCount(remediation.denominator);
  await page.goto(`${server.origin}/pictures/remedied?year=2019&handled=1`);
  await expect(rows(page, w.remedied.title)).toHaveCount(remediation.numerator);
  // Each is proven.
  await expect(rows(page, w.remedied.title).filter({ hasText: w.remedied.noProof })).toHaveCount(0);
});

test('the heat map is walked by keyboard and opens the list of a cell', async ({ page, server }) => {
  const { today } = await server.call('system.status', {});
  const map = await server.call('pictures.heatMap', {
    today,
    year: 2019,
    by: 'agency',
    measure: 'limitations',
  });
  await open(page, server, '/pictures?year=2019');
  const grid = page.getByRole('grid');
  await expect(grid).toHaveAttribute('aria-rowcount', String(map.rows.length + 2));
  const cell = (row: number, column: number) =>
    page.locator(`[data-cell="${String(row)} ${String(column)}"]`);
  await cell(0, 0).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(cell(1, 1)).toBeFocused();
  await page.keyboard.press('End');
  await expect(cell(1, map.domains.length)).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowUp');
  await expect(cell(0, 0)).toBeFocused();
  // Only one of the cells is a stop of the tab key.
  await expect(page.locator('[data-cell][tabindex="0"]')).toHaveCount(1);
  const at = map.rows.findIndex((row) => row.id !== null && (row.cells[0]?.value ?? 0) > 0);
  const value = map.rows[at]?.cells[0]?.value ?? 0;
  expect(value).toBeGreaterThan(0);
  await expect(cell(at, 0)).toHaveText(formatCount(value));
  await cell(at, 0).focus();
  await page.keyboard.press('Enter');
  await expect(rows(page, w.limitations.listTitle)).toHaveCount(value);
  // What is seen can be filtered further, and goes back.
  await page.goBack();
  await expect(grid).toBeVisible();
});

test('the one page for the leadership is shown and taken away as PDF', async ({ page, server }) => {
  const { pdf } = await server.call('system.status', {});
  await open(page, server, '/?year=2019');
  await page.getByRole('button', { name: h.brief, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: h.briefTitle });
  await expect(dialog.getByRole('document')).toContainText(/tóm tắt tình hình kiểm tra/iu);
  await expect(dialog.getByRole('document')).toContainText('DỮ LIỆU MINH HỌA');
  const take = dialog.getByRole('button', { name: h.briefPdf });
  test.skip(!pdf, 'No PDF can be made on this machine.');
  const [download] = await Promise.all([page.waitForEvent('download'), take.click()]);
  expect(download.suggestedFilename()).toMatch(/\.pdf$/u);
  const bytes = readFileSync(await download.path());
  expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

test('agencies are compared over the years; the choice stands in the address', async ({ page, server }) => {
  const visits = await server.call('visits.list', {});
  const ids = [...new Set(visits.map(({ agencyId }) => agencyId))].slice(0, 2);
  await open(page, server, `/pictures/compare?agencies=${ids.join(',')}&measure=recommendations`);
  await expect(rows(page, w.compare.title)).toHaveCount(2);
  const recommendations = await server.call('recommendations.list', {});
  for (const [index, id] of ids.entries()) {
    const own = recommendations.filter(({ agencyId }) => agencyId === id).length;
    await expect(rows(page, w.compare.title).nth(index)).toContainText(formatCount(own));
  }
  await page.goto(`${server.origin}/agencies/${ids[0] ?? ''}/figures`);
  await expect(rows(page, w.profile.title)).toHaveCount(1);
});
