// The names of an agency through time: a new one from a day on, or a correction of one that stands.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { AgencyDetail, AgencyVersion } from '../../../core/contract/agencies.ts';
import { useCommand } from '../../api/query.ts';
import { AgencyPicker } from '../../components/AgencyPicker.tsx';
import type { AgencyChoice } from '../../components/AgencyPicker.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { DayField, useFieldError } from '../../components/Fields.tsx';
import { OursOnly } from '../../components/OursOnly.tsx';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { ResponsiveTable } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { ErrorState } from '../../components/States.tsx';
import { dayRange } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import type { AgencyTabProps } from './agency-tab.ts';
import { VersionForm } from './VersionForm.tsx';

export function NamesTab({ agency }: AgencyTabProps) {
  const t = useText();
  const a = t.agencies;
  const [renaming, setRenaming] = useState(false);
  const [editing, setEditing] = useState<string | null>(null);
  const edited = agency.versions.find(({ id }) => id === editing);
  const columns: readonly Column<AgencyVersion>[] = [
    {
      key: 'days',
      label: a.versionOf,
      width: '13rem',
      render: (one) => (
        <>
          {dayRange(one.validFrom, one.validTo, t.registers.from) || a.always}
          {one.id === agency.version.id && !agency.ended ? (
            <Box component="span" sx={{ color: 'success.main', ml: 1, fontSize: '0.75rem' }}>
              {a.current}
            </Box>
          ) : null}
        </>
      ),
    },
    {
      key: 'name',
      label: a.name,
      render: (one) => (
        <>
          {one.name} <ProvenanceMark provenance={one.provenance} />
        </>
      ),
    },
    { key: 'short', label: a.shortName, wideOnly: true, width: '16%', render: (one) => one.shortName ?? '' },
    {
      key: 'abbreviation',
      label: a.abbreviation,
      wideOnly: true,
      width: '8rem',
      render: (one) => one.abbreviation ?? '',
    },
    { key: 'place', label: a.placeName, width: '9rem', render: (one) => one.placeName ?? '' },
    {
      key: 'edit',
      label: a.correct,
      hiddenLabel: true,
      align: 'right',
      width: '7.5rem',
      render: (one) => (
        <OursOnly>
          <Button
            aria-label={`${a.correct}: ${one.name}`}
            aria-expanded={editing === one.id}
            onClick={() => setEditing(editing === one.id ? null : one.id)}
            sx={{ my: -0.5 }}
          >
            {a.correct}
          </Button>
        </OursOnly>
      ),
    },
  ];
  return (
    <Box sx={{ display: 'grid', gap: 1.5, maxWidth: '76rem' }}>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', flexWrap: 'wrap' }}>
        <OursOnly>
          <Button variant="contained" onClick={() => setRenaming(true)}>
            {a.rename}
          </Button>
        </OursOnly>
        <Typography variant="body2" color="text.secondary" sx={{ flex: '1 1 20rem' }}>
          {a.correctHint}
        </Typography>
      </Box>
      <ResponsiveTable
        label={a.versions}
        columns={columns}
        rows={agency.versions}
        rowKey={(one) => one.id}
        selectedKey={editing ?? undefined}
        onOpen={(one) => setEditing(one.id)}
      />
      {edited === undefined ? null : (
        <Box
          component="section"
          aria-label={a.correcting(edited.name)}
          sx={{
            border: '1px solid',
            borderColor: 'divider',
            borderRadius: 1,
            p: 2,
            display: 'grid',
            gap: 1.5,
            maxWidth: '40rem',
          }}
        >
          <Typography variant="h2">{a.correct}</Typography>
          <VersionForm key={edited.id} agencyId={agency.id} version={edited} />
          <Box>
            <Button variant="outlined" onClick={() => setEditing(null)}>
              {a.done}
            </Button>
          </Box>
        </Box>
      )}
      {renaming ? <Rename agency={agency} onClose={() => setRenaming(false)} /> : null}
    </Box>
  );
}

function Rename({ agency, onClose }: { readonly agency: AgencyDetail; readonly onClose: () => void }) {
  const t = useText();
  const a = t.agencies;
  const rename = useCommand('agencies.rename', { quiet: true });
  const faultOf = useFieldError(rename.error?.value);
  const { version } = agency;
  const [draft, setDraft] = useState({
    name: version.name,
    shortName: version.shortName ?? '',
    abbreviation: version.abbreviation ?? '',
    placeName: version.placeName ?? '',
  });
  const [parent, setParent] = useState<AgencyChoice | null>(
    version.parentAgencyId === null ? null : { id: version.parentAgencyId, name: agency.parentName ?? '…' },
  );
  const [from, setFrom] = useState<string | null>(null);
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
  const field = (name: keyof typeof draft, maxLength: number) => ({
    value: draft[name],
    onChange: (event: { target: { value: string } }) =>
      setDraft((before) => ({ ...before, [name]: event.target.value })),
    error: faultOf(name) !== undefined,
    helperText: faultOf(name),
    slotProps: { htmlInput: { maxLength } },
  });
  const next = {
    name: draft.name.trim(),
    shortName: orNull(draft.shortName),
    abbreviation: orNull(draft.abbreviation),
    placeName: orNull(draft.placeName),
    parentAgencyId: parent?.id ?? null,
  };
  // A new superior or place name from a day on is a new version as well.
  const isSame = Object.entries(next).every(([key, value]) => version[key as keyof typeof next] === value);
  async function submit() {
    if (from === null) return;
    const done = await rename.run({ agencyId: agency.id, rev: agency.rev, validFrom: from, version: next });
    if (done !== undefined) onClose();
  }
  return (
    <ConfirmDialog
      open
      title={a.renameTitle}
      confirmLabel={a.renameSubmit}
      pending={rename.pending}
      disabled={from === null || next.name === '' || isSame}
      onConfirm={() => void submit()}
      onClose={onClose}
    >
      <Box sx={{ display: 'grid', gap: 1.75, pt: 1 }}>
        <Typography variant="body2" color="text.secondary">
          {a.renameHint}
        </Typography>
        <DayField
          autoFocus
          required
          label={a.renameFrom}
          value={from}
          onChange={setFrom}
          error={faultOf('validFrom')}
        />
        <TextField required label={a.name} {...field('name', 300)} />
        <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 8rem', gap: 1.5, alignItems: 'start' }}>
          <TextField label={a.shortName} {...field('shortName', 300)} />
          <TextField label={a.abbreviation} {...field('abbreviation', 60)} />
        </Box>
        <TextField label={a.placeName} {...field('placeName', 120)} />
        <AgencyPicker
          label={a.parent}
          on={from}
          value={parent}
          onChange={setParent}
          error={faultOf('parentAgencyId')}
        />
        {rename.error === null || rename.error.value.fields !== undefined ? null : (
          <ErrorState error={rename.error} compact />
        )}
      </Box>
    </ConfirmDialog>
  );
}
