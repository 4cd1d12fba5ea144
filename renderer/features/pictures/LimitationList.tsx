// The limitations that a number counts, page by page; what narrows them beside the scope stands as marks to drop.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import MuiLink from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { Link, useSearchParams } from 'react-router';
import type { LimitationRow } from '../../../core/contract/pictures.ts';
import { usePagesOf, useQueryOf } from '../../api/query.ts';
import { AgencyPicker } from '../../components/AgencyPicker.tsx';
import { useFilter } from '../../components/Filters.tsx';
import { OfficeChip } from '../../components/OfficeChip.tsx';
import { ListTools } from '../../components/ListTools.tsx';
import { ResponsiveTable, RowLink } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { ErrorState, TableSkeleton } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { Empty } from './Empty.tsx';
import { everyPage } from './every-page.ts';
import { limitationFilter, pictureAddress } from './picture-address.ts';
import type { PictureTabProps } from './picture-tab.ts';
import { ScopeFilters, useScopeWords } from './ScopeFilters.tsx';

const PAGE = 100;

export function LimitationList({ scope, today, illustrative }: PictureTabProps) {
  const t = useText();
  const w = t.pictures;
  const l = w.limitations;
  const [params, setParams] = useSearchParams();
  const address = useFilter();
  const filter = limitationFilter(params, today);
  const words = useScopeWords(scope);
  const pages = usePagesOf('pictures.limitations', { ...filter, limit: PAGE });
  const { agencyId } = filter;
  const agency = useQueryOf('agencies.get', { id: agencyId ?? '' }, { enabled: agencyId !== undefined });
  const rows = pages.rows ?? [];
  const drop = (...keys: readonly string[]) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        for (const key of keys) next.delete(key);
        return next;
      },
      { replace: true },
    );
  const marks: readonly (readonly [keys: readonly string[], words: string])[] = [
    ...(filter.kind === undefined ? [] : [[['kind'], l.kind(t.labels.agencyKind[filter.kind])] as const]),
    ...(filter.withPredecessors === true ? [[['predecessors'], l.predecessors] as const] : []),
    ...(filter.criterionId === undefined ? [] : [[['criterion'], l.narrowed.criterion] as const]),
    ...(filter.phraseId === undefined ? [] : [[['phrase'], l.narrowed.phrase] as const]),
    ...(filter.alike === undefined ? [] : [[['alike'], l.narrowed.alike] as const]),
    ...(filter.unnamed === true ? [[['unnamed', 'kind'], l.narrowed.unnamed] as const] : []),
  ];
  const columns: readonly Column<LimitationRow>[] = [
    {
      key: 'text',
      label: l.text,
      width: '36%',
      cell: ({ text }) => text,
      render: ({ text, to, officeId }) => (
        <>
          <RowLink to={to}>{text}</RowLink> <OfficeChip officeId={officeId} />
        </>
      ),
    },
    {
      key: 'agency',
      label: w.agency,
      width: '17%',
      cell: ({ agencyName }) => agencyName ?? w.unnamedRow,
      render: ({ agencyName }) => agencyName ?? w.unnamedRow,
    },
    {
      key: 'domain',
      label: w.domain,
      wideOnly: true,
      cell: ({ domainName }) => domainName,
      render: ({ domainName }) => domainName || w.noDomain,
    },
    { key: 'code', label: l.code, width: '5rem', render: ({ criterionCode }) => criterionCode ?? '' },
    {
      key: 'severity',
      label: l.severity,
      width: '5rem',
      render: ({ severity }) => (severity === null ? '' : l.severities[severity]),
    },
    { key: 'plan', label: l.plan, wideOnly: true, width: '20%', render: ({ planTitle }) => planTitle },
    {
      key: 'year',
      label: w.year,
      width: '4rem',
      render: ({ year }) => (year === null ? '' : String(year)),
    },
  ];
  const all = () => everyPage((cursor) => ({ ...filter, ...cursor, limit: 200 }), 'pictures.limitations');
  return (
    <>
      <ScopeFilters
        scope={scope}
        more={['agency', 'kind', 'predecessors', 'criterion', 'phrase', 'alike', 'unnamed']}
        tools={
          <ListTools
            list="pictures.limitations"
            title={l.listTitle}
            columns={columns}
            officeOf={({ officeId }) => officeId}
            rows={pages.hasMore ? all : rows}
            filters={[...words, [w.agency, agency.data?.version.name]]}
            illustrative={illustrative || rows.some((row) => row.illustrative)}
          />
        }
      >
        <MuiLink component={Link} to={pictureAddress('limitations', params)} variant="body2">
          ‹ {l.back}
        </MuiLink>
        <Box sx={{ width: '14rem', '& .MuiFormHelperText-root': { display: 'none' } }}>
          <AgencyPicker
            label={w.agency}
            on={null}
            withEnded
            value={
              agencyId === undefined
                ? null
                : { id: agencyId, name: agency.data?.version.name ?? t.frame.loading }
            }
            onChange={(next) =>
              next === null ? drop('agency', 'predecessors') : address.set('agency', next.id)
            }
          />
        </Box>
        {marks.map(([keys, text]) => (
          <Chip
            key={keys.join(' ')}
            label={text}
            variant="outlined"
            onDelete={() => drop(...keys)}
            aria-label={l.drop(text)}
            sx={{ height: 32, borderRadius: 1 }}
          />
        ))}
      </ScopeFilters>
      {pages.error !== null ? (
        <ErrorState error={pages.error} onRetry={pages.retry} />
      ) : pages.rows === undefined ? (
        <TableSkeleton />
      ) : rows.length === 0 ? (
        <Empty scope={scope} />
      ) : (
        <>
          <ResponsiveTable
            label={l.listTitle}
            columns={columns}
            rows={rows}
            rowKey={({ findingId, agencyId: of }) => `${findingId} ${of ?? ''}`}
            rowTo={({ to }) => to}
          />
          <ListEnd
            text={pages.hasMore ? l.shown(formatCount(rows.length)) : l.all(formatCount(rows.length))}
            hasMore={pages.hasMore}
            busy={pages.loadingMore}
            onMore={pages.more}
          />
        </>
      )}
    </>
  );
}

interface ListEndProps {
  readonly text: string;
  readonly hasMore: boolean;
  readonly busy: boolean;
  readonly onMore: () => void;
}
/** How many are shown, and the rest. */
export function ListEnd({ text, hasMore, busy, onMore }: ListEndProps) {
  const w = useText().pictures;
  return (
    <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', mt: 1 }}>
      <Typography variant="body2" color="text.secondary" role="status">
        {text}
      </Typography>
      {hasMore ? (
        <Button variant="outlined" disabled={busy} onClick={onMore}>
          {w.more}
        </Button>
      ) : null}
    </Box>
  );
}
