/** The keys that age files are sealed for (X25519), made of 32 random bytes that the caller gives. */
import { x25519 } from '@noble/curves/ed25519.js';
import { fromBech32, toBech32 } from './codes.ts';

export interface AgeKeys {
  readonly ageIdentity: string;
  readonly ageRecipient: string;
}

const SECRET = 'age-secret-key-';

export function makeAgeKeys(random: Uint8Array): AgeKeys {
  if (random.length !== 32) throw new RangeError('An age identity is 32 bytes');
  return {
    ageIdentity: toBech32(SECRET, random).toUpperCase(),
    ageRecipient: toBech32('age', x25519.getPublicKey(random)),
  };
}

/** The 32 bytes of an "AGE-SECRET-KEY-1…"; null where it is none. */
export function ageSecretOf(identity: string): Uint8Array | null {
  if (identity !== identity.toUpperCase()) return null;
  const bytes = fromBech32(SECRET, identity.toLowerCase());
  return bytes?.length === 32 ? bytes : null;
}

export function isAgeRecipient(text: string): boolean {
  return fromBech32('age', text)?.length === 32;
}
