// Undo and redo through the journal: what the next step is, and taking it after everything typed is sent.
import { useQueryClient } from '@tanstack/react-query';
import { useCommand, useQueryOf } from '../api/query.ts';
import { flushAll } from '../api/save-states.ts';
import { showNotice } from '../api/toasts.ts';
import { useText } from '../i18n/text.tsx';
import type { Texts } from '../i18n/text.tsx';

function stepWords(method: string, t: Texts): string {
  const steps: Readonly<Record<string, string>> = t.steps;
  return steps[method] ?? method;
}

export interface Undo {
  /** What would be undone, in words; null when there is nothing. */
  readonly undoStep: string | null;
  readonly redoStep: string | null;
  /** False where nothing was taken back: the fault has been said. */
  undo(): Promise<boolean>;
  redo(): Promise<boolean>;
}

export function useUndo(): Undo {
  const t = useText();
  const queryClient = useQueryClient();
  const state = useQueryOf('journal.state', {});
  const undo = useCommand('journal.undo');
  const redo = useCommand('journal.redo');
  const undoStep = state.data?.undo ?? null;
  const redoStep = state.data?.redo ?? null;

  async function newest() {
    await flushAll();
    await queryClient.invalidateQueries({ queryKey: ['journal.state'] });
    return queryClient.getQueryData<typeof state.data>(['journal.state', {}]);
  }
  return {
    undoStep: undoStep === null ? null : stepWords(undoStep.method, t),
    redoStep: redoStep === null ? null : stepWords(redoStep.method, t),
    async undo() {
      const step = (await newest())?.undo;
      if ((await undo.run({})) === undefined) return false;
      if (step) showNotice(t.frame.undone(stepWords(step.method, t)));
      return true;
    },
    async redo() {
      const step = (await newest())?.redo;
      if ((await redo.run({})) === undefined) return false;
      if (step) showNotice(t.frame.redone(stepWords(step.method, t)));
      return true;
    },
  };
}
