// Made-up data says so on every screen and page of its plan; a plan of plain facts never does.
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { expect, open, test } from './fixtures.ts';
import type { LibraryServer } from './fixtures.ts';
import { createFrame } from './pages/frame.ts';
import {
  indexScreens,
  periodicScreens,
  pictureScreens,
  remediationScreens,
  visitTabs,
} from './pages/screens.ts';

const tabs = ['', '/team', '/agencies', '/schedule', '/review', '/progress', '/documents', '/summary'];

/** What shows the made-up round, part by part. */
const marked: readonly (readonly [string, (library: LibraryServer) => readonly string[]])[] = [
  [
    'the round, its visit and paper',
    ({ illustrativePlanId, visitId, documentId }) => [
      ...tabs.map((tab) => `/plans/${illustrativePlanId}${tab}`),
      `/visits/${visitId}`,
      ...visitTabs.map((tab) => `/visits/${visitId}/${tab}`),
      `/documents/${documentId}`,
      `/documents/${documentId}?view=pages`,
    ],
  ],
  [
    'remediation and the agency',
    (library) => [
      ...remediationScreens(library),
      ...['history', 'recommendations', 'figures'].map((tab) => `/agencies/${library.endedAgencyId}/${tab}`),
    ],
  ],
  // Not the reports of a year that has none.
  ['periodic reports', (library) => periodicScreens(library).filter((screen) => screen !== '/reports')],
  // Answers of the round are offered to the index of its year.
  [
    'the reform index',
    (library) => indexScreens(library).filter((screen) => !screen.includes(`${library.otherIndexSetId}/`)),
  ],
  ['pictures', pictureScreens],
];

for (const [part, screens] of marked) {
  test(`every screen of the illustrative plan shows DỮ LIỆU MINH HỌA: ${part}`, async ({ page, library }) => {
    test.setTimeout(120_000);
    const frame = createFrame(page);
    await open(page, library);
    for (const address of screens(library)) {
      await page.goto(`${library.origin}${address}`);
      // One record that is open beside the list says it as well.
      await expect(frame.banner.first(), address).toBeVisible();
      await expect(frame.banner.first()).toContainText('DỮ LIỆU MINH HỌA');
    }
  });
}

test('lists mark the made-up round alone, and its papers are marked', async ({ page, library }) => {
  await open(page, library);
  await page.goto(`${library.origin}/plans`);
  await expect(page.getByText(t.frame.illustrative)).toHaveCount(1);
  const frame = createFrame(page);
  const lines = page.getByRole('listitem').filter({ has: page.getByText(t.frame.illustrative) });
  const line = (planId: string) =>
    page.getByRole('listitem').filter({ has: page.locator(`a[href^="/plans/${planId}"]`) });
  await page.goto(`${library.origin}/?year=all`);
  await expect(lines).toHaveCount(1);
  await expect(frame.banner).toBeVisible();
  await page.goto(`${library.origin}/?year=2022`);
  await expect(line(library.plainPlanId).first()).toBeVisible();
  await expect(page.getByText(t.frame.illustrative)).toHaveCount(0);
  const { html } = await library.call('documents.preview', { id: library.documentId });
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
