// The office's seal and the offices that are believed; its dialogs.
import type { Page } from '@playwright/test';
import { texts as t } from '../../../renderer/i18n/vi/index.ts';

const w = t.seal;

export function createSeal(page: Page) {
  const dialog = page.getByRole('dialog');
  const words = page.getByRole('list', { name: w.words, exact: true });
  return {
    dialog,
    make: page.getByRole('button', { name: w.make, exact: true }),
    sheet: page.getByRole('button', { name: w.sheet, exact: true }),
    card: page.getByRole('button', { name: w.card, exact: true }),
    add: page.getByRole('button', { name: w.trust.add, exact: true }),
    first: dialog.getByLabel(w.passphrase, { exact: true }),
    second: dialog.getByLabel(w.passphraseAgain, { exact: true }),
    confirmMake: dialog.getByRole('button', { name: w.make, exact: true }),
    chooser: dialog.locator('input[type="file"]'),
    ticks: dialog.getByRole('checkbox'),
    confirmAdd: dialog.getByRole('button', { name: w.trust.confirm, exact: true }),
    heard: dialog.getByRole('textbox', { name: w.trust.heard }),
    row: (name: string) => page.getByRole('row', { name: new RegExp(name) }),
    /** Without their numbers. */
    async ownWords(): Promise<string[]> {
      const items = await words.getByRole('listitem').allInnerTexts();
      return items.map((item) => item.replace(/^\d+\s*/u, '').trim());
    },
  };
}
