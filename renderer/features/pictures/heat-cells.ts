// How heavy a cell of the heat map looks, and what its row is called.
import type { HeatCell, HeatMeasure, HeatRow } from '../../../core/contract/pictures.ts';
import type { Output } from '../../../core/contract/index.ts';
import { formatHundredths } from '../../../core/rules/format.ts';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';

export type HeatMap = Output<'pictures.heatMap'>;

/** `bar`: share of the cell's width; `shade`: how strong, both of 1. A low score is what weighs. */
export function weightOf(
  { value }: HeatCell,
  highest: number,
  measure: HeatMeasure,
): { readonly bar: number; readonly shade: number } {
  if (value === null) return { bar: 0, shade: 0 };
  if (measure === 'score') {
    const part = Math.min(1, Math.max(0, value / 10_000));
    return { bar: part, shade: 1 - part };
  }
  const part = highest <= 0 ? 0 : Math.min(1, value / highest);
  return { bar: part, shade: part };
}

export function cellText({ value }: HeatCell, measure: HeatMeasure): string {
  if (value === null) return '–';
  return measure === 'score' ? formatHundredths(value) : formatCount(value);
}

export function useRowName(): (row: Pick<HeatRow, 'name' | 'kind'>) => string {
  const t = useText();
  return ({ name, kind }) => name ?? (kind === null ? t.pictures.unnamedRow : t.labels.agencyKind[kind]);
}
