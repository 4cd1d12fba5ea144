/**
 * Which papers of a kind a round asks for: one for the round, or one per visit, team, member, document or period, as the
 * kind says first. Reads rows, writes none.
 */
import { type DocumentKind, kindTraits } from '../../core/documents/kinds.ts';
import { addDays, isOverdue } from '../../core/rules/due.ts';
import { isVisitInRound } from '../../core/rules/visit-states.ts';
import type { DocumentAbout } from '../../db/documents.ts';
import type { StoredPlan } from '../../db/plans.ts';
import type { Stores } from '../../db/stores.ts';
import type { ListedVisit } from '../../db/visits.ts';
import type { PaperAbout } from './document-papers.ts';
import { showTeams } from './teams.ts';

/** The columns of what a paper is about. */
export function columnsOf(about: PaperAbout): DocumentAbout {
  return {
    visitId: about.visit?.id ?? null,
    teamId: about.team?.id ?? null,
    memberId: about.member?.id ?? null,
    aboutDocumentId: about.about?.id ?? null,
    periodReportId: about.periodReportId ?? null,
    agencyReportId: about.agencyReportId ?? null,
    indexSetId: about.indexSetId ?? null,
    periodFrom: about.periodFrom ?? null,
    periodTo: about.periodTo ?? null,
  };
}

/** Every paper of these kinds that the round asks for, whether it exists or not. */
export function papersOfRound(
  stores: Stores,
  plan: StoredPlan,
  kinds: readonly DocumentKind[],
  today: string,
): PaperAbout[] {
  const all = stores.visits.list(plan.id);
  const visits = all.filter(isVisitInRound);
  return kinds.flatMap((kind): PaperAbout[] => {
    const [scope = 'round'] = kindTraits[kind].scopes;
    switch (scope) {
      case 'visit':
        return visitsFor(stores, plan, visits, kind, today).map((visit) => ({ kind, visit, visits: all }));
      case 'team':
        return showTeams(stores, stores.teams.ofPlan(plan.id)).map((team) => ({ kind, team, visits: all }));
      case 'member':
        // Who has no domain has nothing of their own to report on; whoever leads is reported to.
        return showTeams(stores, stores.teams.ofPlan(plan.id)).flatMap((team) =>
          team.members
            .filter(({ domainIds, role }) => domainIds.length > 0 && role !== 'team_lead')
            .map((member) => ({ kind, member, visits: all })),
        );
      case 'document':
        // What a body above the department signs is what the department submits.
        return stores.documents
          .wholeOfPlan(plan.id)
          .filter((row) => kindTraits[row.kind].issuer === 'plan' && row.status !== 'withdrawn')
          .map((about) => ({ kind, about, visits: all }));
      case 'period':
        return [{ kind, ...latestPeriod(stores, today), visits: all }];
      case 'round':
        return [{ kind, visits: all }];
      // These belong to no round.
      case 'period_report':
      case 'agency_report':
      case 'index':
        return [];
    }
  });
}

/** Those that do not exist yet; of what may come again and again, those that nobody is at work on. */
export function missingPapers(
  stores: Stores,
  plan: StoredPlan,
  kinds: readonly DocumentKind[],
  today: string,
): PaperAbout[] {
  return papersOfRound(stores, plan, kinds, today).filter((about) => {
    const isRepeated = about.kind === 'reminder' || about.kind === 'one_stop_notice';
    const find = isRepeated ? stores.documents.open : stores.documents.live;
    return find(plan.id, about.kind, columnsOf(about)) === undefined;
  });
}

function visitsFor(
  stores: Stores,
  plan: StoredPlan,
  visits: readonly ListedVisit[],
  kind: DocumentKind,
  today: string,
): readonly ListedVisit[] {
  // Nobody meets where a report stands for the visit.
  if (kind === 'minutes' || kind === 'programme') {
    return visits.filter((visit) => visit.status !== 'replaced_by_report');
  }
  if (kind !== 'reminder') return visits;
  const late = agenciesToRemind(stores, plan.id, today);
  return visits.filter(({ agencyId }) => late.has(agencyId));
}

/**
 * Whoever owes something of its own beyond its day, given to it in the round or handed on to it since. What it has reported
 * waits for the office, however the office counts overdue: no letter asks for it. Demands on all of the round are nobody's
 * own arrears.
 */
export function agenciesToRemind(
  { recommendations }: Pick<Stores, 'recommendations'>,
  planId: string,
  today: string,
): ReadonlySet<string> {
  return new Set(
    recommendations
      .ofPlan(planId)
      .flatMap(({ agencyId, dueOn, status }) =>
        agencyId !== null && isOverdue(dueOn, status, today) ? [agencyId] : [],
      ),
  );
}

/** The newest that agencies have reported on; where none has, the month before. */
function latestPeriod(
  stores: Pick<Stores, 'statistics'>,
  today: string,
): { readonly periodFrom: string; readonly periodTo: string } {
  const [newest] = stores.statistics.list({ agencyId: null, from: null, to: null });
  if (newest !== undefined) return { periodFrom: newest.periodFrom, periodTo: newest.periodTo };
  const periodTo = addDays(`${today.slice(0, 7)}-01`, -1);
  return { periodFrom: `${periodTo.slice(0, 7)}-01`, periodTo };
}
