// What comes back from a laptop: what both changed differently (base, here, there, to choose), and what else changes.
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import Typography from '@mui/material/Typography';
import type { MergeConflict, MergePreview } from '../../../core/contract/handouts.ts';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import type { Texts } from '../../i18n/text.tsx';
import type { Choices, Side } from './merge-choices.ts';

interface MergeViewProps {
  readonly preview: MergePreview;
  readonly choices: Choices;
  readonly onChoose: (key: string, side: Side) => void;
  readonly confirmed: boolean;
  readonly onConfirm: (confirmed: boolean) => void;
}

/** More lines than these are counted, not listed. */
const LISTED = 200;

export function MergeView({ preview, choices, onChoose, confirmed, onConfirm }: MergeViewProps) {
  const t = useText();
  const w = t.handouts;
  const { counts, conflicts, changes } = preview;
  const rest = changes.length - LISTED;
  const nothing = changes.length === 0 && conflicts.length === 0;
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Typography component="p">
        {nothing
          ? w.nothingNew
          : w.counts({
              added: formatCount(counts.added),
              changed: formatCount(counts.changed),
              deleted: formatCount(counts.deleted),
              kept: formatCount(counts.kept),
              evidence: formatCount(counts.evidence),
            })}
      </Typography>
      {preview.largeChange ? (
        <Alert severity="warning" variant="outlined">
          <FormControlLabel
            label={w.largeChange}
            control={<Checkbox checked={confirmed} onChange={(_event, on) => onConfirm(on)} />}
          />
        </Alert>
      ) : null}
      {conflicts.length === 0 ? null : (
        <Box component="section">
          <Typography variant="h2">{w.conflicts(formatCount(conflicts.length))}</Typography>
          <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
            {w.conflictsHint}
          </Typography>
          <Box sx={{ display: 'grid', gap: 1.5 }}>
            {conflicts.map((conflict) => (
              <ConflictRow
                key={conflict.key}
                conflict={conflict}
                choice={choices[conflict.key]}
                onChoose={(side) => onChoose(conflict.key, side)}
              />
            ))}
          </Box>
        </Box>
      )}
      {changes.length === 0 ? null : (
        <Box component="section">
          <Typography variant="h2">{w.changes}</Typography>
          <Box
            component="ul"
            tabIndex={0}
            aria-label={w.changes}
            sx={{
              m: 0,
              p: 0,
              listStyle: 'none',
              maxHeight: '16rem',
              overflow: 'auto',
              fontSize: '0.8125rem',
            }}
          >
            {changes.slice(0, LISTED).map((change) => (
              <Box
                component="li"
                key={`${change.table}:${change.rowId}`}
                sx={{ py: 0.5, borderBottom: '1px solid', borderColor: 'divider' }}
              >
                <b>{w.actions[change.action]}</b> {tableName(t, change.table)}: {change.label}
                {change.fields.map(({ field, before, after }) => (
                  <Box key={field} sx={{ pl: 2, color: 'text.secondary' }}>
                    {fieldName(t, field)}: {side(t, before)} → <b>{side(t, after)}</b>
                  </Box>
                ))}
              </Box>
            ))}
            {rest > 0 ? <Box component="li">{w.more(formatCount(rest))}</Box> : null}
          </Box>
        </Box>
      )}
    </Box>
  );
}

interface ConflictRowProps {
  readonly conflict: MergeConflict;
  readonly choice: Side | undefined;
  readonly onChoose: (side: Side) => void;
}
function ConflictRow({ conflict, choice, onChoose }: ConflictRowProps) {
  const t = useText();
  const w = t.handouts;
  const name = `${tableName(t, conflict.table)}: ${conflict.label}`;
  const whole = conflict.field === '*';
  return (
    <Box
      component="fieldset"
      sx={{ border: '1px solid', borderColor: 'divider', borderRadius: 1, m: 0, px: 1.5, pb: 1 }}
    >
      <Box component="legend" sx={{ px: 0.5, fontSize: '0.8125rem', fontWeight: 600, maxWidth: '100%' }}>
        {name}
        {whole ? '' : ` · ${fieldName(t, conflict.field)}`}
      </Box>
      <Box
        sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', md: 'repeat(3, minmax(0, 1fr))' }, gap: 1 }}
      >
        {(['base', 'ours', 'theirs'] as const).map((one) => (
          <FormControlLabel
            key={one}
            sx={{ alignItems: 'flex-start', m: 0 }}
            control={
              <Radio
                size="small"
                name={conflict.key}
                checked={choice === one}
                onChange={() => onChoose(one)}
              />
            }
            label={
              <Box sx={{ pt: 0.75, overflowWrap: 'anywhere', fontSize: '0.8125rem' }}>
                <Box component="span" sx={{ color: 'text.secondary' }}>
                  {w.sides[one]}:{' '}
                </Box>
                {whole ? (conflict[one] === true ? w.present : w.absent) : side(t, conflict[one])}
              </Box>
            }
          />
        ))}
      </Box>
    </Box>
  );
}

/** A value as the person knows it. */
function side(t: Texts, value: MergeConflict['base']): string {
  if (value === null || value === '') return t.handouts.nothing;
  if (typeof value === 'boolean') return value ? t.handouts.on : t.handouts.off;
  if (typeof value === 'number') return formatCount(value);
  const { answerChoice } = t.labels;
  if (value === 'not_applicable') return t.handouts.notApplicable;
  return Object.hasOwn(answerChoice, value) ? answerChoice[value as keyof typeof answerChoice] : value;
}
function tableName(t: Texts, table: string): string {
  const { tables } = t.handouts;
  return Object.hasOwn(tables, table) ? tables[table as keyof typeof tables] : table;
}
function fieldName(t: Texts, field: string): string {
  const { fields } = t.handouts;
  return Object.hasOwn(fields, field) ? fields[field as keyof typeof fields] : field;
}
