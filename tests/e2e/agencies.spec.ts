// Agencies through time in the browser: the change of 1 July 2025 for a district of Hải Dương, what lists answer before
// and after it, recommendations that go to successors; a newer catalogue as a diff; the hierarchy by keyboard; and every
// screen of agencies without sideways scrolling and within the rules of WCAG that axe can check.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { expect, open, test } from './fixtures.ts';
import { createFrame } from './pages/frame.ts';
import type { TestServer } from './server.ts';

const a = t.agencies;
const DISTRICT = 'Ủy ban nhân dân huyện Cẩm Giàng';
const COMMUNES = ['Ủy ban nhân dân xã Cẩm Giàng', 'Ủy ban nhân dân xã Mao Điền'] as const;

/** The agencies of today's Hải Phòng beside those of the round of 2019. */
async function withHaiPhong(server: TestServer): Promise<void> {
  await server.call('catalogue.load', {});
  const proposals = await server.call('catalogue.proposals', { unitCode: '31' });
  await server.call('agencies.createMany', {
    items: proposals
      .filter((one) => one.usual && one.existingAgencyId === null)
      .map(({ key: _key, usual: _usual, existingAgencyId: _existing, ...item }) => item),
  });
}

async function agencyId(server: TestServer, name: string): Promise<string> {
  const found = await server.call('agencies.list', { text: name });
  const agency = found.rows.find(({ version }) => version.name === name);
  if (agency === undefined) throw new Error(`No agency is called ${name}.`);
  return agency.id;
}

test.describe('1 July 2025', () => {
  test.use({ sample: 'hai-duong-2019' });
  test.setTimeout(120_000);

  test('a district becomes communes, and what it left goes to them', async ({ page, server, planId }) => {
    await withHaiPhong(server);
    const district = await agencyId(server, DISTRICT);
    for (const text of ['Công khai thủ tục hành chính.', 'Cập nhật hồ sơ đúng hạn.']) {
      await server.call('recommendations.create', {
        planId,
        findingId: null,
        agencyId: district,
        domainId: null,
        text,
        dueOn: null,
        dueNote: null,
      });
    }
    await open(page, server, `/agencies/${district}/succession`);
    const dialog = page.getByRole('dialog');

    await test.step('the district is divided; who follows is chosen, not inferred', async () => {
      await page.getByRole('button', { name: a.arrange }).click();
      await dialog.getByRole('radio', { name: new RegExp(`^${a.relations.split}`) }).check();
      await dialog.getByRole('textbox', { name: a.effectiveOn }).fill('1/7/2025');
      const after = dialog.getByRole('combobox', { name: a.after });
      for (const [typed, name] of [
        ['cẩm giàng', COMMUNES[0]],
        ['mao dien', COMMUNES[1]],
      ] as const) {
        await after.fill(typed);
        await page.getByRole('option', { name }).click();
        await after.fill('');
      }
      await page.keyboard.press('Escape');
      await dialog.getByRole('combobox', { name: a.legalDocument }).fill('Nghị quyết số 1669/NQ-UBTVQH15');
      await dialog.getByRole('textbox', { name: a.note }).click();
      await expect(dialog.getByText(a.effect.ends(DISTRICT, '30/6/2025'))).toBeVisible();
      await dialog.getByRole('button', { name: a.arrangeSubmit }).click();
      await expect(dialog).toHaveCount(0);
      const table = page.getByRole('table', { name: a.successors });
      for (const name of COMMUNES) await expect(table.getByRole('row', { name })).toContainText('1669');
      await expect(page.getByRole('heading', { level: 1 }).locator('..')).toContainText(a.ended);
    });

    await test.step('its open recommendations go to the successors, and come back by undo', async () => {
      await page.getByRole('tab', { name: new RegExp(`^${a.tabs.recommendations}`) }).click();
      await page.getByRole('button', { name: a.chooseAll }).click();
      await page.getByRole('button', { name: a.transfer }).click();
      await dialog.getByRole('textbox', { name: a.transferNote }).fill('Chấm dứt hoạt động cấp huyện.');
      await dialog.getByRole('button', { name: a.transferCount('2') }).click();
      await expect(page.getByText(a.transferredTo(COMMUNES.join(', ')))).toHaveCount(2);
      await expect(page.getByText(a.noOpen)).toBeVisible();
      await page.getByRole('alert').getByRole('button', { name: t.frame.undo }).click();
      await expect(page.getByText(a.transferredTo(COMMUNES.join(', ')))).toHaveCount(0);
      await expect(page.getByRole('checkbox')).toHaveCount(2);
    });

    await test.step('lists answer for a day, and by successor', async () => {
      await page.goto(`${server.origin}/agencies?q=cẩm giàng&state=in_force&on=2025-06-30`);
      await expect(page.getByRole('link', { name: DISTRICT })).toBeVisible();
      await expect(page.getByRole('link', { name: COMMUNES[0] })).toHaveCount(0);
      await page.goto(`${server.origin}/agencies?q=cẩm giàng&state=in_force&on=2025-07-01`);
      await expect(page.getByRole('link', { name: COMMUNES[0], exact: true })).toBeVisible();
      await expect(page.getByRole('link', { name: DISTRICT })).toHaveCount(0);
      // The visit of 2019 counts for the commune only where the list is asked by successor.
      const row = page.getByRole('row', { name: COMMUNES[0] });
      await expect(row.getByRole('cell', { name: '1', exact: true })).toHaveCount(0);
      await page.goto(`${server.origin}/agencies?q=cẩm giàng&state=in_force&on=2025-07-01&view=by_successor`);
      await expect(row.getByRole('cell', { name: '1', exact: true })).toBeVisible();
      await row.click();
      await page.getByRole('tab', { name: a.tabs.history }).click();
      await expect(page.getByText(a.noHistory)).toBeVisible();
      await page.getByRole('button', { name: a.withPredecessors }).click();
      await expect(page.getByRole('table', { name: a.history }).getByRole('row').nth(1)).toContainText(
        DISTRICT,
      );
    });
  });

  test('the hierarchy is walked by keyboard', async ({ page, server, planId }) => {
    expect(planId).not.toBe('');
    await withHaiPhong(server);
    await open(page, server, '/agencies?layout=tree');
    const root = page.getByRole('treeitem', { name: 'Ủy ban nhân dân thành phố Hải Phòng' });
    await expect(root).toHaveAttribute('aria-expanded', 'false');
    await root.focus();
    await page.keyboard.press('ArrowRight');
    await expect(root).toHaveAttribute('aria-expanded', 'true');
    await expect(page.locator('[role=treeitem][aria-level="2"]').first()).toBeVisible();
    await page.keyboard.press('ArrowRight');
    await expect(page.locator('[role=treeitem]:focus')).toHaveAttribute('aria-level', '2');
    await page.keyboard.press('ArrowLeft');
    await expect(root).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await expect(page.locator('[role=treeitem][aria-level="2"]')).toHaveCount(0);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ủy ban nhân dân thành phố Hải Phòng');
  });

  test('every screen of agencies fits and is accessible', async ({ page, server, planId }) => {
    test.setTimeout(240_000);
    expect(planId).not.toBe('');
    await withHaiPhong(server);
    const district = await agencyId(server, DISTRICT);
    await open(page, server);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    for (const address of [
      '/agencies?layout=tree',
      '/agencies?propose=31',
      '/agencies?import=1',
      '/agencies/catalogue?province=31',
      '/agencies/catalogue?q=cẩm giàng',
      ...['names', 'succession', 'history', 'recommendations', 'figures'].map(
        (tab) => `/agencies/${district}/${tab}`,
      ),
    ]) {
      await page.goto(`${server.origin}${address}`);
      await expect(page.locator('h1').first()).toBeVisible();
      await expect(page.locator('.MuiSkeleton-root')).toHaveCount(0);
      const wide = await page.evaluate(() => {
        const content = document.querySelector('#content');
        return content === null ? 0 : content.scrollWidth - content.clientWidth;
      });
      expect.soft(wide, address).toBe(0);
      const { violations } = await new AxeBuilder({ page })
        .setLegacyMode()
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
        .analyze();
      expect
        .soft(
          violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`)),
          address,
        )
        .toEqual([]);
    }
  });
});

/** The whole catalogue, 3,355 units, is written, read and compared: seconds on a free machine, far more on a shared one. */
const WHOLE_CATALOGUE = { timeout: 60_000 };

test('a newer catalogue comes in as a diff, and nothing before it is confirmed', async ({ page, server }) => {
  test.setTimeout(240_000);
  await server.call('system.setUp', {
    office: { name: 'Sở Nội vụ thành phố Hải Phòng', parentName: null, level: 'province', placeName: null },
    person: { fullName: 'Nguyễn Thị Hằng', position: null },
  });
  await open(page, server, '/agencies/catalogue');
  await page.getByRole('button', { name: t.catalogue.load }).click();
  await expect(page.getByText(t.catalogue.counts('34', '3.321'))).toBeVisible(WHOLE_CATALOGUE);

  const shipped = readFileSync(
    path.join(import.meta.dirname, '..', '..', 'main', 'catalogue', 'admin-units-2025.csv'),
    'utf8',
  );
  const newer = shipped
    .replace(
      '10903,Cẩm Giàng,Cam Giang,Xã Cẩm Giàng,xa,31',
      '10903,Cẩm Giàng,Cam Giang,Phường Cẩm Giàng,phuong,31',
    )
    .replace(/^10888,.*\n/m, '');
  expect(newer.length).not.toBe(shipped.length);
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: t.catalogue.import }).click();
  await dialog.locator('input[type=file]').setInputFiles({
    name: 'danh-muc.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(newer),
  });
  const effectiveOn = dialog.getByRole('textbox', { name: t.imports.effectiveOn });
  await expect(effectiveOn).toBeVisible(WHOLE_CATALOGUE);
  await effectiveOn.fill('1/1/2027');
  await dialog.getByRole('textbox', { name: t.imports.headerRow }).click();
  await dialog.getByRole('button', { name: t.imports.show }).click();
  await expect(dialog.getByRole('row', { name: /10903/ })).toContainText('Xã Cẩm Giàng', WHOLE_CATALOGUE);
  await expect(dialog.getByRole('row', { name: /10888/ })).toContainText(t.imports.action.end);
  expect((await server.call('catalogue.units', { text: '10888' })).rows[0]?.validTo ?? null).toBeNull();

  await dialog.getByRole('button', { name: t.imports.purposes.catalogue.apply('2') }).click();
  await expect(dialog.getByText(t.imports.purposes.catalogue.done)).toBeVisible(WHOLE_CATALOGUE);
  const unitsOn = async (on: string) =>
    (await server.call('catalogue.units', { text: 'Cẩm Giang', on, parentCode: '31' })).rows.map(
      ({ fullName }) => fullName,
    );
  expect(await unitsOn('2026-12-31')).toEqual(expect.arrayContaining(['Xã Cẩm Giang', 'Xã Cẩm Giàng']));
  expect(await unitsOn('2027-01-01')).toEqual(['Phường Cẩm Giàng']);

  await dialog.getByRole('button', { name: t.imports.undo }).click();
  await expect(dialog.getByText(t.imports.undone)).toBeVisible(WHOLE_CATALOGUE);
  expect(await unitsOn('2027-01-01')).toEqual(expect.arrayContaining(['Xã Cẩm Giang', 'Xã Cẩm Giàng']));
  await dialog.getByRole('button', { name: t.frame.close }).last().click();
  await expect(createFrame(page).heading).toHaveText(t.catalogue.title);
});
