/**
 * Published procedures, what was found posted at a visit, and the two compared. Lists belong to an agency, to a kind of
 * agency or to nobody; a visit is held against the one that was chosen for it, else against the likeliest.
 */
import { hash } from 'node:crypto';
import type { HandlersOf } from '../../core/contract/index.ts';
import {
  type PostingPlace,
  type Procedure,
  procedure,
  type ProcedureComparison,
  procedureComparison,
  type ProcedureList,
  procedureList,
  type ProcedurePosting,
  procedurePosting,
  type procedures,
} from '../../core/contract/procedures.ts';
import { compareProcedures } from '../../core/rules/procedure-compare.ts';
import { listOnDay, matchPostings } from '../../core/rules/procedure-match.ts';
import type { Writer } from '../../db/journal.ts';
import type { StoredProcedureCheck, StoredProcedureList } from '../../db/procedures.ts';
import type { Stores } from '../../db/stores.ts';
import type { ListedVisit } from '../../db/visits.ts';
import { writeWorkbook, XLSX_MEDIA } from '../spreadsheet/write-workbook.ts';
import { workingCalendar } from './calendar.ts';
import {
  current,
  fieldFault,
  found,
  given,
  headOf,
  type Loose,
  owned,
  referred,
  type ServiceContext,
  shaped,
} from './context.ts';
import { problemWorkbook } from './procedures-export.ts';

/** More rows than these are written beside the screen. */
const LONG = 500;
const LATE_AFTER = 5;

type ComparisonContext = Pick<ServiceContext, 'stores' | 'clock' | 'session'>;

function showList(
  { stores, clock }: Pick<ServiceContext, 'stores' | 'clock'>,
  row: StoredProcedureList,
  counted: number,
): ProcedureList {
  const agencyName =
    row.agencyId === null
      ? null
      : (stores.agencies.versionOn(row.agencyId, row.asOf ?? clock.today())?.name ?? null);
  return shaped(procedureList, { ...row, agencyName, procedures: counted });
}

/** Those that this agency may be held against, the likeliest first: what was published by the day before what came later. */
function fittingLists(context: ComparisonContext, visit: ListedVisit, on: string): ProcedureList[] {
  const { stores } = context;
  const rank = (row: StoredProcedureList) =>
    (row.agencyId !== null ? 0 : row.agencyKind !== null ? 2 : 4) +
    (row.asOf !== null && row.asOf > on ? 1 : 0);
  return stores.procedures
    .fitting(visit.agencyId, visit.agencyKind)
    .filter(({ originOfficeId }) => originOfficeId === visit.originOfficeId)
    .toSorted((a, b) => rank(a) - rank(b))
    .map((row) => showList(context, row, stores.procedures.count(row.id)));
}

interface Compared {
  readonly check: ProcedureComparison['check'];
  readonly list: ProcedureList | null;
  readonly lists: readonly ProcedureList[];
  readonly on: string;
}

function whatIsCompared(context: ComparisonContext, visit: ListedVisit): Compared {
  const { stores, clock } = context;
  const row: StoredProcedureCheck | undefined = stores.procedures.check(visit.id);
  const check = {
    id: row?.id ?? null,
    rev: row?.rev ?? null,
    procedureListId: row?.procedureListId ?? null,
    checkedOn: row?.checkedOn ?? null,
    lateAfter: row?.lateAfter ?? LATE_AFTER,
    emptyPlaces: [...(row?.emptyPlaces ?? [])],
    note: row?.note ?? null,
  };
  const on = check.checkedOn ?? visit.startsOn ?? clock.today();
  const fitting = fittingLists(context, visit, on);
  const chosen = check.procedureListId === null ? undefined : stores.procedures.list(check.procedureListId);
  // A free list is nobody's until a person says so.
  const likeliest = fitting.find(({ agencyId, agencyKind }) => agencyId !== null || agencyKind !== null);
  const list =
    chosen === undefined
      ? (likeliest ?? null)
      : (fitting.find(({ id }) => id === chosen.id) ??
        showList(context, chosen, stores.procedures.count(chosen.id)));
  const lists = list === null || fitting.some(({ id }) => id === list.id) ? fitting : [list, ...fitting];
  return { check, list, lists, on };
}

/** The published list in force on the day of looking against what was found posted. */
export function compareForVisit(context: ComparisonContext, visitId: string): ProcedureComparison {
  const { stores } = context;
  const visit = found(stores.visits.listed(visitId), 'visit', visitId);
  const { check, list, lists, on } = whatIsCompared(context, visit);
  const { places, results } = compareProcedures({
    procedures: list === null ? [] : stores.procedures.compared(list.id),
    // Without a list nothing can be said to be in no list.
    postings: list === null ? [] : stores.procedures.found(visitId),
    emptyPlaces: list === null ? [] : check.emptyPlaces,
    on,
    lateAfter: check.lateAfter,
    calendar: workingCalendar(context),
  });
  return shaped(procedureComparison, {
    visitId,
    check,
    list,
    lists: [...lists],
    on,
    places: [...places],
    results: [...results],
  });
}

/** With a visit goes what was found at it; the published lists stay. */
export function removeProceduresOfVisit(write: Writer, stores: Stores, visitId: string): void {
  for (const posting of stores.procedures.postings(visitId))
    write.remove('procedure_posting', posting.id, null);
  const check = stores.procedures.check(visitId);
  if (check !== undefined) write.remove('procedure_check', check.id, null);
}

/** With an agency go its own lists; visits that were held against one choose anew. */
export function removeProceduresOfAgency(write: Writer, stores: Stores, agencyId: string): void {
  for (const list of stores.procedures.listsOfAgency(agencyId)) removeList(write, stores, list.id, null);
}

function removeList(write: Writer, stores: Stores, listId: string, rev: number | null): void {
  for (const check of stores.procedures.checksOfList(listId)) {
    write.update('procedure_check', check.id, null, { procedureListId: null });
  }
  for (const one of stores.procedures.procedures(listId)) write.remove('procedure', one.id, null);
  write.remove('procedure_list', listId, rev);
}

export function createProcedureService(context: ServiceContext): HandlersOf<typeof procedures> {
  const { stores, journal, ids, work, handles } = context;
  const store = stores.procedures;
  const shownList = (id: string) =>
    showList(context, found(store.list(id), 'procedure_list', id), store.count(id));
  const shownProcedure = (id: string): Procedure =>
    shaped(procedure, found(store.procedure(id), 'procedure', id));
  const shownPosting = (id: string): ProcedurePosting =>
    shaped(procedurePosting, found(store.posting(id), 'procedure_posting', id));
  const ownVisit = (visitId: string) => {
    owned(context, stores.visits.get(visitId), 'visit', visitId);
    return found(stores.visits.listed(visitId), 'visit', visitId);
  };

  function checkList(
    { agencyId, agencyKind }: Loose<Pick<ProcedureList, 'agencyId' | 'agencyKind'>>,
    base: string,
  ): void {
    const at = (key: string) => (base === '' ? key : `${base}.${key}`);
    if (agencyId != null) referred(stores.agencies.get(agencyId), at('agencyId'));
    if (agencyId != null && agencyKind != null) throw fieldFault(at('agencyKind'));
  }
  function checkProcedure(
    { effectiveOn, abolishedOn }: Loose<Pick<Procedure, 'effectiveOn' | 'abolishedOn'>>,
    base: string,
  ): void {
    if (effectiveOn != null && abolishedOn != null && abolishedOn < effectiveOn) {
      throw fieldFault(base === '' ? 'abolishedOn' : `${base}.abolishedOn`);
    }
  }

  /** The procedures in force on the day of looking, with what stands for each at one place. */
  function atPlace(visit: ListedVisit, place: PostingPlace) {
    const { list, on } = whatIsCompared(context, visit);
    if (list === null) throw fieldFault('visitId', 'NOT_FOUND');
    const listed = listOnDay(store.compared(list.id), on);
    const matches = matchPostings(listed, store.foundAt(visit.id, place));
    const postingOf = new Map(
      matches.flatMap(({ procedure: one, posting }) => (one === null ? [] : [[one.id, posting] as const])),
    );
    return { listed, postingOf };
  }

  /** What is posted there after all is no empty place. */
  function isPosted(write: Writer, visitId: string, place: PostingPlace): void {
    const check = store.check(visitId);
    if (check === undefined || !check.emptyPlaces.includes(place)) return;
    const emptyPlaces = check.emptyPlaces.filter((one) => one !== place);
    write.update('procedure_check', check.id, null, { emptyPlaces });
  }

  return {
    'procedureLists.list': ({ agencyId }) => {
      const counts = store.counts();
      return store
        .lists()
        .filter((row) => agencyId === undefined || row.agencyId === agencyId)
        .map((row) => showList(context, row, counts.get(row.id) ?? 0));
    },
    'procedureLists.get': ({ id }) => shownList(id),
    'procedureLists.create': (fields, caller) => {
      checkList(fields, '');
      const id = ids.next();
      journal.run(headOf(context, 'procedureLists.create', caller), (write) => {
        write.insert('procedure_list', { ...fields, id });
      });
      return shownList(id);
    },
    'procedureLists.update': ({ id, rev, patch }, caller) => {
      const row = owned(context, store.list(id), 'procedure_list', id);
      // Whose it is is one choice: an agency takes the place of a kind, and the other way round.
      const whole = {
        ...patch,
        ...(patch.agencyId != null && patch.agencyKind === undefined ? { agencyKind: null } : {}),
        ...(patch.agencyKind != null && patch.agencyId === undefined ? { agencyId: null } : {}),
      };
      checkList({ ...row, ...given(whole) }, 'patch');
      journal.run(headOf(context, 'procedureLists.update', caller), (write) => {
        write.update('procedure_list', id, rev, whole);
      });
      return shownList(id);
    },
    'procedureLists.delete': (input, caller) => {
      const { id, rev } = input;
      current(owned(context, store.list(id), 'procedure_list', id), rev, 'procedure_list');
      const run = () => {
        journal.run(headOf(context, 'procedureLists.delete', caller), (write) =>
          removeList(write, stores, id, rev),
        );
        return { id };
      };
      return store.count(id) <= LONG
        ? run()
        : work.beside({ method: 'procedureLists.delete', input, caller }, run);
    },
    'procedures.list': ({ procedureListId }) =>
      store.procedures(procedureListId).map((row) => shaped(procedure, row)),
    'procedures.create': ({ procedureListId, ...fields }, caller) => {
      owned(context, store.list(procedureListId), 'procedure_list', procedureListId);
      checkProcedure(fields, '');
      const id = ids.next();
      journal.run(headOf(context, 'procedures.create', caller), (write) => {
        const ordinal = store.nextProcedure(procedureListId);
        write.insert('procedure', { ...fields, id, procedureListId, ordinal });
      });
      return shownProcedure(id);
    },
    'procedures.update': ({ id, rev, patch }, caller) => {
      const row = owned(context, store.procedure(id), 'procedure', id);
      checkProcedure({ ...row, ...given(patch) }, 'patch');
      journal.run(headOf(context, 'procedures.update', caller), (write) => {
        write.update('procedure', id, rev, patch);
      });
      return shownProcedure(id);
    },
    'procedures.delete': ({ id, rev }, caller) => {
      owned(context, store.procedure(id), 'procedure', id);
      journal.run(headOf(context, 'procedures.delete', caller), (write) => {
        write.remove('procedure', id, rev);
      });
      return { id };
    },
    'postings.list': ({ visitId, place }) => {
      const rows = place === undefined ? store.postings(visitId) : store.postingsAt(visitId, place);
      return rows.map((row) => shaped(procedurePosting, row));
    },
    'postings.create': ({ visitId, place, ...fields }, caller) => {
      ownVisit(visitId);
      const id = ids.next();
      journal.run(headOf(context, 'postings.create', caller), (write) => {
        const ordinal = store.nextPosting(visitId, place);
        write.insert('procedure_posting', { ...fields, id, visitId, place, ordinal });
        isPosted(write, visitId, place);
      });
      return shownPosting(id);
    },
    'postings.tick': ({ visitId, place, procedureId, posted }, caller) => {
      const visit = ownVisit(visitId);
      const { listed, postingOf } = atPlace(visit, place);
      const one = listed.inForce.find(({ id }) => id === procedureId);
      if (one === undefined) throw fieldFault('procedureId', 'NOT_FOUND');
      const known = postingOf.get(procedureId);
      if (posted && known !== undefined) return { postingId: known.id };
      if (!posted && known === undefined) return { postingId: null };
      const id = ids.next();
      journal.run(headOf(context, 'postings.tick', caller), (write) => {
        if (known !== undefined) write.remove('procedure_posting', known.id, null);
        else {
          const ordinal = store.nextPosting(visitId, place);
          write.insert('procedure_posting', { id, visitId, place, ordinal, code: one.code, name: one.name });
          isPosted(write, visitId, place);
        }
      });
      return { postingId: known === undefined ? id : null };
    },
    'postings.tickAll': (input, caller) => {
      const { visitId, place, exceptIds } = input;
      const visit = ownVisit(visitId);
      const run = () => {
        const { listed, postingOf } = atPlace(visit, place);
        const except = new Set(exceptIds);
        const wanted = listed.inForce.filter(({ id }) => !except.has(id) && !postingOf.has(id));
        const unwanted = listed.inForce.flatMap(({ id }) =>
          except.has(id) ? (postingOf.get(id) ?? []) : [],
        );
        if (wanted.length + unwanted.length === 0) return { created: 0 };
        journal.run(headOf(context, 'postings.tickAll', caller), (write) => {
          for (const { id } of unwanted) write.remove('procedure_posting', id, null);
          let ordinal = store.nextPosting(visitId, place);
          for (const { code, name } of wanted) {
            write.insert('procedure_posting', { id: ids.next(), visitId, place, ordinal, code, name });
            ordinal += 1;
          }
          if (wanted.length > 0) isPosted(write, visitId, place);
        });
        return { created: wanted.length };
      };
      const { list } = whatIsCompared(context, visit);
      return (list?.procedures ?? 0) <= LONG
        ? run()
        : work.beside({ method: 'postings.tickAll', input, caller }, run);
    },
    'postings.update': ({ id, rev, patch }, caller) => {
      owned(context, store.posting(id), 'procedure_posting', id);
      journal.run(headOf(context, 'postings.update', caller), (write) => {
        write.update('procedure_posting', id, rev, patch);
      });
      return shownPosting(id);
    },
    'postings.delete': ({ id, rev }, caller) => {
      owned(context, store.posting(id), 'procedure_posting', id);
      journal.run(headOf(context, 'postings.delete', caller), (write) => {
        write.remove('procedure_posting', id, rev);
      });
      return { id };
    },
    'postings.clear': (input, caller) => {
      const { visitId, place } = input;
      ownVisit(visitId);
      const rows = store.postingsAt(visitId, place);
      const run = () => {
        if (rows.length > 0) {
          journal.run(headOf(context, 'postings.clear', caller), (write) => {
            for (const { id } of rows) write.remove('procedure_posting', id, null);
          });
        }
        return { removed: rows.length };
      };
      return rows.length <= LONG ? run() : work.beside({ method: 'postings.clear', input, caller }, run);
    },
    'procedureChecks.get': ({ visitId }) => compareForVisit(context, visitId),
    'procedureChecks.save': ({ visitId, rev, patch }, caller) => {
      ownVisit(visitId);
      if (patch.procedureListId != null) referred(store.list(patch.procedureListId), 'patch.procedureListId');
      const row = store.check(visitId);
      const emptyPlaces = patch.emptyPlaces?.filter(
        (place, index, all) => all.indexOf(place) === index && store.postingsAt(visitId, place).length === 0,
      );
      const whole = { ...patch, ...(emptyPlaces === undefined ? {} : { emptyPlaces }) };
      journal.run(headOf(context, 'procedureChecks.save', caller), (write) => {
        if (row === undefined) write.insert('procedure_check', { ...given(whole), id: ids.next(), visitId });
        else {
          if (rev !== null) current(row, rev, 'procedure_check');
          write.update('procedure_check', row.id, rev, whole);
        }
      });
      return compareForVisit(context, visitId);
    },
    'procedureChecks.export': async ({ visitId }) => {
      const visit = found(stores.visits.listed(visitId), 'visit', visitId);
      const { fileName, workbook } = problemWorkbook(compareForVisit(context, visitId), visit);
      const bytes = await writeWorkbook(workbook);
      const sha256 = hash('sha256', bytes, 'hex');
      const about = { fileName, media: XLSX_MEDIA };
      const { url, expiresAt } = handles.put(bytes, { ...about, sha256 });
      return { ...about, url, bytes: bytes.byteLength, pages: null, sha256, expiresAt };
    },
  };
}
