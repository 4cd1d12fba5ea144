// The frame around every screen: places, palette, undo, the state of saving, notices, language and scheme.
import { expect, type Page } from '@playwright/test';
import { texts as t } from '../../../renderer/i18n/vi/index.ts';

export function createFrame(page: Page) {
  const bar = page.getByRole('banner');
  const navigation = page.getByRole('navigation', { name: t.frame.navigation });
  const palette = page.getByRole('dialog', { name: t.frame.palette.title });
  const saveState = bar.locator('[data-save-state]');
  return {
    bar,
    navigation,
    main: page.locator('#content'),
    heading: page.getByRole('heading', { level: 1 }),
    saveState,
    palette,
    paletteInput: palette.getByRole('combobox'),
    paletteOptions: palette.getByRole('option'),
    banner: page.getByRole('note').filter({ hasText: t.frame.illustrative }),
    offline: page.getByRole('alert').filter({ hasText: t.frame.offline }),
    undo: bar.getByRole('button', { name: t.frame.undo, exact: true }),
    redo: bar.getByRole('button', { name: t.frame.redo, exact: true }),
    appearance: page.getByRole('button', { name: t.frame.appearance }),
    async go(place: keyof typeof t.frame.places) {
      await navigation.getByRole('link', { name: t.frame.places[place] }).click();
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    },
    async openPalette() {
      await expect(bar).toBeVisible();
      await page.keyboard.press('Control+k');
      await expect(palette.getByRole('combobox')).toBeFocused();
    },
    /** Everything typed is on disk. */
    async saved() {
      await expect(saveState).toHaveAttribute('data-save-state', 'saved');
    },
    async choose(anchor: string, item: string) {
      await page.getByRole('button', { name: anchor }).click();
      await page.getByRole('menuitem', { name: item, exact: true }).click();
    },
  };
}
export type Frame = ReturnType<typeof createFrame>;

/** One of a select's values, by mouse. */
export async function pick(page: Page, label: string, choice: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: choice }).click();
  // By its mark: it has left the roles before it has left the page.
  await expect(page.locator('[role="listbox"]')).toHaveCount(0);
}
