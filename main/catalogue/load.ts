/** Puts the shipped catalogue into the database: what is missing of it, in one change set that nobody undoes. */
import type { Caller } from '../../core/contract/index.ts';
import { missingIn } from '../samples/missing.ts';
import { headOf, type ServiceContext } from '../services/context.ts';
import type { Progress } from '../work/work.ts';
import { shippedCatalogue, shippedFrom } from './shipped.ts';

/** Rows between two steps. */
const STEP = 100;

type LoaderContext = Pick<ServiceContext, 'connection' | 'journal' | 'session'>;

export function loadCatalogue(context: LoaderContext, caller: Caller, progress: Progress): void {
  const head = { ...headOf(context, 'catalogue.load', caller), kind: 'system' } as const;
  context.journal.run(head, (write) => {
    const units = missingIn(context.connection)('admin_unit', shippedCatalogue());
    units.forEach((unit, index) => {
      if (index % STEP === 0) progress.step(index, units.length);
      write.insert('admin_unit', { ...unit, provenance: 'text', validFrom: shippedFrom });
    });
    progress.step(units.length, units.length);
  });
}
