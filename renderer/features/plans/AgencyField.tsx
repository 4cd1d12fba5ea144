// One agency of the list for a row that holds its id only: the name is looked up.
import type { ReactNode } from 'react';
import { useQueryOf } from '../../api/query.ts';
import { AgencyPicker } from '../../components/AgencyPicker.tsx';
import type { AgencyChoice } from '../../components/AgencyPicker.tsx';

interface AgencyFieldProps {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (agency: AgencyChoice | null) => void;
  readonly on?: string | null;
  readonly helperText?: ReactNode;
}
export function AgencyField({ value, on = null, ...rest }: AgencyFieldProps) {
  const chosen = useQueryOf('agencies.get', { id: value ?? '' }, { enabled: value !== null });
  const name = chosen.data?.version.name ?? '…';
  return <AgencyPicker {...rest} on={on} value={value === null ? null : { id: value, name }} />;
}
