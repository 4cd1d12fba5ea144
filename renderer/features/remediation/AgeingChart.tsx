// Bars of what is overdue by how long: hatched the more the longer, so that they are told apart without colour, each
// with its figure. Loaded when it is first needed.
import { useId } from 'react';
import Box from '@mui/material/Box';
import { BarChart } from '@mui/x-charts/BarChart';
import { formatCount } from '../../format.ts';

export interface AgeingBar {
  readonly label: string;
  readonly count: number;
}

interface AgeingChartProps {
  readonly title: string;
  readonly bars: readonly AgeingBar[];
}

export function AgeingChart({ title, bars }: AgeingChartProps) {
  const name = `age${useId().replace(/[^A-Za-z0-9]/gu, '')}`;
  const highest = Math.max(0, ...bars.map(({ count }) => count));
  const show = (value: number | null) => (value === null ? '' : formatCount(value));
  return (
    <Box
      role="img"
      aria-label={`${title}. ${bars.map(({ label, count }) => `${label}: ${formatCount(count)}`).join('; ')}`}
      sx={{
        maxWidth: '52rem',
        '& .MuiBarLabel-root': {
          fontSize: '0.8125rem',
          fontWeight: 600,
          fill: 'var(--k-palette-text-primary)',
        },
      }}
    >
      <BarChart
        height={260}
        skipAnimation
        hideLegend
        grid={{ horizontal: true }}
        xAxis={[
          {
            scaleType: 'band',
            data: bars.map(({ label }) => label),
            tickLabelStyle: { fontSize: 12 },
            height: 32,
            colorMap: {
              type: 'ordinal',
              values: bars.map(({ label }) => label),
              colors: bars.map((_bar, index) => `url(#${name}${String(index)})`),
            },
          },
        ]}
        yAxis={[
          {
            min: 0,
            // Room for the figure above the highest bar.
            max: highest === 0 ? 1 : highest * 1.15,
            width: 44,
            tickMinStep: 1,
            valueFormatter: (value: number) => (Number.isInteger(value) ? formatCount(value) : ''),
          },
        ]}
        series={[
          {
            data: bars.map(({ count }) => count),
            valueFormatter: show,
            barLabel: ({ value }) => show(value),
            barLabelPlacement: 'outside',
          },
        ]}
      >
        <defs>
          {bars.map(({ label }, index) => (
            <pattern
              key={label}
              id={`${name}${String(index)}`}
              width="8"
              height="8"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <rect width="8" height="8" fill="var(--k-palette-background-paper)" />
              <rect
                width={Math.min(8, 2 + (6 * (index + 1)) / bars.length)}
                height="8"
                fill="var(--k-palette-error-main)"
              />
            </pattern>
          ))}
        </defs>
      </BarChart>
    </Box>
  );
}
