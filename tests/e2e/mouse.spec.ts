// The whole walk with the mouse, without scoring: from the set-up form to issued papers.
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { expect, open, test } from './fixtures.ts';
import { createDocument, expectPrinted } from './pages/document.ts';
import { createFrame, pick } from './pages/frame.ts';
import { createPlan } from './pages/plan.ts';
import { createSetup } from './pages/setup.ts';
import { createVisit } from './pages/visit.ts';

const SO = 'Sở Kế hoạch và Đầu tư tỉnh Hải Dương';
const HUYEN = 'Ủy ban nhân dân huyện Cẩm Giàng';

test('the walk by mouse, from a new plan to the notice with its number', async ({ page, server }) => {
  test.setTimeout(240_000);
  const frame = createFrame(page);
  const plan = createPlan(page);
  const visit = createVisit(page);
  const paper = createDocument(page);

  await test.step('begin', async () => {
    const setup = createSetup(page);
    await open(page, server);
    await setup.officeName.fill('Sở Nội vụ tỉnh Hải Dương');
    await setup.placeName.fill('Hải Dương');
    await setup.fullName.fill('Nguyễn Thị Hằng');
    await setup.submit.click();
    await setup.sealLater.click();
    await expect(frame.heading).toHaveText(t.frame.places.home);
  });

  await test.step('two agencies', async () => {
    for (const [name, kind] of [
      [SO, t.labels.agencyKind.so_nganh],
      [HUYEN, t.labels.agencyKind.ubnd_huyen],
    ] as const) {
      await frame.go('agencies');
      await page.getByRole('button', { name: t.agencies.add }).first().click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox', { name: t.agencies.name }).fill(name);
      await pick(page, t.agencies.kind, kind);
      await dialog.getByRole('button', { name: t.agencies.add }).click();
      await expect(frame.heading).toHaveText(name);
    }
  });

  await test.step('the plan and its facts', async () => {
    await frame.go('plans');
    await plan.create.first().click();
    await expect(plan.newName).toBeFocused();
    await plan.newName.fill('Kiểm tra công tác CCHC năm 2026');
    await plan.newSubmit.click();
    await expect(frame.heading).toHaveText('Kiểm tra công tác CCHC năm 2026');
    await expect(plan.scoring).not.toBeChecked();
    await plan.textbox(t.plans.info.number).fill('2676');
    await plan.textbox(t.plans.info.symbol).fill('KH-SNV');
    await plan.textbox(t.plans.info.documentDate).fill('9/8/26');
    await pick(page, t.plans.info.issuer, /Sở Nội vụ/);
    await pick(page, t.plans.info.noticeIssuer, /Sở Nội vụ/);
    await expect(plan.textbox(t.plans.info.documentDate)).toHaveValue('09/8/2026');
    await frame.saved();
    await expect(page.locator('#content header')).toContainText('2676/KH-SNV');
  });

  await test.step('the team', async () => {
    await plan.tab('team');
    await page.getByRole('button', { name: t.plans.team.add }).click();
    await plan.textbox(t.plans.team.decisionNumber).fill('1234');
    await page.getByRole('button', { name: t.plans.team.done, exact: true }).click();
    await plan.addMember({ fullName: 'Phạm Mạnh Hùng', position: 'Giám đốc' });
    await plan.addMember({ rankText: 'Lãnh đạo phòng Cải cách hành chính' });
    await expect(plan.row('Phạm Mạnh Hùng')).toContainText(t.labels.memberRole.team_lead.doan);
    await expect(plan.row('Lãnh đạo phòng Cải cách hành chính')).toContainText(
      t.labels.memberRole.team_member.doan,
    );
  });

  await test.step('agencies and days: one day, a range, only a start', async () => {
    await plan.tab('agencies');
    await plan.addAgencies([SO, HUYEN]);
    await plan.schedule(SO, { from: '16/9/2026', to: '16/9/2026' });
    await expect(plan.row(SO)).toContainText(/(?<!từ )16\/9\/2026/);
    await plan.schedule(HUYEN, { from: '17/9/2026', to: '18-09-2026' });
    await expect(plan.row(HUYEN)).toContainText('17/9 – 18/9/2026');
    await plan.schedule(HUYEN, { to: '' });
    await expect(plan.row(HUYEN)).toContainText('từ 17/9/2026');
    await frame.saved();
  });

  await test.step('the checklist', async () => {
    await page.getByRole('link', { name: HUYEN }).click();
    await expect(frame.heading).toHaveText(HUYEN);
    await visit.choice('1.1.1', 'yes').click();
    await expect(visit.choice('1.1.1', 'yes')).toHaveAttribute('aria-checked', 'true');
    await visit.choice('1.1.4', 'no').click();
    await visit.number('1.1.3', 'numerator').fill('18');
    await visit.number('1.1.3', 'denominator').fill('20');
    await expect(visit.line('1.1.3')).toContainText('90 %');
    await visit.openNote('1.1.1').click();
    await visit.note('1.1.1').fill('Kế hoạch số 15/KH-UBND ngày 05/01/2026, đúng thời hạn.');
    await frame.saved();
    // Nothing is scored.
    await expect(page.getByRole('columnheader', { name: t.visits.workspace.points })).toHaveCount(0);
  });

  await test.step('a limitation from a criterion, a recommendation with its due date', async () => {
    await visit.makeLimitation('1.1.4').click();
    await expect(visit.findingText).toHaveValue(/^Chưa đạt yêu cầu: /);
    await visit.findingText.fill('Chưa đánh giá kết quả thực hiện kế hoạch CCHC theo từng nhiệm vụ');
    await visit.done.click();
    await expect(visit.findings).toContainText('Chưa đánh giá kết quả thực hiện kế hoạch CCHC');
    await expect(visit.line('1.1.4').getByRole('img')).toHaveAccessibleName(
      t.visits.workspace.hasFindings(1),
    );
    await visit.showFindings();
    await visit.findings.getByRole('button', { name: `+ ${t.visits.workspace.addRecommendation}` }).click();
    await visit.findingText.fill('Đánh giá kết quả thực hiện kế hoạch CCHC năm 2026');
    await visit.findings.getByRole('textbox', { name: t.findings.dueOn, exact: true }).fill('31/12/2026');
    await visit.findings.getByRole('button', { name: t.findings.addRecommendation }).click();
    await expect(visit.findings).toContainText(t.visits.workspace.due('31/12/2026'));
    await page.getByRole('button', { name: t.visits.workspace.status }).click();
    await page.getByRole('menuitem', { name: t.labels.visitStatus.visited, exact: true }).click();
    await expect(page.locator('#content header')).toContainText(t.labels.visitStatus.visited);
  });

  await test.step('the minutes', async () => {
    await visit.minutes.click();
    await expect(frame.heading).toContainText(t.labels.documentKind.minutes);
    const docx = await paper.download('docx');
    expect(docx.name).toMatch(/\.docx$/);
    expect(docx.bytes.subarray(0, 4).toString('latin1')).toBe('PK\x03\x04');
    await page.goBack();
  });

  await test.step('the notice: wording, pages, freezing, number and day', async () => {
    await visit.notice.click();
    await expect(frame.heading).toContainText(t.labels.documentKind.agency_notice);
    await expect(paper.warnings.filter({ hasText: /biên bản/i }).first()).toBeVisible();
    const first = paper.block(0);
    const before = await paper.words(0);
    await paper.caretAfter(0);
    await page.keyboard.type(' Đã rà soát.');
    await expect(first).toHaveText(`${before} Đã rà soát.`);
    await frame.saved();
    await paper.tab('pages').click();
    await expectPrinted(paper.pages.first());

    const draft = await paper.download('docx');
    expect(draft.bytes.length).toBeGreaterThan(4_000);
    expect(draft.bytes.subarray(0, 4).toString('latin1')).toBe('PK\x03\x04');

    await paper.freeze.click();
    await paper.confirm(t.documents.freeze).click();
    await expect(paper.status('for_signature')).toBeVisible();
    await paper.tab('wording').click();
    await expect(paper.block(0)).toHaveText(`${before} Đã rà soát.`);
    await expect(paper.wording).toHaveAttribute('aria-readonly', 'true');
    await expect(paper.wording).toHaveAttribute('contenteditable', 'false');

    await paper.issue.click();
    await expect(paper.confirm(t.documents.issueConfirm)).toBeDisabled();
    await paper.number.fill('45');
    await paper.issuedOn.fill('30/9/2026');
    await paper.confirm(t.documents.issueConfirm).click();
    await expect(paper.status('issued')).toBeVisible();
    await expect(page.locator('#content header')).toContainText('30/9/2026');

    const pdf = await paper.download('pdf');
    expect(pdf.bytes.length).toBeGreaterThan(10_000);
    expect(pdf.bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    expect(pdf.name).toMatch(/\.pdf$/);
  });
});
