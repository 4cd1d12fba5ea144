/** The journal as people see it: the acting person's own steps back and forth, and who did what when. */
import type { HandlersOf } from '../../core/contract/index.ts';
import type { journal } from '../../core/contract/journal.ts';
import type { Progress } from '../work/work.ts';
import type { ServiceContext } from './context.ts';

/** More changes than these are taken back beside the screen. */
const LONG = 2_000;

export function createJournalService(context: ServiceContext): HandlersOf<typeof journal> {
  const { session, work } = context;
  const state = () => context.journal.state(session.personId());
  return {
    'journal.state': state,
    'journal.undo': (input, caller) => {
      const undo = (progress?: Progress) => {
        context.journal.undo(session.personId(), progress?.step);
        return state();
      };
      if (context.journal.size('undo', session.personId()) <= LONG) return undo();
      return work.beside({ method: 'journal.undo', input, caller }, undo);
    },
    'journal.redo': (input, caller) => {
      const redo = (progress?: Progress) => {
        context.journal.redo(session.personId(), progress?.step);
        return state();
      };
      if (context.journal.size('redo', session.personId()) <= LONG) return redo();
      return work.beside({ method: 'journal.redo', input, caller }, redo);
    },
    'journal.list': (filter) => {
      const { rows, next } = context.journal.list(filter);
      return { rows: [...rows], ...(next === undefined ? {} : { next }) };
    },
    'journal.verify': () => context.journal.verify(),
  };
}
