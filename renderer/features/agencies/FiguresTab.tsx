// The figures of an agency across the years: rounds, remediation and index; which limitations come back, the tasks of its annual plans; and plainly,
// what has not been entered.
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { AgencyDetail } from '../../../core/contract/agencies.ts';
import type { Output } from '../../../core/contract/index.ts';
import type { IndicatorKey } from '../../../core/contract/statistics.ts';
import { indicatorLabel, indicatorText } from '../../../core/rules/one-stop-indicators.ts';
import { periodLabel } from '../../../core/rules/one-stop-periods.ts';
import { useQueryOf } from '../../api/query.ts';
import { ResponsiveTable, RowLink } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { Loaded } from '../../components/States.tsx';
import { formatCount, formatPercent } from '../../format.ts';
import { useLanguage, useText } from '../../i18n/text.tsx';
import { AgencyYears } from '../pictures/AgencyYears.tsx';
import { IndicatorTrend } from '../statistics/IndicatorTrend.tsx';
import { Warnings } from '../statistics/ReportList.tsx';
import { domainRows, yearsOf } from './agency-figures.ts';
import type { DomainRow } from './agency-figures.ts';
import type { AgencyTabProps } from './agency-tab.ts';
import { ScopeToggle } from './ScopeToggle.tsx';

type Year = AgencyDetail['years'][number];
type Tasks = AgencyDetail['tasks'][number];

export function FiguresTab({ agency }: AgencyTabProps) {
  const t = useText();
  const a = t.agencies;
  const years = yearsOf(agency.years);
  const rows = domainRows(agency.years, agency.findings);
  const taskColumns: readonly Column<Tasks>[] = [
    { key: 'year', label: a.year, width: '4.5rem', render: ({ year }) => String(year) },
    {
      key: 'plan',
      label: a.task.plan,
      render: ({ parPlanId, title }) => <RowLink to={`/plans/annual/${parPlanId}`}>{title}</RowLink>,
    },
    count('total', a.task.total, ({ figures }) => figures.total),
    count('due', a.task.due, ({ figures }) => figures.due),
    count('onTime', a.task.onTime, ({ figures }) => figures.doneOnTime),
    count('late', a.task.late, ({ figures }) => figures.doneLate),
    count('overdue', a.task.overdue, ({ figures }) => figures.overdue),
    {
      key: 'share',
      label: a.task.share,
      align: 'right',
      // Nothing due is no share, never 0 %.
      render: ({ figures }) => (figures.due === 0 ? '' : formatPercent(figures.doneOnTime, figures.due)),
    },
  ];
  return (
    <Box sx={{ display: 'grid', gap: 3 }}>
      <AgencyYears
        agencyId={agency.id}
        agencyName={agency.version.name}
        view={agency.view === 'by_successor' ? 'by_successor' : 'at_the_time'}
      />
      <Section title={a.domains} aside={<ScopeToggle view={agency.view} />}>
        {rows.length === 0 ? <Muted text={a.noFigures} /> : <DomainTable years={years} rows={rows} />}
      </Section>
      <Section title={a.tasks}>
        {agency.tasks.length === 0 ? (
          <Muted text={a.noTasks} />
        ) : (
          <ResponsiveTable
            label={a.tasks}
            columns={taskColumns}
            rows={agency.tasks}
            rowKey={({ parPlanId }) => parPlanId}
            rowTo={({ parPlanId }) => `/plans/annual/${parPlanId}`}
            sortParam="tasks"
          />
        )}
      </Section>
      <Section title={a.oneStop}>
        <OneStop agencyId={agency.id} />
      </Section>
    </Box>
  );
}

function count<Row>(key: string, label: string, value: (row: Row) => number): Column<Row> {
  return { key, label, align: 'right', render: (row) => formatCount(value(row)) };
}

function DomainTable({
  years,
  rows,
}: {
  readonly years: readonly Year[];
  readonly rows: readonly DomainRow[];
}) {
  const a = useText().agencies;
  const columns: readonly Column<DomainRow>[] = [
    {
      key: 'domain',
      label: a.domain,
      render: ({ name, repeated }) => (
        <>
          {name}
          {repeated > 1 ? (
            <Box component="span" sx={{ color: 'warning.main', fontSize: '0.75rem', fontWeight: 600, ml: 1 }}>
              {a.repeated(formatCount(repeated))}
            </Box>
          ) : null}
        </>
      ),
    },
    ...years.map(({ year }, index): Column<DomainRow> => ({
      key: String(year),
      label: String(year),
      align: 'right',
      width: '5rem',
      render: ({ counts }) => {
        const value = counts[index] ?? 0;
        return value === 0 ? '' : formatCount(value);
      },
    })),
    {
      key: 'total',
      label: a.total,
      align: 'right',
      width: '5rem',
      render: ({ total }) => formatCount(total),
    },
  ];
  return (
    <ResponsiveTable
      label={a.domains}
      columns={columns}
      rows={rows}
      rowKey={({ key }) => key}
      sortParam="domains"
    />
  );
}

type Report = Output<'statistics.list'>[number];

/** The agency's forms by period, and one indicator over them. */
function OneStop({ agencyId }: { readonly agencyId: string }) {
  const t = useText();
  const { language } = useLanguage();
  const w = t.statistics;
  const reports = useQueryOf('statistics.list', { agencyId });
  const indicator = (key: IndicatorKey): Column<Report> => ({
    key,
    label: indicatorLabel(key, 'full_partial', language),
    align: 'right',
    width: '9rem',
    render: ({ indicators }) => {
      const one = indicators.find((candidate) => candidate.key === key);
      return one === undefined ? '' : indicatorText(one);
    },
  });
  const columns: readonly Column<Report>[] = [
    {
      key: 'period',
      label: w.period,
      render: ({ id, periodFrom, periodTo }) => (
        <RowLink to={`/statistics/${id}`}>
          {periodLabel({ from: periodFrom, to: periodTo }, language)}
        </RowLink>
      ),
    },
    indicator('on_time'),
    indicator('resolved_overdue'),
    indicator('pending_overdue'),
    indicator('online'),
    { key: 'warnings', label: w.warnings, width: '10rem', render: (report) => <Warnings report={report} /> },
  ];
  return (
    <Loaded query={reports}>
      {(rows) =>
        rows.length === 0 ? (
          <Muted text={t.agencies.noOneStop} />
        ) : (
          <>
            <ResponsiveTable
              label={w.title}
              columns={columns}
              rows={rows}
              rowKey={({ id }) => id}
              rowTo={({ id }) => `/statistics/${id}`}
              sortParam="statistics"
            />
            <IndicatorTrend reports={rows} by="period" />
          </>
        )
      }
    </Loaded>
  );
}

interface SectionProps {
  readonly title: string;
  readonly aside?: React.ReactNode;
  readonly children: React.ReactNode;
}
function Section({ title, aside, children }: SectionProps) {
  return (
    <Box component="section" aria-label={title}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mb: 1, flexWrap: 'wrap' }}>
        <Typography variant="h2" sx={{ flex: 1 }}>
          {title}
        </Typography>
        {aside}
      </Box>
      {children}
    </Box>
  );
}

function Muted({ text }: { readonly text: string }) {
  return (
    <Typography variant="body2" color="text.secondary">
      {text}
    </Typography>
  );
}
