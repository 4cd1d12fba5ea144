// One-stop statistics by hand: a form made and typed by keyboard, a difference explained, a block pasted, a file with a
// header of three levels imported, indicators and their chart, and the limits of a round at the visit.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { Input } from '../../core/contract/index.ts';
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { xlsx } from '../main/spreadsheet/fixture.ts';
import { expect, open, test } from './fixtures.ts';
import type { TestServer } from './server.ts';

const w = t.statistics;
test.use({ sample: 'lai-vung-2022', illustrative: true, actionTimeout: 15_000 });

const period = {
  periodKind: 'quarter',
  periodFrom: '2021-12-15',
  periodTo: '2022-03-14',
  serviceEra: 'levels',
} as const satisfies Partial<Input<'statistics.create'>>;

async function commune(server: TestServer, planId: string, name: string) {
  const visits = await server.call('visits.list', { planId });
  const visit = visits.find(({ agencyName }) => agencyName.endsWith(name));
  if (visit === undefined) throw new Error(`no visit of ${name}`);
  return visit;
}

/** A cell of the grid by the name of its line and the words of its column. */
const cell = (page: Page, line: string, column: string) =>
  page.getByRole('textbox', { name: w.cell(line, column), exact: true });

async function saved(page: Page, server: TestServer, id: string) {
  await expect(page.getByText(/^Đã lưu \d\d:\d\d$/u).first()).toBeVisible();
  return server.call('statistics.get', { id });
}

test('a form is made, typed by keyboard alone, and explained', async ({ page, server, planId }) => {
  test.setTimeout(120_000);
  const visit = await commune(server, planId, 'xã Hòa Thành');
  // Typed from nothing: a form takes its lines over from the one before, and the sample has one.
  for (const { id, rev } of await server.call('statistics.list', { agencyId: visit.agencyId })) {
    await server.call('statistics.delete', { id, rev });
  }
  await open(page, server, '/statistics');
  await page.getByRole('button', { name: w.create }).first().click();
  const dialog = page.getByRole('dialog', { name: w.create });
  await dialog.getByRole('textbox', { name: w.year }).fill('2022');
  await expect(dialog.getByRole('textbox', { name: w.from })).toHaveValue('15/12/2021');
  await expect(dialog.getByRole('textbox', { name: w.to })).toHaveValue('14/3/2022');
  await dialog.getByRole('combobox', { name: w.agency }).fill('hoa thanh');
  await page.getByRole('option', { name: visit.agencyName }).click();
  await dialog.getByRole('button', { name: w.create }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Quý I/2022 (15/12/2021–14/3/2022)');
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';

  await page.getByRole('button', { name: w.addTotal }).click();
  await page.getByRole('button', { name: w.addLine }).click();
  const began = Date.now();
  await cell(page, w.lineName('1'), 'Lĩnh vực, công việc giải quyết theo cấp').focus();
  const type = async (...texts: string[]) => {
    for (const text of texts) {
      await page.keyboard.type(text);
      await page.keyboard.press('Tab');
    }
  };
  // The parts by hand, the totals by "=".
  await type('Đất đai', '', '132', '1.072', '0', '', '900', '190', '10', '', '100', '4');
  await cell(page, 'Đất đai', 'Số hồ sơ nhận giải quyết: Tổng số').focus();
  await page.keyboard.press('=');
  await expect(cell(page, 'Đất đai', 'Số hồ sơ nhận giải quyết: Tổng số')).toHaveValue('1204');
  await cell(page, 'Đất đai', 'Số hồ sơ nhận giải quyết: Trực tuyến').focus();
  await page.keyboard.press('Control+Enter');
  await expect(cell(page, w.lineName('2'), 'Lĩnh vực, công việc giải quyết theo cấp')).toBeFocused();
  await type('Hộ tịch', '10', '4', '6', '0', '8', '5', '3', '0', '2', '2', '0');
  await page.getByRole('button', { name: w.fillTotals }).click();
  await expect(cell(page, 'Tổng', 'Số hồ sơ đã giải quyết: Tổng số')).toHaveValue('1.108');
  // Two lines with their totals, by a machine that types as fast as it can; a person has two minutes for ten.
  expect(Date.now() - began).toBeLessThan(60_000);

  const arrows = cell(page, 'Đất đai', 'Số hồ sơ nhận giải quyết: Trực tuyến');
  await arrows.focus();
  await page.keyboard.press('ArrowDown');
  await expect(cell(page, 'Hộ tịch', 'Số hồ sơ nhận giải quyết: Trực tuyến')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(cell(page, 'Hộ tịch', 'Số hồ sơ nhận giải quyết: Trực tiếp, dịch vụ bưu chính')).toBeFocused();

  await test.step('a sum that does not hold warns at once and is explained', async () => {
    await cell(page, 'Hộ tịch', 'Số hồ sơ nhận giải quyết: Tổng số').focus();
    await page.keyboard.type('12');
    const checks = page.getByRole('region', { name: w.checks });
    await expect(checks.getByText('cột 3 ghi 12, cột 4 + cột 5 + cột 6 = 10')).toBeVisible();
    const explanation = checks.getByRole('textbox').first();
    await explanation.fill('Phần mềm đếm cả 2 hồ sơ đã rút');
    await page.keyboard.press('Tab');
    const detail = await saved(page, server, id);
    expect(detail.lines.map(({ fieldName, receivedTotal }) => [fieldName, receivedTotal])).toEqual([
      ['Đất đai', 1204],
      ['Hộ tịch', 12],
      ['Tổng', 1214],
    ]);
    await expect
      .poll(async () => (await server.call('statistics.get', { id })).checks[0]?.explanation)
      .toBe('Phần mềm đếm cả 2 hồ sơ đã rút');
    await page.reload();
    await expect(checks.getByRole('textbox').first()).toHaveValue('Phần mềm đếm cả 2 hồ sơ đã rút');
  });

  await test.step('what is no count stays in its cell and is not written', async () => {
    const field = cell(page, 'Hộ tịch', 'Số hồ sơ đã giải quyết: Trước hạn');
    await field.fill('-5');
    await page.keyboard.press('Enter');
    await expect(field).toHaveValue('-5');
    await expect(page.getByText(w.notWritten('1'))).toBeVisible();
    expect((await server.call('statistics.get', { id })).lines[1]?.resolvedEarly).toBe(5);
    await field.fill('5');
    await expect(page.getByText(w.notWritten('1'))).toBeHidden();
  });

  await test.step('a block from Excel goes where the cursor stands', async () => {
    await cell(page, 'Đất đai', 'Số hồ sơ đã giải quyết: Trước hạn').focus();
    await page.evaluate((text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
    }, '905\t185\r\n4\t4\r\n');
    await expect(cell(page, 'Hộ tịch', 'Số hồ sơ đã giải quyết: Đúng hạn')).toHaveValue('4');
    await expect
      .poll(async () =>
        (await server.call('statistics.get', { id })).lines.map(({ resolvedEarly }) => resolvedEarly),
      )
      .toEqual([905, 4, 905]);
    expect((await server.call('statistics.get', { id })).report.source).toBe('pasted');
  });

  await test.step('indicators show their formula, the chart its figures', async () => {
    const indicators = page.getByRole('table', { name: w.indicators });
    const online = indicators.getByRole('row').filter({ hasText: 'Tỷ lệ hồ sơ nộp trực tuyến' });
    await expect(online).toContainText('11,2');
    await expect(online).toContainText('cột 4 / (cột 4 + cột 5)');
    const chart = page.getByRole('region', { name: w.trend });
    await expect(chart.getByRole('img')).toHaveAttribute('aria-label', /Quý I\/2022: /u);
  });
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id: rule, nodes }) => `${rule}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
});

test('a file with a header of three levels goes to limitations at the visit', async ({
  page,
  server,
  planId,
}) => {
  test.setTimeout(120_000);
  const visit = await commune(server, planId, 'xã Tân Dương');
  const made = await server.call('statistics.create', { agencyId: visit.agencyId, ...period });
  const { id } = made.report;
  const rows = [
    ['Biểu số II.06a/VPCP/KSTT'],
    [`Đơn vị báo cáo: ${visit.agencyName}`],
    ['Từ ngày 15/12/2021 đến ngày 14/3/2022'],
    [
      'TT',
      'Lĩnh vực, công việc giải quyết theo cấp',
      'Số hồ sơ nhận giải quyết',
      null,
      null,
      null,
      'Số hồ sơ đã giải quyết',
      null,
      null,
      null,
      'Số hồ sơ đang giải quyết',
      null,
      null,
    ],
    [
      null,
      null,
      'Tổng số',
      'Trong kỳ',
      null,
      'Từ kỳ trước',
      'Tổng số',
      'Trước hạn',
      'Đúng hạn',
      'Quá hạn',
      'Tổng số',
      'Trong hạn',
      'Quá hạn',
    ],
    [
      null,
      null,
      null,
      'Trực tuyến',
      'Trực tiếp, dịch vụ bưu chính',
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
    ],
    Array.from({ length: 13 }, (_, index) => `(${index + 1})`),
    ['1', 'Đất đai', '1.204', '132', '1.072', '-', '1.100', '900', '150', '50', '104', '100', '4'],
    [null, 'Tổng cộng', 1204, 132, 1072, 0, 1100, 900, 150, 50, 104, 100, 4],
  ];
  const merges = ['A4:A6', 'B4:B6', 'C4:F4', 'G4:J4', 'K4:M4', 'D5:E5'];
  await open(page, server, `/statistics/${id}`);
  await page.getByRole('button', { name: w.import }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name: 'II.06a quý I.xlsx', mimeType: '', buffer: xlsx({ rows, merges }) });
  await dialog.getByRole('button', { name: t.imports.show }).click();
  await dialog.getByRole('button', { name: /^Ghi \d+ dòng số liệu$/u }).click();
  await expect(dialog.getByText(t.imports.purposes.statistics.done)).toBeVisible();
  await dialog.getByRole('button', { name: t.frame.close }).first().click();
  await expect(cell(page, 'Đất đai', 'Số hồ sơ nhận giải quyết: Tổng số')).toHaveValue('1.204');
  await expect(page.getByText(w.noWarnings)).toBeVisible();

  await open(page, server, `/visits/${visit.id}/statistics`);
  const table = page.getByRole('table', { name: w.visit.thresholds });
  const online = table.getByRole('row').filter({ hasText: 'Tỷ lệ hồ sơ nộp trực tuyến' });
  await expect(online).toContainText('132/1.204');
  await expect(online).toContainText(w.visit.missed);
  await page.getByRole('button', { name: w.visit.edit }).click();
  const limit = table.getByRole('textbox', { name: w.visit.limit('Tỷ lệ hồ sơ nộp trực tuyến') });
  await limit.fill('10');
  await page.keyboard.press('Enter');
  await expect(online).toContainText(w.visit.met);
  await limit.fill('50,5');
  await page.keyboard.press('Enter');
  await expect(online).toContainText(w.visit.missed);
  const limits = await server.call('thresholds.list', { planId });
  expect(limits.find(({ indicator }) => indicator === 'online')).toMatchObject({
    from: 'plan',
    threshold: { comparison: '<', limitValue: 5050 },
  });
});
