// Handing out: to whom (a member brings the own domains along), which domains, and the file to carry.
import { useState } from 'react';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { VisitWorkspace } from '../../../core/contract/visits.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { ErrorState } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';
import { saveFile } from '../../components/save-file.ts';
import type { SealedFile } from './WordsDialog.tsx';

interface GiveDialogProps {
  readonly workspace: VisitWorkspace;
  readonly onClose: () => void;
  /** The file was made: whoever opens it needs the words. */
  readonly onMade: (file: SealedFile) => void;
}
export function GiveDialog({ workspace, onClose, onMade }: GiveDialogProps) {
  const t = useText();
  const w = t.handouts;
  const { visit, domains } = workspace;
  const members = useQueryOf('desk.beside', { visitId: visit.id }).data?.members ?? [];
  const give = useCommand('handouts.give', { quiet: true });
  const [holder, setHolder] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>(domains.map(({ id }) => id));
  const member = members.find(({ name }) => name === holder.trim());
  async function submit() {
    if (holder.trim() === '' || chosen.length === 0) return;
    await flushAll();
    const made = await give.run({
      visitId: visit.id,
      domainIds: domains.flatMap(({ id }) => (chosen.includes(id) ? [id] : [])),
      holder: holder.trim(),
      teamMemberId: member?.id ?? null,
    });
    if (made === undefined) return;
    saveFile(made.file);
    onMade({ fileName: made.file.fileName, words: made.words });
  }
  return (
    <Dialog open onClose={onClose} aria-labelledby="give-work" fullWidth maxWidth="sm">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <DialogTitle id="give-work">{w.giveTitle(visit.agencyName)}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2, '&&': { pt: 1 } }}>
          <Autocomplete
            freeSolo
            size="small"
            options={members.map(({ name }) => name)}
            inputValue={holder}
            onInputChange={(_event, next) => {
              setHolder(next);
              const found = members.find(({ name }) => name === next);
              if (found !== undefined && found.domainIds.length > 0) setChosen(found.domainIds);
            }}
            renderInput={(params) => (
              <TextField {...params} required autoFocus label={w.holder} helperText={w.holderHint} />
            )}
          />
          <Box component="fieldset" sx={{ border: 0, m: 0, p: 0 }}>
            <Box component="legend" sx={{ p: 0, fontSize: '0.8125rem', color: 'text.secondary' }}>
              {w.domains}
            </Box>
            {domains.map((domain) => (
              <FormControlLabel
                key={domain.id}
                label={`${domain.ordinal}. ${domain.name}`}
                slotProps={{ typography: { variant: 'body2' } }}
                sx={{ display: 'flex', ml: -1 }}
                control={
                  <Checkbox
                    size="small"
                    checked={chosen.includes(domain.id)}
                    onChange={(_event, on) =>
                      setChosen((before) =>
                        on ? [...before, domain.id] : before.filter((id) => id !== domain.id),
                      )
                    }
                  />
                }
              />
            ))}
          </Box>
          <Typography variant="caption" color="text.secondary">
            {w.giveHint}
          </Typography>
          {give.error === null ? null : <ErrorState error={give.error} compact />}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{t.frame.cancel}</Button>
          <Button
            type="submit"
            variant="contained"
            disabled={give.pending || holder.trim() === '' || chosen.length === 0}
          >
            {w.make}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
