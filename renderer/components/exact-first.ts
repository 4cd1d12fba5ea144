// Search folds marks (đ = d, hoà = hòa); what was found with exactly the marks that were typed comes first. Pure.
export function exactFirst<Row>(
  rows: readonly Row[],
  typed: string,
  nameOf: (row: Row) => string,
): readonly Row[] {
  const text = typed.normalize('NFC').trim().toLocaleLowerCase('vi');
  if (text === '') return rows;
  const isExact = (row: Row) => nameOf(row).toLocaleLowerCase('vi').includes(text);
  // Both parts keep the order they came in.
  return [...rows.filter(isExact), ...rows.filter((row) => !isExact(row))];
}
