// The grid of a plan's forms: titled sections of twelve columns, and the places that a review can point at.
import { useEffect, useRef, useState } from 'react';
import type { FormEvent, KeyboardEvent, ReactNode } from 'react';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useLocation, useSearchParams } from 'react-router';
import { useText } from '../../i18n/text.tsx';

export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Box component="section" sx={{ mb: 3 }}>
      <Typography variant="h2" sx={{ mb: 1.25 }}>
        {title}
      </Typography>
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: 'repeat(12, minmax(0, 1fr))',
          gap: 1.5,
          alignItems: 'start',
        }}
      >
        {children}
      </Box>
    </Box>
  );
}

interface PartProps {
  readonly span?: number;
  /** The wire name of what stands here: `?field=` brings the cursor to it. */
  readonly field?: string;
  readonly children: ReactNode;
}
export function Part({ span = 12, field, children }: PartProps) {
  return (
    <Box data-field={field} sx={{ gridColumn: { xs: 'span 12', sm: `span ${String(span)}` }, minWidth: 0 }}>
      {children}
    </Box>
  );
}

const focusable =
  'input:not([type="hidden"]):not([aria-hidden]), textarea:not([aria-hidden]), [tabindex], button';

/** Brings what `?field=` names into view and gives it the cursor. A field of a list falls back to its list. */
export function useFieldJump(): void {
  const [params] = useSearchParams();
  const { key } = useLocation();
  const field = params.get('field');
  useEffect(() => {
    if (field === null) return;
    const find = (name: string) => document.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"]`);
    const place = find(field) ?? find(field.split('.')[0] ?? '');
    if (place === null) return;
    place.scrollIntoView({ block: 'center' });
    place.querySelector<HTMLElement>(focusable)?.focus({ preventScroll: true });
  }, [field, key]);
}

interface YearFieldProps {
  readonly label: string;
  readonly value: number | null;
  readonly onChange: (year: number | null) => void;
  readonly error?: string | undefined;
}
/** A year is a number without points: 2019, not 2.019. */
export function YearField({ label, value, onChange, error }: YearFieldProps) {
  const t = useText();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? (value === null ? '' : String(value));
  const isBad = shown.trim() !== '' && !isYear(shown);
  return (
    <TextField
      label={label}
      value={shown}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => {
        if (typed === null || isBad) return;
        const year = typed.trim() === '' ? null : Number(typed.trim());
        setTyped(null);
        if (year !== value) onChange(year);
      }}
      error={isBad || error !== undefined}
      helperText={error ?? (isBad ? t.plans.badYear : undefined)}
      slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 4 } }}
    />
  );
}

export function isYear(text: string): boolean {
  return /^(19|20|21)\d\d$/.test(text.trim());
}

interface PanelProps {
  readonly label?: string;
  /** Esc steps back, whichever field has the cursor; what was typed is saved. */
  readonly onEscape?: () => void;
  readonly onSubmit?: () => void;
  readonly children: ReactNode;
}
/** A form that opens among the lines it belongs to. */
export function Panel({ label, onEscape, onSubmit, children }: PanelProps) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <Box
      ref={box}
      component={onSubmit === undefined ? 'section' : 'form'}
      aria-label={label}
      {...(onSubmit === undefined ? {} : { noValidate: true })}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        onSubmit?.();
      }}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'Escape' || event.defaultPrevented || onEscape === undefined) return;
        event.stopPropagation();
        onEscape();
      }}
      sx={{
        display: 'grid',
        gridTemplateColumns: 'repeat(12, minmax(0, 1fr))',
        gap: 1.5,
        alignItems: 'start',
        p: 1.5,
        mb: 1.5,
        border: '1px solid',
        borderColor: 'divider',
        borderRadius: 1,
      }}
    >
      {children}
    </Box>
  );
}
