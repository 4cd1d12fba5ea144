// Visits that look at what was remedied: the agencies go into a round that is there, or into one made for this.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router';
import type { Output } from '../../../core/contract/index.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { AgenciesPicker } from '../../components/AgencyPicker.tsx';
import type { AgencyChoice } from '../../components/AgencyPicker.tsx';
import { ChoiceToggle } from '../../components/ChoiceToggle.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { SelectField, useFieldError } from '../../components/Fields.tsx';
import { ErrorState } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';

/** More are read as a list; they are chosen before, in the table. */
const PICKED = 40;
/** As many as go into a round at once. */
const MOST = 500;

interface FollowUpDialogProps {
  readonly agencies: readonly AgencyChoice[];
  /** The round whose recommendations are looked at: its settings are offered for a new one. */
  readonly planId: string | null;
  readonly today: string;
  readonly onClose: () => void;
}

export function FollowUpDialog({ agencies, planId, today, onClose }: FollowUpDialogProps) {
  const t = useText();
  const w = t.remediation.followUp;
  const [chosen, setChosen] = useState(agencies);
  const [target, setTarget] = useState<'there' | 'new'>('new');
  const [toPlanId, setToPlan] = useState<string | null>(null);
  const [copyFrom, setCopyFrom] = useState(planId);
  const [typedYear, setYear] = useState(today.slice(0, 4));
  const year = /^[12]\d{3}$/u.test(typedYear) ? Number(typedYear) : null;
  const [typedTitle, setTitle] = useState<string | null>(null);
  const title = typedTitle ?? (year === null ? '' : w.titleOf(String(year)));
  const [made, setMade] = useState<Output<'remediation.planFollowUp'> | null>(null);
  const plans = useQueryOf('plans.list', {});
  const command = useCommand('remediation.planFollowUp', { quiet: true });
  const faultOf = useFieldError(command.error?.value);
  const choices = (plans.data ?? []).map((plan) => ({ value: plan.id, label: plan.title, plan }));
  const incomplete =
    chosen.length === 0 ||
    chosen.length > MOST ||
    (target === 'there' ? toPlanId === null : title.trim() === '' || year === null || copyFrom === null);

  async function submit() {
    if (incomplete) return;
    const done = await command.run({
      agencyIds: chosen.map(({ id }) => id),
      target:
        target === 'there'
          ? { planId: toPlanId ?? '' }
          : { title: title.trim(), year: year ?? 0, copySettingsFrom: copyFrom ?? '' },
    });
    if (done !== undefined) setMade(done);
  }
  if (made !== null) {
    return (
      <Dialog open onClose={onClose} aria-labelledby="follow-up-made">
        <DialogTitle id="follow-up-made">{w.title}</DialogTitle>
        <DialogContent>
          <Typography variant="body2">{w.made(formatCount(made.visitIds.length))}</Typography>
          {made.leftOut.length === 0 ? null : (
            <Typography variant="body2" color="text.secondary">
              {w.leftOut(made.leftOut.join('; '))}
            </Typography>
          )}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{t.frame.close}</Button>
          <Button variant="contained" component={Link} to={`/plans/${made.planId}/schedule`}>
            {w.open}
          </Button>
        </DialogActions>
      </Dialog>
    );
  }
  return (
    <ConfirmDialog
      open
      title={w.title}
      confirmLabel={w.make(formatCount(chosen.length))}
      pending={command.pending}
      disabled={incomplete}
      onConfirm={() => void submit()}
      onClose={onClose}
    >
      <Box sx={{ display: 'grid', gap: 1.75, pt: 0.5, minWidth: { sm: '30rem' } }}>
        <Typography variant="body2" color="text.secondary">
          {w.lead}
        </Typography>
        {agencies.length > PICKED ? (
          <Box>
            <Typography variant="subtitle2" component="h3">
              {w.agencies} ({formatCount(chosen.length)})
            </Typography>
            <Box
              tabIndex={0}
              role="region"
              aria-label={w.agencies}
              sx={{ maxHeight: '10rem', overflow: 'auto', fontSize: '0.8125rem' }}
            >
              {chosen.map(({ name }) => name).join('; ')}
            </Box>
            {chosen.length > MOST ? (
              <Typography variant="body2" color="error" role="alert">
                {w.tooMany(formatCount(MOST))}
              </Typography>
            ) : null}
          </Box>
        ) : (
          <AgenciesPicker
            required
            label={w.agencies}
            on={null}
            value={chosen}
            onChange={setChosen}
            error={chosen.length === 0 ? w.need : faultOf('agencyIds')}
          />
        )}
        <Box>
          <ChoiceToggle
            label={w.target}
            value={target}
            choices={(['new', 'there'] as const).map((value) => ({ value, label: w.targets[value] }))}
            onChange={setTarget}
          />
        </Box>
        {target === 'there' ? (
          <SelectField
            label={w.plan}
            value={toPlanId}
            choices={choices.filter(({ plan }) => plan.status !== 'closed' && plan.status !== 'cancelled')}
            onChange={setToPlan}
            error={faultOf('target')}
          />
        ) : (
          <>
            <TextField
              required
              label={w.newTitle}
              value={title}
              onChange={(event) => setTitle(event.target.value)}
              slotProps={{ htmlInput: { maxLength: 500 } }}
            />
            <TextField
              required
              label={w.year}
              value={typedYear}
              onChange={(event) => setYear(event.target.value)}
              slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 4, autoComplete: 'off' } }}
            />
            <SelectField label={w.copyFrom} value={copyFrom} choices={choices} onChange={setCopyFrom} />
          </>
        )}
        {command.error === null ? null : <ErrorState error={command.error} compact />}
      </Box>
    </ConfirmDialog>
  );
}
