// Fields that read what officials type: a day (9/8/19, 09-08-2019), a count (1.204), and text that saves itself.
import { useId, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import CalendarIcon from '@mui/icons-material/CalendarTodayOutlined';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { errorText } from '../../core/contract/error-text.ts';
import type { ErrorValue } from '../../core/contract/error.ts';
import type { Autosave } from '../api/autosave.ts';
import type { Revised } from '../api/autosave-controller.ts';
import { useIsForeign } from '../api/may.ts';
import { formatCount, parseCount, parseDay, shortDay } from '../format.ts';
import { useLanguage, useText } from '../i18n/text.tsx';

/** The sentence about one field of a failed call, by the end of its path ("patch.title" → "title"). */
export function useFieldError(error: ErrorValue | null | undefined): (field: string) => string | undefined {
  const { language } = useLanguage();
  return (field) => {
    const fault = error?.fields?.find(({ path }) => path === field || path.endsWith(`.${field}`));
    if (fault === undefined) return undefined;
    return errorText({ code: fault.code, fields: [{ ...fault, path: '' }] }, language).cause;
  };
}

interface DayFieldProps {
  readonly label: string;
  /** ISO day, or null when it is not known. */
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  readonly helperText?: ReactNode;
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
}
/** Typed as 9/8/19 or 09-08-2019, shown as 09/8/2019; empty means not known. Reads when the field is left. */
export function DayField({ label, value, onChange, helperText, error, ...rest }: DayFieldProps) {
  const t = useText();
  const isForeign = useIsForeign();
  const [typed, setTyped] = useState<string | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const shown = typed ?? (value === null ? '' : shortDay(value));
  const isBad = typed !== null && typed.trim() !== '' && parseDay(typed) === null;
  const [left, setLeft] = useState(false);

  const [seen, setSeen] = useState(value);
  // A value from elsewhere replaces what was typed and not yet taken.
  if (seen !== value) {
    setSeen(value);
    setTyped(null);
  }

  const take = () => {
    setLeft(true);
    if (typed === null) return;
    const day = typed.trim() === '' ? null : parseDay(typed);
    // A text that is no day stays, with the reason under it.
    if (day === null && typed.trim() !== '') return;
    setTyped(null);
    if (day !== value) onChange(day);
  };
  const message = error ?? (isBad && left ? t.frame.badDay : undefined);
  return (
    <Box sx={{ position: 'relative' }}>
      <TextField
        label={label}
        value={shown}
        placeholder={t.frame.dayHint}
        onChange={(event) => {
          setTyped(event.target.value);
          setLeft(false);
        }}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
        }}
        error={message !== undefined}
        helperText={message ?? helperText}
        {...rest}
        slotProps={{
          htmlInput: { inputMode: 'numeric', autoComplete: 'off' },
          inputLabel: { shrink: true },
          input: {
            endAdornment: (
              <InputAdornment position="end">
                <IconButton
                  aria-label={t.frame.openCalendar}
                  edge="end"
                  tabIndex={-1}
                  disabled={isForeign || (rest.disabled ?? false)}
                  onClick={() => picker.current?.showPicker?.()}
                >
                  <CalendarIcon sx={{ fontSize: 16 }} />
                </IconButton>
              </InputAdornment>
            ),
          },
        }}
      />
      <Box
        component="input"
        type="date"
        ref={picker}
        tabIndex={-1}
        aria-hidden
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
        sx={{
          position: 'absolute',
          right: 0,
          bottom: 0,
          width: 1,
          height: 1,
          opacity: 0,
          border: 0,
          padding: 0,
          pointerEvents: 'none',
        }}
      />
    </Box>
  );
}

interface CountFieldProps {
  readonly label: string;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  readonly helperText?: ReactNode;
  readonly error?: string | undefined;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
}
/** A whole number typed as 1204 or 1.204, shown as 1.204; empty means not known. */
export function CountField({ label, value, onChange, helperText, error, ...rest }: CountFieldProps) {
  const t = useText();
  const [typed, setTyped] = useState<string | null>(null);
  const [seen, setSeen] = useState(value);
  // A value from elsewhere replaces what was typed and not yet taken.
  if (seen !== value) {
    setSeen(value);
    setTyped(null);
  }
  const shown = typed ?? (value === null ? '' : formatCount(value));
  const isBad = typed !== null && typed.trim() !== '' && parseCount(typed) === null;
  const take = () => {
    if (typed === null || isBad) return;
    const count = typed.trim() === '' ? null : parseCount(typed);
    setTyped(null);
    if (count !== value) onChange(count);
  };
  const message = error ?? (isBad ? t.frame.badCount : undefined);
  return (
    <TextField
      label={label}
      value={shown}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take();
      }}
      error={message !== undefined}
      helperText={message ?? helperText}
      {...rest}
      slotProps={{ htmlInput: { inputMode: 'numeric', autoComplete: 'off' } }}
    />
  );
}

interface AutoTextProps<Row extends Revised> {
  readonly autosave: Autosave<Row>;
  readonly field: keyof Row & string;
  readonly label: string;
  /** An empty field is "not known" (null). */
  readonly nullable?: boolean;
  readonly multiline?: boolean;
  /** One line of text that may be long: shown whole, over several lines, but without breaks of its own. */
  readonly wraps?: boolean;
  readonly minRows?: number;
  readonly maxLength?: number;
  readonly helperText?: ReactNode;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  readonly required?: boolean;
}
interface TypedEvent {
  readonly target: { readonly value: string };
  readonly nativeEvent?: unknown;
}
/** Props of a multiline field that holds one line: Enter breaks nothing, pasted breaks become blanks. */
export function oneLine(onChange: (event: TypedEvent) => void, onEnter?: () => void) {
  return {
    onChange(event: TypedEvent) {
      onChange({
        target: { value: event.target.value.replace(/\s*[\r\n]+\s*/g, ' ') },
        nativeEvent: event.nativeEvent,
      });
    },
    onKeyDown(event: KeyboardEvent) {
      if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
      event.preventDefault();
      onEnter?.();
    },
  };
}

/** A text field of an autosaved row, with the fault of its last saving under it. */
export function AutoText<Row extends Revised>({
  autosave,
  field,
  nullable = false,
  multiline = false,
  wraps = false,
  minRows = 2,
  maxLength,
  helperText,
  ...rest
}: AutoTextProps<Row>) {
  const state = autosave.state;
  const fieldError = useFieldError(state.kind === 'error' ? state.error : null)(field);
  const binding = autosave.text(field, { nullable });
  return (
    <TextField
      {...binding}
      {...rest}
      {...(multiline ? { multiline: true, minRows, maxRows: 14 } : {})}
      {...(wraps ? { ...oneLine(binding.onChange), multiline: true } : {})}
      error={fieldError !== undefined}
      helperText={fieldError ?? helperText}
      slotProps={{ htmlInput: { autoComplete: 'off', ...(maxLength === undefined ? {} : { maxLength }) } }}
    />
  );
}

export interface Choice<V extends string> {
  readonly value: V;
  readonly label: string;
}
interface SelectFieldProps<V extends string> {
  readonly label: string;
  readonly value: V | null;
  readonly choices: readonly Choice<V>[];
  readonly onChange: (value: V | null) => void;
  /** Words for "none chosen"; without them a choice is required. */
  readonly emptyLabel?: string;
  readonly helperText?: ReactNode;
  readonly error?: string | undefined;
  readonly disabled?: boolean;
}
/** One of a few values. */
export function SelectField<V extends string>({
  label,
  value,
  choices,
  onChange,
  emptyLabel,
  helperText,
  error,
  disabled = false,
}: SelectFieldProps<V>) {
  const id = useId();
  return (
    <TextField
      select
      id={id}
      label={label}
      value={value ?? ''}
      disabled={disabled}
      error={error !== undefined}
      helperText={error ?? helperText}
      onChange={(event) => {
        const chosen = choices.find((choice) => choice.value === event.target.value);
        onChange(chosen?.value ?? null);
      }}
      slotProps={{
        select: { displayEmpty: emptyLabel !== undefined },
        inputLabel: emptyLabel === undefined ? {} : { shrink: true },
      }}
    >
      {emptyLabel === undefined ? null : (
        <MenuItem value="">
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {emptyLabel}
          </Box>
        </MenuItem>
      )}
      {choices.map((choice) => (
        <MenuItem key={choice.value} value={choice.value} sx={{ whiteSpace: 'normal' }}>
          {choice.label}
        </MenuItem>
      ))}
    </TextField>
  );
}
