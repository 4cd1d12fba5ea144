// Lai Vung 2022 (illustrative figures): an II.06a sheet is imported through the screens, the round's limits are set, and its
// limitations go into the notice without a figure being typed again.
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { laiVungMerges, laiVungRows, laiVungSentences, laiVungUnit } from '../fixtures/lai-vung-figures.ts';
import { xlsx } from '../main/spreadsheet/fixture.ts';
import { expect, open, test } from './fixtures.ts';
import { createDocument } from './pages/document.ts';

test.use({ sample: 'lai-vung-2022', actionTimeout: 15_000 });
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

test('from an imported sheet to the limitations of the notice, without retyping', async ({
  page,
  server,
  planId,
}) => {
  test.setTimeout(180_000);
  const visits = await server.call('visits.list', { planId });
  const visit = visits.find(({ agencyShortName }) => agencyShortName === laiVungUnit);
  if (visit === undefined) throw new Error('The sample has no such visit.');
  const s = t.statistics;

  await test.step('the form of the quarter, and the sheet of the one-stop software into it', async () => {
    await open(page, server, `/visits/${visit.id}/statistics`);
    await page.getByRole('button', { name: s.visit.make }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: s.year }).fill('2022');
    await expect(dialog.getByRole('textbox', { name: s.from })).toHaveValue('15/12/2021');
    await expect(dialog.getByRole('textbox', { name: s.to })).toHaveValue('14/3/2022');
    await dialog.getByRole('button', { name: s.create }).click();
    await expect(page).toHaveURL(/\/statistics\//);
    await page.getByRole('button', { name: s.import }).click();
    const wizard = page.getByRole('dialog');
    await wizard.locator('input[type=file]').setInputFiles({
      name: 'II06a.xlsx',
      mimeType: '',
      buffer: xlsx({ rows: laiVungRows, merges: laiVungMerges }),
    });
    await wizard.getByRole('button', { name: t.imports.show }).click();
    await wizard.getByRole('button', { name: /^Ghi / }).click();
    await expect
      .poll(async () => (await server.call('statistics.list', { agencyId: visit.agencyId }))[0]?.indicators)
      .toContainEqual(
        expect.objectContaining({ key: 'online_levels_3_4', numerator: 132, denominator: 1204 }),
      );
  });

  await test.step('the limits of the round', async () => {
    await page.goto(`${server.origin}/visits/${visit.id}/statistics`);
    await page.getByRole('button', { name: s.visit.edit }).click();
    for (const [label, limit] of [
      ['Tỷ lệ hồ sơ trực tuyến mức độ 3, mức độ 4', '30'],
      ['Tỷ lệ hồ sơ tiếp nhận qua dịch vụ bưu chính công ích', '10'],
      ['Tỷ lệ kết quả trả qua dịch vụ bưu chính công ích', '10'],
    ] as const) {
      const field = page.getByRole('textbox', { name: s.visit.limit(label) });
      await field.fill(limit);
      await field.press('Enter');
      await expect(page.getByRole('row', { name: label }).first()).toContainText(s.visit.missed);
    }
    await expect
      .poll(async () =>
        (await server.call('thresholds.list', { planId }))
          .filter(({ from }) => from === 'plan')
          .map(({ threshold }) => threshold?.limitValue),
      )
      .toEqual([3000, 1000, 1000]);
  });

  await test.step('the figures answer their criteria on request', async () => {
    const d = t.desk.derived;
    const table = page.getByRole('table', { name: d.title });
    const line = table.getByRole('row').filter({ hasText: '3.5.3' });
    await expect(line).toContainText('18/1.204');
    const tick = line.getByRole('checkbox', { name: d.choose('3.5.3') });
    if (!(await tick.isChecked())) await tick.check();
    await page.getByRole('button', { name: /^Lấy vào câu trả lời/ }).click();
    await expect(line).toContainText(d.same);
    const { answers, criteria } = await server.call('visits.get', { id: visit.id });
    const criterion = criteria.find(({ code }) => code === '3.5.3');
    expect(answers.find(({ criterionId }) => criterionId === criterion?.id)).toMatchObject({
      numerator: 18,
      denominator: 1204,
      derived: { source: 'II.06a' },
    });
  });

  await test.step('the limitations are ticked and recorded', async () => {
    const p = t.desk.proposals;
    await page.goto(`${server.origin}/visits/${visit.id}/findings`);
    const list = page.getByRole('list', { name: p.list });
    for (const sentence of Object.values(laiVungSentences)) {
      await list.getByRole('checkbox', { name: p.choose(sentence) }).check();
    }
    await page.getByRole('button', { name: p.take('5') }).click();
    await expect(list.getByText(p.said, { exact: true })).toHaveCount(5);
    await expect(list.getByRole('link', { name: p.open })).toHaveCount(5);
  });

  await test.step('the check stands below and its lines open their places', async () => {
    const c = t.desk.consistency;
    const panel = page.getByRole('region', { name: c.title });
    const fault = panel.getByRole('link', { name: new RegExp(c.codes.STRENGTH_AND_LIMITATION) }).first();
    await fault.click();
    await expect(page).toHaveURL(/finding=/);
  });

  await test.step('the notice says them with their figures, once', async () => {
    await page.goto(`${server.origin}/visits/${visit.id}`);
    await page.getByRole('button', { name: t.visits.workspace.notice }).click();
    await expect(page).toHaveURL(/\/documents\//);
    const paper = createDocument(page);
    await expect(paper.block(0)).toBeVisible();
    const text = plain(await paper.text());
    for (const sentence of Object.values(laiVungSentences)) {
      const [words = ''] = plain(sentence).split(' (số liệu');
      expect(text.split(words), words).toHaveLength(2);
    }
    expect(text).toContain('132/1.204 = 10,96 %');
    await expect(page.getByRole('complementary', { name: t.documents.facts })).toContainText(
      t.desk.consistency.title,
    );
  });
});
