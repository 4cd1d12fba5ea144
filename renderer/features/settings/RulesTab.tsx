// What the office decides once for all rounds: when a report is on time, what counts as overdue, which reports come back
// every year and how they are built, and the grades of an index.
import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { Output } from '../../../core/contract/index.ts';
import { type OfficeSettings, settingsShape } from '../../../core/contract/settings.ts';
import { useWhyNot } from '../../api/may.ts';
import { useQueryOf } from '../../api/query.ts';
import { ChoiceToggle } from '../../components/ChoiceToggle.tsx';
import { useFilter } from '../../components/Filters.tsx';
import { FormSkeleton, Loaded } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';
import { AnnexEditor } from './AnnexEditor.tsx';
import { GradeEditor } from './GradeEditor.tsx';
import { OutlineEditor } from './OutlineEditor.tsx';
import { SettingFrame } from './RuleParts.tsx';
import { ScheduleEditor } from './ScheduleEditor.tsx';
import { type SettingRow, useSettingEdit } from './setting-edit.ts';

const parts = ['remediation', 'schedule', 'outline', 'annex', 'grades'] as const;
type Held = Output<'settings.get'>;

/** The row of one key, as editing needs it. */
export function rowOfKey<K extends keyof OfficeSettings>({ values, revs }: Held, key: K): SettingRow<K> {
  return { rev: revs[key], value: values[key] };
}

export function RulesTab() {
  const t = useText();
  const w = t.people.rules;
  const filter = useFilter();
  const settings = useQueryOf('settings.get', {});
  const whyNot = useWhyNot('settings.set');
  const part = parts.find((one) => one === filter.get('part')) ?? 'remediation';
  return (
    <Box sx={{ display: 'grid', gap: 2, justifyItems: 'stretch' }}>
      <Box>
        <ChoiceToggle
          label={w.tabLabel}
          value={part}
          choices={parts.map((value) => ({ value, label: w.parts[value] }))}
          onChange={(next) => filter.set('part', next === 'remediation' ? '' : next)}
        />
      </Box>
      {whyNot === undefined ? null : (
        <Typography variant="body2" color="text.secondary">
          {whyNot}
        </Typography>
      )}
      <Loaded query={settings} skeleton={<FormSkeleton rows={6} />}>
        {(held) =>
          part === 'remediation' ? (
            <RemediationRules held={held} />
          ) : part === 'schedule' ? (
            <ScheduleEditor row={rowOfKey(held, 'reportSchedule')} />
          ) : part === 'outline' ? (
            <OutlineEditor row={rowOfKey(held, 'reportOutline')} />
          ) : part === 'annex' ? (
            <AnnexEditor row={rowOfKey(held, 'reportAnnex')} />
          ) : (
            <GradeEditor row={rowOfKey(held, 'gradeBands')} />
          )
        }
      </Loaded>
    </Box>
  );
}

function RemediationRules({ held }: { readonly held: Held }) {
  const w = useText().people.rules;
  return (
    <Box sx={{ display: 'grid', gap: 3, maxWidth: '46rem' }}>
      <ChoiceRule
        name="onTimeBy"
        row={rowOfKey(held, 'onTimeBy')}
        choices={settingsShape.onTimeBy.options}
        words={w.onTimeBy}
        hint={w.onTimeByHint}
      />
      <ChoiceRule
        name="overdueCounts"
        row={rowOfKey(held, 'overdueCounts')}
        choices={settingsShape.overdueCounts.options}
        words={w.overdueCounts}
        hint={w.overdueCountsHint}
      />
      <Recipients row={rowOfKey(held, 'reminderEscalation')} />
    </Box>
  );
}

interface ChoiceRuleProps<K extends 'onTimeBy' | 'overdueCounts'> {
  readonly name: K;
  readonly row: SettingRow<K>;
  readonly choices: readonly OfficeSettings[K][];
  readonly words: Readonly<Record<OfficeSettings[K], string>>;
  readonly hint: string;
}
function ChoiceRule<K extends 'onTimeBy' | 'overdueCounts'>({
  name,
  row,
  choices,
  words,
  hint,
}: ChoiceRuleProps<K>) {
  const edit = useSettingEdit(name, row);
  return (
    <SettingFrame edit={edit} text={hint}>
      <RadioGroup
        aria-labelledby={`setting-${name}`}
        value={edit.value}
        onChange={(_event, chosen) => {
          const next = choices.find((one) => one === chosen);
          if (next !== undefined) edit.choose(next);
        }}
      >
        {choices.map((choice) => (
          <FormControlLabel
            key={choice}
            value={choice}
            control={<Radio size="small" />}
            label={words[choice]}
            slotProps={{ typography: { variant: 'body2' } }}
          />
        ))}
      </RadioGroup>
    </SettingFrame>
  );
}

const MOST_RECIPIENTS = 5;

/** One line a recipient; lines that are empty while somebody types count once they are left. */
function Recipients({ row }: { readonly row: SettingRow<'reminderEscalation'> }) {
  const w = useText().people.rules;
  const edit = useSettingEdit('reminderEscalation', row);
  const [typed, setTyped] = useState<string | null>(null);
  const stored = edit.value.join('\n');
  const [fault] = edit.faults.values();
  return (
    <SettingFrame edit={edit}>
      <TextField
        multiline
        minRows={3}
        maxRows={5}
        value={typed ?? stored}
        error={fault !== undefined}
        helperText={fault === undefined ? w.recipients : w.reasons[fault]}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => {
          if (typed === null) return;
          const lines = typed.split('\n').map((line) => line.trim().slice(0, 300));
          setTyped(null);
          edit.choose(lines.filter((line) => line !== '').slice(0, MOST_RECIPIENTS));
        }}
        slotProps={{ htmlInput: { 'aria-labelledby': 'setting-reminderEscalation', maxLength: 1600 } }}
      />
    </SettingFrame>
  );
}
