/**
 * The facts that a paper is worded from, read from the database: plain data for core/documents. What no row
 * says stays null and prints as a blank.
 */
import type { AgencyKind } from '../../core/contract/common.ts';
import type { DocumentRow } from '../../core/contract/documents.ts';
import type {
  AgencyFacts,
  DocumentFacts,
  FindingFacts,
  IssuerFacts,
  MinutesFacts,
  NoticeFacts,
  PlanFacts,
  RecommendationFacts,
  ScoreFacts,
  TeamFacts,
  TeamMemberFacts,
  TeamRole,
  VisitFacts,
} from '../../core/documents/facts.ts';
import { agencyName } from '../../core/documents/wording/index.ts';
import type { Team, TeamMember } from '../../core/contract/teams.ts';
import { domainScores, totalScore } from '../../core/rules/scoring.ts';
import { isVisitInRound } from '../../core/rules/visit-states.ts';
import type { StoredDocument } from '../../db/documents.ts';
import type { StoredFinding } from '../../db/findings.ts';
import type { StoredIssuer } from '../../db/issuers.ts';
import type { StoredPlan } from '../../db/plans.ts';
import type { StoredRecommendation } from '../../db/recommendations.ts';
import type { Stores } from '../../db/stores.ts';
import type { ListedVisit } from '../../db/visits.ts';
import { showTeams } from './teams.ts';
import { applicableCriteria } from './visits.ts';

export type Paper =
  | { readonly paper: 'notice'; readonly facts: NoticeFacts }
  | { readonly paper: 'minutes'; readonly facts: MinutesFacts };

export interface PaperSubject {
  readonly plan: StoredPlan;
  readonly kind: DocumentRow['kind'];
  /** The visit that the paper is about; null for the whole round. */
  readonly visit: ListedVisit | null;
  /** Every visit of the round, from a caller who makes many papers and has read them once. */
  readonly visits?: readonly ListedVisit[] | undefined;
  readonly issuer: StoredIssuer;
  readonly document: DocumentFacts;
}

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

const afterMinutes: ReadonlySet<ListedVisit['status']> = new Set([
  'notice_drafted',
  'notice_issued',
  'closed',
]);

/**
 * Minutes that went to signature here, or the word of the person who moved the visit on. A visit may go to
 * `notice_drafted` without any minutes, so for the states behind it the way there counts.
 */
function areMinutesSigned(stores: Stores, visit: ListedVisit, documents: readonly StoredDocument[]): boolean {
  if (visit.status === 'minutes_signed') return true;
  const frozen = documents.some(
    (one) =>
      one.kind === 'minutes' &&
      one.visitId === visit.id &&
      (one.status === 'for_signature' || one.status === 'issued'),
  );
  if (frozen) return true;
  return afterMinutes.has(visit.status) && stores.visits.statusBeforeDraft(visit.id) === 'minutes_signed';
}

export function paperOf(stores: Stores, subject: PaperSubject): Paper {
  const { plan, kind, visit, issuer, document } = subject;
  const inRound = (subject.visits ?? stores.visits.list(plan.id)).filter(isVisitInRound);
  const concerned = visit === null ? inRound : [visit];
  const set = plan.criteriaSetId === null ? undefined : stores.criteria.set(plan.criteriaSetId);
  const findings = visit === null ? stores.findings.ofPlan(plan.id) : stores.findings.concerning(visit);
  const used = new Set(findings.map((finding) => finding.domainId));
  // Without a criteria set the round has the domains that its findings name.
  const domains =
    set === undefined
      ? stores.criteria.domains().filter((domain) => used.has(domain.id))
      : stores.criteria.domainsOf(set.domainSet);
  const teams = showTeams(stores, stores.teams.ofPlan(plan.id));
  const ownTeams = visit?.teamId == null ? teams : teams.filter((team) => team.id === visit.teamId);
  const round = {
    issuer: issuerFacts(issuer),
    document,
    plan: planFacts(stores, plan),
    teams: ownTeams.map((team) => teamFacts(stores, team)),
    domains: domains.map(({ id, ordinal, name, shortName }) => ({ id, ordinal, name, shortName })),
    findings: findings.map((finding) => findingFacts(stores, finding)),
    recommendations: stores.recommendations
      .givenIn(plan.id)
      .filter((one) => visit === null || one.agencyId === null || one.agencyId === visit.agencyId)
      .map(recommendationFacts),
    recipients: recipients(plan, issuer, visit),
    ...toneOf(stores),
  };
  if (kind === 'minutes' && visit !== null) {
    return {
      paper: 'minutes',
      facts: {
        ...round,
        agency: agencyFacts(visit),
        visit: visitFacts(visit),
        startTime: null,
        endTime: null,
        location: visit.location,
        agencyAttendees: [],
        agencyReport: null,
        samplesSeen: null,
        agencyOpinion: null,
        copies: null,
      },
    };
  }
  const documents = stores.documents.list({ planId: plan.id });
  return {
    paper: 'notice',
    facts: {
      ...round,
      notice: visit === null ? 'collective' : 'agency',
      agencies: concerned.map(agencyFacts),
      otherAgencies: visit === null ? [] : inRound.filter((one) => one.id !== visit.id).map(agencyFacts),
      visits: concerned.map(visitFacts),
      scores: plan.scoring ? concerned.flatMap((one) => scoreFacts(stores, plan, one)) : [],
      minutesSigned: concerned.every((one) => areMinutesSigned(stores, one, documents)),
    },
  };
}

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

export function agencyFacts(visit: ListedVisit): AgencyFacts {
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

function visitFacts({ agencyId, teamId, startsOn, endsOn }: ListedVisit): VisitFacts {
  return { agencyId, teamId, startsOn, endsOn };
}

/** Absent where every text stays as it was typed, so that the digest of older drafts holds. */
function toneOf(stores: Pick<Stores, 'offices'>): Pick<NoticeFacts, 'toneMarks'> {
  const installation = stores.offices.installation();
  const office = installation === undefined ? undefined : stores.offices.get(installation.officeId);
  return office?.toneMarks == null ? {} : { toneMarks: office.toneMarks };
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

/** Nothing for an agency without a single answer: no points are not zero points. */
function scoreFacts(stores: Stores, plan: StoredPlan, visit: ListedVisit): ScoreFacts[] {
  const answers = stores.answers.ofVisit(visit.id);
  const scores = domainScores(applicableCriteria(stores, plan, visit.agencyKind), answers, plan.scoring);
  const total = totalScore(scores);
  if (total.answered === 0) return [];
  const { agencyId } = visit;
  return [
    ...scores.map((one) => ({
      agencyId,
      domainId: one.domainId,
      points: one.earned,
      maxPoints: one.max,
    })),
    { agencyId, domainId: null, points: total.earned, maxPoints: total.max },
  ];
}

/** Whom the agencies report to, then the agencies themselves; the archive line is the wording's. */
function recipients(plan: StoredPlan, issuer: StoredIssuer, visit: ListedVisit | null): string[] {
  const isAbove = issuer.kind === 'department' || issuer.kind === 'team';
  const above = isAbove && plan.reportBackTo !== null ? [`${plan.reportBackTo} (để báo cáo)`] : [];
  if (above.length === 0) return [];
  const addressee = visit === null ? 'Các cơ quan, đơn vị được kiểm tra' : agencyName(agencyFacts(visit));
  return [...above, addressee];
}
