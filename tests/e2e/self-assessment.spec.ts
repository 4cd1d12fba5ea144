// An agency speaks for itself: the form goes out, is filled in within the very file, comes back, and what it says stands
// beside what the team found. Another agency's form is refused in words; late and missing reports are listed.
import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { fillIn, openForm } from '../main/spreadsheet/returned-form.ts';
import { expect, open, test } from './fixtures.ts';

const w = t.selfReports;
const wizard = t.imports;

test.use({ sample: 'hai-duong-2019', illustrative: true, actionTimeout: 15_000 });

async function downloaded(page: Page, press: () => Promise<void>) {
  const waiting = page.waitForEvent('download');
  await press();
  const download = await waiting;
  return { name: download.suggestedFilename(), bytes: new Uint8Array(readFileSync(await download.path())) };
}

test('a form goes out, comes back, and is read beside the answers of the team', async ({
  page,
  server,
  planId,
}) => {
  test.setTimeout(120_000);
  const visits = await server.call('visits.list', { planId });
  const visit = visits.find(({ agencyName }) => agencyName.includes('Nam Sách')) ?? visits[0]!;
  const other = visits.find(({ id }) => id !== visit.id)!;
  const space = await server.call('visits.get', { id: visit.id });
  const yesNo = space.criteria.find(({ code }) => code === '1.1.1')!;
  const share = space.criteria.find(({ code }) => code === '1.1.3')!;

  await open(page, server, `/visits/${visit.id}/self`);
  await expect(page.getByText(w.emptyTitle)).toBeVisible();
  const { name, bytes } = await downloaded(page, () =>
    page.getByRole('button', { name: w.exportForm, exact: true }).click(),
  );
  expect(name).toMatch(/^Bieu-tu-danh-gia-.*-2019\.xlsx$/);
  const form = openForm(bytes);
  expect([...form.rows.keys()]).toEqual(space.criteria.map(({ code }) => code));

  const dialog = page.getByRole('dialog');
  const give = (buffer: Uint8Array, fileName: string) =>
    dialog
      .locator('input[type=file]')
      .setInputFiles({ name: fileName, mimeType: '', buffer: Buffer.from(buffer) });

  await test.step('the form of another agency is refused and named', async () => {
    const { url } = await server.call('selfReports.workbook', { visitId: other.id });
    const foreign = await (await page.request.get(new URL(url, server.origin).href)).body();
    await page.getByRole('button', { name: w.importForm }).click();
    await give(foreign, 'nham.xlsx');
    await dialog.getByRole('button', { name: wizard.show }).click();
    await expect(dialog.getByText(`Tệp ghi đơn vị “${other.agencyName}”`)).toBeVisible();
    await expect(dialog.getByRole('button', { name: /^Ghi \d+ câu tự đánh giá$/ })).toBeDisabled();
    await dialog.getByRole('button', { name: t.frame.cancel }).click();
  });

  await test.step('figures that cannot be are told by their cell, and nothing is written', async () => {
    const bad = fillIn(form, { [share.code]: { 'Số đạt (số lượng)': 53, 'Tổng số': 52 } });
    await page.getByRole('button', { name: w.importForm }).click();
    await give(bad, 'sai-so-lieu.xlsx');
    await dialog.getByRole('button', { name: wizard.show }).click();
    await expect(dialog.getByText('Phần “53” lớn hơn tổng “52”.').first()).toBeVisible();
    await dialog.getByRole('button', { name: t.frame.cancel }).click();
    expect(
      (await server.call('selfReports.get', { visitId: visit.id, today: '2019-09-01' })).answers,
    ).toEqual([]);
  });

  const filled = fillIn(form, {
    [yesNo.code]: {
      'Trả lời': 'Một phần',
      'Giải trình, ghi chú': 'Ban hành chậm 05 ngày',
      'Tài liệu kiểm chứng': 'Kế hoạch số 12/KH-UBND',
    },
    [share.code]: { 'Số đạt (số lượng)': '45', 'Tổng số': 52 },
  });
  await page.getByRole('button', { name: w.importForm }).click();
  await give(filled, name);
  await dialog.getByRole('button', { name: wizard.show }).click();
  await dialog.getByRole('button', { name: 'Ghi 2 câu tự đánh giá' }).click();
  await expect(dialog.getByText(wizard.purposes.self_answers.done)).toBeVisible();
  await dialog.getByRole('button', { name: t.frame.close, exact: true }).last().click();

  const table = page.getByRole('table', { name: w.answersTitle });
  const row = (code: string) =>
    table.getByRole('row').filter({ has: page.getByRole('cell', { name: code, exact: true }) });
  await expect(row(yesNo.code)).toContainText(t.labels.answerChoice.partial);
  await expect(row(yesNo.code)).toContainText('Ban hành chậm 05 ngày');
  await expect(row(yesNo.code)).toContainText('Kế hoạch số 12/KH-UBND');
  await expect(row(share.code)).toContainText('45/52');
  await page.getByRole('button', { name: new RegExp(`^${w.shown.answered}`) }).click();
  await expect(row(yesNo.code)).toBeVisible();
  await expect(row('1.1.2')).toHaveCount(0);
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);

  await test.step('the report itself, in and late', async () => {
    await page.getByRole('textbox', { name: w.dueOn }).fill('10/9/2019');
    await page.getByRole('textbox', { name: w.arrivedOn }).fill('12/9/2019');
    await page.getByRole('textbox', { name: w.number, exact: true }).fill('15');
    await page.getByRole('textbox', { name: w.number, exact: true }).blur();
    await expect(page.getByText(w.states.arrived_late)).toBeVisible();
  });

  await test.step('the answers of the agency stand beside those of the team in the checklist', async () => {
    await page.goto(`${server.origin}/visits/${visit.id}`);
    const line = page.locator('tr.line').filter({ has: page.locator('td.code', { hasText: /^1\.1\.3$/ }) });
    await expect(line).toContainText('45/52');
  });

  await test.step('sheets of the visit are chosen by domain and looked at', async () => {
    await page.getByRole('button', { name: w.print.button }).click();
    const sheet = page.getByRole('dialog', { name: w.print.title });
    await expect(sheet.getByRole('heading', { name: 'PHIẾU KIỂM TRA', exact: true })).toBeVisible();
    await expect(sheet.getByText('45/52').first()).toBeVisible();
    await sheet.getByRole('button', { name: w.print.member_report }).click();
    await expect(sheet.getByRole('heading', { name: 'BÁO CÁO', exact: true })).toBeVisible();
    await sheet.getByRole('combobox', { name: w.print.whose }).click();
    await page.getByRole('option', { name: w.print.domain(space.domains[0]!.name) }).click();
    await expect(sheet.getByText(`lĩnh vực ${space.domains[0]!.name}`).last()).toBeVisible();
    // What is fading out has no contrast to speak of; it has left the roles before it has left the page.
    await expect(page.locator('[role="listbox"]')).toHaveCount(0);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
    await sheet.getByRole('button', { name: t.frame.close }).click();
  });
});

test('late and missing reports of a round are listed, and the forms of all come in one file', async ({
  page,
  server,
  planId,
}) => {
  test.setTimeout(120_000);
  const visits = await server.call('visits.list', { planId });
  const [first, second, third] = visits;
  const today = '2019-09-12';
  const reports = await server.call('selfReports.list', { planId, today });
  const save = (visitId: string, arrivedOn: string | null) =>
    server.call('selfReports.save', {
      visitId,
      rev: reports.find((one) => one.visitId === visitId)?.rev ?? null,
      patch: { dueOn: '2019-09-10', arrivedOn, documentDate: null },
      today,
    });
  await save(first!.id, null);
  await save(second!.id, '2019-09-12');
  await save(third!.id, '2019-09-09');
  await open(page, server, `/plans/${planId}/progress`);
  const block = page.getByRole('region', { name: w.round.title });
  const line = (name: string) => block.getByRole('row').filter({ hasText: name });
  await expect(line(first!.agencyName)).toContainText(w.states.overdue);
  await expect(line(second!.agencyName)).toContainText(w.states.arrived_late);
  await expect(line(third!.agencyName)).toHaveCount(0);
  await block.getByRole('button', { name: w.round.all, exact: true }).click();
  await expect(line(third!.agencyName)).toContainText(w.states.arrived);
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);

  const { name, bytes } = await downloaded(page, () =>
    block.getByRole('button', { name: w.round.exportAll }).click(),
  );
  expect(name).toBe('Bieu-tu-danh-gia-2019.zip');
  const files = Object.entries(unzipSync(bytes));
  expect(files).toHaveLength(visits.length);
  for (const [, workbook] of files) expect(openForm(workbook).rows.size).toBeGreaterThan(0);
});
