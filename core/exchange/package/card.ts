/**
 * The card of an office (.cchck): its name and public keys on one line of JSON, signed by itself and, after a renewal, by
 * the keys that it had before. A text file that can be read by eye.
 */
import { z } from 'zod';
import { AppError } from '../../contract/error.ts';
import { id, instant } from '../../contract/common.ts';
import { canonicalJson } from '../canonical-json.ts';
import { isAgeRecipient } from './age-keys.ts';
import { isSignPublic, makeKeys, sign, type SignKeys, UNTRUSTED_COMMENT, verify } from './minisign.ts';
import { ageRecipient, signPublic } from './types.ts';

export const CARD_PROFILE = 'kiem-tra-cchc.card';
export const CARD_VERSION = 1;
/** No card is longer. */
export const CARD_LIMIT = 64 * 1024;
const PREVIOUS_LIMIT = 20;

const cardShape = z.strictObject({
  profile: z.literal(CARD_PROFILE),
  version: z.literal(CARD_VERSION),
  officeId: id,
  name: z.string().min(1).max(300),
  level: z.enum(['province', 'district', 'commune']),
  signPublic: signPublic.refine(isSignPublic),
  ageRecipient: ageRecipient.refine(isAgeRecipient),
  madeAt: instant.min(0).max(8.64e15),
  /** Keys that the office had before and that sign this card too, the latest first. */
  previous: z.array(signPublic.refine(isSignPublic)).max(PREVIOUS_LIMIT),
});
export type Card = Readonly<z.infer<typeof cardShape>>;

export interface NewCard {
  readonly officeId: string;
  readonly name: string;
  readonly level: Card['level'];
  readonly ageRecipient: string;
  readonly madeAt: number;
  readonly signSeed: Uint8Array;
  /** Seeds of the keys before, the latest first. */
  readonly previousSeeds: readonly Uint8Array[];
}

function comment(card: Card, signer: string): string {
  return `card; office=${card.officeId}; key=${signer}`;
}

export function cardText(input: NewCard): string {
  const keys = [input.signSeed, ...input.previousSeeds]
    .slice(0, PREVIOUS_LIMIT + 1)
    .map((seed) => makeKeys(seed));
  const [own, ...previous] = keys as [SignKeys, ...SignKeys[]];
  const card = cardShape.parse({
    profile: CARD_PROFILE,
    version: CARD_VERSION,
    officeId: input.officeId,
    name: input.name.toWellFormed().normalize('NFC'),
    level: input.level,
    signPublic: own.signPublic,
    ageRecipient: input.ageRecipient,
    madeAt: input.madeAt,
    previous: previous.map((one) => one.signPublic),
  });
  const line = `${canonicalJson(card)}\n`;
  const bytes = new TextEncoder().encode(line);
  return line + keys.map((one) => sign(one.signSeed, bytes, comment(card, one.signPublic))).join('');
}

/** CARD_BROKEN where a letter is other than the office signed it. Whether to trust it is for a person to say. */
export function readCard(text: string): Card {
  const broken = (reason: string) => new AppError('CARD_BROKEN', { cause: new Error(reason) });
  if (text.length > CARD_LIMIT) throw broken('length');
  const end = text.indexOf('\n') + 1;
  const line = text.slice(0, end);
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw broken('no JSON');
  }
  const parsed = cardShape.safeParse(value);
  if (!parsed.success) throw broken('shape');
  const card = parsed.data;
  if (`${canonicalJson(card)}\n` !== line || card.name.toWellFormed().normalize('NFC') !== card.name) {
    throw broken('form');
  }
  const signers = [card.signPublic, ...card.previous];
  if (new Set(signers).size !== signers.length) throw broken('a key twice');
  const lines = text.slice(end).split('\n');
  if (lines.length !== signers.length * 4 + 1 || lines.at(-1) !== '') throw broken('signatures');
  const bytes = new TextEncoder().encode(line);
  for (const [index, signer] of signers.entries()) {
    const block = lines.slice(index * 4, index * 4 + 4);
    const checked = verify(signer, bytes, `${block.join('\n')}\n`);
    if (block[0] !== UNTRUSTED_COMMENT || checked?.trustedComment !== comment(card, signer))
      throw broken('signature');
  }
  return card;
}
