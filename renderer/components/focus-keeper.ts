// The keyboard is never lost: when the focused element goes away (another screen, a button that its own act
// replaced or disabled), the focus moves to the content instead of falling back to the page's body.
import { useEffect } from 'react';
import type { RefObject } from 'react';

export function useFocusKeeper(content: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let last: EventTarget | null = null;
    const remember = (event: FocusEvent) => {
      last = event.target;
    };
    const observer = new MutationObserver(() => {
      if (!(last instanceof Element)) return;
      if (last.isConnected && !last.matches(':disabled')) return;
      const { activeElement } = document;
      if (activeElement === null || activeElement === document.body) {
        content.current?.focus({ preventScroll: true });
      }
    });
    document.addEventListener('focusin', remember);
    observer.observe(document.body, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ['disabled'],
    });
    return () => {
      document.removeEventListener('focusin', remember);
      observer.disconnect();
    };
  }, [content]);
}
