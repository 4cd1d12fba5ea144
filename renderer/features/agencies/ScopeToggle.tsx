// Whose visits, findings and recommendations are shown: the agency's own, or also what its predecessors left.
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import type { AgencyView } from '../../../core/contract/agencies.ts';
import { useFilter } from '../../components/Filters.tsx';
import { useText } from '../../i18n/text.tsx';

export function ScopeToggle({ view }: { readonly view: AgencyView }) {
  const a = useText().agencies;
  const filter = useFilter();
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={view}
      aria-label={a.scope}
      onChange={(_event, next: AgencyView | null) => {
        if (next !== null) filter.set('view', next === 'by_successor' ? next : '');
      }}
    >
      <ToggleButton value="at_the_time" sx={{ textTransform: 'none', py: 0.25, minHeight: 32 }}>
        {a.own}
      </ToggleButton>
      <ToggleButton value="by_successor" sx={{ textTransform: 'none', py: 0.25, minHeight: 32 }}>
        {a.withPredecessors}
      </ToggleButton>
    </ToggleButtonGroup>
  );
}
