// Chosen agencies over the years by one figure: lines, and the table below them; merged agencies are gathered or stand as
// they were.
import Box from '@mui/material/Box';
import { useQueries } from '@tanstack/react-query';
import MuiLink from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { Link, useSearchParams } from 'react-router';
import type { Output } from '../../../core/contract/index.ts';
import { pictureView } from '../../../core/contract/pictures.ts';
import { formatHundredths } from '../../../core/rules/format.ts';
import { call } from '../../api/client.ts';
import { queryKeyOf, useQueryOf } from '../../api/query.ts';
import { AgenciesPicker } from '../../components/AgencyPicker.tsx';
import { SelectField } from '../../components/Fields.tsx';
import { FilterSelect, useFilter } from '../../components/Filters.tsx';
import { ListTools } from '../../components/ListTools.tsx';
import { ResponsiveTable } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { EmptyState, Loaded } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { CountLink, ShareLink, shareCell, useIndexWords } from './Figures.tsx';
import { LineChart } from './LineChart.tsx';
import { agenciesOf, yearOf } from './picture-address.ts';
import type { PictureTabProps } from './picture-tab.ts';
import { ScopeFilters } from './ScopeFilters.tsx';

const MOST = 12;
const measures = [
  'limitations',
  'recommendations',
  'open',
  'overdue',
  'remediation',
  'score',
  'index',
] as const;
type Measure = (typeof measures)[number];
type Compared = Output<'pictures.compare'>['agencies'][number];
type ComparedYear = NonNullable<Compared['years'][number]>;

/** Per cent, or a count; null where nobody can tell. */
function valueOf(year: ComparedYear | null, measure: Measure): number | null {
  if (year === null) return null;
  switch (measure) {
    case 'remediation':
      return year.remediation.unknown === null
        ? (year.remediation.numerator / year.remediation.denominator) * 100
        : null;
    case 'score':
      return year.score === null ? null : year.score.share / 100;
    case 'index': {
      const [index] = year.index;
      return index === undefined ? null : index.share / 100;
    }
    default:
      return year[measure].value;
  }
}

export function CompareTab({ scope, today, illustrative }: PictureTabProps) {
  const t = useText();
  const w = t.pictures;
  const c = w.compare;
  const [params] = useSearchParams();
  const filter = useFilter();
  const ids = agenciesOf(params, MOST);
  const measure = measures.find((one) => one === filter.get('measure')) ?? 'limitations';
  const view = pictureView.safeParse(filter.get('view')).data ?? 'by_successor';
  const [fromYear, toYear] = [yearOf(filter.get('from')), yearOf(filter.get('to'))];
  const query = useQueryOf(
    'pictures.compare',
    {
      agencyIds: [...ids],
      view,
      today,
      ...(fromYear === undefined ? {} : { fromYear }),
      ...(toYear === undefined ? {} : { toYear }),
    },
    { enabled: ids.length > 0, keepPrevious: true },
  );
  const named = useQueries({
    queries: ids.map((id) => ({
      queryKey: queryKeyOf('agencies.get', { id }),
      queryFn: () => call('agencies.get', { id }),
    })),
  });
  const chosen = ids.map((id, index) => ({ id, name: named[index]?.data?.version.name ?? t.frame.loading }));
  const years = query.data?.years ?? [];
  const indexWords = useIndexWords();
  const isShare = measure === 'remediation' || measure === 'score' || measure === 'index';
  const cellOf = (year: ComparedYear | null): string | number | null => {
    if (year === null) return null;
    if (measure === 'remediation') return shareCell(year.remediation);
    if (measure === 'score') return year.score?.share ?? null;
    if (measure === 'index') return year.index.map(indexWords).join('; ');
    return year[measure].value;
  };
  const columns: readonly Column<Compared>[] = [
    {
      key: 'agency',
      label: w.agency,
      width: '30%',
      sortBy: ({ agencyName }) => agencyName,
      cell: ({ agencyName }) => agencyName,
      render: ({ agencyId, agencyName, gathered }) => (
        <>
          <MuiLink component={Link} to={`/agencies/${agencyId}/figures`} color="text.primary">
            {agencyName}
          </MuiLink>
          {gathered.length === 0 ? null : (
            <Typography variant="caption" color="text.secondary" component="p">
              {w.gathered(gathered.join(', '))}
            </Typography>
          )}
        </>
      ),
    },
    ...years.map((year, index): Column<Compared> => ({
      key: String(year),
      label: String(year),
      align: 'right',
      kind: measure === 'score' ? 'percent' : isShare ? 'text' : 'count',
      sortBy: (row) => valueOf(row.years[index] ?? null, measure),
      cell: (row) => cellOf(row.years[index] ?? null),
      render: (row) => <Value year={row.years[index] ?? null} measure={measure} agency={row.agencyName} />,
    })),
  ];
  const rows = query.data?.agencies ?? [];
  return (
    <>
      <ScopeFilters
        scope={scope}
        fields={[]}
        more={['agencies', 'measure', 'view', 'from', 'to']}
        tools={
          <ListTools
            list="pictures.compare"
            title={`${c.title}: ${c.measures[measure]}`}
            columns={columns}
            rows={ids.length === 0 ? [] : rows}
            filters={[
              [c.from, filter.get('from')],
              [c.to, filter.get('to')],
              [w.view, w.views[view]],
            ]}
            illustrative={illustrative}
          />
        }
      >
        <Box sx={{ width: '13rem' }}>
          <SelectField
            label={c.measure}
            value={measure}
            choices={measures.map((value) => ({ value, label: c.measures[value] }))}
            onChange={(value) => filter.set('measure', value === 'limitations' ? '' : (value ?? ''))}
          />
        </Box>
        <Box sx={{ width: '14rem' }}>
          <SelectField
            label={w.view}
            value={view}
            choices={pictureView.options.map((value) => ({ value, label: w.views[value] }))}
            onChange={(value) => filter.set('view', value === 'by_successor' ? '' : (value ?? ''))}
          />
        </Box>
        {(['from', 'to'] as const).map((name) => (
          <Box key={name} sx={{ '& .MuiTextField-root': { minWidth: '7rem' } }}>
            <FilterSelect
              filter={filter}
              name={name}
              label={c[name]}
              options={scope.years
                .toSorted((a, b) => a - b)
                .map((year) => ({ value: String(year), label: String(year) }))}
            />
          </Box>
        ))}
      </ScopeFilters>
      <Box sx={{ maxWidth: '52rem', mb: 1.5 }}>
        <AgenciesPicker
          label={c.choose}
          helperText={c.chooseHint}
          on={null}
          withEnded
          value={chosen}
          onChange={(next) =>
            filter.set(
              'agencies',
              next
                .slice(0, MOST)
                .map(({ id }) => id)
                .join(','),
            )
          }
        />
      </Box>
      {ids.length === 0 ? (
        <EmptyState title={c.none} text={c.noneText} />
      ) : (
        <Loaded query={query}>
          {(data) =>
            data.years.length === 0 ? (
              <EmptyState title={c.noYears} />
            ) : (
              <>
                <LineChart
                  title={`${c.title}: ${c.measures[measure]}`}
                  columns={data.years.map(String)}
                  lines={data.agencies.map((row) => ({
                    id: row.agencyId,
                    label: row.agencyName,
                    values: row.years.map((year) => valueOf(year, measure)),
                  }))}
                  atLeast={isShare ? 100 : 0}
                  whole={!isShare}
                  format={(value) =>
                    isShare ? `${formatHundredths(Math.round(value * 100))}\u00a0%` : formatCount(value)
                  }
                />
                <Box sx={{ mt: 1 }}>
                  <ResponsiveTable
                    label={c.title}
                    columns={columns}
                    rows={data.agencies}
                    rowKey={({ agencyId }) => agencyId}
                  />
                </Box>
              </>
            )
          }
        </Loaded>
      )}
    </>
  );
}

interface ValueProps {
  readonly year: ComparedYear | null;
  readonly measure: Measure;
  readonly agency: string;
}
function Value({ year, measure, agency }: ValueProps) {
  const w = useText().pictures;
  const indexWords = useIndexWords();
  if (year === null) return <span>–</span>;
  const label = `${w.compare.measures[measure]}, ${agency}, ${String(year.year)}`;
  if (measure === 'remediation') return <ShareLink share={year.remediation} label={label} />;
  if (measure === 'score') {
    return year.score === null ? (
      <span>–</span>
    ) : (
      <span>{`${formatHundredths(year.score.share)}\u00a0%`}</span>
    );
  }
  if (measure === 'index') {
    return year.index.length === 0 ? (
      <span>–</span>
    ) : (
      year.index.map((one) => (
        <MuiLink key={one.setId} component={Link} to={one.to} title={one.setName} sx={{ display: 'block' }}>
          {indexWords(one)}
        </MuiLink>
      ))
    );
  }
  return <CountLink figure={year[measure]} label={label} />;
}
