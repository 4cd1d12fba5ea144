// The periodic report from its first word to its document: figures that say where they come from, words that are taken
// over, the annex as a workbook; and the board of the agencies: typed by keyboard, late and missing, letters, a form that
// comes back with figures.
import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { shownText } from '../../core/exchange/sheet/cell.ts';
import { readWorkbook } from '../../main/spreadsheet/read-workbook.ts';
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { fillIn, type Form } from '../main/spreadsheet/returned-form.ts';
import { expect, open, test } from './fixtures.ts';
import { createFrame } from './pages/frame.ts';
import type { TestServer } from './server.ts';

const w = t.periodic;

test.use({ sample: 'hai-duong-2019', illustrative: true, actionTimeout: 15_000 });

async function downloaded(page: Page, press: () => Promise<void>) {
  const waiting = page.waitForEvent('download');
  await press();
  const download = await waiting;
  return { name: download.suggestedFilename(), bytes: new Uint8Array(readFileSync(await download.path())) };
}

const faults = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [
    id,
    ...nodes.map(({ html }) => html),
  ]);

/** The rows of a sheet as texts, from the row whose cells hold this header. */
function tableOf(bytes: Uint8Array, header: string) {
  const { sheets } = readWorkbook(Buffer.from(bytes), 'annex.xlsx');
  const sheet = sheets.find(({ rows }) =>
    rows.some(({ cells }) => cells.some((cell) => shownText(cell) === header)),
  );
  if (sheet === undefined) throw new Error(`no sheet with ${header}`);
  const head = sheet.rows.find(({ cells }) => cells.some((cell) => shownText(cell) === header))!;
  const columns = new Map(
    [...head.cells.entries()].flatMap(([at, cell]) =>
      cell === undefined ? [] : [[shownText(cell), at] as const],
    ),
  );
  const below = sheet.rows.filter(({ row }) => row > head.row);
  return {
    sheet,
    header: head.row,
    columns,
    cell: (row: (typeof below)[number], name: string) => shownText(row.cells[columns.get(name) ?? -1]),
    rows: below,
  };
}

async function annualPlan(server: TestServer) {
  const plan = await server.call('parPlans.create', {
    year: 2019,
    title: 'Kế hoạch cải cách hành chính năm 2019',
  });
  for (const [index, doneOn] of ['2019-03-01', '2019-05-20', '2019-06-10', null, null].entries()) {
    await server.call('parTasks.create', {
      parPlanId: plan.id,
      task: `Nhiệm vụ số ${String(index + 1)}`,
      dueOn: '2019-05-31',
      ...(doneOn === null ? { state: 'in_progress' } : { state: 'done', doneOn }),
    });
  }
}

test('a half-year report is begun, written from its figures, and becomes annex and document', async ({
  page,
  context,
  server,
  planId,
}) => {
  test.setTimeout(150_000);
  expect(planId).not.toBe('');
  await annualPlan(server);
  const frame = createFrame(page);
  await open(page, server, '/reports?year=2019');

  const year = page.getByRole('table', { name: w.list.label('2019') });
  await expect(year.getByRole('row')).toHaveCount(5);
  await expect(year.getByRole('row').filter({ hasText: w.states.expected })).toHaveCount(3);
  // Their days are long gone; one is begun, and not issued either.
  await expect(year.getByText(/quá hạn [\d.]+ ngày/u)).toHaveCount(4);
  expect(await faults(page)).toEqual([]);
  await year.getByRole('button', { name: w.beginOf('Báo cáo 6 tháng đầu năm') }).click();
  await expect(frame.heading).toHaveText('Báo cáo công tác cải cách hành chính 6 tháng đầu năm 2019');
  const address = new URL(page.url()).pathname;

  const section = page.getByRole('region', { name: '1. Kế hoạch cải cách hành chính và mức độ hoàn thành' });
  const figures = section.getByRole('list');
  await test.step('the figures stand beside the words and say where they come from', async () => {
    const done = figures.getByRole('listitem').filter({ hasText: 'Nhiệm vụ đã hoàn thành' });
    await expect(done).toContainText('3/5');
    await expect(done).toContainText('60 %');
    await done.getByRole('button', { name: w.figure.sourceOf('Nhiệm vụ đã hoàn thành') }).click();
    await expect(done).toContainText(
      'Đếm nhiệm vụ của “Kế hoạch cải cách hành chính năm 2019”, như tình hình ngày 14/6/2019.',
    );
    await expect(done.getByRole('link', { name: w.figure.look })).toHaveAttribute(
      'href',
      /^\/plans\/annual\//u,
    );
  });

  await test.step('a figure typed over stands with what the data says, until it is taken back', async () => {
    const total = figures.getByRole('listitem').filter({ hasText: 'Nhiệm vụ của kế hoạch năm' });
    const name = 'Nhiệm vụ của kế hoạch năm';
    await total.getByRole('button', { name: w.figure.editOf(name) }).click();
    await total.getByRole('textbox', { name: w.figure.field(name) }).fill('sáu');
    await expect(total.getByRole('button', { name: w.figure.save })).toBeDisabled();
    await total.getByRole('textbox', { name: w.figure.field(name) }).fill('6');
    await total.getByRole('textbox', { name: w.figure.note }).fill('Bổ sung 01 nhiệm vụ');
    await page.keyboard.press('Enter');
    await expect(total).toContainText(w.figure.computed('5'));
    await expect(total).toContainText('6 nhiệm vụ');
    await total.getByRole('button', { name: w.figure.editOf(name) }).click();
    await total.getByRole('button', { name: w.figure.backOf(name) }).click();
    await expect(total).not.toContainText(w.figure.typed);
    await expect(total).toContainText('5 nhiệm vụ');
  });

  const words = section.getByRole('textbox', { name: /^Lời của mục/u });
  await test.step('the suggested sentence is taken by one key, and what is written saves itself', async () => {
    await words.focus();
    await page.keyboard.press('Control+Enter');
    await expect(words).toHaveValue(/đã hoàn thành 03\/05 nhiệm vụ/u);
    await expect(section.getByRole('button', { name: /^Lấy câu này/u })).toHaveCount(0);
    await words.press('End');
    await words.pressSequentially(' Các nhiệm vụ còn lại đang được thực hiện.');
    await frame.saved();
    await page.reload();
    await expect(words).toHaveValue(/Các nhiệm vụ còn lại đang được thực hiện\.$/u);
    await expect(page.getByRole('tab', { name: `${w.tabs.write} 1/16` })).toBeVisible();
    // From section to section without the mouse.
    await words.focus();
    await page.keyboard.press('Alt+ArrowDown');
    await expect(
      page.getByRole('textbox', { name: w.write.textOf('2. Kiểm tra cải cách hành chính') }),
    ).toBeFocused();
    expect(await faults(page)).toEqual([]);
  });

  await test.step('the annex is typed down its column; what is no number stays and is named', async () => {
    await page.getByRole('tab', { name: new RegExp(`^${w.tabs.annex}`, 'u') }).click();
    const cell = (label: string) => page.getByRole('textbox', { name: new RegExp(`^${label} `, 'u') });
    await expect(cell('1.1')).toHaveValue('5');
    await cell('1.4').fill('1204');
    await page.keyboard.press('Enter');
    await expect(cell('1.5.1')).toBeFocused();
    await expect(cell('1.4')).toHaveValue('1.204');
    await cell('1.7').fill('hai mươi');
    await page.keyboard.press('Enter');
    await expect(page.getByText(w.annex.faulty('1'))).toBeVisible();
    await cell('1.7').fill('24');
    await page.keyboard.press('Enter');
    await expect(page.getByText(w.annex.faulty('1'))).toHaveCount(0);
    await frame.saved();
    await cell('1.1').fill('7');
    await page.keyboard.press('Enter');
    const row = page.getByRole('row').filter({ has: cell('1.1') });
    await expect(row).toContainText(w.annex.typedOver('5'));
    await row.getByRole('button', { name: /^Lấy lại số theo số liệu/u }).click();
    await expect(cell('1.1')).toHaveValue('5');
    expect(await faults(page)).toEqual([]);
  });

  await test.step('it comes out as a workbook and as rows to paste, both in the order of the form', async () => {
    const detail = await server.call('periodReports.get', {
      id: address.split('/').at(-1) ?? '',
      today: '2019-06-18',
    });
    const { bytes, name } = await downloaded(page, () =>
      page.getByRole('button', { name: w.annex.export }).click(),
    );
    expect(name).toMatch(/^Phu-luc-.*2019\.xlsx$/u);
    const sheet = tableOf(bytes, 'Chỉ tiêu thống kê');
    const titles = sheet.rows.map((row) => sheet.cell(row, 'Chỉ tiêu thống kê')).filter((one) => one !== '');
    expect(titles).toEqual(detail.annex.map(({ title }) => title));
    const valueOf = (label: string) => {
      const row = sheet.rows.find((one) => sheet.cell(one, 'TT') === label)!;
      return sheet.cell(row, 'Số liệu').replace(/\D/gu, '');
    };
    expect([valueOf('1.1'), valueOf('1.2'), valueOf('1.4'), valueOf('1.7')]).toEqual([
      '5',
      '3',
      '1204',
      '24',
    ]);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: w.annex.copy }).click();
    await expect(page.getByText(w.annex.copied(String(detail.annex.length)))).toBeVisible();
    const copied = (await page.evaluate(() => navigator.clipboard.readText()))
      .replaceAll('\r', '')
      .split('\n');
    expect(copied).toHaveLength(detail.annex.length);
    expect(copied[4]).toBe('1.4\tSố văn bản chỉ đạo, điều hành đã ban hành\tVăn bản\t1204');
  });

  await test.step('its days are changed in its head, and its document is made from what was written', async () => {
    await page.getByRole('button', { name: w.facts.edit }).click();
    const facts = page.getByRole('region', { name: w.facts.title });
    await facts.getByRole('textbox', { name: w.fields.dueOn }).fill('20/6/2099');
    await page.keyboard.press('Enter');
    await expect(page.getByText(w.states.drafting, { exact: true })).toBeVisible();
    await page.getByRole('button', { name: w.document.create }).click();
    await expect(page).toHaveURL(/\/documents\//u);
    await expect(page.getByText(/đã hoàn thành 03\/05 nhiệm vụ/u).first()).toBeVisible();
    await page.goto(`${server.origin}/reports?year=2019`);
    const line = year.getByRole('row').filter({ hasText: '6 tháng đầu năm 2019' });
    await expect(line).toContainText(w.states.document);
    await expect(line).toContainText('20/6/2099');
    await page.goto(`${server.origin}${address}`);
    await page.getByRole('button', { name: w.document.open }).click();
    await expect(page).toHaveURL(/\/documents\//u);
  });
});

test('words of the report before are marked until somebody edits them', async ({ page, server, planId }) => {
  test.setTimeout(90_000);
  expect(planId).not.toBe('');
  const today = '2019-06-18';
  const first = await server.call('periodReports.create', { kind: 'quarter_1', year: 2019, today });
  const half = await server.call('periodReports.create', { kind: 'half_year', year: 2019, today });
  const { sections } = await server.call('periodReports.get', { id: first.id, today });
  for (const key of ['steering_communication', 'steering_initiatives']) {
    const { id, rev } = sections.find((one) => one.key === key)!;
    await server.call('periodReports.saveSection', { id, rev, patch: { text: `Lời quý I về ${key}.` } });
  }
  const frame = createFrame(page);
  await open(page, server, `/reports/${half.id}`);
  await page.getByRole('button', { name: w.write.carry }).click();
  const dialog = page.getByRole('dialog', { name: w.write.carry });
  // The report before is offered of itself.
  await expect(dialog.getByRole('combobox')).toContainText('quý I năm 2019');
  await dialog.getByRole('button', { name: w.write.carrySubmit }).click();
  await expect(page.getByText(w.write.carriedCount('2'))).toBeVisible();
  const section = page.getByRole('region', { name: '4. Thông tin, tuyên truyền cải cách hành chính' });
  await expect(section).toContainText(w.write.carriedHint);
  await expect(section.getByRole('link', { name: first.title })).toHaveAttribute(
    'href',
    `/reports/${first.id}`,
  );
  const rail = page.getByRole('navigation', { name: w.write.outline });
  await expect(rail.getByRole('button').filter({ hasText: `(${w.write.carried})` })).toHaveCount(2);
  expect(await faults(page)).toEqual([]);
  const words = section.getByRole('textbox', { name: /^Lời của mục/u });
  await words.press('End');
  await words.pressSequentially(' Thêm.');
  await expect(section.getByText(w.write.carriedHint)).toHaveCount(0);
  await frame.saved();
  await page.reload();
  await expect(words).toHaveValue('Lời quý I về steering_communication. Thêm.');
  await expect(section.getByText(w.write.carriedHint)).toHaveCount(0);
  await expect(rail.getByRole('button').filter({ hasText: `(${w.write.carried})` })).toHaveCount(1);
});

test('the board: who has sent, late and missing, typed by keyboard; letters to all that are missing', async ({
  page,
  server,
  planId,
}) => {
  test.setTimeout(150_000);
  expect(planId).not.toBe('');
  const today = '2019-09-18';
  const report = await server.call('periodReports.create', { kind: 'quarter_3', year: 2019, today });
  const agencies = await server.call('agencyReports.list', { reportId: report.id, today });
  const names = agencies.map(({ agencyName }) => agencyName).toSorted(new Intl.Collator('vi').compare);
  const [first, second, third, fourth] = names as [string, string, string, string];
  const frame = createFrame(page);
  await open(page, server, `/reports/${report.id}/board`);
  const table = page.getByRole('table', { name: w.agencies.label });
  const line = (name: string) => table.getByRole('row').filter({ hasText: name });
  const cell = (name: string, column: string) =>
    table.getByRole('textbox', { name: w.agencies.cell(name, column), exact: true });
  await expect(table.getByRole('row')).toHaveCount(names.length + 1);

  await test.step('numbers and days are typed from cell to cell', async () => {
    await cell(first, w.agencies.number).click();
    await page.keyboard.type('15');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type('BC-CCHC');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type('12/9/19');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type('13-09-2019');
    await page.keyboard.press('Enter');
    await expect(cell(second, w.agencies.arrivedOn)).toBeFocused();
    await page.keyboard.type('18/9/2019');
    await page.keyboard.press('Enter');
    await expect(line(first)).toContainText(w.agencies.states.on_time);
    await expect(line(second)).toContainText(w.agencies.states.late);
    await expect(cell(first, w.agencies.arrivedOn)).toHaveValue('13/9/2019');
    await cell(third, w.agencies.arrivedOn).fill('31/13/2019');
    await page.keyboard.press('Enter');
    await expect(cell(third, w.agencies.arrivedOn)).toHaveAttribute('aria-invalid', 'true');
    await expect(cell(third, w.agencies.arrivedOn)).toHaveValue('31/13/2019');
    await cell(third, w.agencies.arrivedOn).press('Control+;');
    await expect(line(third)).toContainText(w.agencies.states.late);
    await frame.saved();
  });

  await test.step('what came on one day is entered in one go, and taken back in one', async () => {
    await line(fourth).getByRole('checkbox').check();
    await line(names[4] ?? '')
      .getByRole('checkbox')
      .check();
    const bar = page.getByRole('region', { name: w.agencies.selected('2') });
    await bar.getByRole('textbox', { name: w.agencies.arriveOn }).fill('14/9/2019');
    await bar.getByRole('textbox', { name: w.agencies.arriveOn }).press('Tab');
    await bar.getByRole('button', { name: w.agencies.arriveDay('14/9/2019') }).click();
    await expect(cell(fourth, w.agencies.arrivedOn)).toHaveValue('14/9/2019');
    await expect(line(names[4] ?? '')).toContainText(w.agencies.states.on_time);
    await frame.undo.click();
    await expect(cell(fourth, w.agencies.arrivedOn)).toHaveValue('');
    await expect(line(fourth)).toContainText(w.agencies.states.missing);
  });

  await test.step('the counts are filters, which stand in the address', async () => {
    const missing = names.length - 3;
    await page
      .getByRole('button', {
        name: `${String(missing)} ${w.agencies.states.missing.toLocaleLowerCase('vi')}`,
      })
      .click();
    await expect(page).toHaveURL(/state=missing/u);
    await expect(table.getByRole('row')).toHaveCount(missing + 1);
    expect(await faults(page)).toEqual([]);
  });

  await test.step('an agency sends its figures: the form goes out, comes back, and enters the sum', async () => {
    await page.getByRole('button', { name: w.agencies.open(fourth) }).click();
    const panel = page.getByRole('region', { name: fourth });
    const { bytes } = await downloaded(page, () => panel.getByRole('button', { name: w.panel.form }).click());
    const sheet = tableOf(bytes, 'Chỉ tiêu thống kê');
    const form: Form = {
      bytes,
      sheet: sheet.sheet,
      header: sheet.header,
      columns: sheet.columns,
      rows: new Map(
        sheet.rows.flatMap((row) => {
          const label = sheet.cell(row, 'TT');
          return label === '' ? [] : [[label, row.row] as const];
        }),
      ),
    };
    await panel.getByRole('button', { name: w.panel.import }).click();
    const wizard = page.getByRole('dialog', { name: t.imports.purposes.report_annex.title });
    await wizard.locator('input[type=file]').setInputFiles({
      name: 'phu-luc.xlsx',
      mimeType: '',
      buffer: Buffer.from(fillIn(form, { '1.4': { 'Số liệu': 12 }, '1.7': { 'Số liệu': 30 } })),
    });
    await wizard.getByRole('button', { name: t.imports.show }).click();
    await wizard.getByRole('button', { name: t.imports.purposes.report_annex.apply('2') }).click();
    await expect(wizard.getByText(t.imports.purposes.report_annex.done)).toBeVisible();
    await wizard.getByRole('button', { name: t.frame.close, exact: true }).last().click();
    const sent = panel.getByRole('table', { name: w.panel.figures });
    await expect(sent.getByRole('row')).toHaveCount(3);
    await expect(sent).toContainText('30');
    expect(await faults(page)).toEqual([]);
    await panel.getByRole('button', { name: w.panel.close }).click();
    await expect(panel).toHaveCount(0);
    const { annex } = await server.call('periodReports.get', { id: report.id, today });
    expect(annex.find(({ label }) => label === '1.4')).toMatchObject({ value: 12, agencies: 1 });
  });

  await test.step('the forms of all come in one file', async () => {
    const { name, bytes } = await downloaded(page, () =>
      page.getByRole('button', { name: w.agencies.forms }).click(),
    );
    expect(name).toMatch(/\.zip$/u);
    expect(Object.keys(unzipSync(bytes))).toHaveLength(names.length);
  });

  await test.step('every missing one gets its letter, and no second one while that waits', async () => {
    const missing = names.length - 3;
    await page.getByRole('button', { name: w.agencies.remindCount(String(missing)) }).click();
    const dialog = page.getByRole('dialog', { name: w.reminder.title });
    await expect(dialog.getByRole('row')).toHaveCount(missing + 1);
    await expect(dialog.getByText(w.reminder.levelOf('1'))).toHaveCount(missing);
    expect(await faults(page)).toEqual([]);
    await dialog.getByRole('button', { name: w.reminder.submit(String(missing)) }).click();
    const made = page.getByRole('dialog', { name: w.reminder.done(String(missing)) });
    await expect(made.getByRole('listitem')).toHaveCount(missing);
    await made.getByRole('link', { name: fourth }).click();
    await expect(page).toHaveURL(/\/documents\//u);
    await expect(page.getByText(fourth).first()).toBeVisible();
    await page.goto(`${server.origin}/reports/${report.id}/board`);
    // A letter that was only drafted has reminded nobody.
    await expect(line(fourth)).toBeVisible();
    await expect(line(fourth)).not.toContainText('công văn');
    await page.getByRole('button', { name: w.agencies.remindCount(String(missing)) }).click();
    await expect(dialog.getByRole('link', { name: w.reminder.waiting })).toHaveCount(missing);
    await expect(
      dialog.getByRole('button', { name: w.reminder.printWaiting(String(missing)) }),
    ).toBeVisible();
    await dialog.getByRole('button', { name: t.frame.cancel }).click();
  });

  await test.step('who must report is chosen by kind; what has come stays', async () => {
    await page.getByRole('button', { name: w.agencies.choose }).click();
    const dialog = page.getByRole('dialog', { name: w.required.title });
    await dialog.getByRole('button', { name: w.required.none }).click();
    await dialog.getByRole('checkbox', { name: w.required.ofKind(t.labels.agencyKind.ubnd_huyen) }).check();
    expect(await faults(page)).toEqual([]);
    await dialog.getByRole('button', { name: w.required.submit }).click();
    await expect(dialog).toHaveCount(0);
    await expect(line(first)).toContainText(w.agencies.states.on_time);
    const left = await server.call('agencyReports.list', { reportId: report.id, today });
    expect(
      left.every(
        (one) =>
          one.agencyKind === 'ubnd_huyen' || one.arrivedOn !== null || one.figures > 0 || one.reminders > 0,
      ),
    ).toBe(true);
  });
});
