// Copies, the second place, health, the way back.
import type { Page } from '@playwright/test';
import { texts as t } from '../../../renderer/i18n/vi/index.ts';

const w = t.backups;

export function createBackups(page: Page) {
  const dialog = page.getByRole('dialog');
  const table = page.getByRole('table', { name: w.list });
  return {
    dialog,
    now: page.getByRole('button', { name: w.now, exact: true }),
    state: page.getByText(new RegExp(`^${w.last}`)),
    rows: table.locator('tbody tr'),
    restore: table.getByRole('button', { name: /^Khôi phục bản/ }),
    confirm: dialog.getByRole('button', { name: w.restoring.confirm, exact: true }),
    card: (name: keyof typeof w.health.cards) =>
      page.getByRole('listitem', { name: w.health.cards[name], exact: true }),
    check: page.getByRole('button', { name: w.health.check, exact: true }),
    checkDeep: page.getByRole('button', { name: w.health.checkDeep, exact: true }),
    place: dialog.getByRole('textbox', { name: w.place.typed }),
  };
}
