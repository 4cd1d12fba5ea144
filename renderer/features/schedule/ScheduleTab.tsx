// The schedule of a round as a list by day: who is visited when by which team, and what stands in the way.
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { Board } from '../../../core/contract/schedule.ts';
import type { Visit } from '../../../core/contract/visits.ts';
import { useQueryOf } from '../../api/query.ts';
import { ResponsiveTable, RowLink } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { EmptyState, Loaded } from '../../components/States.tsx';
import { dayRange } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';

export function ScheduleTab({ planId }: { readonly planId: string }) {
  const t = useText();
  const board = useQueryOf('schedule.board', { planId });
  return (
    <Loaded query={board}>
      {(found) =>
        found.visits.length === 0 ? (
          <EmptyState title={t.plans.agencies.empty} text={t.plans.agencies.emptyText} />
        ) : (
          <VisitsByDay board={found} />
        )
      }
    </Loaded>
  );
}

function VisitsByDay({ board }: { readonly board: Board }) {
  const t = useText();
  const w = t.plans.agencies;
  const columns: readonly Column<Visit>[] = [
    {
      key: 'days',
      label: w.days,
      nowrap: true,
      sortBy: (visit) => visit.startsOn,
      render: (visit) => dayRange(visit.startsOn, visit.endsOn, w.from) || t.frame.unknown,
    },
    {
      key: 'agency',
      label: w.agency,
      sortBy: (visit) => visit.agencyName,
      render: (visit) => <RowLink to={`/visits/${visit.id}`}>{visit.agencyName}</RowLink>,
    },
    {
      key: 'team',
      label: w.team,
      sortBy: (visit) => visit.teamName,
      render: (visit) => visit.teamName ?? w.noTeam,
    },
  ];
  const names = new Map(board.visits.map((visit) => [visit.id, visit.agencyName]));
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      {board.conflicts.length === 0 ? null : (
        <Box component="section" aria-label={t.plans.tabs.schedule}>
          {board.conflicts.map((conflict) => (
            <Typography
              key={`${conflict.code}:${conflict.visitIds.join()}:${conflict.day ?? ''}`}
              variant="body2"
              sx={{ color: conflict.severity === 'error' ? 'error.main' : 'warning.main' }}
            >
              {[conflict.code, ...conflict.visitIds.map((id) => names.get(id) ?? '')].join(' · ')}
            </Typography>
          ))}
        </Box>
      )}
      <ResponsiveTable
        label={t.plans.tabs.schedule}
        columns={columns}
        rows={board.visits}
        rowKey={(visit) => visit.id}
        rowTo={(visit) => `/visits/${visit.id}`}
      />
    </Box>
  );
}
