// Agencies: searched and filtered in SQLite, read page by page; the kinds and text stand in the URL.
import { useDeferredValue, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useNavigate } from 'react-router';
import type { AgencyRow } from '../../../core/contract/agencies.ts';
import type { AgencyKind } from '../../../core/contract/common.ts';
import { useCommand, usePagesOf } from '../../api/query.ts';
import { SelectField, useFieldError } from '../../components/Fields.tsx';
import { FilterBar, FilterSelect, FilterText, useFilter } from '../../components/Filters.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { ResponsiveTable, RowLink } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { EmptyState, ErrorState, TableSkeleton } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { agencyKindOrder } from './agency-kind-order.ts';

export function AgenciesPage() {
  const t = useText();
  const a = t.agencies;
  const filter = useFilter();
  const kind = agencyKindOrder.find((one) => one === filter.get('kind'));
  const text = useDeferredValue(filter.get('q').trim());
  const pages = usePagesOf('agencies.list', {
    limit: 100,
    ...(kind === undefined ? {} : { kind }),
    ...(text === '' ? {} : { text }),
  });
  const columns: readonly Column<AgencyRow>[] = [
    {
      key: 'name',
      label: a.name,
      render: (agency) => (
        <>
          <RowLink to={`/agencies/${agency.id}`}>{agency.version.name}</RowLink>{' '}
          <ProvenanceMark provenance={agency.provenance} />
        </>
      ),
    },
    {
      key: 'short',
      label: a.shortName,
      wideOnly: true,
      width: '18%',
      render: (agency) => agency.version.shortName ?? '',
    },
    {
      key: 'abbreviation',
      label: a.abbreviation,
      width: '8rem',
      wideOnly: true,
      render: (agency) => agency.version.abbreviation ?? '',
    },
    { key: 'kind', label: a.kind, width: '22%', render: (agency) => t.labels.agencyKind[agency.kind] },
    {
      key: 'visits',
      label: a.visits,
      align: 'right',
      width: '8rem',
      render: (agency) => formatCount(agency.visits),
    },
  ];
  const add = (
    <Button variant="contained" onClick={() => filter.set('new', '1')}>
      {a.add}
    </Button>
  );
  const isFiltered = kind !== undefined || text !== '';
  return (
    <>
      <PageHeader title={t.frame.places.agencies} action={add} />
      <FilterBar filter={filter} names={['q', 'kind']}>
        <FilterText filter={filter} name="q" label={a.find} />
        <FilterSelect
          filter={filter}
          name="kind"
          label={a.kind}
          options={agencyKindOrder.map((value) => ({ value, label: t.labels.agencyKind[value] }))}
        />
        {pages.rows === undefined || pages.total === undefined ? null : (
          <Typography variant="caption" color="text.secondary" component="output" sx={{ ml: 'auto' }}>
            {t.frame.shownOf(formatCount(pages.rows.length), formatCount(pages.total))}
          </Typography>
        )}
      </FilterBar>
      {pages.error !== null ? (
        <ErrorState error={pages.error} onRetry={pages.retry} />
      ) : pages.rows === undefined ? (
        <TableSkeleton />
      ) : pages.rows.length === 0 ? (
        isFiltered ? (
          <EmptyState
            title={a.nothingMatches}
            action={<Button onClick={filter.clear}>{t.frame.clearFilters}</Button>}
          />
        ) : (
          <EmptyState title={a.empty} text={a.emptyText} action={add} />
        )
      ) : (
        <>
          <ResponsiveTable
            label={t.frame.places.agencies}
            columns={columns}
            rows={pages.rows}
            rowKey={(agency) => agency.id}
            rowTo={(agency) => `/agencies/${agency.id}`}
          />
          {pages.hasMore ? (
            <Box sx={{ textAlign: 'center', mt: 1 }}>
              <Button onClick={pages.more} disabled={pages.loadingMore}>
                {t.frame.moreRows}
              </Button>
            </Box>
          ) : null}
        </>
      )}
      {filter.get('new') === '1' ? <NewAgency onClose={() => filter.set('new', '')} /> : null}
    </>
  );
}

function NewAgency({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const a = t.agencies;
  const navigate = useNavigate();
  const create = useCommand('agencies.create', { quiet: true });
  const faultOf = useFieldError(create.error?.value);
  const [kind, setKind] = useState<AgencyKind>('so_nganh');
  const [unnamed, setUnnamed] = useState(false);
  const [draft, setDraft] = useState({ name: '', shortName: '', abbreviation: '', placeName: '' });
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
  const field = (name: keyof typeof draft) => ({
    value: draft[name],
    onChange: (event: { target: { value: string } }) =>
      setDraft((before) => ({ ...before, [name]: event.target.value })),
    error: faultOf(name) !== undefined,
  });
  async function submit() {
    const made = await create.run({
      kind,
      unnamed,
      version: {
        name: draft.name.trim(),
        shortName: orNull(draft.shortName),
        abbreviation: orNull(draft.abbreviation),
        placeName: orNull(draft.placeName),
        parentAgencyId: null,
        validFrom: null,
        validTo: null,
      },
    });
    if (made !== undefined) void navigate(`/agencies/${made.id}`, { replace: true });
  }
  return (
    <Dialog open onClose={onClose} aria-labelledby="new-agency">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <DialogTitle id="new-agency">{a.newTitle}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 1.75, '&&': { pt: 1 } }}>
          <TextField
            required
            autoFocus
            label={a.name}
            {...field('name')}
            helperText={faultOf('name')}
            slotProps={{ htmlInput: { maxLength: 300 } }}
          />
          <SelectField
            label={a.kind}
            value={kind}
            choices={agencyKindOrder.map((value) => ({ value, label: t.labels.agencyKind[value] }))}
            onChange={(next) => {
              if (next !== null) setKind(next);
            }}
          />
          <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 10rem', gap: 1.5 }}>
            <TextField
              label={a.shortName}
              {...field('shortName')}
              slotProps={{ htmlInput: { maxLength: 300 } }}
            />
            <TextField
              label={a.abbreviation}
              {...field('abbreviation')}
              slotProps={{ htmlInput: { maxLength: 60 } }}
            />
          </Box>
          <TextField
            label={a.placeName}
            {...field('placeName')}
            helperText={a.placeHint}
            slotProps={{ htmlInput: { maxLength: 120 } }}
          />
          <FormControlLabel
            label={a.unnamed}
            slotProps={{ typography: { variant: 'body2' } }}
            control={<Checkbox size="small" checked={unnamed} onChange={(_event, on) => setUnnamed(on)} />}
          />
          {create.error === null || create.error.value.fields !== undefined ? null : (
            <ErrorState error={create.error} compact />
          )}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{t.frame.cancel}</Button>
          <Button type="submit" variant="contained" disabled={create.pending || draft.name.trim() === ''}>
            {a.add}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
