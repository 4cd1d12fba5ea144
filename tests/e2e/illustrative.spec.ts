// Made-up data says so on every screen and page of its plan; a plan of plain facts never does.
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { expect, open, test } from './fixtures.ts';
import { createFrame } from './pages/frame.ts';
import { indexScreens, periodicScreens, remediationScreens, visitTabs } from './pages/screens.ts';

const tabs = ['', '/team', '/agencies', '/schedule', '/review', '/progress', '/documents', '/summary'];

test('every screen of the illustrative plan shows DỮ LIỆU MINH HỌA', async ({ page, library }) => {
  // Some forty screens, one after another.
  test.setTimeout(240_000);
  const frame = createFrame(page);
  const { illustrativePlanId, visitId, documentId, endedAgencyId } = library;
  await open(page, library);
  for (const address of [
    ...tabs.map((tab) => `/plans/${illustrativePlanId}${tab}`),
    `/visits/${visitId}`,
    ...visitTabs.map((tab) => `/visits/${visitId}/${tab}`),
    `/documents/${documentId}`,
    `/documents/${documentId}?view=pages`,
    // Not the reports of a year that has none.
    ...remediationScreens(library),
    ...periodicScreens(library).filter((screen) => screen !== '/reports'),
    ...['history', 'recommendations', 'figures'].map((tab) => `/agencies/${endedAgencyId}/${tab}`),
    // Answers of the round are offered to the index of its year.
    ...indexScreens(library).filter((screen) => !screen.includes(`${library.otherIndexSetId}/`)),
  ]) {
    await page.goto(`${library.origin}${address}`);
    // One record that is open beside the list says it as well.
    await expect(frame.banner.first(), address).toBeVisible();
    await expect(frame.banner.first()).toContainText('DỮ LIỆU MINH HỌA');
  }
  for (const address of ['/', '/plans']) {
    await page.goto(`${library.origin}${address}`);
    // The pages that were left are still being made.
    await expect(page.getByText(t.frame.illustrative), address).toHaveCount(1, { timeout: 30_000 });
  }
  const { html } = await library.call('documents.preview', { id: documentId });
  expect(html).toContain('DỮ LIỆU MINH HỌA');
});

test('the plain plan shows no such mark', async ({ page, library }) => {
  test.setTimeout(180_000);
  const frame = createFrame(page);
  const [visit] = await library.call('visits.list', { planId: library.plainPlanId });
  await open(page, library);
  for (const address of [
    ...tabs.map((tab) => `/plans/${library.plainPlanId}${tab}`),
    `/visits/${visit?.id ?? ''}`,
    ...visitTabs.map((tab) => `/visits/${visit?.id ?? ''}/${tab}`),
    ...['', '/agencies', '/calendar', '/ageing', '/papers'].map(
      (tab) => `/recommendations${tab}?plan=${library.plainPlanId}`,
    ),
    ...['', '/history', '/recommendations', '/figures'].map(
      (tab) => `/agencies/${visit?.agencyId ?? ''}${tab}`,
    ),
    // The index of a year without a made-up round.
    `/par-index/${library.otherIndexSetId}`,
    `/par-index/${library.otherIndexSetId}/items`,
    `/par-index/${library.otherIndexSetId}/ranking`,
  ]) {
    await page.goto(`${library.origin}${address}`);
    await expect(frame.heading).toBeVisible();
    await expect(page.locator('.MuiSkeleton-root')).toHaveCount(0);
    await expect(frame.banner, address).toHaveCount(0);
  }
});
