// The wording of a document as structured text: bold, fields, tables, pasting from Word, undo, and taking over what
// the data says now. What is seen in the editor is what the server stores.
import type { Page } from '@playwright/test';
import type { TableBlock, TextBlock } from '../../core/documents/content.ts';
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { expect, open, test } from './fixtures.ts';
import { createDocument } from './pages/document.ts';
import { createFrame } from './pages/frame.ts';

const w = t.documents.editor;
test.use({ sample: 'hai-duong-2019' });

/** As another program puts it on the clipboard. */
async function paste(page: Page, html: string, plain: string): Promise<void> {
  await page.evaluate(
    ([rich = '', text = '']) => {
      const data = new DataTransfer();
      data.setData('text/html', rich);
      data.setData('text/plain', text);
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    },
    [html, plain],
  );
}

test('bold, a data field, a table, pasting, undo', async ({ page, server, planId }) => {
  test.setTimeout(120_000);
  const frame = createFrame(page);
  const paper = createDocument(page);
  const [first] = await server.call('visits.list', { planId });
  const made = await server.call('documents.create', {
    planId,
    visitId: first?.id ?? null,
    kind: 'agency_notice',
  });
  const stored = async () => {
    await frame.saved();
    return (await server.call('documents.get', { id: made.id })).content.blocks;
  };
  const storedText = async (index: number) => (await stored())[index] as TextBlock;
  await open(page, server, `/documents/${made.id}`);
  await expect(paper.block(1)).toHaveAttribute('data-mark', 'I.');

  await test.step('bold by the key, italic by the button', async () => {
    const before = await paper.words(2);
    const word = before.split(' ')[1] ?? '';
    await paper.select(2, word);
    await page.keyboard.press('Control+b');
    await expect(paper.block(2).locator('strong')).toHaveText(word);
    await paper.tool(w.italic).click();
    await expect(paper.block(2).locator('em')).toHaveText(word);
    await expect(paper.tool(w.bold)).toHaveAttribute('aria-pressed', 'true');
    const block = await storedText(2);
    expect(block.text).toBe(before);
    const from = before.indexOf(word);
    expect(block.marks).toContainEqual({ from, to: from + word.length, bold: true, italic: true });
  });

  await test.step('a new block, and a field in it with its value of today', async () => {
    await paper.caretAfter(2);
    await page.keyboard.press('Enter');
    await page.keyboard.type('Năm ');
    await paper.tool(w.insertField).click();
    const dialog = page.getByRole('dialog', { name: w.insertField });
    await dialog.getByRole('textbox').fill('nam');
    const choice = dialog.getByRole('listitem').first();
    const value = (await choice.locator('div > div').last().textContent()) ?? '';
    await choice.getByRole('button').click();
    await expect(dialog).toHaveCount(0);
    await expect(paper.wording).toBeFocused();
    await page.keyboard.type(' đã qua.');
    await expect(paper.block(3)).toHaveText(`Năm ${value} đã qua.`);
    await expect(paper.block(3).locator('.field')).toHaveText(value);
    const block = await storedText(3);
    expect(block).toMatchObject({ type: 'paragraph', text: `Năm ${value} đã qua.` });
    expect(block.marks).toMatchObject([{ from: 4, to: 4 + value.length }]);
    expect(block.marks?.[0]?.field).toBeTruthy();
  });

  await test.step('levels and order by keys, numbers follow', async () => {
    await page.keyboard.press('Tab');
    await expect(paper.block(3)).toHaveClass(/item/);
    await page.keyboard.press('Alt+ArrowUp');
    await expect(paper.block(2)).toContainText('đã qua.');
    await expect(paper.block(2)).toHaveAttribute('data-mark', '-');
    await paper.tool(`${w.type}: ${w.types.item}`).click();
    await page.getByRole('menuitemradio', { name: w.types.subsection }).click();
    await expect(paper.block(2)).toHaveAttribute('data-mark', '1.');
    expect(await storedText(2)).toMatchObject({ type: 'subsection' });
  });

  await test.step('a table: cells, a row by Tab, a column, the sum', async () => {
    await paper.tool(w.insertTable).click();
    const table = paper.wording.locator('.block.table').last();
    await table.locator('td').nth(1).click();
    await page.keyboard.type('Đúng hạn');
    for (let step = 0; step < 5; step += 1) await page.keyboard.press('Tab');
    await page.keyboard.type('3');
    await expect(table.locator('tr')).toHaveCount(4);
    await paper.tool(w.columnRight).click();
    await expect(table.locator('tr').first().locator('th')).toHaveCount(4);
    await paper.tool(w.totals).click();
    const block = (await stored()).find((one): one is TableBlock => one.type === 'table');
    expect(block?.columns.map(({ text }) => text)).toEqual(['TT', '', 'Nội dung', 'Ghi chú']);
    expect(block?.rows).toEqual([
      ['1', '', 'Đúng hạn', ''],
      ['2', '', '', ''],
      ['3', '', '', ''],
    ]);
    expect(block?.totals).toBe(true);
  });

  await test.step('from Word: paragraphs, bold, a list and a table, and nothing else', async () => {
    await paper.caretAfter(0);
    await page.keyboard.press('Enter');
    await paste(
      page,
      '<html><body><p class=MsoNormal style="font-family:Arial;color:red"><b>Đậm</b> thường</p>' +
        '<p class=MsoListParagraph><span style="mso-list:Ignore">a)<span>   </span></span>Điểm</p>' +
        '<table><tr><td>TT</td><td>Tên</td></tr><tr><td>1</td><td>Sở Y tế</td></tr></table></body></html>',
      '',
    );
    await expect(paper.block(1)).toHaveText('Đậm thường');
    await expect(paper.block(2)).toHaveAttribute('data-mark', 'a)');
    expect((await stored()).slice(1, 4)).toMatchObject([
      { type: 'paragraph', text: 'Đậm thường', marks: [{ from: 0, to: 3, bold: true }] },
      { type: 'point', text: 'Điểm' },
      { type: 'table', columns: [{ text: 'TT' }, { text: 'Tên' }], rows: [['1', 'Sở Y tế']] },
    ]);
  });

  await test.step('Ctrl+Z is the text’s own first, then the application’s', async () => {
    await page.keyboard.press('Control+z');
    await expect(paper.block(1)).not.toHaveText('Đậm thường');
    await page.keyboard.press('Control+y');
    await expect(paper.block(1)).toHaveText('Đậm thường');
    const words = await paper.text();
    await frame.saved();
    await page.reload();
    await expect(paper.block(1)).toHaveText('Đậm thường');
    expect(await paper.text()).toBe(words);
    await paper.caretAfter(1);
    // Nothing was typed since the page opened: the step before is the journal's.
    await page.keyboard.press('Control+z');
    await expect(paper.block(1)).not.toHaveText('Đậm thường');
  });
});

test('what the data says now is shown, and taken over or not; typing goes on meanwhile', async ({
  page,
  server,
  planId,
}) => {
  const frame = createFrame(page);
  const paper = createDocument(page);
  const [first] = await server.call('visits.list', { planId });
  const made = await server.call('documents.create', {
    planId,
    visitId: first?.id ?? null,
    kind: 'agency_notice',
  });
  const { findings } = await server.call('visits.get', { id: first?.id ?? '' });
  const { blocks } = (await server.call('documents.get', { id: made.id })).content;
  const mentioned = findings.filter(({ id }) => blocks.some((block) => block.id.includes(id)));
  const [one, two] = mentioned;
  if (one === undefined || two === undefined) throw new Error('The notice words no findings.');
  const place = (id: string) => paper.wording.locator(`[data-block*="${id}"]`).first();
  await open(page, server, `/documents/${made.id}`);
  await expect(place(one.id)).toBeVisible();

  // The person rewords the one; then the data changes both.
  await place(one.id).click();
  await page.keyboard.press('Home');
  await page.keyboard.type('Ghi nhận: ');
  await frame.saved();
  await server.call('findings.update', {
    id: one.id,
    rev: one.rev,
    patch: { text: 'Chưa công khai phí, lệ phí.' },
  });
  await server.call('findings.update', {
    id: two.id,
    rev: two.rev,
    patch: { text: 'Chưa niêm yết đủ thủ tục hành chính.' },
  });
  await expect(paper.changes).toBeVisible();
  await expect(place(one.id)).toContainText('Ghi nhận: ');
  const change = (id: string) => paper.changes.locator(`[data-change*="${id}"]`).first();
  await expect(change(one.id)).toContainText(t.documents.changes.what.both);
  await expect(change(two.id).locator('ins').first()).toBeVisible();

  await paper.changes.getByRole('button', { name: t.documents.changes.acceptAll }).click();
  await expect(place(two.id)).toContainText('hưa niêm yết đủ thủ tục hành chính');
  await expect(place(one.id)).toContainText('Ghi nhận: ');
  await change(one.id).getByRole('button', { name: t.documents.changes.goTo }).click();
  await expect(paper.wording).toBeFocused();
  await change(one.id).getByRole('button', { name: t.documents.changes.keep }).click();
  await expect(paper.changes).toHaveCount(0);
  await expect(place(one.id)).toContainText('Ghi nhận: ');
  await expect(place(one.id)).not.toContainText('lệ phí');
});
