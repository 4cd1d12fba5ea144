// Asks before a screen is left whose choices would be lost, whatever leads away: a link, the browser's back, closing.
import { useCallback } from 'react';
import type { ReactNode } from 'react';
import Typography from '@mui/material/Typography';
import { useBeforeUnload, useBlocker } from 'react-router';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';

interface LeavingWords {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
}

/** The dialog stands somewhere in the screen. */
export function useLeaving(asks: boolean, words: LeavingWords): ReactNode {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => asks && currentLocation.pathname !== nextLocation.pathname,
  );
  useBeforeUnload(
    useCallback(
      (event: BeforeUnloadEvent) => {
        if (asks) event.preventDefault();
      },
      [asks],
    ),
  );
  return (
    <ConfirmDialog
      open={blocker.state === 'blocked'}
      title={words.title}
      confirmLabel={words.confirm}
      onConfirm={() => blocker.proceed?.()}
      onClose={() => blocker.reset?.()}
    >
      <Typography variant="body2">{words.text}</Typography>
    </ConfirmDialog>
  );
}
