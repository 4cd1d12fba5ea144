/** Visits, and the workspace of one: what is asked of the agency's kind, the answers to it, what was found. */
import type { AgencyKind } from '../../core/contract/common.ts';
import { AppError } from '../../core/contract/error.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import { type Visit, visit, type visits } from '../../core/contract/visits.ts';
import { domainSetOfYear } from '../../core/rules/domain-sets.ts';
import { type VisitDays, visitDaysFault } from '../../core/rules/half-days.ts';
import { appliesTo, domainScores } from '../../core/rules/scoring.ts';
import { canMoveVisit } from '../../core/rules/visit-states.ts';
import type { StoredCriterion } from '../../db/criteria.ts';
import type { Writer } from '../../db/journal.ts';
import type { StoredPlan } from '../../db/plans.ts';
import type { Stores } from '../../db/stores.ts';
import type { ListedVisit, StoredVisit } from '../../db/visits.ts';
import { createAnswerHandlers, showAnswer } from './answers.ts';
import {
  current,
  fieldFault,
  found,
  given,
  headOf,
  type Loose,
  owned,
  type ServiceContext,
  shaped,
} from './context.ts';
import { showCriterion, showDomain } from './criteria.ts';
import { removeFinding, showFinding } from './findings.ts';
import { moveProgramme } from './programme.ts';
import { showRecommendation } from './recommendations.ts';
import { refuseWithSignedPapers, removePapers } from './document-removal.ts';
import {
  refuseWithProofsElsewhere,
  removeRecommendations,
  removeRemediationPapers,
} from './remediation-removal.ts';
import { removeBelongings } from './visit-belongings.ts';
import { visitsAskedFor } from './visit-lists.ts';

export const showVisit = (row: ListedVisit): Visit => shaped(visit, row);

/** What the plan's set asks of an agency of this kind, in the order of the set. */
export function applicableCriteria(
  stores: Pick<Stores, 'criteria'>,
  plan: Pick<StoredPlan, 'criteriaSetId'>,
  kind: AgencyKind,
): StoredCriterion[] {
  if (plan.criteriaSetId === null) return [];
  return stores.criteria.criteria(plan.criteriaSetId).filter((criterion) => appliesTo(criterion, kind));
}

/** Where a visit stands in the schedule. */
export type VisitPlace = VisitDays & Pick<Visit, 'teamId'>;
const nowhere: VisitPlace = { teamId: null, startsOn: null, startsHalf: null, endsOn: null, endsHalf: null };

/** A team of the plan, days in their order, halves only of days. */
export function checkPlace(
  stores: Pick<Stores, 'teams'>,
  planId: string,
  place: VisitPlace,
  base: string,
): void {
  const at = (key: string) => (base === '' ? key : `${base}.${key}`);
  if (place.teamId !== null && stores.teams.get(place.teamId)?.planId !== planId) {
    throw fieldFault(at('teamId'), 'NOT_FOUND');
  }
  const fault = visitDaysFault(place);
  if (fault !== null) throw fieldFault(at(fault.key), fault.code);
}

/** The agency's name as it is on the first day; where no day is known, in the time of the round. */
export function versionFor(
  stores: Pick<Stores, 'agencies'>,
  plan: Pick<StoredPlan, 'startsOn' | 'documentDate'>,
  agencyId: string,
  startsOn: string | null,
) {
  const day = startsOn ?? plan.startsOn ?? plan.documentDate;
  return found(stores.agencies.versionOn(agencyId, day), 'agency_version', agencyId);
}

export const placeOf = ({ teamId, startsOn, startsHalf, endsOn, endsHalf }: VisitPlace): VisitPlace => ({
  teamId,
  startsOn,
  startsHalf,
  endsOn,
  endsHalf,
});

/** A day that is taken away takes its half with it, unless the patch says otherwise. */
function withoutLoneHalves<P extends Loose<VisitPlace>>(patch: P): P {
  const start = patch.startsOn === null && patch.startsHalf === undefined ? { startsHalf: null } : {};
  const end = patch.endsOn === null && patch.endsHalf === undefined ? { endsHalf: null } : {};
  return { ...patch, ...start, ...end };
}

export function createVisitService(context: ServiceContext): HandlersOf<typeof visits> {
  const { stores, journal, ids } = context;
  const listed = (id: string) => found(stores.visits.listed(id), 'visit', id);
  const shown = (id: string) => showVisit(listed(id));
  const planOf = (row: Pick<StoredVisit, 'planId'>) =>
    found(stores.plans.get(row.planId), 'plan', row.planId);

  return {
    'visits.list': (filter) => {
      const ids = visitsAskedFor(context, filter);
      const rows = ids === null ? stores.visits.list(filter.planId ?? null) : stores.visits.some(ids);
      return rows.map(showVisit);
    },
    'visits.get': ({ id }) => {
      const row = listed(id);
      const plan = planOf(row);
      const set = plan.criteriaSetId === null ? undefined : stores.criteria.set(plan.criteriaSetId);
      const criteria = applicableCriteria(stores, plan, row.agencyKind);
      const byId = new Map(criteria.map((criterion) => [criterion.id, criterion]));
      const answers = stores.answers.ofVisit(id);
      return {
        visit: showVisit(row),
        plan: {
          id: plan.id,
          title: plan.title,
          scoring: plan.scoring,
          illustrative: plan.illustrative,
          status: plan.status,
          criteriaSetId: plan.criteriaSetId,
        },
        domains: (set === undefined
          ? stores.criteria.domainsOfPlan(plan.id, domainSetOfYear(plan.year))
          : stores.criteria.domainsOf(set.domainSet)
        ).map(showDomain),
        criteria: criteria.map(showCriterion),
        answers: answers.flatMap((one) => {
          const criterion = byId.get(one.criterionId);
          return criterion === undefined ? [] : [showAnswer(one, criterion)];
        }),
        scores: domainScores(criteria, answers, plan.scoring),
        findings: stores.findings
          .concerning(row)
          .filter(
            (one) => one.scope !== 'kinds' || one.scopeKinds.includes(row.agencyKind) || one.visitId === id,
          )
          .map(showFinding),
        recommendations: stores.recommendations
          .ofPlan(row.planId)
          .filter((one) => one.agencyId === null || one.agencyId === row.agencyId)
          .map(showRecommendation),
      };
    },
    'visits.create': ({ planId, agencyId, ...fields }, caller) => {
      const plan = owned(context, stores.plans.get(planId), 'plan', planId);
      if (stores.agencies.get(agencyId) === undefined) throw fieldFault('agencyId', 'NOT_FOUND');
      checkPlace(stores, planId, { ...nowhere, ...given(fields) }, '');
      if (stores.visits.find(planId, agencyId) !== undefined) {
        throw new AppError('DUPLICATE', { detail: { entity: 'visit', agencyId } });
      }
      const version = versionFor(stores, plan, agencyId, fields.startsOn ?? null);
      const id = ids.next();
      journal.run(headOf(context, 'visits.create', caller), (write) => {
        write.insert('visit', {
          id,
          planId,
          agencyId,
          agencyVersionId: version.id,
          ordinal: stores.visits.nextOrdinal(planId),
          status: 'planned',
          ...fields,
        });
      });
      return shown(id);
    },
    'visits.update': ({ id, rev, patch: asked }, caller) => {
      const row = owned(context, stores.visits.get(id), 'visit', id);
      const patch = withoutLoneHalves(asked);
      checkPlace(stores, row.planId, { ...placeOf(row), ...given(patch) }, 'patch');
      // A day beyond a change of name brings the name of that day.
      const moved = patch.startsOn !== undefined && patch.startsOn !== row.startsOn;
      const version = moved
        ? versionFor(stores, planOf(row), row.agencyId, patch.startsOn ?? null)
        : undefined;
      journal.run(headOf(context, 'visits.update', caller), (write) => {
        if (moved) moveProgramme(write, stores, row, patch.startsOn ?? null);
        write.update('visit', id, rev, {
          ...patch,
          ...(version === undefined ? {} : { agencyVersionId: version.id }),
        });
      });
      return shown(id);
    },
    'visits.setStatus': ({ id, rev, status }, caller) => {
      const row = current(owned(context, stores.visits.get(id), 'visit', id), rev, 'visit');
      if (row.status !== status && !canMoveVisit(row.status, status)) {
        throw new AppError('WRONG_STATE', { detail: { entity: 'visit', from: row.status, to: status } });
      }
      journal.run(headOf(context, 'visits.setStatus', caller), (write) => {
        write.update('visit', id, rev, { status });
      });
      return shown(id);
    },
    'visits.delete': ({ id, rev }, caller) => {
      const row = current(owned(context, stores.visits.get(id), 'visit', id), rev, 'visit');
      refuseWithSignedPapers(stores, { on: [id] }, 'visit');
      const { planId, agencyId } = row;
      refuseWithProofsElsewhere(context, [id], { entity: 'visit', planId, agencyId });
      journal.run(headOf(context, 'visits.delete', caller), (write) => removeVisit(context, write, row, rev));
      return { id };
    },

    ...createAnswerHandlers(context),
  };
}

/**
 * Removes a visit with its answers, its papers in draft, and what concerns this agency alone. What was found
 * of others stays and only loses the agency.
 */
function removeVisit(context: ServiceContext, write: Writer, row: StoredVisit, rev: number): void {
  const { stores } = context;
  removeRecommendations(context, write, stores.remediation.ofAgency(row.planId, row.agencyId));
  removeRemediationPapers(context, write, { planId: row.planId, agencyId: row.agencyId });
  removePapers(write, stores, { on: [row.id] });
  removeBelongings(write, stores, row.id);
  for (const one of stores.findings.concerning(row)) {
    const others = one.agencyIds.filter((agencyId) => agencyId !== row.agencyId);
    if (one.scope === 'named' && others.length === 0) {
      removeFinding(write, stores, one, null);
      continue;
    }
    for (const agency of stores.findings.agencyRows([one.id])) {
      if (agency.agencyId === row.agencyId) write.remove('finding_agency', agency.id, null);
    }
    if (one.visitId === row.id) write.update('finding', one.id, null, { visitId: null });
  }
  write.remove('visit', row.id, rev);
}
