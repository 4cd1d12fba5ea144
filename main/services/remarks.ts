/**
 * The explanation round: when the draft went to the agency, what it remarks, and what was decided. A remark keeps the
 * words of the draft; what is accepted is written into the finding or recommendation by one act of its own.
 */
import { AppError } from '../../core/contract/error.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import { type ExplanationRound, type Remark, remark, type remarks } from '../../core/contract/remarks.ts';
import { explanationDueOn, explanationState, isRemarkOpen } from '../../core/rules/explanation-state.ts';
import type { Writer } from '../../db/journal.ts';
import type { StoredRemark } from '../../db/remarks.ts';
import type { Stores } from '../../db/stores.ts';
import type { StoredVisit } from '../../db/visits.ts';
import { workingCalendar } from './calendar.ts';
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

export const showRemark = (row: StoredRemark): Remark => shaped(remark, row);

type RemarkStores = Pick<Stores, 'remarks'>;

/** What goes away leaves its remarks behind: they keep the words that they were about. */
export function releaseRemarks(
  write: Writer,
  stores: RemarkStores,
  of: { readonly findingId: string } | { readonly recommendationId: string },
): void {
  if ('findingId' in of) {
    for (const row of stores.remarks.ofFinding(of.findingId))
      write.update('remark', row.id, null, { findingId: null });
  } else {
    for (const row of stores.remarks.ofRecommendation(of.recommendationId))
      write.update('remark', row.id, null, { recommendationId: null });
  }
}

/** The whole explanation round goes with its visit. */
export function removeExplanation(write: Writer, stores: RemarkStores, visitId: string): void {
  for (const row of stores.remarks.ofVisit(visitId)) write.remove('remark', row.id, null);
  const round = stores.remarks.roundOf(visitId);
  if (round !== undefined) write.remove('explanation_round', round.id, null);
}

/** The round as it stands on a day; rows that nobody has written yet are blank. */
export function explanationOf(context: ServiceContext, visitId: string, today: string): ExplanationRound {
  const { stores } = context;
  const visit = found(stores.visits.get(visitId), 'visit', visitId);
  const plan = found(stores.plans.get(visit.planId), 'plan', visit.planId);
  const row = stores.remarks.roundOf(visitId);
  const list = stores.remarks.ofVisit(visitId);
  const facts = {
    sentOn: row?.sentOn ?? null,
    letterNumber: row?.letterNumber ?? null,
    dueOn: row?.dueOn ?? null,
    answeredOn: row?.answeredOn ?? null,
    answerNumber: row?.answerNumber ?? null,
    noRemarks: row?.noRemarks ?? false,
    note: row?.note ?? null,
  };
  const effectiveDueOn = explanationDueOn(
    {
      dueOn: facts.dueOn,
      sentOn: facts.sentOn,
      lastDay: visit.endsOn ?? visit.startsOn,
      rule: plan.deadlines.explanation,
    },
    workingCalendar(context),
  );
  return {
    visitId,
    id: row?.id ?? null,
    rev: row?.rev ?? null,
    ...facts,
    effectiveDueOn,
    state: explanationState({ ...facts, effectiveDueOn, remarks: list }, today),
    remarks: list.map(showRemark),
    open: list.filter(isRemarkOpen).length,
  };
}

export function createRemarkService(context: ServiceContext): HandlersOf<typeof remarks> {
  const { stores, journal, ids } = context;
  const shown = (id: string) => showRemark(found(stores.remarks.get(id), 'remark', id));
  const own = (id: string) => owned(context, stores.remarks.get(id), 'remark', id);
  const ownVisit = (id: string) => owned(context, stores.visits.get(id), 'visit', id);

  type Days = Pick<ExplanationRound, 'sentOn' | 'dueOn' | 'answeredOn'>;
  function checkDays({ sentOn, dueOn, answeredOn }: Days): void {
    if (sentOn === null) return;
    if (dueOn !== null && dueOn < sentOn) throw fieldFault('patch.dueOn');
    if (answeredOn !== null && answeredOn < sentOn) throw fieldFault('patch.answeredOn');
  }

  type Target = Pick<Remark, 'findingId' | 'recommendationId'>;
  /** The words that a remark is about; a target of another round, or two targets at once, are refused. */
  function wordsOf(visit: StoredVisit, { findingId, recommendationId }: Target, base: string): string | null {
    const at = (key: string) => (base === '' ? key : `${base}.${key}`);
    if (findingId !== null && recommendationId !== null) throw fieldFault(at('recommendationId'));
    if (findingId !== null) {
      const row = stores.findings.get(findingId);
      if (row?.planId !== visit.planId) throw fieldFault(at('findingId'), 'NOT_FOUND');
      return row.text;
    }
    if (recommendationId !== null) {
      const row = stores.recommendations.get(recommendationId);
      if (row?.planId !== visit.planId) throw fieldFault(at('recommendationId'), 'NOT_FOUND');
      return row.text;
    }
    return null;
  }
  const targetOf = (row: Loose<Target>): Target => ({
    findingId: row.findingId ?? null,
    recommendationId: row.recommendationId ?? null,
  });

  return {
    'explanations.get': ({ visitId, today }) => explanationOf(context, visitId, today),
    'explanations.save': ({ visitId, rev, patch, today }, caller) => {
      ownVisit(visitId);
      const row = stores.remarks.roundOf(visitId);
      if (rev === null && row !== undefined) {
        throw new AppError('CONFLICT', { detail: { entity: 'explanation_round', rev: row.rev } });
      }
      if (rev !== null && row === undefined) {
        throw new AppError('NOT_FOUND', { detail: { entity: 'explanation_round' } });
      }
      const blank = { sentOn: null, dueOn: null, answeredOn: null };
      checkDays({ ...blank, ...row, ...given(patch) });
      if (patch.noRemarks === true && stores.remarks.ofVisit(visitId).length > 0) {
        throw fieldFault('patch.noRemarks', 'IN_USE');
      }
      journal.run(headOf(context, 'explanations.save', caller), (write) => {
        if (row === undefined) write.insert('explanation_round', { id: ids.next(), visitId, ...patch });
        else write.update('explanation_round', row.id, rev, patch);
      });
      return explanationOf(context, visitId, today);
    },
    'remarks.create': ({ visitId, ...fields }, caller) => {
      const visit = ownVisit(visitId);
      const words = wordsOf(visit, targetOf(fields), '');
      const round = stores.remarks.roundOf(visitId);
      const id = ids.next();
      journal.run(headOf(context, 'remarks.create', caller), (write) => {
        // Who remarks on something no longer agrees with everything.
        if (round?.noRemarks === true)
          write.update('explanation_round', round.id, null, { noRemarks: false });
        write.insert('remark', {
          id,
          visitId,
          ordinal: stores.remarks.nextOrdinal(visitId),
          ...fields,
          draftText: fields.draftText ?? words,
        });
      });
      return shown(id);
    },
    'remarks.update': ({ id, rev, patch }, caller) => {
      const row = own(id);
      const visit = ownVisit(row.visitId);
      const moved = patch.findingId !== undefined || patch.recommendationId !== undefined;
      if (moved) wordsOf(visit, targetOf({ ...row, ...given(patch) }), 'patch');
      journal.run(headOf(context, 'remarks.update', caller), (write) => {
        write.update('remark', id, rev, patch);
      });
      return shown(id);
    },
    'remarks.apply': ({ id, rev }, caller) => {
      const row = current(own(id), rev, 'remark');
      const text = (row.newText ?? '').trim();
      if (text === '') throw fieldFault('newText', 'MISSING_KEY');
      if (row.decision === null || row.decision === 'rejected') {
        throw new AppError('WRONG_STATE', {
          detail: { entity: 'remark', from: row.decision ?? 'open', to: 'applied' },
        });
      }
      if (isRemarkOpen(row)) throw fieldFault('reason', 'MISSING_KEY');
      if (row.findingId === null && row.recommendationId === null) {
        throw fieldFault('findingId', 'NOT_FOUND');
      }
      if (row.findingId !== null)
        owned(context, stores.findings.get(row.findingId), 'finding', row.findingId);
      if (row.recommendationId !== null) {
        const { status } = owned(
          context,
          stores.recommendations.get(row.recommendationId),
          'recommendation',
          row.recommendationId,
        );
        if (status === 'verified') {
          throw new AppError('WRONG_STATE', {
            detail: { entity: 'recommendation', from: status, to: status },
          });
        }
      }
      journal.run(headOf(context, 'remarks.apply', caller), (write) => {
        if (row.findingId !== null) write.update('finding', row.findingId, null, { text });
        if (row.recommendationId !== null)
          write.update('recommendation', row.recommendationId, null, { text });
      });
      return shown(id);
    },
    'remarks.move': ({ id, rev, ordinal }, caller) => {
      const row = current(own(id), rev, 'remark');
      const others = stores.remarks.ofVisit(row.visitId).filter((one) => one.id !== id);
      const order = others.toSpliced(Math.min(ordinal - 1, others.length), 0, row);
      journal.run(headOf(context, 'remarks.move', caller), (write) => {
        for (const [index, one] of order.entries()) {
          if (one.ordinal !== index + 1) write.update('remark', one.id, null, { ordinal: index + 1 });
        }
      });
      return stores.remarks.ofVisit(row.visitId).map(showRemark);
    },
    'remarks.delete': ({ id, rev }, caller) => {
      current(own(id), rev, 'remark');
      journal.run(headOf(context, 'remarks.delete', caller), (write) => {
        write.remove('remark', id, rev);
      });
      return { id };
    },
  };
}
