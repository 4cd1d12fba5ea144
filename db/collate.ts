// Vietnamese order of names. SQLite has no ICU here, so short lists are ordered after reading.
const collator = new Intl.Collator('vi', { numeric: true });

export function compareNames(first: string, second: string): number {
  return collator.compare(first, second);
}

export function byName<T>(nameOf: (row: T) => string): (first: T, second: T) => number {
  return (first, second) => compareNames(nameOf(first), nameOf(second));
}
