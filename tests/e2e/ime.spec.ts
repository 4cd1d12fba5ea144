// Vietnamese through an input method: a half-composed word is never saved, the finished one is; keystrokes that
// are taken back and typed anew (Telex, UniKey) stay in order.
import type { Page } from '@playwright/test';
import { expect, open, test } from './fixtures.ts';
import { createDocument } from './pages/document.ts';
import { createFrame } from './pages/frame.ts';
import { createVisit } from './pages/visit.ts';

test.use({ sample: 'hai-duong-2019' });

async function compose(page: Page) {
  const session = await page.context().newCDPSession(page);
  return {
    half: (text: string) =>
      session.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      }),
    finish: (text: string) => session.send('Input.insertText', { text }),
  };
}

/** The bodies of every call of a method from now on. */
function record(page: Page, method: string): string[] {
  const bodies: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith(`/rpc/${method}`)) bodies.push(request.postData() ?? '');
  });
  return bodies;
}

/** UniKey writes by taking back: "dduwowngf" on its way to "đường". */
async function telex(page: Page): Promise<void> {
  const steps = [
    ['d', 0, 'd'],
    ['d', 1, 'đ'],
    ['u', 0, 'u'],
    ['o', 0, 'o'],
    ['w', 2, 'ươ'],
    ['n', 0, 'n'],
    ['g', 0, 'g'],
    ['f', 3, 'ờng'],
  ] as const;
  for (const [, back, text] of steps) {
    for (let count = 0; count < back; count += 1) await page.keyboard.press('Backspace');
    await page.keyboard.insertText(text);
  }
}

test('a note: composed, then typed by taking back', async ({ page, server, planId }) => {
  const frame = createFrame(page);
  const visit = createVisit(page);
  const [first] = await server.call('visits.list', { planId });
  const visitId = first?.id ?? '';
  const saved = async () =>
    (await server.call('visits.get', { id: visitId })).answers.map(({ note }) => note);
  await page.clock.install();
  await open(page, server, `/visits/${visitId}`);
  await visit.openNote('1.1.1').click();
  await expect(visit.note('1.1.1')).toBeFocused();
  const sent = record(page, 'answers.save');
  const ime = await compose(page);

  for (const half of ['đ', 'đư', 'đươ', 'đườ']) await ime.half(half);
  await expect(visit.note('1.1.1')).toHaveValue('đườ');
  // Far beyond the pause of the autosave.
  await page.clock.runFor(5_000);
  expect(sent).toEqual([]);
  expect(await saved()).toEqual([]);
  await expect(frame.saveState).toHaveAttribute('data-save-state', 'typing');

  await ime.finish('đường');
  await expect(visit.note('1.1.1')).toHaveValue('đường');
  await page.clock.runFor(1_000);
  await frame.saved();
  expect(await saved()).toEqual(['đường']);
  expect(sent).toHaveLength(1);

  await page.keyboard.insertText(' ');
  await telex(page);
  await expect(visit.note('1.1.1')).toHaveValue('đường đường');
  await page.clock.runFor(1_000);
  await frame.saved();
  expect(await saved()).toEqual(['đường đường']);
  // Enter and Esc inside a composition belong to the input method.
  await ime.half('x');
  await page.keyboard.press('Escape');
  await expect(visit.note('1.1.1')).toBeVisible();
});

test('the wording of a document: the same', async ({ page, server, planId }) => {
  const frame = createFrame(page);
  const paper = createDocument(page);
  const [first] = await server.call('visits.list', { planId });
  const made = await server.call('documents.create', {
    planId,
    visitId: first?.id ?? null,
    kind: 'agency_notice',
  });
  const saved = async () => {
    const [block] = (await server.call('documents.get', { id: made.id })).content.blocks;
    return block?.text;
  };
  await page.clock.install();
  await open(page, server, `/documents/${made.id}`);
  const block = paper.block(0);
  const before = await block.inputValue();
  await block.click();
  await page.keyboard.press('Control+End');
  const sent = record(page, 'documents.update');
  const ime = await compose(page);

  for (const half of ['t', 'ti', 'tie', 'tiê']) await ime.half(half);
  await expect(block).toHaveValue(`${before}tiê`);
  await page.clock.runFor(5_000);
  expect(sent).toEqual([]);
  expect(await saved()).toBe(before);

  await ime.finish('tiếng Việt ');
  await telex(page);
  await expect(block).toHaveValue(`${before}tiếng Việt đường`);
  await page.clock.runFor(1_000);
  await frame.saved();
  expect(await saved()).toBe(`${before}tiếng Việt đường`);
});
