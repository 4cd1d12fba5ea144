// An agency over the years, on its own page: what was found and asked of it, what share it has remedied, how it scored, where
// it stands in the index. Every number opens its list; the lines have the table below them.
import Box from '@mui/material/Box';
import MuiLink from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router';
import type { AgencyYear, PictureView } from '../../../core/contract/pictures.ts';
import { useQueryOf } from '../../api/query.ts';
import { ListActions } from '../../components/ListActions.tsx';
import { ResponsiveTable } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { Loaded, TableSkeleton } from '../../components/States.tsx';
import { listColumns, listRows } from '../../components/table-export.ts';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { CountLink, useIndexWords } from './Figures.tsx';
import { LineChart } from './LineChart.tsx';
import { yearShareColumns } from './year-columns.tsx';

interface AgencyYearsProps {
  readonly agencyId: string;
  readonly agencyName: string;
  readonly view: PictureView;
}

export function AgencyYears({ agencyId, agencyName, view }: AgencyYearsProps) {
  const t = useText();
  const w = t.pictures;
  const p = w.profile;
  const d = w.domains;
  const indexWords = useIndexWords();
  const today = useQueryOf('system.status', {}).data?.today ?? '';
  const query = useQueryOf(
    'pictures.agency',
    { agencyId, view, today },
    { enabled: today !== '', keepPrevious: true },
  );
  const count = (
    key: 'limitations' | 'recommendations' | 'open' | 'overdue',
    label: string,
  ): Column<AgencyYear> => ({
    key,
    label,
    align: 'right',
    kind: 'count',
    sortBy: (year) => year[key].value,
    cell: (year) => year[key].value,
    render: (year) => <CountLink figure={year[key]} label={`${label}, ${String(year.year)}`} />,
  });
  const columns: readonly Column<AgencyYear>[] = [
    {
      key: 'year',
      label: w.year,
      width: '4.5rem',
      sortBy: ({ year }) => year,
      cell: ({ year }) => String(year),
      render: ({ year, visits }) => {
        const [visit] = visits;
        return visit === undefined ? (
          String(year)
        ) : (
          <MuiLink component={Link} to={visit.to} title={visit.planTitle}>
            {year}
          </MuiLink>
        );
      },
    },
    count('limitations', d.limitations),
    count('recommendations', d.recommendations),
    count('open', d.open),
    count('overdue', d.overdue),
    ...yearShareColumns<AgencyYear>(d),
    {
      key: 'index',
      label: p.index,
      align: 'right',
      cell: ({ index }) => index.map(indexWords).join('; '),
      render: ({ index }) =>
        index.length === 0
          ? '–'
          : index.map((one) => (
              <MuiLink
                key={one.setId}
                component={Link}
                to={one.to}
                title={one.setName}
                sx={{ display: 'block' }}
              >
                {indexWords(one)}
              </MuiLink>
            )),
    },
  ];
  const years = query.data?.years ?? [];
  return (
    <Box component="section" aria-label={p.title}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mb: 1, flexWrap: 'wrap' }}>
        <Typography variant="h2" sx={{ flex: 1 }}>
          {p.title}
        </Typography>
        <ListActions
          title={`${p.title}: ${agencyName}`}
          subtitle={w.views[view]}
          columns={listColumns(columns)}
          rows={() => listRows(columns, years, null)}
          count={years.length}
          disabled={query.data === undefined}
        />
      </Box>
      <Loaded query={query} skeleton={<TableSkeleton rows={3} />}>
        {(profile) =>
          profile.years.length === 0 ? (
            <Typography variant="body2" color="text.secondary">
              {p.none}
            </Typography>
          ) : (
            <>
              {profile.years.length < 2 ? null : (
                <LineChart
                  title={p.chart}
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
                label={p.title}
                columns={columns}
                rows={profile.years}
                rowKey={({ year }) => String(year)}
                sortParam="years"
              />
              <DomainFigures years={profile.years} domains={profile.domains} />
            </>
          )
        }
      </Loaded>
    </Box>
  );
}

interface DomainFiguresProps {
  readonly years: readonly AgencyYear[];
  readonly domains: readonly { readonly key: string; readonly name: string }[];
}
/** Limitations by domain and year, each number a link; domains without any are left out. */
function DomainFigures({ years, domains }: DomainFiguresProps) {
  const w = useText().pictures;
  const rows = domains.flatMap((domain, index) => {
    const figures = years.flatMap(({ byDomain }) => byDomain[index] ?? []);
    return figures.some(({ value }) => value > 0) ? [{ ...domain, figures }] : [];
  });
  if (rows.length === 0) return null;
  const columns: readonly Column<(typeof rows)[number]>[] = [
    { key: 'domain', label: w.domain, render: ({ name }) => name },
    ...years.map(({ year }, index): Column<(typeof rows)[number]> => ({
      key: String(year),
      label: String(year),
      align: 'right',
      width: '6rem',
      render: ({ figures, name }) => {
        const figure = figures[index];
        return figure === undefined ? '' : <CountLink figure={figure} label={`${name}, ${String(year)}`} />;
      },
    })),
  ];
  return (
    <Box sx={{ mt: 1.5 }}>
      <ResponsiveTable
        label={w.profile.limitationsByDomain}
        columns={columns}
        rows={rows}
        rowKey={({ key }) => key}
        sortParam="byDomain"
      />
    </Box>
  );
}
