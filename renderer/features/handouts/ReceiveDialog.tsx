// A work file comes in: what it is and what can be done with it here, then taking it or merging it.
import { useRef, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import LinearProgress from '@mui/material/LinearProgress';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import type { MergePreview, WorkFileFacts } from '../../../core/contract/handouts.ts';
import { ApiError, call, upload } from '../../api/client.ts';
import { useCommand } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { showNotice } from '../../api/toasts.ts';
import { ErrorState } from '../../components/States.tsx';
import { formatCount, momentOf } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { MergeView } from './MergeView.tsx';
import { type Choices, isSettled } from './merge-choices.ts';

interface Carried {
  readonly file: string;
  readonly fileName: string;
  /** Said by whoever handed it out; a file that comes back needs none. */
  readonly words: string | null;
}
interface Received {
  readonly file: Carried;
  readonly facts: WorkFileFacts;
  readonly preview: MergePreview | null;
}

export function ReceiveDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const w = t.handouts;
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [reading, setReading] = useState<string | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const [received, setReceived] = useState<Received | null>(null);
  /** It waits for its words. */
  const [sealed, setSealed] = useState<Carried | null>(null);
  const [words, setWords] = useState('');
  const [choices, setChoices] = useState<Choices>({});
  const [confirmed, setConfirmed] = useState(false);
  const take = useCommand('handouts.take', { quiet: true });
  const merge = useCommand('handouts.merge', { quiet: true });

  async function read(file: File) {
    setFault(null);
    setReceived(null);
    setSealed(null);
    setWords('');
    setChoices({});
    setReading(file.name);
    try {
      await flushAll();
      const uploaded = await upload('work', file);
      await look({ file: uploaded.id, fileName: file.name, words: null });
    } catch (error) {
      setFault(error);
    } finally {
      setReading(null);
    }
  }
  async function look(asked: Carried) {
    try {
      const facts = await call('handouts.look', asked);
      const { file, fileName } = asked;
      const preview = facts.fits === 'merge' ? await call('handouts.preview', { file, fileName }) : null;
      setSealed(null);
      setReceived({ file: asked, facts, preview });
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'WRONG_PASSPHRASE') throw error;
      setSealed({ ...asked, words: null });
      if (asked.words !== null) setFault(error);
    }
  }
  async function unseal() {
    if (sealed === null || words.trim() === '') return;
    setFault(null);
    setReading(sealed.fileName);
    try {
      await look({ ...sealed, words });
    } catch (error) {
      setFault(error);
    } finally {
      setReading(null);
    }
  }
  async function accept() {
    if (received === null) return;
    const { file, preview } = received;
    if (preview === null) {
      const taken = await take.run(file);
      if (taken === undefined) return;
      // Another office's PC has become this one's: everything is read anew.
      await queryClient.invalidateQueries();
      onClose();
      void navigate(`/visits/${taken.visitId}`);
      return;
    }
    const done = await merge.run({
      file: file.file,
      fileName: file.fileName,
      digest: preview.digest,
      choices,
      largeChangeConfirmed: confirmed,
    });
    if (done === undefined) return;
    showNotice(w.merged(formatCount(done.changed)));
    onClose();
  }

  const facts = received?.facts;
  const preview = received?.preview ?? null;
  const takes = facts?.fits === 'set_up' || facts?.fits === 'take';
  const ready =
    takes || (preview !== null && isSettled(preview, choices) && (!preview.largeChange || confirmed));
  const problem = fault ?? take.error ?? merge.error;
  return (
    <Dialog
      open
      onClose={onClose}
      aria-labelledby="receive-work"
      fullWidth
      maxWidth={preview === null ? 'sm' : 'lg'}
    >
      <DialogTitle id="receive-work">{w.receive}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2, '&&': { pt: 1 } }}>
        {problem === null ? null : <ErrorState error={problem} compact />}
        {reading !== null ? (
          <Box>
            <Typography component="output">{t.imports.reading(reading)}</Typography>
            <LinearProgress aria-label={t.imports.reading(reading)} sx={{ mt: 1 }} />
          </Box>
        ) : sealed !== null ? (
          <Box
            component="form"
            id="work-words-form"
            onSubmit={(event) => {
              event.preventDefault();
              void unseal();
            }}
          >
            <Typography sx={{ mb: 1.5 }}>{w.sealed(sealed.fileName)}</Typography>
            <TextField
              fullWidth
              autoFocus
              size="small"
              label={w.words}
              helperText={w.wordsTyped}
              autoComplete="off"
              value={words}
              onChange={(event) => setWords(event.target.value)}
            />
          </Box>
        ) : facts === undefined ? (
          <Typography color="text.secondary">{w.receiveLead}</Typography>
        ) : (
          <Box>
            <Typography sx={{ fontWeight: 600 }}>{facts.agencyName}</Typography>
            <Typography variant="body2" color="text.secondary">
              {facts.planTitle} · {facts.officeName}
            </Typography>
            <Typography variant="body2">
              {facts.kind === 'out' ? w.madeFor(facts.holder) : w.cameFrom(facts.holder)} ·{' '}
              {momentOf(facts.madeAt)}
            </Typography>
            <Typography variant="body2" color="text.secondary">
              {facts.domains.join(', ')}
            </Typography>
            <Typography sx={{ mt: 1 }} component="p" role="status">
              {w.fits[facts.fits]}
            </Typography>
          </Box>
        )}
        {preview === null ? null : (
          <MergeView
            preview={preview}
            choices={choices}
            onChoose={(key, side) => setChoices((before) => ({ ...before, [key]: side }))}
            confirmed={confirmed}
            onConfirm={setConfirmed}
          />
        )}
        <input
          type="file"
          ref={input}
          hidden
          accept=".cchcw"
          onChange={(event) => {
            const [chosen] = [...(event.target.files ?? [])];
            event.target.value = '';
            if (chosen !== undefined) void read(chosen);
          }}
        />
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose}>{t.frame.cancel}</Button>
        <Button
          variant={ready || sealed !== null ? 'outlined' : 'contained'}
          autoFocus={sealed === null}
          disabled={reading !== null}
          onClick={() => input.current?.click()}
        >
          {facts === undefined && sealed === null ? w.choose : t.imports.chooseOther}
        </Button>
        {sealed === null ? null : (
          <Button
            type="submit"
            form="work-words-form"
            variant="contained"
            disabled={reading !== null || words.trim() === ''}
          >
            {w.unseal}
          </Button>
        )}
        {facts !== undefined && (takes || preview !== null) ? (
          <Button
            variant="contained"
            disabled={!ready || take.pending || merge.pending}
            onClick={() => void accept()}
          >
            {takes ? w.take : w.merge(formatCount(changesOf(preview, choices)))}
          </Button>
        ) : null}
      </DialogActions>
    </Dialog>
  );
}

function changesOf(preview: MergePreview | null, choices: Choices): number {
  if (preview === null) return 0;
  const { added, changed, deleted } = preview.counts;
  return added + changed + deleted + Object.values(choices).filter((side) => side !== 'ours').length;
}
