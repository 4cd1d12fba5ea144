// Every package that went or came, with what became of it; one opens beside the list. Filters stand in the address.
import { useMemo } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useNavigate, useSearchParams } from 'react-router';
import { id as idSchema } from '../../../core/contract/common.ts';
import { packageState } from '../../../core/contract/exchange.ts';
import type { PackageRow } from '../../../core/contract/exchange.ts';
import { call } from '../../api/client.ts';
import { usePagesOf, useQueryOf } from '../../api/query.ts';
import { FilterBar, FilterSelect, useFilter } from '../../components/Filters.tsx';
import { ListTools } from '../../components/ListTools.tsx';
import { ResponsiveTable, RowLink } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { EmptyState, ErrorState, TableSkeleton } from '../../components/States.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { formatCount, momentOf } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { sizeOf, stateTones } from './exchange-words.ts';
import { PackagePanel } from './PackagePanel.tsx';

const filterNames = ['direction', 'office', 'state'] as const;
const PAGE = 100;

export function HistoryTab() {
  const t = useText();
  const w = t.exchange.history;
  const filter = useFilter();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const direction = (['out', 'in'] as const).find((one) => one === filter.get('direction'));
  const state = packageState.safeParse(filter.get('state')).data;
  const officeId = idSchema.safeParse(filter.get('office')).data;
  const asked = {
    ...(direction === undefined ? {} : { direction }),
    ...(state === undefined ? {} : { state }),
    ...(officeId === undefined ? {} : { officeId }),
  };
  const pages = usePagesOf('exchange.packages', { ...asked, limit: PAGE });
  const trusted = useQueryOf('trust.list', {}).data;
  const openId = idSchema.safeParse(params.get('package')).data ?? null;
  const addressOf = (open: string | null) => {
    const next = new URLSearchParams(params);
    if (open === null) next.delete('package');
    else next.set('package', open);
    const search = next.toString();
    return `/exchange/history${search === '' ? '' : `?${search}`}`;
  };
  // One entry an office, whatever number of seals it has had; and the one that is filtered by, though it is not trusted.
  const offices = useMemo(() => {
    const names = new Map<string, string>();
    for (const row of pages.rows ?? []) {
      if (row.peerOfficeId !== null) names.set(row.peerOfficeId, row.peerName);
    }
    for (const office of trusted ?? []) names.set(office.officeId, office.name);
    return [...names]
      .map(([value, label]) => ({ value, label }))
      .toSorted((a, b) => a.label.localeCompare(b.label, 'vi'));
  }, [pages.rows, trusted]);
  const columns: readonly Column<PackageRow>[] = [
    {
      key: 'direction',
      label: w.direction,
      width: '6rem',
      cell: (row) => t.exchange.direction[row.direction],
      render: (row) => (
        <Box component="span" sx={{ whiteSpace: 'nowrap' }}>
          <span aria-hidden>{row.direction === 'out' ? '↑ ' : '↓ '}</span>
          {t.exchange.direction[row.direction]}
        </Box>
      ),
    },
    {
      key: 'office',
      label: w.office,
      cell: (row) => row.peerName,
      render: (row) => (
        <>
          <RowLink to={addressOf(row.id)}>{row.peerName}</RowLink>
          {openId === null ? null : (
            <Box component="span" sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary' }}>
              {row.title}
            </Box>
          )}
        </>
      ),
    },
    {
      key: 'what',
      label: w.what,
      width: '26%',
      cell: (row) => row.title,
      render: (row) => (
        <>
          {row.title}
          <Box component="span" sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary' }}>
            {t.exchange.kinds[row.kind]}
          </Box>
        </>
      ),
    },
    {
      key: 'madeAt',
      label: w.madeAt,
      width: '8.5rem',
      nowrap: true,
      render: (row) => momentOf(row.madeAt),
    },
    {
      key: 'rows',
      label: w.rows,
      width: '5.5rem',
      align: 'right',
      kind: 'count',
      cell: (row) => row.rows,
      render: (row) => formatCount(row.rows),
    },
    {
      key: 'size',
      label: w.size,
      width: '6.5rem',
      align: 'right',
      nowrap: true,
      wideOnly: true,
      render: (row) => sizeOf(t, row.bytes),
    },
    {
      key: 'state',
      label: w.state,
      width: '12.5rem',
      cell: (row) => t.exchange.states[row.state],
      render: (row) => <StatusChip tone={stateTones[row.state]} label={t.exchange.states[row.state]} />,
    },
  ];
  const shown =
    openId === null
      ? columns
      : columns.filter(({ key }) => ['direction', 'office', 'madeAt', 'state'].includes(key));
  async function everything(): Promise<readonly PackageRow[]> {
    const rows: PackageRow[] = [];
    let cursor: string | undefined;
    do {
      const page = await call('exchange.packages', {
        ...asked,
        limit: 200,
        ...(cursor === undefined ? {} : { cursor }),
      });
      rows.push(...page.rows);
      cursor = page.next;
    } while (cursor !== undefined);
    return rows;
  }
  const closePanel = () => void navigate(addressOf(null), { replace: true });
  const rows = pages.rows;
  return (
    <>
      <FilterBar filter={filter} names={filterNames}>
        <FilterSelect
          filter={filter}
          name="direction"
          label={w.direction}
          options={(['out', 'in'] as const).map((value) => ({ value, label: t.exchange.direction[value] }))}
        />
        <FilterSelect filter={filter} name="office" label={w.office} options={offices} />
        <FilterSelect
          filter={filter}
          name="state"
          label={w.state}
          options={packageState.options.map((value) => ({ value, label: t.exchange.states[value] }))}
        />
        <ListTools
          list="packages"
          title={w.label}
          columns={columns}
          rows={everything}
          count={rows === undefined ? undefined : (pages.total ?? (pages.hasMore ? undefined : rows.length))}
          filters={[
            [w.direction, direction === undefined ? '' : t.exchange.direction[direction]],
            [w.office, offices.find(({ value }) => value === officeId)?.label],
            [w.state, state === undefined ? '' : t.exchange.states[state]],
          ]}
        />
      </FilterBar>
      <Box
        sx={{
          display: 'grid',
          gap: 1.5,
          alignItems: 'start',
          gridTemplateColumns: {
            xs: 'minmax(0, 1fr)',
            md: openId === null ? 'minmax(0, 1fr)' : 'minmax(0, 1fr) minmax(0, 27rem)',
          },
        }}
      >
        <Box sx={{ minWidth: 0 }}>
          {pages.error !== null ? (
            <ErrorState error={pages.error} onRetry={pages.retry} />
          ) : rows === undefined ? (
            <TableSkeleton />
          ) : rows.length === 0 ? (
            Object.keys(asked).length === 0 ? (
              <EmptyState title={w.empty} text={w.emptyText} />
            ) : (
              <EmptyState
                title={w.nothingMatches}
                action={<Button onClick={filter.clear}>{t.frame.clearFilters}</Button>}
              />
            )
          ) : (
            <ResponsiveTable
              label={w.label}
              columns={shown}
              rows={rows}
              rowKey={(row) => row.id}
              rowTo={(row) => addressOf(row.id)}
              {...(openId === null ? {} : { selectedKey: openId })}
            />
          )}
          {pages.hasMore ? (
            <Button disabled={pages.loadingMore} onClick={pages.more} sx={{ mt: 1 }}>
              {t.frame.moreRows}
            </Button>
          ) : null}
        </Box>
        {openId === null ? null : <PackagePanel key={openId} id={openId} onClose={closePanel} />}
      </Box>
    </>
  );
}
