/** The installation: whose PC this is, who sits at it, first-run set-up, samples. */
import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { id, noInput, requiredText, rowStamp, shortText, text } from './common.ts';

export const officeLevel = z.enum(['province', 'district', 'commune']);
export const sampleName = z.enum(['hai-duong-2019', 'lai-vung-2022']);
export type SampleName = z.infer<typeof sampleName>;

export const officeFields = {
  name: requiredText(300),
  parentName: shortText.nullable(),
  level: officeLevel,
  placeName: text(120).nullable(),
  /** hòa (`old`) or hoà (`new`) in our own sentences; null leaves every text as it was typed. */
  toneMarks: z.enum(['old', 'new']).nullable(),
};
export const office = z.strictObject({ ...rowStamp, ...officeFields });
export type Office = z.infer<typeof office>;

/** What somebody does at the office; what each may do is one table (core/rules/permissions.ts). */
export const personRole = z.enum(['secretary', 'member', 'head', 'clerk', 'reader']);
export type PersonRole = z.infer<typeof personRole>;
export const personFields = {
  fullName: requiredText(120),
  position: shortText.nullable(),
  active: z.boolean(),
  role: personRole,
};
export const person = z.strictObject({ ...rowStamp, ...personFields, officeId: id });
export type Person = z.infer<typeof person>;

export const systemStatus = z.strictObject({
  version: z.string(),
  schemaVersion: z.int(),
  setUp: z.boolean(),
  readOnly: z.boolean(),
  office: office.nullable(),
  actingPerson: person.nullable(),
  /** Today by this PC's clock, Việt Nam time: an ISO day. */
  today: z.string(),
  /** True when the application can make PDF files here (Electron, or an installed browser). */
  pdf: z.boolean(),
  /** Where the data lives, for the person to read on the screen of this PC; null over HTTP from elsewhere. */
  dataFolder: z.string().nullable(),
});
export type SystemStatus = z.infer<typeof systemStatus>;

export const system = {
  'system.status': query({ input: noInput, output: systemStatus, beforeSetup: true }),
  'system.setUp': command({
    input: z.strictObject({
      office: z.strictObject({ ...officeFields, toneMarks: officeFields.toneMarks.default(null) }),
      person: z.strictObject({ fullName: requiredText(120), position: shortText.nullable() }),
    }),
    output: systemStatus,
    beforeSetup: true,
  }),
  'system.loadSample': command({
    input: z.strictObject({ name: sampleName, illustrative: z.boolean().default(false) }),
    output: z.strictObject({
      planId: id,
      name: sampleName,
      illustrative: z.boolean(),
      agencies: z.int(),
      findings: z.int(),
      recommendations: z.int(),
    }),
    beforeSetup: true,
  }),
  /** Every office whose rows stand here: this one, and those that have sent. */
  'offices.list': query({
    input: noInput,
    output: z.array(z.strictObject({ id, name: z.string(), level: officeLevel, isOwn: z.boolean() })),
  }),
  'offices.update': command({
    input: z.strictObject({ id, rev: z.int(), patch: z.strictObject(officeFields).partial() }),
    output: office,
  }),
  'persons.list': query({ input: noInput, output: z.array(person) }),
  'persons.create': command({
    input: z.strictObject({ ...personFields, role: personRole.default('secretary') }),
    output: person,
  }),
  'persons.update': command({
    input: z.strictObject({ id, rev: z.int(), patch: z.strictObject(personFields).partial() }),
    output: person,
  }),
  /** Stops long work at its next step; what it had begun to write is taken back whole. */
  'work.cancel': command({
    input: z.strictObject({ id: text(60) }),
    output: z.strictObject({ cancelled: z.boolean() }),
  }),
  /** Who sits at this PC from now on; later change sets bear this name. */
  'persons.act': command({ input: z.strictObject({ id }), output: systemStatus }),
} as const;
