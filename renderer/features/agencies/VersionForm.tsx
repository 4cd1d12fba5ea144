// One name of an agency and its place in the hierarchy, saved as it is typed.
import Box from '@mui/material/Box';
import type { AgencyVersion } from '../../../core/contract/agencies.ts';
import { ApiError, call } from '../../api/client.ts';
import { useAutosave } from '../../api/autosave.ts';
import { useQueryOf } from '../../api/query.ts';
import { AgencyPicker } from '../../components/AgencyPicker.tsx';
import { AutoText, DayField, useFieldError } from '../../components/Fields.tsx';
import { ConflictNotice } from '../../components/SaveStateLabel.tsx';
import { ErrorState } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';

interface VersionFormProps {
  readonly agencyId: string;
  readonly version: AgencyVersion;
}

export function VersionForm({ agencyId, version }: VersionFormProps) {
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
  const { value, state } = autosave;
  const faultOf = useFieldError(state.kind === 'error' ? state.error : null);
  const parent = useQueryOf(
    'agencies.get',
    { id: value.parentAgencyId ?? '' },
    { enabled: value.parentAgencyId !== null },
  );
  const labels: Readonly<Record<string, string>> = {
    name: a.name,
    shortName: a.shortName,
    abbreviation: a.abbreviation,
    placeName: a.placeName,
    parentAgencyId: a.parent,
    validFrom: a.validFrom,
    validTo: a.validTo,
  };
  // The fault of a day or parent stands at its field, whatever else is wrong stands below.
  const isElsewhere =
    state.kind === 'error' && (state.error.fields ?? []).every(({ path }) => !(fieldOf(path) in labels));
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      <ConflictNotice autosave={autosave} labelOf={(field) => labels[field] ?? field} />
      <AutoText autosave={autosave} field="name" label={a.name} required wraps maxLength={300} />
      <AutoText autosave={autosave} field="shortName" label={a.shortName} nullable maxLength={300} />
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 1.5, alignItems: 'start' }}>
        <AutoText autosave={autosave} field="abbreviation" label={a.abbreviation} nullable maxLength={60} />
        <AutoText
          autosave={autosave}
          field="placeName"
          label={a.placeName}
          nullable
          maxLength={120}
          helperText={a.placeHint}
        />
      </Box>
      <AgencyPicker
        label={a.parent}
        // The superior has to be there when this name begins, or at least while it is borne.
        on={value.validFrom ?? value.validTo}
        value={
          value.parentAgencyId === null
            ? null
            : { id: value.parentAgencyId, name: parent.data?.version.name ?? '…' }
        }
        onChange={(next) => autosave.choose('parentAgencyId', next?.id ?? null)}
        reasonAgainst={(agency) => (agency.id === agencyId ? a.own : null)}
        error={faultOf('parentAgencyId')}
      />
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 1.5, alignItems: 'start' }}>
        <DayField
          label={a.validFrom}
          value={value.validFrom}
          onChange={(day) => autosave.choose('validFrom', day)}
          error={faultOf('validFrom')}
        />
        <DayField
          label={a.validTo}
          value={value.validTo}
          onChange={(day) => autosave.choose('validTo', day)}
          error={faultOf('validTo')}
          helperText={a.validToHint}
        />
      </Box>
      {isElsewhere && state.kind === 'error' ? <ErrorState error={state.error} compact /> : null}
    </Box>
  );
}

function fieldOf(path: string): string {
  return path.split('.').at(-1) ?? path;
}
