// Which recommendations make up the second figure that the office is scored on, and what proves them.
import Box from '@mui/material/Box';
import { useSearchParams } from 'react-router';
import type { RemediedRow } from '../../../core/contract/pictures.ts';
import { usePagesOf, useQueryOf } from '../../api/query.ts';
import { FilterSelect, useFilter } from '../../components/Filters.tsx';
import { OfficeChip } from '../../components/OfficeChip.tsx';
import { ListTools } from '../../components/ListTools.tsx';
import { ResponsiveTable, RowLink } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { ErrorState, TableSkeleton } from '../../components/States.tsx';
import { RecommendationStatusChip } from '../../components/StatusChip.tsx';
import { dayOrBlank, formatCount, shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { Empty } from './Empty.tsx';
import { EvidenceHead } from './EvidenceHead.tsx';
import { everyPage } from './every-page.ts';
import { ListEnd } from './LimitationList.tsx';
import { filterOf } from './picture-address.ts';
import type { PictureTabProps } from './picture-tab.ts';
import { ScopeFilters, useScopeWords } from './ScopeFilters.tsx';

const PAGE = 100;

export function RemediedTab({ scope, today, illustrative }: PictureTabProps) {
  const t = useText();
  const w = t.pictures;
  const r = w.remedied;
  const [params] = useSearchParams();
  const filter = useFilter();
  const asked = filter.get('handled');
  const input = {
    ...filterOf(params, today),
    ...(asked === '1' ? { handled: true } : asked === '0' ? { handled: false } : {}),
  };
  const words = useScopeWords(scope);
  const pages = usePagesOf('pictures.remedied', { ...input, limit: PAGE });
  const figure = useQueryOf('pictures.remedied', { ...input, limit: 1 }, { keepPrevious: true }).data?.figure;
  const rows = pages.rows ?? [];
  const columns: readonly Column<RemediedRow>[] = [
    {
      key: 'text',
      label: r.text,
      width: '30%',
      cell: ({ text }) => text,
      render: ({ text, to, officeId }) => (
        <>
          <RowLink to={to}>{text}</RowLink> <OfficeChip officeId={officeId} />
        </>
      ),
    },
    { key: 'agency', label: w.agency, width: '18%', render: ({ agencyName }) => agencyName ?? w.unnamedRow },
    {
      key: 'status',
      label: r.status,
      nowrap: true,
      cell: ({ status }) => t.labels.recommendationStatus[status],
      render: ({ status }) => <RecommendationStatusChip status={status} />,
    },
    {
      key: 'due',
      label: r.due,
      nowrap: true,
      kind: 'day',
      cell: ({ dueOn }) => dueOn,
      render: ({ dueOn }) => dayOrBlank(dueOn),
    },
    {
      key: 'verified',
      label: r.verified,
      nowrap: true,
      kind: 'day',
      cell: ({ verifiedOn }) => verifiedOn,
      render: ({ verifiedOn }) => dayOrBlank(verifiedOn),
    },
    { key: 'by', label: r.by, wideOnly: true, render: ({ verifiedByName }) => verifiedByName ?? '' },
    {
      key: 'proofs',
      label: r.proofs,
      width: '20%',
      cell: ({ proofs }) => proofs.map(({ name, provedOn }) => r.proof(name, shortDay(provedOn))).join('; '),
      render: ({ proofs }) =>
        proofs.length === 0 ? (
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {r.noProof}
          </Box>
        ) : (
          proofs.map(({ name, provedOn, evidenceId }) => (
            <Box component="span" key={`${evidenceId ?? ''} ${name} ${provedOn}`} sx={{ display: 'block' }}>
              {r.proof(name, shortDay(provedOn))}
            </Box>
          ))
        ),
    },
  ];
  return (
    <>
      <ScopeFilters
        scope={scope}
        fields={['year', 'plan', 'office']}
        more={['handled']}
        tools={
          <ListTools
            list="pictures.remedied"
            title={r.title}
            columns={columns}
            officeOf={({ officeId }) => officeId}
            rows={
              pages.hasMore
                ? () => everyPage((cursor) => ({ ...input, ...cursor, limit: 200 }), 'pictures.remedied')
                : rows
            }
            filters={[...words, [r.handled, asked === '1' ? r.yes : asked === '0' ? r.no : '']]}
            illustrative={illustrative}
          />
        }
      >
        <FilterSelect
          filter={filter}
          name="handled"
          label={r.handled}
          options={[
            { value: '1', label: r.yes },
            { value: '0', label: r.no },
          ]}
        />
      </ScopeFilters>
      <EvidenceHead label={r.figure} share={figure} notes={[]} />
      {pages.error !== null ? (
        <ErrorState error={pages.error} onRetry={pages.retry} />
      ) : pages.rows === undefined ? (
        <TableSkeleton />
      ) : rows.length === 0 ? (
        <Empty scope={scope} />
      ) : (
        <>
          <ResponsiveTable
            label={r.title}
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            rowTo={({ to }) => to}
          />
          <ListEnd
            text={w.rows(formatCount(rows.length))}
            hasMore={pages.hasMore}
            busy={pages.loadingMore}
            onMore={pages.more}
          />
        </>
      )}
    </>
  );
}
