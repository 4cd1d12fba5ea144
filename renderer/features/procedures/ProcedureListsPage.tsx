// The published lists of procedures that are kept: of agencies, of kinds of agency, and those chosen by hand.
import { useState } from 'react';
import Button from '@mui/material/Button';
import { useNavigate } from 'react-router';
import type { ProcedureList } from '../../../core/contract/procedures.ts';
import { foldText } from '../../../core/rules/text-fold.ts';
import { useQueryOf } from '../../api/query.ts';
import { FilterBar, FilterText, useFilter } from '../../components/Filters.tsx';
import { ListTools } from '../../components/ListTools.tsx';
import { MayButton } from '../../components/MayButton.tsx';
import { OfficeChip, OfficeFilter, ofOffice, useOfficeWords } from '../../components/OfficeChip.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { ResponsiveTable, RowLink } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { EmptyState, Loaded } from '../../components/States.tsx';
import { dayOrBlank, formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { NewList } from './NewList.tsx';

export function ProcedureListsPage() {
  const t = useText();
  const w = t.procedures;
  const navigate = useNavigate();
  const filter = useFilter();
  const lists = useQueryOf('procedureLists.list', {});
  const [made, setMade] = useState<string | null>(null);
  const officeWords = useOfficeWords(filter);
  const creating = filter.get('new') === '1';
  const whoseOf = (list: ProcedureList) =>
    list.agencyId !== null
      ? (list.agencyName ?? '')
      : list.agencyKind !== null
        ? t.labels.agencyKind[list.agencyKind]
        : w.whoses.free;
  const columns: readonly Column<ProcedureList>[] = [
    {
      key: 'title',
      label: w.listName,
      sortBy: (list) => list.title,
      cell: (list) => list.title,
      render: (list) => (
        <>
          <RowLink to={`/agencies/procedures/${list.id}`}>{list.title}</RowLink>{' '}
          <ProvenanceMark provenance={list.provenance} /> <OfficeChip officeId={list.originOfficeId} />
        </>
      ),
    },
    { key: 'whose', label: w.whose, width: '32%', sortBy: whoseOf, render: whoseOf },
    {
      key: 'asOf',
      label: w.asOf,
      width: '9rem',
      nowrap: true,
      sortBy: (list) => list.asOf,
      kind: 'day',
      cell: (list) => list.asOf,
      render: (list) => dayOrBlank(list.asOf),
    },
    {
      key: 'count',
      label: w.count,
      width: '7rem',
      align: 'right',
      sortBy: (list) => list.procedures,
      kind: 'count',
      cell: (list) => list.procedures,
      render: (list) => formatCount(list.procedures),
    },
  ];
  const wanted = foldText(filter.get('q')).trim();
  const add = (
    <MayButton method="procedureLists.create" variant="contained" onClick={() => filter.set('new', '1')}>
      {w.addList}
    </MayButton>
  );
  return (
    <>
      <PageHeader
        title={w.listsTitle}
        back={{ to: '/agencies', label: t.frame.places.agencies }}
        meta={w.listsLead}
        action={add}
      />
      <Loaded query={lists}>
        {(all) => {
          const rows = ofOffice(all, filter).filter(
            (list) => wanted === '' || foldText(`${list.title} ${whoseOf(list)}`).includes(wanted),
          );
          if (all.length === 0) return <EmptyState title={w.noLists} text={w.noListsText} action={add} />;
          return (
            <>
              <FilterBar filter={filter} names={['q', 'office']}>
                <FilterText filter={filter} name="q" label={w.find} />
                <OfficeFilter filter={filter} />
                <ListTools
                  list="procedure-lists"
                  title={w.listsTitle}
                  columns={columns}
                  rows={rows}
                  officeOf={(list) => list.originOfficeId}
                  filters={[[w.find, filter.get('q')], officeWords]}
                />
              </FilterBar>
              {rows.length === 0 ? (
                <EmptyState
                  title={w.nothingMatches}
                  action={<Button onClick={filter.clear}>{t.frame.clearFilters}</Button>}
                />
              ) : (
                <ResponsiveTable
                  label={w.listsTitle}
                  columns={columns}
                  rows={rows}
                  rowKey={(list) => list.id}
                  rowTo={(list) => `/agencies/procedures/${list.id}`}
                />
              )}
            </>
          );
        }}
      </Loaded>
      {creating ? (
        <NewList
          onMade={setMade}
          onClose={() => {
            if (made === null) filter.set('new', '');
            else void navigate(`/agencies/procedures/${made}`);
          }}
        />
      ) : null}
    </>
  );
}
