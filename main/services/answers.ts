/** The answers of a visit: one, many in one step, taken back. Each reply carries the scores it moved. */
import { AppError } from '../../core/contract/error.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import { answer, type Answer, type DomainScore, type visits } from '../../core/contract/visits.ts';
import { appliesTo, domainScores, earnedPoints } from '../../core/rules/scoring.ts';
import type { StoredAnswer } from '../../db/answers.ts';
import type { StoredCriterion } from '../../db/criteria.ts';
import type { StoredPlan } from '../../db/plans.ts';
import { checkAnswer, writeAnswer } from './answers-write.ts';
import { fieldFault, found, headOf, owned, type ServiceContext, shaped } from './context.ts';

export function showAnswer(row: StoredAnswer, criterion: StoredCriterion): Answer {
  return shaped(answer, { ...row, earned: earnedPoints(criterion, row) });
}

type AnswerMethods = Extract<keyof typeof visits, `answers.${string}`>;

export function createAnswerHandlers(
  context: ServiceContext,
): Pick<HandlersOf<typeof visits>, AnswerMethods> {
  const { stores, journal, ids } = context;

  function place(visitId: string) {
    const row = owned(context, stores.visits.get(visitId), 'visit', visitId);
    const plan = found(stores.plans.get(row.planId), 'plan', row.planId);
    const { kind } = found(stores.agencies.get(row.agencyId), 'agency', row.agencyId);
    return { row, plan, kind };
  }
  type Place = ReturnType<typeof place>;

  /** The score of one domain: only its criteria and answers are read, because this runs at every pause of typing. */
  function score({ row, plan, kind }: Place, domainId: string): DomainScore {
    const criteria =
      plan.criteriaSetId === null
        ? []
        : stores.criteria
            .criteriaOfDomain(plan.criteriaSetId, domainId)
            .filter((criterion) => appliesTo(criterion, kind));
    const [only] = domainScores(criteria, stores.answers.ofDomain(row.id, domainId), plan.scoring);
    return only ?? { domainId, answered: 0, applicable: 0, unexplained: 0, earned: 0, max: 0 };
  }

  /** The criterion as the visit is asked it; a fault at `path` where it is not. */
  function asked(
    { plan, kind }: { readonly plan: StoredPlan; readonly kind: Place['kind'] },
    criterion: StoredCriterion | undefined,
    path: string,
  ): StoredCriterion {
    if (criterion === undefined) throw fieldFault(path, 'NOT_FOUND');
    if (criterion.criteriaSetId !== plan.criteriaSetId || !appliesTo(criterion, kind)) throw fieldFault(path);
    return criterion;
  }

  function refuseMoved(present: StoredAnswer | undefined, rev: number | null, criterionId: string): void {
    if (present !== undefined && present.rev !== rev) {
      throw new AppError('CONFLICT', {
        detail: { entity: 'answer', id: present.id, rev: present.rev, criterionId },
      });
    }
    if (rev !== null && present === undefined) {
      throw new AppError('NOT_FOUND', { detail: { entity: 'answer', criterionId } });
    }
  }

  return {
    'answers.save': ({ visitId, criterionId, rev, patch }, caller) => {
      const at = place(visitId);
      const criterion = asked(at, stores.criteria.criterion(criterionId), 'criterionId');
      const present = stores.answers.find(visitId, criterionId);
      refuseMoved(present, rev, criterionId);
      checkAnswer(criterion, present, patch);
      journal.run(headOf(context, 'answers.save', caller), (write) => {
        writeAnswer(write, stores, ids, { visitId, criterionId, patch, present: present ?? null, rev });
      });
      const saved = found(stores.answers.find(visitId, criterionId), 'answer', criterionId);
      return { answer: showAnswer(saved, criterion), score: score(at, criterion.domainId) };
    },
    'answers.saveMany': ({ visitId, items }, caller) => {
      const at = place(visitId);
      const { criteriaSetId } = at.plan;
      const criteria = new Map(
        (criteriaSetId === null ? [] : stores.criteria.criteria(criteriaSetId)).map((one) => [one.id, one]),
      );
      const before = new Map(stores.answers.ofVisit(visitId).map((one) => [one.criterionId, one]));
      const seen = new Set<string>();
      const chosen = items.map(({ criterionId, rev, patch }, index) => {
        const criterion = asked(at, criteria.get(criterionId), `items.${index}.criterionId`);
        if (seen.has(criterionId)) throw fieldFault(`items.${index}.criterionId`, 'DUPLICATE');
        seen.add(criterionId);
        const present = before.get(criterionId);
        refuseMoved(present, rev, criterionId);
        checkAnswer(criterion, present, patch, `items.${index}.patch`);
        return { criterion, present: present ?? null, rev, patch };
      });
      journal.run(headOf(context, 'answers.saveMany', caller), (write) => {
        for (const { criterion, ...one } of chosen) {
          writeAnswer(write, stores, ids, { visitId, criterionId: criterion.id, ...one });
        }
      });
      const after = stores.answers.ofVisit(visitId);
      const domains = new Set(chosen.map(({ criterion }) => criterion.domainId));
      const applicable = [...criteria.values()].filter(
        (one) => domains.has(one.domainId) && appliesTo(one, at.kind),
      );
      return {
        answers: after.flatMap((one) => {
          const criterion = seen.has(one.criterionId) ? criteria.get(one.criterionId) : undefined;
          return criterion === undefined ? [] : [showAnswer(one, criterion)];
        }),
        scores: domainScores(applicable, after, at.plan.scoring),
      };
    },
    'answers.clear': ({ id, rev }, caller) => {
      const present = owned(context, stores.answers.get(id), 'answer', id);
      const at = place(present.visitId);
      const criterion = found(
        stores.criteria.criterion(present.criterionId),
        'criterion',
        present.criterionId,
      );
      journal.run(headOf(context, 'answers.clear', caller), (write) => {
        write.remove('answer', id, rev);
      });
      return { id, score: score(at, criterion.domainId) };
    },
  };
}
