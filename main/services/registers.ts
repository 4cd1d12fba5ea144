/** Registers that were imported for a visit: what each holds, and its lines a page at a time. */
import type { HandlersOf } from '../../core/contract/index.ts';
import { type Register, register, type samples } from '../../core/contract/samples.ts';
import type { ListedRegister } from '../../db/registers.ts';
import { current, fieldFault, found, given, headOf, owned, type ServiceContext, shaped } from './context.ts';

type RegisterMethods = {
  [K in keyof typeof samples as K extends `registers.${string}` ? K : never]: (typeof samples)[K];
};

const showRegister = (row: ListedRegister): Register => shaped(register, row);

export function createRegisterService(context: ServiceContext): HandlersOf<RegisterMethods> {
  const { stores, journal } = context;
  const store = stores.registers;
  const shown = (id: string) => showRegister(found(store.listed(id), 'register', id));
  const counts = {
    all: 'lines',
    overdue: 'overdue',
    rejected: 'rejected',
  } as const;

  return {
    'registers.list': ({ visitId }) => store.ofVisit(visitId).map(showRegister),
    'registers.lines': ({ id, only, from, limit }) => {
      const row = found(store.get(id), 'register', id);
      return { rows: store.lines(row.content, only, from, limit), total: row[counts[only]] };
    },
    'registers.update': ({ id, rev, patch }, caller) => {
      const row = owned(context, store.get(id), 'register', id);
      const { periodFrom, periodTo } = { ...row, ...given(patch) };
      if (periodFrom !== null && periodTo !== null && periodTo < periodFrom) {
        throw fieldFault(patch.periodTo === undefined ? 'patch.periodFrom' : 'patch.periodTo', 'BAD_DATE');
      }
      journal.run(headOf(context, 'registers.update', caller), (write) => {
        write.update('register', id, rev, patch);
      });
      return shown(id);
    },
    'registers.delete': ({ id, rev }, caller) => {
      current(owned(context, store.get(id), 'register', id), rev, 'register');
      journal.run(headOf(context, 'registers.delete', caller), (write) => {
        // A sample stands without its register. The lines stay: undoing brings back the row alone.
        for (const sample of stores.samples.ofRegister(id)) {
          write.update('sample', sample.id, null, { registerId: null });
        }
        write.remove('register', id, rev);
      });
      return { id };
    },
  };
}
