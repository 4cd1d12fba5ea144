// Which agencies make up the first figure that the office is scored on, and by which visit.
import Box from '@mui/material/Box';
import MuiLink from '@mui/material/Link';
import { Link, useSearchParams } from 'react-router';
import { coverageRow } from '../../../core/contract/pictures.ts';
import type { CoverageRow } from '../../../core/contract/pictures.ts';
import { usePagesOf, useQueryOf } from '../../api/query.ts';
import { FilterSelect, useFilter } from '../../components/Filters.tsx';
import { useOfficeColumn } from '../../components/OfficeChip.tsx';
import { ListTools } from '../../components/ListTools.tsx';
import { ResponsiveTable, RowLink } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { ErrorState, TableSkeleton } from '../../components/States.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { dayOrBlank, formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { Empty } from './Empty.tsx';
import { EvidenceHead } from './EvidenceHead.tsx';
import { ListEnd } from './LimitationList.tsx';
import { everyPage } from './every-page.ts';
import { filterOf } from './picture-address.ts';
import type { PictureTabProps } from './picture-tab.ts';
import { ScopeFilters, useScopeWords } from './ScopeFilters.tsx';

const PAGE = 200;
const tones = { inspected: 'verified', planned: 'accent', not_reached: 'plain' } as const;

export function CoverageTab({ scope, today, illustrative }: PictureTabProps) {
  const t = useText();
  const w = t.pictures;
  const c = w.coverage;
  const [params] = useSearchParams();
  const filter = useFilter();
  const state = coverageRow.shape.state.safeParse(filter.get('state')).data;
  const input = { ...filterOf(params, today), ...(state === undefined ? {} : { state }) };
  const words = useScopeWords(scope);
  const pages = usePagesOf('pictures.coverage', { ...input, limit: PAGE });
  // The figure stands above every page; one row is enough to ask for it.
  const figure = useQueryOf('pictures.coverage', { ...input, limit: 1 }, { keepPrevious: true }).data?.figure;
  const rows = pages.rows ?? [];
  const officeColumn = useOfficeColumn<CoverageRow>(({ officeId }) => officeId, '10rem');
  const columns: readonly Column<CoverageRow>[] = [
    {
      key: 'agency',
      label: w.agency,
      width: '34%',
      cell: ({ agencyName }) => agencyName,
      render: ({ agencyName, to }) => <RowLink to={to}>{agencyName}</RowLink>,
    },
    ...officeColumn,
    { key: 'kind', label: c.kind, wideOnly: true, render: ({ kind }) => t.labels.agencyKind[kind] },
    {
      key: 'state',
      label: c.state,
      nowrap: true,
      cell: (row) => c.states[row.state],
      render: (row) => <StatusChip tone={tones[row.state]} label={c.states[row.state]} />,
    },
    {
      key: 'day',
      label: c.day,
      nowrap: true,
      kind: 'day',
      cell: ({ visitedOn }) => visitedOn,
      render: ({ visitedOn }) => dayOrBlank(visitedOn),
    },
    {
      key: 'plan',
      label: c.plan,
      width: '26%',
      cell: ({ planTitle }) => planTitle ?? '',
      render: ({ planId, planTitle }) =>
        planId === null ? (
          ''
        ) : (
          <MuiLink component={Link} to={`/plans/${planId}`}>
            {planTitle}
          </MuiLink>
        ),
    },
  ];
  return (
    <>
      <ScopeFilters
        scope={scope}
        fields={['year', 'plan', 'office']}
        more={['state']}
        tools={
          <ListTools
            list="pictures.coverage"
            title={c.title}
            columns={columns}
            rows={
              pages.hasMore
                ? () => everyPage((cursor) => ({ ...input, ...cursor, limit: 200 }), 'pictures.coverage')
                : rows
            }
            filters={[...words, [c.state, state === undefined ? '' : c.states[state]]]}
            illustrative={illustrative}
          />
        }
      >
        <FilterSelect
          filter={filter}
          name="state"
          label={c.state}
          options={coverageRow.shape.state.options.map((value) => ({ value, label: c.states[value] }))}
        />
      </ScopeFilters>
      <EvidenceHead
        label={c.figure}
        share={figure}
        notes={[
          figure === undefined || figure.target === null ? null : w.target(String(figure.target)),
          figure === undefined || figure.planned <= figure.numerator
            ? null
            : c.planned(formatCount(figure.planned - figure.numerator)),
        ]}
      />
      {pages.error !== null ? (
        <ErrorState error={pages.error} onRetry={pages.retry} />
      ) : pages.rows === undefined ? (
        <TableSkeleton />
      ) : rows.length === 0 ? (
        <Empty scope={scope} />
      ) : (
        <Box>
          <ResponsiveTable
            label={c.title}
            columns={columns}
            rows={rows}
            rowKey={({ agencyId, visitId }) => `${agencyId} ${visitId ?? ''}`}
            rowTo={({ to }) => to}
          />
          <ListEnd
            text={w.rows(formatCount(rows.length))}
            hasMore={pages.hasMore}
            busy={pages.loadingMore}
            onMore={pages.more}
          />
        </Box>
      )}
    </>
  );
}
