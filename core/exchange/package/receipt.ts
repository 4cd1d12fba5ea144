/**
 * The answer to a package (.cchcr): what the receiver did with it, signed. A zip of the one form with receipt.json and its
 * signature.
 */
import { z } from 'zod';
import { AppError } from '../../contract/error.ts';
import { id, instant } from '../../contract/common.ts';
import { packageProblem } from '../../contract/exchange.ts';
import { canonicalJson } from '../canonical-json.ts';
import { isSignPublic, sign, UNTRUSTED_COMMENT, verify } from './minisign.ts';
import { hash512, type OwnSecrets, signPublic } from './types.ts';
import { readSmallZip, smallZip } from './zip-form.ts';

export const RECEIPT_PROFILE = 'kiem-tra-cchc.receipt';
export const RECEIPT_VERSION = 1;
/** No receipt is longer. */
export const RECEIPT_LIMIT = 1024 * 1024;

const count = z.int().min(0);
export const receiptShape = z.strictObject({
  profile: z.literal(RECEIPT_PROFILE),
  version: z.literal(RECEIPT_VERSION),
  /** sha512 of the package's tag manifest. */
  packageHash: hash512,
  bagId: id,
  stream: id,
  seq: z.int().min(1),
  senderOfficeId: id,
  receiver: z.strictObject({
    officeId: id,
    name: z.string().min(1).max(300),
    signPublic: signPublic.refine(isSignPublic),
  }),
  at: instant.min(0).max(8.64e15),
  outcome: z.enum(['merged', 'held', 'refused']),
  counts: z.strictObject({ added: count, changed: count, deleted: count, same: count, held: count }),
  problems: z.array(packageProblem).max(100),
});
export type Receipt = Readonly<z.infer<typeof receiptShape>>;
export type NewReceipt = Omit<Receipt, 'profile' | 'version' | 'receiver'> & {
  readonly receiver: { readonly name: string };
};

const NAMES = ['receipt.json', 'receipt.json.minisig'] as const;

function comment(receipt: Receipt): string {
  return `receipt; office=${receipt.receiver.officeId}; package=${receipt.packageHash}; outcome=${receipt.outcome}`;
}

/** Signed by the office whose secrets these are. */
export function writeReceipt(input: NewReceipt, secrets: OwnSecrets): Uint8Array {
  const receipt = receiptShape.parse({
    ...input,
    profile: RECEIPT_PROFILE,
    version: RECEIPT_VERSION,
    receiver: {
      officeId: secrets.officeId,
      name: input.receiver.name.toWellFormed().normalize('NFC'),
      signPublic: secrets.signPublic,
    },
  });
  const bytes = new TextEncoder().encode(`${canonicalJson(receipt)}\n`);
  const signature = new TextEncoder().encode(sign(secrets.signSeed, bytes, comment(receipt)));
  return smallZip([
    { name: NAMES[0], bytes },
    { name: NAMES[1], bytes: signature },
  ]);
}

export interface ReadReceipt {
  readonly receipt: Receipt;
  /** The key whose signature holds; whether it is the receiver's is for the caller to know. */
  readonly signedBy: string;
}

/** RECEIPT_NOT where a byte is other than it was signed. */
export function readReceipt(file: Uint8Array): ReadReceipt {
  const not = (reason: string) => new AppError('RECEIPT_NOT', { cause: new Error(reason) });
  if (file.length > RECEIPT_LIMIT) throw not('length');
  const parts = readSmallZip(file, NAMES);
  if (parts === null) throw not('form');
  const [bytes, signatureBytes] = parts as [Uint8Array, Uint8Array];
  let text: string;
  let signature: string;
  let value: unknown;
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    text = decoder.decode(bytes);
    signature = decoder.decode(signatureBytes);
    value = JSON.parse(text);
  } catch {
    throw not('no JSON');
  }
  const parsed = receiptShape.safeParse(value);
  if (!parsed.success) throw not('shape');
  const receipt = parsed.data;
  if (`${canonicalJson(receipt)}\n` !== text) throw not('text');
  const checked = verify(receipt.receiver.signPublic, bytes, signature);
  if (checked?.trustedComment !== comment(receipt) || !signature.startsWith(`${UNTRUSTED_COMMENT}\n`)) {
    throw not('signature');
  }
  return { receipt, signedBy: receipt.receiver.signPublic };
}
