// What is written without a register: a sample by hand, and single lines of one.
import { useState } from 'react';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import type { RegisterKind, Sample, SampleItem } from '../../../core/contract/samples.ts';
import { lineState } from '../../../core/contract/samples.ts';
import { sampleTitles } from '../../../core/rules/sample-words.ts';
import { useCommand } from '../../api/query.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { DayField, SelectField, useFieldError } from '../../components/Fields.tsx';
import { ErrorState } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';

interface ByHandDialogProps {
  readonly visitId: string;
  readonly kind: RegisterKind;
  readonly onDone: (sample: Sample) => void;
  readonly onClose: () => void;
}

export function ByHandDialog({ visitId, kind, onDone, onClose }: ByHandDialogProps) {
  const t = useText();
  const w = t.samples;
  const create = useCommand('samples.create', { quiet: true });
  const [title, setTitle] = useState(sampleTitles[kind]);
  async function confirm() {
    const sample = await create.run({ visitId, kind, title });
    if (sample !== undefined) onDone(sample);
  }
  return (
    <ConfirmDialog
      open
      title={w.byHandDialog.title}
      confirmLabel={w.byHandDialog.confirm}
      pending={create.pending}
      disabled={title.trim() === ''}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <Stack spacing={1.5} sx={{ pt: 1, minWidth: { sm: '26rem' } }}>
        <TextField
          label={w.sampleTitle}
          value={title}
          autoFocus
          onChange={(event) => setTitle(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 300, autoComplete: 'off' } }}
        />
        {create.error === null ? null : <ErrorState error={create.error} compact />}
      </Stack>
    </ConfirmDialog>
  );
}

interface LineDialogProps {
  readonly sample: Pick<Sample, 'id' | 'kind'>;
  readonly onDone: (item: SampleItem) => void;
  readonly onClose: () => void;
}

export function LineDialog({ sample, onDone, onClose }: LineDialogProps) {
  const t = useText();
  const w = t.samples.lineDialog;
  const create = useCommand('sampleItems.create', { quiet: true });
  const fieldError = useFieldError(create.error?.value);
  const [code, setCode] = useState('');
  const [title, setTitle] = useState('');
  const [receivedOn, setReceivedOn] = useState<string | null>(null);
  const [dueOn, setDueOn] = useState<string | null>(null);
  const [resolvedOn, setResolvedOn] = useState<string | null>(null);
  const [state, setState] = useState<SampleItem['state'] | null>(null);
  const isNameless = code.trim() === '' && title.trim() === '';
  const text = (value: string) => (value.trim() === '' ? null : value);
  async function confirm() {
    const item = await create.run({
      sampleId: sample.id,
      code: text(code),
      title: text(title),
      receivedOn,
      dueOn,
      resolvedOn,
      state: state ?? (resolvedOn === null ? 'unknown' : 'resolved'),
    });
    if (item !== undefined) onDone(item);
  }
  return (
    <ConfirmDialog
      open
      title={w.title}
      confirmLabel={w.confirm}
      pending={create.pending}
      disabled={isNameless}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <Stack spacing={1.5} sx={{ pt: 1, minWidth: { sm: '26rem' } }}>
        <TextField
          label={w.code[sample.kind]}
          value={code}
          autoFocus
          onChange={(event) => setCode(event.target.value)}
          helperText={fieldError('code') ?? (isNameless ? w.missing : undefined)}
          slotProps={{ htmlInput: { maxLength: 120, autoComplete: 'off' } }}
        />
        <TextField
          label={w.name[sample.kind]}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 1000, autoComplete: 'off' } }}
        />
        <DayField label={w.receivedOn[sample.kind]} value={receivedOn} onChange={setReceivedOn} />
        <DayField label={w.dueOn[sample.kind]} value={dueOn} onChange={setDueOn} />
        <DayField label={w.resolvedOn[sample.kind]} value={resolvedOn} onChange={setResolvedOn} />
        <SelectField
          label={t.samples.linesView.columns.state}
          value={state}
          emptyLabel={t.samples.states.unknown}
          choices={lineState.options
            .filter((value) => value !== 'unknown')
            .map((value) => ({ value, label: t.samples.states[value] }))}
          onChange={setState}
        />
        {create.error === null || (create.error.value.fields?.length ?? 0) > 0 ? null : (
          <ErrorState error={create.error} compact />
        )}
      </Stack>
    </ConfirmDialog>
  );
}
