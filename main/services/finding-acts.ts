/**
 * What is done with findings besides typing: put in order, several made one, one made several. Every act is one change
 * set, and what hangs on a finding (recommendations, evidence, remarks, later findings that repeat it) goes with it.
 */
import type { findings } from '../../core/contract/findings.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import type { Writer } from '../../db/journal.ts';
import type { StoredFinding } from '../../db/findings.ts';
import type { Stores } from '../../db/stores.ts';
import { current, fieldFault, found, headOf, owned, type ServiceContext } from './context.ts';
import { showFinding, writeFindingAgencies } from './finding-rows.ts';

type Acts = Pick<HandlersOf<typeof findings>, 'findings.reorder' | 'findings.merge' | 'findings.split'>;

export function createFindingActs(context: ServiceContext): Acts {
  const { stores, journal, ids } = context;
  const shown = (id: string) => showFinding(found(stores.findings.get(id), 'finding', id));

  return {
    'findings.reorder': ({ planId, ids: wanted }, caller) => {
      owned(context, stores.plans.get(planId), 'plan', planId);
      const places = stores.findings.places(planId);
      const ordinals = new Map(places.map(({ id, ordinal }) => [id, ordinal]));
      wanted.forEach((id, index) => {
        if (!ordinals.has(id)) throw fieldFault(`ids.${index}`, 'NOT_FOUND');
      });
      if (new Set(wanted).size !== wanted.length) throw fieldFault('ids', 'DUPLICATE');
      journal.run(headOf(context, 'findings.reorder', caller), (write) => {
        for (const { id, ordinal } of reordered(places, wanted)) {
          if (ordinals.get(id) !== ordinal) write.update('finding', id, null, { ordinal });
        }
      });
      return wanted.map(shown);
    },

    'findings.merge': ({ items, text }, caller) => {
      const rows = items.map(({ id, rev }) =>
        current(owned(context, stores.findings.get(id), 'finding', id), rev, 'finding'),
      );
      const [kept, ...others] = rows as [StoredFinding, ...StoredFinding[]];
      if (new Set(rows.map(({ id }) => id)).size !== rows.length) throw fieldFault('items', 'DUPLICATE');
      others.forEach((row, index) => {
        // Who is meant would change without anybody saying so: the scopes are made the same first.
        if (row.planId !== kept.planId || row.kind !== kept.kind || row.scope !== kept.scope) {
          throw fieldFault(`items.${index + 1}.id`, 'WRONG_STATE');
        }
      });
      journal.run(headOf(context, 'findings.merge', caller), (write) => {
        const mergedIds = new Set(rows.map(({ id }) => id));
        const linked = new Set(stores.findings.hanging(kept.id).evidence.map((one) => one.evidenceId));
        for (const row of others) moveHanging(write, stores, row.id, kept.id, mergedIds, linked);
        const agencyIds = [...new Set(rows.flatMap((row) => row.agencyIds))];
        for (const row of others) {
          for (const agency of stores.findings.agencyRows([row.id])) {
            write.remove('finding_agency', agency.id, null);
          }
        }
        write.update('finding', kept.id, kept.rev, { ...together(rows, mergedIds), text });
        writeFindingAgencies(context, write, kept.id, kept.scope === 'named' ? agencyIds : []);
        for (const row of others) write.remove('finding', row.id, null);
      });
      return shown(kept.id);
    },

    'findings.split': ({ id, rev, texts }, caller) => {
      const row = current(owned(context, stores.findings.get(id), 'finding', id), rev, 'finding');
      const [first, ...rest] = texts as [string, ...string[]];
      const made = rest.map((text) => ({ id: ids.next(), text }));
      journal.run(headOf(context, 'findings.split', caller), (write) => {
        write.update('finding', id, rev, { text: first });
        makeRoom(write, stores, row, made.length);
        made.forEach((one, index) => {
          // The figures and what it repeats belong to the first text.
          write.insert('finding', {
            id: one.id,
            planId: row.planId,
            visitId: row.visitId,
            domainId: row.domainId,
            criterionId: row.criterionId,
            ordinal: row.ordinal + index + 1,
            kind: row.kind,
            scope: row.scope,
            scopeKinds: row.scopeKinds,
            text: one.text,
            severity: row.severity,
            provenance: row.provenance,
          });
          writeFindingAgencies(context, write, one.id, row.agencyIds);
        });
      });
      return [id, ...made.map((one) => one.id)].map(shown);
    },
  };
}

interface Place {
  readonly id: string;
  readonly ordinal: number;
}

/** The named ones take the places that they hold together; where two share a place, the whole plan is counted anew. */
function reordered(places: readonly Place[], wanted: readonly string[]): readonly Place[] {
  const chosen = new Set(wanted);
  const queue = [...wanted];
  const order = places.map((place) => (chosen.has(place.id) ? queue.shift()! : place.id));
  const isDistinct = new Set(places.map(({ ordinal }) => ordinal)).size === places.length;
  return order.map((id, index) => ({ id, ordinal: isDistinct ? places[index]!.ordinal : index + 1 }));
}

/** Only as many of those behind it move as there is no gap for. */
function makeRoom(write: Writer, stores: Pick<Stores, 'findings'>, row: StoredFinding, count: number): void {
  let free = row.ordinal + count + 1;
  const moved: Place[] = [];
  // What shares its place stands before the new ones.
  for (const one of stores.findings.behind(row.planId, row.ordinal)) {
    if (one.ordinal >= free) break;
    moved.push({ id: one.id, ordinal: free });
    free += 1;
  }
  for (const { id, ordinal } of moved) write.update('finding', id, null, { ordinal });
}

function moveHanging(
  write: Writer,
  stores: Pick<Stores, 'findings'>,
  from: string,
  to: string,
  merged: ReadonlySet<string>,
  linked: Set<string>,
): void {
  const hanging = stores.findings.hanging(from);
  for (const id of hanging.recommendations) write.update('recommendation', id, null, { findingId: to });
  for (const id of hanging.remarks) write.update('remark', id, null, { findingId: to });
  for (const id of hanging.repeatedBy) {
    if (!merged.has(id)) write.update('finding', id, null, { repeatsFindingId: to });
  }
  for (const { id, evidenceId } of hanging.evidence) {
    // The same picture on both is one.
    if (linked.has(evidenceId)) write.remove('evidence_link', id, null);
    else write.update('evidence_link', id, null, { findingId: to });
    linked.add(evidenceId);
    write.touch('evidence', evidenceId);
  }
}

/** What the kept one says holds; what it leaves open, the next one fills. */
function together(rows: readonly StoredFinding[], merged: ReadonlySet<string>) {
  const [kept] = rows as [StoredFinding, ...StoredFinding[]];
  const counted = kept.numerator !== null ? kept : rows.find((row) => row.numerator !== null);
  const causes = [...new Set(rows.flatMap((row) => (row.cause === null ? [] : [row.cause.trim()])))];
  const causeKinds = new Set(rows.flatMap((row) => (row.causeKind === null ? [] : [row.causeKind])));
  const visits = new Set(rows.map((row) => row.visitId));
  const repeats = rows.map((row) => row.repeatsFindingId).find((id) => id !== null && !merged.has(id));
  return {
    visitId: visits.size === 1 ? kept.visitId : null,
    criterionId: kept.criterionId ?? rows.map((row) => row.criterionId).find((id) => id !== null) ?? null,
    scopeKinds: [...new Set(rows.flatMap((row) => row.scopeKinds))],
    numerator: counted?.numerator ?? null,
    denominator: counted?.denominator ?? null,
    unit: counted?.unit ?? null,
    cause: causes.length === 0 ? null : causes.join('; ').slice(0, 4000),
    causeKind: causeKinds.size > 1 ? ('both' as const) : ([...causeKinds][0] ?? null),
    severity: rows.some((row) => row.severity === 'major') ? ('major' as const) : kept.severity,
    repeatsFindingId: repeats ?? null,
  };
}
