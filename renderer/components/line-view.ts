// A list of lines of one height of which only those in sight are drawn. Knows where it is scrolled to, not what it holds.
import { useCallback, useEffect, useState } from 'react';
import type { RefObject } from 'react';

/** `beyond`: lines that are drawn above and below what is in sight. */
export function useLineView(
  scrollerRef: RefObject<HTMLElement | null>,
  { line, beyond, count }: { readonly line: number; readonly beyond: number; readonly count: number },
) {
  const [view, setView] = useState({ top: 0, height: 600 });
  const look = useCallback(() => {
    const element = scrollerRef.current;
    if (element === null) return;
    // By whole lines: scrolling within a line draws nothing anew.
    const top = Math.floor(element.scrollTop / line) * line;
    const height = element.clientHeight;
    setView((before) => (before.top === top && before.height === height ? before : { top, height }));
  }, [scrollerRef, line]);
  useEffect(() => {
    const element = scrollerRef.current;
    if (element === null) return;
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scrollerRef, look]);
  const show = useCallback(
    (index: number) => {
      const element = scrollerRef.current;
      if (element === null) return;
      const [top, bottom] = [index * line, (index + 1) * line];
      if (top < element.scrollTop) element.scrollTo({ top });
      else if (bottom > element.scrollTop + element.clientHeight) {
        element.scrollTo({ top: bottom - element.clientHeight });
      }
      look();
    },
    [scrollerRef, line, look],
  );
  return {
    look,
    /** Scrolls no further than this line needs. */
    show,
    first: Math.max(0, view.top / line - beyond),
    last: Math.min(count, Math.ceil((view.top + view.height) / line) + 1 + beyond),
    /** Lines by which "page down" goes. */
    pageOf: () => Math.max(1, Math.floor((scrollerRef.current?.clientHeight ?? 400) / line) - 1),
  };
}
