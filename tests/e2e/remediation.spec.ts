// What becomes of recommendations: a report is entered by keyboard, one answer is returned, one proven and verified by
// another person than the one who entered it, one extended under a document; whoever is overdue gets a reminder.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { shownText } from '../../core/exchange/sheet/cell.ts';
import { addDays } from '../../core/rules/due.ts';
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { shortDay } from '../../renderer/format.ts';
import { readWorkbook } from '../../main/spreadsheet/read-workbook.ts';
import { fillIn } from '../main/spreadsheet/returned-form.ts';
import type { Form } from '../main/spreadsheet/returned-form.ts';
import { expect, open, test } from './fixtures.ts';
import type { TestServer } from './server.ts';

const w = t.remediation;
test.use({ sample: 'hai-duong-2019', actionTimeout: 15_000 });

const texts = [
  'Niêm yết đủ thủ tục hành chính.',
  'Mở sổ theo dõi hồ sơ.',
  'Cập nhật phần mềm một cửa.',
] as const;
const [POSTED, BOOK, SOFTWARE] = texts;

/** Three recommendations to one agency: two overdue, one with time left. */
async function prepare(server: TestServer, planId: string) {
  const { today } = await server.call('system.status', {});
  const [visit] = await server.call('visits.list', { planId });
  if (visit === undefined) throw new Error('The round has no visit.');
  const { agencyId, agencyName } = visit;
  for (const [index, text] of texts.entries()) {
    await server.call('recommendations.create', {
      planId,
      findingId: null,
      agencyId,
      domainId: null,
      text,
      dueOn: addDays(today, [-40, -10, 20][index] ?? 0),
      dueNote: null,
    });
  }
  await server.call('persons.create', {
    fullName: 'Trần Văn Bình',
    position: 'Giám đốc',
    active: true,
    role: 'head',
  });
  const list = `/recommendations?plan=${planId}&agency=${agencyId}`;
  return { today, agencyId, agencyName, list };
}

const record = (page: Page) => page.getByRole('region', { name: w.record.label });
const row = (page: Page, text: string) => page.getByRole('row', { name: text });
const act = (page: Page, name: string) => record(page).getByRole('button', { name, exact: true });
const dialog = (page: Page) => page.getByRole('dialog');

async function sitAs(page: Page, from: RegExp, name: string) {
  await page.getByRole('button', { name: from }).click();
  await page.getByRole('menuitem', { name: new RegExp(`^${name} (?!và )`, 'u') }).click();
  await expect(page.getByRole('button', { name: new RegExp(`: ${name},`, 'u') })).toBeVisible();
}

test('a report comes in, one answer is returned, one verified, one extended, and a reminder is drafted', async ({
  page,
  server,
  planId,
}) => {
  test.setTimeout(180_000);
  const { today, agencyName, list } = await prepare(server, planId);
  const stateOf = async () => {
    const all = await server.call('recommendations.list', { planId });
    return texts.map((text) => all.find((one) => one.text === text)?.status);
  };

  await test.step('the report of the agency is entered by keyboard', async () => {
    await open(page, server, `/recommendations/agencies?plan=${planId}`);
    await page.getByRole('button', { name: w.agencies.menuOf(agencyName) }).click();
    await page.getByRole('menuitem', { name: w.agencies.enter }).click();
    await expect(dialog(page).getByRole('listitem')).toHaveCount(3);
    const number = dialog(page).getByRole('textbox', { name: w.papers.number, exact: true });
    await expect(number).toBeFocused();
    await page.keyboard.type('45');
    await page.keyboard.press('Tab');
    await page.keyboard.type('BC-UBND');
    await page.keyboard.press('Tab');
    await page.keyboard.type(shortDay(today));
    // The first answer, then down its column to the second.
    const result = (at: string) => dialog(page).getByRole('combobox', { name: w.papers.resultOf(at) });
    await result('1').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Đã niêm yết tại Bộ phận một cửa.');
    await page.keyboard.press('Alt+ArrowDown');
    await expect(dialog(page).getByRole('textbox', { name: w.papers.textOf('2') })).toBeFocused();
    await page.keyboard.type('Đã mở sổ.');
    await page.keyboard.press('Shift+Tab');
    await expect(result('2')).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await dialog(page)
      .getByRole('textbox', { name: w.papers.evidenceOf('1') })
      .fill('Biên bản niêm yết số 7');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText(w.papers.saved(w.papers.kinds.report, '2'))).toBeVisible();
    await expect(dialog(page)).toHaveCount(0);
    expect(await stateOf()).toEqual(['reported', 'reported', 'open']);
  });

  await test.step('the list is filtered with one click and walked with the arrows', async () => {
    await page.goto(`${server.origin}${list}`);
    await expect(row(page, POSTED)).toContainText(w.marks.unsupported);
    await page.getByRole('button', { name: new RegExp(`^${w.badges.unsupported} `, 'u') }).click();
    await expect(page).toHaveURL(/unsupported=1/u);
    await expect(page.getByRole('row')).toHaveCount(3);
    await row(page, POSTED).focus();
    await page.keyboard.press('ArrowDown');
    await expect(row(page, BOOK)).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(record(page)).toContainText(BOOK);
    await expect(record(page)).toBeFocused();
  });

  await test.step('an answer that does not convince is returned with its reason', async () => {
    await act(page, w.acts.return).click();
    const send = dialog(page).getByRole('button', { name: w.acts.return, exact: true });
    await expect(send).toBeDisabled();
    await dialog(page).getByRole('textbox', { name: w.reason }).fill('Chưa gửi trang sổ đã ghi.');
    await send.click();
    await expect(page.getByText(w.actDone.return('1'))).toBeVisible();
    await expect(record(page)).toContainText('Chưa gửi trang sổ đã ghi.');
    await page.keyboard.press('Escape');
    expect(await stateOf()).toEqual(['reported', 'returned', 'open']);
  });

  await test.step('without proof, and by the same person, nothing is verified; the record says why', async () => {
    await page.goto(`${server.origin}${list}&status=reported`);
    await row(page, POSTED).click();
    await expect(record(page)).toContainText(w.faults.same_person.cause);
    await expect(act(page, w.acts.verify)).toHaveCount(0);
    // What the agency names is taken over as a document that was seen.
    await act(page, w.record.useAsProof).click();
    await expect(dialog(page).getByRole('textbox', { name: w.proof.documentName })).toHaveValue(
      'Biên bản niêm yết số 7',
    );
    await dialog(page).getByRole('button', { name: w.proof.save }).click();
    await expect(page.getByText(w.proof.added)).toBeVisible();
    await expect(record(page)).toContainText(w.record.seenDocument);
    await expect(act(page, w.acts.verify)).toHaveCount(0);
  });

  await test.step('another person verifies', async () => {
    await sitAs(page, /^Đang làm việc: /u, 'Trần Văn Bình');
    await act(page, w.acts.verify).click();
    await dialog(page).getByRole('button', { name: w.acts.verify, exact: true }).click();
    await expect(page.getByText(w.actDone.verify('1'))).toBeVisible();
    await expect(record(page)).toContainText(w.events.verified);
    await expect(record(page)).toContainText(w.record.by('Trần Văn Bình'));
    expect(await stateOf()).toEqual(['verified', 'returned', 'open']);
  });

  await test.step('one is extended, under a document and to a later day', async () => {
    const later = addDays(today, 60);
    await page.goto(`${server.origin}${list}&due=due_30`);
    await row(page, SOFTWARE).click();
    await act(page, w.acts.extend).click();
    const send = dialog(page).getByRole('button', { name: w.acts.extend, exact: true });
    const due = dialog(page).getByRole('textbox', { name: w.newDue });
    await due.fill(shortDay(addDays(today, 5)));
    await dialog(page)
      .getByRole('combobox', { name: w.document })
      .fill('Công văn số 12/UBND-NV ngày 05/11/2026');
    await expect(dialog(page)).toContainText(w.dueNotLater);
    await expect(send).toBeDisabled();
    await due.fill(shortDay(later));
    await due.blur();
    await send.click();
    await expect(page.getByText(w.actDone.extend('1'))).toBeVisible();
    await expect(record(page)).toContainText(
      w.record.dueMoved(shortDay(addDays(today, 20)), shortDay(later)),
    );
    await expect(record(page)).toContainText('Công văn số 12/UBND-NV');
    const all = await server.call('recommendations.list', { planId });
    expect(all.find(({ text }) => text === SOFTWARE)?.dueOn).toBe(later);
  });

  await test.step('what was returned is overdue: its agency gets a reminder, and only one', async () => {
    await page.goto(`${server.origin}/recommendations/agencies?plan=${planId}`);
    // The head reads, verifies and extends; letters are drafted by others.
    await page.getByRole('button', { name: w.agencies.remind }).click();
    await expect(dialog(page).getByRole('button', { name: w.remind.make('1') })).toBeDisabled();
    await dialog(page).getByRole('button', { name: t.frame.close }).click();
    await sitAs(page, /^Đang làm việc: /u, 'Người sử dụng');
    await page.getByRole('button', { name: w.agencies.remind }).click();
    await expect(dialog(page).getByRole('row', { name: agencyName })).toContainText(w.remind.level('1'));
    await dialog(page)
      .getByRole('button', { name: w.remind.make('1') })
      .click();
    await expect(dialog(page)).toContainText(w.remind.made('1'));
    await expect(dialog(page).getByRole('link', { name: agencyName })).toBeVisible();
    const letters = (await server.call('documents.list', { planId })).filter(
      ({ kind }) => kind === 'reminder',
    );
    expect(letters.map(({ status }) => status)).toEqual(['draft']);
    await dialog(page).getByRole('button', { name: t.frame.close }).click();
    await page.getByRole('button', { name: w.agencies.remind }).click();
    await expect(dialog(page)).toContainText(w.remind.allHave);
    await expect(dialog(page).getByRole('link', { name: w.remind.openDraft })).toHaveAttribute(
      'href',
      `/documents/${letters[0]?.id ?? ''}`,
    );
  });
});

/** The table of a form that goes out with the notice; its rows by their ordinal. */
function openForm(bytes: Uint8Array): Form {
  for (const sheet of readWorkbook(Buffer.from(bytes), 'form.xlsx').sheets) {
    const head = sheet.rows.find(({ cells }) => cells.some((cell) => shownText(cell) === 'Khóa'));
    if (head === undefined) continue;
    const columns = new Map([...head.cells.entries()].map(([column, cell]) => [shownText(cell), column]));
    const ordinal = columns.get('STT') ?? 0;
    const rows = new Map(
      sheet.rows.flatMap(({ row: at, cells }) =>
        at > head.row ? [[shownText(cells[ordinal]), at] as const] : [],
      ),
    );
    return { bytes, sheet, header: head.row, columns, rows };
  }
  throw new Error('no form');
}

test('the form that went out comes back filled in; another agency’s is refused and named', async ({
  page,
  server,
  planId,
}) => {
  test.setTimeout(120_000);
  const { agencyId, agencyName } = await prepare(server, planId);
  const other = (await server.call('visits.list', { planId })).find((visit) => visit.agencyId !== agencyId);
  await server.call('recommendations.create', {
    planId,
    findingId: null,
    agencyId: other?.agencyId ?? '',
    domainId: null,
    text: 'Kiến nghị với đơn vị khác.',
    dueOn: null,
    dueNote: null,
  });
  await open(page, server, `/recommendations/agencies?plan=${planId}`);
  const choose = async (item: string) => {
    await page.getByRole('button', { name: w.agencies.menuOf(agencyName) }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  const [download] = await Promise.all([page.waitForEvent('download'), choose(w.agencies.form.report)]);
  const form = openForm(new Uint8Array(readFileSync(await download.path())));
  const give = async (bytes: Uint8Array) => {
    await choose(w.agencies.import.report);
    await dialog(page)
      .locator('input[type=file]')
      .setInputFiles({ name: 'bieu.xlsx', mimeType: '', buffer: Buffer.from(bytes) });
    await dialog(page).getByRole('button', { name: t.imports.show }).click();
  };

  const foreign = await server.call('remediationPapers.form', {
    planId,
    agencyId: other?.agencyId ?? '',
    kind: 'report',
  });
  await give(await (await page.request.get(new URL(foreign.url, server.origin).href)).body());
  await expect(dialog(page)).toContainText(other?.agencyName ?? '');
  await expect(dialog(page).getByRole('button', { name: /^Ghi \d+ /u })).toBeDisabled();
  await dialog(page).getByRole('button', { name: t.frame.cancel }).click();
  expect(await server.call('remediationPapers.list', { planId, today: '2026-11-22' })).toEqual([]);

  await give(
    fillIn(form, {
      1: {
        'Biện pháp, kết quả khắc phục': 'Đã niêm yết đủ.',
        'Mức độ hoàn thành': 'Đã hoàn thành',
        'Ngày hoàn thành': '01/11/2026',
        'Tài liệu kiểm chứng': 'Biên bản niêm yết số 7',
      },
    }),
  );
  await dialog(page)
    .getByRole('button', { name: t.imports.purposes.remediation.apply('1') })
    .click();
  await expect(dialog(page)).toContainText(t.imports.purposes.remediation.done);
  const [paper] = await server.call('remediationPapers.list', { planId, today: '2026-11-22' });
  expect(paper?.kind).toBe('report');
  expect(paper?.entries.map(({ text, result, doneOn }) => [text, result, doneOn])).toEqual([
    ['Đã niêm yết đủ.', 'done', '2026-11-01'],
  ]);
});

test('many are moved at once, or none of them, and undo takes them back', async ({
  page,
  server,
  planId,
}) => {
  const { list } = await prepare(server, planId);
  await open(page, server, list);
  await row(page, POSTED).getByRole('checkbox').check();
  await row(page, BOOK).getByRole('checkbox').check();
  const bar = page.getByRole('region', { name: w.chosenLabel });
  await expect(bar).toContainText(w.chosen('2'));
  await bar.getByRole('button', { name: w.acts.report }).click();
  await dialog(page).getByRole('textbox', { name: w.seen }).fill('Đoàn đã xem tại nơi làm việc.');
  await dialog(page)
    .getByRole('button', { name: w.actCount(w.acts.report, '2') })
    .click();
  await expect(page.getByText(w.actDone.report('2'))).toBeVisible();
  await expect(row(page, POSTED)).toContainText(t.labels.recommendationStatus.reported);
  await page.getByRole('alert').getByRole('button', { name: t.frame.undo }).click();
  await expect(row(page, POSTED)).toContainText(t.labels.recommendationStatus.open);
  await expect(row(page, BOOK)).toContainText(t.labels.recommendationStatus.open);
});

test('what hangs on a number is the list behind it, in ageing and calendar', async ({
  page,
  server,
  planId,
}) => {
  const { today, list } = await prepare(server, planId);
  await open(page, server, list.replace('/recommendations?', '/recommendations/ageing?'));
  const ageing = page.getByRole('table', { name: w.ageing.label });
  await ageing.getByRole('link', { name: '2', exact: true }).last().click();
  await expect(row(page, POSTED)).toBeVisible();
  await expect(row(page, BOOK)).toBeVisible();
  await expect(row(page, SOFTWARE)).toHaveCount(0);
  const due = addDays(today, -40);
  await page.goto(
    `${server.origin}${list.replace('/recommendations?', '/recommendations/calendar?')}&month=${due.slice(0, 7)}`,
  );
  await page.getByRole('link', { name: new RegExp(`^${w.calendar.openDay(shortDay(due))}`, 'u') }).click();
  await expect(row(page, POSTED)).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(2);
});

test('a long list is read on as it is walked, and only what is in sight is drawn', async ({
  page,
  server,
  planId,
}) => {
  test.setTimeout(120_000);
  const { today, agencyId, list } = await prepare(server, planId);
  const more = 250;
  for (let index = 1; index <= more; index += 1) {
    await server.call('recommendations.create', {
      planId,
      findingId: null,
      agencyId,
      domainId: null,
      text: `Kiến nghị số ${String(index).padStart(3, '0')}.`,
      dueOn: addDays(today, 100 + index),
      dueNote: null,
    });
  }
  const { total } = await server.call('remediation.counts', { planId, agencyId, today });
  expect(total).toBeGreaterThanOrEqual(more + texts.length);
  await open(page, server, list);
  const table = page.getByRole('table', { name: t.frame.places.recommendations });
  await expect(table).toHaveAttribute('aria-rowcount', String(total + 1));
  await row(page, POSTED).focus();
  const last = row(page, `Kiến nghị số ${String(more)}.`);
  // The end of what is read, and on, until the end of everything.
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(last).toBeFocused({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await expect(last).toHaveAttribute('aria-rowindex', String(total + 1));
  expect(await table.getByRole('row').count()).toBeLessThan(80);
  await page.keyboard.press('Home');
  await expect(row(page, POSTED)).toBeFocused();
});
