// Several findings become one: which ones, and in which words. What hangs on them follows.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { Finding } from '../../../core/contract/findings.ts';
import { useCommand } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { ErrorState } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { joinedText } from './findings-board.ts';

interface MergeDialogProps {
  readonly finding: Finding;
  /** Of the same kind and scope. */
  readonly others: readonly Finding[];
  readonly onClose: () => void;
}

export function MergeDialog({ finding, others, onClose }: MergeDialogProps) {
  const t = useText();
  const f = t.findings;
  const merge = useCommand('findings.merge', { quiet: true });
  const [chosen, setChosen] = useState<readonly string[]>([]);
  // Null: nobody has changed the joined words.
  const [typed, setTyped] = useState<string | null>(null);
  const picked = others.filter((one) => chosen.includes(one.id));
  const text = typed ?? joinedText([finding, ...picked].map((one) => one.text));
  async function act() {
    const items = [finding, ...picked].map(({ id, rev }) => ({ id, rev }));
    if ((await merge.run({ items, text: text.trim() })) === undefined) return;
    showUndo(f.merged(formatCount(items.length)));
    onClose();
  }
  return (
    <ConfirmDialog
      open
      title={f.mergeTitle}
      confirmLabel={f.mergeAct}
      pending={merge.pending}
      disabled={picked.length === 0 || text.trim() === ''}
      onConfirm={() => void act()}
      onClose={onClose}
    >
      {others.length === 0 ? (
        <Typography variant="body2">{f.mergeNone}</Typography>
      ) : (
        <Box sx={{ display: 'grid', gap: 1.5, minWidth: { md: '32rem' } }}>
          <Box role="group" aria-label={f.mergeWith} sx={{ display: 'grid' }}>
            <Typography variant="subtitle2" component="h3">
              {f.mergeWith}
            </Typography>
            {others.map((one) => (
              <FormControlLabel
                key={one.id}
                label={one.text}
                slotProps={{ typography: { variant: 'body2' } }}
                control={
                  <Checkbox
                    size="small"
                    checked={chosen.includes(one.id)}
                    onChange={(_event, on) =>
                      setChosen((before) => (on ? [...before, one.id] : before.filter((id) => id !== one.id)))
                    }
                  />
                }
              />
            ))}
          </Box>
          <TextField
            label={f.mergeText}
            multiline
            minRows={3}
            maxRows={10}
            value={text}
            onChange={(event) => setTyped(event.target.value)}
            helperText={f.mergeHint}
          />
          {merge.error === null ? null : <ErrorState error={merge.error} compact />}
        </Box>
      )}
    </ConfirmDialog>
  );
}
