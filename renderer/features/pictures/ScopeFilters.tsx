// Year, round, office and domain of the pictures, in the address. What is chosen nowhere else has no field.
import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import type { Output } from '../../../core/contract/index.ts';
import { useQueryOf } from '../../api/query.ts';
import { FilterBar, FilterSelect, useFilter } from '../../components/Filters.tsx';
import { useText } from '../../i18n/text.tsx';

export type PictureScope = Output<'pictures.scope'>;

interface ScopeFiltersProps {
  readonly scope: PictureScope;
  readonly fields?: readonly ('year' | 'plan' | 'office' | 'domain')[];
  /** Other parameters that "clear" looks at. */
  readonly more?: readonly string[];
  /** Fields of the tab, before the tools at the end. */
  readonly children?: ReactNode;
  readonly tools?: ReactNode;
}

export function ScopeFilters({
  scope,
  fields = ['year', 'plan', 'office', 'domain'],
  more = [],
  children,
  tools,
}: ScopeFiltersProps) {
  const w = useText().pictures;
  const filter = useFilter();
  const plans = useQueryOf('plans.list', {}, { enabled: fields.includes('plan') });
  return (
    <FilterBar filter={filter} names={[...fields, ...more]}>
      {children}
      {fields.includes('year') ? (
        <Box sx={{ '& .MuiTextField-root': { minWidth: '8rem' } }}>
          <FilterSelect
            filter={filter}
            name="year"
            label={w.year}
            emptyLabel={w.allYears}
            options={scope.years.map((year) => ({ value: String(year), label: String(year) }))}
          />
        </Box>
      ) : null}
      {fields.includes('plan') ? (
        <FilterSelect
          filter={filter}
          name="plan"
          label={w.plan}
          options={(plans.data ?? []).map(({ id, title }) => ({ value: id, label: title }))}
        />
      ) : null}
      {fields.includes('office') && scope.offices.length > 1 ? (
        <FilterSelect
          filter={filter}
          name="office"
          label={w.office}
          options={scope.offices.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      {fields.includes('domain') ? (
        <FilterSelect
          filter={filter}
          name="domain"
          label={w.domain}
          options={scope.domains.map(({ key, shortName }) => ({ value: key, label: shortName }))}
        />
      ) : null}
      {tools}
    </FilterBar>
  );
}

/** What is filtered, for the head of an exported list. */
export function useScopeWords(scope: PictureScope): readonly (readonly [string, string | undefined])[] {
  const w = useText().pictures;
  const filter = useFilter();
  const plans = useQueryOf('plans.list', {});
  return [
    [w.year, filter.get('year')],
    [w.plan, plans.data?.find(({ id }) => id === filter.get('plan'))?.title],
    [w.office, scope.offices.find(({ id }) => id === filter.get('office'))?.name],
    [w.domain, scope.domains.find(({ key }) => key === filter.get('domain'))?.name],
  ];
}

/** Whether anything in the scope was made up to show how it works. */
export function useIllustrative(): boolean {
  const filter = useFilter();
  const plans = useQueryOf('plans.list', {}).data ?? [];
  const [plan, year] = [filter.get('plan'), filter.get('year')];
  return plans.some(
    (one) =>
      one.illustrative &&
      (plan === '' || one.id === plan) &&
      (year === '' || String(one.year ?? '') === year),
  );
}
