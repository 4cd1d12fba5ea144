// A number in a line of the checklist. What is typed stays as typed until it can be read; only readable values
// are saved, and a fault is said beside the field.
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';

interface NumberInputProps {
  readonly label: string;
  readonly name: string;
  readonly value: number | null;
  readonly parse: (text: string) => number | null;
  readonly print: (value: number) => string;
  readonly onValue: (value: number | null) => void;
  readonly onFault: (faulty: boolean) => void;
  readonly onDone: () => void;
  readonly onKey: (event: KeyboardEvent<HTMLInputElement>) => void;
  readonly tabIndex: number;
  readonly disabled?: boolean;
}

export function NumberInput(props: NumberInputProps) {
  const { value, parse, print } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const readable = typed === null || typed.trim() === '' || parse(typed) !== null;
  const shown = typed ?? (value === null ? '' : print(value));
  const input = useRef<HTMLInputElement>(null);

  // Undo or another screen changed the number: the field follows, unless somebody is typing in it.
  useEffect(() => {
    if (document.activeElement !== input.current) setTyped(null);
  }, [value]);

  return (
    <input
      ref={input}
      className="number"
      type="text"
      inputMode="numeric"
      autoComplete="off"
      name={props.name}
      aria-label={props.label}
      aria-invalid={!readable}
      title={props.label}
      disabled={props.disabled ?? false}
      tabIndex={props.tabIndex}
      value={shown}
      onChange={(event) => {
        const text = event.target.value;
        setTyped(text);
        const next = text.trim() === '' ? null : parse(text);
        const faulty = text.trim() !== '' && next === null;
        props.onFault(faulty);
        if (!faulty) props.onValue(next);
      }}
      onBlur={() => {
        if (readable) setTyped(null);
        props.onDone();
      }}
      onKeyDown={props.onKey}
    />
  );
}
