// One domain: over the years, its most frequent limitations, and the agencies that have the most of them.
import Box from '@mui/material/Box';
import MuiLink from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router';
import type { Output } from '../../../core/contract/index.ts';
import { useQueryOf } from '../../api/query.ts';
import { SelectField } from '../../components/Fields.tsx';
import { useFilter } from '../../components/Filters.tsx';
import { ListTools } from '../../components/ListTools.tsx';
import { ResponsiveTable } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { EmptyState, Loaded } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { Empty } from './Empty.tsx';
import { Bar, CountLink } from './Figures.tsx';
import { frequentColumns, frequentKey } from './LimitationsTab.tsx';
import { LineChart } from './LineChart.tsx';
import { idOf } from './picture-address.ts';
import type { PictureTabProps } from './picture-tab.ts';
import { ScopeFilters } from './ScopeFilters.tsx';
import { yearShareColumns } from './year-columns.tsx';

type Profile = Output<'pictures.domain'>;
type Year = Profile['years'][number];
type Agency = Profile['agencies'][number];

export function DomainsTab({ scope, today, illustrative }: PictureTabProps) {
  const t = useText();
  const w = t.pictures;
  const d = w.domains;
  const filter = useFilter();
  const domain = scope.domains.find(({ key }) => key === filter.get('domain')) ?? scope.domains[0];
  const officeId = idOf(filter.get('office'));
  const query = useQueryOf(
    'pictures.domain',
    { domainKey: domain?.key ?? '', today, ...(officeId === undefined ? {} : { officeId }) },
    { enabled: domain !== undefined, keepPrevious: true },
  );
  const count = (
    key: 'limitations' | 'recommendations' | 'open' | 'overdue',
    label: string,
  ): Column<Year> => ({
    key,
    label,
    align: 'right',
    kind: 'count',
    sortBy: (year) => year[key].value,
    cell: (year) => year[key].value,
    render: (year) => <CountLink figure={year[key]} label={`${label}, ${String(year.year)}`} />,
  });
  const columns: readonly Column<Year>[] = [
    { key: 'year', label: w.year, sortBy: ({ year }) => year, render: ({ year }) => String(year) },
    count('limitations', d.limitations),
    {
      key: 'agencies',
      label: d.foundAt,
      align: 'right',
      kind: 'count',
      cell: ({ agencies }) => agencies,
      render: ({ agencies }) => formatCount(agencies),
    },
    count('recommendations', d.recommendations),
    count('open', d.open),
    count('overdue', d.overdue),
    ...yearShareColumns<Year>(d),
  ];
  const years = query.data?.years ?? [];
  return (
    <>
      <ScopeFilters
        scope={scope}
        fields={['office']}
        more={['domain']}
        tools={
          <ListTools
            list="pictures.domains"
            title={`${domain?.name ?? ''}: ${d.byYear}`}
            columns={columns}
            rows={years}
            illustrative={illustrative}
            sortParam="years"
          />
        }
      >
        <Box sx={{ width: '22rem' }}>
          <SelectField
            label={d.choose}
            value={domain?.key ?? null}
            choices={scope.domains.map(({ key, name }) => ({ value: key, label: name }))}
            onChange={(value) => filter.set('domain', value ?? '')}
          />
        </Box>
      </ScopeFilters>
      {domain === undefined ? (
        <Empty scope={scope} />
      ) : (
        <Loaded query={query}>
          {(profile) =>
            profile.years.length === 0 ? (
              scope.years.length === 0 ? (
                <Empty scope={scope} />
              ) : (
                <EmptyState title={d.none} />
              )
            ) : (
              <Box sx={{ display: 'grid', gap: 2.5 }}>
                <Section title={d.byYear}>
                  {profile.years.length < 2 ? null : (
                    <LineChart
                      title={`${domain.name}: ${d.byYear}`}
                      columns={profile.years.map(({ year }) => String(year))}
                      whole
                      format={formatCount}
                      lines={(['limitations', 'recommendations', 'open', 'overdue'] as const).map((key) => ({
                        id: key,
                        label: d[key],
                        values: profile.years.map((year) => year[key].value),
                      }))}
                    />
                  )}
                  <ResponsiveTable
                    label={d.byYear}
                    columns={columns}
                    rows={profile.years}
                    rowKey={({ year }) => String(year)}
                    sortParam="years"
                  />
                </Section>
                {profile.frequent.length === 0 ? null : (
                  <Section title={d.frequent}>
                    <ResponsiveTable
                      label={d.frequent}
                      columns={frequentColumns(
                        w,
                        Math.max(0, ...profile.frequent.map((row) => row.count.value)),
                      ).filter(({ key }) => key !== 'domain')}
                      rows={profile.frequent}
                      rowKey={frequentKey}
                      sortParam="frequent"
                    />
                  </Section>
                )}
                {profile.agencies.length === 0 ? null : (
                  <Section title={d.weakest}>
                    <Agencies rows={profile.agencies} />
                  </Section>
                )}
              </Box>
            )
          }
        </Loaded>
      )}
    </>
  );
}

function Agencies({ rows }: { readonly rows: readonly Agency[] }) {
  const d = useText().pictures.domains;
  const most = Math.max(0, ...rows.map(({ limitations }) => limitations.value));
  const columns: readonly Column<Agency>[] = [
    {
      key: 'agency',
      label: d.agencies,
      sortBy: ({ agencyName }) => agencyName,
      render: ({ agencyId, agencyName }) => (
        <MuiLink component={Link} to={`/agencies/${agencyId}/figures`} color="text.primary">
          {agencyName}
        </MuiLink>
      ),
    },
    {
      key: 'limitations',
      label: d.limitations,
      align: 'right',
      width: '7rem',
      sortBy: ({ limitations }) => limitations.value,
      render: ({ limitations, agencyName }) => (
        <CountLink figure={limitations} label={`${d.limitations}, ${agencyName}`} />
      ),
    },
    {
      key: 'bar',
      label: d.limitations,
      hiddenLabel: true,
      width: '30%',
      render: ({ limitations }) => (
        <Box sx={{ pt: 0.75 }}>
          <Bar value={limitations.value} max={most} />
        </Box>
      ),
    },
    {
      key: 'open',
      label: d.open,
      align: 'right',
      width: '7rem',
      sortBy: ({ open }) => open.value,
      render: ({ open, agencyName }) => <CountLink figure={open} label={`${d.open}, ${agencyName}`} />,
    },
  ];
  return (
    <ResponsiveTable
      label={d.weakest}
      columns={columns}
      rows={rows}
      rowKey={({ agencyId }) => agencyId}
      sortParam="agencies"
      maxHeight="24rem"
    />
  );
}

export function Section({
  title,
  aside,
  children,
}: {
  readonly title: string;
  readonly aside?: React.ReactNode;
  readonly children: React.ReactNode;
}) {
  return (
    <Box component="section" aria-label={title} sx={{ minWidth: 0 }}>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', mb: 0.75, flexWrap: 'wrap' }}>
        <Typography variant="h2" sx={{ flex: 1 }}>
          {title}
        </Typography>
        {aside}
      </Box>
      {children}
    </Box>
  );
}
