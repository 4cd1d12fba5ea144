// A new annual plan: whose, which year, its name, and whose tasks it begins with.
import { useState } from 'react';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import type { ParPlan } from '../../../core/contract/tasks.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { AgencyPicker, type AgencyChoice } from '../../components/AgencyPicker.tsx';
import { SelectField, useFieldError } from '../../components/Fields.tsx';
import { ErrorState } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';
import { isYear } from '../plans/FormParts.tsx';

interface NewAnnualPlanProps {
  /** Those that tasks can be copied from. */
  readonly plans: readonly ParPlan[];
  readonly onMade: (made: ParPlan) => void;
  readonly onClose: () => void;
}

export function NewAnnualPlan({ plans, onMade, onClose }: NewAnnualPlanProps) {
  const t = useText();
  const w = t.tasks;
  const status = useQueryOf('system.status', {});
  const create = useCommand('parPlans.create', { quiet: true });
  const faultOf = useFieldError(create.error?.value);
  const [whose, setWhose] = useState<'own' | 'agency'>('own');
  const [agency, setAgency] = useState<AgencyChoice | null>(null);
  const [year, setYear] = useState<string | null>(null);
  const [title, setTitle] = useState<string | null>(null);
  const [copyFromId, setCopyFromId] = useState<string | null>(null);
  const shownYear = year ?? status.data?.today.slice(0, 4) ?? '';
  const shownTitle = title ?? (isYear(shownYear) ? w.defaultName(shownYear) : '');
  const ready =
    isYear(shownYear) && shownTitle.trim() !== '' && (whose === 'own' || agency !== null) && !create.pending;

  async function submit() {
    if (!ready) return;
    const made = await create.run({
      agencyId: whose === 'own' ? null : (agency?.id ?? null),
      year: Number(shownYear),
      title: shownTitle.trim(),
      ...(copyFromId === null ? {} : { copyFromId }),
    });
    if (made !== undefined) onMade(made);
  }
  return (
    <Dialog open fullWidth maxWidth="sm" onClose={onClose} aria-labelledby="new-annual-plan">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <DialogTitle id="new-annual-plan">{w.create}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2, '&&': { pt: 1 } }}>
          <TextField
            autoFocus
            label={w.year}
            value={shownYear}
            onChange={(event) => setYear(event.target.value)}
            error={!isYear(shownYear)}
            slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 4, autoComplete: 'off' } }}
          />
          <SelectField
            label={w.whose}
            value={whose}
            choices={[
              { value: 'own', label: status.data?.office?.name ?? w.ownOffice },
              { value: 'agency', label: w.ofAgency },
            ]}
            onChange={(next) => setWhose(next ?? 'own')}
          />
          {whose === 'agency' ? (
            <AgencyPicker
              label={w.agency}
              required
              on={isYear(shownYear) ? `${shownYear}-12-31` : null}
              withEnded
              value={agency}
              onChange={setAgency}
            />
          ) : null}
          <TextField
            label={w.name}
            required
            value={shownTitle}
            onChange={(event) => setTitle(event.target.value)}
            error={faultOf('title') !== undefined}
            helperText={faultOf('title')}
            slotProps={{ htmlInput: { maxLength: 500 } }}
          />
          {plans.length === 0 ? null : (
            <SelectField
              label={w.copyFrom}
              value={copyFromId}
              emptyLabel={w.copyNone}
              helperText={w.copyHint}
              choices={plans.map((plan) => ({
                value: plan.id,
                label: plan.agencyName === null ? plan.title : `${plan.title} · ${plan.agencyName}`,
              }))}
              onChange={setCopyFromId}
            />
          )}
          {create.error === null || create.error.value.fields !== undefined ? null : (
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
