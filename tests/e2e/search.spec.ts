// Ctrl+K finds with and without marks, takes nothing typed as an operator, and opens what was found.
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { expect, open, test } from './fixtures.ts';
import { createFrame } from './pages/frame.ts';

test('marks are optional, and the right record opens', async ({ page, library }) => {
  const frame = createFrame(page);
  await open(page, library);
  for (const typed of ['cam giang', 'cẩm giàng', 'CẨM GIÀNG', 'huyen cam gi']) {
    await frame.openPalette();
    await frame.paletteInput.fill(typed);
    const agency = frame.paletteOptions.filter({ hasText: 'Ủy ban nhân dân huyện Cẩm Giàng' }).first();
    await expect(agency, typed).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(frame.palette).toHaveCount(0);
  }
  await frame.openPalette();
  await frame.paletteInput.fill('cam giang');
  await frame.palette
    .getByRole('option', { name: `${t.labels.searchEntity.agency}: Ủy ban nhân dân huyện Cẩm Giàng` })
    .click();
  await expect(page).toHaveURL(/\/agencies\/[0-9a-f-]+$/);
  await expect(frame.heading).toHaveText('Ủy ban nhân dân huyện Cẩm Giàng');
});

test('đ is found by d, and a finding opens in its place', async ({ page, library }) => {
  const frame = createFrame(page);
  await open(page, library);
  await frame.openPalette();
  await frame.paletteInput.fill('cap nhat tthc day du');
  const finding = frame.palette
    .getByRole('option', { name: new RegExp(`^${t.labels.searchEntity.finding}:`) })
    .first();
  await expect(finding).toBeVisible();
  await finding.click();
  await expect(page).toHaveURL(/finding=/);
  await expect(page.getByRole('textbox', { name: t.findings.text }).first()).toHaveValue(
    /cập nhật TTHC .* đầy đủ/,
  );
});

test('a recommendation opens where it is followed up', async ({ page, library }) => {
  const frame = createFrame(page);
  const { row } = await library.call('remediation.get', {
    id: library.recommendationId,
    today: (await library.call('system.status', {})).today,
  });
  await open(page, library);
  await frame.openPalette();
  await frame.paletteInput.fill(row.text.slice(0, 60));
  await frame.palette
    .getByRole('option', { name: new RegExp(`^${t.labels.searchEntity.recommendation}:`) })
    .first()
    .click();
  await expect(page).toHaveURL(/\/recommendations\?recommendation=[0-9a-f-]+$/);
  await expect(page.locator('#content')).toContainText(row.text);
});

test('what bears its exact tone comes first', async ({ page, server }) => {
  await server.call('system.setUp', {
    office: { name: 'Sở Nội vụ', parentName: null, level: 'province', placeName: null },
    person: { fullName: 'Nguyễn Thị Hằng', position: null },
  });
  const rest = {
    shortName: null,
    abbreviation: null,
    placeName: null,
    parentAgencyId: null,
    validFrom: null,
    validTo: null,
  };
  for (const name of ['Xã Đường An', 'Xã Đường Án', 'Xã Đường Ân']) {
    await server.call('agencies.create', { kind: 'ubnd_xa', version: { name, ...rest } });
  }
  const frame = createFrame(page);
  await open(page, server);
  await frame.openPalette();
  const hits = frame.palette.getByRole('option', { name: new RegExp(`^${t.labels.searchEntity.agency}:`) });
  for (const [typed, first] of [
    ['đường an', 'Xã Đường An'],
    ['đường án', 'Xã Đường Án'],
    ['đường ân', 'Xã Đường Ân'],
  ] as const) {
    await frame.paletteInput.fill(typed);
    await expect(hits.first(), typed).toContainText(first);
    await expect(hits, typed).toHaveCount(3);
  }
  await frame.paletteInput.fill('duong an');
  await expect(hits).toHaveCount(3);
});

test('operators of the index are only text', async ({ page, library }) => {
  const frame = createFrame(page);
  await open(page, library);
  await frame.openPalette();
  for (const typed of ['"', 'cam AND', 'NEAR(cam giang)', 'title: *', '-linh ^', "'; DROP TABLE plan; --"]) {
    const answered = page.waitForResponse(
      (response) =>
        response.url().endsWith('/rpc/search.find') &&
        (response.request().postDataJSON() as { input: { text: string } }).input.text === typed.trim(),
    );
    await frame.paletteInput.fill(typed);
    expect((await answered).status(), typed).toBe(200);
  }
  await frame.paletteInput.fill('xyzxyz');
  await expect(frame.palette.getByText(t.frame.palette.nothing('xyzxyz'))).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(frame.palette).toHaveCount(0);
});
