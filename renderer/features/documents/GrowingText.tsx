// A text of the sheet that is always as high as what is written in it.
import { useLayoutEffect, useRef } from 'react';
import type { ChangeEvent, CompositionEvent, KeyboardEvent } from 'react';

const MAX_TEXT = 8_000;

export function isComposing(event: ChangeEvent<HTMLTextAreaElement>): boolean {
  return 'isComposing' in event.nativeEvent && event.nativeEvent.isComposing === true;
}

interface GrowingTextProps {
  readonly label: string;
  readonly value: string;
  readonly readOnly: boolean;
  readonly placeholder?: string;
  readonly onChange: (event: ChangeEvent<HTMLTextAreaElement>) => void;
  readonly onCompositionEnd: (event: CompositionEvent) => void;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
}

export function GrowingText({ label, value, ...rest }: GrowingTextProps) {
  const text = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const element = text.current;
    if (element === null) return;
    const fit = () => {
      element.style.height = 'auto';
      element.style.height = `${element.scrollHeight}px`;
    };
    fit();
    let width = element.clientWidth;
    const observer = new ResizeObserver(() => {
      if (element.clientWidth === width) return;
      width = element.clientWidth;
      fit();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [value]);
  return (
    <textarea
      ref={text}
      aria-label={label}
      rows={1}
      value={value}
      maxLength={MAX_TEXT}
      spellCheck={false}
      {...rest}
    />
  );
}
