// Which lines of a long list are near enough to be typed into. A line that came near stays so: what is typed in it is never
// taken down again.
import { useEffect, useState } from 'react';
import type { RefObject } from 'react';

/** Enough to fill the first sight without waiting for the browser to say what is in it. */
const FIRST = 24;
const MARGIN = '600px 0px';

export function useNearLines(
  table: RefObject<HTMLElement | null>,
  lines: readonly { readonly id: string }[],
): ReadonlySet<string> {
  const [near, setNear] = useState<ReadonlySet<string>>(() => new Set());
  useEffect(() => {
    const rows = table.current?.querySelectorAll<HTMLElement>('tr[data-criterion]') ?? [];
    const observer = new IntersectionObserver(
      (entries) => {
        const come = entries.flatMap(({ isIntersecting, target }) => {
          const id = target.getAttribute('data-criterion');
          return isIntersecting && id !== null ? [id] : [];
        });
        if (come.length === 0) return;
        for (const { isIntersecting, target } of entries) if (isIntersecting) observer.unobserve(target);
        setNear((before) => (come.every((id) => before.has(id)) ? before : new Set([...before, ...come])));
      },
      { root: scrollerOf(table.current), rootMargin: MARGIN },
    );
    for (const row of rows) observer.observe(row);
    return () => observer.disconnect();
  }, [table, lines]);

  const [initial] = useState(() => lines.slice(0, FIRST).map(({ id }) => id));
  if (initial.every((id) => near.has(id))) return near;
  return new Set([...initial, ...near]);
}

function scrollerOf(element: HTMLElement | null): HTMLElement | null {
  for (let at = element?.parentElement ?? null; at !== null; at = at.parentElement) {
    if (/auto|scroll/u.test(getComputedStyle(at).overflowY)) return at;
  }
  return null;
}
