// The bodies asked to nominate members: the letter, the reply and when it arrived, and the members it names.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { PlanDetail } from '../../../core/contract/plans.ts';
import type { Nomination } from '../../../core/contract/teams.ts';
import { ApiError, call } from '../../api/client.ts';
import { useAutosave } from '../../api/autosave.ts';
import { useCommand } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { AutoText, CountField, DayField, useFieldError } from '../../components/Fields.tsx';
import { OursOnly } from '../../components/OursOnly.tsx';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { ResponsiveTable } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { ConflictNotice, SaveStateLabel } from '../../components/SaveStateLabel.tsx';
import { SheetActions } from '../../components/SheetActions.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import type { Tone } from '../../components/StatusChip.tsx';
import { dayOrBlank, formatCount, shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { AgencyField } from './AgencyField.tsx';
import { Panel, Part, useFieldJump } from './FormParts.tsx';
import { NewMember } from './MemberForm.tsx';

const tones: Readonly<Record<Nomination['state'], Tone>> = {
  to_ask: 'plain',
  asked: 'accent',
  late: 'overdue',
  replied: 'due',
  declined: 'muted',
  seated: 'verified',
};

interface NominationsProps {
  readonly detail: PlanDetail;
  readonly nominations: readonly Nomination[];
  /** The one that an address points at. */
  readonly initial: string | null;
}
export function Nominations({ detail, nominations, initial }: NominationsProps) {
  const t = useText();
  const w = t.plans.nominations;
  const [editing, setEditing] = useState<string | null>(initial);
  const [seating, setSeating] = useState<string | null>(null);
  const edited = nominations.find(({ id }) => id === editing);
  const seated = nominations.find(({ id }) => id === seating);
  const { teams, domains, plan } = detail;
  const paper = (number: string | null, day: string | null) =>
    [number, dayOrBlank(day)].filter((part) => part !== null && part !== '').join(', ');
  const columns: readonly Column<Nomination>[] = [
    {
      key: 'body',
      label: w.body,
      render: (one) => (
        <>
          <Box component="span" sx={{ fontWeight: 500 }}>
            {one.body}
          </Box>{' '}
          <ProvenanceMark provenance={one.provenance} />
          {one.wish === null ? null : (
            <Box component="span" sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary' }}>
              {one.wish}
            </Box>
          )}
        </>
      ),
    },
    {
      key: 'letter',
      label: w.letter,
      width: '10rem',
      render: (one) => paper(one.letterNumber, one.letterOn),
    },
    { key: 'due', label: w.dueOn, nowrap: true, render: (one) => dayOrBlank(one.dueOn) },
    {
      key: 'reply',
      label: w.reply,
      width: '11rem',
      render: (one) => (
        <>
          {paper(one.replyNumber, one.replyOn)}
          {one.arrivedOn === null ? null : (
            <Box component="span" sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary' }}>
              {w.arrived(shortDay(one.arrivedOn))}
            </Box>
          )}
        </>
      ),
    },
    {
      key: 'members',
      label: w.members,
      align: 'right',
      nowrap: true,
      render: (one) => `${formatCount(one.memberIds.length)}/${formatCount(one.seats)}`,
    },
    {
      key: 'state',
      label: w.state,
      nowrap: true,
      render: (one) => <StatusChip tone={tones[one.state]} label={w.states[one.state]} />,
    },
    {
      key: 'seat',
      label: w.seat,
      hiddenLabel: true,
      align: 'right',
      nowrap: true,
      render: (one) =>
        one.declined || teams.length === 0 ? null : (
          <OursOnly>
            <Button
              aria-label={`${w.seat}: ${one.body}`}
              sx={{ my: -0.5 }}
              onClick={() => {
                setEditing(null);
                setSeating(one.id);
              }}
            >
              {w.seat}
            </Button>
          </OursOnly>
        ),
    },
  ];
  return (
    <Box component="section">
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1, flexWrap: 'wrap', mb: 0.75 }}>
        <Typography variant="h2">{w.title}</Typography>
        {nominations.length === 0 ? null : (
          <Box sx={{ ml: 'auto' }}>
            <SheetActions planId={plan.id} kind="nominations" />
          </Box>
        )}
      </Box>
      {nominations.length === 0 ? (
        <Typography variant="body2" color="text.secondary">
          {w.empty}
        </Typography>
      ) : (
        <ResponsiveTable
          label={w.title}
          columns={columns}
          rows={nominations}
          rowKey={(one) => one.id}
          sortParam="nominationSort"
          onOpen={(one) => {
            setSeating(null);
            setEditing(one.id);
          }}
          selectedKey={editing ?? seating ?? undefined}
        />
      )}
      <Box sx={{ mt: 1 }}>
        {seated !== undefined ? (
          <NewMember
            key={seated.id}
            teams={teams}
            domains={domains}
            nomination={seated}
            onDone={() => setSeating(null)}
          />
        ) : editing === 'new' ? (
          <NewNomination planId={plan.id} onDone={(id) => setEditing(id)} />
        ) : edited !== undefined ? (
          <NominationForm
            key={edited.id}
            nomination={edited}
            planId={plan.id}
            onDone={() => setEditing(null)}
          />
        ) : (
          <OursOnly>
            <Button onClick={() => setEditing('new')}>{w.add}</Button>
          </OursOnly>
        )}
      </Box>
    </Box>
  );
}

interface NewNominationProps {
  readonly planId: string;
  /** The new one, to be filled in further; null where nothing was made. */
  readonly onDone: (id: string | null) => void;
}
function NewNomination({ planId, onDone }: NewNominationProps) {
  const t = useText();
  const w = t.plans.nominations;
  const create = useCommand('nominations.create');
  const [agencyId, setAgencyId] = useState<string | null>(null);
  const [body, setBody] = useState('');
  async function submit(): Promise<void> {
    if (body.trim() === '') return;
    const made = await create.run({ planId, body: body.trim(), agencyId });
    if (made !== undefined) onDone(made.id);
  }
  return (
    <Panel label={w.add} onEscape={() => onDone(null)} onSubmit={() => void submit()}>
      <Part span={6}>
        <TextField
          autoFocus
          label={w.body}
          value={body}
          onChange={(event) => setBody(event.target.value)}
          helperText={w.bodyHint}
          slotProps={{ htmlInput: { maxLength: 300 } }}
        />
      </Part>
      <Part span={6}>
        <AgencyField
          label={w.agency}
          value={agencyId}
          onChange={(agency) => {
            setAgencyId(agency?.id ?? null);
            if (agency !== null && body.trim() === '') setBody(agency.name);
          }}
        />
      </Part>
      <Box sx={{ gridColumn: 'span 12', display: 'flex', gap: 1, justifyContent: 'flex-end' }}>
        <Button onClick={() => onDone(null)}>{t.frame.cancel}</Button>
        <Button type="submit" variant="contained" disabled={body.trim() === '' || create.pending}>
          {w.add}
        </Button>
      </Box>
    </Panel>
  );
}

interface NominationFormProps {
  readonly nomination: Nomination;
  readonly planId: string;
  readonly onDone: () => void;
}
function NominationForm({ nomination, planId, onDone }: NominationFormProps) {
  const t = useText();
  const w = t.plans.nominations;
  const remove = useCommand('nominations.delete');
  const autosave = useAutosave<Nomination>({
    rowKey: `nomination:${nomination.id}`,
    row: nomination,
    send: (rev, patch, meta) => call('nominations.update', { id: nomination.id, rev: rev ?? 1, patch }, meta),
    async reload() {
      const found = (await call('nominations.list', { planId })).find(({ id }) => id === nomination.id);
      if (found === undefined) throw new ApiError({ code: 'NOT_FOUND', detail: { entity: 'nomination' } });
      return found;
    },
  });
  const { value } = autosave;
  const faultOf = useFieldError(autosave.state.kind === 'error' ? autosave.state.error : null);
  useFieldJump();
  async function drop() {
    await autosave.flush();
    if (await remove.run({ id: nomination.id, rev: autosave.value.rev })) {
      showUndo(w.deleted(nomination.body));
      onDone();
    }
  }
  const day = (field: 'letterOn' | 'dueOn' | 'replyOn' | 'arrivedOn', label: string) => (
    <Part span={3} field={field}>
      <DayField
        label={label}
        value={value[field]}
        onChange={(next) => autosave.choose(field, next)}
        error={faultOf(field)}
      />
    </Part>
  );
  return (
    <Panel label={`${t.frame.edit}: ${nomination.body}`} onEscape={onDone}>
      <ConflictNotice autosave={autosave} labelOf={(field) => field} />
      <Part span={6} field="body">
        <AutoText autosave={autosave} field="body" label={w.body} required maxLength={300} />
      </Part>
      <Part span={6} field="agencyId">
        <AgencyField
          label={w.agency}
          value={value.agencyId}
          onChange={(agency) => autosave.choose('agencyId', agency?.id ?? null)}
        />
      </Part>
      <Part span={2} field="seats">
        <CountField
          label={w.seats}
          value={value.seats}
          onChange={(seats) => {
            if (seats !== null) autosave.choose('seats', seats);
          }}
          error={faultOf('seats')}
        />
      </Part>
      <Part span={10} field="wish">
        <AutoText
          autosave={autosave}
          field="wish"
          label={w.wish}
          nullable
          wraps
          helperText={w.wishHint}
          maxLength={1000}
        />
      </Part>
      <Part span={3} field="letterNumber">
        <AutoText autosave={autosave} field="letterNumber" label={w.letterNumber} nullable maxLength={60} />
      </Part>
      {day('letterOn', w.letterOn)}
      {day('dueOn', w.dueOn)}
      <Part span={3} field="declined">
        <FormControlLabel
          label={w.declined}
          slotProps={{ typography: { variant: 'body2' } }}
          control={
            <Checkbox
              size="small"
              checked={value.declined}
              onChange={(_event, on) => autosave.choose('declined', on)}
            />
          }
        />
      </Part>
      <Part span={3} field="replyNumber">
        <AutoText autosave={autosave} field="replyNumber" label={w.replyNumber} nullable maxLength={60} />
      </Part>
      {day('replyOn', w.replyOn)}
      {day('arrivedOn', w.arrivedOn)}
      <Part field="note">
        <AutoText
          autosave={autosave}
          field="note"
          label={t.plans.team.note}
          nullable
          multiline
          minRows={1}
          maxLength={4000}
        />
      </Part>
      <Box sx={{ gridColumn: 'span 12', display: 'flex', alignItems: 'center', gap: 1 }}>
        <OursOnly>
          <Button color="secondary" disabled={remove.pending} onClick={() => void drop()}>
            {w.delete}
          </Button>
        </OursOnly>
        <Box sx={{ ml: 'auto' }}>
          <SaveStateLabel state={autosave.state} quiet />
        </Box>
        <Button variant="outlined" onClick={onDone}>
          {t.plans.team.done}
        </Button>
      </Box>
    </Panel>
  );
}
