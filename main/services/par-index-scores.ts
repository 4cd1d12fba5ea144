/**
 * The agencies of an index set and their scores: claimed, verified, surveyed; the explanation round about a score; the
 * forms that go out. Points above an item's maximum are refused here, and by the database whoever writes.
 */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { answerText } from '../../core/documents/sheets/answer-text.ts';
import { AppError } from '../../core/contract/error.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import { type indexLine, indexRemark, indexItem, type parIndex } from '../../core/contract/par-index.ts';
import type { z } from 'zod';
import { asciiName } from '../../core/rules/file-name.ts';
import {
  groupSums,
  indexTree,
  isUnsupported,
  mayScore,
  type ScorePoints,
  totalsOf,
} from '../../core/rules/par-index.ts';
import { earnedPoints } from '../../core/rules/scoring.ts';
import { percentHundredths } from '../../core/rules/format.ts';
import { byName } from '../../db/collate.ts';
import type {
  OfferedRow,
  StoredIndexEntry,
  StoredIndexItem,
  StoredIndexRemark,
  StoredIndexScore,
  StoredIndexSet,
} from '../../db/par-index.ts';
import { XLSX_MEDIA } from '../spreadsheet/write-workbook.ts';
import { current, fieldFault, found, given, headOf, owned, type ServiceContext, shaped } from './context.ts';
import type { FormFacts } from './form-making.ts';
import { writeForms } from './form-writer.ts';
import { figuresOf, figuresOfEntry, showEntry, showIndexSet } from './par-index-figures.ts';
import { countedWorkbook, indexFormStem, type IndexFormFacts, surveyWorkbook } from './par-index-workbook.ts';
import { handOut, wrongState } from './par-index-writes.ts';

type Methods = typeof parIndex;
type ScoreMethods = {
  [
    K in keyof Methods as K extends
      `indexEntries.${string}` | `indexScores.${string}` | `indexRemarks.${string}`
      ? K
      : never
  ]: Methods[K];
};
type Line = z.infer<typeof indexLine>;
type ScorePatch = Partial<
  Pick<
    StoredIndexScore,
    | 'selfPoints'
    | 'selfEvidence'
    | 'selfExplanation'
    | 'verifiedPoints'
    | 'verifierNote'
    | 'surveyPoints'
    | 'surveySource'
  >
>;

/** More agencies than any province has are entered beside the screen. */
const LONG = 300;
const BATCH = 50;

/** Whose column a field belongs to. */
const columnOf = {
  selfPoints: 'self',
  selfEvidence: 'self',
  selfExplanation: 'self',
  verifiedPoints: 'verified',
  verifierNote: 'verified',
  surveyPoints: 'survey',
  surveySource: 'survey',
} as const;
const pointFields = ['selfPoints', 'verifiedPoints', 'surveyPoints'] as const;

const showRemark = (row: StoredIndexRemark) => shaped(indexRemark, row);

export const pointsOf = (score: StoredIndexScore): ScorePoints => ({
  itemId: score.indexItemId,
  selfPoints: score.selfPoints,
  verifiedPoints: score.verifiedPoints,
  surveyPoints: score.surveyPoints,
});

export function createIndexScoreHandlers(context: ServiceContext): HandlersOf<ScoreMethods> {
  const { stores, journal, ids, session } = context;
  const store = stores.parIndex;
  const setOf = (id: string) => found(store.set(id), 'index_set', id);
  const entryOf = (id: string) => found(store.entry(id), 'index_entry', id);

  /** An entry of this office in a set that is still open. */
  function openEntry(id: string): { readonly entry: StoredIndexEntry; readonly set: StoredIndexSet } {
    const entry = owned(context, store.entry(id), 'index_entry', id);
    const set = setOf(entry.indexSetId);
    if (set.status === 'closed') throw wrongState('closed', 'scored');
    return { entry, set };
  }

  function shownEntry(id: string) {
    const entry = entryOf(id);
    const figures = found(figuresOfEntry(stores, setOf(entry.indexSetId), id), 'index_entry', id);
    return showEntry(figures, store.unanswered(entry.indexSetId).get(id) ?? 0);
  }

  /** A leaf of the entry's own set. */
  function leafOf(set: StoredIndexSet, itemId: string): StoredIndexItem {
    const items = store.items(set.id);
    const item = items.find(({ id }) => id === itemId);
    if (item === undefined) throw fieldFault('itemId', 'NOT_FOUND');
    if (items.some(({ parentId }) => parentId === itemId)) throw fieldFault('itemId');
    return item;
  }

  function checkScore(set: StoredIndexSet, item: StoredIndexItem, patch: ScorePatch): void {
    for (const [key, value] of Object.entries(patch)) {
      const column = columnOf[key as keyof typeof columnOf];
      if (value !== null && (column === 'survey') !== (item.method === 'survey')) {
        throw fieldFault(`patch.${key}`);
      }
      if (!mayScore(set.status, column))
        throw wrongState(set.status, column === 'verified' ? 'verifying' : 'scoring');
    }
    for (const key of pointFields) {
      const points = patch[key];
      if (points != null && points > item.maxPoints)
        throw fieldFault(`patch.${key}`, 'VALIDATION', item.maxPoints);
    }
  }

  const totals = (set: StoredIndexSet, entryId: string) =>
    totalsOf(set, store.items(set.id), store.scores(entryId).map(pointsOf));

  function linesOf(set: StoredIndexSet, entry: StoredIndexEntry): Line[] {
    const items = store.items(set.id);
    const tree = indexTree(items);
    const scores = store.scores(entry.id);
    const byItem = new Map(scores.map((score) => [score.indexItemId, score]));
    const sums = groupSums(items, scores.map(pointsOf), set.hasSurvey);
    const remarks = Map.groupBy(store.remarks(entry.id), ({ indexItemId }) => indexItemId);
    const codes = [...new Set(items.flatMap(({ criterionCodes }) => criterionCodes))];
    const offered = codes.length === 0 ? [] : offeredOf(store.offered(entry.agencyId, set.year, codes));
    const names = new Map<string, string | null>();
    const nameOf = (personId: string | null): string | null => {
      if (personId === null) return null;
      if (!names.has(personId)) names.set(personId, stores.persons.get(personId)?.fullName ?? null);
      return names.get(personId) ?? null;
    };
    return tree.inOrder.map((item): Line => {
      const isLeaf = tree.childrenOf(item.id).length === 0;
      const score = byItem.get(item.id);
      return {
        item: shaped(indexItem, item),
        isLeaf,
        score:
          score === undefined
            ? null
            : {
                id: score.id,
                rev: score.rev,
                selfPoints: score.selfPoints,
                selfEvidence: score.selfEvidence,
                selfExplanation: score.selfExplanation,
                verifiedPoints: score.verifiedPoints,
                verifierNote: score.verifierNote,
                surveyPoints: score.surveyPoints,
                surveySource: score.surveySource,
                verifiedByName: nameOf(score.verifiedBy),
              },
        sums: sums.get(item.id) ?? { self: 0, verified: 0, max: 0 },
        remarks: (remarks.get(item.id) ?? []).map(showRemark),
        offered: isLeaf ? offered.filter((one) => item.criterionCodes.includes(one.criterionCode)) : [],
        unsupported: isLeaf && isUnsupported(item, score ?? null),
      };
    });
  }

  function offeredOf(rows: readonly OfferedRow[]): Line['offered'] {
    return rows.flatMap(({ answer, planTitle, scoring, evidence }) => {
      const criterion = stores.criteria.criterion(answer.criterionId);
      if (criterion === undefined) return [];
      const text = answerText(criterion, { ...answer, note: null });
      if (text === '') return [];
      const earned = earnedPoints(criterion, answer);
      return [
        {
          visitId: answer.visitId,
          criterionId: answer.criterionId,
          criterionCode: criterion.code,
          criterionText: criterion.text,
          planTitle,
          answer: text,
          // Where the round does not score, an answer is worth what it says, not points.
          share: scoring && earned !== null ? percentHundredths(earned, criterion.maxPoints) : null,
          evidence,
        },
      ];
    });
  }

  function formFacts(
    set: StoredIndexSet,
    items: readonly StoredIndexItem[],
    entry: StoredIndexEntry,
  ): IndexFormFacts {
    return {
      entryId: entry.id,
      illustrative: showIndexSet(stores, set).illustrative,
      agencyName: entry.agencyName,
      setName: set.name,
      groupName: set.groupName,
      year: set.year,
      maxPoints: set.maxPoints,
      dueOn: set.selfDueOn,
      officeName: stores.offices.get(session.officeId())?.name ?? null,
      items,
      scores: store.scores(entry.id),
    };
  }

  function put(bytes: Uint8Array, fileName: string, media: string) {
    const digest = createHash('sha256').update(bytes).digest('hex');
    const { url, expiresAt } = context.handles.put(bytes, { fileName, media, sha256: digest });
    return { fileName, media, url, bytes: bytes.byteLength, pages: null, sha256: digest, expiresAt };
  }

  /** Whoever goes takes along what was scored and said of it. */
  function removalOf(entry: StoredIndexEntry) {
    return { remarks: store.remarks(entry.id), scores: store.scores(entry.id) };
  }

  return {
    'indexEntries.list': ({ indexSetId }) => {
      const unanswered = store.unanswered(indexSetId);
      return figuresOf(stores, setOf(indexSetId))
        .map((figures) => showEntry(figures, unanswered.get(figures.entry.id) ?? 0))
        .toSorted(byName(({ agencyName }) => agencyName));
    },
    'indexEntries.add': (input, caller) => {
      const { indexSetId, agencyIds } = input;
      const body = () => {
        const set = owned(context, store.set(indexSetId), 'index_set', indexSetId);
        if (set.status === 'closed') throw wrongState('closed', 'scored');
        const present = new Set(store.entries(indexSetId).map(({ agencyId }) => agencyId));
        // Named as at the end of the year that is measured.
        const day = `${String(set.year)}-12-31`;
        const fresh = [...new Set(agencyIds)].filter((id) => !present.has(id));
        const rows = fresh.map((agencyId) => {
          const version =
            stores.agencies.get(agencyId) === undefined
              ? undefined
              : stores.agencies.versionOn(agencyId, day);
          if (version === undefined) {
            throw fieldFault(`agencyIds.${String(agencyIds.indexOf(agencyId))}`, 'NOT_FOUND');
          }
          return { id: ids.next(), indexSetId, agencyId, agencyVersionId: version.id };
        });
        if (rows.length > 0) {
          journal.run(headOf(context, 'indexEntries.add', caller), (write) => {
            for (const row of rows) write.insert('index_entry', row);
          });
        }
        return { added: rows.length };
      };
      if (agencyIds.length <= LONG) return body();
      return context.work.beside({ method: 'indexEntries.add', input, caller }, body);
    },
    'indexEntries.update': ({ id, rev, patch }, caller) => {
      openEntry(id);
      journal.run(headOf(context, 'indexEntries.update', caller), (write) => {
        write.update('index_entry', id, rev, patch);
      });
      return shownEntry(id);
    },
    'indexEntries.delete': ({ id, rev }, caller) => {
      const { entry } = openEntry(id);
      current(entry, rev, 'index_entry');
      const { remarks, scores } = removalOf(entry);
      journal.run(headOf(context, 'indexEntries.delete', caller), (write) => {
        for (const remark of remarks) write.remove('index_remark', remark.id, null);
        for (const score of scores) write.remove('index_score', score.id, null);
        write.remove('index_entry', id, rev);
      });
      return { id };
    },
    'indexEntries.get': ({ id }) => {
      const entry = entryOf(id);
      const set = setOf(entry.indexSetId);
      return { set: showIndexSet(stores, set), entry: shownEntry(id), lines: linesOf(set, entry) };
    },

    'indexScores.save': ({ entryId, itemId, rev, patch }, caller) => {
      const { set } = openEntry(entryId);
      const item = leafOf(set, itemId);
      const values = tidy(patch);
      checkScore(set, item, values);
      const present = store.score(entryId, itemId);
      if (present !== undefined && present.rev !== rev) {
        const detail = { entity: 'index_score', id: present.id, rev: present.rev };
        throw new AppError('CONFLICT', { detail });
      }
      if (present === undefined && rev !== null) {
        throw new AppError('NOT_FOUND', { detail: { entity: 'index_score', itemId } });
      }
      const written = { ...values, ...verifierOf(values, session.personId()) };
      const id = present?.id ?? ids.next();
      journal.run(headOf(context, 'indexScores.save', caller), (write) => {
        if (present === undefined) {
          write.insert('index_score', { ...written, id, indexEntryId: entryId, indexItemId: itemId });
        } else write.update('index_score', id, rev, written);
      });
      const saved = found(store.scoreById(id), 'index_score', id);
      return { id, rev: saved.rev, totals: totals(set, entryId) };
    },
    'indexScores.acceptSelf': ({ entryId, itemIds }, caller) => {
      const { set } = openEntry(entryId);
      if (!mayScore(set.status, 'verified')) throw wrongState(set.status, 'verifying');
      const items = new Map(indexTree(store.items(set.id)).leaves.map((leaf) => [leaf.id, leaf]));
      const wanted = itemIds === undefined ? null : new Set(itemIds);
      const chosen = store.scores(entryId).filter((score) => {
        const item = items.get(score.indexItemId);
        if (item === undefined || item.method !== 'self') return false;
        if (score.selfPoints === null || score.verifiedPoints !== null) return false;
        // Claims without a word of proof are looked at one by one, never taken over with all the others.
        return wanted === null ? !isUnsupported(item, score) : wanted.has(item.id);
      });
      if (chosen.length > 0) {
        journal.run(headOf(context, 'indexScores.acceptSelf', caller), (write) => {
          for (const { id, selfPoints } of chosen) {
            const patch = { verifiedPoints: selfPoints, verifiedBy: session.personId() };
            write.update('index_score', id, null, patch);
          }
        });
      }
      return { accepted: chosen.length };
    },
    'indexRemarks.add': ({ entryId, itemId, side, saidOn, text }, caller) => {
      const { set } = openEntry(entryId);
      if (set.status === 'draft') throw wrongState(set.status, 'scoring');
      leafOf(set, itemId);
      const present = store.score(entryId, itemId);
      const scoreId = present?.id ?? ids.next();
      const id = ids.next();
      journal.run(headOf(context, 'indexRemarks.add', caller), (write) => {
        if (present === undefined) {
          write.insert('index_score', { id: scoreId, indexEntryId: entryId, indexItemId: itemId });
        }
        write.insert('index_remark', {
          id,
          indexScoreId: scoreId,
          ordinal: present === undefined ? 1 : store.nextRemark(scoreId),
          side,
          saidOn,
          text,
          personId: session.personId(),
        });
      });
      return showRemark(found(store.remark(id), 'index_remark', id));
    },
    'indexRemarks.delete': ({ id, rev }, caller) => {
      const remark = owned(context, store.remark(id), 'index_remark', id);
      const score = found(store.scoreById(remark.indexScoreId), 'index_score', remark.indexScoreId);
      openEntry(score.indexEntryId);
      journal.run(headOf(context, 'indexRemarks.delete', caller), (write) => {
        write.remove('index_remark', id, rev);
      });
      return { id };
    },
    'indexScores.form': async ({ entryId }) => {
      const entry = entryOf(entryId);
      const set = setOf(entry.indexSetId);
      const index = formFacts(set, store.items(set.id), entry);
      const fileName = `${indexFormStem(index)}.xlsx`;
      return put(await writeForms({ forms: [{ fileName, index }], zipped: false }), fileName, XLSX_MEDIA);
    },
    'indexScores.forms': async ({ indexSetId }) => {
      const set = setOf(indexSetId);
      const items = store.items(set.id);
      const entries = store.entries(set.id).toSorted(byName(({ agencyName }) => agencyName));
      const digits = Math.max(2, String(entries.length).length);
      const forms: FormFacts[] = [];
      for (const [at, entry] of entries.entries()) {
        const index = formFacts(set, items, entry);
        const number = String(at + 1).padStart(digits, '0');
        forms.push({ fileName: `${number}-${indexFormStem(index)}.xlsx`, index });
        // Reading all of a large set is no work of a moment: everybody else between two stretches.
        if (at % BATCH === BATCH - 1) await setImmediate();
      }
      const bytes = await writeForms({ forms, zipped: true });
      const fileName = `${asciiName(`Biểu tự chấm điểm CSCCHC ${set.groupName} ${String(set.year)}`)}.zip`;
      return { file: put(bytes, fileName, 'application/zip'), count: entries.length };
    },
    'indexScores.surveyForm': async ({ indexSetId }) => {
      const set = setOf(indexSetId);
      const items = indexTree(store.items(set.id)).leaves.filter(({ method }) => method === 'survey');
      if (items.length === 0) throw wrongState(set.status, 'scoring', { fault: 'survey_without' });
      const known = Map.groupBy(
        store.scoresOfItems(items.map(({ id }) => id)),
        ({ indexEntryId }) => indexEntryId,
      );
      const bytes = await countedWorkbook(
        surveyWorkbook({
          indexSetId,
          setName: set.name,
          year: set.year,
          illustrative: showIndexSet(stores, set).illustrative,
          items,
          agencies: store
            .entries(set.id)
            .toSorted(byName(({ agencyName }) => agencyName))
            .map(({ id, agencyId, agencyName }) => {
              const scores = known.get(id) ?? [];
              return {
                agencyId,
                name: agencyName,
                points: new Map(
                  scores.flatMap(({ indexItemId, surveyPoints }) =>
                    surveyPoints === null ? [] : [[indexItemId, surveyPoints] as const],
                  ),
                ),
                source: scores.find(({ surveySource }) => surveySource !== null)?.surveySource ?? null,
              };
            }),
        }),
      );
      return handOut(context, bytes, asciiName(`Điểm điều tra CSCCHC ${set.groupName} ${String(set.year)}`));
    },
  };
}

/** Blank text says nothing: what is counted as proof is never a space. */
function tidy(patch: { readonly [K in keyof ScorePatch]?: ScorePatch[K] | undefined }): ScorePatch {
  return Object.fromEntries(
    Object.entries(given(patch)).map(([key, value]) => [
      key,
      typeof value === 'string' && value.trim() === '' ? null : value,
    ]),
  );
}

/** Who verified goes with the points, and away with them. */
function verifierOf(patch: ScorePatch, personId: string): { verifiedBy?: string | null } {
  if (patch.verifiedPoints === undefined) return {};
  return { verifiedBy: patch.verifiedPoints === null ? null : personId };
}
