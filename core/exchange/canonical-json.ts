/**
 * One text for one value: keys sorted by code unit, no white space, numbers as ECMAScript writes them
 * (RFC 8785 for the values that we have). What is hashed or signed is written by this and nothing else.
 */

export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** Keys whose value is `undefined` are left out, as JSON.stringify does; anything JSON cannot say throws. */
export function canonicalJson(value: unknown): string {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`Not a JSON number: ${value}`);
      // -0 and 0 are the same number, so they must be the same text.
      return Object.is(value, -0) ? '0' : String(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      return Array.isArray(value) ? canonicalArray(value) : canonicalObject(value);
    default:
      throw new TypeError(`Not a JSON value: ${typeof value}`);
  }
}

function canonicalArray(items: readonly unknown[]): string {
  let text = '[';
  // By index, so that a hole is met (and refused) instead of skipped.
  for (let index = 0; index < items.length; index++) {
    text += (index === 0 ? '' : ',') + canonicalJson(items[index]);
  }
  return text + ']';
}

function canonicalObject(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) {
    throw new TypeError('Only plain objects have a canonical form');
  }
  let text = '{';
  let first = true;
  for (const [key, item] of Object.entries(value).toSorted(byKey)) {
    if (item === undefined) continue;
    text += `${first ? '' : ','}${JSON.stringify(key)}:${canonicalJson(item)}`;
    first = false;
  }
  return text + '}';
}

function byKey(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;
}
