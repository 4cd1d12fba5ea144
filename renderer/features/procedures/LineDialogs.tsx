// Many lines at once: all posted but those written here; and what was copied from a sheet or a page, given to the import.
import { useState } from 'react';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { PostingPlace, Procedure } from '../../../core/contract/procedures.ts';
import { upload } from '../../api/client.ts';
import { useCommand } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import type { UploadedFile } from '../../api/transport.ts';
import { ErrorState } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { ImportWizard } from '../imports/ImportWizard.tsx';
import { pastedList, resolveLines } from './tick-rows.ts';

interface LineDialogProps {
  readonly visitId: string;
  readonly place: PostingPlace;
  readonly onClose: () => void;
}

export function AllButDialog({
  visitId,
  place,
  inForce,
  onClose,
}: LineDialogProps & { readonly inForce: readonly Procedure[] }) {
  const t = useText();
  const w = t.procedures;
  const tickAll = useCommand('postings.tickAll', { quiet: true });
  const [text, setText] = useState('');
  const { found, unknown, ambiguous } = resolveLines(text, inForce);
  const isClear = unknown.length === 0 && ambiguous.length === 0;
  async function submit() {
    if (!isClear || tickAll.pending) return;
    const done = await tickAll.run({ visitId, place, exceptIds: found.map(({ id }) => id) });
    if (done === undefined) return;
    showUndo(w.allButDone(formatCount(done.created)));
    onClose();
  }
  return (
    <Dialog open fullWidth maxWidth="sm" onClose={onClose} aria-labelledby="all-but-title">
      <DialogTitle id="all-but-title">{w.allButTitle(w.places[place])}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 1.5, '&&': { pt: 1 } }}>
        <Typography variant="body2">{w.allButText}</Typography>
        <TextField
          autoFocus
          multiline
          minRows={5}
          maxRows={14}
          label={w.allButLines}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Typography variant="body2" color="text.secondary" component="output">
          {w.allButFound(formatCount(found.length))}
        </Typography>
        {unknown.length === 0 ? null : (
          <Alert severity="error">{w.allButUnknown(unknown.slice(0, 5).join('; '))}</Alert>
        )}
        {ambiguous.length === 0 ? null : (
          <Alert severity="warning">{w.allButAmbiguous(ambiguous.slice(0, 5).join('; '))}</Alert>
        )}
        {tickAll.error === null ? null : <ErrorState error={tickAll.error} compact />}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose}>{t.frame.cancel}</Button>
        <Button variant="contained" disabled={!isClear || tickAll.pending} onClick={() => void submit()}>
          {w.allButDo(formatCount(inForce.length - found.length))}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

export function PasteDialog({ visitId, place, onClose }: LineDialogProps) {
  const t = useText();
  const w = t.procedures;
  const [text, setText] = useState('');
  const [file, setFile] = useState<UploadedFile | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const pasted = pastedList(text);
  async function send() {
    if (pasted === null || sending) return;
    setSending(true);
    setFault(null);
    try {
      setFile(await upload('import', new File([pasted.csv], `${w.paste}.csv`, { type: 'text/csv' })));
    } catch (error) {
      setFault(error);
    } finally {
      setSending(false);
    }
  }
  if (file !== null) {
    return (
      <ImportWizard purpose="postings" targetId={visitId} options={{ place }} file={file} onClose={onClose} />
    );
  }
  return (
    <Dialog open fullWidth maxWidth="md" onClose={onClose} aria-labelledby="paste-title">
      <DialogTitle id="paste-title">{w.pasteTitle(w.places[place])}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 1.5, '&&': { pt: 1 } }}>
        <Typography variant="body2">{w.pasteText}</Typography>
        <TextField
          autoFocus
          multiline
          minRows={8}
          maxRows={18}
          label={w.pasteLines}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {fault === null ? null : <ErrorState error={fault} compact />}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose}>{t.frame.cancel}</Button>
        <Button variant="contained" disabled={pasted === null || sending} onClick={() => void send()}>
          {w.pasteRead(formatCount(pasted?.lines ?? 0))}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
