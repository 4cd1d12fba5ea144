// Every form: of one agency or all, of one year or period, with what does not add up; below it the charts.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useNavigate } from 'react-router';
import type { Output } from '../../../core/contract/index.ts';
import type { IndicatorKey } from '../../../core/contract/statistics.ts';
import { indicatorLabel, indicatorText } from '../../../core/rules/one-stop-indicators.ts';
import { periodDays, periodLabel, periodTitle } from '../../../core/rules/one-stop-periods.ts';
import { useQueryOf } from '../../api/query.ts';
import { FilterBar, FilterSelect, useFilter } from '../../components/Filters.tsx';
import { ListTools } from '../../components/ListTools.tsx';
import { MayButton } from '../../components/MayButton.tsx';
import { OfficeChip, OfficeFilter, useOfficeWords } from '../../components/OfficeChip.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { type Column, ResponsiveTable, RowLink } from '../../components/ResponsiveTable.tsx';
import { EmptyState, Loaded } from '../../components/States.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { formatCount } from '../../format.ts';
import { useLanguage, useText } from '../../i18n/text.tsx';
import { IndicatorTrend } from './IndicatorTrend.tsx';
import { NewReport } from './NewReport.tsx';
import { OfficeLimits } from './OfficeLimits.tsx';

export type ListedReport = Output<'statistics.list'>[number];
const filters = ['agency', 'year', 'period', 'state', 'from', 'to', 'office'] as const;

export const periodKeyOf = ({ periodFrom, periodTo }: Pick<ListedReport, 'periodFrom' | 'periodTo'>) =>
  `${periodFrom}_${periodTo}`;
export const periodOfReport = ({ periodFrom, periodTo }: Pick<ListedReport, 'periodFrom' | 'periodTo'>) => ({
  from: periodFrom,
  to: periodTo,
});

export function ReportList() {
  const t = useText();
  const { language } = useLanguage();
  const w = t.statistics;
  const navigate = useNavigate();
  const filter = useFilter();
  const officeWords = useOfficeWords(filter);
  const [creating, setCreating] = useState(false);
  const [limits, setLimits] = useState(false);
  const all = useQueryOf('statistics.list', {}, { keepPrevious: true });
  const create = (
    <MayButton method="statistics.create" variant="contained" onClick={() => setCreating(true)}>
      {w.create}
    </MayButton>
  );
  const indicatorColumn = (key: IndicatorKey, width: string): Column<ListedReport> => ({
    key,
    label: indicatorLabel(key, 'full_partial', language),
    align: 'right',
    width,
    sortBy: ({ indicators }) => {
      const one = indicators.find((indicator) => indicator.key === key);
      if (one?.numerator == null) return null;
      return one.denominator === null ? one.numerator : one.numerator / one.denominator;
    },
    render: ({ indicators }) => {
      const one = indicators.find((indicator) => indicator.key === key);
      return one === undefined ? '' : indicatorText(one);
    },
  });
  const columns: readonly Column<ListedReport>[] = [
    {
      key: 'agency',
      label: w.agency,
      sortBy: ({ agencyName }) => agencyName,
      cell: ({ agencyName }) => agencyName,
      render: (report) => (
        <>
          <RowLink to={`/statistics/${report.id}`}>{report.agencyName}</RowLink>{' '}
          <ProvenanceMark provenance={report.provenance} /> <OfficeChip officeId={report.originOfficeId} />
        </>
      ),
    },
    {
      key: 'period',
      label: w.period,
      width: '10rem',
      sortBy: ({ periodTo }) => periodTo,
      render: (report) => periodTitle(periodOfReport(report), language),
    },
    {
      key: 'days',
      label: w.days,
      width: '11rem',
      nowrap: true,
      wideOnly: true,
      render: (report) => periodDays(periodOfReport(report)),
    },
    indicatorColumn('on_time', '8rem'),
    indicatorColumn('pending_overdue', '8rem'),
    indicatorColumn('online', '8rem'),
    {
      key: 'warnings',
      label: w.warnings,
      width: '11rem',
      sortBy: ({ unexplained, warnings }) => unexplained * 1000 + warnings,
      cell: ({ unexplained, warnings }) =>
        unexplained > 0
          ? w.unexplained(formatCount(unexplained))
          : warnings > 0
            ? `${formatCount(warnings)} ${w.explained}`
            : w.noWarnings,
      render: (report) => <Warnings report={report} />,
    },
  ];
  return (
    <>
      <PageHeader
        title={w.title}
        secondary={<Button onClick={() => setLimits(true)}>{w.editOfficeLimits}</Button>}
        action={create}
      />
      <Loaded query={all}>
        {(rows) => {
          if (rows.length === 0) return <EmptyState title={w.empty} text={w.emptyText} action={create} />;
          const agencies = new Map(rows.map(({ agencyId, agencyName }) => [agencyId, agencyName]));
          const years = [...new Set(rows.map(({ periodTo }) => periodTo.slice(0, 4)))];
          const periods = new Map(
            rows.map((row) => [periodKeyOf(row), periodLabel(periodOfReport(row), language)]),
          );
          const shown = rows.filter(
            (row) =>
              (filter.get('agency') === '' || row.agencyId === filter.get('agency')) &&
              (filter.get('office') === '' || row.originOfficeId === filter.get('office')) &&
              (filter.get('year') === '' || row.periodTo.startsWith(filter.get('year'))) &&
              // Whole periods between two days, as a figure of a periodic report counts them.
              (filter.get('from') === '' || row.periodFrom >= filter.get('from')) &&
              (filter.get('to') === '' || row.periodTo <= filter.get('to')) &&
              (filter.get('period') === '' || periodKeyOf(row) === filter.get('period')) &&
              (filter.get('state') !== 'warnings' || row.warnings > 0) &&
              (filter.get('state') !== 'unexplained' || row.unexplained > 0),
          );
          const collator = new Intl.Collator('vi');
          const options = (map: ReadonlyMap<string, string>) =>
            [...map].map(([value, label]) => ({ value, label }));
          return (
            <>
              <FilterBar filter={filter} names={filters}>
                <FilterSelect
                  filter={filter}
                  name="agency"
                  label={w.agency}
                  options={options(agencies).toSorted((a, b) => collator.compare(a.label, b.label))}
                />
                <FilterSelect
                  filter={filter}
                  name="year"
                  label={w.year}
                  options={years.map((year) => ({ value: year, label: year }))}
                />
                <FilterSelect filter={filter} name="period" label={w.period} options={options(periods)} />
                <FilterSelect
                  filter={filter}
                  name="state"
                  label={w.warnings}
                  options={[
                    { value: 'warnings', label: w.onlyWarnings },
                    { value: 'unexplained', label: w.onlyUnexplained },
                  ]}
                />
                <OfficeFilter filter={filter} />
                <ListTools
                  list="statistics"
                  title={w.title}
                  columns={columns}
                  rows={shown}
                  officeOf={(report) => report.originOfficeId}
                  filters={[
                    officeWords,
                    [w.agency, agencies.get(filter.get('agency'))],
                    [w.year, filter.get('year')],
                    [w.period, periods.get(filter.get('period'))],
                    [
                      w.warnings,
                      filter.get('state') === 'warnings'
                        ? w.onlyWarnings
                        : filter.get('state') === 'unexplained'
                          ? w.onlyUnexplained
                          : '',
                    ],
                  ]}
                />
              </FilterBar>
              {shown.length === 0 ? (
                <EmptyState
                  title={w.nothingMatches}
                  action={<Button onClick={filter.clear}>{t.frame.clearFilters}</Button>}
                />
              ) : (
                <>
                  <ResponsiveTable
                    label={w.title}
                    columns={columns}
                    rows={shown}
                    rowKey={({ id }) => id}
                    rowTo={({ id }) => `/statistics/${id}`}
                  />
                  <Charts reports={shown} />
                </>
              )}
            </>
          );
        }}
      </Loaded>
      {limits ? <OfficeLimits onClose={() => setLimits(false)} /> : null}
      {creating ? (
        <NewReport
          onClose={() => setCreating(false)}
          onMade={({ report }) => void navigate(`/statistics/${report.id}`)}
          onExisting={(id) => void navigate(`/statistics/${id}`)}
        />
      ) : null}
    </>
  );
}

function Charts({ reports }: { readonly reports: readonly ListedReport[] }) {
  const w = useText().statistics;
  const oneAgency = new Set(reports.map(({ agencyId }) => agencyId)).size === 1;
  const onePeriod = new Set(reports.map(periodKeyOf)).size === 1;
  if (oneAgency) return <IndicatorTrend reports={reports} by="period" />;
  if (onePeriod) return <IndicatorTrend reports={reports} by="agency" />;
  return (
    <Box component="p" sx={{ color: 'text.secondary', fontSize: '0.8125rem', mt: 1.5 }}>
      {w.onePeriodOnly}
    </Box>
  );
}

export function Warnings({ report }: { readonly report: Pick<ListedReport, 'warnings' | 'unexplained'> }) {
  const w = useText().statistics;
  if (report.warnings === 0) return <StatusChip tone="muted" label={w.noWarnings} />;
  return report.unexplained > 0 ? (
    <StatusChip tone="due" label={w.unexplained(formatCount(report.unexplained))} />
  ) : (
    <StatusChip tone="muted" label={`${formatCount(report.warnings)} ${w.explained}`} />
  );
}
