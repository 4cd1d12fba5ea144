/**
 * What becomes of recommendations: the list with its figures, one with all that happened to it, and the acts that move
 * it. Every act is one change set with its event; the database refuses by itself what must never be.
 */
import { AppError } from '../../core/contract/error.ts';
import type { HandlersOf, Parsed } from '../../core/contract/index.ts';
import type { Recommendation } from '../../core/contract/recommendations.ts';
import {
  recommendationEvent,
  type RecommendationEvent,
  type remediation,
  type RemediationAct,
  remediationEntry,
  type RemediationFault,
} from '../../core/contract/remediation.ts';
import { numberAndSymbol } from '../../core/documents/wording/citations.ts';
import { deadlineDay } from '../../core/rules/deadlines.ts';
import { daysBetween } from '../../core/rules/due.ts';
import { shortDay } from '../../core/rules/format.ts';
import { actFault, remediationActNames, remediationActs } from '../../core/rules/remediation.ts';
import { createLineage } from '../../core/rules/succession.ts';
import type { StoredRecommendation } from '../../db/recommendations.ts';
import type { IssuedLetter, StoredEvent } from '../../db/remediation.ts';
import type { Stores } from '../../db/stores.ts';
import { workingCalendar } from './calendar.ts';
import {
  current,
  decodeCursor,
  encodeCursor,
  fieldFault,
  found,
  headOf,
  owned,
  referred,
  type ServiceContext,
  shaped,
} from './context.ts';
import { showProof } from './proofs.ts';
import { showRecommendation } from './recommendations.ts';
import { agencyRemediations } from './remediation-agencies.ts';
import { exportRemediation } from './remediation-export.ts';
import { followUpFilter, showFollowUp } from './remediation-filter.ts';
import { planFollowUp, remind } from './remediation-letters.ts';
import { showRemediationPaper } from './remediation-papers.ts';
import { followUpPosition } from './remediation-position.ts';
import { type EventFields, writeAct } from './remediation-write.ts';
import { settingsOf } from './settings.ts';

type RemediationMethods = {
  [K in keyof typeof remediation as K extends `remediation.${string}` ? K : never]: (typeof remediation)[K];
};

/** More than these are counted and looked through beside the screen. */
const MANY = 20_000;
/** Whoever waits for overdue work sees it by these, the last without an end. */
const AGES = [1, 31, 91, 181, 366] as const;

export const personName = (stores: Pick<Stores, 'persons'>, id: string): string =>
  stores.persons.get(id)?.fullName ?? '';

/** Active people of the acting person's office. */
export function peopleOf({ stores, session }: Pick<ServiceContext, 'stores' | 'session'>): number {
  return stores.persons.list(session.officeId()).filter(({ active }) => active).length;
}

export const wrongState = (id: string, act: RemediationAct, from: string, fault: RemediationFault) =>
  new AppError('WRONG_STATE', {
    detail: { entity: 'recommendation', id, act, from, to: remediationActs[act].to ?? from, fault },
  });

export function createRemediationService(context: ServiceContext): HandlersOf<RemediationMethods> {
  const { stores, journal, session, work } = context;
  const store = stores.remediation;
  const read = (id: string) => found(stores.recommendations.get(id), 'recommendation', id);
  const countsNow = () => settingsOf(stores).overdueCounts;

  function faultOf(row: StoredRecommendation, act: RemediationAct, on: string, people: number) {
    const heirs =
      act === 'transfer' && row.agencyId !== null
        ? createLineage(stores.successions.links(), on).heirsOf(row.agencyId).size
        : 0;
    return actFault(
      act,
      {
        ...row,
        provedOn: act === 'verify' ? store.proofsOf(row.id).map(({ provedOn }) => provedOn) : [],
        isOurs: row.originOfficeId === session.officeId(),
        hasHeirs: heirs > 0,
      },
      { personId: session.personId(), people, on },
    );
  }

  /** The rows as they were read, each free to be acted on; the first that is not is named. */
  function actable(
    items: readonly { readonly id: string; readonly rev: number }[],
    act: RemediationAct,
    on: string,
  ): readonly StoredRecommendation[] {
    const people = peopleOf(context);
    const seen = new Set<string>();
    return items.map(({ id, rev }, index) => {
      if (seen.has(id)) throw fieldFault(`items.${index}.id`, 'DUPLICATE');
      seen.add(id);
      const row = current(owned(context, read(id), 'recommendation', id), rev, 'recommendation');
      const fault = faultOf(row, act, on, people);
      if (fault !== null) throw wrongState(id, act, row.status, fault);
      return row;
    });
  }

  function run(
    method: keyof RemediationMethods,
    caller: Parameters<typeof headOf>[2],
    act: RemediationAct,
    items: readonly { readonly id: string; readonly rev: number }[],
    fields: EventFields,
    check: (row: StoredRecommendation) => void = () => undefined,
  ): Recommendation[] {
    const rows = actable(items, act, fields.happenedOn);
    for (const row of rows) check(row);
    const { barrier } = remediationActs[act];
    journal.run(headOf(context, method, caller, { barrier }), (write) => {
      for (const row of rows) writeAct(context, write, row, act, fields);
    });
    return rows.map(({ id }) => showRecommendation(read(id)));
  }

  /** A document of ours, or one that is only cited: one of the two. */
  function cited(input: { readonly documentId: string | null; readonly documentText: string | null }) {
    const { documentId } = input;
    const documentText = (input.documentText ?? '').trim() === '' ? null : input.documentText;
    if (documentId === null && documentText === null) throw fieldFault('documentText', 'MISSING_KEY');
    if (documentId !== null && documentText !== null) throw fieldFault('documentText');
    if (documentId !== null) {
      const document = stores.documents.get(documentId);
      referred(document, 'documentId');
      if (document?.status === 'withdrawn') throw fieldFault('documentId', 'WRONG_STATE');
    }
    return { documentId, documentText };
  }

  function documentCitation(id: string): string | null {
    const row = stores.documents.get(id);
    if (row === undefined) return null;
    const { number, symbol, issuedOn, subject } = row;
    const day = issuedOn === null ? '' : ` ngày ${shortDay(issuedOn)}`;
    return `Số ${numberAndSymbol({ number, symbol, fallbackSymbol: '…' })}${day}: ${subject}`;
  }

  function showEvent(row: StoredEvent): RecommendationEvent {
    return shaped(recommendationEvent, {
      ...row,
      toPlanTitle: row.toPlanId === null ? null : (stores.plans.get(row.toPlanId)?.title ?? null),
      documentText: row.documentId === null ? row.documentText : documentCitation(row.documentId),
      personName: personName(stores, row.personId),
    });
  }

  /** A letter that went out is itself the record of the reminder: nothing is entered twice. */
  function reminded(
    row: StoredRecommendation,
    letter: IssuedLetter,
    known: readonly StoredEvent[],
  ): RecommendationEvent {
    const before = known.filter(({ happenedOn }) => happenedOn <= letter.issuedOn).at(-1);
    const status = before?.toStatus ?? known[0]?.fromStatus ?? row.status;
    return {
      id: letter.id,
      rev: letter.rev,
      provenance: letter.provenance,
      recommendationId: row.id,
      kind: 'reminded',
      happenedOn: letter.issuedOn,
      fromStatus: status,
      toStatus: status,
      dueBefore: null,
      dueAfter: null,
      toPlanId: null,
      toPlanTitle: null,
      documentId: letter.id,
      documentText: documentCitation(letter.id),
      remediationPaperId: null,
      note: null,
      personName: '',
    };
  }

  /** What the plan's rule gives: so many days after the notice. */
  function ruleDueOn(row: StoredRecommendation): string | null {
    const plan = stores.plans.get(row.planId);
    if (plan === undefined) return null;
    const visitId = row.agencyId === null ? null : (stores.visits.find(row.planId, row.agencyId) ?? null);
    const noticeOn = store.noticeOn(row.planId, visitId);
    return deadlineDay(noticeOn, plan.deadlines.remediation, 'after', workingCalendar(context));
  }

  return {
    'remediation.list': (input, caller) => {
      const { sort, descending, cursor, limit, ...given } = input;
      const page = () => {
        const filter = followUpFilter(stores, given);
        const after = decodeCursor(cursor, followUpPosition);
        const { rows, next } = store.page(filter, { sort, descending }, after, limit);
        return {
          rows: rows.map((row) => showFollowUp(row, given.today, filter.counts)),
          ...(next === undefined ? {} : { next: encodeCursor({ ...next }) }),
        };
      };
      // Words and repeats are looked for row by row.
      const isSlow = (given.text ?? '').trim() !== '' || given.repeated !== undefined;
      return isSlow && store.size() > MANY
        ? work.look({ method: 'remediation.list', input, caller }, page)
        : page();
    },
    'remediation.counts': (input, caller) => {
      const count = () => {
        const { byStatus, ...rest } = store.counts(followUpFilter(stores, input));
        const of = (status: Recommendation['status']) => byStatus[status] ?? 0;
        const whole = {
          open: of('open'),
          in_progress: of('in_progress'),
          reported: of('reported'),
          returned: of('returned'),
          verified: of('verified'),
          no_longer_applicable: of('no_longer_applicable'),
          transferred: of('transferred'),
        };
        const total = Object.values(whole).reduce((sum, number) => sum + number, 0);
        return { total, byStatus: whole, ...rest };
      };
      const isNarrow = input.planId !== undefined || input.agencyId !== undefined;
      return !isNarrow && store.size() > MANY
        ? work.look({ method: 'remediation.counts', input, caller }, count)
        : count();
    },
    'remediation.calendar': ({ from, to, ...given }) => {
      if (to < from) throw fieldFault('to', 'BAD_DATE');
      const later = (one: string | undefined) => (one !== undefined && one > from ? one : from);
      const earlier = (one: string | undefined) => (one !== undefined && one < to ? one : to);
      const { due: _due, dueFrom, dueTo, ...rest } = given;
      const filter = { ...rest, dueFrom: later(dueFrom), dueTo: earlier(dueTo) };
      return store.calendar(followUpFilter(stores, filter));
    },
    'remediation.ageing': (given) => {
      const days = store.overdueDays(followUpFilter(stores, given));
      return AGES.map((fromDays, index) => {
        const next = AGES[index + 1];
        const toDays = next === undefined ? null : next - 1;
        const here = days.filter(({ day }) => {
          const age = daysBetween(day, given.today);
          return age >= fromDays && (toDays === null || age <= toDays);
        });
        return {
          fromDays,
          toDays,
          count: here.reduce((sum, { total }) => sum + total, 0),
          agencies: new Set(here.flatMap(({ agencyId }) => agencyId ?? [])).size,
        };
      });
    },
    'remediation.agencies': (given) => agencyRemediations(context, given),
    'remediation.get': ({ id, today }) => {
      const counts = countsNow();
      const [listed] = store.rowsOf([id]);
      const row = found(listed, 'recommendation', id);
      const { recommendation } = row;
      const events = store.eventsOf(id);
      const letters =
        recommendation.agencyId === null ? [] : store.letters(recommendation.planId, recommendation.agencyId);
      const people = peopleOf(context);
      const { findingId } = recommendation;
      return {
        row: showFollowUp(row, today, counts),
        findingText: findingId === null ? null : (stores.findings.get(findingId)?.text ?? null),
        ruleDueOn: ruleDueOn(recommendation),
        firstDueOn: events.find(({ kind }) => kind === 'extended')?.dueBefore ?? null,
        events: [
          ...events.map(showEvent),
          ...letters.map((letter) => reminded(recommendation, letter, events)),
        ].toSorted((one, other) => one.happenedOn.localeCompare(other.happenedOn)),
        proofs: store.proofsOf(id).map((proof) => showProof(stores, proof)),
        entries: store.entriesOf(id).map((entry) => {
          const { entries: _entries, ...paper } = showRemediationPaper(
            context,
            found(store.paper(entry.remediationPaperId), 'remediation_paper', entry.remediationPaperId),
            today,
          );
          return { ...shaped(remediationEntry, entry), paper };
        }),
        acts: remediationActNames.map((act) => ({
          act,
          fault: faultOf(recommendation, act, today, people),
        })),
      };
    },
    'remediation.export': (input, caller) => exportRemediation(context, input, caller),

    'remediation.start': ({ items, on, note }, caller) =>
      run('remediation.start', caller, 'start', items, { happenedOn: on, note }),
    'remediation.report': ({ items, on, note }, caller) =>
      run('remediation.report', caller, 'report', items, { happenedOn: on, note }),
    'remediation.return': ({ items, on, reason }, caller) =>
      run('remediation.return', caller, 'return', items, { happenedOn: on, note: reason }),
    'remediation.verify': ({ items, on, note }, caller) =>
      run('remediation.verify', caller, 'verify', items, { happenedOn: on, note }, (row) => {
        // Nothing is found proven before it was reported.
        if (row.reportedOn !== null && on < row.reportedOn) throw fieldFault('on', 'BAD_DATE');
      }),
    'remediation.reopen': ({ id, rev, on, reason }, caller) => {
      const [row] = run('remediation.reopen', caller, 'reopen', [{ id, rev }], {
        happenedOn: on,
        note: reason,
      });
      return found(row, 'recommendation', id);
    },
    'remediation.close': ({ items, on, reason, ...document }, caller) =>
      run('remediation.close', caller, 'close', items, { happenedOn: on, ...cited(document), note: reason }),
    'remediation.extend': ({ items, on, dueOn, note, ...document }, caller) =>
      run(
        'remediation.extend',
        caller,
        'extend',
        items,
        { happenedOn: on, dueAfter: dueOn, ...cited(document), note },
        (row) => {
          if (row.dueOn !== null && dueOn <= row.dueOn) throw fieldFault('dueOn', 'BAD_DATE');
        },
      ),
    'remediation.carryOver': ({ items, on, toPlanId, note, ...document }, caller) => {
      const target = stores.plans.get(toPlanId);
      referred(target, 'toPlanId');
      if (target?.status === 'closed' || target?.status === 'cancelled') {
        throw fieldFault('toPlanId', 'WRONG_STATE');
      }
      return run(
        'remediation.carryOver',
        caller,
        'carryOver',
        items,
        { happenedOn: on, toPlanId, ...cited(document), note },
        (row) => {
          if (row.planId === toPlanId) throw fieldFault('toPlanId');
        },
      );
    },
    'remediation.remind': (input: Parsed<'remediation.remind'>, caller) => remind(context, input, caller),
    'remediation.planFollowUp': (input, caller) => planFollowUp(context, input, caller),
  };
}
