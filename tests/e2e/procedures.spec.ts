// Procedures at a visit, by keyboard: a published list comes in, the board is ticked off, the website is imported, and
// what is missing, superseded, late, of a wrong form or in no list stands there; as a workbook and as the annex.
import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { shownText } from '../../core/exchange/sheet/cell.ts';
import { readWorkbook } from '../../main/spreadsheet/read-workbook.ts';
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { expect, open, test } from './fixtures.ts';

const w = t.procedures;
const fixture = (name: string) => ({
  name,
  mimeType: 'text/csv',
  buffer: readFileSync(new URL(`../fixtures/procedures/${name}`, import.meta.url)),
});

test.use({ sample: 'hai-duong-2019', illustrative: true, actionTimeout: 15_000 });

async function accessible(page: Page, what: string) {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`),
  );
  expect.soft(found, what).toEqual([]);
}

test('a list, the board by keyboard, the website from a file, the workbook and the annex', async ({
  page,
  server,
  planId,
}) => {
  test.setTimeout(180_000);
  const visits = await server.call('visits.list', { planId });
  // The round has no list for agencies of this kind yet.
  const visit = visits.find(({ agencyKind }) => agencyKind === 'so_nganh')!;
  const comparison = () => server.call('procedureChecks.get', { visitId: visit.id });
  const summary = async (place: string) => (await comparison()).places.find((one) => one.place === place);
  await server.call('calendar.createMany', {
    days: [{ day: '2019-09-02', kind: 'holiday', name: 'Quốc khánh' }],
  });
  await open(page, server, `/visits/${visit.id}/procedures`);
  const card = (place: keyof typeof w.places) =>
    page.getByRole('group', { name: w.placesLabel }).getByRole('button', { name: w.places[place] });
  const wizard = page.getByRole('dialog');

  await test.step('the published list comes in for this agency', async () => {
    await page.getByRole('button', { name: w.importList }).click();
    await accessible(page, 'new list');
    await wizard.getByRole('button', { name: w.fromSheet }).click();
    await wizard.locator('input[type=file]').setInputFiles(fixture('published.csv'));
    await wizard.getByRole('button', { name: t.imports.show }).click();
    await wizard.getByRole('button', { name: t.imports.purposes.procedures.apply('6') }).click();
    await expect(wizard.getByText(t.imports.purposes.procedures.done)).toBeVisible();
    await wizard.getByRole('button', { name: t.frame.close }).last().click();
    await expect(card('board')).toContainText(w.notLooked);
  });

  const lines = page.getByRole('table', { name: w.ticking(w.places.board) });
  const box = (name: string) => lines.getByRole('checkbox', { name: new RegExp(name) });
  await test.step('the board is ticked off by keyboard alone', async () => {
    // The abolished procedure is not asked for.
    await expect(lines.getByRole('checkbox')).toHaveCount(5);
    await box('khai sinh').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('1');
    await expect(box('khai sinh')).toBeChecked();
    await expect(box('kết hôn')).toBeChecked();
    await expect(card('board')).toContainText(w.posted('2', '5'));
    // The next that is not ticked, found and ticked.
    await page.keyboard.press('Home');
    await page.keyboard.press('j');
    await expect(box('Chứng thực')).toBeFocused();
    await page.keyboard.press('1');
    // What is posted of it, in its line: late by four working days over a holiday, in a wrong form. Its fields may be
    // asked for before the tick has been answered.
    await page.keyboard.press('Enter');
    await expect(
      lines.getByRole('textbox', {
        name: w.fieldOf(w.columns.postedDecision, 'Chứng thực bản sao từ bản chính'),
      }),
    ).toBeFocused();
    await expect(box('Chứng thực')).toBeChecked();
    await page.keyboard.type('2202/QĐ-UBND');
    await page.keyboard.press('Tab');
    await page.keyboard.type('4/9/2019');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Chữ quá nhỏ');
    await page.keyboard.press('Escape');
    await expect(box('Chứng thực')).toBeFocused();
    await expect(card('board')).toContainText(`${w.problems.late}: 1`);
    await expect(card('board')).toContainText(`${w.problems.wrong_form}: 1`);
    await expect(lines).toContainText(w.state.late('4'));
    // Ticked by mistake, and taken back.
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('1');
    await expect(card('board')).toContainText(w.posted('4', '5'));
    await page.keyboard.press('1');
    await expect(card('board')).toContainText(w.posted('3', '5'));
    await accessible(page, 'ticking');
    // "/" leads to the search, words without marks find, the arrow leads back to the lines.
    await page.keyboard.press('/');
    await page.keyboard.type('ho kinh doanh');
    await expect(lines.getByRole('checkbox')).toHaveCount(1);
    await page.keyboard.press('ArrowDown');
    await expect(box('hộ kinh doanh')).toBeFocused();
    await page.keyboard.press('/');
    await page.keyboard.press('Escape');
    await expect(lines.getByRole('checkbox')).toHaveCount(5);
  });

  await test.step('all but some, and back by one undo', async () => {
    await page.getByRole('button', { name: w.allBut }).click();
    await wizard.getByRole('textbox', { name: w.allButLines }).fill('1900005\nkhông có thủ tục này');
    await expect(wizard.getByText(w.allButUnknown('không có thủ tục này'))).toBeVisible();
    await wizard.getByRole('textbox', { name: w.allButLines }).fill('1900005');
    await wizard.getByRole('button', { name: w.allButDo('4') }).click();
    await expect(card('board')).toContainText(w.posted('4', '5'));
    await page.getByRole('button', { name: t.frame.undo }).last().click();
    await expect(card('board')).toContainText(w.posted('3', '5'));
  });

  await test.step('the website from a file', async () => {
    await card('website').click();
    await page.getByRole('button', { name: w.importPostings }).click();
    await wizard.locator('input[type=file]').setInputFiles(fixture('website.csv'));
    await wizard.getByRole('button', { name: t.imports.show }).click();
    await wizard.getByRole('button', { name: t.imports.purposes.postings.apply('5') }).click();
    await wizard.getByRole('button', { name: t.frame.close }).last().click();
    await expect(card('website')).toContainText(w.posted('3', '5'));
    expect(await summary('website')).toMatchObject({
      published: 5,
      posted: 3,
      current: 1,
      missing: 2,
      // Under another decision, replaced, and abolished but still there.
      superseded: 3,
      late: 1,
      wrongForm: 1,
      notPublished: 1,
    });
    await expect(page.getByRole('table')).toContainText(w.state.superseded.abolished);
  });

  await test.step('what is wrong is listed, filtered, exported and counted', async () => {
    const { results } = await comparison();
    await page.getByRole('button', { name: w.problemsCount(String(results.length)) }).click();
    const table = page.getByRole('table', { name: w.problemsLabel });
    await expect(table.getByRole('row')).toHaveCount(results.length + 1);
    await accessible(page, 'problems');
    await page.getByRole('combobox', { name: w.problemFilter }).click();
    await page.getByRole('option', { name: new RegExp(w.problems.superseded) }).click();
    await expect(table.getByRole('row')).toHaveCount(4);
    await expect(table).toContainText(w.detail.abolishedOn('01/7/2019'));
    await expect(table).toContainText(w.detail.replacedCode('1.800004.000.00.00.H23'));

    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: w.export }).click();
    const file = await waiting;
    const sheets = readWorkbook(readFileSync(await file.path()), file.suggestedFilename()).sheets;
    const [problems] = sheets;
    expect(problems?.rows).toHaveLength(results.length + 2);
    const names = problems!.rows.slice(2).map(({ cells }) => shownText(cells[5]));
    expect(names.toSorted()).toEqual(results.map(({ name }) => name).toSorted());
  });

  await test.step('the annex as PDF', async () => {
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: t.plans.sheets.kinds.procedures }).click();
    await page.getByRole('menuitem', { name: t.documents.download(t.labels.documentFormat.pdf) }).click();
    const bytes = readFileSync(await (await waiting).path());
    expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  });

  await test.step('the list is kept, found again and edited', async () => {
    await open(page, server, '/agencies');
    await page.getByRole('link', { name: w.manageLists }).click();
    await accessible(page, 'lists');
    await page.getByRole('link', { name: w.defaultTitle(visit.agencyName) }).click();
    await page.getByRole('row', { name: /Đăng ký thành lập hộ kinh doanh/ }).click();
    const form = page.getByRole('region', { name: 'Đăng ký thành lập hộ kinh doanh' });
    await form.getByLabel(w.fields.abolishedOn).fill('01/9/2019');
    await form.getByLabel(w.fields.abolishedOn).press('Enter');
    await expect.poll(async () => (await summary('board'))?.published).toBe(4);
    await accessible(page, 'one list');
  });
});

test('two thousand lines: the last is reached, ticked and drawn; few are in the page', async ({
  page,
  server,
  planId,
}) => {
  test.setTimeout(180_000);
  const visits = await server.call('visits.list', { planId });
  const visit = visits.find(({ agencyKind }) => agencyKind === 'so_nganh');
  const rows = Array.from(
    { length: 2000 },
    (_, index) => `1.${String(index).padStart(6, '0')},Thủ tục minh họa số ${String(index + 1)}`,
  );
  await open(page, server, `/visits/${visit!.id}/procedures`);
  await page.getByRole('button', { name: w.importList }).click();
  const wizard = page.getByRole('dialog');
  await wizard.getByRole('button', { name: w.fromSheet }).click();
  await wizard.locator('input[type=file]').setInputFiles({
    name: 'nhieu.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`\ufeffMã TTHC,Tên thủ tục hành chính\n${rows.join('\n')}\n`),
  });
  await wizard.getByRole('button', { name: t.imports.show }).click();
  await wizard.getByRole('button', { name: t.imports.purposes.procedures.apply('2.000') }).click();
  await expect(wizard.getByText(t.imports.purposes.procedures.done)).toBeVisible({ timeout: 60_000 });
  await wizard.getByRole('button', { name: t.frame.close }).last().click();
  const lines = page.getByRole('table', { name: w.ticking(w.places.board) });
  await expect(lines).toHaveAttribute('aria-rowcount', '2001');
  await lines.getByRole('checkbox').first().focus();
  await page.keyboard.press('End');
  const last = lines.getByRole('checkbox', { name: /số 2000$/ });
  await expect(last).toBeFocused();
  await page.keyboard.press('Space');
  await expect(last).toBeChecked();
  // What is found now stands above the list, which moves down once.
  await expect(
    page.getByRole('group', { name: w.placesLabel }).getByRole('button', { name: w.places.board }),
  ).toContainText(w.posted('1', '2.000'));
  expect(await lines.getByRole('checkbox').count()).toBeLessThan(60);
  // The wheel leads far away; the line with the keyboard stays, and the next key leads back to it.
  await lines.locator('.lines').evaluate((element) => element.scrollTo(0, 0));
  await expect(lines.getByRole('checkbox', { name: /số 1$/ })).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await expect(lines.getByRole('checkbox', { name: /số 1999$/ })).toBeFocused();
  await expect(lines.getByRole('checkbox', { name: /số 1999$/ })).toBeInViewport();
});
