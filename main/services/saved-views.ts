/** Views of lists under a name: one's own, or everybody's at the office. */
import { AppError } from '../../core/contract/error.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import { type lists, savedView, type SavedView } from '../../core/contract/lists.ts';
import { permits } from '../../core/rules/permissions.ts';
import type { StoredSavedView } from '../../db/saved-views.ts';
import { createActor, current, found, given, headOf, owned, type ServiceContext, shaped } from './context.ts';

type SavedViewHandlers = Omit<HandlersOf<typeof lists>, 'lists.render'>;

export function createSavedViewService(context: ServiceContext): SavedViewHandlers {
  const { stores, journal, ids, session } = context;
  const store = stores.savedViews;
  const acting = createActor(stores);

  const shown = (row: StoredSavedView): SavedView =>
    shaped(savedView, { ...row, shared: row.personId === null });
  const shownOf = (id: string) => shown(found(store.get(id), 'savedView', id));

  /** Somebody else's own view is not there for whoever sits here. */
  function mine(id: string, rev: number): StoredSavedView {
    const row = owned(context, store.get(id), 'savedView', id);
    if (row.personId !== null && row.personId !== session.personId()) {
      throw new AppError('NOT_FOUND', { detail: { entity: 'savedView', id } });
    }
    return current(row, rev, 'savedView');
  }

  /** What everybody sees is not whoever only reads here to change. */
  function mayChange(row: StoredSavedView): void {
    const actor = acting();
    if (row.personId === null && actor !== null && !actor.isAlone && !permits(actor.role, 'shared_views')) {
      throw new AppError('FORBIDDEN', { detail: { action: 'shared_views', role: actor.role } });
    }
  }

  return {
    'savedViews.list': ({ list }) => store.list(list, session.personId()).map(shown),
    'savedViews.create': ({ list, name, query, shared }, caller) => {
      const id = ids.next();
      journal.run(headOf(context, 'savedViews.create', caller), (write) => {
        write.insert('saved_view', {
          id,
          list,
          name,
          query,
          personId: shared ? null : session.personId(),
          ordinal: store.lastOrdinal(list) + 1,
        });
      });
      return shownOf(id);
    },
    'savedViews.update': ({ id, rev, patch }, caller) => {
      mayChange(mine(id, rev));
      const { shared, ...rest } = given(patch);
      journal.run(headOf(context, 'savedViews.update', caller), (write) => {
        write.update('saved_view', id, rev, {
          ...rest,
          ...(shared === undefined ? {} : { personId: shared ? null : session.personId() }),
        });
      });
      return shownOf(id);
    },
    'savedViews.delete': ({ id, rev }, caller) => {
      mayChange(mine(id, rev));
      journal.run(headOf(context, 'savedViews.delete', caller), (write) => {
        write.remove('saved_view', id, rev);
      });
      return { id };
    },
  };
}
