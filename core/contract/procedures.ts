/**
 * Administrative procedures (TTHC): the published list against what was found posted on the board, on the website and in
 * the national database. Days late are working days by the office's calendar.
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
  requiredText,
  rev,
  rowStamp,
  text,
  updateInput,
} from './common.ts';
import { renderedFile } from './documents.ts';

export const serviceLevels = ['muc_1', 'muc_2', 'muc_3', 'muc_4', 'mot_phan', 'toan_trinh'] as const;
export const postingPlaces = ['board', 'website', 'national_database'] as const;
export const postingPlace = z.enum(postingPlaces);
export type PostingPlace = (typeof postingPlaces)[number];

export const procedureListFields = {
  title: requiredText(300),
  /** Of one agency, of a kind of agency, or of neither (then it is chosen by hand). Never both. */
  agencyId: id.nullable(),
  agencyKind: agencyKind.nullable(),
  asOf: day.nullable(),
  note: text(4000).nullable(),
};
export const procedureList = z.strictObject({
  ...rowStamp,
  ...procedureListFields,
  agencyName: z.string().nullable(),
  procedures: z.int(),
});
export type ProcedureList = z.infer<typeof procedureList>;

export const procedureFields = {
  code: text(60).nullable(),
  name: requiredText(1000),
  fieldName: text(300).nullable(),
  level: z.enum(['province', 'district', 'commune']).nullable(),
  serviceLevel: z.enum(serviceLevels).nullable(),
  /** The decision that published it, as text: "2345/QĐ-UBND". */
  decision: text(120).nullable(),
  decisionOn: day.nullable(),
  effectiveOn: day.nullable(),
  abolishedOn: day.nullable(),
  replacesCode: text(60).nullable(),
};
export const procedure = z.strictObject({
  ...rowStamp,
  ...procedureFields,
  procedureListId: id,
  ordinal: z.int(),
});
export type Procedure = z.infer<typeof procedure>;

export const postingFields = {
  place: postingPlace,
  code: text(60).nullable(),
  name: requiredText(1000),
  decision: text(120).nullable(),
  postedOn: day.nullable(),
  /** What is wrong with its form or place; null where nothing is. */
  formFault: text(500).nullable(),
};
export const procedurePosting = z.strictObject({
  ...rowStamp,
  ...postingFields,
  visitId: id,
  ordinal: z.int(),
});
export type ProcedurePosting = z.infer<typeof procedurePosting>;

export const procedureCheckFields = {
  procedureListId: id.nullable(),
  /** The day of looking; null: the first day of the visit. */
  checkedOn: day.nullable(),
  /** Working days after taking effect within which a posting is in time. */
  lateAfter: z.int().min(0).max(365),
  /** Where somebody looked and nothing at all is posted: no posting tells that. */
  emptyPlaces: z.array(postingPlace).max(postingPlaces.length),
  note: text(4000).nullable(),
};

export const procedureProblem = z.enum(['missing', 'superseded', 'late', 'wrong_form', 'not_published']);
export type ProcedureProblem = z.infer<typeof procedureProblem>;
/** Why what is posted no longer holds. */
export const supersededReason = z.enum(['other_decision', 'replaced', 'abolished']);
export type SupersededReason = z.infer<typeof supersededReason>;
export const procedureResult = z.strictObject({
  place: postingPlace,
  problem: procedureProblem,
  /** The procedure in force that is concerned; null where none is (not in the list, abolished, posted besides). */
  procedureId: id.nullable(),
  postingId: id.nullable(),
  code: z.string().nullable(),
  name: z.string(),
  decision: z.string().nullable(),
  effectiveOn: z.string().nullable(),
  postedOn: z.string().nullable(),
  /** Working days late, where that is the problem and both days are known. */
  daysLate: z.int().nullable(),
  reason: supersededReason.nullable(),
  abolishedOn: z.string().nullable(),
  /** The decision, the code or the fault found instead. */
  detail: z.string().nullable(),
});
export type ProcedureResult = z.infer<typeof procedureResult>;
export const placeSummary = z.strictObject({
  place: postingPlace,
  /** False while nothing has been entered for the place: then nothing is said of it. */
  looked: z.boolean(),
  /** Published and in force on the day of looking. */
  published: z.int(),
  /** Of these posted, rightly or not; `published` is `posted` and `missing`. */
  posted: z.int(),
  /** Of these posted under the decision in force, as far as is known. */
  current: z.int(),
  /** Of these with a known day of posting and of effect: only of them it can be told whether they were late. */
  dated: z.int(),
  missing: z.int(),
  superseded: z.int(),
  late: z.int(),
  wrongForm: z.int(),
  notPublished: z.int(),
});
export type PlaceSummary = z.infer<typeof placeSummary>;

export const procedureComparison = z.strictObject({
  visitId: id,
  check: z.strictObject({ id: id.nullable(), rev: rev.nullable(), ...procedureCheckFields }),
  /** The list that is compared; null where none fits or none was chosen. */
  list: procedureList.nullable(),
  /** Lists that this agency may be held against, the likeliest first. */
  lists: z.array(procedureList),
  on: z.string().nullable(),
  places: z.array(placeSummary),
  results: z.array(procedureResult),
});
export type ProcedureComparison = z.infer<typeof procedureComparison>;

export const procedures = {
  'procedureLists.list': query({
    input: z.strictObject({ agencyId: id.optional() }),
    output: z.array(procedureList),
  }),
  'procedureLists.create': command({
    input: z.strictObject({
      ...procedureListFields,
      asOf: procedureListFields.asOf.default(null),
      note: procedureListFields.note.default(null),
      agencyKind: procedureListFields.agencyKind.default(null),
      agencyId: procedureListFields.agencyId.default(null),
    }),
    output: procedureList,
  }),
  'procedureLists.update': command({ input: updateInput(procedureListFields), output: procedureList }),
  'procedureLists.delete': command({ input: deleteInput, output: deleted }),
  'procedures.list': query({ input: z.strictObject({ procedureListId: id }), output: z.array(procedure) }),
  'procedures.create': command({
    input: z.strictObject({
      procedureListId: id,
      name: procedureFields.name,
      ...z.strictObject(procedureFields).omit({ name: true }).partial().shape,
    }),
    output: procedure,
  }),
  'procedures.update': command({ input: updateInput(procedureFields), output: procedure }),
  'procedures.delete': command({ input: deleteInput, output: deleted }),
  'postings.list': query({
    input: z.strictObject({ visitId: id, place: postingPlace.optional() }),
    output: z.array(procedurePosting),
  }),
  'postings.create': command({
    input: z.strictObject({
      visitId: id,
      place: postingFields.place,
      name: postingFields.name,
      ...z.strictObject(postingFields).omit({ place: true, name: true }).partial().shape,
    }),
    output: procedurePosting,
  }),
  /** Ticks off the board by hand: every procedure of the list as posted, but those named. One change set. */
  'postings.tickAll': command({
    input: z.strictObject({ visitId: id, place: postingPlace, exceptIds: z.array(id).max(5000).default([]) }),
    output: z.strictObject({ created: z.int() }),
  }),
  /** One procedure of the list found or not found posted. */
  'postings.tick': command({
    input: z.strictObject({ visitId: id, place: postingPlace, procedureId: id, posted: z.boolean() }),
    output: z.strictObject({ postingId: id.nullable() }),
  }),
  'postings.update': command({ input: updateInput(postingFields), output: procedurePosting }),
  'postings.delete': command({ input: deleteInput, output: deleted }),
  'postings.clear': command({
    input: z.strictObject({ visitId: id, place: postingPlace }),
    output: z.strictObject({ removed: z.int() }),
  }),
  'procedureChecks.get': query({ input: z.strictObject({ visitId: id }), output: procedureComparison }),
  'procedureChecks.save': command({
    input: z.strictObject({
      visitId: id,
      rev: rev.nullable(),
      patch: z.strictObject(procedureCheckFields).partial(),
    }),
    output: procedureComparison,
  }),
  /** The list of problems as a workbook. */
  'procedureChecks.export': query({ input: z.strictObject({ visitId: id }), output: renderedFile }),
  'procedureLists.get': query({ input: byId, output: procedureList }),
} as const;
