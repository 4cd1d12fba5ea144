/** What the database is given from outside: the time, new ids, random bytes. main/ implements them. */

export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
}

export interface Ids {
  next(): string;
}

export type RandomBytes = (size: number) => Uint8Array;
