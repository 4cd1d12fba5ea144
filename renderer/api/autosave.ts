// useAutosave: binds one row to the autosave controller. Flushes on blur, when the page is hidden and when the
// component goes; tells the top bar; survives an input method's composition.
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { CompositionEvent } from 'react';
import type { CallMeta } from '../../core/contract/endpoint.ts';
import { createAutosave } from './autosave-controller.ts';
import type { AutosaveController, FieldConflict, Revised } from './autosave-controller.ts';
import { useIsForeign } from './may.ts';
import { registerFlush, reportSave } from './save-states.ts';
import type { SaveState } from './save-states.ts';

export interface AutosaveOptions<Row extends Revised> {
  /** Stable per row: a new key begins with a new row. */
  readonly rowKey: string;
  /** The newest row that was read (the answer of the query). */
  readonly row: Row;
  readonly send: (rev: number | null, patch: Partial<Row>, meta: CallMeta) => Promise<Row>;
  readonly reload: () => Promise<Row>;
  readonly pauseMilliseconds?: number;
}

/** Spread on a TextField (or used by the components that take `autosave`). */
export interface TextBinding {
  readonly name: string;
  readonly value: string;
  readonly onChange: (event: { target: { value: string }; nativeEvent?: unknown }) => void;
  readonly onBlur: () => void;
  readonly onCompositionEnd: (event: CompositionEvent) => void;
}

export interface Autosave<Row extends Revised> {
  readonly value: Row;
  readonly state: SaveState;
  readonly conflicts: readonly FieldConflict[];
  /** Sets a field that is typed: saved after the pause. */
  set<F extends keyof Row & string>(field: F, value: Row[F], options?: { composing?: boolean }): void;
  /** Sets a field that is chosen (a switch, a list, a day): saved at once. */
  choose<F extends keyof Row & string>(field: F, value: Row[F]): void;
  /** Chooses several fields as one step. */
  chooseAll(patch: Partial<Row>): void;
  flush(): Promise<void>;
  /** For a field that reports its composition itself. */
  endComposition(): void;
  keepMine(): void;
  takeTheirs(): void;
  /** A text field. With `nullable`, an empty field is null ("not known"). */
  text<F extends keyof Row & string>(field: F, options?: { nullable?: boolean }): TextBinding;
}

let lastKey = 0;
const session = Math.random().toString(36).slice(2, 10);
function newEditKey(): string {
  return `edit-${session}-${(lastKey += 1)}`;
}

const timers = {
  after(milliseconds: number, callback: () => void) {
    const timer = window.setTimeout(callback, milliseconds);
    return () => window.clearTimeout(timer);
  },
  now: () => Date.now(),
};

export function isComposing(nativeEvent: unknown): boolean {
  return typeof nativeEvent === 'object' && nativeEvent !== null && 'isComposing' in nativeEvent
    ? nativeEvent.isComposing === true
    : false;
}

export function useAutosave<Row extends Revised>(options: AutosaveOptions<Row>): Autosave<Row> {
  const latest = useRef(options);
  // What a key or a drop would change on another office's row is not taken: nothing could be saved.
  const isForeign = useIsForeign();
  useLayoutEffect(() => {
    latest.current = options;
  });
  const listeners = useRef(new Set<() => void>());

  const controller: AutosaveController<Row> = useMemo(
    () =>
      createAutosave<Row>({
        row: latest.current.row,
        send: (rev, patch, meta) => latest.current.send(rev, patch, meta),
        reload: () => latest.current.reload(),
        timers,
        newEditKey,
        onChange: () => {
          for (const listener of listeners.current) listener();
        },
        ...(options.pauseMilliseconds === undefined ? {} : { pauseMilliseconds: options.pauseMilliseconds }),
      }),
    // A new row begins with a new controller; everything else is read through `latest`.
    // eslint-disable-next-line react/exhaustive-deps
    [options.rowKey],
  );

  const subscribe = useCallback((listener: () => void) => {
    listeners.current.add(listener);
    return () => listeners.current.delete(listener);
  }, []);
  const value = useSyncExternalStore(subscribe, controller.value);
  const state = useSyncExternalStore(subscribe, controller.state);
  const conflicts = useSyncExternalStore(subscribe, controller.conflicts);

  useEffect(() => controller.sync(options.row), [controller, options.row]);

  useEffect(() => {
    const key = options.rowKey;
    const report = () => reportSave(key, controller.state());
    listeners.current.add(report);
    const unregister = registerFlush(() => controller.flush());
    const hide = () => {
      if (document.visibilityState === 'hidden') void controller.flush();
    };
    const leave = () => void controller.flush();
    document.addEventListener('visibilitychange', hide);
    window.addEventListener('pagehide', leave);
    const all = listeners.current;
    return () => {
      document.removeEventListener('visibilitychange', hide);
      window.removeEventListener('pagehide', leave);
      // The last state stays in the top bar until what was typed is on disk.
      void controller.dispose().finally(() => {
        unregister();
        all.delete(report);
        if (controller.state().kind !== 'retrying') reportSave(key, null);
      });
    };
  }, [controller, options.rowKey]);

  return {
    // As it is when it is asked: who goes on after `flush` finds the `rev` that saving brought.
    get value() {
      return controller.value();
    },
    state,
    conflicts,
    set(field, next, setOptions) {
      if (!isForeign) controller.set(field, next, setOptions);
    },
    choose(field, next) {
      if (isForeign) return;
      controller.set(field, next);
      void controller.flush();
    },
    chooseAll(patch) {
      if (isForeign) return;
      controller.setAll(patch);
      void controller.flush();
    },
    flush: () => controller.flush(),
    endComposition: controller.endComposition,
    keepMine: controller.keepMine,
    takeTheirs: controller.takeTheirs,
    text(field, fieldOptions = {}) {
      const current = value[field];
      return {
        name: field,
        value: typeof current === 'string' ? current : '',
        onChange(event) {
          if (isForeign) return;
          const typed = event.target.value;
          const next = (fieldOptions.nullable === true && typed === '' ? null : typed) as Row[typeof field];
          controller.set(field, next, { composing: isComposing(event.nativeEvent) });
        },
        onBlur() {
          controller.endComposition();
          void controller.flush();
        },
        onCompositionEnd: () => controller.endComposition(),
      };
    },
  };
}

/** Of what was changed only what a saving may carry. */
export function onlyFields<Row extends object, K extends keyof Row & string>(
  patch: Partial<Row>,
  names: readonly K[],
): Partial<Pick<Row, K>> {
  return Object.fromEntries(
    Object.entries(patch).filter(([name]) => names.some((known) => known === name)),
  ) as Partial<Pick<Row, K>>;
}
