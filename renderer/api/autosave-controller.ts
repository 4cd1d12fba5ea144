// Autosave of one row, without React and without a clock of its own: gathers what is typed per field, sends it
// after a pause, one request at a time, keeps `rev`, retries when the application is busy, and on a conflict
// keeps the person's text beside the other version. Text inside an input method's composition does not count
// as typed until the composition ends.
import type { CallMeta } from '../../core/contract/endpoint.ts';
import { ApiError, errorValueOf, isTransient } from './client.ts';
import type { SaveState } from './save-states.ts';

/** `rev` is null while the row does not exist yet (an answer before the first key). */
export interface Revised {
  readonly rev: number | null;
}

export interface AutosaveTimers {
  /** Returns what cancels it. */
  readonly after: (milliseconds: number, callback: () => void) => () => void;
  readonly now: () => number;
}

export interface AutosaveDeps<Row extends Revised> {
  readonly row: Row;
  readonly send: (rev: number | null, patch: Partial<Row>, meta: CallMeta) => Promise<Row>;
  /** The row as it stands now, read after a conflict. */
  readonly reload: () => Promise<Row>;
  readonly timers: AutosaveTimers;
  /** A new name for a stretch of typing. */
  readonly newEditKey: () => string;
  readonly onChange: () => void;
  readonly pauseMilliseconds?: number;
}

export interface FieldConflict {
  readonly field: string;
  readonly mine: unknown;
  readonly theirs: unknown;
}

export interface AutosaveController<Row extends Revised> {
  /** What the screen shows: the row with what is typed on top. */
  readonly value: () => Row;
  readonly state: () => SaveState;
  readonly conflicts: () => readonly FieldConflict[];
  readonly set: <F extends keyof Row & string>(
    field: F,
    value: Row[F],
    options?: { composing?: boolean },
  ) => void;
  /** Sets several fields as one step (choosing an answer takes "not applicable" back). */
  readonly setAll: (patch: Partial<Row>) => void;
  /** The composition ended with the text already set: it now counts. */
  readonly endComposition: () => void;
  /** Sends what counts as typed, now; ends the stretch of typing. */
  readonly flush: () => Promise<void>;
  /** A newer row was read: untouched fields take it over. */
  readonly sync: (row: Row) => void;
  readonly keepMine: () => void;
  readonly takeTheirs: () => void;
  readonly dispose: () => Promise<void>;
}

const PAUSE = 600;
const RETRY_FIRST = 800;
const RETRY_LONGEST = 15_000;

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

export function createAutosave<Row extends Revised>(deps: AutosaveDeps<Row>): AutosaveController<Row> {
  const pause = deps.pauseMilliseconds ?? PAUSE;
  /** The row as the database has it. */
  let base = deps.row;
  /** Typed and not yet acknowledged, by field. */
  let dirty: Partial<Row> = {};
  /** What the request under way carries. */
  let sending: Partial<Row> | null = null;
  let underWay: Promise<void> | null = null;
  let later: Row | null = null;
  let composing = false;
  let cancelTimer: (() => void) | null = null;
  let retryAfter = RETRY_FIRST;
  let editKey: string | null = null;
  let editField: string | null = null;
  let conflicts: readonly FieldConflict[] = [];
  let state: SaveState = { kind: 'idle' };
  let shown: Row | null = null;

  const isDirty = () => Object.keys(dirty).length > 0;

  function publish(next: SaveState): void {
    state = next;
    shown = null;
    deps.onChange();
  }

  function stopTimer(): void {
    cancelTimer?.();
    cancelTimer = null;
  }

  function startTimer(milliseconds: number): void {
    stopTimer();
    cancelTimer = deps.timers.after(milliseconds, () => {
      cancelTimer = null;
      void push();
    });
  }

  /** Fields that the person and somebody else both changed since `base`. */
  function overlap(theirs: Row): readonly FieldConflict[] {
    return Object.keys(dirty).flatMap((name) => {
      const field = name as keyof Row & string;
      const changedElsewhere = !same(theirs[field], base[field]);
      return changedElsewhere && !same(theirs[field], dirty[field])
        ? [{ field, mine: dirty[field], theirs: theirs[field] }]
        : [];
    });
  }

  function adopt(row: Row): void {
    base = row;
    for (const name of Object.keys(dirty)) {
      const field = name as keyof Row & string;
      if (same(dirty[field], row[field]) && !composing) delete dirty[field];
    }
  }

  async function push(): Promise<void> {
    stopTimer();
    if (underWay !== null) {
      await underWay;
      return;
    }
    if (!isDirty() || composing || conflicts.length > 0) return;
    underWay = transmit();
    try {
      await underWay;
    } finally {
      underWay = null;
    }
    if (later !== null) {
      const row = later;
      later = null;
      sync(row);
    }
    // Typed while the request was under way.
    if (isDirty() && state.kind === 'typing' && cancelTimer === null) startTimer(pause);
  }

  async function transmit(): Promise<void> {
    const patch = { ...dirty };
    sending = patch;
    editKey ??= deps.newEditKey();
    publish({ kind: 'saving' });
    try {
      const row = await deps.send(base.rev, patch, { editKey });
      retryAfter = RETRY_FIRST;
      base = row;
      for (const name of Object.keys(patch)) {
        const field = name as keyof Row & string;
        if (same(dirty[field], patch[field])) delete dirty[field];
      }
      sending = null;
      publish(isDirty() ? { kind: 'typing' } : { kind: 'saved', at: deps.timers.now() });
    } catch (error) {
      sending = null;
      await failed(error, patch);
    }
  }

  /** `sent` is what was refused. */
  async function failed(error: unknown, sent: Partial<Row>): Promise<void> {
    if (isTransient(error)) {
      publish({ kind: 'retrying', error: errorValueOf(error) });
      startTimer(retryAfter);
      retryAfter = Math.min(retryAfter * 2, RETRY_LONGEST);
      return;
    }
    if (error instanceof ApiError && error.code === 'CONFLICT') {
      try {
        settle(await deps.reload());
      } catch (reloadError) {
        await failed(reloadError, sent);
      }
      return;
    }
    // What was corrected while the refusal was under way is not what was refused: it goes out.
    publish(same(dirty, sent) ? { kind: 'error', error: errorValueOf(error) } : { kind: 'typing' });
  }

  /** After a newer row became known while something is typed. */
  function settle(theirs: Row): void {
    const found = overlap(theirs);
    if (found.length > 0) {
      later = null;
      theirsNow = theirs;
      conflicts = found;
      stopTimer();
      publish({ kind: 'conflict' });
      return;
    }
    adopt(theirs);
    if (isDirty()) {
      publish({ kind: 'typing' });
      startTimer(0);
    } else publish({ kind: 'saved', at: deps.timers.now() });
  }

  let theirsNow: Row | null = null;

  function sync(row: Row): void {
    if (underWay !== null || sending !== null) {
      later = row;
      return;
    }
    if (same(row, base)) return;
    // `rev` never goes back: an older answer arrived late.
    if (row.rev !== null && base.rev !== null && row.rev < base.rev) return;
    if (conflicts.length > 0) {
      theirsNow = row;
      conflicts = conflicts.map((conflict) => ({ ...conflict, theirs: row[conflict.field as keyof Row] }));
      publish(state);
      return;
    }
    if (!isDirty()) {
      base = row;
      publish(state);
      return;
    }
    const found = overlap(row);
    if (found.length > 0) {
      theirsNow = row;
      conflicts = found;
      stopTimer();
      publish({ kind: 'conflict' });
      return;
    }
    adopt(row);
    publish(isDirty() ? state : { kind: 'saved', at: deps.timers.now() });
  }

  /** `stretch` names what is being typed into: another one begins another step of the journal. */
  function put(patch: Partial<Row>, stretch: string, isComposing: boolean): void {
    if (editField !== stretch) {
      // Another field: what was typed before goes out as a step of its own.
      if (editField !== null && isDirty() && conflicts.length === 0) void push();
      editField = stretch;
      editKey = null;
    }
    composing = isComposing;
    const next: Partial<Row> = { ...dirty, ...patch };
    if (!composing && sending === null) {
      // Typed back to what is stored: nothing to save.
      for (const name of Object.keys(patch)) {
        const field = name as keyof Row & string;
        if (same(next[field], base[field])) delete next[field];
      }
    }
    dirty = next;
    if (conflicts.length > 0) {
      conflicts = conflicts.map((conflict) =>
        Object.hasOwn(patch, conflict.field)
          ? { ...conflict, mine: patch[conflict.field as keyof Row] }
          : conflict,
      );
      publish(state);
      return;
    }
    if (!composing && isDirty() && underWay === null) startTimer(pause);
    else stopTimer();
    publish(isDirty() ? { kind: 'typing' } : state.kind === 'saved' ? state : { kind: 'idle' });
  }

  async function flush(): Promise<void> {
    editField = null;
    // Twice: once for what is under way, once for what was typed meanwhile.
    await push();
    if (isDirty() && state.kind !== 'retrying' && state.kind !== 'error') await push();
    if (!isDirty()) editKey = null;
  }

  return {
    value() {
      shown ??= { ...base, ...dirty };
      return shown;
    },
    state: () => state,
    conflicts: () => conflicts,
    set(field, value, options = {}) {
      // Row[F] of one key is a patch of that key.
      put({ [field]: value } as unknown as Partial<Row>, field, options.composing ?? false);
    },
    setAll(patch) {
      put(patch, Object.keys(patch).join(' '), false);
    },
    endComposition() {
      composing = false;
      if (isDirty() && conflicts.length === 0 && underWay === null) startTimer(pause);
    },
    flush,
    sync,
    keepMine() {
      if (theirsNow !== null) base = theirsNow;
      theirsNow = null;
      conflicts = [];
      publish({ kind: 'typing' });
      startTimer(0);
    },
    takeTheirs() {
      const fields = new Set(conflicts.map((conflict) => conflict.field));
      dirty = Object.fromEntries(Object.entries(dirty).filter(([name]) => !fields.has(name))) as Partial<Row>;
      if (theirsNow !== null) base = theirsNow;
      theirsNow = null;
      conflicts = [];
      publish(isDirty() ? { kind: 'typing' } : { kind: 'idle' });
      if (isDirty()) startTimer(0);
    },
    async dispose() {
      await flush();
      if (state.kind !== 'retrying') stopTimer();
    },
  };
}
