// A new form: whose, and of which days. The two habits propose the days; a person may write any others.
import { useState } from 'react';
import Button from '@mui/material/Button';
import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { StatisticsDetail, StatisticsReport } from '../../../core/contract/statistics.ts';
import { eraOn } from '../../../core/rules/one-stop-form.ts';
import {
  numbersOf,
  type PeriodConvention,
  type PeriodKind,
  periodLabel,
  periodOf,
} from '../../../core/rules/one-stop-periods.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { type AgencyChoice, AgencyPicker } from '../../components/AgencyPicker.tsx';
import { ChoiceToggle } from '../../components/ChoiceToggle.tsx';
import { DayField, SelectField } from '../../components/Fields.tsx';
import { ErrorState } from '../../components/States.tsx';
import { useLanguage, useText } from '../../i18n/text.tsx';
import { isYear } from '../plans/FormParts.tsx';

const kinds: readonly PeriodKind[] = ['month', 'quarter', 'half_year', 'nine_months', 'year', 'other'];

interface NewReportProps {
  readonly agency?: AgencyChoice | null;
  readonly onMade: (made: StatisticsDetail) => void;
  /** The agency has this one for just that period. */
  readonly onExisting: (id: string) => void;
  readonly onClose: () => void;
}

export function NewReport({ agency: given = null, onMade, onExisting, onClose }: NewReportProps) {
  const t = useText();
  const { language } = useLanguage();
  const w = t.statistics;
  const today = useQueryOf('system.status', {}).data?.today;
  const create = useCommand('statistics.create', { quiet: true });
  const [agency, setAgency] = useState<AgencyChoice | null>(given);
  const [convention, setConvention] = useState<PeriodConvention>('cut');
  const [kind, setKind] = useState<PeriodKind>('quarter');
  const [number, setNumber] = useState(1);
  const [year, setYear] = useState<string | null>(null);
  const [days, setDays] = useState<{ from: string | null; to: string | null } | null>(null);
  const [era, setEra] = useState<StatisticsReport['serviceEra'] | null>(null);
  const shownYear = year ?? today?.slice(0, 4) ?? '';
  const proposed = isYear(shownYear)
    ? periodOf({ kind, number: Math.min(number, numbersOf(kind)), year: Number(shownYear), convention })
    : null;
  const { from, to } = days ?? proposed ?? { from: null, to: null };
  const inOrder = from === null || to === null || from <= to;
  const ready = agency !== null && from !== null && to !== null && inOrder && !create.pending;
  const shownEra = era ?? (to === null ? 'full_partial' : eraOn(to));
  const existing = create.error?.code === 'DUPLICATE' ? create.error.value.detail?.['id'] : undefined;

  /** Another proposal takes the place of days that were written by hand. */
  const propose = (change: () => void) => {
    change();
    setDays(null);
    create.reset();
  };
  async function submit() {
    if (agency === null || from === null || to === null || !ready) return;
    const made = await create.run({
      agencyId: agency.id,
      periodKind: kind,
      periodFrom: from,
      periodTo: to,
      serviceEra: shownEra,
    });
    if (made !== undefined) onMade(made);
  }
  return (
    <Dialog open fullWidth maxWidth="sm" onClose={onClose} aria-labelledby="new-report">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <DialogTitle id="new-report">{w.create}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2, '&&': { pt: 1 } }}>
          <AgencyPicker
            label={w.agency}
            required
            autoFocus={given === null}
            on={to}
            withEnded
            value={agency}
            onChange={(next) => {
              setAgency(next);
              create.reset();
            }}
          />
          <ChoiceToggle
            label={w.convention}
            value={convention}
            choices={(['cut', 'calendar'] as const).map((value) => ({ value, label: w.conventions[value] }))}
            onChange={(next) => propose(() => setConvention(next))}
          />
          <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: '1fr 1.4fr 6rem', alignItems: 'start' }}>
            <SelectField
              label={w.kind}
              value={kind}
              choices={kinds.map((value) => ({ value, label: w.kinds[value] }))}
              onChange={(next) =>
                propose(() => {
                  setKind(next ?? 'quarter');
                  setNumber(1);
                })
              }
            />
            <SelectField
              label={w.number}
              value={String(Math.min(number, numbersOf(kind)))}
              disabled={numbersOf(kind) === 1}
              choices={Array.from({ length: numbersOf(kind) }, (_, index) => String(index + 1)).map(
                (value) => ({
                  value,
                  label: w.numbers[kind](value),
                }),
              )}
              onChange={(next) => propose(() => setNumber(Number(next ?? 1)))}
            />
            <TextField
              label={w.year}
              value={shownYear}
              error={!isYear(shownYear)}
              onChange={(event) => propose(() => setYear(event.target.value))}
              slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 4, autoComplete: 'off' } }}
            />
          </Box>
          <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: '1fr 1fr', alignItems: 'start' }}>
            <DayField
              label={w.from}
              required
              value={from}
              onChange={(next) => setDays({ from: next, to })}
              helperText={w.daysHint}
            />
            <DayField
              label={w.to}
              required
              value={to}
              onChange={(next) => setDays({ from, to: next })}
              error={inOrder ? undefined : w.orderHint}
              helperText={
                from !== null && to !== null && inOrder ? periodLabel({ from, to }, language) : undefined
              }
            />
          </Box>
          <SelectField
            label={w.era}
            value={shownEra}
            choices={(['levels', 'full_partial'] as const).map((value) => ({ value, label: w.eras[value] }))}
            onChange={(next) => setEra(next)}
          />
          {typeof existing === 'string' ? (
            <Box role="alert" sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
              <Typography variant="body2">{w.exists}</Typography>
              <Button onClick={() => onExisting(existing)}>{w.openExisting}</Button>
            </Box>
          ) : create.error === null ? null : (
            <ErrorState error={create.error} compact />
          )}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{t.frame.cancel}</Button>
          <Button type="submit" variant="contained" disabled={!ready}>
            {w.create}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
