// A criteria set from one year to the next: the starter set's next version is rearranged by keyboard and by mouse, a rule
// is changed, it is put in force and frozen; two versions side by side; and a workbook that comes back without a change.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { expect, open, test } from './fixtures.ts';
import { createFrame, pick } from './pages/frame.ts';
import type { TestServer } from './server.ts';

const c = t.criteria;

test.use({ actionTimeout: 15_000 });

async function setUp(server: TestServer): Promise<string> {
  await server.call('system.setUp', {
    office: { name: 'Sở Nội vụ thành phố Hải Phòng', parentName: null, level: 'province', placeName: null },
    person: { fullName: 'Nguyễn Thị Hằng', position: null },
  });
  const [starter] = await server.call('criteriaSets.list', {});
  if (starter === undefined) throw new Error('There is no starter set.');
  return starter.id;
}

/** The set that the page shows. */
const shownId = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? '';

test('the next version is rearranged, its rule changed, put in force and frozen', async ({
  page,
  server,
}) => {
  test.setTimeout(120_000);
  const starterId = await setUp(server);
  const frame = createFrame(page);
  const line = (code: string) =>
    page.locator('[role=treeitem].item').filter({ has: page.getByText(code, { exact: true }) });
  const codesOf = async (texts: readonly string[]) => {
    const { items } = await server.call('criteriaSets.get', { id: shownId(page) });
    return texts.map((text) => items.find((item) => item.text === text)?.code);
  };
  const { items, maxPoints } = await server.call('criteriaSets.get', { id: starterId });
  const textOf = (code: string) => items.find((item) => item.code === code)?.text ?? '';
  const [first, second, third] = [textOf('1.1.1'), textOf('1.1.2'), textOf('1.1.3')];

  await open(page, server, '/criteria');
  await frame.main
    .getByRole('link', { name: /^Bộ tiêu chí/ })
    .first()
    .click();
  await page.getByRole('button', { name: c.frozen.next }).click();
  await expect(frame.main.getByText(t.labels.criteriaSetStatus.draft, { exact: true })).toBeVisible();
  await expect(page).not.toHaveURL(new RegExp(starterId));

  await test.step('by keyboard: up and down in its group, and into the next one', async () => {
    await line('1.1.2').focus();
    await page.keyboard.press('Alt+ArrowUp');
    await expect(line('1.1.1')).toContainText(second);
    await expect(line('1.1.1')).toBeFocused();
    await expect(line('1.1.2')).toContainText(first);
    await page.keyboard.press('Alt+ArrowRight');
    await expect(line('1.2.1')).toContainText(second);
    await expect(line('1.2.1')).toBeFocused();
    expect(await codesOf([first, second, third])).toEqual(['1.1.1', '1.2.1', '1.1.2']);
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(line('1.1.4')).toContainText(second);
    // Keys as fast as a person holds them: none is lost.
    for (let step = 0; step < 2; step += 1) await page.keyboard.press('Alt+ArrowUp');
    await expect(line('1.1.2')).toContainText(second);
    await expect(line('1.1.2')).toBeFocused();
  });

  await test.step('under a filter a step is one of the whole set', async () => {
    const find = page.getByRole('textbox', { name: c.find });
    await find.fill(third);
    await expect(page.locator('[role=treeitem].item')).toHaveCount(1);
    await line('1.1.3').focus();
    await page.keyboard.press('Alt+ArrowUp');
    await expect(line('1.1.2')).toContainText(third);
    await page.keyboard.press('Alt+ArrowDown');
    await expect(line('1.1.3')).toContainText(third);
    await find.fill('');
    await expect(page.locator('[role=treeitem].item')).toHaveCount(items.length);
    expect(await codesOf([first, second, third])).toEqual(['1.1.1', '1.1.2', '1.1.3']);
  });

  await test.step('by mouse: dragged over the one below', async () => {
    const grip = page.getByRole('button', { name: c.tree.drag('1.1.1') });
    await line('1.1.1').hover();
    const from = await grip.boundingBox();
    const to = await line('1.1.3').boundingBox();
    if (from === null || to === null) throw new Error('The lines are not on the screen.');
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(from.x + 20, from.y + 30, { steps: 4 });
    await page.mouse.move(to.x + to.width / 3, to.y + to.height / 2, { steps: 6 });
    await page.mouse.up();
    await expect(line('1.1.3')).toContainText(first);
    expect(await codesOf([second, third, first])).toEqual(['1.1.1', '1.1.2', '1.1.3']);
    await frame.undo.click();
    await expect(line('1.1.1')).toContainText(first);
  });

  await test.step('a rule with bands, its example, and the sum against 100', async () => {
    const meter = page.getByRole('meter', { name: c.total.label });
    expect(Number(await meter.getAttribute('aria-valuenow'))).toBe(maxPoints / 100);
    await line('1.1.3').click();
    await expect(page.getByRole('heading', { name: c.form.title('1.1.3') })).toBeVisible();
    await expect(page.getByRole('textbox', { name: c.text, exact: true })).toHaveValue(third);
    await pick(page, c.scoring, t.labels.scoringRule.bands);
    const band = page.getByRole('group', { name: c.ruleEditor.band('1') });
    await band.getByRole('textbox', { name: c.ruleEditor.value }).fill('95');
    await band.getByRole('textbox', { name: c.ruleEditor.percent }).fill('100');
    await page.getByRole('textbox', { name: c.ruleEditor.otherwise }).fill('25');
    const example = page.getByRole('textbox', { name: c.ruleEditor.example });
    await example.fill('96');
    await expect(page.getByText(c.ruleEditor.exampleResult('96 %', '2'))).toBeVisible();
    await example.fill('12');
    await expect(page.getByText(c.ruleEditor.exampleResult('12 %', '0,5'))).toBeVisible();
    // One point more than the set may have.
    await page.getByRole('textbox', { name: c.max }).fill('3');
    await page.getByRole('textbox', { name: c.max }).blur();
    await frame.saved();
    await expect(meter).toHaveAttribute('aria-valuenow', String(maxPoints / 100 + 1));
    await expect(page.getByText(c.total.over('101', '1'))).toBeVisible();
    await page.getByRole('button', { name: c.sets.putInForce }).click();
    await expect(page.getByRole('dialog').getByText(c.sets.inForceTotal('101'))).toBeVisible();
    await page.getByRole('dialog').getByRole('button', { name: t.frame.cancel }).click();
    await page.getByRole('textbox', { name: c.max }).fill('2');
    await page.getByRole('textbox', { name: c.max }).blur();
    await expect(page.getByText(c.total.exact('100'))).toBeVisible();
    const saved = await server.call('criteriaSets.get', { id: shownId(page) });
    expect(saved.items.find(({ code }) => code === '1.1.3')).toMatchObject({
      text: third,
      scoring: 'bands',
      bands: expect.stringMatching(/^>=95:1;(.*;)?else:0\.25$/),
      maxPoints: 200,
    });
    expect(saved.problems).toEqual([]);
  });

  await test.step('in force it is frozen', async () => {
    await page.getByRole('button', { name: c.sets.putInForce }).click();
    await page.getByRole('dialog').getByRole('button', { name: c.sets.putInForce }).click();
    await expect(page.getByText(c.frozen.inForce)).toBeVisible();
    await expect(page.getByRole('button', { name: c.tree.drag('1.1.1') })).toHaveCount(0);
    await expect(page.getByRole('button', { name: c.tree.actionsOf('1.1.1') })).toHaveCount(0);
    const before = await server.call('criteriaSets.get', { id: shownId(page) });
    await line('1.1.1').focus();
    await page.keyboard.press('Alt+ArrowDown');
    await page.keyboard.press('Delete');
    await page.keyboard.press('n');
    await expect(line('1.1.1')).toContainText(first);
    expect(await server.call('criteriaSets.get', { id: shownId(page) })).toEqual(before);
    await line('1.1.1').click();
    await expect(page.getByRole('textbox', { name: c.text, exact: true })).toHaveCount(0);
  });
});

test('two versions side by side; a person says which two ask the same', async ({ page, server }) => {
  test.setTimeout(90_000);
  const leftId = await setUp(server);
  const draft = await server.call('criteriaSets.newVersion', { id: leftId });
  const detail = await server.call('criteriaSets.get', { id: draft.id });
  const [one, two] = [detail.items[0], detail.items[5]];
  if (one === undefined || two === undefined) throw new Error('The starter set has too few criteria.');
  // One is put in other words, one is taken out and asked anew elsewhere.
  await server.call('criteria.update', {
    id: one.id,
    rev: one.rev,
    patch: { text: 'Kế hoạch CCHC năm được ban hành không muộn hơn ngày quy định' },
  });
  await server.call('criteria.delete', { id: two.id, rev: two.rev });
  await server.call('criteria.create', {
    criteriaSetId: draft.id,
    domainId: two.domainId,
    text: 'Số liệu trong báo cáo khớp với hệ thống thông tin',
    maxPoints: two.maxPoints,
  });
  const added = (await server.call('criteriaSets.get', { id: draft.id })).items.find(({ text }) =>
    text.startsWith('Số liệu trong báo cáo khớp'),
  );
  const compared = () => server.call('criteriaSets.compare', { leftId, rightId: draft.id });
  const before = await compared();
  expect(before.comparablePoints).toBe(before.maxPoints - one.maxPoints - two.maxPoints);

  await open(page, server, `/criteria/${draft.id}`);
  await page.getByRole('button', { name: new RegExp(`^${t.frame.more}`) }).click();
  await page.getByRole('menuitem', { name: `${c.sets.compare}…` }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(c.compare.title);
  await page.getByRole('switch', { name: c.compare.onlyDifferences }).click();
  const reworded = page.getByRole('listitem').filter({ hasText: 'không muộn hơn' });
  await expect(reworded).toContainText(c.compare.comparableNo);
  await expect(reworded.locator('ins').first()).toBeVisible();

  await test.step('the reworded one is matched with what it was', async () => {
    await reworded.getByRole('button', { name: `${c.compare.match}: ${one.code}, ${one.code}` }).click();
    await expect(reworded).toContainText(`${c.compare.comparableYes}, ${c.compare.matchedBy}`);
    expect((await compared()).comparablePoints).toBe(before.comparablePoints + one.maxPoints);
  });

  await test.step('two that stand alone are matched', async () => {
    await page.getByRole('button', { name: c.compare.matchWith(added?.code ?? '') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: c.compare.matchOther.left }).fill('bao cao du noi dung');
    await page.getByRole('option').first().click();
    await dialog.getByRole('button', { name: c.compare.match, exact: true }).click();
    await expect(page.getByText(c.compare.matched(two.code, added?.code ?? ''))).toBeVisible();
    await expect(page.getByRole('button', { name: /^Ghép .* với…$/ })).toHaveCount(0);
    const after = await compared();
    expect(after.comparablePoints).toBe(after.maxPoints);
  });
});

test('exported and imported again, nothing changes', async ({ page, server }) => {
  test.setTimeout(90_000);
  const starterId = await setUp(server);
  const draft = await server.call('criteriaSets.newVersion', { id: starterId });
  const before = await server.call('criteriaSets.get', { id: draft.id });
  await open(page, server, `/criteria/${draft.id}`);
  const dialog = page.getByRole('dialog');
  const more = page.getByRole('button', { name: new RegExp(`^${t.frame.more}`) });
  for (const [entry, ending] of [
    [c.sets.exportXlsx, '.xlsx'],
    [c.sets.exportCsv, '.csv'],
  ] as const) {
    await test.step(ending, async () => {
      await more.click();
      const waiting = page.waitForEvent('download');
      await page.getByRole('menuitem', { name: entry }).click();
      const download = await waiting;
      const name = download.suggestedFilename();
      expect(name.endsWith(ending)).toBe(true);
      const buffer = readFileSync(await download.path());
      await more.click();
      await page.getByRole('menuitem', { name: `${c.sets.importInto}…` }).click();
      await dialog.locator('input[type=file]').setInputFiles({ name, mimeType: '', buffer });
      await dialog.getByRole('button', { name: t.imports.show }).click();
      await expect(dialog.getByText(t.imports.nothingToWrite)).toBeVisible();
      const same = dialog.locator('dl > div').filter({ hasText: t.imports.counts.same });
      await expect(same.locator('dd')).toHaveText(String(before.items.length));
      await dialog.getByRole('button', { name: t.frame.cancel }).click();
      await expect(dialog).toHaveCount(0);
    });
  }

  await test.step('one cell changed is one change, and it is written', async () => {
    const { url } = await server.call('criteriaSets.export', { id: draft.id, format: 'csv' });
    const csv = Buffer.from(
      await page.evaluate(
        async (address) => [...new Uint8Array(await (await fetch(address)).arrayBuffer())],
        url,
      ),
    ).toString('utf8');
    const text = before.items[0]?.text ?? '';
    expect(csv.split(text)).toHaveLength(2);
    await more.click();
    await page.getByRole('menuitem', { name: `${c.sets.importInto}…` }).click();
    await dialog.locator('input[type=file]').setInputFiles({
      name: 'sua.csv',
      mimeType: '',
      buffer: Buffer.from(csv.replace(text, `${text} (đã sửa)`)),
    });
    await dialog.getByRole('button', { name: t.imports.show }).click();
    await dialog.getByRole('button', { name: t.imports.purposes.criteria.apply('1') }).click();
    await expect(dialog.getByText(t.imports.purposes.criteria.done)).toBeVisible();
    const after = await server.call('criteriaSets.get', { id: draft.id });
    expect(after.items.filter((item, index) => item.text !== before.items[index]?.text)).toHaveLength(1);
    expect(after.items[0]?.text).toBe(`${text} (đã sửa)`);
  });
});
