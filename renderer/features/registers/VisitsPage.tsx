// All visits of all rounds; a line opens the workspace. Filters stand in the URL.
import { useDeferredValue, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import { Link, useSearchParams } from 'react-router';
import { marksOf, visitFilterOf, visitKeys } from './visit-address.ts';
import { visitStatusOrder } from './visit-status-order.ts';
import type { Visit } from '../../../core/contract/visits.ts';
import { foldText } from '../../../core/rules/text-fold.ts';
import { useQueryOf } from '../../api/query.ts';
import { FilterBar, FilterSelect, FilterText, useFilter } from '../../components/Filters.tsx';
import { ListTools } from '../../components/ListTools.tsx';
import { OfficeFilter, useOfficeColumn, useOfficeWords } from '../../components/OfficeChip.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ProgressBar } from '../../components/ProgressBar.tsx';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { ResponsiveTable, RowLink } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { EmptyState, Loaded } from '../../components/States.tsx';
import { VisitStatusChip } from '../../components/StatusChip.tsx';
import { dayRange, formatCount, shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { ReceiveDialog } from '../handouts/ReceiveDialog.tsx';

export function VisitsPage() {
  const t = useText();
  const r = t.registers;
  const filter = useFilter();
  const [params, setParams] = useSearchParams();
  const today = useQueryOf('system.status', {}).data?.today;
  const asked = visitFilterOf(params, today ?? '');
  const planId = filter.get('plan');
  const status = filter.get('status');
  const text = useDeferredValue(filter.get('q'));
  const [receiving, setReceiving] = useState(false);
  const plans = useQueryOf('plans.list', {});
  const visits = useQueryOf('visits.list', asked, { keepPrevious: true, enabled: today !== undefined });
  const drop = (...keys: readonly string[]) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        for (const key of keys) next.delete(key);
        return next;
      },
      { replace: true },
    );
  const years = [...new Set((plans.data ?? []).flatMap(({ year }) => year ?? []))].toSorted((a, b) => b - a);
  const { from, to } = asked;
  const period =
    from !== undefined && to !== undefined
      ? r.visitPeriod(shortDay(from), shortDay(to))
      : from !== undefined
        ? r.visitSince(shortDay(from))
        : to !== undefined
          ? r.visitUntil(shortDay(to))
          : null;
  const marks: readonly (readonly [keys: readonly string[], words: string])[] = [
    ...marksOf(asked).flatMap((mark) => {
      const words = r.visitMarks[mark as keyof typeof r.visitMarks] as string | undefined;
      return words === undefined ? [] : [[[mark.slice(0, mark.indexOf('.'))], words] as const];
    }),
    ...(period === null ? [] : [[['from', 'to'], period] as const]),
    ...(asked.ofReport === undefined ? [] : [[['report', 'figure'], r.ofReport] as const]),
  ];
  const officeWords = useOfficeWords(filter);
  const officeColumn = useOfficeColumn<Visit>((visit) => visit.originOfficeId);
  const titles = new Map((plans.data ?? []).map((plan) => [plan.id, plan.title]));
  const columns: readonly Column<Visit>[] = [
    {
      key: 'agency',
      label: r.agency,
      sortBy: (visit) => visit.agencyName,
      cell: (visit) => visit.agencyName,
      render: (visit) => (
        <>
          <RowLink to={`/visits/${visit.id}`}>{visit.agencyName}</RowLink>{' '}
          <ProvenanceMark provenance={visit.provenance} />
        </>
      ),
    },
    {
      key: 'plan',
      label: r.plan,
      width: '24%',
      wideOnly: true,
      sortBy: (visit) => titles.get(visit.planId) ?? '',
      render: (visit) => titles.get(visit.planId) ?? '',
    },
    ...officeColumn,
    {
      key: 'days',
      label: r.days,
      nowrap: true,
      sortBy: (visit) => visit.startsOn,
      cell: (visit) => dayRange(visit.startsOn, visit.endsOn, r.from),
      render: (visit) => dayRange(visit.startsOn, visit.endsOn, r.from) || <Unknown text={t.frame.unknown} />,
    },
    {
      key: 'status',
      label: r.status,
      nowrap: true,
      sortBy: (visit) => visitStatusOrder.indexOf(visit.status),
      cell: (visit) => t.labels.visitStatus[visit.status],
      render: (visit) => <VisitStatusChip status={visit.status} />,
    },
    {
      key: 'progress',
      label: r.checklist,
      width: '9rem',
      sortBy: (visit) =>
        visit.progress.applicable === 0 ? null : visit.progress.answered / visit.progress.applicable,
      cell: ({ progress }) => `${formatCount(progress.answered)}/${formatCount(progress.applicable)}`,
      render: (visit) => (
        <ProgressBar value={visit.progress.answered} max={visit.progress.applicable} label={r.checklist} />
      ),
    },
    {
      key: 'limitations',
      label: r.limitations,
      align: 'right',
      sortBy: (visit) => visit.limitations,
      kind: 'count',
      cell: (visit) => visit.limitations,
      render: (visit) => formatCount(visit.limitations),
    },
  ];
  const folded = foldText(text);
  const passes = (visit: Visit) => folded === '' || foldText(visit.agencyName).includes(folded);
  const listed = (visits.data ?? []).filter(passes);
  const marked = new Set((plans.data ?? []).flatMap((plan) => (plan.illustrative ? [plan.id] : [])));
  return (
    <>
      <PageHeader
        title={t.frame.places.visits}
        secondary={
          <Button variant="outlined" onClick={() => setReceiving(true)}>
            {t.handouts.receive}
          </Button>
        }
      />
      {receiving ? <ReceiveDialog onClose={() => setReceiving(false)} /> : null}
      <FilterBar filter={filter} names={visitKeys}>
        <FilterText filter={filter} name="q" label={r.findAgency} />
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
          options={visitStatusOrder.map((value) => ({ value, label: t.labels.visitStatus[value] }))}
        />
        <FilterSelect
          filter={filter}
          name="year"
          label={r.year}
          options={years.map((year) => ({ value: String(year), label: String(year) }))}
        />
        <OfficeFilter filter={filter} />
        {marks.map(([keys, words]) => (
          <Chip
            key={keys.join(' ')}
            label={words}
            variant="outlined"
            onDelete={() => drop(...keys)}
            aria-label={r.dropMark(words)}
            sx={{ height: 32, borderRadius: 1 }}
          />
        ))}
        <ListTools
          list="visits"
          title={t.frame.places.visits}
          columns={columns}
          rows={listed}
          illustrative={listed.some(({ planId: of }) => marked.has(of))}
          filters={[
            [r.findAgency, text],
            [r.plan, titles.get(planId)],
            [
              r.status,
              visitStatusOrder.some((one) => one === status)
                ? t.labels.visitStatus[status as Visit['status']]
                : '',
            ],
            [r.year, filter.get('year')],
            officeWords,
            ...marks.map(([, words]) => [r.narrowed, words] as const),
          ]}
        />
      </FilterBar>
      <Loaded query={visits}>
        {(rows) => {
          const shown = rows.filter(passes);
          if (rows.length === 0 && Object.keys(asked).length === 0) {
            return (
              <EmptyState
                title={r.noVisits}
                text={r.noVisitsText}
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
            <ResponsiveTable
              label={t.frame.places.visits}
              columns={columns}
              rows={shown}
              rowKey={(visit) => visit.id}
              rowTo={(visit) => `/visits/${visit.id}`}
            />
          );
        }}
      </Loaded>
    </>
  );
}

function Unknown({ text }: { readonly text: string }) {
  return (
    <Box component="span" sx={{ color: 'text.secondary' }}>
      {text}
    </Box>
  );
}
