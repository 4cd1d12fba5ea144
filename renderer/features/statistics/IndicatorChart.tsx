// Bars of one indicator. Readable without colour: what is beyond the limit is hatched, every bar carries its value, the
// limit is a dashed line with its words. Loaded when it is first needed.
import { useId } from 'react';
import Box from '@mui/material/Box';
import { BarChart } from '@mui/x-charts/BarChart';
import { ChartsReferenceLine } from '@mui/x-charts/ChartsReferenceLine';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import type { ChartPoint } from './chart-point.ts';

interface IndicatorChartProps {
  readonly title: string;
  readonly points: readonly ChartPoint[];
  readonly percent: boolean;
  readonly limit: number | null;
  readonly limitLabel: string;
}

/** Words over a bar or a line stay readable. */
const halo = {
  paintOrder: 'stroke',
  stroke: 'var(--k-palette-background-default)',
  strokeWidth: 4,
  strokeLinejoin: 'round',
} as const;

const decimals = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 2 });

export function IndicatorChart({ title, points, percent, limit, limitLabel }: IndicatorChartProps) {
  const w = useText().statistics;
  const hatch = `hatch${useId().replace(/[^A-Za-z0-9]/gu, '')}`;
  const show = (value: number | null) =>
    value === null ? '' : percent ? `${decimals.format(value)}\u00a0%` : formatCount(value);
  const within = points.map(({ value, beyond }) => (beyond === true ? null : value));
  const beyond = points.map((point) => (point.beyond === true ? point.value : null));
  const hasBeyond = beyond.some((value) => value !== null);
  const hasWithin = within.some((value) => value !== null);
  const label = (item: { readonly value: number | null }) => show(item.value);
  const shared = {
    stack: 'one',
    valueFormatter: show,
    barLabel: label,
    barLabelPlacement: 'outside',
  } as const;
  // Room for long names of agencies: they stand on their side.
  const isCrowded = points.length > 6;
  const highest = Math.max(limit ?? 0, ...points.map(({ value }) => value));
  return (
    <Box
      role="img"
      aria-label={`${title}. ${points.map((point) => `${point.label}: ${point.text}`).join('; ')}`}
      sx={{
        '& .MuiBarLabel-root': { ...halo, fontSize: '0.75rem', fill: 'var(--k-palette-text-primary)' },
        overflowX: 'auto',
      }}
    >
      <Box sx={{ minWidth: Math.max(320, points.length * 56), maxWidth: 120 + points.length * 150 }}>
        <BarChart
          height={isCrowded ? 360 : 280}
          skipAnimation
          hideLegend={!hasBeyond}
          grid={{ horizontal: true }}
          xAxis={[
            {
              scaleType: 'band',
              data: points.map(({ id }) => id),
              valueFormatter: (id: string) => points.find((point) => point.id === id)?.label ?? '',
              height: isCrowded ? 130 : 36,
              tickLabelStyle: isCrowded ? { angle: -40, textAnchor: 'end', fontSize: 11 } : { fontSize: 12 },
            },
          ]}
          yAxis={[
            {
              min: 0,
              ...(percent ? { valueFormatter: (value: number) => (value > 100 ? '' : `${value} %`) } : {}),
              // Room for the figure above the highest bar.
              max: highest === 0 ? 1 : highest * 1.12,
              width: 52,
            },
          ]}
          series={[
            ...(hasWithin
              ? [
                  {
                    ...shared,
                    id: 'within',
                    data: within,
                    label: hasBeyond ? w.within : w.noThreshold,
                    color: 'var(--k-palette-primary-main)',
                  },
                ]
              : []),
            ...(hasBeyond
              ? [{ ...shared, id: 'beyond', data: beyond, label: w.beyond, color: `url(#${hatch})` }]
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
              <rect width="3" height="7" fill="var(--k-palette-error-main)" />
            </pattern>
          </defs>
          {limit === null ? null : (
            <ChartsReferenceLine
              y={limit}
              label={limitLabel}
              labelAlign="end"
              labelStyle={{ fontSize: 11, ...halo }}
              lineStyle={{ strokeDasharray: '5 4' }}
            />
          )}
        </BarChart>
      </Box>
    </Box>
  );
}
