// The days of a year as a wall calendar draws them: weeks from Monday. Days are ISO text.

/** 0: Monday … 6: Sunday. */
export function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** Weeks of seven places; null where the week belongs to another month. `month` counts from 1. */
export function weeksOf(year: number, month: number): readonly (readonly (string | null)[])[] {
  const prefix = `${String(year)}-${String(month).padStart(2, '0')}`;
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const days = Array.from({ length }, (_, index) => `${prefix}-${String(index + 1).padStart(2, '0')}`);
  const places: (string | null)[] = [
    ...Array.from({ length: weekdayOf(days[0] ?? '') }, () => null),
    ...days,
  ];
  while (places.length % 7 !== 0) places.push(null);
  return Array.from({ length: places.length / 7 }, (_, week) => places.slice(week * 7, week * 7 + 7));
}
