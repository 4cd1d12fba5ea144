// What an index set says of itself: group, scale, survey, deadline, source. Saved as it is typed.
import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { IndexSet } from '../../../core/contract/par-index.ts';
import type { Autosave } from '../../api/autosave.ts';
import { useAutosave, onlyFields } from '../../api/autosave.ts';
import { call } from '../../api/client.ts';
import { AutoText, DayField, useFieldError } from '../../components/Fields.tsx';
import { ConflictNotice, SaveStateLabel } from '../../components/SaveStateLabel.tsx';
import { useText } from '../../i18n/text.tsx';
import { isYear } from '../plans/FormParts.tsx';
import { KindsField } from './NewIndexSet.tsx';
import { PointsField } from './PointsField.tsx';

const fieldNames = [
  'year',
  'name',
  'groupName',
  'agencyKinds',
  'maxPoints',
  'hasSurvey',
  'bands',
  'selfDueOn',
  'sourceNote',
  'note',
] as const satisfies readonly (keyof IndexSet)[];
export function useSetAutosave(set: IndexSet): Autosave<IndexSet> {
  return useAutosave<IndexSet>({
    rowKey: `index_set:${set.id}`,
    row: set,
    send: (rev, patch, meta) =>
      call('indexSets.update', { id: set.id, rev: rev ?? 1, patch: onlyFields(patch, fieldNames) }, meta),
    reload: async () => (await call('indexSets.get', { id: set.id })).set,
  });
}

interface SetFormProps {
  readonly set: IndexSet;
}
export function SetForm({ set }: SetFormProps) {
  const t = useText();
  const w = t.parIndex;
  const autosave = useSetAutosave(set);
  const row = autosave.value;
  const faultOf = useFieldError(autosave.state.kind === 'error' ? autosave.state.error : null);
  const isDraft = set.status === 'draft';
  const isClosed = set.status === 'closed';
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
        gap: 1.5,
        alignItems: 'start',
      }}
    >
      <Box sx={{ gridColumn: 'span 2', display: 'flex', alignItems: 'center', gap: 1 }}>
        <Typography variant="h2" sx={{ mr: 'auto' }}>
          {w.set.info}
        </Typography>
        <SaveStateLabel state={autosave.state} quiet />
      </Box>
      <Typography variant="caption" color="text.secondary" sx={{ gridColumn: 'span 2', mt: -1 }}>
        {w.set.infoHint}
      </Typography>
      {autosave.conflicts.length === 0 ? null : (
        <Box sx={{ gridColumn: 'span 2' }}>
          <ConflictNotice autosave={autosave} labelOf={(field) => field} />
        </Box>
      )}
      <Box sx={{ gridColumn: 'span 2' }}>
        <AutoText
          autosave={autosave}
          field="name"
          label={w.name}
          required
          wraps
          maxLength={500}
          disabled={isClosed}
        />
      </Box>
      <AutoText
        autosave={autosave}
        field="groupName"
        label={w.group}
        required
        wraps
        maxLength={200}
        disabled={isClosed}
      />
      <YearField value={row.year} disabled={!isDraft} onChange={(year) => autosave.choose('year', year)} />
      <Box sx={{ gridColumn: 'span 2' }}>
        <KindsField
          value={row.agencyKinds}
          disabled={isClosed}
          onChange={(kinds) => autosave.choose('agencyKinds', [...kinds])}
        />
      </Box>
      <PointsField
        label={w.set.maxField}
        value={row.maxPoints}
        disabled={!isDraft}
        onChange={(value) => {
          if (value !== null) autosave.choose('maxPoints', value);
        }}
        error={faultOf('maxPoints')}
        helperText={w.set.maxHint}
      />
      <DayField
        label={w.sets.selfDue}
        value={row.selfDueOn}
        disabled={isClosed}
        onChange={(day) => autosave.choose('selfDueOn', day)}
        error={faultOf('selfDueOn')}
      />
      <Box sx={{ gridColumn: 'span 2' }}>
        <FormControlLabel
          label={w.set.hasSurvey}
          slotProps={{ typography: { variant: 'body2' } }}
          sx={{ mx: 0 }}
          control={
            <Switch
              size="small"
              checked={row.hasSurvey}
              disabled={isClosed}
              onChange={(_event, on) => autosave.choose('hasSurvey', on)}
            />
          }
        />
        <Typography variant="caption" color="text.secondary" component="p">
          {w.set.hasSurveyHint}
        </Typography>
      </Box>
      <Box sx={{ gridColumn: 'span 2' }}>
        <AutoText
          autosave={autosave}
          field="sourceNote"
          label={w.set.source}
          nullable
          multiline
          minRows={1}
          maxLength={2000}
          disabled={isClosed}
        />
      </Box>
      <Box sx={{ gridColumn: 'span 2' }}>
        <AutoText
          autosave={autosave}
          field="note"
          label={w.set.note}
          nullable
          multiline
          minRows={1}
          maxLength={20_000}
          disabled={isClosed}
        />
      </Box>
    </Box>
  );
}

interface YearFieldProps {
  readonly value: number;
  readonly disabled: boolean;
  readonly onChange: (year: number) => void;
}
function YearField({ value, disabled, onChange }: YearFieldProps) {
  const w = useText().parIndex;
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? String(value);
  return (
    <TextField
      label={w.year}
      value={shown}
      disabled={disabled}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => {
        if (typed === null || !isYear(typed)) return;
        setTyped(null);
        if (Number(typed) !== value) onChange(Number(typed));
      }}
      error={!isYear(shown)}
      helperText={isYear(shown) ? undefined : w.sets.badYear}
      slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 4, autoComplete: 'off' } }}
    />
  );
}
