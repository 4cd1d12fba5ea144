/**
 * Which columns of a returned form are not where they were: those that left the order of the others, or, where only the
 * place has shifted, the first that stands elsewhere.
 */

export interface PlacedColumn {
  readonly key: string;
  /** Counted from 1. */
  readonly expected: number;
  readonly found: number;
}

/** The longest run of columns that kept their order: what is outside of it was moved. */
function inOrder(columns: readonly PlacedColumn[]): ReadonlySet<string> {
  const best: { readonly length: number; readonly previous: number }[] = [];
  for (const [index, column] of columns.entries()) {
    let length = 1;
    let previous = -1;
    for (let before = 0; before < index; before += 1) {
      const candidate = (best[before]?.length ?? 0) + 1;
      if ((columns[before]?.found ?? Infinity) < column.found && candidate > length) {
        length = candidate;
        previous = before;
      }
    }
    best.push({ length, previous });
  }
  const longest = best.reduce((at, one, index) => (one.length > (best[at]?.length ?? 0) ? index : at), 0);
  const kept = new Set<string>();
  for (let at = longest; at >= 0; at = best[at]?.previous ?? -1) {
    const column = columns[at];
    if (column !== undefined) kept.add(column.key);
  }
  return kept;
}

export function movedColumns(columns: readonly PlacedColumn[]): readonly PlacedColumn[] {
  const sorted = columns.toSorted((a, b) => a.expected - b.expected);
  const kept = inOrder(sorted);
  const moved = sorted.filter(({ key }) => !kept.has(key));
  if (moved.length > 0) return moved;
  const shifted = sorted.find(({ expected, found }) => expected !== found);
  return shifted === undefined ? [] : [shifted];
}
