// Pictures over rounds: counts from the tables that triggers keep (0050_afterwards.sql), and pages of the rows behind
// them. A year of a nation is some thirty rounds, so every list goes round by round; nothing here reads all rows.
import type { AgencyKind } from '../core/contract/common.ts';
import type { Finding } from '../core/contract/findings.ts';
import type { Deadlines, PlanStatus } from '../core/contract/plans.ts';
import type { RecommendationStatus } from '../core/rules/due.ts';
import type { Answer, VisitStatus } from '../core/contract/visits.ts';
import type { Connection } from './sqlite.ts';
import { idList, type Parameter, rowOf } from './stored.ts';

export interface PicturedPlan {
  readonly id: string;
  readonly title: string;
  readonly year: number | null;
  readonly officeId: string;
  readonly officeName: string;
  readonly status: PlanStatus;
  readonly illustrative: boolean;
  readonly scoring: boolean;
  readonly teamsComplete: boolean;
  readonly coverageTarget: number | null;
  readonly criteriaSetId: string | null;
  readonly deadlines: Deadlines;
  /** A day of the round: its first one, else its document's. */
  readonly day: string | null;
}
export interface PicturedVisit {
  readonly id: string;
  readonly planId: string;
  readonly agencyId: string;
  readonly kind: AgencyKind;
  readonly unnamed: 0 | 1;
  readonly status: VisitStatus;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
}
/** Where the due day lies from the day that was asked for. */
export type Span = 'none' | 'past' | 'in_7' | 'in_30' | 'later';
export interface OwedCount {
  readonly planId: string;
  readonly kind: AgencyKind | '';
  readonly agencyId: string;
  readonly domainId: string;
  readonly status: RecommendationStatus;
  readonly proven: 0 | 1;
  readonly span: Span;
  readonly n: number;
}
export interface FoundCount {
  readonly planId: string;
  readonly kind: AgencyKind | '';
  readonly agencyId: string;
  readonly domainId: string;
  readonly n: number;
}
export interface FrequentRow {
  readonly lineId: string;
  readonly domainId: string;
  readonly n: number;
  readonly agencies: number;
  readonly years: string | null;
}
export interface FrequentWords {
  readonly findingId: string;
  readonly phraseId: string | null;
  readonly text: string;
  readonly domainId: string;
  readonly year: number | null;
  readonly agencyId: string | null;
}
export interface LineCriterion {
  readonly id: string;
  readonly lineId: string;
  readonly code: string;
  readonly text: string;
  readonly domainId: string;
}
export interface FoundRow {
  readonly id: string;
  readonly planId: string;
  readonly ordinal: number;
  readonly domainId: string;
  readonly criterionId: string | null;
  readonly criterionCode: string | null;
  readonly phraseId: string | null;
  readonly severity: Finding['severity'];
  readonly repeatsFindingId: string | null;
  readonly text: string;
  /** '' where it names none. */
  readonly agencyId: string;
  readonly agencyName: string | null;
}
export interface FoundFilter {
  readonly agencyIds: readonly string[] | null;
  readonly kind: AgencyKind | null;
  readonly domainIds: readonly string[] | null;
  /** The line of the criterion (criterion_line). */
  readonly lineId: string | null;
  readonly phraseId: string | null;
  readonly findingIds: readonly string[] | null;
}
export interface FoundPosition {
  readonly ordinal: number;
  readonly id: string;
  readonly agencyId: string;
}
export interface Repeated {
  readonly agencyId: string;
  readonly lineId: string;
  readonly years: number;
}
export interface RemediedStored {
  readonly id: string;
  readonly planId: string;
  readonly agencyId: string | null;
  readonly agencyName: string | null;
  readonly domainKey: string | null;
  readonly domainName: string | null;
  readonly ordinal: number;
  readonly text: string;
  readonly status: RecommendationStatus;
  readonly dueOn: string | null;
  readonly verifiedOn: string | null;
  readonly verifiedByName: string | null;
}
export interface ProofRow {
  readonly recommendationId: string;
  readonly name: string;
  readonly provedOn: string;
  readonly evidenceId: string | null;
}
export interface ScoredAnswer extends Pick<
  Answer,
  'criterionId' | 'notApplicable' | 'choice' | 'numerator' | 'denominator' | 'count' | 'points'
> {
  readonly visitId: string;
}

const ofPlans = 'plan_id IN (SELECT value FROM json_each(@plans))';
const span = `CASE WHEN due_on = '' THEN 'none' WHEN due_on < @today THEN 'past' WHEN due_on <= @in7 THEN 'in_7'
    WHEN due_on <= @in30 THEN 'in_30' ELSE 'later' END`;
/** The agency's name as it was in that round, where it was visited in it; else the newest one. */
const nameIn = (
  plan: string,
  agency: string,
) => `(SELECT version.name FROM agency_version version WHERE version.id = coalesce(
    (SELECT visit.agency_version_id FROM visit WHERE visit.plan_id = ${plan} AND visit.agency_id = ${agency}),
    (SELECT newest.id FROM agency_version newest WHERE newest.agency_id = ${agency}
      ORDER BY newest.valid_from IS NULL, newest.valid_from DESC, newest.id DESC LIMIT 1)))`;
const foundColumns = `f.id, f.plan_id AS planId, f.ordinal, f.domain_id AS domainId, f.criterion_id AS criterionId,
    f.phrase_id AS phraseId, f.severity, f.repeats_finding_id AS repeatsFindingId, f.text`;
const isLimitation = `f.plan_id = @plan AND f.kind = 'limitation'`;

export const pictureSql = {
  plans: `SELECT plan.id, plan.title, plan.year, plan.origin_office_id AS officeId, office.name AS officeName, plan.status,
      plan.illustrative, plan.scoring, plan.teams_complete AS teamsComplete, plan.coverage_target AS coverageTarget,
      plan.criteria_set_id AS criteriaSetId, plan.deadlines, coalesce(plan.starts_on, plan.document_date) AS day
    FROM plan JOIN office ON office.id = plan.origin_office_id
    WHERE (@year IS NULL OR plan.year = @year) AND (@plan IS NULL OR plan.id = @plan)
      AND (@office IS NULL OR plan.origin_office_id = @office)
    ORDER BY plan.year IS NULL, plan.year DESC, coalesce(plan.starts_on, plan.document_date) DESC, plan.id DESC`,
  domains: 'SELECT * FROM domain ORDER BY domain_set DESC, ordinal, id',
  visits: `SELECT visit.id, visit.plan_id AS planId, visit.agency_id AS agencyId, agency.kind, agency.unnamed, visit.status,
      visit.starts_on AS startsOn, visit.ends_on AS endsOn
    FROM visit JOIN agency ON agency.id = visit.agency_id WHERE visit.${ofPlans}`,
  visitsOfAgencies: `SELECT visit.id, visit.plan_id AS planId, visit.agency_id AS agencyId, agency.kind, agency.unnamed,
      visit.status, visit.starts_on AS startsOn, visit.ends_on AS endsOn
    FROM visit JOIN agency ON agency.id = visit.agency_id
    WHERE visit.agency_id IN (SELECT value FROM json_each(@agencies))`,
  notices: `SELECT plan_id AS planId, visit_id AS visitId FROM document
    WHERE ${ofPlans} AND kind IN ('agency_notice', 'collective_notice') AND status = 'issued'
      AND (kind = 'collective_notice' OR visit_id IS NOT NULL)`,
  inForce: `SELECT DISTINCT agency.id, agency.kind FROM agency
    CROSS JOIN agency_version version ON version.agency_id = agency.id
    WHERE agency.origin_office_id = @office AND agency.unnamed = 0
      AND (version.valid_from IS NULL OR version.valid_from <= @day)
      AND (version.valid_to IS NULL OR version.valid_to >= @day)`,

  owedByPlan: `SELECT plan_id AS planId, '' AS kind, '' AS agencyId, '' AS domainId, status, proven, ${span} AS span, sum(n) AS n
    FROM tally_due WHERE ${ofPlans} GROUP BY plan_id, status, proven, 7`,
  owedByKind: `SELECT plan_id AS planId, kind, '' AS agencyId, domain_id AS domainId, status, 0 AS proven, ${span} AS span,
      sum(n) AS n
    FROM tally_plan WHERE ${ofPlans} GROUP BY plan_id, kind, domain_id, status, 7`,
  owedByAgency: `SELECT plan_id AS planId, '' AS kind, agency_id AS agencyId, domain_id AS domainId, status, proven,
      ${span} AS span, sum(n) AS n
    FROM tally_recommendation WHERE ${ofPlans} GROUP BY plan_id, agency_id, domain_id, status, proven, 7`,
  owedOfAgencies: `SELECT plan_id AS planId, '' AS kind, agency_id AS agencyId, domain_id AS domainId, status, proven,
      ${span} AS span, sum(n) AS n
    FROM tally_recommendation WHERE agency_id IN (SELECT value FROM json_each(@agencies))
    GROUP BY plan_id, agency_id, domain_id, status, proven, 7`,
  foundByKind: `SELECT plan_id AS planId, kind, '' AS agencyId, domain_id AS domainId, n FROM tally_limitation WHERE ${ofPlans}`,
  foundByAgency: `SELECT plan_id AS planId, '' AS kind, agency_id AS agencyId, domain_id AS domainId, sum(n) AS n
    FROM tally_finding WHERE ${ofPlans} GROUP BY plan_id, agency_id, domain_id`,
  foundOfAgencies: `SELECT plan_id AS planId, '' AS kind, agency_id AS agencyId, domain_id AS domainId, sum(n) AS n
    FROM tally_finding WHERE agency_id IN (SELECT value FROM json_each(@agencies))
    GROUP BY plan_id, agency_id, domain_id`,
  repeatedOwed: `SELECT coalesce(sum(n), 0) FROM tally_repeat
    WHERE ${ofPlans} AND (linked = 1 OR again = 1)`,
  repeatedOwedByAgency: `SELECT agency_id AS agencyId, sum(n) AS n FROM tally_repeat
    WHERE ${ofPlans} AND (linked = 1 OR again = 1) GROUP BY agency_id`,

  frequent: `SELECT line_id AS lineId, max(domain_id) AS domainId, sum(n) AS n,
      count(DISTINCT nullif(agency_id, '')) AS agencies, group_concat(DISTINCT year) AS years
    FROM tally_finding
    WHERE ${ofPlans} AND criterion_id <> '' AND (@domains IS NULL OR domain_id IN (SELECT value FROM json_each(@domains)))
    GROUP BY line_id ORDER BY sum(n) DESC, line_id LIMIT @limit`,
  wordsToo: `SELECT DISTINCT plan_id FROM tally_finding WHERE ${ofPlans} AND criterion_id = ''`,
  words: `SELECT f.id AS findingId, f.phrase_id AS phraseId, f.text, f.domain_id AS domainId, plan.year, v.agency_id AS agencyId
      FROM finding f JOIN plan ON plan.id = f.plan_id JOIN visit v ON v.id = f.visit_id
     WHERE f.${ofPlans} AND f.kind = 'limitation' AND f.criterion_id IS NULL AND f.scope = 'named'
    UNION ALL
    SELECT f.id, f.phrase_id, f.text, f.domain_id, plan.year, named.agency_id
      FROM finding f JOIN plan ON plan.id = f.plan_id JOIN finding_agency named ON named.finding_id = f.id
     WHERE f.${ofPlans} AND f.kind = 'limitation' AND f.criterion_id IS NULL AND f.scope = 'named'
       AND NOT EXISTS (SELECT 1 FROM visit WHERE visit.id = f.visit_id AND visit.agency_id = named.agency_id)
    UNION ALL
    SELECT f.id, f.phrase_id, f.text, f.domain_id, plan.year, NULL
      FROM finding f JOIN plan ON plan.id = f.plan_id
     WHERE f.${ofPlans} AND f.kind = 'limitation' AND f.criterion_id IS NULL AND f.scope <> 'named'`,
  linesOf: `SELECT criterion.id, line.line_id AS lineId, criterion.code, criterion.text, criterion.domain_id AS domainId
    FROM criterion_line line JOIN criterion ON criterion.id = line.criterion_id
    LEFT JOIN criteria_set ON criteria_set.id = criterion.criteria_set_id
    WHERE line.line_id IN (SELECT value FROM json_each(@lines))
    ORDER BY criteria_set.year, criteria_set.version, criterion.id`,
  lineOf: 'SELECT line_id FROM criterion_line WHERE criterion_id = ?',
  before: 'SELECT before_id FROM agency_line WHERE agency_id = ? ORDER BY before_id',
  lines: 'SELECT agency_id AS agencyId, before_id AS beforeId FROM agency_line ORDER BY agency_id, before_id',
  plansAt: `SELECT DISTINCT plan_id FROM tally_finding WHERE agency_id IN (SELECT value FROM json_each(@agencies))`,

  /** One round; every finding once for each agency that it names. */
  found: `SELECT found.*, criterion.code AS criterionCode,
      CASE WHEN found.agencyId = '' THEN NULL ELSE ${nameIn('found.planId', 'found.agencyId')} END AS agencyName
    FROM (SELECT ${foundColumns}, v.agency_id AS agencyId FROM finding f JOIN visit v ON v.id = f.visit_id
           WHERE ${isLimitation} AND f.scope = 'named'
          UNION
          SELECT ${foundColumns}, named.agency_id FROM finding f JOIN finding_agency named ON named.finding_id = f.id
           WHERE ${isLimitation} AND f.scope = 'named'
          UNION ALL
          SELECT ${foundColumns}, '' FROM finding f WHERE ${isLimitation} AND f.scope <> 'named') found
    LEFT JOIN criterion ON criterion.id = found.criterionId
    WHERE (@agencies IS NULL OR found.agencyId IN (SELECT value FROM json_each(@agencies)))
      AND (@kind IS NULL OR (SELECT agency.kind FROM agency WHERE agency.id = found.agencyId) = @kind)
      AND (@domains IS NULL OR found.domainId IN (SELECT value FROM json_each(@domains)))
      AND (@line IS NULL OR found.criterionId IN (SELECT criterion_id FROM criterion_line WHERE line_id = @line))
      AND (@phrase IS NULL OR found.phraseId = @phrase)
      AND (@findings IS NULL OR found.id IN (SELECT value FROM json_each(@findings)))
      AND (found.ordinal, found.id, found.agencyId) > (@ordinal, @id, @agency)
    ORDER BY found.ordinal, found.id, found.agencyId LIMIT @limit`,
  repeated: `SELECT pair.agency_id AS agencyId, pair.line_id AS lineId,
      (SELECT count(DISTINCT earlier.year) FROM tally_finding earlier
        WHERE earlier.line_id = pair.line_id AND earlier.agency_id IN (
          SELECT pair.agency_id UNION ALL SELECT before_id FROM agency_line WHERE agency_id = pair.agency_id)) AS years
    FROM (SELECT DISTINCT agency_id, line_id FROM tally_finding
           WHERE ${ofPlans} AND again = 1 AND (@domains IS NULL OR domain_id IN (SELECT value FROM json_each(@domains)))) pair
    ORDER BY years DESC, pair.agency_id, pair.line_id`,
  linked: `SELECT f.id FROM finding f
    WHERE f.repeats_finding_id IS NOT NULL AND f.kind = 'limitation' AND f.${ofPlans}
      AND (@domains IS NULL OR f.domain_id IN (SELECT value FROM json_each(@domains))) ORDER BY f.id`,
  /** Limitations of a line at agencies. */
  foundOfLine: `SELECT ${foundColumns}, NULL AS criterionCode, at.agency_id AS agencyId, NULL AS agencyName
    FROM (SELECT DISTINCT plan_id, agency_id, criterion_id FROM tally_finding
           WHERE line_id = @line AND agency_id IN (SELECT value FROM json_each(@agencies))) at
    JOIN visit v ON v.plan_id = at.plan_id AND v.agency_id = at.agency_id
    JOIN finding f ON f.visit_id = v.id AND f.criterion_id = at.criterion_id AND f.kind = 'limitation' AND f.scope = 'named'
    UNION
    SELECT ${foundColumns}, NULL, at.agency_id, NULL
    FROM (SELECT DISTINCT plan_id, agency_id, criterion_id FROM tally_finding
           WHERE line_id = @line AND agency_id IN (SELECT value FROM json_each(@agencies))) at
    JOIN finding_agency named ON named.agency_id = at.agency_id
    JOIN finding f ON f.id = named.finding_id AND f.plan_id = at.plan_id AND f.criterion_id = at.criterion_id
      AND f.kind = 'limitation' AND f.scope = 'named'`,
  /** A finding with the agencies that it names. */
  foundById: `SELECT ${foundColumns}, NULL AS criterionCode, v.agency_id AS agencyId, NULL AS agencyName
      FROM finding f JOIN visit v ON v.id = f.visit_id WHERE f.id = @id AND f.scope = 'named'
    UNION
    SELECT ${foundColumns}, NULL, named.agency_id, NULL
      FROM finding f JOIN finding_agency named ON named.finding_id = f.id WHERE f.id = @id AND f.scope = 'named'`,
  openOfFindings: `SELECT count(*) FROM recommendation
    WHERE finding_id IN (SELECT value FROM json_each(@findings)) AND agency_id IN (SELECT value FROM json_each(@agencies))
      AND status NOT IN ('verified', 'no_longer_applicable', 'transferred')`,

  remedied: `SELECT r.id, r.plan_id AS planId, r.agency_id AS agencyId, ${nameIn('r.plan_id', 'r.agency_id')} AS agencyName,
      domain.key AS domainKey, domain.name AS domainName, r.ordinal, r.text, r.status, r.due_on AS dueOn,
      r.verified_on AS verifiedOn, person.full_name AS verifiedByName
    FROM recommendation r LEFT JOIN finding f ON f.id = r.finding_id
    LEFT JOIN domain ON domain.id = coalesce(r.domain_id, f.domain_id)
    LEFT JOIN person ON person.id = r.verified_by
    WHERE r.plan_id = @plan AND r.status NOT IN ('no_longer_applicable', 'transferred')
      AND (@handled IS NULL OR (r.status = 'verified') = @handled) AND (r.ordinal, r.id) > (@ordinal, @id)
    ORDER BY r.ordinal, r.id LIMIT @limit`,
  proofs: `SELECT proof.recommendation_id AS recommendationId, coalesce(proof.document_name, evidence.file_name) AS name,
      proof.proved_on AS provedOn, proof.evidence_id AS evidenceId
    FROM remediation_proof proof LEFT JOIN evidence ON evidence.id = proof.evidence_id
    WHERE proof.recommendation_id IN (SELECT value FROM json_each(?)) ORDER BY proof.proved_on, proof.id`,

  answers: `SELECT answer.visit_id AS visitId, answer.criterion_id AS criterionId, answer.not_applicable, answer.choice,
      answer.numerator, answer.denominator, answer.count, answer.points
    FROM answer WHERE answer.visit_id IN (SELECT value FROM json_each(?))`,
  kept: 'SELECT visit_id, domain_id, earned, max FROM tally_score WHERE visit_id IN (SELECT value FROM json_each(?))',
  unscored: `SELECT value FROM json_each(?) WHERE NOT EXISTS (SELECT 1 FROM tally_score WHERE visit_id = value)`,
  keep: 'INSERT OR REPLACE INTO tally_score (visit_id, domain_id, earned, max) VALUES (?, ?, ?, ?)',

  documentsWaiting: `SELECT status, count(*) AS n FROM document
    WHERE origin_office_id = ? AND status IN ('draft', 'for_signature') GROUP BY status`,
  visitsRemarked: `SELECT DISTINCT visit.id FROM visit JOIN remark ON remark.visit_id = visit.id
    WHERE visit.${ofPlans} AND remark.decision IS NULL`,
  visitsHandedOut: `SELECT DISTINCT visit.id FROM visit JOIN handout ON handout.visit_id = visit.id
    WHERE visit.${ofPlans} AND handout.direction = 'given' AND handout.state = 'out'`,
  reportsDue: `SELECT count(*) AS n, min(report.due_on) AS firstDay FROM period_report report
    WHERE report.origin_office_id = @office AND report.due_on <= @to AND NOT EXISTS (
      SELECT 1 FROM document WHERE document.period_report_id = report.id AND document.kind = 'period_report'
         AND document.status = 'issued')`,
  agencyReportsLate: `SELECT count(*) AS n, min(coalesce(own.due_on, report.agency_due_on)) AS firstDay,
      min(report.id) AS reportId, count(DISTINCT report.id) AS reports
    FROM agency_report own JOIN period_report report ON report.id = own.period_report_id
    WHERE report.origin_office_id = @office AND own.excused = 0 AND own.arrived_on IS NULL AND own.document_date IS NULL
      AND coalesce(own.due_on, report.agency_due_on) < @today`,
  remindedOverdue: `SELECT count(DISTINCT r.agency_id) FROM recommendation r
    JOIN visit ON visit.plan_id = r.plan_id AND visit.agency_id = r.agency_id
    JOIN document letter ON letter.visit_id = visit.id AND letter.kind = 'reminder' AND letter.status = 'issued'
    WHERE r.plan_id = @plan AND r.status IN (SELECT value FROM json_each(@statuses)) AND r.due_on < @today
      AND letter.issued_on < @today`,
} as const;

export function createPictureStore(connection: Connection) {
  const statements = new Map<string, ReturnType<Connection['prepare']>>();
  const of = (key: keyof typeof pictureSql) => {
    const known = statements.get(key) ?? connection.prepare(pictureSql[key]);
    statements.set(key, known);
    return known;
  };
  const all = <T>(key: keyof typeof pictureSql, parameters: Readonly<Record<string, Parameter>>) =>
    of(key).all(parameters) as T[];
  const list = (ids: readonly string[] | null) => (ids === null ? null : idList(ids));

  return {
    /** The newest first. */
    plans: (filter: {
      readonly year?: number | undefined;
      readonly planId?: string | undefined;
      readonly officeId?: string | undefined;
    }) =>
      all<
        Omit<PicturedPlan, 'illustrative' | 'scoring' | 'teamsComplete' | 'deadlines'> &
          Record<'illustrative' | 'scoring' | 'teamsComplete', 0 | 1> & { deadlines: string }
      >('plans', {
        year: filter.year ?? null,
        plan: filter.planId ?? null,
        office: filter.officeId ?? null,
      }).map((row): PicturedPlan => ({
        ...row,
        illustrative: row.illustrative === 1,
        scoring: row.scoring === 1,
        teamsComplete: row.teamsComplete === 1,
        deadlines: JSON.parse(row.deadlines) as Deadlines,
      })),
    domains: () =>
      of('domains')
        .all()
        .map((row) =>
          rowOf<{
            id: string;
            domainSet: string;
            key: string;
            ordinal: number;
            name: string;
            shortName: string;
            nameEn: string | null;
          }>('domain', row),
        ),
    visits: (planIds: readonly string[]) => all<PicturedVisit>('visits', { plans: idList(planIds) }),
    visitsOfAgencies: (agencyIds: readonly string[]) =>
      all<PicturedVisit>('visitsOfAgencies', { agencies: idList(agencyIds) }),
    /** Issued notices; `visitId` null: the round's own. */
    notices: (planIds: readonly string[]) =>
      all<{ planId: string; visitId: string | null }>('notices', { plans: idList(planIds) }),
    inForce: (officeId: string, day: string) =>
      all<{ id: string; kind: AgencyKind }>('inForce', { office: officeId, day }),

    owed: (
      by: 'owedByPlan' | 'owedByKind' | 'owedByAgency',
      planIds: readonly string[],
      days: { readonly today: string; readonly in7: string; readonly in30: string },
    ) => all<OwedCount>(by, { plans: idList(planIds), ...days }),
    owedOfAgencies: (
      agencyIds: readonly string[],
      days: { readonly today: string; readonly in7: string; readonly in30: string },
    ) => all<OwedCount>('owedOfAgencies', { agencies: idList(agencyIds), ...days }),
    found: (by: 'foundByKind' | 'foundByAgency', planIds: readonly string[]) =>
      all<FoundCount>(by, { plans: idList(planIds) }),
    foundOfAgencies: (agencyIds: readonly string[]) =>
      all<FoundCount>('foundOfAgencies', { agencies: idList(agencyIds) }),
    /** Recommendations whose limitation was pointed out before. */
    repeatedOwed: (planIds: readonly string[]) =>
      (of('repeatedOwed')
        .pluck()
        .get({ plans: idList(planIds) }) as number | undefined) ?? 0,
    repeatedOwedByAgency: (planIds: readonly string[]) =>
      all<{ agencyId: string; n: number }>('repeatedOwedByAgency', { plans: idList(planIds) }),

    frequent: (planIds: readonly string[], domainIds: readonly string[] | null, limit: number) =>
      all<FrequentRow>('frequent', { plans: idList(planIds), domains: list(domainIds), limit }),
    /** Limitations without a criterion, once for each agency. */
    words(planIds: readonly string[]): FrequentWords[] {
      const having = of('wordsToo')
        .pluck()
        .all({ plans: idList(planIds) }) as string[];
      return having.length === 0 ? [] : all<FrequentWords>('words', { plans: idList(having) });
    },
    /** The criteria of lines, the newest last. */
    linesOf: (lineIds: readonly string[]) => all<LineCriterion>('linesOf', { lines: idList(lineIds) }),
    lineOf: (criterionId: string) => of('lineOf').pluck().get(criterionId) as string | undefined,
    before: (agencyId: string) => of('before').pluck().all(agencyId) as string[],
    lines: () => of('lines').all() as { agencyId: string; beforeId: string }[],
    /** Rounds that found something at these agencies. */
    plansAt: (agencyIds: readonly string[]) =>
      new Set(
        of('plansAt')
          .pluck()
          .all({ agencies: idList(agencyIds) }) as string[],
      ),
    foundIn: (planId: string, filter: FoundFilter, after: FoundPosition | undefined, limit: number) =>
      all<FoundRow>('found', {
        plan: planId,
        agencies: list(filter.agencyIds),
        kind: filter.kind,
        domains: list(filter.domainIds),
        line: filter.lineId,
        phrase: filter.phraseId,
        findings: list(filter.findingIds),
        ordinal: after?.ordinal ?? -1,
        id: after?.id ?? '',
        agency: after?.agencyId ?? '',
        limit,
      }),
    repeated: (planIds: readonly string[], domainIds: readonly string[] | null) =>
      all<Repeated>('repeated', { plans: idList(planIds), domains: list(domainIds) }),
    linked: (planIds: readonly string[], domainIds: readonly string[] | null) =>
      of('linked')
        .pluck()
        .all({ plans: idList(planIds), domains: list(domainIds) }) as string[],
    foundOfLine: (lineId: string, agencyIds: readonly string[]) =>
      all<FoundRow>('foundOfLine', { line: lineId, agencies: idList(agencyIds) }),
    foundById: (findingId: string) => all<FoundRow>('foundById', { id: findingId }),
    openOfFindings: (findingIds: readonly string[], agencyIds: readonly string[]) =>
      of('openOfFindings')
        .pluck()
        .get({ findings: idList(findingIds), agencies: idList(agencyIds) }) as number,

    remedied: (
      planId: string,
      handled: boolean | null,
      after: { readonly ordinal: number; readonly id: string } | undefined,
      limit: number,
    ) =>
      all<RemediedStored>('remedied', {
        plan: planId,
        handled: handled === null ? null : Number(handled),
        ordinal: after?.ordinal ?? -1,
        id: after?.id ?? '',
        limit,
      }),
    proofs: (recommendationIds: readonly string[]) =>
      of('proofs').all(idList(recommendationIds)) as ProofRow[],

    answers: (visitIds: readonly string[]) =>
      (
        of('answers').all(idList(visitIds)) as (Omit<ScoredAnswer, 'notApplicable'> & {
          not_applicable: 0 | 1;
        })[]
      ).map(({ not_applicable: notApplicable, ...row }): ScoredAnswer => ({
        ...row,
        notApplicable: notApplicable === 1,
      })),
    /** Scores that were worked out and still hold. */
    keptScores: (visitIds: readonly string[]) =>
      of('kept').raw().all(idList(visitIds)) as [string, string, number, number][],
    unscored: (visitIds: readonly string[]) => of('unscored').pluck().all(idList(visitIds)) as string[],
    keepScores(rows: readonly (readonly [string, string, number, number])[]): void {
      const keep = of('keep');
      connection.transaction(() => {
        for (const row of rows) keep.run(...row);
      })();
    },

    documentsWaiting: (officeId: string) =>
      of('documentsWaiting').all(officeId) as { status: 'draft' | 'for_signature'; n: number }[],
    /** Visits with remarks of the agency that nobody has decided on. */
    visitsRemarked: (planIds: readonly string[]) =>
      of('visitsRemarked')
        .pluck()
        .all({ plans: idList(planIds) }) as string[],
    /** Visits of which a part is out on a laptop. */
    visitsHandedOut: (planIds: readonly string[]) =>
      of('visitsHandedOut')
        .pluck()
        .all({ plans: idList(planIds) }) as string[],
    reportsDue: (officeId: string, to: string) =>
      of('reportsDue').get({ office: officeId, to }) as { n: number; firstDay: string | null },
    agencyReportsLate: (officeId: string, today: string) =>
      of('agencyReportsLate').get({ office: officeId, today }) as {
        n: number;
        firstDay: string | null;
        reportId: string | null;
        reports: number;
      },
    /** Agencies of a round that still owe something overdue after a letter went out. */
    remindedOverdue: (planId: string, today: string, statuses: readonly string[]) =>
      of('remindedOverdue')
        .pluck()
        .get({ plan: planId, today, statuses: idList(statuses) }) as number,
  };
}
