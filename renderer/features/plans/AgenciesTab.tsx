// The agencies of a round and their schedule: added many at a time, a day, a range or only a start, team, state.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import EditIcon from '@mui/icons-material/EditCalendarOutlined';
import { useSearchParams } from 'react-router';
import type { PlanDetail } from '../../../core/contract/plans.ts';
import type { Team } from '../../../core/contract/teams.ts';
import type { Visit } from '../../../core/contract/visits.ts';
import { ApiError, call } from '../../api/client.ts';
import { useAutosave } from '../../api/autosave.ts';
import { useCommand } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { AutoText, DayField, SelectField, useFieldError } from '../../components/Fields.tsx';
import { OursOnly } from '../../components/OursOnly.tsx';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { ResponsiveTable, RowLink } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { ConflictNotice, SaveStateLabel } from '../../components/SaveStateLabel.tsx';
import { EmptyState } from '../../components/States.tsx';
import { VisitStatusChip } from '../../components/StatusChip.tsx';
import { dayRange } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { VisitStatusMenu } from '../visits/VisitStatusMenu.tsx';
import { AddAgencies } from './AddAgencies.tsx';
import { Part, useFieldJump } from './FormParts.tsx';

export function AgenciesTab({ detail }: { readonly detail: PlanDetail }) {
  const t = useText();
  const w = t.plans.agencies;
  const [adding, setAdding] = useState(false);
  const [params] = useSearchParams();
  const [editing, setEditing] = useState<string | null>(() => params.get('visit'));
  const edited = detail.visits.find((visit) => visit.id === editing);
  const columns: readonly Column<Visit>[] = [
    {
      key: 'ordinal',
      label: '#',
      width: '2.5rem',
      align: 'right',
      render: (_visit, index) => String(index + 1),
    },
    {
      key: 'agency',
      label: w.agency,
      sortBy: (visit) => visit.agencyName,
      render: (visit) => (
        <>
          <RowLink to={`/visits/${visit.id}`}>{visit.agencyName}</RowLink>{' '}
          <ProvenanceMark provenance={visit.provenance} />
        </>
      ),
    },
    {
      key: 'kind',
      label: w.kind,
      wideOnly: true,
      sortBy: (visit) => t.labels.agencyKind[visit.agencyKind],
      render: (visit) => t.labels.agencyKind[visit.agencyKind],
    },
    {
      key: 'days',
      label: w.days,
      nowrap: true,
      sortBy: (visit) => visit.startsOn,
      render: (visit) => dayRange(visit.startsOn, visit.endsOn, w.from) || <Muted text={t.frame.unknown} />,
    },
    {
      key: 'team',
      label: w.team,
      wideOnly: true,
      sortBy: (visit) => visit.teamName,
      render: (visit) => visit.teamName ?? <Muted text={w.noTeam} />,
    },
    {
      key: 'status',
      label: w.status,
      nowrap: true,
      sortBy: (visit) => t.labels.visitStatus[visit.status],
      render: (visit) => <StatusButton visit={visit} />,
    },
    {
      key: 'edit',
      label: w.edit,
      hiddenLabel: true,
      width: '3rem',
      align: 'right',
      render: (visit) => (
        <OursOnly>
          <Tooltip title={w.edit}>
            <IconButton
              aria-label={`${w.edit}: ${visit.agencyName}`}
              aria-expanded={editing === visit.id}
              sx={{ my: -0.5 }}
              onClick={() => setEditing(editing === visit.id ? null : visit.id)}
            >
              <EditIcon sx={{ fontSize: 17 }} />
            </IconButton>
          </Tooltip>
        </OursOnly>
      ),
    },
  ];
  // One team for all says nothing in a column; beside the form there is no room for what it shows anyway.
  const isOneTeam =
    detail.teams.length <= 1 && detail.visits.every((visit) => visit.teamId === detail.visits[0]?.teamId);
  const shown = columns.filter(
    ({ key }) =>
      !(key === 'team' && (isOneTeam || edited !== undefined)) && !(key === 'kind' && edited !== undefined),
  );
  const add = (
    <OursOnly>
      <Button variant="contained" onClick={() => setAdding(true)}>
        {w.add}
      </Button>
    </OursOnly>
  );
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      {adding ? <AddAgencies detail={detail} onDone={() => setAdding(false)} /> : null}
      {detail.visits.length > 0 ? <Box>{add}</Box> : null}
      {detail.visits.length === 0 ? (
        <EmptyState title={w.empty} text={w.emptyText} action={add} />
      ) : (
        <Box
          sx={{
            display: 'grid',
            gap: 1.5,
            gridTemplateColumns: edited === undefined ? '1fr' : { xs: '1fr', md: 'minmax(0, 1fr) 20rem' },
            alignItems: 'start',
          }}
        >
          <ResponsiveTable
            label={t.plans.tabs.agencies}
            columns={shown}
            rows={detail.visits}
            rowKey={(visit) => visit.id}
            rowTo={(visit) => `/visits/${visit.id}`}
            selectedKey={editing ?? undefined}
          />
          {edited === undefined ? null : (
            <ScheduleForm
              key={edited.id}
              visit={edited}
              planId={detail.plan.id}
              teams={detail.teams}
              onDone={() => setEditing(null)}
            />
          )}
        </Box>
      )}
    </Box>
  );
}

function Muted({ text }: { readonly text: string }) {
  return (
    <Box component="span" sx={{ color: 'text.secondary' }}>
      {text}
    </Box>
  );
}

function StatusButton({ visit }: { readonly visit: Visit }) {
  const t = useText();
  return (
    <VisitStatusMenu
      visit={visit}
      button={(open) => (
        <OursOnly>
          <Button
            color="inherit"
            aria-haspopup="menu"
            aria-label={`${t.plans.agencies.status}: ${t.labels.visitStatus[visit.status]}, ${visit.agencyName}`}
            onClick={open}
            sx={{ minHeight: 24, py: 0, px: 0.5, ml: -0.5, fontWeight: 400 }}
          >
            <VisitStatusChip status={visit.status} />
            <Box component="span" aria-hidden sx={{ ml: 0.5, fontSize: '0.625rem', color: 'text.secondary' }}>
              ▾
            </Box>
          </Button>
        </OursOnly>
      )}
    />
  );
}

interface ScheduleFormProps {
  readonly visit: Visit;
  readonly planId: string;
  readonly teams: readonly Team[];
  readonly onDone: () => void;
}
function ScheduleForm({ visit, planId, teams, onDone }: ScheduleFormProps) {
  const t = useText();
  const w = t.plans.agencies;
  const remove = useCommand('visits.delete');
  const autosave = useAutosave<Visit>({
    rowKey: `visit:${visit.id}`,
    row: visit,
    send: (rev, patch, meta) => call('visits.update', { id: visit.id, rev: rev ?? 1, patch }, meta),
    async reload() {
      const found = (await call('visits.list', { planId })).find(({ id }) => id === visit.id);
      if (found === undefined) throw new ApiError({ code: 'NOT_FOUND', detail: { entity: 'visit' } });
      return found;
    },
  });
  const { value } = autosave;
  useFieldJump();
  const faultOf = useFieldError(autosave.state.kind === 'error' ? autosave.state.error : null);
  async function drop() {
    await autosave.flush();
    if (await remove.run({ id: visit.id, rev: autosave.value.rev })) {
      showUndo(w.removed(visit.agencyName));
      onDone();
    }
  }
  return (
    <Box
      component="section"
      aria-label={`${w.edit}: ${visit.agencyName}`}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onDone();
      }}
      sx={{
        display: 'grid',
        gap: 1.5,
        p: 1.5,
        border: '1px solid',
        borderColor: 'divider',
        borderRadius: 1,
        position: { md: 'sticky' },
        top: 0,
      }}
    >
      <Box component="h2" sx={{ m: 0, fontSize: '0.9375rem', fontWeight: 600, lineHeight: 1.5 }}>
        {visit.agencyName}
      </Box>
      <ConflictNotice autosave={autosave} labelOf={(field) => field} />
      <DayField
        autoFocus
        label={w.startsOn}
        value={value.startsOn}
        onChange={(day) => autosave.choose('startsOn', day)}
        error={faultOf('startsOn')}
      />
      <DayField
        label={w.endsOn}
        value={value.endsOn}
        onChange={(day) => autosave.choose('endsOn', day)}
        error={faultOf('endsOn')}
        helperText={w.daysHint}
      />
      <SelectField
        label={w.team}
        value={value.teamId}
        choices={teams.map((team) => ({ value: team.id, label: team.name }))}
        emptyLabel={w.noTeam}
        onChange={(id) => autosave.choose('teamId', id)}
      />
      <Part field="location">
        <AutoText autosave={autosave} field="location" label={w.location} nullable maxLength={300} />
      </Part>
      <Part field="note">
        <AutoText
          autosave={autosave}
          field="note"
          label={w.note}
          nullable
          multiline
          minRows={1}
          maxLength={4000}
        />
      </Part>
      {/* A line of its own: its words change under the mouse, and the buttons must not move. */}
      <Box sx={{ minHeight: '1.25rem' }}>
        <SaveStateLabel state={autosave.state} quiet />
      </Box>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}>
        <OursOnly>
          <Button color="secondary" disabled={remove.pending} onClick={() => void drop()}>
            {w.remove}
          </Button>
        </OursOnly>
        <Button variant="outlined" onClick={onDone}>
          {w.done}
        </Button>
      </Box>
    </Box>
  );
}
