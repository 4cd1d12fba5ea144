/**
 * Agencies from the proposals of the catalogue, as the rows to write: the unit by its code, the parent by the unit
 * (departments and communes under the committee of the province, offices of a commune under its committee).
 */
import type { AgencyKind } from '../../core/contract/common.ts';
import type { Parsed } from '../../core/contract/index.ts';
import type { StoredAdminUnit } from '../../db/admin-units.ts';
import type { NewRow } from '../../db/registry.ts';
import { byName } from '../../db/collate.ts';
import { catalogueDay } from './catalogue.ts';
import { fieldFault, type ServiceContext } from './context.ts';

type Item = Parsed<'agencies.createMany'>['items'][number];
interface PlannedAgency {
  readonly agency: NewRow<'agency'> & { readonly id: string };
  readonly version: NewRow<'agency_version'> & { readonly id: string };
}

/** Kinds whose agencies stand right under a committee, and under which: of the unit's own province, or of the unit. */
const above: Partial<Record<AgencyKind, 'province' | 'unit'>> = {
  so_nganh: 'province',
  ubnd_xa: 'province',
  phong_cap_xa: 'unit',
  tt_pvhcc: 'unit',
};

export function createMany(context: ServiceContext, items: readonly Item[]): readonly PlannedAgency[] {
  const { stores, ids, clock, session } = context;
  const today = catalogueDay(clock);
  const units = items.map((item, index) => {
    if (item.unitCode === null) return null;
    const unit =
      stores.adminUnits.on(item.unitCode, item.validFrom ?? today) ??
      // Founded before the catalogue begins, and still in it.
      stores.adminUnits.on(item.unitCode, today);
    if (unit === undefined) throw fieldFault(`items.${index}.unitCode`, 'NOT_FOUND');
    return unit;
  });
  const agencies = items.map(() => ids.next());

  const committees = new Map<string, string>();
  const isCommittee = (kind: AgencyKind) => kind === 'ubnd_tinh' || kind === 'ubnd_xa';
  for (const known of stores.agencies.namedOn(today, session.officeId()).toSorted(byName((one) => one.id))) {
    if (known.adminUnitId === null || !isCommittee(known.kind)) continue;
    const code = stores.adminUnits.get(known.adminUnitId)?.code;
    if (code !== undefined) committees.set(code, known.id);
  }
  items.forEach((item, index) => {
    const [unit, id] = [units[index], agencies[index]];
    if (unit != null && id !== undefined && isCommittee(item.kind)) committees.set(unit.code, id);
  });
  const parentOf = (kind: AgencyKind, unit: StoredAdminUnit | null): string | null => {
    const level = above[kind];
    if (unit === null || level === undefined) return null;
    return committees.get(level === 'province' ? (unit.parentCode ?? unit.code) : unit.code) ?? null;
  };

  return items.map(({ unitCode: _code, kind, validFrom, ...names }, index) => {
    const unit = units[index] ?? null;
    const id = agencies[index] ?? ids.next();
    return {
      agency: {
        id,
        kind,
        unnamed: false,
        adminUnitId: unit?.id ?? null,
        catalogueCode: unit?.code ?? null,
      },
      version: {
        id: ids.next(),
        agencyId: id,
        ...names,
        parentAgencyId: parentOf(kind, unit),
        validFrom,
        validTo: null,
      },
    };
  });
}
