// A new round from an earlier one: the year, the title, and what is taken over. Lands on what has to be changed.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useNavigate } from 'react-router';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { showUndo } from '../../api/toasts.ts';
import { oneLine, useFieldError } from '../../components/Fields.tsx';
import { ErrorState } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';
import { isYear } from './FormParts.tsx';

export interface CopySource {
  readonly id: string;
  readonly title: string;
  readonly year: number | null;
}

/** The year a copy is made for: this one, or the next where the round is of this year already. */
export function useNextYear(year: number | null): number | null {
  const today = useQueryOf('system.status', {}).data?.today;
  if (today === undefined) return year === null ? null : year + 1;
  const current = Number(today.slice(0, 4));
  return year === null ? current : Math.max(current, year + 1);
}

const parts = ['teams', 'members', 'agencies', 'programmes', 'grounds'] as const;
type Part = (typeof parts)[number];
/** What makes no sense without something else. */
const needs: Partial<Record<Part, Part>> = { members: 'teams', programmes: 'agencies' };

export function CopyPlanDialog({
  source,
  onClose,
}: {
  readonly source: CopySource;
  readonly onClose: () => void;
}) {
  const t = useText();
  const w = t.plans.copy;
  const navigate = useNavigate();
  const copy = useCommand('plans.copy', { quiet: true });
  const faultOf = useFieldError(copy.error?.value);
  const nextYear = useNextYear(source.year);
  const [typedYear, setTypedYear] = useState<string | null>(null);
  const [typedTitle, setTypedTitle] = useState<string | null>(null);
  const [keep, setKeep] = useState<Readonly<Record<Part, boolean>>>({
    teams: true,
    members: true,
    agencies: true,
    grounds: true,
    programmes: true,
  });
  const year = typedYear ?? (nextYear === null ? '' : String(nextYear));
  const badYear = !isYear(year);
  const title =
    typedTitle ??
    (source.year === null || badYear ? source.title : moveYear(source.title, source.year, year));
  const kept = (part: Part): boolean => {
    const need = needs[part];
    return keep[part] && (need === undefined || keep[need]);
  };
  async function submit() {
    if (badYear || title.trim() === '') return;
    await flushAll();
    const made = await copy.run({
      id: source.id,
      year: Number(year),
      title: title.trim(),
      keep: {
        teams: kept('teams'),
        members: kept('members'),
        agencies: kept('agencies'),
        grounds: kept('grounds'),
        programmes: kept('programmes'),
      },
    });
    if (made === undefined) return;
    showUndo(w.done(made.title));
    void navigate(`/plans/${made.id}/review`);
  }
  return (
    <Dialog open onClose={onClose} aria-labelledby="copy-plan">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <DialogTitle id="copy-plan">{w.title}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2, '&&': { pt: 1 } }}>
          <Typography variant="body2" color="text.secondary">
            {w.from(source.title)}
          </Typography>
          <TextField
            label={t.plans.newYear}
            value={year}
            autoFocus
            onFocus={(event) => event.target.select()}
            onChange={(event) => setTypedYear(event.target.value)}
            error={badYear || faultOf('year') !== undefined}
            helperText={faultOf('year') ?? (badYear ? t.plans.badYear : undefined)}
            sx={{ maxWidth: '10rem' }}
            slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 4 } }}
          />
          <TextField
            label={t.plans.newName}
            value={title}
            multiline
            {...oneLine(
              (event) => setTypedTitle(event.target.value),
              () => void submit(),
            )}
            error={faultOf('title') !== undefined}
            helperText={faultOf('title')}
            slotProps={{ htmlInput: { maxLength: 500 } }}
          />
          <Box component="fieldset" sx={{ border: 0, m: 0, p: 0 }}>
            <Box component="legend" sx={{ p: 0, fontSize: '0.8125rem', color: 'text.secondary' }}>
              {w.keep}
            </Box>
            {parts.map((part) => {
              const need = needs[part];
              return (
                <FormControlLabel
                  key={part}
                  label={w.parts[part]}
                  disabled={need !== undefined && !keep[need]}
                  slotProps={{ typography: { variant: 'body2' } }}
                  sx={{ display: 'flex', ml: need === undefined ? -1 : 2 }}
                  control={
                    <Checkbox
                      size="small"
                      checked={kept(part)}
                      onChange={(_event, on) => setKeep((before) => ({ ...before, [part]: on }))}
                    />
                  }
                />
              );
            })}
          </Box>
          <Typography variant="caption" color="text.secondary">
            {w.emptied}
          </Typography>
          {copy.error === null || copy.error.value.fields !== undefined ? null : (
            <ErrorState error={copy.error} compact />
          )}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{t.frame.cancel}</Button>
          <Button type="submit" variant="contained" disabled={copy.pending || badYear || title.trim() === ''}>
            {badYear ? w.submit : w.submitYear(year.trim())}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** "… năm 2025" → "… năm 2026". A number that only contains the year's figures is another number. */
function moveYear(text: string, from: number, to: string): string {
  return text.replace(new RegExp(`(?<!\\d)${String(from)}(?!\\d)`, 'g'), to.trim());
}
