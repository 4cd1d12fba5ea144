// The paper in which an agency says something: its number, its symbol, its day, and when it came in. The words are the
// form's, for what it is about.
import type { Autosave } from '../api/autosave.ts';
import type { Revised } from '../api/autosave-controller.ts';
import { AutoText, DayField, useFieldError } from './Fields.tsx';

interface PaperRow extends Revised {
  readonly number: string | null;
  readonly symbol: string | null;
  readonly documentDate: string | null;
  readonly arrivedOn: string | null;
}
interface PaperFieldsProps {
  readonly autosave: Autosave<PaperRow>;
  readonly words: Readonly<Record<Exclude<keyof PaperRow, 'rev'>, string>>;
  readonly disabled?: boolean;
}
export function PaperFields({ autosave, words, disabled = false }: PaperFieldsProps) {
  const { state, value } = autosave;
  const faultOf = useFieldError(state.kind === 'error' ? state.error : null);
  const day = (field: 'arrivedOn' | 'documentDate') => (
    <DayField
      label={words[field]}
      value={value[field]}
      disabled={disabled}
      error={faultOf(field)}
      onChange={(next) => autosave.choose(field, next)}
    />
  );
  const text = (field: 'number' | 'symbol') => (
    <AutoText
      autosave={autosave}
      field={field}
      label={words[field]}
      nullable
      maxLength={60}
      disabled={disabled}
    />
  );
  return (
    <>
      {text('number')}
      {text('symbol')}
      {day('documentDate')}
      {day('arrivedOn')}
    </>
  );
}
