// The teams of a plan as their decisions name them, and their members: named, or known by rank and body only.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Collapse from '@mui/material/Collapse';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { Domain } from '../../../core/contract/criteria.ts';
import type { PlanDetail } from '../../../core/contract/plans.ts';
import type { Team, TeamMember } from '../../../core/contract/teams.ts';
import { ApiError, call } from '../../api/client.ts';
import { useAutosave } from '../../api/autosave.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { AutoText, DayField, SelectField } from '../../components/Fields.tsx';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { ResponsiveTable } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { ConflictNotice, SaveStateLabel } from '../../components/SaveStateLabel.tsx';
import { EmptyState } from '../../components/States.tsx';
import { dayOrBlank } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { numberAndSymbol } from './plan-words.ts';

const roles = ['team_lead', 'team_deputy', 'team_member', 'team_secretary'] as const;

export function TeamTab({ detail }: { readonly detail: PlanDetail }) {
  const t = useText();
  const w = t.plans.team;
  const create = useCommand('teams.create');
  const [opened, setOpened] = useState<string | null>(null);
  const add = async () => {
    const made = await create.run({
      planId: detail.plan.id,
      form: 'doan',
      name: w.newName(t.labels.teamForm.doan),
      decisionNumber: null,
      decisionSymbol: null,
      decisionDate: null,
      decisionSubject: null,
      decisionIssuerId: null,
      note: null,
    });
    if (made !== undefined) setOpened(made.id);
  };
  const button = (
    <Button variant="contained" disabled={create.pending} onClick={() => void add()}>
      {w.add}
    </Button>
  );
  if (detail.teams.length === 0) return <EmptyState title={w.empty} text={w.emptyText} action={button} />;
  return (
    <Box sx={{ display: 'grid', gap: 3 }}>
      {detail.teams.map((team) => (
        <TeamSection
          key={team.id}
          team={team}
          planId={detail.plan.id}
          domains={detail.domains}
          open={opened === team.id}
          onToggle={() => setOpened(opened === team.id ? null : team.id)}
        />
      ))}
      <Box>{button}</Box>
    </Box>
  );
}

interface TeamSectionProps {
  readonly team: Team;
  readonly planId: string;
  readonly domains: readonly Domain[];
  readonly open: boolean;
  readonly onToggle: () => void;
}

function TeamSection({ team, planId, domains, open, onToggle }: TeamSectionProps) {
  const t = useText();
  const w = t.plans.team;
  const [editing, setEditing] = useState<string | null>(null);
  const shortNames = new Map(domains.map((domain) => [domain.id, domain.shortName]));
  const columns: readonly Column<TeamMember>[] = [
    {
      key: 'name',
      label: w.member,
      width: '32%',
      render: (member) => (
        <>
          {member.fullName === null ? (
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {member.rankText ?? w.unnamed}
            </Box>
          ) : (
            <Box component="span" sx={{ fontWeight: 600 }}>
              {member.fullName}
            </Box>
          )}{' '}
          <ProvenanceMark provenance={member.provenance} />
        </>
      ),
    },
    {
      key: 'position',
      label: `${w.position}, ${w.body}`,
      render: (member) =>
        [member.partyTitle, member.position, member.body].filter((part) => part !== null).join(', '),
    },
    {
      key: 'role',
      label: w.role,
      nowrap: true,
      render: (member) =>
        `${t.labels.memberRole[member.role][team.form]}${member.isStanding ? ` (${w.standing.toLowerCase()})` : ''}`,
    },
    {
      key: 'domains',
      label: w.domains,
      wideOnly: true,
      render: (member) =>
        member.domainIds.length === 0 ? (
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {w.noDomains}
          </Box>
        ) : (
          member.domainIds.map((id) => shortNames.get(id) ?? '').join(', ')
        ),
    },
  ];
  const edited = team.members.find((member) => member.id === editing);
  const decision = numberAndSymbol({ number: team.decisionNumber, symbol: team.decisionSymbol });
  return (
    <Box component="section">
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1.5, flexWrap: 'wrap', mb: 1 }}>
        <Typography variant="h2">{team.name}</Typography>
        <Typography variant="body2" color="text.secondary">
          {decision === null
            ? ''
            : `${w.decision} ${decision}${team.decisionDate === null ? '' : `, ${dayOrBlank(team.decisionDate)}`}`}{' '}
          <ProvenanceMark provenance={team.provenance} />
        </Typography>
        <Button sx={{ ml: 'auto' }} aria-expanded={open} onClick={onToggle}>
          {open ? w.done : t.frame.edit}
        </Button>
      </Box>
      <Collapse in={open} unmountOnExit>
        <TeamForm team={team} planId={planId} />
      </Collapse>
      {team.members.length === 0 ? (
        <Typography variant="body2" color="text.secondary">
          {w.noMembers}
        </Typography>
      ) : (
        <ResponsiveTable
          label={`${w.members}: ${team.name}`}
          columns={columns}
          rows={team.members}
          rowKey={(member) => member.id}
          onOpen={(member) => setEditing(member.id)}
          selectedKey={editing ?? undefined}
        />
      )}
      <Box sx={{ mt: 1 }}>
        {editing === 'new' ? (
          <NewMember team={team} domains={domains} onDone={() => setEditing(null)} />
        ) : edited !== undefined ? (
          <MemberForm
            key={edited.id}
            member={edited}
            team={team}
            planId={planId}
            domains={domains}
            onDone={() => setEditing(null)}
          />
        ) : (
          <Button onClick={() => setEditing('new')}>{w.addMember}</Button>
        )}
      </Box>
    </Box>
  );
}

const panel = {
  display: 'grid',
  gridTemplateColumns: 'repeat(12, minmax(0, 1fr))',
  gap: 1.5,
  alignItems: 'start',
  p: 1.5,
  mb: 1.5,
  border: '1px solid',
  borderColor: 'divider',
  borderRadius: 1,
} as const;

function TeamForm({ team, planId }: { readonly team: Team; readonly planId: string }) {
  const t = useText();
  const w = t.plans.team;
  const remove = useCommand('teams.delete');
  const issuers = useQueryOf('issuers.list', {});
  const autosave = useAutosave<Team>({
    rowKey: `team:${team.id}`,
    row: team,
    send: (rev, patch, meta) => call('teams.update', { id: team.id, rev: rev ?? 1, patch }, meta),
    async reload() {
      const found = (await call('plans.get', { id: planId })).teams.find(({ id }) => id === team.id);
      if (found === undefined) throw new ApiError({ code: 'NOT_FOUND', detail: { entity: 'team' } });
      return found;
    },
  });
  const { value } = autosave;
  async function drop() {
    await autosave.flush();
    if (await remove.run({ id: team.id, rev: autosave.value.rev })) showUndo(w.teamDeleted(team.name));
  }
  return (
    <Box sx={panel}>
      <Box sx={{ gridColumn: 'span 12', display: autosave.conflicts.length > 0 ? 'block' : 'none' }}>
        <ConflictNotice autosave={autosave} labelOf={(field) => field} />
      </Box>
      <Box sx={{ gridColumn: 'span 2' }}>
        <SelectField
          label={w.form}
          value={value.form}
          choices={(['doan', 'to'] as const).map((form) => ({ value: form, label: t.labels.teamForm[form] }))}
          onChange={(form) => {
            if (form !== null) autosave.choose('form', form);
          }}
        />
      </Box>
      <Box sx={{ gridColumn: 'span 10' }}>
        <AutoText autosave={autosave} field="name" label={w.name} required maxLength={300} />
      </Box>
      <Box sx={{ gridColumn: 'span 3' }}>
        <AutoText
          autosave={autosave}
          field="decisionNumber"
          label={w.decisionNumber}
          nullable
          maxLength={60}
        />
      </Box>
      <Box sx={{ gridColumn: 'span 3' }}>
        <AutoText
          autosave={autosave}
          field="decisionSymbol"
          label={w.decisionSymbol}
          nullable
          maxLength={60}
        />
      </Box>
      <Box sx={{ gridColumn: 'span 3' }}>
        <DayField
          label={w.decisionDate}
          value={value.decisionDate}
          onChange={(day) => autosave.choose('decisionDate', day)}
        />
      </Box>
      <Box sx={{ gridColumn: 'span 3' }}>
        <SelectField
          label={w.decisionIssuer}
          value={value.decisionIssuerId}
          choices={(issuers.data ?? []).map((issuer) => ({ value: issuer.id, label: issuer.name }))}
          emptyLabel={t.plans.info.noIssuer}
          onChange={(id) => autosave.choose('decisionIssuerId', id)}
        />
      </Box>
      <Box sx={{ gridColumn: 'span 12' }}>
        <AutoText
          autosave={autosave}
          field="decisionSubject"
          label={w.decisionSubject}
          nullable
          wraps
          maxLength={300}
        />
      </Box>
      <Box sx={{ gridColumn: 'span 12' }}>
        <AutoText
          autosave={autosave}
          field="note"
          label={w.note}
          nullable
          multiline
          minRows={1}
          maxLength={4000}
        />
      </Box>
      <Box sx={{ gridColumn: 'span 12', display: 'flex', alignItems: 'center', gap: 1 }}>
        <Button color="secondary" disabled={remove.pending} onClick={() => void drop()}>
          {w.deleteTeam}
        </Button>
        <Box sx={{ ml: 'auto' }}>
          <SaveStateLabel state={autosave.state} quiet />
        </Box>
      </Box>
    </Box>
  );
}

interface DomainChecksProps {
  readonly domains: readonly Domain[];
  readonly value: readonly string[];
  readonly onChange: (ids: string[]) => void;
}
function DomainChecks({ domains, value, onChange }: DomainChecksProps) {
  const t = useText();
  return (
    <Box role="group" aria-label={t.plans.team.domains} sx={{ gridColumn: 'span 12' }}>
      <Typography variant="caption" color="text.secondary" component="p">
        {t.plans.team.domains}
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1 }}>
        {domains.map((domain) => (
          <FormControlLabel
            key={domain.id}
            label={domain.shortName}
            slotProps={{ typography: { variant: 'body2' } }}
            control={
              <Checkbox
                size="small"
                checked={value.includes(domain.id)}
                onChange={(_event, checked) =>
                  onChange(
                    domains
                      .filter(({ id }) => (id === domain.id ? checked : value.includes(id)))
                      .map(({ id }) => id),
                  )
                }
              />
            }
          />
        ))}
      </Box>
    </Box>
  );
}

interface MemberFormProps {
  readonly member: TeamMember;
  readonly team: Team;
  readonly planId: string;
  readonly domains: readonly Domain[];
  readonly onDone: () => void;
}
function MemberForm({ member, team, planId, domains, onDone }: MemberFormProps) {
  const t = useText();
  const w = t.plans.team;
  const remove = useCommand('members.delete');
  const autosave = useAutosave<TeamMember>({
    rowKey: `member:${member.id}`,
    row: member,
    send: (rev, patch, meta) => call('members.update', { id: member.id, rev: rev ?? 1, patch }, meta),
    async reload() {
      const found = (await call('plans.get', { id: planId })).teams
        .flatMap((one) => one.members)
        .find(({ id }) => id === member.id);
      if (found === undefined) throw new ApiError({ code: 'NOT_FOUND', detail: { entity: 'team_member' } });
      return found;
    },
  });
  const { value } = autosave;
  async function drop() {
    await autosave.flush();
    if (await remove.run({ id: member.id, rev: autosave.value.rev })) {
      showUndo(w.memberDeleted);
      onDone();
    }
  }
  return (
    // Esc steps back from the form, whichever field has the cursor; what was typed is saved.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <Box
      sx={panel}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onDone();
      }}
    >
      <Box sx={{ gridColumn: 'span 12', display: autosave.conflicts.length > 0 ? 'block' : 'none' }}>
        <ConflictNotice autosave={autosave} labelOf={(field) => field} />
      </Box>
      <Box sx={{ gridColumn: 'span 5' }}>
        <AutoText
          autosave={autosave}
          field="fullName"
          label={w.fullName}
          nullable
          helperText={w.fullNameHint}
          maxLength={120}
        />
      </Box>
      <Box sx={{ gridColumn: 'span 4' }}>
        <SelectField
          label={w.role}
          value={value.role}
          choices={roles.map((role) => ({ value: role, label: t.labels.memberRole[role][team.form] }))}
          onChange={(role) => {
            if (role !== null) autosave.choose('role', role);
          }}
        />
      </Box>
      <Box sx={{ gridColumn: 'span 3' }}>
        <FormControlLabel
          label={w.standing}
          slotProps={{ typography: { variant: 'body2' } }}
          control={
            <Checkbox
              size="small"
              checked={value.isStanding}
              onChange={(_event, on) => autosave.choose('isStanding', on)}
            />
          }
        />
      </Box>
      <Box sx={{ gridColumn: 'span 6' }}>
        <AutoText autosave={autosave} field="position" label={w.position} nullable maxLength={300} />
      </Box>
      <Box sx={{ gridColumn: 'span 6' }}>
        <AutoText autosave={autosave} field="body" label={w.body} nullable maxLength={600} />
      </Box>
      <Box sx={{ gridColumn: 'span 6' }}>
        <AutoText autosave={autosave} field="partyTitle" label={w.partyTitle} nullable maxLength={300} />
      </Box>
      <Box sx={{ gridColumn: 'span 6' }}>
        <AutoText
          autosave={autosave}
          field="rankText"
          label={w.rankText}
          nullable
          helperText={w.rankHint}
          multiline
          minRows={1}
          maxLength={600}
        />
      </Box>
      <DomainChecks
        domains={domains}
        value={value.domainIds}
        onChange={(ids) => autosave.choose('domainIds', ids)}
      />
      <Box sx={{ gridColumn: 'span 12', display: 'flex', alignItems: 'center', gap: 1 }}>
        <Button color="secondary" disabled={remove.pending} onClick={() => void drop()}>
          {w.deleteMember}
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

function NewMember({
  team,
  domains,
  onDone,
}: {
  readonly team: Team;
  readonly domains: readonly Domain[];
  readonly onDone: () => void;
}) {
  const t = useText();
  const w = t.plans.team;
  const create = useCommand('members.create');
  const [draft, setDraft] = useState({
    fullName: '',
    rankText: '',
    position: '',
    body: '',
    domainIds: [] as string[],
  });
  const [chosenRole, setRole] = useState<TeamMember['role'] | null>(null);
  const role = chosenRole ?? (team.members.length === 0 ? 'team_lead' : 'team_member');
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
  const isEmpty = draft.fullName.trim() === '' && draft.rankText.trim() === '' && draft.body.trim() === '';
  async function submit() {
    if (isEmpty) return;
    const made = await create.run({
      teamId: team.id,
      fullName: orNull(draft.fullName),
      partyTitle: null,
      position: orNull(draft.position),
      body: orNull(draft.body),
      rankText: orNull(draft.rankText),
      role,
      isStanding: false,
      personId: null,
      domainIds: draft.domainIds,
    });
    if (made !== undefined) onDone();
  }
  const field = (name: 'fullName' | 'rankText' | 'position' | 'body') => ({
    value: draft[name],
    onChange: (event: { target: { value: string } }) =>
      setDraft((before) => ({ ...before, [name]: event.target.value })),
  });
  return (
    <Box
      component="form"
      noValidate
      sx={panel}
      onSubmit={(event: { preventDefault(): void }) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onDone();
      }}
    >
      <Box sx={{ gridColumn: 'span 5' }}>
        <TextField
          label={w.fullName}
          autoFocus
          helperText={w.fullNameHint}
          {...field('fullName')}
          slotProps={{ htmlInput: { maxLength: 120 } }}
        />
      </Box>
      <Box sx={{ gridColumn: 'span 3' }}>
        <SelectField
          label={w.role}
          value={role}
          choices={roles.map((one) => ({ value: one, label: t.labels.memberRole[one][team.form] }))}
          onChange={(next) => {
            if (next !== null) setRole(next);
          }}
        />
      </Box>
      <Box sx={{ gridColumn: 'span 4' }}>
        <TextField label={w.position} {...field('position')} slotProps={{ htmlInput: { maxLength: 300 } }} />
      </Box>
      <Box sx={{ gridColumn: 'span 6' }}>
        <TextField label={w.body} {...field('body')} slotProps={{ htmlInput: { maxLength: 600 } }} />
      </Box>
      <Box sx={{ gridColumn: 'span 6' }}>
        <TextField
          label={w.rankText}
          helperText={w.rankHint}
          {...field('rankText')}
          slotProps={{ htmlInput: { maxLength: 600 } }}
        />
      </Box>
      <DomainChecks
        domains={domains}
        value={draft.domainIds}
        onChange={(domainIds) => setDraft((before) => ({ ...before, domainIds }))}
      />
      <Box
        sx={{
          gridColumn: 'span 12',
          display: 'flex',
          alignItems: 'center',
          gap: 1,
          justifyContent: 'flex-end',
        }}
      >
        {isEmpty ? (
          <Typography variant="caption" color="text.secondary" sx={{ mr: 'auto' }}>
            {w.needNameOrRank}
          </Typography>
        ) : null}
        <Button onClick={onDone}>{t.frame.cancel}</Button>
        <Button type="submit" variant="contained" disabled={isEmpty || create.pending}>
          {w.addMember}
        </Button>
      </Box>
    </Box>
  );
}
