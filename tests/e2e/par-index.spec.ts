// The reform index from its set to its decision: begun from the starter, three agencies, self-scores that come back in
// the very form, verification by keyboard, a tie, no survey and therefore rescaled, the ranking, and the decision.
import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { formatHundredths } from '../../core/rules/format.ts';
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { fillIn, openForm } from '../main/spreadsheet/returned-form.ts';
import { expect, open, test } from './fixtures.ts';
import { createFrame } from './pages/frame.ts';

const w = t.parIndex;
const wizard = t.imports;

test.use({ sample: 'hai-duong-2019', illustrative: true, actionTimeout: 15_000 });

async function downloaded(page: Page, press: () => Promise<void>) {
  const waiting = page.waitForEvent('download');
  await press();
  const download = await waiting;
  return { name: download.suggestedFilename(), bytes: new Uint8Array(readFileSync(await download.path())) };
}
async function accessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
}

test('an index is drawn up, scored, verified, ranked and decided', async ({ page, server, planId }) => {
  test.setTimeout(240_000);
  expect(planId).not.toBe('');
  const frame = createFrame(page);
  const button = (name: string) => page.getByRole('button', { name, exact: true });

  await open(page, server, '/par-index');
  await test.step('a set begins with the starter, without a survey', async () => {
    await button(w.sets.create).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: w.year }).fill('2019');
    await dialog.getByRole('textbox', { name: w.group }).fill('UBND cấp huyện');
    await dialog.getByRole('button', { name: w.sets.create }).click();
    await expect(page).toHaveURL(/\/par-index\/[0-9a-f-]+\/items$/u);
    await expect(page.getByRole('tree')).toBeVisible();
    await expect(page.getByText(w.items.totalExact('100', '100'))).toBeVisible();
    await page.getByRole('switch', { name: w.set.hasSurvey }).click();
    await frame.saved();
    await expect(page.getByText(w.set.noSurvey)).toBeVisible();
    await accessible(page);
  });
  const setId = /par-index\/([0-9a-f-]+)/u.exec(page.url())?.[1] ?? '';

  await test.step('a maximum that does not add up is named where it is, and the set stays a draft', async () => {
    await page.getByRole('treeitem').nth(1).click();
    const field = page.getByRole('textbox', { name: w.items.max });
    const before = await field.inputValue();
    await field.fill('40');
    await field.blur();
    await expect(page.getByRole('alert')).toContainText('Mục 1:');
    await expect(page.getByRole('treeitem').first()).toContainText('thừa');
    await expect(button(w.set.next.draft)).toBeDisabled();
    await field.fill(before);
    await field.blur();
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expect(button(w.set.next.draft)).toBeEnabled();
  });

  await test.step('three agencies take part', async () => {
    await page.getByRole('tab', { name: w.set.tabs.agencies, exact: true }).click();
    await button(w.agencies.add).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('checkbox', { name: t.labels.agencyKind.so_nganh }).uncheck();
    await dialog.getByRole('checkbox', { name: t.labels.agencyKind.ubnd_huyen }).check();
    await dialog.getByRole('button', { name: w.agencies.addCount('3') }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole('table', { name: w.set.tabs.agencies }).locator('tbody tr')).toHaveCount(3);
    await button(w.set.next.draft).click();
    await expect(page.getByText(w.statuses.scoring).first()).toBeVisible();
    await accessible(page);
  });

  const entries = await server.call('indexEntries.list', { indexSetId: setId });
  const [first, second, third] = entries;
  const { lines } = await server.call('indexEntries.get', { id: first!.id });
  const leaves = lines.filter(
    ({ isLeaf, item }) => isLeaf && item.method === 'self' && item.effect === 'points',
  );
  const lowered = leaves[3]!;

  await test.step('forms go out in one file, and a foreign one is refused', async () => {
    await button(w.agencies.formsMenu).click();
    const { name, bytes } = await downloaded(page, () =>
      page.getByRole('menuitem', { name: w.agencies.forms }).click(),
    );
    expect(name).toMatch(/\.zip$/u);
    const files = Object.values(unzipSync(bytes));
    expect(files).toHaveLength(3);
    const { url } = await server.call('indexScores.form', { entryId: second!.id });
    const foreign = await (await page.request.get(new URL(url, server.origin).href)).body();
    await button(w.agencies.actionsOf(first!.agencyName)).click();
    await page.getByRole('menuitem', { name: w.agencies.bringIn }).click();
    const dialog = page.getByRole('dialog');
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: 'nham.xlsx', mimeType: '', buffer: Buffer.from(foreign) });
    await dialog.getByRole('button', { name: wizard.show }).click();
    await expect(dialog.getByText(second!.agencyName).first()).toBeVisible();
    await expect(dialog.getByText(wizard.blocked)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  });

  await test.step('self-scores come back in the very form', async () => {
    const { url } = await server.call('indexScores.form', { entryId: first!.id });
    const form = openForm(
      await (await page.request.get(new URL(url, server.origin).href)).body(),
      'Tự chấm điểm',
    );
    const filled = fillIn(
      form,
      Object.fromEntries(
        leaves.map(({ item }, index) => [
          item.code,
          {
            'Điểm tự chấm': item.maxPoints / 100,
            // One is claimed without evidence or explanation.
            ...(index === 1
              ? {}
              : { 'Tài liệu kiểm chứng của đơn vị': 'Báo cáo số 15/BC-UBND ngày 05/01/2020' }),
          },
        ]),
      ),
    );
    await button(w.agencies.actionsOf(first!.agencyName)).click();
    await page.getByRole('menuitem', { name: w.agencies.bringIn }).click();
    const dialog = page.getByRole('dialog');
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: 'tu-cham.xlsx', mimeType: '', buffer: Buffer.from(filled) });
    await dialog.getByRole('button', { name: wizard.show }).click();
    await dialog
      .getByRole('button', { name: wizard.purposes.index_scores.apply(String(leaves.length)) })
      .click();
    await expect(dialog.getByText(wizard.purposes.index_scores.done)).toBeVisible();
    await dialog.getByRole('button', { name: t.frame.close }).first().click();
    const row = page.getByRole('row').filter({ hasText: first!.agencyName });
    await expect(row).toContainText(`${String(leaves.length)}/${String(leaves.length)}`);
  });

  // The other two have theirs; the third claims less.
  for (const [entry, less] of [
    [second!, 0],
    [third!, 100],
  ] as const) {
    for (const [index, { item }] of leaves.entries()) {
      await server.call('indexScores.save', {
        entryId: entry.id,
        itemId: item.id,
        rev: null,
        patch: {
          selfPoints: index === 0 ? Math.max(0, item.maxPoints - less) : item.maxPoints,
          selfEvidence: 'Báo cáo số 9/BC-UBND',
        },
      });
    }
  }

  await test.step('points are verified by keyboard; what is above the maximum is refused and kept', async () => {
    await button(w.set.next.scoring).click();
    await expect(page.getByText(w.statuses.verifying).first()).toBeVisible();
    await page.getByRole('row').filter({ hasText: first!.agencyName }).getByRole('link').click();
    const cell = (index: number) =>
      page.getByRole('textbox', { name: w.entry.verifiedOf(leaves[index]!.item.code), exact: true });
    await cell(0).focus();
    await page.keyboard.type('99');
    await page.keyboard.press('Enter');
    await expect(page.getByText(w.entry.above(formatHundredths(leaves[0]!.item.maxPoints)))).toBeVisible();
    await expect(page.getByText(w.entry.faulty('1'))).toBeVisible();
    await expect(cell(0)).toHaveValue('99');
    await expect(cell(1)).toBeFocused();
    await page.keyboard.press('=');
    await expect(cell(2)).toBeFocused();
    await page.keyboard.press('=');
    await expect(cell(3)).toBeFocused();
    await page.keyboard.type(formatHundredths(lowered.item.maxPoints - 25));
    await page.keyboard.press('Enter');
    await frame.saved();
    await expect(page.locator(`[data-line="${lowered.item.id}"]`)).toContainText(w.entry.lower('0,25'));
    await cell(0).fill(formatHundredths(leaves[0]!.item.maxPoints));
    await cell(0).blur();
    await expect(page.getByText(w.entry.faulty('1'))).toHaveCount(0);
    const unsupported = page.locator(`[data-line="${leaves[1]!.item.id}"]`);
    await expect(unsupported).toContainText(w.entry.unsupported);
    await unsupported.getByRole('button').first().click();
    await page.getByRole('textbox', { name: w.entry.explanation }).fill('Số liệu lấy từ hệ thống một cửa.');
    await page.getByRole('textbox', { name: w.entry.remarkText }).fill('Đề nghị xem lại điểm.');
    await button(w.entry.remarkAdd).click();
    await expect(unsupported).toContainText(w.entry.waiting);
    await expect(unsupported).not.toContainText(w.entry.unsupported);
    await accessible(page);
    await button(w.entry.accept).click();
    await expect(button(w.entry.acceptNone)).toBeDisabled();
    await expect(page.locator('[data-total="final"]')).toBeVisible();
    await expect(page.getByText(w.entry.totals.rescaled('100'))).toBeVisible();
  });

  await test.step('the second has the same in the end: a tie', async () => {
    await server.call('indexScores.acceptSelf', { entryId: second!.id });
    await server.call('indexScores.acceptSelf', { entryId: third!.id });
    const detail = await server.call('indexEntries.get', { id: second!.id });
    const line = detail.lines.find(({ item }) => item.id === lowered.item.id);
    await server.call('indexScores.save', {
      entryId: second!.id,
      itemId: lowered.item.id,
      rev: line?.score?.rev ?? null,
      patch: { verifiedPoints: lowered.item.maxPoints - 25 },
    });
    await page.goto(`${server.origin}/par-index/${setId}/ranking`);
    const rows = page.getByRole('table', { name: w.set.tabs.ranking }).locator('tbody tr');
    await expect(rows).toHaveCount(3);
    const max = leaves.reduce((sum, { item }) => sum + item.maxPoints, 0);
    const whole = formatHundredths(Math.round(((max - 25) * 10_000) / max));
    for (const index of [0, 1]) {
      await expect(rows.nth(index).locator('td').first()).toHaveText(`1${w.ranking.tied}`);
      await expect(rows.nth(index)).toContainText(whole);
    }
    await expect(rows.nth(2).locator('td').first()).toHaveText('3');
    await expect(rows.nth(2)).toContainText(third!.agencyName);
    await accessible(page);
    await button(w.ranking.asPicture).click();
    await expect(page.getByRole('img', { name: new RegExp(first!.agencyName, 'u') })).toBeVisible();
    await expect(page.locator('.MuiBarChart-label').first()).toBeVisible();
    await accessible(page);
  });

  await test.step('the result is closed and the decision drawn up with its ranking', async () => {
    await button(w.set.next.verifying).click();
    await page.getByRole('dialog').getByRole('button', { name: w.set.close.title }).click();
    await expect(page.getByText(w.statuses.closed).first()).toBeVisible();
    await button(w.ranking.decision).click();
    await expect(page).toHaveURL(/\/documents\/[0-9a-f-]+$/u);
    const id = /documents\/([0-9a-f-]+)/u.exec(page.url())?.[1] ?? '';
    const { url } = await server.call('documents.render', { id, format: 'docx' });
    const docx = await (await page.request.get(new URL(url, server.origin).href)).body();
    const text = strFromU8(unzipSync(new Uint8Array(docx))['word/document.xml']!).replaceAll(
      /<[^>]+>/gu,
      ' ',
    );
    for (const { agencyName } of entries) expect(text).toContain(agencyName);
    expect(text).toContain('QUYẾT ĐỊNH');
  });
});

test('two years are compared over the items that ask the same', async ({ page, server, planId }) => {
  test.setTimeout(120_000);
  expect(planId).not.toBe('');
  const common = { groupName: 'UBND cấp huyện', agencyKinds: ['ubnd_huyen' as const] };
  const before = await server.call('indexSets.create', {
    year: 2018,
    name: 'Chỉ số CCHC năm 2018',
    ...common,
    from: 'starter',
  });
  const set = await server.call('indexSets.create', {
    year: 2019,
    name: 'Chỉ số CCHC năm 2019',
    ...common,
    from: { setId: before.id },
  });
  const apart = await server.call('indexSets.create', {
    year: 2020,
    name: 'Chỉ số CCHC năm 2020',
    ...common,
    from: 'starter',
  });
  await open(page, server, `/par-index/compare?set=${set.id}&other=${before.id}`);
  await expect(page.getByText('So sánh được 100\u00a0% số điểm')).toBeVisible();
  await accessible(page);

  await page.goto(`${server.origin}/par-index/compare?set=${apart.id}&other=${set.id}`);
  await expect(page.getByText(w.compare.comparableNone)).toBeVisible();
  const [own, other] = [page.locator('input[name=own]').first(), page.locator('input[name=other]').first()];
  await own.check();
  await other.check();
  await page.getByRole('button', { name: w.compare.match }).click();
  await expect(page.getByText(/^So sánh được/u)).toBeVisible();
  await page.getByRole('button', { name: `${w.compare.tabs.pairs} (1)` }).click();
  await expect(page.getByText(w.compare.bys.matched)).toBeVisible();
  await accessible(page);
  await page.getByRole('button', { name: /^Bỏ ghép mục/u }).click();
  await expect(page.getByText(w.compare.comparableNone)).toBeVisible();
});
