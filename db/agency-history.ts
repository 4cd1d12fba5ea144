// Everything ever recorded about agencies, for the page of one: of itself, or with those that became it.
import type {
  AgencyDetail,
  AgencyFinding,
  AgencyRecommendation,
  AgencyVisit,
  AgencyYearFigures,
} from '../core/contract/agencies.ts';
import { openStatuses } from './agencies.ts';
import type { Connection } from './sqlite.ts';
import { idList } from './stored.ts';

export type StoredAgencyRecommendation = Omit<
  AgencyRecommendation,
  'overdue' | 'transferredFrom' | 'transferredTo'
>;
export interface RecommendationTransferRow {
  readonly fromId: string;
  readonly toId: string;
  readonly fromAgencyId: string;
  readonly fromAgencyName: string;
  readonly toAgencyId: string;
  readonly toAgencyName: string;
}
interface CountRow {
  readonly year: number;
  readonly count: number;
}

const given = '(SELECT value FROM json_each(@ids))';
const newestName = (agency: string) => `(SELECT newest.name FROM agency_version newest
    WHERE newest.agency_id = ${agency}
    ORDER BY newest.valid_from IS NULL, newest.valid_from DESC, newest.id DESC LIMIT 1)`;
/** The agency's name in that round, where it was visited in it; else the newest. */
const nameInRound = (agency: string, plan: string) => `coalesce(
    (SELECT named.name FROM visit round JOIN agency_version named ON named.id = round.agency_version_id
      WHERE round.plan_id = ${plan} AND round.agency_id = ${agency}),
    ${newestName(agency)})`;
/** Findings and the one of these agencies whose they are: made at its visit, or naming it. */
const own = `SELECT finding_id, min(agency_id) AS agency_id FROM (
    SELECT finding.id AS finding_id, visit.agency_id AS agency_id
      FROM visit JOIN finding ON finding.visit_id = visit.id WHERE visit.agency_id IN ${given}
    UNION ALL
    SELECT named.finding_id, named.agency_id FROM finding_agency named WHERE named.agency_id IN ${given})
  GROUP BY finding_id`;

/** In this order: `own` is gathered once, not once for each of a handful of domains or plans. */
const ownFindings = `(${own}) own CROSS JOIN finding ON finding.id = own.finding_id
       CROSS JOIN plan ON plan.id = finding.plan_id CROSS JOIN domain ON domain.id = finding.domain_id`;

export const agencyHistorySql = {
  visits: `SELECT visit.id AS visitId, plan.id AS planId, plan.title AS planTitle, plan.year AS year,
            visit.starts_on AS startsOn, visit.status AS status,
            visit.agency_id AS agencyId, version.name AS agencyName, plan.origin_office_id AS officeId,
            (SELECT count(*) FROM finding
              WHERE finding.kind = 'limitation' AND finding.plan_id = plan.id AND finding.id IN (
                SELECT id FROM finding WHERE visit_id = visit.id
                UNION SELECT finding_id FROM finding_agency WHERE agency_id = visit.agency_id)) AS limitations,
            (SELECT count(*) FROM recommendation
              WHERE recommendation.agency_id = visit.agency_id AND recommendation.plan_id = plan.id) AS recommendations
       FROM visit JOIN plan ON plan.id = visit.plan_id
       JOIN agency_version version ON version.id = visit.agency_version_id
      WHERE visit.agency_id IN ${given}
      ORDER BY plan.year DESC, visit.starts_on DESC, visit.id DESC`,
  findings: `SELECT finding.id AS id, finding.plan_id AS planId, plan.origin_office_id AS officeId, finding.visit_id AS visitId, plan.year AS year,
            finding.kind AS kind, domain.key AS domainKey, domain.name AS domainName, finding.text AS text,
            own.agency_id AS agencyId, ${nameInRound('own.agency_id', 'finding.plan_id')} AS agencyName
       FROM ${ownFindings}
      ORDER BY plan.year DESC, plan.id, finding.ordinal, finding.id`,
  recommendations: `SELECT recommendation.id AS id, recommendation.rev AS rev, recommendation.plan_id AS planId,
            plan.origin_office_id AS officeId, plan.year AS year, recommendation.text AS text, recommendation.due_on AS dueOn,
            recommendation.status AS status, recommendation.agency_id AS agencyId,
            ${nameInRound('recommendation.agency_id', 'recommendation.plan_id')} AS agencyName
       FROM recommendation JOIN plan ON plan.id = recommendation.plan_id
      WHERE recommendation.agency_id IN ${given}
      ORDER BY plan.year DESC, plan.id, recommendation.ordinal, recommendation.id`,
  transfersFrom: `SELECT transfer.from_recommendation_id AS fromId, transfer.to_recommendation_id AS toId,
            source.agency_id AS fromAgencyId, ${newestName('source.agency_id')} AS fromAgencyName,
            target.agency_id AS toAgencyId, ${newestName('target.agency_id')} AS toAgencyName
       FROM recommendation source
       JOIN recommendation_transfer transfer ON transfer.from_recommendation_id = source.id
       JOIN recommendation target ON target.id = transfer.to_recommendation_id
      WHERE source.agency_id IN ${given}`,
  transfersTo: `SELECT transfer.from_recommendation_id AS fromId, transfer.to_recommendation_id AS toId,
            source.agency_id AS fromAgencyId, ${newestName('source.agency_id')} AS fromAgencyName,
            target.agency_id AS toAgencyId, ${newestName('target.agency_id')} AS toAgencyName
       FROM recommendation target
       JOIN recommendation_transfer transfer ON transfer.to_recommendation_id = target.id
       JOIN recommendation source ON source.id = transfer.from_recommendation_id
      WHERE target.agency_id IN ${given}`,
  visitYears: `SELECT plan.year AS year, count(*) AS count FROM visit JOIN plan ON plan.id = visit.plan_id
      WHERE visit.agency_id IN ${given} AND plan.year IS NOT NULL GROUP BY plan.year`,
  findingYears: `SELECT plan.year AS year, finding.kind AS kind, domain.key AS domainKey, count(*) AS count
       FROM ${ownFindings}
      WHERE plan.year IS NOT NULL GROUP BY plan.year, finding.kind, domain.key ORDER BY min(domain.ordinal), domain.key`,
  recommendationYears: `SELECT plan.year AS year,
            sum(NOT EXISTS (SELECT 1 FROM recommendation_transfer transfer
              JOIN recommendation source ON source.id = transfer.from_recommendation_id
             WHERE transfer.to_recommendation_id = recommendation.id AND source.agency_id IN ${given})) AS count,
            sum(recommendation.status IN ${openStatuses}) AS open
       FROM recommendation JOIN plan ON plan.id = recommendation.plan_id
      WHERE recommendation.agency_id IN ${given} AND plan.year IS NOT NULL
      GROUP BY plan.year`,
} as const;

export function createAgencyHistoryStore(connection: Connection) {
  const visits = connection.prepare(agencyHistorySql.visits);
  const findings = connection.prepare(agencyHistorySql.findings);
  const recommendations = connection.prepare(agencyHistorySql.recommendations);
  const transfersFrom = connection.prepare(agencyHistorySql.transfersFrom);
  const transfersTo = connection.prepare(agencyHistorySql.transfersTo);
  const visitYears = connection.prepare(agencyHistorySql.visitYears);
  const findingYears = connection.prepare(agencyHistorySql.findingYears);
  const recommendationYears = connection.prepare(agencyHistorySql.recommendationYears);
  const of = (ids: readonly string[]) => ({ ids: idList(ids) });

  return {
    visits: (ids: readonly string[]) => visits.all(of(ids)) as AgencyVisit[],
    findings: (ids: readonly string[]) => findings.all(of(ids)) as AgencyFinding[],
    recommendations: (ids: readonly string[]) => recommendations.all(of(ids)) as StoredAgencyRecommendation[],
    transfersFrom: (ids: readonly string[]) => transfersFrom.all(of(ids)) as RecommendationTransferRow[],
    transfersTo: (ids: readonly string[]) => transfersTo.all(of(ids)) as RecommendationTransferRow[],

    /**
     * Newest first. A recommendation that went from one of these agencies to another one counts once, in the year
     * it was given in; whoever owes it now, it is open once.
     */
    years(ids: readonly string[]): AgencyDetail['years'] {
      const years = new Map<number, AgencyYearFigures>();
      const add = (year: number, patch: (figures: AgencyYearFigures) => Partial<AgencyYearFigures>) => {
        const known = years.get(year) ?? { year, ...noFigures, byDomain: [] };
        years.set(year, { ...known, ...patch(known) });
      };
      for (const { year, count } of visitYears.all(of(ids)) as CountRow[])
        add(year, () => ({ visits: count }));
      for (const row of findingYears.all(of(ids)) as (CountRow & { kind: string; domainKey: string })[]) {
        const { year, kind, domainKey, count } = row;
        add(year, (known) =>
          kind === 'strength'
            ? { strengths: known.strengths + count }
            : {
                limitations: known.limitations + count,
                byDomain: [...known.byDomain, { domainKey, limitations: count }],
              },
        );
      }
      for (const row of recommendationYears.all(of(ids)) as (CountRow & { open: number })[]) {
        add(row.year, () => ({ recommendations: row.count, open: row.open }));
      }
      return [...years.values()].toSorted((first, second) => second.year - first.year);
    },
  };
}

const noFigures = { visits: 0, strengths: 0, limitations: 0, recommendations: 0, open: 0 } as const;
