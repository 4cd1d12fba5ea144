/**
 * The secrets of an office as letters on paper: 33 groups of five, typed in on a new PC. The fifth letter of each group
 * checks the four before it and their place, and the last group checks the whole, so a slip is found where it is.
 */
import { blake2b } from '@noble/hashes/blake2.js';
import { AppError } from '../../contract/error.ts';
import { ageSecretOf, makeAgeKeys } from './age-keys.ts';
import { fromHex, regroup, toHex } from './codes.ts';
import { makeKeys } from './minisign.ts';
import type { OwnSecrets } from './types.ts';

/** No I, L, O, U: they are read as 1, 1, 0 and V. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const DATA_GROUPS = 32;
const GROUPS = DATA_GROUPS + 1;

function digestOf(bytes: Uint8Array): number[] {
  const digest = blake2b(bytes, { dkLen: 3, key: new TextEncoder().encode('cchc recovery 1') });
  return (regroup(digest, 8, 5, true) ?? []).slice(0, 4);
}

/** The product in the field of 32 elements. */
function times(left: number, right: number): number {
  let product = 0;
  for (let bit = 4; bit >= 0; bit--) {
    product = product & 16 ? (product << 1) ^ 0x25 : product << 1;
    if ((right >> bit) & 1) product ^= left;
  }
  return product;
}

/** Finds every single wrong letter, every swap of two, and a group in another's place. */
function checkOf(words: readonly number[], group: number): number {
  return words.reduce((sum, word, place) => sum ^ times(word, [1, 2, 4, 8][place]!), times(group & 31, 16));
}

/** Groups in the order in which they are printed. */
export function makeRecoveryText(
  secrets: Pick<OwnSecrets, 'officeId' | 'signSeed' | 'ageIdentity'>,
): readonly string[] {
  const office = fromHex(secrets.officeId.replaceAll('-', ''));
  const age = ageSecretOf(secrets.ageIdentity);
  if (office?.length !== 16 || secrets.signSeed.length !== 32 || age === null) {
    throw new RangeError('These are no secrets of an office');
  }
  const bytes = Uint8Array.from([...office, ...secrets.signSeed, ...age]);
  const words = [...(regroup(bytes, 8, 5, true) ?? []), ...digestOf(bytes)];
  return Array.from({ length: GROUPS }, (_, group) => {
    const four = words.slice(group * 4, group * 4 + 4);
    return [...four, checkOf(four, group)].map((word) => LETTERS[word]).join('');
  });
}

export type RecoveredSecrets = Omit<OwnSecrets, 'keyId'>;

/** CARD_BROKEN; `detail.groups` names the groups that are wrong, from 1. White space and dashes do not count. */
export function readRecoveryText(text: string): RecoveredSecrets {
  const broken = (groups: readonly number[]) => new AppError('CARD_BROKEN', { detail: { groups } });
  const letters = text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s.,;:_-]/g, '')
    .replaceAll(/[IL]/g, '1')
    .replaceAll('O', '0')
    .replaceAll('U', 'V');
  const found = [...letters].map((letter) => LETTERS.indexOf(letter));
  const wrong: number[] = [];
  const words: number[] = [];
  for (let group = 0; group < GROUPS; group++) {
    const five = found.slice(group * 5, group * 5 + 5);
    const four = five.slice(0, 4);
    if (five.length < 5 || five.includes(-1) || checkOf(four, group) !== five[4]) wrong.push(group + 1);
    words.push(...four);
  }
  if (wrong.length > 0 || found.length !== GROUPS * 5) throw broken(wrong);
  const bytes = Uint8Array.from(regroup(words.slice(0, DATA_GROUPS * 4), 5, 8, false) ?? []);
  if (digestOf(bytes).some((word, place) => word !== words[DATA_GROUPS * 4 + place])) throw broken([]);
  const office = toHex(bytes.subarray(0, 16));
  const cuts = [0, 8, 12, 16, 20, 32];
  return {
    officeId: cuts
      .slice(0, -1)
      .map((cut, index) => office.slice(cut, cuts[index + 1]))
      .join('-'),
    ...makeKeys(bytes.subarray(16, 48)),
    ...makeAgeKeys(bytes.subarray(48, 80)),
  };
}
