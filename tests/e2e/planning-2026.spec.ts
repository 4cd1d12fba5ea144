// A year's inspection set up by hand for a whole city: the catalogue's agencies, the criteria of the year, last year's
// plan copied and cleaned of it, two teams, every commune placed in the schedule, and the sheet that is printed.
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { expect, open, test } from './fixtures.ts';
import { createFrame, pick } from './pages/frame.ts';
import { createPlan } from './pages/plan.ts';
import { createSchedule } from './pages/schedule.ts';
import { createSetup } from './pages/setup.ts';

const LAST = 'Kiểm tra công tác cải cách hành chính năm 2025';
const THIS = 'Kiểm tra công tác cải cách hành chính năm 2026';

test('Hải Phòng 2026, from the first start to the printed schedule', async ({ page, server }) => {
  test.setTimeout(300_000);
  const frame = createFrame(page);
  const plan = createPlan(page);
  const dialog = page.getByRole('dialog');

  await test.step('the office, and its agencies from the catalogue', async () => {
    const setup = createSetup(page);
    await open(page, server);
    await setup.province.fill('hai phong');
    await page.getByRole('option', { name: /Thành phố Hải Phòng/ }).click();
    await expect(setup.placeName).toHaveValue('Hải Phòng');
    await setup.officeName.fill('Sở Nội vụ thành phố Hải Phòng');
    await setup.fullName.fill('Nguyễn Thị Hằng');
    await setup.submit.click();
    await expect(page.getByRole('heading', { name: t.seal.first.title })).toBeVisible();
    await setup.sealLater.click();
    await page.getByRole('button', { name: t.setup.offerStart }).click();
    const create = dialog.getByRole('button', { name: /^Tạo \d+ cơ quan$/ });
    await expect(create).toBeVisible({ timeout: 30_000 });
    // Both communes that differ by a tone mark alone.
    await expect(
      dialog.getByRole('checkbox', { name: 'Ủy ban nhân dân xã Cẩm Giang', exact: true }),
    ).toHaveCount(1);
    await expect(
      dialog.getByRole('checkbox', { name: 'Ủy ban nhân dân xã Cẩm Giàng', exact: true }),
    ).toHaveCount(1);
    const count = Number(/\d+/.exec(await create.innerText())?.[0]);
    expect(count).toBeGreaterThanOrEqual(114 + 12);
    await create.click();
    await expect(dialog).toHaveCount(0);
    await frame.go('agencies');
    await expect(page.getByText(new RegExp(String(count))).first()).toBeVisible();
  });

  await test.step('holidays of the year', async () => {
    await page.goto(`${server.origin}/settings/calendar?year=2026`);
    await page.getByRole('button', { name: t.calendar.propose('2026') }).click();
    await expect(dialog.getByText(/17\/02\/2026|17\/2\/2026/)).toBeVisible();
    await dialog.getByRole('button', { name: /^Ghi \d+ ngày vào lịch$/ }).click();
    await expect(dialog).toHaveCount(0);
  });

  await test.step('last year’s plan', async () => {
    await frame.go('plans');
    await plan.create.first().click();
    await plan.newName.fill(LAST);
    await dialog.getByRole('textbox', { name: t.plans.newYear }).fill('2025');
    await plan.newSubmit.click();
    await expect(frame.heading).toHaveText(LAST);
    await plan.textbox(t.plans.info.number).fill('114');
    await plan.textbox(t.plans.info.symbol).fill('KH-SNV');
    await plan.textbox(t.plans.info.documentDate).fill('30/7/2025');
    await plan
      .textbox(t.plans.info.contents)
      .fill('công tác chỉ đạo, điều hành năm 2025; cải cách thủ tục hành chính');
    await plan
      .textbox(t.plans.info.remediationDemand)
      .fill('Khắc phục các hạn chế theo Kế hoạch số 114/KH-SNV và báo cáo trước ngày 30/11/2025.');
    await page.getByRole('button', { name: t.plans.info.pickGround }).click();
    await dialog.getByRole('checkbox', { name: /76\/NQ-CP/ }).check();
    await dialog.getByRole('button', { name: t.legal.pickCount('1') }).click();
    await expect(plan.textbox(t.plans.info.ground('1'))).toHaveValue(/^Nghị quyết số 76\/NQ-CP ngày 15/);
    await frame.saved();
    await plan.tab('team');
    for (const number of ['01', '02']) {
      await page.getByRole('button', { name: t.plans.team.add }).click();
      const name = page.getByRole('textbox', { name: t.plans.team.name, exact: true });
      await name.fill(`Đoàn kiểm tra số ${number}`);
      await page.getByRole('button', { name: t.plans.team.done, exact: true }).click();
      await expect(page.getByRole('heading', { name: `Đoàn kiểm tra số ${number}` })).toBeVisible();
    }
    await frame.saved();
    await plan.tab('agencies');
    await plan.addAgencies(['Sở Tư pháp', 'Ủy ban nhân dân xã Cẩm Giàng']);
  });

  await test.step('copied to this year, and what is left of last year', async () => {
    // The button offers the year that comes next; which one that is depends on today.
    await page.getByRole('button', { name: /^Tạo kế hoạch năm \d{4} từ kế hoạch này$/ }).click();
    await dialog.getByRole('textbox', { name: t.plans.newYear }).fill('2026');
    await expect(dialog.getByRole('textbox', { name: t.plans.newName })).toHaveValue(THIS);
    await dialog.getByRole('button', { name: t.plans.copy.submitYear('2026') }).click();
    await expect(frame.heading).toHaveText(THIS);
    await expect(page.getByRole('heading', { name: t.plans.review.title })).toBeVisible();
    // The years were moved on; the number of last year's plan is what a person has to see.
    const slip = page.getByRole('listitem').filter({ has: page.getByText('114/KH-SNV', { exact: true }) });
    await expect(slip).toContainText(t.plans.review.kinds.old_number);
    await slip.getByRole('link', { name: new RegExp(`^${t.plans.review.go}`) }).click();
    const demand = plan.textbox(t.plans.info.remediationDemand);
    await expect(demand).toHaveValue(/114\/KH-SNV và báo cáo trước ngày 30\/11\/2026/);
    await demand.fill('Khắc phục các hạn chế và báo cáo trước ngày 30/11/2026.');
    await frame.saved();
    await plan.tab('review');
    await expect(page.getByText(t.plans.review.noLeftovers)).toBeVisible();
  });

  await test.step('every commune into the round, by two teams', async () => {
    await plan.tab('agencies');
    await page.getByRole('button', { name: t.plans.agencies.add }).click();
    await pick(page, t.plans.agencies.kind, t.labels.agencyKind.ubnd_xa);
    await page.getByRole('checkbox', { name: /^Chọn tất cả \d+ đơn vị/ }).check();
    await page.getByRole('button', { name: /^Thêm 113 đơn vị$/ }).click();
    await expect(page.getByText(t.plans.agencies.added('113'))).toBeVisible();
  });

  await test.step('a proposal within the period, adjusted by keyboard, undone, printed', async () => {
    const schedule = createSchedule(page);
    await plan.tab('schedule');
    await expect(schedule.tray(115)).toBeVisible();
    await schedule.propose({ from: '03/8/2026', to: '30/9/2026' }, 115);
    await expect(schedule.tray(0).or(page.getByText(t.schedule.trayEmpty)).first()).toBeVisible();
    // Two teams share the whole of it, and the National Day is nobody's day of work.
    await expect(page.getByRole('group', { name: t.schedule.cardsOf('Đoàn kiểm tra số 01') })).toBeVisible();
    const board = await server.call('schedule.board', {
      planId: /plans\/([^/?]+)/.exec(page.url())?.[1] ?? '',
    });
    const perTeam = board.teams.map(({ id }) => board.visits.filter(({ teamId }) => teamId === id).length);
    expect(Math.abs((perTeam[0] ?? 0) - (perTeam[1] ?? 0))).toBeLessThanOrEqual(1);
    expect(board.visits.every(({ startsOn }) => startsOn !== null && startsOn !== '2026-09-02')).toBe(true);
    expect(board.conflicts.filter(({ severity }) => severity === 'error')).toEqual([]);

    const id = (await page.locator('[data-card]').first().getAttribute('data-card')) ?? '';
    const card = page.locator(`[data-card="${id}"]`);
    const before = (await card.getAttribute('title')) ?? '';
    expect(before).toMatch(/^Sở Tư pháp\nsáng Thứ Hai 03\/8\/2026/);
    await card.focus();
    await page.keyboard.press('Alt+ArrowRight');
    await expect(card).toHaveAttribute('title', /^Sở Tư pháp\nchiều Thứ Hai 03\/8\/2026/);
    await frame.undo.click();
    await expect(card).toHaveAttribute('title', before);

    const sheet = await schedule.printed('schedule');
    expect(sheet.name).toMatch(/\.pdf$/);
    expect(sheet.bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    expect(sheet.bytes.length).toBeGreaterThan(20_000);
  });
});
