// The round as a table: days, team, and until when each paper of a visit is due by the plan's deadlines.
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Typography from '@mui/material/Typography';
import MoreIcon from '@mui/icons-material/MoreVertOutlined';
import type { Board } from '../../../core/contract/schedule.ts';
import type { Visit } from '../../../core/contract/visits.ts';
import { ResponsiveTable, RowLink } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { VisitStatusChip } from '../../components/StatusChip.tsx';
import { shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { deadlineKeys, deadlineState } from './board-model.ts';
import type { DeadlineKey } from './board-model.ts';
import { daysText } from './schedule-words.ts';

interface DeadlineTableProps {
  readonly board: Board;
  readonly today: string;
  readonly onMenu: (visit: Visit, anchor: HTMLElement) => void;
}
export function DeadlineTable({ board, today, onMenu }: DeadlineTableProps) {
  const t = useText();
  const w = t.schedule.table;
  const deadlines = new Map(board.deadlines.map((one) => [one.visitId, one]));
  const dueOf = (visit: Visit, key: DeadlineKey) => deadlines.get(visit.id)?.[key] ?? null;
  const columns: readonly Column<Visit>[] = [
    {
      key: 'agency',
      label: w.agency,
      sortBy: (visit) => visit.agencyName,
      render: (visit) => <RowLink to={`/visits/${visit.id}`}>{visit.agencyName}</RowLink>,
    },
    {
      key: 'days',
      label: w.days,
      sortBy: (visit) =>
        visit.startsOn === null ? null : `${visit.startsOn}${visit.startsHalf === 'afternoon' ? 'b' : 'a'}`,
      render: (visit) => daysText(visit, t) || <Muted text={t.schedule.tray} />,
    },
    ...(board.teams.length === 0
      ? []
      : [
          {
            key: 'team',
            label: w.team,
            wideOnly: true,
            sortBy: (visit: Visit) => visit.teamName,
            render: (visit: Visit) => visit.teamName ?? <Muted text={t.schedule.noTeam} />,
          },
        ]),
    {
      key: 'status',
      label: w.status,
      wideOnly: true,
      sortBy: (visit) => t.labels.visitStatus[visit.status],
      render: (visit) => <VisitStatusChip status={visit.status} />,
    },
    ...deadlineKeys.map((key): Column<Visit> => ({
      key,
      label: w.deadlines[key],
      nowrap: true,
      sortBy: (visit) => dueOf(visit, key),
      render: (visit) => <Deadline deadline={key} dueOn={dueOf(visit, key)} visit={visit} today={today} />,
    })),
    {
      key: 'act',
      label: w.act,
      hiddenLabel: true,
      align: 'right',
      width: '3rem',
      render: (visit) => (
        <IconButton
          aria-label={w.actOf(visit.agencyName)}
          aria-haspopup="menu"
          sx={{ my: -0.5 }}
          onClick={(event) => onMenu(visit, event.currentTarget)}
        >
          <MoreIcon sx={{ fontSize: 18 }} />
        </IconButton>
      ),
    },
  ];
  return (
    <Box sx={{ display: 'grid', gap: 0.75 }}>
      <ResponsiveTable
        label={w.label}
        columns={columns}
        rows={board.visits}
        rowKey={(visit) => visit.id}
        rowTo={(visit) => `/visits/${visit.id}`}
      />
      <Typography variant="caption" color="text.secondary">
        {w.hint}
      </Typography>
    </Box>
  );
}

interface DeadlineProps {
  readonly deadline: DeadlineKey;
  readonly dueOn: string | null;
  readonly visit: Visit;
  readonly today: string;
}
function Deadline({ deadline, dueOn, visit, today }: DeadlineProps) {
  const t = useText();
  const w = t.schedule.table;
  if (dueOn === null) return visit.startsOn === null ? null : <Muted text={w.noRule} />;
  const state = deadlineState(deadline, dueOn, visit.status, today);
  if (state === 'off') return <Muted text="–" />;
  return (
    <>
      <Box component="span" sx={{ color: state === 'met' ? 'text.secondary' : 'text.primary' }}>
        {shortDay(dueOn)}
      </Box>
      {state === 'open' ? null : (
        <Box
          component="span"
          sx={{
            display: 'block',
            fontSize: '0.75rem',
            fontWeight: state === 'overdue' ? 600 : 400,
            color: state === 'overdue' ? 'error.main' : 'text.secondary',
          }}
        >
          <span aria-hidden>{state === 'overdue' ? '■ ' : '✓ '}</span>
          {w[state]}
        </Box>
      )}
    </>
  );
}

function Muted({ text }: { readonly text: string }) {
  return (
    <Box component="span" sx={{ color: 'text.secondary' }}>
      {text}
    </Box>
  );
}
