/**
 * A newer list of administrative units against the units in force: what is new, renamed, of another kind or parent, coded
 * anew, or gone. Nothing is ever overwritten: whatever differs ends one row and begins another, because codes and names
 * are used again with another meaning. Pure.
 */
import type { CatalogueUnit } from '../contract/catalogue.ts';
import { nameKey } from './same-name.ts';

export type UnitAspect = 'code' | 'name' | 'kind' | 'parent';

export type UnitDifference<U extends CatalogueUnit, L extends CatalogueUnit> =
  | { readonly action: 'same'; readonly before: U; readonly after: L }
  | { readonly action: 'add'; readonly after: L }
  /** `before` ends, `after` begins. */
  | {
      readonly action: 'change';
      readonly before: U;
      readonly after: L;
      readonly aspects: readonly UnitAspect[];
    }
  | { readonly action: 'end'; readonly before: U };

/** What of the data a list speaks of: what lies outside is not gone because the list leaves it out. */
export interface Coverage {
  /** It lists provinces at all. */
  readonly provinces: boolean;
  /** Codes of provinces whose communes it lists. */
  readonly parents: ReadonlySet<string>;
}

export function coverageOf(list: readonly Pick<CatalogueUnit, 'parentCode'>[]): Coverage {
  return {
    provinces: list.some((unit) => unit.parentCode === null),
    parents: new Set(list.flatMap((unit) => (unit.parentCode === null ? [] : [unit.parentCode]))),
  };
}

/** Marks count, but not where a tone stands: "Hoà" and "Hòa" are one name, "Cẩm Giang" and "Cẩm Giàng" are two. */
function sameName(first: CatalogueUnit, second: CatalogueUnit): boolean {
  return nameKey(first.fullName) === nameKey(second.fullName);
}

function aspectsOf(before: CatalogueUnit, after: CatalogueUnit): readonly UnitAspect[] {
  return [
    ...(before.code === after.code ? [] : ['code' as const]),
    ...(sameName(before, after) ? [] : ['name' as const]),
    ...(before.kind === after.kind ? [] : ['kind' as const]),
    ...(before.parentCode === after.parentCode ? [] : ['parent' as const]),
  ];
}

/** In the order of the list, then what is gone. Codes do not repeat in either. */
export function diffCatalogue<U extends CatalogueUnit, L extends CatalogueUnit>(
  current: readonly U[],
  list: readonly L[],
  options: {
    /** Codes that stand in the list but cannot be read: they are not gone. */
    readonly unread?: ReadonlySet<string>;
    readonly coverage?: Coverage;
  } = {},
): readonly UnitDifference<U, L>[] {
  const coverage = options.coverage ?? coverageOf(list);
  const byCode = new Map(current.map((unit) => [unit.code, unit]));
  const listed = new Set(list.map((unit) => unit.code));
  const missing = current.filter((unit) => !listed.has(unit.code) && options.unread?.has(unit.code) !== true);
  const goneProvinces = new Set(
    coverage.provinces ? missing.flatMap((unit) => (unit.parentCode === null ? [unit.code] : [])) : [],
  );
  const covered = (unit: U) =>
    unit.parentCode === null
      ? coverage.provinces
      : coverage.parents.has(unit.parentCode) || goneProvinces.has(unit.parentCode);
  const gone = missing.filter(covered);

  // The same unit under another code: exactly one of its name and kind goes and one comes in the same province.
  const identity = (unit: CatalogueUnit) => `${unit.parentCode ?? ''}/${unit.kind}/${nameKey(unit.fullName)}`;
  const leaving = Map.groupBy(gone, identity);
  const coming = Map.groupBy(
    list.filter((unit) => !byCode.has(unit.code)),
    identity,
  );
  const recoded = new Map<string, U>();
  for (const [key, units] of coming) {
    const [after] = units;
    const [before, ...others] = leaving.get(key) ?? [];
    if (units.length === 1 && after !== undefined && before !== undefined && others.length === 0) {
      recoded.set(after.code, before);
    }
  }
  const goneOn = new Set([...recoded.values()].map((unit) => unit.code));

  return [
    ...list.map((after): UnitDifference<U, L> => {
      const before = byCode.get(after.code) ?? recoded.get(after.code);
      if (before === undefined) return { action: 'add', after };
      const aspects = aspectsOf(before, after);
      return aspects.length === 0
        ? { action: 'same', before, after }
        : { action: 'change', before, after, aspects };
    }),
    ...gone
      .filter((unit) => !goneOn.has(unit.code))
      .map((before): UnitDifference<U, L> => ({ action: 'end', before })),
  ];
}

const kindWords: readonly (readonly [string, CatalogueUnit['kind']])[] = [
  ['Thành phố ', 'thanh_pho_tw'],
  ['Tỉnh ', 'tinh'],
  ['Đặc khu ', 'dac_khu'],
  ['Phường ', 'phuong'],
  ['Xã ', 'xa'],
];

/** "Xã Cẩm Giàng" → xa, "Cẩm Giàng"; undefined where the name does not begin with a kind. */
export function splitFullName(
  fullName: string,
): { readonly kind: CatalogueUnit['kind']; readonly name: string } | undefined {
  for (const [word, kind] of kindWords) {
    const start = fullName.slice(0, word.length);
    const name = fullName.slice(word.length).trim();
    if (start.toLocaleLowerCase('vi') === word.toLocaleLowerCase('vi') && name !== '') return { kind, name };
  }
  return undefined;
}

export function joinFullName(kind: CatalogueUnit['kind'], name: string): string {
  return `${kindWords.find(([, one]) => one === kind)?.[0] ?? ''}${name}`;
}
