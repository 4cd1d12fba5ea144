// One agency: the facts in force (saved as they are typed), its names through time, the visits it has had.
import { useEffect, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useNavigate, useParams } from 'react-router';
import type { AgencyDetail, AgencyVersion } from '../../../core/contract/agencies.ts';
import { ApiError, call } from '../../api/client.ts';
import { useAutosave } from '../../api/autosave.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { AutoText, DayField, SelectField, useFieldError } from '../../components/Fields.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { rememberOpened } from '../../components/preferences.ts';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { ResponsiveTable, RowLink } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { NotFound } from '../../components/RouteFault.tsx';
import { ConflictNotice } from '../../components/SaveStateLabel.tsx';
import { ErrorState, Loaded, PageSkeleton } from '../../components/States.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { dayOrBlank, dayRange, formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { agencyKindOrder } from './agency-kind-order.ts';

export function AgencyPage() {
  const { agencyId = '' } = useParams();
  const query = useQueryOf('agencies.get', { id: agencyId });
  if (query.data === undefined && (query.error?.code === 'NOT_FOUND' || query.error?.code === 'VALIDATION'))
    return <NotFound />;
  return (
    <Loaded query={query} skeleton={<PageSkeleton />}>
      {(agency) => <AgencyScreen key={agency.id} agency={agency} />}
    </Loaded>
  );
}

type Visit = AgencyDetail['history'][number];

function AgencyScreen({ agency }: { readonly agency: AgencyDetail }) {
  const t = useText();
  const a = t.agencies;
  const navigate = useNavigate();
  const update = useCommand('agencies.update');
  const remove = useCommand('agencies.delete');
  const [renaming, setRenaming] = useState(false);
  const { version } = agency;
  useEffect(() => rememberOpened(`/agencies/${agency.id}`, version.name), [agency.id, version.name]);
  const visitColumns: readonly Column<Visit>[] = [
    {
      key: 'plan',
      label: a.plan,
      render: (visit) => <RowLink to={`/visits/${visit.visitId}`}>{visit.planTitle}</RowLink>,
    },
    {
      key: 'days',
      label: a.days,
      nowrap: true,
      sortBy: (visit) => visit.startsOn,
      render: (visit) => dayOrBlank(visit.startsOn),
    },
    {
      key: 'status',
      label: a.status,
      nowrap: true,
      render: (visit) => {
        const words: Readonly<Record<string, string>> = t.labels.visitStatus;
        return <StatusChip label={words[visit.status] ?? visit.status} />;
      },
    },
    {
      key: 'limitations',
      label: a.limitations,
      align: 'right',
      render: (visit) => formatCount(visit.limitations),
    },
    {
      key: 'recommendations',
      label: a.recommendations,
      align: 'right',
      render: (visit) => formatCount(visit.recommendations),
    },
  ];
  const versionColumns: readonly Column<AgencyVersion>[] = [
    {
      key: 'name',
      label: a.name,
      render: (one) => (
        <>
          {one.name} <ProvenanceMark provenance={one.provenance} />
        </>
      ),
    },
    {
      key: 'days',
      label: a.validFrom,
      nowrap: true,
      render: (one) => dayRange(one.validFrom, one.validTo, t.registers.from) || a.always,
    },
  ];
  return (
    <>
      <PageHeader
        title={version.name}
        back={{ to: '/agencies', label: t.frame.places.agencies }}
        meta={
          <>
            <span>{t.labels.agencyKind[agency.kind]}</span>
            <ProvenanceMark provenance={agency.provenance} />
          </>
        }
        secondary={
          <Button
            color="secondary"
            disabled={remove.pending}
            onClick={() => {
              void remove.run({ id: agency.id, rev: agency.rev }).then((gone) => {
                if (gone === undefined) return;
                showUndo(a.deleted(version.name));
                void navigate('/agencies');
              });
            }}
          >
            {a.delete}
          </Button>
        }
        action={
          <Button variant="outlined" onClick={() => setRenaming(true)}>
            {a.rename}
          </Button>
        }
      />
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: '1fr', md: 'minmax(0, 28rem) minmax(0, 1fr)' },
          gap: 4,
          alignItems: 'start',
        }}
      >
        <Box component="section">
          <Typography variant="h2" sx={{ mb: 1.25 }}>
            {a.facts}
          </Typography>
          <Box sx={{ display: 'grid', gap: 1.5 }}>
            <VersionForm agencyId={agency.id} version={version} />
            <SelectField
              label={a.kind}
              value={agency.kind}
              choices={agencyKindOrder.map((value) => ({ value, label: t.labels.agencyKind[value] }))}
              onChange={(kind) => {
                if (kind !== null) void update.run({ id: agency.id, rev: agency.rev, patch: { kind } });
              }}
            />
            <Box>
              <FormControlLabel
                label={a.unnamed}
                slotProps={{ typography: { variant: 'body2' } }}
                control={
                  <Checkbox
                    size="small"
                    checked={agency.unnamed}
                    onChange={(_event, unnamed) =>
                      void update.run({ id: agency.id, rev: agency.rev, patch: { unnamed } })
                    }
                  />
                }
              />
              <Typography variant="caption" color="text.secondary" component="p">
                {a.unnamedHint}
              </Typography>
            </Box>
          </Box>
        </Box>
        <Box sx={{ display: 'grid', gap: 3 }}>
          <Box component="section">
            <Typography variant="h2" sx={{ mb: 1 }}>
              {a.history}
            </Typography>
            {agency.history.length === 0 ? (
              <Typography variant="body2" color="text.secondary">
                {a.noHistory}
              </Typography>
            ) : (
              <ResponsiveTable
                label={a.history}
                columns={visitColumns}
                rows={agency.history}
                rowKey={(visit) => visit.visitId}
                rowTo={(visit) => `/visits/${visit.visitId}`}
              />
            )}
          </Box>
          <Box component="section">
            <Typography variant="h2" sx={{ mb: 1 }}>
              {a.versions}
            </Typography>
            <ResponsiveTable
              label={a.versions}
              columns={versionColumns}
              rows={agency.versions}
              rowKey={(one) => one.id}
              sortParam="versions"
            />
          </Box>
        </Box>
      </Box>
      {renaming ? <Rename agency={agency} onClose={() => setRenaming(false)} /> : null}
    </>
  );
}

function VersionForm({ agencyId, version }: { readonly agencyId: string; readonly version: AgencyVersion }) {
  const t = useText();
  const a = t.agencies;
  const autosave = useAutosave<AgencyVersion>({
    rowKey: `agency-version:${version.id}`,
    row: version,
    send: (rev, patch, meta) =>
      call('agencies.updateVersion', { id: version.id, rev: rev ?? 1, patch }, meta),
    async reload() {
      const found = (await call('agencies.get', { id: agencyId })).versions.find(
        ({ id }) => id === version.id,
      );
      if (found === undefined)
        throw new ApiError({ code: 'NOT_FOUND', detail: { entity: 'agency_version' } });
      return found;
    },
  });
  return (
    <>
      <ConflictNotice
        autosave={autosave}
        labelOf={(field) => ({ name: a.name, shortName: a.shortName })[field] ?? field}
      />
      <AutoText autosave={autosave} field="name" label={a.name} required wraps maxLength={300} />
      <AutoText autosave={autosave} field="shortName" label={a.shortName} nullable maxLength={300} />
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 1.5, alignItems: 'start' }}>
        <AutoText autosave={autosave} field="abbreviation" label={a.abbreviation} nullable maxLength={60} />
        <AutoText autosave={autosave} field="placeName" label={a.placeName} nullable maxLength={120} />
      </Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 1.5, alignItems: 'start' }}>
        <DayField
          label={a.validFrom}
          value={autosave.value.validFrom}
          onChange={(day) => autosave.choose('validFrom', day)}
        />
        <DayField
          label={a.validTo}
          value={autosave.value.validTo}
          onChange={(day) => autosave.choose('validTo', day)}
        />
      </Box>
      {autosave.state.kind === 'error' && autosave.state.error.fields === undefined ? (
        <ErrorState error={autosave.state.error} compact />
      ) : null}
    </>
  );
}

function Rename({ agency, onClose }: { readonly agency: AgencyDetail; readonly onClose: () => void }) {
  const t = useText();
  const a = t.agencies;
  const rename = useCommand('agencies.rename', { quiet: true });
  const faultOf = useFieldError(rename.error?.value);
  const [name, setName] = useState(agency.version.name);
  const [shortName, setShortName] = useState(agency.version.shortName ?? '');
  const [from, setFrom] = useState<string | null>(null);
  async function submit() {
    if (from === null) return;
    const { version } = agency;
    const done = await rename.run({
      agencyId: agency.id,
      rev: agency.rev,
      validFrom: from,
      version: {
        name: name.trim(),
        shortName: shortName.trim() === '' ? null : shortName.trim(),
        abbreviation: version.abbreviation,
        placeName: version.placeName,
        parentAgencyId: version.parentAgencyId,
      },
    });
    if (done !== undefined) onClose();
  }
  return (
    <ConfirmDialog
      open
      title={a.renameTitle}
      confirmLabel={a.renameSubmit}
      pending={rename.pending}
      disabled={from === null || name.trim() === '' || name.trim() === agency.version.name}
      onConfirm={() => void submit()}
      onClose={onClose}
    >
      <Box sx={{ display: 'grid', gap: 1.75, pt: 1 }}>
        <Typography variant="body2" color="text.secondary">
          {a.renameHint}
        </Typography>
        <TextField
          autoFocus
          required
          label={a.name}
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={faultOf('name') !== undefined}
          helperText={faultOf('name')}
          slotProps={{ htmlInput: { maxLength: 300 } }}
        />
        <TextField
          label={a.shortName}
          value={shortName}
          onChange={(event) => setShortName(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 300 } }}
        />
        <DayField
          required
          label={a.renameFrom}
          value={from}
          onChange={setFrom}
          error={faultOf('validFrom')}
        />
        {rename.error === null || rename.error.value.fields !== undefined ? null : (
          <ErrorState error={rename.error} compact />
        )}
      </Box>
    </ConfirmDialog>
  );
}
