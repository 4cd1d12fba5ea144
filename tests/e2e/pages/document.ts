// The page of one document: wording, real pages, files, signing, number and day.
import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';
import { texts as t } from '../../../renderer/i18n/vi/index.ts';

const w = t.documents;

export function createDocument(page: Page) {
  const dialog = page.getByRole('dialog');
  const wording = page.getByRole('group', { name: w.editor.label });
  return {
    wording,
    block: (index: number) => wording.locator('[data-block] textarea').nth(index),
    tab: (name: keyof typeof w.tabs) => page.getByRole('tab', { name: w.tabs[name] }),
    pages: page.locator('figure canvas'),
    warnings: page.getByRole('complementary', { name: w.facts }).getByRole('listitem'),
    freeze: page.getByRole('button', { name: w.freeze }),
    issue: page.getByRole('button', { name: w.issue }),
    dialog,
    confirm: (label: string) => dialog.getByRole('button', { name: label, exact: true }),
    number: dialog.getByRole('textbox', { name: w.number, exact: true }),
    issuedOn: dialog.getByRole('textbox', { name: w.issuedOn }),
    status: (status: keyof typeof t.labels.documentStatus) =>
      page.locator('#content header').getByText(t.labels.documentStatus[status], { exact: true }),
    async download(format: keyof typeof t.labels.documentFormat) {
      await page.getByRole('button', { name: /^Tải/ }).click();
      const waiting = page.waitForEvent('download', { timeout: 45_000 });
      await page.getByRole('menuitem', { name: w.download(t.labels.documentFormat[format]) }).click();
      const download = await waiting;
      return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
    },
  };
}

/** The share of pixels that are not white: a page with print on it has some. */
export async function ink(canvas: Locator): Promise<number> {
  return canvas.evaluate((element: HTMLCanvasElement) => {
    const { width, height } = element;
    const data = element.getContext('2d')?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
    let dark = 0;
    for (let at = 0; at < data.length; at += 4)
      if ((data[at] ?? 255) < 128 && data[at + 3] === 255) dark += 1;
    return dark / (width * height);
  });
}

export async function expectPrinted(canvas: Locator): Promise<void> {
  await expect.poll(() => ink(canvas), { timeout: 30_000 }).toBeGreaterThan(0.01);
}
