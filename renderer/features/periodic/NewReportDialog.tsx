// A report that is not one of those waiting in the list: one of the four of another year, or one asked for in between.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { PeriodReport } from '../../../core/contract/period-reports.ts';
import { type PeriodKind, periodKind } from '../../../core/contract/settings.ts';
import { useCommand } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { DayField, SelectField, useFieldError } from '../../components/Fields.tsx';
import { ErrorState } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';
import { isYear } from '../plans/FormParts.tsx';

interface NewReportDialogProps {
  readonly year: number;
  readonly today: string;
  /** Those of this year: the four are there once each. */
  readonly taken: readonly PeriodReport[];
  readonly onMade: (id: string) => void;
  readonly onClose: () => void;
}

export function NewReportDialog({ year: first, today, taken, onMade, onClose }: NewReportDialogProps) {
  const t = useText();
  const w = t.periodic;
  const create = useCommand('periodReports.create', { quiet: true });
  const faultOf = useFieldError(create.error?.value);
  const [kind, setKind] = useState<PeriodKind>('other');
  const [year, setYear] = useState(String(first));
  const [title, setTitle] = useState('');
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState<string | null>(null);
  const [dueOn, setDueOn] = useState<string | null>(null);
  const [agencyDueOn, setAgencyDueOn] = useState<string | null>(null);
  const goodYear = isYear(year);
  const inOrder = from === null || to === null || from <= to;
  const same =
    kind === 'other' ? undefined : taken.find((one) => one.kind === kind && String(one.year) === year);
  const needsDays = kind === 'other';
  const ready =
    goodYear &&
    inOrder &&
    (!needsDays || (from !== null && to !== null && title.trim() !== '')) &&
    !create.pending;

  async function submit() {
    if (same !== undefined) {
      onMade(same.id);
      return;
    }
    if (!ready) return;
    const made = await create.run({
      kind,
      year: Number(year),
      ...(title.trim() === '' ? {} : { title: title.trim() }),
      ...(from === null ? {} : { periodFrom: from }),
      ...(to === null ? {} : { periodTo: to }),
      ...(dueOn === null ? {} : { dueOn }),
      ...(agencyDueOn === null ? {} : { agencyDueOn }),
      today,
    });
    if (made === undefined) return;
    showUndo(w.begun(made.title));
    onMade(made.id);
  }
  return (
    <Dialog open onClose={onClose} aria-labelledby="new-period-report">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <DialogTitle id="new-period-report">{w.new.title}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2, '&&': { pt: 1 } }}>
          <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: '1fr 8rem', alignItems: 'start' }}>
            <SelectField
              label={w.fields.kind}
              value={kind}
              choices={periodKind.options.map((value) => ({ value, label: w.kinds[value] }))}
              onChange={(next) => {
                setKind(next ?? 'other');
                create.reset();
              }}
            />
            <TextField
              label={w.fields.year}
              value={year}
              error={!goodYear}
              helperText={goodYear ? undefined : w.new.yearFault}
              onChange={(event) => setYear(event.target.value)}
              slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 4, autoComplete: 'off' } }}
            />
          </Box>
          <TextField
            label={w.fields.title}
            value={title}
            required={needsDays}
            error={faultOf('title') !== undefined}
            helperText={faultOf('title')}
            onChange={(event) => setTitle(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 500, autoComplete: 'off' } }}
          />
          <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: '1fr 1fr', alignItems: 'start' }}>
            <DayField
              label={w.fields.periodFrom}
              value={from}
              required={needsDays}
              onChange={setFrom}
              error={faultOf('periodFrom')}
            />
            <DayField
              label={w.fields.periodTo}
              value={to}
              required={needsDays}
              onChange={setTo}
              error={inOrder ? faultOf('periodTo') : w.new.order}
            />
            <DayField label={w.fields.agencyDueOn} value={agencyDueOn} onChange={setAgencyDueOn} />
            <DayField label={w.fields.dueOn} value={dueOn} onChange={setDueOn} error={faultOf('dueOn')} />
          </Box>
          <Typography variant="caption" color="text.secondary">
            {needsDays ? w.new.otherDays : w.new.bySchedule}
          </Typography>
          {create.error === null ? null : <ErrorState error={create.error} compact />}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{t.frame.cancel}</Button>
          <Button type="submit" variant="contained" disabled={same === undefined && !ready}>
            {same === undefined ? w.new.submit : w.new.openSame}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
