// Drawing a sample from a register: how many at random, by which seed, what is taken whole.
import { useState } from 'react';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { Register, Sample } from '../../../core/contract/samples.ts';
import { useCommand } from '../../api/query.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { CountField, useFieldError } from '../../components/Fields.tsx';
import { ErrorState } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';

/** What practice asks for: some thirty dossiers, ten papers each way. */
const USUAL = { dossiers: 30, incoming: 10, outgoing: 10 } as const;

interface DrawDialogProps {
  readonly register: Register;
  readonly onDone: (sample: Sample) => void;
  readonly onClose: () => void;
}

export function DrawDialog({ register, onDone, onClose }: DrawDialogProps) {
  const t = useText();
  const w = t.samples.drawDialog;
  const draw = useCommand('samples.draw', { quiet: true });
  const fieldError = useFieldError(draw.error?.value);
  const [size, setSize] = useState<number | null>(Math.min(USUAL[register.kind], register.lines));
  const [seed, setSeed] = useState('');
  const [title, setTitle] = useState('');
  const [allOverdue, setAllOverdue] = useState(true);
  const [allRejected, setAllRejected] = useState(register.kind === 'dossiers');
  const [byField, setByField] = useState(false);
  const sure = (allOverdue ? register.overdue : 0) + (allRejected ? register.rejected : 0);
  const most = Math.min(register.lines, sure + (size ?? 0));
  const isBroad = fieldError('allOverdue') ?? fieldError('allRejected');

  async function confirm() {
    const input = { registerId: register.id, size: size ?? 0, seed, title, allOverdue, allRejected, byField };
    const sample = await draw.run(input);
    if (sample !== undefined) onDone(sample);
  }
  return (
    <ConfirmDialog
      open
      title={w.title(register.title)}
      confirmLabel={w.confirm}
      pending={draw.pending}
      disabled={most === 0}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <Stack spacing={1.5} sx={{ pt: 1, minWidth: { sm: '26rem' } }}>
        <CountField
          label={w.size}
          value={size}
          onChange={setSize}
          helperText={w.sizeHint}
          error={fieldError('size')}
          autoFocus
        />
        <TextField
          label={w.seed}
          value={seed}
          onChange={(event) => setSeed(event.target.value)}
          helperText={fieldError('seed') ?? w.seedHint}
          error={fieldError('seed') !== undefined}
          slotProps={{ htmlInput: { maxLength: 60, autoComplete: 'off' } }}
        />
        <div>
          {(
            [
              [w.allOverdue(formatCount(register.overdue)), allOverdue, setAllOverdue],
              [w.allRejected(formatCount(register.rejected)), allRejected, setAllRejected],
              [w.byField, byField, setByField],
            ] as const
          ).map(([label, value, set]) => (
            <FormControlLabel
              key={label}
              label={label}
              sx={{ display: 'flex' }}
              control={
                <Checkbox size="small" checked={value} onChange={(event) => set(event.target.checked)} />
              }
            />
          ))}
        </div>
        {isBroad === undefined ? null : (
          <Typography variant="body2" color="error">
            {isBroad}
          </Typography>
        )}
        <TextField
          label={w.title2}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 300, autoComplete: 'off' } }}
        />
        <Typography variant="body2" component="output">
          {w.preview(formatCount(most), formatCount(register.lines))}
        </Typography>
        {draw.error === null || (draw.error.value.fields?.length ?? 0) > 0 ? null : (
          <ErrorState error={draw.error} compact />
        )}
      </Stack>
    </ConfirmDialog>
  );
}
