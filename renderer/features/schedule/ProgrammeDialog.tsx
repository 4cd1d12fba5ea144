// The programme of one visit: drafted once in its usual course, then edited line by line, saved as it is typed,
// put in another order, previewed and printed.
import { useEffect, useRef, useState } from 'react';
import type { FormEvent, KeyboardEvent } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { addDays } from '../../../core/rules/due.ts';
import type { ProgrammeItem } from '../../../core/contract/schedule.ts';
import type { Visit } from '../../../core/contract/visits.ts';
import { ApiError, call } from '../../api/client.ts';
import { useAutosave } from '../../api/autosave.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { showUndo } from '../../api/toasts.ts';
import { AutoText, SelectField, useFieldError } from '../../components/Fields.tsx';
import { HiddenText } from '../../components/HiddenText.tsx';
import { LineActs } from '../../components/LineActs.tsx';
import { ConflictNotice, SaveStateLabel } from '../../components/SaveStateLabel.tsx';
import { SheetActions } from '../../components/SheetActions.tsx';
import { EmptyState, FormSkeleton, Loaded } from '../../components/States.tsx';
import { formatCount, shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { daysText, parseClock, shortWeekday } from './schedule-words.ts';

/** Days of a visit that are offered for an item; longer ones are no session. */
const MAX_DAYS = 31;

function daysOf({ startsOn, endsOn }: Visit): string[] {
  if (startsOn === null) return [];
  const days: string[] = [];
  for (let day = startsOn; day <= (endsOn ?? startsOn) && days.length < MAX_DAYS; day = addDays(day, 1)) {
    days.push(day);
  }
  return days;
}

interface ProgrammeDialogProps {
  readonly planId: string;
  /** Null where the address names none of this round. */
  readonly visit: Visit | null;
  readonly onClose: () => void;
}
export function ProgrammeDialog({ planId, visit, onClose }: ProgrammeDialogProps) {
  const t = useText();
  const w = t.schedule.programme;
  return (
    <Dialog open onClose={onClose} maxWidth="lg" aria-labelledby="programme-title">
      <DialogTitle id="programme-title">{visit === null ? w.label : w.title(visit.agencyName)}</DialogTitle>
      <DialogContent dividers tabIndex={0} sx={{ minHeight: '16rem' }}>
        {visit === null ? <Typography variant="body2">{w.gone}</Typography> : <Programme visit={visit} />}
      </DialogContent>
      <DialogActions sx={{ px: 3, py: 1.5 }}>
        {visit === null ? null : (
          <Box sx={{ mr: 'auto' }}>
            <SheetActions planId={planId} kind="programme" visitId={visit.id} of={visit.agencyName} />
          </Box>
        )}
        <Button onClick={onClose}>{t.frame.close}</Button>
      </DialogActions>
    </Dialog>
  );
}

function Programme({ visit }: { readonly visit: Visit }) {
  const t = useText();
  const w = t.schedule.programme;
  const list = useQueryOf('programme.list', { visitId: visit.id });
  const draft = useCommand('programme.draft');
  const move = useCommand('programme.move');
  const [said, setSaid] = useState('');
  const focusNext = useRef<string | null>(null);
  const items = list.data;
  // Where a line went away the keyboard goes on with its neighbour.
  useEffect(() => {
    const id = focusNext.current;
    if (id === null) return;
    focusNext.current = null;
    document.querySelector<HTMLElement>(`[data-programme="${CSS.escape(id)}"] textarea`)?.focus();
  }, [items]);

  async function shift(id: string, by: 1 | -1) {
    await flushAll();
    const newest = await call('programme.list', { visitId: visit.id });
    const item = newest.find((one) => one.id === id);
    const at = newest.findIndex((one) => one.id === id);
    const to = at + 1 + by;
    if (item === undefined || to < 1 || to > newest.length) return;
    const done = await move.run({ id, rev: item.rev, ordinal: to });
    if (done !== undefined) setSaid(w.moved(formatCount(to), formatCount(newest.length)));
  }
  const days = daysOf(visit);
  return (
    <>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1.5 }}>
        {[daysText(visit, t) || w.noDays, visit.teamName ?? t.schedule.noTeam].join(' · ')}
      </Typography>
      <Loaded query={list} skeleton={<FormSkeleton />}>
        {(rows) => (
          <Box sx={{ display: 'grid', gap: 1.5 }}>
            {rows.length === 0 ? (
              <EmptyState
                title={w.empty}
                text={w.emptyText}
                action={
                  <Button
                    variant="contained"
                    disabled={draft.pending}
                    onClick={() => void draft.run({ visitId: visit.id })}
                  >
                    {w.draft}
                  </Button>
                }
              />
            ) : (
              <Box
                component="ol"
                aria-label={w.label}
                sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 }}
              >
                {rows.map((item, index) => (
                  <ProgrammeLine
                    key={item.id}
                    item={item}
                    place={index + 1}
                    count={rows.length}
                    days={days}
                    moving={move.pending}
                    onShift={(by) => void shift(item.id, by)}
                    onGone={() => {
                      focusNext.current = rows[index + 1]?.id ?? rows[index - 1]?.id ?? null;
                    }}
                  />
                ))}
              </Box>
            )}
            <NewItem visitId={visit.id} last={rows.at(-1) ?? null} />
          </Box>
        )}
      </Loaded>
      <Box component="output" aria-live="polite">
        <HiddenText text={said} />
      </Box>
    </>
  );
}

interface ProgrammeLineProps {
  readonly item: ProgrammeItem;
  readonly place: number;
  readonly count: number;
  readonly days: readonly string[];
  readonly moving: boolean;
  readonly onShift: (by: 1 | -1) => void;
  readonly onGone: () => void;
}
function ProgrammeLine({ item, place, count, days, moving, onShift, onGone }: ProgrammeLineProps) {
  const t = useText();
  const w = t.schedule.programme;
  const remove = useCommand('programme.delete');
  const autosave = useAutosave<ProgrammeItem>({
    rowKey: `programme:${item.id}`,
    row: item,
    send: (rev, patch, meta) => call('programme.update', { id: item.id, rev: rev ?? 1, patch }, meta),
    async reload() {
      const found = (await call('programme.list', { visitId: item.visitId })).find(
        ({ id }) => id === item.id,
      );
      if (found === undefined)
        throw new ApiError({ code: 'NOT_FOUND', detail: { entity: 'programme_item' } });
      return found;
    },
  });
  const { value } = autosave;
  const faultOf = useFieldError(autosave.state.kind === 'error' ? autosave.state.error : null);
  const isBackwards = value.startsAt !== null && value.endsAt !== null && value.endsAt < value.startsAt;
  const labels: Readonly<Record<string, string>> = {
    day: w.day,
    startsAt: w.from,
    endsAt: w.to,
    content: w.content,
    presenter: w.presenter,
  };
  // A day that the visit no longer covers stays to be seen and changed.
  const offered = value.day !== null && !days.includes(value.day) ? [...days, value.day] : days;
  async function drop() {
    await autosave.flush();
    if (await remove.run({ id: item.id, rev: autosave.value.rev })) {
      showUndo(w.deleted);
      onGone();
    }
  }
  const name = w.item(formatCount(place));
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || event.ctrlKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    if (!moving) onShift(event.key === 'ArrowUp' ? -1 : 1);
  };
  return (
    <Box
      component="li"
      aria-label={name}
      data-programme={item.id}
      onKeyDown={onKeyDown}
      sx={{
        display: 'grid',
        gridTemplateColumns: {
          xs: '1fr 1fr',
          md: `${offered.length > 1 ? '8rem ' : ''}5rem 5rem minmax(0, 1fr) 15rem auto`,
        },
        gap: 0.75,
        alignItems: 'start',
        pt: 1,
        borderTop: '1px solid',
        borderColor: 'divider',
        '&:first-of-type': { borderTop: 0 },
        // Measured once, a field keeps the height of the fallback font where the real one comes later.
        '@supports (field-sizing: content)': {
          '& textarea:not([aria-hidden])': { fieldSizing: 'content', height: 'auto !important' },
        },
      }}
    >
      {offered.length > 1 ? (
        <SelectField
          label={w.day}
          value={value.day}
          emptyLabel={w.allDays}
          choices={offered.map((day) => ({ value: day, label: `${shortWeekday(day, t)} ${shortDay(day)}` }))}
          onChange={(day) => autosave.choose('day', day)}
          error={faultOf('day')}
        />
      ) : null}
      <ClockField
        label={w.from}
        value={value.startsAt}
        onChange={(time) => autosave.choose('startsAt', time)}
        error={faultOf('startsAt')}
      />
      <ClockField
        label={w.to}
        value={value.endsAt}
        onChange={(time) => autosave.choose('endsAt', time)}
        error={isBackwards ? w.timeOrder : faultOf('endsAt')}
      />
      <AutoText
        autosave={autosave}
        field="content"
        label={w.content}
        multiline
        minRows={1}
        maxLength={2000}
        required
      />
      <AutoText autosave={autosave} field="presenter" label={w.presenter} nullable wraps maxLength={300} />
      <Box sx={{ display: 'flex', alignItems: 'center', gridColumn: { xs: 'span 2', md: 'auto' } }}>
        <LineActs
          words={w}
          name={name}
          place={place}
          count={count}
          moving={moving}
          removing={remove.pending}
          onShift={onShift}
          onRemove={() => void drop()}
        />
      </Box>
      {autosave.conflicts.length === 0 && autosave.state.kind !== 'error' ? null : (
        <Box sx={{ gridColumn: '1 / -1' }}>
          <ConflictNotice autosave={autosave} labelOf={(field) => labels[field] ?? field} />
          <SaveStateLabel state={autosave.state} quiet />
        </Box>
      )}
    </Box>
  );
}

interface ClockFieldProps {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  readonly error?: string | undefined;
}
/** A time of the day, typed as 8h30, 8:30 or 8; taken when the field is left. */
function ClockField({ label, value, onChange, error }: ClockFieldProps) {
  const t = useText();
  const [typed, setTyped] = useState<string | null>(null);
  const [seen, setSeen] = useState(value);
  // A value from elsewhere replaces what was typed and not yet taken.
  if (seen !== value) {
    setSeen(value);
    setTyped(null);
  }
  const isBad = typed !== null && typed.trim() !== '' && parseClock(typed) === null;
  const take = () => {
    if (typed === null || isBad) return;
    const time = typed.trim() === '' ? null : parseClock(typed);
    setTyped(null);
    if (time !== value) onChange(time);
  };
  const message = isBad ? t.schedule.programme.badTime : error;
  return (
    <TextField
      label={label}
      value={typed ?? value ?? ''}
      placeholder="8h30"
      onChange={(event) => setTyped(event.target.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take();
      }}
      error={message !== undefined}
      helperText={message}
      slotProps={{ htmlInput: { autoComplete: 'off', maxLength: 12 }, inputLabel: { shrink: true } }}
    />
  );
}

interface NewItemProps {
  readonly visitId: string;
  readonly last: ProgrammeItem | null;
}
function NewItem({ visitId, last }: NewItemProps) {
  const t = useText();
  const w = t.schedule.programme;
  const create = useCommand('programme.create');
  const [content, setContent] = useState('');
  const field = useRef<HTMLInputElement>(null);
  async function add() {
    if (content.trim() === '' || create.pending) return;
    // It goes on where the last one ended.
    const made = await create.run({
      visitId,
      content,
      day: last?.day ?? null,
      startsAt: last?.endsAt ?? null,
    });
    if (made === undefined) return;
    setContent('');
    field.current?.focus();
  }
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void add();
      }}
      sx={{
        display: 'flex',
        gap: 1,
        alignItems: 'flex-start',
        borderTop: '1px solid',
        borderColor: 'divider',
        pt: 1.5,
      }}
    >
      <TextField
        label={w.addContent}
        value={content}
        inputRef={field}
        onChange={(event) => setContent(event.target.value)}
        slotProps={{ htmlInput: { autoComplete: 'off', maxLength: 2000 } }}
      />
      <Button
        type="submit"
        variant="outlined"
        disabled={create.pending || content.trim() === ''}
        sx={{ whiteSpace: 'nowrap', flex: 'none' }}
      >
        {w.add}
      </Button>
    </Box>
  );
}
