// Plans by year, with filters in the URL; "Lập kế hoạch" is the one primary action.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import IconButton from '@mui/material/IconButton';
import TextField from '@mui/material/TextField';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import CopyIcon from '@mui/icons-material/ContentCopyOutlined';
import { Link, useNavigate } from 'react-router';
import type { PlanRow, PlanStatus } from '../../../core/contract/plans.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { FilterBar, FilterSelect, FilterText, useFilter } from '../../components/Filters.tsx';
import { ListTools } from '../../components/ListTools.tsx';
import { MayButton } from '../../components/MayButton.tsx';
import {
  OfficeFilter,
  ofOffice,
  useOfficeColumn,
  useOffices,
  useOfficeWords,
} from '../../components/OfficeChip.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ProgressBar } from '../../components/ProgressBar.tsx';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { ResponsiveTable, RowLink } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { EmptyState, ErrorState, Loaded } from '../../components/States.tsx';
import { PlanStatusChip, StatusChip } from '../../components/StatusChip.tsx';
import { oneLine, useFieldError } from '../../components/Fields.tsx';
import { dayOrBlank, formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { CopyPlanDialog } from './CopyPlanDialog.tsx';
import { isYear } from './FormParts.tsx';
import { numberAndSymbol } from './plan-words.ts';

const statuses: readonly PlanStatus[] = [
  'draft',
  'approved',
  'in_progress',
  'reporting',
  'closed',
  'cancelled',
];

export function PlansPage() {
  const t = useText();
  const p = t.plans;
  const filter = useFilter();
  const year = filter.get('year');
  const status = statuses.find((one) => one === filter.get('status'));
  const text = filter.get('q').trim();
  const officeWords = useOfficeWords(filter);
  const all = useQueryOf('plans.list', {});
  const plans = useQueryOf(
    'plans.list',
    {
      ...(/^\d{4}$/.test(year) ? { year: Number(year) } : {}),
      ...(status === undefined ? {} : { status }),
      ...(text === '' ? {} : { text }),
    },
    { keepPrevious: true },
  );
  const years = [...new Set((all.data ?? []).flatMap((plan) => plan.year ?? []))].sort((a, b) => b - a);
  const create = (
    <MayButton method="plans.create" variant="contained" onClick={() => filter.set('new', '1')}>
      {p.create}
    </MayButton>
  );
  // The screen has a table for each year; taken away they are one.
  const listedColumns: readonly Column<PlanRow>[] = [
    {
      key: 'year',
      label: p.year,
      width: '5rem',
      render: (plan) => (plan.year === null ? '' : String(plan.year)),
    },
    ...usePlanColumns(() => undefined),
  ];
  const isFiltered = year !== '' || status !== undefined || text !== '' || filter.get('office') !== '';
  return (
    <>
      <PageHeader
        title={t.frame.places.plans}
        secondary={
          <Button component={Link} to="/plans/annual">
            {t.tasks.title}
          </Button>
        }
        action={create}
      />
      <FilterBar filter={filter} names={['q', 'year', 'status', 'office']}>
        <FilterText filter={filter} name="q" label={p.find} />
        <FilterSelect
          filter={filter}
          name="year"
          label={p.year}
          options={years.map((one) => ({ value: String(one), label: String(one) }))}
        />
        <FilterSelect
          filter={filter}
          name="status"
          label={p.status}
          options={statuses.map((value) => ({ value, label: t.labels.planStatus[value] }))}
        />
        <OfficeFilter filter={filter} />
        <ListTools
          list="plans"
          title={t.frame.places.plans}
          columns={listedColumns}
          rows={ofOffice(plans.data ?? [], filter)}
          illustrative={(plans.data ?? []).some((plan) => plan.illustrative)}
          filters={[
            [p.find, text],
            [p.year, year],
            [p.status, status === undefined ? '' : t.labels.planStatus[status]],
            officeWords,
          ]}
        />
      </FilterBar>
      <Loaded query={plans}>
        {(all) => {
          const rows = ofOffice(all, filter);
          return rows.length === 0 ? (
            isFiltered ? (
              <EmptyState
                title={p.nothingMatches}
                action={<Button onClick={filter.clear}>{t.frame.clearFilters}</Button>}
              />
            ) : (
              <EmptyState title={p.empty} text={p.emptyText} action={create} />
            )
          ) : (
            <ByYear rows={rows} />
          );
        }}
      </Loaded>
      {filter.get('new') === '1' ? <NewPlan onClose={() => filter.set('new', '')} /> : null}
    </>
  );
}

function usePlanColumns(onCopy: (plan: PlanRow) => void): readonly Column<PlanRow>[] {
  const t = useText();
  const p = t.plans;
  const { foreignName } = useOffices();
  const officeColumn = useOfficeColumn<PlanRow>((plan) => plan.originOfficeId, '9rem');
  return [
    {
      key: 'title',
      label: p.columns.title,
      sortBy: (plan) => plan.title,
      cell: (plan) => plan.title,
      render: (plan) => (
        <>
          <RowLink to={`/plans/${plan.id}`}>{plan.title}</RowLink>{' '}
          <ProvenanceMark provenance={plan.provenance} />
          {plan.illustrative ? (
            <Box sx={{ mt: 0.25 }}>
              <StatusChip tone="due" label={t.frame.illustrative} />
            </Box>
          ) : null}
        </>
      ),
    },
    {
      key: 'number',
      width: '8rem',
      label: p.columns.number,
      nowrap: true,
      cell: (plan) => numberAndSymbol(plan) ?? '',
      render: (plan) => numberAndSymbol(plan) ?? <Muted text={p.noNumber} />,
    },
    {
      key: 'date',
      width: '6.5rem',
      label: p.columns.date,
      nowrap: true,
      sortBy: (plan) => plan.documentDate,
      kind: 'day',
      cell: (plan) => plan.documentDate,
      render: (plan) => dayOrBlank(plan.documentDate),
    },
    {
      key: 'issuer',
      label: p.columns.issuer,
      width: '10rem',
      wideOnly: true,
      render: (plan) => plan.issuerName ?? '',
    },
    ...officeColumn,
    {
      key: 'status',
      width: '8.25rem',
      label: p.status,
      nowrap: true,
      sortBy: (plan) => statuses.indexOf(plan.status),
      cell: (plan) => t.labels.planStatus[plan.status],
      render: (plan) => <PlanStatusChip status={plan.status} />,
    },
    {
      key: 'visits',
      label: p.columns.visits,
      width: '7.5rem',
      cell: (plan) => `${formatCount(plan.visitsDone)}/${formatCount(plan.visits)}`,
      render: (plan) => <ProgressBar value={plan.visitsDone} max={plan.visits} label={p.columns.visits} />,
    },
    {
      key: 'findings',
      width: '6rem',
      label: p.columns.findings,
      align: 'right',
      nowrap: true,
      render: (plan) => `${formatCount(plan.strengths)} / ${formatCount(plan.limitations)}`,
    },
    {
      key: 'documents',
      width: '6rem',
      label: p.columns.documents,
      align: 'right',
      nowrap: true,
      render: (plan) => `${formatCount(plan.documentsIssued)}/${formatCount(plan.documents)}`,
    },
    {
      key: 'copy',
      width: '2.5rem',
      label: p.copy.open,
      hiddenLabel: true,
      align: 'right',
      render: (plan) =>
        // A round of another office is theirs to repeat.
        foreignName(plan.originOfficeId) === null ? (
          <Tooltip title={p.copy.open}>
            <IconButton
              aria-label={`${p.copy.open}: ${plan.title}`}
              sx={{ my: -0.5 }}
              onClick={() => onCopy(plan)}
            >
              <CopyIcon sx={{ fontSize: 17 }} />
            </IconButton>
          </Tooltip>
        ) : null,
    },
  ];
}

function ByYear({ rows }: { readonly rows: readonly PlanRow[] }) {
  const t = useText();
  const p = t.plans;
  const [copied, setCopied] = useState<PlanRow | null>(null);
  const columns = usePlanColumns(setCopied);
  const groups = new Map<number | null, PlanRow[]>();
  for (const row of rows) groups.set(row.year, [...(groups.get(row.year) ?? []), row]);
  const ordered = [...groups].sort(([a], [b]) => (b ?? 0) - (a ?? 0));
  return (
    <>
      {ordered.map(([year, plans]) => (
        <Box component="section" key={year ?? 0} sx={{ mb: 2.5 }}>
          <Typography variant="h2" sx={{ mb: 0.5 }}>
            {year === null ? p.noYear : `${p.year} ${String(year)}`}
          </Typography>
          <ResponsiveTable
            label={`${t.frame.places.plans} ${year === null ? '' : String(year)}`}
            columns={columns}
            rows={plans}
            rowKey={(plan) => plan.id}
            rowTo={(plan) => `/plans/${plan.id}`}
          />
        </Box>
      ))}
      {copied === null ? null : <CopyPlanDialog source={copied} onClose={() => setCopied(null)} />}
    </>
  );
}

function Muted({ text }: { readonly text: string }) {
  return (
    <Box component="span" sx={{ color: 'text.secondary' }}>
      {text}
    </Box>
  );
}

function NewPlan({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const p = t.plans;
  const navigate = useNavigate();
  const status = useQueryOf('system.status', {});
  const create = useCommand('plans.create', { quiet: true });
  const faultOf = useFieldError(create.error?.value);
  const today = status.data?.today ?? '';
  const [typedYear, setTypedYear] = useState<string | null>(null);
  const [typedTitle, setTypedTitle] = useState<string | null>(null);
  const year = typedYear ?? today.slice(0, 4);
  const title = typedTitle ?? p.newDefault(year);
  const badYear = !isYear(year);
  async function submit() {
    if (badYear) return;
    const made = await create.run({ title, year: Number(year) });
    if (made !== undefined) void navigate(`/plans/${made.id}`, { replace: true });
  }
  return (
    <Dialog open onClose={onClose} aria-labelledby="new-plan">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <DialogTitle id="new-plan">{p.newTitle}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2, '&&': { pt: 1 } }}>
          <TextField
            label={p.newYear}
            value={year}
            onChange={(event) => setTypedYear(event.target.value)}
            error={badYear}
            helperText={badYear ? p.badYear : undefined}
            sx={{ maxWidth: '10rem' }}
            slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 4 } }}
          />
          <TextField
            label={p.newName}
            value={title}
            multiline
            autoFocus
            onFocus={(event) => event.target.select()}
            {...oneLine(
              (event) => setTypedTitle(event.target.value),
              () => void submit(),
            )}
            error={faultOf('title') !== undefined}
            helperText={faultOf('title') ?? p.newHint}
            slotProps={{ htmlInput: { maxLength: 500 } }}
          />
          {create.error === null || create.error.value.fields !== undefined ? null : (
            <ErrorState error={create.error} compact />
          )}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{t.frame.cancel}</Button>
          <Button type="submit" variant="contained" disabled={create.pending || title.trim() === ''}>
            {p.newSubmit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
