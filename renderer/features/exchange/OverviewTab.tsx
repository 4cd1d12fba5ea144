// Which offices have sent for a period, and which have not; and the packages that wait for something.
import { useDeferredValue, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import MuiLink from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import ReceiveIcon from '@mui/icons-material/DownloadOutlined';
import SendIcon from '@mui/icons-material/UploadOutlined';
import { Link } from 'react-router';
import type { Arrival } from '../../../core/contract/exchange.ts';
import { useQueryOf } from '../../api/query.ts';
import { FilterBar, FilterSelect, FilterText, useFilter } from '../../components/Filters.tsx';
import { ListTools } from '../../components/ListTools.tsx';
import { ResponsiveTable, RowLink, sortRows } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { EmptyState, Loaded } from '../../components/States.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import type { Tone } from '../../components/StatusChip.tsx';
import { formatCount, momentOf, shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import {
  arrivalCounts,
  arrivalsShown,
  arrivalStates,
  chosenPeriod,
  periodChoices,
} from './arrival-periods.ts';
import { SealNotice } from './SealNotice.tsx';

export function OverviewTab() {
  const t = useText();
  const w = t.exchange;
  return (
    <>
      <Box
        sx={{
          display: 'grid',
          gap: 1.5,
          mb: 2,
          gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' },
          maxWidth: '64rem',
        }}
      >
        <BigAction to="/exchange/send" icon={<SendIcon />} title={w.send} text={w.sendText} />
        <BigAction to="/exchange/receive" icon={<ReceiveIcon />} title={w.receive} text={w.receiveText} />
      </Box>
      <SealNotice />
      <Waiting />
      <Arrivals />
    </>
  );
}

interface BigActionProps {
  readonly to: string;
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
}
function BigAction({ to, icon, title, text }: BigActionProps) {
  return (
    <ButtonBase
      component={Link}
      to={to}
      sx={{
        display: 'flex',
        alignItems: 'center',
        justifyContent: 'flex-start',
        gap: 2,
        px: 2.5,
        py: 2,
        textAlign: 'left',
        border: '1px solid',
        borderColor: 'primary.main',
        borderRadius: 1,
        backgroundColor: 'background.paper',
        '&:hover': { backgroundColor: 'background.tint' },
        '&.Mui-focusVisible': { outline: '2px solid var(--k-palette-primary-main)', outlineOffset: 2 },
        '& svg': { fontSize: 32, color: 'primary.main' },
      }}
    >
      <Box component="span" aria-hidden sx={{ display: 'inline-flex' }}>
        {icon}
      </Box>
      <Box component="span">
        <Box
          component="span"
          sx={{ display: 'block', fontSize: '1.0625rem', fontWeight: 600, color: 'primary.main' }}
        >
          {title}
        </Box>
        <Box
          component="span"
          sx={{ display: 'block', fontSize: '0.8125rem', lineHeight: 1.5, color: 'text.secondary' }}
        >
          {text}
        </Box>
      </Box>
    </ButtonBase>
  );
}

/** More are looked at in the history. */
const WAITING = 4;

function Waiting() {
  const w = useText().exchange.waiting;
  const held = useQueryOf('exchange.packages', { direction: 'in', state: 'held', limit: WAITING });
  const written = useQueryOf('exchange.packages', { direction: 'out', state: 'written', limit: WAITING });
  const lists = [
    {
      key: 'held',
      to: '/exchange/history?direction=in&state=held',
      title: w.inTitle,
      text: w.inText,
      page: held.data,
    },
    {
      key: 'written',
      to: '/exchange/history?direction=out&state=written',
      title: w.outTitle,
      text: w.outText,
      page: written.data,
    },
  ].filter(({ page }) => (page?.rows.length ?? 0) > 0);
  if (lists.length === 0) return null;
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 1.5,
        mb: 2,
        gridTemplateColumns: { xs: '1fr', md: lists.length > 1 ? '1fr 1fr' : 'minmax(0, 40rem)' },
      }}
    >
      {lists.map(({ key, to, title, text, page }) => (
        <Box
          component="section"
          key={key}
          aria-label={title}
          sx={{
            border: '1px solid',
            borderColor: 'divider',
            borderRadius: 1,
            backgroundColor: 'background.paper',
            px: 2,
            py: 1.25,
          }}
        >
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'baseline' }}>
            <Typography variant="h3" component="h2" sx={{ flex: 1 }}>
              {title}
            </Typography>
            <MuiLink component={Link} to={to} variant="body2">
              {w.all}
            </MuiLink>
          </Box>
          <Typography variant="body2" color="text.secondary">
            {text}
          </Typography>
          <Box component="ul" sx={{ listStyle: 'none', m: 0, mt: 0.5, p: 0, fontSize: '0.8125rem' }}>
            {page?.rows.map((row) => (
              <Box component="li" key={row.id} sx={{ py: 0.25, overflowWrap: 'anywhere' }}>
                <MuiLink component={Link} to={`/exchange/history?package=${row.id}`}>
                  {row.peerName}
                </MuiLink>{' '}
                <Box component="span" sx={{ color: 'text.secondary' }}>
                  · {row.title} · {w.sequence(formatCount(row.seq))} · {momentOf(row.arrivedAt ?? row.madeAt)}
                </Box>
              </Box>
            ))}
          </Box>
        </Box>
      ))}
    </Box>
  );
}

function Arrivals() {
  const t = useText();
  const w = t.exchange.arrivals;
  const filter = useFilter();
  const today = useQueryOf('system.status', {}).data?.today;
  const schedule = useQueryOf('settings.get', {}).data?.values.reportSchedule;
  const choices = useMemo(
    () => (today === undefined || schedule === undefined ? [] : periodChoices(schedule, today)),
    [today, schedule],
  );
  const period = today === undefined ? undefined : chosenPeriod(choices, filter.get('period'), today);
  const trusted = useQueryOf('trust.list', {});
  const query = useQueryOf(
    'exchange.arrivals',
    { periodTo: period?.to ?? '', dueOn: period?.dueOn ?? '', today: today ?? '' },
    { enabled: period !== undefined && today !== undefined, keepPrevious: true },
  );
  return (
    <Box component="section" aria-labelledby="arrivals">
      <Typography variant="h2" id="arrivals" sx={{ mb: 1 }}>
        {w.title}
      </Typography>
      <Loaded query={query}>
        {(arrivals) =>
          arrivals.length === 0 ? (
            trusted.data !== undefined && trusted.data.length > 0 ? (
              <EmptyState title={w.noneBelow} text={w.noneBelowText} action={<TrustButton />} />
            ) : (
              <EmptyState title={w.noneTrusted} text={w.noneTrustedText} action={<TrustButton />} />
            )
          ) : (
            <ArrivalList
              arrivals={arrivals}
              periods={choices.map(({ key, name }) => ({ value: key, label: name }))}
              period={period?.name ?? ''}
              dueOn={period?.dueOn ?? null}
            />
          )
        }
      </Loaded>
    </Box>
  );
}

function TrustButton() {
  return (
    <Button component={Link} to="/settings/seal" variant="outlined">
      {useText().exchange.arrivals.openTrust}
    </Button>
  );
}

export const arrivalTones: Readonly<Record<Arrival['state'], Tone>> = {
  arrived: 'verified',
  late: 'due',
  missing: 'overdue',
};
const PAGE = 150;
const filterNames = ['q', 'state', 'period'] as const;

interface ArrivalListProps {
  readonly arrivals: readonly Arrival[];
  readonly periods: readonly { readonly value: string; readonly label: string }[];
  readonly period: string;
  readonly dueOn: string | null;
}
function ArrivalList({ arrivals, periods, period, dueOn }: ArrivalListProps) {
  const t = useText();
  const w = t.exchange.arrivals;
  const filter = useFilter();
  const [limit, setLimit] = useState(PAGE);
  const text = useDeferredValue(filter.get('q'));
  const [state, sort] = [filter.get('state'), filter.get('sort')];
  const columns = useMemo<readonly Column<Arrival>[]>(
    () => [
      {
        key: 'office',
        label: w.office,
        sortBy: ({ name }) => name,
        cell: ({ name }) => name,
        render: (row) => (
          <RowLink to={`/exchange/history?direction=in&office=${row.officeId}`}>{row.name}</RowLink>
        ),
      },
      {
        key: 'level',
        label: w.level,
        width: '8rem',
        wideOnly: true,
        sortBy: ({ level }) => level,
        render: ({ level }) => t.labels.officeLevel[level],
      },
      {
        key: 'state',
        label: w.state,
        width: '9rem',
        sortBy: (row) => arrivalStates.indexOf(row.state),
        cell: (row) => w.states[row.state],
        render: (row) => <StatusChip tone={arrivalTones[row.state]} label={w.states[row.state]} />,
      },
      {
        key: 'madeAt',
        label: w.madeAt,
        width: '10rem',
        nowrap: true,
        sortBy: ({ madeAt }) => madeAt,
        cell: ({ madeAt }) => (madeAt === null ? null : momentOf(madeAt)),
        render: ({ madeAt }) =>
          madeAt === null ? (
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {w.never}
            </Box>
          ) : (
            momentOf(madeAt)
          ),
      },
      {
        key: 'arrivedAt',
        label: w.arrivedAt,
        width: '10rem',
        nowrap: true,
        sortBy: ({ arrivedAt }) => arrivedAt,
        render: ({ arrivedAt }) => (arrivedAt === null ? '' : momentOf(arrivedAt)),
      },
      {
        key: 'waiting',
        label: w.waiting,
        width: '8rem',
        align: 'right',
        kind: 'count',
        sortBy: ({ waiting }) => waiting,
        cell: ({ waiting }) => waiting,
        render: ({ waiting }) => (waiting === 0 ? '' : formatCount(waiting)),
      },
    ],
    [t, w],
  );
  const matching = useMemo(
    () => sortRows(columns, arrivalsShown(arrivals, { text, state }), sort),
    [columns, arrivals, text, state, sort],
  );
  const counts = useMemo(() => arrivalCounts(arrivals), [arrivals]);
  const shown = matching.slice(0, limit);
  return (
    <>
      <FilterBar filter={filter} names={filterNames}>
        <FilterText filter={filter} name="q" label={w.find} />
        <FilterSelect filter={filter} name="period" label={w.period} options={periods} emptyLabel={period} />
        <FilterSelect
          filter={filter}
          name="state"
          label={w.state}
          options={arrivalStates.map((value) => ({ value, label: w.states[value] }))}
        />
        <ListTools
          list="arrivals"
          title={w.title}
          columns={columns}
          rows={matching}
          filters={[
            [w.period, period],
            [w.state, arrivalStates.some((one) => one === state) ? w.states[state as Arrival['state']] : ''],
            [w.find, text],
          ]}
        />
      </FilterBar>
      <Typography variant="body2" color="text.secondary" component="output" sx={{ display: 'block', mb: 1 }}>
        {[
          period,
          ...(dueOn === null ? [] : [w.dueOn(shortDay(dueOn))]),
          w.counts(formatCount(counts.arrived), formatCount(counts.late), formatCount(counts.missing)),
        ].join(' · ')}
      </Typography>
      {matching.length === 0 ? (
        <EmptyState
          title={w.nothingMatches}
          action={<Button onClick={filter.clear}>{t.frame.clearFilters}</Button>}
        />
      ) : (
        <ResponsiveTable
          label={w.title}
          columns={columns}
          rows={shown}
          rowKey={({ officeId }) => officeId}
          rowTo={({ officeId }) => `/exchange/history?direction=in&office=${officeId}`}
        />
      )}
      {matching.length > limit ? (
        <Button onClick={() => setLimit(limit + PAGE)} sx={{ mt: 1 }}>
          {w.more(formatCount(matching.length - limit))}
        </Button>
      ) : null}
    </>
  );
}
