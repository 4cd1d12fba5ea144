// The whole walk with the keyboard alone, on the Hải Dương round: no call of the mouse stands in this file.
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { expect, open, test } from './fixtures.ts';
import { createDocument, expectPrinted } from './pages/document.ts';
import { createFrame } from './pages/frame.ts';
import { countMouse, createKeyboard } from './pages/keyboard.ts';
import { createVisit } from './pages/visit.ts';

const CHI_LINH = 'Ủy ban nhân dân thành phố Chí Linh';

test.use({ sample: 'hai-duong-2019' });

test('the walk by keyboard alone', async ({ page, server, planId }) => {
  test.setTimeout(240_000);
  const frame = createFrame(page);
  const visit = createVisit(page);
  const paper = createDocument(page);
  const keys = createKeyboard(page);
  const mouse = await countMouse(page);
  const chosen = frame.palette.locator('[aria-selected=true]');
  const note = 'Đã ban hành Kế hoạch số 09/KH-UBND, đúng thời hạn; đường dây nóng hoạt động.';

  await open(page, server);
  await expect(frame.heading).toHaveText(t.frame.places.home);

  await test.step('to the plan and to a visit by the palette, without marks', async () => {
    await keys.press('Control+k');
    await expect(frame.paletteInput).toBeFocused();
    await keys.type('so nganh va ubnd cap huyen');
    await expect(chosen).toContainText('năm 2019');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`/plans/${planId}`));

    await keys.press('Control+k');
    await keys.type('chi linh');
    const entry = frame.paletteOptions.filter({ hasText: CHI_LINH });
    await expect(entry.first()).toBeVisible();
    for (let step = 0; step < 20; step += 1) {
      const name = await chosen.textContent();
      if (name?.startsWith(`${t.labels.searchEntity.visit}: ${CHI_LINH}`) === true) break;
      await keys.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
    await expect(frame.heading).toHaveText(CHI_LINH);
    await expect(visit.lines.first()).toBeFocused();
  });

  await test.step('answers: digits, arrows, x / y, not applicable', async () => {
    await keys.press('1');
    await expect(visit.choice('1.1.1', 'yes')).toHaveAttribute('aria-checked', 'true');
    await keys.press('ArrowDown', 'ArrowDown');
    await expect(visit.line('1.1.3')).toBeFocused();
    await keys.type('18');
    await keys.press('/');
    await expect(visit.number('1.1.3', 'denominator')).toBeFocused();
    await keys.type('20');
    await expect(visit.line('1.1.3')).toContainText('90 %');
    await keys.press('Enter');
    await expect(visit.line('1.1.4')).toBeFocused();
    await keys.press('3');
    await expect(visit.choice('1.1.4', 'no')).toHaveAttribute('aria-checked', 'true');
    await keys.press('n');
    await expect(visit.line('1.1.4')).toHaveClass(/not-applicable/);
    await keys.press('n');
    await keys.press('j');
    await expect(visit.line('1.2.1')).toBeFocused();
  });

  await test.step('a note, and back with Esc', async () => {
    await keys.press('Home', 'Enter');
    await expect(visit.note('1.1.1')).toBeFocused();
    await keys.type(note);
    await keys.press('Escape');
    await expect(visit.line('1.1.1')).toBeFocused();
    await expect(visit.line('1.1.1')).toContainText(note);
    await frame.saved();
  });

  await test.step('H makes a limitation, which is edited at once', async () => {
    await keys.press('End', 'Home', 'ArrowDown', 'ArrowDown', 'ArrowDown');
    await expect(visit.line('1.1.4')).toBeFocused();
    await page.keyboard.press('h');
    await expect(visit.findingText).toBeFocused();
    await keys.type('Chưa đánh giá kết quả thực hiện kế hoạch theo từng nhiệm vụ');
    await keys.press('Control+Enter');
    await expect(visit.findings).toContainText('Chưa đánh giá kết quả thực hiện kế hoạch theo từng nhiệm vụ');
    await expect(visit.line('1.1.4')).toBeFocused();
    await frame.saved();
  });

  await test.step('undo and redo outside of a field', async () => {
    const own = visit.findings.getByText('Chưa đánh giá kết quả thực hiện kế hoạch theo từng nhiệm vụ');
    await keys.press('Control+z');
    await expect(own).toHaveCount(0);
    await keys.press('Control+y');
    await expect(own).toHaveCount(1);
    await keys.press('Control+z');
    await expect(own).toHaveCount(0);
    await keys.press('Control+Shift+z');
    await expect(own).toHaveCount(1);
  });

  await test.step('the shortcuts of the screen', async () => {
    await page.keyboard.press('Shift+?');
    const sheet = page.getByRole('dialog', { name: t.frame.shortcuts.title });
    await expect(sheet).toContainText(t.visits.workspace.shortcuts.limitation);
    await keys.press('Escape');
    await expect(sheet).toHaveCount(0);
    await keys.expectFocus('Esc');
  });

  await test.step('to the notice: drafted, reworded', async () => {
    await keys.tabTo(t.visits.workspace.notice, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect(frame.heading).toContainText(t.labels.documentKind.agency_notice);
    await keys.expectFocus('the document opened');
    await expect(paper.block(0)).toBeVisible();
    const before = await paper.words(0);
    await keys.tabTo(t.documents.editor.text);
    await keys.press('Control+Home');
    await keys.type('Đã rà soát bằng bàn phím. ');
    await expect(paper.block(0)).toHaveText(`Đã rà soát bằng bàn phím. ${before}`);
    // Tab is a key of the text; Esc gives it back.
    await keys.press('Escape', 'Tab');
    await expect(paper.wording).not.toBeFocused();
    await frame.saved();
  });

  await test.step('back and again to it by the palette', async () => {
    await keys.press('Escape');
    await keys.press('Control+k');
    await keys.type('bàn làm việc');
    await page.keyboard.press('Enter');
    await expect(frame.heading).toHaveText(t.frame.places.home);
    await keys.press('Control+k');
    await keys.type('tại ủy ban nhân dân thành phố chí linh');
    const entry = frame.palette.getByRole('option', {
      name: new RegExp(`^${t.labels.searchEntity.document}:`),
    });
    await expect(entry.first()).toBeVisible();
    for (let step = 0; step < 20; step += 1) {
      const name = await chosen.textContent();
      if (name?.startsWith(`${t.labels.searchEntity.document}:`) === true) break;
      await keys.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
    await expect(frame.heading).toContainText(t.labels.documentKind.agency_notice);
    await expect(paper.block(0)).toHaveText(/^Đã rà soát bằng bàn phím\./);
  });

  await test.step('freeze, look at the pages, number and day', async () => {
    await keys.tabTo(t.documents.freeze);
    await keys.press('Enter');
    await expect(paper.dialog).toBeVisible();
    await keys.tabTo(t.documents.freeze);
    await keys.press('Enter');
    await expect(paper.status('for_signature')).toBeVisible();
    await expectPrinted(paper.pages.first());
    await keys.tabTo(t.documents.issue);
    await keys.press('Enter');
    await expect(paper.number).toBeFocused();
    await keys.type('45');
    await keys.press('Tab', 'Control+a');
    await keys.type('30/9/2019');
    await keys.tabTo(t.documents.issueConfirm);
    await keys.press('Enter');
    await expect(paper.status('issued')).toBeVisible();
    await keys.expectFocus('issuing');
    await expect(page.locator('#content header')).toContainText('30/9/2019');
  });

  expect(await mouse()).toBe(0);
});

/** The row of digits from its beginning, in the order of the navigation. */
const keysOfPlaces = [
  ['1', 'home', '/'],
  ['2', 'plans', '/plans'],
  ['3', 'visits', '/visits'],
  ['4', 'recommendations', '/recommendations'],
  ['5', 'agencies', '/agencies'],
  ['6', 'criteria', '/criteria'],
  ['7', 'documents', '/documents'],
  ['8', 'statistics', '/statistics'],
  ['9', 'reports', '/reports'],
  ['0', 'parIndex', '/par-index'],
  ['-', 'pictures', '/pictures'],
  ['=', 'settings', '/settings'],
] as const;

test('"g" and its key lead to every place, as the sheet of shortcuts says', async ({
  page,
  server,
  planId,
}) => {
  const frame = createFrame(page);
  const keys = createKeyboard(page);
  await open(page, server, `/plans/${planId}`);
  await expect(frame.heading).toBeVisible();
  await page.keyboard.press('Shift+?');
  const sheet = page.getByRole('dialog', { name: t.frame.shortcuts.title });
  for (const [key, name] of keysOfPlaces) {
    await expect(sheet).toContainText(`g ${key}${t.frame.shortcuts.go(t.frame.places[name])}`);
  }
  await keys.press('Escape');
  await expect(sheet).toHaveCount(0);
  for (const [key, name, path] of keysOfPlaces) {
    await page.keyboard.press('g');
    await page.keyboard.press(key);
    await expect.poll(() => new URL(page.url()).pathname, name).toBe(path);
    await expect(frame.heading, name).toBeVisible();
  }
});
