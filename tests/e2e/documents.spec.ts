// The record of documents: papers of several kinds drafted from the round's list, frozen, numbered one after the other
// by keyboard, the same number twice shown at once, one replaced, a scan attached, the list taken along; and the
// office's standing texts and signatures behind them.
import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { createDocument } from './pages/document.ts';
import { createFrame, pick } from './pages/frame.ts';
import { expect, open, test } from './fixtures.ts';

const r = t.registers;
const kinds = t.labels.documentKind;
test.use({ sample: 'hai-duong-2019', illustrative: true, actionTimeout: 15_000 });

async function expectAccessible(page: Page, what: string): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
  expect.soft(found, what).toEqual([]);
}

/** The smallest PNG that a browser draws. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

test('from the round’s list to the register', async ({ page, server, planId, watch }) => {
  test.setTimeout(180_000);
  // A file that is no scan is refused.
  watch.allow(/400 \(Bad Request\).*scans\.add/);
  const paper = createDocument(page);
  await open(page, server, `/plans/${planId}/documents`);
  await expect(page.getByRole('button', { name: r.set.create })).toBeVisible();

  // One for each agency, in one act, and taken back in one.
  const missing = page.getByRole('button', { name: r.set.createMissingOf('7', kinds.agency_notice) });
  await missing.click();
  await expect(page.getByText(r.set.created('7'))).toBeVisible();
  await expect(missing).toHaveCount(0);
  await page.getByRole('button', { name: t.frame.undo, exact: true }).first().click();
  await expect(missing).toBeVisible();
  await missing.click();
  await expect(missing).toHaveCount(0);

  // A kind opens its documents; the others stay folded.
  const group = page.getByRole('button', { name: kinds.agency_notice, exact: true });
  await group.press('Enter');
  await expect(group).toHaveAttribute('aria-expanded', 'true');
  const table = page.getByRole('table', { name: kinds.agency_notice });
  await expect(table.getByRole('row')).toHaveCount(8);

  // One by keyboard alone, in the dialog.
  await page.getByRole('button', { name: r.set.create }).press('Enter');
  const dialog = page.getByRole('dialog', { name: r.create.title });
  await expect(dialog.getByRole('radio', { name: kinds.agency_notice })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(dialog.getByRole('radio', { name: kinds.collective_notice })).toBeChecked();
  await expectAccessible(page, 'the dialog');
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('heading', { level: 1, name: new RegExp(kinds.collective_notice) }),
  ).toBeVisible();
  const collective = page.url().split('/').at(-1)?.split('?')[0] ?? '';
  await page.goBack();

  // What exists is offered instead of a second one.
  await page.getByRole('button', { name: r.set.create }).click();
  await dialog.getByRole('radio', { name: kinds.collective_notice }).check();
  await expect(dialog.getByText(r.create.exists)).toBeVisible();
  await expect(dialog.getByRole('button', { name: r.create.open })).toBeEnabled();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  // Filters narrow to what is lacking at one agency.
  await pick(page, r.status, r.set.missingStatus);
  await pick(page, r.agency, /Sở Y tế/);
  await expect(page.getByText(kinds.minutes, { exact: true })).toBeVisible();
  await expect(page.getByText(kinds.agency_notice, { exact: true })).toHaveCount(0);
  await expect(page).toHaveURL(/status=missing/);
  await page.getByRole('button', { name: t.frame.clearFilters }).click();
  await group.click();
  await page.getByRole('button', { name: kinds.minutes, exact: true }).click();
  await expectAccessible(page, 'the round’s list');

  // A scan belongs to what was signed.
  await page.goto(`${server.origin}/documents/${collective}`);
  const scans = page.getByRole('region', { name: r.scans.title });
  await expect(scans.getByText(r.scans.whenSigned)).toBeVisible();
  await paper.freeze.click();
  await paper.confirm(t.documents.freeze).click();
  await expect(paper.status('for_signature')).toBeVisible();

  // The clerk: what was frozen waits, and is numbered without the mouse.
  const documents = await server.call('documents.list', { planId });
  const notices = documents.filter(({ kind }) => kind === 'agency_notice').slice(0, 2);
  for (const { id, rev } of notices) await server.call('documents.freeze', { id, rev });
  await page.goto(`${server.origin}/documents?view=awaiting`);
  const list = page.getByRole('list', { name: r.views.awaiting });
  const numbers = list.locator('input[name="number"]');
  await expect(numbers).toHaveCount(3);
  await expectAccessible(page, 'the clerk’s desk');
  await numbers.first().focus();
  await page.keyboard.press('Enter');
  await expect(list.getByText(r.awaiting.needNumber)).toBeVisible();
  await page.keyboard.type('05');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('31/02/2019');
  await page.keyboard.press('Enter');
  await expect(list.getByText(t.frame.badDay)).toBeVisible();
  await expect(numbers).toHaveCount(3);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('9/10/19');
  await page.keyboard.press('Enter');
  await expect(list.getByText(/^05\/TB-ĐKT/)).toBeVisible();
  // The next line has the focus, and the same day.
  await expect(numbers.first()).toBeFocused();
  await expect(list.getByRole('textbox', { name: new RegExp(t.documents.issuedOn) }).first()).toHaveValue(
    '09/10/2019',
  );
  await page.keyboard.type('5');
  await expect(list.getByText(r.awaiting.duplicate)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(numbers).toHaveCount(1);
  const faults = page.getByRole('region', { name: r.numbering.title });
  await expect(
    faults.getByText(
      r.numbering.duplicate('05/TB-ĐKT', '2019', 'Đoàn Kiểm tra công tác CCHC số 01 của tỉnh'),
    ),
  ).toBeVisible();
  await expect(faults.getByRole('link')).toHaveCount(2);
  await expect(numbers.first()).toBeFocused();
  await page.keyboard.type('6');
  await page.keyboard.press('Enter');
  await expect(numbers).toHaveCount(0);

  // One of the two is replaced: struck through, with its successor.
  const [twin] = (await server.call('documents.list', { planId })).filter(({ number }) => number === '5');
  await server.call('documents.replace', { id: twin?.id ?? '', rev: twin?.rev ?? 1, reason: 'Ghi nhầm số' });
  await page.getByRole('button', { name: r.views.all, exact: true }).click();
  await pick(page, r.status, t.labels.documentStatus.withdrawn);
  const register = page.getByRole('table', { name: t.frame.places.documents });
  await expect(register.getByRole('row')).toHaveCount(2);
  await expect(register.getByText('5/TB-ĐKT', { exact: true })).toHaveCSS(
    'text-decoration-line',
    'line-through',
  );
  await expect(register.getByRole('link', { name: /^thay bằng/ })).toBeVisible();
  await page.goto(`${server.origin}/documents?year=2019&q=05`);
  await expect(register.getByText('05/TB-ĐKT', { exact: true })).toBeVisible();
  await expectAccessible(page, 'the register');

  // The signed original, as it was scanned; what is no picture is refused with the reason.
  await page.goto(`${server.origin}/documents/${collective}`);
  const input = scans.locator('input[type="file"]');
  await input.setInputFiles([
    { name: 'TB-06 đã ký.png', mimeType: 'image/png', buffer: png },
    { name: 'ghi-chu.txt', mimeType: 'text/plain', buffer: Buffer.from('Không phải bản chụp.') },
  ]);
  await expect(scans.getByText(r.scans.refused('ghi-chu.txt'))).toBeVisible();
  await scans.getByRole('button', { name: r.scans.open('TB-06 đã ký.png') }).click();
  await expect(page.getByRole('dialog').getByRole('img')).toHaveJSProperty('complete', true);
  await page.keyboard.press('Escape');
  await scans.getByRole('button', { name: r.scans.remove('TB-06 đã ký.png') }).click();
  await expect(scans.getByText(r.scans.none)).toBeVisible();
  await page.getByRole('button', { name: t.frame.undo, exact: true }).last().click();
  await expect(scans.getByRole('button', { name: r.scans.open('TB-06 đã ký.png') })).toBeVisible();

  // The list, looked at and taken along.
  await page.goto(`${server.origin}/plans/${planId}/documents`);
  const menu = page.getByRole('button', { name: t.plans.sheets.kinds.document_list });
  await menu.click();
  const waiting = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: r.set.excel }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toMatch(/\.xlsx$/);
  const parts = unzipSync(new Uint8Array(readFileSync(await download.path())));
  const text = Object.entries(parts)
    .filter(([name]) => /sharedStrings|sheet\d/.test(name))
    .map(([, bytes]) => strFromU8(bytes))
    .join('');
  expect(text).toContain('05/TB-ĐKT');
  expect(text).toContain('Sở Y tế');
  await menu.click();
  await page.getByRole('menuitem', { name: t.plans.sheets.look }).click();
  await expect(page.getByRole('dialog').getByText('05/TB-ĐKT').first()).toBeVisible();
});

test('standing texts, and who signs', async ({ page, server, planId }) => {
  test.setTimeout(120_000);
  const b = t.boilerplates;
  const frame = createFrame(page);
  await open(page, server, `/settings/boilerplates?kind=agency_notice&plan=${planId}`);
  const part = page.getByRole('region', { name: b.parts.closing, exact: true });
  const text = part.getByRole('textbox', { name: b.parts.closing });
  const preset = await text.inputValue();
  expect(preset).not.toBe('');

  // A slip is named with its place and its remedy, and mended by one button.
  await text.fill('Dòng thứ nhất.\nBáo cáo trước ngày {{hann}}.');
  await expect(part.getByText(b.fault.at('2', b.fault.unknown_field('hann')))).toBeVisible();
  await frame.saved();
  await page.getByRole('button', { name: b.checkAll }).click();
  await expect(
    page.getByRole('link', { name: `${kinds.agency_notice}, ${b.parts.closing}` }).first(),
  ).toBeVisible();
  await part.getByRole('button', { name: b.fault.replace('{{han}}') }).click();
  await expect(text).toHaveValue('Dòng thứ nhất.\nBáo cáo trước ngày {{han}}.');
  await expect(part.getByText(b.fault.unknown_field('hann'))).toHaveCount(0);

  // A field is found by its meaning and put where the caret is.
  await text.focus();
  await page.keyboard.press('Control+Home');
  await part.getByRole('button', { name: b.insertInto(b.parts.closing) }).press('Enter');
  await page.getByRole('combobox', { name: b.findField }).fill('nam cua dot');
  await expectAccessible(page, 'the menu of fields');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(text).toHaveValue('{{nam}}Dòng thứ nhất.\nBáo cáo trước ngày {{han}}.');
  await expect(text).toBeFocused();
  await frame.saved();

  // What is drafted now says so.
  const [visit] = await server.call('visits.list', { planId });
  const made = await server.call('documents.create', {
    planId,
    kind: 'agency_notice',
    visitId: visit?.id ?? '',
  });
  const { content } = await server.call('documents.get', { id: made.id });
  expect(JSON.stringify(content)).toContain('2019Dòng thứ nhất.');

  await part.getByRole('button', { name: b.compare }).click();
  await expect(part.getByRole('list', { name: b.difference }).locator('ins').first()).toBeVisible();
  await expectAccessible(page, 'standing texts');
  await part.getByRole('button', { name: b.ofPart(b.reset, b.parts.closing) }).click();
  await expect(text).toHaveValue(preset);
  await page.getByRole('button', { name: t.frame.undo, exact: true }).last().click();
  await expect(text).toHaveValue(/^\{\{nam\}\}/);

  // One choice fills the lines of the signature; edited lines are nobody's choice.
  const s = t.settings;
  await page.goto(`${server.origin}/settings/issuers`);
  await page.getByRole('button', { name: /^Ủy ban nhân dân tỉnh Hải Dương/ }).click();
  await pick(page, s.signAuthority, new RegExp(`^${t.labels.signAuthority.deputy_collective}`));
  const lines = page.getByRole('textbox', { name: s.signLines });
  await expect(lines).toHaveValue('TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH');
  await lines.fill('TM. ỦY BAN NHÂN DÂN\nPHÓ CHỦ TỊCH THƯỜNG TRỰC');
  await expect(page.getByRole('combobox', { name: s.signAuthority })).toContainText(s.signOther);
  await page.getByRole('switch', { name: s.ownsSeries }).check();
  await frame.saved();
  const issuer = (await server.call('issuers.list', {})).find(({ kind }) => kind === 'ubnd');
  expect(issuer).toMatchObject({ signAuthority: null, ownsSeries: true });
  await expectAccessible(page, 'issuers');
});
