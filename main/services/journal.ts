/** The journal as people see it: the acting person's own steps back and forth, and who did what when. */
import type { Caller, HandlersOf, Input } from '../../core/contract/index.ts';
import type { journal } from '../../core/contract/journal.ts';
import type { Progress } from '../work/work.ts';
import type { ServiceContext } from './context.ts';

/** More changes than these are taken back beside the screen. */
const LONG = 2_000;

export function createJournalService(context: ServiceContext): HandlersOf<typeof journal> {
  const { session, work } = context;
  const state = () => context.journal.state(session.personId());
  function move(kind: 'undo' | 'redo', input: Input<'journal.undo'>, caller: Caller) {
    const changes = context.journal.size(kind, session.personId());
    const body = (progress?: Progress) => {
      // A person counts changes, not what the journal does with each.
      context.journal[kind](session.personId(), (done, total) =>
        progress?.step(Math.floor((changes * done) / total), changes),
      );
      return state();
    };
    return changes <= LONG ? body() : work.beside({ method: `journal.${kind}`, input, caller }, body);
  }
  return {
    'journal.state': state,
    'journal.undo': (input, caller) => move('undo', input, caller),
    'journal.redo': (input, caller) => move('redo', input, caller),
    'journal.list': (filter) => {
      const { rows, next } = context.journal.list(filter);
      return { rows: [...rows], ...(next === undefined ? {} : { next }) };
    },
    'journal.verify': () => context.journal.verify(),
  };
}
