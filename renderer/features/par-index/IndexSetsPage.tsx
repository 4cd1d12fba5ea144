// The index sets by year and group: each is ranked by itself.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Link, useNavigate } from 'react-router';
import type { IndexSet } from '../../../core/contract/par-index.ts';
import { useQueryOf } from '../../api/query.ts';
import { FilterBar, FilterSelect, useFilter } from '../../components/Filters.tsx';
import { IllustrativeBanner } from '../../components/IllustrativeBanner.tsx';
import { ListActions } from '../../components/ListActions.tsx';
import { OfficeChip, OfficeFilter, ofOffice } from '../../components/OfficeChip.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { ResponsiveTable, RowLink } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { SavedViews } from '../../components/SavedViews.tsx';
import { EmptyState, Loaded } from '../../components/States.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { dayOrBlank, formatCount, points } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { indexStatuses, statusTones } from './index-words.ts';
import { NewIndexSet } from './NewIndexSet.tsx';

export function IndexSetsPage() {
  const t = useText();
  const w = t.parIndex;
  const navigate = useNavigate();
  const filter = useFilter();
  const query = useQueryOf('indexSets.list', {});
  const [creating, setCreating] = useState(false);
  const columns: readonly Column<IndexSet>[] = [
    {
      key: 'year',
      label: w.year,
      width: '4.5rem',
      sortBy: (set) => set.year,
      render: (set) => String(set.year),
    },
    {
      key: 'name',
      label: w.name,
      width: '38%',
      sortBy: (set) => set.name,
      render: (set) => (
        <>
          <RowLink to={`/par-index/${set.id}`}>{set.name}</RowLink>
          {set.version > 1 ? ` (${w.version(String(set.version))})` : ''}{' '}
          <ProvenanceMark provenance={set.provenance} /> <OfficeChip officeId={set.originOfficeId} />
          {set.illustrative && set.provenance === null ? <ProvenanceMark provenance="illustrative" /> : null}
        </>
      ),
    },
    {
      key: 'group',
      label: w.group,
      width: '11rem',
      sortBy: (set) => set.groupName,
      render: (set) => set.groupName,
    },
    {
      key: 'status',
      label: w.status,
      width: '10rem',
      nowrap: true,
      sortBy: (set) => indexStatuses.indexOf(set.status),
      render: (set) => <StatusChip tone={statusTones[set.status]} label={w.statuses[set.status]} />,
    },
    {
      key: 'agencies',
      label: w.sets.agencies,
      align: 'right',
      width: '5.5rem',
      sortBy: (set) => set.entries,
      render: (set) => formatCount(set.entries),
    },
    {
      key: 'max',
      label: w.sets.max,
      align: 'right',
      width: '6.5rem',
      wideOnly: true,
      render: (set) => points(set.maxPoints),
    },
    {
      key: 'survey',
      label: w.sets.survey,
      width: '8.5rem',
      wideOnly: true,
      render: (set) => (set.hasSurvey ? w.sets.withSurvey : w.sets.withoutSurvey),
    },
    {
      key: 'due',
      label: w.sets.selfDue,
      width: '8rem',
      nowrap: true,
      wideOnly: true,
      sortBy: (set) => set.selfDueOn,
      render: (set) => dayOrBlank(set.selfDueOn),
    },
  ];
  const create = (
    <Button variant="contained" onClick={() => setCreating(true)}>
      {w.sets.create}
    </Button>
  );
  const all = query.data ?? [];
  const years = [...new Set(all.map(({ year }) => year))].toSorted((a, b) => b - a);
  const groups = [...new Set(all.map(({ groupName }) => groupName))].toSorted((a, b) =>
    a.localeCompare(b, 'vi'),
  );
  const rows = ofOffice(all, filter).filter(
    (set) =>
      (filter.get('year') === '' || String(set.year) === filter.get('year')) &&
      (filter.get('group') === '' || set.groupName === filter.get('group')) &&
      (filter.get('status') === '' || set.status === filter.get('status')),
  );
  const illustrative = rows.some((set) => set.illustrative);
  return (
    <>
      <PageHeader
        title={w.title}
        {...(illustrative ? { meta: <IllustrativeBanner show inline /> } : {})}
        secondary={
          all.length < 2 ? undefined : (
            <Button component={Link} to="/par-index/compare" variant="outlined" color="secondary">
              {w.sets.compare}
            </Button>
          )
        }
        action={create}
      />
      {all.length === 0 ? null : (
        <FilterBar filter={filter} names={['year', 'group', 'status', 'office']}>
          <OfficeFilter filter={filter} />
          <FilterSelect
            filter={filter}
            name="year"
            label={w.year}
            options={years.map((year) => ({ value: String(year), label: String(year) }))}
          />
          <FilterSelect
            filter={filter}
            name="group"
            label={w.group}
            options={groups.map((group) => ({ value: group, label: group }))}
          />
          <FilterSelect
            filter={filter}
            name="status"
            label={w.status}
            options={indexStatuses.map((status) => ({ value: status, label: w.statuses[status] }))}
          />
          <Box sx={{ ml: 'auto', display: 'flex', gap: 1 }}>
            <SavedViews list="index-sets" />
            <ListActions
              title={w.title}
              columns={[
                { label: w.year, kind: 'text', width: 8 },
                { label: w.name, kind: 'text', width: 40 },
                { label: w.group, kind: 'text', width: 20 },
                { label: w.status, kind: 'text', width: 16 },
                { label: w.sets.agencies, kind: 'count', width: 8 },
                { label: w.sets.max, kind: 'points', width: 8 },
              ]}
              rows={rows.map((set) => [
                String(set.year),
                set.name,
                set.groupName,
                w.statuses[set.status],
                set.entries,
                set.maxPoints,
              ])}
              illustrative={illustrative}
            />
          </Box>
        </FilterBar>
      )}
      <Loaded query={query}>
        {() =>
          rows.length > 0 ? (
            <ResponsiveTable
              label={w.title}
              columns={columns}
              rows={rows}
              rowKey={(set) => set.id}
              rowTo={(set) => `/par-index/${set.id}`}
            />
          ) : all.length === 0 ? (
            <EmptyState title={w.sets.empty} text={w.sets.emptyText} action={create} />
          ) : (
            <EmptyState
              title={w.sets.nothingMatches}
              action={<Button onClick={filter.clear}>{t.frame.clearFilters}</Button>}
            />
          )
        }
      </Loaded>
      {creating ? (
        <NewIndexSet
          sets={all}
          onClose={() => setCreating(false)}
          onMade={(made, withFile) =>
            void navigate(`/par-index/${made.id}/items${withFile ? '?import=1' : ''}`)
          }
        />
      ) : null}
    </>
  );
}
