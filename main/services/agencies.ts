/**
 * Agencies and their names through time: a correction changes a version, a new name begins another one. Visits follow
 * to the name of their own day. Who became whom stands in successions.ts.
 */
import { z } from 'zod';
import {
  agencyDetail,
  type agencies,
  type AgencyDetail,
  type AgencyRow,
  agencyRow,
  agencyVersion,
  type AgencyVersion,
  type AgencyView,
} from '../../core/contract/agencies.ts';
import { AppError } from '../../core/contract/error.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import {
  closesParentCircle,
  type NameVersion,
  overlappingBound,
  renaming,
} from '../../core/rules/agency-names.ts';
import { isOverdue } from '../../core/rules/due.ts';
import { createLineage } from '../../core/rules/succession.ts';
import type { ListedAgency, StoredAgencyVersion } from '../../db/agencies.ts';
import { alignVisits } from './align-visits.ts';
import { createMany } from './agencies-create-many.ts';
import {
  current,
  decodeCursor,
  encodeCursor,
  fieldFault,
  found,
  given,
  headOf,
  owned,
  referred,
  type ServiceContext,
  shaped,
} from './context.ts';
import { removeProceduresOfAgency } from './procedures.ts';
import { createSuccessionHandlers, showSuccession } from './successions.ts';
import { showParPlans } from './tasks.ts';

const position = z.strictObject({
  key: z.union([z.string(), z.number(), z.null()]),
  name: z.string(),
  id: z.string(),
});

/** More agencies than any province has are made beside the screen. */
const LONG = 300;

const showVersion = (row: StoredAgencyVersion): AgencyVersion => shaped(agencyVersion, row);

function show({ agency, version, ...shown }: ListedAgency): AgencyRow {
  return shaped(agencyRow, {
    ...agency,
    ...shown,
    successors: [...shown.successors],
    version: showVersion(version),
  });
}

export function createAgencyService(context: ServiceContext): HandlersOf<typeof agencies> {
  const { stores, journal, ids, clock } = context;
  const store = stores.agencies;
  const shown = (id: string, on: string | null = null): AgencyRow =>
    show(found(store.listed(id, { on, today: clock.today(), bySuccessor: false }), 'agency', id));

  /** What only the other versions, of this agency and of its parents, can tell. */
  function checkVersion(candidate: Omit<NameVersion, 'id'>, exceptId: string | null, path: string): void {
    const { agencyId, parentAgencyId, validFrom, validTo } = candidate;
    if (validFrom !== null && validTo !== null && validTo < validFrom) throw fieldFault(`${path}.validTo`);
    const others = store.versions(agencyId).filter((one) => one.id !== exceptId);
    const bound = overlappingBound(others, candidate);
    if (bound !== undefined) throw fieldFault(`${path}.${bound}`, 'DUPLICATE');
    if (parentAgencyId === null) return;
    referred(store.get(parentAgencyId), `${path}.parentAgencyId`);
    if (closesParentCircle(agencyId, parentAgencyId, candidate, (id) => store.versions(id))) {
      throw fieldFault(`${path}.parentAgencyId`);
    }
  }

  /** The code goes with the unit. */
  function unitFields(adminUnitId: string | null | undefined, path: string) {
    if (adminUnitId === undefined) return {};
    if (adminUnitId === null) return { adminUnitId, catalogueCode: null };
    const unit = stores.adminUnits.get(adminUnitId);
    referred(unit, path);
    return { adminUnitId, catalogueCode: unit?.code ?? null };
  }

  return {
    'agencies.list': ({ view, cursor, limit, ...filter }) => {
      const { rows, more, total } = store.page(
        { ...filter, bySuccessor: view === 'by_successor', today: clock.today() },
        decodeCursor(cursor, position),
        limit,
      );
      const last = rows.at(-1);
      return {
        rows: rows.map(({ listed }) => show(listed)),
        ...(more && last !== undefined
          ? {
              next: encodeCursor({
                key: last.key,
                name: last.listed.version.name,
                id: last.listed.agency.id,
              }),
            }
          : {}),
        total,
      };
    },
    'agencies.get': ({ id, view }) => agencyPage(context, id, view),
    'agencies.create': ({ version, adminUnitId, ...fields }, caller) => {
      const id = ids.next();
      checkVersion({ ...version, agencyId: id }, null, 'version');
      const unit = unitFields(adminUnitId, 'adminUnitId');
      journal.run(headOf(context, 'agencies.create', caller), (write) => {
        write.insert('agency', { id, ...fields, ...unit });
        write.insert('agency_version', { id: ids.next(), agencyId: id, ...version });
      });
      return shown(id);
    },
    'agencies.createMany': (input, caller) => {
      const run = () => {
        const plan = createMany(context, input.items);
        journal.run(headOf(context, 'agencies.createMany', caller), (write) => {
          for (const { agency, version } of plan) {
            write.insert('agency', agency);
            write.insert('agency_version', version);
          }
        });
        return { created: plan.length, ids: plan.map(({ agency }) => agency.id) };
      };
      if (input.items.length <= LONG) return run();
      return context.work.beside({ method: 'agencies.createMany', input, caller }, run);
    },
    'agencies.update': ({ id, rev, patch: { adminUnitId, ...patch } }, caller) => {
      owned(context, store.get(id), 'agency', id);
      const unit = unitFields(adminUnitId, 'patch.adminUnitId');
      journal.run(headOf(context, 'agencies.update', caller), (write) => {
        write.update('agency', id, rev, { ...patch, ...unit });
      });
      return shown(id);
    },
    'agencies.updateVersion': ({ id, rev, patch }, caller) => {
      const version = owned(context, store.version(id), 'agency_version', id);
      const next = { ...version, ...given(patch) };
      checkVersion(next, id, 'patch');
      journal.run(headOf(context, 'agencies.updateVersion', caller), (write) => {
        write.update('agency_version', id, rev, patch);
        if (next.validFrom !== version.validFrom || next.validTo !== version.validTo) {
          alignVisits(context, write, version.agencyId);
        }
      });
      return showVersion(found(store.version(id), 'agency_version', id));
    },
    'agencies.rename': ({ agencyId, rev, validFrom, version }, caller) => {
      const agency = current(owned(context, store.get(agencyId), 'agency', agencyId), rev, 'agency');
      const plan = renaming(store.versions(agencyId), validFrom);
      if (plan === undefined) throw fieldFault('validFrom');
      const { ends, validTo } = plan;
      if (version.parentAgencyId !== null) {
        referred(store.get(version.parentAgencyId), 'version.parentAgencyId');
        const window = { validFrom, validTo };
        if (closesParentCircle(agencyId, version.parentAgencyId, window, (id) => store.versions(id))) {
          throw fieldFault('version.parentAgencyId');
        }
      }
      journal.run(headOf(context, 'agencies.rename', caller), (write) => {
        if (ends !== null) write.update('agency_version', ends.id, null, { validTo: ends.validTo });
        write.insert('agency_version', {
          id: ids.next(),
          agencyId: agency.id,
          ...version,
          validFrom,
          validTo,
        });
        alignVisits(context, write, agencyId);
      });
      return shown(agencyId, maxDay(validFrom, clock.today()));
    },
    'agencies.delete': ({ id, rev }, caller) => {
      const agency = current(owned(context, store.get(id), 'agency', id), rev, 'agency');
      const inUse = Object.fromEntries(Object.entries(store.references(id)).filter(([, count]) => count > 0));
      if (Object.keys(inUse).length > 0) {
        throw new AppError('IN_USE', { detail: { entity: 'agency', id, ...inUse } });
      }
      journal.run(headOf(context, 'agencies.delete', caller), (write) => {
        removeProceduresOfAgency(write, stores, id);
        for (const version of store.versions(id)) write.remove('agency_version', version.id, null);
        write.remove('agency', agency.id, rev);
      });
      return { id };
    },
    ...createSuccessionHandlers(context),
  };
}

/** Everything ever about one agency, or about it and all that became it. */
function agencyPage(context: ServiceContext, id: string, view: AgencyView): AgencyDetail {
  const { stores, clock } = context;
  const { agencies: store, agencyHistory, successions } = stores;
  const today = clock.today();
  const bySuccessor = view === 'by_successor';
  const row = found(store.listed(id, { today, bySuccessor }), 'agency', id);
  const gathered = bySuccessor ? [id, ...createLineage(successions.links()).predecessorsOf(id)] : [id];
  const sources = new Map(agencyHistory.transfersTo(gathered).map((one) => [one.toId, one]));
  const targets = Map.groupBy(agencyHistory.transfersFrom(gathered), (one) => one.fromId);
  return shaped(agencyDetail, {
    ...show(row),
    view,
    versions: store.versions(id).map(showVersion),
    predecessors: successions.ofSuccessor(id).map(showSuccession),
    successions: successions.ofPredecessor(id).map(showSuccession),
    childAgencies: store.childrenOf(id, today).flatMap((childId) => {
      const child = store.get(childId);
      const version = store.versionOn(childId, today);
      return child === undefined || version === undefined
        ? []
        : [{ id: childId, name: version.name, kind: child.kind }];
    }),
    history: agencyHistory.visits(gathered),
    findings: agencyHistory.findings(gathered),
    recommendations: agencyHistory.recommendations(gathered).map((one) => {
      const source = sources.get(one.id);
      return {
        ...one,
        overdue: isOverdue(one.dueOn, one.status, today),
        transferredFrom:
          source === undefined ? null : { id: source.fromAgencyId, name: source.fromAgencyName },
        transferredTo: (targets.get(one.id) ?? []).map((to) => ({
          id: to.toAgencyId,
          name: to.toAgencyName,
        })),
      };
    }),
    years: agencyHistory.years(gathered),
    tasks: taskPlans(context, gathered, today),
  });
}

/** The annual plans kept for the agencies, newest first. */
function taskPlans(
  { stores }: ServiceContext,
  agencyIds: readonly string[],
  today: string,
): AgencyDetail['tasks'] {
  const plans = agencyIds.flatMap((id) => stores.tasks.plansOfAgency(id));
  return showParPlans(stores, plans, today)
    .map(({ id, year, title, figures }) => ({ parPlanId: id, year, title, figures }))
    .toSorted((first, second) => second.year - first.year);
}

function maxDay(first: string, second: string): string {
  return first > second ? first : second;
}
