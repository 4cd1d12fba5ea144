/** Plans: a round with its document. Defaults are proposals; what nobody gave stays empty. */
import { lowerFirst } from '../../core/documents/wording/text.ts';
import { AppError } from '../../core/contract/error.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import { issuer as issuerShape } from '../../core/contract/issuers.ts';
import { type Plan, plan as planShape, planRow, type plans } from '../../core/contract/plans.ts';
import { domainSetOfYear } from '../../core/rules/domain-sets.ts';
import { defaultSymbol } from '../../core/rules/numbering.ts';
import { canMovePlan, nextPlanStatuses } from '../../core/rules/plan-states.ts';
import { foldText } from '../../core/rules/text-fold.ts';
import { isVisitDone, isVisitInRound } from '../../core/rules/visit-states.ts';
import type { VisitStatus } from '../../core/contract/visits.ts';
import type { Writer } from '../../db/journal.ts';
import { emptyCounts, type StoredPlan } from '../../db/plans.ts';
import {
  current,
  fieldFault,
  found,
  given,
  headOf,
  type Loose,
  owned,
  referredOwn,
  referred,
  type ServiceContext,
  shaped,
} from './context.ts';
import { showCriteriaSet, showDomain } from './criteria.ts';
import { showDocument } from './documents.ts';
import { removeNomination } from './nominations.ts';
import { copyPlan } from './plan-copy.ts';
import { coverageOfPlan, reviewPlan } from './plan-review.ts';
import {
  refuseWithProofsElsewhere,
  removeRecommendations,
  removeRemediationPapers,
} from './remediation-removal.ts';
import { removeThresholdsOf } from './statistics.ts';
import { removeTeam, showTeams } from './teams.ts';
import { refuseWithSignedPapers, removePapers } from './document-removal.ts';
import { showVisit, versionFor } from './visits.ts';
import { releaseRepeats } from './finding-rows.ts';
import { removeBelongings } from './visit-belongings.ts';

const showPlan = (row: StoredPlan): Plan => shaped(planShape, row);
const isDone = (status: string): boolean => isVisitDone(status as VisitStatus);

export function createPlanService(context: ServiceContext): HandlersOf<typeof plans> {
  const { stores, journal, ids, session, clock } = context;
  const read = (id: string) => found(stores.plans.get(id), 'plan', id);
  const shown = (id: string) => showPlan(read(id));
  const issuerOf = (id: string | null) => (id === null ? undefined : stores.issuers.get(id));

  type Checked = Loose<
    Pick<
      Plan,
      | 'issuerId'
      | 'noticeIssuerId'
      | 'criteriaSetId'
      | 'startsOn'
      | 'endsOn'
      | 'reviewPeriodFrom'
      | 'reviewPeriodTo'
    >
  >;
  /** A set that has been retired is not taken up again; a round that has it keeps it. */
  function checkNewSet(criteriaSetId: string | null | undefined, path: string): void {
    const set = criteriaSetId == null ? undefined : stores.criteria.set(criteriaSetId);
    if (set?.status === 'retired') throw fieldFault(path, 'WRONG_STATE');
  }

  function check(fields: Checked, base: string): void {
    const at = (key: string) => (base === '' ? key : `${base}.${key}`);
    const { issuerId, noticeIssuerId, criteriaSetId } = fields;
    if (issuerId != null) referredOwn(context, stores.issuers.get(issuerId), at('issuerId'));
    if (noticeIssuerId != null) {
      referredOwn(context, stores.issuers.get(noticeIssuerId), at('noticeIssuerId'));
    }
    if (criteriaSetId != null) {
      referredOwn(context, stores.criteria.set(criteriaSetId), at('criteriaSetId'));
    }
    const ends = [
      ['startsOn', 'endsOn'],
      ['reviewPeriodFrom', 'reviewPeriodTo'],
    ] as const;
    for (const [from, to] of ends) {
      const [first, last] = [fields[from], fields[to]];
      if (first != null && last != null && last < first) throw fieldFault(at(to));
    }
  }

  /** What a new plan inspects until somebody words it: the domains of its criteria set. */
  function contentsOf(criteriaSetId: string | null): string | null {
    const set = criteriaSetId === null ? undefined : stores.criteria.set(criteriaSetId);
    if (set === undefined) return null;
    const names = stores.criteria.domainsOf(set.domainSet).map(({ name }) => lowerFirst(name));
    return names.length === 0 ? null : names.join('; ');
  }

  return {
    'plans.list': ({ year, status, text, officeId }) => {
      const counts = stores.plans.counts(null, isDone);
      const wanted = foldText(text ?? '').trim();
      return stores.plans
        .list({ year, status, officeId })
        .map((row) => ({ row, issuerName: issuerOf(row.issuerId)?.name ?? null }))
        .filter(({ row, issuerName }) => wanted === '' || planText(row, issuerName).includes(wanted))
        .map(({ row, issuerName }) =>
          shaped(planRow, { ...row, issuerName, ...(counts.get(row.id) ?? emptyCounts()) }),
        );
    },
    'plans.get': ({ id }) => {
      const row = read(id);
      const set = row.criteriaSetId === null ? undefined : stores.criteria.set(row.criteriaSetId);
      const issuer = issuerOf(row.issuerId);
      const noticeIssuer = issuerOf(row.noticeIssuerId);
      const visits = stores.visits.list(id);
      const inRound = visits.filter(isVisitInRound);
      const counts = stores.plans.counts(id, isDone).get(id) ?? emptyCounts();
      const sum = (key: 'answered' | 'applicable') =>
        inRound.reduce((total, visit) => total + visit.progress[key], 0);
      return {
        plan: showPlan(row),
        issuer: issuer === undefined ? null : shaped(issuerShape, issuer),
        noticeIssuer: noticeIssuer === undefined ? null : shaped(issuerShape, noticeIssuer),
        criteriaSet: set === undefined ? null : showCriteriaSet(context, set),
        domains: (set === undefined
          ? stores.criteria.domainsOfPlan(id, domainSetOfYear(row.year))
          : stores.criteria.domainsOf(set.domainSet)
        ).map(showDomain),
        teams: showTeams(stores, stores.teams.ofPlan(id)),
        visits: visits.map(showVisit),
        documents: stores.documents.list({ planId: id }).map(showDocument),
        progress: { answered: sum('answered'), applicable: sum('applicable') },
        counts: {
          strengths: counts.strengths,
          limitations: counts.limitations,
          recommendations: counts.recommendations,
          overdue: stores.recommendations.overdue(id, clock.today()),
        },
        nextStatuses: nextPlanStatuses(row.status),
      };
    },
    'plans.create': (input, caller) => {
      check(input, '');
      checkNewSet(input.criteriaSetId, 'criteriaSetId');
      const id = ids.next();
      const issuerId = input.issuerId ?? null;
      const criteriaSetId =
        input.criteriaSetId === undefined
          ? stores.plans.criteriaSetInForce(session.officeId())
          : input.criteriaSetId;
      journal.run(headOf(context, 'plans.create', caller), (write) => {
        write.insert('plan', {
          ...input,
          id,
          officeId: session.officeId(),
          status: 'draft',
          // Null was said; undefined was left to us.
          symbol:
            input.symbol === undefined
              ? defaultSymbol('plan', issuerOf(issuerId)?.symbol ?? null)
              : input.symbol,
          noticeIssuerId: input.noticeIssuerId === undefined ? issuerId : input.noticeIssuerId,
          criteriaSetId,
          contents: input.contents === undefined ? contentsOf(criteriaSetId) : input.contents,
        });
      });
      return shown(id);
    },
    'plans.copy': (input, caller) => {
      const source = owned(context, stores.plans.get(input.id), 'plan', input.id);
      const id = ids.next();
      journal.run(headOf(context, 'plans.copy', caller), (write) => {
        copyPlan(context, write, { ...input, source, id });
      });
      return shown(id);
    },
    'plans.addAgencies': ({ planId, agencyIds, teamId }, caller) => {
      const plan = owned(context, stores.plans.get(planId), 'plan', planId);
      if (teamId !== null && stores.teams.get(teamId)?.planId !== planId) {
        throw fieldFault('teamId', 'NOT_FOUND');
      }
      const wanted = [...new Set(agencyIds)];
      for (const [index, agencyId] of agencyIds.entries()) {
        referred(stores.agencies.get(agencyId), `agencyIds.${String(index)}`);
      }
      const fresh = wanted.filter((agencyId) => stores.visits.find(planId, agencyId) === undefined);
      const first = stores.visits.nextOrdinal(planId);
      journal.run(headOf(context, 'plans.addAgencies', caller), (write) => {
        for (const [index, agencyId] of fresh.entries()) {
          write.insert('visit', {
            id: ids.next(),
            planId,
            agencyId,
            agencyVersionId: versionFor(stores, plan, agencyId, null).id,
            ordinal: first + index,
            status: 'planned',
            teamId,
          });
        }
      });
      return { added: fresh.length };
    },
    'plans.coverage': ({ id }) => coverageOfPlan(context, read(id)),
    'plans.review': ({ id }) => reviewPlan(context, read(id)),
    'plans.update': ({ id, rev, patch }, caller) => {
      const row = owned(context, stores.plans.get(id), 'plan', id);
      check({ ...row, ...given(patch) }, 'patch');
      // Answers belong to the criteria of a set: they would vanish from sight with it.
      const otherSet = patch.criteriaSetId !== undefined && patch.criteriaSetId !== row.criteriaSetId;
      if (otherSet && stores.answers.ofPlan(id).length > 0) {
        throw new AppError('IN_USE', { detail: { entity: 'criteria_set', id: row.criteriaSetId } });
      }
      if (otherSet) checkNewSet(patch.criteriaSetId, 'patch.criteriaSetId');
      journal.run(headOf(context, 'plans.update', caller), (write) => {
        write.update('plan', id, rev, patch);
      });
      return shown(id);
    },
    'plans.setStatus': ({ id, rev, status }, caller) => {
      const row = current(owned(context, stores.plans.get(id), 'plan', id), rev, 'plan');
      if (row.status !== status && !canMovePlan(row.status, status)) {
        throw new AppError('WRONG_STATE', { detail: { entity: 'plan', from: row.status, to: status } });
      }
      journal.run(headOf(context, 'plans.setStatus', caller), (write) => {
        write.update('plan', id, rev, { status });
      });
      return shown(id);
    },
    'plans.delete': ({ id, rev }, caller) => {
      current(owned(context, stores.plans.get(id), 'plan', id), rev, 'plan');
      refuseWithSignedPapers(stores, { planId: id }, 'plan');
      const visitIds = stores.visits.list(id).map((visit) => visit.id);
      refuseWithProofsElsewhere(context, visitIds, { entity: 'plan', planId: id, agencyId: null });
      journal.run(headOf(context, 'plans.delete', caller), (write) => removePlan(context, write, id, rev));
      return { id };
    },
  };
}

function planText(row: StoredPlan, issuerName: string | null): string {
  const parts = [row.title, row.number, row.symbol, row.subject, issuerName];
  return foldText(parts.filter((part) => part !== null).join(' '));
}

/** The plan with everything below it, from the leaves up: one change set, one undo. */
function removePlan(context: ServiceContext, write: Writer, id: string, rev: number): void {
  const { stores } = context;
  const carried = stores.remediation.carriedTo(id);
  if (carried.length > 0) {
    throw new AppError('IN_USE', { detail: { entity: 'plan', recommendations: carried.length } });
  }
  removeRecommendations(context, write, stores.recommendations.ofPlan(id));
  removeRemediationPapers(context, write, { planId: id });
  for (const copy of stores.plans.copiesOf(id)) write.update('plan', copy, null, { copiedFromId: null });
  for (const transfer of stores.plans.transfersOf(id))
    write.remove('recommendation_transfer', transfer, null);
  removePapers(write, stores, { planId: id });
  const visits = stores.visits.list(id);
  for (const row of visits) removeBelongings(write, stores, row.id);
  const findings = stores.findings.ofPlan(id).map((row) => row.id);
  for (const row of stores.findings.agencyRows(findings)) write.remove('finding_agency', row.id, null);
  for (const finding of findings) {
    releaseRepeats(write, stores, finding);
    write.remove('finding', finding, null);
  }
  removeThresholdsOf(write, stores, id);
  for (const row of visits) write.remove('visit', row.id, null);
  for (const row of stores.teams.ofPlan(id)) removeTeam(write, stores, row.id, null);
  for (const row of stores.nominations.ofPlan(id)) removeNomination(write, stores, row.id, null);
  write.remove('plan', id, rev);
}
