/** Agencies and their names through time: a correction changes a version, a new name begins another one. */
import { z } from 'zod';
import {
  type agencies,
  type AgencyRow,
  agencyRow,
  agencyVersion,
  type AgencyVersion,
} from '../../core/contract/agencies.ts';
import { AppError } from '../../core/contract/error.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import { addDays } from '../../core/rules/due.ts';
import type { AgencyWithVersion, StoredAgencyVersion } from '../../db/agencies.ts';
import {
  current,
  decodeCursor,
  encodeCursor,
  fieldFault,
  found,
  given,
  headOf,
  type Loose,
  owned,
  referred,
  type ServiceContext,
  shaped,
} from './context.ts';

const position = z.strictObject({ name: z.string(), id: z.string() });

const showVersion = (row: StoredAgencyVersion): AgencyVersion => shaped(agencyVersion, row);

function show({ agency, version, visits }: AgencyWithVersion): AgencyRow {
  return shaped(agencyRow, { ...agency, version: showVersion(version), visits });
}

export function createAgencyService(context: ServiceContext): HandlersOf<typeof agencies> {
  const { stores, journal, ids, clock } = context;
  const store = stores.agencies;
  const shown = (id: string) => show(found(store.withVersion(id), 'agency', id));

  function checkVersion(
    fields: Loose<Pick<AgencyVersion, 'parentAgencyId' | 'validFrom' | 'validTo'>>,
    path: string,
    agencyId: string,
  ): void {
    const { parentAgencyId, validFrom, validTo } = fields;
    if (parentAgencyId != null) {
      referred(store.get(parentAgencyId), `${path}.parentAgencyId`);
      if (parentAgencyId === agencyId) throw fieldFault(`${path}.parentAgencyId`);
    }
    if (validFrom != null && validTo != null && validTo < validFrom) throw fieldFault(`${path}.validTo`);
  }

  return {
    'agencies.list': ({ text, kind, on, cursor, limit }) => {
      const { rows, more, total } = store.page({ text, kind, on }, decodeCursor(cursor, position), limit);
      const last = rows.at(-1);
      return {
        rows: rows.map(show),
        ...(more && last !== undefined
          ? { next: encodeCursor({ name: last.version.name, id: last.agency.id }) }
          : {}),
        total,
      };
    },
    'agencies.get': ({ id }) => ({
      ...shown(id),
      versions: store.versions(id).map(showVersion),
      history: store.history(id),
    }),
    'agencies.create': ({ kind, unnamed, version }, caller) => {
      const id = ids.next();
      checkVersion(version, 'version', id);
      journal.run(headOf(context, 'agencies.create', caller), (write) => {
        write.insert('agency', { id, kind, unnamed });
        write.insert('agency_version', { id: ids.next(), agencyId: id, ...version });
      });
      return shown(id);
    },
    'agencies.update': ({ id, rev, patch }, caller) => {
      owned(context, store.get(id), 'agency', id);
      journal.run(headOf(context, 'agencies.update', caller), (write) => {
        write.update('agency', id, rev, patch);
      });
      return shown(id);
    },
    'agencies.updateVersion': ({ id, rev, patch }, caller) => {
      const version = owned(context, store.version(id), 'agency_version', id);
      checkVersion({ ...version, ...given(patch) }, 'patch', version.agencyId);
      journal.run(headOf(context, 'agencies.updateVersion', caller), (write) => {
        write.update('agency_version', id, rev, patch);
      });
      return showVersion(found(store.version(id), 'agency_version', id));
    },
    'agencies.rename': ({ agencyId, rev, validFrom, version }, caller) => {
      const agency = current(owned(context, store.get(agencyId), 'agency', agencyId), rev, 'agency');
      checkVersion(version, 'version', agencyId);
      // The version that ends is the newest; a name from before it began would be a correction of the past.
      const newest = store.versionOn(agencyId, null);
      if (newest?.validFrom != null && validFrom <= newest.validFrom) throw fieldFault('validFrom');
      journal.run(headOf(context, 'agencies.rename', caller), (write) => {
        if (newest !== undefined) {
          write.update('agency_version', newest.id, null, { validTo: addDays(validFrom, -1) });
        }
        write.insert('agency_version', {
          id: ids.next(),
          agencyId: agency.id,
          ...version,
          validFrom,
          validTo: null,
        });
      });
      return show(found(store.withVersion(agencyId, maxDay(validFrom, clock.today())), 'agency', agencyId));
    },
    'agencies.delete': ({ id, rev }, caller) => {
      const agency = current(owned(context, store.get(id), 'agency', id), rev, 'agency');
      const { visits } = shown(id);
      if (visits > 0) throw new AppError('IN_USE', { detail: { entity: 'agency', id, visits } });
      journal.run(headOf(context, 'agencies.delete', caller), (write) => {
        for (const version of store.versions(id)) write.remove('agency_version', version.id, null);
        write.remove('agency', agency.id, rev);
      });
      return { id };
    },
  };
}

function maxDay(first: string, second: string): string {
  return first > second ? first : second;
}
