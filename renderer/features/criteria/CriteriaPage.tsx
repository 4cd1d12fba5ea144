// Criteria sets by year and version; a new one is begun, copied or imported here. An address that names only a
// criterion (from search) leads on to the set that has it.
import { useEffect, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import MoreIcon from '@mui/icons-material/MoreVert';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { Link, Navigate, useNavigate, useSearchParams } from 'react-router';
import type { CriteriaSet } from '../../../core/contract/criteria.ts';
import { call } from '../../api/client.ts';
import { queryKeyOf, useQueryOf } from '../../api/query.ts';
import { useFilter } from '../../components/Filters.tsx';
import { ListTools } from '../../components/ListTools.tsx';
import { MayButton } from '../../components/MayButton.tsx';
import { OfficeChip, OfficeFilter, ofOffice, useOffices } from '../../components/OfficeChip.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { ResponsiveTable, RowLink } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { EmptyState, Loaded, PageSkeleton } from '../../components/States.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { formatCount, points } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { ImportWizard } from '../imports/ImportWizard.tsx';
import { NewSetDialog } from './NewSetDialog.tsx';
import { SetMenu, useSetActs } from './set-acts.tsx';
import type { SetActs } from './set-acts.tsx';
import { domainSetName, setTones } from './set-words.ts';

export function CriteriaPage() {
  const [params] = useSearchParams();
  const criterion = params.get('criterion');
  return criterion === null ? <Sets /> : <FindCriterion criterionId={criterion} />;
}

/** null: nothing open; a set: the dialog copies from it, or the import goes into it. */
type Opened =
  | { readonly kind: 'new'; readonly from: CriteriaSet | null }
  | { readonly kind: 'import'; readonly into: CriteriaSet | null }
  | null;

function Sets() {
  const t = useText();
  const c = t.criteria;
  const navigate = useNavigate();
  const sets = useQueryOf('criteriaSets.list', {});
  const acts = useSetActs();
  const offices = useOffices();
  const filter = useFilter();
  // A new one is copied from ours.
  const ours = (sets.data ?? []).filter((set) => offices.foreignName(set.originOfficeId) === null);
  const [opened, setOpened] = useState<Opened>(null);
  const create = (
    <MayButton
      method="criteriaSets.create"
      variant="contained"
      onClick={() => setOpened({ kind: 'new', from: null })}
    >
      {c.sets.create}
    </MayButton>
  );
  return (
    <>
      <PageHeader
        title={t.frame.places.criteria}
        secondary={
          <>
            {(sets.data?.length ?? 0) < 2 ? null : (
              <Button variant="outlined" component={Link} to="/criteria/compare">
                {c.sets.compareTwo}
              </Button>
            )}
            <Button variant="outlined" onClick={() => setOpened({ kind: 'import', into: null })}>
              {c.sets.import}
            </Button>
          </>
        }
        action={create}
      />
      <Loaded query={sets}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState title={c.empty} text={c.emptyText} action={create} />
          ) : (
            <ByYear
              rows={ofOffice(rows, filter)}
              acts={acts}
              onCopy={(set) => setOpened({ kind: 'new', from: set })}
              onImport={(set) => setOpened({ kind: 'import', into: set })}
            />
          )
        }
      </Loaded>
      {acts.dialogs}
      {opened?.kind === 'new' ? (
        <NewSetDialog sets={ours} from={opened.from} onClose={() => setOpened(null)} />
      ) : null}
      {opened?.kind === 'import' ? (
        <ImportWizard
          purpose="criteria"
          targetId={opened.into?.id ?? null}
          onDone={({ targetId }) => {
            if (targetId !== null && opened.into === null) void navigate(`/criteria/${targetId}`);
          }}
          onClose={() => setOpened(null)}
        />
      ) : null}
    </>
  );
}

interface ByYearProps {
  readonly rows: readonly CriteriaSet[];
  readonly acts: SetActs;
  readonly onCopy: (set: CriteriaSet) => void;
  readonly onImport: (set: CriteriaSet) => void;
}
function ByYear({ rows, acts, onCopy, onImport }: ByYearProps) {
  const t = useText();
  const c = t.criteria;
  const words = c.sets.columns;
  const filter = useFilter();
  const years = [...new Set(rows.map(({ year }) => year))].toSorted((a, b) => (b ?? 0) - (a ?? 0));
  const columns: readonly Column<CriteriaSet>[] = [
    {
      key: 'name',
      label: words.name,
      sortBy: (set) => set.name,
      cell: (set) => set.name,
      render: (set) => (
        <>
          <RowLink to={`/criteria/${set.id}`}>{set.name}</RowLink>{' '}
          <ProvenanceMark provenance={set.provenance} /> <OfficeChip officeId={set.originOfficeId} />
        </>
      ),
    },
    {
      key: 'version',
      label: words.version,
      width: '6rem',
      align: 'right',
      sortBy: (set) => set.version,
      render: (set) => String(set.version),
    },
    {
      key: 'status',
      label: words.status,
      width: '8rem',
      nowrap: true,
      sortBy: (set) => ['in_force', 'draft', 'retired'].indexOf(set.status),
      cell: (set) => t.labels.criteriaSetStatus[set.status],
      render: (set) => (
        <StatusChip tone={setTones[set.status]} label={t.labels.criteriaSetStatus[set.status]} />
      ),
    },
    {
      key: 'domains',
      label: words.domainSet,
      width: '10rem',
      wideOnly: true,
      render: (set) => domainSetName(set.domainSet, t),
    },
    {
      key: 'items',
      label: words.items,
      width: '7rem',
      align: 'right',
      sortBy: (set) => set.criteria,
      kind: 'count',
      cell: (set) => set.criteria,
      render: (set) => formatCount(set.criteria),
    },
    {
      key: 'points',
      label: words.points,
      width: '7rem',
      align: 'right',
      sortBy: (set) => set.maxPoints,
      kind: 'points',
      cell: (set) => set.maxPoints,
      render: (set) => points(set.maxPoints),
    },
    {
      key: 'plans',
      label: words.plans,
      width: '7rem',
      align: 'right',
      sortBy: (set) => set.plans,
      kind: 'count',
      cell: (set) => set.plans,
      render: (set) => formatCount(set.plans),
    },
    {
      key: 'actions',
      label: t.frame.more,
      hiddenLabel: true,
      width: '3rem',
      align: 'right',
      render: (set) => <RowMenu set={set} acts={acts} onCopy={onCopy} onImport={onImport} />,
    },
  ];
  // Taken away the years are one list.
  const listed: readonly Column<CriteriaSet>[] = [
    {
      key: 'year',
      label: t.plans.year,
      width: '5rem',
      render: (set) => (set.year === null ? '' : String(set.year)),
    },
    ...columns,
  ];
  const inOrder = years.flatMap((year) => ofYear(rows, year));
  return (
    <>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mb: 1 }}>
        <OfficeFilter filter={filter} />
        <ListTools
          list="criteria"
          title={t.frame.places.criteria}
          columns={listed}
          rows={inOrder}
          officeOf={(set) => set.originOfficeId}
        />
      </Box>
      {years.map((year) => (
        <Box component="section" key={year ?? 0} sx={{ mb: 2.5 }}>
          <Typography variant="h2" sx={{ mb: 0.5 }}>
            {year === null ? c.sets.noYear : c.sets.yearTitle(String(year))}
          </Typography>
          <ResponsiveTable
            label={`${t.frame.places.criteria} ${year === null ? '' : String(year)}`}
            columns={columns}
            rows={ofYear(rows, year)}
            rowKey={(set) => set.id}
            rowTo={(set) => `/criteria/${set.id}`}
          />
        </Box>
      ))}
    </>
  );
}

function ofYear(rows: readonly CriteriaSet[], year: number | null): CriteriaSet[] {
  return rows
    .filter((set) => set.year === year)
    .toSorted((a, b) => a.name.localeCompare(b.name, 'vi') || b.version - a.version);
}

function RowMenu({ set, acts, onCopy, onImport }: Omit<ByYearProps, 'rows'> & { readonly set: CriteriaSet }) {
  const t = useText();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <IconButton
        aria-label={t.criteria.sets.actionsOf(set.name)}
        aria-haspopup="menu"
        disabled={acts.pending}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <MoreIcon sx={{ fontSize: 18 }} />
      </IconButton>
      <SetMenu
        anchor={anchor}
        set={set}
        acts={acts}
        onClose={() => setAnchor(null)}
        onCopy={onCopy}
        onImport={onImport}
      />
    </>
  );
}

/** Search knows a criterion, not its set. */
function FindCriterion({ criterionId }: { readonly criterionId: string }) {
  const queryClient = useQueryClient();
  const [found, setFound] = useState<string | null>(null);
  useEffect(() => {
    let left = false;
    async function find(): Promise<string> {
      for (const { id } of await call('criteriaSets.list', {})) {
        const set = await queryClient.fetchQuery({
          queryKey: queryKeyOf('criteriaSets.get', { id }),
          queryFn: () => call('criteriaSets.get', { id }),
        });
        if (set.items.some((item) => item.id === criterionId)) {
          return `/criteria/${id}?criterion=${criterionId}`;
        }
      }
      return '/criteria';
    }
    find().then(
      (to) => {
        if (!left) setFound(to);
      },
      () => {
        if (!left) setFound('/criteria');
      },
    );
    return () => {
      left = true;
    };
  }, [criterionId, queryClient]);
  return found === null ? <PageSkeleton /> : <Navigate to={found} replace />;
}
