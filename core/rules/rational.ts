/**
 * Exact shares: decimals of a criteria set as fractions of whole numbers, so that no score and no percentage
 * depends on floating point. Knows nothing of criteria.
 */

/** `bottom` is always above zero. */
export interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

export const zero: Fraction = { top: 0n, bottom: 1n };
export const one: Fraction = { top: 1n, bottom: 1n };

export function fraction(top: number | bigint, bottom: number | bigint = 1): Fraction {
  return { top: BigInt(top), bottom: BigInt(bottom) };
}

/** `0.25` → 25/100; null for anything but plain decimals with a point. */
export function parseDecimal(text: string): Fraction | null {
  const match = /^(\d{1,12})(?:\.(\d{1,6}))?$/.exec(text.trim());
  if (match === null) return null;
  const [, whole = '0', places = ''] = match;
  return { top: BigInt(whole + places), bottom: 10n ** BigInt(places.length) };
}

export function multiply(a: Fraction, b: Fraction): Fraction {
  return { top: a.top * b.top, bottom: a.bottom * b.bottom };
}

/** `b` must not be zero. */
export function divide(a: Fraction, b: Fraction): Fraction {
  return { top: a.top * b.bottom, bottom: a.bottom * b.top };
}

/** Below zero, zero or above zero as `a` is less than, equal to or greater than `b`. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.top * b.bottom - b.top * a.bottom;
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
}

export function smaller(a: Fraction, b: Fraction): Fraction {
  return compare(a, b) <= 0 ? a : b;
}

/** To the nearest whole number, halves up; for fractions that are not negative. */
export function roundHalfUp(value: Fraction): number {
  return Number((value.top * 2n + value.bottom) / (value.bottom * 2n));
}
