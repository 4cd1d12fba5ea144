// Visits (cuộc kiểm tra) with the name of the agency as it was, and the counts that lists show.
// Progress follows `isAnswered` of core/rules/scoring.ts; a test keeps the two alike.
import type { Visit } from '../core/contract/visits.ts';
import type { Connection } from './sqlite.ts';
import type { Stored } from './stored.ts';
import { idList, prepareGet, readOne, rowOf } from './stored.ts';

type VisitColumns =
  | 'id'
  | 'rev'
  | 'provenance'
  | 'planId'
  | 'teamId'
  | 'agencyId'
  | 'agencyVersionId'
  | 'ordinal'
  | 'startsOn'
  | 'endsOn'
  | 'startsHalf'
  | 'endsHalf'
  | 'location'
  | 'status'
  | 'note';
export type StoredVisit = Stored<Pick<Visit, VisitColumns>>;
/** A visit with everything that its line in a list shows. */
export type ListedVisit = Stored<Visit>;

interface JoinedRow {
  readonly agency_name: string;
  readonly agency_short_name: string | null;
  readonly agency_kind: Visit['agencyKind'];
  readonly agency_unnamed: 0 | 1;
  readonly team_name: string | null;
}
interface KeyCount {
  readonly visit_id: string;
  readonly key: string;
  readonly count: number;
}

const select = `SELECT visit.*, version.name AS agency_name, version.short_name AS agency_short_name,
                       agency.kind AS agency_kind, agency.unnamed AS agency_unnamed, team.name AS team_name
  FROM visit
  JOIN agency ON agency.id = visit.agency_id
  JOIN agency_version version ON version.id = visit.agency_version_id
  LEFT JOIN team ON team.id = visit.team_id`;

const answered = `(answer.not_applicable = 1
  OR (criterion.answer_type IN ('yes_no', 'yes_partial_no') AND answer.choice IS NOT NULL)
  OR (criterion.answer_type = 'percentage' AND (answer.denominator = 0
        OR (answer.numerator IS NOT NULL AND answer.denominator IS NOT NULL)))
  OR (criterion.answer_type = 'count' AND answer.count IS NOT NULL)
  OR (criterion.answer_type = 'score' AND (answer.points IS NOT NULL
        OR (plan.scoring = 0 AND trim(coalesce(answer.note, ''), char(32, 9, 10, 13, 160)) <> ''))))`;

/** Which visits are asked for: all, those of a plan, some, or one. */
const scopes = {
  all: '1',
  plan: 'visit.plan_id = ?',
  some: 'visit.id IN (SELECT value FROM json_each(?))',
  one: 'visit.id = ?',
} as const;
type Scope = keyof typeof scopes;

export function createVisitStore(connection: Connection) {
  const get = prepareGet(connection, 'visit');
  const statements = (scope: Scope) => ({
    rows: connection.prepare(
      `${select} WHERE ${scopes[scope]} ORDER BY visit.plan_id, visit.ordinal, visit.id`,
    ),
    // What the plan's set asks of the agency's kind; every set is taken apart once per kind.
    applicable: connection.prepare(
      `WITH asked AS MATERIALIZED (
         SELECT criterion.criteria_set_id, kind.value AS kind, count(*) AS count
           FROM criterion, json_each(criterion.applies_to) kind GROUP BY 1, 2)
       SELECT visit.id AS visit_id, '' AS key, asked.count AS count
         FROM visit JOIN plan ON plan.id = visit.plan_id JOIN agency ON agency.id = visit.agency_id
         JOIN asked ON asked.criteria_set_id = plan.criteria_set_id AND asked.kind = agency.kind
        WHERE ${scopes[scope]}`,
    ),
    answered: connection.prepare(
      `SELECT visit.id AS visit_id, '' AS key, count(*) AS count
         FROM visit
         JOIN plan ON plan.id = visit.plan_id
         JOIN agency ON agency.id = visit.agency_id
         JOIN answer ON answer.visit_id = visit.id
         JOIN criterion ON criterion.id = answer.criterion_id
                       AND criterion.criteria_set_id = plan.criteria_set_id
        WHERE ${scopes[scope]} AND ${answered}
          AND EXISTS (SELECT 1 FROM json_each(criterion.applies_to) kind WHERE kind.value = agency.kind)
        GROUP BY visit.id`,
    ),
    // Its own findings: those made at the visit, and those of the round that name the agency.
    findings: connection.prepare(
      `SELECT visit_id, key, count(*) AS count FROM (
         SELECT visit.id AS visit_id, finding.id AS finding_id, finding.kind AS key
           FROM visit JOIN finding ON finding.visit_id = visit.id WHERE ${scopes[scope]}
         UNION
         SELECT visit.id, finding.id, finding.kind
           FROM visit JOIN finding_agency named ON named.agency_id = visit.agency_id
           JOIN finding ON finding.id = named.finding_id AND finding.plan_id = visit.plan_id
          WHERE ${scopes[scope]})
       GROUP BY visit_id, key`,
    ),
    recommendations: connection.prepare(
      `SELECT visit.id AS visit_id, '' AS key, count(*) AS count
         FROM visit JOIN recommendation ON recommendation.plan_id = visit.plan_id
                                       AND recommendation.agency_id = visit.agency_id
        WHERE ${scopes[scope]} GROUP BY visit.id`,
    ),
  });
  const prepared = {
    all: statements('all'),
    plan: statements('plan'),
    some: statements('some'),
    one: statements('one'),
  };
  const lastOrdinal = connection
    .prepare('SELECT coalesce(max(ordinal), 0) FROM visit WHERE plan_id = ?')
    .pluck();
  // Where the visit last came from when its notice was drafted: the journal is the one that remembers.
  const draftedFrom = connection
    .prepare(
      `SELECT json_extract(payload.payload, '$.before.status')
         FROM change JOIN change_payload payload ON payload.change_id = change.id
        WHERE change.table_name = 'visit' AND change.row_id = ?
          AND json_extract(payload.payload, '$.after.status') = 'notice_drafted'
          AND json_extract(payload.payload, '$.before.status') <> 'notice_issued'
        ORDER BY change.id DESC LIMIT 1`,
    )
    .pluck();
  const find = connection.prepare('SELECT id FROM visit WHERE plan_id = ? AND agency_id = ?').pluck();

  function read(scope: Scope, key: string | null): ListedVisit[] {
    const { rows, applicable, answered: given, findings, recommendations } = prepared[scope];
    const once = key === null ? [] : [key];
    const twice = key === null ? [] : [key, key];
    const count = (found: unknown[]): ReadonlyMap<string, number> =>
      new Map((found as KeyCount[]).map((row) => [`${row.visit_id}:${row.key}`, row.count]));
    const sums = {
      applicable: count(applicable.all(...once)),
      answered: count(given.all(...once)),
      findings: count(findings.all(...twice)),
      recommendations: count(recommendations.all(...once)),
    };
    return rows.all(...once).map((row) => {
      const visit = rowOf<StoredVisit>('visit', row);
      const joined = row as JoinedRow;
      return {
        ...visit,
        agencyName: joined.agency_name,
        agencyShortName: joined.agency_short_name,
        agencyKind: joined.agency_kind,
        unnamed: joined.agency_unnamed === 1,
        teamName: joined.team_name,
        progress: {
          answered: sums.answered.get(`${visit.id}:`) ?? 0,
          applicable: sums.applicable.get(`${visit.id}:`) ?? 0,
        },
        strengths: sums.findings.get(`${visit.id}:strength`) ?? 0,
        limitations: sums.findings.get(`${visit.id}:limitation`) ?? 0,
        recommendations: sums.recommendations.get(`${visit.id}:`) ?? 0,
      };
    });
  }

  return {
    get: (id: string) => readOne<StoredVisit>('visit', get, id),
    listed: (id: string) => read('one', id).at(0),
    list: (planId: string | null) => (planId === null ? read('all', null) : read('plan', planId)),
    /** In the order of the list. */
    some: (ids: readonly string[]) => (ids.length === 0 ? [] : read('some', idList(ids))),
    /** The status before `notice_drafted`; undefined where this office's journal does not know. */
    statusBeforeDraft: (id: string) => draftedFrom.get(id) as Visit['status'] | undefined,
    find: (planId: string, agencyId: string) => find.get(planId, agencyId) as string | undefined,
    nextOrdinal: (planId: string) => (lastOrdinal.get(planId) as number) + 1,
  };
}
