// The format of a paper checked from the screen: somebody's file from the palette, by its breaches; one of our own from
// its page, without any. The report is accessible in light and dark.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { Document, Packer, Paragraph, TextRun } from 'docx';
import { ruleTexts } from '../../core/checking/rule-text.ts';
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { expect, open, test } from './fixtures.ts';
import { createFrame } from './pages/frame.ts';

const w = t.formatChecks;

async function expectAccessible(page: Page, what: string): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
  expect.soft(found, what).toEqual([]);
}

/** As some office wrote it: narrow margins, tabs instead of columns, an underlined motto. */
async function badPaper(): Promise<Buffer> {
  const line = (text: string, options: object = {}): Paragraph =>
    new Paragraph({ children: [new TextRun({ text, font: 'Arial', size: 22, ...options })] });
  return Packer.toBuffer(
    new Document({
      sections: [
        {
          properties: { page: { margin: { left: 600, right: 600, top: 600, bottom: 600 } } },
          children: [
            line('SỞ NỘI VỤ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { bold: true }),
            line('Số: 5/TB-SNV\tĐộc lập - Tự do - Hạnh phúc', { bold: true, underline: {} }),
            line('THÔNG BÁO'),
            line('Nội dung thông báo.'),
          ],
        },
      ],
    }),
  );
}

test('a bad file from the palette, a good paper from its page', async ({ page, library }) => {
  test.setTimeout(120_000);
  const frame = createFrame(page);
  const dialog = page.getByRole('dialog', { name: w.title });

  await open(page, library, '/plans');
  await frame.openPalette();
  await frame.paletteInput.fill('thể thức');
  await frame.paletteOptions.filter({ hasText: w.command }).first().click();
  await expect(dialog.getByText(w.drop)).toBeVisible();
  await expectAccessible(page, 'nothing chosen');
  const chooser = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: w.choose, exact: true }).press('Enter');
  await (await chooser).setFiles({ name: 'văn bản sai.docx', mimeType: '', buffer: await badPaper() });
  const report = dialog.getByRole('region', { name: 'văn bản sai.docx' });
  await expect(report.getByText(ruleTexts['motto.rule']!.vi, { exact: true })).toBeVisible();
  await expect(report.getByText(ruleTexts['page.left']!.vi, { exact: true })).toBeVisible();
  await expect(report.getByText(w.kind('thông báo'))).toBeVisible();
  await expect(dialog.getByRole('button', { name: w.copy })).toBeVisible();
  await expectAccessible(page, 'many breaches');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page, 'many breaches, dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await dialog.getByRole('button', { name: w.close }).press('Enter');
  await expect(dialog).toHaveCount(0);

  await open(page, library, `/documents/${library.documentId}`);
  await page.getByRole('button', { name: t.frame.more, exact: true }).click();
  await page.getByRole('menuitem', { name: w.title }).click();
  await expect(dialog.getByText(w.none)).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page, 'no breach');
});
