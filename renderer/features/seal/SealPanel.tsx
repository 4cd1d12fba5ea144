// The office's own seal: its state, its eight words, the sheet that brings it back, the card for others.
import { useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { KeyState } from '../../../core/contract/exchange-keys.ts';
import { call } from '../../api/client.ts';
import { useMay } from '../../api/may.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { useRefetch } from '../../api/refetch.ts';
import { showError, showNotice } from '../../api/toasts.ts';
import { MayButton } from '../../components/MayButton.tsx';
import { saveFile } from '../../components/save-file.ts';
import { EmptyState, FormSkeleton, Loaded } from '../../components/States.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { momentOf } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { UnlockDialog, useUnlocking } from '../exchange/UnlockDialog.tsx';
import { copyText } from '../format-checks/copy-text.ts';
import { CheckWords } from './CheckWords.tsx';
import { type SealAct, SealDialog } from './SealDialog.tsx';

export function SealPanel() {
  const w = useText().seal;
  const state = useQueryOf('keys.state', {});
  const [act, setAct] = useState<SealAct | null>(null);
  return (
    <Box component="section" aria-label={w.title}>
      <Loaded query={state} skeleton={<FormSkeleton rows={4} />}>
        {(seal) => (
          <>
            {seal.state === 'none' ? <NoSeal onAct={setAct} /> : <Seal seal={seal} onAct={setAct} />}
            {act === null ? null : (
              <SealDialog act={act} osStore={seal.osStore} onClose={() => setAct(null)} />
            )}
          </>
        )}
      </Loaded>
    </Box>
  );
}

interface ActProps {
  readonly onAct: (act: SealAct) => void;
}
function NoSeal({ onAct }: ActProps) {
  const w = useText().seal;
  return (
    <EmptyState
      title={w.none}
      text={w.noneText}
      action={
        <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', justifyContent: 'center' }}>
          <MayButton method="keys.make" variant="contained" onClick={() => onAct('make')}>
            {w.make}
          </MayButton>
          <MayButton method="keys.recover" variant="outlined" onClick={() => onAct('recover')}>
            {w.recover}
          </MayButton>
        </Box>
      }
    />
  );
}

function Seal({ seal, onAct }: ActProps & { readonly seal: KeyState }) {
  const t = useText();
  const w = t.seal;
  const refetch = useRefetch();
  const unlocking = useUnlocking();
  const lock = useCommand('keys.lock');
  const mayPrint = useMay('keys.recoverySheet');
  const [opening, setOpening] = useState(false);
  const [busy, setBusy] = useState(false);
  const isLocked = seal.state === 'locked';

  async function hand(
    make: () => Promise<{ readonly url: string; readonly fileName: string }>,
    said: (name: string) => string,
  ) {
    setBusy(true);
    try {
      const file = await unlocking.through(make);
      saveFile(file);
      showNotice(said(file.fileName));
      await refetch('keys.state');
    } catch (error) {
      showError(error);
    } finally {
      setBusy(false);
    }
  }
  const printSheet = () => hand(() => call('keys.recoverySheet', {}), w.sheetSaved);
  const exportCard = () => hand(() => call('keys.card', {}), w.cardSaved);
  async function close() {
    if ((await lock.run({})) === undefined) return;
    await refetch('keys.state');
    showNotice(w.wasLocked);
  }
  const facts = [
    seal.createdAt === null ? null : w.madeAt(momentOf(seal.createdAt)),
    seal.protection === null ? null : w.protection[seal.protection],
    seal.sheetMadeAt === null ? null : w.sheetMadeAt(momentOf(seal.sheetMadeAt)),
  ].filter((one) => one !== null);
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 2 }}>
      <Box sx={{ display: 'flex', columnGap: 2, rowGap: 0.5, alignItems: 'center', flexWrap: 'wrap' }}>
        <StatusChip tone={isLocked ? 'due' : 'verified'} label={w.states[seal.state]} />
        <Typography variant="body2" color="text.secondary" sx={{ flex: '1 1 20rem' }}>
          {facts.join(' · ')}
        </Typography>
        <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
          {isLocked ? (
            <>
              <Button variant="contained" onClick={() => setOpening(true)}>
                {w.unlock}
              </Button>
              <MayButton method="keys.recover" color="secondary" onClick={() => onAct('recover')}>
                {w.recover}
              </MayButton>
            </>
          ) : (
            <>
              {seal.protection === 'passphrase' ? (
                <Button variant="outlined" disabled={lock.pending} onClick={() => void close()}>
                  {w.lock}
                </Button>
              ) : null}
              <MayButton method="keys.renew" color="secondary" onClick={() => onAct('renew')}>
                {w.renew}
              </MayButton>
            </>
          )}
        </Box>
      </Box>
      {isLocked ? (
        <Typography variant="body2" color="text.secondary">
          {w.lockedText}
        </Typography>
      ) : null}
      {seal.protection === 'os' && seal.osStore === 'weak' ? (
        <Alert severity="warning" variant="outlined">
          {w.weakHeld}
        </Alert>
      ) : null}
      {seal.sheetMadeAt === null ? (
        <Alert
          severity="warning"
          variant="outlined"
          action={
            <Button
              variant="contained"
              disabled={busy || !mayPrint}
              onClick={() => void printSheet()}
              sx={{ whiteSpace: 'nowrap' }}
            >
              {w.sheet}
            </Button>
          }
        >
          <Typography variant="subtitle2" component="p">
            {w.sheetNever}
          </Typography>
          {w.sheetNeverText}
        </Alert>
      ) : null}
      {seal.fingerprint === null ? null : <OwnWords words={seal.fingerprint} />}
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
        <Button variant="outlined" disabled={busy} onClick={() => void exportCard()}>
          {w.card}
        </Button>
        <Typography variant="body2" color="text.secondary" sx={{ flex: '1 1 18rem' }}>
          {w.cardHint}
        </Typography>
        {seal.sheetMadeAt === null ? null : (
          <MayButton
            method="keys.recoverySheet"
            color="secondary"
            disabled={busy}
            onClick={() => void printSheet()}
          >
            {w.sheetAgain}
          </MayButton>
        )}
      </Box>
      {opening ? (
        <UnlockDialog
          onClose={() => setOpening(false)}
          onUnlocked={() => {
            setOpening(false);
            showNotice(w.wasUnlocked);
          }}
        />
      ) : null}
      {unlocking.dialog}
    </Box>
  );
}

function OwnWords({ words }: { readonly words: readonly string[] }) {
  const w = useText().seal;
  return (
    <Box>
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1.5, mb: 0.75, flexWrap: 'wrap' }}>
        <Typography variant="h3">{w.words}</Typography>
        <Typography variant="body2" color="text.secondary" sx={{ flex: '1 1 16rem' }}>
          {w.wordsHint}
        </Typography>
        <Button
          variant="outlined"
          onClick={() => {
            // Numbered, as they are read aloud.
            const text = words.map((word, index) => `${String(index + 1)}. ${word}`).join('  ');
            void copyText(text).then((done) => {
              if (done) showNotice(w.copied);
            });
          }}
        >
          {w.copy}
        </Button>
      </Box>
      <CheckWords words={words} />
    </Box>
  );
}
