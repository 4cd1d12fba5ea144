// What of an address is the view of a list: its parameters in a fixed order, without what is open beside the list.

/** Opened in place, or where the reader happens to be: no part of how the list looks. */
const PASSING = [
  'recommendation',
  'agency-open',
  'document',
  'cursor',
  'page',
  'open',
  'new',
  'task',
  'procedure',
  'import',
  'propose',
];

export function viewQuery(params: URLSearchParams, passing: readonly string[] = []): string {
  const kept = new URLSearchParams();
  for (const [name, value] of [...params].sort(([first], [second]) =>
    first < second ? -1 : first > second ? 1 : 0,
  )) {
    if (value !== '' && !PASSING.includes(name) && !passing.includes(name)) kept.append(name, value);
  }
  return kept.toString();
}

/** Two addresses show the same list in the same way. */
export function isSameView(first: string, second: string, passing: readonly string[] = []): boolean {
  return viewQuery(new URLSearchParams(first), passing) === viewQuery(new URLSearchParams(second), passing);
}
