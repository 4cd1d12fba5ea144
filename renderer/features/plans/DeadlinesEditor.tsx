// The deadlines of a round: settings of the plan, never constants. An empty number means that there is none.
import { useId, useState } from 'react';
import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { deadlines as deadlinesShape } from '../../../core/contract/plans.ts';
import type { DeadlineRule, Deadlines } from '../../../core/contract/plans.ts';
import { formatCount, parseCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import type { Texts } from '../../i18n/text.tsx';

type Step = keyof Deadlines;
const steps = Object.keys(deadlinesShape.shape) as Step[];
const units = ['day', 'working_day'] as const;
const MOST_DAYS = 365;

/** "Chậm nhất 5 ngày làm việc trước ngày đầu của cuộc kiểm tra." */
function meaning(step: Step, rule: DeadlineRule | undefined, t: Texts): string {
  const w = t.plans.deadlines;
  if (rule === undefined) return w.none;
  return rule.days === 0 ? w.sameDay[step] : w.meaning[step](w.amount[rule.unit](formatCount(rule.days)));
}

interface DeadlinesEditorProps {
  readonly value: Deadlines;
  readonly onChange: (value: Deadlines) => void;
}
export function DeadlinesEditor({ value, onChange }: DeadlinesEditorProps) {
  const t = useText();
  const w = t.plans.deadlines;
  const id = useId();
  const put = (step: Step, rule: DeadlineRule | null) => {
    const { [step]: _old, ...others } = value;
    onChange(rule === null ? others : { ...others, [step]: rule });
  };
  return (
    <Box role="list" aria-label={w.title} sx={{ display: 'grid', gap: 1 }}>
      {steps.map((step) => {
        const rule = value[step];
        return (
          <Box
            key={step}
            role="listitem"
            data-field={`deadlines.${step}`}
            sx={{
              display: 'grid',
              gridTemplateColumns: { xs: '5.5rem 9rem 1fr', md: '12.5rem 5.5rem 9rem minmax(0, 1fr)' },
              columnGap: 1.5,
              alignItems: 'center',
              fontSize: '0.8125rem',
              lineHeight: 1.5,
            }}
          >
            <Box sx={{ gridColumn: { xs: 'span 3', md: 'auto' }, fontWeight: 500 }}>{w.steps[step]}</Box>
            <DaysInput
              label={`${w.number}: ${w.steps[step]}`}
              value={rule?.days ?? null}
              onChange={(days) =>
                put(step, days === null ? null : { days, unit: rule?.unit ?? 'working_day' })
              }
            />
            <TextField
              select
              id={`${id}-${step}`}
              value={rule?.unit ?? 'working_day'}
              disabled={rule === undefined}
              onChange={(event) => {
                const unit = units.find((one) => one === event.target.value);
                if (rule !== undefined && unit !== undefined) put(step, { ...rule, unit });
              }}
              slotProps={{ select: { SelectDisplayProps: { 'aria-label': `${w.unit}: ${w.steps[step]}` } } }}
            >
              {units.map((unit) => (
                <MenuItem key={unit} value={unit}>
                  {w.units[unit]}
                </MenuItem>
              ))}
            </TextField>
            <Box
              sx={{
                color: 'text.secondary',
                fontSize: '0.75rem',
              }}
            >
              {meaning(step, rule, t)}
            </Box>
          </Box>
        );
      })}
    </Box>
  );
}

interface DaysInputProps {
  readonly label: string;
  readonly value: number | null;
  readonly onChange: (days: number | null) => void;
}
/** Read when it is left; what is no number of days stays, with the reason. */
function DaysInput({ label, value, onChange }: DaysInputProps) {
  const t = useText();
  const [typed, setTyped] = useState<string | null>(null);
  const [seen, setSeen] = useState(value);
  // A value from elsewhere replaces what was typed and not yet taken.
  if (seen !== value) {
    setSeen(value);
    setTyped(null);
  }
  const shown = typed ?? (value === null ? '' : String(value));
  const days = shown.trim() === '' ? null : parseCount(shown);
  const isBad = shown.trim() !== '' && (days === null || days > MOST_DAYS);
  const take = () => {
    if (typed === null || isBad) return;
    setTyped(null);
    if (days !== value) onChange(days);
  };
  return (
    <TextField
      value={shown}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take();
      }}
      error={isBad}
      helperText={isBad ? t.plans.deadlines.tooMany(String(MOST_DAYS)) : undefined}
      slotProps={{
        htmlInput: { 'aria-label': label, inputMode: 'numeric', autoComplete: 'off', maxLength: 5 },
      }}
    />
  );
}
