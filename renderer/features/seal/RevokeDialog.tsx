// A seal is believed no more: what follows from it, and why.
import { useState } from 'react';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { TrustedOffice } from '../../../core/contract/exchange-keys.ts';
import { useCommand } from '../../api/query.ts';
import { showNotice } from '../../api/toasts.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { ErrorState } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';

interface RevokeDialogProps {
  readonly office: TrustedOffice;
  readonly onClose: () => void;
}

export function RevokeDialog({ office, onClose }: RevokeDialogProps) {
  const w = useText().seal.trust;
  const revoke = useCommand('trust.revoke', { quiet: true });
  const [reason, setReason] = useState('');
  async function confirm() {
    const done = await revoke.run({ id: office.id, rev: office.rev, reason: reason.trim() });
    if (done === undefined) return;
    showNotice(w.wasRevoked(office.name));
    onClose();
  }
  return (
    <ConfirmDialog
      open
      danger
      title={w.revokeTitle(office.name)}
      confirmLabel={w.revoke}
      pending={revoke.pending}
      disabled={reason.trim() === ''}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <Typography variant="body2" sx={{ mb: 2 }}>
        {w.revokeText}
      </Typography>
      <TextField
        required
        autoFocus
        label={w.revokeReason}
        placeholder={w.revokeReasonHint}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 500 } }}
      />
      {revoke.error === null ? null : <ErrorState error={revoke.error} compact />}
    </ConfirmDialog>
  );
}
