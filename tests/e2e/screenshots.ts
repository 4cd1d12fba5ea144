// The pictures of the README: the screens of the walk on the Hải Dương round with made-up answers, light, 1366×768.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, open, test } from './fixtures.ts';
import { createDocument, expectPrinted } from './pages/document.ts';
import { createFrame } from './pages/frame.ts';
import { createVisit } from './pages/visit.ts';

const folder = path.join(import.meta.dirname, '..', '..', 'docs', 'images');

test.use({ colorScheme: 'light', deviceScaleFactor: 1 });

async function take(page: Page, name: string): Promise<void> {
  await expect(page.locator('.MuiSkeleton-root')).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready);
  const file = path.join(folder, `${name}.png`);
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
  // Fewer colours where ImageMagick is at hand: half the size, and nobody sees the difference.
  spawnSync('convert', [file, '-strip', '-dither', 'None', '-colors', '160', `png8:${file}`]);
}

test('pictures', async ({ page, library }) => {
  test.setTimeout(120_000);
  const frame = createFrame(page);
  const visit = createVisit(page);
  const paper = createDocument(page);
  const { illustrativePlanId, visitId, documentId } = library;
  await open(page, library, `/plans/${illustrativePlanId}/agencies`);
  await expect(page.getByRole('table')).toBeVisible();
  await take(page, 'plan');

  await page.goto(`${library.origin}/visits/${visitId}`);
  await expect(visit.lines.first()).toBeFocused();
  await take(page, 'checklist');

  await page.goto(`${library.origin}/plans/${illustrativePlanId}/summary`);
  await expect(frame.heading).toBeVisible();
  await take(page, 'summary');

  await page.goto(`${library.origin}/plans/${illustrativePlanId}/schedule`);
  await expect(page.locator('[data-card]').first()).toBeVisible();
  await take(page, 'schedule');

  await page.goto(`${library.origin}/documents/${documentId}?view=pages`);
  await expectPrinted(paper.pages.first());
  await take(page, 'document');

  await page.goto(`${library.origin}/plans/${illustrativePlanId}`);
  await expect(frame.heading).toBeVisible();
  await frame.openPalette();
  await frame.paletteInput.fill('chi linh');
  await expect(frame.paletteOptions.nth(2)).toBeVisible();
  await take(page, 'palette');
});
