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
  await expect(block).not.toHaveText('');
  const before = await paper.words(0);
  await paper.caretAfter(0);
  const sent = record(page, 'documents.update');
  const ime = await compose(page);

  for (const half of ['t', 'ti', 'tie', 'tiê']) await ime.half(half);
  await expect(block).toHaveText(`${before}tiê`);
  await page.clock.runFor(5_000);
  expect(sent).toEqual([]);
  expect(await saved()).toBe(before);

  await ime.finish('tiếng Việt ');
  await telex(page);
  await expect(block).toHaveText(`${before}tiếng Việt đường`);
  await page.clock.runFor(1_000);
  await frame.saved();
  expect(await saved()).toBe(`${before}tiếng Việt đường`);
});

/** Words whose letters and signs are shortcuts of the checklist when no field has the keyboard. */
const shortcutWords = 'hạng k n j l a g 1 2 3 ; : / ?';

test('the checklist: no shortcut fires from a note, documents seen or fast entry', async ({
  page,
  server,
  planId,
}) => {
  const frame = createFrame(page);
  const visit = createVisit(page);
  const [first] = await server.call('visits.list', { planId });
  const visitId = first?.id ?? '';
  const state = async () => {
    const { answers, findings } = await server.call('visits.get', { id: visitId });
    return {
      choices: answers.filter(({ choice, notApplicable }) => choice !== null || notApplicable).length,
      findings: findings.filter(({ scope }) => scope === 'named').length,
      notes: answers.map(({ note, documentsSeen }) => [note, documentsSeen]),
    };
  };
  await open(page, server, `/visits/${visitId}`);
  await expect(visit.line('1.1.1')).toBeFocused();
  const address = page.url();
  const ime = await compose(page);

  // Composed letters on the line itself belong to the input method, whatever they are.
  for (const half of ['h', 'k', 'n', 'l', 'a', ';', '1']) await ime.half(half);
  await ime.finish('');
  await expect(visit.line('1.1.1')).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(visit.note('1.1.1')).toBeFocused();
  for (const half of ['h', 'ha', 'hạ', 'hạn', 'hạng']) await ime.half(half);
  await ime.finish('hạng');
  await page.keyboard.type(shortcutWords.slice('hạng'.length));
  await page.keyboard.insertText(' ');
  await telex(page);
  await expect(visit.note('1.1.1')).toHaveValue(`${shortcutWords} đường`);
  await page.keyboard.press('Tab');
  await expect(visit.documentsSeen('1.1.1')).toBeFocused();
  await telex(page);
  await page.keyboard.type(' h k n 1');
  await page.keyboard.press('Escape');
  await frame.saved();
  await expect(visit.line('1.1.1')).toBeFocused();
  expect(await state()).toEqual({
    choices: 0,
    findings: 0,
    notes: [[`${shortcutWords} đường`, 'đường h k n 1']],
  });

  await page.keyboard.press(';');
  await expect(visit.entry).toBeFocused();
  await page.keyboard.type('1.1.4 ');
  for (const half of ['k', 'kh', 'kho', 'khô', 'khôn']) await ime.half(half);
  // Enter inside the composition ends a word, it writes nothing.
  await page.keyboard.press('Enter');
  expect((await state()).choices).toBe(0);
  await expect(visit.entry).toBeFocused();
  await ime.finish('không');
  await page.keyboard.insertText(', ');
  await telex(page);
  await page.keyboard.type(' h k n j');
  const typed = await visit.entry.inputValue();
  expect(typed).toMatch(/^1\.1\.4 .*không, đường h k n j$/u);
  await visit.entry.fill('1.1.4 không, đường h k n j');
  await page.keyboard.press('Enter');
  await expect(visit.entry).toHaveValue('');
  await page.keyboard.press('Escape');
  expect(await state()).toMatchObject({
    choices: 1,
    findings: 0,
    notes: [
      [`${shortcutWords} đường`, 'đường h k n 1'],
      ['đường h k n j', null],
    ],
  });
  expect(page.url()).toBe(address);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('menu')).toHaveCount(0);
});
