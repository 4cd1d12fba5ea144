// A part and its whole. They are saved together: a part above its whole is told under the fields and waits there as typed,
// for nothing impossible is ever stored and nothing typed is lost.
import { useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { formatCount, formatPercent, parseCount } from '../../../core/rules/format.ts';
import { reportSave } from '../../api/save-states.ts';
import { useText } from '../../i18n/text.tsx';
import { draftOf, keepDraft } from './figure-drafts.ts';
import { NumberInput } from './NumberInput.tsx';

export interface Pair {
  readonly numerator: number | null;
  readonly denominator: number | null;
}

interface FigurePairProps {
  readonly draftKey: string;
  readonly value: Pair;
  readonly tabIndex: number;
  readonly disabled: boolean;
  /** One of them, typed: saved after a pause. */
  readonly onType: (field: keyof Pair, value: number | null) => void;
  /** Both, once they fit together again: one step. */
  readonly onBoth: (pair: Pair) => void;
  readonly onDone: () => void;
  readonly onFieldKey: (event: KeyboardEvent<HTMLInputElement>) => void;
}

const exceeds = ({ numerator, denominator }: Pair) =>
  numerator !== null && denominator !== null && numerator > denominator;

/** What waits from before: both figures as typed, where they could be read. */
function waiting(draftKey: string): Partial<Pair> {
  const read = (name: keyof Pair) => {
    const text = draftOf(draftKey, name);
    return text === null ? null : parseCount(text);
  };
  const numerator = read('numerator');
  const denominator = read('denominator');
  return { ...(numerator === null ? {} : { numerator }), ...(denominator === null ? {} : { denominator }) };
}

export function FigurePair(props: FigurePairProps) {
  const { draftKey, value } = props;
  const t = useText();
  const words = t.visits.workspace;
  const messageId = useId();
  const [held, setHeld] = useState<Partial<Pair>>(() => waiting(draftKey));
  const [unreadable, setUnreadable] = useState(false);
  // Halfway through a number it is smaller than it will be: the fault is said when the hand leaves the field.
  const [left, setLeft] = useState(true);
  const shown: Pair = { ...value, ...held };
  const impossible = exceeds(shown);
  const said = unreadable ? words.badNumber : impossible && left ? words.moreThanTotal : null;

  function take(field: keyof Pair, next: number | null): boolean {
    const wanted: Pair = { ...shown, [field]: next };
    setLeft(false);
    if (exceeds(wanted)) {
      setHeld({ ...held, [field]: next });
      return false;
    }
    if (Object.keys(held).length === 0) props.onType(field, next);
    else {
      for (const name of ['numerator', 'denominator'] as const) keepDraft(draftKey, name, null);
      setHeld({});
      props.onBoth(wanted);
    }
    reportSave(`figures:${draftKey}`, null);
    return true;
  }

  function done() {
    setLeft(true);
    if (impossible) {
      reportSave(`figures:${draftKey}`, {
        kind: 'error',
        error: { code: 'VALIDATION', fields: [{ path: 'numerator', code: 'VALIDATION' }] },
      });
    }
    props.onDone();
  }

  const common = {
    draftKey,
    tabIndex: props.tabIndex,
    disabled: props.disabled,
    parse: parseCount,
    print: formatCount,
    onFault: setUnreadable,
    onDone: done,
    invalid: said !== null && !unreadable,
    describedBy: said === null ? undefined : messageId,
  };
  const { numerator, denominator } = shown;
  const share =
    numerator !== null && denominator !== null && !impossible ? formatPercent(numerator, denominator) : null;
  return (
    <>
      <NumberInput
        {...common}
        label={words.numerator}
        name="numerator"
        value={value.numerator}
        onValue={(next) => take('numerator', next)}
        onKey={(event) => {
          if (event.key === '/') {
            event.preventDefault();
            const cell = event.currentTarget.closest('td');
            cell?.querySelector<HTMLInputElement>('input[name=denominator]')?.select();
          } else props.onFieldKey(event);
        }}
      />
      {' / '}
      <NumberInput
        {...common}
        label={words.denominator}
        name="denominator"
        value={value.denominator}
        onValue={(next) => take('denominator', next)}
        onKey={props.onFieldKey}
      />
      {share !== null && <span className="share">{share}</span>}
      {said !== null && (
        <span className="fault" id={messageId} role="alert">
          {said}
        </span>
      )}
      {said === null && denominator === 0 && <span className="hint">{words.zeroTotal}</span>}
    </>
  );
}
