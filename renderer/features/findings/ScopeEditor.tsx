// The scope of a finding: whole round, kinds of agency, "một số" unnamed, or named agencies. A scope that still
// lacks its kinds or agencies is held here and not handed on.
import { useState } from 'react';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import type { AgencyKind } from '../../../core/contract/common.ts';
import type { Finding } from '../../../core/contract/findings.ts';
import { SelectField } from '../../components/Fields.tsx';
import { useText } from '../../i18n/text.tsx';

export type Scope = Finding['scope'];
export interface ScopeValue {
  readonly scope: Scope;
  readonly scopeKinds: AgencyKind[];
  readonly agencyIds: string[];
}
export interface AgencyOption {
  readonly id: string;
  readonly name: string;
  readonly kind: AgencyKind;
}

interface ScopeEditorProps {
  readonly value: ScopeValue;
  /** The agencies of the round. */
  readonly agencies: readonly AgencyOption[];
  /** The agency of the visit: what a narrower scope begins with. */
  readonly own?: string | undefined;
  readonly onChange: (value: ScopeValue) => void;
}

const scopes = ['round', 'kinds', 'unnamed', 'named'] as const;

export function ScopeEditor({ value, agencies, own, onChange }: ScopeEditorProps) {
  const t = useText();
  const f = t.findings;
  const [pending, setPending] = useState<Scope | null>(null);
  const scope = pending ?? value.scope;
  const kinds = [...new Set(agencies.map((agency) => agency.kind).concat(value.scopeKinds))];
  const chosen = value.agencyIds.flatMap((id) => agencies.find((agency) => agency.id === id) ?? []);

  /** Wider: the kinds of those named; narrower: the agency of the visit. */
  const proposed = (next: Scope): Pick<ScopeValue, 'scopeKinds' | 'agencyIds'> => ({
    scopeKinds:
      next !== 'kinds'
        ? []
        : value.scopeKinds.length > 0
          ? value.scopeKinds
          : [...new Set(chosen.map((agency) => agency.kind))],
    agencyIds:
      next !== 'named' ? [] : value.agencyIds.length > 0 ? value.agencyIds : own === undefined ? [] : [own],
  });
  const choose = (next: Scope) => {
    const { scopeKinds, agencyIds } = proposed(next);
    const lacks =
      (next === 'kinds' && scopeKinds.length === 0) || (next === 'named' && agencyIds.length === 0);
    setPending(lacks ? next : null);
    if (!lacks) onChange({ scope: next, scopeKinds, agencyIds });
  };
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 1.25 }}>
      <SelectField
        label={f.scope}
        value={scope}
        choices={scopes.map((one) => ({ value: one, label: t.labels.findingScope[one] }))}
        onChange={(next) => {
          if (next !== null) choose(next);
        }}
        helperText={f.scopeHint[scope]}
      />
      {scope === 'kinds' ? (
        <Autocomplete
          multiple
          size="small"
          disableCloseOnSelect
          options={kinds}
          value={value.scopeKinds}
          getOptionLabel={(kind) => t.labels.agencyKind[kind]}
          onChange={(_event, scopeKinds) => {
            if (scopeKinds.length === 0) setPending('kinds');
            else {
              setPending(null);
              onChange({ scope: 'kinds', scopeKinds, agencyIds: [] });
            }
          }}
          renderInput={(params) => (
            <TextField
              {...params}
              label={f.scopeKinds}
              helperText={pending === null ? undefined : f.chooseKinds}
            />
          )}
        />
      ) : null}
      {scope === 'named' ? (
        <Autocomplete
          multiple
          size="small"
          disableCloseOnSelect
          options={agencies}
          value={chosen}
          getOptionLabel={(agency) => agency.name}
          getOptionKey={(agency) => agency.id}
          isOptionEqualToValue={(a, b) => a.id === b.id}
          onChange={(_event, next) => {
            if (next.length === 0) setPending('named');
            else {
              setPending(null);
              onChange({ scope: 'named', scopeKinds: [], agencyIds: next.map((agency) => agency.id) });
            }
          }}
          renderInput={(params) => (
            <TextField
              {...params}
              label={f.scopeAgencies}
              helperText={pending === null ? undefined : f.chooseAgencies}
            />
          )}
        />
      ) : null}
    </Box>
  );
}
