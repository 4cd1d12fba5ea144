/**
 * The builders of the contract: an endpoint is a query (reads) or a command (writes), with zod schemas of
 * what goes in and comes out. Handlers, clients and transports derive their types from the table of endpoints.
 */
import type { z } from 'zod';

export interface Endpoint<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly kind: 'query' | 'command';
  readonly input: I;
  readonly output: O;
  /** Reachable over HTTP as well (opt-in); native-only methods are not. */
  readonly http: boolean;
  /** Works although no office has been set up yet. */
  readonly beforeSetup: boolean;
}

interface Options<I extends z.ZodType, O extends z.ZodType> {
  readonly input: I;
  readonly output: O;
  readonly http?: boolean;
  readonly beforeSetup?: boolean;
}

export function query<I extends z.ZodType, O extends z.ZodType>(options: Options<I, O>) {
  return { kind: 'query', http: true, beforeSetup: false, ...options } as const;
}

export function command<I extends z.ZodType, O extends z.ZodType>(options: Options<I, O>) {
  return { kind: 'command', http: true, beforeSetup: false, ...options } as const;
}

/** Travels beside the input of a call, over every transport alike. */
export interface CallMeta {
  /** One stretch of typing in one field: autosaves with the same key are one step of the journal. */
  readonly editKey?: string;
  /** A bulk action: calls with the same group are undone together. */
  readonly group?: string;
}
