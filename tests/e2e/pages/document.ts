// The page of one document: wording, real pages, files, signing, number and day.
import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';
import { texts as t } from '../../../renderer/i18n/vi/index.ts';

const w = t.documents;

export function createDocument(page: Page) {
  const dialog = page.getByRole('dialog');
  const wording = page.getByRole('textbox', { name: w.editor.text, exact: true });
  const block = (index: number) => wording.locator('[data-block]').nth(index);
  return {
    wording,
    block,
    toolbar: page.getByRole('toolbar', { name: w.editor.toolbar }),
    tool: (name: string) =>
      page.getByRole('toolbar', { name: w.editor.toolbar }).getByRole('button', { name, exact: true }),
    recipients: page.getByRole('textbox', { name: new RegExp(`^${w.editor.recipients}`) }),
    changes: page.getByRole('region', { name: /^Dữ liệu nay/ }),
    /** What a block says, without the number in front of it. */
    words: async (index: number) => (await block(index).textContent()) ?? '',
    /** Everything in the editor, one block a line. */
    text: async () => (await wording.locator('[data-block]').allTextContents()).join('\n'),
    /** Puts the caret behind the last letter of a block. */
    async caretAfter(index: number) {
      await block(index).click();
      await block(index).evaluate((element) => {
        const selection = element.ownerDocument.getSelection();
        selection?.selectAllChildren(element);
        selection?.collapseToEnd();
        // Told at once: the browser's own event may come after the next key.
        element.ownerDocument.dispatchEvent(new Event('selectionchange'));
      });
    },
    /** Selects the first place where these words stand in a block. */
    async select(index: number, words: string) {
      await block(index).click();
      await block(index).evaluate((element, wanted) => {
        const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          const at = (node.textContent ?? '').indexOf(wanted);
          if (at >= 0) document.getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length);
          if (at < 0) continue;
          document.dispatchEvent(new Event('selectionchange'));
          return;
        }
        throw new Error(`There is no “${wanted}”`);
      }, words);
    },
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
