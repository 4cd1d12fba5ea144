// A few lines over years or periods. Told apart without colour: each has its dashes, its mark and its letter at the end.
// What is not known is a gap. The table that belongs to it is the caller's.
import { useRef, useState, useEffect } from 'react';
import Box from '@mui/material/Box';

export interface ChartLine {
  readonly id: string;
  readonly label: string;
  /** One for each of the columns. */
  readonly values: readonly (number | null)[];
}
interface LineChartProps {
  readonly title: string;
  readonly columns: readonly string[];
  readonly lines: readonly ChartLine[];
  readonly format: (value: number) => string;
  /** The scale ends here at least: 100 of percents. */
  readonly atLeast?: number;
  readonly whole?: boolean;
}

const HEIGHT = 240;
const PAD = { left: 56, right: 40, top: 16, bottom: 28 } as const;
const dashes = ['none', '7 4', '2 3', '10 3 2 3', '4 2', '12 4', '1 5', '6 2 2 2 2 2'] as const;
const tones = ['primary', 'error', 'warning', 'success', 'info', 'secondary'] as const;
const letterOf = (index: number) => String.fromCodePoint(65 + (index % 26));
const toneOf = (index: number) => `var(--k-palette-${tones[index % tones.length] ?? 'primary'}-main)`;
const dashOf = (index: number) => dashes[index % dashes.length] ?? 'none';

/** The width in pixels, so that letters keep their size. */
function useWidth(): readonly [React.RefObject<HTMLDivElement | null>, number] {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(760);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const watch = new ResizeObserver(([entry]) => {
      if (entry !== undefined && entry.contentRect.width > 0) setWidth(Math.round(entry.contentRect.width));
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return [box, width];
}

/** 1, 2 or 5 times a power of ten, so that four or five lines fill the scale. */
export function stepOf(highest: number, whole: boolean): number {
  const raw = highest / 4;
  const power = 10 ** Math.floor(Math.log10(raw <= 0 ? 1 : raw));
  const step = [1, 2, 5, 10].map((times) => times * power).find((one) => one >= raw) ?? power;
  return whole ? Math.max(1, step) : step;
}

export function LineChart({ title, columns, lines, format, atLeast = 0, whole = false }: LineChartProps) {
  const [box, width] = useWidth();
  // A line needs two points; of one the table says everything.
  const isDrawn = columns.length > 1;
  const known = lines.flatMap(({ values }) => values.filter((value) => value !== null));
  const highest = Math.max(atLeast, ...known, whole ? 1 : 0.01);
  const step = stepOf(highest, whole);
  const top = Math.ceil(highest / step - 1e-9) * step;
  const inner = width - PAD.left - PAD.right;
  const x = (index: number) =>
    PAD.left + (columns.length < 2 ? inner / 2 : (inner * index) / (columns.length - 1));
  const y = (value: number) => PAD.top + (HEIGHT - PAD.top - PAD.bottom) * (1 - value / top);
  const ticks = Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step);
  // As many names of columns as fit.
  const each = Math.max(1, Math.ceil((columns.length * 76) / Math.max(inner, 1)));
  if (!isDrawn) return null;
  return (
    <Box ref={box} sx={{ maxWidth: '60rem', breakInside: 'avoid' }}>
      <Box
        component="ul"
        aria-hidden
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          gap: '2px 16px',
          listStyle: 'none',
          m: 0,
          p: 0,
          fontSize: '0.75rem',
        }}
      >
        {lines.map(({ id, label }, index) => (
          <Box component="li" key={id} sx={{ display: 'flex', alignItems: 'center', gap: 0.75 }}>
            <svg width="34" height="14">
              <line
                x1="0"
                x2="34"
                y1="7"
                y2="7"
                stroke={toneOf(index)}
                strokeWidth="2"
                strokeDasharray={dashOf(index)}
              />
              <Mark x={17} y={7} index={index} />
            </svg>
            {`${letterOf(index)}. ${label}`}
          </Box>
        ))}
      </Box>
      <svg
        role="img"
        aria-label={`${title}. ${lines
          .map(
            ({ label, values }) =>
              `${label}: ${values
                .flatMap((value, index) =>
                  value === null ? [] : [`${columns[index] ?? ''} ${format(value)}`],
                )
                .join(', ')}`,
          )
          .join('; ')}`}
        width={width}
        height={HEIGHT}
        style={{ display: 'block', maxWidth: '100%' }}
      >
        {ticks.map((tick) => (
          <g key={tick}>
            <line
              x1={PAD.left}
              x2={width - PAD.right}
              y1={y(tick)}
              y2={y(tick)}
              stroke="var(--k-palette-divider)"
            />
            <text
              x={PAD.left - 8}
              y={y(tick) + 4}
              textAnchor="end"
              fontSize="11"
              fill="var(--k-palette-text-secondary)"
            >
              {format(tick)}
            </text>
          </g>
        ))}
        {columns.map((column, index) =>
          index % each === 0 ? (
            <text
              key={column}
              x={x(index)}
              y={HEIGHT - 8}
              textAnchor="middle"
              fontSize="12"
              fill="var(--k-palette-text-primary)"
            >
              {column}
            </text>
          ) : null,
        )}
        {lines.map(({ id, values }, index) => (
          <g key={id}>
            {runsOf(values).map((run) => (
              <polyline
                key={run[0]?.at ?? 0}
                points={run.map(({ at, value }) => `${String(x(at))},${String(y(value))}`).join(' ')}
                fill="none"
                stroke={toneOf(index)}
                strokeWidth="2"
                strokeDasharray={dashOf(index)}
              />
            ))}
            {values.map((value, at) =>
              value === null ? null : <Mark key={columns[at] ?? at} x={x(at)} y={y(value)} index={index} />,
            )}
            <EndLetter values={values} x={x} y={y} index={index} />
          </g>
        ))}
      </svg>
    </Box>
  );
}

interface Point {
  readonly at: number;
  readonly value: number;
}
/** Known values that follow one another. */
function runsOf(values: readonly (number | null)[]): readonly (readonly Point[])[] {
  const runs: Point[][] = [];
  let open: Point[] | null = null;
  for (const [at, value] of values.entries()) {
    if (value === null) {
      open = null;
      continue;
    }
    if (open === null) {
      open = [];
      runs.push(open);
    }
    open.push({ at, value });
  }
  return runs;
}

interface EndLetterProps {
  readonly values: readonly (number | null)[];
  readonly x: (index: number) => number;
  readonly y: (value: number) => number;
  readonly index: number;
}
function EndLetter({ values, x, y, index }: EndLetterProps) {
  const at = values.findLastIndex((value) => value !== null);
  const value = values[at];
  if (value === null || value === undefined) return null;
  return (
    <text
      x={x(at) + 10 + (index % 3) * 9}
      y={y(value) + 4}
      fontSize="12"
      fontWeight="600"
      fill="var(--k-palette-text-primary)"
    >
      {letterOf(index)}
    </text>
  );
}

/** Circle, square, diamond, triangle; filled or hollow. */
function Mark({ x, y, index }: { readonly x: number; readonly y: number; readonly index: number }) {
  const tone = toneOf(index);
  const shared = {
    stroke: tone,
    strokeWidth: 2,
    fill: Math.floor(index / 4) % 2 === 0 ? tone : 'var(--k-palette-background-paper)',
  };
  switch (index % 4) {
    case 0:
      return <circle cx={x} cy={y} r="4" {...shared} />;
    case 1:
      return <rect x={x - 3.5} y={y - 3.5} width="7" height="7" {...shared} />;
    case 2:
      return (
        <rect
          x={x - 3.5}
          y={y - 3.5}
          width="7"
          height="7"
          transform={`rotate(45 ${String(x)} ${String(y)})`}
          {...shared}
        />
      );
    default:
      return <path d={`M${String(x)} ${String(y - 5)}l5 8.5h-10z`} {...shared} />;
  }
}
