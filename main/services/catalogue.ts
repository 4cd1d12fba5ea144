/**
 * The catalogue of administrative units: as it ships, as it stands in the database, and the agencies that it
 * proposes. A proposal is written by nobody but the person who ticks it.
 */
import { z } from 'zod';
import {
  adminUnit,
  type AdminUnit,
  type AgencyProposal,
  type catalogue,
  type CatalogueStatus,
  catalogueUnit,
  type CatalogueUnit,
} from '../../core/contract/catalogue.ts';
import { AppError } from '../../core/contract/error.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import {
  communeAgencies,
  communeCommittee,
  type DefaultAgency,
  isProvince,
  provinceAgencies,
} from '../../core/rules/default-agencies.ts';
import type { ListedAdminUnit } from '../../db/admin-units.ts';
import { byName } from '../../db/collate.ts';
import { loadCatalogue } from '../catalogue/load.ts';
import { shippedAsOf, shippedCatalogue, shippedFrom, shippedSource } from '../catalogue/shipped.ts';
import { decodeCursor, encodeCursor, found, type ServiceContext, shaped } from './context.ts';

const position = z.strictObject({ name: z.string(), id: z.string() });

export function showUnit({ unit, parentName, agencies }: ListedAdminUnit): AdminUnit {
  return shaped(adminUnit, { ...unit, parentName, agencies });
}

const showShipped = (unit: CatalogueUnit): CatalogueUnit => shaped(catalogueUnit, unit);

/** The day that "in force" means without another one: never before the catalogue begins, whatever the PC's clock says. */
export function catalogueDay(clock: Pick<ServiceContext['clock'], 'today'>): string {
  const today = clock.today();
  return today < shippedFrom ? shippedFrom : today;
}

type NamedUnit = CatalogueUnit & { readonly id: string; readonly validFrom: string | null };

export function createCatalogueService(context: ServiceContext): HandlersOf<typeof catalogue> {
  const { stores, clock, work } = context;
  const store = stores.adminUnits;

  function status(): CatalogueStatus {
    const provinces = shippedCatalogue().filter(isProvince);
    const { provinces: provincesInForce, communes } = store.counts(catalogueDay(clock));
    return {
      // The load is one transaction, so some of it is all of it.
      loaded: store.present(provinces.map((unit) => unit.id)).size > 0,
      provinces: provincesInForce,
      communes,
      asOf: shippedAsOf,
      source: shippedSource,
    };
  }

  /** From the database where the catalogue is there, else straight from the shipped file. */
  function unitsFor(code: string): { readonly unit: NamedUnit; readonly communes: readonly NamedUnit[] } {
    const day = catalogueDay(clock);
    const stored = store.on(code, day);
    if (stored !== undefined) return { unit: stored, communes: store.childrenOf(code, day) };
    const shipped = shippedCatalogue().map((unit) => ({ ...unit, validFrom: shippedFrom }));
    const unit = shipped.find((one) => one.code === code);
    if (unit === undefined || status().loaded) {
      throw new AppError('NOT_FOUND', { detail: { entity: 'admin_unit', code } });
    }
    const communes = shipped.filter((one) => one.parentCode === code);
    return { unit, communes: communes.toSorted(byName((one) => one.name)) };
  }

  /** Says of a proposal which agency of the list it would double: one for the same unit, or of exactly this name. */
  function createLookup() {
    // Before there is an office there are no agencies.
    const officeId = stores.offices.installation()?.officeId;
    const known = officeId === undefined ? [] : stores.agencies.namedOn(catalogueDay(clock), officeId);
    const byUnit = new Map(known.map((one) => [`${one.kind} ${one.adminUnitId ?? ''}`, one.id]));
    const byName = Map.groupBy(known, (one) => one.name);
    return (agency: DefaultAgency, unit: NamedUnit): AgencyProposal => {
      const committee = agency.kind === 'ubnd_tinh' || agency.kind === 'ubnd_xa';
      const standsForUnit = committee ? byUnit.get(`${agency.kind} ${unit.id}`) : undefined;
      const namesake = byName
        .get(agency.name)
        ?.find((one) => one.adminUnitId === null || one.adminUnitId === unit.id);
      return { ...agency, existingAgencyId: standsForUnit ?? namesake?.id ?? null };
    };
  }

  return {
    'catalogue.status': status,
    'catalogue.load': (input, caller) =>
      work.beside({ method: 'catalogue.load', input, caller }, (progress) => {
        loadCatalogue(context, caller, progress);
        return status();
      }),
    'catalogue.shipped': ({ parentCode }) =>
      shippedCatalogue()
        .filter((unit) => unit.parentCode === (parentCode ?? null))
        .toSorted(byName((unit) => unit.name))
        .map(showShipped),
    'catalogue.units': ({ text, parentCode, level, on, cursor, limit }) => {
      const { rows, more, total } = store.page(
        { text, parentCode, level, on: on ?? catalogueDay(clock) },
        decodeCursor(cursor, position),
        limit,
      );
      const last = rows.at(-1);
      return {
        rows: rows.map(showUnit),
        ...(more && last !== undefined
          ? { next: encodeCursor({ name: last.unit.name, id: last.unit.id }) }
          : {}),
        total,
      };
    },
    'catalogue.unit': ({ id }) =>
      showUnit(store.listed(found(store.get(id), 'admin_unit', id), catalogueDay(clock))),
    'catalogue.proposals': ({ unitCode }) => {
      const { unit, communes } = unitsFor(unitCode);
      const proposal = createLookup();
      if (!isProvince(unit)) {
        return communeAgencies(unit, unit.validFrom).map((agency) => proposal(agency, unit));
      }
      return [
        ...provinceAgencies(unit).map((agency) => proposal(agency, unit)),
        ...communes.map((commune) => proposal(communeCommittee(commune, commune.validFrom), commune)),
      ];
    },
  };
}
