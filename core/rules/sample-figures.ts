/**
 * What the samples of a visit say in figures, and of which criterion. Only lines of which every check is answered count:
 * a half-read sample proves nothing. Samples of a kind are added up.
 */
import type { RegisterKind, Sample } from '../contract/samples.ts';

export type SampleFigureKey =
  | 'dossiers_passing'
  | 'dossiers_late'
  | 'apologies'
  | 'incoming_passing'
  | 'incoming_late'
  | 'outgoing_passing'
  | 'format_right';

export interface SampleFigure {
  readonly key: SampleFigureKey;
  /** Code of the criterion that it answers; null where it is told beside and answers none. */
  readonly criterion: string | null;
  readonly numerator: number;
  readonly denominator: number;
  readonly sampleIds: readonly string[];
}

type Figured = Pick<Sample, 'id' | 'kind' | 'checked' | 'passed' | 'checks'>;

/** Figures with something in the denominator, in the order of the checklist. */
export function sampleFigures(samples: readonly Figured[]): SampleFigure[] {
  const of = (kind: RegisterKind) => samples.filter((one) => one.kind === kind && one.checked > 0);
  const sum = (rows: readonly Figured[], read: (row: Figured) => number) =>
    rows.reduce((total, row) => total + read(row), 0);
  const check = (row: Figured, key: string) =>
    row.checks.find((one) => one.key === key) ?? { looked: 0, faults: 0 };
  const figure = (
    key: SampleFigureKey,
    criterion: string | null,
    kind: RegisterKind,
    numerator: (row: Figured) => number,
    denominator: (row: Figured) => number,
  ): SampleFigure => {
    const rows = of(kind);
    return {
      key,
      criterion,
      numerator: sum(rows, numerator),
      denominator: sum(rows, denominator),
      sampleIds: rows.map(({ id }) => id),
    };
  };
  const passing = (key: SampleFigureKey, criterion: string, kind: RegisterKind) =>
    figure(
      key,
      criterion,
      kind,
      (row) => row.passed,
      (row) => row.checked,
    );
  const right = (key: SampleFigureKey, criterion: string | null, kind: RegisterKind, of: string) =>
    figure(
      key,
      criterion,
      kind,
      (row) => check(row, of).looked - check(row, of).faults,
      (row) => check(row, of).looked,
    );
  const late = (key: SampleFigureKey, kind: RegisterKind) =>
    figure(
      key,
      null,
      kind,
      (row) => check(row, 'on_time').faults,
      (row) => check(row, 'on_time').looked,
    );
  return [
    late('dossiers_late', 'dossiers'),
    right('apologies', null, 'dossiers', 'apology'),
    passing('dossiers_passing', '3.4.5', 'dossiers'),
    passing('incoming_passing', '7.1.2', 'incoming'),
    late('incoming_late', 'incoming'),
    passing('outgoing_passing', '7.1.3', 'outgoing'),
    right('format_right', '7.1.6', 'outgoing', 'format'),
  ].filter(({ denominator }) => denominator > 0);
}
