/** Issuers of documents: those of this office. A paper of another office keeps the name of its own. */
import { issuer, type issuers } from '../../core/contract/issuers.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import { found, headOf, owned, type ServiceContext, shaped } from './context.ts';

export function createIssuerService(context: ServiceContext): HandlersOf<typeof issuers> {
  const { stores, journal, ids, session } = context;
  const shown = (id: string) => shaped(issuer, found(stores.issuers.get(id), 'issuer', id));
  return {
    'issuers.list': () => stores.issuers.list(session.officeId()).map((row) => shaped(issuer, row)),
    'issuers.create': (input, caller) => {
      const id = ids.next();
      journal.run(headOf(context, 'issuers.create', caller), (write) => {
        write.insert('issuer', { id, officeId: session.officeId(), ...input });
      });
      return shown(id);
    },
    'issuers.update': ({ id, rev, patch }, caller) => {
      owned(context, stores.issuers.get(id), 'issuer', id);
      journal.run(headOf(context, 'issuers.update', caller), (write) => {
        write.update('issuer', id, rev, patch);
      });
      return shown(id);
    },
    'issuers.delete': ({ id, rev }, caller) => {
      owned(context, stores.issuers.get(id), 'issuer', id);
      journal.run(headOf(context, 'issuers.delete', caller), (write) => {
        // Its own words go with it; its papers keep it.
        for (const one of stores.boilerplates.ofIssuer(id)) write.remove('boilerplate', one.id, null);
        write.remove('issuer', id, rev);
      });
      return { id };
    },
  };
}
