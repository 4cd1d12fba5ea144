/**
 * Whose keys are whose: the office's own, made once and sealed on this PC, and those of other offices that a person here
 * has compared by voice. On the screen nobody reads "key": it is the office's seal and its card.
 */
import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { id, instant, requiredText, rev, text } from './common.ts';
import { renderedFile } from './documents.ts';

export const officeRelation = z.enum(['above', 'below', 'other']);
export type OfficeRelation = z.infer<typeof officeRelation>;
const level = z.enum(['province', 'district', 'commune']);

export const passphrase = text(300);
/** Eight words; said over the telephone and compared. */
export const fingerprint = z.array(z.string()).length(8);

export const keyState = z.strictObject({
  /** `none`: not made yet; `locked`: the passphrase has to be given once in this run. */
  state: z.enum(['none', 'locked', 'open']),
  protection: z.enum(['os', 'passphrase']).nullable(),
  /** What this machine offers to seal with: its own store, or none that keeps a secret. */
  osStore: z.enum(['available', 'weak', 'none']),
  createdAt: instant.nullable(),
  fingerprint: fingerprint.nullable(),
  /** When the recovery sheet was made; null: never. */
  sheetMadeAt: instant.nullable(),
});
export type KeyState = z.infer<typeof keyState>;

export const trustedOffice = z.strictObject({
  id,
  rev,
  officeId: id,
  name: z.string(),
  level,
  relation: officeRelation,
  fingerprint,
  validFrom: instant,
  validTo: instant.nullable(),
  revokedAt: instant.nullable(),
  revokedReason: z.string().nullable(),
  confirmedByName: z.string(),
  confirmedAt: instant,
  /** Of several keys of one office: the one that is written to. */
  current: z.boolean(),
  /** Another office of this name is in the list: only the words tell them apart. */
  namesake: z.boolean(),
});
export type TrustedOffice = z.infer<typeof trustedOffice>;

export const cardFacts = z.strictObject({
  officeId: id,
  name: z.string(),
  level,
  fingerprint,
  madeAt: instant,
  /**
   * `new`: nobody here knows the office; `known`: this very card is confirmed; `renewed`: a new key, signed with the one
   * that is known; `different`: another key that the known one did not sign, which may be somebody else's; `own`: ours;
   * `revoked`.
   */
  standing: z.enum(['new', 'known', 'renewed', 'different', 'own', 'revoked']),
  /** What is proposed: from the levels of both offices. */
  relation: officeRelation,
  /** Another office of this name is in the list, or has it here. */
  namesake: z.boolean(),
});
export type CardFacts = z.infer<typeof cardFacts>;

/** A file that came in: uploaded, or lying on a place of `exchange.places`. */
export const fileSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('upload'), file: text(200), fileName: text(260) }),
  z.strictObject({ kind: z.literal('path'), path: text(1000) }),
]);
export type FileSource = z.infer<typeof fileSource>;

export const exchangeKeys = {
  'keys.state': query({ input: z.strictObject({}), output: keyState }),
  /**
   * Without a passphrase the machine's own store seals; where it has none: VALIDATION. At least 8 characters. DUPLICATE
   * where there are keys; with `anew` those that nobody can open any more (no passphrase, no sheet) are given up.
   */
  'keys.make': command({
    input: z.strictObject({ passphrase: passphrase.nullable(), anew: z.boolean().default(false) }),
    output: keyState,
  }),
  /** WRONG_PASSPHRASE. */
  'keys.unlock': command({ input: z.strictObject({ passphrase }), output: keyState }),
  'keys.lock': command({ input: z.strictObject({}), output: keyState }),
  /** New keys; the old ones sign the new card, open old packages still, and sign no more. */
  'keys.renew': command({ input: z.strictObject({ passphrase: passphrase.nullable() }), output: keyState }),
  /** The secrets on paper, with how to use them. KEYS_LOCKED. */
  'keys.recoverySheet': command({ input: z.strictObject({}), output: renderedFile }),
  /** Types the recovery sheet in, on a new PC. CARD_BROKEN where the letters do not hold. */
  'keys.recover': command({
    input: z.strictObject({ text: requiredText(2000), passphrase: passphrase.nullable() }),
    output: keyState,
  }),
  /** What other offices take into their list. */
  'keys.card': query({ input: z.strictObject({}), output: renderedFile }),

  'trust.list': query({ input: z.strictObject({}), output: z.array(trustedOffice) }),
  'trust.look': query({ input: z.strictObject({ source: fileSource }), output: cardFacts }),
  /** After the eight words were compared. */
  'trust.add': command({
    input: z.strictObject({
      source: fileSource,
      relation: officeRelation,
      /** The words as the person here read them off; other words: VALIDATION. */
      fingerprint,
    }),
    output: trustedOffice,
  }),
  'trust.update': command({
    input: z.strictObject({ id, rev, patch: z.strictObject({ relation: officeRelation }) }),
    output: trustedOffice,
  }),
  /** Packages of this key are refused from now on; what was merged stays. */
  'trust.revoke': command({
    input: z.strictObject({ id, rev, reason: requiredText(500) }),
    output: trustedOffice,
  }),
} as const;
