// When the draft went to the agency, by when it has to answer, and that it did: one row that saves itself.
import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import type { ExplanationRound } from '../../../core/contract/remarks.ts';
import { call } from '../../api/client.ts';
import { useAutosave, onlyFields } from '../../api/autosave.ts';
import { AutoText, DayField, useFieldError } from '../../components/Fields.tsx';
import { ConflictNotice, SaveStateLabel } from '../../components/SaveStateLabel.tsx';
import { shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';

const fieldNames = [
  'sentOn',
  'letterNumber',
  'dueOn',
  'answeredOn',
  'answerNumber',
  'noRemarks',
  'note',
] as const;

interface ExplanationFactsProps {
  readonly round: ExplanationRound;
  readonly today: string;
  readonly readOnly: boolean;
}
export function ExplanationFacts({ round, today, readOnly }: ExplanationFactsProps) {
  const t = useText();
  const w = t.remarks;
  const { visitId } = round;
  const autosave = useAutosave<ExplanationRound>({
    rowKey: `explanation:${visitId}`,
    row: round,
    send: (rev, patch, meta) =>
      call('explanations.save', { visitId, rev, patch: onlyFields(patch, fieldNames), today }, meta),
    reload: () => call('explanations.get', { visitId, today }),
  });
  const { value } = autosave;
  const faultOf = useFieldError(autosave.state.kind === 'error' ? autosave.state.error : null);
  const isBefore = (day: string | null) => value.sentOn !== null && day !== null && day < value.sentOn;
  const rule = round.effectiveDueOn === null ? w.noDue : w.dueByRule(shortDay(round.effectiveDueOn));
  const labels: Readonly<Record<string, string>> = {
    sentOn: w.sentOn,
    letterNumber: w.letterNumber,
    dueOn: w.dueOn,
    answeredOn: w.answeredOn,
    answerNumber: w.answerNumber,
    noRemarks: w.noRemarks,
    note: w.note,
  };
  const hasRemarks = round.remarks.length > 0;
  return (
    <Box component="section" aria-label={w.factsLabel}>
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: '1fr 1fr', md: 'repeat(5, minmax(0, 1fr))' },
          gap: 1.25,
          alignItems: 'start',
        }}
      >
        <DayField
          label={w.sentOn}
          value={value.sentOn}
          onChange={(day) => autosave.choose('sentOn', day)}
          error={faultOf('sentOn')}
          disabled={readOnly}
        />
        <AutoText
          autosave={autosave}
          field="letterNumber"
          label={w.letterNumber}
          nullable
          maxLength={60}
          disabled={readOnly}
        />
        <DayField
          label={w.dueOn}
          value={value.dueOn}
          onChange={(day) => autosave.choose('dueOn', day)}
          helperText={value.dueOn === null ? rule : undefined}
          error={isBefore(value.dueOn) ? w.beforeSent : faultOf('dueOn')}
          disabled={readOnly}
        />
        <DayField
          label={w.answeredOn}
          value={value.answeredOn}
          onChange={(day) => autosave.choose('answeredOn', day)}
          error={isBefore(value.answeredOn) ? w.beforeSent : faultOf('answeredOn')}
          disabled={readOnly}
        />
        <AutoText
          autosave={autosave}
          field="answerNumber"
          label={w.answerNumber}
          nullable
          maxLength={60}
          disabled={readOnly}
        />
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mt: 0.5 }}>
        <FormControlLabel
          label={hasRemarks ? `${w.noRemarks} (${w.noRemarksTaken.toLowerCase()})` : w.noRemarks}
          slotProps={{ typography: { variant: 'body2' } }}
          control={
            <Switch
              size="small"
              checked={value.noRemarks}
              disabled={readOnly || hasRemarks}
              onChange={(_event, on) => autosave.choose('noRemarks', on)}
            />
          }
        />
        <Box sx={{ ml: 'auto' }}>
          <SaveStateLabel state={autosave.state} quiet />
        </Box>
      </Box>
      <ConflictNotice autosave={autosave} labelOf={(field) => labels[field] ?? field} />
    </Box>
  );
}
