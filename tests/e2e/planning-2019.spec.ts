// The setup of the Hải Dương round of 2019, made by hand from its published text: agencies from a spreadsheet, the plan
// with its grounds and deadlines, Đoàn số 01 with who covers what, bodies asked for members, days, and what is not known.
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { writeWorkbook } from '../../main/spreadsheet/write-workbook.ts';
import { expect, open, test } from './fixtures.ts';
import { createFrame, pick } from './pages/frame.ts';
import { createPlan } from './pages/plan.ts';
import { createSchedule } from './pages/schedule.ts';
import { createSetup } from './pages/setup.ts';

const AGENCIES = [
  ['Ủy ban nhân dân thành phố Chí Linh', 'UBND huyện', 'Chí Linh'],
  ['Ủy ban nhân dân huyện Nam Sách', 'UBND huyện', 'Nam Sách'],
  ['Ủy ban nhân dân huyện Cẩm Giàng', 'UBND huyện', 'Cẩm Giàng'],
  ['Sở Y tế', 'Sở', 'Hải Dương'],
  ['Sở Văn hóa, Thể thao và Du lịch', 'Sở', 'Hải Dương'],
  ['Ban Quản lý các khu công nghiệp', 'Sở, ban, ngành', 'Hải Dương'],
  ['Sở Lao động, Thương binh và Xã hội', 'Sở', 'Hải Dương'],
] as const;
const TEAM = 'Đoàn Kiểm tra công tác CCHC số 01';

function sheet(rows: readonly (readonly string[])[]) {
  return writeWorkbook({
    sheets: [
      {
        name: 'Danh sách',
        note: 'Danh sách cơ quan, đơn vị được kiểm tra năm 2019',
        columns: [
          { header: 'STT', width: 6 },
          { header: 'Tên cơ quan, đơn vị', width: 50 },
          { header: 'Loại', width: 16 },
          { header: 'Địa danh', width: 16 },
        ],
        rows: rows.map((row, index) => [String(index + 1), ...row]),
      },
    ],
  });
}

test('Hải Dương 2019, its whole setup by hand', async ({ page, server, watch }) => {
  test.setTimeout(240_000);
  const frame = createFrame(page);
  const plan = createPlan(page);
  const dialog = page.getByRole('dialog');

  await test.step('an office of before 2025, which no catalogue knows', async () => {
    const setup = createSetup(page);
    await open(page, server);
    await setup.officeName.fill('Sở Nội vụ tỉnh Hải Dương');
    await setup.placeName.fill('Hải Dương');
    await setup.fullName.fill('Đoàn Văn Cát');
    await setup.submit.click();
    await setup.sealLater.click();
    await expect(frame.heading).toHaveText(t.frame.places.home);
  });

  await test.step('seven agencies from a spreadsheet; a wrong file and a wrong row write nothing', async () => {
    await frame.go('agencies');
    await page.getByRole('button', { name: t.agencies.import }).first().click();
    const file = dialog.locator('input[type=file]');
    watch.allow(/status of 400 .*imports\.preview/);
    await file.setInputFiles({
      name: 'anh.xlsx',
      mimeType: 'image/png',
      buffer: Buffer.from('\x89PNG\r\n\x1a\n'),
    });
    await expect(dialog.getByRole('alert')).toContainText('không phải là bảng tính');
    const faulty = AGENCIES.map(([name, kind, place], index) => [name, index === 3 ? 'Hội' : kind, place]);
    await file.setInputFiles({
      name: 'co-quan.xlsx',
      mimeType: '',
      buffer: Buffer.from(await sheet(faulty)),
    });
    await dialog.getByRole('button', { name: t.imports.show }).click();
    await expect(dialog.getByRole('row', { name: /^6 .*Sở Y tế.*Cột C.*“Hội”/ })).toBeVisible();
    await expect(dialog.getByRole('button', { name: t.imports.purposes.agencies.apply('6') })).toBeDisabled();
    const back = dialog.getByRole('button', { name: t.imports.previous });
    await back.click();
    await dialog.getByRole('button', { name: t.imports.chooseOther }).click();
    await file.setInputFiles({
      name: 'co-quan.xlsx',
      mimeType: '',
      buffer: Buffer.from(await sheet(AGENCIES)),
    });
    await dialog.getByRole('button', { name: t.imports.show }).click();
    await dialog.getByRole('button', { name: t.imports.purposes.agencies.apply('7') }).click();
    await expect(dialog.getByText(t.imports.purposes.agencies.done)).toBeVisible();
    await dialog.getByRole('button', { name: t.frame.close }).last().click();
    for (const [name] of AGENCIES) await expect(page.getByRole('link', { name })).toBeVisible();
  });

  await test.step('the plan with its ground and deadlines', async () => {
    await frame.go('plans');
    await plan.create.first().click();
    await plan.newName.fill('Kiểm tra công tác cải cách hành chính năm 2019');
    await dialog.getByRole('textbox', { name: t.plans.newYear }).fill('2019');
    await plan.newSubmit.click();
    await plan.textbox(t.plans.info.number).fill('2676');
    await plan.textbox(t.plans.info.symbol).fill('KH-UBND');
    await plan.textbox(t.plans.info.documentDate).fill('09/8/2019');
    await plan.textbox(t.plans.info.startsOn).fill('16/9/2019');
    await plan.textbox(t.plans.info.endsOn).last().fill('25/9/2019');
    await page.getByRole('button', { name: t.plans.info.pickGround }).click();
    await dialog.getByRole('button', { name: t.legal.addToLibrary }).click();
    const fresh = page.getByRole('dialog', { name: t.legal.addTitle });
    await pick(page, t.legal.kind, t.legal.kinds.nghi_quyet);
    await fresh.getByRole('textbox', { name: t.legal.symbol }).fill('30c/NQ-CP');
    await fresh.getByRole('textbox', { name: t.legal.issuedOn }).fill('8/11/2011');
    await fresh.getByRole('textbox', { name: t.legal.issuerName }).fill('Chính phủ');
    await fresh
      .getByRole('textbox', { name: t.legal.subject })
      .fill('ban hành Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2011 - 2020');
    await fresh.getByRole('button', { name: t.legal.addToLibrary }).click();
    await expect(fresh).toHaveCount(0);
    await expect(dialog.getByRole('checkbox', { name: /30c\/NQ-CP/ })).toBeChecked();
    await dialog.getByRole('button', { name: t.legal.pickCount('1') }).click();
    await expect(plan.textbox(t.plans.info.ground('1'))).toHaveValue(/30c\/NQ-CP/);
    await page
      .getByRole('textbox', { name: `${t.plans.deadlines.number}: ${t.plans.deadlines.steps.minutes}` })
      .fill('3');
    await page.keyboard.press('Tab');
    await expect(page.getByText(t.plans.deadlines.meaning.minutes('3 ngày làm việc'))).toBeVisible();
    await frame.saved();
  });

  await test.step('Đoàn số 01: named people, members known by rank, who covers what', async () => {
    await plan.tab('team');
    await page.getByRole('button', { name: t.plans.team.add }).click();
    await page.getByRole('textbox', { name: t.plans.team.name, exact: true }).fill(TEAM);
    await page.getByRole('button', { name: t.plans.team.done, exact: true }).click();
    await plan.addMember({ fullName: 'Vương Đức Sáng', position: 'Phó Chủ tịch UBND tỉnh' });
    await plan.addMember({ fullName: 'Phạm Mạnh Hùng', position: 'Giám đốc Sở Nội vụ' });
    await plan.addMember({ rankText: 'Lãnh đạo cấp phòng của cơ quan phụ trách lĩnh vực' });
    await expect(
      page.getByText(/Chưa phân công ai phụ trách lĩnh vực nào|Chưa có ai phụ trách/).first(),
    ).toBeVisible();
    const matrix = page.getByRole('region', { name: t.plans.matrix.title });
    const boxes = matrix.getByRole('checkbox', { name: /^Phạm Mạnh Hùng: / });
    await expect(boxes).toHaveCount(7);
    for (const box of await boxes.all()) {
      // As fast as the mouse goes: each tick builds on the one before.
      await box.click();
      await expect(box).toBeChecked();
    }
    // What is ticked is what is kept, all of it.
    await frame.saved();
    const covered = async () => {
      const [made] = await server.call('plans.list', { year: 2019 });
      const { teams } = await server.call('plans.get', { id: made?.id ?? '' });
      return teams[0]?.members.find(({ fullName }) => fullName === 'Phạm Mạnh Hùng')?.domainIds.length;
    };
    await expect.poll(covered).toBe(7);
    await expect(matrix.getByText(t.plans.matrix.nobody)).toHaveCount(0);
    await frame.saved();
  });

  await test.step('a body asked for a member, its reply, the member in the team', async () => {
    await page.getByRole('button', { name: t.plans.nominations.add }).click();
    await page.getByRole('textbox', { name: t.plans.nominations.body, exact: true }).fill('Sở Tư pháp');
    await page
      .getByRole('form', { name: t.plans.nominations.add })
      .getByRole('button', { name: t.plans.nominations.add })
      .click();
    const row = plan.row('Sở Tư pháp');
    await expect(row).toContainText(t.plans.nominations.states.to_ask);
    const form = page.getByRole('region', { name: `${t.frame.edit}: Sở Tư pháp` });
    await form.getByRole('textbox', { name: t.plans.nominations.letterOn }).fill('12/8/2019');
    await form.getByRole('textbox', { name: t.plans.nominations.replyOn }).fill('19/8/2019');
    await form.getByRole('textbox', { name: t.plans.nominations.arrivedOn }).fill('20/8/2019');
    await expect(row).toContainText(t.plans.nominations.states.replied);
    await frame.saved();
  });

  await test.step('the seven agencies in the round; other teams are not known', async () => {
    await plan.tab('agencies');
    await plan.addAgencies(AGENCIES.map(([name]) => name));
    await plan.tab('info');
    const coverage = page.getByRole('table', { name: t.plans.coverage.title });
    await expect(coverage).toContainText('4/4');
    await page
      .getByRole('switch', { name: t.plans.coverage.otherTeams })
      .or(page.getByRole('checkbox', { name: t.plans.coverage.otherTeams }))
      .check();
    await expect(coverage).toContainText(t.plans.coverage.unknown);
  });

  await test.step('seven visits within ten days, a session with its programme, the sheets', async () => {
    const schedule = createSchedule(page);
    await plan.tab('schedule');
    await schedule.propose({ from: '16/9/2019', to: '25/9/2019' }, 7);
    await expect(page.getByText(t.schedule.conflicts.none)).toBeVisible();
    // By mouse, to the tray and back by its own act.
    const card = schedule.card(/Y tế/);
    await card.click();
    await page.getByRole('menuitem', { name: t.schedule.menu.tray }).click();
    await expect(schedule.tray(1)).toBeVisible();
    await expect(
      page
        .getByText(t.schedule.conflicts.manyWithoutDay('1'))
        .or(page.getByText(/chưa có ngày kiểm tra/))
        .first(),
    ).toBeVisible();
    await frame.undo.click();
    await expect(page.getByText(t.schedule.conflicts.none)).toBeVisible();

    await card.click();
    await page.getByRole('menuitem', { name: t.schedule.menu.programme }).click();
    await dialog.getByRole('button', { name: t.schedule.programme.draft }).click();
    await expect(dialog.getByRole('textbox', { name: t.schedule.programme.content }).first()).not.toHaveValue(
      '',
    );
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);

    const sheet = await schedule.printed('schedule');
    expect(sheet.bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    await plan.tab('team');
    const assignment = await schedule.printed('assignment');
    expect(assignment.bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  });
});
