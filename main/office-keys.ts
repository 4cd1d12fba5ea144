/** How the keys of an office come about: the pure makers of core, fed with the chance of this machine. */
import { randomBytes } from 'node:crypto';
import { makeAgeKeys } from '../core/exchange/package/age-keys.ts';
import { fingerprintOf } from '../core/exchange/package/fingerprint.ts';
import { makeKeys } from '../core/exchange/package/minisign.ts';
import type { RandomBytes } from './ids.ts';
import type { KeyMaker } from './vault.ts';

export function createKeyMaker(random: RandomBytes = randomBytes): KeyMaker {
  return {
    make: async () => ({ ...makeKeys(random(32)), ...makeAgeKeys(random(32)) }),
    fingerprint: fingerprintOf,
  };
}
