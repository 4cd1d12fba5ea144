// A file of many rows: the wizard shows how far the writing is and stops it whole; taking it back goes the same way.
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { expect, open, test } from './fixtures.ts';

const w = t.imports;
// So many that nobody is too late to stop it.
const ROWS = 9_500;
const LONG = { timeout: 60_000 };

test('is written beside the screen, stopped, written again and taken back', async ({
  page,
  server,
  watch,
}) => {
  test.setTimeout(240_000);
  // The refusal of the import that is stopped.
  watch.allow(/status of \d\d\d .*imports\.apply/);
  await server.call('system.setUp', {
    office: { name: 'Sở Nội vụ thành phố Hải Phòng', parentName: null, level: 'province', placeName: null },
    person: { fullName: 'Nguyễn Thị Hằng', position: null },
  });
  const count = async () => (await server.call('agencies.list', { limit: 1 })).total ?? 0;
  const before = await count();

  await open(page, server, '/agencies?import=1');
  const dialog = page.getByRole('dialog');
  const work = dialog.getByRole('region', { name: t.frame.work.label });
  const lines = Array.from({ length: ROWS }, (_one, index) => `Trường số ${index + 1},Đơn vị trực thuộc`);
  await dialog.locator('input[type=file]').setInputFiles({
    name: 'truong.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['Tên cơ quan,Loại cơ quan', ...lines].join('\n')),
  });
  await dialog.getByRole('button', { name: w.show }).click();
  const write = dialog.getByRole('button', { name: w.purposes.agencies.apply('9.500') });

  await test.step('stopped', async () => {
    await write.click();
    await expect(work.getByText(t.frame.work.running(t.steps['imports.apply']))).toBeVisible(LONG);
    await work.getByRole('button', { name: t.frame.work.cancel }).click();
    await expect(dialog.getByText('không có dữ liệu nào được ghi')).toBeVisible(LONG);
    await expect(work).toBeHidden(LONG);
    expect(await count()).toBe(before);
  });

  await test.step('written', async () => {
    await write.click();
    await expect(dialog.getByText(w.purposes.agencies.done)).toBeVisible(LONG);
    expect(await count()).toBe(before + ROWS);
  });

  await test.step('taken back: stopped once, then whole', async () => {
    watch.allow(/status of \d\d\d .*journal\.undo/);
    const undo = dialog.getByRole('button', { name: w.undo });
    await undo.click();
    await expect(work.getByText(t.frame.work.running(t.steps['journal.undo']))).toBeVisible(LONG);
    await work.getByRole('button', { name: t.frame.work.cancel }).click();
    await expect(work).toBeHidden(LONG);
    // Nothing was taken back, and the wizard does not say so.
    await expect(undo).toBeVisible();
    expect(await count()).toBe(before + ROWS);
    await undo.click();
    await expect(dialog.getByText(w.undone)).toBeVisible(LONG);
    expect(await count()).toBe(before);
  });
});
