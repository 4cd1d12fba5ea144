/**
 * What becomes of a recommendation: started, reported on by the agency, returned or verified with its proof, extended,
 * carried over, transferred, no longer applicable. Overdue is computed for the day that is asked for, never stored.
 */
import { z } from 'zod';
import { command, query } from './endpoint.ts';
import {
  agencyKinds,
  cursor,
  day,
  deleted,
  deleteInput,
  id,
  page,
  pageLimit,
  requiredText,
  rev,
  rowStamp,
  shortText,
  text,
} from './common.ts';
import { document, renderedFile } from './documents.ts';
import { agencyScope, listFormat } from './lists.ts';
import { recommendation, recommendationStatus } from './recommendations.ts';

export const dueState = z.enum(['overdue', 'due_7', 'due_30', 'later', 'no_day', 'settled']);
export type DueState = z.infer<typeof dueState>;

/** `settled`: verified, no longer applicable, transferred. `unsupported`: reported as done without any proof. */
export const remediationFilter = z.strictObject({
  text: text(200).optional(),
  planId: id.optional(),
  /** Of the round. */
  year: z.int().optional(),
  officeId: id.optional(),
  ...agencyScope,
  /** Of the agency; `none`: of what names no agency. */
  kind: z.enum([...agencyKinds, 'none']).optional(),
  /** Only what names no agency. */
  unnamed: z.boolean().optional(),
  /** About these findings. */
  findingIds: z.array(id).max(200).optional(),
  /** What this figure of a periodic report counts. */
  ofReport: z.strictObject({ reportId: id, figure: text(60) }).optional(),
  domainKey: text(60).optional(),
  status: z.array(recommendationStatus).max(7).optional(),
  /** Everything that is not settled, or everything that is. */
  settled: z.boolean().optional(),
  due: dueState.optional(),
  /** Due within these days, both included. */
  dueFrom: day.optional(),
  dueTo: day.optional(),
  unsupported: z.boolean().optional(),
  /** Its limitation was pointed out before. */
  repeated: z.boolean().optional(),
  today: day,
});
export type RemediationFilter = z.infer<typeof remediationFilter>;
export const remediationSort = z.enum(['due', 'agency', 'domain', 'status', 'plan', 'updated']);

export const remediationRow = z.strictObject({
  ...recommendation.shape,
  officeId: id,
  planTitle: z.string(),
  year: z.int().nullable(),
  illustrative: z.boolean(),
  agencyName: z.string().nullable(),
  domainKey: z.string().nullable(),
  domainName: z.string().nullable(),
  dueState,
  /** Days after the due day; null unless overdue. */
  overdueDays: z.int().nullable(),
  unsupported: z.boolean(),
  repeated: z.boolean(),
  proofs: z.int(),
  extensions: z.int(),
  reminders: z.int(),
  lastRemindedOn: z.string().nullable(),
  reportedOn: z.string().nullable(),
  verifiedOn: z.string().nullable(),
  updatedAt: z.int(),
});
export type RemediationRow = z.infer<typeof remediationRow>;

export const recommendationEventKind = z.enum([
  'started',
  'reported',
  'returned',
  'verified',
  'reopened',
  'closed',
  'extended',
  'carried_over',
  'transferred',
  'reminded',
]);
export const recommendationEvent = z.strictObject({
  ...rowStamp,
  recommendationId: id,
  kind: recommendationEventKind,
  happenedOn: z.string(),
  fromStatus: recommendationStatus,
  toStatus: recommendationStatus,
  dueBefore: z.string().nullable(),
  dueAfter: z.string().nullable(),
  toPlanId: id.nullable(),
  toPlanTitle: z.string().nullable(),
  documentId: id.nullable(),
  /** How the document is cited, whichever holds it. */
  documentText: z.string().nullable(),
  remediationPaperId: id.nullable(),
  note: z.string().nullable(),
  personName: z.string(),
});
export type RecommendationEvent = z.infer<typeof recommendationEvent>;

export const remediationProof = z.strictObject({
  ...rowStamp,
  recommendationId: id,
  evidenceId: id.nullable(),
  fileName: z.string().nullable(),
  documentName: z.string().nullable(),
  provedOn: z.string(),
  note: z.string().nullable(),
  personName: z.string(),
});
export type RemediationProof = z.infer<typeof remediationProof>;

export const remediationPaperKind = z.enum(['plan', 'report']);
/** `early`: nothing was due yet. `unknown`: no due day is known. */
export const paperState = z.enum(['on_time', 'late', 'waiting', 'missing', 'unknown']);
export const remediationPaperFields = {
  kind: remediationPaperKind,
  number: text(60).nullable(),
  symbol: text(60).nullable(),
  documentDate: day.nullable(),
  arrivedOn: day.nullable(),
  note: text(4000).nullable(),
};
export const entryResult = z.enum(['done', 'partly', 'not_done']);
export const remediationEntryFields = {
  /** What the agency says it has done, or will do. */
  text: text(8000).nullable(),
  /** Of a report. */
  result: entryResult.nullable(),
  doneOn: day.nullable(),
  /** Of a plan: the day the agency promises. */
  promisedOn: day.nullable(),
  /** Documents that the agency names as proof. */
  evidence: text(4000).nullable(),
};
export const remediationEntry = z.strictObject({
  ...rowStamp,
  ...remediationEntryFields,
  remediationPaperId: id,
  recommendationId: id,
});
export type RemediationEntry = z.infer<typeof remediationEntry>;
export const remediationPaper = z.strictObject({
  ...rowStamp,
  ...remediationPaperFields,
  planId: id,
  agencyId: id,
  agencyName: z.string(),
  planTitle: z.string(),
  /** The last due day of what it answers; null where none is known. */
  dueOn: z.string().nullable(),
  state: paperState,
  enteredByName: z.string(),
  entries: z.array(remediationEntry),
});
export type RemediationPaper = z.infer<typeof remediationPaper>;

export const remediationAct = z.enum([
  'start',
  'report',
  'return',
  'verify',
  'reopen',
  'close',
  'extend',
  'carryOver',
  'transfer',
]);
export type RemediationAct = z.infer<typeof remediationAct>;
/** Why an act is not possible now. */
export const remediationFault = z.enum([
  'state', // not from this state
  'no_proof',
  'proof_later', // every proof is of a later day
  'same_person', // whoever entered the report may not verify it where the office has two people
  'other_office',
  'no_agency',
  'no_heir', // the agency has not ended
  'no_report',
]);
export type RemediationFault = z.infer<typeof remediationFault>;

/** Per agency of a round: what it owes, and whether its two papers have come. */
export const agencyRemediation = z.strictObject({
  planId: id,
  planTitle: z.string(),
  illustrative: z.boolean(),
  visitId: id.nullable(),
  agencyId: id,
  agencyName: z.string(),
  total: z.int(),
  open: z.int(),
  overdue: z.int(),
  reported: z.int(),
  verified: z.int(),
  /** Days since the oldest overdue day. */
  oldestOverdueDays: z.int().nullable(),
  plan: z.strictObject({ id: id.nullable(), state: paperState, arrivedOn: z.string().nullable() }),
  report: z.strictObject({
    id: id.nullable(),
    state: paperState,
    arrivedOn: z.string().nullable(),
    dueOn: z.string().nullable(),
  }),
  reminders: z.int(),
  lastRemindedOn: z.string().nullable(),
});
export type AgencyRemediation = z.infer<typeof agencyRemediation>;

const items = z.array(z.strictObject({ id, rev })).min(1).max(1_000);
/** A document of ours, or one that is only cited. One of the two. */
const citedDocument = {
  documentId: id.nullable().default(null),
  documentText: text(1000).nullable().default(null),
};
const note = text(4000).nullable().default(null);
const moved = z.array(recommendation);

const counts = z.strictObject({
  total: z.int(),
  byStatus: z.record(recommendationStatus, z.int()),
  overdue: z.int(),
  due7: z.int(),
  due30: z.int(),
  noDay: z.int(),
  unsupported: z.int(),
  repeated: z.int(),
});
export type RemediationCounts = z.infer<typeof counts>;

export const remediation = {
  'remediation.list': query({
    input: z.strictObject({
      ...remediationFilter.shape,
      sort: remediationSort.default('due'),
      descending: z.boolean().default(false),
      cursor,
      limit: pageLimit,
    }),
    output: page(remediationRow),
  }),
  /** For the badges: `status`, `settled`, `due`, `unsupported` and `repeated` of the filter do not count here. */
  'remediation.counts': query({ input: remediationFilter, output: counts }),
  /** Days of a month or more with what falls due on them and is not settled. */
  'remediation.calendar': query({
    input: z.strictObject({ ...remediationFilter.shape, from: day, to: day }),
    output: z.array(z.strictObject({ day: z.string(), due: z.int(), overdue: z.int() })),
  }),
  /** Overdue ones by how long. */
  'remediation.ageing': query({
    input: remediationFilter,
    output: z.array(
      z.strictObject({ fromDays: z.int(), toDays: z.int().nullable(), count: z.int(), agencies: z.int() }),
    ),
  }),
  'remediation.agencies': query({ input: remediationFilter, output: z.array(agencyRemediation) }),
  'remediation.get': query({
    input: z.strictObject({ id, today: day }),
    output: z.strictObject({
      row: remediationRow,
      findingText: z.string().nullable(),
      /** What the plan's rule gives: days after the notice; null without notice or rule. */
      ruleDueOn: z.string().nullable(),
      /** As it was before the first extension. */
      firstDueOn: z.string().nullable(),
      events: z.array(recommendationEvent),
      proofs: z.array(remediationProof),
      entries: z.array(
        z.strictObject({ ...remediationEntry.shape, paper: remediationPaper.omit({ entries: true }) }),
      ),
      /** What may be done with it by the person who sits here. */
      acts: z.array(z.strictObject({ act: remediationAct, fault: remediationFault.nullable() })),
    }),
  }),
  /** As the filter shows it, however long. */
  'remediation.export': query({
    input: z.strictObject({
      filter: remediationFilter,
      sort: remediationSort.default('due'),
      format: listFormat,
    }),
    output: z.strictObject({ file: renderedFile, rows: z.int() }),
  }),

  'remediation.start': command({ input: z.strictObject({ items, on: day, note }), output: moved }),
  /** What the team saw or heard itself, without a paper of the agency. */
  'remediation.report': command({
    input: z.strictObject({ items, on: day, note: requiredText(4000) }),
    output: moved,
  }),
  'remediation.return': command({
    input: z.strictObject({ items, on: day, reason: requiredText(4000) }),
    output: moved,
  }),
  /** WRONG_STATE with `detail.fault` (remediationFault) and `detail.id` of the first that may not be verified. */
  'remediation.verify': command({ input: z.strictObject({ items, on: day, note }), output: moved }),
  'remediation.reopen': command({
    input: z.strictObject({ id, rev, on: day, reason: requiredText(4000) }),
    output: recommendation,
  }),
  /** No longer applicable, by a document. */
  'remediation.close': command({
    input: z.strictObject({ items, on: day, ...citedDocument, reason: requiredText(4000) }),
    output: moved,
  }),
  'remediation.extend': command({
    input: z.strictObject({ items, on: day, dueOn: day, ...citedDocument, note }),
    output: moved,
  }),
  'remediation.carryOver': command({
    input: z.strictObject({ items, on: day, toPlanId: id, ...citedDocument, note }),
    output: moved,
  }),
  /**
   * A reminder for every agency with something overdue on the day: of one round, of these agencies, or of all. The
   * letter's level follows from the reminders that were issued before. What has an open reminder gets none.
   */
  'remediation.remind': command({
    input: z.strictObject({
      planId: id.optional(),
      agencyIds: z.array(id).max(1_000).optional(),
      today: day,
    }),
    output: z.array(document),
  }),
  /** Visits that look at what was remedied: into a round of their own, or into one that is there. */
  'remediation.planFollowUp': command({
    input: z.strictObject({
      agencyIds: z.array(id).min(1).max(500),
      target: z.union([
        z.strictObject({ planId: id }),
        z.strictObject({ title: requiredText(500), year: z.int(), copySettingsFrom: id }),
      ]),
    }),
    output: z.strictObject({ planId: id, visitIds: z.array(id), leftOut: z.array(shortText) }),
  }),

  'remediationPapers.list': query({
    input: z.strictObject({ planId: id.optional(), agencyId: id.optional(), today: day }),
    output: z.array(remediationPaper),
  }),
  /**
   * Enters what the agency sent. A plan moves open ones to in progress, a report moves what it calls done to reported.
   * An entry for something settled is refused: VALIDATION at `entries.n.recommendationId`, WRONG_STATE.
   */
  'remediationPapers.create': command({
    input: z.strictObject({
      planId: id,
      agencyId: id,
      ...remediationPaperFields,
      entries: z.array(z.strictObject({ recommendationId: id, ...remediationEntryFields })).max(1_000),
      today: day,
    }),
    output: remediationPaper,
  }),
  'remediationPapers.update': command({
    input: z.strictObject({
      id,
      rev,
      patch: z.strictObject(remediationPaperFields).omit({ kind: true }).partial(),
      today: day,
    }),
    output: remediationPaper,
  }),
  /** `rev` null: the paper says nothing of this recommendation yet. */
  'remediationPapers.saveEntry': command({
    input: z.strictObject({
      remediationPaperId: id,
      recommendationId: id,
      rev: rev.nullable(),
      patch: z.strictObject(remediationEntryFields).partial(),
    }),
    output: remediationEntry,
  }),
  /** Only while nothing that it reported has been verified. */
  'remediationPapers.delete': command({ input: deleteInput, output: deleted }),
  /** The workbook that goes out with the notice and comes back filled in (import purpose `remediation`). */
  'remediationPapers.form': query({
    input: z.strictObject({ planId: id, agencyId: id, kind: remediationPaperKind }),
    output: renderedFile,
  }),
  'remediationPapers.forms': query({
    input: z.strictObject({ planId: id, kind: remediationPaperKind }),
    output: z.strictObject({ file: renderedFile, count: z.int() }),
  }),

  'proofs.add': command({
    input: z.strictObject({
      recommendationId: id,
      evidenceId: id.nullable().default(null),
      documentName: text(1000).nullable().default(null),
      provedOn: day,
      note,
    }),
    output: remediationProof,
  }),
  /** The last one of something verified stays. */
  'proofs.delete': command({ input: deleteInput, output: deleted }),
} as const;
