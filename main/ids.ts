/**
 * Ids of new rows: UUIDv7, so that they sort by the time they were made. Within one process they grow strictly,
 * even inside one millisecond and when the PC's clock is set back.
 */
import { randomBytes } from 'node:crypto';
import { uuidV7 } from '../core/rules/uuid.ts';
import type { Clock } from './clock.ts';

export interface Ids {
  next(): string;
}

export type RandomBytes = (size: number) => Uint8Array;

const COUNTER_LIMIT = 0x1000;

export function createIds(clock: Pick<Clock, 'now'>, random: RandomBytes = randomBytes): Ids {
  let last = 0;
  let counter = 0;
  return {
    next() {
      const now = clock.now();
      if (now > last) {
        last = now;
        // Starts in the lower half, so that there is room to count within the millisecond.
        const seed = random(2);
        counter = (((seed[0] ?? 0) << 8) | (seed[1] ?? 0)) & 0x7ff;
      } else if (++counter >= COUNTER_LIMIT) {
        last += 1;
        counter = 0;
      }
      return uuidV7(last, Uint8Array.of(counter >> 8, counter & 0xff, ...random(8)));
    },
  };
}
