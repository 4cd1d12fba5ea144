// The last step: what was written, and taking it back.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { ImportPurpose } from '../../../core/contract/imports.ts';
import { useUndo } from '../../components/undo.ts';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import type { ImportResult } from './wizard-state.ts';

interface ResultStepProps {
  readonly purpose: ImportPurpose;
  readonly result: ImportResult;
}

export function ResultStep({ purpose, result }: ResultStepProps) {
  const w = useText().imports;
  const undo = useUndo();
  const [undone, setUndone] = useState(false);
  const lines = [
    w.added(formatCount(result.added)),
    w.changed(formatCount(result.changed)),
    ...(result.ended === 0 ? [] : [w.ended(formatCount(result.ended))]),
    ...(result.leftOut === 0 ? [] : [w.leftOut(formatCount(result.leftOut))]),
  ];
  return (
    <Box sx={{ maxWidth: '40rem', mx: 'auto', py: 3, display: 'grid', gap: 1.5, justifyItems: 'start' }}>
      <Typography variant="h2" component="output">
        {undone ? w.undone : w.purposes[purpose].done}
      </Typography>
      {undone ? null : (
        <>
          <Box component="ul" sx={{ m: 0, pl: 2.5, fontSize: '0.875rem' }}>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </Box>
          <Button variant="outlined" onClick={() => void undo.undo().then(setUndone)}>
            {w.undo}
          </Button>
        </>
      )}
    </Box>
  );
}
