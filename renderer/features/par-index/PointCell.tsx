// Points in a cell of the score table. What cannot be read, or is more than the maximum, stays as typed and is not saved; the
// reason stands under it.
import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import { parseHundredths } from '../../../core/rules/format.ts';
import { points } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { draftOf } from '../visits/figure-drafts.ts';
import { NumberInput } from '../visits/NumberInput.tsx';

type Fault = 'bad' | 'above' | null;

export type PointColumn = 'selfPoints' | 'verifiedPoints' | 'surveyPoints';

interface PointCellProps {
  readonly column: PointColumn;
  readonly label: string;
  readonly value: number | null;
  readonly max: number;
  readonly draftKey: string;
  readonly disabled: boolean;
  /** What the other side said against the last value. */
  readonly refused: string | undefined;
  readonly onValue: (value: number | null) => void;
  readonly onFaulty: (faulty: boolean) => void;
  readonly onDone: () => void;
  readonly onKey: (event: KeyboardEvent<HTMLInputElement>) => void;
}

function faultOf(text: string | null, max: number): Fault {
  if (text === null || text.trim() === '') return null;
  const read = parseHundredths(text);
  return read === null ? 'bad' : read > max ? 'above' : null;
}

export function PointCell(props: PointCellProps) {
  const { column, label, value, max, draftKey, disabled, refused, onFaulty } = props;
  const w = useText().parIndex.entry;
  const [fault, setFault] = useState<Fault>(() => faultOf(draftOf(draftKey, column), max));
  const put = (next: Fault) => {
    setFault(next);
    onFaulty(next !== null);
  };
  const id = `${draftKey}-${column}`;
  const message = fault === 'above' ? w.above(points(max)) : fault === 'bad' ? w.bad : refused;
  return (
    <>
      <NumberInput
        label={label}
        name={column}
        value={value}
        draftKey={draftKey}
        parse={parseHundredths}
        print={points}
        tabIndex={0}
        disabled={disabled}
        invalid={message !== undefined}
        describedBy={message === undefined ? undefined : id}
        onFault={(faulty) => {
          if (faulty) put('bad');
        }}
        onValue={(next) => {
          if (next !== null && next > max) {
            put('above');
            return false;
          }
          put(null);
          props.onValue(next);
          return true;
        }}
        onDone={props.onDone}
        onKey={props.onKey}
      />
      {message === undefined ? null : (
        <span className="fault" id={id} title={w.notKept}>
          {message}
        </span>
      )}
    </>
  );
}
