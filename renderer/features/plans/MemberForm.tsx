// One member of a team: named, or known by rank and body only; where it comes from, and the domains it owns.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { Domain } from '../../../core/contract/criteria.ts';
import type { Nomination, Team, TeamMember } from '../../../core/contract/teams.ts';
import { ApiError, call } from '../../api/client.ts';
import { useAutosave } from '../../api/autosave.ts';
import { useCommand } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { AutoText, SelectField } from '../../components/Fields.tsx';
import { OursOnly } from '../../components/OursOnly.tsx';
import { ConflictNotice, SaveStateLabel } from '../../components/SaveStateLabel.tsx';
import { useText } from '../../i18n/text.tsx';
import { AgencyField } from './AgencyField.tsx';
import { Panel, Part, useFieldJump } from './FormParts.tsx';

export const roles = ['team_lead', 'team_deputy', 'team_member', 'team_secretary'] as const;

/** As lists and announcements call somebody: the name, else the rank, else the body. */
export function memberName(
  member: Pick<TeamMember, 'fullName' | 'rankText' | 'position' | 'body'>,
  unnamed: string,
): string {
  return member.fullName ?? member.rankText ?? member.body ?? member.position ?? unnamed;
}

export function nominationLabel({ body, replyNumber }: Nomination): string {
  return replyNumber === null ? body : `${body} (${replyNumber})`;
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
  readonly nominations: readonly Nomination[];
  readonly onDone: () => void;
}
export function MemberForm({ member, team, planId, domains, nominations, onDone }: MemberFormProps) {
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
  useFieldJump();
  async function drop() {
    await autosave.flush();
    if (await remove.run({ id: member.id, rev: autosave.value.rev })) {
      showUndo(w.memberDeleted);
      onDone();
    }
  }
  return (
    <Panel label={`${t.frame.edit}: ${memberName(member, w.unnamed)}`} onEscape={onDone}>
      <ConflictNotice autosave={autosave} labelOf={(field) => field} />
      <Part span={5} field="fullName">
        <AutoText
          autosave={autosave}
          field="fullName"
          label={w.fullName}
          nullable
          helperText={w.fullNameHint}
          maxLength={120}
        />
      </Part>
      <Part span={4}>
        <SelectField
          label={w.role}
          value={value.role}
          choices={roles.map((role) => ({ value: role, label: t.labels.memberRole[role][team.form] }))}
          onChange={(role) => {
            if (role !== null) autosave.choose('role', role);
          }}
        />
      </Part>
      <Part span={3}>
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
      </Part>
      <Part span={6} field="position">
        <AutoText autosave={autosave} field="position" label={w.position} nullable maxLength={300} />
      </Part>
      <Part span={6} field="body">
        <AutoText autosave={autosave} field="body" label={w.body} nullable maxLength={600} />
      </Part>
      <Part span={6} field="partyTitle">
        <AutoText autosave={autosave} field="partyTitle" label={w.partyTitle} nullable maxLength={300} />
      </Part>
      <Part span={6} field="rankText">
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
      </Part>
      <Part field="agencyId">
        <AgencyField
          label={w.agency}
          helperText={w.agencyHint}
          value={value.agencyId}
          onChange={(agency) => {
            // The text of the decision stands as it is; an empty one takes the agency's name.
            if (agency === null) autosave.choose('agencyId', null);
            else if (value.body === null) autosave.chooseAll({ agencyId: agency.id, body: agency.name });
            else autosave.choose('agencyId', agency.id);
          }}
        />
      </Part>
      {nominations.length === 0 ? null : (
        <Part field="nominationId">
          <SelectField
            label={w.nomination}
            value={value.nominationId}
            choices={nominations.map((one) => ({ value: one.id, label: nominationLabel(one) }))}
            emptyLabel={w.noNomination}
            onChange={(id) => autosave.choose('nominationId', id)}
          />
        </Part>
      )}
      <DomainChecks
        domains={domains}
        value={value.domainIds}
        onChange={(ids) => autosave.choose('domainIds', ids)}
      />
      <Box sx={{ gridColumn: 'span 12', display: 'flex', alignItems: 'center', gap: 1 }}>
        <OursOnly>
          <Button color="secondary" disabled={remove.pending} onClick={() => void drop()}>
            {w.deleteMember}
          </Button>
        </OursOnly>
        <Box sx={{ ml: 'auto' }}>
          <SaveStateLabel state={autosave.state} quiet />
        </Box>
        <Button variant="outlined" onClick={onDone}>
          {w.done}
        </Button>
      </Box>
    </Panel>
  );
}

interface NewMemberProps {
  /** One team, or the teams to choose from. */
  readonly teams: readonly Team[];
  readonly domains: readonly Domain[];
  /** The reply that names the new member. */
  readonly nomination?: Nomination;
  readonly onDone: () => void;
}
export function NewMember({ teams, domains, nomination, onDone }: NewMemberProps) {
  const t = useText();
  const w = t.plans.team;
  const create = useCommand('members.create');
  const [teamId, setTeamId] = useState(teams[0]?.id ?? '');
  const team = teams.find(({ id }) => id === teamId) ?? teams[0];
  const [draft, setDraft] = useState({
    fullName: '',
    rankText: '',
    position: '',
    body: nomination?.body ?? '',
    domainIds: [] as string[],
    agencyId: nomination?.agencyId ?? null,
  });
  const [chosenRole, setRole] = useState<TeamMember['role'] | null>(null);
  if (team === undefined) return null;
  const role = chosenRole ?? (team.members.length === 0 ? 'team_lead' : 'team_member');
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
  const isEmpty = draft.fullName.trim() === '' && draft.rankText.trim() === '' && draft.body.trim() === '';
  async function submit(): Promise<void> {
    if (isEmpty || team === undefined) return;
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
      agencyId: draft.agencyId,
      nominationId: nomination?.id ?? null,
    });
    if (made !== undefined) onDone();
  }
  const field = (name: 'fullName' | 'rankText' | 'position' | 'body') => ({
    value: draft[name],
    onChange: (event: { target: { value: string } }) =>
      setDraft((before) => ({ ...before, [name]: event.target.value })),
  });
  return (
    <Panel
      label={nomination === undefined ? w.addMember : `${t.plans.nominations.seat}: ${nomination.body}`}
      onEscape={onDone}
      onSubmit={() => void submit()}
    >
      {teams.length < 2 ? null : (
        <Part>
          <SelectField
            label={w.teamOf}
            value={team.id}
            choices={teams.map((one) => ({ value: one.id, label: one.name }))}
            onChange={(id) => {
              if (id !== null) setTeamId(id);
            }}
          />
        </Part>
      )}
      <Part span={5}>
        <TextField
          label={w.fullName}
          autoFocus
          helperText={w.fullNameHint}
          {...field('fullName')}
          slotProps={{ htmlInput: { maxLength: 120 } }}
        />
      </Part>
      <Part span={3}>
        <SelectField
          label={w.role}
          value={role}
          choices={roles.map((one) => ({ value: one, label: t.labels.memberRole[one][team.form] }))}
          onChange={(next) => {
            if (next !== null) setRole(next);
          }}
        />
      </Part>
      <Part span={4}>
        <TextField label={w.position} {...field('position')} slotProps={{ htmlInput: { maxLength: 300 } }} />
      </Part>
      <Part span={6}>
        <TextField label={w.body} {...field('body')} slotProps={{ htmlInput: { maxLength: 600 } }} />
      </Part>
      <Part span={6}>
        <TextField
          label={w.rankText}
          helperText={w.rankHint}
          {...field('rankText')}
          slotProps={{ htmlInput: { maxLength: 600 } }}
        />
      </Part>
      <Part>
        <AgencyField
          label={w.agency}
          helperText={w.agencyHint}
          value={draft.agencyId}
          onChange={(agency) =>
            setDraft((before) => ({
              ...before,
              agencyId: agency?.id ?? null,
              body: agency !== null && before.body.trim() === '' ? agency.name : before.body,
            }))
          }
        />
      </Part>
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
    </Panel>
  );
}
