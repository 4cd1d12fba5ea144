// How far a round has come: the whole in one line, then every visit with its checklist and findings.
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { PlanDetail } from '../../../core/contract/plans.ts';
import type { Visit } from '../../../core/contract/visits.ts';
import { isVisitDone } from '../../../core/rules/visit-states.ts';
import { ProgressBar } from '../../components/ProgressBar.tsx';
import { ResponsiveTable, RowLink } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { EmptyState } from '../../components/States.tsx';
import { VisitStatusChip } from '../../components/StatusChip.tsx';
import { dayRange, formatCount, formatPercent } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { SelfReportsBlock } from '../self-reports/SelfReportsBlock.tsx';

export function ProgressTab({ detail }: { readonly detail: PlanDetail }) {
  const t = useText();
  const w = t.plans.progress;
  const { visits, counts, progress } = detail;
  if (visits.length === 0) return <EmptyState title={w.empty} text={t.plans.agencies.emptyText} />;
  const done = visits.filter((visit) => isVisitDone(visit.status)).length;
  const columns: readonly Column<Visit>[] = [
    {
      key: 'agency',
      label: t.plans.agencies.agency,
      sortBy: (visit) => visit.agencyName,
      render: (visit) => <RowLink to={`/visits/${visit.id}`}>{visit.agencyName}</RowLink>,
    },
    {
      key: 'days',
      label: t.plans.agencies.days,
      nowrap: true,
      sortBy: (visit) => visit.startsOn,
      render: (visit) => dayRange(visit.startsOn, visit.endsOn, t.plans.agencies.from),
    },
    {
      key: 'status',
      label: t.plans.agencies.status,
      nowrap: true,
      sortBy: (visit) => t.labels.visitStatus[visit.status],
      render: (visit) => <VisitStatusChip status={visit.status} />,
    },
    {
      key: 'checklist',
      label: w.checklist,
      width: '26%',
      sortBy: (visit) =>
        visit.progress.applicable === 0 ? null : visit.progress.answered / visit.progress.applicable,
      render: (visit) => (
        <ProgressBar
          value={visit.progress.answered}
          max={visit.progress.applicable}
          label={`${w.checklist}: ${visit.agencyName}`}
        />
      ),
    },
    {
      key: 'strengths',
      label: w.strengths,
      align: 'right',
      sortBy: (visit) => visit.strengths,
      render: (visit) => formatCount(visit.strengths),
    },
    {
      key: 'limitations',
      label: w.limitations,
      align: 'right',
      sortBy: (visit) => visit.limitations,
      render: (visit) => formatCount(visit.limitations),
    },
    {
      key: 'recommendations',
      label: w.recommendations,
      align: 'right',
      sortBy: (visit) => visit.recommendations,
      render: (visit) => formatCount(visit.recommendations),
    },
  ];
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Box component="dl" sx={{ m: 0, display: 'flex', flexWrap: 'wrap', columnGap: 5, rowGap: 1.5 }}>
        <Figure value={`${formatCount(done)}/${formatCount(visits.length)}`} label={w.visited} />
        <Figure
          value={formatPercent(progress.answered, progress.applicable) ?? '–'}
          label={`${w.answered} (${formatCount(progress.answered)}/${formatCount(progress.applicable)})`}
        />
        <Figure value={formatCount(counts.strengths)} label={w.strengths} />
        <Figure value={formatCount(counts.limitations)} label={w.limitations} />
        <Figure
          value={formatCount(counts.recommendations)}
          label={
            counts.overdue === 0
              ? w.recommendations
              : `${w.recommendations} (${formatCount(counts.overdue)} ${w.overdue})`
          }
        />
      </Box>
      <ResponsiveTable
        label={t.plans.tabs.progress}
        columns={columns}
        rows={visits}
        rowKey={(visit) => visit.id}
        rowTo={(visit) => `/visits/${visit.id}`}
      />
      <SelfReportsBlock planId={detail.plan.id} hasCriteria={detail.plan.criteriaSetId !== null} />
    </Box>
  );
}

function Figure({ value, label }: { readonly value: string; readonly label: string }) {
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column-reverse' }}>
      <Typography component="dt" variant="body2" color="text.secondary">
        {label}
      </Typography>
      <Box component="dd" sx={{ m: 0, fontSize: '1.375rem', fontWeight: 600, lineHeight: 1.3 }}>
        {value}
      </Box>
    </Box>
  );
}
