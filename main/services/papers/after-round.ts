/** Facts that the papers after the visit share: what came of the visits and of what was asked for, and who is told. */
import type {
  AgencyFollowUpFacts,
  CitedPaper,
  RoundReportFacts,
  TrackedRecommendation,
  VisitOutcome,
} from '../../../core/documents/papers/after-round.ts';
import type { DocumentKind } from '../../../core/documents/kinds.ts';
import { coverageOf } from '../../../core/rules/coverage.ts';
import { defaultSymbol } from '../../../core/rules/numbering.ts';
import { isVisitDone, isVisitInRound } from '../../../core/rules/visit-states.ts';
import type { ListedDocument } from '../../../db/documents.ts';
import type { StoredFinding } from '../../../db/findings.ts';
import type { StoredPlan } from '../../../db/plans.ts';
import type { Stores } from '../../../db/stores.ts';
import type { ListedVisit } from '../../../db/visits.ts';
import { agencyFacts, findingFacts, recommendationFacts, teamFacts } from '../document-facts.ts';
import type { PaperContext, PaperSubject } from './paper.ts';
import { areMinutesSigned, domainsOf, roundFacts, scoreFacts, visitFacts } from './round-facts.ts';

function outcomeOf({ status }: ListedVisit): VisitOutcome {
  if (status === 'postponed' || status === 'cancelled') return status;
  if (status === 'replaced_by_report') return 'by_report';
  return isVisitDone(status) ? 'inspected' : 'to_come';
}

/** The whole round, or the visits of one of its teams with what was found there or said of nobody in particular. */
export function roundReportFacts(context: PaperContext, subject: PaperSubject): RoundReportFacts {
  const { stores } = context;
  const { plan, team, asOf } = subject;
  const all = (subject.visits ?? stores.visits.list(plan.id)).filter(
    ({ teamId }) => team === null || teamId === null || teamId === team.id,
  );
  const inRound = all.filter(isVisitInRound);
  const round = roundFacts(context, { ...subject, visit: null });
  const agencyIds = new Set(all.map(({ agencyId }) => agencyId));
  const visitIds = new Set(all.map(({ id }) => id));
  const stored = stores.findings
    .ofPlan(plan.id)
    .filter((finding) => team === null || isOfTeam(finding, agencyIds, visitIds));
  const findingIds = new Set(stored.map(({ id }) => id));
  const isHere = ({ agencyId }: { readonly agencyId: string | null }): boolean =>
    team === null || agencyId === null || agencyIds.has(agencyId);
  const documents = stores.documents.list({ planId: plan.id });
  const visitAgency = new Map(all.map(({ id, agencyId }) => [id, agencyId]));
  return {
    ...round,
    notice: 'collective',
    teams: team === null ? round.teams : [teamFacts(stores, team)],
    findings: stored.map((finding) => {
      const facts = findingFacts(stores, finding);
      // What another team's agencies are named for beside its own is not this team's to tell.
      return team === null
        ? facts
        : { ...facts, agencyIds: facts.agencyIds.filter((id) => agencyIds.has(id)) };
    }),
    recommendations: round.recommendations.filter(
      (one) => isHere(one) && (team === null || one.findingId === null || findingIds.has(one.findingId)),
    ),
    agencies: inRound.map(agencyFacts),
    otherAgencies: [],
    visits: inRound.map(visitFacts),
    scores: plan.scoring ? inRound.flatMap((one) => scoreFacts(stores, plan, one)) : [],
    minutesSigned: inRound.every((one) => areMinutesSigned(stores, one, documents)),
    asOf,
    addressees: [],
    outcomes: all.map((visit) => ({ agencyId: visit.agencyId, outcome: outcomeOf(visit) })),
    leftOut: all.filter((visit) => !isVisitInRound(visit)).map(agencyFacts),
    tracked: trackedOf(stores, plan, isHere),
    criteria:
      plan.criteriaSetId === null
        ? []
        : stores.criteria.criteria(plan.criteriaSetId).map(({ code, text }) => ({ code, name: text })),
    notes: stored.map(({ id, phraseId, causeKind }) => ({ findingId: id, phraseId, causeKind })),
    notices: issuedPapers(stores, documents, ['agency_notice', 'collective_notice'], asOf)
      .filter(({ visitId }) => visitId === null || visitIds.has(visitId))
      .map(({ visitId, cited }) => ({ ...cited, agencyId: visitAgency.get(visitId ?? '') ?? null })),
    reminders: issuedPapers(stores, documents, ['reminder'], asOf)
      .filter(({ visitId }) => visitId !== null && visitIds.has(visitId))
      .map(({ visitId, cited }) => ({ ...cited, agencyId: visitAgency.get(visitId ?? '') ?? null })),
    coverage: team === null ? coverageFacts(stores, plan, inRound, asOf) : null,
  };
}

/** What names nobody is the team's where it was found at one of its visits, or at none in particular. */
function isOfTeam(
  finding: StoredFinding,
  agencyIds: ReadonlySet<string>,
  visitIds: ReadonlySet<string>,
): boolean {
  return finding.scope === 'named'
    ? finding.agencyIds.some((id) => agencyIds.has(id))
    : finding.visitId === null || visitIds.has(finding.visitId);
}

export function trackedOf(
  stores: Stores,
  plan: Pick<StoredPlan, 'id'>,
  isHere: (one: { readonly agencyId: string | null }) => boolean,
): TrackedRecommendation[] {
  const given = new Set(stores.recommendations.givenIn(plan.id).map(({ id }) => id));
  return stores.recommendations
    .list({ planId: plan.id })
    .filter(({ recommendation }) => isHere(recommendation))
    .map(({ recommendation, agencyName }) => ({
      ...recommendationFacts(recommendation),
      status: recommendation.status,
      agencyName: recommendation.agencyId === null ? null : agencyName,
      responsibleUnit: recommendation.responsibleUnit,
      inherited: !given.has(recommendation.id),
    }));
}

interface IssuedPaper {
  readonly visitId: string | null;
  readonly cited: CitedPaper;
}

/** Issued by that day, the oldest first. */
export function issuedPapers(
  stores: Pick<Stores, 'issuers'>,
  documents: readonly ListedDocument[],
  kinds: readonly DocumentKind[],
  asOf: string,
): readonly IssuedPaper[] {
  return documents
    .filter(
      ({ kind, status, issuedOn }) => kinds.includes(kind) && status === 'issued' && (issuedOn ?? '') <= asOf,
    )
    .toSorted((one, other) => (one.issuedOn ?? '').localeCompare(other.issuedOn ?? ''))
    .map(({ visitId, number, symbol, issuedOn, subject, issuerId }) => ({
      visitId,
      cited: {
        agencyId: null,
        number,
        symbol,
        issuedOn,
        subject,
        issuerName: stores.issuers.get(issuerId)?.name ?? null,
      },
    }));
}

function coverageFacts(
  stores: Stores,
  plan: StoredPlan,
  inRound: readonly ListedVisit[],
  asOf: string,
): RoundReportFacts['coverage'] {
  const on = plan.startsOn ?? plan.documentDate ?? asOf;
  const coverage = coverageOf({
    target: plan.coverageTarget,
    teamsComplete: plan.teamsComplete,
    inspected: inRound.map(({ agencyId, agencyKind, unnamed }) => ({
      id: agencyId,
      kind: agencyKind,
      unnamed,
    })),
    inForce: inRound.length === 0 ? [] : stores.plans.agenciesInForce(on, plan.originOfficeId),
    on,
  });
  const { inspected, total, target, unknown } = coverage;
  // A list that holds nothing but the inspected agencies tells no share.
  if (unknown !== null || (target === null && total <= inspected)) return null;
  return { inspected, total, target };
}

/** One visited agency with what was found at it and what it owes. */
export function agencyFollowUpFacts(
  context: PaperContext,
  subject: PaperSubject,
  visit: ListedVisit,
): AgencyFollowUpFacts {
  const { stores } = context;
  const { plan, asOf } = subject;
  const round = roundFacts(context, { ...subject, visit });
  const notices = issuedPapers(
    stores,
    stores.documents.list({ planId: plan.id }),
    ['agency_notice', 'collective_notice'],
    asOf,
  );
  const own = notices.findLast(({ visitId }) => visitId === visit.id);
  const common = notices.findLast(({ visitId }) => visitId === null);
  const { recipients: _recipients, recommendations: _given, ...base } = round;
  return {
    ...base,
    domains: domainsOf(stores, plan, new Set(round.findings.map(({ domainId }) => domainId))),
    agency: agencyFacts(visit),
    visit: visitFacts(visit),
    recommendations: trackedOf(
      stores,
      plan,
      ({ agencyId }) => agencyId === null || agencyId === visit.agencyId,
    ),
    asOf,
    citedNotice: (own ?? common)?.cited ?? noticeToCome(stores, plan),
    addressees: [],
  };
}

/** Not issued yet: whose it will be is known, its number and day are not. */
function noticeToCome(stores: Pick<Stores, 'issuers'>, plan: StoredPlan): CitedPaper | null {
  const id = plan.noticeIssuerId ?? plan.issuerId;
  const issuer = id === null ? undefined : stores.issuers.get(id);
  if (issuer === undefined) return null;
  return {
    agencyId: null,
    number: null,
    symbol: defaultSymbol('agency_notice', issuer.symbol),
    issuedOn: null,
    issuerName: issuer.name,
    subject: null,
  };
}

/** Who sent the team: `Ủy ban nhân dân tỉnh …` and its head. Without a plan's issuer, whom the agencies report to. */
export function sender(
  stores: Pick<Stores, 'issuers'>,
  plan: StoredPlan,
): { readonly body: string | null; readonly head: string | null } {
  const issuer = plan.issuerId === null ? undefined : stores.issuers.get(plan.issuerId);
  const isAbove = issuer !== undefined && (issuer.kind === 'ubnd' || issuer.kind === 'chairman');
  const name = (isAbove ? issuer.name : plan.reportBackTo)?.trim() ?? '';
  if (name === '') return { body: null, head: null };
  const body = name.replace(/^Chủ tịch\s+/iu, '');
  const isCommittee = /^(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)(?![\p{L}])/iu.test(body);
  return { body, head: isCommittee ? `Chủ tịch ${body}` : body };
}
