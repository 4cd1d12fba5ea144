// The board of findings: phrases found while an input method composes, figures out of the answer, an earlier year's
// limitation linked, order, merging and splitting with undo, a recommendation by its day.
import type { Page } from '@playwright/test';
import type { Output } from '../../core/contract/index.ts';
import { expect, open, test } from './fixtures.ts';
import { createFrame } from './pages/frame.ts';
import type { TestServer } from './server.ts';

test.use({ sample: 'hai-duong-2019' });

interface Place {
  readonly visit: Output<'visits.list'>[number];
  readonly space: Output<'visits.get'>;
}
async function placeOf(server: TestServer, planId: string): Promise<Place> {
  const [visit] = await server.call('visits.list', { planId });
  if (visit === undefined) throw new Error('The sample has no visit.');
  return { visit, space: await server.call('visits.get', { id: visit.id }) };
}
const found = (server: TestServer, { visit, space }: Place, text: string, more: object = {}) =>
  server.call('findings.create', {
    planId: visit.planId,
    visitId: visit.id,
    domainId: space.domains[1]!.id,
    kind: 'limitation',
    scope: 'named',
    agencyIds: [visit.agencyId],
    text,
    ...more,
  });
/** The cell of the second domain: the sample has nothing of its own there. */
const cell = (page: Page, { space }: Place) =>
  page
    .getByRole('region', { name: space.domains[1]!.name, exact: true })
    .getByRole('group', { name: 'Tồn tại, hạn chế', exact: true });
const lines = (page: Page, place: Place) => cell(page, place).locator('[data-finding]');
const board = (visitId: string) => `/visits/${visitId}/findings`;

test('a phrase of the bank, found through an input method and filled in', async ({
  page,
  server,
  planId,
}) => {
  const place = await placeOf(server, planId);
  await server.call('phrases.create', {
    kind: 'limitation',
    domainKey: place.space.domains[1]!.key,
    text: '{đơn vị} chưa công khai số điện thoại đường dây nóng ({x/y} nơi)',
  });
  await open(page, server, board(place.visit.id));
  await cell(page, place)
    .getByRole('button', { name: /thêm vào/ })
    .click();
  const text = cell(page, place).getByRole('textbox', { name: /^Nội dung/ });
  await expect(text).toBeFocused();
  await page.keyboard.press('/');
  const search = page.getByRole('combobox', { name: /Tìm trong kho câu mẫu/ });
  await expect(search).toBeFocused();
  await expect(text).toHaveValue('');

  const ime = await page.context().newCDPSession(page);
  const half = (part: string) =>
    ime.send('Input.imeSetComposition', {
      text: part,
      selectionStart: part.length,
      selectionEnd: part.length,
    });
  for (const part of ['đ', 'đư', 'đươ', 'đườ']) await half(part);
  await expect(search).toHaveValue('đườ');
  await ime.send('Input.insertText', { text: 'đường dây' });
  const option = page.getByRole('option', { name: /đường dây nóng/ }).first();
  await expect(option).toBeVisible();
  await expect(option).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(text).toHaveValue(
    `${place.visit.agencyName} chưa công khai số điện thoại đường dây nóng ({x/y} nơi)`,
  );
  await expect(cell(page, place).getByText('Còn chỗ chưa điền: {x/y}')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(lines(page, place)).toHaveCount(1);
  const { rows } = await server.call('findings.list', { visitId: place.visit.id, limit: 50 });
  expect(rows[0]?.phraseId).not.toBeNull();

  // A slash inside a word is a slash; Esc leaves the list and keeps the text.
  await cell(page, place)
    .getByRole('button', { name: /thêm vào/ })
    .click();
  await page.keyboard.type('7/112 hồ sơ');
  await expect(search).toHaveCount(0);
  await page.keyboard.press('Control+Space');
  await expect(search).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(text).toBeFocused();
  await expect(text).toHaveValue('7/112 hồ sơ');
});

test('figures come out of the answer and are told when it moves on', async ({ page, server, planId }) => {
  const place = await placeOf(server, planId);
  const criterion = place.space.criteria.find((one) => one.answerType === 'percentage')!;
  const answer = { visitId: place.visit.id, criterionId: criterion.id };
  const first = await server.call('answers.save', {
    ...answer,
    rev: null,
    patch: { numerator: 7, denominator: 112 },
  });
  const made = await found(server, place, 'còn {x/y} TTHC chưa niêm yết', { criterionId: criterion.id });
  const frame = createFrame(page);
  await open(page, server, board(place.visit.id));
  await lines(page, place).first().click();
  const text = cell(page, place).getByRole('textbox', { name: /^Nội dung/ });
  await cell(page, place)
    .getByRole('button', { name: /Lấy số liệu từ câu trả lời: 7\/112/ })
    .click();
  await expect(text).toHaveValue('còn 07/112 TTHC chưa niêm yết');
  await expect(cell(page, place).getByText('Số liệu khớp với câu trả lời của tiêu chí.')).toBeVisible();
  await frame.saved();
  await server.call('answers.save', { ...answer, rev: first.answer.rev, patch: { numerator: 9 } });
  await expect(cell(page, place).getByText(/Câu trả lời của tiêu chí nay là 9\/112/)).toBeVisible();
  await cell(page, place).getByRole('button', { name: 'Cập nhật số liệu' }).click();
  await expect(text).toHaveValue('còn 09/112 TTHC chưa niêm yết');
  await expect.poll(async () => (await server.call('findings.get', { id: made.id })).numerator).toBe(9);
});

test('an earlier year’s limitation is proposed, linked by a click and said in the notice', async ({
  page,
  server,
  planId,
}) => {
  const place = await placeOf(server, planId);
  const { plan } = await server.call('plans.get', { id: planId });
  const earlier = await server.call('plans.create', {
    title: 'Kiểm tra năm 2018',
    year: 2018,
    ...(plan.issuerId === null ? {} : { issuerId: plan.issuerId }),
  });
  const visit = await server.call('visits.create', { planId: earlier.id, agencyId: place.visit.agencyId });
  await server.call('findings.create', {
    planId: earlier.id,
    visitId: visit.id,
    domainId: place.space.domains[1]!.id,
    kind: 'limitation',
    scope: 'named',
    text: 'chậm cập nhật danh mục văn bản hết hiệu lực',
  });
  const now = await found(server, place, 'Chậm cập nhật danh mục văn bản hết hiệu lực');
  await open(page, server, board(place.visit.id));
  await lines(page, place).first().click();
  await page
    .getByRole('button', { name: 'Liên kết với: chậm cập nhật danh mục văn bản hết hiệu lực' })
    .click();
  await expect(page.getByText('Lặp lại tồn tại đã chỉ ra năm 2018')).toBeVisible();
  await expect
    .poll(async () => (await server.call('findings.get', { id: now.id })).repeatsFindingId)
    .not.toBeNull();
  const notice = await server.call('documents.create', {
    planId,
    kind: 'agency_notice',
    visitId: place.visit.id,
  });
  const { content } = await server.call('documents.get', { id: notice.id });
  expect(JSON.stringify(content)).toContain('(tồn tại đã được chỉ ra tại đợt kiểm tra năm 2018)');
});

test('order by keyboard, merging, splitting, another domain, another scope: each is one undo', async ({
  page,
  server,
  planId,
}) => {
  const place = await placeOf(server, planId);
  const frame = createFrame(page);
  for (const text of ['Việc thứ nhất', 'Việc thứ hai', 'Việc thứ ba']) await found(server, place, text);
  await open(page, server, board(place.visit.id));
  const undo = async () => {
    await page.getByRole('button', { name: 'Hoàn tác', exact: true }).last().click();
    await frame.saved();
  };
  await expect(lines(page, place)).toContainText(['Việc thứ nhất', 'Việc thứ hai', 'Việc thứ ba']);
  await lines(page, place).nth(2).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(lines(page, place)).toContainText(['Việc thứ nhất', 'Việc thứ ba', 'Việc thứ hai']);
  await expect(lines(page, place).nth(1)).toBeFocused();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(lines(page, place)).toContainText(['Việc thứ ba', 'Việc thứ nhất', 'Việc thứ hai']);
  await undo();
  await expect(lines(page, place)).toContainText(['Việc thứ nhất', 'Việc thứ ba', 'Việc thứ hai']);

  await cell(page, place).getByRole('button', { name: 'Thao tác với: Việc thứ nhất' }).click();
  await page.getByRole('menuitem', { name: 'Gộp với ghi nhận khác…' }).click();
  await page.getByRole('checkbox', { name: 'Việc thứ hai' }).check();
  await expect(page.getByLabel('Nội dung sau khi gộp')).toHaveValue('Việc thứ nhất; việc thứ hai');
  await page.getByRole('button', { name: 'Gộp ghi nhận', exact: true }).click();
  await expect(lines(page, place)).toContainText(['Việc thứ nhất; việc thứ hai', 'Việc thứ ba']);

  await cell(page, place)
    .getByRole('button', { name: /^Thao tác với: Việc thứ nhất; việc/ })
    .click();
  await page.getByRole('menuitem', { name: 'Tách thành nhiều ghi nhận…' }).click();
  await page.getByRole('button', { name: 'Tách thành 2 ghi nhận' }).click();
  await expect(lines(page, place)).toContainText(['Việc thứ nhất', 'việc thứ hai', 'Việc thứ ba']);
  await undo();
  await expect(lines(page, place)).toHaveCount(2);

  await cell(page, place).getByRole('button', { name: 'Thao tác với: Việc thứ ba' }).click();
  const target = place.space.domains[2]!;
  await page.getByRole('menuitem', { name: `${String(target.ordinal)}. ${target.shortName}` }).click();
  await expect(lines(page, place)).toHaveCount(1);
  await undo();
  await expect(lines(page, place)).toHaveCount(2);

  await cell(page, place).getByRole('button', { name: 'Thao tác với: Việc thứ ba' }).click();
  await page.getByRole('menuitem', { name: 'Mở rộng: đúng với cả đợt' }).click();
  await expect(page.getByText(/Không còn nêu tên: /)).toBeVisible();
  await expect(lines(page, place).last()).toContainText('chung');
  await undo();
  await expect(lines(page, place).last()).not.toContainText('chung');
});

test('a recommendation on a limitation: verb, the plan’s day, a day off is told', async ({
  page,
  server,
  planId,
}) => {
  const place = await placeOf(server, planId);
  const { plan } = await server.call('plans.get', { id: planId });
  await server.call('plans.update', {
    id: planId,
    rev: plan.rev,
    patch: {
      deadlines: {
        notice: { days: 10, unit: 'working_day' },
        remediation: { days: 15, unit: 'working_day' },
      },
    },
  });
  const made = await found(server, place, 'Chưa rà soát văn bản');
  await open(page, server, board(place.visit.id));
  await lines(page, place).first().click();
  const group = page.getByRole('group', { name: 'Kiến nghị cho tồn tại này' });
  await group.getByRole('button', { name: '+ Thêm kiến nghị' }).click();
  await group.getByRole('combobox', { name: 'Yêu cầu' }).fill('rà soát');
  await page.getByRole('option', { name: 'rà soát' }).click();
  const text = group.getByRole('textbox', { name: /^Nội dung/ });
  await expect(text).toHaveValue('Rà soát ');
  await text.fill('Rà soát toàn bộ văn bản đã ban hành');
  const day = group.getByRole('textbox', { name: 'Thời hạn', exact: true });
  await day.fill('2/11/2019');
  await day.press('Enter');
  await expect(group.getByText('02/11/2019 là ngày nghỉ (thứ Bảy, Chủ nhật).')).toBeVisible();
  await group.getByRole('button', { name: /^Đề xuất / }).click();
  await expect(group.getByText('là ngày nghỉ')).toHaveCount(0);
  await group.getByRole('textbox', { name: 'Bộ phận, đơn vị chịu trách nhiệm' }).fill('Phòng Tư pháp');
  await group.getByRole('button', { name: 'Thêm kiến nghị', exact: true }).click();
  await expect(group.getByText(/rà soát · .* · Phòng Tư pháp/)).toBeVisible();
  const [row] = (await server.call('recommendations.list', { planId })).filter(
    (one) => one.findingId === made.id,
  );
  // The visit ends on 25 September 2019 at the latest: 10 working days to the notice, and 15 more.
  expect(row).toMatchObject({ verb: 'rà soát', responsibleUnit: 'Phòng Tư pháp', dueOn: '2019-10-30' });
});
