// The answer to one package, a receipt or a refusal: written to a stick, or downloaded.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import type { RenderedFile } from '../../../core/contract/documents.ts';
import { showNotice } from '../../api/toasts.ts';
import { saveFile } from '../../components/save-file.ts';
import { useText } from '../../i18n/text.tsx';
import { PlaceChooser, placeOf } from './PlaceChooser.tsx';
import type { ChosenPlace } from './PlaceChooser.tsx';
import { Fault } from './SealNotice.tsx';
import { useUnlocking } from './UnlockDialog.tsx';
import { usePlaces } from './use-places.ts';

interface ReceiptDialogProps {
  /** Makes it: at a place, or handed out. */
  readonly write: (place: string | null) => Promise<RenderedFile>;
  /** The package was not taken. */
  readonly refusal?: boolean;
  /** Where the package came from: its receipt goes there. */
  readonly from: string | null;
  readonly onClose: () => void;
}

export function ReceiptDialog({ write, refusal = false, from, onClose }: ReceiptDialogProps) {
  const t = useText();
  const w = t.exchange.receipt;
  const places = usePlaces();
  const unlocking = useUnlocking();
  const [place, setPlace] = useState<ChosenPlace | null>(
    from === null ? null : { kind: 'place', path: from },
  );
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const removable = places.places?.filter(({ kind }) => kind === 'removable') ?? [];
  const proposed: ChosenPlace | null =
    place ??
    (removable.length === 1 && removable[0] !== undefined
      ? { kind: 'place', path: removable[0].path }
      : null);
  const ready = proposed !== null && (proposed.kind === 'browser' || placeOf(places, proposed) !== undefined);
  async function save() {
    if (proposed === null) return;
    setFault(null);
    setBusy(true);
    try {
      const written = proposed.kind === 'place' ? proposed.path : null;
      const file = await unlocking.through(() => write(written));
      if (written === null) saveFile(file);
      showNotice(written === null ? w.downloaded(file.fileName) : w.saved(file.fileName));
      onClose();
    } catch (error) {
      setFault(error);
    } finally {
      setBusy(false);
    }
  }
  return (
    <Dialog open onClose={onClose} aria-labelledby="receipt-title" maxWidth="sm">
      <DialogTitle id="receipt-title">{refusal ? w.refusalTitle : w.title}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2, '&&': { pt: 1 } }}>
        <Typography variant="body2" color="text.secondary">
          {refusal ? w.refusalText : w.text}
        </Typography>
        <PlaceChooser label={t.exchange.places.label} places={places} value={proposed} onChange={setPlace} />
        {fault === null ? null : <Fault error={fault} />}
        {unlocking.dialog}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose}>{t.frame.cancel}</Button>
        <Box component="span">
          <Button variant="contained" disabled={!ready || busy} onClick={() => void save()}>
            {proposed?.kind === 'browser' ? w.download : w.save}
          </Button>
        </Box>
      </DialogActions>
    </Dialog>
  );
}
