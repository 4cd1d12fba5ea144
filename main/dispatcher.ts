/**
 * `dispatch(method, rawInput, caller) → Envelope` is the application: every transport ends here. It checks the method,
 * the input, the state of the data folder and what the acting person may do, runs the handler, and turns whatever is thrown into an error value.
 * It knows no transport, no SQL and no entity.
 */
import type { z } from 'zod';
import type { Endpoint } from '../core/contract/endpoint.ts';
import {
  AppError,
  type Envelope,
  type ErrorCode,
  errorCodes,
  type ErrorValue,
  type FieldError,
} from '../core/contract/error.ts';
import { type Caller, contract } from '../core/contract/index.ts';
import { type Actor, refusalOf } from '../core/rules/permissions.ts';
import { mapSystemError } from '../db/errors.ts';
import type { Log } from './log.ts';

/** Deeper than any input of the contract; a bound for whatever walks the input. */
const DEPTH_LIMIT = 40;
const SLOW_CALL = 50;
const FIELD_LIMIT = 50;
/** The one command that long work does not keep waiting. */
const STOP = 'work.cancel';
/** Commands that change this run's memory and no data. */
const MEMORY_ONLY: ReadonlySet<string> = new Set(['keys.unlock', 'keys.lock']);

export type AnyHandler = (input: never, caller: Caller) => unknown;

export interface DispatcherOptions {
  readonly handlers: Readonly<Record<string, AnyHandler>>;
  readonly log: Log;
  readonly endpoints?: Readonly<Record<string, Endpoint>>;
  /** Commands are refused: the folder is open for reading only. */
  readonly readOnly?: boolean;
  /** Whether an office has been set up; commands before that are refused unless the contract allows them. */
  readonly isSetUp?: () => boolean;
  /** Who acts now; null before somebody does. What the role may not do is refused. */
  readonly actor?: () => Actor | null;
  /** Long work writes in another thread: every command but the one that stops it has to wait. */
  readonly isWriting?: () => boolean;
  /** Checks the answers against the contract as well (tests and development). */
  readonly checkOutput?: boolean;
}

export interface Dispatcher {
  dispatch(method: string, rawInput: unknown, caller: Caller): Promise<Envelope<unknown>>;
}

function refusal(code: ErrorCode, more: Omit<ErrorValue, 'code'> = {}): Envelope<never> {
  return { ok: false, error: { code, ...more } };
}

class NotJson extends Error {
  readonly path: string;
  readonly code: ErrorCode;
  constructor(path: string, code: ErrorCode) {
    super(code);
    this.path = path;
    this.code = code;
  }
}

/**
 * A copy that holds JSON and nothing else, so that a structured clone (IPC) and a parsed body (HTTP, command line) mean
 * the same: a key whose value is undefined is absent, and no value brings a prototype of its own.
 */
function plainJson(value: unknown, path: string, depth: number): unknown {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new NotJson(path, 'WRONG_TYPE');
    return value;
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new NotJson(path, 'NOT_JSON');
    return value;
  }
  if (typeof value !== 'object' || depth >= DEPTH_LIMIT) throw new NotJson(path, 'NOT_JSON');
  const at = (key: string | number) => (path === '' ? `${key}` : `${path}.${key}`);
  if (Array.isArray(value)) {
    return Array.from(value, (item, index) => plainJson(item, at(index), depth + 1));
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new NotJson(path, 'NOT_JSON');
  const copy: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (key === '__proto__') throw new NotJson(at(key), 'UNKNOWN_KEY');
    if (item !== undefined) copy[key] = plainJson(item, at(key), depth + 1);
  }
  return copy;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

function isErrorCode(value: unknown): value is ErrorCode {
  return (errorCodes as readonly unknown[]).includes(value);
}

type Issue = z.core.$ZodIssue;

/** The branch of a union that the input was most likely meant for: the one that got furthest. */
function likeliestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const reach = (branch: readonly Issue[]) => Math.max(0, ...branch.map((issue) => issue.path.length));
  return [...branches].sort((a, b) => reach(b) - reach(a) || a.length - b.length)[0] ?? [];
}

function fieldErrors(issue: Issue, input: unknown, base: readonly PropertyKey[]): readonly FieldError[] {
  const fullPath = [...base, ...issue.path];
  const path = fullPath.map(String).join('.');
  const fault = (code: ErrorCode, limit?: number | bigint): readonly FieldError[] => [
    limit === undefined ? { path, code } : { path, code, limit: Number(limit) },
  ];
  const value = valueAt(input, fullPath);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: path === '' ? key : `${path}.${key}`, code: 'UNKNOWN_KEY' }));
    case 'too_big':
      return fault(
        issue.origin === 'string' || issue.origin === 'array' ? 'TOO_LONG' : 'VALIDATION',
        issue.maximum,
      );
    case 'too_small':
      return fault('VALIDATION', issue.minimum);
    case 'invalid_type':
      return fault(value === undefined ? 'MISSING_KEY' : 'WRONG_TYPE');
    case 'invalid_value':
      if (value === undefined) return fault('MISSING_KEY');
      return fault(
        issue.values.some((allowed) => typeof allowed === typeof value) ? 'VALIDATION' : 'WRONG_TYPE',
      );
    case 'invalid_union': {
      if (value === undefined) return fault('MISSING_KEY');
      const deeper = likeliestBranch(issue.errors).filter((inner) => inner.path.length > 0);
      return deeper.length === 0
        ? fault('WRONG_TYPE')
        : deeper.flatMap((inner) => fieldErrors(inner, input, fullPath));
    }
    case 'custom': {
      const code: unknown = issue.params?.['code'];
      return fault(isErrorCode(code) ? code : 'VALIDATION');
    }
    default:
      return fault('VALIDATION');
  }
}

/** One fault gives its own code; several are a VALIDATION. The fields at fault are always listed. */
export function errorFromIssues(issues: readonly Issue[], input: unknown): ErrorValue {
  const seen = new Set<string>();
  const fields = issues
    .flatMap((issue) => fieldErrors(issue, input, []))
    .filter((field) => {
      const key = `${field.code} ${field.path}`;
      return !seen.has(key) && seen.add(key) !== undefined;
    });
  const only = fields.length === 1 ? fields[0] : undefined;
  return { code: only?.code ?? 'VALIDATION', fields: fields.slice(0, FIELD_LIMIT) };
}

/** An error as the value that may cross the wire: no stack, no path, no SQL. */
export function errorValueOf(thrown: unknown, log: Log, method: string): ErrorValue {
  const error = mapSystemError(thrown);
  if (!(error instanceof AppError))
    return { code: 'INTERNAL', ref: log.error('call failed', error, { method }) };
  const value: ErrorValue = {
    code: error.code,
    ...(error.fields === undefined ? {} : { fields: error.fields }),
    ...(error.detail === undefined ? {} : { detail: error.detail }),
  };
  // What the machine reported stands in the log; a plain refusal does not need to.
  return error.cause === undefined ? value : { ...value, ref: log.error('call failed', error, { method }) };
}

function unknownMethod(method: string): Envelope<never> {
  return refusal('UNKNOWN_METHOD', { detail: { method: method.slice(0, 80) } });
}

/**
 * Everything that can be said of a call without the data: the method, its exposure and its input. The command line asks
 * this before it opens a data folder.
 */
export function checkCall(
  endpoints: Readonly<Record<string, Endpoint>>,
  method: string,
  rawInput: unknown,
  caller: Pick<Caller, 'transport'>,
): Envelope<{ readonly endpoint: Endpoint; readonly input: unknown }> {
  const endpoint = Object.hasOwn(endpoints, method) ? endpoints[method] : undefined;
  if (endpoint === undefined || (caller.transport === 'http' && !endpoint.http)) return unknownMethod(method);
  let input: unknown;
  try {
    input = rawInput === undefined ? {} : plainJson(rawInput, '', 0);
  } catch (error) {
    if (error instanceof NotJson) {
      return refusal(error.code, { fields: [{ path: error.path, code: error.code }] });
    }
    throw error;
  }
  const parsed = endpoint.input.safeParse(input);
  return parsed.success
    ? { ok: true, value: { endpoint, input: parsed.data } }
    : { ok: false, error: errorFromIssues(parsed.error.issues, input) };
}

export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { handlers, log, readOnly = false, isSetUp = () => true, checkOutput = false } = options;
  const isWriting = options.isWriting ?? (() => false);
  const actor = options.actor ?? (() => null);
  const endpoints: Readonly<Record<string, Endpoint>> = options.endpoints ?? contract;

  async function call(method: string, rawInput: unknown, caller: Caller): Promise<Envelope<unknown>> {
    const checked = checkCall(endpoints, method, rawInput, caller);
    if (!checked.ok) return checked;
    const { endpoint, input } = checked.value;
    const handler = Object.hasOwn(handlers, method) ? handlers[method] : undefined;
    if (handler === undefined) return unknownMethod(method);

    if (endpoint.kind === 'command') {
      if (readOnly && !MEMORY_ONLY.has(method)) return refusal('READ_ONLY');
      if (method !== STOP && !MEMORY_ONLY.has(method) && isWriting()) return refusal('BUSY');
      if (!endpoint.beforeSetup && !isSetUp()) return refusal('NOT_SET_UP');
      const forbidden = refusalOf(actor(), method, input);
      if (forbidden !== null) return refusal('FORBIDDEN', { detail: forbidden });
    }

    const started = performance.now();
    // The type of each handler is bound to its schema by `Handlers`; the table has forgotten which is which.
    const answer = handler(input as never, caller);
    const value: unknown = answer instanceof Promise ? await answer : answer;
    const took = performance.now() - started;
    if (took > SLOW_CALL) log.warn('slow call', { method, milliseconds: Math.round(took) });

    if (checkOutput) {
      const answered = endpoint.output.safeParse(value);
      if (!answered.success) {
        const where = answered.error.issues.map(
          (issue) => `${issue.path.map(String).join('.')}: ${issue.code}`,
        );
        throw new Error(`The answer of ${method} breaks its contract at ${where.join('; ')}`);
      }
    }
    return { ok: true, value };
  }

  return {
    async dispatch(method, rawInput, caller) {
      try {
        return await call(method, rawInput, caller);
      } catch (error) {
        return { ok: false, error: errorValueOf(error, log, method) };
      }
    },
  };
}
