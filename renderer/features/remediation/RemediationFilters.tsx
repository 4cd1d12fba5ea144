// What the remediation screens are about: text, round, year, domain, agency; all of it in the address.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import { useSearchParams } from 'react-router';
import type { RemediationFilter } from '../../../core/contract/remediation.ts';
import { recommendationStatus } from '../../../core/contract/recommendations.ts';
import { useQueryOf } from '../../api/query.ts';
import { AgencyPicker } from '../../components/AgencyPicker.tsx';
import { OfficeFilter } from '../../components/OfficeChip.tsx';
import { FilterSelect, FilterText, useFilter } from '../../components/Filters.tsx';
import { shortDay } from '../../format.ts';
import { type Texts, useText } from '../../i18n/text.tsx';
import { badgeKeys, scopeKeys } from './remediation-address.ts';
import type { RemediationTab } from './remediation-address.ts';

interface RemediationFiltersProps {
  readonly filter: RemediationFilter;
  readonly tab: RemediationTab;
}

export function RemediationFilters({ filter, tab }: RemediationFiltersProps) {
  const t = useText();
  const w = t.remediation;
  const address = useFilter();
  const [params, setParams] = useSearchParams();
  const plans = useQueryOf('plans.list', {});
  const domains = useQueryOf('domains.list', {});
  const agencyId = filter.agencyId;
  const agency = useQueryOf('agencies.get', { id: agencyId ?? '' }, { enabled: agencyId !== undefined });
  const years = [...new Set((plans.data ?? []).flatMap(({ year }) => (year === null ? [] : [year])))].sort(
    (a, b) => b - a,
  );
  const drop = (...keys: readonly string[]) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        for (const key of keys) next.delete(key);
        return next;
      },
      { replace: true },
    );
  const isSet = [...scopeKeys, ...badgeKeys].some((key) => (params.get(key) ?? '') !== '');
  const { dueFrom, dueTo } = filter;
  const period =
    dueFrom !== undefined && dueTo !== undefined
      ? w.period(shortDay(dueFrom), shortDay(dueTo))
      : dueFrom !== undefined
        ? w.since(shortDay(dueFrom))
        : dueTo !== undefined
          ? w.until(shortDay(dueTo))
          : null;
  return (
    <Box
      role="search"
      aria-label={t.frame.filter}
      sx={{
        display: 'flex',
        gap: 1,
        mb: 1.25,
        flexWrap: 'wrap',
        alignItems: 'center',
        '& .MuiFormHelperText-root': { display: 'none' },
        '& > .MuiTextField-root:first-of-type': { width: '14rem' },
      }}
    >
      <FilterText filter={address} name="text" label={w.find} />
      <FilterSelect
        filter={address}
        name="plan"
        label={w.plan}
        options={(plans.data ?? []).map((plan) => ({ value: plan.id, label: plan.title }))}
      />
      {tab === 'papers' ? null : (
        <>
          <Box sx={{ '& .MuiTextField-root': { minWidth: '6.5rem' } }}>
            <FilterSelect
              filter={address}
              name="year"
              label={w.year}
              options={years.map((year) => ({ value: String(year), label: String(year) }))}
            />
          </Box>
          <FilterSelect
            filter={address}
            name="domain"
            label={w.domain}
            options={(domains.data ?? []).map(({ key, shortName }) => ({ value: key, label: shortName }))}
          />
        </>
      )}
      {tab === 'list' ? (
        <Box sx={{ '& .MuiTextField-root': { minWidth: '8.5rem' } }}>
          <FilterSelect
            filter={address}
            name="status"
            label={w.columns.status}
            options={recommendationStatus.options.map((value) => ({
              value,
              label: t.labels.recommendationStatus[value],
            }))}
          />
        </Box>
      ) : null}
      <OfficeFilter filter={address} />
      <Box sx={{ width: '14rem' }}>
        <AgencyPicker
          label={w.agency}
          on={null}
          withEnded
          everyOffice
          value={
            agencyId === undefined
              ? null
              : { id: agencyId, name: agency.data?.version.name ?? t.frame.loading }
          }
          onChange={(next) => {
            address.set('agency', next?.id ?? '');
            if (next === null) drop('predecessors');
          }}
        />
      </Box>
      {filter.withPredecessors === true ? (
        <Chip
          label={w.withPredecessors}
          onDelete={() => drop('predecessors')}
          variant="outlined"
          sx={{ height: 32, borderRadius: 1 }}
        />
      ) : null}
      {marksOf(filter, t).map(([keys, words]) => (
        <Chip
          key={keys.join(' ')}
          label={words}
          onDelete={() => drop(...keys)}
          variant="outlined"
          aria-label={`${words}. ${w.dropPeriod}`}
          sx={{ height: 32, borderRadius: 1 }}
        />
      ))}
      {period === null ? null : (
        <Chip
          label={period}
          onDelete={() => drop('from', 'to')}
          variant="outlined"
          aria-label={`${period}. ${w.dropPeriod}`}
          sx={{ height: 32, borderRadius: 1 }}
        />
      )}
      {isSet ? (
        <Button onClick={() => drop(...scopeKeys, ...badgeKeys)}>{t.frame.clearFilters}</Button>
      ) : null}
    </Box>
  );
}

/** What an address may narrow beside the fields, with the keys that say so. */
function marksOf(
  { kind, unnamed, findingIds, ofReport }: RemediationFilter,
  t: Texts,
): readonly (readonly [keys: readonly string[], words: string])[] {
  const w = t.remediation;
  const isUnnamed = unnamed === true || kind === 'none';
  return [
    ...(kind === undefined || kind === 'none' ? [] : [[['kind'], t.labels.agencyKind[kind]] as const]),
    ...(isUnnamed ? [[['unnamed', 'kind'], w.unnamed] as const] : []),
    ...(ofReport === undefined ? [] : [[['report', 'figure'], t.registers.ofReport] as const]),
    ...(findingIds === undefined ? [] : [[['findings'], w.ofFindings(findingIds.length)] as const]),
  ];
}

/** The filter in words, for what is printed; null where everything is shown. */
export function useFilterWords(filter: RemediationFilter): string | null {
  const t = useText();
  const w = t.remediation;
  const plans = useQueryOf('plans.list', {});
  const domains = useQueryOf('domains.list', {});
  const agency = useQueryOf(
    'agencies.get',
    { id: filter.agencyId ?? '' },
    { enabled: filter.agencyId !== undefined },
  );
  const words = [
    filter.text === undefined ? null : `“${filter.text}”`,
    filter.planId === undefined ? null : (plans.data?.find(({ id }) => id === filter.planId)?.title ?? null),
    filter.year === undefined ? null : `${w.year} ${String(filter.year)}`,
    filter.domainKey === undefined
      ? null
      : (domains.data?.find(({ key }) => key === filter.domainKey)?.name ?? null),
    filter.agencyId === undefined ? null : (agency.data?.version.name ?? null),
    filter.withPredecessors === true ? w.withPredecessors : null,
    ...marksOf(filter, t).map(([, text]) => text),
    filter.dueFrom !== undefined && filter.dueTo !== undefined
      ? w.period(shortDay(filter.dueFrom), shortDay(filter.dueTo))
      : filter.dueFrom !== undefined
        ? w.since(shortDay(filter.dueFrom))
        : filter.dueTo !== undefined
          ? w.until(shortDay(filter.dueTo))
          : null,
  ].filter((part) => part !== null);
  return words.length === 0 ? null : words.join('; ');
}
