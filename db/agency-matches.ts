// Which agency of another office is which of ours, as a person confirmed; and what stands on either side to be matched.
import type { AgencyKind } from '../core/contract/common.ts';
import type { SameAgency } from '../core/rules/same-agency.ts';
import type { Connection } from './sqlite.ts';
import { prepareGet, readOne } from './stored.ts';

export interface StoredAgencyMatch {
  readonly id: string;
  readonly rev: number;
  readonly originOfficeId: string;
  readonly localAgencyId: string;
  readonly foreignAgencyId: string;
  readonly confirmedBy: string;
}
export interface ListedAgencyMatch {
  readonly id: string;
  readonly rev: number;
  readonly localAgencyId: string;
  readonly localName: string;
  readonly foreignAgencyId: string;
  /** Null where the package that brought it was taken back. */
  readonly foreignName: string | null;
  readonly officeName: string | null;
}
/** Under its newest name. */
export interface NewestAgency {
  readonly id: string;
  readonly kind: AgencyKind;
  readonly name: string;
  readonly parentName: string | null;
  readonly adminUnitId: string | null;
  readonly officeId: string;
  readonly officeName: string;
}

// Not called `version`: what is asked about may be a column of a `version` outside.
const newestName = (agency: string) => `(SELECT named.name FROM agency_version named
    WHERE named.agency_id = ${agency}
    ORDER BY named.valid_from IS NULL, named.valid_from DESC, named.id DESC LIMIT 1)`;
const newestVersion = `(SELECT newest.id FROM agency_version newest WHERE newest.agency_id = agency.id
    ORDER BY newest.valid_from IS NULL, newest.valid_from DESC, newest.id DESC LIMIT 1)`;
/** `by`: how the planner has to come to the agencies, whatever it has counted. */
const agencyColumns = (by = '') => `agency.id, agency.kind, version.name, agency.admin_unit_id AS adminUnitId,
    CASE WHEN version.parent_agency_id IS NULL THEN NULL ELSE ${newestName('version.parent_agency_id')} END AS parentName,
    agency.origin_office_id AS officeId, office.name AS officeName
  FROM agency ${by} CROSS JOIN agency_version version ON version.id = ${newestVersion}
  JOIN office ON office.id = agency.origin_office_id`;
const listedColumns = `match.id, match.rev, match.local_agency_id AS localAgencyId,
    coalesce(${newestName('match.local_agency_id')}, '') AS localName, match.foreign_agency_id AS foreignAgencyId,
    ${newestName('match.foreign_agency_id')} AS foreignName, office.name AS officeName
  FROM agency_match match LEFT JOIN agency ON agency.id = match.foreign_agency_id
  LEFT JOIN office ON office.id = agency.origin_office_id`;

export const agencyMatchSql = {
  list: `SELECT ${listedColumns} ORDER BY office.name, foreignName, match.id`,
  listed: `SELECT ${listedColumns} WHERE match.id = ?`,
  ours: `SELECT ${agencyColumns('INDEXED BY agency_origin')} WHERE agency.origin_office_id = @office AND agency.unnamed = 0`,
  // What the source gives no name for is nobody's to match.
  unmatched: `SELECT ${agencyColumns()} WHERE agency.origin_office_id <> @office AND agency.unnamed = 0
      AND (@of IS NULL OR agency.origin_office_id = @of)
      AND NOT EXISTS (SELECT 1 FROM agency_match match WHERE match.foreign_agency_id = agency.id)
    ORDER BY office.name, version.name, agency.id`,
} as const;

export function createAgencyMatchStore(connection: Connection) {
  const get = prepareGet(connection, 'agency_match');
  const ofForeign = connection.prepare('SELECT * FROM agency_match WHERE foreign_agency_id = ?');
  const links = connection.prepare(
    'SELECT local_agency_id AS localAgencyId, foreign_agency_id AS foreignAgencyId FROM agency_match ORDER BY id',
  );
  const list = connection.prepare(agencyMatchSql.list);
  const listed = connection.prepare(agencyMatchSql.listed);
  const ours = connection.prepare(agencyMatchSql.ours);
  const unmatched = connection.prepare(agencyMatchSql.unmatched);
  return {
    get: (id: string) => readOne<StoredAgencyMatch>('agency_match', get, id),
    /** Of every office: what one below matched with what is ours counts here too. */
    links: () => links.all() as SameAgency[],
    ofForeign: (agencyId: string) => readOne<StoredAgencyMatch>('agency_match', ofForeign, agencyId),
    list: () => list.all() as ListedAgencyMatch[],
    listed: (id: string) => listed.get(id) as ListedAgencyMatch | undefined,
    /** Agencies of the office itself. */
    ours: (officeId: string) => ours.all({ office: officeId }) as NewestAgency[],
    /** Agencies of all other offices, or of one, that nobody has matched. */
    unmatched: (officeId: string, of: string | null) =>
      unmatched.all({ office: officeId, of }) as NewestAgency[],
  };
}
