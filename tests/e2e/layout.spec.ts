// The screen of the office: 1366×768 without sideways scrolling, 200 % zoom with everything in reach, and a round
// far bigger than usual.
import type { Page } from '@playwright/test';
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { expect, open, test } from './fixtures.ts';
import type { LibraryServer } from './fixtures.ts';
import { createDocument } from './pages/document.ts';
import { createFrame } from './pages/frame.ts';
import { createPlan } from './pages/plan.ts';
import { dialogsOf, walks } from './pages/screens.ts';
import { createVisit } from './pages/visit.ts';

/** The window and the screen in it: a wide table scrolls in a box of its own. */
const tooWide = (page: Page) =>
  page.evaluate(() =>
    [
      document.documentElement,
      ...document.querySelectorAll('#content, [role="dialog"] .MuiDialogContent-root'),
    ]
      .filter((element) => element.scrollWidth > element.clientWidth)
      .map((element) => `${element.tagName} ${String(element.scrollWidth)} > ${String(element.clientWidth)}`),
  );

/** Goes through the screens at the window's size and looks for what is wider than its place. */
async function expectNarrow(page: Page, library: LibraryServer, addresses: readonly string[]): Promise<void> {
  await open(page, library);
  for (const address of addresses) {
    await page.goto(`${library.origin}${address}`);
    await expect(createFrame(page).heading).toBeVisible();
    await expect(page.locator('.MuiSkeleton-root')).toHaveCount(0);
    expect(await tooWide(page), address).toEqual([]);
  }
}

for (const [part, screens] of walks) {
  test(`no screen scrolls sideways at 1366×768: ${part}`, async ({ page, library }) => {
    test.setTimeout(120_000);
    await expectNarrow(page, library, screens(library));
  });
}

test('no dialog scrolls sideways at 1366×768', async ({ page, library }) => {
  test.setTimeout(120_000);
  await open(page, library);
  for (const dialog of dialogsOf(library)) {
    await page.goto(`${library.origin}${dialog.address}`);
    await dialog.open(page, t);
    expect(await tooWide(page), dialog.name).toEqual([]);
  }
});

for (const [part, screens] of walks.slice(2)) {
  test(`no screen scrolls sideways at 200 %: ${part}`, async ({ page, library }) => {
    test.setTimeout(120_000);
    await page.setViewportSize({ width: 683, height: 384 });
    await expectNarrow(page, library, screens(library));
  });
}

test('at 200 % everything that matters can be reached', async ({ page, library }) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 683, height: 384 });
  await open(page, library, '/plans');
  await createPlan(page).create.first().click({ trial: true });
  await page.goto(`${library.origin}/plans/${library.illustrativePlanId}`);
  await page.getByRole('button', { name: t.plans.changeStatus }).click({ trial: true });
  await createPlan(page).textbox(t.plans.info.note).click({ trial: true });
  await page.goto(`${library.origin}/plans/${library.illustrativePlanId}/team`);
  await page.getByRole('button', { name: t.plans.nominations.add }).click({ trial: true });
  await page.goto(`${library.origin}/agencies/${library.endedAgencyId}/recommendations`);
  await page.getByRole('tab', { name: t.agencies.tabs.figures }).click({ trial: true });
  await page.getByRole('button', { name: t.agencies.chooseAll }).click();
  await page.getByRole('button', { name: t.agencies.transfer, exact: true }).click({ trial: true });
  await page.goto(`${library.origin}/criteria/${library.draftSetId}`);
  const item = page.getByRole('treeitem', { name: /1\.1\.4/ }).first();
  await item.click();
  const points = page.getByRole('textbox', { name: t.criteria.max });
  await points.click({ trial: true });
  await page.goto(`${library.origin}/criteria/compare`);
  await page.getByRole('combobox', { name: t.criteria.compare.right }).click({ trial: true });
  await page.goto(`${library.origin}/agencies?import=1`);
  await page.getByRole('button', { name: t.imports.choose }).click({ trial: true });
  await page.getByRole('button', { name: t.imports.template }).click({ trial: true });
  await page.goto(`${library.origin}/plans/annual/${library.annualPlanId}`);
  await page.getByText('Rà soát, đơn giản hóa').first().click({ trial: true });
  await page.goto(`${library.origin}/visits/${library.visitId}`);
  const visit = createVisit(page);
  await visit.notice.click({ trial: true });
  await visit.choice('1.1.4', 'no').click({ trial: true });
  await visit.openNote('1.1.4').click({ trial: true });
  await visit.showFindings();
  await visit.findings
    .getByRole('button', { name: `+ ${t.visits.workspace.addLimitation}` })
    .click({ trial: true });
  await page.goto(`${library.origin}/documents/${library.documentId}`);
  const paper = createDocument(page);
  await paper.freeze.click({ trial: true });
  await paper.block(0).click({ trial: true });
  await page.getByRole('textbox', { name: t.documents.subject }).click({ trial: true });
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect(sideways).toBe(false);
});

test.describe('a round of 60 agencies and 200 findings', () => {
  test.use({ sample: 'lai-vung-2022' });

  test('still renders and scrolls', async ({ page, server, planId }) => {
    test.setTimeout(90_000);
    const { visits, domains } = await server.call('plans.get', { id: planId });
    const version = {
      shortName: null,
      abbreviation: null,
      placeName: null,
      parentAgencyId: null,
      validFrom: null,
      validTo: null,
    };
    for (let count = visits.length; count < 60; count += 1) {
      const agency = await server.call('agencies.create', {
        kind: 'ubnd_xa',
        version: {
          ...version,
          name: `Ủy ban nhân dân xã thêm thứ ${String(count + 1)} của huyện có tên rất dài`,
        },
      });
      await server.call('visits.create', { planId, agencyId: agency.id });
    }
    for (let count = 0; count < 200; count += 1) {
      const domain = domains[count % domains.length];
      await server.call('findings.create', {
        planId,
        domainId: domain?.id ?? '',
        kind: count % 2 === 0 ? 'limitation' : 'strength',
        scope: 'unnamed',
        text: `Nội dung thêm thứ ${String(count + 1)}: ${'việc giải quyết hồ sơ còn chậm; '.repeat(4)}`,
      });
    }
    const frame = createFrame(page);
    await open(page, server, `/plans/${planId}/agencies`);
    await expect(page.getByRole('table').getByRole('row')).toHaveCount(61);
    const last = page.getByRole('table').getByRole('row').last();
    await last.scrollIntoViewIfNeeded();
    await expect(last).toBeInViewport();
    await createPlan(page).tab('summary');
    await expect(page.getByText(/^Nội dung thêm thứ 200:/)).toBeAttached();
    await expect(frame.main.getByText(/^Nội dung thêm thứ \d+:/)).toHaveCount(200);
    const add = page.getByRole('button', { name: t.findings.addRecommendation });
    await add.scrollIntoViewIfNeeded();
    await expect(add).toBeInViewport();
    await createPlan(page).tab('progress');
    await expect(frame.heading).toBeVisible();
  });
});
