/**
 * Ids of new rows: UUIDv7, so that they sort by the time they were made. Within one process they grow strictly,
 * even inside one millisecond and when the PC's clock is set back.
 */
import { randomBytes } from 'node:crypto';
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
      const time = last.toString(16).padStart(12, '0');
      const tail = random(8);
      tail[0] = ((tail[0] ?? 0) & 0x3f) | 0x80;
      const rest = Buffer.from(tail).toString('hex');
      const middle = counter.toString(16).padStart(3, '0');
      return `${time.slice(0, 8)}-${time.slice(8)}-7${middle}-${rest.slice(0, 4)}-${rest.slice(4)}`;
    },
  };
}
