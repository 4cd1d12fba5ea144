// Whose visits, findings and recommendations are shown: the agency's own, or also what its predecessors left.
import type { AgencyView } from '../../../core/contract/agencies.ts';
import { ChoiceToggle } from '../../components/ChoiceToggle.tsx';
import { useFilter } from '../../components/Filters.tsx';
import { useText } from '../../i18n/text.tsx';

export function ScopeToggle({ view }: { readonly view: AgencyView }) {
  const a = useText().agencies;
  const filter = useFilter();
  return (
    <ChoiceToggle
      label={a.scope}
      value={view}
      choices={[
        { value: 'at_the_time', label: a.own },
        { value: 'by_successor', label: a.withPredecessors },
      ]}
      onChange={(next) => filter.set('view', next === 'by_successor' ? next : '')}
    />
  );
}
