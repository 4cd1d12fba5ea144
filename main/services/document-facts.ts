/**
 * The facts that papers and sheets share, read from the rows: plain data for core/documents. What no row says stays
 * null and prints as a blank. What only papers need stands in papers/.
 */
import type { AgencyKind } from '../../core/contract/common.ts';
import type { Team, TeamMember } from '../../core/contract/teams.ts';
import type {
  AgencyFacts,
  FindingFacts,
  IssuerFacts,
  PlanFacts,
  RecommendationFacts,
  TeamFacts,
  TeamMemberFacts,
  TeamRole,
} from '../../core/documents/facts.ts';
import type { StoredFinding } from '../../db/findings.ts';
import type { StoredIssuer } from '../../db/issuers.ts';
import type { StoredPlan } from '../../db/plans.ts';
import type { StoredRecommendation } from '../../db/recommendations.ts';
import type { Stores } from '../../db/stores.ts';
import type { ListedVisit } from '../../db/visits.ts';

const groups: Readonly<Record<AgencyKind, string>> = {
  ubnd_tinh: 'UBND cấp tỉnh',
  so_nganh: 'sở, ngành',
  ubnd_huyen: 'UBND cấp huyện',
  phong_cap_huyen: 'cơ quan chuyên môn cấp huyện',
  ubnd_xa: 'UBND cấp xã',
  phong_cap_xa: 'phòng chuyên môn cấp xã',
  tt_pvhcc: 'Trung tâm Phục vụ hành chính công',
  don_vi_truc_thuoc: 'đơn vị trực thuộc',
  nganh_doc: 'cơ quan ngành dọc',
};

const roles: Readonly<Record<TeamMember['role'], TeamRole>> = {
  team_lead: 'lead',
  team_deputy: 'deputy',
  team_member: 'member',
  team_secretary: 'secretary',
};

export function issuerFacts(issuer: StoredIssuer): IssuerFacts {
  return {
    kind: issuer.kind,
    name: issuer.name,
    parentLine: issuer.parentLine,
    nameLine: issuer.nameLine,
    authorityLine: issuer.authorityLine,
    signLines: (issuer.signLines ?? '').split('\n').filter((line) => line.trim() !== ''),
    signerTitleBelow: issuer.signerTitleBelow,
    signerName: issuer.signerName,
    placeName: issuer.placeName,
    // The wording writes the whole line.
    archiveLine:
      issuer.archiveLine === null || /^lưu\b/iu.test(issuer.archiveLine.trim())
        ? issuer.archiveLine
        : `Lưu: ${issuer.archiveLine}`,
  };
}

export function planFacts(stores: Pick<Stores, 'issuers'>, plan: StoredPlan): PlanFacts {
  return {
    title: plan.title,
    year: plan.year,
    number: plan.number,
    symbol: plan.symbol,
    documentDate: plan.documentDate,
    issuerName: plan.issuerId === null ? null : (stores.issuers.get(plan.issuerId)?.name ?? null),
    documentSubject: plan.subject,
    reviewPeriodFrom: plan.reviewPeriodFrom,
    reviewPeriodTo: plan.reviewPeriodTo,
    contents: plan.contents,
    reviewPeriodText: plan.reviewPeriodText,
    startsOn: plan.startsOn,
    endsOn: plan.endsOn,
    inspectionForms: plan.inspectionForms,
    scoring: plan.scoring,
    illustrative: plan.illustrative,
    reportBackTo: plan.reportBackTo,
    reportBackDueOn: plan.reportBackDueOn,
    remediationDemand: plan.remediationDemand,
    legalGrounds: plan.legalGrounds,
  };
}

export function teamFacts(stores: Pick<Stores, 'issuers'>, team: Team): TeamFacts {
  return {
    id: team.id,
    form: team.form,
    name: team.name,
    decisionNumber: team.decisionNumber,
    decisionSymbol: team.decisionSymbol,
    decisionDate: team.decisionDate,
    decisionIssuerName:
      team.decisionIssuerId === null ? null : (stores.issuers.get(team.decisionIssuerId)?.name ?? null),
    members: team.members.map(memberFacts),
  };
}

export function memberFacts(member: TeamMember): TeamMemberFacts {
  return {
    fullName: member.fullName,
    partyTitle: member.partyTitle,
    position: member.position,
    body: member.body,
    rankText: member.rankText,
    role: roles[member.role],
    isStanding: member.isStanding,
  };
}

export function agencyFacts(
  visit: Pick<
    ListedVisit,
    'agencyId' | 'agencyName' | 'agencyShortName' | 'agencyKind' | 'ordinal' | 'unnamed'
  >,
): AgencyFacts {
  return {
    id: visit.agencyId,
    name: visit.agencyName,
    shortName: visit.agencyShortName,
    kind: visit.agencyKind,
    ordinal: visit.ordinal,
    unnamed: visit.unnamed,
    group: groups[visit.agencyKind],
  };
}

/** Back along the links: the years of the rounds that pointed it out before. */
function repeatsOf(
  stores: Pick<Stores, 'findings' | 'plans'>,
  finding: StoredFinding,
): Pick<FindingFacts, 'repeats'> {
  const years: number[] = [];
  const seen = new Set([finding.id]);
  for (let id = finding.repeatsFindingId; id !== null && !seen.has(id);) {
    seen.add(id);
    const earlier = stores.findings.get(id);
    if (earlier === undefined) break;
    const year = stores.plans.get(earlier.planId)?.year;
    if (year != null) years.push(year);
    id = earlier.repeatsFindingId;
  }
  return seen.size === 1 ? {} : { repeats: { years } };
}

export function findingFacts(
  stores: Pick<Stores, 'findings' | 'plans'>,
  finding: StoredFinding,
): FindingFacts {
  return {
    id: finding.id,
    domainId: finding.domainId,
    kind: finding.kind,
    scope: finding.scope,
    scopeKinds: finding.scopeKinds,
    agencyIds: finding.agencyIds,
    criterionCode: finding.criterionCode,
    text: finding.text,
    numerator: finding.numerator,
    denominator: finding.denominator,
    unit: finding.unit,
    cause: finding.cause,
    ...repeatsOf(stores, finding),
  };
}

export function recommendationFacts(one: StoredRecommendation): RecommendationFacts {
  return {
    id: one.id,
    findingId: one.findingId,
    agencyId: one.agencyId,
    domainId: one.domainId,
    text: one.text,
    dueOn: one.dueOn,
    dueNote: one.dueNote,
  };
}
