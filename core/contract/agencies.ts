/**
 * Agencies: an identity, and versions of its name through time. Lists show the version of a day. Who became whom is
 * a succession, many to many; figures are asked for as at the time, or gathered under the successors.
 */
import { z } from 'zod';
import { command, query } from './endpoint.ts';
import {
  agencyKind,
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
  updateInput,
} from './common.ts';
import { recommendationStatus } from './recommendations.ts';
import { taskFigures } from './tasks.ts';

export const agencyVersionFields = {
  name: requiredText(300),
  shortName: shortText.nullable(),
  abbreviation: text(60).nullable(),
  /** Địa danh printed in its documents. */
  placeName: text(120).nullable(),
  parentAgencyId: id.nullable(),
  validFrom: day.nullable(),
  validTo: day.nullable(),
};
export const agencyVersion = z.strictObject({ ...rowStamp, ...agencyVersionFields, agencyId: id });
export type AgencyVersion = z.infer<typeof agencyVersion>;

export const agencyFields = {
  kind: agencyKind,
  /** The source gives no name (printed by ordinal). */
  unnamed: z.boolean(),
  /** The unit of the catalogue that it stands for (a People's Committee) or sits in. */
  adminUnitId: id.nullable(),
  headName: text(120).nullable(),
  headPosition: shortText.nullable(),
  contactName: text(120).nullable(),
  contactPosition: shortText.nullable(),
  contactPhone: text(60).nullable(),
  contactEmail: text(200).nullable(),
  address: shortText.nullable(),
  note: text(4000).nullable(),
};
const contactDefaults = {
  adminUnitId: agencyFields.adminUnitId.default(null),
  headName: agencyFields.headName.default(null),
  headPosition: agencyFields.headPosition.default(null),
  contactName: agencyFields.contactName.default(null),
  contactPosition: agencyFields.contactPosition.default(null),
  contactPhone: agencyFields.contactPhone.default(null),
  contactEmail: agencyFields.contactEmail.default(null),
  address: agencyFields.address.default(null),
  note: agencyFields.note.default(null),
};

const named = z.strictObject({ id, name: z.string() });

/** The agency itself, whatever its name. */
export const agency = z.strictObject({ ...rowStamp, ...agencyFields, catalogueCode: z.string().nullable() });
export type Agency = z.infer<typeof agency>;

export const agencySort = z.enum(['name', 'kind', 'visits', 'open', 'last_visit']);
export type AgencySort = z.infer<typeof agencySort>;
export const agencyState = z.enum(['in_force', 'ended', 'all']);
export type AgencyState = z.infer<typeof agencyState>;

/** An agency with the version in force on the day asked for (the newest one where none was asked). */
export const agencyRow = z.strictObject({
  ...agency.shape,
  version: agencyVersion,
  parentName: z.string().nullable(),
  unitName: z.string().nullable(),
  /** Agencies whose version in force names this one as parent. */
  children: z.int(),
  /** No version is in force on the day asked for (or today) any more. */
  ended: z.boolean(),
  successors: z.array(named),
  /** Of its own, or with those of its predecessors where the list is asked by successor. */
  visits: z.int(),
  openRecommendations: z.int(),
  lastVisitOn: z.string().nullable(),
});
export type AgencyRow = z.infer<typeof agencyRow>;

/**
 * `at_the_time`: everything under the agency it concerned. `by_successor`: also what its predecessors left, through any
 * number of mergers and splits. An agency that only handed over a part is named, but nothing of it is gathered: nobody
 * can tell which of its visits concerned the part.
 */
export const agencyView = z.enum(['at_the_time', 'by_successor']);
export type AgencyView = z.infer<typeof agencyView>;

export const successionRelation = z.enum(['merge', 'split', 'transfer_part', 'abolish']);
export const succession = z.strictObject({
  ...rowStamp,
  predecessorId: id,
  predecessorName: z.string(),
  successorId: id.nullable(),
  successorName: z.string().nullable(),
  relation: successionRelation,
  effectiveOn: z.string(),
  legalDocumentId: id.nullable(),
  /** The legal document as it is cited, where it is not in the library. */
  legalText: z.string().nullable(),
  note: z.string().nullable(),
});
export type Succession = z.infer<typeof succession>;

export const agencyVisit = z.strictObject({
  visitId: id,
  planId: id,
  planTitle: z.string(),
  year: z.int().nullable(),
  startsOn: z.string().nullable(),
  status: z.string(),
  limitations: z.int(),
  recommendations: z.int(),
  /** Whose it was: the agency itself, or a predecessor by its name at that time. */
  agencyId: id,
  agencyName: z.string(),
  /** Whose round it was: an agency of ours may be inspected by others as well. */
  officeId: id,
});
export const agencyFinding = z.strictObject({
  id,
  planId: id,
  officeId: id,
  visitId: id.nullable(),
  year: z.int().nullable(),
  kind: z.enum(['strength', 'limitation']),
  domainKey: z.string(),
  domainName: z.string(),
  text: z.string(),
  agencyId: id,
  agencyName: z.string(),
});
export const agencyRecommendation = z.strictObject({
  id,
  rev,
  planId: id,
  officeId: id,
  year: z.int().nullable(),
  text: z.string(),
  dueOn: z.string().nullable(),
  status: recommendationStatus,
  overdue: z.boolean(),
  agencyId: id,
  agencyName: z.string(),
  /** Came from, or went to, another agency by a transfer. */
  transferredFrom: named.nullable(),
  transferredTo: z.array(named),
});
export type AgencyVisit = z.infer<typeof agencyVisit>;
export type AgencyFinding = z.infer<typeof agencyFinding>;
export type AgencyRecommendation = z.infer<typeof agencyRecommendation>;
/** Limitations by year and domain key: what comes back every year shows as a row without gaps. */
export const agencyYearFigures = z.strictObject({
  year: z.int(),
  visits: z.int(),
  strengths: z.int(),
  limitations: z.int(),
  recommendations: z.int(),
  open: z.int(),
  byDomain: z.array(z.strictObject({ domainKey: z.string(), limitations: z.int() })),
});
export type AgencyYearFigures = z.infer<typeof agencyYearFigures>;
export const agencyDetail = z.strictObject({
  ...agencyRow.shape,
  view: agencyView,
  versions: z.array(agencyVersion),
  predecessors: z.array(succession),
  successions: z.array(succession),
  childAgencies: z.array(z.strictObject({ id, name: z.string(), kind: agencyKind })),
  history: z.array(agencyVisit),
  findings: z.array(agencyFinding),
  recommendations: z.array(agencyRecommendation),
  years: z.array(agencyYearFigures),
  tasks: z.array(z.strictObject({ parPlanId: id, year: z.int(), title: z.string(), figures: taskFigures })),
});
export type AgencyDetail = z.infer<typeof agencyDetail>;

export const newAgency = z.strictObject({
  kind: agencyKind,
  unnamed: z.boolean().default(false),
  ...contactDefaults,
  version: z.strictObject(agencyVersionFields),
});

export const agencies = {
  'agencies.list': query({
    input: z.strictObject({
      text: text(200).optional(),
      kind: agencyKind.optional(),
      /** Whose rows; absent: of every office. */
      officeId: id.optional(),
      on: day.optional(),
      /** Null: those without a parent, where the hierarchy begins. */
      parentAgencyId: id.nullable().optional(),
      /**
       * Agencies without a version in force on the day (today, where none is asked for) are left out, alone shown, or
       * both. Absent: left out where a day is asked for, else both. What has not begun by the day is never shown on it.
       */
      state: agencyState.optional(),
      view: agencyView.default('at_the_time'),
      sort: agencySort.default('name'),
      descending: z.boolean().default(false),
      cursor,
      limit: pageLimit,
    }),
    output: page(agencyRow),
  }),
  'agencies.get': query({
    input: z.strictObject({ id, view: agencyView.default('at_the_time') }),
    output: agencyDetail,
  }),
  'agencies.create': command({ input: newAgency, output: agencyRow }),
  /** From the proposals of the catalogue: one change set, one undo. `unitCode` finds the unit in force. */
  'agencies.createMany': command({
    input: z.strictObject({
      items: z
        .array(
          z.strictObject({
            kind: agencyKind,
            name: requiredText(300),
            shortName: shortText.nullable(),
            abbreviation: text(60).nullable(),
            placeName: text(120).nullable(),
            unitCode: text(10).nullable(),
            validFrom: day.nullable(),
          }),
        )
        .min(1)
        .max(1000),
    }),
    output: z.strictObject({ created: z.int(), ids: z.array(id) }),
  }),
  'agencies.update': command({ input: updateInput(agencyFields), output: agencyRow }),
  /** Corrects a version; a new name from a day on is `agencies.rename`. */
  'agencies.updateVersion': command({
    input: z.strictObject({ id, rev, patch: z.strictObject(agencyVersionFields).partial() }),
    output: agencyVersion,
  }),
  /** Ends the version in force the day before `validFrom` and begins a new one. */
  'agencies.rename': command({
    input: z.strictObject({
      agencyId: id,
      rev,
      validFrom: day,
      version: z.strictObject(agencyVersionFields).omit({ validFrom: true, validTo: true }),
    }),
    output: agencyRow,
  }),
  'agencies.delete': command({ input: deleteInput, output: deleted }),

  'successions.list': query({
    input: z.strictObject({ agencyId: id.optional() }),
    output: z.array(succession),
  }),
  /**
   * Predecessors × successors from a day on, by a legal document. `merge`, `split` and `abolish` end the predecessors'
   * versions the day before; `transfer_part` ends nothing. `abolish` has no successor.
   */
  'successions.create': command({
    input: z.strictObject({
      predecessorIds: z.array(id).min(1).max(100),
      successorIds: z.array(id).max(100),
      relation: successionRelation,
      effectiveOn: day,
      legalDocumentId: id.nullable().default(null),
      legalText: text(1000).nullable().default(null),
      note: text(4000).nullable().default(null),
    }),
    output: z.array(succession),
  }),
  'successions.update': command({
    input: updateInput({
      effectiveOn: day,
      legalDocumentId: id.nullable(),
      legalText: text(1000).nullable(),
      note: text(4000).nullable(),
    }),
    output: succession,
  }),
  /** Takes the link away; the end of the predecessor's name stays, and is corrected at the version. */
  'successions.delete': command({ input: deleteInput, output: deleted }),
} as const;
