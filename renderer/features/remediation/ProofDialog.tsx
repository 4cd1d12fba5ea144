// A proof for one recommendation: a document that was seen, by its name, or a file of the visit's evidence, which may be
// taken in here.
import { useId, useRef, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import MuiLink from '@mui/material/Link';
import Radio from '@mui/material/Radio';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { upload } from '../../api/client.ts';
import { showUndo } from '../../api/toasts.ts';
import { ChoiceToggle } from '../../components/ChoiceToggle.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { DayField, useFieldError } from '../../components/Fields.tsx';
import { ErrorState } from '../../components/States.tsx';
import { dayOrBlank } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';

interface ProofDialogProps {
  readonly recommendationId: string;
  /** Whose files may prove it; null: the agency has no visit in the round. */
  readonly visitId: string | null;
  readonly today: string;
  /** What the agency named, to start from. */
  readonly documentName?: string;
  readonly onClose: () => void;
}

type Kind = 'document' | 'file';

export function ProofDialog({ recommendationId, visitId, today, documentName, onClose }: ProofDialogProps) {
  const t = useText();
  const w = t.remediation.proof;
  const add = useCommand('proofs.add', { quiet: true });
  const keep = useCommand('evidence.add', { quiet: true });
  const faultOf = useFieldError(add.error?.value);
  const [kind, setKind] = useState<Kind>('document');
  const [name, setName] = useState((documentName ?? '').slice(0, 1000));
  const [fileId, setFileId] = useState<string | null>(null);
  const [provedOn, setProvedOn] = useState<string | null>(today);
  const [note, setNote] = useState('');
  const [uploadError, setUploadError] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const group = useId();
  const files = useQueryOf('evidence.list', { visitId: visitId ?? '' }, { enabled: visitId !== null });
  const incomplete =
    provedOn === null || (kind === 'document' ? name.trim() === '' : fileId === null) || sending;

  async function take(file: File) {
    if (visitId === null) return;
    setSending(true);
    setUploadError(null);
    try {
      const sent = await upload('evidence', file);
      const kept = await keep.run({
        visitId,
        file: sent.id,
        fileName: file.name.normalize('NFC'),
        links: [{ recommendationId }],
      });
      if (kept !== undefined) setFileId(kept.id);
    } catch (error) {
      setUploadError(error);
    } finally {
      setSending(false);
    }
  }
  async function submit() {
    if (provedOn === null || incomplete) return;
    const made = await add.run({
      recommendationId,
      evidenceId: kind === 'file' ? fileId : null,
      documentName: kind === 'document' ? name.trim() : null,
      provedOn,
      note: note.trim() === '' ? null : note.trim(),
    });
    if (made === undefined) return;
    showUndo(w.added);
    onClose();
  }

  const failed = uploadError ?? keep.error;
  return (
    <ConfirmDialog
      open
      title={w.title}
      confirmLabel={w.save}
      pending={add.pending}
      disabled={incomplete}
      onConfirm={() => void submit()}
      onClose={onClose}
    >
      <Box sx={{ display: 'grid', gap: 1.75, pt: 0.5, minWidth: { sm: '28rem' } }}>
        <Box>
          <ChoiceToggle
            label={w.how}
            value={kind}
            choices={(['document', 'file'] as const).map((value) => ({ value, label: w.kinds[value] }))}
            onChange={setKind}
          />
        </Box>
        {kind === 'document' ? (
          <TextField
            required
            autoFocus
            multiline
            maxRows={5}
            label={w.documentName}
            value={name}
            onChange={(event) => setName(event.target.value)}
            error={faultOf('documentName') !== undefined}
            helperText={faultOf('documentName') ?? w.documentHint}
            slotProps={{ htmlInput: { maxLength: 1000 } }}
          />
        ) : visitId === null ? (
          <Typography variant="body2" color="text.secondary">
            {w.noVisit}
          </Typography>
        ) : (
          <Box>
            <Box
              role="radiogroup"
              aria-label={w.file}
              sx={{ display: 'grid', maxHeight: '12rem', overflow: 'auto' }}
            >
              {(files.data ?? []).map((file) => (
                <FormControlLabel
                  key={file.id}
                  label={[file.fileName, file.caption, dayOrBlank(file.takenOn)]
                    .filter((part) => part !== null && part !== '')
                    .join(' · ')}
                  slotProps={{ typography: { variant: 'body2', sx: { overflowWrap: 'anywhere' } } }}
                  control={
                    <Radio
                      size="small"
                      name={group}
                      checked={fileId === file.id}
                      onChange={() => {
                        setFileId(file.id);
                        // A photo proves what was there on its day.
                        if (file.takenOn !== null) setProvedOn(file.takenOn);
                      }}
                      sx={{ py: 0.25 }}
                    />
                  }
                />
              ))}
            </Box>
            {files.data?.length === 0 ? (
              <Typography variant="body2" color="text.secondary">
                {w.noFiles}
              </Typography>
            ) : null}
            <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap', mt: 0.5 }}>
              <Button variant="outlined" disabled={sending} onClick={() => picker.current?.click()}>
                {sending ? w.uploading : w.upload}
              </Button>
              <MuiLink component={Link} to={`/visits/${visitId}/evidence`} variant="body2">
                {w.openFiles}
              </MuiLink>
              <input
                ref={picker}
                type="file"
                hidden
                aria-label={w.upload}
                onChange={(event) => {
                  const [file] = event.target.files ?? [];
                  event.target.value = '';
                  if (file !== undefined) void take(file);
                }}
              />
            </Box>
            {failed === null ? null : <ErrorState error={failed} compact />}
          </Box>
        )}
        <DayField
          required
          label={w.provedOn}
          value={provedOn}
          onChange={setProvedOn}
          error={faultOf('provedOn')}
          helperText={w.provedHint}
        />
        <TextField
          label={t.remediation.note}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 4000 } }}
        />
        {add.error === null || add.error.value.fields !== undefined ? null : (
          <ErrorState error={add.error} compact />
        )}
      </Box>
    </ConfirmDialog>
  );
}
