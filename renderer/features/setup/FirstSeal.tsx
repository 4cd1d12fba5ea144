// After set-up: the office's seal. Where this PC keeps secrets itself nobody is asked; elsewhere a passphrase, or later.
import { useEffect, useRef, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import type { KeyState } from '../../../core/contract/exchange-keys.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { useRefetch } from '../../api/refetch.ts';
import { Logo } from '../../components/Logo.tsx';
import { ErrorState, PageSkeleton } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';
import { PassphraseFields } from '../../components/PassphraseFields.tsx';
import { noPassphrase, passphraseFault } from '../../components/new-passphrase.ts';

export function FirstSeal({ onDone }: { readonly onDone: () => void }) {
  const state = useQueryOf('keys.state', {});
  // Set-up itself is done; what cannot be told now is asked for again in the settings.
  const isOver = state.isError || (state.data !== undefined && state.data.state !== 'none');
  useEffect(() => {
    if (isOver) onDone();
  }, [isOver, onDone]);
  if (state.data === undefined || isOver) return <PageSkeleton />;
  return state.data.osStore === 'available' ? (
    <Silent onDone={onDone} />
  ) : (
    <Asked osStore={state.data.osStore} onDone={onDone} />
  );
}

/** One attempt; where it fails, Settings still offers to make the seal, and says why it cannot be made. */
function Silent({ onDone }: { readonly onDone: () => void }) {
  const make = useCommand('keys.make', { quiet: true });
  const refetch = useRefetch();
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void make
      .run({ passphrase: null })
      .then(() => refetch('keys.state'))
      .then(onDone);
  });
  return <PageSkeleton />;
}

interface AskedProps {
  readonly osStore: KeyState['osStore'];
  readonly onDone: () => void;
}
function Asked({ osStore, onDone }: AskedProps) {
  const w = useText().seal;
  const make = useCommand('keys.make', { quiet: true });
  const refetch = useRefetch();
  const [typed, setTyped] = useState(noPassphrase);
  const [tried, setTried] = useState(false);
  async function submit() {
    setTried(true);
    if (passphraseFault(typed) !== null) return;
    if ((await make.run({ passphrase: typed.first.normalize('NFC') })) === undefined) return;
    await refetch('keys.state');
    onDone();
  }
  return (
    <Box component="main" sx={{ minHeight: '100%', px: 3, py: { xs: 3, md: '12vh' } }}>
      <Box
        component="form"
        noValidate
        onSubmit={(event: { preventDefault(): void }) => {
          event.preventDefault();
          if (!make.pending) void submit();
        }}
        sx={{ maxWidth: '40rem', mx: 'auto', display: 'grid', gap: 2 }}
      >
        <Box sx={{ display: 'flex', gap: 2, alignItems: 'center' }}>
          <Logo size={48} />
          <Typography variant="h1" sx={{ fontSize: '1.375rem' }}>
            {w.first.title}
          </Typography>
        </Box>
        <Typography>{osStore === 'weak' ? w.weak : w.first.text}</Typography>
        <PassphraseFields autoFocus value={typed} onChange={setTyped} tried={tried} />
        {make.pending ? <LinearProgress aria-label={w.first.title} /> : null}
        {make.error === null ? null : <ErrorState error={make.error} compact />}
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
          <Button type="submit" variant="contained" size="medium" disabled={make.pending}>
            {w.make}
          </Button>
          <Button disabled={make.pending} onClick={onDone}>
            {w.first.later}
          </Button>
        </Box>
      </Box>
    </Box>
  );
}
