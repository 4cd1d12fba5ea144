// The teams of a plan as their decisions name them, their members, what is not right yet, who covers what, and the
// bodies asked to nominate members.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Collapse from '@mui/material/Collapse';
import Typography from '@mui/material/Typography';
import { useSearchParams } from 'react-router';
import type { Domain } from '../../../core/contract/criteria.ts';
import type { PlanDetail } from '../../../core/contract/plans.ts';
import type { Nomination, Team, TeamMember, TeamWarning } from '../../../core/contract/teams.ts';
import { useIsForeign } from '../../api/may.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { OursOnly } from '../../components/OursOnly.tsx';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { ResponsiveTable } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { SheetActions } from '../../components/SheetActions.tsx';
import { EmptyState } from '../../components/States.tsx';
import { dayOrBlank } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { DomainMatrix } from './DomainMatrix.tsx';
import { MemberForm, NewMember } from './MemberForm.tsx';
import { Nominations } from './Nominations.tsx';
import { TeamForm } from './TeamForm.tsx';
import { placeWarnings, teamWarningLines } from './team-warnings.ts';
import type { PlacedWarnings } from './team-warnings.ts';
import { numberAndSymbol } from './plan-words.ts';

export function TeamTab({ detail }: { readonly detail: PlanDetail }) {
  const t = useText();
  const w = t.plans.team;
  const create = useCommand('teams.create');
  const [params] = useSearchParams();
  const [opened, setOpened] = useState<string | null>(() => params.get('team'));
  const warnings = placeWarnings(useQueryOf('teams.check', { planId: detail.plan.id }).data ?? []);
  const nominations = useQueryOf('nominations.list', { planId: detail.plan.id }).data ?? [];
  const shortNames = new Map(detail.domains.map((domain) => [domain.id, domain.shortName]));
  const hasMembers = detail.teams.some((team) => team.members.length > 0);
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
    <OursOnly>
      <Button variant="contained" disabled={create.pending} onClick={() => void add()}>
        {w.add}
      </Button>
    </OursOnly>
  );
  const first = detail.teams.length === 0;
  return (
    <Box sx={{ display: 'grid', gap: 3 }}>
      {first ? (
        <EmptyState title={w.empty} text={w.emptyText} action={button} />
      ) : (
        <>
          <Warnings warnings={warnings.plan} shortNames={shortNames} />
          {detail.teams.map((team) => (
            <TeamSection
              key={team.id}
              team={team}
              planId={detail.plan.id}
              domains={detail.domains}
              nominations={nominations}
              warnings={warnings}
              open={opened === team.id}
              initialMember={params.get('member')}
              onToggle={() => setOpened(opened === team.id ? null : team.id)}
            />
          ))}
          <Box>{button}</Box>
        </>
      )}
      {hasMembers && detail.domains.length > 0 ? (
        <DomainMatrix planId={detail.plan.id} teams={detail.teams} domains={detail.domains} />
      ) : null}
      <Nominations detail={detail} nominations={nominations} initial={params.get('nomination')} />
    </Box>
  );
}

interface WarningsProps {
  readonly warnings: readonly TeamWarning[];
  /** Of all domains of the round. */
  readonly shortNames: ReadonlyMap<string, string>;
}
/** Nothing of it forbids anything: to be looked at before the decision is signed. */
function Warnings({ warnings, shortNames }: WarningsProps) {
  const t = useText();
  if (warnings.length === 0) return null;
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, mb: 0.75, p: 0 }}>
      {teamWarningLines(warnings, shortNames, t).map((text) => (
        <Box
          component="li"
          key={text}
          sx={{ fontSize: '0.75rem', lineHeight: 1.6, color: 'warning.main', fontWeight: 500 }}
        >
          <span aria-hidden>▲ </span>
          {text}
        </Box>
      ))}
    </Box>
  );
}

interface TeamSectionProps {
  readonly team: Team;
  readonly planId: string;
  readonly domains: readonly Domain[];
  readonly nominations: readonly Nomination[];
  readonly warnings: PlacedWarnings;
  readonly open: boolean;
  /** The member that an address points at. */
  readonly initialMember: string | null;
  readonly onToggle: () => void;
}

function TeamSection({ team, planId, domains, nominations, warnings, open, ...rest }: TeamSectionProps) {
  const t = useText();
  const w = t.plans.team;
  const [editing, setEditing] = useState<string | null>(() =>
    team.members.some(({ id }) => id === rest.initialMember) ? rest.initialMember : null,
  );
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
          <Warnings warnings={warnings.ofMember(member.id)} shortNames={shortNames} />
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
  const toOpen = useIsForeign() ? t.offices.look : t.frame.edit;
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
        <Box sx={{ ml: 'auto', display: 'flex', gap: 1 }}>
          {team.members.length === 0 ? null : (
            <SheetActions planId={planId} kind="assignment" teamId={team.id} of={team.name} />
          )}
          <Button
            aria-expanded={open}
            {...(open ? {} : { 'aria-label': `${toOpen}: ${team.name}` })}
            onClick={rest.onToggle}
          >
            {open ? w.done : toOpen}
          </Button>
        </Box>
      </Box>
      <Warnings warnings={warnings.ofTeam(team.id)} shortNames={shortNames} />
      <Collapse in={open} unmountOnExit>
        <TeamForm team={team} planId={planId} onDone={rest.onToggle} />
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
          <NewMember teams={[team]} domains={domains} onDone={() => setEditing(null)} />
        ) : edited !== undefined ? (
          <MemberForm
            key={edited.id}
            member={edited}
            team={team}
            planId={planId}
            domains={domains}
            nominations={nominations}
            onDone={() => setEditing(null)}
          />
        ) : (
          <OursOnly>
            <Button onClick={() => setEditing('new')}>{w.addMember}</Button>
          </OursOnly>
        )}
      </Box>
    </Box>
  );
}
