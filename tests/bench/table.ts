// The one table of the benchmarks: its rows, as text for the terminal and as Markdown for docs/benchmarks.md.
import { median, type Ratio, ratioOf, type Rounds } from './measure.ts';

export type Row = {
  readonly group: string;
  /** What of the product was measured. */
  readonly what: string;
  readonly baseline: string;
} & (
  | {
      readonly result: Ratio & { readonly product: number; readonly raw: number };
      /** Bytes instead of milliseconds. */
      readonly unit?: 'memory';
    }
  | { readonly skipped: string }
);

export function row<K extends string>(
  about: { readonly group: string; readonly what: string; readonly baseline: string },
  rounds: Rounds<K>,
  product: K,
  baseline: K,
): Row {
  const [mine, raw] = [rounds[product], rounds[baseline]];
  return { ...about, result: { ...ratioOf(mine, raw), product: median(mine), raw: median(raw) } };
}

/** Two amounts of memory, in bytes, of one run. */
export function memoryRow(
  about: { readonly group: string; readonly what: string; readonly baseline: string },
  product: number,
  raw: number,
): Row {
  const ratio = product / raw;
  return { ...about, unit: 'memory', result: { median: ratio, min: ratio, max: ratio, product, raw } };
}

export function formatRatio(value: number): string {
  return `${value >= 20 ? value.toFixed(0) : value >= 2 ? value.toFixed(1) : value.toFixed(2)}×`;
}

function formatDuration(milliseconds: number): string {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toFixed(2)} s`;
  return milliseconds >= 10 ? `${milliseconds.toFixed(0)} ms` : `${milliseconds.toPrecision(2)} ms`;
}

const formatMemory = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MiB`;

const HEADINGS = ['measured', 'against', 'ratio', 'min – max', '(ours)', '(baseline)'] as const;

function cells(one: Row): readonly string[] {
  if ('skipped' in one) return [one.what, one.baseline, `skipped: ${one.skipped}`, '', '', ''];
  const { median: middle, min, max, product, raw } = one.result;
  const format = one.unit === 'memory' ? formatMemory : formatDuration;
  return [
    one.what,
    one.baseline,
    formatRatio(middle),
    `${formatRatio(min)} – ${formatRatio(max)}`,
    format(product),
    format(raw),
  ];
}

export function textTable(rows: readonly Row[]): string {
  const lines = [HEADINGS, ...rows.map(cells)];
  const widths = HEADINGS.map((_heading, column) =>
    Math.max(
      ...lines
        .filter((line) => !line[2]?.startsWith('skipped') || column < 2)
        .map((line) => line[column]?.length ?? 0),
    ),
  );
  const format = (line: readonly string[]) =>
    line
      .map((cell, column) => (column < 2 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join('  ')
      .trimEnd();
  let group = '';
  const body = rows.flatMap((one) => {
    const heading = one.group === group ? [] : ['', one.group];
    group = one.group;
    return [...heading, format(cells(one))];
  });
  return [format(HEADINGS), ...body].join('\n');
}

export function markdownTable(rows: readonly Row[]): string {
  const line = (texts: readonly string[]) =>
    `| ${texts.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
  let group = '';
  const body = rows.flatMap((one) => {
    const heading = one.group === group ? [] : [line([`**${one.group}**`, '', '', '', '', ''])];
    group = one.group;
    const [what = '', baseline = '', ratio = '', ...rest] = cells(one);
    return [...heading, line([what, baseline, 'skipped' in one ? ratio : `**${ratio}**`, ...rest])];
  });
  return [line(HEADINGS), '| --- | --- | ---: | :---: | ---: | ---: |', ...body].join('\n');
}
