// Keys outside of fields: who may take one, and the list that "?" shows for the screen on top.
import { useEffect, useSyncExternalStore } from 'react';

export interface ShortcutHelp {
  /** As shown: "Ctrl+K", "1–3", "↑ ↓". */
  readonly keys: string;
  readonly label: string;
}

/** True while the keys belong to a field, or an input method is composing: shortcuts keep out. */
export function belongsToField(event: KeyboardEvent): boolean {
  if (event.isComposing || event.keyCode === 229) return true;
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type))
  );
}

let current: readonly ShortcutHelp[] = [];
const listeners = new Set<() => void>();
function put(next: readonly ShortcutHelp[]): void {
  current = next;
  for (const listener of listeners) listener();
}

/** The screen's own shortcuts, for the sheet. Pass a constant list. */
export function useShortcutHelp(list: readonly ShortcutHelp[]): void {
  useEffect(() => {
    put(list);
    return () => put([]);
  }, [list]);
}
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
export function useScreenShortcuts(): readonly ShortcutHelp[] {
  return useSyncExternalStore(subscribe, () => current);
}
