// How much of each kind of agency the round reaches, against its target; where it cannot be told, why.
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { Coverage } from '../../../core/contract/plans.ts';
import { useQueryOf } from '../../api/query.ts';
import { Loaded } from '../../components/States.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { formatCount, formatPercent, shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { FormSkeleton } from '../../components/States.tsx';

export function CoverageBlock({ planId }: { readonly planId: string }) {
  const coverage = useQueryOf('plans.coverage', { id: planId });
  return (
    <Loaded query={coverage} skeleton={<FormSkeleton rows={2} />}>
      {(found) => <CoverageTable coverage={found} />}
    </Loaded>
  );
}

function CoverageTable({ coverage }: { readonly coverage: Coverage }) {
  const t = useText();
  const w = t.plans.coverage;
  const reached =
    coverage.target === null || coverage.unknown !== null || coverage.total === 0
      ? null
      : coverage.inspected * 100 >= coverage.target * coverage.total;
  const share = (line: Pick<Coverage, 'inspected' | 'total' | 'unknown'>) =>
    line.unknown !== null ? (
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {w.unknown} ({w.reasons[line.unknown]})
      </Box>
    ) : (
      (formatPercent(line.inspected, line.total) ?? w.unknown)
    );
  if (coverage.kinds.length === 0) {
    return (
      <Typography variant="body2" color="text.secondary">
        {w.empty}
      </Typography>
    );
  }
  return (
    <Box>
      <Box
        component="table"
        aria-label={w.title}
        sx={{
          borderCollapse: 'collapse',
          width: '100%',
          maxWidth: '46rem',
          fontSize: '0.8125rem',
          lineHeight: 1.55,
          '& th, & td': { padding: '4px 10px 4px 0', textAlign: 'left', verticalAlign: 'top' },
          '& thead th': {
            color: 'text.secondary',
            fontWeight: 600,
            borderBottom: '1px solid',
            borderColor: 'divider',
          },
          '& tbody th': { fontWeight: 400 },
          '& tfoot th, & tfoot td': { fontWeight: 600, borderTop: '1px solid', borderColor: 'divider' },
        }}
      >
        <thead>
          <tr>
            <th scope="col">{w.kind}</th>
            <th scope="col">{w.counted}</th>
            <th scope="col">{w.share}</th>
          </tr>
        </thead>
        <tbody>
          {coverage.kinds.map((line) => (
            <tr key={line.kind}>
              <th scope="row">{t.labels.agencyKind[line.kind]}</th>
              <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
                {formatCount(line.inspected)}/{formatCount(line.total)}
              </Box>
              <td>{share(line)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{w.all}</th>
            <Box component="td" sx={{ whiteSpace: 'nowrap' }}>
              {formatCount(coverage.inspected)}/{formatCount(coverage.total)}
            </Box>
            <td>{share(coverage)}</td>
          </tr>
        </tfoot>
      </Box>
      <Box sx={{ display: 'flex', gap: 1.5, mt: 0.75, flexWrap: 'wrap', alignItems: 'center' }}>
        {coverage.target === null ? (
          <Typography variant="caption" color="text.secondary">
            {w.noTarget}
          </Typography>
        ) : (
          <>
            <Typography variant="caption" color="text.secondary">
              {w.targetIs(String(coverage.target))}
            </Typography>
            {reached === null ? null : (
              <StatusChip tone={reached ? 'verified' : 'due'} label={reached ? w.reached : w.notReached} />
            )}
          </>
        )}
        <Typography variant="caption" color="text.secondary">
          {w.on(shortDay(coverage.on))}
        </Typography>
      </Box>
    </Box>
  );
}
