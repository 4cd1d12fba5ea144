// The explanation round by keyboard: the draft goes out, the agency remarks, what is accepted changes the finding, what is
// not needs a reason, and the table of it prints.
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { expect, open, test } from './fixtures.ts';
import type { TestServer } from './server.ts';

const w = t.remarks;
test.use({ sample: 'hai-duong-2019', actionTimeout: 15_000 });

const said = 'Niêm yết chưa đầy đủ: còn 07/112 TTHC chưa niêm yết';

async function prepare(server: TestServer, planId: string) {
  const [visit] = await server.call('visits.list', { planId });
  if (visit === undefined) throw new Error('The sample has no visit.');
  const space = await server.call('visits.get', { id: visit.id });
  const finding = await server.call('findings.create', {
    planId,
    visitId: visit.id,
    domainId: space.domains[2]!.id,
    kind: 'limitation',
    scope: 'named',
    agencyIds: [visit.agencyId],
    text: said,
  });
  return { visit, finding };
}
const get = (server: TestServer, visitId: string) =>
  server.call('explanations.get', { visitId, today: '2026-01-01' });

test('sent, remarked by typing, accepted with new words, rejected with a reason, printed', async ({
  page,
  server,
  planId,
  watch,
}) => {
  watch.allow(/status of 400 .*explanations\.save/);
  const { visit, finding } = await prepare(server, planId);
  await open(page, server, `/visits/${visit.id}/explanation`);
  const list = page.getByRole('list', { name: w.list });
  const line = (place: string) => list.getByRole('listitem', { name: w.item(place), exact: true });

  await test.step('the draft is sent and its day is kept', async () => {
    await expect(page.getByText(w.states.not_sent)).toBeVisible();
    await expect(page.getByText(w.empty)).toBeVisible();
    const sent = page.getByRole('textbox', { name: w.sentOn });
    await sent.fill('30/9/19');
    await sent.press('Tab');
    await page.getByRole('textbox', { name: w.dueOn }).fill('4/10/2019');
    await page.getByRole('textbox', { name: w.dueOn }).press('Tab');
    await expect(page.getByText(w.states.overdue)).toBeVisible();
    await expect.poll(async () => (await get(server, visit.id)).dueOn).toBe('2019-10-04');
    // A day before the sending is told at its field, and nothing is lost.
    const answered = page.getByRole('textbox', { name: w.answeredOn });
    await answered.fill('1/9/2019');
    await answered.press('Tab');
    await expect(page.getByText(w.beforeSent)).toBeVisible();
    await answered.fill('3/10/2019');
    await answered.press('Tab');
    await expect(page.getByText(w.beforeSent)).toHaveCount(0);
    await expect.poll(async () => (await get(server, visit.id)).answeredOn).toBe('2019-10-03');
  });

  await test.step('a remark on the finding, typed and added with Ctrl+Enter', async () => {
    await page.getByRole('button', { name: w.addTo(said) }).press('Enter');
    await expect(page.getByRole('textbox', { name: w.content })).toBeFocused();
    await page.keyboard.type('Đơn vị đã niêm yết bổ sung 05 thủ tục ngày 25/9/2019');
    await page.keyboard.press('Control+Enter');
    await expect(line('1')).toBeVisible();
    await expect(line('1').locator('q')).toHaveText(said);
    await expect(page.getByText(w.open('1'))).toBeVisible();
    // The keyboard goes on with the decision.
    await expect(line('1').getByRole('button', { name: w.decisions.accepted, exact: true })).toBeFocused();
  });

  await test.step('accepted: the words of the draft are taken up, changed and written into the finding', async () => {
    await page.keyboard.press('Space');
    await line('1').getByRole('button', { name: w.fromDraft }).press('Enter');
    const words = line('1').getByRole('textbox', { name: w.newText });
    await expect(words).toBeFocused();
    await expect(words).toHaveValue(said);
    await words.fill('Niêm yết chưa đầy đủ: còn 02/112 TTHC chưa niêm yết');
    const diff = line('1').getByRole('group', { name: w.diff });
    await expect(diff.locator('del')).toHaveText('07/112');
    await expect(diff.locator('ins')).toHaveText('02/112');
    await line('1').getByRole('button', { name: w.apply }).press('Enter');
    await expect(line('1').getByText(w.applied)).toBeVisible();
    const { text } = await server.call('findings.get', { id: finding.id });
    expect(text).toBe('Niêm yết chưa đầy đủ: còn 02/112 TTHC chưa niêm yết');
    // The words of the draft stay as they were sent.
    await expect(line('1').locator('q')).toHaveText(said);
    await expect(page.getByText(w.states.settled)).toBeVisible();
  });

  await test.step('another is rejected, which needs a reason', async () => {
    await page.getByRole('button', { name: w.addGeneral }).press('Enter');
    await page.keyboard.type('Đề nghị xem xét lại thời gian kiểm tra');
    await page.keyboard.press('Control+Enter');
    await line('2').getByRole('button', { name: w.decisions.rejected }).press('Enter');
    await expect(line('2').getByText(w.reasonNeeded)).toBeVisible();
    await expect(page.getByText(w.states.answered)).toBeVisible();
    await line('2').getByRole('textbox', { name: w.reason }).fill('Kế hoạch đã thông báo trước cho đơn vị');
    await expect(line('2').getByText(w.reasonNeeded)).toHaveCount(0);
    await expect.poll(async () => (await get(server, visit.id)).open).toBe(0);
    await expect(page.getByText(w.states.settled)).toBeVisible();
  });

  await test.step('they change places by keyboard', async () => {
    await line('2').getByRole('textbox', { name: w.reason }).press('Alt+ArrowUp');
    await expect(line('1').getByRole('textbox', { name: w.content })).toHaveValue(/thời gian kiểm tra/);
    const { remarks } = await get(server, visit.id);
    expect(remarks.map(({ decision }) => decision)).toEqual(['rejected', 'accepted']);
  });

  await test.step('the table prints what was decided', async () => {
    await page.getByRole('button', { name: t.plans.sheets.kinds.remarks }).click();
    await page.getByRole('menuitem', { name: t.plans.sheets.look }).click();
    const sheet = page.getByRole('dialog');
    await expect(sheet).toContainText('Đơn vị đã niêm yết bổ sung 05 thủ tục');
    await expect(sheet).toContainText('còn 02/112 TTHC chưa niêm yết');
    await expect(sheet).toContainText('Kế hoạch đã thông báo trước cho đơn vị');
    await page.keyboard.press('Escape');
  });

  await test.step('deleted, and back by undo', async () => {
    await line('1')
      .getByRole('button', { name: `${w.delete}: ${w.item('1')}` })
      .press('Enter');
    await expect(list.getByRole('listitem', { name: w.item('2') })).toHaveCount(0);
    await page.getByRole('button', { name: t.frame.undo, exact: true }).last().click();
    await expect(line('2')).toBeVisible();
  });
});

test('the agency agrees: nothing is left to decide', async ({ page, server, planId }) => {
  const { visit } = await prepare(server, planId);
  await open(page, server, `/visits/${visit.id}/explanation`);
  const agrees = page.getByRole('switch', { name: w.noRemarks });
  await agrees.focus();
  await page.keyboard.press('Space');
  await expect(page.getByText(w.agreed, { exact: true })).toBeVisible();
  await expect(page.getByText(w.states.settled)).toBeVisible();
  await expect.poll(async () => (await get(server, visit.id)).noRemarks).toBe(true);
});
