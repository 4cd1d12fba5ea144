// A year's plan from last year's with the keyboard alone: the copy, what is left of last year, legal grounds in another
// order, a body asked for members, and a visit placed and moved on the board. No call of the mouse stands in this file.
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { expect, open, test } from './fixtures.ts';
import { createFrame } from './pages/frame.ts';
import { countMouse, createKeyboard } from './pages/keyboard.ts';
import { createPlan } from './pages/plan.ts';
import type { TestServer } from './server.ts';

test.use({ actionTimeout: 15_000 });

const p = t.plans;
const GROUNDS = [
  'Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ',
  'Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025',
] as const;

/** Last year's round: two grounds, two teams, one agency, and a demand that names last year's plan. */
async function lastYear(server: TestServer): Promise<string> {
  await server.call('system.setUp', {
    office: { name: 'Sở Nội vụ thành phố Hải Phòng', parentName: null, level: 'province', placeName: null },
    person: { fullName: 'Nguyễn Thị Hằng', position: null },
  });
  const plan = await server.call('plans.create', {
    title: 'Kiểm tra công tác cải cách hành chính năm 2025',
    year: 2025,
    number: '114',
    symbol: 'KH-SNV',
    documentDate: '2025-07-30',
    legalGrounds: [...GROUNDS],
    remediationDemand: 'Khắc phục theo Kế hoạch số 114/KH-SNV và báo cáo.',
  });
  const teamIds: string[] = [];
  for (const number of ['01', '02']) {
    const team = await server.call('teams.create', {
      planId: plan.id,
      form: 'doan',
      name: `Đoàn kiểm tra số ${number}`,
      decisionNumber: null,
      decisionSymbol: null,
      decisionDate: null,
      decisionSubject: null,
      decisionIssuerId: null,
      note: null,
    });
    teamIds.push(team.id);
  }
  const agency = await server.call('agencies.create', {
    kind: 'so_nganh',
    version: {
      name: 'Sở Tư pháp',
      shortName: null,
      abbreviation: null,
      placeName: null,
      parentAgencyId: null,
      validFrom: null,
      validTo: null,
    },
  });
  await server.call('plans.addAgencies', {
    planId: plan.id,
    agencyIds: [agency.id],
    teamId: teamIds[0] ?? null,
  });
  return plan.id;
}

test('this year’s plan from last year’s, by keyboard alone', async ({ page, server }) => {
  test.setTimeout(120_000);
  const lastId = await lastYear(server);
  const frame = createFrame(page);
  const plan = createPlan(page);
  const keys = createKeyboard(page);
  const mouse = await countMouse(page);
  const dialog = page.getByRole('dialog');
  await open(page, server, `/plans/${lastId}`);
  await expect(frame.heading).toHaveText(/năm 2025$/);
  let planId = '';
  const saved = async () => (await server.call('plans.get', { id: planId })).plan;
  /** From the tab that is chosen to another one. */
  const toTab = async (from: keyof typeof p.tabs, to: keyof typeof p.tabs) => {
    await keys.tabTo(new RegExp(`^${p.tabs[from]}`), 'Shift+Tab');
    const names = Object.keys(p.tabs);
    const steps = names.indexOf(to) - names.indexOf(from);
    for (let step = 0; step < Math.abs(steps); step += 1) {
      await keys.press(steps > 0 ? 'ArrowRight' : 'ArrowLeft');
    }
    await keys.press('Enter');
  };

  await test.step('the copy', async () => {
    // The button offers the year that comes next; which one that is depends on today.
    await keys.tabTo(/^Tạo kế hoạch năm \d{4} từ kế hoạch này$/);
    await keys.press('Enter');
    await expect(dialog.getByRole('textbox', { name: p.newYear })).toBeFocused();
    await keys.type('2026');
    await expect(dialog.getByRole('textbox', { name: p.newName })).toHaveValue(/năm 2026$/);
    await page.keyboard.press('Enter');
    await expect(frame.heading).toHaveText(/năm 2026$/);
    await expect(page.getByRole('heading', { name: p.review.title })).toBeVisible();
    await keys.expectFocus('the copy');
    planId = /plans\/([^/]+)\/review/.exec(page.url())?.[1] ?? '';
    expect(planId).not.toBe(lastId);
    expect(await saved()).toMatchObject({ year: 2026, number: null, legalGrounds: GROUNDS });
  });

  await test.step('from the review to what last year left behind', async () => {
    await keys.tabTo(`${p.review.go}: ${p.info.remediationDemand}`);
    await page.keyboard.press('Enter');
    const demand = plan.textbox(p.info.remediationDemand);
    await expect(demand).toBeFocused();
    await expect(demand).toHaveValue(/114\/KH-SNV/);
    await keys.press('Control+a');
    await keys.type('Khắc phục và báo cáo Sở Nội vụ.');
    await frame.saved();
    expect((await server.call('plans.review', { id: planId })).leftovers).toEqual([]);
  });

  await test.step('a ground goes down, and the cursor with it', async () => {
    await keys.tabTo(p.info.ground('1'), 'Shift+Tab');
    await keys.press('Alt+ArrowDown');
    await expect(plan.textbox(p.info.ground('2'))).toBeFocused();
    await expect(plan.textbox(p.info.ground('2'))).toHaveValue(GROUNDS[0]);
    await frame.saved();
    expect((await saved()).legalGrounds).toEqual([GROUNDS[1], GROUNDS[0]]);
  });

  await test.step('a body is asked for a member', async () => {
    await toTab('info', 'team');
    await expect(page.getByRole('heading', { name: p.nominations.title })).toBeVisible();
    await keys.tabTo(p.nominations.add);
    await keys.press('Enter');
    await expect(plan.textbox(p.nominations.body)).toBeFocused();
    await keys.type('Sở Tài chính');
    await page.keyboard.press('Enter');
    await expect(plan.row('Sở Tài chính')).toContainText(p.nominations.states.to_ask);
    await keys.expectFocus('the body was added');
    await keys.tabTo(/./);
    const form = page.getByRole('region', { name: `${t.frame.edit}: Sở Tài chính` });
    const letterOn = form.getByRole('textbox', { name: p.nominations.letterOn });
    for (let step = 0; step < 40; step += 1) {
      if (await letterOn.evaluate((element) => element === document.activeElement)) break;
      await keys.press('Tab');
    }
    await expect(letterOn).toBeFocused();
    await keys.type('12/8/2026');
    await keys.press('Tab');
    await expect(plan.row('Sở Tài chính')).toContainText(p.nominations.states.asked);
    await frame.saved();
  });

  await test.step('a visit is placed on the board, and moved by half a day and to the other team', async () => {
    await toTab('team', 'schedule');
    const card = page.getByRole('button', { name: /^Sở Tư pháp/ });
    await expect(card).toBeVisible();
    await keys.tabTo(/^Sở Tư pháp/);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menuitem', { name: t.schedule.menu.place })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('textbox', { name: t.schedule.place.startsOn })).toBeFocused();
    await keys.type('7/12/2026');
    await page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);
    await expect(card).toBeFocused();
    const visit = async () => {
      const { visits, teams } = await server.call('schedule.board', { planId, burdenDays: 30 });
      const [one] = visits;
      return {
        team: teams.find(({ id }) => id === one?.teamId)?.name,
        from: `${one?.startsOn ?? ''} ${one?.startsHalf ?? 'morning'}`,
      };
    };
    await expect.poll(visit).toEqual({ team: 'Đoàn kiểm tra số 01', from: '2026-12-07 morning' });
    await page.keyboard.press('Alt+ArrowRight');
    await expect.poll(visit).toEqual({ team: 'Đoàn kiểm tra số 01', from: '2026-12-07 afternoon' });
    await expect(card).toBeFocused();
    await page.keyboard.press('Alt+ArrowDown');
    await expect.poll(visit).toEqual({ team: 'Đoàn kiểm tra số 02', from: '2026-12-07 afternoon' });
    await expect(card).toBeFocused();
    await keys.expectFocus('Alt+ArrowDown');
    await keys.press('Control+z');
    await expect.poll(visit).toEqual({ team: 'Đoàn kiểm tra số 01', from: '2026-12-07 afternoon' });
  });

  expect(await mouse()).toBe(0);
});
