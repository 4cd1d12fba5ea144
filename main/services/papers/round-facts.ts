/** Facts that several papers share: whose paper it is, the round with its teams, domains, findings and demands. */
import type {
  BaseFacts,
  DomainFacts,
  NoticeFacts,
  RoundFacts,
  ScoreFacts,
  TeamFacts,
  VisitFacts,
} from '../../../core/documents/facts.ts';
import type { ScheduleRow } from '../../../core/documents/sheets/facts.ts';
import { agencyName } from '../../../core/documents/wording/index.ts';
import { domainSetOfYear } from '../../../core/rules/domain-sets.ts';
import { domainScores, totalScore } from '../../../core/rules/scoring.ts';
import { isVisitInRound } from '../../../core/rules/visit-states.ts';
import { createWorkingCalendar, type WorkingCalendar } from '../../../core/rules/working-days.ts';
import type { ListedDocument } from '../../../db/documents.ts';
import type { StoredIssuer } from '../../../db/issuers.ts';
import type { StoredPlan } from '../../../db/plans.ts';
import type { Stores } from '../../../db/stores.ts';
import type { ListedVisit } from '../../../db/visits.ts';
import {
  agencyFacts,
  findingFacts,
  issuerFacts,
  planFacts,
  recommendationFacts,
  teamFacts,
} from '../document-facts.ts';
import { showTeams } from '../teams.ts';
import { applicableCriteria } from '../visits.ts';
import type { PaperContext, PaperSubject } from './paper.ts';

export function baseFacts({ stores }: PaperContext, subject: PaperSubject): BaseFacts {
  const { plan, issuer, document, boilerplate } = subject;
  return {
    issuer: issuerFacts(issuer),
    document,
    plan: planFacts(stores, plan),
    ...toneOf(stores),
    // Absent where the office has written nothing, so that the digest of older drafts holds.
    ...(Object.keys(boilerplate).length === 0 ? {} : { boilerplate }),
  };
}

export function roundFacts(context: PaperContext, subject: PaperSubject): RoundFacts {
  const { stores } = context;
  const { plan, visit, issuer } = subject;
  const findings = visit === null ? stores.findings.ofPlan(plan.id) : stores.findings.concerning(visit);
  const used = new Set(findings.map((finding) => finding.domainId));
  return {
    ...baseFacts(context, subject),
    teams: teamsOf(stores, plan, visit),
    domains: domainsOf(stores, plan, used),
    findings: findings.map((finding) => findingFacts(stores, finding)),
    recommendations: stores.recommendations
      .givenIn(plan.id)
      .filter((one) => visit === null || one.agencyId === null || one.agencyId === visit.agencyId)
      .map(recommendationFacts),
    recipients: recipients(plan, issuer, visit),
  };
}

/** The team that goes there; without one, every team of the round. */
export function teamsOf(
  stores: Stores,
  plan: Pick<StoredPlan, 'id'>,
  visit: Pick<ListedVisit, 'teamId'> | null,
): readonly TeamFacts[] {
  const teams = showTeams(stores, stores.teams.ofPlan(plan.id));
  const own = visit?.teamId == null ? teams : teams.filter((team) => team.id === visit.teamId);
  return own.map((team) => teamFacts(stores, team));
}

/** Without a criteria set the round has the domains that its findings name. */
export function domainsOf(
  stores: Stores,
  plan: StoredPlan,
  used: ReadonlySet<string | null>,
): readonly DomainFacts[] {
  const set = plan.criteriaSetId === null ? undefined : stores.criteria.set(plan.criteriaSetId);
  const domains =
    set === undefined
      ? stores.criteria.domains().filter((domain) => used.has(domain.id))
      : stores.criteria.domainsOf(set.domainSet);
  return domains.map(domainFacts);
}

/** The visits of the round that were neither called off nor put off. */
export function visitsInRound(stores: Stores, subject: PaperSubject): readonly ListedVisit[] {
  return (subject.visits ?? stores.visits.list(subject.plan.id)).filter(isVisitInRound);
}

export function visitFacts({ agencyId, teamId, startsOn, endsOn }: ListedVisit): VisitFacts {
  return { agencyId, teamId, startsOn, endsOn };
}

const afterMinutes: ReadonlySet<ListedVisit['status']> = new Set([
  'notice_drafted',
  'notice_issued',
  'closed',
]);

/**
 * Minutes that went to signature here, or the word of the person who moved the visit on. A visit may go to
 * `notice_drafted` without any minutes, so for the states behind it the way there counts.
 */
export function areMinutesSigned(
  stores: Stores,
  visit: ListedVisit,
  documents: readonly ListedDocument[],
): boolean {
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

/** Nothing for an agency without a single answer: no points are not zero points. */
export function scoreFacts(stores: Stores, plan: StoredPlan, visit: ListedVisit): ScoreFacts[] {
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

/** Absent where every text stays as it was typed, so that the digest of older drafts holds. */
function toneOf(stores: Pick<Stores, 'offices'>): Pick<NoticeFacts, 'toneMarks'> {
  const office = officeOf(stores);
  return office?.toneMarks == null ? {} : { toneMarks: office.toneMarks };
}

/** Whom the agencies report to, then the agencies themselves; the archive line is the wording's. */
function recipients(plan: StoredPlan, issuer: StoredIssuer, visit: ListedVisit | null): string[] {
  const isBelow = issuer.kind === 'department' || issuer.kind === 'team';
  const above = isBelow && plan.reportBackTo !== null ? [`${plan.reportBackTo} (để báo cáo)`] : [];
  if (above.length === 0) return [];
  const addressee = visit === null ? 'Các cơ quan, đơn vị được kiểm tra' : agencyName(agencyFacts(visit));
  return [...above, addressee];
}

/** A maker was asked for a paper about something that its subject lacks: the caller's mistake. */
export function needed<T>(value: T | null, what: string): T {
  if (value === null) throw new TypeError(`The paper needs ${what}`);
  return value;
}

/** Whose installation this is; null before it was set up. */
export function officeName(stores: Pick<Stores, 'offices'>): string | null {
  return officeOf(stores)?.name ?? null;
}

function officeOf(stores: Pick<Stores, 'offices'>) {
  const installation = stores.offices.installation();
  return installation === undefined ? undefined : stores.offices.get(installation.officeId);
}

export function calendarOf(stores: Pick<Stores, 'offices' | 'calendar'>): WorkingCalendar {
  const office = officeOf(stores);
  return createWorkingCalendar(office === undefined ? [] : stores.calendar.all(office.id));
}

/** A line of the schedule: the named cells only, so that nothing else makes a draft stale. */
export function scheduleRow(visit: ListedVisit): ScheduleRow {
  const { startsOn, startsHalf, endsOn, endsHalf, teamName, location, note } = visit;
  return {
    startsOn,
    startsHalf,
    endsOn,
    endsHalf,
    agency: agencyFacts(visit),
    teamName,
    location,
    note,
    byReport: visit.status === 'replaced_by_report',
  };
}

/** What the round is to look at: the domains of its criteria set, else those of its time and of its findings. */
export function plannedDomains(stores: Stores, plan: StoredPlan): readonly DomainFacts[] {
  const set = plan.criteriaSetId === null ? undefined : stores.criteria.set(plan.criteriaSetId);
  const domains =
    set === undefined
      ? stores.criteria.domainsOfPlan(plan.id, domainSetOfYear(plan.year))
      : stores.criteria.domainsOf(set.domainSet);
  return domains.map(domainFacts);
}

const domainFacts = ({ id, ordinal, name, shortName }: DomainFacts): DomainFacts => ({
  id,
  ordinal,
  name,
  shortName,
});
