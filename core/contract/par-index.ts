/**
 * The reform index (Chỉ số CCHC): a set for a year and a group of agencies, with fields, criteria and sub-criteria;
 * self-scores, verification, survey, bonus and deduction; ranking within the group. Points are hundredths; shares are
 * hundredths of a percent.
 */
import { z } from 'zod';
import { command, query } from './endpoint.ts';
import {
  agencyKind,
  byId,
  day,
  deleted,
  deleteInput,
  id,
  longText,
  requiredText,
  rev,
  rowStamp,
  shortText,
  text,
  updateInput,
  year,
} from './common.ts';
import { document, renderedFile } from './documents.ts';
import { gradeBand } from './settings.ts';

export const indexStatus = z.enum(['draft', 'scoring', 'verifying', 'closed']);
export type IndexStatus = z.infer<typeof indexStatus>;
export const indexMethod = z.enum(['self', 'survey']);
export const indexEffect = z.enum(['points', 'bonus', 'deduction']);
export const indexLevel = z.enum(['field', 'criterion', 'sub_criterion']);
const points = z.int().min(0).max(100_000);

export const indexSetFields = {
  year,
  name: requiredText(500),
  /** The group that is ranked by itself: "Sở, ban, ngành", "UBND cấp xã". */
  groupName: requiredText(200),
  agencyKinds: z.array(agencyKind).max(9),
  maxPoints: points.min(1),
  /** Without a survey the other points are rescaled to the whole maximum. */
  hasSurvey: z.boolean(),
  bands: z.array(gradeBand).min(1).max(12),
  selfDueOn: day.nullable(),
  sourceNote: text(2000).nullable(),
  note: longText.nullable(),
};
export const indexSet = z.strictObject({
  ...rowStamp,
  ...indexSetFields,
  version: z.int(),
  status: indexStatus,
  copiedFromId: id.nullable(),
  illustrative: z.boolean(),
  entries: z.int(),
  items: z.int(),
});
export type IndexSet = z.infer<typeof indexSet>;

export const indexItemFields = {
  parentId: id.nullable(),
  level: indexLevel,
  code: requiredText(30),
  text: requiredText(2000),
  maxPoints: points,
  method: indexMethod,
  effect: indexEffect,
  /** How points come about, in words or as a rule of core/rules/scoring-rule.ts. */
  formula: text(2000).nullable(),
  /** A self-score needs named evidence, else a written explanation. */
  evidenceRequired: z.boolean(),
  evidence: text(2000).nullable(),
  /** Criteria of the inspection whose answers are offered as evidence. */
  criterionCodes: z.array(text(30)).max(20),
};
export const indexItem = z.strictObject({
  ...rowStamp,
  ...indexItemFields,
  indexSetId: id,
  ordinal: z.int(),
  copiedFromId: id.nullable(),
});
export type IndexItem = z.infer<typeof indexItem>;

/** Why a set may not leave its draft. */
export const indexSetFault = z.strictObject({
  code: z.enum([
    'total_differs',
    'children_differ',
    'no_items',
    'survey_without',
    'empty_parent',
    'bands',
    'no_leaf_max',
  ]),
  itemId: id.nullable(),
  itemCode: z.string().nullable(),
  found: z.int().nullable(),
  expected: z.int().nullable(),
});
export type IndexSetFault = z.infer<typeof indexSetFault>;

export const indexTotals = z.strictObject({
  /** Raw sums over what is scored; max counts every leaf of effect `points`. */
  selfPoints: z.int(),
  selfMax: z.int(),
  verifiedPoints: z.int(),
  verifiedMax: z.int(),
  surveyPoints: z.int(),
  surveyMax: z.int(),
  bonus: z.int(),
  deduction: z.int(),
  /** Out of the set's maximum, after rescaling, bonus and deduction; null while something verified or surveyed lacks. */
  total: z.int().nullable(),
  /** The same with what is there so far. */
  provisional: z.int(),
  share: z.int(),
  missing: z.int(),
});
export type IndexTotals = z.infer<typeof indexTotals>;

export const indexEntryFields = {
  number: text(60).nullable(),
  arrivedOn: day.nullable(),
  note: text(4000).nullable(),
};
export const indexEntry = z.strictObject({
  ...rowStamp,
  ...indexEntryFields,
  indexSetId: id,
  agencyId: id,
  agencyName: z.string(),
  totals: indexTotals,
  /** Equal results share a rank, the next one is left out; null while provisional. */
  rank: z.int().nullable(),
  grade: z.string().nullable(),
  selfScored: z.int(),
  verified: z.int(),
  leaves: z.int(),
  /** Self-scores without the evidence or explanation that they need. */
  unsupported: z.int(),
  /** Remarks of the agency that nobody has answered. */
  unanswered: z.int(),
});
export type IndexEntry = z.infer<typeof indexEntry>;

export const indexScoreFields = {
  selfPoints: points.nullable(),
  selfEvidence: text(8000).nullable(),
  selfExplanation: text(8000).nullable(),
  verifiedPoints: points.nullable(),
  verifierNote: text(8000).nullable(),
  surveyPoints: points.nullable(),
  surveySource: shortText.nullable(),
};
export const indexRemark = z.strictObject({
  ...rowStamp,
  indexScoreId: id,
  ordinal: z.int(),
  side: z.enum(['agency', 'appraiser']),
  saidOn: z.string(),
  text: z.string(),
  personName: z.string(),
});
/** What this year's inspection answered to a criterion that the item names. */
export const offeredAnswer = z.strictObject({
  visitId: id,
  criterionId: id,
  criterionCode: z.string(),
  criterionText: z.string(),
  planTitle: z.string(),
  /** As the checklist shows it. */
  answer: z.string(),
  /** Hundredths of a percent of the criterion's points; null where it is not scored. */
  share: z.int().nullable(),
  evidence: z.int(),
});
export const indexLine = z.strictObject({
  item: indexItem,
  isLeaf: z.boolean(),
  score: z.strictObject({ id, rev, ...indexScoreFields, verifiedByName: z.string().nullable() }).nullable(),
  /** Of a group: sums of what is below, of its own effect; `verified` is what is verified or surveyed. */
  sums: z.strictObject({ self: z.int(), verified: z.int(), max: z.int() }),
  remarks: z.array(indexRemark),
  offered: z.array(offeredAnswer),
  unsupported: z.boolean(),
});
export type IndexLine = z.infer<typeof indexLine>;

export const indexRank = z.strictObject({
  entryId: id,
  agencyId: id,
  agencyName: z.string(),
  total: z.int(),
  share: z.int(),
  rank: z.int(),
  grade: z.string().nullable(),
  provisional: z.boolean(),
  /** Rank and share of the year before in the same group; null where it was not ranked. */
  before: z.strictObject({ rank: z.int(), share: z.int(), year }).nullable(),
});

export const parIndex = {
  'indexSets.list': query({ input: z.strictObject({ year: year.optional() }), output: z.array(indexSet) }),
  'indexSets.get': query({
    input: byId,
    output: z.strictObject({ set: indexSet, items: z.array(indexItem), faults: z.array(indexSetFault) }),
  }),
  /** Empty, from another set (items keep their origin), or from the shipped starter of seven fields. */
  'indexSets.create': command({
    input: z.strictObject({
      year: indexSetFields.year,
      name: indexSetFields.name,
      groupName: indexSetFields.groupName,
      agencyKinds: indexSetFields.agencyKinds,
      from: z.union([z.strictObject({ setId: id }), z.literal('starter'), z.literal('empty')]),
    }),
    output: indexSet,
  }),
  'indexSets.update': command({ input: updateInput(indexSetFields), output: indexSet }),
  /** Out of the draft only without faults (WRONG_STATE, `detail.fault`); closed: every score stands and is frozen. */
  'indexSets.setStatus': command({
    input: z.strictObject({ id, rev, status: indexStatus }),
    output: indexSet,
  }),
  'indexSets.delete': command({ input: deleteInput, output: deleted }),
  'indexSets.export': query({ input: byId, output: z.strictObject({ file: renderedFile, rows: z.int() }) }),
  'indexSets.ranking': query({
    input: byId,
    output: z.strictObject({ set: indexSet, rows: z.array(indexRank), documents: z.array(document) }),
  }),
  'indexSets.exportRanking': query({
    input: byId,
    output: z.strictObject({ file: renderedFile, rows: z.int() }),
  }),
  /**
   * Two sets over the items that ask the same (copied, or matched by a person). `comparable`: share of each maximum
   * that they cover, in hundredths of a percent. Agencies that merged are gathered under their successor.
   */
  'indexSets.compare': query({
    input: z.strictObject({ setId: id, otherSetId: id }),
    output: z.strictObject({
      set: indexSet,
      other: indexSet,
      comparable: z.strictObject({ set: z.int(), other: z.int() }),
      pairs: z.array(
        z.strictObject({
          itemId: id,
          otherItemId: id,
          code: z.string(),
          otherCode: z.string(),
          text: z.string(),
          otherText: z.string(),
          by: z.enum(['copied', 'matched']),
          textDiffers: z.boolean(),
          /** False: copied, but asked or measured otherwise since; it counts when a person confirms it. */
          counted: z.boolean(),
        }),
      ),
      unmatched: z.array(indexItem),
      otherUnmatched: z.array(indexItem),
      rows: z.array(
        z.strictObject({
          agencyId: id,
          agencyName: z.string(),
          /** Over the comparable items; hundredths of a percent; null where it has no result in that set. */
          share: z.int().nullable(),
          otherShare: z.int().nullable(),
          /** Names of predecessors that the other year's figure is of. */
          gathered: z.array(z.string()),
        }),
      ),
    }),
  }),

  'indexItems.create': command({
    input: z.strictObject({
      indexSetId: id,
      ...indexItemFields,
      parentId: indexItemFields.parentId.default(null),
      method: indexMethod.default('self'),
      effect: indexEffect.default('points'),
      formula: indexItemFields.formula.default(null),
      evidenceRequired: z.boolean().default(true),
      evidence: indexItemFields.evidence.default(null),
      criterionCodes: indexItemFields.criterionCodes.default([]),
    }),
    output: indexItem,
  }),
  'indexItems.update': command({ input: updateInput(indexItemFields), output: indexItem }),
  'indexItems.move': command({
    input: z.strictObject({ id, rev, parentId: id.nullable(), ordinal: z.int().min(1) }),
    output: indexItem,
  }),
  'indexItems.delete': command({ input: deleteInput, output: deleted }),
  'indexMatches.set': command({
    input: z.strictObject({ itemId: id, otherItemId: id, matched: z.boolean() }),
    output: z.strictObject({ matched: z.boolean() }),
  }),

  'indexEntries.list': query({ input: z.strictObject({ indexSetId: id }), output: z.array(indexEntry) }),
  'indexEntries.add': command({
    input: z.strictObject({ indexSetId: id, agencyIds: z.array(id).min(1).max(2_000) }),
    output: z.strictObject({ added: z.int() }),
  }),
  'indexEntries.update': command({ input: updateInput(indexEntryFields), output: indexEntry }),
  'indexEntries.delete': command({ input: deleteInput, output: deleted }),
  'indexEntries.get': query({
    input: byId,
    output: z.strictObject({ set: indexSet, entry: indexEntry, lines: z.array(indexLine) }),
  }),
  /** Points above the item's maximum: VALIDATION at the field with its limit. `rev` null: nothing is there yet. */
  'indexScores.save': command({
    input: z.strictObject({
      entryId: id,
      itemId: id,
      rev: rev.nullable(),
      patch: z.strictObject(indexScoreFields).partial(),
    }),
    output: z.strictObject({ id, rev, totals: indexTotals }),
  }),
  /** What the agency claims is taken as verified, for these items or all that are not verified yet. */
  'indexScores.acceptSelf': command({
    input: z.strictObject({ entryId: id, itemIds: z.array(id).max(500).optional() }),
    output: z.strictObject({ accepted: z.int() }),
  }),
  'indexRemarks.add': command({
    input: z.strictObject({
      entryId: id,
      itemId: id,
      side: z.enum(['agency', 'appraiser']),
      saidOn: day,
      text: requiredText(8000),
    }),
    output: indexRemark,
  }),
  'indexRemarks.delete': command({ input: deleteInput, output: deleted }),
  /** The workbook of self-scores for one agency, or for all in one ZIP (import purpose `index_scores`). */
  'indexScores.form': query({ input: z.strictObject({ entryId: id }), output: renderedFile }),
  'indexScores.forms': query({
    input: z.strictObject({ indexSetId: id }),
    output: z.strictObject({ file: renderedFile, count: z.int() }),
  }),
  /** The grid of survey items by agencies, to be filled in (import purpose `index_survey`). */
  'indexScores.surveyForm': query({ input: z.strictObject({ indexSetId: id }), output: renderedFile }),
} as const;
