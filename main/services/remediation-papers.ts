/**
 * What agencies send back after a round: the plan to remedy, then the report, each with what it says of every single
 * recommendation; and the workbooks that they fill in.
 */
import { AppError, type FieldError } from '../../core/contract/error.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import {
  type remediation,
  remediationEntry,
  type RemediationEntry,
  remediationPaper,
  type RemediationPaper,
} from '../../core/contract/remediation.ts';
import { isSettled } from '../../core/rules/due.ts';
import { remediationActs } from '../../core/rules/remediation.ts';
import { paperState } from '../../core/rules/remediation-papers.ts';
import type { Writer } from '../../db/journal.ts';
import type { StoredRecommendation } from '../../db/recommendations.ts';
import type { StoredEntry, StoredPaper } from '../../db/remediation.ts';
import {
  current,
  fieldFault,
  found,
  given,
  headOf,
  owned,
  referred,
  type ServiceContext,
  shaped,
} from './context.ts';
import { paperDueOn } from './remediation-agencies.ts';
import { createRemediationFormHandlers } from './remediation-forms.ts';
import { writeAct } from './remediation-write.ts';
import { settingsOf } from './settings.ts';

type PaperMethods = {
  [
    K in keyof typeof remediation as K extends `remediationPapers.${string}` ? K : never
  ]: (typeof remediation)[K];
};

export function showRemediationPaper(
  context: Pick<ServiceContext, 'stores' | 'session'>,
  row: StoredPaper,
  today: string,
): RemediationPaper {
  const { stores } = context;
  const visitId = stores.visits.find(row.planId, row.agencyId);
  const visit = visitId === undefined ? undefined : stores.visits.get(visitId);
  const version =
    visit === undefined
      ? stores.agencies.versionOn(row.agencyId, null)
      : stores.agencies.version(visit.agencyVersionId);
  const dueOn = paperDueOn(context, row);
  return shaped(remediationPaper, {
    ...row,
    agencyName: version?.name ?? '',
    planTitle: stores.plans.get(row.planId)?.title ?? '',
    dueOn,
    state: paperState(row, dueOn, today, settingsOf(stores).onTimeBy),
    enteredByName: stores.persons.get(row.enteredBy)?.fullName ?? '',
    entries: stores.remediation.entriesOfPaper(row.id).map(showEntry),
  });
}
const showEntry = (row: StoredEntry): RemediationEntry => shaped(remediationEntry, row);

/** The day that stands for when the agency said it. */
export const dayOfPaper = (paper: Pick<StoredPaper, 'arrivedOn' | 'documentDate'>, today: string): string =>
  paper.arrivedOn ?? paper.documentDate ?? today;

/** A plan moves what is open to in progress, a report what it calls done to reported. */
export function followEntry(
  context: ServiceContext,
  write: Writer,
  paper: Pick<StoredPaper, 'id' | 'kind'>,
  row: StoredRecommendation,
  entry: Pick<RemediationEntry, 'result'>,
  happenedOn: string,
): void {
  const act =
    paper.kind === 'plan'
      ? row.status === 'open'
        ? 'start'
        : null
      : entry.result === 'done' && remediationActs.report.from.includes(row.status)
        ? 'report'
        : null;
  if (act !== null) writeAct(context, write, row, act, { happenedOn, remediationPaperId: paper.id });
}

/**
 * The paper no longer says it: what it alone had brought about goes back to where it was, and its event with it. What
 * has moved on since keeps its history, without the paper.
 */
function withdrawEntry(
  { stores }: Pick<ServiceContext, 'stores'>,
  write: Writer,
  paperId: string,
  recommendationId: string,
  isDeleted: boolean,
): void {
  const row = found(stores.recommendations.get(recommendationId), 'recommendation', recommendationId);
  const events = stores.remediation.eventsOf(recommendationId);
  const own = events.filter((event) => event.remediationPaperId === paperId);
  const last = events.at(-1);
  const isLast = last !== undefined && own.includes(last) && last.toStatus === row.status;
  if (isLast) {
    write.remove('recommendation_event', last.id, null);
    const before = events.findLast((event) => event.id !== last.id && event.kind === 'reported');
    const isKept = last.fromStatus === 'returned';
    write.update('recommendation', row.id, null, {
      status: last.fromStatus,
      reportedOn: isKept ? (before?.happenedOn ?? null) : null,
      reportedBy: isKept ? (before?.personId ?? null) : null,
    });
  }
  if (!isDeleted) return;
  for (const event of own) {
    if (isLast && event.id === last.id) continue;
    write.update('recommendation_event', event.id, null, { remediationPaperId: null });
  }
}

export function createRemediationPaperService(context: ServiceContext): HandlersOf<PaperMethods> {
  const { stores, journal, ids, session, clock } = context;
  const store = stores.remediation;
  const read = (id: string) => found(store.paper(id), 'remediation_paper', id);
  const own = (id: string) => owned(context, store.paper(id), 'remediation_paper', id);

  function checkDays(fields: Pick<StoredPaper, 'documentDate' | 'arrivedOn'>, path: string): void {
    const { documentDate, arrivedOn } = fields;
    if (documentDate !== null && arrivedOn !== null && arrivedOn < documentDate) {
      throw fieldFault(path, 'BAD_DATE');
    }
  }

  return {
    'remediationPapers.list': ({ planId, agencyId, today }) =>
      store.papers({ planId, agencyId }).map((row) => showRemediationPaper(context, row, today)),
    'remediationPapers.create': ({ planId, agencyId, entries, today, ...fields }, caller) => {
      owned(context, stores.plans.get(planId), 'plan', planId);
      referred(stores.agencies.get(agencyId), 'agencyId');
      const mine = new Map(store.ofAgency(planId, agencyId).map((row) => [row.id, row]));
      if (mine.size === 0 && stores.visits.find(planId, agencyId) === undefined) {
        throw fieldFault('agencyId', 'NOT_FOUND');
      }
      checkDays(fields, 'arrivedOn');
      const faults: FieldError[] = [];
      const seen = new Set<string>();
      for (const [index, { recommendationId }] of entries.entries()) {
        const path = `entries.${index}.recommendationId`;
        const row = mine.get(recommendationId);
        if (row === undefined) faults.push({ path, code: 'NOT_FOUND' });
        else if (isSettled(row.status)) faults.push({ path, code: 'WRONG_STATE' });
        else if (seen.has(recommendationId)) faults.push({ path, code: 'DUPLICATE' });
        seen.add(recommendationId);
      }
      if (faults.length > 0) throw new AppError('VALIDATION', { fields: faults });
      const id = ids.next();
      const happenedOn = dayOfPaper(fields, today);
      journal.run(headOf(context, 'remediationPapers.create', caller), (write) => {
        write.insert('remediation_paper', {
          id,
          planId,
          agencyId,
          ...fields,
          enteredBy: session.personId(),
        });
        for (const entry of entries) {
          write.insert('remediation_entry', { id: ids.next(), remediationPaperId: id, ...entry });
          const row = found(mine.get(entry.recommendationId), 'recommendation', entry.recommendationId);
          followEntry(context, write, { id, kind: fields.kind }, row, entry, happenedOn);
        }
      });
      return showRemediationPaper(context, read(id), today);
    },
    'remediationPapers.update': ({ id, rev, patch, today }, caller) => {
      const row = own(id);
      checkDays({ ...row, ...given(patch) }, 'patch.arrivedOn');
      journal.run(headOf(context, 'remediationPapers.update', caller), (write) => {
        write.update('remediation_paper', id, rev, patch);
      });
      return showRemediationPaper(context, read(id), today);
    },
    'remediationPapers.saveEntry': ({ remediationPaperId, recommendationId, rev, patch }, caller) => {
      const paper = own(remediationPaperId);
      const row = stores.recommendations.get(recommendationId);
      if (row === undefined || row.planId !== paper.planId || row.agencyId !== paper.agencyId) {
        throw fieldFault('recommendationId', 'NOT_FOUND');
      }
      if (isSettled(row.status)) throw fieldFault('recommendationId', 'WRONG_STATE');
      const known = store.entry(remediationPaperId, recommendationId);
      if (rev === null && known !== undefined) {
        throw new AppError('CONFLICT', {
          detail: { entity: 'remediation_entry', id: known.id, rev: known.rev },
        });
      }
      if (rev !== null)
        current(found(known, 'remediation_entry', recommendationId), rev, 'remediation_entry');
      journal.run(headOf(context, 'remediationPapers.saveEntry', caller), (write) => {
        const entry =
          known === undefined
            ? write.insert('remediation_entry', {
                id: ids.next(),
                remediationPaperId,
                recommendationId,
                ...given(patch),
              })
            : write.update('remediation_entry', known.id, rev, patch);
        const wasDone = known?.result === 'done';
        if (paper.kind === 'report' && wasDone && entry.result !== 'done') {
          withdrawEntry(context, write, paper.id, recommendationId, false);
        } else if (known === undefined || (!wasDone && entry.result === 'done')) {
          followEntry(context, write, paper, row, entry, dayOfPaper(paper, clock.today()));
        }
      });
      const saved = store.entry(remediationPaperId, recommendationId);
      return showEntry(found(saved, 'remediation_entry', recommendationId));
    },
    'remediationPapers.delete': ({ id, rev }, caller) => {
      const paper = current(own(id), rev, 'remediation_paper');
      const events = store.eventsOfPaper(id);
      const touched = [...new Set(events.map(({ recommendationId }) => recommendationId))];
      const verified = touched.filter(
        (one) =>
          stores.recommendations.get(one)?.status === 'verified' &&
          store.eventsOf(one).findLast(({ kind }) => kind === 'reported')?.remediationPaperId === id,
      );
      if (verified.length > 0) {
        throw new AppError('IN_USE', {
          detail: { entity: 'remediation_paper', recommendations: verified.length },
        });
      }
      journal.run(headOf(context, 'remediationPapers.delete', caller), (write) => {
        for (const one of touched) withdrawEntry(context, write, id, one, true);
        for (const entry of store.entriesOfPaper(id)) write.remove('remediation_entry', entry.id, null);
        write.remove('remediation_paper', paper.id, rev);
      });
      return { id };
    },
    ...createRemediationFormHandlers(context),
  };
}
