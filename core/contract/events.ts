/** What the application tells every open screen, over IPC and over GET /events (server-sent events). */

/** Rows of these tables changed; open lists and forms that show them read again. `seq` grows with every change set. */
export interface ChangedEvent {
  readonly type: 'changed';
  readonly seq: number;
  readonly tables: readonly string[];
  readonly rowIds: readonly string[];
}

/** Long work beside the screens: how far it is. While it writes, commands answer BUSY and autosaves wait. */
export interface WorkEvent {
  readonly type: 'work';
  /** Names the work to `work.cancel`. */
  readonly id: string;
  /** The method that was called. */
  readonly method: string;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  readonly done: number;
  /** Null where nobody can tell yet. */
  readonly total: number | null;
  /** It writes: commands have to wait. */
  readonly writes: boolean;
}

/** A backup has taken the place of all data: whatever a screen shows is of another time. `seq` is its last change set. */
export interface RestoredEvent {
  readonly type: 'restored';
  readonly seq: number;
}
export type AppEvent = ChangedEvent | WorkEvent | RestoredEvent;
