// Every main screen against the rules of WCAG 2.2 AA that axe can check, light and dark.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { expect, open, test } from './fixtures.ts';
import { createDocument } from './pages/document.ts';
import { createFrame } from './pages/frame.ts';
import { createSetup } from './pages/setup.ts';
import {
  deskScreens,
  documentDialogs,
  documentScreens,
  exchangeScreens,
  indexScreens,
  periodicDialogs,
  periodicScreens,
  pictureScreens,
  planningScreens,
  remediationDialogs,
  remediationScreens,
} from './pages/screens.ts';
import { createVisit } from './pages/visit.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Without frames to look into, axe needs no page of its own to put the results together. */
const axe = (page: Page) => new AxeBuilder({ page }).setLegacyMode();

async function violations(builder: AxeBuilder): Promise<string[]> {
  const { violations: found } = await builder.analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map(
      (node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''} ${node.html.slice(0, 200)}`,
    ),
  );
}

/** All rules in the light scheme; in the dark one only the colours are different. */
async function expectAccessible(page: Page, what: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  expect.soft(await violations(axe(page).withTags(TAGS)), `${what}, light`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  // A colour that is inherited changes level by level; before that axe sees both schemes mixed.
  // It begins in the frame after the next one.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  await expect.poll(() => page.evaluate(() => document.getAnimations().length), { timeout: 30_000 }).toBe(0);
  expect.soft(await violations(axe(page).withRules(['color-contrast'])), `${what}, dark`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
}

test('the first-run page', async ({ page, server }) => {
  const setup = createSetup(page);
  await open(page, server);
  await setup.submit.click();
  await expect(page.getByText(t.setup.required)).toHaveCount(2);
  await expectAccessible(page, 'set-up');
});

test('lists', async ({ page, library }) => {
  test.setTimeout(240_000);
  const { agencyId } = (await library.call('visits.get', { id: library.visitId })).visit;
  await open(page, library);
  for (const address of [
    '/',
    '/plans',
    '/plans?new=1',
    '/visits',
    '/recommendations',
    '/agencies',
    `/agencies/${agencyId}`,
    '/documents',
    '/nowhere',
  ]) {
    await page.goto(`${library.origin}${address}`);
    await expect(page.locator('h1')).toBeVisible();
    await expect(page.locator('.MuiSkeleton-root')).toHaveCount(0);
    await expectAccessible(page, address);
  }
});

test('settings', async ({ page, library }) => {
  test.setTimeout(240_000);
  await open(page, library);
  for (const tab of [
    '',
    '/people',
    '/seal',
    '/backups',
    '/rules',
    '/rules?part=schedule',
    '/rules?part=outline',
    '/rules?part=annex',
    '/rules?part=grades',
    '/issuers',
    '/legal',
    '/calendar',
    '/samples',
    '/about',
  ]) {
    await page.goto(`${library.origin}/settings${tab}`);
    await expect(page.locator('h1')).toBeVisible();
    await expect(page.locator('.MuiSkeleton-root')).toHaveCount(0);
    await expectAccessible(page, `/settings${tab}`);
  }
});

test('agencies through time, criteria sets, annual plans', async ({ page, library }) => {
  test.setTimeout(240_000);
  await open(page, library);
  for (const address of planningScreens(library)) {
    await page.goto(`${library.origin}${address}`);
    await expect(page.locator('h1').first()).toBeVisible();
    await expect(page.locator('.MuiSkeleton-root')).toHaveCount(0);
    await expectAccessible(page, address);
  }
});

test('the tabs of a visit, statistics, procedures, phrases and files', async ({ page, library }) => {
  test.setTimeout(240_000);
  await open(page, library);
  for (const address of deskScreens(library)) {
    await page.goto(`${library.origin}${address}`);
    await expect(page.locator('h1').first()).toBeVisible();
    await expect(page.locator('.MuiSkeleton-root')).toHaveCount(0);
    await expectAccessible(page, address);
  }
});

test('papers of several kinds, the clerk, boilerplates, their dialogs', async ({ page, library }) => {
  test.setTimeout(240_000);
  await open(page, library);
  for (const address of documentScreens(library)) {
    await page.goto(`${library.origin}${address}`);
    await expect(page.locator('h1').first()).toBeVisible();
    await expect(page.locator('.MuiSkeleton-root')).toHaveCount(0);
    await expectAccessible(page, address);
  }
  for (const dialog of documentDialogs(library)) {
    await page.goto(`${library.origin}${dialog.address}`);
    await dialog.open(page, t);
    await expectAccessible(page, dialog.name);
  }
});

test('remediation: list, record, agencies, calendar, ageing, papers and their dialogs', async ({
  page,
  library,
}) => {
  test.setTimeout(240_000);
  await open(page, library);
  for (const address of remediationScreens(library)) {
    await page.goto(`${library.origin}${address}`);
    await expect(page.locator('h1').first()).toBeVisible();
    await expect(page.locator('.MuiSkeleton-root')).toHaveCount(0);
    await expectAccessible(page, address);
  }
  for (const dialog of remediationDialogs(library)) {
    await page.goto(`${library.origin}${dialog.address}`);
    await dialog.open(page, t);
    await expectAccessible(page, dialog.name);
  }
});

test('periodic reports: the year, writing, annex, board and their dialogs', async ({ page, library }) => {
  test.setTimeout(240_000);
  await open(page, library);
  for (const address of periodicScreens(library)) {
    await page.goto(`${library.origin}${address}`);
    await expect(page.locator('h1').first()).toBeVisible();
    await expect(page.locator('.MuiSkeleton-root')).toHaveCount(0);
    await expectAccessible(page, address);
  }
  for (const dialog of periodicDialogs(library)) {
    await page.goto(`${library.origin}${dialog.address}`);
    await dialog.open(page, t);
    await expectAccessible(page, dialog.name);
  }
});

test('the import wizard step by step, and the dialogs of planning', async ({ page, library }) => {
  test.setTimeout(240_000);
  const { agencyId } = (await library.call('visits.get', { id: library.visitId })).visit;
  const dialog = page.getByRole('dialog');
  const settled = () => expect(page.locator('.MuiSkeleton-root')).toHaveCount(0);
  await open(page, library, '/agencies?import=1');
  await expect(dialog.getByRole('button', { name: t.imports.choose })).toBeVisible();
  await expectAccessible(page, 'import: file');
  await dialog.locator('input[type=file]').setInputFiles({
    name: 'co-quan.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      'Tên cơ quan,Loại,Ghi chú của tỉnh\nSở Du lịch,Sở,a\nHội Chữ thập đỏ,Hội,b\nSở Du lịch,Sở,c\n',
    ),
  });
  await expect(dialog.getByRole('table', { name: t.imports.mapping })).toBeVisible();
  await expectAccessible(page, 'import: columns');
  await dialog.getByRole('button', { name: t.imports.show }).click();
  await dialog.getByRole('checkbox', { name: /^Bỏ qua \d+ hàng/ }).check();
  await expectAccessible(page, 'import: preview');

  await page.goto(`${library.origin}/agencies?propose=31`);
  await expect(dialog.getByRole('button', { name: /^Tạo \d+ cơ quan$/ })).toBeVisible();
  await expectAccessible(page, 'from the catalogue');

  await page.goto(`${library.origin}/agencies/${agencyId}/succession`);
  await page.getByRole('button', { name: t.agencies.arrange }).click();
  await expect(dialog).toBeVisible();
  await expectAccessible(page, 'succession');

  await page.goto(`${library.origin}/plans/${library.illustrativePlanId}`);
  await page.getByRole('button', { name: /^Tạo kế hoạch (năm \d+|mới) từ kế hoạch này$/ }).click();
  await expect(dialog.getByRole('textbox', { name: t.plans.newName })).toBeVisible();
  await settled();
  await expectAccessible(page, 'copy of a plan');
});

test('a plan', async ({ page, library }) => {
  test.setTimeout(120_000);
  const { illustrativePlanId } = library;
  const frame = createFrame(page);
  await open(page, library);
  for (const tab of [
    '',
    '/team',
    '/agencies',
    '/schedule',
    '/review',
    '/progress',
    '/documents',
    '/summary',
  ]) {
    await page.goto(`${library.origin}/plans/${illustrativePlanId}${tab}`);
    await expect(frame.heading).toBeVisible();
    await expect(page.locator('.MuiSkeleton-root')).toHaveCount(0);
    await expectAccessible(page, `plan${tab}`);
  }
});

test('a visit, its document, the palette', async ({ page, library }) => {
  test.setTimeout(120_000);
  const { visitId, documentId } = library;
  const frame = createFrame(page);
  const visit = createVisit(page);
  await open(page, library);
  await page.goto(`${library.origin}/visits/${visitId}`);
  await visit.openNote('1.1.1').click();
  await expect(visit.note('1.1.1')).toBeVisible();
  await visit.showFindings();
  await visit.findings.getByRole('button', { name: `+ ${t.visits.workspace.addLimitation}` }).click();
  await expect(visit.findingText).toBeVisible();
  await expectAccessible(page, 'visit');
  await page.goto(`${library.origin}/documents/${documentId}`);
  await createDocument(page).block(0).click();
  await expectAccessible(page, 'document');
  await page.goto(`${library.origin}/documents/${documentId}?view=pages`);
  await expect(page.locator('figure canvas').first()).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page, 'pages');
  await frame.openPalette();
  await frame.paletteInput.fill('linh');
  await expect(frame.paletteOptions.first()).toBeVisible();
  await expectAccessible(page, 'palette');
  await page.keyboard.press('Escape');
  await expect(frame.palette).toHaveCount(0);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: t.frame.shortcuts.title })).toBeVisible();
  await expectAccessible(page, 'shortcuts');
});

test('the reform index', async ({ page, library }) => {
  test.setTimeout(240_000);
  await open(page, library);
  for (const address of indexScreens(library)) {
    await page.goto(`${library.origin}${address}`);
    await expect(page.locator('h1').first()).toBeVisible();
    await expect(page.locator('.MuiSkeleton-root')).toHaveCount(0);
    await expectAccessible(page, address);
  }
});

test('pictures over years', async ({ page, library }) => {
  test.setTimeout(240_000);
  await open(page, library);
  for (const address of pictureScreens(library)) {
    await page.goto(`${library.origin}${address}`);
    await expect(page.locator('h1').first()).toBeVisible();
    await expect(page.locator('.MuiSkeleton-root')).toHaveCount(0);
    await expectAccessible(page, address);
  }
});

test('sending and receiving', async ({ page, library }) => {
  test.setTimeout(240_000);
  await open(page, library);
  for (const address of exchangeScreens()) {
    await page.goto(`${library.origin}${address}`);
    await expect(page.locator('h1').first()).toBeVisible();
    await expect(page.locator('.MuiSkeleton-root')).toHaveCount(0);
    await expectAccessible(page, address);
  }
});
