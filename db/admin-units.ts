// Administrative units of the catalogue: a row holds from a day to a day, so a code or a name may stand in several.
import type { CatalogueUnit } from '../core/contract/catalogue.ts';
import { foldText } from '../core/rules/text-fold.ts';
import { compareNames } from './collate.ts';
import type { Provenance } from './registry.ts';
import type { Connection } from './sqlite.ts';
import type { Stored } from './stored.ts';
import { idList, prepareGet, readAll, readOne, rowOf } from './stored.ts';

export type StoredAdminUnit = Stored<
  CatalogueUnit & {
    readonly id: string;
    readonly rev: number;
    readonly provenance: Provenance | null;
    readonly validFrom: string | null;
    readonly validTo: string | null;
  }
>;
export interface ListedAdminUnit {
  readonly unit: StoredAdminUnit;
  readonly parentName: string | null;
  readonly agencies: number;
}
export interface AdminUnitFilter {
  readonly text?: string | undefined;
  readonly parentCode?: string | undefined;
  readonly level?: 'province' | 'commune' | undefined;
  readonly on: string;
}
/** Where a page begins: behind this unit in the order of names. */
export interface AdminUnitPosition {
  readonly name: string;
  readonly id: string;
}

interface NameRow extends AdminUnitPosition {
  readonly full_name: string;
  readonly code: string;
}

const inForce = (alias: string) =>
  `(${alias}.valid_from IS NULL OR ${alias}.valid_from <= @on) AND (${alias}.valid_to IS NULL OR ${alias}.valid_to >= @on)`;

export const adminUnitSql = {
  ofCode: `SELECT * FROM admin_unit unit WHERE unit.code = @code AND ${inForce('unit')}
    ORDER BY unit.valid_from DESC LIMIT 1`,
  versions: 'SELECT * FROM admin_unit WHERE code = ? ORDER BY valid_from',
  children: `SELECT id, name, full_name, code FROM admin_unit unit
    WHERE unit.parent_code = @parentCode AND ${inForce('unit')}`,
  names: `SELECT id, name, full_name, code FROM admin_unit unit
    WHERE (@provinces IS NULL OR (unit.parent_code IS NULL) = @provinces) AND ${inForce('unit')}`,
  agencies: `SELECT count(*) FROM agency
    WHERE admin_unit_id = ? AND kind IN ('ubnd_tinh', 'ubnd_huyen', 'ubnd_xa')`,
  present: 'SELECT id FROM admin_unit WHERE id IN (SELECT value FROM json_each(?))',
} as const;

export function createAdminUnitStore(connection: Connection) {
  const get = prepareGet(connection, 'admin_unit');
  const ofCode = connection.prepare(adminUnitSql.ofCode);
  const versions = connection.prepare(adminUnitSql.versions);
  const children = connection.prepare(adminUnitSql.children);
  const names = connection.prepare(adminUnitSql.names);
  const agencies = connection.prepare(adminUnitSql.agencies).pluck();
  const present = connection.prepare(adminUnitSql.present).pluck();
  const counts = connection.prepare(
    `SELECT total(unit.parent_code IS NULL) AS provinces, total(unit.parent_code IS NOT NULL) AS communes
       FROM admin_unit unit WHERE ${inForce('unit')}`,
  );
  const all = connection.prepare('SELECT * FROM admin_unit ORDER BY code, valid_from');

  const unitOn = (code: string, on: string): StoredAdminUnit | undefined =>
    readOne('admin_unit', ofCode, { code, on });

  function listed(unit: StoredAdminUnit, on: string): ListedAdminUnit {
    return {
      unit,
      parentName: unit.parentCode === null ? null : (unitOn(unit.parentCode, on)?.fullName ?? null),
      agencies: agencies.get(unit.id) as number,
    };
  }

  return {
    get: (id: string) => readOne<StoredAdminUnit>('admin_unit', get, id),
    /** The unit of this code in force on a day. */
    on: unitOn,
    /** Every unit that ever had this code, oldest first. */
    ofCode: (code: string) => readAll<StoredAdminUnit>('admin_unit', versions, code),
    all: () => readAll<StoredAdminUnit>('admin_unit', all),
    listed,
    present: (ids: readonly string[]) => new Set(present.all(idList(ids)) as string[]),
    counts: (on: string) => counts.get({ on }) as { readonly provinces: number; readonly communes: number },
    /** The units right below this one on a day, in the order of names. */
    childrenOf: (parentCode: string, on: string): StoredAdminUnit[] =>
      (children.all({ parentCode, on }) as NameRow[])
        .toSorted(compare)
        .map(({ id }) => rowOf<StoredAdminUnit>('admin_unit', get.get(id))),

    /** One page in the order of names; the text is looked for in name and code, marks or not. */
    page(
      { text, parentCode, level, on }: AdminUnitFilter,
      after: AdminUnitPosition | undefined,
      limit: number,
    ) {
      const provinces = level === undefined ? null : level === 'province' ? 1 : 0;
      const rows = (
        parentCode === undefined ? names.all({ provinces, on }) : children.all({ parentCode, on })
      ) as NameRow[];
      const wanted = foldText(text ?? '').trim();
      const matching = rows
        .filter((row) => wanted === '' || row.code === wanted || foldText(row.full_name).includes(wanted))
        .toSorted(compare);
      const behind = after === undefined ? matching : matching.filter((row) => compare(row, after) > 0);
      const shown = behind.slice(0, limit);
      return {
        rows: shown.map(({ id }) => listed(rowOf<StoredAdminUnit>('admin_unit', get.get(id)), on)),
        more: behind.length > shown.length,
        total: matching.length,
      };
    },
  };
}

function compare(first: AdminUnitPosition, second: AdminUnitPosition): number {
  return (
    compareNames(first.name, second.name) || (first.id < second.id ? -1 : first.id === second.id ? 0 : 1)
  );
}
