// The annual reform plans (kế hoạch CCHC năm): the office's own, and those of agencies that the office keeps.
import { useState } from 'react';
import Button from '@mui/material/Button';
import { useNavigate } from 'react-router';
import type { ParPlan } from '../../../core/contract/tasks.ts';
import { useQueryOf } from '../../api/query.ts';
import { FilterBar, FilterSelect, useFilter } from '../../components/Filters.tsx';
import { ListTools } from '../../components/ListTools.tsx';
import { MayButton } from '../../components/MayButton.tsx';
import {
  OfficeChip,
  OfficeFilter,
  ofOffice,
  useOfficeWords,
  useOffices,
} from '../../components/OfficeChip.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { ResponsiveTable, RowLink } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { EmptyState, Loaded } from '../../components/States.tsx';
import { dayOrBlank, formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { numberAndSymbol } from '../plans/plan-words.ts';
import { NewAnnualPlan } from './NewAnnualPlan.tsx';
import { TaskShare } from './TaskShare.tsx';

export function AnnualPlansPage() {
  const t = useText();
  const w = t.tasks;
  const navigate = useNavigate();
  const filter = useFilter();
  const year = filter.get('year');
  const ownOffice = useQueryOf('system.status', {}).data?.office?.name ?? w.ownOffice;
  const officeWords = useOfficeWords(filter);
  const [creating, setCreating] = useState(false);
  const all = useQueryOf('parPlans.list', {});
  const found = useQueryOf('parPlans.list', /^\d{4}$/.test(year) ? { year: Number(year) } : {}, {
    keepPrevious: true,
  });
  const offices = useOffices();
  const whose = (plan: ParPlan) => plan.agencyName ?? offices.foreignName(plan.originOfficeId) ?? ownOffice;
  const years = [...new Set((all.data ?? []).map((plan) => plan.year))].toSorted((a, b) => b - a);
  const columns: readonly Column<ParPlan>[] = [
    {
      key: 'year',
      label: w.year,
      width: '5rem',
      sortBy: (plan) => plan.year,
      render: (plan) => String(plan.year),
    },
    {
      key: 'title',
      label: w.name,
      sortBy: (plan) => plan.title,
      cell: (plan) => plan.title,
      render: (plan) => (
        <>
          <RowLink to={`/plans/annual/${plan.id}`}>{plan.title}</RowLink>{' '}
          <ProvenanceMark provenance={plan.provenance} /> <OfficeChip officeId={plan.originOfficeId} />
        </>
      ),
    },
    {
      key: 'whose',
      label: w.whose,
      width: '18rem',
      sortBy: whose,
      cell: whose,
      render: whose,
    },
    {
      key: 'number',
      label: t.plans.columns.number,
      width: '8rem',
      nowrap: true,
      wideOnly: true,
      render: (plan) => numberAndSymbol(plan) ?? t.plans.noNumber,
    },
    {
      key: 'issuedOn',
      label: w.issuedOn,
      width: '7.5rem',
      nowrap: true,
      wideOnly: true,
      sortBy: (plan) => plan.issuedOn,
      kind: 'day',
      cell: (plan) => plan.issuedOn,
      render: (plan) => dayOrBlank(plan.issuedOn),
    },
    {
      key: 'tasks',
      label: w.count,
      width: '6rem',
      sortBy: (plan) => plan.figures.total,
      kind: 'count',
      cell: (plan) => plan.figures.total,
      render: (plan) => formatCount(plan.figures.total),
    },
    {
      key: 'share',
      label: w.onTime,
      width: '14rem',
      cell: ({ figures }) =>
        figures.due === 0 ? w.nothingDue : `${formatCount(figures.doneOnTime)}/${formatCount(figures.due)}`,
      render: (plan) => <TaskShare figures={plan.figures} />,
    },
  ];
  const create = (
    <MayButton method="parPlans.create" variant="contained" onClick={() => setCreating(true)}>
      {w.create}
    </MayButton>
  );
  return (
    <>
      <PageHeader title={w.title} back={{ to: '/plans', label: t.frame.places.plans }} action={create} />
      <FilterBar filter={filter} names={['year', 'office']}>
        <FilterSelect
          filter={filter}
          name="year"
          label={w.year}
          options={years.map((one) => ({ value: String(one), label: String(one) }))}
        />
        <OfficeFilter filter={filter} />
        <ListTools
          list="annual-plans"
          title={w.title}
          columns={columns}
          rows={ofOffice(found.data ?? [], filter)}
          officeOf={(plan) => plan.originOfficeId}
          filters={[[w.year, year], officeWords]}
        />
      </FilterBar>
      <Loaded query={found}>
        {(all) => {
          const rows = ofOffice(all, filter);
          return rows.length > 0 ? (
            <ResponsiveTable
              label={w.title}
              columns={columns}
              rows={rows}
              rowKey={(plan) => plan.id}
              rowTo={(plan) => `/plans/annual/${plan.id}`}
            />
          ) : year === '' && filter.get('office') === '' ? (
            <EmptyState title={w.empty} text={w.emptyText} action={create} />
          ) : (
            <EmptyState
              title={w.nothingMatches}
              action={<Button onClick={filter.clear}>{t.frame.clearFilters}</Button>}
            />
          );
        }}
      </Loaded>
      {creating ? (
        <NewAnnualPlan
          plans={all.data ?? []}
          onClose={() => setCreating(false)}
          onMade={(made) => void navigate(`/plans/annual/${made.id}`)}
        />
      ) : null}
    </>
  );
}
