// A person without a mouse: every step is a key, and after each the focus stands on something visible.
import { expect, type Page } from '@playwright/test';

interface Focus {
  readonly tag: string;
  readonly name: string;
  readonly visible: boolean;
  readonly marked: boolean;
}

function focusOf(page: Page): Promise<Focus> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body || !(element instanceof HTMLElement)) {
      return { tag: 'BODY', name: '', visible: false, marked: false };
    }
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    // A box or a switch has no caret: what is drawn around it has to show a ring.
    const isBox = element.matches('input[type=checkbox], input[type=radio]');
    const isText = element.matches('textarea, input, [contenteditable]') && !isBox;
    const drawn = (of: CSSStyleDeclaration) => of.outlineStyle !== 'none' || of.boxShadow !== 'none';
    const hasRing = (base: Element | null) =>
      base !== null &&
      [base, ...base.querySelectorAll(':not(input)')].some(
        (one) => getComputedStyle(one).outlineStyle === 'solid',
      );
    // A ring, a shadow, a cell that is marked, or the caret of a field.
    const marked =
      isText ||
      (!isBox && drawn(style)) ||
      element.matches('.Mui-focusVisible') ||
      (isBox && hasRing(element.closest('.Mui-focusVisible'))) ||
      // A select is marked by the frame around it.
      element.closest('.MuiInputBase-root.Mui-focused') !== null ||
      [...element.querySelectorAll('td')].some((cell) => drawn(getComputedStyle(cell))) ||
      element.matches('[role=dialog], [role=menu], #content') ||
      element.closest('[role=menu], [role=listbox]') !== null;
    return {
      tag: element.tagName,
      name: element.getAttribute('aria-label') ?? element.textContent.slice(0, 60),
      visible:
        box.width > 0 &&
        box.height > 0 &&
        box.bottom > 0 &&
        box.right > 0 &&
        box.top < window.innerHeight &&
        box.left < window.innerWidth,
      marked,
    };
  });
}

export function createKeyboard(page: Page) {
  async function expectFocus(after: string): Promise<void> {
    await expect
      .poll(() => focusOf(page), { message: `focus after ${after}` })
      .toMatchObject({ tag: expect.not.stringMatching(/^BODY$/), visible: true, marked: true });
  }
  return {
    expectFocus,
    async press(...keys: string[]) {
      for (const key of keys) {
        await page.keyboard.press(key);
        await expectFocus(key);
      }
    },
    async type(text: string) {
      await page.keyboard.type(text);
      await expectFocus(`typing “${text}”`);
    },
    /** Tab (or back with Shift) until the focused element has this name. */
    async tabTo(name: string | RegExp, way: 'Tab' | 'Shift+Tab' = 'Tab') {
      for (let step = 0; step < 80; step += 1) {
        await page.keyboard.press(way);
        const found = await page.evaluate(
          () =>
            document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
        );
        await expectFocus(way);
        if (typeof name === 'string' ? found.trim() === name : name.test(found)) return;
      }
      throw new Error(`Tab never came to ${String(name)}`);
    },
  };
}

/** Counts what only a mouse makes. Before the page is opened. */
export async function countMouse(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const counted = window as unknown as { mouse: number };
    counted.mouse = 0;
    for (const type of ['pointerdown', 'mousedown']) {
      window.addEventListener(type, () => (counted.mouse += 1), true);
    }
  });
  return () => page.evaluate(() => (window as unknown as { mouse: number }).mouse);
}
