// What waits today: first what the person who sits here moves on, by the table of permissions, then the others' work.
import Box from '@mui/material/Box';
import MuiLink from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router';
import type { Waiting } from '../../../core/contract/pictures.ts';
import { useActor } from '../../api/may.ts';
import { useQueryOf } from '../../api/query.ts';
import { Loaded } from '../../components/States.tsx';
import { formatCount, shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { Block, line, LinesSkeleton, list, Quiet } from './Blocks.tsx';
import { isFor } from './waiting-roles.ts';

export function WaitingList({ today }: { readonly today: string }) {
  const h = useText().home;
  const actor = useActor();
  const name = useQueryOf('system.status', {}).data?.actingPerson?.fullName ?? null;
  const query = useQueryOf('pictures.waiting', { today }, { enabled: today !== '' });
  return (
    <Block title={h.waiting}>
      <Loaded query={query} skeleton={<LinesSkeleton rows={5} />}>
        {(rows) => {
          if (rows.length === 0) return <Quiet text={h.nothingWaiting} />;
          const mine = rows.filter(({ key }) => isFor(actor, key));
          const others = rows.filter(({ key }) => !isFor(actor, key));
          if (others.length === 0 || name === null) return <Lines rows={rows} today={today} />;
          return (
            <>
              <Typography variant="subtitle2" component="h3">
                {h.mine(name)}
              </Typography>
              {mine.length === 0 ? <Quiet text={h.nothingMine} /> : <Lines rows={mine} today={today} />}
              <Typography variant="subtitle2" component="h3" color="text.secondary" sx={{ mt: 1 }}>
                {h.others}
              </Typography>
              <Lines rows={others} today={today} />
            </>
          );
        }}
      </Loaded>
    </Block>
  );
}

const late: ReadonlySet<Waiting['key']> = new Set(['overdue', 'agency_reports_late', 'self_reports_late']);

function Lines({ rows, today }: { readonly rows: readonly Waiting[]; readonly today: string }) {
  const h = useText().home;
  return (
    <Box component="ul" sx={list}>
      {rows.map(({ key, count, firstDay, to }) => {
        const isLate = late.has(key) || (firstDay !== null && firstDay < today);
        return (
          <Box
            component="li"
            key={key}
            sx={{ ...line, display: 'flex', gap: 1.5, alignItems: 'baseline', fontSize: '0.8125rem' }}
          >
            <MuiLink component={Link} to={to} color="text.primary" sx={{ flex: 1, minWidth: 0 }}>
              {h.waitingFor[key]}
              {firstDay === null ? null : (
                <Box
                  component="span"
                  sx={{
                    display: 'block',
                    fontSize: '0.75rem',
                    color: isLate ? 'error.main' : 'text.secondary',
                  }}
                >
                  {h.earliest(shortDay(firstDay))}
                </Box>
              )}
            </MuiLink>
            <Box component="strong" sx={{ fontWeight: 600, color: isLate ? 'error.main' : 'text.primary' }}>
              {formatCount(count)}
            </Box>
          </Box>
        );
      })}
    </Box>
  );
}
