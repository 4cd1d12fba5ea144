/** The table of the whole contract, and the types that handlers and clients derive from it. */
import { backups } from './backups.ts';
import { exchange } from './exchange.ts';
import { exchangeKeys } from './exchange-keys.ts';
import type { z } from 'zod';
import { agencies } from './agencies.ts';
import { boilerplates } from './boilerplates.ts';
import { catalogue } from './catalogue.ts';
import { criteria } from './criteria.ts';
import { documents } from './documents.ts';
import type { CallMeta } from './endpoint.ts';
import { findings } from './findings.ts';
import { formatChecks } from './format-checks.ts';
import { imports } from './imports.ts';
import { issuers } from './issuers.ts';
import { journal } from './journal.ts';
import { legal } from './legal.ts';
import { lists } from './lists.ts';
import { parIndex } from './par-index.ts';
import { periodReports } from './period-reports.ts';
import { pictures } from './pictures.ts';
import { plans } from './plans.ts';
import { prints } from './prints.ts';
import { recommendations } from './recommendations.ts';
import { remediation } from './remediation.ts';
import { schedule } from './schedule.ts';
import { search } from './search.ts';
import { settings } from './settings.ts';
import { system } from './system.ts';
import { tasks } from './tasks.ts';
import { teams } from './teams.ts';
import { desk } from './desk.ts';
import { evidenceContract } from './evidence.ts';
import { handouts } from './handouts.ts';
import { phrases } from './phrases.ts';
import { procedures } from './procedures.ts';
import { remarks } from './remarks.ts';
import { samples } from './samples.ts';
import { selfReports } from './self-reports.ts';
import { statistics } from './statistics.ts';
import { visits } from './visits.ts';

export const contract = {
  ...system,
  ...plans,
  ...teams,
  ...visits,
  ...findings,
  ...recommendations,
  ...remediation,
  ...periodReports,
  ...parIndex,
  ...pictures,
  ...lists,
  ...settings,
  ...statistics,
  ...selfReports,
  ...samples,
  ...remarks,
  ...procedures,
  ...phrases,
  ...handouts,
  ...evidenceContract,
  ...desk,
  ...documents,
  ...boilerplates,
  ...prints,
  ...formatChecks,
  ...agencies,
  ...catalogue,
  ...imports,
  ...legal,
  ...schedule,
  ...tasks,
  ...criteria,
  ...issuers,
  ...search,
  ...journal,
  ...exchangeKeys,
  ...exchange,
  ...backups,
} as const;

export type Contract = typeof contract;
export type Method = keyof Contract;
/** What a caller sends. */
export type Input<M extends Method> = z.input<Contract[M]['input']>;
/** What a handler receives, defaults filled in. */
export type Parsed<M extends Method> = z.output<Contract[M]['input']>;
export type Output<M extends Method> = z.output<Contract[M]['output']>;

/** Who calls, over which transport. */
export interface Caller {
  readonly transport: 'ipc' | 'http' | 'cli';
  readonly meta: CallMeta;
}

/** Synchronous for everything in the database; a promise only where bytes are rendered. */
export type Handler<M extends Method> = (input: Parsed<M>, caller: Caller) => Output<M> | Promise<Output<M>>;
export type Handlers = { readonly [M in Method]: Handler<M> };
export type HandlersOf<T> = { readonly [M in keyof T & Method]: Handler<M> };

export function isMethod(name: string): name is Method {
  return Object.hasOwn(contract, name);
}
