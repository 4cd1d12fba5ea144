// Agencies: searched, filtered and sorted in SQLite, read page by page, as a list or as a tree; every filter stands
// in the URL. The ways to add many: the catalogue's proposals and a spreadsheet.
import { useDeferredValue, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Typography from '@mui/material/Typography';
import { Link, useNavigate } from 'react-router';
import type { AgencyRow } from '../../../core/contract/agencies.ts';
import { call } from '../../api/client.ts';
import { usePagesOf, useQueryOf } from '../../api/query.ts';
import { ChoiceToggle } from '../../components/ChoiceToggle.tsx';
import { DayField } from '../../components/Fields.tsx';
import { FilterBar, FilterSelect, FilterText, useFilter } from '../../components/Filters.tsx';
import { MOST_LISTED } from '../../components/ListActions.tsx';
import { ListTools } from '../../components/ListTools.tsx';
import { MayButton } from '../../components/MayButton.tsx';
import { OfficeChip, OfficeFilter, useOfficeWords } from '../../components/OfficeChip.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { ResponsiveTable, RowLink } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { EmptyState, ErrorState, TableSkeleton } from '../../components/States.tsx';
import { dayOrBlank, formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { ImportWizard } from '../imports/ImportWizard.tsx';
import { agencyKindOrder } from './agency-kind-order.ts';
import { AgencyTree } from './AgencyTree.tsx';
import { EndedMark } from './EndedMark.tsx';
import { FromCatalogue } from './FromCatalogue.tsx';
import { agencyQuery, filterNames } from './list-filter.ts';
import { NewAgency } from './NewAgency.tsx';

const PAGE = 200;

/** Sorted in SQLite: equal for every row here, so the table shows the head's state and keeps the order it was given. */
const sortedElsewhere = () => 0;

export function AgenciesPage() {
  const t = useText();
  const a = t.agencies;
  const filter = useFilter();
  const navigate = useNavigate();
  const isTree = filter.get('layout') === 'tree';
  const add = (
    <MayButton method="agencies.create" variant="contained" onClick={() => filter.set('new', '1')}>
      {a.add}
    </MayButton>
  );
  const isFiltered = filterNames.some((name) => name !== 'view' && filter.get(name) !== '');
  const empty = isFiltered ? (
    <EmptyState
      title={a.nothingMatches}
      action={<Button onClick={filter.clear}>{t.frame.clearFilters}</Button>}
    />
  ) : (
    <EmptyState
      title={a.empty}
      text={a.emptyText}
      action={
        <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', justifyContent: 'center' }}>
          <Button variant="outlined" onClick={() => filter.set('propose', 'yes')}>
            {a.fromCatalogue}
          </Button>
          <Button variant="outlined" onClick={() => filter.set('import', '1')}>
            {a.import}
          </Button>
        </Box>
      }
    />
  );
  const propose = filter.get('propose');
  return (
    <>
      <PageHeader
        title={t.frame.places.agencies}
        secondary={
          <>
            <ChoiceToggle
              label={a.layout}
              value={isTree ? 'tree' : 'list'}
              choices={(['list', 'tree'] as const).map((value) => ({ value, label: a.layouts[value] }))}
              onChange={(next) => filter.set('layout', next === 'tree' ? 'tree' : '')}
            />
            <Button component={Link} to="/agencies/procedures">
              {t.procedures.manageLists}
            </Button>
            <Button component={Link} to="/agencies/catalogue">
              {a.toCatalogue}
            </Button>
            <ManyMenu
              onImport={() => filter.set('import', '1')}
              onPropose={() => filter.set('propose', 'yes')}
            />
          </>
        }
        action={add}
      />
      <FilterBar filter={filter} names={filterNames}>
        {isTree ? null : (
          <>
            <FilterText filter={filter} name="q" label={a.find} />
            <FilterSelect
              filter={filter}
              name="kind"
              label={a.kind}
              options={agencyKindOrder.map((value) => ({ value, label: t.labels.agencyKind[value] }))}
            />
          </>
        )}
        <FilterSelect
          filter={filter}
          name="state"
          label={a.state}
          options={(['in_force', 'ended'] as const).map((value) => ({ value, label: a.states[value] }))}
        />
        <Box sx={{ width: '10.5rem' }}>
          <DayField
            label={a.on}
            value={filter.get('on') === '' ? null : filter.get('on')}
            onChange={(day) => filter.set('on', day ?? '')}
          />
        </Box>
        <OfficeFilter filter={filter} />
        <ViewSelect />
        {isTree ? null : <ParentChip />}
      </FilterBar>
      {isTree ? <Tree empty={empty} /> : <List empty={empty} />}
      {filter.get('new') === '1' ? (
        <NewAgency
          onClose={() => filter.set('new', '')}
          onMade={(made) => void navigate(`/agencies/${made.id}`, { replace: true })}
        />
      ) : null}
      {propose === '' ? null : (
        <FromCatalogue
          {...(/^\d{2,5}$/.test(propose) ? { unitCode: propose } : {})}
          onClose={() => filter.set('propose', '')}
        />
      )}
      {filter.get('import') === '1' ? (
        <ImportWizard purpose="agencies" onClose={() => filter.set('import', '')} />
      ) : null}
    </>
  );
}

function Tree({ empty }: { readonly empty: React.ReactNode }) {
  const filter = useFilter();
  const { text: _text, kind: _kind, parentAgencyId: _parent, ...query } = agencyQuery(filter.get, PAGE);
  return <AgencyTree query={query} empty={empty} />;
}

function List({ empty }: { readonly empty: React.ReactNode }) {
  const t = useText();
  const a = t.agencies;
  const filter = useFilter();
  const officeWords = useOfficeWords(filter);
  const text = useDeferredValue(filter.get('q'));
  const pages = usePagesOf(
    'agencies.list',
    agencyQuery((name) => (name === 'q' ? text : filter.get(name)), PAGE),
  );
  const columns: readonly Column<AgencyRow>[] = [
    {
      key: 'name',
      label: a.name,
      sortBy: sortedElsewhere,
      cell: (agency) => agency.version.name,
      render: (agency) => (
        <>
          <RowLink to={`/agencies/${agency.id}`}>{agency.version.name}</RowLink>{' '}
          <ProvenanceMark provenance={agency.provenance} /> <OfficeChip officeId={agency.originOfficeId} />{' '}
          <EndedMark agency={agency} inRow />
        </>
      ),
    },
    {
      key: 'kind',
      label: a.kind,
      width: '16%',
      sortBy: sortedElsewhere,
      render: (agency) => t.labels.agencyKind[agency.kind],
    },
    {
      key: 'parent',
      label: a.parent,
      wideOnly: true,
      width: '24%',
      render: (agency) => agency.parentName ?? '',
    },
    {
      key: 'visits',
      label: a.visits,
      align: 'right',
      width: '5.5rem',
      sortBy: sortedElsewhere,
      kind: 'count',
      cell: (agency) => agency.visits,
      render: (agency) => formatCount(agency.visits),
    },
    {
      key: 'open',
      label: a.open,
      align: 'right',
      width: '6.5rem',
      sortBy: sortedElsewhere,
      kind: 'count',
      cell: (agency) => agency.openRecommendations,
      render: (agency) => formatCount(agency.openRecommendations),
    },
    {
      key: 'last_visit',
      label: a.lastVisit,
      align: 'right',
      width: '6.5rem',
      nowrap: true,
      wideOnly: true,
      sortBy: sortedElsewhere,
      kind: 'day',
      cell: (agency) => agency.lastVisitOn,
      render: (agency) => dayOrBlank(agency.lastVisitOn),
    },
  ];
  /** Page by page, in the order that is shown. */
  async function everyRow(): Promise<readonly AgencyRow[]> {
    const query = agencyQuery(filter.get, PAGE);
    const rows: AgencyRow[] = [];
    let cursor: string | undefined;
    do {
      const page = await call('agencies.list', { ...query, ...(cursor === undefined ? {} : { cursor }) });
      rows.push(...page.rows);
      cursor = page.next;
    } while (cursor !== undefined && rows.length <= MOST_LISTED);
    return rows;
  }
  if (pages.error !== null) return <ErrorState error={pages.error} onRetry={pages.retry} />;
  if (pages.rows === undefined) return <TableSkeleton />;
  if (pages.rows.length === 0) return empty;
  const kind = agencyKindOrder.find((one) => one === filter.get('kind'));
  const state = (['in_force', 'ended'] as const).find((one) => one === filter.get('state'));
  return (
    <>
      <Box sx={{ display: 'flex', mb: 1 }}>
        <ListTools
          list="agencies"
          title={t.frame.places.agencies}
          columns={columns}
          rows={everyRow}
          count={pages.total}
          officeOf={(agency) => agency.originOfficeId}
          filters={[
            officeWords,
            [a.find, text],
            [a.kind, kind === undefined ? '' : t.labels.agencyKind[kind]],
            [a.state, state === undefined ? '' : a.states[state]],
            [a.on, filter.get('on') === '' ? '' : dayOrBlank(filter.get('on'))],
          ]}
        />
      </Box>
      <ResponsiveTable
        label={t.frame.places.agencies}
        columns={columns}
        rows={pages.rows}
        rowKey={(agency) => agency.id}
        rowTo={(agency) => `/agencies/${agency.id}`}
      />
      <Box sx={{ display: 'flex', justifyContent: 'center', alignItems: 'center', gap: 1, mt: 1 }}>
        {pages.total === undefined ? null : (
          <Typography variant="caption" color="text.secondary" component="output">
            {t.frame.shownOf(formatCount(pages.rows.length), formatCount(pages.total))}
          </Typography>
        )}
        {pages.hasMore ? (
          <Button onClick={pages.more} disabled={pages.loadingMore}>
            {t.frame.moreRows}
          </Button>
        ) : null}
      </Box>
    </>
  );
}

/** Whose figures the list counts. Not a filter of rows, so "all" has no place in it. */
function ViewSelect() {
  const t = useText();
  const a = t.agencies;
  const filter = useFilter();
  return (
    <FilterSelect
      filter={filter}
      name="view"
      label={a.view}
      emptyLabel={a.views.at_the_time}
      options={[{ value: 'by_successor', label: a.views.by_successor }]}
    />
  );
}

/** The list of one agency's subordinates says whose they are. */
function ParentChip() {
  const t = useText();
  const filter = useFilter();
  const parent = filter.get('parent');
  const agency = useQueryOf('agencies.get', { id: parent }, { enabled: /^[0-9a-f-]{36}$/.test(parent) });
  if (parent === '') return null;
  return (
    <Chip
      label={`${t.agencies.parent}: ${agency.data?.version.name ?? '…'}`}
      onDelete={() => filter.set('parent', '')}
      sx={{ maxWidth: '22rem' }}
    />
  );
}

function ManyMenu({
  onImport,
  onPropose,
}: {
  readonly onImport: () => void;
  readonly onPropose: () => void;
}) {
  const a = useText().agencies;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = (then?: () => void) => () => {
    setAnchor(null);
    then?.();
  };
  return (
    <>
      <Button
        variant="outlined"
        color="secondary"
        aria-haspopup="menu"
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {a.more}
        <Box component="span" aria-hidden sx={{ ml: 0.75, fontSize: '0.625rem' }}>
          ▾
        </Box>
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close()}>
        <MenuItem onClick={close(onPropose)}>{a.fromCatalogue}</MenuItem>
        <MenuItem onClick={close(onImport)}>{a.import}</MenuItem>
      </Menu>
    </>
  );
}
