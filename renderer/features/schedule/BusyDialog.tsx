// Inspections by other bodies: entered, corrected and deleted beside the schedule that they get in the way of.
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
import type { Board, BusyDay } from '../../../core/contract/schedule.ts';
import { ApiError, call } from '../../api/client.ts';
import { useAutosave } from '../../api/autosave.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { AgencyPicker } from '../../components/AgencyPicker.tsx';
import type { AgencyChoice } from '../../components/AgencyPicker.tsx';
import { AutoText, DayField, useFieldError } from '../../components/Fields.tsx';
import { OursOnly } from '../../components/OursOnly.tsx';
import { ResponsiveTable } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { ConflictNotice, SaveStateLabel } from '../../components/SaveStateLabel.tsx';
import { Loaded } from '../../components/States.tsx';
import { dayRange, shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';

const grid = {
  display: 'grid',
  gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' },
  gap: 1.5,
  alignItems: 'start',
  border: '1px solid',
  borderColor: 'divider',
  borderRadius: 1,
  p: 1.5,
} as const;
const whole = { gridColumn: { sm: 'span 2' } } as const;

interface BusyDialogProps {
  readonly board: Board;
  readonly onClose: () => void;
}
export function BusyDialog({ board, onClose }: BusyDialogProps) {
  const t = useText();
  const w = t.schedule.busy;
  const [onlyRound, setOnlyRound] = useState(true);
  const [editing, setEditing] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const from = board.days[0]?.day;
  const to = board.days.at(-1)?.day;
  const input = onlyRound && from !== undefined && to !== undefined ? { from, to } : {};
  const list = useQueryOf('busyDays.list', input, { keepPrevious: true });
  const edited = list.data?.find(({ id }) => id === editing);
  const columns: readonly Column<BusyDay>[] = [
    { key: 'agency', label: w.agency, render: (one) => one.agencyName },
    { key: 'days', label: w.days, nowrap: true, render: (one) => dayRange(one.startsOn, one.endsOn, '') },
    { key: 'body', label: w.body, render: (one) => one.body },
    { key: 'subject', label: w.subject, wideOnly: true, render: (one) => one.subject ?? '' },
    {
      key: 'edit',
      label: t.frame.edit,
      hiddenLabel: true,
      align: 'right',
      render: (one) => (
        <OursOnly>
          <Button
            aria-label={w.edit(one.agencyName)}
            aria-expanded={editing === one.id}
            sx={{ my: -0.5 }}
            onClick={() => {
              setAdding(false);
              setEditing(editing === one.id ? null : one.id);
            }}
          >
            {t.frame.edit}
          </Button>
        </OursOnly>
      ),
    },
  ];
  return (
    <Dialog open onClose={onClose} maxWidth="md" aria-labelledby="busy-title">
      <DialogTitle id="busy-title">{w.title}</DialogTitle>
      <DialogContent>
        <Typography variant="body2" color="text.secondary" sx={{ mb: 1.5 }}>
          {w.intro}
        </Typography>
        <Box sx={{ display: 'grid', gap: 1.5 }}>
          {adding ? (
            <NewBusy day={board.startsOn ?? from ?? null} onDone={() => setAdding(false)} />
          ) : edited === undefined ? (
            <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', flexWrap: 'wrap' }}>
              <OursOnly>
                <Button variant="contained" onClick={() => setAdding(true)}>
                  {w.adding}
                </Button>
              </OursOnly>
              {from === undefined || to === undefined ? null : (
                <FormControlLabel
                  label={w.range(shortDay(from), shortDay(to))}
                  slotProps={{ typography: { variant: 'body2' } }}
                  control={
                    <Checkbox size="small" checked={onlyRound} onChange={(_event, on) => setOnlyRound(on)} />
                  }
                />
              )}
            </Box>
          ) : (
            <BusyForm key={edited.id} busy={edited} onDone={() => setEditing(null)} />
          )}
          <Loaded query={list}>
            {(rows) =>
              rows.length === 0 ? (
                <Typography variant="body2" color="text.secondary">
                  {w.empty}
                </Typography>
              ) : (
                <ResponsiveTable
                  label={w.title}
                  columns={columns}
                  rows={rows}
                  rowKey={(one) => one.id}
                  selectedKey={editing ?? undefined}
                  sortParam="busySort"
                />
              )
            }
          </Loaded>
        </Box>
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose}>{t.frame.close}</Button>
      </DialogActions>
    </Dialog>
  );
}

function NewBusy({ day, onDone }: { readonly day: string | null; readonly onDone: () => void }) {
  const t = useText();
  const w = t.schedule.busy;
  const create = useCommand('busyDays.create', { quiet: true });
  const [agency, setAgency] = useState<AgencyChoice | null>(null);
  const [startsOn, setStartsOn] = useState<string | null>(null);
  const [endsOn, setEndsOn] = useState<string | null>(null);
  const [body, setBody] = useState('');
  const [subject, setSubject] = useState('');
  const [tried, setTried] = useState(false);
  const faultOf = useFieldError(create.error);
  const last = endsOn ?? startsOn;
  const isBackwards = startsOn !== null && last !== null && last < startsOn;
  async function add() {
    setTried(true);
    if (agency === null || startsOn === null || last === null || isBackwards || body.trim() === '') return;
    const made = await create.run({
      agencyId: agency.id,
      startsOn,
      endsOn: last,
      body,
      subject: subject.trim() === '' ? null : subject,
    });
    if (made !== undefined) onDone();
  }
  const missing = (isMissing: boolean) => (tried && isMissing ? w.needed : undefined);
  return (
    <Box
      component="form"
      noValidate
      aria-label={w.adding}
      onSubmit={(event: React.FormEvent) => {
        event.preventDefault();
        void add();
      }}
      sx={grid}
    >
      <Box sx={whole}>
        <AgencyPicker
          autoFocus
          label={w.agency}
          value={agency}
          on={startsOn ?? day}
          onChange={setAgency}
          error={missing(agency === null) ?? faultOf('agencyId')}
        />
      </Box>
      <DayField
        label={w.startsOn}
        value={startsOn}
        onChange={setStartsOn}
        error={missing(startsOn === null) ?? faultOf('startsOn')}
      />
      <DayField
        label={w.endsOn}
        value={last}
        onChange={setEndsOn}
        error={isBackwards ? w.order : faultOf('endsOn')}
      />
      <TextField
        label={w.body}
        value={body}
        onChange={(event) => setBody(event.target.value)}
        error={missing(body.trim() === '') !== undefined}
        helperText={missing(body.trim() === '') ?? faultOf('body') ?? w.bodyHint}
        slotProps={{ htmlInput: { maxLength: 300, autoComplete: 'off' } }}
      />
      <TextField
        label={w.subject}
        value={subject}
        onChange={(event) => setSubject(event.target.value)}
        helperText={t.frame.optional}
        slotProps={{ htmlInput: { maxLength: 300, autoComplete: 'off' } }}
      />
      <Box sx={{ ...whole, display: 'flex', gap: 1, justifyContent: 'flex-end' }}>
        <Button onClick={onDone}>{t.frame.cancel}</Button>
        <Button type="submit" variant="contained" disabled={create.pending}>
          {w.add}
        </Button>
      </Box>
    </Box>
  );
}

function BusyForm({ busy, onDone }: { readonly busy: BusyDay; readonly onDone: () => void }) {
  const t = useText();
  const w = t.schedule.busy;
  const remove = useCommand('busyDays.delete');
  const autosave = useAutosave<BusyDay>({
    rowKey: `busy:${busy.id}`,
    row: busy,
    send: async (rev, patch, meta) => {
      // The name stands in the row for reading only; the agency is told by its id.
      const { agencyName: _shown, ...changed } = patch;
      return call('busyDays.update', { id: busy.id, rev: rev ?? 1, patch: changed }, meta);
    },
    async reload() {
      const found = (await call('busyDays.list', {})).find(({ id }) => id === busy.id);
      if (found === undefined) throw new ApiError({ code: 'NOT_FOUND', detail: { entity: 'busy_day' } });
      return found;
    },
  });
  const { value } = autosave;
  const faultOf = useFieldError(autosave.state.kind === 'error' ? autosave.state.error : null);
  const labels: Readonly<Record<string, string>> = {
    agencyId: w.agency,
    startsOn: w.startsOn,
    endsOn: w.endsOn,
    body: w.body,
    subject: w.subject,
  };
  async function drop() {
    await autosave.flush();
    if (await remove.run({ id: busy.id, rev: autosave.value.rev })) {
      showUndo(w.deleted(busy.agencyName));
      onDone();
    }
  }
  return (
    <Box component="section" aria-label={w.edit(busy.agencyName)} sx={grid}>
      {autosave.conflicts.length === 0 ? null : (
        <Box sx={whole}>
          <ConflictNotice autosave={autosave} labelOf={(field) => labels[field] ?? field} />
        </Box>
      )}
      <Box sx={whole}>
        <AgencyPicker
          autoFocus
          label={w.agency}
          value={{ id: value.agencyId, name: value.agencyName }}
          on={value.startsOn}
          onChange={(agency) => {
            if (agency !== null) autosave.chooseAll({ agencyId: agency.id, agencyName: agency.name });
          }}
          error={faultOf('agencyId')}
        />
      </Box>
      <DayField
        label={w.startsOn}
        value={value.startsOn}
        onChange={(day) => {
          if (day === null) return;
          // One step: between the two the row would be refused.
          autosave.chooseAll(day > value.endsOn ? { startsOn: day, endsOn: day } : { startsOn: day });
        }}
        error={faultOf('startsOn')}
      />
      <DayField
        label={w.endsOn}
        value={value.endsOn}
        onChange={(day) => {
          if (day !== null) autosave.choose('endsOn', day);
        }}
        error={value.endsOn < value.startsOn ? w.order : faultOf('endsOn')}
      />
      <AutoText autosave={autosave} field="body" label={w.body} maxLength={300} />
      <AutoText autosave={autosave} field="subject" label={w.subject} nullable maxLength={300} />
      <Box sx={{ ...whole, display: 'flex', gap: 1, alignItems: 'center' }}>
        <Button color="secondary" disabled={remove.pending} onClick={() => void drop()}>
          {w.delete}
        </Button>
        <Box sx={{ ml: 'auto' }}>
          <SaveStateLabel state={autosave.state} quiet />
        </Box>
        <Button variant="outlined" onClick={onDone}>
          {w.done}
        </Button>
      </Box>
    </Box>
  );
}
