// Recommendations across rounds, the overdue ones first; a line opens it in its round.
import { useDeferredValue } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import { Link } from 'react-router';
import type { Output } from '../../../core/contract/index.ts';
import { isOverdue } from '../../../core/rules/due.ts';
import { foldText } from '../../../core/rules/text-fold.ts';
import { useQueryOf } from '../../api/query.ts';
import { DueLabel } from '../../components/DueLabel.tsx';
import { FilterBar, FilterSelect, FilterText, useFilter } from '../../components/Filters.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { ResponsiveTable, RowLink } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { EmptyState, Loaded } from '../../components/States.tsx';
import { RecommendationStatusChip } from '../../components/StatusChip.tsx';
import { useText } from '../../i18n/text.tsx';

type Line = Output<'recommendations.list'>[number];
const statuses = [
  'open',
  'in_progress',
  'reported',
  'returned',
  'verified',
  'no_longer_applicable',
  'transferred',
] as const;

export function RemediationPage() {
  const t = useText();
  const r = t.registers;
  const filter = useFilter();
  const [planId, status, overdueOnly] = [
    filter.get('plan'),
    filter.get('status'),
    filter.get('overdue') === '1',
  ];
  const text = foldText(useDeferredValue(filter.get('q')));
  const today = useQueryOf('system.status', {}).data?.today ?? '9999-12-31';
  const plans = useQueryOf('plans.list', {});
  const query = useQueryOf('recommendations.list', planId === '' ? {} : { planId });
  const address = (line: Line) => `/plans/${line.planId}/summary?recommendation=${line.id}`;
  const columns: readonly Column<Line>[] = [
    {
      key: 'text',
      label: r.recommendation,
      render: (line) => (
        <>
          <RowLink to={address(line)}>{line.text}</RowLink> <ProvenanceMark provenance={line.provenance} />
        </>
      ),
    },
    {
      key: 'agency',
      label: r.addressee,
      width: '20%',
      sortBy: (line) => line.agencyName ?? '',
      render: (line) => line.agencyName ?? r.allAgencies,
    },
    {
      key: 'plan',
      label: r.plan,
      width: '20%',
      wideOnly: true,
      sortBy: (line) => line.planTitle,
      render: (line) => line.planTitle,
    },
    {
      key: 'due',
      label: r.due,
      nowrap: true,
      sortBy: (line) => line.dueOn,
      render: (line) => (
        <DueLabel dueOn={line.dueOn} dueNote={line.dueNote} status={line.status} today={today} />
      ),
    },
    {
      key: 'status',
      label: r.status,
      nowrap: true,
      sortBy: (line) => statuses.indexOf(line.status),
      render: (line) => <RecommendationStatusChip status={line.status} />,
    },
  ];
  return (
    <>
      <PageHeader title={t.frame.places.recommendations} />
      <FilterBar filter={filter} names={['q', 'plan', 'status', 'overdue']}>
        <FilterText filter={filter} name="q" label={r.findText} />
        <FilterSelect
          filter={filter}
          name="plan"
          label={r.plan}
          options={(plans.data ?? []).map((plan) => ({ value: plan.id, label: plan.title }))}
        />
        <FilterSelect
          filter={filter}
          name="status"
          label={r.status}
          options={statuses.map((value) => ({ value, label: t.labels.recommendationStatus[value] }))}
        />
        <FormControlLabel
          sx={{ ml: 0.5 }}
          label={r.onlyOverdue}
          slotProps={{ typography: { variant: 'body2' } }}
          control={
            <Switch
              size="small"
              checked={overdueOnly}
              onChange={(_event, on) => filter.set('overdue', on ? '1' : '')}
            />
          }
        />
      </FilterBar>
      <Loaded query={query}>
        {(rows) => {
          const late = (line: Line) => isOverdue(line.dueOn, line.status, today);
          const shown = rows
            .filter(
              (line) =>
                (status === '' || line.status === status) &&
                (!overdueOnly || late(line)) &&
                (text === '' || foldText(`${line.text} ${line.agencyName ?? ''}`).includes(text)),
            )
            .sort((a, b) => Number(late(b)) - Number(late(a)));
          if (rows.length === 0) {
            return (
              <EmptyState
                title={r.noRecommendations}
                text={r.noRecommendationsText}
                action={
                  <Button component={Link} to="/plans" variant="contained">
                    {r.openPlans}
                  </Button>
                }
              />
            );
          }
          if (shown.length === 0)
            return (
              <EmptyState
                title={r.nothingMatches}
                action={<Button onClick={filter.clear}>{t.frame.clearFilters}</Button>}
              />
            );
          return (
            <Box>
              <ResponsiveTable
                label={t.frame.places.recommendations}
                columns={columns}
                rows={shown}
                rowKey={(line) => line.id}
                rowTo={address}
              />
            </Box>
          );
        }}
      </Loaded>
    </>
  );
}
