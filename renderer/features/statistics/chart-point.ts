// One bar of a chart.
export interface ChartPoint {
  readonly id: string;
  readonly label: string;
  /** Per cent, or a count. */
  readonly value: number;
  /** "132/1.204 = 10,96 %". */
  readonly text: string;
  /** Null where nothing says when it is a limitation. */
  readonly beyond: boolean | null;
}
