// Agencies and the versions of their names through time.
import type { AgencyVersion } from '../core/contract/agencies.ts';
import type { AgencyKind } from '../core/contract/common.ts';
import { foldText } from '../core/rules/text-fold.ts';
import { compareNames } from './collate.ts';
import type { Connection } from './sqlite.ts';
import type { Stored } from './stored.ts';
import { idList, prepareGet, readAll, readOne } from './stored.ts';

export type StoredAgency = Stored<{
  readonly id: string;
  readonly rev: number;
  readonly provenance: AgencyVersion['provenance'];
  readonly kind: AgencyKind;
  readonly catalogueCode: string | null;
  readonly unnamed: boolean;
}>;
export type StoredAgencyVersion = Stored<AgencyVersion>;
export interface AgencyWithVersion {
  readonly agency: StoredAgency;
  readonly version: StoredAgencyVersion;
  readonly visits: number;
}
export interface AgencyFilter {
  readonly text?: string | undefined;
  readonly kind?: AgencyKind | undefined;
  readonly on?: string | undefined;
}
/** Where a page begins: behind this agency in the order of names. */
export interface AgencyPosition {
  readonly name: string;
  readonly id: string;
}
export interface AgencyHistoryRow {
  readonly visitId: string;
  readonly planId: string;
  readonly planTitle: string;
  readonly year: number | null;
  readonly startsOn: string | null;
  readonly status: string;
  readonly limitations: number;
  readonly recommendations: number;
}

interface NameRow extends AgencyPosition {
  readonly version_id: string;
  readonly short_name: string | null;
  readonly abbreviation: string | null;
}

// The version in force on a day; without a day the newest one. NULL bounds are open.
const versionPick = `SELECT v.id FROM agency_version v
  WHERE v.agency_id = agency.id
    AND (@on IS NULL OR ((v.valid_from IS NULL OR v.valid_from <= @on) AND (v.valid_to IS NULL OR v.valid_to >= @on)))
  ORDER BY v.valid_from IS NULL, v.valid_from DESC, v.id DESC LIMIT 1`;

export function createAgencyStore(connection: Connection) {
  const get = prepareGet(connection, 'agency');
  const version = prepareGet(connection, 'agency_version');
  const versions = connection.prepare(
    `SELECT * FROM agency_version WHERE agency_id = ? ORDER BY valid_from IS NOT NULL, valid_from, id`,
  );
  const names = connection.prepare(
    `SELECT agency.id AS id, shown.id AS version_id, shown.name AS name, shown.short_name, shown.abbreviation
       FROM agency JOIN agency_version shown ON shown.id = (${versionPick})
      WHERE (@kind IS NULL OR agency.kind = @kind)`,
  );
  const versionOn = connection.prepare(
    `SELECT * FROM agency_version WHERE id = (SELECT (${versionPick}) FROM agency WHERE agency.id = @agency)`,
  );
  const visitCounts = connection.prepare(
    `SELECT agency_id, count(*) AS visits FROM visit
      WHERE agency_id IN (SELECT value FROM json_each(?)) GROUP BY agency_id`,
  );
  const history = connection.prepare(
    `SELECT visit.id AS visitId, plan.id AS planId, plan.title AS planTitle, plan.year AS year,
            visit.starts_on AS startsOn, visit.status AS status,
            (SELECT count(*) FROM finding
              WHERE finding.kind = 'limitation' AND finding.plan_id = plan.id AND finding.id IN (
                SELECT id FROM finding WHERE visit_id = visit.id
                UNION SELECT finding_id FROM finding_agency WHERE agency_id = visit.agency_id)) AS limitations,
            (SELECT count(*) FROM recommendation
              WHERE recommendation.agency_id = visit.agency_id AND recommendation.plan_id = plan.id) AS recommendations
       FROM visit JOIN plan ON plan.id = visit.plan_id
      WHERE visit.agency_id = ?
      ORDER BY plan.year DESC, visit.starts_on DESC, visit.id DESC`,
  );

  const countVisits = (ids: readonly string[]): ReadonlyMap<string, number> =>
    new Map(
      (visitCounts.all(idList(ids)) as { agency_id: string; visits: number }[]).map((row) => [
        row.agency_id,
        row.visits,
      ]),
    );
  const versionFor = (agencyId: string, on: string | null) =>
    readOneNamed(versionOn.get({ agency: agencyId, on }));
  const readOneNamed = (row: unknown) =>
    row === undefined
      ? undefined
      : readOne<StoredAgencyVersion>('agency_version', version, (row as { id: string }).id);

  /** The agency with the version of a day, or with the newest one where none was in force. */
  const withVersion = (id: string, on: string | null = null): AgencyWithVersion | undefined => {
    const agency = readOne<StoredAgency>('agency', get, id);
    const shown = versionFor(id, on) ?? versionFor(id, null);
    if (agency === undefined || shown === undefined) return undefined;
    return { agency, version: shown, visits: countVisits([id]).get(id) ?? 0 };
  };

  return {
    get: (id: string) => readOne<StoredAgency>('agency', get, id),
    version: (id: string) => readOne<StoredAgencyVersion>('agency_version', version, id),
    /** Oldest first. */
    versions: (agencyId: string) => readAll<StoredAgencyVersion>('agency_version', versions, agencyId),
    /** The version in force on a day (null: the newest), or the newest where none was. */
    versionOn: (agencyId: string, on: string | null) =>
      versionFor(agencyId, on) ?? versionFor(agencyId, null),
    withVersion,
    history: (agencyId: string) => history.all(agencyId) as AgencyHistoryRow[],

    /** One page in the order of names. Agencies without a version on the day asked for do not exist on it. */
    page(filter: AgencyFilter, after: AgencyPosition | undefined, limit: number) {
      const rows = names.all({ on: filter.on ?? null, kind: filter.kind ?? null }) as NameRow[];
      const wanted = foldText(filter.text ?? '').trim();
      const matching = rows.filter((row) => wanted === '' || matches(row, wanted)).toSorted(compare);
      const behind = after === undefined ? matching : matching.filter((row) => compare(row, after) > 0);
      const shown = behind.slice(0, limit);
      const visits = countVisits(shown.map((row) => row.id));
      const found = shown.map((row): AgencyWithVersion => ({
        agency: readOne<StoredAgency>('agency', get, row.id)!,
        version: readOne<StoredAgencyVersion>('agency_version', version, row.version_id)!,
        visits: visits.get(row.id) ?? 0,
      }));
      return { rows: found, more: behind.length > shown.length, total: matching.length };
    },
  };
}
export type AgencyStore = ReturnType<typeof createAgencyStore>;

function compare(first: AgencyPosition, second: AgencyPosition): number {
  return (
    compareNames(first.name, second.name) || (first.id < second.id ? -1 : first.id === second.id ? 0 : 1)
  );
}

function matches(row: NameRow, wanted: string): boolean {
  return [row.name, row.short_name, row.abbreviation].some(
    (name) => name !== null && foldText(name).includes(wanted),
  );
}
