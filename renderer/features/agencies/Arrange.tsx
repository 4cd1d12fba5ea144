// Recording a rearrangement: predecessors × successors from a day on, by a legal document. Says before it is done what
// it ends; who follows whom is a person's choice.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { Succession } from '../../../core/contract/agencies.ts';
import { useCommand } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { AgenciesPicker } from '../../components/AgencyPicker.tsx';
import type { AgencyChoice } from '../../components/AgencyPicker.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { DayField, useFieldError } from '../../components/Fields.tsx';
import { ErrorState } from '../../components/States.tsx';
import { formatCount, shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { dayBefore } from './agency-figures.ts';
import { LegalField } from './LegalField.tsx';
import type { LegalChoice } from './LegalField.tsx';
import { NewAgency } from './NewAgency.tsx';

const relations = ['merge', 'split', 'transfer_part', 'abolish'] as const satisfies Succession['relation'][];
type Relation = Succession['relation'];

interface ArrangeProps {
  readonly predecessors: readonly AgencyChoice[];
  readonly successors: readonly AgencyChoice[];
  readonly onClose: () => void;
}

export function Arrange({ predecessors, successors, onClose }: ArrangeProps) {
  const t = useText();
  const a = t.agencies;
  const create = useCommand('successions.create', { quiet: true });
  const faultOf = useFieldError(create.error?.value);
  const [relation, setRelation] = useState<Relation>('merge');
  const [before, setBefore] = useState(predecessors);
  const [after, setAfter] = useState(successors);
  const [day, setDay] = useState<string | null>(null);
  const [legal, setLegal] = useState<LegalChoice>({ legalDocumentId: null, legalText: null });
  const [note, setNote] = useState('');
  const [adding, setAdding] = useState(false);
  const receives = relation !== 'abolish';
  const links = receives ? before.length * after.length : before.length;
  const isComplete = day !== null && before.length > 0 && (!receives || after.length > 0);
  async function submit() {
    if (day === null) return;
    const made = await create.run({
      predecessorIds: before.map(({ id }) => id),
      successorIds: receives ? after.map(({ id }) => id) : [],
      relation,
      effectiveOn: day,
      ...legal,
      note: note.trim() === '' ? null : note.trim(),
    });
    if (made === undefined) return;
    showUndo(a.arranged(formatCount(made.length)));
    onClose();
  }
  const effects = !isComplete
    ? []
    : [
        relation === 'transfer_part'
          ? a.effect.stays
          : a.effect.ends(before.map(({ name }) => name).join(', '), shortDay(dayBefore(day))),
        receives ? a.effect.links(formatCount(links)) : a.effect.none,
      ];
  return (
    <>
      <ConfirmDialog
        open
        title={a.arrangeTitle}
        confirmLabel={a.arrangeSubmit}
        pending={create.pending}
        disabled={!isComplete}
        onConfirm={() => void submit()}
        onClose={onClose}
      >
        <Box sx={{ display: 'grid', gap: 1.75 }}>
          <Typography variant="body2" color="text.secondary">
            {a.arrangeLead}
          </Typography>
          <RadioGroup
            aria-label={a.relation}
            value={relation}
            sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, gap: 0.5 }}
            onChange={(_event, next) => {
              const chosen = relations.find((one) => one === next);
              if (chosen !== undefined) setRelation(chosen);
            }}
          >
            {relations.map((one) => (
              <FormControlLabel
                key={one}
                value={one}
                control={<Radio size="small" sx={{ py: 0.5 }} />}
                sx={{ alignItems: 'flex-start' }}
                label={
                  <Box sx={{ py: 0.25 }}>
                    <Box component="span" sx={{ fontSize: '0.8125rem', fontWeight: 500 }}>
                      {a.relations[one]}
                    </Box>
                    <Box
                      component="span"
                      sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary' }}
                    >
                      {a.relationHints[one]}
                    </Box>
                  </Box>
                }
              />
            ))}
          </RadioGroup>
          <DayField
            required
            label={a.effectiveOn}
            value={day}
            onChange={setDay}
            error={faultOf('effectiveOn')}
          />
          <AgenciesPicker
            required
            label={a.before}
            // Those that were there until the day before.
            on={day === null ? null : dayBefore(day)}
            withEnded={day === null}
            value={before}
            onChange={setBefore}
            reasonAgainst={(one) => (after.some(({ id }) => id === one.id) ? a.after : null)}
            error={faultOf('predecessorIds')}
          />
          {receives ? (
            <Box>
              <AgenciesPicker
                required
                label={a.after}
                on={day}
                withEnded={day === null}
                value={after}
                onChange={setAfter}
                reasonAgainst={(one) => (before.some(({ id }) => id === one.id) ? a.before : null)}
                error={faultOf('successorIds')}
              />
              <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', mt: 0.25 }}>
                <Typography variant="caption" color="text.secondary">
                  {a.missingSuccessor}
                </Typography>
                <Button onClick={() => setAdding(true)}>{a.add}</Button>
              </Box>
            </Box>
          ) : null}
          <LegalField label={a.legalDocument} value={legal} onChange={setLegal} />
          <TextField
            multiline
            minRows={1}
            label={a.note}
            value={note}
            onChange={(event) => setNote(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 4000 } }}
          />
          {effects.length === 0 ? null : (
            <Box
              component="output"
              sx={{
                display: 'block',
                fontSize: '0.8125rem',
                borderLeft: '3px solid',
                borderColor: 'primary.main',
                pl: 1.25,
              }}
            >
              {effects.map((effect) => (
                <Box key={effect} component="span" sx={{ display: 'block' }}>
                  {effect}
                </Box>
              ))}
            </Box>
          )}
          {create.error === null || create.error.value.fields !== undefined ? null : (
            <ErrorState error={create.error} compact />
          )}
        </Box>
      </ConfirmDialog>
      {adding ? (
        <NewAgency
          validFrom={day}
          onClose={() => setAdding(false)}
          onMade={(made) => {
            setAfter((all) => [...all, { id: made.id, name: made.version.name }]);
            setAdding(false);
          }}
        />
      ) : null}
    </>
  );
}
