// The first-run page.
import type { Page } from '@playwright/test';
import { texts as t } from '../../../renderer/i18n/vi/index.ts';

export function createSetup(page: Page) {
  const field = (label: string) => page.getByRole('textbox', { name: label });
  return {
    heading: page.getByRole('heading', { level: 1, name: t.setup.welcome }),
    province: page.getByRole('combobox', { name: t.setup.province }),
    officeName: field(t.setup.officeName),
    placeName: field(t.setup.placeName),
    fullName: field(t.setup.fullName),
    position: field(t.setup.position),
    submit: page.getByRole('button', { name: t.setup.submit }),
    /** The office's seal, which this PC cannot keep by itself: not now. */
    sealLater: page.getByRole('button', { name: t.seal.first.later }),
    sample: (name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) }),
  };
}
