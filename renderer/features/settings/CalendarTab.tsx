// The office's working calendar by year: holidays, days off and the days worked in exchange. The statutory days are
// proposed; a person ticks and confirms them.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import IconButton from '@mui/material/IconButton';
import TextField from '@mui/material/TextField';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import BackIcon from '@mui/icons-material/ChevronLeftOutlined';
import NextIcon from '@mui/icons-material/ChevronRightOutlined';
import RemoveIcon from '@mui/icons-material/CloseOutlined';
import type { CalendarDay } from '../../../core/contract/schedule.ts';
import { ApiError, call } from '../../api/client.ts';
import { useAutosave } from '../../api/autosave.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { AutoText, DayField, SelectField, useFieldError } from '../../components/Fields.tsx';
import { useFilter } from '../../components/Filters.tsx';
import { ConflictNotice } from '../../components/SaveStateLabel.tsx';
import { EmptyState, ErrorState, Loaded } from '../../components/States.tsx';
import { formatCount, shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { YearView } from './YearView.tsx';
import { weekdayOf } from './year-days.ts';

type Kind = CalendarDay['kind'];
const kinds: readonly Kind[] = ['holiday', 'day_off', 'working_day'];

export function CalendarTab() {
  const today = useQueryOf('system.status', {}).data?.today;
  const filter = useFilter();
  const asked = filter.get('year');
  const year = /^(19|20|21)\d\d$/.test(asked) ? Number(asked) : Number((today ?? '2000').slice(0, 4));
  return <CalendarYear key={year} year={year} onYear={(next) => filter.set('year', String(next))} />;
}

interface CalendarYearProps {
  readonly year: number;
  readonly onYear: (year: number) => void;
}
function CalendarYear({ year, onYear }: CalendarYearProps) {
  const t = useText();
  const w = t.calendar;
  const days = useQueryOf('calendar.list', { year });
  const [proposing, setProposing] = useState(false);
  const propose = (
    <Button variant="contained" onClick={() => setProposing(true)}>
      {w.propose(String(year))}
    </Button>
  );
  return (
    <>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, mb: 1.5, flexWrap: 'wrap' }}>
        <Tooltip title={w.previousYear}>
          <IconButton aria-label={w.previousYear} onClick={() => onYear(year - 1)}>
            <BackIcon sx={{ fontSize: 20 }} />
          </IconButton>
        </Tooltip>
        <Typography variant="h2" aria-live="polite">
          {w.year(String(year))}
        </Typography>
        <Tooltip title={w.nextYear}>
          <IconButton aria-label={w.nextYear} onClick={() => onYear(year + 1)}>
            <NextIcon sx={{ fontSize: 20 }} />
          </IconButton>
        </Tooltip>
        <Typography variant="caption" color="text.secondary" sx={{ ml: 1, flex: '1 1 16rem' }}>
          {w.hint}
        </Typography>
        {propose}
      </Box>
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: '1fr', lg: 'minmax(0, 1fr) 24.5rem' },
          gap: 3,
          alignItems: 'start',
        }}
      >
        <Loaded query={days}>
          {(rows) => (
            <Box sx={{ display: 'grid', gap: 1.5 }}>
              {rows.length === 0 ? (
                <EmptyState title={w.empty(String(year))} text={w.emptyText} />
              ) : (
                <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.25 }}>
                  {rows.map((row) => (
                    <DayLine key={row.id} row={row} />
                  ))}
                </Box>
              )}
              <NewDay year={year} />
            </Box>
          )}
        </Loaded>
        <YearView year={year} days={days.data ?? []} />
      </Box>
      {proposing ? <Proposals year={year} onClose={() => setProposing(false)} /> : null}
    </>
  );
}

const line = {
  display: 'grid',
  gridTemplateColumns: { xs: '1fr 1fr', sm: '9.5rem 9.5rem minmax(0, 1fr) 2rem' },
  gap: 1,
  alignItems: 'start',
} as const;

function DayLine({ row }: { readonly row: CalendarDay }) {
  const t = useText();
  const w = t.calendar;
  const remove = useCommand('calendar.delete');
  const autosave = useAutosave<CalendarDay>({
    rowKey: `calendar:${row.id}`,
    row,
    send: (rev, patch, meta) => call('calendar.update', { id: row.id, rev: rev ?? 1, patch }, meta),
    async reload() {
      const found = (await call('calendar.list', { year: Number(row.day.slice(0, 4)) })).find(
        ({ id }) => id === row.id,
      );
      if (found === undefined) throw new ApiError({ code: 'NOT_FOUND', detail: { entity: 'calendar_day' } });
      return found;
    },
  });
  const { value } = autosave;
  const faultOf = useFieldError(autosave.state.kind === 'error' ? autosave.state.error : null);
  const name = `${shortDay(row.day)}, ${row.name}`;
  async function drop() {
    await autosave.flush();
    if (await remove.run({ id: row.id, rev: autosave.value.rev })) showUndo(w.deleted(name));
  }
  return (
    <li>
      {autosave.conflicts.length === 0 ? null : (
        <ConflictNotice autosave={autosave} labelOf={(field) => field} />
      )}
      <Box sx={line} role="group" aria-label={name}>
        <DayField
          label={w.weekdays[weekdayOf(value.day) as keyof typeof w.weekdays]}
          value={value.day}
          onChange={(day) => {
            if (day !== null) autosave.choose('day', day);
          }}
          error={
            faultOf('day') ??
            (autosave.state.kind === 'error' && autosave.state.error.code === 'DUPLICATE'
              ? w.duplicate
              : undefined)
          }
        />
        <SelectField
          label={w.kind}
          value={value.kind}
          choices={kinds.map((kind) => ({ value: kind, label: w.kinds[kind] }))}
          onChange={(kind) => {
            if (kind !== null) autosave.choose('kind', kind);
          }}
        />
        <AutoText autosave={autosave} field="name" label={w.name} required wraps maxLength={200} />
        <Tooltip title={w.delete}>
          <IconButton
            aria-label={`${w.delete}: ${name}`}
            disabled={remove.pending}
            onClick={() => void drop()}
            sx={{ mt: 0.5 }}
          >
            <RemoveIcon sx={{ fontSize: 17 }} />
          </IconButton>
        </Tooltip>
      </Box>
    </li>
  );
}

function NewDay({ year }: { readonly year: number }) {
  const t = useText();
  const w = t.calendar;
  const create = useCommand('calendar.createMany', { quiet: true });
  const faultOf = useFieldError(create.error?.value);
  const [day, setDay] = useState<string | null>(null);
  const [kind, setKind] = useState<Kind>('day_off');
  const [name, setName] = useState('');
  const outside = day !== null && !day.startsWith(String(year));
  async function submit() {
    if (day === null || name.trim() === '') return;
    const made = await create.run({ days: [{ day, kind, name: name.trim() }] });
    if (made === undefined) return;
    setDay(null);
    setName('');
  }
  return (
    <Box
      component="form"
      noValidate
      aria-label={w.add}
      onSubmit={(event: { preventDefault(): void }) => {
        event.preventDefault();
        void submit();
      }}
      sx={{ borderTop: '1px solid', borderColor: 'divider', pt: 2, display: 'grid', gap: 1 }}
    >
      <Box sx={line}>
        <DayField
          label={w.day}
          value={day}
          onChange={setDay}
          error={faultOf('day')}
          helperText={outside ? w.otherYear : undefined}
        />
        <SelectField
          label={w.kind}
          value={kind}
          choices={kinds.map((value) => ({ value, label: w.kinds[value] }))}
          onChange={(next) => {
            if (next !== null) setKind(next);
          }}
        />
        <TextField
          label={w.name}
          value={name}
          onChange={(event) => setName(event.target.value)}
          helperText={w.nameHint}
          slotProps={{ htmlInput: { maxLength: 200 } }}
        />
      </Box>
      {create.error === null ? null : <ErrorState error={create.error} compact />}
      <Box>
        <Button
          type="submit"
          variant="outlined"
          disabled={day === null || name.trim() === '' || create.pending}
        >
          {w.add}
        </Button>
      </Box>
    </Box>
  );
}

interface ProposalsProps {
  readonly year: number;
  readonly onClose: () => void;
}
function Proposals({ year, onClose }: ProposalsProps) {
  const t = useText();
  const w = t.calendar;
  const proposals = useQueryOf('calendar.proposals', { year });
  const create = useCommand('calendar.createMany', { quiet: true });
  // What is left out: everything is ticked at first.
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set());
  const chosen = (proposals.data ?? []).filter(({ day }) => !without.has(day));
  async function submit() {
    if (chosen.length === 0) return;
    const made = await create.run({ days: chosen });
    if (made === undefined) return;
    showUndo(w.added(formatCount(made.length)));
    onClose();
  }
  return (
    <Dialog open onClose={onClose} aria-labelledby="holiday-proposals">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <DialogTitle id="holiday-proposals">{w.propose(String(year))}</DialogTitle>
        <DialogContent sx={{ '&&': { pt: 1 } }}>
          <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
            {w.proposeText}
          </Typography>
          <Loaded query={proposals}>
            {(rows) =>
              rows.length === 0 ? (
                <Typography variant="body2">{w.nothingProposed(String(year))}</Typography>
              ) : (
                rows.map((one) => (
                  <FormControlLabel
                    key={one.day}
                    sx={{ display: 'flex', mx: 0 }}
                    slotProps={{ typography: { variant: 'body2' } }}
                    label={`${w.weekdays[weekdayOf(one.day) as keyof typeof w.weekdays]}, ${shortDay(one.day)}: ${one.name}${
                      one.kind === 'holiday' ? '' : ` (${w.kinds[one.kind].toLocaleLowerCase('vi')})`
                    }`}
                    control={
                      <Checkbox
                        size="small"
                        checked={!without.has(one.day)}
                        onChange={(_event, on) =>
                          setWithout((before) => {
                            const next = new Set(before);
                            if (on) next.delete(one.day);
                            else next.add(one.day);
                            return next;
                          })
                        }
                        sx={{ p: 0.5 }}
                      />
                    }
                  />
                ))
              )
            }
          </Loaded>
          {create.error === null ? null : <ErrorState error={create.error} compact />}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{t.frame.cancel}</Button>
          <Button type="submit" variant="contained" disabled={chosen.length === 0 || create.pending}>
            {chosen.length === 0 ? w.confirmNone : w.confirm(formatCount(chosen.length))}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
