// One finding becomes several: a line each. The first keeps all that hangs on it.
import { useState } from 'react';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import type { Finding } from '../../../core/contract/findings.ts';
import { useCommand } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { ErrorState } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { splitProposal, splitTexts } from './findings-board.ts';

const MOST = 20;

export function SplitDialog({
  finding,
  onClose,
}: {
  readonly finding: Finding;
  readonly onClose: () => void;
}) {
  const t = useText();
  const f = t.findings;
  const split = useCommand('findings.split', { quiet: true });
  const [text, setText] = useState(() => splitProposal(finding.text));
  const texts = splitTexts(text);
  async function act() {
    if ((await split.run({ id: finding.id, rev: finding.rev, texts })) === undefined) return;
    showUndo(f.splitDone(formatCount(texts.length)));
    onClose();
  }
  return (
    <ConfirmDialog
      open
      title={f.splitTitle}
      confirmLabel={f.splitAct(formatCount(texts.length))}
      pending={split.pending}
      disabled={texts.length < 2 || texts.length > MOST}
      onConfirm={() => void act()}
      onClose={onClose}
    >
      <Box sx={{ pt: 1, display: 'grid', gap: 1, minWidth: { md: '32rem' } }}>
        <TextField
          label={f.splitText}
          multiline
          minRows={4}
          maxRows={14}
          autoFocus
          value={text}
          onChange={(event) => setText(event.target.value)}
          helperText={f.splitHint}
        />
        {split.error === null ? null : <ErrorState error={split.error} compact />}
      </Box>
    </ConfirmDialog>
  );
}
