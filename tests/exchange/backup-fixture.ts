// A data folder held open as a window holds it, with real threads; and offices that come and go.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach } from 'vitest';
import type { ErrorCode } from '../../core/contract/error.ts';
import type { AppEvent } from '../../core/contract/events.ts';
import type { Input, Method, Output } from '../../core/contract/index.ts';
import type { Application } from '../../main/application.ts';
import { createApplicationHost, type HostOptions } from '../../main/application-host.ts';
import { createSilentLog } from '../../main/log.ts';
import { officeInput } from '../main/services/fixture.ts';
import { sourceWriter } from '../main/work/source-writer.ts';

/** Starting a thread from the sources takes seconds; only what is about threads pays for it. */
const noThread = { file: 'no-thread-here.js' };
export const withThreads = { writer: sourceWriter } as const;

const cleanUps: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

export function newFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cchc-backup-'));
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Held {
  readonly application: Application;
  readonly folder: string;
  readonly events: AppEvent[];
  call<M extends Method>(method: M, input: Input<M>): Promise<Output<M>>;
  fails<M extends Method>(method: M, input: Input<M>): Promise<ErrorCode>;
}

export function hold(folder = newFolder(), options: Partial<HostOptions> = {}): Held {
  const application = createApplicationHost({
    folder,
    mode: 'write',
    distFolder: folder,
    printer: null,
    log: createSilentLog(),
    writer: noThread,
    drives: async () => [],
    checkOutput: true,
    ...options,
  });
  cleanUps.push(() => application.close());
  const events: AppEvent[] = [];
  application.onEvent((event) => events.push(event));
  const send = (method: Method, input: unknown) =>
    application.dispatch(method, input, { transport: 'cli', meta: {} });
  return {
    application,
    folder,
    events,
    async call<M extends Method>(method: M, input: Input<M>) {
      const answer = await send(method, input);
      if (!answer.ok) throw new Error(`${method}: ${JSON.stringify(answer.error)}`);
      return answer.value as Output<M>;
    },
    async fails(method, input) {
      const answer = await send(method, input);
      if (answer.ok) throw new Error(`${method} should have failed`);
      return answer.error.code;
    },
  };
}

/** An office with two people and an agency; every later step is one more agency. */
export async function holdOffice(folder?: string, options?: Partial<HostOptions>): Promise<Held> {
  const held = hold(folder, options);
  await held.call('system.setUp', officeInput);
  await addAgency(held, 'UBND huyện Nam Sách');
  return held;
}

export async function addAgency(held: Held, name: string): Promise<string> {
  const version = {
    name,
    shortName: null,
    abbreviation: null,
    placeName: null,
    parentAgencyId: null,
    validFrom: null,
    validTo: null,
  };
  const { id } = await held.call('agencies.create', { kind: 'ubnd_huyen', version });
  return id;
}

export async function agencyNames(held: Held): Promise<readonly string[]> {
  const { rows } = await held.call('agencies.list', { limit: 200 });
  return rows.map(({ version }) => version.name).toSorted();
}
