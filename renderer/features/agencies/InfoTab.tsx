// The facts in force: name and place in the hierarchy (the newest version), kind, unit, head, contact, subordinates.
// Saved as they are typed.
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MuiLink from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router';
import type { AgencyRow } from '../../../core/contract/agencies.ts';
import { call } from '../../api/client.ts';
import { useAutosave } from '../../api/autosave.ts';
import { useQueryOf } from '../../api/query.ts';
import { AutoText, SelectField } from '../../components/Fields.tsx';
import { ConflictNotice } from '../../components/SaveStateLabel.tsx';
import { ErrorState } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { UnitPicker } from '../catalogue/UnitPicker.tsx';
import { agencyKindOrder } from './agency-kind-order.ts';
import type { AgencyTabProps } from './agency-tab.ts';
import { VersionForm } from './VersionForm.tsx';

const SHOWN_CHILDREN = 12;

export function InfoTab({ agency }: AgencyTabProps) {
  const t = useText();
  const a = t.agencies;
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', md: 'minmax(0, 1fr) minmax(0, 1fr)' },
        gap: 4,
        alignItems: 'start',
        maxWidth: '76rem',
      }}
    >
      <Box component="section">
        <Typography variant="h2" sx={{ mb: 1.25 }}>
          {a.facts}
        </Typography>
        <VersionForm agencyId={agency.id} version={agency.version} />
        <Children agency={agency} />
      </Box>
      <Identity agency={agency} />
    </Box>
  );
}

function Identity({ agency }: AgencyTabProps) {
  const t = useText();
  const a = t.agencies;
  const autosave = useAutosave<AgencyRow>({
    rowKey: `agency:${agency.id}`,
    row: agency,
    send: (rev, patch, meta) => call('agencies.update', { id: agency.id, rev: rev ?? 1, patch }, meta),
    reload: () => call('agencies.get', { id: agency.id }),
  });
  const { value, state } = autosave;
  const unit = useQueryOf(
    'catalogue.unit',
    { id: value.adminUnitId ?? '' },
    { enabled: value.adminUnitId !== null },
  );
  const labels: Readonly<Record<string, string>> = {
    kind: a.kind,
    unnamed: a.unnamed,
    adminUnitId: a.unit,
    headName: a.head,
    headPosition: a.headPosition,
    contactName: a.contact,
    contactPosition: a.contactPosition,
    contactPhone: a.phone,
    contactEmail: a.email,
    address: a.address,
    note: a.note,
  };
  const pair = { display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 1.5, alignItems: 'start' } as const;
  return (
    <Box component="section">
      <Typography variant="h2" sx={{ mb: 1.25 }}>
        {a.identity}
      </Typography>
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        <ConflictNotice autosave={autosave} labelOf={(field) => labels[field] ?? field} />
        <SelectField
          label={a.kind}
          value={value.kind}
          choices={agencyKindOrder.map((one) => ({ value: one, label: t.labels.agencyKind[one] }))}
          onChange={(kind) => {
            if (kind !== null) autosave.choose('kind', kind);
          }}
        />
        <UnitPicker
          label={a.unit}
          helperText={a.unitHint}
          value={
            value.adminUnitId === null
              ? null
              : (unit.data ?? {
                  id: value.adminUnitId,
                  code: '',
                  fullName: agency.unitName ?? '…',
                  parentName: null,
                })
          }
          onChange={(next) => autosave.choose('adminUnitId', next?.id ?? null)}
        />
        <Box sx={pair}>
          <AutoText autosave={autosave} field="headName" label={a.head} nullable maxLength={120} />
          <AutoText
            autosave={autosave}
            field="headPosition"
            label={a.headPosition}
            nullable
            maxLength={300}
          />
        </Box>
        <Box sx={pair}>
          <AutoText autosave={autosave} field="contactName" label={a.contact} nullable maxLength={120} />
          <AutoText
            autosave={autosave}
            field="contactPosition"
            label={a.contactPosition}
            nullable
            maxLength={300}
          />
        </Box>
        <Box sx={pair}>
          <AutoText autosave={autosave} field="contactPhone" label={a.phone} nullable maxLength={60} />
          <AutoText autosave={autosave} field="contactEmail" label={a.email} nullable maxLength={200} />
        </Box>
        <AutoText autosave={autosave} field="address" label={a.address} nullable maxLength={300} />
        <AutoText
          autosave={autosave}
          field="note"
          label={a.note}
          nullable
          multiline
          minRows={2}
          maxLength={4000}
        />
        <Box>
          <FormControlLabel
            label={a.unnamed}
            slotProps={{ typography: { variant: 'body2' } }}
            control={
              <Checkbox
                size="small"
                checked={value.unnamed}
                onChange={(_event, unnamed) => autosave.choose('unnamed', unnamed)}
              />
            }
          />
          <Typography variant="caption" color="text.secondary" component="p">
            {a.unnamedHint}
          </Typography>
        </Box>
        {state.kind === 'error' && state.error.fields === undefined ? (
          <ErrorState error={state.error} compact />
        ) : null}
      </Box>
    </Box>
  );
}

function Children({ agency }: AgencyTabProps) {
  const t = useText();
  const a = t.agencies;
  if (agency.childAgencies.length === 0) return null;
  const shown = agency.childAgencies.slice(0, SHOWN_CHILDREN);
  return (
    <Box sx={{ mt: 3 }}>
      <Typography variant="h2" sx={{ mb: 0.5 }}>
        {a.subordinates}
      </Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, fontSize: '0.8125rem' }}>
        {shown.map((one) => (
          <Box component="li" key={one.id} sx={{ py: 0.25 }}>
            <MuiLink component={Link} to={`/agencies/${one.id}`}>
              {one.name}
            </MuiLink>
          </Box>
        ))}
      </Box>
      <MuiLink component={Link} to={`/agencies?parent=${agency.id}`} variant="body2">
        {a.allSubordinates(formatCount(agency.childAgencies.length))}
      </MuiLink>
    </Box>
  );
}
