/**
 * Registers (of dossiers, of incoming and outgoing documents) and the samples drawn from them. A register is kept as its
 * lines by digest; a sample copies the lines that it picks, so that it stands without the register. Same seed, same
 * register: same sample.
 */
import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { byId, day, deleted, deleteInput, id, requiredText, rowStamp, text, updateInput } from './common.ts';
import { renderedFile } from './documents.ts';

export const registerKinds = ['dossiers', 'incoming', 'outgoing'] as const;
export const registerKind = z.enum(registerKinds);
export type RegisterKind = (typeof registerKinds)[number];
export const lineState = z.enum(['resolved', 'pending', 'rejected', 'withdrawn', 'unknown']);
export const channel = z.enum(['direct', 'online', 'postal']);

export const register = z.strictObject({
  ...rowStamp,
  visitId: id,
  kind: registerKind,
  title: z.string(),
  periodFrom: z.string().nullable(),
  periodTo: z.string().nullable(),
  /** The day on which a pending line counts as overdue or not. */
  asOf: z.string().nullable(),
  fileName: z.string(),
  lines: z.int(),
  overdue: z.int(),
  rejected: z.int(),
  samples: z.int(),
});
export type Register = z.infer<typeof register>;

const lineFields = {
  code: text(120).nullable(),
  title: text(1000).nullable(),
  fieldName: text(300).nullable(),
  applicant: text(300).nullable(),
  receivedOn: day.nullable(),
  dueOn: day.nullable(),
  resolvedOn: day.nullable(),
  state: lineState,
  channelIn: channel.nullable(),
  channelOut: channel.nullable(),
};
export const registerLine = z.strictObject({ ...lineFields, rowNo: z.int(), overdue: z.boolean() });
export type RegisterLine = z.infer<typeof registerLine>;

/** Checks by kind, in the order of the sample sheet (process.md §6). */
export const sampleChecks = {
  dossiers: [
    'components',
    'receipt',
    'control_sheet',
    'on_time',
    'digitised',
    'apology',
    'payment',
    'software',
  ],
  incoming: ['registered', 'assigned', 'processed', 'on_time', 'closed'],
  outgoing: ['drafted', 'approved', 'signed', 'numbered', 'format', 'issued'],
} as const satisfies Record<RegisterKind, readonly string[]>;
export const checkResult = z.enum(['ok', 'fault', 'not_applicable']);
export type CheckResult = z.infer<typeof checkResult>;

export const sampleItemFields = {
  ...lineFields,
  /** By the keys of `sampleChecks` of the sample's kind; what is absent was not looked at yet. */
  checks: z.record(text(40), checkResult),
  note: text(2000).nullable(),
};
export const sampleItem = z.strictObject({
  ...rowStamp,
  ...sampleItemFields,
  sampleId: id,
  ordinal: z.int(),
  rowNo: z.int().nullable(),
  reason: z.enum(['random', 'overdue', 'rejected', 'by_hand']),
  /** null until every check is answered; then true where none is a fault. */
  passes: z.boolean().nullable(),
  overdue: z.boolean(),
});
export type SampleItem = z.infer<typeof sampleItem>;

export const sampleFields = { title: requiredText(300), note: text(4000).nullable() };
export const sample = z.strictObject({
  ...rowStamp,
  ...sampleFields,
  visitId: id,
  registerId: id.nullable(),
  kind: registerKind,
  seed: z.string().nullable(),
  size: z.int(),
  allOverdue: z.boolean(),
  allRejected: z.boolean(),
  population: z.int().nullable(),
  items: z.int(),
  checked: z.int(),
  passed: z.int(),
  /** Per check: looked at, at fault. */
  checks: z.array(z.strictObject({ key: z.string(), looked: z.int(), faults: z.int() })),
});
export type Sample = z.infer<typeof sample>;

export const samples = {
  'registers.list': query({ input: z.strictObject({ visitId: id }), output: z.array(register) }),
  'registers.lines': query({
    input: z.strictObject({
      id,
      only: z.enum(['all', 'overdue', 'rejected']).default('all'),
      from: z.int().min(0).default(0),
      limit: z.int().min(1).max(500).default(100),
    }),
    output: z.strictObject({ rows: z.array(registerLine), total: z.int() }),
  }),
  'registers.update': command({
    input: updateInput({
      title: requiredText(300),
      periodFrom: day.nullable(),
      periodTo: day.nullable(),
    }),
    output: register,
  }),
  'registers.delete': command({ input: deleteInput, output: deleted }),
  'samples.list': query({ input: z.strictObject({ visitId: id }), output: z.array(sample) }),
  'samples.get': query({ input: byId, output: z.strictObject({ sample, items: z.array(sampleItem) }) }),
  /** Draws: `size` at random by the seed, and all overdue and all rejected where asked. */
  'samples.draw': command({
    input: z.strictObject({
      registerId: id,
      size: z.int().min(0).max(2000),
      /** Empty: a new one is made and told. */
      seed: text(60).default(''),
      allOverdue: z.boolean().default(true),
      allRejected: z.boolean().default(true),
      /** Spread the random ones over the fields by their share. */
      byField: z.boolean().default(false),
      title: text(300).default(''),
    }),
    output: sample,
  }),
  /** An empty sample, for lines written by hand. */
  'samples.create': command({
    input: z.strictObject({ visitId: id, kind: registerKind, title: requiredText(300) }),
    output: sample,
  }),
  'samples.update': command({ input: updateInput(sampleFields), output: sample }),
  'samples.delete': command({ input: deleteInput, output: deleted }),
  'sampleItems.create': command({
    input: z.strictObject({
      sampleId: id,
      ...z.strictObject(sampleItemFields).partial().shape,
    }),
    output: sampleItem,
  }),
  'sampleItems.update': command({ input: updateInput(sampleItemFields), output: sampleItem }),
  /** Every check of these lines that was not looked at yet becomes `ok`. One change set. */
  'sampleItems.passAll': command({
    input: z.strictObject({ sampleId: id, ids: z.array(id).min(1).max(2000) }),
    output: z.strictObject({ changed: z.int() }),
  }),
  'sampleItems.delete': command({ input: deleteInput, output: deleted }),
  'samples.export': query({ input: byId, output: renderedFile }),
} as const;
