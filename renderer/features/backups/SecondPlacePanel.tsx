// One more copy on another disk or a stick: where, how it stands there, and what is missing.
import { useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { SecondPlace } from '../../../core/contract/backups.ts';
import { useCommand } from '../../api/query.ts';
import { showNotice } from '../../api/toasts.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { MayButton } from '../../components/MayButton.tsx';
import { ErrorState, FormSkeleton, Loaded } from '../../components/States.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { useText } from '../../i18n/text.tsx';
import { SecondPlaceDialog } from './SecondPlaceDialog.tsx';
import { type useBackups, useDayWords } from './use-backups.ts';

interface SecondPlacePanelProps {
  readonly backups: ReturnType<typeof useBackups>;
}

export function SecondPlacePanel({ backups }: SecondPlacePanelProps) {
  const w = useText().backups.second;
  const [open, setOpen] = useState<'choose' | 'stop' | null>(null);
  return (
    <Box component="section" aria-labelledby="second-place">
      <Typography variant="h2" id="second-place" sx={{ mb: 0.5 }}>
        {w.title}
      </Typography>
      <Loaded query={backups.second} skeleton={<FormSkeleton rows={1} />}>
        {(place) => (
          <>
            <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
              <Box sx={{ flex: '1 1 26rem' }}>
                {place === null ? (
                  <Typography variant="body2" color="text.secondary">
                    {w.none}. {w.text}
                  </Typography>
                ) : (
                  <Place place={place} />
                )}
              </Box>
              <MayButton method="backups.setSecondPlace" variant="outlined" onClick={() => setOpen('choose')}>
                {place === null ? w.choose : w.change}
              </MayButton>
              {place === null ? null : (
                <MayButton method="backups.setSecondPlace" color="secondary" onClick={() => setOpen('stop')}>
                  {w.stop}
                </MayButton>
              )}
            </Box>
            {place?.problem == null ? null : (
              <Alert severity="warning" variant="outlined" sx={{ mt: 1 }}>
                {w.problem[place.problem]}
              </Alert>
            )}
          </>
        )}
      </Loaded>
      {open === 'choose' ? (
        <SecondPlaceDialog onClose={() => setOpen(null)} onChosen={() => void backups.refetch()} />
      ) : null}
      {open === 'stop' ? (
        <StopDialog onClose={() => setOpen(null)} onStopped={() => void backups.refetch()} />
      ) : null}
    </Box>
  );
}

function Place({ place }: { readonly place: SecondPlace }) {
  const w = useText().backups.second;
  const dayWords = useDayWords();
  const states = place.provenAt === null ? w.notYet : w.provenAt(dayWords(place.provenAt));
  return (
    <>
      <Typography component="p" sx={{ fontWeight: 600 }}>
        {place.label}
        {place.label === place.path ? null : (
          <Box component="span" sx={{ color: 'text.secondary', fontWeight: 400, overflowWrap: 'anywhere' }}>
            {' '}
            {place.path}
          </Box>
        )}
      </Typography>
      <Box sx={{ display: 'flex', gap: 1.5, flexWrap: 'wrap', alignItems: 'center' }}>
        <StatusChip
          tone={place.problem !== null ? 'due' : place.provenAt === null ? 'plain' : 'verified'}
          label={states}
        />
        <Typography variant="caption" color="text.secondary">
          {w.chosenAt(dayWords(place.chosenAt))}
        </Typography>
      </Box>
    </>
  );
}

interface StopDialogProps {
  readonly onClose: () => void;
  readonly onStopped: () => void;
}
function StopDialog({ onClose, onStopped }: StopDialogProps) {
  const w = useText().backups.second;
  const set = useCommand('backups.setSecondPlace', { quiet: true });
  async function stop() {
    if ((await set.run({ path: null, passphrase: null })) === undefined) return;
    showNotice(w.stopped);
    onStopped();
    onClose();
  }
  return (
    <ConfirmDialog
      open
      title={w.title}
      confirmLabel={w.stop}
      pending={set.pending}
      onConfirm={() => void stop()}
      onClose={onClose}
    >
      <Typography variant="body2">{w.stopText}</Typography>
      {set.error === null ? null : <ErrorState error={set.error} compact />}
    </ConfirmDialog>
  );
}
