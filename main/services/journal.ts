/** The journal as people see it: the acting person's own steps back and forth, and who did what when. */
import type { HandlersOf } from '../../core/contract/index.ts';
import type { journal } from '../../core/contract/journal.ts';
import type { ServiceContext } from './context.ts';

export function createJournalService(context: ServiceContext): HandlersOf<typeof journal> {
  const { session } = context;
  const state = () => context.journal.state(session.personId());
  return {
    'journal.state': state,
    'journal.undo': () => {
      context.journal.undo(session.personId());
      return state();
    },
    'journal.redo': () => {
      context.journal.redo(session.personId());
      return state();
    },
    'journal.list': (filter) => {
      const { rows, next } = context.journal.list(filter);
      return { rows: [...rows], ...(next === undefined ? {} : { next }) };
    },
    'journal.verify': () => context.journal.verify(),
  };
}
