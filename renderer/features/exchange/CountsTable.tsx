// How many rows of each kind a package holds.
import type { PackageProblem } from '../../../core/contract/exchange.ts';
import Box from '@mui/material/Box';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { inTableOrder, tableName } from './exchange-words.ts';

interface CountsTableProps {
  readonly label: string;
  readonly counts: readonly { readonly table: string; readonly rows: number }[];
  readonly maxHeight?: string;
}

export function CountsTable({ label, counts, maxHeight }: CountsTableProps) {
  const t = useText();
  const shown = inTableOrder(
    t,
    counts.filter(({ rows }) => rows > 0),
  );
  if (shown.length === 0) return null;
  return (
    <Box
      {...(maxHeight === undefined ? {} : { tabIndex: 0 })}
      role="region"
      aria-label={label}
      sx={{ overflow: 'auto', ...(maxHeight === undefined ? {} : { maxHeight }) }}
    >
      <Box
        component="table"
        sx={{
          width: '100%',
          borderCollapse: 'collapse',
          fontSize: '0.8125rem',
          lineHeight: 1.55,
          '& td, & th': { py: 0.25, borderBottom: '1px solid', borderColor: 'divider', fontWeight: 400 },
          '& th': { textAlign: 'left', pr: 2 },
          '& td': { textAlign: 'right' },
        }}
      >
        <tbody>
          {shown.map(({ table, rows }) => (
            <tr key={table}>
              <th scope="row">{tableName(t, table)}</th>
              <td>{formatCount(rows)}</td>
            </tr>
          ))}
        </tbody>
      </Box>
    </Box>
  );
}

interface ProblemListProps {
  readonly label: string;
  readonly problems: readonly PackageProblem[];
}
/** Errors or warnings, never both: cause and remedy of each, the severity said and not only coloured. */
export function ProblemList({ label, problems }: ProblemListProps) {
  const t = useText();
  const w = t.exchange;
  if (problems.length === 0) return null;
  return (
    <Box component="section" aria-label={label}>
      <Box
        component="h3"
        sx={{
          m: 0,
          mb: 0.5,
          fontSize: '0.8125rem',
          fontWeight: 600,
          color: problems[0]?.severity === 'error' ? 'error.main' : 'warning.main',
        }}
      >
        {label}
      </Box>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 0.75 }}>
        {problems.map((problem, index) => {
          const { cause, remedy } = w.problems[problem.code];
          const error = problem.severity === 'error';
          return (
            <Box
              component="li"
              key={`${problem.code}-${String(index)}`}
              sx={{
                borderLeft: '3px solid',
                borderColor: error ? 'error.main' : 'warning.main',
                pl: 1,
                fontSize: '0.8125rem',
                lineHeight: 1.55,
              }}
            >
              <Box component="span" sx={{ fontWeight: 600, color: error ? 'error.main' : 'warning.main' }}>
                {w.severity[problem.severity]}
                {problem.count > 1 ? ` ${w.problemCount(formatCount(problem.count))}` : ''}:{' '}
              </Box>
              {cause}{' '}
              {typeof problem.params['offices'] === 'string' && problem.params['offices'] !== ''
                ? `${w.problemOffices(problem.params['offices'])} `
                : null}
              <Box component="span" sx={{ color: 'text.secondary' }}>
                {remedy}
              </Box>
            </Box>
          );
        })}
      </Box>
    </Box>
  );
}
