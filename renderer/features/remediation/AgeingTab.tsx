// How long what is overdue has been so: bars, and the table behind them; every number opens its list.
import { lazy, Suspense } from 'react';
import Box from '@mui/material/Box';
import MuiLink from '@mui/material/Link';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { Link, useSearchParams } from 'react-router';
import type { RemediationFilter } from '../../../core/contract/remediation.ts';
import { addDays } from '../../../core/rules/due.ts';
import { useQueryOf } from '../../api/query.ts';
import { ListActions } from '../../components/ListActions.tsx';
import { EmptyState, Loaded } from '../../components/States.tsx';
import { formatCount, formatPercent } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { plainTable } from '../../components/plain-table.ts';
import { overdueSpan, remediationAddress, scopeOf, scopeParams } from './remediation-address.ts';

const AgeingChart = lazy(async () => ({ default: (await import('./AgeingChart.tsx')).AgeingChart }));

interface AgeingTabProps {
  readonly filter: RemediationFilter;
  readonly today: string;
  readonly subtitle: string | null;
}

export function AgeingTab({ filter, today, subtitle }: AgeingTabProps) {
  const t = useText();
  const w = t.remediation.ageing;
  const [params] = useSearchParams();
  const query = useQueryOf('remediation.ageing', scopeOf(filter), { keepPrevious: true });
  const kept = scopeParams(params);
  return (
    <Loaded query={query}>
      {(groups) => {
        const total = groups.reduce((sum, { count }) => sum + count, 0);
        if (total === 0) return <EmptyState title={w.none} text={w.noneText} />;
        const rows = groups.map((group) => ({
          ...group,
          label:
            group.toDays === null
              ? w.above(formatCount(group.fromDays))
              : w.range(formatCount(group.fromDays), formatCount(group.toDays)),
          to: remediationAddress('list', overdueSpan(today, group.fromDays, group.toDays, addDays), kept),
        }));
        return (
          <>
            <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mb: 1 }}>
              <Typography variant="h2" sx={{ flex: 1 }}>
                {w.label}
              </Typography>
              <ListActions
                title={w.label}
                subtitle={subtitle}
                columns={[
                  { label: w.ageing, kind: 'text' },
                  { label: w.count, kind: 'count' },
                  { label: w.share, kind: 'percent' },
                  { label: w.agencies, kind: 'count' },
                ]}
                rows={rows.map(({ label, count, agencies }) => [
                  label,
                  count,
                  Math.round((count / total) * 10_000),
                  agencies,
                ])}
              />
            </Box>
            <Suspense fallback={<Skeleton variant="rounded" height={260} sx={{ maxWidth: '52rem' }} />}>
              <AgeingChart title={w.label} bars={rows} />
            </Suspense>
            <Box component="table" aria-label={w.label} sx={{ ...plainTable, maxWidth: '52rem', mt: 1.5 }}>
              <thead>
                <tr>
                  <th scope="col">{w.ageing}</th>
                  <th scope="col" className="number">
                    {w.count}
                  </th>
                  <th scope="col" className="number">
                    {w.share}
                  </th>
                  <th scope="col" className="number">
                    {w.agencies}
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.fromDays}>
                    <th scope="row">{row.label}</th>
                    <td className="number">
                      {row.count === 0 ? (
                        '0'
                      ) : (
                        <MuiLink component={Link} to={row.to}>
                          {formatCount(row.count)}
                        </MuiLink>
                      )}
                    </td>
                    <td className="number">{formatPercent(row.count, total)}</td>
                    <td className="number">{formatCount(row.agencies)}</td>
                  </tr>
                ))}
                <tr>
                  <Box component="th" scope="row" sx={{ '&&': { fontWeight: 600 } }}>
                    {w.total}
                  </Box>
                  <td className="number">
                    <MuiLink
                      component={Link}
                      to={remediationAddress('list', { due: 'overdue' }, kept)}
                      sx={{ fontWeight: 600 }}
                    >
                      {formatCount(total)}
                    </MuiLink>
                  </td>
                  <td className="number">{formatPercent(total, total)}</td>
                  <td className="number">–</td>
                </tr>
              </tbody>
            </Box>
            <Typography variant="caption" color="text.secondary" component="p" sx={{ mt: 0.75 }}>
              {w.agenciesNote}
            </Typography>
          </>
        );
      }}
    </Loaded>
  );
}
