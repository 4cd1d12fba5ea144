/**
 * A data folder held open as a window holds it, for processes that are killed and for whoever looks at what they left.
 * Its key store opens by itself, and work is done in the thread that asks: a kill takes all threads alike.
 */
import type { Input, Method, Output } from '../../core/contract/index.ts';
import { type Application } from '../../main/application.ts';
import { createApplicationHost } from '../../main/application-host.ts';
import { createSilentLog } from '../../main/log.ts';
import type { SecretSealer } from '../../main/vault.ts';

export const openSealer: SecretSealer = {
  kind: 'os',
  available: async () => 'available',
  seal: async (text) => text,
  open: async (text) => ({ text, stale: false }),
};

export interface Kept {
  readonly application: Application;
  call<M extends Method>(method: M, input: Input<M>): Promise<Output<M>>;
}

export async function openKept(folder: string): Promise<Kept> {
  const application = createApplicationHost({
    folder,
    mode: 'write',
    distFolder: folder,
    printer: null,
    log: createSilentLog(),
    writer: { file: 'no-thread-here.js' },
    drives: async () => [],
    sealer: openSealer,
  });
  await application.ready();
  return {
    application,
    async call<M extends Method>(method: M, input: Input<M>) {
      const answer = await application.dispatch(method, input, { transport: 'cli', meta: {} });
      if (!answer.ok) throw new Error(`${method}: ${JSON.stringify(answer.error)}`);
      return answer.value as Output<M>;
    },
  };
}

export const agencyInput = (name: string): Input<'agencies.create'> => ({
  kind: 'ubnd_xa',
  version: {
    name,
    shortName: null,
    abbreviation: null,
    placeName: null,
    parentAgencyId: null,
    validFrom: null,
    validTo: null,
  },
});
