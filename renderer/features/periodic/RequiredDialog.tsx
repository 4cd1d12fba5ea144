// Choosing who must report for the period: every agency in force, by kind, or one by one.
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { AgencyRow } from '../../../core/contract/agencies.ts';
import type { AgencyReport, PeriodReport } from '../../../core/contract/period-reports.ts';
import { useCommand } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { showUndo } from '../../api/toasts.ts';
import { ErrorState, Loaded } from '../../components/States.tsx';
import { formatCount, shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { agenciesInForce, type KindGroup, groupState, groupsOf, withAll } from './required-choice.ts';

interface RequiredDialogProps {
  readonly report: PeriodReport;
  readonly required: readonly AgencyReport[];
  readonly today: string;
  readonly onClose: () => void;
}
export function RequiredDialog({ report, required, today, onClose }: RequiredDialogProps) {
  const w = useText().periodic.required;
  const on = report.periodTo;
  const agencies = useQuery({
    queryKey: ['agencies.list', { everyOneOn: on }],
    queryFn: () => agenciesInForce(on),
  });
  return (
    <Dialog open onClose={onClose} maxWidth="md" aria-labelledby="required-title">
      <DialogTitle id="required-title">{w.title}</DialogTitle>
      <Loaded query={agencies} skeleton={<Box sx={{ p: 3 }}>…</Box>}>
        {(rows) => <Choice report={report} required={required} rows={rows} today={today} onClose={onClose} />}
      </Loaded>
    </Dialog>
  );
}

interface ChoiceProps extends RequiredDialogProps {
  readonly rows: readonly AgencyRow[];
}
function Choice({ report, required, rows, today, onClose }: ChoiceProps) {
  const t = useText();
  const w = t.periodic.required;
  const set = useCommand('agencyReports.setRequired', { quiet: true });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(required.map(({ agencyId }) => agencyId)),
  );
  const [find, setFind] = useState('');
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const groups = groupsOf(rows, find);
  const searching = find.trim() !== '';

  async function submit() {
    if (set.pending) return;
    await flushAll();
    const done = await set.run({ reportId: report.id, agencyIds: [...chosen], today });
    if (done === undefined) return;
    const [added, removed, kept] = [done.added, done.removed, done.kept].map(formatCount) as [
      string,
      string,
      string,
    ];
    showUndo(done.kept === 0 ? w.done(added, removed) : w.doneKept(added, removed, kept));
    onClose();
  }
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event: { preventDefault(): void }) => {
        event.preventDefault();
        void submit();
      }}
      sx={{ display: 'flex', flexDirection: 'column', minHeight: 0 }}
    >
      <DialogContent dividers sx={{ display: 'grid', gap: 1.5, alignContent: 'start' }}>
        <Typography variant="body2" color="text.secondary">
          {w.lead(shortDay(report.periodTo))} {w.keepHint}
        </Typography>
        {rows.length === 0 ? (
          <Typography variant="body2">{w.noAgencies}</Typography>
        ) : (
          <>
            <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
              <TextField
                value={find}
                placeholder={w.find}
                onChange={(event) => setFind(event.target.value)}
                slotProps={{ htmlInput: { 'aria-label': w.find, maxLength: 200, autoComplete: 'off' } }}
                sx={{ width: '18rem' }}
              />
              <Button
                onClick={() =>
                  setChosen(
                    withAll(
                      chosen,
                      rows.map(({ id }) => id),
                      true,
                    ),
                  )
                }
              >
                {`${w.all} (${formatCount(rows.length)})`}
              </Button>
              <Button color="secondary" onClick={() => setChosen(new Set())}>
                {w.none}
              </Button>
            </Box>
            <Box>
              {groups.map((group) => (
                <Group
                  key={group.kind}
                  group={group}
                  chosen={chosen}
                  isOpen={searching || open.has(group.kind)}
                  onOpen={(on) => setOpen(withAll(open, [group.kind], on))}
                  onChoose={(ids, on) => setChosen(withAll(chosen, ids, on))}
                />
              ))}
            </Box>
          </>
        )}
        {set.error === null ? null : <ErrorState error={set.error} compact />}
      </DialogContent>
      <DialogActions sx={{ px: 3, py: 1.5 }}>
        <Typography component="output" variant="body2" sx={{ mr: 'auto' }}>
          {w.count(formatCount(chosen.size))}
        </Typography>
        <Button onClick={onClose}>{t.frame.cancel}</Button>
        <Button type="submit" variant="contained" disabled={set.pending || rows.length === 0}>
          {w.submit}
        </Button>
      </DialogActions>
    </Box>
  );
}

interface GroupProps {
  readonly group: KindGroup;
  readonly chosen: ReadonlySet<string>;
  readonly isOpen: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onChoose: (ids: readonly string[], on: boolean) => void;
}
function Group({ group, chosen, isOpen, onOpen, onChoose }: GroupProps) {
  const t = useText();
  const w = t.periodic.required;
  const state = groupState(group, chosen);
  const name = t.labels.agencyKind[group.kind];
  const count = group.agencies.filter(({ id }) => chosen.has(id)).length;
  return (
    <Box sx={{ borderTop: '1px solid', borderColor: 'divider' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <FormControlLabel
          label={name}
          slotProps={{ typography: { variant: 'body2', sx: { fontWeight: 600 } } }}
          control={
            <Checkbox
              size="small"
              checked={state === 'all'}
              indeterminate={state === 'some'}
              onChange={() =>
                onChoose(
                  group.agencies.map(({ id }) => id),
                  state !== 'all',
                )
              }
              slotProps={{ input: { 'aria-label': w.ofKind(name) } }}
            />
          }
        />
        <Typography variant="body2" color="text.secondary">
          {w.kindCount(formatCount(count), formatCount(group.agencies.length))}
        </Typography>
        <Button
          aria-expanded={isOpen}
          aria-label={`${isOpen ? w.hide : w.show}: ${name}`}
          sx={{ ml: 'auto' }}
          onClick={() => onOpen(!isOpen)}
        >
          {isOpen ? w.hide : w.show}
        </Button>
      </Box>
      {isOpen ? (
        <Box
          sx={{
            display: 'grid',
            gridTemplateColumns: 'repeat(auto-fill, minmax(17rem, 1fr))',
            columnGap: 2,
            pl: 3.5,
            pb: 1,
          }}
        >
          {group.agencies.map(({ id, name: agency }) => (
            <FormControlLabel
              key={id}
              label={agency}
              slotProps={{ typography: { variant: 'body2' } }}
              control={
                <Checkbox
                  size="small"
                  checked={chosen.has(id)}
                  onChange={(_event, on) => onChoose([id], on)}
                  sx={{ py: 0.25 }}
                />
              }
            />
          ))}
        </Box>
      ) : null}
    </Box>
  );
}
