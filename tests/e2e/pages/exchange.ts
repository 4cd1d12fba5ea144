// Sending and receiving as a person does it, with a folder in the place of a stick.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { texts as t } from '../../../renderer/i18n/vi/index.ts';
import type { TestServer } from '../server.ts';

const w = t.exchange;

/** The office's card, on the stick. */
export async function putCard(page: Page, server: TestServer, stick: string): Promise<string> {
  const card = await server.call('keys.card', {});
  const answer = await page.request.get(`${server.origin}${card.url}`);
  expect(answer.ok()).toBe(true);
  writeFileSync(path.join(stick, card.fileName), await answer.body());
  return card.fileName;
}

export async function openStick(page: Page, stick: string): Promise<void> {
  await page.getByRole('textbox', { name: w.places.typed }).fill(stick);
  await page.getByRole('button', { name: w.places.look }).click();
}

/** Its files alone: a stick that is really plugged in may hold others of the same name. */
export function onStick(page: Page, stick: string): Locator {
  return page.getByRole('region', { name: path.basename(stick), exact: true });
}

/** A card that lies on the stick is taken after every word was ticked. */
export async function trustCard(page: Page, stick: string, fileName: string): Promise<void> {
  await openStick(page, stick);
  await onStick(page, stick)
    .getByRole('button', { name: w.receiving.actsOf(w.receiving.acts.card, fileName) })
    .click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('checkbox')).toHaveCount(8);
  for (const box of await dialog.getByRole('checkbox').all()) await box.check();
  await dialog.getByRole('button', { name: t.seal.trust.confirm, exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

/** All data to the one office above, onto the stick. */
export async function sendUp(page: Page, stick: string, recipient: string): Promise<void> {
  await expect(page.getByText(w.sending.becameComplete)).toBeVisible();
  await page.getByRole('button', { name: w.sending.chooseWho }).click();
  await expect(page.getByRole('radio', { name: new RegExp(recipient) })).toBeChecked();
  await page.getByRole('button', { name: w.sending.chooseWhere }).click();
  await openStick(page, stick);
  await expect(page.getByRole('radio', { name: path.basename(stick) })).toBeChecked();
  await page.getByRole('button', { name: new RegExp(`^${w.sending.write}|^Ghi gói vào`) }).click();
}

export async function unlock(page: Page, passphrase: string): Promise<void> {
  await page.getByRole('textbox', { name: w.unlock.field }).fill(passphrase);
  await page.getByRole('button', { name: w.unlock.open }).click();
}

/** Looks at a package on the stick; it is not taken yet. */
export async function lookAt(page: Page, stick: string, fileName: string): Promise<void> {
  await openStick(page, stick);
  await onStick(page, stick)
    .getByRole('button', { name: w.receiving.actsOf(w.receiving.acts.package, fileName) })
    .click();
}
