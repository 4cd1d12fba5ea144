// Taking a package out again: says what it does before, and why it cannot be done where something stands on it.
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { PackageRow } from '../../../core/contract/exchange.ts';
import { useCommand } from '../../api/query.ts';
import { useRefetch } from '../../api/refetch.ts';
import { showNotice } from '../../api/toasts.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { useText } from '../../i18n/text.tsx';
import { Fault } from './SealNotice.tsx';

interface UndoDialogProps {
  readonly row: PackageRow;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

export function UndoDialog({ row, onDone, onClose }: UndoDialogProps) {
  const w = useText().exchange.panel;
  const refetch = useRefetch();
  const undo = useCommand('exchange.undo', { quiet: true });
  const gone = undo.error?.code === 'CONFLICT';
  async function run() {
    const undone = await undo.run({ id: row.id });
    await refetch('exchange.packages', 'exchange.package', 'exchange.arrivals');
    if (undone === undefined) return;
    showNotice(w.undone(row.peerName));
    onDone();
  }
  return (
    <ConfirmDialog
      open
      danger
      title={w.undoTitle}
      confirmLabel={w.undoConfirm}
      pending={undo.pending}
      disabled={gone}
      onConfirm={() => void run()}
      onClose={onClose}
    >
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        <Typography variant="body2">{w.undoText(row.peerName)}</Typography>
        {gone ? (
          <Typography variant="body2" color="error" role="alert">
            {w.cannotUndo}
          </Typography>
        ) : undo.error === null ? null : (
          <Fault error={undo.error} />
        )}
      </Box>
    </ConfirmDialog>
  );
}
