/**
 * Blob handles: bytes travel by a 128-bit id that `GET /blob/<id>` answers until it expires, as often as asked.
 * Whoever knows the id may read the bytes, so ids are random and live shortly. Nothing is written to disk here.
 */
import { randomBytes } from 'node:crypto';
import type { HeldFile } from '../db/blobs.ts';
import type { Clock } from './clock.ts';
import type { RandomBytes } from './ids.ts';

export interface BlobContent {
  readonly fileName: string;
  readonly media: string;
  readonly size: number;
  /** Known where the bytes stand in the content store. */
  readonly sha256: string | null;
  /** Read when asked, so that bytes in the content store need no memory. */
  readonly read: () => Uint8Array | Promise<Uint8Array>;
  /** Arrived and not kept yet: whoever takes it in judges it first. Discarded with its handle. */
  readonly held?: HeldFile;
  /** Where it stands as a file of its own beside the content store, for whoever reads by path. */
  readonly path?: string;
}

export interface BlobHandle {
  readonly id: string;
  readonly url: string;
  readonly expiresAt: number;
}

export interface BlobHandles {
  /** Bytes made just now (a rendered file), kept in memory until the handle expires. */
  put(
    bytes: Uint8Array,
    about: { readonly fileName: string; readonly media: string; readonly sha256?: string },
  ): BlobHandle;
  /** Bytes that stand elsewhere. */
  refer(content: BlobContent): BlobHandle;
  /** Undefined when the id is unknown or has expired. */
  get(id: string): (BlobContent & { readonly expiresAt: number }) | undefined;
  /** Ends a handle before its time. */
  drop(id: string): void;
  close(): void;
}

interface Options {
  readonly clock: Pick<Clock, 'now'>;
  readonly random?: RandomBytes;
  readonly lifetime?: number;
  /** Bytes kept in memory; the oldest handles give way. */
  readonly memory?: number;
}

const MINUTE = 60_000;

export function createBlobHandles({
  clock,
  random = randomBytes,
  lifetime = 30 * MINUTE,
  memory = 256 * 1024 * 1024,
}: Options): BlobHandles {
  // A Map keeps the order of insertion: the first entry is the oldest.
  const entries = new Map<string, BlobContent & { readonly expiresAt: number; readonly weight: number }>();
  let held = 0;

  function forget(id: string): void {
    const entry = entries.get(id);
    if (entry === undefined) return;
    held -= entry.weight;
    entries.delete(id);
    entry.held?.discard();
  }

  function add(content: BlobContent, weight: number): BlobHandle {
    const now = clock.now();
    for (const [id, entry] of entries) {
      if (entry.expiresAt > now && held + weight <= memory) break;
      forget(id);
    }
    const id = Buffer.from(random(16)).toString('hex');
    const expiresAt = now + lifetime;
    entries.set(id, { ...content, expiresAt, weight });
    held += weight;
    return { id, url: `/blob/${id}`, expiresAt };
  }

  return {
    put(bytes, about) {
      return add({ sha256: null, ...about, size: bytes.byteLength, read: () => bytes }, bytes.byteLength);
    },
    refer: (content) => add(content, 0),
    get(id) {
      const entry = entries.get(id);
      if (entry === undefined) return undefined;
      if (entry.expiresAt > clock.now()) return entry;
      forget(id);
      return undefined;
    },
    drop: forget,
    close() {
      for (const id of entries.keys()) forget(id);
    },
  };
}
