// Back to one copy: what is here now and what comes back, what is put aside, and that the present state is saved first.
import { useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import LinearProgress from '@mui/material/LinearProgress';
import Switch from '@mui/material/Switch';
import Typography from '@mui/material/Typography';
import type { BackupRow, RestorePreview } from '../../../core/contract/backups.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { goToRestored, restoringHere } from '../../api/reopening.ts';
import { flushAll } from '../../api/save-states.ts';
import { plainTable } from '../../components/plain-table.ts';
import { ErrorState } from '../../components/States.tsx';
import { formatCount, momentOf } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { SecretForm, wantsSecret } from './SecretForm.tsx';
import { countsByKind } from './record-kinds.ts';

interface RestoreDialogProps {
  readonly backup: BackupRow;
  readonly onClose: () => void;
}

export function RestoreDialog({ backup, onClose }: RestoreDialogProps) {
  const t = useText();
  const w = t.backups.restoring;
  const [secret, setSecret] = useState<string | null>(null);
  const which = { name: backup.name, place: backup.place, secret };
  const preview = useQueryOf('backups.preview', which);
  const restore = useCommand('backups.restore', { quiet: true });
  const when = momentOf(backup.madeAt);
  async function confirm() {
    // What is being typed belongs to the state that is saved first.
    await flushAll();
    const done = await restoringHere(() => restore.run(which));
    if (done !== undefined) goToRestored(done.restored.madeAt);
  }
  const asks = wantsSecret(preview.error);
  return (
    <Dialog
      open
      onClose={() => {
        if (!restore.pending) onClose();
      }}
      aria-labelledby="restore-title"
      maxWidth="md"
    >
      <DialogTitle id="restore-title">{w.title(when)}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 1.5, '&&': { pt: 1 } }}>
        {restore.pending ? (
          <Busy text={w.running} />
        ) : preview.data !== undefined ? (
          <Preview preview={preview.data} />
        ) : preview.isFetching ? (
          <Busy text={w.reading} />
        ) : asks ? (
          <SecretForm wrong={secret} onSecret={setSecret} />
        ) : preview.error === null ? null : (
          <ErrorState error={preview.error} compact onRetry={() => void preview.refetch()} />
        )}
        {restore.error === null ? null : <ErrorState error={restore.error} compact />}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose} disabled={restore.pending}>
          {t.frame.cancel}
        </Button>
        <Button
          variant="contained"
          disabled={preview.data === undefined || restore.pending}
          onClick={() => void confirm()}
        >
          {w.confirm}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

export function Busy({ text }: { readonly text: string }) {
  return (
    <Box sx={{ py: 1 }}>
      <Typography variant="body2" component="output">
        {text}
      </Typography>
      <LinearProgress aria-label={text} sx={{ mt: 1 }} />
    </Box>
  );
}

function Preview({ preview }: { readonly preview: RestorePreview }) {
  const t = useText();
  const w = t.backups.restoring;
  const counts = countsByKind(preview.tables);
  const differing = counts.filter(({ here, back }) => here !== back);
  const [onlyDifferent, setOnlyDifferent] = useState(differing.length > 0);
  const shown = onlyDifferent ? differing : counts;
  const here = counts.reduce((sum, one) => sum + one.here, 0);
  const back = counts.reduce((sum, one) => sum + one.back, 0);
  return (
    <>
      <Alert severity="info" variant="outlined">
        <Typography variant="body2">{w.before}</Typography>
        <Typography variant="body2">
          {preview.stepsAfter === 0 || preview.lastStepAt === null
            ? w.noSteps
            : w.stepsAfter(formatCount(preview.stepsAfter), momentOf(preview.lastStepAt))}
        </Typography>
      </Alert>
      {preview.backup.proven ? null : (
        <Alert severity="warning" variant="outlined">
          {w.unproven}
        </Alert>
      )}
      {preview.missingFiles === 0 ? null : (
        <Alert severity="warning" variant="outlined">
          {w.missingFiles(formatCount(preview.missingFiles))}
        </Alert>
      )}
      {preview.migrates ? (
        <Typography variant="body2" color="text.secondary">
          {w.migrates}
        </Typography>
      ) : null}
      <Box sx={{ overflowX: 'auto' }}>
        <Box component="table" aria-label={w.kind} sx={plainTable}>
          <thead>
            <tr>
              <th scope="col">{w.kind}</th>
              <th scope="col" className="number">
                {w.now}
              </th>
              <th scope="col" className="number">
                {w.restored}
              </th>
              <th scope="col" className="number">
                {w.difference}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <Line key={one.kind} name={t.backups.kinds[one.kind]} here={one.here} back={one.back} />
            ))}
            <Line name={w.all} here={here} back={back} strong />
          </tbody>
        </Box>
      </Box>
      {differing.length > 0 && differing.length < counts.length ? (
        <FormControlLabel
          label={w.onlyDifferent}
          slotProps={{ typography: { variant: 'body2' } }}
          control={
            <Switch size="small" checked={onlyDifferent} onChange={(_event, on) => setOnlyDifferent(on)} />
          }
        />
      ) : null}
    </>
  );
}

interface LineProps {
  readonly name: string;
  readonly here: number;
  readonly back: number;
  readonly strong?: boolean;
}
function Line({ name, here, back, strong = false }: LineProps) {
  const w = useText().backups.restoring;
  const difference = back - here;
  return (
    <Box component="tr" sx={strong ? { '&& > *': { fontWeight: 600 } } : {}}>
      <th scope="row">{name}</th>
      <td className="number">{formatCount(here)}</td>
      <td className="number">{formatCount(back)}</td>
      <Box
        component="td"
        className="number"
        sx={{ color: difference === 0 ? 'text.secondary' : difference < 0 ? 'error.main' : 'text.primary' }}
      >
        {difference === 0 ? w.same : `${difference < 0 ? '−' : '+'}${formatCount(Math.abs(difference))}`}
      </Box>
    </Box>
  );
}
