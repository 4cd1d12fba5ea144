// Agencies and the versions of their names through time, as lists show them; what is known of one stands in
// agency-history.ts. Open recommendations are those of core/rules/recommendation-transfer.ts; a test keeps the two alike.
import type { Agency, AgencySort, AgencyState, AgencyVersion } from '../core/contract/agencies.ts';
import type { AgencyKind } from '../core/contract/common.ts';
import { createLineage, type Lineage } from '../core/rules/succession.ts';
import { foldText } from '../core/rules/text-fold.ts';
import { compareNames } from './collate.ts';
import type { Connection } from './sqlite.ts';
import type { Stored } from './stored.ts';
import { idList, prepareGet, readAll, readOne } from './stored.ts';
import type { SuccessionStore } from './successions.ts';

export type StoredAgency = Stored<Agency>;
export type StoredAgencyVersion = Stored<AgencyVersion>;
export interface AgencyWithVersion {
  readonly agency: StoredAgency;
  readonly version: StoredAgencyVersion;
  readonly visits: number;
}
/** What a line of the list shows besides. */
export interface ListedAgency extends AgencyWithVersion {
  readonly parentName: string | null;
  readonly unitName: string | null;
  readonly children: number;
  readonly ended: boolean;
  readonly successors: readonly { readonly id: string; readonly name: string }[];
  readonly openRecommendations: number;
  readonly lastVisitOn: string | null;
}
export interface AgencyFilter {
  readonly text?: string | undefined;
  readonly kind?: AgencyKind | undefined;
  readonly officeId?: string | undefined;
  readonly on?: string | undefined;
  /** Null: those without one. */
  readonly parentAgencyId?: string | null | undefined;
  readonly state?: AgencyState | undefined;
  readonly bySuccessor: boolean;
  readonly sort: AgencySort;
  readonly descending: boolean;
  readonly today: string;
}
/** Where a page begins: behind this agency in the order asked for. */
export interface AgencyPosition {
  readonly key: string | number | null;
  readonly name: string;
  readonly id: string;
}
/** An agency in force on a day under its name of that day: for finding what is there already. */
export interface NamedAgency {
  readonly id: string;
  readonly kind: AgencyKind;
  readonly name: string;
  readonly adminUnitId: string | null;
}

interface NameRow {
  readonly id: string;
  readonly version_id: string;
  readonly kind: AgencyKind;
  readonly name: string;
  readonly short_name: string | null;
  readonly abbreviation: string | null;
  readonly parent_agency_id: string | null;
  readonly valid_to: string | null;
  readonly begun: 0 | 1;
  readonly in_force: 0 | 1;
}
interface Figures {
  readonly visits: number;
  readonly open: number;
  readonly lastVisitOn: string | null;
}

// The version in force on a day; without a day the newest one. NULL bounds are open.
const versionPick = `SELECT v.id FROM agency_version v
  WHERE v.agency_id = agency.id
    AND (@on IS NULL OR ((v.valid_from IS NULL OR v.valid_from <= @on) AND (v.valid_to IS NULL OR v.valid_to >= @on)))
  ORDER BY v.valid_from IS NULL, v.valid_from DESC, v.id DESC LIMIT 1`;
// The last version that has begun by a day, whether it still holds or not; without a day the newest one.
const begunPick = `SELECT v.id FROM agency_version v
  WHERE v.agency_id = agency.id AND (@on IS NULL OR v.valid_from IS NULL OR v.valid_from <= @on)
  ORDER BY v.valid_from IS NULL, v.valid_from DESC, v.id DESC LIMIT 1`;
const inForce = (
  alias: string,
  day: string,
) => `(${alias}.valid_from IS NULL OR ${alias}.valid_from <= ${day})
  AND (${alias}.valid_to IS NULL OR ${alias}.valid_to >= ${day})`;

/** Not settled: neither verified nor dropped nor handed on. */
export const openStatuses = `('open', 'in_progress', 'reported', 'returned')`;
const held = `visit.status NOT IN ('cancelled', 'postponed') AND visit.starts_on <= @today`;

export const agencySql = {
  names: `SELECT agency.id AS id, agency.kind AS kind, shown.id AS version_id, shown.name AS name, shown.short_name,
            shown.abbreviation, shown.parent_agency_id, shown.valid_to,
            EXISTS (SELECT 1 FROM agency_version b WHERE b.agency_id = agency.id
                      AND (b.valid_from IS NULL OR b.valid_from <= @day)) AS begun,
            EXISTS (SELECT 1 FROM agency_version f WHERE f.agency_id = agency.id
                      AND ${inForce('f', '@day')}) AS in_force
       FROM agency JOIN agency_version shown ON shown.id = (${begunPick})
      WHERE (@kind IS NULL OR agency.kind = @kind) AND (@office IS NULL OR agency.origin_office_id = @office)`,
  figures: `SELECT agency_id AS id, count(*) AS visits, max(CASE WHEN ${held} THEN visit.starts_on END) AS lastVisitOn
       FROM visit WHERE agency_id IN (SELECT value FROM json_each(@ids)) GROUP BY agency_id`,
  allFigures: `SELECT agency_id AS id, count(*) AS visits, max(CASE WHEN ${held} THEN visit.starts_on END) AS lastVisitOn
       FROM visit GROUP BY agency_id`,
  open: `SELECT agency_id AS id, count(*) AS open FROM recommendation
      WHERE agency_id IN (SELECT value FROM json_each(@ids)) AND status IN ${openStatuses} GROUP BY agency_id`,
  // The planner cannot know that nearly all rows have an agency; by this index they come grouped.
  allOpen: `SELECT agency_id AS id, count(*) AS open FROM recommendation INDEXED BY recommendation_agency
      WHERE agency_id IS NOT NULL AND status IN ${openStatuses} GROUP BY agency_id`,
  children: `SELECT DISTINCT agency_id FROM agency_version child
      WHERE child.parent_agency_id = @parent AND ${inForce('child', '@day')}`,
  named: `SELECT agency.id AS id, agency.kind AS kind, version.name AS name, agency.admin_unit_id AS adminUnitId
       FROM agency INDEXED BY agency_origin CROSS JOIN agency_version version ON version.agency_id = agency.id
      WHERE agency.origin_office_id = @office AND ${inForce('version', '@day')}`,
  references: `SELECT (SELECT count(*) FROM visit WHERE agency_id = @id) AS visits,
            (SELECT count(*) FROM finding_agency WHERE agency_id = @id) AS findings,
            (SELECT count(*) FROM recommendation WHERE agency_id = @id) AS recommendations,
            (SELECT count(*) FROM agency_version WHERE parent_agency_id = @id AND agency_id <> @id) AS children,
            (SELECT count(*) FROM agency_succession WHERE predecessor_id = @id)
              + (SELECT count(*) FROM agency_succession WHERE successor_id = @id) AS successions,
            (SELECT count(*) FROM team_member WHERE agency_id = @id) AS members,
            (SELECT count(*) FROM nomination WHERE agency_id = @id) AS nominations,
            (SELECT count(*) FROM busy_day WHERE agency_id = @id) AS busyDays,
            (SELECT count(*) FROM par_plan WHERE agency_id = @id) AS tasks,
            (SELECT count(*) FROM statistics_report WHERE agency_id = @id) AS statistics,
            (SELECT count(*) FROM remediation_paper WHERE agency_id = @id) AS remediationPapers,
            (SELECT count(*) FROM agency_report WHERE agency_id = @id) AS reports,
            (SELECT count(*) FROM index_entry WHERE agency_id = @id) AS indexes,
            (SELECT count(*) FROM agency_match WHERE local_agency_id = @id) AS matches`,
  visitsToAlign: `SELECT visit.id AS id, visit.agency_version_id AS versionId, visit.origin_office_id AS officeId,
            coalesce(visit.starts_on, plan.starts_on, plan.document_date) AS day
       FROM visit JOIN plan ON plan.id = visit.plan_id WHERE visit.agency_id = ?`,
} as const;

export function createAgencyStore(
  connection: Connection,
  successions: Pick<SuccessionStore, 'links' | 'ofPredecessor'>,
) {
  const get = prepareGet(connection, 'agency');
  const version = prepareGet(connection, 'agency_version');
  const versions = connection.prepare(
    `SELECT * FROM agency_version WHERE agency_id = ? ORDER BY valid_from IS NOT NULL, valid_from, id`,
  );
  const names = connection.prepare(agencySql.names);
  const versionOn = connection.prepare(
    `SELECT * FROM agency_version WHERE id = (SELECT (${versionPick}) FROM agency WHERE agency.id = @agency)`,
  );
  const begunOn = connection.prepare(
    `SELECT * FROM agency_version WHERE id = (SELECT (${begunPick}) FROM agency WHERE agency.id = @agency)`,
  );
  const figures = connection.prepare(agencySql.figures);
  const allFigures = connection.prepare(agencySql.allFigures);
  const open = connection.prepare(agencySql.open);
  const allOpen = connection.prepare(agencySql.allOpen);
  const children = connection.prepare(agencySql.children).pluck();
  const named = connection.prepare(agencySql.named);
  const references = connection.prepare(agencySql.references);
  const visitsToAlign = connection.prepare(agencySql.visitsToAlign);
  const unitName = connection.prepare('SELECT full_name FROM admin_unit WHERE id = ?').pluck();

  const versionFor = (agencyId: string, on: string | null): StoredAgencyVersion | undefined =>
    readOne('agency_version', versionOn, { agency: agencyId, on });
  /** The version in force on a day (null: the newest), or the newest where none was. */
  const versionOrNewest = (agencyId: string, on: string | null) =>
    versionFor(agencyId, on) ?? versionFor(agencyId, null);

  function readFigures(ids: readonly string[] | null, today: string): ReadonlyMap<string, Figures> {
    const rows = ids === null ? allFigures.all({ today }) : figures.all({ ids: idList(ids), today });
    const owed = ids === null ? allOpen.all() : open.all({ ids: idList(ids) });
    const found = new Map<string, Figures>();
    for (const { id, visits, lastVisitOn } of rows as {
      id: string;
      visits: number;
      lastVisitOn: string | null;
    }[]) {
      found.set(id, { visits, lastVisitOn, open: 0 });
    }
    for (const row of owed as { id: string; open: number }[]) {
      found.set(row.id, { ...(found.get(row.id) ?? nothing), open: row.open });
    }
    return found;
  }

  /** The agency alone, or with everything that became it. */
  function gather(id: string, lineage: Lineage | null): readonly string[] {
    return lineage === null ? [id] : [id, ...lineage.predecessorsOf(id)];
  }

  function sum(ids: readonly string[], known: ReadonlyMap<string, Figures>): Figures {
    return ids.reduce<Figures>((total, id) => {
      const own = known.get(id);
      if (own === undefined) return total;
      return {
        visits: total.visits + own.visits,
        open: total.open + own.open,
        lastVisitOn:
          total.lastVisitOn === null || (own.lastVisitOn !== null && own.lastVisitOn > total.lastVisitOn)
            ? own.lastVisitOn
            : total.lastVisitOn,
      };
    }, nothing);
  }

  function listed(
    agency: StoredAgency,
    shown: StoredAgencyVersion,
    sums: Figures,
    day: string,
    ended: boolean,
  ): ListedAgency {
    const parent = shown.parentAgencyId === null ? undefined : versionOrNewest(shown.parentAgencyId, day);
    return {
      agency,
      version: shown,
      parentName: parent?.name ?? null,
      unitName:
        agency.adminUnitId === null
          ? null
          : ((unitName.get(agency.adminUnitId) as string | undefined) ?? null),
      children: children.all({ parent: agency.id, day }).length,
      ended,
      successors: successions
        .ofPredecessor(agency.id)
        .filter(({ succession }) => succession.relation !== 'transfer_part')
        .flatMap(({ succession: { successorId }, successorName }) =>
          successorId === null ? [] : [{ id: successorId, name: successorName ?? '' }],
        ),
      visits: sums.visits,
      openRecommendations: sums.open,
      lastVisitOn: sums.lastVisitOn,
    };
  }

  return {
    get: (id: string) => readOne<StoredAgency>('agency', get, id),
    version: (id: string) => readOne<StoredAgencyVersion>('agency_version', version, id),
    /** Oldest first. */
    versions: (agencyId: string) => readAll<StoredAgencyVersion>('agency_version', versions, agencyId),
    versionOn: versionOrNewest,
    /** The version in force on this very day. */
    inForceOn: (agencyId: string, day: string) => versionFor(agencyId, day),

    /** The agency as a line shows it on a day; by default under its newest name, as it stands today. */
    listed(
      id: string,
      { on = null, today, bySuccessor }: { on?: string | null; today: string; bySuccessor: boolean },
    ): ListedAgency | undefined {
      const agency = readOne<StoredAgency>('agency', get, id);
      const day = on ?? today;
      const shown =
        readOne<StoredAgencyVersion>('agency_version', begunOn, { agency: id, on }) ?? versionFor(id, null);
      if (agency === undefined || shown === undefined) return undefined;
      const ids = gather(id, bySuccessor ? createLineage(successions.links()) : null);
      const begun = readOne('agency_version', begunOn, { agency: id, on: day }) !== undefined;
      const ended = begun && versionFor(id, day) === undefined;
      return listed(agency, shown, sum(ids, readFigures(ids, today)), day, ended);
    },

    /** Agencies whose name in force on the day has this one as parent. */
    childrenOf: (parent: string, day: string) => children.all({ parent, day }) as string[],
    /** Everything of an office in force on a day: what other offices call by rows of their own is matched, never found. */
    namedOn: (day: string, officeId: string) => named.all({ day, office: officeId }) as NamedAgency[],
    /** How many rows of each kind stand on the agency; its own names do not count. */
    references: (id: string) => references.get({ id }) as Readonly<Record<string, number>>,
    /** Visits and the day by which their agency is named; null where no day is known. */
    visitsToAlign: (agencyId: string) =>
      visitsToAlign.all(agencyId) as {
        readonly id: string;
        readonly versionId: string;
        readonly officeId: string;
        readonly day: string | null;
      }[],

    /** One page in the order asked for. What has not begun by the day asked for does not exist on it. */
    page(filter: AgencyFilter, after: AgencyPosition | undefined, limit: number) {
      const day = filter.on ?? filter.today;
      const state = filter.state ?? (filter.on === undefined ? 'all' : 'in_force');
      const wanted = foldText(filter.text ?? '').trim();
      const rows = (
        names.all({
          on: filter.on ?? null,
          day,
          kind: filter.kind ?? null,
          office: filter.officeId ?? null,
        }) as NameRow[]
      ).filter(
        (row) =>
          (filter.parentAgencyId === undefined || row.parent_agency_id === filter.parentAgencyId) &&
          (state === 'all' || (state === 'in_force' ? row.in_force === 1 : isEnded(row))) &&
          (wanted === '' || matches(row, wanted)),
      );
      const lineage = filter.bySuccessor ? createLineage(successions.links(), filter.on ?? null) : null;
      const byFigures = filter.sort !== 'name' && filter.sort !== 'kind';
      const known = byFigures ? readFigures(null, filter.today) : null;
      const keyOf = (row: NameRow): AgencyPosition['key'] => {
        if (filter.sort === 'kind') return row.kind;
        if (known === null) return null;
        const own = sum(gather(row.id, lineage), known);
        if (filter.sort === 'visits') return own.visits;
        return filter.sort === 'open' ? own.open : own.lastVisitOn;
      };
      const compare = comparison(filter.descending);
      const ordered = rows
        .map((row) => ({ row, key: keyOf(row), name: row.name, id: row.id }))
        .toSorted(compare);
      const behind = after === undefined ? ordered : ordered.filter((one) => compare(one, after) > 0);
      const shown = behind.slice(0, limit);
      const ofPage =
        known ?? readFigures([...new Set(shown.flatMap(({ id }) => gather(id, lineage)))], filter.today);
      return {
        rows: shown.map(({ row, key }) => ({
          key,
          listed: listed(
            readOne<StoredAgency>('agency', get, row.id)!,
            readOne<StoredAgencyVersion>('agency_version', version, row.version_id)!,
            sum(gather(row.id, lineage), ofPage),
            day,
            isEnded(row),
          ),
        })),
        more: behind.length > shown.length,
        total: rows.length,
      };
    },
  };
}

const nothing: Figures = { visits: 0, open: 0, lastVisitOn: null };

const isEnded = (row: NameRow) => row.begun === 1 && row.in_force === 0;

/** By the key, nothing known first; then by name and id, so that no two agencies have the same place. */
function comparison(descending: boolean): (first: AgencyPosition, second: AgencyPosition) => number {
  const ascending = (first: AgencyPosition, second: AgencyPosition) =>
    compareKeys(first.key, second.key) ||
    compareNames(first.name, second.name) ||
    (first.id < second.id ? -1 : first.id === second.id ? 0 : 1);
  return descending ? (first, second) => ascending(second, first) : ascending;
}

function compareKeys(first: AgencyPosition['key'], second: AgencyPosition['key']): number {
  if (first === second) return 0;
  if (first === null) return -1;
  if (second === null) return 1;
  return first < second ? -1 : 1;
}

function matches(row: NameRow, wanted: string): boolean {
  return [row.name, row.short_name, row.abbreviation].some(
    (name) => name !== null && foldText(name).includes(wanted),
  );
}
