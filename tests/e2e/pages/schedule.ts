// The schedule of a round: the proposal, cards on the board, the printed sheet.
import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { texts as t } from '../../../renderer/i18n/vi/index.ts';

const w = t.schedule;

export function createSchedule(page: Page) {
  const dialog = page.getByRole('dialog');
  return {
    /** By the short or whole name that the card shows. */
    card: (name: string | RegExp) => page.locator('[data-card]').filter({ hasText: name }),
    team: (name: string) => page.getByRole('group', { name: w.cardsOf(name) }),
    tray: (count: number) => page.getByText(w.trayCount(String(count)), { exact: true }),
    /** Proposes within the days and takes over the whole of it. */
    async propose(days: { from: string; to: string }, placed: number) {
      await page.getByRole('button', { name: w.propose.open }).click();
      await dialog.getByRole('textbox', { name: w.propose.from }).fill(days.from);
      await dialog.getByRole('textbox', { name: w.propose.to }).fill(days.to);
      await dialog.getByRole('button', { name: w.propose.look }).click();
      await expect(dialog.getByText(w.propose.resultAll(String(placed)))).toBeVisible();
      await dialog.getByRole('button', { name: w.propose.apply(String(placed)) }).click();
      await expect(dialog).toHaveCount(0);
      await expect(page.getByText(w.propose.applied(String(placed)))).toBeVisible();
    },
    async printed(kind: keyof typeof t.plans.sheets.kinds) {
      await page.getByRole('button', { name: t.plans.sheets.kinds[kind] }).first().click();
      const waiting = page.waitForEvent('download', { timeout: 45_000 });
      await page.getByRole('menuitem', { name: t.documents.download(t.labels.documentFormat.pdf) }).click();
      const download = await waiting;
      return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
    },
  };
}
