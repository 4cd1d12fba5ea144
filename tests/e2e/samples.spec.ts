// A register from one-stop software becomes a sample that anybody can draw again, is checked by keyboard alone, kept,
// exported and printed.
import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { readWorkbook } from '../../main/spreadsheet/read-workbook.ts';
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { expect, open, test } from './fixtures.ts';

const w = t.samples;
const LINES = 120;

/** Every tenth late, every fifteenth refused. */
function register(): Buffer {
  const header =
    'Số biên nhận,Tên TTHC,Lĩnh vực,Người nộp,Ngày nhận,Ngày hẹn trả,Ngày trả kết quả,Trạng thái';
  const lines = Array.from({ length: LINES }, (_one, index) => {
    const done = index % 10 === 0 ? '12/8/2019 10:00' : '08/8/2019 10:00';
    const state = index % 15 === 1 ? 'Từ chối giải quyết' : 'Đã trả kết quả';
    return `HS-${String(index + 1).padStart(4, '0')},Đăng ký khai sinh,Hộ tịch,Nguyễn Văn A,05/8/2019 08:00,09/8/2019,${done},${state}`;
  });
  return Buffer.from(`\ufeff${[header, ...lines].join('\n')}\n`);
}

test.use({ sample: 'hai-duong-2019', illustrative: false });

test('imported, drawn, drawn again by its seed, checked by keyboard, exported and printed', async ({
  page,
  server,
  planId,
}) => {
  test.setTimeout(120_000);
  const [visit] = await server.call('visits.list', { planId });
  const visitId = visit!.id;
  await open(page, server, `/visits/${visitId}/samples`);

  await test.step('the register comes in', async () => {
    await expect(page.getByText(w.emptyTitle.dossiers)).toBeVisible();
    await page.getByRole('button', { name: w.importRegister }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('input[type=file]').setInputFiles({
      name: 'so-ho-so.csv',
      mimeType: 'text/csv',
      buffer: register(),
    });
    await dialog.getByRole('button', { name: t.imports.show }).click();
    await dialog.getByRole('button', { name: t.imports.purposes.dossiers.apply(String(LINES)) }).click();
    await expect(dialog.getByText(t.imports.purposes.dossiers.done)).toBeVisible();
    await dialog.getByRole('button', { name: t.frame.close }).last().click();
    await expect(page.getByText(w.register(String(LINES), '12', '8'))).toBeVisible();
  });

  const draw = async (seed: string) => {
    await page.getByRole('button', { name: new RegExp(`^${w.draw}: `) }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(w.drawDialog.size).fill('9');
    await dialog.getByLabel(w.drawDialog.seed).fill(seed);
    await dialog.getByRole('button', { name: w.drawDialog.confirm }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText(w.seed(seed))).toBeVisible();
  };
  const picked = async () => {
    const all = await server.call('samples.list', { visitId });
    return Promise.all(
      all.map(async ({ id, items }) => {
        const shown = await server.call('samples.get', { id });
        expect(shown.items).toHaveLength(items);
        return shown.items.map(({ code, reason }) => `${code ?? ''} ${reason}`);
      }),
    );
  };
  await test.step('the same seed draws the same sample', async () => {
    await draw('Đoàn 01');
    await draw('Đoàn 01');
    const [first, second] = await picked();
    expect(second).toEqual(first);
    expect(first!.filter((line) => line.endsWith('overdue'))).toHaveLength(12);
    expect(first!.filter((line) => line.endsWith('random'))).toHaveLength(9);
    // The second one goes, and comes back by one click.
    await page.getByRole('button', { name: w.removeSample }).click();
    await expect(page.getByText(/^Đã xóa mẫu/)).toBeVisible();
    expect(await picked()).toHaveLength(1);
  });

  const [sample] = await server.call('samples.list', { visitId });
  const grid = page.getByRole('grid');
  const checks = async (ordinal: number) =>
    (await server.call('samples.get', { id: sample!.id })).items[ordinal]!.checks;
  await test.step('checked by keyboard alone', async () => {
    await expect(grid).toHaveAttribute('aria-rowcount', String(sample!.items + 1));
    await grid.locator('[data-check="0"]').first().focus();
    // Pass, fault, not applicable; each goes on to the next check.
    await page.keyboard.press('1');
    await page.keyboard.press('2');
    await page.keyboard.press('3');
    await expect
      .poll(() => checks(0))
      .toEqual({ components: 'ok', receipt: 'fault', control_sheet: 'not_applicable' });
    // Back, and the fault was none; then a note, and the rest of the line.
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('0');
    await page.keyboard.press('F2');
    await page.keyboard.type('Thiếu giấy hẹn');
    await page.keyboard.press('Enter');
    await page.keyboard.press('2');
    await page.keyboard.press('Enter');
    await expect
      .poll(async () => (await server.call('samples.list', { visitId }))[0])
      .toMatchObject({ checked: 1, passed: 0 });
    expect(await checks(0)).toMatchObject({ receipt: 'fault', software: 'ok' });
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('j');
    await page.keyboard.press('1');
    await expect
      .poll(async () => (await server.call('samples.list', { visitId }))[0])
      .toMatchObject({ checked: 2, passed: 1 });
    const { items } = await server.call('samples.get', { id: sample!.id });
    expect(items[0]).toMatchObject({ note: 'Thiếu giấy hẹn', passes: false });
    expect(items.filter((item) => Object.keys(item.checks).length === 1)).toHaveLength(1);
  });

  await test.step('what is left passes at once, and is taken back at once', async () => {
    await page.getByRole('button', { name: w.passRest(String(sample!.items - 2)) }).click();
    await expect(page.getByText(w.passed(String(sample!.items - 2)))).toBeVisible();
    await expect(
      page.getByText(w.progress(String(sample!.items), String(sample!.items), String(sample!.items - 1))),
    ).toBeVisible();
    await page.getByRole('button', { name: t.frame.undo }).last().click();
    await expect
      .poll(async () => (await server.call('samples.list', { visitId }))[0])
      .toMatchObject({ checked: 2 });
  });

  await test.step('filters, a line by hand, and the lines of the register', async () => {
    await page.getByRole('button', { name: `${w.show.fault} (1)` }).click();
    await expect(grid).toHaveAttribute('aria-rowcount', '2');
    await page.getByRole('button', { name: new RegExp(`^${w.show.all} `) }).click();
    await page.getByRole('button', { name: w.addLine }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(w.lineDialog.code.dossiers).fill('HS-TAY');
    await dialog.getByRole('button', { name: w.lineDialog.confirm }).click();
    await expect(dialog).toBeHidden();
    await expect(grid).toHaveAttribute('aria-rowcount', String(sample!.items + 2));
    await page.getByRole('button', { name: new RegExp(`^${w.seeLines}`) }).click();
    await page.getByRole('button', { name: `${w.linesView.only.rejected} (8)` }).click();
    await expect(page.getByRole('table').getByRole('row')).toHaveCount(9);
    await page.getByRole('button', { name: w.linesView.back }).click();
    await expect(grid).toBeVisible();
  });

  await test.step('a workbook with every line, and a sheet with the seed', async () => {
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: w.export }).click();
    const file = await (await waiting).path();
    const workbook = readWorkbook(readFileSync(file), 'mau.xlsx');
    expect(workbook.sheets[0]!.rows).toHaveLength(sample!.items + 2);
    await page.getByRole('button', { name: new RegExp(t.plans.sheets.kinds.sample) }).click();
    await page.getByRole('menuitem', { name: t.plans.sheets.look }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText('HS-TAY')).toBeVisible();
    await expect(dialog.getByText(/Đoàn 01/).first()).toBeVisible();
    await dialog.getByRole('button', { name: t.frame.close }).click();
  });

  await test.step('accessible', async () => {
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
      [],
    );
  });
});
