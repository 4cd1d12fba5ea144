// The list of plans and the six tabs of one plan.
import { expect, type Page } from '@playwright/test';
import { texts as t } from '../../../renderer/i18n/vi/index.ts';

const w = t.plans;

export function createPlan(page: Page) {
  const textbox = (label: string) => page.getByRole('textbox', { name: label, exact: true });
  return {
    create: page.getByRole('button', { name: w.create }),
    newName: page.getByRole('dialog').getByRole('textbox', { name: w.newName }),
    newSubmit: page.getByRole('dialog').getByRole('button', { name: w.newSubmit }),
    textbox,
    scoring: page.getByRole('switch', { name: w.info.scoring }),
    async tab(name: keyof typeof w.tabs) {
      await page
        .getByRole('navigation', { name: w.tabsLabel })
        .getByRole('link', { name: w.tabs[name] })
        .or(page.getByRole('tab', { name: w.tabs[name] }))
        .click();
    },
    /** The line of a list; who covers what comes behind it. */
    row: (name: string | RegExp) => page.getByRole('row').filter({ hasText: name }).first(),
    async addMember(fields: { fullName?: string; rankText?: string; position?: string }) {
      await page.getByRole('button', { name: w.team.addMember }).click();
      const form = page.locator('form');
      if (fields.fullName !== undefined)
        await form.getByRole('textbox', { name: w.team.fullName }).fill(fields.fullName);
      if (fields.position !== undefined)
        await form.getByRole('textbox', { name: w.team.position }).fill(fields.position);
      if (fields.rankText !== undefined)
        await form.getByRole('textbox', { name: w.team.rankText }).fill(fields.rankText);
      await form.getByRole('button', { name: w.team.addMember }).click();
      await expect(form).toHaveCount(0);
      await expect(
        page
          .getByRole('row')
          .filter({ hasText: fields.fullName ?? fields.rankText ?? '' })
          .first(),
      ).toBeVisible();
    },
    async addAgencies(names: readonly string[]) {
      await page.getByRole('button', { name: w.agencies.add }).click();
      const dialog = page.getByRole('dialog', { name: w.agencies.add });
      for (const name of names) {
        await dialog.getByRole('textbox', { name: w.agencies.pick }).fill(name);
        await dialog.getByRole('checkbox', { name, exact: true }).check();
      }
      await dialog.getByRole('button', { name: w.agencies.addCount(String(names.length)) }).click();
      await expect(dialog).toHaveCount(0);
      for (const name of names) await expect(page.getByRole('link', { name })).toBeVisible();
    },
    async schedule(agency: string, days: { from?: string; to?: string }) {
      await page.getByRole('button', { name: `${w.agencies.edit}: ${agency}` }).click();
      const form = page.getByRole('region', { name: `${w.agencies.edit}: ${agency}` });
      if (days.from !== undefined)
        await form.getByRole('textbox', { name: w.agencies.startsOn }).fill(days.from);
      if (days.to !== undefined) await form.getByRole('textbox', { name: w.agencies.endsOn }).fill(days.to);
      await form.getByRole('button', { name: w.agencies.done }).click();
      await expect(form).toHaveCount(0);
    },
  };
}
