/**
 * What every service stands on, and the few things that all of them do the same way: who acts, what is whose,
 * what is missing. Knows no entity and no transport.
 */
import type { z } from 'zod';
import { AppError, type ErrorCode, type FieldError } from '../../core/contract/error.ts';
import type { Caller, Method } from '../../core/contract/index.ts';
import type { Actor } from '../../core/rules/permissions.ts';
import type { BlobStore } from '../../db/blobs.ts';
import type { Journal } from '../../db/journal.ts';
import type { Connection } from '../../db/sqlite.ts';
import type { Stores } from '../../db/stores.ts';
import type { DataHost } from '../backup/data-host.ts';
import type { Clock } from '../clock.ts';
import type { BlobHandles } from '../handles.ts';
import type { Ids } from '../ids.ts';
import type { PdfPrinter } from '../pdf.ts';
import type { Places } from '../places.ts';
import type { PaperPrinter } from '../prints/paper-printer.ts';
import type { Vault, VaultKeeper } from '../vault.ts';
import type { Work } from '../work/work.ts';

/** Who sits at this PC. Both throw NOT_SET_UP before the office has been set up. */
export interface Session {
  officeId(): string;
  personId(): string;
}

/** What is known of this installation from outside the database. */
export interface InstallationFacts {
  readonly version: string;
  readonly schemaVersion: number;
  readonly readOnly: boolean;
  readonly folder: string;
}

export interface ServiceContext {
  readonly connection: Connection;
  readonly stores: Stores;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly blobs: BlobStore;
  /** Null where no program that prints PDF was found. */
  readonly printer: PdfPrinter | null;
  /** The printers of this PC; null but on the desktop. */
  readonly paperPrinter: PaperPrinter | null;
  readonly handles: BlobHandles;
  readonly session: Session;
  readonly installation: InstallationFacts;
  /** Long work beside the screen. */
  readonly work: Work;
  /** The office's keys, as far as they are open in this run. */
  readonly vault: Vault;
  /** Who makes, opens and closes them; null in a thread. */
  readonly vaultKeeper: VaultKeeper | null;
  /** Sticks and folders. */
  readonly places: Places;
  /** Opens the data again on something else; missing in a thread. */
  readonly host?: DataHost;
}

export function createSession(stores: Pick<Stores, 'offices'>): Session {
  const installation = () => {
    const row = stores.offices.installation();
    if (row === undefined) throw new AppError('NOT_SET_UP');
    return row;
  };
  return {
    officeId: () => installation().officeId,
    personId: () => installation().actingPersonId,
  };
}

/** Who acts, for the table of permissions; null before the office has been set up. */
export function createActor(stores: Pick<Stores, 'offices' | 'persons'>): () => Actor | null {
  return () => {
    const row = stores.offices.installation();
    const person = row === undefined ? undefined : stores.persons.get(row.actingPersonId);
    if (row === undefined || person === undefined) return null;
    return { role: person.role, isAlone: stores.persons.activeCount(row.officeId) <= 1 };
  };
}

/** The head of a command's change set. */
export function headOf(
  context: Pick<ServiceContext, 'session'>,
  method: Method,
  caller: Caller,
  options: { readonly barrier?: boolean } = {},
) {
  const { group, editKey } = caller.meta;
  return {
    method,
    actorId: context.session.personId(),
    officeId: context.session.officeId(),
    ...(group === undefined ? {} : { group }),
    ...(editKey === undefined ? {} : { editKey }),
    ...(options.barrier === true ? { barrier: true } : {}),
  };
}

/** The row, or NOT_FOUND with the name of what was looked for. */
export function found<T>(row: T | undefined, entity: string, id: string): T {
  if (row === undefined) throw new AppError('NOT_FOUND', { detail: { entity, id } });
  return row;
}

/** The row as its own office's to change: rows of other offices are read only here. */
export function owned<T extends { readonly originOfficeId: string; readonly id: string }>(
  context: ServiceContext,
  row: T | undefined,
  entity: string,
  id: string,
): T {
  const known = found(row, entity, id);
  if (known.originOfficeId !== context.session.officeId()) {
    throw new AppError('FORBIDDEN', { detail: { entity, id } });
  }
  return known;
}

/** The rev that was read, checked before anything is built on the row. */
export function current<T extends { readonly rev: number }>(row: T, rev: number, entity: string): T {
  if (row.rev !== rev) throw new AppError('CONFLICT', { detail: { entity, rev: row.rev } });
  return row;
}

/** A fault of one field that only the data can tell. */
export function fieldFault(path: string, code: ErrorCode = 'VALIDATION', limit?: number): AppError {
  const field: FieldError = limit === undefined ? { path, code } : { path, code, limit };
  return new AppError('VALIDATION', { fields: [field] });
}

/** What a field points at must be there. */
export function referred(row: unknown, path: string): void {
  if (row === undefined) throw fieldFault(path, 'NOT_FOUND');
}

/** What a field points at must be there and ours: the issuers, sets and people of other offices are not ours to use. */
export function referredOwn(
  context: Pick<ServiceContext, 'session'>,
  row: { readonly originOfficeId: string } | undefined,
  path: string,
): void {
  referred(row?.originOfficeId === context.session.officeId() ? row : undefined, path);
}

const keysOfShape = new WeakMap<z.ZodObject, readonly string[]>();

/** Just the keys of the contract's shape, so that a stored row's stamps stay inside. */
export function shaped<S extends z.ZodObject>(schema: S, row: z.output<S>): z.output<S> {
  let keys = keysOfShape.get(schema);
  if (keys === undefined) {
    keys = Object.keys(schema.shape);
    keysOfShape.set(schema, keys);
  }
  const source = row as Readonly<Record<string, unknown>>;
  const shape: Record<string, unknown> = {};
  for (const key of keys) if (source[key] !== undefined) shape[key] = source[key];
  return shape as z.output<S>;
}

/** Every key may be missing, or be there without a value, as zod types what is optional. */
export type Loose<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** Only what was given, so that spreading a patch over a row never wipes a column. */
export function given<T extends object>(patch: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

/** Opaque to callers: where a page begins. */
export function encodeCursor(position: Readonly<Record<string, string | number | null>>): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

export function decodeCursor<P>(text: string | undefined, schema: z.ZodType<P>): P | undefined {
  if (text === undefined) return undefined;
  let position: unknown;
  try {
    position = JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    throw fieldFault('cursor');
  }
  const parsed = schema.safeParse(position);
  if (!parsed.success) throw fieldFault('cursor');
  return parsed.data;
}
