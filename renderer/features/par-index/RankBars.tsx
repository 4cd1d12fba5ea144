// The ranking as lying bars, one an agency, with its figure; what is provisional is hatched, the mean a dashed line. Read in
// black and white. Loaded when it is first needed.
import { useId } from 'react';
import Box from '@mui/material/Box';
import { BarChart } from '@mui/x-charts/BarChart';
import { ChartsReferenceLine } from '@mui/x-charts/ChartsReferenceLine';
import { useText } from '../../i18n/text.tsx';
import { share } from './index-words.ts';
import type { RankRow } from './index-words.ts';

interface RankBarsProps {
  readonly title: string;
  readonly rows: readonly RankRow[];
  readonly mean: number | null;
}

/** Words over a bar or a line stay readable. */
const halo = {
  paintOrder: 'stroke',
  stroke: 'var(--k-palette-background-default)',
  strokeWidth: 4,
  strokeLinejoin: 'round',
} as const;

const ROW = 30;
const NAME = 280;
/** The whole scale, and room for the figure beyond the longest bar. */
const END = 112;

export function RankBars({ title, rows, mean }: RankBarsProps) {
  const w = useText().parIndex.ranking;
  const hatch = `hatch${useId().replace(/[^A-Za-z0-9]/gu, '')}`;
  const show = (value: number | null) => (value === null ? '' : share(Math.round(value * 100)));
  const final = rows.map((row) => (row.provisional ? null : row.share / 100));
  const provisional = rows.map((row) => (row.provisional ? row.share / 100 : null));
  const hasProvisional = provisional.some((value) => value !== null);
  const named = new Map(rows.map((row) => [row.entryId, row]));
  const shared = {
    stack: 'one',
    valueFormatter: show,
    barLabel: (item: { readonly value: number | null }) => show(item.value),
    barLabelPlacement: 'outside',
  } as const;
  return (
    <Box
      role="img"
      aria-label={`${title}. ${rows.map((row) => `${row.agencyName}: ${share(row.share)}`).join('; ')}`}
      sx={{
        overflowX: 'auto',
        '& .MuiBarChart-label': {
          ...halo,
          fontSize: '0.75rem',
          fill: 'var(--k-palette-text-primary)',
        },
      }}
    >
      <Box sx={{ minWidth: 520 }}>
        <BarChart
          layout="horizontal"
          height={rows.length * ROW + 76}
          skipAnimation
          hideLegend={!hasProvisional}
          grid={{ vertical: true }}
          yAxis={[
            {
              scaleType: 'band',
              data: rows.map(({ entryId }) => entryId),
              valueFormatter: (id: string) => nameOf(named.get(id)),
              width: NAME,
              categoryGapRatio: 0.35,
              tickLabelStyle: { fontSize: 12 },
              tickLabelInterval: () => true,
            },
          ]}
          xAxis={[
            {
              min: 0,
              max: END,
              valueFormatter: (value: number) => (value > 100 ? '' : `${String(value)} %`),
              height: 30,
            },
          ]}
          series={[
            { ...shared, id: 'final', data: final, label: w.share, color: 'var(--k-palette-primary-main)' },
            ...(hasProvisional
              ? [
                  {
                    ...shared,
                    id: 'provisional',
                    data: provisional,
                    label: w.provisional,
                    color: `url(#${hatch})`,
                  },
                ]
              : []),
          ]}
        >
          <defs>
            <pattern
              id={hatch}
              width="7"
              height="7"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <rect width="7" height="7" fill="var(--k-palette-background-paper)" />
              <rect width="3" height="7" fill="var(--k-palette-warning-main)" />
            </pattern>
          </defs>
          {mean === null ? null : (
            <ChartsReferenceLine x={mean / 100} lineStyle={{ strokeDasharray: '5 4' }} />
          )}
        </BarChart>
      </Box>
      {mean === null ? null : (
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', fontSize: '0.75rem', pl: 1 }}>
          <Box component="span" sx={{ width: 28, borderTop: '1px dashed', borderColor: 'text.primary' }} />
          {w.meanLine(share(mean))}
        </Box>
      )}
    </Box>
  );
}

/** "1. Sở Nội vụ", shortened at the end where it is long; the table below has it whole. */
function nameOf(row: RankRow | undefined): string {
  if (row === undefined) return '';
  const name = row.agencyName.length > 38 ? `${row.agencyName.slice(0, 37)}…` : row.agencyName;
  return row.provisional ? name : `${String(row.rank)}. ${name}`;
}
