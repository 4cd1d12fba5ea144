// English and back, light and dark: the choice is whole and is remembered.
import type { Page } from '@playwright/test';
import { texts as en } from '../../renderer/i18n/en/index.ts';
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { expect, open, test } from './fixtures.ts';
import type { LibraryServer } from './fixtures.ts';
import { createFrame } from './pages/frame.ts';
import { dialogsOf, walks } from './pages/screens.ts';

/** Every sentence of a language that stands alone (those with parameters are functions). */
function sentences(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(sentences);
}

/** A language's own name and the switch to it stay as they are. */
const same = new Set<string>([...sentences(en), t.frame.palette.switchLanguage]);
const vietnamese = sentences(t).filter((text) => !same.has(text));

/** Vietnamese words of the interface that a screen shows. */
async function leftIn(page: Page, names: ReadonlySet<string | undefined>): Promise<string[]> {
  const shown = await page.evaluate(() => {
    const texts = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode() !== null) {
      // The wording of a document is Vietnamese in every language, and says so.
      if (walker.currentNode.parentElement?.closest('[lang="vi"]') !== null) continue;
      texts.add(walker.currentNode.textContent?.trim() ?? '');
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
      for (const name of ['aria-label', 'title', 'placeholder']) texts.add(element.getAttribute(name) ?? '');
    }
    return [...texts];
  });
  // A letter alone is a mark of a chart, or the key of an answer, in every language.
  return shown.filter((text) => text.length > 1 && vietnamese.includes(text) && !names.has(text));
}

/** What people call themselves, their domains and the groups of the index may be a word of the interface as well. */
async function namesIn(library: LibraryServer): Promise<ReadonlySet<string | undefined>> {
  const { actingPerson } = await library.call('system.status', {});
  const { domains } = await library.call('visits.get', { id: library.visitId });
  const indexSets = await library.call('indexSets.list', {});
  return new Set([
    actingPerson?.fullName,
    ...domains.flatMap(({ name, shortName }) => [name, shortName]),
    ...indexSets.map(({ groupName }) => groupName),
  ]);
}

async function openInEnglish(page: Page, library: LibraryServer): Promise<void> {
  const frame = createFrame(page);
  await open(page, library, '/plans');
  await frame.choose(t.frame.appearance, t.frame.english);
  await expect(frame.heading).toHaveText(en.frame.places.plans);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
}

for (const [part, screens] of walks) {
  test(`English leaves no Vietnamese words of the interface: ${part}`, async ({ page, library }) => {
    test.setTimeout(120_000);
    const names = await namesIn(library);
    await openInEnglish(page, library);
    for (const address of screens(library)) {
      await page.goto(`${library.origin}${address}`);
      await expect(createFrame(page).heading).toBeVisible();
      await expect(page.locator('.MuiSkeleton-root')).toHaveCount(0);
      expect(await leftIn(page, names), address).toEqual([]);
    }
  });
}

test('English leaves no Vietnamese words of the interface in dialogs', async ({ page, library }) => {
  test.setTimeout(120_000);
  const names = await namesIn(library);
  await openInEnglish(page, library);
  for (const dialog of dialogsOf(library)) {
    await page.goto(`${library.origin}${dialog.address}`);
    await dialog.open(page, en);
    expect(await leftIn(page, names), dialog.name).toEqual([]);
  }
});

test('English names every place, is remembered, and Vietnamese comes back', async ({ page, library }) => {
  const frame = createFrame(page);
  await openInEnglish(page, library);
  for (const place of Object.values(en.frame.places)) {
    await expect(page.getByRole('navigation', { name: en.frame.navigation })).toContainText(place);
  }
  await page.reload();
  await frame.choose(en.frame.appearance, en.frame.vietnamese);
  await expect(page.locator('html')).toHaveAttribute('lang', 'vi');
  await frame.go('plans');
  await expect(frame.heading).toHaveText(t.frame.places.plans);
});

test('light and dark are chosen and remembered', async ({ page, library }) => {
  const frame = createFrame(page);
  const brightness = () =>
    page.evaluate(() => {
      const [red = 0, green = 0, blue = 0] = (
        getComputedStyle(document.body).backgroundColor.match(/\d+/g) ?? []
      ).map(Number);
      return (red + green + blue) / 3;
    });
  await page.emulateMedia({ colorScheme: 'light' });
  await open(page, library, '/plans');
  await expect(frame.heading).toBeVisible();
  expect(await brightness()).toBeGreaterThan(200);
  await frame.choose(t.frame.appearance, t.frame.dark);
  await expect.poll(brightness).toBeLessThan(60);
  await page.reload();
  await expect(frame.heading).toBeVisible();
  expect(await brightness()).toBeLessThan(60);
  await frame.choose(t.frame.appearance, t.frame.system);
  await expect.poll(brightness).toBeGreaterThan(200);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(brightness).toBeLessThan(60);
});
