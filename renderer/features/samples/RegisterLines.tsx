// The lines of an imported register, a page at a time: all of them, the overdue, the rejected.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { styled } from '@mui/material/styles';
import type { Register } from '../../../core/contract/samples.ts';
import { useQueryOf } from '../../api/query.ts';
import { ChoiceToggle } from '../../components/ChoiceToggle.tsx';
import { Loaded, TableSkeleton } from '../../components/States.tsx';
import { dayOrBlank, formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';

export const lineFilters = ['all', 'overdue', 'rejected'] as const;
export type LineFilter = (typeof lineFilters)[number];
const PAGE = 100;

const Lines = styled('table')({
  width: '100%',
  borderCollapse: 'collapse',
  fontSize: '0.8125rem',
  '& th': {
    position: 'sticky',
    top: 0,
    textAlign: 'left',
    fontSize: '0.75rem',
    fontWeight: 600,
    padding: '4px 8px',
    color: 'var(--k-palette-text-secondary)',
    backgroundColor: 'var(--k-palette-background-sunken)',
    borderBottom: '1px solid var(--k-palette-divider)',
  },
  '& td': {
    padding: '4px 8px',
    verticalAlign: 'top',
    borderBottom: '1px solid var(--k-palette-divider)',
    overflowWrap: 'anywhere',
  },
  '& .day': { whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' },
  '& .late': { color: 'var(--k-palette-error-main)', fontWeight: 600, whiteSpace: 'nowrap' },
});

interface RegisterLinesProps {
  readonly register: Register;
  readonly only: LineFilter;
  readonly from: number;
  readonly onChange: (view: { readonly only: LineFilter; readonly from: number }) => void;
  readonly onBack: () => void;
}

export function RegisterLines({ register, only, from, onChange, onBack }: RegisterLinesProps) {
  const t = useText();
  const w = t.samples;
  const v = w.linesView;
  const input = { id: register.id, only, from, limit: PAGE };
  const query = useQueryOf('registers.lines', input, { keepPrevious: true });
  const counts = { all: register.lines, overdue: register.overdue, rejected: register.rejected };
  return (
    <>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, px: 2.5, py: 1, flexWrap: 'wrap' }}>
        <Button variant="outlined" color="secondary" onClick={onBack}>
          ← {v.back}
        </Button>
        <Typography variant="h2" sx={{ fontSize: '0.9375rem', flex: '1 1 12rem', minWidth: 0 }}>
          {v.title(register.title)}
        </Typography>
        <ChoiceToggle
          label={v.onlyLabel}
          value={only}
          choices={lineFilters.map((value) => ({
            value,
            label: `${v.only[value]} (${formatCount(counts[value])})`,
          }))}
          onChange={(next) => onChange({ only: next, from: 0 })}
        />
      </Box>
      <Box
        sx={{ flex: 1, minHeight: '16rem', overflow: 'auto' }}
        tabIndex={0}
        role="region"
        aria-label={v.title(register.title)}
      >
        <Loaded query={query} skeleton={<TableSkeleton />}>
          {({ rows }) =>
            rows.length === 0 ? (
              <Typography color="text.secondary" sx={{ px: 2.5, py: 3 }}>
                {v.none}
              </Typography>
            ) : (
              <Lines>
                <thead>
                  <tr>
                    <th scope="col">{v.columns.rowNo}</th>
                    <th scope="col">{v.columns.code}</th>
                    <th scope="col">{v.columns.title}</th>
                    <th scope="col">{v.columns.field}</th>
                    <th scope="col">{v.columns.received}</th>
                    <th scope="col">{v.columns.due}</th>
                    <th scope="col">{v.columns.resolved}</th>
                    <th scope="col">{v.columns.state}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((line) => (
                    <tr key={line.rowNo}>
                      <td className="day">{formatCount(line.rowNo)}</td>
                      <td>{line.code}</td>
                      <td>{line.title}</td>
                      <td>{line.fieldName}</td>
                      <td className="day">{dayOrBlank(line.receivedOn)}</td>
                      <td className="day">{dayOrBlank(line.dueOn)}</td>
                      <td className="day">{dayOrBlank(line.resolvedOn)}</td>
                      <td>
                        {w.states[line.state]}
                        {line.overdue ? <span className="late"> ■ {w.overdue}</span> : null}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </Lines>
            )
          }
        </Loaded>
      </Box>
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          justifyContent: 'flex-end',
          gap: 1.5,
          px: 2.5,
          py: 0.75,
          borderTop: '1px solid',
          borderColor: 'divider',
        }}
      >
        <Typography variant="body2" component="output">
          {v.page(
            formatCount(Math.min(from + 1, counts[only])),
            formatCount(Math.min(from + PAGE, counts[only])),
            formatCount(counts[only]),
          )}
        </Typography>
        <Button disabled={from === 0} onClick={() => onChange({ only, from: Math.max(0, from - PAGE) })}>
          {v.previous}
        </Button>
        <Button disabled={from + PAGE >= counts[only]} onClick={() => onChange({ only, from: from + PAGE })}>
          {v.next}
        </Button>
      </Box>
    </>
  );
}
