// A number in a line of the checklist. What is typed stays as typed until it can be read and taken over; only then is it
// saved, and a fault is said beside the field.
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { draftOf, keepDraft } from './figure-drafts.ts';

interface NumberInputProps {
  readonly label: string;
  readonly name: string;
  readonly value: number | null;
  /** Where what cannot be taken over yet is kept. */
  readonly draftKey: string;
  readonly parse: (text: string) => number | null;
  readonly print: (value: number) => string;
  /** False: readable, but not to be taken over as it is. */
  readonly onValue: (value: number | null) => boolean;
  readonly onFault: (faulty: boolean) => void;
  readonly onDone: () => void;
  readonly onKey: (event: KeyboardEvent<HTMLInputElement>) => void;
  readonly tabIndex: number;
  readonly disabled?: boolean;
  /** The figure can be read, but not together with its neighbour. */
  readonly invalid?: boolean;
  readonly describedBy?: string | undefined;
}

export function NumberInput(props: NumberInputProps) {
  const { value, parse, print, draftKey, name } = props;
  const [typed, setTyped] = useState(() => draftOf(draftKey, name));
  const readable = typed === null || typed.trim() === '' || parse(typed) !== null;
  const shown = typed ?? (value === null ? '' : print(value));
  const input = useRef<HTMLInputElement>(null);

  // Undo or another screen changed the number: the field follows, unless somebody is typing in it or it waits.
  useEffect(() => {
    if (document.activeElement !== input.current && draftOf(draftKey, name) === null) setTyped(null);
  }, [value, draftKey, name]);

  return (
    <input
      ref={input}
      className="number"
      type="text"
      inputMode="numeric"
      autoComplete="off"
      name={name}
      aria-label={props.label}
      aria-invalid={!readable || props.invalid === true}
      aria-describedby={props.describedBy}
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
        const taken = !faulty && props.onValue(next);
        keepDraft(draftKey, name, taken ? null : text);
      }}
      onBlur={() => {
        if (draftOf(draftKey, name) === null) setTyped(null);
        props.onDone();
      }}
      onKeyDown={props.onKey}
    />
  );
}
