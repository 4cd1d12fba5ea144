// Who covers what: members by domains, ticked in place; a domain that nobody of a team covers is marked at its foot.
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import Typography from '@mui/material/Typography';
import type { Domain } from '../../../core/contract/criteria.ts';
import type { Team, TeamMember } from '../../../core/contract/teams.ts';
import { ApiError, call } from '../../api/client.ts';
import { useAutosave } from '../../api/autosave.ts';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { memberName } from './MemberForm.tsx';

interface DomainMatrixProps {
  readonly planId: string;
  readonly teams: readonly Team[];
  readonly domains: readonly Domain[];
}
export function DomainMatrix({ planId, teams, domains }: DomainMatrixProps) {
  const t = useText();
  const w = t.plans.matrix;
  return (
    <Box component="section">
      <Typography variant="h2">{w.title}</Typography>
      <Typography variant="caption" color="text.secondary" component="p" sx={{ mb: 0.75 }}>
        {w.hint}
      </Typography>
      <Box
        tabIndex={0}
        role="region"
        aria-label={w.title}
        sx={{
          overflow: 'auto',
          maxHeight: '70vh',
          border: '1px solid',
          borderColor: 'divider',
          borderRadius: 1,
          backgroundColor: 'background.paper',
        }}
      >
        <Box
          component="table"
          sx={{
            width: '100%',
            borderCollapse: 'separate',
            borderSpacing: 0,
            fontSize: '0.8125rem',
            lineHeight: 1.5,
            '& th, & td': { padding: '2px 8px', borderBottom: '1px solid', borderColor: 'divider' },
            '& thead th': {
              position: 'sticky',
              top: 0,
              zIndex: 1,
              backgroundColor: 'background.sunken',
              color: 'text.secondary',
              fontWeight: 600,
              verticalAlign: 'bottom',
              padding: '5px 8px',
            },
            '& tbody th': { textAlign: 'left', fontWeight: 400, minWidth: '14rem' },
            '& td': { textAlign: 'center' },
          }}
        >
          <thead>
            <tr>
              <Box component="th" scope="col" sx={{ '&&': { textAlign: 'left' } }}>
                {t.plans.team.member}
              </Box>
              {domains.map((domain) => (
                <th key={domain.id} scope="col">
                  {domain.shortName}
                </th>
              ))}
            </tr>
          </thead>
          {teams.map((team) => (
            <tbody key={team.id}>
              {teams.length < 2 ? null : (
                <tr>
                  <Box
                    component="th"
                    scope="rowgroup"
                    colSpan={domains.length + 1}
                    sx={{ '&&': { fontWeight: 600 } }}
                  >
                    {team.name}
                  </Box>
                </tr>
              )}
              {team.members.map((member) => (
                <MatrixRow key={member.id} member={member} planId={planId} domains={domains} />
              ))}
              <CoveredRow team={team} domains={domains} />
            </tbody>
          ))}
        </Box>
      </Box>
    </Box>
  );
}

interface CoveredRowProps {
  readonly team: Team;
  readonly domains: readonly Domain[];
}
/** The foot of a team: each team has to cover every domain by itself. */
function CoveredRow({ team, domains }: CoveredRowProps) {
  const t = useText();
  const w = t.plans.matrix;
  return (
    <Box component="tr" sx={{ '& > *': { backgroundColor: 'background.sunken' } }}>
      <Box component="th" scope="row" sx={{ '&&': { fontWeight: 600 } }}>
        {w.covered}
      </Box>
      {domains.map((domain) => {
        const count = team.members.filter(({ domainIds }) => domainIds.includes(domain.id)).length;
        return (
          <Box
            component="td"
            key={domain.id}
            sx={count === 0 ? { color: 'warning.main', fontWeight: 600, whiteSpace: 'nowrap' } : {}}
          >
            {count === 0 ? (
              <>
                <span aria-hidden>▲ </span>
                {w.nobody}
              </>
            ) : (
              formatCount(count)
            )}
          </Box>
        );
      })}
    </Box>
  );
}

interface MatrixRowProps {
  readonly member: TeamMember;
  readonly planId: string;
  readonly domains: readonly Domain[];
}
function MatrixRow({ member, planId, domains }: MatrixRowProps) {
  const t = useText();
  const autosave = useAutosave<TeamMember>({
    rowKey: `member-domains:${member.id}`,
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
  const owned = autosave.value.domainIds;
  function tick(domainId: string, checked: boolean) {
    const ids = domains
      .filter(({ id }) => (id === domainId ? checked : owned.includes(id)))
      .map(({ id }) => id);
    autosave.choose('domainIds', ids);
  }
  const name = memberName(member, t.plans.team.unnamed);
  return (
    <tr>
      <th scope="row">
        {name}
        {member.fullName === null || member.body === null ? null : (
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {' '}
            · {member.body}
          </Box>
        )}
      </th>
      {domains.map((domain) => (
        <td key={domain.id}>
          <Checkbox
            size="small"
            checked={owned.includes(domain.id)}
            onChange={(_event, checked) => tick(domain.id, checked)}
            slotProps={{ input: { 'aria-label': `${name}: ${domain.shortName}` } }}
            sx={{ p: 0.5 }}
          />
        </td>
      ))}
    </tr>
  );
}
