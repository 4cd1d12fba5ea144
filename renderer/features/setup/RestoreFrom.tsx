// Before there is an office on this PC: the copies of another one are found on a stick or in a folder, and taken.
import { useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Typography from '@mui/material/Typography';
import type { BackupRow } from '../../../core/contract/backups.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { goToRestored, restoringHere } from '../../api/reopening.ts';
import { ErrorState } from '../../components/States.tsx';
import { formatCount, momentOf } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { PlaceChoice } from '../backups/PlaceChoice.tsx';
import { Busy } from '../backups/RestoreDialog.tsx';
import { SecretForm, wantsSecret } from '../backups/SecretForm.tsx';
import { sizeWords } from '../evidence/evidence-words.ts';

export function RestoreFrom({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const w = t.backups.setup;
  const [path, setPath] = useState('');
  const [looked, setLooked] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const found = useQueryOf('backups.lookFolder', { path: looked ?? '' }, { enabled: looked !== null });
  const restore = useCommand('backups.restoreFrom', { quiet: true });
  const copies = (found.data ?? []).toSorted((a, b) => b.madeAt - a.madeAt);
  const copy = copies.find(({ name }) => name === chosen) ?? copies[0];
  const asks = wantsSecret(restore.error);
  async function take(given: string | null) {
    if (looked === null || copy === undefined) return;
    setSecret(given);
    const done = await restoringHere(() => restore.run({ path: looked, name: copy.name, secret: given }));
    if (done !== undefined) goToRestored(done.restored.madeAt);
  }
  return (
    <Dialog
      open
      onClose={() => {
        if (!restore.pending) onClose();
      }}
      aria-labelledby="restore-from"
    >
      <DialogTitle id="restore-from">{w.title}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2, '&&': { pt: 1 } }}>
        <Typography variant="body2" color="text.secondary">
          {w.text}
        </Typography>
        <PlaceChoice
          value={path}
          onChange={(next) => {
            setPath(next);
            setLooked(null);
            setChosen(null);
            setSecret(null);
            restore.reset();
          }}
        />
        {looked === null ? null : found.isFetching ? (
          <Busy text={t.backups.restoring.reading} />
        ) : found.isError ? (
          <ErrorState error={found.error} compact onRetry={() => void found.refetch()} />
        ) : copies.length === 0 ? (
          <Alert severity="info" variant="outlined">
            <Typography variant="subtitle2" component="p">
              {w.nothing}
            </Typography>
            {w.nothingText}
          </Alert>
        ) : (
          <Copies
            copies={copies}
            value={copy?.name ?? ''}
            onChoose={(name) => {
              setChosen(name);
              setSecret(null);
              restore.reset();
            }}
          />
        )}
        {restore.pending ? (
          <Busy text={t.backups.restoring.running} />
        ) : asks ? (
          <SecretForm key={secret} wrong={secret} onSecret={(given) => void take(given)} />
        ) : restore.error === null ? null : (
          <ErrorState error={restore.error} compact />
        )}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose} disabled={restore.pending}>
          {t.frame.cancel}
        </Button>
        {copy === undefined || looked === null ? (
          <Button
            variant="contained"
            disabled={path.trim() === '' || found.isFetching}
            onClick={() => setLooked(path.trim())}
          >
            {w.look}
          </Button>
        ) : (
          <Button variant="contained" disabled={restore.pending || asks} onClick={() => void take(null)}>
            {w.confirm}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}

interface CopiesProps {
  readonly copies: readonly BackupRow[];
  readonly value: string;
  readonly onChoose: (name: string) => void;
}
function Copies({ copies, value, onChoose }: CopiesProps) {
  const w = useText().backups;
  return (
    <Box>
      <Typography variant="subtitle2" component="p" id="found-copies">
        {w.setup.found}
      </Typography>
      <RadioGroup
        aria-labelledby="found-copies"
        value={value}
        sx={{ maxHeight: '14rem', overflow: 'auto', flexWrap: 'nowrap' }}
      >
        {copies.map((copy) => (
          <FormControlLabel
            key={copy.name}
            value={copy.name}
            control={<Radio size="small" onChange={() => onChoose(copy.name)} />}
            slotProps={{ typography: { variant: 'body2' } }}
            label={
              <>
                <Box component="span" sx={{ fontWeight: 500 }}>
                  {momentOf(copy.madeAt)}
                </Box>{' '}
                <Box component="span" sx={{ color: 'text.secondary' }}>
                  {[
                    w.reasons[copy.reason],
                    `${w.rows}: ${formatCount(copy.rows)}`,
                    `${w.files}: ${formatCount(copy.files)}`,
                    sizeWords(copy.bytes + copy.fileBytes),
                    copy.proven ? w.isProven : w.notProven,
                  ].join(' · ')}
                </Box>
              </>
            }
          />
        ))}
      </RadioGroup>
    </Box>
  );
}
